// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Consoles of real machines whose terminals cannot be opened here, as on another host, so that
 * what is typed goes through libvirt's streams: it arrives, and a guest that reads nothing
 * holds up neither the other machine nor what is done to itself.
 *
 * Skipped (77) where real-support.h cannot have real machines. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "no-terminal.h"
#include "real-support.h"
#include "vm-support.h"
#include "vm/core/exchange.h"
#include "vm/core/serial.h"
#include "vm/core/worker.h"
#include "vm/machine.h"

enum {
	SOON_MS = 5000,  /* for an action, on a host that is busy */
	LONG_MS = 8000,  /* in which a connection comes to stand still */
	QUESTIONS = 40,  /* that the asker asks at a time */
};

static struct workshop *workshop;
static struct vm *vm;

/* ---- the guest that asks and does not read ------------------------------------------------- */

/* Eighteen times a second it asks the terminal QUESTIONS times where the cursor is: the answers
 * come faster than any daemon takes them for a guest that reads nothing. */
static char *make_asker(void)
{
	static const unsigned char code[] = {
		0x31, 0xc0,       /*        xor ax, ax */
		0x8e, 0xd8,       /*        mov ds, ax */
		0xfb,             /*        sti */
		0xbe, 0x21, 0x7c, /* again: mov si, questions */
		0xac,             /* next:  lodsb */
		0x84, 0xc0,       /*        test al, al */
		0x74, 0x11,       /*        jz done */
		0x88, 0xc4,       /*        mov ah, al */
		0xba, 0xfd, 0x03, /*        mov dx, 0x3fd */
		0xec,             /* full:  in al, dx */
		0xa8, 0x20,       /*        test al, 0x20 */
		0x74, 0xfb,       /*        jz full */
		0xb2, 0xf8,       /*        mov dl, 0xf8 */
		0x88, 0xe0,       /*        mov al, ah */
		0xee,             /*        out dx, al */
		0xeb, 0xea,       /*        jmp next */
		0xf4,             /* done:  hlt */
		0xeb, 0xe4,       /*        jmp again */
	};
	char sector[512] = { 0 }, *path = mem_printf("%s/asker.img", real_home);
	size_t i;

	memcpy(sector, code, sizeof code);
	for (i = 0; i < QUESTIONS; i++)
		memcpy(sector + sizeof code + 4 * i, "\033[6n", 4);
	sector[510] = 0x55;
	sector[511] = (char)0xaa;
	assert_true(file_write_atomic(path, sector, sizeof sector, NULL));
	return path;
}

/* ---- the machines ------------------------------------------------------------------------- */

static int setup(void **unused)
{
	(void)unused;
	bar_terminals(true);
	workshop = support_workshop("stream", "dreamer", real_image);
	support_add_clone(workshop, "asker");
	free(workshop->machines[1].clone_of);
	workshop->machines[1].clone_of = NULL;
	workshop->machines[1].image = make_asker();
	vm = support_open(workshop, REAL_SESSION, NULL);
	return vm && support_wait_link(vm, VM_ALIVE) ? 0 : -1;
}

static int teardown(void **unused)
{
	(void)unused;
	support_reset(vm);
	vm_close(vm, WAIT_MS);
	support_workshop_free(workshop);
	bar_terminals(false);
	return 0;
}

static void does(const char *machine, enum verb verb, enum machine_state now)
{
	int64_t began = clock_mono_ms();
	struct vm_result result = support_do(vm, verb, machine, NULL);

	if (!result.ok)
		fail_msg("%s", result.error.message);
	assert_int_equal(result.now, now);
	assert_true(clock_mono_ms() - began < SOON_MS);
}

static void runs(const char *machine)
{
	if (support_state(vm, machine) == STATE_ABSENT)
		assert_true(support_do(vm, VERB_DEFINE, machine, NULL).ok);
	assert_true(support_stage(vm, machine, STATE_RUNNING).ok);
}

static bool is_ready(const struct vm_picture *picture, void *name)
{
	return vm_picture_machine(picture, name)->console_ready;
}

static bool has_said(const struct vm_picture *picture, void *text)
{
	const struct vm_machine *machine = vm_picture_machine(picture, "dreamer");
	size_t i;

	for (i = 0; i < machine->n_console; i++)
		if (strstr(machine->console[i].text, text))
			return true;
	return false;
}

static bool both_are_off(const struct vm_picture *picture, void *unused)
{
	(void)unused;
	return vm_picture_machine(picture, "dreamer")->state == STATE_SHUTOFF &&
	       vm_picture_machine(picture, "asker")->state == STATE_SHUTOFF;
}

