// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The table of verbs, a function for each.  Before a verb runs, the domain is looked up by
 * name, its mark is verified, and its state must allow the verb. */
#include "vm/libvirt/act.h"

#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/out.h"
#include "vm/files/faults.h"
#include "vm/keyboard.h"
#include "vm/libvirt/cause.h"
#include "vm/libvirt/clone.h"
#include "vm/libvirt/console-stream.h"
#include "vm/libvirt/define.h"
#include "vm/libvirt/devices.h"
#include "vm/libvirt/libvirt-error.h"
#include "vm/libvirt/mend.h"
#include "vm/libvirt/owner.h"
#include "vm/libvirt/power.h"
#include "vm/libvirt/read.h"
#include "vm/libvirt/restore.h"
#include "vm/libvirt/snapshots.h"
#include "vm/rules.h"

enum {
	KEY_HOLD_MS = 20, /* down for so long, and then a gap, so that the */
	KEY_GAP_MS = 35,       /* firmware's little buffer takes them all */
	IDLE_WAIT_MS = 20000, /* for a job of libvirt on the machine to end */
	IDLE_POLL_MS = 50,
	SERIAL_IDLE_MS = 5000, /* for a console that takes nothing */
};

static bool act_remove(struct vm_conn *conn, virDomainPtr domain,
		       const struct vm_request *request, struct error *err)
{
	(void)request;
	return lv_undefine(conn, domain, virDomainGetName(domain), err);
}

/* The guest takes a little at a time.  After SERIAL_IDLE_MS in which it takes nothing this
 * gives up. */
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

/* Says how a machine is whose stage could only be set in part. */
static void tell_how_it_is(virDomainPtr domain, enum machine_state was, bool anew,
			   struct error *err)
{
	enum machine_state now;

	if (!err || !lv_state(domain, &now, NULL) || now == was)
		return;
	/* TRANSLATORS: a machine, its state, and why it did not go on. */
	error_reword(err, _("The stage of %1$s is not set, and it is %2$s now: %3$s"),
		     virDomainGetName(domain), state_word(now), err->message);
	if (!err->remedy[0])
		error_remedy(err, "%s", anew ? _("Press o to try again.") : _("Press 0 to try again."));
}

/* Several things may be to be known of what worked. */
static void add_note(struct error *notes, const struct error *note)
{
	if (note->kind != ERROR_NOTE)
		return;
	if (notes->kind == ERROR_NOTE)
		error_reword(notes, "%s %s", notes->message, note->message);
	else
		*notes = *note;
}

/* A part of an action is over: what it tells is added, or is the action's error.  Returns ok. */
static bool take_part(bool ok, const struct error *told, struct error *notes, struct error *err)
{
	if (ok)
		add_note(notes, told);
	else if (err)
		*err = *told;
	return ok;
}

static bool renew(struct vm_conn *conn, virDomainPtr domain, const struct lv_machine *machine,
		  struct error *notes, struct error *err)
{
	struct error told = { 0 };
	bool ok = lv_bring(conn, domain, machine->spec->name, STATE_SHUTOFF, &told) &&
		  lv_define_again(conn, domain, machine, &told);

	return take_part(ok, &told, notes, err);
}

static bool mend(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		 struct error *notes, struct error *err)
{
	struct error told = { 0 };
	bool ok = lv_mend(conn, domain, lv_machine(conn, request->action.machine), request->remake,
			  &told);

	return take_part(ok, &told, notes, err);
}

static bool set_stage(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		      struct error *err)
{
	struct lv_machine *machine = lv_machine(conn, request->action.machine);
	struct error notes = { 0 };

	if (request->stage_to == STATE_ABSENT)
		return lv_bring(conn, domain, machine->spec->name, STATE_SHUTOFF, err) &&
		       lv_undefine(conn, domain, virDomainGetName(domain), err);
	if ((request->anew && !renew(conn, domain, machine, &notes, err)) ||
	    !mend(conn, domain, request, &notes, err) ||
	    !lv_bring(conn, domain, machine->spec->name, request->stage_to, err))
		return false;
	if (err) {
		add_note(&notes, err);
		*err = notes;
	}
	return true;
}

