// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Each call of libvirt that an action makes fails in turn, on a real machine: once because
 * libvirt does nothing, and once because it does it and says that it did not.  Afterwards the
 * machine must be as it was, or the message must tell what is so now and which key helps.
 *
 * IMITATION_FAULTS=all lets the calls fail that only read, too.  Skipped (77) where
 * real-support.h cannot have real machines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <dirent.h>
#include <libvirt/libvirt.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "fault-libvirt.h"
#include "real-support.h"
#include "skip-why.h"
#include "vm-support.h"
#include "vm/libvirt/backend-libvirt.h"
#include "vm/libvirt/conn.h"
#include "vm/machine.h"
#include "vm/outcome.h"
#include "vm/rules.h"
#include "vm/screen.h"

#define DREAMER "dreamer"
#define TWIN "twin"
#define MIB (1024ull * 1024)

static struct workshop *workshop;
static struct vm_conn *conn;

/* ---- what is so -------------------------------------------------------------------------- */

struct facts {
	enum machine_state state, twin;
	int ticks;        /* on its screen; -1: it has none */
	bool marked;      /* its disk is, see mark_disk() */
	int n_safety;
	char *snapshots;  /* names of the others, each between blanks */
	char *files;      /* of the workshop's folder, the same */
	struct vm_hardware now, next;
};

static void facts_clear(struct facts *facts)
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

static int ticks(void)
{
	struct vm_screen screen = { 0 };
	struct error err;
	int n = -1;

	if (backend_libvirt.screen(conn, DREAMER, &screen, &err) && screen.kind == SCREEN_TEXT)
		n = ticks_of(&screen.text);
	vm_screen_clear(&screen);
	return n;
}

static char *files(void)
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

static void facts_read(struct facts *facts)
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

static bool same_hardware(const struct vm_hardware *a, const struct vm_hardware *b)
{
	return hardware_same_size(a->memory, b->memory) &&
	       hardware_same_size(a->max_memory, b->max_memory) && a->cpus == b->cpus &&
	       a->max_cpus == b->max_cpus && a->screens == b->screens && a->cable == b->cable &&
	       str_eq(a->disks ? a->disks : "", b->disks ? b->disks : "");
}

static int past_ticks = -1, present_ticks = -1; /* of the two presents, once they are made */

/* A paused machine may have run between two calls, because QEMU cannot snapshot one before its
 * disks are open. */
static bool is_about(int ticks_now, int wanted)
{
	return wanted >= 0 && ticks_now >= wanted && ticks_now <= wanted + 1;
}

static virDomainPtr domain_of(const char *name)
{
	return virDomainLookupByName(lv_virt(conn), name);
}

static bool was_paused; /* the saved machine was, when it was saved */

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
static bool same_present(const struct facts *before, const struct facts *now)
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

static void print_facts(const char *when, const struct facts *facts)
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

static bool act(const struct vm_request *request, struct error *err)
{
	error_clear(err);
	return backend_libvirt.act(conn, request, err);
}

static void does(struct vm_request request)
{
	struct error err;

	request.action.machine = request.action.machine ? request.action.machine : (char *)DREAMER;
	if (!act(&request, &err))
		fail_msg("%s: %s", verb_name(request.action.verb), err.message);
}

static void stage(enum machine_state to)
{
	does((struct vm_request){ .action = { .verb = VERB_STAGE }, .stage_to = to });
}

static void snapshot(const char *name)
{
	does((struct vm_request){ .action = { .verb = VERB_SNAPSHOT, .name = (char *)name } });
}

static void await_ticks(int least)
{
	int64_t until = clock_mono_ms() + WAIT_MS;

	while (ticks() < least && clock_mono_ms() < until)
		usleep(50000);
	assert_true(ticks() >= least);
}

/* ---- the two presents --------------------------------------------------------------------- */

enum { PRESENT_TICKS = 4 };

/* A snapshot "past" of the first second, and one "now" of a later one, both paused. */
static void make_history(void)
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

static void drop_other_snapshots(virDomainPtr domain)
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
static void revert_to(const char *name, bool runs)
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
static void return_to_now(enum machine_state state)
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

