/* The command that a button stands for, as one would type it in a shell; see
 * command_text in command.h. */
#include "vm/command.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/paste.h"
#include "base/str.h"
#include "base/utf8.h"
#include "vm/domain.h"
#include "vm/hardware.h"
#include "vm/keys.h"

typedef void command_maker(struct str *out, const struct action *action);
/* One that depends on where files lie, or on what the machine is. */
typedef void command_maker_there(struct str *out, const struct action *action,
				 const struct vm_picture *picture);

static command_maker simple, snapshot, restore, with_name, detach, link_state, type, screenshot;
static command_maker_there define, undefine, clone, attach, set, undo;

static const struct {
	const char *command; /* of virsh */
	command_maker *make;
	command_maker_there *make_there;
} verbs[VERB_COUNT] = {
	[VERB_DEFINE] = { "define", NULL, define },
	[VERB_START] = { "start", simple, NULL },
	[VERB_PAUSE] = { "suspend", simple, NULL },
	[VERB_RESUME] = { "resume", simple, NULL },
	[VERB_SHUTDOWN] = { "shutdown", simple, NULL },
	[VERB_POWEROFF] = { "destroy", simple, NULL },
	[VERB_RESET] = { "reset", simple, NULL },
	[VERB_SAVE] = { "managedsave", simple, NULL },
	[VERB_FORGET] = { "managedsave-remove", simple, NULL },
	[VERB_SNAPSHOT] = { "snapshot-create-as", snapshot, NULL },
	[VERB_RESTORE] = { "snapshot-revert", restore, NULL },
	[VERB_DELETE] = { "snapshot-delete", with_name, NULL },
	[VERB_CLONE] = { "define", NULL, clone },
	[VERB_REMOVE] = { "undefine", NULL, undefine },
	[VERB_ATTACH] = { "attach-disk", NULL, attach },
	[VERB_DETACH] = { "detach-disk", detach, NULL },
	[VERB_PLUG] = { "up", link_state, NULL },
	[VERB_UNPLUG] = { "down", link_state, NULL },
	[VERB_TYPE] = { "send-key", type, NULL },
	[VERB_SET] = { "setmem", NULL, set },
	[VERB_SCREENSHOT] = { "screenshot", screenshot, NULL },
	[VERB_UNDO] = { "snapshot-revert", NULL, undo },
};

static void add_word(struct str *out, const char *word)
{
	str_addc(out, ' ');
	paste_word(out, word);
}

/* A file of the machine's.  Where the folder is not known, in that one. */
static void add_file(struct str *out, const struct vm_picture *picture, const char *machine,
		     const char *ending)
{
	if (picture && picture->folder) {
		paste_path(out, picture->folder);
		str_addc(out, '/');
	}
	str_addf(out, "%s.%s", machine ? machine : "", ending);
}

/* NULL where nothing is known of it. */
static const struct vm_machine *machine_in(const struct vm_picture *picture, const char *name)
{
	return picture ? vm_picture_machine(picture, name) : NULL;
}

/* What follows is done in the folder of the machines' files, by a shell of its own. */
static bool begin_folder(struct str *out, const struct vm_picture *picture)
{
	if (!picture || !picture->folder)
		return false;
	str_add(out, "(cd ");
	paste_path(out, picture->folder);
	str_add(out, " && ");
	return true;
}

static void virsh(struct str *out, const struct action *action)
{
	str_addf(out, "virsh %s", verbs[action->verb].command);
	add_word(out, action->machine ? action->machine : "");
}

static void simple(struct str *out, const struct action *action)
{
	virsh(out, action);
}

static void define(struct str *out, const struct action *action, const struct vm_picture *picture)
{
	str_addf(out, "virsh %s ", verbs[action->verb].command);
	add_file(out, picture, action->machine, "xml");
}

/* All that is the machine's begins with its name and a point. */
static void undefine(struct str *out, const struct action *action,
		     const struct vm_picture *picture)
{
	virsh(out, action);
	str_add(out, " --managed-save --snapshots-metadata && rm -f ");
	add_file(out, picture, action->machine, "*");
}

static void with_name(struct str *out, const struct action *action)
{
	virsh(out, action);
	add_word(out, action->name ? action->name : "");
}

