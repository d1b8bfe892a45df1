// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Reading machines: state, hardware, numbers and snapshots.  No call here waits for a QEMU,
 * because one that does not answer would block the reading of all machines. */
#include "vm/libvirt/read.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "vm/files/disk.h"
#include "vm/files/faults.h"
#include "vm/libvirt/definition.h"
#include "vm/libvirt/libvirt-error.h"
#include "vm/libvirt/owner.h"
#include "vm/libvirt/snapshot-list.h"

enum {
	STUCK_MS = 200, /* how long nothing may be about to end a pause */
	LOOK_MS = 600,  /* how long this is observed at most */
	STUCK_POLL_MS = 20,
	HELD_MS = 200, /* how long a command to QEMU may be without an answer */
	HELD_POLL_MS = 20,
	FEW = 8, /* machines whose definitions are read each time */
	FULL = 2 << 20, /* bytes: a disk with less room than this is full */
	PAUSED_API_ERROR = 14, /* not in the headers of libvirt 9.0 */
};

/* Is the pause only a part of another operation? */
static bool pause_is_passing(int reason)
{
	return reason == VIR_DOMAIN_PAUSED_SNAPSHOT || reason == VIR_DOMAIN_PAUSED_SAVE ||
	       reason == VIR_DOMAIN_PAUSED_DUMP || reason == VIR_DOMAIN_PAUSED_STARTING_UP;
}

/* Returns true if no job of the daemon runs that would end the pause. */
static bool is_idle(virDomainPtr domain)
{
	virDomainControlInfo info;

	return virDomainGetControlInfo(domain, &info, 0) == 0 && info.state == VIR_DOMAIN_CONTROL_OK;
}

enum pause { PAUSE_IS_OVER, PAUSE_GOES_ON, PAUSE_STAYS };

/* A daemon that was killed in the middle of a snapshot leaves the machine paused, and
 * nothing resumes it: then it is really paused.  The daemon may seem idle between two parts
 * of a job, and is busy right after it started, so this looks for a while. */
static enum pause watch_pause(virDomainPtr domain, int reason)
{
	int state = VIR_DOMAIN_PAUSED, now = reason, idle_ms = 0, ms;

	for (ms = 0; ms < LOOK_MS && idle_ms < STUCK_MS; ms += STUCK_POLL_MS) {
		idle_ms = is_idle(domain) ? idle_ms + STUCK_POLL_MS : 0;
		clock_nap(STUCK_POLL_MS);
		if (virDomainGetState(domain, &state, &now, 0) < 0 ||
		    state != VIR_DOMAIN_PAUSED || now != reason)
			return PAUSE_IS_OVER;
	}
	return idle_ms >= STUCK_MS ? PAUSE_STAYS : PAUSE_GOES_ON;
}

static enum trouble trouble_of_pause(int reason)
{
	switch (reason) {
	case VIR_DOMAIN_PAUSED_IOERROR:
		return TROUBLE_DISK_ERROR;
	case VIR_DOMAIN_PAUSED_WATCHDOG:
		return TROUBLE_WATCHDOG;
	case VIR_DOMAIN_PAUSED_CRASHED:
		return TROUBLE_CRASHED;
	case VIR_DOMAIN_PAUSED_POSTCOPY:
		return TROUBLE_MOVING;
	case VIR_DOMAIN_PAUSED_POSTCOPY_FAILED:
	case PAUSED_API_ERROR:
		return TROUBLE_STUCK;
	default:
		return TROUBLE_NONE;
	}
}

/* A machine that was paused when it was saved has this reason, too, once it was started: then
 * no job of the daemon runs. */
static enum machine_state migrating_state(virDomainPtr domain, enum trouble *trouble)
{
	enum pause pause = watch_pause(domain, VIR_DOMAIN_PAUSED_MIGRATION);

	if (pause == PAUSE_GOES_ON)
		*trouble = TROUBLE_MOVING;
	return pause == PAUSE_IS_OVER ? STATE_RUNNING : STATE_PAUSED;
}

static enum machine_state paused_state(virDomainPtr domain, int reason, enum trouble *trouble)
{
	enum pause pause = pause_is_passing(reason) ? watch_pause(domain, reason) : PAUSE_STAYS;

	if (pause == PAUSE_GOES_ON && reason != VIR_DOMAIN_PAUSED_STARTING_UP)
		*trouble = TROUBLE_SAVING;
	else if (pause == PAUSE_STAYS)
		*trouble = trouble_of_pause(reason);
	return pause == PAUSE_STAYS ? STATE_PAUSED : STATE_RUNNING;
}

/* Sets *trouble to one that libvirt's reason tells, else to NONE.  Returns UNKNOWN if libvirt
 * cannot tell the state; its last error says why. */
static enum machine_state state_of(virDomainPtr domain, int state, int reason,
				   enum trouble *trouble)
{
	int saved;

