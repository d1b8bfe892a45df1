// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The shell command that a button stands for; see shell-command.h. */
#include "vm/shell-command.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "base/utf8.h"
#include "vm/keyboard.h"
#include "vm/machine.h"
#include "vm/rules.h"
#include "vm/virsh.h"

/* A command under construction: commands as lists of arguments, each written to out
 * when it is complete, and what stands between them. */
struct shell {
	struct str *out;
	const struct action *action;
	const struct vm_picture *picture; /* NULL: nothing is known */
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

static const char *uri_of(const struct shell *s)
{
	return s->picture && s->picture->name_uri ? s->picture->uri : NULL;
}

static const char *machine_of(const struct shell *s)
{
	return s->action->machine ? s->action->machine : "";
}

static const char *name_of(const struct shell *s)
{
	return s->action->name ? s->action->name : "";
}

/* Returns NULL if nothing is known of the machine. */
static const struct vm_machine *machine_in(const struct shell *s)
{
	return s->picture ? vm_picture_machine(s->picture, s->action->machine) : NULL;
}

/* ---- commands of virsh ----------------------------------------------------------- */

/* Returns a command about the machine, without its further arguments. */
static struct shell_argv virsh(const struct shell *s, const char *command)
{
	struct shell_argv argv = { 0 };

