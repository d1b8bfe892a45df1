// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Starting, stopping, pausing and saving machines; see power.h. */
#include "vm/libvirt/power.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/out.h"
#include "vm/libvirt/cause.h"
#include "vm/libvirt/console-stream.h"
#include "vm/libvirt/libvirt-error.h"
#include "vm/libvirt/read.h"
#include "vm/rules.h"
#include "vm/virsh.h"

enum {
	SHUTDOWN_WAIT_MS = 3000, /* for a guest that listens */
	POLL_MS = 50,
	WAKE_MS = 3000,  /* how long a machine takes at most to wake */
	RETRY_MS = 1000, /* how soon an I/O error comes again, if it does */
	STEPS_MAX = 4,
};

static bool done(int result, virDomainPtr domain, struct error *err)
{
	return result >= 0 || lv_error_of(err, domain);
}

/* Starts a machine that is off.  The console is opened before the machine runs, because what
 * it writes before that is lost, and a program that draws its screen only once would not be
 * seen.  A saved machine continues where it was. */
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

/* Has it a saved memory that nobody can read any more? */
static bool has_broken_save(virDomainPtr domain)
{
	char *xml;
	bool broken;

	if (virDomainHasManagedSaveImage(domain, 0) != 1)
		return false;
	xml = virDomainManagedSaveGetXMLDesc(domain, 0);
	broken = xml == NULL;
	free(xml);
	return broken;
}

/* QEMU says so itself, and its words are not translated: it read the memory and found it to be
 * damaged, or to be of another machine.  libvirt has no code for that. */
static bool is_refused_by_qemu(const char *said)
{
	return strstr(said, "load of migration failed") || strstr(said, "error while loading state");
}

/* The memory may be good, so its loss is left to the person. */
static void remedy_forget(virDomainPtr domain, struct error *err)
{
	char *uri = virConnectGetURI(virDomainGetConnect(domain)), *remedy;
	struct shell_argv argv = { 0 };

	virsh_command(&argv, uri ? uri_to_name(uri) : NULL, "managedsave-remove",
		      virDomainGetName(domain));
	remedy = shell_sentence(_("Try it again.  If that never helps, this throws its saved memory away: %s"),
				&argv);
	error_remedy(err, "%s", remedy);
	free(remedy);
	free(uri);
}

bool lv_start_failed(virDomainPtr domain, struct error *err)
{
	/* First: another call would forget libvirt's error. */
	bool refused = is_refused_by_qemu(virGetLastErrorMessage());
	const char *name;

	lv_error_of(err, domain);
	name = virDomainGetName(domain);
	if (!err || virDomainIsActive(domain) != 0 || virDomainHasManagedSaveImage(domain, 0) != 1)
		return false;
	if (refused || has_broken_save(domain)) {
		err->kind = ERROR_DAMAGED;
		error_reword(err, _("The saved memory of %1$s is damaged, so the machine cannot go on from it: %2$s"),
			     name, err->message);
		error_remedy(err, _("Set the stage with 0, or start the lesson over with o: then the machine starts anew, without that memory."));
		return false;
	}
	error_reword(err, _("%1$s did not go on from its saved memory: %2$s"), name, err->message);
	if (!err->remedy[0])
		remedy_forget(domain, err);
	return false;
}

bool lv_start(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		      struct error *err)
{
	return start(conn, domain, request->action.machine) >= 0 || lv_start_failed(domain, err);
}

bool lv_pause(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		      struct error *err)
{
	(void)conn;
	(void)request;
	return done(virDomainSuspend(domain), domain, err);
}

/* Waits while the machine is in this state. */
static void wait_while(virDomainPtr domain, int state, int64_t most_ms)
{
	int64_t until = clock_mono_ms() + most_ms;
	int now = state, reason;

	while (now == state && clock_mono_ms() < until) {
		clock_nap(POLL_MS);
		if (virDomainGetState(domain, &now, &reason, 0) < 0)
			return;
	}
}

/* Wakes a machine that sleeps, because libvirt cannot resume it.  One that was stopped by an
 * I/O error tries its disk again, and is watched for a while: it may stop again at once. */
static int resume(virDomainPtr domain)
{
	int state = VIR_DOMAIN_NOSTATE, reason = 0, result;

	virDomainGetState(domain, &state, &reason, 0);
	if (state == VIR_DOMAIN_PMSUSPENDED) {
		result = virDomainPMWakeup(domain, 0);
		if (result == 0)
			wait_while(domain, state, WAKE_MS);
		return result;
	}
	result = virDomainResume(domain);
	if (result == 0 && state == VIR_DOMAIN_PAUSED && reason == VIR_DOMAIN_PAUSED_IOERROR)
		wait_while(domain, VIR_DOMAIN_RUNNING, RETRY_MS);
	return result;
}

bool lv_resume(struct vm_conn *conn, virDomainPtr domain,
		       const struct vm_request *request, struct error *err)
{
	(void)conn;
	(void)request;
	return done(resume(domain), domain, err);
}

