// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What libvirt's states and reasons mean: the state that a person is shown, and the trouble.
 * libvirt's functions that are asked are this test's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "vm/libvirt/conn.h"
#include "vm/libvirt/read.h"
#include "vm/machine.h"
#include "vm/rules.h"

enum { ASKED_OFTEN = 5, API_ERROR = 14 /* as libvirt 10 has it */ };

static struct {
	int state, reason;
	int active, saved; /* as libvirt answers; -1: it fails */
	bool busy;         /* a job of the daemon runs */
	bool passes;       /* it runs after a few questions */
	int asked;
} truth;

/* ---- libvirt ------------------------------------------------------------------------- */

int virDomainGetState(virDomainPtr domain, int *state, int *reason, unsigned flags)
{
	bool over = truth.passes && ++truth.asked > ASKED_OFTEN;

	(void)domain;
	(void)flags;
	*state = over ? VIR_DOMAIN_RUNNING : truth.state;
	*reason = over ? VIR_DOMAIN_RUNNING_UNPAUSED : truth.reason;
	return truth.state < 0 ? -1 : 0;
}

int virDomainGetControlInfo(virDomainPtr domain, virDomainControlInfoPtr info, unsigned flags)
{
	(void)domain;
	(void)flags;
	*info = (virDomainControlInfo){ .state = truth.busy ? VIR_DOMAIN_CONTROL_JOB :
							      VIR_DOMAIN_CONTROL_OK };
	return 0;
}

int virDomainIsActive(virDomainPtr domain)
{
	(void)domain;
	return truth.active;
}

int virDomainHasManagedSaveImage(virDomainPtr domain, unsigned flags)
{
	(void)domain;
	(void)flags;
	return truth.saved;
}

const char *virDomainGetName(virDomainPtr domain)
{
	(void)domain;
	return "keeper";
}

/* ---- the tests ------------------------------------------------------------------------- */

struct row {
	int state, reason;
	enum machine_state is;
	enum trouble trouble;
};

static void means(const struct row *row)
{
	enum machine_state is = STATE_UNKNOWN;
	enum trouble trouble = TROUBLE_COUNT;
	struct error err = { 0 };

	truth.state = row->state;
	truth.reason = row->reason;
	truth.asked = 0;
	if (!lv_condition(NULL, &is, &trouble, &err))
		fail_msg("%d, %d: %s", row->state, row->reason, err.message);
	if (is != row->is || trouble != row->trouble)
		fail_msg("%d, %d is %s, trouble %d", row->state, row->reason, state_word(is), (int)trouble);
}

static void all_mean(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		means(&rows[i]);
}

static int nothing_else(void **unused)
{
	(void)unused;
	truth = (__typeof__(truth)){ .active = 1 };
	return 0;
}

static void one_that_runs(void **unused)
{
	static const struct row rows[] = {
		{ VIR_DOMAIN_RUNNING, VIR_DOMAIN_RUNNING_BOOTED, STATE_RUNNING, TROUBLE_NONE },
		{ VIR_DOMAIN_RUNNING, VIR_DOMAIN_RUNNING_CRASHED, STATE_RUNNING, TROUBLE_NONE },
		{ VIR_DOMAIN_RUNNING, VIR_DOMAIN_RUNNING_MIGRATION_CANCELED, STATE_RUNNING, TROUBLE_NONE },
		{ VIR_DOMAIN_BLOCKED, 0, STATE_RUNNING, TROUBLE_NONE },
		{ VIR_DOMAIN_SHUTDOWN, VIR_DOMAIN_SHUTDOWN_USER, STATE_RUNNING, TROUBLE_NONE },
	};

	(void)unused;
	all_mean(rows, ARRAY_LEN(rows));
}

/* Only a pause that somebody asked for is one. */
static void one_that_stands_still(void **unused)
{
	static const struct row rows[] = {
		{ VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_USER, STATE_PAUSED, TROUBLE_NONE },
		{ VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_UNKNOWN, STATE_PAUSED, TROUBLE_NONE },
		{ VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_FROM_SNAPSHOT, STATE_PAUSED, TROUBLE_NONE },
		{ VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_IOERROR, STATE_PAUSED, TROUBLE_DISK_ERROR },
		{ VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_WATCHDOG, STATE_PAUSED, TROUBLE_WATCHDOG },
		{ VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_CRASHED, STATE_PAUSED, TROUBLE_CRASHED },
		{ VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_POSTCOPY, STATE_PAUSED, TROUBLE_MOVING },
		{ VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_POSTCOPY_FAILED, STATE_PAUSED, TROUBLE_STUCK },
		{ VIR_DOMAIN_PAUSED, API_ERROR, STATE_PAUSED, TROUBLE_STUCK },
		{ VIR_DOMAIN_PMSUSPENDED, VIR_DOMAIN_PMSUSPENDED_UNKNOWN, STATE_PAUSED, TROUBLE_ASLEEP },
		{ VIR_DOMAIN_CRASHED, VIR_DOMAIN_CRASHED_PANICKED, STATE_PAUSED, TROUBLE_CRASHED },
	};

	(void)unused;
	all_mean(rows, ARRAY_LEN(rows));
}

