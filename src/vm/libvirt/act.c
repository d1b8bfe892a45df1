// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The verbs, one function each, in a table.  Before any of them the domain is
 * looked up by name and its mark is verified; what it is asked to do must be
 * for the state that it is in. */
#include "vm/libvirt/libvirt-private.h"

#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/packages.h"
#include "vm/keyboard.h"
#include "vm/libvirt/clone.h"
#include "vm/libvirt/console-stream.h"
#include "vm/libvirt/define.h"
#include "vm/libvirt/devices.h"
#include "vm/libvirt/snapshots.h"
#include "vm/rules.h"

enum {
	SHUTDOWN_WAIT_MS = 3000, /* for a guest that listens */
	POLL_MS = 50,
	KEY_HOLD_MS = 20, /* down for so long, and then a gap, so that the */
	KEY_GAP_MS = 35,       /* firmware's little buffer takes them all */
	SERIAL_IDLE_MS = 5000, /* for a console that takes nothing */
	STEPS_MAX = 4,
};

static bool done(int result, virDomainPtr domain, struct error *err)
{
	return result >= 0 || lv_error_of(err, domain);
}

/* From being off.  Its console is opened before it runs: what a machine writes
 * while nobody listens is lost, and a program that draws its screen once would
 * not be seen.  A saved machine goes on as it was. */
static int start(struct vm_conn *conn, virDomainPtr domain, const char *machine)
{
	if (machine)
		lv_console_cut(conn, lv_machine(conn, machine));
	if (!machine || conn->test || virDomainHasManagedSaveImage(domain, 0) != 0 ||
	    virDomainCreateWithFlags(domain, VIR_DOMAIN_START_PAUSED) < 0)
		return virDomainCreate(domain);
	lv_console_open(conn, machine, NULL);
	return virDomainResume(domain);
}

static bool act_start(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		      struct error *err)
{
	return done(start(conn, domain, request->action.machine), domain, err);
}

static bool act_pause(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		      struct error *err)
{
	(void)conn;
	(void)request;
	return done(virDomainSuspend(domain), domain, err);
}

static bool act_resume(struct vm_conn *conn, virDomainPtr domain,
		       const struct vm_request *request, struct error *err)
{
	(void)conn;
	(void)request;
	return done(virDomainResume(domain), domain, err);
}

/* It is only a request: whether the guest listens is seen by its state. */
static bool act_shutdown(struct vm_conn *conn, virDomainPtr domain,
			 const struct vm_request *request, struct error *err)
{
	int64_t until = clock_mono_ms() + SHUTDOWN_WAIT_MS;
	enum machine_state state;

	(void)conn;
	(void)request;
	if (virDomainShutdown(domain) < 0)
		return lv_error_of(err, domain);
	while (clock_mono_ms() < until && lv_state(domain, &state, NULL) && state != STATE_SHUTOFF)
		clock_nap(POLL_MS);
	return true;
}

static bool act_poweroff(struct vm_conn *conn, virDomainPtr domain,
			 const struct vm_request *request, struct error *err)
{
	(void)conn;
	(void)request;
	if (!done(virDomainDestroy(domain), domain, err))
		return false;
	/* A save that outlived a start is not this machine's any more. */
	if (virDomainHasManagedSaveImage(domain, 0) == 1)
		virDomainManagedSaveRemove(domain, 0);
	return true;
}

static bool act_reset(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		      struct error *err)
{
	(void)conn;
	(void)request;
	return done(virDomainReset(domain, 0), domain, err);
}

static bool act_save(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		     struct error *err)
{
	(void)conn;
	(void)request;
	return done(virDomainManagedSave(domain, 0), domain, err);
}

static bool act_forget(struct vm_conn *conn, virDomainPtr domain,
		       const struct vm_request *request, struct error *err)
{
	(void)conn;
	(void)request;
	return done(virDomainManagedSaveRemove(domain, 0), domain, err);
}

static bool act_remove(struct vm_conn *conn, virDomainPtr domain,
		       const struct vm_request *request, struct error *err)
{
	(void)request;
	return lv_undefine(conn, domain, virDomainGetName(domain), err);
}