static bool act_stage(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		      struct error *err)
{
	enum machine_state was;

	if (!lv_state(domain, &was, err))
		return false;
	if (set_stage(conn, domain, request, err))
		return true;
	lv_find_cause(conn, domain, true, err);
	tell_how_it_is(domain, was, request->anew, err);
	return false;
}

/* The verbs of a machine that exists. */
static const struct {
	lv_verb *run;
	bool tells;  /* takes several calls, and finds the cause of its failure itself */
	bool memory; /* if it does not: it writes the machine's memory, which needs room */
	bool cuts;   /* its console continues elsewhere */
} verbs[VERB_COUNT] = {
	[VERB_START] = { .run = lv_start },
	[VERB_PAUSE] = { .run = lv_pause },
	[VERB_RESUME] = { .run = lv_resume },
	[VERB_SHUTDOWN] = { .run = lv_shutdown },
	[VERB_POWEROFF] = { .run = lv_poweroff },
	[VERB_RESET] = { .run = lv_reset_button },
	[VERB_SAVE] = { .run = lv_save, .memory = true },
	[VERB_FORGET] = { .run = lv_forget },
	[VERB_SNAPSHOT] = { .run = lv_snapshot, .tells = true },
	[VERB_RESTORE] = { .run = lv_restore, .tells = true, .cuts = true },
	[VERB_DELETE] = { .run = lv_delete },
	[VERB_CLONE] = { .run = lv_clone },
	[VERB_REMOVE] = { .run = act_remove },
	[VERB_ATTACH] = { .run = lv_attach },
	[VERB_DETACH] = { .run = lv_detach },
	[VERB_PLUG] = { .run = lv_plug },
	[VERB_UNPLUG] = { .run = lv_plug },
	[VERB_TYPE] = { .run = act_type },
	[VERB_SET] = { .run = lv_set, .tells = true },
	[VERB_STAGE] = { .run = act_stage, .tells = true },
	[VERB_UNDO] = { .run = lv_undo, .tells = true, .cuts = true },
};

static bool refuse(const char *why, const char *name, struct error *err)
{
	return error_set(err, ERROR_STATE, "%s: %s", name, why);
}

/* libvirt has several codes for a missing QEMU, and all of them have other meanings too. */
static bool define(struct vm_conn *conn, struct lv_machine *machine, bool files_only,
		   struct error *err)
{
	if (lv_define(conn, machine, files_only, err))
		return true;
	if (!err || err->kind != ERROR_UNSUPPORTED || conn->test || conn->remote ||
	    !fault_of_emulator(machine->spec->name, machine->spec->arch, err))
		lv_find_cause_of_making(conn, machine->domain, err);
	return false;
}

/* It was made, and did not come into the state that it shall have. */
static void tell_it_was_made(virDomainPtr domain, struct error *err)
{
	enum machine_state now;

	if (!err || !lv_state(domain, &now, NULL))
		return;
	/* TRANSLATORS: a machine, its state, and why it did not go on. */
	error_reword(err, _("%1$s was made, but its stage is not set, and it is %2$s now: %3$s"),
		     virDomainGetName(domain), state_word(now), err->message);
	if (!err->remedy[0])
		error_remedy(err, _("Press 0 to try again."));
}

static bool bring_new(struct vm_conn *conn, virDomainPtr domain, const struct lv_machine *machine,
		      enum machine_state to, struct error *err)
{
	if (lv_bring(conn, domain, machine->spec->name, to, err))
		return true;
	lv_find_cause(conn, domain, true, err);
	tell_it_was_made(domain, err);
	return false;
}