struct scenario {
	const char *name;
	enum machine_state present;
	struct vm_request request;
	void (*arrange)(const struct scenario *scenario); /* anew before each try */
	/* Besides the facts, what must be as before if the action failed; or NULL. */
	bool (*stays)(void);
	/* The action failed, and the machine is not as it was: is all that is said of it true,
	 * and is there a way back? */
	bool (*is_told)(const struct facts *before, const struct facts *now,
			const struct error *err);
	/* The action worked: is it so? */
	bool (*is_done)(const struct facts *before, const struct facts *now);
};

static const struct {
	enum fault fault;
	const char *name;
} faults[] = { { FAULT_BEFORE, "not done" }, { FAULT_AFTER, "done, and said to be not" } };

static int wrong;  /* what was not so */
static const char *failed_call; /* NULL: none did */
static bool reads; /* calls that only read fail, too */

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
static bool tells_state(const struct error *err, enum machine_state state)
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

static void try_all(const struct scenario *scenario)
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

/* ---- restoring ------------------------------------------------------------------------------ */

static void arrange_now(const struct scenario *scenario)
{
	return_to_now(scenario->present);
}

/* "u" brings back what was there, and none of these snapshots is gone. */
static bool undo_keeps(const struct facts *before, const char *snapshots)
{
	struct vm_request undo = { .action = { .verb = VERB_UNDO, .machine = (char *)DREAMER } };
	struct facts now;
	struct error err;
	bool ok = act(&undo, &err);

	facts_read(&now);
	ok = ok && str_eq(now.snapshots, snapshots) && same_present(before, &now);
	if (!ok)
		print_facts("after u", &now);
	facts_clear(&now);
	return ok;
}

static bool undo_helps(const struct facts *before)
{
	return undo_keeps(before, before->snapshots);
}

/* The machine has the memory of the snapshot, and its disk. */
static bool is_past(const struct facts *now)
{
	return is_about(now->ticks, past_ticks) && !now->marked;
}

static bool restore_is_told(const struct facts *before, const struct facts *now,
			    const struct error *err)
{
	bool went = strstr(err->message, "went back to \"past\"") != NULL;

	return now->n_safety > before->n_safety && strstr(err->remedy, "press u") &&
	       tells_state(err, now->state) && went == is_past(now) && undo_helps(before);
}

static bool is_restored(const struct facts *before, const struct facts *now)
{
	/* One too many is kept where libvirt took a snapshot and did not say so. */
	return now->state == STATE_PAUSED && is_past(now) &&
	       str_eq(now->snapshots, before->snapshots) && now->n_safety > before->n_safety &&
	       now->n_safety <= before->n_safety + 2 && undo_helps(before);
}

#define RESTORE                                                                                   \
	{ .action = { .verb = VERB_RESTORE, .machine = (char *)DREAMER, .name = (char *)"past" } }

static void a_restore(enum machine_state present, const char *name)
{
	struct scenario scenario = { .name = name, .present = present, .arrange = arrange_now,
				     .request = RESTORE, .is_told = restore_is_told,
				     .is_done = is_restored };

	try_all(&scenario);
}

static void a_restore_of_a_running_machine(void **unused)
{
	(void)unused;
	a_restore(STATE_RUNNING, "restore, running");
}

static void a_restore_of_a_paused_machine(void **unused)
{
	(void)unused;
	a_restore(STATE_PAUSED, "restore, paused");
}

static void a_restore_of_a_saved_machine(void **unused)
{
	(void)unused;
	was_paused = false;
	a_restore(STATE_SAVED, "restore, saved");
}

static void a_restore_of_a_machine_that_was_paused_and_saved(void **unused)
{
	(void)unused;
	was_paused = true;
	a_restore(STATE_SAVED, "restore, paused and saved");
}

static void a_restore_of_a_machine_that_is_off(void **unused)
{
	(void)unused;
	if (!real_is_installed("qemu-io"))
		skip_why("qemu-io is not installed");
	a_restore(STATE_SHUTOFF, "restore, off");
}

/* ---- a state that is lost ------------------------------------------------------------------- */

static virDomainPtr victim;