/* The guest takes a little at a time; one that takes nothing is not waited for
 * for ever. */
static bool type_serial(struct vm_conn *conn, const struct action *action, struct error *err)
{
	const char *at = action->text ? action->text : "";
	size_t left = strlen(at);
	int idle_ms = 0;

	while (left > 0) {
		ssize_t sent = lv_console_write(conn, action->machine, at, left, err);

		if (sent < 0)
			return false;
		if (sent == 0 && (idle_ms += KEY_HOLD_MS) > SERIAL_IDLE_MS)
			return error_set(err, ERROR_FAILED, _("The console of %s takes no more text."),
					 action->machine);
		if (sent == 0)
			clock_nap(KEY_HOLD_MS);
		else
			idle_ms = 0;
		at += sent;
		left -= (size_t)sent;
	}
	return true;
}

static bool act_type(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		     struct error *err)
{
	const char *at = request->action.text ? request->action.text : "";

	if (request->action.serial)
		return type_serial(conn, &request->action, err);
	for (; *at; at++) {
		unsigned codes[2];
		struct key key;
		int n = 0;

		if (!key_for((unsigned char)*at, &key))
			return error_set(err, ERROR_INPUT,
					 _("There is no key for this on a keyboard: \"%s\"."), at);
		if (key.shift)
			codes[n++] = KEY_CODE_SHIFT;
		codes[n++] = key.code;
		if (virDomainSendKey(domain, VIR_KEYCODE_SET_LINUX, KEY_HOLD_MS, codes, n, 0) < 0)
			return lv_error_of(err, domain);
		clock_nap(KEY_HOLD_MS + KEY_GAP_MS);
	}
	return true;
}

/* One step from a state towards another; false with an error. */
static bool start_paused(virDomainPtr domain)
{
	if (virDomainCreateWithFlags(domain, VIR_DOMAIN_START_PAUSED) == 0)
		return true;
	return virDomainCreate(domain) == 0 && virDomainSuspend(domain) == 0;
}

static bool step(struct vm_conn *conn, virDomainPtr domain, const char *machine,
		 enum machine_state from, enum machine_state to, struct error *err)
{
	bool live = from == STATE_RUNNING || from == STATE_PAUSED;
	int result = 0;

	if (to == STATE_SAVED)
		result = live ? virDomainManagedSave(domain, 0) : virDomainCreate(domain);
	else if (to == STATE_SHUTOFF)
		result = live ? virDomainDestroy(domain) : virDomainManagedSaveRemove(domain, 0);
	else if (to == STATE_RUNNING)
		result = live ? virDomainResume(domain) : start(conn, domain, machine);
	else if (to == STATE_PAUSED)
		result = live ? virDomainSuspend(domain) : start_paused(domain) ? 0 : -1;
	return done(result, domain, err);
}

bool lv_bring(struct vm_conn *conn, virDomainPtr domain, const char *machine,
	      enum machine_state to, struct error *err)
{
	enum machine_state state = STATE_UNKNOWN;
	int i;

	for (i = 0; i < STEPS_MAX; i++) {
		if (!lv_state(domain, &state, err))
			return false;
		if (state == to || to == STATE_UNKNOWN)
			return true;
		if (!step(conn, domain, machine, state, to, err))
			return false;
	}
	if (lv_state(domain, &state, err) && state == to)
		return true;
	return error_set(err, ERROR_FAILED, _("%1$s should be %2$s now, but it is %3$s."), virDomainGetName(domain),
			 state_word(to), state_word(state));
}

static bool act_stage(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		      struct error *err)
{
	const char *name = virDomainGetName(domain);

	if (request->anew && !(lv_bring(conn, domain, request->action.machine, STATE_SHUTOFF, err) &&
			       lv_define_again(conn, domain, lv_machine(conn, request->action.machine),
					       err)))
		return false;
	if (request->stage_to != STATE_ABSENT)
		return lv_bring(conn, domain, request->action.machine, request->stage_to, err);
	return lv_bring(conn, domain, request->action.machine, STATE_SHUTOFF, err) &&
	       lv_undefine(conn, domain, name, err);
}

