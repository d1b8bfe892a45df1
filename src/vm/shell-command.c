// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The shell command that a button stands for; see shell-command.h. */
#include "vm/shell-command.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "base/utf8.h"
#include "vm/hardware.h"
#include "vm/keyboard.h"
#include "vm/rules.h"
#include "vm/safety.h"

/* A command under construction. */
struct shell {
	struct str *out;
	const struct action *action;
	const struct vm_picture *picture; /* NULL: nothing is known */
	const char *virsh; /* virsh, with the connection if it would use another */
};

typedef void command_maker(const struct shell *shell);

static command_maker simple, snapshot, restore, with_name, detach, link_state, type, screenshot, define,
	undefine, clone, attach, set, undo;

static const struct {
	const char *command; /* the subcommand of virsh */
	command_maker *make;
} verbs[VERB_COUNT] = {
	[VERB_DEFINE] = { "define", define },
	[VERB_START] = { "start", simple },
	[VERB_PAUSE] = { "suspend", simple },
	[VERB_RESUME] = { "resume", simple },
	[VERB_SHUTDOWN] = { "shutdown", simple },
	[VERB_POWEROFF] = { "destroy", simple },
	[VERB_RESET] = { "reset", simple },
	[VERB_SAVE] = { "managedsave", simple },
	[VERB_FORGET] = { "managedsave-remove", simple },
	[VERB_SNAPSHOT] = { "snapshot-create-as", snapshot },
	[VERB_RESTORE] = { "snapshot-revert", restore },
	[VERB_DELETE] = { "snapshot-delete", with_name },
	[VERB_CLONE] = { "define", clone },
	[VERB_REMOVE] = { "undefine", undefine },
	[VERB_ATTACH] = { "attach-disk", attach },
	[VERB_DETACH] = { "detach-disk", detach },
	[VERB_PLUG] = { "up", link_state },
	[VERB_UNPLUG] = { "down", link_state },
	[VERB_TYPE] = { "send-key", type },
	[VERB_SET] = { "setmem", set },
	[VERB_SCREENSHOT] = { "screenshot", screenshot },
	[VERB_UNDO] = { "snapshot-revert", undo },
};

static void add_word(struct str *out, const char *word)
{
	str_addc(out, ' ');
	shell_quote_word(out, word);
}

/* Appends a program, with the connection if it would use another. */
static void add_program(struct str *out, const char *program, const struct vm_picture *picture)
{
	str_add(out, program);
	if (picture && picture->name_uri) {
		str_add(out, " -c");
		add_word(out, picture->uri);
	}
}

static const char *machine_of(const struct shell *s)
{
	return s->action->machine ? s->action->machine : "";
}

/* Appends the name of one of the machine's files, relative to the folder of the files
 * if that is not known. */
static void add_file(const struct shell *s, const char *ending)
{
	if (s->picture && s->picture->folder) {
		shell_quote_path(s->out, s->picture->folder);
		str_addc(s->out, '/');
	}
	str_addf(s->out, "%s.%s", machine_of(s), ending);
}

/* Returns NULL if nothing is known of the machine. */
static const struct vm_machine *machine_in(const struct shell *s)
{
	return s->picture ? vm_picture_machine(s->picture, s->action->machine) : NULL;
}

/* Begins a subshell in the folder of the machines' files. */
static bool begin_folder(const struct shell *s)
{
	if (!s->picture || !s->picture->folder)
		return false;
	str_add(s->out, "(cd ");
	shell_quote_path(s->out, s->picture->folder);
	str_add(s->out, " && ");
	return true;
}

static void virsh(const struct shell *s, const char *command)
{
	str_addf(s->out, "%s %s", s->virsh, command);
	add_word(s->out, machine_of(s));
}

static void simple(const struct shell *s)
{
	virsh(s, verbs[s->action->verb].command);
}

static void define(const struct shell *s)
{
	str_addf(s->out, "%s %s ", s->virsh, verbs[s->action->verb].command);
	if (!s->picture || !s->picture->folder) {
		add_file(s, "xml");
		return;
	}
	/* Make the disk and the definition first. */
	str_add(s->out, "\"$(");
	add_program(s->out, shell_self(), s->picture);
	str_add(s->out, " prepare");
	add_word(s->out, machine_of(s));
	if (s->picture->workshop)
		add_word(s->out, s->picture->workshop);
	str_add(s->out, ")\"");
}