static void snapshot(struct str *out, const struct action *action)
{
	with_name(out, action);
	if (action->description && action->description[0]) {
		str_add(out, " --description");
		add_word(out, action->description);
	}
}

static void restore(struct str *out, const struct action *action)
{
	with_name(out, action);
	if (action->to == STATE_RUNNING)
		str_add(out, " --running");
	else if (action->to == STATE_PAUSED)
		str_add(out, " --paused");
}

static void undo(struct str *out, const struct action *action, const struct vm_picture *picture)
{
	const struct vm_machine *machine = machine_in(picture, action->machine);
	const char *newest = machine ? safety_newest(machine->moments, machine->n_moments) : NULL;

	virsh(out, action);
	str_addf(out, " %s", newest ? newest : SAFETY_PREFIX "…");
}

static void screenshot(struct str *out, const struct action *action)
{
	const char *name = action->name ? action->name : action->machine;
	char *file = mem_printf("%s.png", name ? name : "");

	virsh(out, action);
	add_word(out, file);
	free(file);
}

/* The same definition under another name, on a disk that builds on the first. */
static void clone(struct str *out, const struct action *action, const struct vm_picture *picture)
{
	const char *from = action->machine ? action->machine : "", *to = action->as ? action->as : "";
	bool in_folder = begin_folder(out, picture);

	str_addf(out, "qemu-img create -f qcow2 -F qcow2 -b %1$s.qcow2 %2$s.qcow2 && "
		 "virsh dumpxml --inactive %1$s | sed '/<uuid>/d;/<mac /d;"
		 "s/\\([>/\"]\\)%1$s\\([<.\"]\\)/\\1%2$s\\2/g' >%2$s.xml && virsh define %2$s.xml%3$s",
		 from, to, in_folder ? ")" : "");
}

static void attach(struct str *out, const struct action *action, const struct vm_picture *picture)
{
	const char *machine = action->machine ? action->machine : "";
	const char *format = action->format ? action->format : "qcow2";
	char *file = mem_printf("%s.%s.%s", machine, action->disk ? action->disk : "disk", format);
	bool in_folder = begin_folder(out, picture);

	str_addf(out, "{ [ -e %1$s ] || qemu-img create -f %2$s %1$s %3$s; } && "
		 "virsh attach-disk %4$s \"$PWD/%1$s\" %5$s --subdriver %2$s --persistent%6$s",
		 file, format, action->size ? action->size : DISK_SIZE, machine,
		 disk_target(action->nth), in_folder ? ")" : "");
	free(file);
}

static void detach(struct str *out, const struct action *action)
{
	virsh(out, action);
	str_addf(out, " %s --persistent", disk_target(action->nth));
}

static void link_state(struct str *out, const struct action *action)
{
	struct str word = { 0 };

	add_word(&word, action->machine ? action->machine : "");
	str_addf(out, "virsh domif-setlink%1$s \"$(virsh -q domiflist%1$s | awk '{print $5; exit}')\" %2$s",
		 str_text(&word), verbs[action->verb].command);
	str_free(&word);
}

/* As virsh takes it. */
static char *short_size(uint64_t bytes)
{
	const unsigned long long kib = bytes / 1024;

	return kib % 1024 ? mem_printf("%lluKiB", kib) : mem_printf("%lluMiB", kib / 1024);
}

/* What the machine has at most, then what it has: the second cannot pass the first. */
static void set_memory(struct str *out, const char *name, uint64_t bytes, enum set_way way)
{
	char *size = short_size(bytes);

	if (way == SET_MORE)
		str_addf(out, "virsh setmaxmem%s %s --config && ", name, size);
	str_addf(out, "virsh setmem%s %s %s", name, size,
		 way == SET_LIVE ? "--live --config" : "--config");
	free(size);
}

static void set_cpus(struct str *out, const char *name, int cpus, enum set_way way)
{
	if (way == SET_MORE)
		str_addf(out, "virsh setvcpus%s %d --config --maximum && ", name, cpus);
	str_addf(out, "virsh setvcpus%s %d %s", name, cpus,
		 way == SET_LIVE ? "--live --config" : "--config");
}