/* A machine that was saved while it was paused has the reason of one that is moved. */
static void one_that_is_moved(void **unused)
{
	static const struct row moved = { VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_MIGRATION, STATE_PAUSED,
					  TROUBLE_MOVING };
	static const struct row started = { VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_MIGRATION, STATE_PAUSED,
					    TROUBLE_NONE };
	static const struct row arrived = { VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_MIGRATION, STATE_RUNNING,
					    TROUBLE_NONE };

	(void)unused;
	means(&started);
	truth.busy = true;
	means(&moved);
	truth.passes = true;
	means(&arrived);
}

static const struct row in_a_job[] = {
	{ VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_SAVE, STATE_RUNNING, TROUBLE_SAVING },
	{ VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_SNAPSHOT, STATE_RUNNING, TROUBLE_SAVING },
	{ VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_DUMP, STATE_RUNNING, TROUBLE_SAVING },
	{ VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_STARTING_UP, STATE_RUNNING, TROUBLE_NONE },
};

static void one_whose_memory_is_written(void **unused)
{
	(void)unused;
	truth.busy = true;
	all_mean(in_a_job, ARRAY_LEN(in_a_job));
}

/* The daemon was killed meanwhile: nothing ends the pause. */
static void one_whose_job_is_gone(void **unused)
{
	(void)unused;
	for (size_t i = 0; i < ARRAY_LEN(in_a_job); i++) {
		struct row row = { VIR_DOMAIN_PAUSED, in_a_job[i].reason, STATE_PAUSED, TROUBLE_NONE };

		means(&row);
	}
}

static void one_whose_job_ends(void **unused)
{
	(void)unused;
	truth.passes = true;
	for (size_t i = 0; i < ARRAY_LEN(in_a_job); i++) {
		struct row row = { VIR_DOMAIN_PAUSED, in_a_job[i].reason, STATE_RUNNING, TROUBLE_NONE };

		truth.busy = i % 2 == 0;
		means(&row);
	}
}

static void one_that_is_off(void **unused)
{
	static const struct row rows[] = {
		{ VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_SHUTDOWN, STATE_SHUTOFF, TROUBLE_NONE },
		{ VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_DESTROYED, STATE_SHUTOFF, TROUBLE_NONE },
		{ VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_MIGRATED, STATE_SHUTOFF, TROUBLE_NONE },
		{ VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_FAILED, STATE_SHUTOFF, TROUBLE_NONE },
		{ VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_CRASHED, STATE_SHUTOFF, TROUBLE_ENDED },
		{ VIR_DOMAIN_CRASHED, VIR_DOMAIN_CRASHED_UNKNOWN, STATE_SHUTOFF, TROUBLE_ENDED },
	};
	static const struct row saved[] = {
		{ VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_SAVED, STATE_SAVED, TROUBLE_NONE },
		/* The daemon forgot why; the memory is there all the same. */
		{ VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_UNKNOWN, STATE_SAVED, TROUBLE_NONE },
		{ VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_CRASHED, STATE_SAVED, TROUBLE_NONE },
	};
	static const struct row not_saved = { VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_SAVED, STATE_SHUTOFF,
					      TROUBLE_NONE };

	(void)unused;
	truth.active = 0;
	all_mean(rows, ARRAY_LEN(rows));
	means(&not_saved); /* its memory was removed by hand */
	truth.saved = 1;
	all_mean(saved, ARRAY_LEN(saved));
}

static void is_not_known(int state, int saved)
{
	enum machine_state is;
	enum trouble trouble;
	struct error err = { 0 };

	truth.state = state;
	truth.saved = saved;
	assert_false(lv_condition(NULL, &is, &trouble, &err));
	assert_true(err.message[0]);
}

static void one_of_which_nothing_is_known(void **unused)
{
	(void)unused;
	truth.active = 0;
	is_not_known(VIR_DOMAIN_NOSTATE, 0);
	is_not_known(VIR_DOMAIN_PMSUSPENDED + 1, 0); /* of a later libvirt */
	is_not_known(VIR_DOMAIN_SHUTOFF, -1);
	is_not_known(-1, 0);
}

#define TEST(function) cmocka_unit_test_setup(function, nothing_else)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(one_that_runs),
		TEST(one_that_stands_still),
		TEST(one_that_is_moved),
		TEST(one_whose_memory_is_written),
		TEST(one_whose_job_is_gone),
		TEST(one_whose_job_ends),
		TEST(one_that_is_off),
		TEST(one_of_which_nothing_is_known),
	};

	return cmocka_run_group_tests_name("states of libvirt", tests, NULL, NULL);
}
