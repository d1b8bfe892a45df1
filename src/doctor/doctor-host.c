// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Doctor: programs, acceleration, guests, disk space, the terminal and the language. */
#include "doctor/doctor-host.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/packages.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "base/units.h"
#include "guests/maker-output.h"
#include "host/host.h"
#include "lesson/lesson.h"
#include "pixel/formats.h"
#include "session/session.h"
#include "term/ability.h"
#include "term/term.h"
#include "vm/backend.h"
#include "vm/files/disk.h"
#include "vm/files/faults.h"
#include "vm/files/guests.h"

/* ---- the host ------------------------------------------------------------------ */

static void look_program(const char *id, const char *program, const char *package,
			 struct findings *findings)
{
	if (file_has_program(program))
		findings_add(findings, id, VERDICT_GOOD, mem_printf(_("%s is installed"), program), NULL);
	else
		findings_add(findings, id, VERDICT_OBSTACLE,
			     mem_printf(_("%s is not installed"), program),
			     packages_sentence(_("Install it: %s"), package));
}

/* For an ordinary user the daemon starts on demand if it is installed; for root it is
 * the system's, which must be running already. */
static void look_daemon(struct findings *findings)
{
	bool root = geteuid() == 0;

	if (file_has_program("libvirtd") || file_has_program("virtqemud"))
		findings_add(findings, "daemon", VERDICT_GOOD,
			     mem_dup(root ? _("the libvirt daemon is installed; for root it is the "
					      "system's")
					  : _("the libvirt daemon is installed; for you it starts by "
					      "itself")), NULL);
	else if (root)
		findings_add(findings, "daemon", VERDICT_NOTE,
			     mem_dup(_("no libvirt daemon is installed: root's machines are run by this "
				       "program itself, and other users have none")),
			     packages_sentence(_("To have one, install it: %s"),
					    PACKAGES("libvirt-daemon libvirt-daemon-system")));
	else
		findings_add(findings, "daemon", VERDICT_OBSTACLE,
			     mem_dup(_("no libvirt daemon is installed that could start for you")),
			     packages_sentence(_("Install it: %s"), PACKAGES("libvirt-daemon")));
}

static bool processor_can(void)
{
	FILE *file = fopen("/proc/cpuinfo", "re");
	char line[4096];
	bool can = false;

	while (file && !can && fgets(line, sizeof line, file))
		can = str_starts(line, "flags") && (strstr(line, " vmx") || strstr(line, " svm"));
	if (file)
		fclose(file);
	return can;
}

static void look_acceleration(struct findings *findings)
{
	const char *why, *remedy = NULL;

	if (access("/dev/kvm", R_OK | W_OK) == 0) {
		findings_add(findings, "acceleration", VERDICT_GOOD,
			     mem_dup(_("the processor's virtualization can be used (/dev/kvm)")), NULL);
		return;
	}
	if (errno == EACCES || errno == EPERM) {
		why = _("no acceleration: you have no access to /dev/kvm; machines are "
			"emulated, which is slower and good enough for every lesson");
		remedy = _("To have it: sudo usermod -aG kvm $USER, and log in again");
	} else if (processor_can()) {
		why = _("no acceleration: the processor could, but there is no /dev/kvm; machines are "
			"emulated, which is slower and good enough for every lesson");
		remedy = _("To have it: sudo modprobe kvm_intel, or kvm_amd");
	} else {
		why = _("no acceleration: this processor, or the machine that this host runs "
			"in, offers no virtualization; machines are emulated, which is slower "
			"and good enough for every lesson");
	}
	findings_add(findings, "acceleration", VERDICT_NOTE, mem_dup(why), remedy ? mem_dup(remedy) : NULL);
}

void doctor_programs(struct findings *findings)
{
	look_program("qemu", "qemu-system-x86_64", PACKAGES("qemu-x86"), findings);
	look_program("qemu-img", "qemu-img", PACKAGES("qemu-img"), findings);
	look_daemon(findings);
	look_acceleration(findings);
}

/* ---- guests ------------------------------------------------------------------ */

static const struct guest *guest_of_spec(const struct machine_spec *spec)
{
	const char *file = spec->initrd ? spec->initrd : spec->kernel ? spec->kernel : spec->image;

	return file ? guest_of_file(file) : NULL;
}