	virsh_command(&argv, uri_of(s), command, machine_of(s));
	return argv;
}

static struct shell_argv command_of_verb(const struct shell *s)
{
	return virsh(s, verbs[s->action->verb].command);
}

static void end(const struct shell *s, struct shell_argv *argv)
{
	shell_add_command(s->out, argv);
}

static void simple(const struct shell *s)
{
	struct shell_argv argv = command_of_verb(s);

	end(s, &argv);
}

static void with_name(const struct shell *s)
{
	struct shell_argv argv = command_of_verb(s);

	virsh_name(&argv, "--snapshotname", name_of(s));
	end(s, &argv);
}

static void snapshot(const struct shell *s)
{
	struct shell_argv argv = command_of_verb(s);

	virsh_name(&argv, "--name", name_of(s));
	if (s->action->description && s->action->description[0])
		shell_args(&argv, "--description", s->action->description, NULL);
	end(s, &argv);
}

static void restore(const struct shell *s)
{
	struct shell_argv argv = command_of_verb(s);

	virsh_name(&argv, "--snapshotname", name_of(s));
	if (s->action->to == STATE_RUNNING)
		shell_arg(&argv, "--running");
	else if (s->action->to == STATE_PAUSED)
		shell_arg(&argv, "--paused");
	end(s, &argv);
}

static void undo(const struct shell *s)
{
	struct shell_argv argv = command_of_verb(s);
	const struct vm_machine *machine = machine_in(s);
	const struct vm_snapshot *back =
		machine ? safety_for_undo(machine->snapshots, machine->n_snapshots) : NULL;

	shell_arg_between(&argv, back ? NULL : SAFETY_PREFIX "…", back ? back->name : NULL, NULL);
	end(s, &argv);
}

static void screenshot(const struct shell *s)
{
	struct shell_argv argv = command_of_verb(s);
	char *file = mem_printf("%s.png", s->action->name ? s->action->name : machine_of(s));

	shell_arg_file(&argv, file);
	free(file);
	end(s, &argv);
}

static void detach(const struct shell *s)
{
	struct shell_argv argv = command_of_verb(s);

	shell_args(&argv, disk_target(s->action->nth), "--persistent", NULL);
	end(s, &argv);
}

static void link_state(const struct shell *s)
{
	struct shell_argv argv = virsh(s, "domif-setlink"), list = { 0 };
	char *text, *first;

	virsh_begin(&list, uri_of(s));
	shell_args(&list, "-q", "domiflist", NULL);
	virsh_name(&list, "--domain", machine_of(s));
	text = shell_command(&list);
	first = mem_printf("%s | awk '{print $5; exit}'", text);
	shell_arg_output(&argv, first);
	shell_arg(&argv, verbs[s->action->verb].command);
	free(first);
	free(text);
	end(s, &argv);
}

/* ---- commands about files -------------------------------------------------------- */

/* Begins a subshell in the folder of the machines' files. */
static bool begin_folder(const struct shell *s)
{
	struct shell_argv cd = { 0 };

	if (!s->picture || !s->picture->folder)
		return false;
	shell_arg(&cd, "cd");
	shell_arg_path(&cd, s->picture->folder);
	str_add(s->out, "(");
	end(s, &cd);
	str_add(s->out, " && ");
	return true;
}

static void define(const struct shell *s)
{
	struct shell_argv argv = { 0 }, prepare = { 0 };
	char *file = mem_printf("%s.xml", machine_of(s)), *text;

	virsh_begin(&argv, uri_of(s));
	shell_arg(&argv, verbs[s->action->verb].command);
	if (!s->picture || !s->picture->folder) {
		shell_arg_file(&argv, file);
	} else {
		/* Make the disk and the definition first. */
		shell_arg_between(&prepare, shell_self(), NULL, NULL);
		if (uri_of(s))
			shell_args(&prepare, "-c", uri_of(s), NULL);
		shell_args(&prepare, "prepare", machine_of(s), s->picture->workshop, NULL);
		text = shell_command(&prepare);
		shell_arg_output(&argv, text);
		free(text);
	}
	free(file);
	end(s, &argv);
}

/* The names of all files of a machine begin with its name and a dot. */
static void undefine(const struct shell *s)
{
	struct shell_argv argv = command_of_verb(s), rm = { 0 };
	const char *folder = s->picture ? s->picture->folder : NULL, *machine = machine_of(s);
	bool home = folder && str_starts(folder, "~/");
	char *path = folder ? file_join(folder + (home ? 2 : 0), machine) : mem_dup(machine);

	shell_args(&argv, "--managed-save", "--snapshots-metadata", NULL);
	end(s, &argv);
	str_add(s->out, " && ");
	shell_args(&rm, "rm", "-f", NULL);
	shell_arg_between(&rm, home ? "~/" : path[0] == '-' ? "./" : NULL, path, ".*");
	free(path);
	end(s, &rm);
}

static void clone_disk(const struct shell *s, const char *to)
{
	struct shell_argv argv = { 0 };
	char *base = mem_printf("%s.qcow2", machine_of(s)), *disk = mem_printf("%s.qcow2", to);

	shell_args(&argv, "qemu-img", "create", "-f", "qcow2", "-F", "qcow2", "-b", base, NULL);
	shell_arg_file(&argv, disk);
	free(base);
	free(disk);
	end(s, &argv);
}

static void clone_definition(const struct shell *s, const char *to)
{
	struct shell_argv dump = { 0 }, sed = { 0 }, file = { 0 }, again = { 0 };
	char *script = virsh_sed_rename(machine_of(s), to), *name = mem_printf("%s.xml", to);

	virsh_begin(&dump, uri_of(s));
	shell_args(&dump, "dumpxml", "--inactive", NULL);
	virsh_name(&dump, "--domain", machine_of(s));
	end(s, &dump);
	str_add(s->out, " | ");
	shell_args(&sed, "sed", script, NULL);
	end(s, &sed);
	str_add(s->out, " >");
	shell_arg_file(&file, name);
	end(s, &file);
	str_add(s->out, " && ");
	virsh_begin(&again, uri_of(s));
	shell_arg(&again, "define");
	shell_arg_file(&again, name);
	end(s, &again);
	free(script);
	free(name);
}

/* Defines the same machine under another name, on a disk that builds on the first. */
static void clone(const struct shell *s)
{
	const char *to = s->action->as ? s->action->as : "";
	bool in_folder = begin_folder(s);

	clone_disk(s, to);
	str_add(s->out, " && ");
	clone_definition(s, to);
	str_add(s->out, in_folder ? ")" : NULL);
}

static void make_disk(const struct shell *s, const char *file, const char *format)
{
	struct shell_argv test = { 0 }, make = { 0 };

	shell_arg_between(&test, "[ -e ", file, " ]");
	shell_args(&make, "qemu-img", "create", "-f", format, NULL);
	shell_arg_file(&make, file);
	shell_arg(&make, s->action->size ? s->action->size : DISK_SIZE);
	str_add(s->out, "{ ");
	end(s, &test);
	str_add(s->out, " || ");
	end(s, &make);
	str_add(s->out, "; } && ");
}

static void attach(const struct shell *s)
{
	const struct action *action = s->action;
	const char *format = action->format ? action->format : "qcow2";
	char *file = mem_printf("%s.%s.%s", machine_of(s), action->disk ? action->disk : "disk", format);
	bool in_folder = begin_folder(s);
	struct shell_argv argv = command_of_verb(s);

	make_disk(s, file, format);
	shell_arg_between(&argv, "\"$PWD\"/", file, NULL);
	shell_args(&argv, disk_target(action->nth), "--subdriver", format, "--persistent", NULL);
	end(s, &argv);
	str_add(s->out, in_folder ? ")" : NULL);
	free(file);
}

/* ---- hardware -------------------------------------------------------------------- */

/* The size as virsh takes it. */
static char *short_size(uint64_t bytes)
{
	const unsigned long long kib = bytes / 1024;

	return kib % 1024 ? mem_printf("%lluKiB", kib) : mem_printf("%lluMiB", kib / 1024);
}

static void add_value(const struct shell *s, const char *command, const char *value,
		      enum set_way way)
{
	struct shell_argv argv = virsh(s, command);