static bool stage_from_nothing(struct vm_conn *conn, struct lv_machine *machine,
			       const struct vm_request *request, struct error *err)
{
	struct error note = { 0 };
	virDomainPtr domain;
	bool absent, ok;

	if (!define(conn, machine, false, &note)) {
		if (err)
			*err = note;
		return false;
	}
	domain = lv_find(conn, machine, &absent, err);
	if (!domain)
		return absent ? error_set(err, ERROR_FAILED, _("%s was made, but is not there."),
					  machine->domain) : false;
	ok = bring_new(conn, domain, machine, request->stage_to, err);
	if (ok && err)
		*err = note;
	virDomainFree(domain);
	return ok;
}

/* The machine does not exist: only VERB_DEFINE and VERB_STAGE are possible. */
static bool act_absent(struct vm_conn *conn, struct lv_machine *machine,
		       const struct vm_request *request, struct error *err)
{
	enum verb verb = request->action.verb;

	if (verb == VERB_DEFINE)
		return define(conn, machine, request->files_only, err);
	if (verb != VERB_STAGE)
		return refuse(verb_refused(verb, STATE_ABSENT), machine->domain, err);
	return request->stage_to == STATE_ABSENT || stage_from_nothing(conn, machine, request, err);
}

/* The embedded driver that has just started reconnects to its QEMUs, and holds a job on a
 * machine until its QEMU has answered; one that was left in the middle of a restore takes
 * seconds to answer.  A call in that time would fail as "busy", so this waits.  Returns
 * false with err if the machine's power was cut meanwhile: then the action must not be
 * done, because it could start the machine again. */
static bool await_idle(virDomainPtr domain, const char *name, struct error *err)
{
	int64_t began = clock_mono_ms();
	bool ran = virDomainIsActive(domain) == 1, waited = false;
	virDomainControlInfo info;

	while (virDomainGetControlInfo(domain, &info, 0) == 0 &&
	       (info.state == VIR_DOMAIN_CONTROL_JOB || info.state == VIR_DOMAIN_CONTROL_OCCUPIED) &&
	       clock_mono_ms() - began < IDLE_WAIT_MS) {
		waited = true;
		clock_nap(IDLE_POLL_MS);
	}
	if (!waited)
		return true;
	log_line("%s had a job of libvirt for %d ms", name, (int)(clock_mono_ms() - began));
	return !ran || virDomainIsActive(domain) != 0 ||
	       error_set(err, ERROR_STATE, _("%s was switched off in the meantime."), name);
}

/* Does the action need a QEMU that answers?  Cutting the power does not, nor does what
 * begins with that, nor typing into the console. */
static bool needs_answer(const struct vm_request *request)
{
	enum verb verb = request->action.verb;

	if (verb == VERB_STAGE)
		return !request->anew && request->stage_to != STATE_SHUTOFF &&
		       request->stage_to != STATE_ABSENT;
	return verb != VERB_POWEROFF && !request->action.serial;
}

static bool carry_out(struct vm_conn *conn, struct lv_machine *machine, virDomainPtr domain,
		      const struct vm_request *request, struct error *err)
{
	enum verb verb = request->action.verb;
	bool ok = verbs[verb].run && verbs[verb].run(conn, domain, request, err);

	if (ok && verbs[verb].cuts)
		lv_console_cut(conn, machine);
	if (!ok && !verbs[verb].tells)
		lv_find_cause(conn, domain, verbs[verb].memory, err);
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
	domain = lv_find(conn, machine, &absent, err);
	if (!domain)
		return absent && act_absent(conn, machine, request, err);
	ok = !conn->embed || !needs_answer(request) || await_idle(domain, machine->domain, err);
	ok = ok && lv_state(domain, &state, err);
	why = ok ? verb_refused(verb, state) : NULL;
	if (ok && !why && lv_is_base(conn, machine))
		why = verb_refused_to_base(verb == VERB_STAGE && request->stage_to != state ?
						   VERB_START : verb);
	if (why)
		ok = refuse(why, machine->domain, err);
	ok = ok && carry_out(conn, machine, domain, request, err);
	virDomainFree(domain);
	return ok;
}