/* Only a request: the machine's state shows whether the guest obeys. */
bool lv_shutdown(struct vm_conn *conn, virDomainPtr domain,
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

void lv_drop_stale_save(virDomainPtr domain)
{
	if (virDomainIsActive(domain) == 1 && virDomainHasManagedSaveImage(domain, 0) == 1)
		virDomainManagedSaveRemove(domain, 0);
}

static bool cut_power(virDomainPtr domain, struct error *err)
{
	lv_drop_stale_save(domain);
	return done(virDomainDestroy(domain), domain, err);
}

bool lv_poweroff(struct vm_conn *conn, virDomainPtr domain,
			 const struct vm_request *request, struct error *err)
{
	(void)conn;
	(void)request;
	return cut_power(domain, err);
}

bool lv_reset_button(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		      struct error *err)
{
	(void)conn;
	(void)request;
	return done(virDomainReset(domain, 0), domain, err);
}

bool lv_save(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		     struct error *err)
{
	(void)conn;
	(void)request;
	return done(virDomainManagedSave(domain, 0), domain, err);
}

bool lv_forget(struct vm_conn *conn, virDomainPtr domain,
		       const struct vm_request *request, struct error *err)
{
	(void)conn;
	(void)request;
	return done(virDomainManagedSaveRemove(domain, 0), domain, err);
}

/* Starts a machine that is off, and pauses it. */
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

	if (to == STATE_SHUTOFF)
		return live ? cut_power(domain, err) :
			      done(virDomainManagedSaveRemove(domain, 0), domain, err);
	if (live)
		return done(to == STATE_SAVED ? virDomainManagedSave(domain, 0) :
			    to == STATE_RUNNING ? resume(domain) : virDomainSuspend(domain), domain, err);
	if (to == STATE_PAUSED ? start_paused(domain) : start(conn, domain, machine) >= 0)
		return true;
	return lv_start_failed(domain, err);
}

/* Tries to get a machine out of its trouble, so that it can be brought into another state: a
 * machine that sleeps cannot be saved, and one that an I/O error stopped is not paused.
 * Nothing but a power cut helps one whose system has crashed. */
static void end_trouble(virDomainPtr domain)
{
	enum machine_state state;
	enum trouble trouble;

	if (!lv_condition(domain, &state, &trouble, NULL))
		return;
	if (trouble == TROUBLE_CRASHED)
		cut_power(domain, NULL);
	else if (trouble == TROUBLE_DISK_ERROR || trouble == TROUBLE_WATCHDOG ||
		 trouble == TROUBLE_STUCK || trouble == TROUBLE_ASLEEP)
		resume(domain);
}

/* A machine whose saved memory is damaged starts anew.  A memory that is good is kept, whatever
 * else prevents the start. */
static bool forget_damaged(const struct vm_conn *conn, virDomainPtr domain, const struct error *why)
{
	if (why->kind != ERROR_DAMAGED || lv_foresee_fault(conn, domain, NULL) ||
	    virDomainManagedSaveRemove(domain, 0) != 0)
		return false;
	log_line("%s", why->message);
	return true;
}

/* Takes the next step on the way.  Sets *forgot if that was to forget a damaged memory. */
static bool step_on(struct vm_conn *conn, virDomainPtr domain, const char *machine,
		    enum machine_state from, enum machine_state to, bool *forgot, struct error *err)
{
	struct error why = { 0 };

	if (step(conn, domain, machine, from, to, &why))
		return true;
	if (from == STATE_SAVED && forget_damaged(conn, domain, &why))
		return *forgot = true;
	if (err)
		*err = why;
	return false;
}

/* It is in the state that was wanted. */
static bool arrived(virDomainPtr domain, bool forgot, struct error *err)
{
	error_clear(err);
	if (forgot)
		error_set(err, ERROR_NOTE,
			  _("The saved memory of %s was damaged and is thrown away: the machine started anew."),
			  virDomainGetName(domain));
	return true;
}

bool lv_bring(struct vm_conn *conn, virDomainPtr domain, const char *machine,
	      enum machine_state to, struct error *err)
{
	enum machine_state state = STATE_UNKNOWN;
	bool forgot = false;
	int i;

	if (to != STATE_SHUTOFF)
		end_trouble(domain);
	for (i = 0; i < STEPS_MAX; i++) {
		if (!lv_state(domain, &state, err))
			return false;
		if (state == to || to == STATE_UNKNOWN)
			return arrived(domain, forgot, err);
		if (!step_on(conn, domain, machine, state, to, &forgot, err)) {
			/* libvirt may have done it and not said so. */
			if (lv_state(domain, &state, NULL) && state == to)
				return arrived(domain, forgot, err);
			return false;
		}
	}
	if (lv_state(domain, &state, err) && state == to)
		return arrived(domain, forgot, err);
	return error_set(err, ERROR_FAILED, _("%1$s should be %2$s now, but it is %3$s."), virDomainGetName(domain),
			 state_word(to), state_word(state));
}
