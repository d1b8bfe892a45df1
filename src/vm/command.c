/* Words for actions: one table of verbs gives the command, the label, what is
 * being done, and the states a verb is for; see command.h. */
#include "vm/command.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "vm/domain.h"
#include "vm/hardware.h"
#include "vm/keys.h"

#define BIT(state) (1u << (state))

enum {
	OFF = BIT(STATE_SHUTOFF),
	LIVE = BIT(STATE_RUNNING) | BIT(STATE_PAUSED),
	SAVED = BIT(STATE_SAVED),
	DEFINED = OFF | LIVE | SAVED,
	ANY = DEFINED | BIT(STATE_ABSENT),
};

typedef void command_maker(struct str *out, const struct action *action);
/* One that depends on where files lie, or on what the machine is. */
typedef void command_maker_there(struct str *out, const struct action *action,
				 const struct vm_picture *picture);

static command_maker simple, snapshot, restore, with_name, detach, link_state, type, screenshot;
static command_maker_there define, undefine, clone, attach, set, undo;

static const struct {
	const char *command; /* of virsh */
	command_maker *make;
	const char *label; /* %s: the machine's title */
	const char *doing;
	unsigned states; /* that it is for */
	bool later;      /* not carried out yet */
	command_maker_there *make_there;
} verbs[VERB_COUNT] = {
	[VERB_DEFINE] = { "define", NULL, N_("Make %s"), N_("making it"), BIT(STATE_ABSENT), false, define },
	[VERB_START] = { "start", simple, N_("Start %s"), N_("starting"), OFF | SAVED, false },
	[VERB_PAUSE] = { "suspend", simple, N_("Pause %s"), N_("pausing"), BIT(STATE_RUNNING), false },
	[VERB_RESUME] = { "resume", simple, N_("Resume %s"), N_("resuming"), BIT(STATE_PAUSED), false },
	[VERB_SHUTDOWN] = { "shutdown", simple, N_("Ask %s to shut down"), N_("asking it to shut down"),
			    BIT(STATE_RUNNING), false },
	[VERB_POWEROFF] = { "destroy", simple, N_("Cut the power of %s"), N_("cutting the power"), LIVE,
			    false },
	[VERB_RESET] = { "reset", simple, N_("Reset %s"), N_("resetting"), LIVE, false },
	[VERB_SAVE] = { "managedsave", simple, N_("Save the state of %s"), N_("saving"), LIVE, false },
	[VERB_FORGET] = { "managedsave-remove", simple, N_("Forget the saved state of %s"),
			  N_("forgetting the saved state"), SAVED, false },
	[VERB_SNAPSHOT] = { "snapshot-create-as", snapshot, N_("Take a snapshot of %s"),
			    N_("taking a snapshot"), OFF | LIVE, false },
	[VERB_RESTORE] = { "snapshot-revert", restore, N_("Take %s back"), N_("going back in time"),
			   DEFINED, false },
	[VERB_DELETE] = { "snapshot-delete", with_name, N_("Delete a snapshot of %s"),
			  N_("deleting a snapshot"), DEFINED, false },
	[VERB_CLONE] = { "define", NULL, N_("Clone %s"), N_("cloning"), OFF, false, clone },
	[VERB_REMOVE] = { "undefine", NULL, N_("Remove %s"), N_("removing"), OFF | SAVED, false, undefine },
	[VERB_ATTACH] = { "attach-disk", NULL, N_("Plug a disk into %s"), N_("plugging a disk in"),
			  OFF | LIVE, false, attach },
	[VERB_DETACH] = { "detach-disk", detach, N_("Pull a disk out of %s"), N_("pulling a disk out"),
			  OFF | LIVE, false },
	[VERB_PLUG] = { "up", link_state, N_("Plug the network cable of %s in"),
			N_("plugging the cable in"), OFF | LIVE, false },
	[VERB_UNPLUG] = { "down", link_state, N_("Pull the network cable of %s"),
			  N_("pulling the cable"), OFF | LIVE, false },
	[VERB_TYPE] = { "send-key", type, N_("Type into %s"), N_("typing"), BIT(STATE_RUNNING), false },
	[VERB_SET] = { "setmem", NULL, N_("Change the hardware of %s"), N_("changing the hardware"),
		       OFF | LIVE, false, set },
	[VERB_SCREENSHOT] = { "screenshot", screenshot, N_("Take a picture of the screen of %s"),
			      N_("taking a picture"), LIVE, false },
	[VERB_STAGE] = { "", NULL, N_("Set the stage for %s"), N_("setting the stage"), ANY, false },
	[VERB_UNDO] = { "snapshot-revert", NULL, N_("Bring back what %s was before"),
			N_("bringing the present back"), DEFINED, false, undo },
};