static void type(const char *keys)
{
	for (; *keys; keys++)
		assert_true(vm_console_key(vm, "dreamer", (uint32_t)*keys, NULL));
}

/* Never lost and never late, for that long. */
static void stays_alive(int ms)
{
	int64_t until = clock_mono_ms() + ms;

	while (clock_mono_ms() < until) {
		struct vm_picture *picture = vm_picture(vm);
		enum vm_link link = picture->link;

		vm_picture_free(picture);
		assert_int_equal(link, VM_ALIVE);
		clock_nap(50);
	}
}

/* ---- what is typed ------------------------------------------------------------------------- */

static void keys_arrive(void **unused)
{
	(void)unused;
	runs("dreamer");
	assert_true(support_wait(vm, WAIT_MS, is_ready, (char *)"dreamer"));
	assert_true(support_wait(vm, WAIT_MS, has_said, (char *)"tick 2"));
	type("Hi");
	assert_true(support_wait(vm, WAIT_MS, has_said, (char *)"memory: Hi"));
}

/* More than a daemon takes for a machine that reads nothing. */
static void a_paused_machine_holds_nothing_up(void **unused)
{
	int i;

	(void)unused;
	runs("dreamer");
	runs("asker");
	assert_true(support_wait(vm, WAIT_MS, is_ready, (char *)"dreamer"));
	does("dreamer", VERB_PAUSE, STATE_PAUSED);
	for (i = 0; i < 30000; i++)
		assert_true(vm_console_key(vm, "dreamer", 'x', NULL));
	stays_alive(LONG_MS);
	does("asker", VERB_PAUSE, STATE_PAUSED);
	does("asker", VERB_RESUME, STATE_RUNNING);
	does("dreamer", VERB_RESUME, STATE_RUNNING);
	does("dreamer", VERB_POWEROFF, STATE_SHUTOFF);
	/* Its next console is another one. */
	runs("dreamer");
	assert_true(support_wait(vm, WAIT_MS, is_ready, (char *)"dreamer"));
	does("dreamer", VERB_POWEROFF, STATE_SHUTOFF);
}

static void a_guest_that_asks_and_does_not_read_holds_nothing_up(void **unused)
{
	(void)unused;
	runs("dreamer");
	runs("asker");
	assert_true(support_wait(vm, WAIT_MS, is_ready, (char *)"asker"));
	stays_alive(LONG_MS);
	does("dreamer", VERB_PAUSE, STATE_PAUSED);
	does("dreamer", VERB_RESUME, STATE_RUNNING);
	does("asker", VERB_POWEROFF, STATE_SHUTOFF);
	stays_alive(1000);
}

/* A daemon to which the machine's terminal was full would not outlive this. */
static void a_machine_is_killed_before_it_reads(void **unused)
{
	pid_t qemu;
	int i;

	(void)unused;
	runs("dreamer");
	runs("asker");
	assert_true(support_wait(vm, WAIT_MS, is_ready, (char *)"dreamer"));
	clock_nap(LONG_MS);
	does("dreamer", VERB_PAUSE, STATE_PAUSED);
	for (i = 0; i < 30000; i++)
		assert_true(vm_console_key(vm, "dreamer", 'x', NULL));
	stays_alive(2000);
	qemu = real_qemu_of("dreamer");
	assert_true(qemu > 0);
	assert_int_equal(kill(qemu, SIGKILL), 0);
	qemu = real_qemu_of("asker");
	assert_true(qemu > 0);
	assert_int_equal(kill(qemu, SIGKILL), 0);
	assert_true(support_wait(vm, WAIT_MS, both_are_off, NULL));
	stays_alive(2000);
	does("dreamer", VERB_START, STATE_RUNNING);
	does("asker", VERB_START, STATE_RUNNING);
	assert_true(support_wait(vm, WAIT_MS, is_ready, (char *)"dreamer"));
	type("Hi");
	assert_true(support_wait(vm, WAIT_MS, has_said, (char *)"memory: Hi"));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

static int all(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(keys_arrive),
		TEST(a_paused_machine_holds_nothing_up),
		TEST(a_guest_that_asks_and_does_not_read_holds_nothing_up),
		TEST(a_machine_is_killed_before_it_reads),
	};
	const char *filter = getenv("TEST_FILTER");

	if (filter)
		cmocka_set_test_filter(filter);
	return cmocka_run_group_tests_name("consoles through streams", tests, NULL, NULL);
}

static int as_user(const struct passwd *user)
{
	return real_in_child(all, user);
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