/* The names of all files of a machine begin with its name and a dot. */
static void undefine(const struct shell *s)
{
	simple(s);
	str_add(s->out, " --managed-save --snapshots-metadata && rm -f ");
	add_file(s, "*");
}

static void with_name(const struct shell *s)
{
	simple(s);
	add_word(s->out, s->action->name ? s->action->name : "");
}

static void snapshot(const struct shell *s)
{
	with_name(s);
	if (s->action->description && s->action->description[0]) {
		str_add(s->out, " --description");
		add_word(s->out, s->action->description);
	}
}

static void restore(const struct shell *s)
{
	with_name(s);
	if (s->action->to == STATE_RUNNING)
		str_add(s->out, " --running");
	else if (s->action->to == STATE_PAUSED)
		str_add(s->out, " --paused");
}

static void undo(const struct shell *s)
{
	const struct vm_machine *machine = machine_in(s);
	const char *newest = machine ? safety_newest(machine->snapshots, machine->n_snapshots) : NULL;

	simple(s);
	str_addf(s->out, " %s", newest ? newest : SAFETY_PREFIX "…");
}

static void screenshot(const struct shell *s)
{
	char *file = mem_printf("%s.png", s->action->name ? s->action->name : machine_of(s));

	simple(s);
	add_word(s->out, file);
	free(file);
}

/* Defines the same machine under another name, on a disk that builds on the first. */
static void clone(const struct shell *s)
{
	const char *to = s->action->as ? s->action->as : "";
	bool in_folder = begin_folder(s);

	str_addf(s->out, "qemu-img create -f qcow2 -F qcow2 -b %1$s.qcow2 %2$s.qcow2 && "
		 "%3$s dumpxml --inactive %1$s | sed '/<uuid>/d;/<mac /d;"
		 "s/\\([>/]\\|name=\"\\)%1$s\\([<.\"]\\)/\\1%2$s\\2/g' >%2$s.xml && "
		 "%3$s define %2$s.xml%4$s",
		 machine_of(s), to, s->virsh, in_folder ? ")" : "");
}

static void attach(const struct shell *s)
{
	const struct action *action = s->action;
	const char *format = action->format ? action->format : "qcow2";
	char *file = mem_printf("%s.%s.%s", machine_of(s), action->disk ? action->disk : "disk", format);
	bool in_folder = begin_folder(s);

	str_addf(s->out, "{ [ -e %1$s ] || qemu-img create -f %2$s %1$s %3$s; } && "
		 "%7$s attach-disk %4$s \"$PWD/%1$s\" %5$s --subdriver %2$s --persistent%6$s",
		 file, format, action->size ? action->size : DISK_SIZE, machine_of(s),
		 disk_target(action->nth), in_folder ? ")" : "", s->virsh);
	free(file);
}

static void detach(const struct shell *s)
{
	simple(s);
	str_addf(s->out, " %s --persistent", disk_target(s->action->nth));
}

static void link_state(const struct shell *s)
{
	virsh(s, "domif-setlink");
	str_addf(s->out, " \"$(%s -q domiflist", s->virsh);
	add_word(s->out, machine_of(s));
	str_addf(s->out, " | awk '{print $5; exit}')\" %s", verbs[s->action->verb].command);
}

/* The size as virsh takes it. */
static char *short_size(uint64_t bytes)
{
	const unsigned long long kib = bytes / 1024;

	return kib % 1024 ? mem_printf("%lluKiB", kib) : mem_printf("%lluMiB", kib / 1024);
}

/* Sets the maximum first, as the memory cannot be larger than that. */
static void set_memory(const struct shell *s, enum set_way way)
{
	char *size = short_size(s->action->memory);

	if (way == SET_MORE) {
		virsh(s, "setmaxmem");
		str_addf(s->out, " %s --config && ", size);
	}
	virsh(s, "setmem");
	str_addf(s->out, " %s %s", size, way == SET_LIVE ? "--live --config" : "--config");
	free(size);
}