/* As where libvirt ends the machine's process, and then cannot restore. */
static enum fault lose(const char *name)
{
	int (*destroy)(virDomainPtr domain);

	if (!str_eq(name, "virDomainRevertToSnapshot"))
		return FAULT_NONE;
	*(void **)&destroy = fault_real("virDomainDestroy");
	destroy(victim);
	return FAULT_BEFORE;
}

static struct error restore_that_loses(const char *snapshot)
{
	struct vm_request request = { .action = { .verb = VERB_RESTORE, .machine = (char *)DREAMER,
						  .name = (char *)snapshot } };
	struct error err;
	bool ok;

	victim = domain_of(DREAMER);
	fault_decide_by(lose);
	ok = act(&request, &err);
	fault_decide_by(NULL);
	virDomainFree(victim);
	assert_false(ok);
	assert_true(tells_state(&err, STATE_SHUTOFF));
	return err;
}

static void restore(const char *name)
{
	does((struct vm_request){ .action = { .verb = VERB_RESTORE, .name = (char *)name } });
}

static void undo(enum machine_state state)
{
	struct facts now;

	does((struct vm_request){ .action = { .verb = VERB_UNDO } });
	facts_read(&now);
	assert_int_equal(now.state, state);
	facts_clear(&now);
}

static int safety_snapshots(void)
{
	struct facts now;
	int n;

	facts_read(&now);
	n = now.n_safety;
	facts_clear(&now);
	return n;
}

/* The machine ran, and the way back failed, too: nothing but the safety snapshot leads to what it
 * was then, so it stays, and comes back first. */
static void a_lost_state_stays_until_it_is_brought_back(void **unused)
{
	virDomainPtr domain;
	struct error err;
	int i;

	(void)unused;
	return_to_now(STATE_RUNNING);
	err = restore_that_loses("past");
	assert_string_equal(err.remedy, "Its earlier state was kept: press u to return to it.");
	/* What is kept now is a machine that is off. */
	err = restore_that_loses("past");
	assert_non_null(strstr(err.remedy, "press u for one that was lost before"));
	/* Three that work sweep what is older, and not this. */
	for (i = 0; i < 4; i++)
		restore("past");
	assert_int_equal(safety_snapshots(), 2 + 3);
	undo(STATE_RUNNING);
	assert_true(ticks() >= present_ticks);
	undo(STATE_SHUTOFF); /* the second one that was lost */
	undo(STATE_RUNNING); /* and from then on u changes sides */
	undo(STATE_SHUTOFF);
	for (i = 0; i < 2; i++)
		restore("past");
	assert_int_equal(safety_snapshots(), 3);
	/* The person may let it go. */
	restore_that_loses("past");
	domain = domain_of(DREAMER);
	drop_other_snapshots(domain);
	virDomainFree(domain);
	assert_int_equal(safety_snapshots(), 0);
}

/* ---- a snapshot, and one in place of another ------------------------------------------------ */

static bool runs_on; /* the machine whose snapshot is replaced */

/* The old snapshot holds an earlier count, so the two can be told apart. */
static void arrange_old(const struct scenario *scenario)
{
	return_to_now(STATE_PAUSED);
	revert_to("past", false);
	snapshot("old");
	revert_to("now", false);
	runs_on = scenario->present == STATE_RUNNING;
	if (runs_on)
		stage(STATE_RUNNING);
}

/* The snapshot "old" is of then. */
static bool old_is_of(int then)
{
	revert_to("old", false);
	return is_about(ticks(), then);
}

/* It is of the present; a machine that runs has counted on. */
static bool old_is_new(void)
{
	revert_to("old", false);
	return runs_on ? ticks() >= present_ticks : is_about(ticks(), present_ticks);
}

static bool old_stays(void)
{
	return old_is_of(past_ticks);
}

/* The state that the new one would hold is kept, and "u" returns to it from anywhere. */
static bool undo_has_the_new_one(const struct facts *before, const struct facts *now,
				 const struct error *err)
{
	if (now->n_safety <= before->n_safety || !strstr(err->remedy, "press u"))
		return false;
	revert_to("past", false);
	return undo_keeps(before, now->snapshots);
}

