// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Each call of libvirt that an action makes fails in turn, on a real machine: once because
 * libvirt does nothing, and once because it does it and says that it did not.  Afterwards the
 * machine must be as it was, or the message must tell what is so now and which key helps.
 *
 * Here: restoring and replacing snapshots, and stages of machines that have a present to lose.
 * The rest is in test-vm-faults.c.
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
#include <libvirt/libvirt.h>

#include "base/mem.h"
#include "base/str.h"
#include "fault-libvirt.h"
#include "fault-rounds.h"
#include "real-support.h"
#include "skip-why.h"
#include "vm/libvirt/backend-libvirt.h"
#include "vm/machine.h"

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

/* ---- all of it ---------------------------------------------------------------------------------- */

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
	return cmocka_run_group_tests_name("calls of libvirt that fail while it restores", all, rounds_open, rounds_close);
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