/* Missing guests are reported with the lessons' other requirements. */
void doctor_guests(const struct workshop *workshop, struct findings *findings)
{
	bool seen[GUEST_COUNT] = { false };
	size_t i;

	for (i = 0; i < workshop->n_machines; i++) {
		const struct machine_spec *spec = &workshop->machines[i];
		const struct guest *guest = guest_of_spec(spec);
		bool lacking[GUEST_COUNT] = { false };

		if (!guest || seen[guest - guest_table])
			continue;
		seen[guest - guest_table] = true;
		guests_lacking(spec, lacking);
		if (guest_is_old(guest))
			findings_add(findings, "guest", VERDICT_NOTE,
				     mem_printf(_("the guest %s was made by an older version of this program"),
						guest->name),
				     mem_printf(_("Make it again: %1$s guests %2$s"), shell_self(),
						guest->name));
		else if (!lacking[guest - guest_table])
			findings_add(findings, "guest", VERDICT_GOOD,
				     mem_printf(_("the guest %s is there"), guest->name), NULL);
	}
}

/* ---- room -------------------------------------------------------------------- */

/* least: what the machines need at least, which is their images and a snapshot of each
 * memory.  freely: what leaves room to experiment.  Bytes. */
static void wanted(const struct workshop *workshop, uint64_t *least, uint64_t *freely)
{
	size_t i;

	*least = *freely = 16 << 20;
	for (i = 0; i < workshop->n_machines; i++) {
		const struct machine_spec *spec = &workshop->machines[i];
		char *found = guest_image(spec);
		struct stat st;
		uint64_t image = found && stat(found, &st) == 0 ? (uint64_t)st.st_size : 0;

		free(found);
		*least += image + spec->memory;
		*freely += image + 6 * spec->memory;
	}
}

static void look_disk(const struct session_options *open, const char *folder, uint64_t least,
		      uint64_t freely, struct findings *findings)
{
	int64_t have = file_free_bytes(folder);
	char *room, *need, *again;
	enum verdict verdict;

	if (have < 0)
		return;
	verdict = (uint64_t)have < least ? VERDICT_OBSTACLE :
		  (uint64_t)have < freely ? VERDICT_NOTE : VERDICT_GOOD;
	room = words_memory((uint64_t)have);
	need = words_memory(verdict == VERDICT_OBSTACLE ? least : freely);
	again = session_shell_command(open, "");
	if (verdict == VERDICT_GOOD)
		findings_add(findings, "disk-space", verdict,
			     mem_printf(_("there is room for the machines: %1$s free in %2$s"), room,
					folder), NULL);
	else
		findings_add(findings, "disk-space", verdict,
			     mem_printf(_("there is little room: %1$s free in %2$s, and this "
					  "workshop's machines and snapshots need %3$s"), room, folder, need),
			     mem_printf(_("Make room there, or move it: XDG_DATA_HOME=/another/disk %s"),
					again));
	free(again);
	free(room);
	free(need);
}

/* libvirt's own folder, which may be on another disk than the machines'.  memory: bytes that
 * the largest machine has, which it writes there when it is saved. */
static void look_libvirt(const struct workshop *workshop, const char *uri, struct findings *findings)
{
	char *folder = fault_libvirt_folder(uri);
	struct error err = { 0 };
	uint64_t memory = 0;
	size_t i;

	for (i = 0; i < workshop->n_machines; i++) {
		const struct machine_spec *spec = &workshop->machines[i];

		memory = spec->memory > memory ? spec->memory : memory;
		if (fault_of_session(uri, spec->name, &err)) {
			findings_add_error(findings, "libvirt-folder", &err);
			break;
		}
	}
	if (folder && fault_of_folder_name(folder, &err))
		findings_add_error(findings, "libvirt-folder", &err);
	if (folder && fault_of_room(folder, FAULT_ROOM_LEAST + memory, &err))
		findings_add_error(findings, "libvirt-space", &err);
	free(folder);
}

static void look_state(const struct session_options *open, struct findings *findings)
{
	char *state = file_state_dir(), *again;

	if (file_can_write(state)) {
		findings_add(findings, "progress", VERDICT_GOOD,
			     mem_printf(_("your place can be kept in %s"), state), NULL);
	} else {
		again = session_shell_command(open, "");
		findings_add(findings, "progress", VERDICT_OBSTACLE,
			     mem_printf(_("your place cannot be written in %s"), state),
			     mem_printf(_("Make the folder yours, or move it: %1$s=/another/folder %2$s"),
					"XDG_STATE_HOME", again));
		free(again);
	}
	if (file_free_bytes(state) >= 0 && file_free_bytes(state) < 1 << 20)
		findings_add(findings, "progress-space", VERDICT_OBSTACLE,
			     mem_printf(_("there is no room to keep your place in %s"), state),
			     mem_dup(_("Make room there.")));
	free(state);
}