/* One of them has the name; if the old one has it no more, "u" returns to the new one. */
static bool replace_is_told(const struct facts *before, const struct facts *now,
			    const struct error *err)
{
	bool deleted = strstr(err->remedy, "was deleted") != NULL;

	if (!same_present(before, now))
		return false;
	if (!str_eq(now->snapshots, before->snapshots))
		return deleted && !strstr(now->snapshots, " old ") &&
		       undo_has_the_new_one(before, now, err);
	if (!deleted)
		return old_is_of(past_ticks) || old_is_new();
	/* libvirt took the new one and did not say so: the program cannot know, but what it
	 * says of the old one and of "u" is true. */
	return old_is_new() && undo_has_the_new_one(before, now, err);
}

static bool is_replaced(const struct facts *before, const struct facts *now)
{
	/* The safety snapshot stays only where libvirt did not delete it. */
	int more = str_eq(failed_call, "virDomainSnapshotDelete");

	return same_present(before, now) && str_eq(now->snapshots, before->snapshots) &&
	       now->n_safety <= before->n_safety + more && old_is_new();
}

static void a_replacement(enum machine_state present, const char *name)
{
	struct scenario scenario = {
		.name = name, .present = present,
		.request = { .action = { .verb = VERB_SNAPSHOT, .machine = (char *)DREAMER,
					 .name = (char *)"old" }, .replace = true },
		.arrange = arrange_old, .stays = old_stays, .is_told = replace_is_told,
		.is_done = is_replaced,
	};

	try_all(&scenario);
}

static void a_snapshot_in_place_of_another(void **unused)
{
	(void)unused;
	a_replacement(STATE_PAUSED, "snapshot, in place of another");
}

static void a_snapshot_in_place_of_another_of_a_running_machine(void **unused)
{
	(void)unused;
	a_replacement(STATE_RUNNING, "snapshot, in place of another, running");
}

/* ---- giving back ------------------------------------------------------------------------------- */

/* One whose power was cut and that is there still: this is said, and what helps. */
static void half_reset_is_told(const struct facts *now, bool ran, const struct error *err)
{
	if (!ran || now->state != STATE_SHUTOFF)
		return;
	assert_non_null(strstr(err->message, "is off now"));
	assert_non_null(strstr(err->message, "could not be removed"));
	assert_non_null(strstr(err->remedy, "imitation reset"));
	assert_non_null(strstr(err->remedy, "press 0"));
}

/* A reset that succeeds has removed everything; one that fails can be repeated. */
static void reset_is_told(bool ok, bool ran, const struct error *err)
{
	struct facts now;
	struct error none;

	if (!ok) {
		assert_true(err->message[0]);
		facts_read(&now);
		half_reset_is_told(&now, ran, err);
		facts_clear(&now);
		assert_true(backend_libvirt.reset(conn, &none));
	}
	facts_read(&now);
	assert_int_equal(now.state, STATE_ABSENT);
	assert_string_equal(now.files, "");
	facts_clear(&now);
}

/* That it could not be read does not make it somebody else's. */
static void try_resets(enum fault fault, bool with_reads, bool runs)
{
	struct error err;
	const char *failed;
	int nth = 0;

	assert_true(backend_libvirt.reset(conn, &err));
	do {
		bool ok;

		does((struct vm_request){ .action = { .verb = VERB_DEFINE } });
		if (runs)
			does((struct vm_request){ .action = { .verb = VERB_START } });
		fault_arm(fault, ++nth, with_reads);
		error_clear(&err);
		ok = backend_libvirt.reset(conn, &err);
		failed = fault_name();
		fault_arm(FAULT_NONE, 0, false);
		printf("# reset, call %d, %s: %s\n", nth, failed ? failed : "none", err.message);
		assert_int_not_equal(err.kind, ERROR_NOT_OURS);
		reset_is_told(ok, runs, &err);
	} while (failed);
	assert_true(nth > 2);
}

static void a_reset_that_cannot_read_a_machine(void **unused)
{
	(void)unused;
	try_resets(FAULT_BEFORE, true, false);
}