	shell_arg(&argv, value);
	if (way == SET_LIVE)
		shell_arg(&argv, "--live");
	shell_arg(&argv, "--config");
	end(s, &argv);
}

/* Sets the maximum first, as the memory cannot be larger than that. */
static void set_memory(const struct shell *s, enum set_way way)
{
	char *size = short_size(s->action->memory);

	if (way == SET_MORE) {
		add_value(s, "setmaxmem", size, SET_LATER);
		str_add(s->out, " && ");
	}
	add_value(s, "setmem", size, way);
	free(size);
}

static void set_cpus(const struct shell *s, enum set_way way)
{
	char *number = mem_printf("%d", s->action->cpus);

	if (way == SET_MORE) {
		add_value(s, "setvcpus", number, SET_LATER);
		str_add(s->out, " --maximum && ");
	}
	add_value(s, "setvcpus", number, way);
	free(number);
}

/* virsh has no command for screens: dump the definition, edit it, define it again. */
static void set_screens(const struct shell *s, bool headless)
{
	struct shell_argv dump = { 0 }, sed = { 0 }, again = { 0 };
	char *script = virsh_sed_screens(s->action->screens, headless);

	virsh_begin(&dump, uri_of(s));
	shell_args(&dump, "dumpxml", "--inactive", NULL);
	virsh_name(&dump, "--domain", machine_of(s));
	end(s, &dump);
	str_add(s->out, " | ");
	shell_args(&sed, "sed", "-z", script, NULL);
	end(s, &sed);
	str_add(s->out, " | ");
	virsh_begin(&again, uri_of(s));
	shell_args(&again, "define", "/dev/stdin", NULL);
	end(s, &again);
	free(script);
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

/* ---- typing ---------------------------------------------------------------------- */

/* Types each of the keys, which need no shift, in a loop of the shell's. */
static void type_loop(const struct shell *s, const char *names)
{
	struct shell_argv argv = command_of_verb(s);

	str_addf(s->out, "for k in%s; do ", names);
	shell_arg_between(&argv, "KEY_$k", NULL, NULL);
	end(s, &argv);
	str_add(s->out, "; done");
}

static void type_key(const struct shell *s, const struct key *key)
{
	struct shell_argv argv = command_of_verb(s);

	if (key->shift)
		shell_arg(&argv, "KEY_LEFTSHIFT");
	shell_arg(&argv, key->name);
	str_add(s->out, s->out->len ? " && " : NULL);
	end(s, &argv);
}

/* Uses a loop if no key needs shift, else one command after the other. */
static void type_keys(const struct shell *s)
{
	const char *text = s->action->text ? s->action->text : "", *at;
	struct str names = { 0 };
	bool shifted = false;
	struct key key;

	for (at = text; *at; at++) {
		if (!key_for((unsigned char)*at, &key))
			continue;
		shifted |= key.shift;
		str_addf(&names, " %s", key.name + strlen("KEY_"));
	}
	if (!shifted && text[0] && text[1])
		type_loop(s, str_text(&names));
	else
		for (at = text; *at; at++)
			if (key_for((unsigned char)*at, &key))
				type_key(s, &key);
	str_free(&names);
}

/* Writing to the console's terminal sends it to the machine. */
static void type_serial(const struct shell *s)
{
	struct shell_argv print = { 0 }, tty = virsh(s, "ttyconsole"), target = { 0 };
	char *text = shell_command(&tty);

	shell_args_print(&print, s->action->text ? s->action->text : "");
	end(s, &print);
	str_add(s->out, " >");
	shell_arg_output(&target, text);
	end(s, &target);
	free(text);
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
	struct str out = { 0 };
	struct shell shell = { &out, action, picture };
	char *clean;

	if (action->verb < VERB_COUNT && verbs[action->verb].make)
		verbs[action->verb].make(&shell);
	clean = utf8_clean(str_text(&out), out.len);
	str_free(&out);
	return clean;
}
