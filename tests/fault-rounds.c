// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Rounds in which calls of libvirt fail; see fault-rounds.h. */
#include "fault-rounds.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "fault-libvirt.h"
#include "real-support.h"
#include "vm-support.h"
#include "vm/libvirt/backend-libvirt.h"
#include "vm/libvirt/conn.h"
#include "vm/outcome.h"
#include "vm/rules.h"
#include "vm/screen.h"

static struct workshop *workshop;
struct vm_conn *conn;

/* ---- what is so -------------------------------------------------------------------------- */

void facts_clear(struct facts *facts)
{
	free(facts->snapshots);
	free(facts->files);
	hardware_clear(&facts->now);
	hardware_clear(&facts->next);
}

static void ignore_change(void *unused, const char *domain)
{
	(void)unused;
	(void)domain;
}

static void ignore_console(void *unused, const char *machine, const char *bytes, size_t n)
{
	(void)unused;
	(void)machine;
	(void)bytes;
	(void)n;
}

/* The number in the last "tick N" on the screen; -1: there is none. */
static int ticks_of(const struct vga_text *text)
{
	int last = -1, row, n;

	for (row = 0; row < text->rows; row++) {
		char line[81] = "";
		int col;

		for (col = 0; col < text->cols && col < 80; col++)
			line[col] = (char)text->cells[row * text->cols + col].code;
		if (sscanf(line, "tick %d", &n) == 1)
			last = n;
	}
	return last;
}

int ticks(void)
{
	struct vm_screen screen = { 0 };
	struct error err;
	int n = -1;

	if (backend_libvirt.screen(conn, DREAMER, &screen, &err) && screen.kind == SCREEN_TEXT)
		n = ticks_of(&screen.text);
	vm_screen_clear(&screen);
	return n;
}

char *files(void)
{
	DIR *folder = opendir(backend_libvirt.folder(conn));
	struct str names = { 0 };
	struct dirent *entry;
	static const char *const wanted[] = { DREAMER ".qcow2", DREAMER ".xml", DREAMER ".extra.qcow2",
					      TWIN ".qcow2", TWIN ".xml" };
	bool there[ARRAY_LEN(wanted)] = { false };
	size_t i;

	while (folder && (entry = readdir(folder)) != NULL)
		for (i = 0; i < ARRAY_LEN(wanted); i++)
			there[i] |= str_eq(entry->d_name, wanted[i]);
	if (folder)
		closedir(folder);
	for (i = 0; i < ARRAY_LEN(wanted); i++)
		if (there[i])
			str_addf(&names, " %s ", wanted[i]);
	return str_take(&names);
}

/* What a machine that is off has of its present: four bytes on its disk, which the guest never
 * writes and no snapshot has. */
static int use_disk(const char *options, const char *command)
{
	char *path = file_join(backend_libvirt.folder(conn), DREAMER ".qcow2");
	char *line = mem_printf("test -e '%1$s' && qemu-io %2$s -c '%3$s 440 4' '%1$s' >&2", path, options,
				command);
	char *const argv[] = { (char *)"sh", (char *)"-c", line, NULL };
	int status = real_run(argv);

	free(line);
	free(path);
	return status;
}

static bool has_marks; /* else nobody need look for one, which takes a process */

static void mark_disk(void)
{
	has_marks = true;
	assert_int_equal(use_disk("-f qcow2", "write -P 0x4e"), 0);
}

static bool is_disk_marked(void)
{
	return has_marks && use_disk("-r -U -f qcow2", "read -P 0x4e") == 0;
}

static void take_snapshots(struct facts *facts, const struct vm_machine *machine)
{
	struct str names = { 0 };
	size_t i;

	for (i = 0; i < machine->n_snapshots; i++) {
		if (machine->snapshots[i].safety)
			facts->n_safety++;
		else
			str_addf(&names, " %s ", machine->snapshots[i].name);
	}
	facts->snapshots = str_take(&names);
}