static void a_reset_of_a_running_machine(void **unused)
{
	(void)unused;
	try_resets(FAULT_BEFORE, false, true);
	try_resets(FAULT_AFTER, false, true);
}

/* Neither of two ways to remove it works. */
static enum fault keep_definition(const char *name)
{
	return str_eq(name, "virDomainUndefineFlags") ? FAULT_BEFORE : FAULT_NONE;
}

static void a_reset_that_only_cuts_the_power(void **unused)
{
	struct error err = { 0 };
	bool ok;

	(void)unused;
	assert_true(backend_libvirt.reset(conn, &err));
	does((struct vm_request){ .action = { .verb = VERB_DEFINE } });
	does((struct vm_request){ .action = { .verb = VERB_START } });
	fault_decide_by(keep_definition);
	ok = backend_libvirt.reset(conn, &err);
	fault_decide_by(NULL);
	assert_false(ok);
	assert_non_null(strstr(err.message, "could not be removed, and is off now"));
	reset_is_told(ok, true, &err);
}

/* ---- hardware ---------------------------------------------------------------------------------- */

/* A machine of these tests can have more memory and processors while it runs, and a cable. */
static void make_rich(struct machine_spec *spec)
{
	spec->max_memory = 16 * MIB;
	spec->cpus = 1;
	spec->max_cpus = 2;
	free(spec->network);
	spec->network = mem_dup("user");
}

/* Switched on anew, with the hardware that it was made with. */
static void arrange_running(const struct scenario *scenario)
{
	(void)scenario;
	does((struct vm_request){ .action = { .verb = VERB_STAGE }, .stage_to = STATE_RUNNING,
				  .anew = true });
	await_ticks(1);
}

static void arrange_off(const struct scenario *scenario)
{
	struct error err;

	(void)scenario;
	assert_true(backend_libvirt.reset(conn, &err));
	does((struct vm_request){ .action = { .verb = VERB_DEFINE } });
}

static bool is_set(const struct facts *before, const struct facts *now)
{
	(void)before;
	return hardware_same_size(now->next.memory, 32 * MIB) && now->next.cpus == 4;
}

static void a_change_of_memory_and_processors(void **unused)
{
	struct scenario scenario = {
		.name = "set", .arrange = arrange_off, .is_done = is_set,
		.request = { .action = { .verb = VERB_SET, .machine = (char *)DREAMER,
					 .memory = 32 * MIB, .cpus = 4 } },
	};

	(void)unused;
	try_all(&scenario);
}

static bool is_set_now(const struct facts *before, const struct facts *now)
{
	return hardware_same_size(now->next.memory, 8 * MIB) && now->next.cpus == 2 &&
	       now->now.cpus == 2 && now->state == before->state && now->ticks >= before->ticks;
}

/* A processor that was plugged in cannot be taken back.  It is gone once the lesson starts over. */
static bool set_is_told(const struct facts *before, const struct facts *now, const struct error *err)
{
	struct facts then;
	bool ok = now->state == before->state && now->now.cpus == 2 &&
		  same_hardware(&now->next, &before->next) &&
		  strstr(err->message, "was changed only in part") && strstr(err->remedy, "with o");

	does((struct vm_request){ .action = { .verb = VERB_STAGE }, .stage_to = STATE_RUNNING,
				  .anew = true });
	facts_read(&then);
	ok = ok && same_hardware(&then.now, &before->now) && same_hardware(&then.next, &before->next);
	facts_clear(&then);
	return ok;
}

static void a_change_of_memory_and_processors_while_it_runs(void **unused)
{
	struct scenario scenario = {
		.name = "set, running", .arrange = arrange_running, .is_done = is_set_now,
		.is_told = set_is_told,
		.request = { .action = { .verb = VERB_SET, .machine = (char *)DREAMER,
					 .memory = 8 * MIB, .cpus = 2, .screens = 2 } },
	};

	(void)unused;
	try_all(&scenario);
}

static bool is_cable(const struct facts *before, const struct facts *now, enum cable cable)
{
	return now->now.cable == cable && now->state == before->state && now->ticks >= before->ticks;
}

static bool is_unplugged(const struct facts *before, const struct facts *now)
{
	return is_cable(before, now, CABLE_OUT);
}