/* Quoted for sh where that is needed. */
static void add_quoted(struct str *out, const char *word)
{
	static const char safe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
				   "%+,-./:=@_";

	if (word[0] && strspn(word, safe) == strlen(word)) {
		str_add(out, word);
		return;
	}
	str_addc(out, '\'');
	for (; *word; word++) {
		if (*word == '\'')
			str_add(out, "'\\''");
		else
			str_addc(out, *word);
	}
	str_addc(out, '\'');
}

static void add_word(struct str *out, const char *word)
{
	str_addc(out, ' ');
	add_quoted(out, word);
}

/* The shell knows what "~" is, unless it is quoted. */
static void add_folder(struct str *out, const char *folder)
{
	bool home = str_starts(folder, "~/");

	str_add(out, home ? "~/" : "");
	add_quoted(out, folder + (home ? 2 : 0));
}

/* A file of the machine's.  Where the folder is not known, in that one. */
static void add_file(struct str *out, const struct vm_picture *picture, const char *machine,
		     const char *ending)
{
	if (picture && picture->folder) {
		add_folder(out, picture->folder);
		str_addc(out, '/');
	}
	str_addf(out, "%s.%s", machine ? machine : "", ending);
}

/* What follows is done in the folder of the machines' files, by a shell of its own. */
static bool begin_folder(struct str *out, const struct vm_picture *picture)
{
	if (!picture || !picture->folder)
		return false;
	str_add(out, "(cd ");
	add_folder(out, picture->folder);
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
	const struct vm_machine *machine = picture ? vm_picture_machine(picture, action->machine) : NULL;
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
	str_addf(out, "virsh setmem%s %s %s", name, size, way == SET_LIVE ? "--live --config" : "--config");
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
	const struct vm_machine *machine = picture ? vm_picture_machine(picture, action->machine) : NULL;
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

char *action_label(const struct action *action, const char *title)
{
	const char *label = action->verb < VERB_COUNT ? verbs[action->verb].label : NULL;

	if (action->label)
		return mem_dup(action->label);
	if (!label)
		return mem_dup("");
	switch (action->verb) {
	case VERB_SNAPSHOT:
		return mem_printf(_("Take the snapshot \"%2$s\" of %1$s"), title, action->name);
	case VERB_RESTORE:
		return mem_printf(_("Take %1$s back to \"%2$s\""), title, action->name);
	case VERB_CLONE:
		return mem_printf(_("Clone %1$s as %2$s"), title, action->as);
	case VERB_ATTACH:
		return mem_printf(_("Plug the disk \"%2$s\" into %1$s"), title, action->disk);
	case VERB_DETACH:
		return mem_printf(_("Pull the disk \"%2$s\" out of %1$s"), title, action->disk);
	case VERB_DELETE:
		return mem_printf(_("Delete the snapshot \"%2$s\" of %1$s"), title, action->name);
	default: {
		struct str out = { 0 };
		const char *text = _(label), *at = strstr(text, "%s");

		str_addn(&out, text, at ? (size_t)(at - text) : strlen(text));
		str_add(&out, at ? title : "");
		str_add(&out, at ? at + 2 : "");
		return str_take(&out);
	}
	}
}

const char *verb_doing(enum verb verb)
{
	const char *doing = verb < VERB_COUNT ? verbs[verb].doing : NULL;

	return doing ? _(doing) : "";
}

const char *state_word(enum machine_state state)
{
	static const char *const words[STATE_COUNT] = {
		[STATE_UNKNOWN] = N_("unknown"), [STATE_ABSENT] = N_("absent"),
		[STATE_SHUTOFF] = N_("off"),     [STATE_RUNNING] = N_("running"),
		[STATE_PAUSED] = N_("paused"),   [STATE_SAVED] = N_("saved"),
	};

	return state < STATE_COUNT ? _(words[state]) : "";
}

bool verb_supported(enum verb verb)
{
	return verb < VERB_COUNT && verbs[verb].doing && !verbs[verb].later;
}

const char *verb_refused(enum verb verb, enum machine_state state)
{
	static const char *const why[STATE_COUNT] = {
		[STATE_ABSENT] = N_("There is no such machine yet: make it first."),
		[STATE_SHUTOFF] = N_("The machine is off: start it first."),
		[STATE_RUNNING] = N_("The machine is running."),
		[STATE_PAUSED] = N_("The machine is paused: resume it first."),
		[STATE_SAVED] = N_("The machine is saved: start it first."),
	};

	if (verb >= VERB_COUNT || !verbs[verb].doing)
		return _("There is nothing to do here.");
	if (state == STATE_UNKNOWN || state >= STATE_COUNT || verbs[verb].states & BIT(state))
		return NULL;
	if (verb == VERB_DEFINE)
		return _("The machine is there already.");
	if (state == STATE_RUNNING && verb == VERB_REMOVE)
		return _("The machine is running: cut its power first.");
	if (state == STATE_PAUSED && verb == VERB_REMOVE)
		return _("The machine is paused: cut its power first.");
	if (state == STATE_PAUSED && verb == VERB_PAUSE)
		return _("The machine is paused already.");
	if (state == STATE_RUNNING && (verb == VERB_START || verb == VERB_RESUME))
		return _("The machine is running already.");
	if (verb == VERB_FORGET)
		return _("The machine has no saved state.");
	if (state == STATE_SHUTOFF && (verb == VERB_SHUTDOWN || verb == VERB_POWEROFF))
		return _("The machine is off already.");
	if (state == STATE_SAVED && (verb == VERB_SHUTDOWN || verb == VERB_POWEROFF))
		return _("The machine is off already, with its state saved.");
	return _(why[state]);
}

/* These write to the disk, or throw it away. */
static const bool writes[VERB_COUNT] = {
	[VERB_START] = true,   [VERB_SNAPSHOT] = true, [VERB_RESTORE] = true,
	[VERB_DELETE] = true,  [VERB_UNDO] = true,     [VERB_REMOVE] = true,
};

const char *verb_refused_to_base(enum verb verb)
{
	return verb < VERB_COUNT && writes[verb] ?
		       _("Clones build on its disk, which must stay as it is: remove them first.") : NULL;
}

const char *machine_at_risk(const struct vm_machine *machine)
{
	bool live = machine->state == STATE_RUNNING || machine->state == STATE_PAUSED;

	return live && machine->is_base ?
		       _("It was started, and clones build on its disk: what it writes breaks them.") : NULL;
}

static bool has_moment(const struct vm_machine *machine, const char *name)
{
	size_t i;

	for (i = 0; name && i < machine->n_moments; i++)
		if (str_eq(machine->moments[i].name, name))
			return true;
	return false;
}

const char *action_refused(const struct action *action, const struct vm_machine *machine)
{
	const char *why;

	if (machine->foreign)
		return machine->foreign_why ? machine->foreign_why :
					      _("A machine of this name is there, and it is not ours.");
	if (machine->doing != VERB_NONE)
		return _("The machine is busy: wait until it is done.");
	if (!verb_supported(action->verb))
		return _("This program cannot do that yet.");
	if (machine->state == STATE_UNKNOWN)
		return _("The machine has not been read yet.");
	why = verb_refused(action->verb, machine->state);
	if (!why && machine->is_base)
		why = verb_refused_to_base(action->verb);
	if (why)
		return why;
	if ((action->verb == VERB_RESTORE || action->verb == VERB_DELETE) &&
	    !has_moment(machine, action->name))
		return _("There is no snapshot of this name.");
	if (action->verb == VERB_UNDO && !machine->can_undo)
		return _("There is nothing to take back.");
	return NULL;
}

bool error_not_ours(struct error *err, const char *domain, const char *why)
{
	error_set(err, ERROR_NOT_OURS, "%s", why);
	error_mend(err, _("Give that machine another name (virsh domrename %1$s NEW-NAME), or rename "
			  "the workshop's machine. Nothing of it was touched."), domain);
	return false;
}