void facts_read(struct facts *facts)
{
	struct vm_machine machines[2] = { { .name = (char *)DREAMER }, { .name = (char *)TWIN } };
	struct error err;

	*facts = (struct facts){ .ticks = -1 };
	assert_true(backend_libvirt.read(conn, machines, 2, true, &err));
	facts->state = machines[0].state;
	facts->twin = machines[1].state;
	take_snapshots(facts, &machines[0]);
	hardware_copy(&facts->now, &machines[0].now);
	hardware_copy(&facts->next, &machines[0].next);
	machines[0].name = machines[1].name = NULL;
	machine_free_read(&machines[0]);
	machine_free_read(&machines[1]);
	if (facts->state == STATE_RUNNING || facts->state == STATE_PAUSED)
		facts->ticks = ticks();
	facts->files = files();
	facts->marked = is_disk_marked();
}

bool same_hardware(const struct vm_hardware *a, const struct vm_hardware *b)
{
	return hardware_same_size(a->memory, b->memory) &&
	       hardware_same_size(a->max_memory, b->max_memory) && a->cpus == b->cpus &&
	       a->max_cpus == b->max_cpus && a->screens == b->screens && a->cable == b->cable &&
	       str_eq(a->disks ? a->disks : "", b->disks ? b->disks : "");
}

int past_ticks = -1, present_ticks = -1;

/* A paused machine may have run between two calls, because QEMU cannot snapshot one before its
 * disks are open. */
bool is_about(int ticks_now, int wanted)
{
	return wanted >= 0 && ticks_now >= wanted && ticks_now <= wanted + 1;
}

virDomainPtr domain_of(const char *name)
{
	return virDomainLookupByName(lv_virt(conn), name);
}

bool was_paused;

/* Starts a saved machine as a person would.  Does it remember what it did, and is it paused again
 * if it was?  It is paused afterwards. */
static bool is_saved_as_before(void)
{
	virDomainPtr domain = domain_of(DREAMER);
	bool woken = domain && virDomainCreate(domain) == 0, paused;
	int state = -1, reason, n;

	if (woken)
		virDomainGetState(domain, &state, &reason, 0);
	paused = state == VIR_DOMAIN_PAUSED;
	if (woken && !paused)
		virDomainSuspend(domain);
	n = woken ? ticks() : -1;
	if (domain)
		virDomainFree(domain);
	/* What ran may have run between two calls, too. */
	return paused == was_paused && (paused ? is_about(n, present_ticks) : n >= present_ticks);
}

/* The guest remembers what it did: what runs has counted on, what stands still has not. */
bool same_present(const struct facts *before, const struct facts *now)
{
	if (now->state != before->state || now->marked != before->marked)
		return false;
	switch (now->state) {
	case STATE_RUNNING:
		return before->ticks >= 0 && now->ticks >= before->ticks;
	case STATE_PAUSED:
		return is_about(now->ticks, before->ticks);
	case STATE_SAVED:
		return is_saved_as_before();
	default:
		return true;
	}
}

static bool is_as_before(const struct facts *before, const struct facts *now)
{
	return now->twin == before->twin && now->n_safety == before->n_safety &&
	       str_eq(now->snapshots, before->snapshots) && str_eq(now->files, before->files) &&
	       same_hardware(&now->now, &before->now) && same_hardware(&now->next, &before->next) &&
	       same_present(before, now);
}

void print_facts(const char *when, const struct facts *facts)
{
	printf("#   %s: %s, tick %d, disk %s, %d safety, snapshots%s, files%s, twin %s\n", when,
	       state_word(facts->state), facts->ticks, facts->marked ? "marked" : "not marked",
	       facts->n_safety, facts->snapshots, facts->files, state_word(facts->twin));
	printf("#     memory %llu of %llu, processors %d of %d, disks %s; next %llu, %d, %s\n",
	       (unsigned long long)facts->now.memory, (unsigned long long)facts->now.max_memory,
	       facts->now.cpus, facts->now.max_cpus, facts->now.disks ? facts->now.disks : "-",
	       (unsigned long long)facts->next.memory, facts->next.cpus,
	       facts->next.disks ? facts->next.disks : "-");
}

/* ---- actions ------------------------------------------------------------------------------ */