	*trouble = TROUBLE_NONE;
	switch (state) {
	case VIR_DOMAIN_RUNNING:
	case VIR_DOMAIN_BLOCKED:
	case VIR_DOMAIN_SHUTDOWN:
		return STATE_RUNNING;
	case VIR_DOMAIN_PAUSED:
		return reason == VIR_DOMAIN_PAUSED_MIGRATION ? migrating_state(domain, trouble) :
							       paused_state(domain, reason, trouble);
	case VIR_DOMAIN_PMSUSPENDED:
		*trouble = TROUBLE_ASLEEP;
		return STATE_PAUSED;
	case VIR_DOMAIN_CRASHED:
		if (virDomainIsActive(domain) == 1) {
			*trouble = TROUBLE_CRASHED;
			return STATE_PAUSED;
		}
		reason = VIR_DOMAIN_SHUTOFF_CRASHED;
		/* fall through */
	case VIR_DOMAIN_SHUTOFF:
		saved = virDomainHasManagedSaveImage(domain, 0);
		if (saved == 0 && reason == VIR_DOMAIN_SHUTOFF_CRASHED)
			*trouble = TROUBLE_ENDED;
		return saved < 0 ? STATE_UNKNOWN : saved ? STATE_SAVED : STATE_SHUTOFF;
	default:
		return STATE_UNKNOWN;
	}
}

bool lv_condition(virDomainPtr domain, enum machine_state *state, enum trouble *trouble,
		  struct error *err)
{
	int now, reason;

	if (virDomainGetState(domain, &now, &reason, 0) < 0)
		return lv_error_of(err, domain);
	*state = state_of(domain, now, reason, trouble);
	return *state != STATE_UNKNOWN || lv_error_of(err, domain);
}

bool lv_state(virDomainPtr domain, enum machine_state *state, struct error *err)
{
	enum trouble trouble;

	return lv_condition(domain, state, &trouble, err);
}

/* Is the disk full that has the machines' files?  libvirt knows, too, but would ask a QEMU. */
static bool no_room(const struct vm_conn *conn)
{
	int64_t free_bytes = conn->remote ? -1 : file_free_bytes(conn->folder);

	return free_bytes >= 0 && free_bytes < FULL;
}

/* The number of snapshots and the current one: cheap to read. */
static char *digest_of(virDomainPtr domain)
{
	int count = virDomainSnapshotNum(domain, 0);
	virDomainSnapshotPtr current = NULL;
	char *digest;

	if (count > 0)
		current = virDomainSnapshotCurrent(domain, 0);
	digest = mem_printf("%d %s", count, current ? virDomainSnapshotGetName(current) : "");
	if (current)
		virDomainSnapshotFree(current);
	return digest;
}

/* Lists the snapshots again if that is asked for or if they changed. */
static bool read_snapshots(struct lv_machine *known, virDomainPtr domain, struct vm_machine *out,
			 bool full, struct error *err)
{
	char *digest = digest_of(domain);

	if (full || !str_eq(digest, known->digest)) {
		snapshots_free(known->snapshots, known->n_snapshots);
		/* If listing fails, nothing is known, so the next read must list again. */
		free(known->digest);
		known->digest = NULL;
		if (!lv_list_snapshots(domain, &known->snapshots, &known->n_snapshots, err)) {
			free(digest);
			return false;
		}
	}
	free(known->digest);
	known->digest = digest;
	out->snapshots = snapshots_copy(known->snapshots, known->n_snapshots);
	out->n_snapshots = known->n_snapshots;
	return true;
}

/* ---- hardware: from the two definitions of a machine ------------------------------- */

static bool parse(const struct vm_conn *conn, const struct lv_machine *machine,
		  virDomainPtr domain, unsigned flags, struct vm_hardware *hw, struct error *err)
{
	char *xml = virDomainGetXMLDesc(domain, flags);
	char *stem = lv_file(conn, machine->domain, "");

	hardware_clear(hw);
	if (xml)
		hardware_parse(hw, xml, stem);
	else
		lv_error_of(err, domain);
	free(stem);
	free(xml);
	return xml != NULL;
}

bool lv_hardware(const struct vm_conn *conn, const struct lv_machine *machine,
		 virDomainPtr domain, struct vm_hardware *now, struct vm_hardware *next,
		 struct error *err)
{
	return parse(conn, machine, domain, 0, now, err) &&
	       parse(conn, machine, domain, VIR_DOMAIN_XML_INACTIVE, next, err);
}

bool lv_is_held(virDomainPtr domain)
{
	virDomainControlInfo info;
	int ms;

	for (ms = 0; ms <= HELD_MS; ms += HELD_POLL_MS) {
		if (virDomainGetControlInfo(domain, &info, 0) < 0 ||
		    info.state != VIR_DOMAIN_CONTROL_OCCUPIED)
			return false;
		if (info.stateTime >= HELD_MS)
			break;
		clock_nap(HELD_POLL_MS);
	}
	return true;
}