static lv_verb *const verbs[VERB_COUNT] = {
	[VERB_START] = act_start,       [VERB_PAUSE] = act_pause,
	[VERB_RESUME] = act_resume,     [VERB_SHUTDOWN] = act_shutdown,
	[VERB_POWEROFF] = act_poweroff, [VERB_RESET] = act_reset,
	[VERB_SAVE] = act_save,         [VERB_FORGET] = act_forget,
	[VERB_SNAPSHOT] = lv_snapshot,  [VERB_RESTORE] = lv_restore,
	[VERB_DELETE] = lv_delete,      [VERB_REMOVE] = act_remove,
	[VERB_TYPE] = act_type,         [VERB_STAGE] = act_stage,
	[VERB_UNDO] = lv_undo,          [VERB_CLONE] = lv_clone,
	[VERB_ATTACH] = lv_attach,      [VERB_DETACH] = lv_detach,
	[VERB_PLUG] = lv_plug,          [VERB_UNPLUG] = lv_plug,
	[VERB_SET] = lv_set,
};

static bool refuse(const char *why, const char *name, struct error *err)
{
	return error_set(err, ERROR_STATE, "%s: %s", name, why);
}

/* libvirt has several codes for want of a QEMU, which mean other things too. */
static bool define(struct vm_conn *conn, struct lv_machine *machine, bool files_only,
		   struct error *err)
{
	if (lv_define(conn, machine, files_only, err))
		return true;
	if (!err || err->kind != ERROR_UNSUPPORTED || conn->test || conn->remote ||
	    file_has_program("qemu-kvm") || lv_has_emulator(machine->spec))
		return false;
	error_set(err, ERROR_UNSUPPORTED, _("There is no QEMU for this kind of processor."));
	packages_remedy(err, PACKAGES("qemu"));
	return false;
}

/* The machine is not there: only making it, and a stage, begin from that. */
static bool act_absent(struct vm_conn *conn, struct lv_machine *machine,
		       const struct vm_request *request, struct error *err)
{
	enum verb verb = request->action.verb;
	virDomainPtr domain;
	bool absent, ok;

	if (verb == VERB_DEFINE)
		return define(conn, machine, request->files_only, err);
	if (verb != VERB_STAGE)
		return refuse(verb_refused(verb, STATE_ABSENT), machine->domain, err);
	if (request->stage_to == STATE_ABSENT)
		return true;
	if (!define(conn, machine, false, err))
		return false;
	domain = lv_find(conn, machine, &absent, err);
	if (!domain)
		return absent ? error_set(err, ERROR_FAILED, _("%s was made, but is not there."),
					  machine->domain) : false;
	ok = lv_bring(conn, domain, machine->spec->name, request->stage_to, err);
	virDomainFree(domain);
	return ok;
}

bool lv_act(struct vm_conn *conn, const struct vm_request *request, struct error *err)
{
	struct lv_machine *machine = lv_machine(conn, request->action.machine);
	enum verb verb = request->action.verb;
	enum machine_state state;
	virDomainPtr domain;
	const char *why;
	bool absent, ok;

	if (!machine)
		return error_set(err, ERROR_INPUT, _("This workshop has no machine \"%s\"."),
				 request->action.machine ? request->action.machine : "");
	if (!verb_supported(verb))
		return error_set(err, ERROR_UNSUPPORTED, _("This program cannot do that yet."));
	domain = lv_find(conn, machine, &absent, err);
	if (!domain)
		return absent && act_absent(conn, machine, request, err);
	ok = lv_state(domain, &state, err);
	why = ok ? verb_refused(verb, state) : NULL;
	if (ok && !why && lv_is_base(conn, machine))
		why = verb_refused_to_base(verb == VERB_STAGE && request->stage_to != state ?
						   VERB_START : verb);
	if (why)
		ok = refuse(why, machine->domain, err);
	ok = ok && verbs[verb] && verbs[verb](conn, domain, request, err);
	if (ok && (verb == VERB_RESTORE || verb == VERB_UNDO))
		lv_console_cut(conn, machine);
	virDomainFree(domain);
	return ok;
}