static bool is_plugged(const struct facts *before, const struct facts *now)
{
	return is_cable(before, now, CABLE_IN);
}

static void arrange_unplugged(const struct scenario *scenario)
{
	arrange_running(scenario);
	does((struct vm_request){ .action = { .verb = VERB_UNPLUG } });
}

static void a_cable_that_is_pulled_and_plugged_in_again(void **unused)
{
	struct scenario pull = {
		.name = "unplug", .arrange = arrange_running, .is_done = is_unplugged,
		.request = { .action = { .verb = VERB_UNPLUG, .machine = (char *)DREAMER } },
	};
	struct scenario plug = {
		.name = "plug", .arrange = arrange_unplugged, .is_done = is_plugged,
		.request = { .action = { .verb = VERB_PLUG, .machine = (char *)DREAMER } },
	};

	(void)unused;
	try_all(&pull);
	try_all(&plug);
}

static bool is_attached(const struct facts *before, const struct facts *now)
{
	(void)before;
	return hardware_has_disk(&now->next, "extra") && strstr(now->files, "extra");
}

#define EXTRA                                                                                     \
	.machine = (char *)DREAMER, .disk = (char *)"extra", .format = (char *)"qcow2",           \
	.size = (char *)"1M", .nth = 1

static void a_disk_that_is_plugged_in(void **unused)
{
	struct scenario scenario = {
		.name = "attach", .arrange = arrange_off, .is_done = is_attached,
		.request = { .action = { .verb = VERB_ATTACH, EXTRA } },
	};

	(void)unused;
	try_all(&scenario);
}

static bool is_attached_now(const struct facts *before, const struct facts *now)
{
	return is_attached(before, now) && hardware_has_disk(&now->now, "extra") &&
	       now->state == before->state && now->ticks >= before->ticks;
}

static void a_disk_that_is_plugged_in_while_it_runs(void **unused)
{
	struct scenario scenario = {
		.name = "attach, running", .arrange = arrange_running, .is_done = is_attached_now,
		.request = { .action = { .verb = VERB_ATTACH, EXTRA } },
	};

	(void)unused;
	try_all(&scenario);
}

static void arrange_attached(const struct scenario *scenario)
{
	arrange_off(scenario);
	does((struct vm_request){ .action = { .verb = VERB_ATTACH, EXTRA } });
}

static bool is_detached(const struct facts *before, const struct facts *now)
{
	(void)before;
	return !hardware_has_disk(&now->next, "extra") && strstr(now->files, "extra");
}

static void a_disk_that_is_pulled_out(void **unused)
{
	struct scenario scenario = {
		.name = "detach", .arrange = arrange_attached, .is_done = is_detached,
		.request = { .action = { .verb = VERB_DETACH, EXTRA } },
	};

	(void)unused;
	try_all(&scenario);
}

static void arrange_attached_running(const struct scenario *scenario)
{
	arrange_running(scenario);
	does((struct vm_request){ .action = { .verb = VERB_ATTACH, EXTRA } });
}

/* The guest of these tests does not let go of it before its next start, which the worker tells. */
static bool is_detached_next(const struct facts *before, const struct facts *now)
{
	return is_detached(before, now) && now->state == before->state && now->ticks >= before->ticks;
}

static void a_disk_that_is_pulled_out_while_it_runs(void **unused)
{
	struct scenario scenario = {
		.name = "detach, running", .arrange = arrange_attached_running,
		.is_done = is_detached_next,
		.request = { .action = { .verb = VERB_DETACH, EXTRA } },
	};

	(void)unused;
	try_all(&scenario);
}

/* ---- making and removing -------------------------------------------------------------------- */

static void arrange_nothing(const struct scenario *scenario)
{
	struct error err;

	(void)scenario;
	assert_true(backend_libvirt.reset(conn, &err));
}

static bool is_whole(enum machine_state state, const char *files_now, const char *name)
{
	char *disk = mem_printf(" %s.qcow2 ", name), *note = mem_printf(" %s.xml ", name);
	bool whole = state == STATE_SHUTOFF && strstr(files_now, disk) && strstr(files_now, note);

	free(disk);
	free(note);
	return whole;
}