char *lv_definition_at_once(virDomainPtr domain, unsigned flags)
{
	return lv_is_held(domain) ? NULL : virDomainGetXMLDesc(domain, flags);
}

/* How large the disks are, by their files: to ask a QEMU may take for ever. */
static void measure(const struct vm_conn *conn, struct vm_hardware *hw)
{
	for (size_t i = 0; i < hw->n_drives && !conn->remote && !conn->test; i++)
		disk_measure(hw->drives[i].file, &hw->drives[i].size, &hw->drives[i].used);
}

/* The two definitions take two calls of half a millisecond each, so if there are many
 * machines they are read again only after an event, or now and then. */
static bool read_hardware(struct vm_conn *conn, struct lv_machine *known, virDomainPtr domain,
		      struct vm_machine *out, bool anew, struct error *err)
{
	bool live = out->state == STATE_RUNNING || out->state == STATE_PAUSED;

	if (anew || known->is_old || !known->now.known || live != known->was_live) {
		known->is_old = live && lv_is_held(domain);
		if (!known->is_old &&
		    !lv_hardware(conn, known, domain, &known->now, &known->next, err))
			return false;
	}
	known->was_live = live;
	hardware_copy(&out->now, &known->now);
	hardware_copy(&out->next, &known->next);
	out->now.old = out->next.old = known->is_old;
	measure(conn, &out->now);
	/* The balloon's number is newer than the definition's. */
	if (live && out->memory)
		out->now.memory = out->memory;
	return true;
}

/* ---- numbers --------------------------------------------------------------------- */

static void forget(struct lv_machine *known)
{
	snapshots_free(known->snapshots, known->n_snapshots);
	known->snapshots = NULL;
	known->n_snapshots = 0;
	free(known->digest);
	known->digest = NULL;
	known->cpu_at_ms = 0;
	known->cpu_percent = -1;
	hardware_clear(&known->now);
	hardware_clear(&known->next);
}

/* asked_ms: the time before the call that returned ns.  A call may take seconds, and it is
 * not known when in them the time was counted.  So the longest possible time is used, lest a
 * processor seem to do more than it can. */
static void take_cpu(struct lv_machine *known, unsigned long long ns, int64_t asked_ms)
{
	int64_t ms = clock_mono_ms() - known->cpu_at_ms;

	/* Ignore a sample too soon after the last.  A smaller number comes from another QEMU
	 * process. */
	if (known->cpu_at_ms && ms < 500)
		return;
	known->cpu_percent = -1;
	if (known->cpu_at_ms && ns >= known->cpu_ns)
		known->cpu_percent = (int)((ns - known->cpu_ns) / 10000 / (unsigned long long)ms);
	known->cpu_ns = ns;
	known->cpu_at_ms = asked_ms;
}

/* Two calls that only the daemon answers.  libvirt's bulk statistics would ask each QEMU,
 * and would wait for ever for one that does not answer. */
static bool read_numbers(const struct vm_conn *conn, struct lv_machine *known,
			 struct vm_machine *out, virDomainPtr domain, struct error *err)
{
	virDomainInfo info;
	int64_t asked_ms = clock_mono_ms();

	if (!lv_condition(domain, &out->state, &out->trouble, err))
		return false;
	if (out->trouble == TROUBLE_DISK_ERROR && no_room(conn))
		out->trouble = TROUBLE_DISK_FULL;
	if (out->state != STATE_RUNNING && out->state != STATE_PAUSED) {
		known->cpu_at_ms = 0;
		known->cpu_percent = -1;
		return true;
	}
	if (virDomainGetInfo(domain, &info) == 0) {
		take_cpu(known, info.cpuTime, asked_ms);
		out->cpu_percent = known->cpu_percent;
		out->memory = (uint64_t)info.memory * 1024;
	}
	return true;
}

/* Looks the domain up.  *found is NULL if it is absent or not ours: then out says so.
 * Returns false if it cannot be read. */
static bool look_up(struct vm_conn *conn, size_t i, struct vm_machine *out, virDomainPtr *found,
		    struct error *err)
{
	struct lv_machine *known = &conn->machines[i];
	enum lv_owner owner = lv_look_up(conn, known, found, &out->not_ours_why, err);

	if (owner == LV_OURS || owner == LV_UNREAD)
		return owner == LV_OURS;
	out->not_ours = owner == LV_NOT_OURS;
	out->state = out->not_ours ? STATE_UNKNOWN : STATE_ABSENT;
	forget(known);
	return true;
}

/* ---- disks ------------------------------------------------------------------------ */