void doctor_room(const struct session_options *open, const struct workshop *workshop,
		 const char *uri, struct findings *findings)
{
	struct error err = { 0 };
	uint64_t least, freely;
	char *data, *folder;

	look_state(open, findings);
	if (workshop->n_machines == 0 || !uri || uri_is_simulated(uri) || uri_is_remote(uri))
		return;
	data = disk_home(uri);
	wanted(workshop, &least, &freely);
	folder = file_join(data, workshop->id);
	if (fault_of_folder_name(folder, &err) || fault_of_folder(folder, &err))
		findings_add_error(findings, "disks", &err);
	if (!file_is_safe_folder(data, &err))
		findings_add_error(findings, "disks", &err);
	/* What a button would say comes first. */
	if (fault_of_room(folder, FAULT_ROOM_LEAST, &err))
		findings_add_error(findings, "disk-space", &err);
	else
		look_disk(open, data, least, freely, findings);
	look_libvirt(workshop, uri, findings);
	free(folder);
	free(data);
}

/* ---- the terminal and the language --------------------------------------------- */

/* The locale that counts, in the order of setlocale(). */
static const char *locale_name(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++) {
		const char *value = getenv(names[i]);

		if (value && value[0])
			return value;
	}
	return "C";
}

static void look_locale(struct findings *findings)
{
	locale_t locale = newlocale(LC_ALL_MASK, "", (locale_t)0);

	if (locale)
		freelocale(locale);
	else
		findings_add(findings, "locale", VERDICT_NOTE,
			     mem_printf(_("the locale %s is set, but not installed on this "
					  "host"),
					locale_name()),
			     mem_dup(_("Try: export LC_ALL=C.UTF-8, or make it: dpkg-reconfigure locales")));
	if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		findings_add(findings, "utf-8", VERDICT_GOOD,
			     mem_dup(_("the locale shows every character (UTF-8)")), NULL);
	else
		findings_add(findings, "utf-8", VERDICT_NOTE,
			     mem_dup(_("the locale is not UTF-8: the screen is drawn in plain ASCII")),
			     mem_dup(_("Try: export LC_ALL=C.UTF-8")));
}

/* Reports a module that cannot be loaded.  That the program was built without libchafa
 * matters only where the terminal shows sixels: look_pixels() reports it. */
static void look_chafa(struct findings *findings)
{
	struct error err = { 0 };

	if (formats_built() && !formats_open(&err))
		findings_add(findings, "pictures", VERDICT_NOTE,
			     mem_printf(_("pictures of screens are coarser than they could be: %s"),
					err.message),
			     mem_dup(err.remedy));
}

static void look_pixels(struct findings *findings)
{
	static const char *const can[] = {
		[PIXELS_NONE] = N_("the terminal shows no pixels: pictures of screens are drawn in characters"),
		[PIXELS_SIXEL] = N_("the terminal shows pictures of screens in pixels (sixels)"),
		[PIXELS_KITTY] = N_("the terminal shows pictures of screens in pixels (kitty's protocol)"),
	};
	struct asked asked;

	/* If sixels are lost although they are built in, look_chafa() has said why. */
	if (!ask_terminal(&asked) || (asked.sixel_lost && formats_built()))
		return;
	if (asked.sixel_lost)
		findings_add(findings, "pixels", VERDICT_NOTE,
			     mem_dup(_("the terminal shows sixels, but this program was built without libchafa")),
			     packages_sentence(_("Install it, and build this program again: %s"),
					    PACKAGES("chafa")));
	else
		findings_add(findings, "pixels", VERDICT_GOOD, mem_dup(_(can[asked.pixels])), NULL);
}

static void look_unknown(const char *term, const char *again, struct findings *findings)
{
	char *install = packages_install(PACKAGES("terminals"), NULL);

	findings_add(findings, "terminal", VERDICT_NOTE,
		     mem_printf(_("the terminal %s is not known on this host, and is taken as xterm-256color"), term),
		     mem_printf(_("Try: TERM=xterm %1$s, or install more of them: %2$s"), again,
				install));
	free(install);
}

void doctor_terminal(const struct session_options *open, struct findings *findings)
{
	char *again = session_shell_command(open, ""), *plain = session_shell_command(open, "--plain");
	const char *term = getenv("TERM");

	look_locale(findings);
	look_chafa(findings);
	look_pixels(findings);
	if (!term || !term[0])
		findings_add(findings, "terminal", VERDICT_NOTE,
			     mem_dup(_("TERM is not set: the full screen cannot be used")),
			     mem_printf(_("Try: %1$s, or TERM=xterm %2$s"), plain, again));
	else if (term_is_dumb())
		findings_add(findings, "terminal", VERDICT_NOTE,
			     mem_printf(_("the terminal %s cannot place its cursor: the full screen cannot be used"),
					term),
			     mem_printf(_("Try: %1$s, or TERM=xterm %2$s"), plain, again));
	else if (term_known(NULL))
		findings_add(findings, "terminal", VERDICT_GOOD,
			     mem_printf(_("the terminal %s is known"), term), NULL);
	else
		look_unknown(term, again, findings);
	free(plain);
	free(again);
}
