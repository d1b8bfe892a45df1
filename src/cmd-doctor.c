/* imitation doctor: what stands in the way on this host, each with its mend. */
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "options.h"
#include "walk.h"

enum verdict { GOOD, NOTE, OBSTACLE };

static int obstacles;

static void say(enum verdict verdict, const char *what, const char *mend)
{
	static const char *const words[] = { N_("good"), N_("note"), N_("obstacle") };

	obstacles += verdict == OBSTACLE;
	printf("%-8s  %s\n", _(words[verdict]), what);
	if (mend && mend[0])
		printf("          %s\n", mend);
}

static bool in_path(const char *program)
{
	char *path = mem_dup(getenv("PATH") ? getenv("PATH") : "/usr/bin:/bin");
	char *save = NULL, *dir;
	bool found = false;

	for (dir = strtok_r(path, ":", &save); dir && !found; dir = strtok_r(NULL, ":", &save)) {
		char *full = mem_printf("%s/%s", dir, program);

		found = access(full, X_OK) == 0;
		free(full);
	}
	free(path);
	return found;
}

static void look_program(const char *program, const char *package)
{
	char *text = in_path(program) ? mem_printf(_("%s is installed"), program)
				      : mem_printf(_("%s is not installed"), program);
	char *mend = mem_printf(_("Install it: apt install %s"), package);

	if (in_path(program))
		say(GOOD, text, NULL);
	else
		say(OBSTACLE, text, mend);
	free(mend);
	free(text);
}

static void look_terminal(void)
{
	if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		say(GOOD, _("the locale shows every character (UTF-8)"), NULL);
	else
		say(NOTE, _("the locale is not UTF-8: the screen is drawn in plain ASCII"),
		    _("Try: export LC_ALL=C.UTF-8"));
	if (access("/dev/kvm", R_OK | W_OK) == 0)
		say(GOOD, _("the processor's virtualization can be used (/dev/kvm)"), NULL);
	else
		say(NOTE, _("no hardware virtualization for you: machines are emulated, "
			    "which is slower and good enough for every lesson"), NULL);
}

static void look_connection(const struct walk *walk, bool ready, const struct error *err)
{
	const struct vm_picture *picture = walk_picture(walk);
	char *text;
	size_t i;

	if (!ready) {
		say(OBSTACLE, err->message, err->mend);
		return;
	}
	if (!picture) {
		say(NOTE, _("this workshop has no machines"), NULL);
		return;
	}
	text = mem_printf(_("the hypervisor answers at %s"), picture->uri);
	if (picture->simulated)
		say(OBSTACLE, _("only the SIMULATED hypervisor can be had: no real machine takes part"),
		    picture->problem.mend[0] ? picture->problem.mend
			: _("Install the real one: apt install libvirt-daemon-driver-qemu qemu-system-x86"));
	else
		say(GOOD, text, NULL);
	free(text);
	for (i = 0; i < picture->n_machines; i++)
		if (picture->machines[i].foreign) {
			text = mem_printf(_("a machine named %s exists that this program did not make"),
					  picture->machines[i].name);
			say(OBSTACLE, text, picture->machines[i].foreign_why);
			free(text);
		}
}

int cmd_doctor(const struct options *options)
{
	struct walk_options open = { .uri = options->uri, .look_only = true };
	struct error err = { 0 };
	struct walk *walk;
	bool ready;

	if (options->argc > 1)
		return complain_usage(_("doctor takes one workshop."));
	look_program("qemu-system-x86_64", "qemu-system-x86");
	look_program("qemu-img", "qemu-utils");
	look_terminal();
	open.path = options_workshop(options, 0);
	walk = open.path ? walk_open(&open, &err) : NULL;
	if (!walk)
		return open.path ? complain(&err) : EXIT_FAILED;
	ready = walk_wait_ready(walk, 20000, &err);
	look_connection(walk, ready, &err);
	walk_close(walk);
	return obstacles ? EXIT_FAILED : EXIT_GOOD;
}