enum disk_trouble lv_disk_trouble(const struct vm_conn *conn, virDomainPtr domain)
{
	enum disk_trouble trouble = DISK_WELL;
	struct mark mark;

	if (conn->test || conn->remote || !lv_mark(domain, &mark))
		return DISK_WELL;
	if (mark.disk)
		trouble = disk_trouble_of(mark.disk);
	mark_free(&mark);
	/* Another user's QEMU may do what this one may not. */
	return conn->for_daemon && trouble == DISK_BARRED ? DISK_WELL : trouble;
}

/* The mark of a machine whose disk is where disks are made now need not be read. */
static enum disk_trouble read_disk(const struct vm_conn *conn, const struct lv_machine *machine,
				   virDomainPtr domain)
{
	char *disk = lv_file(conn, machine->domain, "qcow2");
	bool well = conn->test || conn->remote || disk_trouble_of(disk) == DISK_WELL;

	free(disk);
	return well ? DISK_WELL : lv_disk_trouble(conn, domain);
}

static bool is_defined(struct vm_conn *conn, const char *name)
{
	virDomainPtr domain = virDomainLookupByName(lv_virt(conn), name);

	if (domain)
		virDomainFree(domain);
	return domain || virGetLastErrorCode() != VIR_ERR_NO_DOMAIN;
}

bool lv_is_base(struct vm_conn *conn, const struct lv_machine *machine)
{
	char *disk = lv_file(conn, machine->domain, "qcow2");
	bool base = false;
	size_t i;

	for (i = 0; i < conn->n_machines && !base && !conn->remote; i++) {
		const struct lv_machine *clone = &conn->machines[i];
		char *its;

		if (!str_eq(clone->spec->clone_of, machine->spec->name))
			continue;
		its = lv_file(conn, clone->domain, "qcow2");
		/* A disk without its machine was left by a killed program. */
		base = disk_builds_on(its, disk) && is_defined(conn, clone->domain);
		free(its);
	}
	free(disk);
	return base;
}

/* Does the daemon still answer?  Else sets err. */
static bool answers(struct vm_conn *conn, struct error *err)
{
	unsigned long version;

	return virConnectGetLibVersion(conn->virt, &version) == 0 || lv_error(err, "");
}

/* A machine could not be read, for this reason.  Returns false with err if that is because of
 * the connection, which no other machine can be read by either. */
static bool is_alone(struct vm_conn *conn, struct vm_machine *machine, const struct error *why,
		     struct error *err)
{
	machine->unread = mem_dup(why->message);
	return answers(conn, err);
}

/* Looks the machines up.  domains[i] is NULL where nothing more can be read. */
static bool look_all_up(struct vm_conn *conn, struct vm_machine *machines, size_t n,
			virDomainPtr *domains, struct error *err)
{
	struct error why;
	bool ok = true;
	size_t i;

	for (i = 0; ok && i < n; i++) {
		error_clear(&why);
		if (machines[i].in_hand)
			ok = answers(conn, err);
		else if (!look_up(conn, i, &machines[i], &domains[i], &why))
			ok = is_alone(conn, &machines[i], &why, err);
	}
	return ok;
}

static bool read_one(struct vm_conn *conn, struct lv_machine *known, virDomainPtr domain,
		     struct vm_machine *out, bool full, bool anew, struct error *err)
{
	return read_numbers(conn, known, out, domain, err) &&
	       read_snapshots(known, domain, out, full, err) &&
	       read_hardware(conn, known, domain, out, anew, err);
}

static size_t count_found(virDomainPtr *domains, size_t n)
{
	size_t count = 0, i;

	for (i = 0; i < n; i++)
		count += domains[i] != NULL;
	return count;
}

bool lv_read(struct vm_conn *conn, struct vm_machine *machines, size_t n, bool full,
	     struct error *err)
{
	virDomainPtr *domains = mem_array(n + 1, sizeof *domains);
	bool ok = look_all_up(conn, machines, n, domains, err), anew;
	struct error why;
	size_t i;

	anew = full || count_found(domains, n) <= FEW;
	for (i = 0; ok && i < n; i++) {
		error_clear(&why);
		if (domains[i] && !read_one(conn, &conn->machines[i], domains[i], &machines[i], full,
					    anew, &why))
			ok = is_alone(conn, &machines[i], &why, err);
		if (domains[i] && !machines[i].unread &&
		    (machines[i].state == STATE_SHUTOFF || machines[i].state == STATE_SAVED))
			machines[i].disk = read_disk(conn, &conn->machines[i], domains[i]);
		/* Also for a machine that does not exist: its disk may exist. */
		if (!machines[i].in_hand)
			machines[i].is_base = lv_is_base(conn, &conn->machines[i]);
	}
	for (i = 0; i < n; i++)
		if (domains[i])
			virDomainFree(domains[i]);
	free(domains);
	return ok;
}