bool act(const struct vm_request *request, struct error *err)
{
	error_clear(err);
	return backend_libvirt.act(conn, request, err);
}

void does(struct vm_request request)
{
	struct error err;

	request.action.machine = request.action.machine ? request.action.machine : (char *)DREAMER;
	if (!act(&request, &err))
		fail_msg("%s: %s", verb_name(request.action.verb), err.message);
}

void stage(enum machine_state to)
{
	does((struct vm_request){ .action = { .verb = VERB_STAGE }, .stage_to = to });
}

void snapshot(const char *name)
{
	does((struct vm_request){ .action = { .verb = VERB_SNAPSHOT, .name = (char *)name } });
}

void await_ticks(int least)
{
	int64_t until = clock_mono_ms() + WAIT_MS;

	while (ticks() < least && clock_mono_ms() < until)
		usleep(50000);
	assert_true(ticks() >= least);
}

/* ---- the two presents --------------------------------------------------------------------- */

enum { PRESENT_TICKS = 4 };

/* A snapshot "past" of the first second, and one "now" of a later one, both paused. */
void make_history(void)
{
	stage(STATE_RUNNING);
	await_ticks(1);
	stage(STATE_PAUSED);
	snapshot("past");
	past_ticks = ticks();
	stage(STATE_RUNNING);
	await_ticks(PRESENT_TICKS);
	stage(STATE_PAUSED);
	snapshot("now");
	present_ticks = ticks();
	assert_true(past_ticks >= 1 && past_ticks + 1 < present_ticks);
}

static bool is_kept(const char *name)
{
	return str_eq(name, "past") || str_eq(name, "now");
}

void drop_other_snapshots(virDomainPtr domain)
{
	virDomainSnapshotPtr *all;
	int n = virDomainListAllSnapshots(domain, &all, 0), i;

	assert_true(n >= 0);
	for (i = 0; i < n; i++) {
		if (!is_kept(virDomainSnapshotGetName(all[i])))
			assert_int_equal(virDomainSnapshotDelete(all[i], 0), 0);
		virDomainSnapshotFree(all[i]);
	}
	free(all);
}

/* Without the program's help.  The machine runs or is paused afterwards. */
void revert_to(const char *name, bool runs)
{
	virDomainPtr domain = domain_of(DREAMER);
	virDomainSnapshotPtr snapshot = virDomainSnapshotLookupByName(domain, name, 0);

	assert_non_null(snapshot);
	assert_int_equal(virDomainRevertToSnapshot(snapshot, runs ? VIR_DOMAIN_SNAPSHOT_REVERT_RUNNING :
						   VIR_DOMAIN_SNAPSHOT_REVERT_PAUSED), 0);
	virDomainSnapshotFree(snapshot);
	virDomainFree(domain);
}

/* Brings the machine to the later present in this state, without the program's help. */
void return_to_now(enum machine_state state)
{
	virDomainPtr domain = domain_of(DREAMER);

	if (virDomainHasManagedSaveImage(domain, 0) == 1)
		assert_int_equal(virDomainManagedSaveRemove(domain, 0), 0);
	revert_to("now", state == STATE_RUNNING || (state == STATE_SAVED && !was_paused));
	assert_true(ticks() >= present_ticks);
	drop_other_snapshots(domain);
	if (state == STATE_SAVED)
		assert_int_equal(virDomainManagedSave(domain, 0), 0);
	if (state == STATE_SHUTOFF) {
		assert_int_equal(virDomainDestroy(domain), 0);
		mark_disk();
	}
	virDomainFree(domain);
}

/* ---- a scenario ---------------------------------------------------------------------------- */

static const struct {
	enum fault fault;
	const char *name;
} faults[] = { { FAULT_BEFORE, "not done" }, { FAULT_AFTER, "done, and said to be not" } };

static int wrong;  /* what was not so */
const char *failed_call;
bool reads;

static struct vm_machine machine_of(const struct facts *facts)
{
	return (struct vm_machine){ .name = (char *)DREAMER, .state = facts->state,
				    .now = facts->now, .next = facts->next };
}