static bool is_made(const struct facts *before, const struct facts *now)
{
	(void)before;
	return is_whole(now->state, now->files, DREAMER);
}

static void a_machine_that_is_made(void **unused)
{
	struct scenario scenario = {
		.name = "define", .arrange = arrange_nothing, .is_done = is_made,
		.request = { .action = { .verb = VERB_DEFINE, .machine = (char *)DREAMER } },
	};

	(void)unused;
	try_all(&scenario);
}

static bool is_cloned(const struct facts *before, const struct facts *now)
{
	(void)before;
	return is_whole(now->twin, now->files, TWIN);
}

static bool clone_is_told(const struct facts *before, const struct facts *now,
			  const struct error *err)
{
	(void)err;
	return is_cloned(before, now);
}

static void a_clone_that_is_made(void **unused)
{
	struct scenario scenario = {
		.name = "clone", .arrange = arrange_off, .is_done = is_cloned, .is_told = clone_is_told,
		.request = { .action = { .verb = VERB_CLONE, .machine = (char *)DREAMER,
					 .as = (char *)TWIN } },
	};

	(void)unused;
	try_all(&scenario);
}

/* Where it is not known whether another machine uses the disk, that stays; and the machine
 * can be made anew. */
static bool is_removed(const struct facts *before, const struct facts *now)
{
	struct facts again;
	bool whole;

	(void)before;
	if (now->state != STATE_ABSENT)
		return false;
	does((struct vm_request){ .action = { .verb = VERB_DEFINE } });
	facts_read(&again);
	whole = is_made(NULL, &again) && again.snapshots[0] == '\0';
	facts_clear(&again);
	return whole;
}

static void a_machine_that_is_removed(void **unused)
{
	struct scenario scenario = {
		.name = "remove", .arrange = arrange_off, .is_done = is_removed,
		.request = { .action = { .verb = VERB_REMOVE, .machine = (char *)DREAMER } },
	};

	(void)unused;
	try_all(&scenario);
}

/* ---- the stage -------------------------------------------------------------------------------- */

/* Its power is cut first, so what is lost was to be lost. */
static bool stage_is_told(const struct facts *before, const struct facts *now,
			  const struct error *err)
{
	return now->state != STATE_ABSENT && tells_state(err, now->state) &&
	       str_eq(now->snapshots, before->snapshots) && strstr(err->remedy, "Press o");
}

/* It was switched on anew: it does not remember what it counted before. */
static bool is_staged(const struct facts *before, const struct facts *now)
{
	return now->state == STATE_PAUSED && now->ticks < present_ticks &&
	       str_eq(now->snapshots, before->snapshots) && str_eq(now->files, before->files) &&
	       same_hardware(&now->next, &before->next);
}

static void a_stage_that_is_set_anew(void **unused)
{
	struct scenario scenario = {
		.name = "stage, anew", .present = STATE_RUNNING, .arrange = arrange_now,
		.is_done = is_staged, .is_told = stage_is_told,
		.request = { .action = { .verb = VERB_STAGE, .machine = (char *)DREAMER },
			     .stage_to = STATE_PAUSED, .anew = true },
	};

	(void)unused;
	try_all(&scenario);
}

/* From 0: it goes on from its memory. */
static bool is_woken(const struct facts *before, const struct facts *now)
{
	return now->state == STATE_RUNNING && now->ticks >= present_ticks &&
	       str_eq(now->snapshots, before->snapshots) && now->n_safety == before->n_safety;
}

static bool waking_is_told(const struct facts *before, const struct facts *now,
			   const struct error *err)
{
	return now->state != STATE_SHUTOFF && now->ticks >= present_ticks &&
	       str_eq(now->snapshots, before->snapshots) && tells_state(err, now->state) &&
	       strstr(err->remedy, "Press 0");
}

static void a_stage_of_a_saved_machine(void **unused)
{
	struct scenario scenario = {
		.name = "stage, saved", .present = STATE_SAVED, .arrange = arrange_now,
		.is_done = is_woken, .is_told = waking_is_told,
		.request = { .action = { .verb = VERB_STAGE, .machine = (char *)DREAMER },
			     .stage_to = STATE_RUNNING },
	};

	(void)unused;
	was_paused = true;
	try_all(&scenario);
}