/* virsh has no word for a screen: the definition is taken out, changed, put back. */
static void set_screens(struct str *out, const char *name, int screens, bool headless)
{
	int more = headless ? screens : screens - 1;

	str_addf(out, "virsh dumpxml --inactive%s | sed -z '", name);
	str_add(out, headless ? "s|</devices>|" : "s|</video>.*</video>|</video>|");
	if (!headless && more > 0)
		str_add(out, ";s|</devices>|");
	for (; more > 0; more--)
		str_add(out, "<video><model type=\"virtio\"/></video>");
	str_addf(out, "%s' | virsh define /dev/stdin", headless || screens > 1 ? "&|" : "");
}

static void set(struct str *out, const struct action *action, const struct vm_picture *picture)
{
	static const struct vm_machine unknown;
	const struct vm_machine *machine = machine_in(picture, action->machine);
	struct set_plan plan;
	struct str name = { 0 };

	if (!machine)
		machine = &unknown;
	plan = hardware_plan(action, machine->state, &machine->now, &machine->next);
	add_word(&name, action->machine ? action->machine : "");
	if (plan.memory != SET_NOT)
		set_memory(out, str_text(&name), action->memory, plan.memory);
	if (plan.cpus != SET_NOT) {
		str_add(out, out->len ? " && " : "");
		set_cpus(out, str_text(&name), action->cpus, plan.cpus);
	}
	if (plan.screens != SET_NOT) {
		str_add(out, out->len ? " && " : "");
		set_screens(out, str_text(&name), action->screens,
			    machine->next.known && machine->next.screens == 0);
	}
	str_free(&name);
}

/* A loop where no key wants shift; else one command after the other. */
static void type_keys(struct str *out, const struct action *action)
{
	const char *text = action->text ? action->text : "", *at;
	struct str name = { 0 }, loop = { 0 };
	bool shifted = false;
	struct key key;

	add_word(&name, action->machine ? action->machine : "");
	for (at = text; *at; at++) {
		if (!key_for((unsigned char)*at, &key))
			continue;
		shifted |= key.shift;
		str_addf(&loop, " %s", key.name + strlen("KEY_"));
	}
	if (!shifted && text[0] && text[1]) {
		str_addf(out, "for k in%s; do virsh send-key%s KEY_$k; done", str_text(&loop),
			 str_text(&name));
	} else {
		for (at = text; *at; at++)
			if (key_for((unsigned char)*at, &key))
				str_addf(out, "%svirsh send-key%s %s%s", out->len ? " && " : "",
					 str_text(&name), key.shift ? "KEY_LEFTSHIFT " : "", key.name);
	}
	str_free(&name);
	str_free(&loop);
}

/* What is written to the console's terminal, the machine reads. */
static void type_serial(struct str *out, const struct action *action)
{
	const char *at = action->text ? action->text : "";
	struct str text = { 0 };

	for (; *at; at++) {
		if (*at == '\n')
			str_add(&text, "\\n");
		else if (*at == '\\' || *at == '%')
			str_addf(&text, "%c%c", *at, *at);
		else
			str_addc(&text, *at);
	}
	str_add(out, "printf");
	add_word(out, str_text(&text));
	str_add(out, " >\"$(virsh ttyconsole");
	add_word(out, action->machine ? action->machine : "");
	str_add(out, ")\"");
	str_free(&text);
}

static void type(struct str *out, const struct action *action)
{
	if (action->serial)
		type_serial(out, action);
	else
		type_keys(out, action);
}

const char *disk_target(int nth)
{
	static const char *const targets[] = {
		"vdb", "vdc", "vdd", "vde", "vdf", "vdg", "vdh", "vdi", "vdj", "vdk", "vdl", "vdm",
		"vdn", "vdo", "vdp", "vdq", "vdr", "vds", "vdt", "vdu", "vdv", "vdw", "vdx", "vdy",
	};

	return targets[(unsigned)nth % ARRAY_LEN(targets)];
}

char *command_text(const struct action *action, const struct vm_picture *picture)
{
	struct str out = { 0 };
	char *clean;

	if (action->verb < VERB_COUNT && verbs[action->verb].make)
		verbs[action->verb].make(&out, action);
	else if (action->verb < VERB_COUNT && verbs[action->verb].make_there)
		verbs[action->verb].make_there(&out, action, picture);
	clean = utf8_clean(str_text(&out), out.len);
	str_free(&out);
	return clean;
}