/* As the worker judges an action that libvirt said had failed. */
static bool is_done_anyway(const struct vm_request *request, const struct facts *before,
			   const struct facts *now)
{
	struct vm_machine was = machine_of(before), is = machine_of(now);
	struct outcome_past past = { 0 };
	bool done;

	outcome_remember(&past, request, &was);
	done = outcome_done_anyway(request, &past, &is);
	outcome_forget(&past);
	return done;
}

static void complain(const struct scenario *scenario, const char *call, const char *fault, const struct facts *before,
		     const struct facts *now, bool ok, const struct error *err)
{
	wrong++;
	printf("# WRONG %s, %s %s\n#   %s: %s (%s)\n", scenario->name, call, fault,
	       ok ? "it worked" : "it failed", err->message, err->remedy);
	print_facts("before", before);
	print_facts("after", now);
}

/* Does the message say in what state the machine is now? */
bool tells_state(const struct error *err, enum machine_state state)
{
	char *words = mem_printf(" is %s now", state_word(state));
	bool tells = strstr(err->message, words) != NULL;

	free(words);
	return tells;
}

/* It failed and left all as it was, and does not say that there was anything to undo. */
static bool is_unharmed(const struct scenario *scenario, const struct facts *before,
			const struct facts *now, const struct error *err)
{
	return is_as_before(before, now) && (!scenario->stays || scenario->stays()) &&
	       !strstr(err->remedy, "press u") && !strstr(err->message, "went back to");
}

/* Returns false once the action makes no such call. */
static bool try_one(const struct scenario *scenario, size_t kind, int nth)
{
	struct facts before, now;
	struct error err;
	bool ok, right;

	scenario->arrange(scenario);
	facts_read(&before);
	fault_arm(faults[kind].fault, nth, reads);
	ok = act(&scenario->request, &err);
	failed_call = fault_name();
	fault_arm(FAULT_NONE, 0, false);
	facts_read(&now);
	ok = ok || is_done_anyway(&scenario->request, &before, &now);
	if (ok)
		right = scenario->is_done(&before, &now);
	else
		right = err.message[0] && (is_unharmed(scenario, &before, &now, &err) ||
					   (scenario->is_told && scenario->is_told(&before, &now, &err)));
	if (!right || (!failed_call && !ok))
		complain(scenario, failed_call ? failed_call : "no call", faults[kind].name, &before, &now, ok, &err);
	facts_clear(&before);
	facts_clear(&now);
	return failed_call != NULL;
}

void try_all(const struct scenario *scenario)
{
	size_t kind;
	int nth, tries = 0, wrong_before = wrong;

	for (kind = 0; kind < ARRAY_LEN(faults); kind++) {
		for (nth = 1; try_one(scenario, kind, nth); nth++)
			tries++;
		assert_true(nth > 1);
	}
	printf("# %s: %d calls failed, %d outcomes were wrong\n", scenario->name, tries,
	       wrong - wrong_before);
	fflush(stdout);
	assert_int_equal(wrong, wrong_before);
}

/* A machine of these tests can have more memory and processors while it runs, and a cable. */
static void make_rich(struct machine_spec *spec)
{
	spec->max_memory = 16 * MIB;
	spec->cpus = 1;
	spec->max_cpus = 2;
	free(spec->network);
	spec->network = mem_dup("user");
}

int rounds_open(void **unused)
{
	struct vm_open_args args = { .uri = REAL_SESSION, .prefix = "", .workshop_id = "faults",
				     .watch = { NULL, ignore_change, ignore_change, ignore_console } };
	struct error err = { 0 };

	(void)unused;
	workshop = support_workshop("faults", DREAMER, real_image);
	support_add_clone(workshop, TWIN);
	make_rich(&workshop->machines[0]);
	args.specs = workshop->machines;
	args.n_specs = workshop->n_machines;
	conn = backend_libvirt.open(&args, &err);
	if (!conn)
		printf("# %s\n", err.message);
	return conn ? 0 : -1;
}

int rounds_close(void **unused)
{
	struct error err;

	(void)unused;
	backend_libvirt.reset(conn, &err);
	backend_libvirt.close(conn);
	support_workshop_free(workshop);
	return 0;
}