static bool is_staged_from_nothing(const struct facts *before, const struct facts *now)
{
	(void)before;
	return now->state == STATE_PAUSED && is_whole(STATE_SHUTOFF, now->files, DREAMER);
}

/* What it is now is said: it exists. */
static bool making_is_told(const struct facts *before, const struct facts *now,
			   const struct error *err)
{
	(void)before;
	return is_whole(STATE_SHUTOFF, now->files, DREAMER) && strstr(err->message, "was made") &&
	       tells_state(err, now->state) && strstr(err->remedy, "Press 0");
}

static void a_stage_from_nothing(void **unused)
{
	struct scenario scenario = {
		.name = "stage, absent", .arrange = arrange_nothing,
		.is_done = is_staged_from_nothing, .is_told = making_is_told,
		.request = { .action = { .verb = VERB_STAGE, .machine = (char *)DREAMER },
			     .stage_to = STATE_PAUSED },
	};

	(void)unused;
	try_all(&scenario);
}

/* ---- all of it ---------------------------------------------------------------------------------- */

static int open_conn(void **unused)
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

static int close_conn(void **unused)
{
	struct error err;

	(void)unused;
	backend_libvirt.reset(conn, &err);
	backend_libvirt.close(conn);
	support_workshop_free(workshop);
	return 0;
}

static int with_history(void **unused)
{
	struct error err;

	(void)unused;
	if (!backend_libvirt.reset(conn, &err))
		return -1;
	make_history();
	return 0;
}

#define WITH_HISTORY(test) cmocka_unit_test_setup(test, with_history)

static int tests(void)
{
	static const struct CMUnitTest all[] = {
		cmocka_unit_test(a_machine_that_is_made),
		cmocka_unit_test(a_clone_that_is_made),
		cmocka_unit_test(a_machine_that_is_removed),
		cmocka_unit_test(a_reset_that_cannot_read_a_machine),
		cmocka_unit_test(a_reset_of_a_running_machine),
		cmocka_unit_test(a_reset_that_only_cuts_the_power),
		cmocka_unit_test(a_change_of_memory_and_processors),
		cmocka_unit_test(a_change_of_memory_and_processors_while_it_runs),
		cmocka_unit_test(a_cable_that_is_pulled_and_plugged_in_again),
		cmocka_unit_test(a_disk_that_is_plugged_in),
		cmocka_unit_test(a_disk_that_is_plugged_in_while_it_runs),
		cmocka_unit_test(a_disk_that_is_pulled_out),
		cmocka_unit_test(a_disk_that_is_pulled_out_while_it_runs),
		cmocka_unit_test(a_stage_from_nothing),
		WITH_HISTORY(a_restore_of_a_paused_machine),
		WITH_HISTORY(a_restore_of_a_running_machine),
		WITH_HISTORY(a_restore_of_a_saved_machine),
		WITH_HISTORY(a_restore_of_a_machine_that_was_paused_and_saved),
		WITH_HISTORY(a_lost_state_stays_until_it_is_brought_back),
		WITH_HISTORY(a_snapshot_in_place_of_another),
		WITH_HISTORY(a_snapshot_in_place_of_another_of_a_running_machine),
		WITH_HISTORY(a_stage_of_a_saved_machine),
		WITH_HISTORY(a_stage_that_is_set_anew),
		WITH_HISTORY(a_restore_of_a_machine_that_is_off),
	};
	const char *filter = getenv("TEST_FILTER"), *which = getenv("IMITATION_FAULTS");

	reads = which && str_eq(which, "all");
	if (filter)
		cmocka_set_test_filter(filter);
	return cmocka_run_group_tests_name("calls of libvirt that fail", all, open_conn, close_conn);
}

static int as_user(const struct passwd *user)
{
	return real_in_child(tests, user);
}

int main(void)
{
	int failed = real_begin();

	if (failed)
		return failed;
	failed = real_as_user(as_user);
	real_end();
	return failed;
}