static void set_cpus(const struct shell *s, enum set_way way)
{
	if (way == SET_MORE) {
		virsh(s, "setvcpus");
		str_addf(s->out, " %d --config --maximum && ", s->action->cpus);
	}
	virsh(s, "setvcpus");
	str_addf(s->out, " %d %s", s->action->cpus, way == SET_LIVE ? "--live --config" : "--config");
}

/* virsh has no command for screens: dump the definition, edit it, define it again. */
static void set_screens(const struct shell *s, bool headless)
{
	int screens = s->action->screens, more = headless ? screens : screens - 1;

	virsh(s, "dumpxml --inactive");
	str_add(s->out, " | sed -z '");
	str_add(s->out, headless ? "s|</devices>|" : "s|</video>.*</video>|</video>|");
	if (!headless && more > 0)
		str_add(s->out, ";s|</devices>|");
	for (; more > 0; more--)
		str_add(s->out, "<video><model type=\"virtio\"/></video>");
	str_addf(s->out, "%s' | %s define /dev/stdin", headless || screens > 1 ? "&|" : "", s->virsh);
}

static void set(const struct shell *s)
{
	static const struct vm_machine unknown;
	const struct vm_machine *machine = machine_in(s);
	struct set_plan plan;

	if (!machine)
		machine = &unknown;
	plan = hardware_plan(s->action, machine->state, &machine->now, &machine->next);
	if (plan.memory != SET_NOT)
		set_memory(s, plan.memory);
	if (plan.cpus != SET_NOT) {
		str_add(s->out, s->out->len ? " && " : "");
		set_cpus(s, plan.cpus);
	}
	if (plan.screens != SET_NOT) {
		str_add(s->out, s->out->len ? " && " : "");
		set_screens(s, machine->next.known && machine->next.screens == 0);
	}
}

/* Uses a loop if no key needs shift, else one command after the other. */
static void type_keys(const struct shell *s)
{
	const char *text = s->action->text ? s->action->text : "", *at;
	struct str loop = { 0 };
	bool shifted = false;
	struct key key;

	for (at = text; *at; at++) {
		if (!key_for((unsigned char)*at, &key))
			continue;
		shifted |= key.shift;
		str_addf(&loop, " %s", key.name + strlen("KEY_"));
	}
	if (!shifted && text[0] && text[1]) {
		str_addf(s->out, "for k in%s; do ", str_text(&loop));
		simple(s);
		str_add(s->out, " KEY_$k; done");
	} else {
		for (at = text; *at; at++) {
			if (!key_for((unsigned char)*at, &key))
				continue;
			str_add(s->out, s->out->len ? " && " : "");
			simple(s);
			str_addf(s->out, " %s%s", key.shift ? "KEY_LEFTSHIFT " : "", key.name);
		}
	}
	str_free(&loop);
}

/* Writing to the console's terminal sends it to the machine. */
static void type_serial(const struct shell *s)
{
	const char *at = s->action->text ? s->action->text : "";
	struct str text = { 0 };

	for (; *at; at++) {
		if (*at == '\n')
			str_add(&text, "\\n");
		else if (*at == '\\' || *at == '%')
			str_addf(&text, "%c%c", *at, *at);
		else
			str_addc(&text, *at);
	}
	/* "-n" would be taken for an option. */
	str_add(s->out, text.len > 0 && text.text[0] == '-' ? "printf --" : "printf");
	add_word(s->out, str_text(&text));
	str_add(s->out, " >\"$(");
	virsh(s, "ttyconsole");
	str_add(s->out, ")\"");
	str_free(&text);
}

static void type(const struct shell *s)
{
	if (s->action->serial)
		type_serial(s);
	else
		type_keys(s);
}

char *command_text(const struct action *action, const struct vm_picture *picture)
{
	struct str out = { 0 }, virsh_text = { 0 };
	struct shell shell = { &out, action, picture, NULL };
	char *clean;

	add_program(&virsh_text, "virsh", picture);
	shell.virsh = str_text(&virsh_text);
	if (action->verb < VERB_COUNT && verbs[action->verb].make)
		verbs[action->verb].make(&shell);
	str_free(&virsh_text);
	clean = utf8_clean(str_text(&out), out.len);
	str_free(&out);
	return clean;
}
