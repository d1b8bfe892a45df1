// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The machines for real: QEMU through a libvirt session of an ordinary user,
 * in a home folder of its own, with a daemon of its own that may be stopped
 * and killed.  Run as root it makes such a user, becomes it, and removes it
 * afterwards; root's own connection without a daemon is tried as well.
 *
 * Skipped (77) where QEMU, libvirt's daemon or the guest's image is missing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "real-support.h"
#include "skip-why.h"
#include "vm-support.h"
#include "vm/check.h"
#include "vm/core/exchange.h"
#include "vm/core/serial.h"
#include "vm/core/watched-screen.h"
#include "vm/core/worker.h"
#include "vm/libvirt/backend-libvirt.h"
#include "vm/machine.h"

#define SESSION REAL_SESSION
/* Of the dreamer, in the home folder. */
#define SAVE_FILE "config/libvirt/qemu/save/dreamer.save"

extern char **environ;

static struct workshop *workshop;
static struct vm *vm;
static virConnectPtr window; /* what virsh in another window would be */

/* The second connection never blocks the test: it is opened when needed. */
static virDomainPtr outside(const char *name)
{
	if (window && virConnectIsAlive(window) != 1) {
		virConnectClose(window);
		window = NULL;
	}
	if (!window)
		window = virConnectOpen(SESSION);
	assert_non_null(window);
	return virDomainLookupByName(window, name);
}

static int outside_state(const char *name)
{
	virDomainPtr domain = outside(name);
	int state = -1, reason;

	if (!domain)
		return -1;
	virDomainGetState(domain, &state, &reason, 0);
	virDomainFree(domain);
	return state;
}

static int setup(void **unused)
{
	(void)unused;
	workshop = support_workshop("real", "dreamer", real_image);
	vm = support_open(workshop, SESSION, NULL);
	return vm && support_wait_link(vm, VM_ALIVE) ? 0 : -1;
}

static int teardown(void **unused)
{
	(void)unused;
	support_reset(vm);
	vm_close(vm, WAIT_MS);
	vm = NULL;
	support_workshop_free(workshop);
	return 0;
}

static struct vm_result does(enum verb verb, const char *name, enum machine_state now)
{
	struct vm_result result = support_do(vm, verb, "dreamer", name);

	assert_true(result.ok);
	assert_int_equal(result.now, now);
	return result;
}

struct line {
	uint64_t after;
	const char *text; /* to be found in a line */
	int least, most;  /* the ticks that will do */
	int first;        /* the first such */
};

static bool line_came(const struct vm_picture *picture, void *context)
{
	const struct vm_machine *machine = vm_picture_machine(picture, "dreamer");
	struct line *line = context;
	bool found = false;
	size_t i;
	int n;

	for (i = 0; i < machine->n_console; i++) {
		if (machine->console[i].seq <= line->after)
			continue;
		if (sscanf(machine->console[i].text, "tick %d", &n) != 1)
			continue;
		if (n < line->least || n > line->most ||
		    (line->text && !strstr(machine->console[i].text, line->text)))
			continue;
		if (!found)
			line->first = n;
		found = true;
	}
	return found;
}

/* Waits for a tick from least to most on the console after seq; returns it. */
static int wait_tick_in(uint64_t after, int least, int most, const char *text)
{
	struct line line = { .after = after, .least = least, .most = most, .text = text };

	assert_true(support_wait(vm, WAIT_MS, line_came, &line));
	return line.first;
}

static int wait_tick(uint64_t after, int least, const char *text)
{
	return wait_tick_in(after, least, INT_MAX, text);
}

static void it_boots_and_pauses(void **unused)
{
	uint64_t seq;
	int last;

	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	does(VERB_START, NULL, STATE_RUNNING);
	wait_tick(0, 2, NULL);
	does(VERB_PAUSE, NULL, STATE_PAUSED);
	assert_int_equal(outside_state("dreamer"), VIR_DOMAIN_PAUSED);
	/* Output from before the pause may still be on its way: wait until the console is
	 * quiet. */
	does(VERB_SNAPSHOT, "still", STATE_PAUSED);
	seq = support_console_seq(vm, "dreamer");
	last = support_tick(vm, "dreamer", 0);
	does(VERB_RESUME, NULL, STATE_RUNNING);
	assert_int_equal(outside_state("dreamer"), VIR_DOMAIN_RUNNING);
	assert_int_equal(wait_tick(seq, 1, NULL), last + 1);
	does(VERB_POWEROFF, NULL, STATE_SHUTOFF);
	assert_int_equal(outside_state("dreamer"), VIR_DOMAIN_SHUTOFF);
	does(VERB_REMOVE, NULL, STATE_ABSENT);
}

static void time_goes_back_and_forth(void **unused)
{
	struct vm_result result;
	uint64_t seq;
	int early, late;

	(void)unused;
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	wait_tick(0, 1, NULL);
	does(VERB_SNAPSHOT, "early", STATE_RUNNING);
	early = support_tick(vm, "dreamer", 0);
	does(VERB_TYPE, "Hi", STATE_RUNNING);
	wait_tick(support_console_seq(vm, "dreamer"), early + 3, "memory: Hi");
	late = support_tick(vm, "dreamer", 0);

	seq = support_console_seq(vm, "dreamer");
	result = does(VERB_RESTORE, "early", STATE_RUNNING);
	assert_true(support_has_snapshot(vm, "dreamer", result.undo));
	wait_tick_in(seq, early, late - 1, NULL);

	/* The discarded state had the typed text; the restored one does not. */
	seq = support_console_seq(vm, "dreamer");
	does(VERB_UNDO, NULL, STATE_RUNNING);
	wait_tick(seq, late, "memory: Hi");
	assert_int_equal(outside_state("dreamer"), VIR_DOMAIN_RUNNING);
}

static void saved_and_woken(void **unused)
{
	struct vm_picture *picture;
	virDomainPtr domain;
	uint64_t seq;
	int last;

	(void)unused;
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	wait_tick(0, 2, NULL);
	does(VERB_SNAPSHOT, "awake", STATE_RUNNING);
	does(VERB_SAVE, NULL, STATE_SAVED);
	last = support_tick(vm, "dreamer", 0);
	seq = support_console_seq(vm, "dreamer");
	does(VERB_START, NULL, STATE_RUNNING);
	assert_true(wait_tick(seq, 1, NULL) >= last);
	does(VERB_SAVE, NULL, STATE_SAVED);
	does(VERB_FORGET, NULL, STATE_SHUTOFF);

	/* One that was paused comes back paused, and is in no trouble. */
	does(VERB_START, NULL, STATE_RUNNING);
	does(VERB_PAUSE, NULL, STATE_PAUSED);
	does(VERB_SAVE, NULL, STATE_SAVED);
	does(VERB_START, NULL, STATE_PAUSED);
	picture = vm_picture(vm);
	assert_int_equal(vm_picture_machine(picture, "dreamer")->trouble, TROUBLE_NONE);
	vm_picture_free(picture);
	does(VERB_RESUME, NULL, STATE_RUNNING);
	does(VERB_POWEROFF, NULL, STATE_SHUTOFF);

	/* A restore uses up the saved state, and undo brings it back. */
	does(VERB_START, NULL, STATE_RUNNING);
	does(VERB_SAVE, NULL, STATE_SAVED);
	does(VERB_RESTORE, "awake", STATE_RUNNING);
	domain = outside("dreamer");
	assert_int_equal(virDomainHasManagedSaveImage(domain, 0), 0);
	virDomainFree(domain);
	does(VERB_UNDO, NULL, STATE_SAVED);
	does(VERB_START, NULL, STATE_RUNNING);
}

/* libvirt deletes a saved memory as soon as a QEMU has read it. */
static void a_disk_that_is_read_only_costs_no_saved_memory(void **unused)
{
	char *disk = mem_printf("%s/data/imitation/real/dreamer.qcow2", real_home);
	struct vm_result result;
	uint64_t seq;
	int last;

	(void)unused;
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	wait_tick(0, 2, NULL);
	does(VERB_SNAPSHOT, "before", STATE_RUNNING);
	wait_tick(support_console_seq(vm, "dreamer"), 2, NULL);
	does(VERB_SAVE, NULL, STATE_SAVED);
	last = support_tick(vm, "dreamer", 0);
	assert_int_equal(chmod(disk, 0400), 0);
	result = support_do(vm, VERB_RESTORE, "dreamer", "before");
	assert_false(result.ok);
	assert_non_null(strstr(result.error.message, "You may not read and write the disk of dreamer"));
	assert_non_null(strstr(result.error.remedy, "chmod u+rw "));
	assert_int_equal(chmod(disk, 0600), 0);
	assert_int_equal(support_state(vm, "dreamer"), STATE_SAVED);
	seq = support_console_seq(vm, "dreamer");
	does(VERB_START, NULL, STATE_RUNNING);
	assert_true(wait_tick(seq, 1, NULL) >= last);
	free(disk);
}

static void a_guest_may_not_listen(void **unused)
{
	struct vm_result result;

	(void)unused;
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	wait_tick(0, 1, NULL);
	result = support_do(vm, VERB_SHUTDOWN, "dreamer", NULL);
	assert_true(result.ok);
	assert_int_equal(result.now, STATE_RUNNING);
}

static void a_change_outside_shows(void **unused)
{
	virDomainPtr domain;

	(void)unused;
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	domain = outside("dreamer");
	assert_int_equal(virDomainSuspend(domain), 0);
	assert_true(support_wait_state(vm, "dreamer", STATE_PAUSED));
	assert_int_equal(virDomainDestroy(domain), 0);
	assert_true(support_wait_state(vm, "dreamer", STATE_SHUTOFF));
	virDomainFree(domain);
}

static bool problem_is_shown(const struct vm_picture *picture, void *unused)
{
	(void)unused;
	return picture->machines[0].console_problem != NULL;
}

static bool console_is_ready(const struct vm_picture *picture, void *unused)
{
	(void)unused;
	return picture->machines[0].console_ready;
}

static void a_console_is_shared_politely(void **unused)
{
	struct vm_picture *picture;
	virDomainPtr domain;
	virStreamPtr stream;
	bool shown, stalled;

	(void)unused;
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	assert_true(support_wait(vm, WAIT_MS, console_is_ready, NULL));
	domain = outside("dreamer");
	stream = virStreamNew(window, VIR_STREAM_NONBLOCK);
	/* Somebody takes the console by force: the program says so, and has it back
	 * afterwards. */
	if (virDomainOpenConsole(domain, NULL, stream, VIR_DOMAIN_CONSOLE_FORCE) < 0) {
		/* A lock that another user's dead daemon left: nobody can take it. */
		assert_non_null(strstr(virGetLastErrorMessage(), "lock file for device"));
		virStreamFree(stream);
		virDomainFree(domain);
		skip_why("a lock that a dead daemon left keeps the console");
	}
	shown = support_wait(vm, WAIT_MS, problem_is_shown, NULL);
	picture = vm_picture(vm);
	stalled = picture->link == VM_STALLED;
	vm_picture_free(picture);
	virStreamAbort(stream);
	virStreamFree(stream);
	virDomainFree(domain);
	/* In any case the console comes back. */
	assert_true(support_wait(vm, WAIT_MS, console_is_ready, NULL));
	/* On a host under heavy load the daemon did not answer until the other client let
	 * go; then that is what is shown. */
	assert_true(shown || stalled);
}

static void who_only_looks_takes_no_console(void **unused)
{
	struct vm_config config = { .workshop = workshop, .uri = SESSION, .look_only = true,
				    .backend = &backend_libvirt };
	struct vm_picture *picture;
	struct vm *looker;

	(void)unused;
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	looker = vm_open(&config, NULL);
	assert_non_null(looker);
	assert_true(support_wait_state(looker, "dreamer", STATE_RUNNING));
	assert_true(support_wait_link(looker, VM_ALIVE));
	/* It had time to open a console, because it follows events. */
	does(VERB_PAUSE, NULL, STATE_PAUSED);
	assert_true(support_wait_state(looker, "dreamer", STATE_PAUSED));
	does(VERB_RESUME, NULL, STATE_RUNNING);
	assert_true(support_wait_state(looker, "dreamer", STATE_RUNNING));
	picture = vm_picture(looker);
	assert_false(picture->machines[0].console_ready);
	assert_null(picture->machines[0].console_problem); /* it did not even try */
	vm_picture_free(picture);
	vm_close(looker, WAIT_MS);
}

/* If libvirt's locks cannot tell, because they belong to another user. */
static void a_locked_console_is_shared_politely(void **unused)
{
	struct vm *other;
	bool told, had;

	(void)unused;
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	assert_true(support_wait(vm, WAIT_MS, console_is_ready, NULL));
	other = support_open(workshop, SESSION, NULL);
	assert_non_null(other);
	told = support_wait(other, WAIT_MS, problem_is_shown, NULL);
	vm_close(vm, WAIT_MS);
	vm = other;
	had = support_wait(vm, WAIT_MS, console_is_ready, NULL);
	assert_true(told);
	assert_true(had);
	wait_tick(support_console_seq(vm, "dreamer"), 1, NULL);
}

static const char stranger_xml[] =
	"<domain type='qemu'><name>stranger</name><memory unit='MiB'>2</memory>"
	"<os><type arch='x86_64' machine='pc'>hvm</type></os>"
	"<devices><memballoon model='none'/></devices></domain>";

static void a_foreign_machine_stays_untouched(void **unused)
{
	struct workshop *other = support_workshop("other", "stranger", real_image);
	virDomainPtr domain;
	struct vm *theirs;
	char *before, *after;
	int verb;

	(void)unused;
	outside("stranger");
	domain = virDomainDefineXML(window, stranger_xml);
	assert_non_null(domain);
	assert_int_equal(virDomainCreate(domain), 0);
	before = virDomainGetXMLDesc(domain, 0);
	theirs = support_open(other, SESSION, NULL);
	assert_true(support_wait_link(theirs, VM_ALIVE));
	for (verb = VERB_NONE + 1; verb < VERB_COUNT; verb++) {
		struct vm_result result = support_do(theirs, (enum verb)verb, "stranger", "a");

		assert_false(result.ok);
		assert_int_equal(result.error.kind, ERROR_NOT_OURS);
	}
	assert_true(support_reset(theirs).ok);
	after = virDomainGetXMLDesc(domain, 0);
	assert_string_equal(before, after);
	assert_int_equal(outside_state("stranger"), VIR_DOMAIN_RUNNING);
	free(before);
	free(after);
	vm_close(theirs, WAIT_MS);
	support_workshop_free(other);
	virDomainDestroy(domain);
	virDomainUndefine(domain);
	virDomainFree(domain);
}

static void reset_leaves_no_file(void **unused)
{
	char *folder = mem_printf("%s/data/imitation/real", real_home);

	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	assert_true(file_is_dir(folder));
	does(VERB_START, NULL, STATE_RUNNING);
	does(VERB_SNAPSHOT, "a", STATE_RUNNING);
	assert_true(support_reset(vm).ok);
	assert_int_equal(support_state(vm, "dreamer"), STATE_ABSENT);
	assert_int_equal(outside_state("dreamer"), -1);
	assert_false(file_is_dir(folder));
	free(folder);
}

/* As "virsh undefine" leaves a running machine: it vanishes when it stops. */
static void reset_leaves_no_file_of_one_without_a_definition(void **unused)
{
	char *folder = mem_printf("%s/data/imitation/real", real_home);
	virDomainPtr domain;

	(void)unused;
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	does(VERB_SNAPSHOT, "a", STATE_RUNNING);
	domain = outside("dreamer");
	assert_non_null(domain);
	assert_int_equal(virDomainUndefineFlags(domain, VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA), 0);
	assert_int_equal(virDomainIsPersistent(domain), 0);
	virDomainFree(domain);
	assert_int_equal(outside_state("dreamer"), VIR_DOMAIN_RUNNING);
	assert_true(support_reset(vm).ok);
	assert_int_equal(support_state(vm, "dreamer"), STATE_ABSENT);
	assert_int_equal(outside_state("dreamer"), -1);
	assert_false(file_is_dir(folder));
	free(folder);
}

/* Two programs of one user make the same machine at the same time: one of them makes it, and
 * the other does not replace the disk of a running machine. */
static void two_may_make_it_at_once(void **unused)
{
	struct vm *second = support_open(workshop, SESSION, NULL);
	struct vm_request request = { .action = { .verb = VERB_STAGE, .machine = (char *)"dreamer" },
				      .stage_to = STATE_RUNNING };
	int i;

	(void)unused;
	assert_true(support_wait_link(second, VM_ALIVE));
	for (i = 0; i < 5; i++) {
		struct error err;
		uint64_t one, two;

		request.action.verb = i % 2 ? VERB_STAGE : VERB_DEFINE;
		one = vm_submit(vm, &request, &err);
		two = vm_submit(second, &request, &err);
		assert_true(one && two);
		assert_true(support_result(second, two).error.kind != ERROR_NOT_OURS);
		support_result(vm, one);
		assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
		does(VERB_SNAPSHOT, "a", STATE_RUNNING);
		does(VERB_RESTORE, "a", STATE_RUNNING);
		assert_true(support_reset(i % 2 ? vm : second).ok);
		assert_true(support_wait_state(vm, "dreamer", STATE_ABSENT));
		assert_true(support_wait_state(second, "dreamer", STATE_ABSENT));
	}
	vm_close(second, WAIT_MS);
}

static void a_renamed_machine_keeps_its_disk(void **unused)
{
	char *disk = mem_printf("%s/data/imitation/real/dreamer.qcow2", real_home);
	struct vm_result result;
	struct stat before, after;
	virDomainPtr domain;

	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	domain = outside("dreamer");
	assert_non_null(domain);
	assert_int_equal(virDomainRename(domain, "other", 0), 0);
	virDomainFree(domain);
	assert_true(support_wait_state(vm, "dreamer", STATE_ABSENT));
	assert_int_equal(stat(disk, &before), 0);
	result = support_do(vm, VERB_DEFINE, "dreamer", NULL);
	assert_false(result.ok);
	assert_non_null(strstr(result.error.message, "other"));
	assert_non_null(strstr(result.error.remedy, "domrename other dreamer"));
	assert_int_equal(stat(disk, &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	/* Reset removes it too, because of its mark. */
	assert_true(support_reset(vm).ok);
	assert_int_equal(outside_state("other"), -1);
	assert_int_not_equal(stat(disk, &after), 0);
	free(disk);
}

/* Makes what "virsh dumpxml dreamer", another name and no UUID, and "virsh define" make. */
static virDomainPtr copied(const char *name)
{
	virDomainPtr domain = outside("dreamer");
	char *xml = virDomainGetXMLDesc(domain, VIR_DOMAIN_XML_INACTIVE), *of, *changed;
	char *uuid = strstr(xml, "<uuid>"), *end = strstr(xml, "</uuid>");

	virDomainFree(domain);
	assert_true(uuid && end);
	memmove(uuid, end, strlen(end) + 1);
	of = strstr(xml, "<name>dreamer</name>");
	end = strstr(xml, "</uuid>");
	assert_true(of && of < end);
	changed = mem_printf("<domain type='qemu'><name>%s</name>%s", name, end + strlen("</uuid>"));
	domain = virDomainDefineXML(window, changed);
	assert_non_null(domain);
	free(changed);
	free(xml);
	return domain;
}

/* A copy that has the disk of the machine it was made from: it stays, and so does the disk. */
static void a_copy_and_its_disk_stay(void **unused)
{
	char *disk = mem_printf("%s/data/imitation/real/dreamer.qcow2", real_home);
	virDomainPtr copy;
	char *before, *after;

	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	copy = copied("my-own-copy");
	before = virDomainGetXMLDesc(copy, 0);
	assert_true(support_reset(vm).ok);
	assert_int_equal(outside_state("dreamer"), -1);
	after = virDomainGetXMLDesc(copy, 0);
	assert_string_equal(before, after);
	assert_true(file_exists(disk));
	assert_int_equal(virDomainUndefine(copy), 0);
	virDomainFree(copy);
	assert_true(support_reset(vm).ok);
	assert_false(file_exists(disk));
	free(before);
	free(after);
	free(disk);
}

/* In the mark of such a machine the same word stands for the workshop. */
static void a_clone_is_given_back_in_a_workshop_of_its_name(void **unused)
{
	struct workshop *namesake = support_workshop("dreamer", "dreamer", real_image);
	struct vm_request clone = { .action = { .verb = VERB_CLONE, .machine = (char *)"dreamer",
						.as = (char *)"twin" } };
	struct vm *its;

	(void)unused;
	support_add_clone(namesake, "twin");
	its = support_open(namesake, SESSION, NULL);
	assert_true(support_wait_link(its, VM_ALIVE));
	assert_true(support_do(its, VERB_DEFINE, "dreamer", NULL).ok);
	assert_true(support_run(its, &clone).ok);
	assert_int_equal(support_state(its, "twin"), STATE_SHUTOFF);
	assert_true(support_reset(its).ok);
	assert_int_equal(outside_state("dreamer"), -1);
	assert_int_equal(outside_state("twin"), -1);
	vm_close(its, WAIT_MS);
	support_workshop_free(namesake);
}

static void put_file(const char *folder, const char *name)
{
	char *path = file_join(folder, name);

	assert_true(file_write_atomic(path, "x", 1, NULL));
	free(path);
}

/* What a program leaves that was killed while it made or removed a machine. */
static void strays_of_the_killed_go(void **unused)
{
	static const char *const strays[] = {
		"dreamer.qcow2", ".dreamer.qcow2.imitation-4711Ab", "dreamer.xml",
		".dreamer.xml.imitation-aBcDeF",
	};
	char *folder = mem_printf("%s/data/imitation/real", real_home);
	size_t i;

	(void)unused;
	assert_true(file_mkdirs(folder, 0700, NULL));
	for (i = 0; i < sizeof strays / sizeof *strays; i++)
		put_file(folder, strays[i]);
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	for (i = 1; i < sizeof strays / sizeof *strays; i += 2) {
		char *path = file_join(folder, strays[i]);

		assert_false(file_exists(path));
		free(path);
	}
	does(VERB_START, NULL, STATE_RUNNING);
	wait_tick(0, 1, NULL);
	assert_true(support_reset(vm).ok);
	assert_false(file_is_dir(folder));
	assert_true(file_mkdirs(folder, 0700, NULL));
	for (i = 0; i < sizeof strays / sizeof *strays; i++)
		put_file(folder, strays[i]);
	assert_true(support_reset(vm).ok);
	assert_false(file_is_dir(folder));
	free(folder);
}

/* libvirt says each of these by an "internal error" and QEMU's words. */
static void refused(enum verb verb, const char *message, const char *remedy)
{
	struct vm_result result = support_do(vm, verb, "dreamer", "a");

	assert_false(result.ok);
	assert_non_null(strstr(result.error.message, message));
	assert_non_null(strstr(result.error.remedy, remedy));
	assert_int_equal(support_state(vm, "dreamer"), STATE_SHUTOFF);
}

static void a_disk_that_cannot_be_used_is_said(void **unused)
{
	char *disk = mem_printf("%s/data/imitation/real/dreamer.qcow2", real_home);
	char *away = mem_printf("%s.away", disk);
	char *folder = mem_printf("%s/data/imitation/real", real_home);

	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	does(VERB_SNAPSHOT, "a", STATE_SHUTOFF);
	assert_int_equal(chmod(disk, 0400), 0);
	refused(VERB_START, "You may not read and write the disk of dreamer", "chmod u+rw ");
	refused(VERB_RESTORE, "You may not read and write the disk of dreamer", "chmod u+rw ");
	assert_int_equal(chmod(disk, 0600), 0);
	assert_int_equal(rename(disk, away), 0);
	refused(VERB_START, "The disk of dreamer is gone", "Put the file back; or start the lesson over with o");
	refused(VERB_RESTORE, "The disk of dreamer is gone", "Put the file back; or start the lesson over with o");
	put_file(folder, "dreamer.qcow2");
	refused(VERB_START, "The disk of dreamer is damaged", "Put the file back; or start the lesson over with o");
	refused(VERB_RESTORE, "The disk of dreamer is damaged", "Put the file back; or start the lesson over with o");
	assert_int_equal(rename(away, disk), 0);
	does(VERB_RESTORE, "a", STATE_SHUTOFF);
	free(folder);
	free(away);
	free(disk);
}

/* before and after: what stands around the path of a file in the home folder. */
static void shell(const char *before, const char *file, const char *after)
{
	char *command = mem_printf("%s%s/%s%s", before, real_home, file, after);

	assert_int_equal(system(command), 0);
	free(command);
}

/* The stage as the keys 0 and o set it. */
static struct vm_result stage_by(struct vm_request request)
{
	request.action.verb = VERB_STAGE;
	request.action.machine = (char *)(uintptr_t)"dreamer";
	request.stage_to = STATE_RUNNING;
	return support_run(vm, &request);
}

/* It runs, on a disk that it was not on before, and it is said why. */
static void is_made_anew(const struct vm_result *result, const char *said)
{
	struct vm_picture *picture = vm_picture(vm);

	if (!result->ok)
		print_message("%s\n", result->error.message);
	assert_true(result->ok);
	assert_int_equal(result->error.kind, ERROR_NOTE);
	assert_non_null(strstr(result->error.message, "dreamer was made anew, without its snapshots"));
	assert_non_null(strstr(result->error.message, said));
	assert_int_equal(outside_state("dreamer"), VIR_DOMAIN_RUNNING);
	assert_int_equal(vm_picture_machine(picture, "dreamer")->n_snapshots, 0);
	vm_picture_free(picture);
	wait_tick(support_console_seq(vm, "dreamer"), 1, NULL);
}

static void run_with_a_snapshot(void)
{
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	does(VERB_SNAPSHOT, "a", STATE_RUNNING);
}

/* What the disk and its snapshots held is lost already, so 0 and o make another one. */
static void a_disk_that_is_lost_is_made_anew_by_the_stage(void **unused)
{
	char *folder = mem_printf("%s/data/imitation/real", real_home);
	char *disk = file_join(folder, "dreamer.qcow2"), *aside = mem_printf("%s.damaged", disk);
	char *second = mem_printf("%s.damaged-2", disk);
	struct vm_result result;

	(void)unused;
	run_with_a_snapshot();
	does(VERB_POWEROFF, NULL, STATE_SHUTOFF);
	put_file(folder, "dreamer.qcow2");
	result = stage_by((struct vm_request){ 0 });
	is_made_anew(&result, "that is kept as ~/data/imitation/real/dreamer.qcow2.damaged.");
	assert_true(file_exists(aside));
	/* Its memory does not fit another disk. */
	run_with_a_snapshot();
	does(VERB_SAVE, NULL, STATE_SAVED);
	assert_int_equal(truncate(disk, 100 * 1024), 0);
	result = stage_by((struct vm_request){ .anew = true });
	is_made_anew(&result, "dreamer.qcow2.damaged-2.");
	assert_true(file_exists(second));
	run_with_a_snapshot();
	does(VERB_SAVE, NULL, STATE_SAVED);
	assert_int_equal(unlink(disk), 0);
	result = stage_by((struct vm_request){ 0 });
	is_made_anew(&result, "because its disk was gone");
	/* One that runs has it open still. */
	run_with_a_snapshot();
	assert_int_equal(unlink(disk), 0);
	result = stage_by((struct vm_request){ .anew = true });
	is_made_anew(&result, "because its disk was gone");
	assert_true(support_reset(vm).ok);
	assert_false(file_is_dir(folder));
	free(second);
	free(aside);
	free(disk);
	free(folder);
}

static void is_kept_as_it_is(enum disk_trouble trouble, const char *message)
{
	struct vm_result result = stage_by((struct vm_request){ 0 });
	struct vm_picture *picture;

	assert_false(result.ok);
	assert_non_null(strstr(result.error.message, message));
	assert_false(stage_by((struct vm_request){ .anew = true }).ok);
	assert_true(support_has_snapshot(vm, "dreamer", "a"));
	picture = vm_picture(vm);
	assert_int_equal(vm_picture_machine(picture, "dreamer")->disk, trouble);
	vm_picture_free(picture);
}

/* It may be good: nothing is done before the person agreed. */
static void a_disk_that_cannot_be_reached_is_kept(void **unused)
{
	char *folder = mem_printf("%s/data/imitation/real", real_home), *away = mem_printf("%s.away", folder);
	char *disk = file_join(folder, "dreamer.qcow2");
	struct vm_result result;

	(void)unused;
	run_with_a_snapshot();
	does(VERB_POWEROFF, NULL, STATE_SHUTOFF);
	assert_int_equal(chmod(disk, 0), 0);
	is_kept_as_it_is(DISK_BARRED, "You may not read and write the disk of dreamer");
	assert_int_equal(chmod(disk, 0600), 0);
	does(VERB_RESTORE, "a", STATE_RUNNING);
	does(VERB_POWEROFF, NULL, STATE_SHUTOFF);
	assert_int_equal(rename(folder, away), 0);
	is_kept_as_it_is(DISK_AWAY, "The disk of dreamer is not there");
	assert_int_equal(rename(away, folder), 0);
	does(VERB_RESTORE, "a", STATE_RUNNING);
	does(VERB_POWEROFF, NULL, STATE_SHUTOFF);
	assert_int_equal(rename(folder, away), 0);
	result = stage_by((struct vm_request){ .anew = true, .remake = true });
	is_made_anew(&result, "because its disk was gone");
	shell("rm -r ", "data/imitation/real.away", "");
	run_with_a_snapshot();
	does(VERB_POWEROFF, NULL, STATE_SHUTOFF);
	assert_int_equal(chmod(disk, 0), 0);
	result = stage_by((struct vm_request){ .anew = true, .remake = true });
	is_made_anew(&result, "dreamer.qcow2.damaged.");
	free(disk);
	free(away);
	free(folder);
}

static void a_disk_that_was_plugged_in_and_is_gone_is_pulled_out(void **unused)
{
	struct vm_request attach = { .action = { .verb = VERB_ATTACH, .machine = (char *)(uintptr_t)"dreamer",
						 .disk = (char *)(uintptr_t)"extra", .nth = 1,
						 .size = (char *)(uintptr_t)"1M" } };
	struct vm_result result;

	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	assert_true(support_run(vm, &attach).ok);
	shell("rm ", "data/imitation/real/dreamer.extra.qcow2", "");
	assert_false(support_do(vm, VERB_START, "dreamer", NULL).ok);
	result = stage_by((struct vm_request){ 0 });
	assert_true(result.ok);
	assert_non_null(strstr(result.error.message, "A disk that was plugged into dreamer is gone"));
}

/* A folder stands in its way. */
static void a_note_that_cannot_be_written_is_told(void **unused)
{
	char *folder = mem_printf("%s/data/imitation/real", real_home);
	char *note = mem_printf("%s/dreamer.xml/full", folder);
	struct vm_result result;

	(void)unused;
	assert_true(file_mkdirs(note, 0700, NULL));
	result = does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	assert_int_equal(result.error.kind, ERROR_NOTE);
	assert_non_null(strstr(result.error.message, "What hardware dreamer was made with could not be kept"));
	result = stage_by((struct vm_request){ .anew = true });
	assert_true(result.ok);
	assert_int_equal(result.error.kind, ERROR_NOTE);
	assert_non_null(strstr(result.error.message, "What hardware dreamer was made with is not known any more"));
	assert_true(support_reset(vm).ok);
	/* The same where the stage makes it. */
	assert_true(file_mkdirs(note, 0700, NULL));
	result = stage_by((struct vm_request){ 0 });
	assert_true(result.ok);
	assert_non_null(strstr(result.error.message, "could not be kept"));
	shell("rm -r ", "data/imitation/real/dreamer.xml", "");
	free(note);
	free(folder);
}

static void a_missing_image_is_said(void **unused)
{
	struct workshop *broken = support_workshop("broken", "nothing", "/nonexistent/disk.img");
	struct vm *theirs = support_open(broken, SESSION, NULL);
	struct vm_result result;

	(void)unused;
	assert_true(support_wait_link(theirs, VM_ALIVE));
	result = support_do(theirs, VERB_DEFINE, "nothing", NULL);
	assert_false(result.ok);
	assert_non_null(strstr(result.error.message, "/nonexistent/disk.img"));
	assert_int_equal(result.now, STATE_ABSENT);
	vm_close(theirs, WAIT_MS);
	support_workshop_free(broken);
}

/* The daemon of this test, by its own pid file: libvirtd or virtqemud, as the system has it. */
static pid_t daemon_pid(void)
{
	static const char *const names[] = { "libvirtd", "virtqemud" };
	pid_t pid = 0;
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names && !pid; i++) {
		char *path = mem_printf("%s/run/libvirt/%s.pid", real_home, names[i]);
		struct str text = { 0 };

		if (file_read(path, 64, &text, NULL))
			pid = (pid_t)strtol(str_text(&text), NULL, 10);
		str_free(&text);
		free(path);
	}
	return pid;
}

static void forget_window(void)
{
	if (window)
		virConnectClose(window);
	window = NULL;
}

static uint64_t submit(enum verb verb, const char *name)
{
	struct vm_request request = { 0 };
	struct error err = { 0 };
	uint64_t ticket;

	request.action.verb = verb;
	request.action.machine = (char *)"dreamer";
	request.action.name = (char *)name;
	ticket = vm_submit(vm, &request, &err);
	assert_true(ticket > 0);
	return ticket;
}

static void a_stopped_daemon_is_seen_and_comes_back(void **unused)
{
	pid_t pid = daemon_pid();
	struct vm_picture *picture;
	uint64_t ticket;
	bool stalled;

	(void)unused;
	assert_true(pid > 1);
	forget_window();
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	does(VERB_SNAPSHOT, "a", STATE_RUNNING);
	/* In the middle of an action. */
	ticket = submit(VERB_RESTORE, "a");
	assert_int_equal(kill(pid, SIGSTOP), 0);
	stalled = support_wait_link(vm, VM_STALLED);
	picture = vm_picture(vm);
	assert_int_equal(kill(pid, SIGCONT), 0);
	assert_true(stalled);
	assert_true(picture->stalled_since_ms > 0);
	assert_int_equal(picture->machines[0].doing, VERB_RESTORE);
	vm_picture_free(picture);
	assert_true(support_result(vm, ticket).ok);
	assert_true(support_wait_link(vm, VM_ALIVE));
	/* And while nothing is being done. */
	assert_int_equal(kill(pid, SIGSTOP), 0);
	stalled = support_wait_link(vm, VM_STALLED);
	assert_int_equal(kill(pid, SIGCONT), 0);
	assert_true(stalled);
	assert_true(support_wait_link(vm, VM_ALIVE));
	assert_int_equal(support_state(vm, "dreamer"), STATE_RUNNING);
}

static void a_stopped_daemon_does_not_hold_the_end_up(void **unused)
{
	struct vm *second = support_open(workshop, SESSION, NULL);
	pid_t pid = daemon_pid();
	bool stalled;

	(void)unused;
	forget_window();
	assert_true(support_wait_link(second, VM_ALIVE));
	assert_int_equal(kill(pid, SIGSTOP), 0);
	stalled = support_wait_link(second, VM_STALLED);
	vm_close(second, 10); /* would never come back if it waited for the call */
	assert_int_equal(kill(pid, SIGCONT), 0);
	assert_true(stalled);
}

static void a_killed_daemon_is_come_back_to(void **unused)
{
	static const enum verb verbs[] = { VERB_RESTORE, VERB_SNAPSHOT, VERB_PAUSE };
	char *run = mem_printf("%s/run/libvirt", real_home);
	size_t i;

	(void)unused;
	forget_window();
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	does(VERB_SNAPSHOT, "a", STATE_RUNNING);
	for (i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		uint64_t ticket = submit(verbs[i], verbs[i] == VERB_SNAPSHOT ? "b" : "a");
		struct vm_result result;
		struct vm_picture *picture;
		pid_t pid = daemon_pid();
		bool lost, is_there;

		/* No other can be started while the folder is closed. */
		assert_int_equal(chmod(run, 0), 0);
		assert_int_equal(kill(pid, SIGKILL), 0);
		lost = support_wait_link(vm, VM_LOST);
		picture = vm_picture(vm);
		assert_int_equal(chmod(run, 0700), 0);
		assert_true(lost);
		assert_true(picture->problem.message[0]);
		vm_picture_free(picture);
		assert_true(support_wait_link(vm, VM_ALIVE));
		result = support_result(vm, ticket);
		/* Whatever the outcome, the report must match it. */
		assert_true(result.ok || result.error.message[0]);
		is_there = support_has_snapshot(vm, "dreamer", "b");
		if (verbs[i] == VERB_SNAPSHOT)
			assert_int_equal(result.ok, is_there);
		if (verbs[i] == VERB_PAUSE && result.ok)
			assert_int_equal(outside_state("dreamer"), VIR_DOMAIN_PAUSED);
		assert_true(support_has_snapshot(vm, "dreamer", "a"));
		forget_window();
		/* And the next action works. */
		assert_true(support_stage(vm, "dreamer", STATE_PAUSED).ok);
		assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	}
	free(run);
}

/* By virsh in another window, in the middle of an action. */
static void a_machine_may_be_removed_in_the_middle(void **unused)
{
	static const enum verb verbs[] = { VERB_RESTORE, VERB_SNAPSHOT, VERB_PAUSE };
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		struct vm_result result;
		virDomainPtr domain;
		uint64_t ticket;

		assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
		does(VERB_SNAPSHOT, "a", STATE_RUNNING);
		domain = outside("dreamer");
		assert_non_null(domain);
		ticket = submit(verbs[i], i ? "b" : "a");
		virDomainDestroy(domain);
		virDomainUndefineFlags(domain, VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA |
						       VIR_DOMAIN_UNDEFINE_MANAGED_SAVE);
		/* Where a restore started it again it went on without a definition. */
		virDomainDestroy(domain);
		virDomainFree(domain);
		result = support_result(vm, ticket);
		assert_true(result.ok || result.error.message[0]);
		assert_true(support_wait_state(vm, "dreamer", STATE_ABSENT));
		assert_false(support_has_snapshot(vm, "dreamer", "a"));
	}
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	does(VERB_START, NULL, STATE_RUNNING);
}

/* ---- what fails in the middle ------------------------------------------------------------- */

static bool is_current(const char *snapshot)
{
	virDomainPtr domain = outside("dreamer");
	virDomainSnapshotPtr current = domain ? virDomainSnapshotCurrent(domain, 0) : NULL;
	bool is = current && str_eq(virDomainSnapshotGetName(current), snapshot);

	if (current)
		virDomainSnapshotFree(current);
	virDomainFree(domain);
	return is;
}

/* The snapshot is in libvirt's list, and not on the disk any more. */
static void delete_from_disk(const char *command)
{
	does(VERB_POWEROFF, NULL, STATE_SHUTOFF);
	shell(command, "data/imitation/real/dreamer.qcow2", "");
}

static void a_restore_that_fails_loses_nothing(void **unused)
{
	int i, ticks;

	(void)unused;
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	does(VERB_SNAPSHOT, "lost", STATE_RUNNING);
	does(VERB_SNAPSHOT, "kept", STATE_RUNNING);
	delete_from_disk("qemu-img snapshot -d lost ");
	does(VERB_START, NULL, STATE_RUNNING);
	ticks = wait_tick(support_console_seq(vm, "dreamer"), 2, NULL);
	for (i = 0; i < 4; i++) {
		struct vm_result result = support_do(vm, VERB_RESTORE, "dreamer", "lost");

		assert_false(result.ok);
		assert_non_null(strstr(result.error.message, "dreamer did not go back, and is as it was before"));
		assert_int_equal(outside_state("dreamer"), VIR_DOMAIN_RUNNING);
		assert_int_equal(support_count_safety(vm, "dreamer"), 0);
		assert_true(is_current("kept"));
		/* It counts on from where it was. */
		ticks = wait_tick(support_console_seq(vm, "dreamer"), ticks + 1, NULL);
	}
	does(VERB_PAUSE, NULL, STATE_PAUSED);
	assert_false(support_do(vm, VERB_RESTORE, "dreamer", "lost").ok);
	assert_int_equal(outside_state("dreamer"), VIR_DOMAIN_PAUSED);
	does(VERB_RESUME, NULL, STATE_RUNNING);
	does(VERB_SAVE, NULL, STATE_SAVED);
	assert_false(support_do(vm, VERB_RESTORE, "dreamer", "lost").ok);
	assert_int_equal(support_state(vm, "dreamer"), STATE_SAVED);
	does(VERB_START, NULL, STATE_RUNNING);
	wait_tick(support_console_seq(vm, "dreamer"), ticks + 1, NULL);
	does(VERB_POWEROFF, NULL, STATE_SHUTOFF);
	assert_false(support_do(vm, VERB_RESTORE, "dreamer", "lost").ok);
	assert_int_equal(support_state(vm, "dreamer"), STATE_SHUTOFF);
	assert_int_equal(support_count_safety(vm, "dreamer"), 0);
	/* One that works can be undone. */
	does(VERB_RESTORE, "kept", STATE_RUNNING);
	assert_int_equal(support_count_safety(vm, "dreamer"), 1);
	does(VERB_UNDO, NULL, STATE_SHUTOFF);
}

static struct vm_result replace(const char *name)
{
	struct vm_request request = { .replace = true };

	request.action.verb = VERB_SNAPSHOT;
	request.action.machine = (char *)(uintptr_t)"dreamer";
	request.action.name = (char *)(uintptr_t)name;
	return support_run(vm, &request);
}

/* QEMU takes no snapshot inside of a raw disk. */
static void plug_raw(bool in)
{
	char *disk = mem_printf("%s/raw.img", real_home);
	char *xml = mem_printf("<disk type='file' device='disk'><driver name='qemu' type='raw'/>"
			       "<source file='%s'/><target dev='hdb' bus='ide'/></disk>", disk);
	virDomainPtr domain = outside("dreamer");

	shell("qemu-img create -q -f raw ", "raw.img", " 1M");
	assert_int_equal(in ? virDomainAttachDeviceFlags(domain, xml, VIR_DOMAIN_AFFECT_CONFIG) :
			      virDomainDetachDeviceFlags(domain, xml, VIR_DOMAIN_AFFECT_CONFIG), 0);
	virDomainFree(domain);
	free(xml);
	free(disk);
}

static void the_old_snapshot_stays_until_the_new_one_is_there(void **unused)
{
	(void)unused;
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	does(VERB_SNAPSHOT, "nest", STATE_RUNNING);
	does(VERB_SNAPSHOT, "egg", STATE_RUNNING);
	assert_true(replace("nest").ok);
	assert_true(is_current("nest"));
	assert_int_equal(support_count_safety(vm, "dreamer"), 0);
	does(VERB_POWEROFF, NULL, STATE_SHUTOFF);
	plug_raw(true);
	assert_false(replace("nest").ok);
	assert_true(support_has_snapshot(vm, "dreamer", "nest"));
	assert_int_equal(support_count_safety(vm, "dreamer"), 0);
	plug_raw(false);
	does(VERB_RESTORE, "nest", STATE_RUNNING);
}

/* As where libvirt's daemon is killed while it takes the snapshot: the disk has it. */
static void libvirt_forgets(const char *name)
{
	virDomainPtr domain = outside("dreamer");
	virDomainSnapshotPtr snapshot = virDomainSnapshotLookupByName(domain, name, 0);

	assert_non_null(snapshot);
	assert_int_equal(virDomainSnapshotDelete(snapshot, VIR_DOMAIN_SNAPSHOT_DELETE_METADATA_ONLY), 0);
	virDomainSnapshotFree(snapshot);
	virDomainFree(domain);
}

static void a_snapshot_that_libvirt_forgot_is_replaced(void **unused)
{
	uint64_t seq;
	int late;

	(void)unused;
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	does(VERB_SNAPSHOT, "half", STATE_RUNNING);
	libvirt_forgets("half");
	late = wait_tick(support_console_seq(vm, "dreamer"), 3, NULL);
	does(VERB_SNAPSHOT, "half", STATE_RUNNING);
	assert_int_equal(support_count_safety(vm, "dreamer"), 0);
	does(VERB_POWEROFF, NULL, STATE_SHUTOFF);
	shell("test $(qemu-img snapshot -l ", "data/imitation/real/dreamer.qcow2", " | grep -c half) = 1");
	seq = support_console_seq(vm, "dreamer");
	does(VERB_RESTORE, "half", STATE_RUNNING);
	wait_tick(seq, late, NULL);
	/* The same for a machine that is off: qemu-img would take two of one name. */
	libvirt_forgets("half");
	does(VERB_POWEROFF, NULL, STATE_SHUTOFF);
	does(VERB_SNAPSHOT, "half", STATE_SHUTOFF);
	shell("test $(qemu-img snapshot -l ", "data/imitation/real/dreamer.qcow2", " | grep -c half) = 1");
	does(VERB_RESTORE, "half", STATE_SHUTOFF);
}

/* libvirt 11 throws away a saved memory whose head is broken, and starts the machine without
 * it; libvirt 9 refuses to start it. */
static bool forgets_by_itself(void)
{
	unsigned long version = 0;

	virDomainFree(outside("dreamer")); /* opens the window */
	assert_int_equal(virConnectGetLibVersion(window, &version), 0);
	return version >= 11000000;
}

/* A saved machine that has counted so far that it shows later whether it goes on. */
static int saved_late(void)
{
	wait_tick(support_console_seq(vm, "dreamer"), 6, NULL);
	does(VERB_SAVE, NULL, STATE_SAVED);
	return support_tick(vm, "dreamer", 0);
}

/* It runs, and counts from the beginning: it did not go on from where it was saved. */
static void has_begun_anew(uint64_t seq, int saved)
{
	virDomainPtr domain = outside("dreamer");

	wait_tick_in(seq, 1, saved - 1, NULL);
	assert_int_equal(outside_state("dreamer"), VIR_DOMAIN_RUNNING);
	assert_int_equal(virDomainHasManagedSaveImage(domain, 0), 0);
	virDomainFree(domain);
}

/* Neither a start nor a restore works, and both say what helps. */
static void is_told_to_begin_anew(void)
{
	struct vm_result result = support_do(vm, VERB_START, "dreamer", NULL);

	assert_false(result.ok);
	assert_non_null(strstr(result.error.message, "The saved memory of dreamer is damaged"));
	assert_non_null(strstr(result.error.remedy, "without that memory"));
	result = support_do(vm, VERB_RESTORE, "dreamer", "awake");
	assert_false(result.ok);
	assert_non_null(strstr(result.error.remedy, "without that memory"));
	assert_int_equal(support_count_safety(vm, "dreamer"), 0);
	assert_int_equal(support_state(vm, "dreamer"), STATE_SAVED);
}

static void a_saved_memory_that_cannot_be_read_is_forgotten(void **unused)
{
	uint64_t seq;
	int saved;

	(void)unused;
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	does(VERB_SNAPSHOT, "awake", STATE_RUNNING);
	saved = saved_late();
	seq = support_console_seq(vm, "dreamer");
	shell("dd if=/dev/urandom of=", SAVE_FILE, " bs=4096 count=4 conv=notrunc status=none");
	if (forgets_by_itself())
		does(VERB_START, NULL, STATE_RUNNING);
	else
		is_told_to_begin_anew();
	/* The stage needs no memory. */
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	has_begun_anew(seq, saved);
}

/* A start says that it is damaged and what helps, and loses nothing. */
static void start_says_it_is_damaged(void)
{
	struct vm_result result = support_do(vm, VERB_START, "dreamer", NULL);

	assert_false(result.ok);
	assert_int_equal(result.error.kind, ERROR_DAMAGED);
	assert_non_null(strstr(result.error.message, "The saved memory of dreamer is damaged"));
	assert_non_null(strstr(result.error.remedy, "with 0, or start the lesson over with o"));
	assert_int_equal(support_state(vm, "dreamer"), STATE_SAVED);
}

static void says_it_was_thrown_away(const struct vm_result *result)
{
	assert_true(result->ok);
	assert_int_equal(result->error.kind, ERROR_NOTE);
	assert_non_null(strstr(result->error.message, "memory of dreamer was damaged and is thrown away"));
}

/* Its head can be read, so no libvirt throws it away. */
static void a_saved_memory_that_is_cut_short_is_told(void **unused)
{
	struct vm_result result;
	uint64_t seq;
	int saved;

	(void)unused;
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	does(VERB_SNAPSHOT, "awake", STATE_RUNNING);
	saved = saved_late();
	seq = support_console_seq(vm, "dreamer");
	shell("truncate -s 100K ", SAVE_FILE, "");
	start_says_it_is_damaged();
	/* Nor does a restore lose it: it would be kept first. */
	result = support_do(vm, VERB_RESTORE, "dreamer", "awake");
	assert_false(result.ok);
	assert_int_equal(result.error.kind, ERROR_DAMAGED);
	start_says_it_is_damaged();
	/* The key 0 needs no memory, nor does o, of whatever lesson. */
	result = support_stage(vm, "dreamer", STATE_RUNNING);
	says_it_was_thrown_away(&result);
	has_begun_anew(seq, saved);
	saved = saved_late();
	seq = support_console_seq(vm, "dreamer");
	shell("truncate -s 100K ", SAVE_FILE, "");
	result = support_stage(vm, "dreamer", STATE_PAUSED);
	says_it_was_thrown_away(&result);
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	has_begun_anew(seq, saved);
	saved = saved_late();
	seq = support_console_seq(vm, "dreamer");
	shell("truncate -s 100K ", SAVE_FILE, "");
	assert_true(stage_by((struct vm_request){ .anew = true }).ok);
	has_begun_anew(seq, saved);
	/* And it can be thrown away by the button. */
	saved = saved_late();
	seq = support_console_seq(vm, "dreamer");
	shell("truncate -s 100K ", SAVE_FILE, "");
	does(VERB_FORGET, NULL, STATE_SHUTOFF);
	does(VERB_START, NULL, STATE_RUNNING);
	has_begun_anew(seq, saved);
}

/* More than a daemon takes for a machine that reads nothing. */
static void a_machine_that_reads_nothing_holds_nothing_up(void **unused)
{
	struct vm_picture *picture;
	uint64_t jump;
	int i;

	(void)unused;
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	wait_tick(0, 2, NULL);
	does(VERB_PAUSE, NULL, STATE_PAUSED);
	picture = vm_picture(vm);
	jump = picture->machines[0].console_jump;
	assert_true(jump < picture->machines[0].console_seq);
	vm_picture_free(picture);
	for (i = 0; i < 30000; i++)
		assert_true(vm_console_key(vm, "dreamer", 'x', NULL));
	for (i = 0; i < 3; i++) {
		char *name = mem_printf("full-%d", i);

		does(VERB_SNAPSHOT, name, STATE_PAUSED);
		free(name);
	}
	does(VERB_RESUME, NULL, STATE_RUNNING);
	/* The console was not lost, so no output is missing. */
	picture = vm_picture(vm);
	assert_int_equal(picture->machines[0].console_jump, jump);
	vm_picture_free(picture);
	does(VERB_POWEROFF, NULL, STATE_SHUTOFF);
}

/* Events after the end reach nobody, and no freed memory. */
static void an_end_among_events_is_an_end(void **unused)
{
	virDomainPtr domain;
	int i;

	(void)unused;
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	domain = outside("dreamer");
	assert_non_null(domain);
	for (i = 0; i < 20; i++) {
		struct vm *second = support_open(workshop, SESSION, NULL);

		if (i % 2)
			assert_true(support_wait_link(second, VM_ALIVE));
		assert_int_equal(virDomainSuspend(domain), 0);
		if (i % 3 == 0)
			vm_close(second, 0);
		assert_int_equal(virDomainResume(domain), 0);
		if (i % 3)
			vm_close(second, i % 3 == 1 ? WAIT_MS : 1);
	}
	virDomainFree(domain);
	assert_true(support_wait_state(vm, "dreamer", STATE_RUNNING));
}

/* ---- a machine that stands still ------------------------------------------------- */

/* An action on the machine that is well, and how long it took. */
static int64_t takes_ms(struct vm *two, enum verb verb)
{
	int64_t began = clock_mono_ms();

	assert_true(support_do(two, verb, "lively", NULL).ok);
	return clock_mono_ms() - began;
}

static uint64_t ask_stiff(struct vm *two, enum verb verb, struct error *err)
{
	static char stiff[] = "stiff";
	struct vm_request request = { 0 };

	request.action.verb = verb;
	request.action.machine = stiff;
	return vm_submit(two, &request, err);
}

static bool is_said_silent(const struct vm_picture *picture, void *unused)
{
	(void)unused;
	return strstr(picture->problem.message, "stiff does not answer") && picture->link == VM_ALIVE &&
	       vm_picture_machine(picture, "stiff")->doing == VERB_NONE;
}

static struct workshop *two_machines(void)
{
	struct workshop *both = support_workshop("two", "lively", real_image);
	struct machine_spec *spec = MEM_PUSH(both->machines, both->n_machines);

	*spec = both->machines[0];
	spec->name = mem_dup("stiff");
	spec->title = mem_dup("the stiff one");
	spec->image = mem_dup(real_image);
	spec->arch = mem_dup("x86_64");
	spec->network = mem_dup("none");
	return both;
}

enum { SOON_MS = 2000 };

/* For doctor. */
static bool is_surveyed_silent(const char *name)
{
	struct survey survey;
	struct error err = { 0 };
	bool silent = false;
	size_t i;

	assert_true(backend_libvirt.survey(SESSION, &survey, &err));
	for (i = 0; i < survey.n_domains; i++)
		silent = silent || (strcmp(survey.domains[i].name, name) == 0 && survey.domains[i].silent);
	survey_free(&survey);
	return silent;
}

/* Another program, whose action libvirt refuses after half a minute. */
static void another_says_silent(const struct workshop *both)
{
	struct vm *other = support_open(both, SESSION, NULL);
	struct vm_result result;

	assert_true(support_wait_link(other, VM_ALIVE));
	result = support_do(other, VERB_SAVE, "stiff", NULL);
	assert_false(result.ok);
	assert_non_null(strstr(result.error.message, "stiff does not answer"));
	assert_non_null(strstr(result.error.remedy, "cut its power"));
	vm_close(other, WAIT_MS);
}

static void a_machine_that_stands_still_holds_nobody_up(void **unused)
{
	struct workshop *both = two_machines();
	struct vm *two = support_open(both, SESSION, NULL);
	struct error err = { 0 };
	uint64_t pause, cut;
	pid_t qemu;

	(void)unused;
	assert_true(support_wait_link(two, VM_ALIVE));
	assert_true(support_stage(two, "lively", STATE_RUNNING).ok);
	assert_true(support_stage(two, "stiff", STATE_RUNNING).ok);
	qemu = real_qemu_of("stiff");
	kill(qemu, SIGSTOP);
	vm_watch_screen(two, "stiff");
	clock_nap(SOON_MS);
	assert_in_range(takes_ms(two, VERB_PAUSE), 0, SOON_MS);
	pause = ask_stiff(two, VERB_PAUSE, &err);
	assert_true(pause > 0);
	assert_in_range(takes_ms(two, VERB_RESUME), 0, SOON_MS);
	/* This is reported, no other action begins on it, and its power can be cut. */
	assert_true(support_wait(two, WAIT_MS, is_said_silent, NULL));
	assert_int_equal(ask_stiff(two, VERB_RESUME, &err), 0);
	assert_non_null(strstr(err.message, "stiff does not answer"));
	cut = ask_stiff(two, VERB_POWEROFF, &err);
	assert_true(cut > 0);
	assert_in_range(takes_ms(two, VERB_PAUSE), 0, SOON_MS);
	assert_false(support_result(two, pause).ok);
	assert_true(support_result(two, cut).ok);
	assert_int_equal(support_state(two, "stiff"), STATE_SHUTOFF);
	/* And then it is a machine like any other. */
	assert_true(support_do(two, VERB_START, "stiff", NULL).ok);
	assert_true(support_reset(two).ok);
	vm_close(two, WAIT_MS);
	support_workshop_free(both);
}

/* libvirt only says that it is busy. */
static void a_silent_machine_is_no_busy_one(void **unused)
{
	struct workshop *both = two_machines();
	struct vm *two = support_open(both, SESSION, NULL);
	struct error err = { 0 };
	uint64_t pause;
	pid_t qemu;

	(void)unused;
	assert_true(support_wait_link(two, VM_ALIVE));
	assert_true(support_stage(two, "lively", STATE_RUNNING).ok);
	assert_true(support_stage(two, "stiff", STATE_RUNNING).ok);
	qemu = real_qemu_of("stiff");
	kill(qemu, SIGSTOP);
	pause = ask_stiff(two, VERB_PAUSE, &err);
	another_says_silent(both);
	assert_true(is_surveyed_silent("stiff"));
	assert_false(is_surveyed_silent("lively"));
	kill(qemu, SIGCONT);
	assert_true(support_result(two, pause).ok);
	assert_false(is_surveyed_silent("stiff"));
	assert_true(support_reset(two).ok);
	vm_close(two, WAIT_MS);
	support_workshop_free(both);
}

/* A QEMU that is stopped for a while continues, and so does its action. */
static void a_machine_that_comes_back_obeys(void **unused)
{
	struct error err = { 0 };
	struct vm_request request = { 0 };
	uint64_t ticket;
	pid_t qemu;

	(void)unused;
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	qemu = real_qemu_of("dreamer");
	kill(qemu, SIGSTOP);
	request.action.verb = VERB_PAUSE;
	request.action.machine = workshop->machines[0].name;
	ticket = vm_submit(vm, &request, &err);
	assert_true(ticket > 0);
	clock_nap(SOON_MS);
	assert_int_equal(support_state(vm, "dreamer"), STATE_RUNNING);
	kill(qemu, SIGCONT);
	assert_true(support_result(vm, ticket).ok);
	assert_int_equal(support_state(vm, "dreamer"), STATE_PAUSED);
}

/* Machines in trouble: what a guest or a disk would do is done by QEMU's monitor. */

/* Runs these commands of virsh, separated by semicolons. */
static void virsh(const char *commands)
{
	static char line[] = "exec virsh -c " SESSION " \"$0\" >&2";
	char *const argv[] = { (char *)"sh", (char *)"-c", line, (char *)commands, NULL };

	if (!real_is_installed("virsh"))
		skip_why("virsh is not installed");
	assert_int_equal(real_run(argv), 0);
}

#define MONITOR "qemu-monitor-command dreamer "

static bool has_trouble(const struct vm_picture *picture, void *trouble)
{
	return vm_picture_machine(picture, "dreamer")->trouble == *(enum trouble *)trouble;
}

static bool wait_trouble(enum trouble trouble)
{
	return support_wait(vm, WAIT_MS, has_trouble, &trouble);
}

/* Does a check of this state hold? */
static bool check_holds(enum machine_state state)
{
	struct check check = { .machine = (char *)"dreamer", .state = state };
	struct vm_picture *picture = vm_picture(vm);
	bool holds = check_evaluate(&check, picture, 0).holds;

	vm_picture_free(picture);
	return holds;
}

/* The guest writes "sleep, state 1" into the board's power management. */
static void a_machine_that_sleeps_is_woken(void **unused)
{
	uint64_t seq;

	(void)unused;
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	wait_tick(0, 2, NULL);
	virsh(MONITOR "--hmp 'o/w 0x604 0x2400'");
	assert_true(wait_trouble(TROUBLE_ASLEEP));
	assert_int_equal(outside_state("dreamer"), VIR_DOMAIN_PMSUSPENDED);
	assert_false(check_holds(STATE_PAUSED));
	seq = support_console_seq(vm, "dreamer");
	does(VERB_RESUME, NULL, STATE_RUNNING);
	assert_true(wait_trouble(TROUBLE_NONE));
	assert_int_equal(outside_state("dreamer"), VIR_DOMAIN_RUNNING);
	/* The stage wakes it, too.  This guest does not know sleep, and boots. */
	wait_tick(seq, 2, NULL);
	virsh(MONITOR "--hmp 'o/w 0x604 0x2400'");
	assert_true(wait_trouble(TROUBLE_ASLEEP));
	assert_true(support_stage(vm, "dreamer", STATE_PAUSED).ok);
	assert_true(wait_trouble(TROUBLE_NONE));
	assert_true(check_holds(STATE_PAUSED));
}

/* From now on no write of the guest finds room. */
static void take_its_room(void)
{
	virsh(MONITOR "'{\"execute\": \"blockdev-add\", \"arguments\": {\"driver\": \"blkdebug\", "
	      "\"node-name\": \"full\", \"image\": \"libvirt-1-storage\", \"inject-error\": "
	      "[{\"event\": \"none\", \"iotype\": \"write\", \"errno\": 28}]}}'; "
	      MONITOR "'{\"execute\": \"blockdev-reopen\", \"arguments\": {\"options\": [{\"driver\": "
	      "\"qcow2\", \"node-name\": \"libvirt-1-format\", \"file\": \"full\"}]}}'");
}

static void give_its_room_back(void)
{
	virsh(MONITOR "'{\"execute\": \"blockdev-reopen\", \"arguments\": {\"options\": [{\"driver\": "
	      "\"qcow2\", \"node-name\": \"libvirt-1-format\", \"file\": \"libvirt-1-storage\"}]}}'");
}

/* The guest writes a sector by the registers of its IDE disk. */
static void write_a_sector(void)
{
	struct str commands = { 0 };
	int i;

	str_add(&commands, MONITOR "--hmp 'o/b 0x1f6 0xe0'; " MONITOR "--hmp 'o/b 0x1f2 1'; "
		MONITOR "--hmp 'o/b 0x1f3 9'; " MONITOR "--hmp 'o/b 0x1f4 0'; "
		MONITOR "--hmp 'o/b 0x1f5 0'; " MONITOR "--hmp 'o/b 0x1f7 0x30'; ");
	for (i = 0; i < 256; i++)
		str_add(&commands, MONITOR "--hmp 'o/w 0x1f0 0x4141'; ");
	virsh(str_text(&commands));
	str_free(&commands);
}

/* It stops as one does whose host has no room: this is no pause, and resuming it says why
 * it stopped again. */
static void a_disk_error_is_no_pause(void **unused)
{
	struct vm_result result;

	(void)unused;
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	wait_tick(0, 2, NULL);
	take_its_room();
	write_a_sector();
	/* The host's own disk has room, so nothing else is said. */
	assert_true(wait_trouble(TROUBLE_DISK_ERROR));
	assert_false(check_holds(STATE_PAUSED));
	result = support_do(vm, VERB_RESUME, "dreamer", NULL);
	assert_false(result.ok);
	assert_non_null(strstr(result.error.message, "disk"));
	assert_true(result.error.remedy[0]);
	give_its_room_back();
	does(VERB_RESUME, NULL, STATE_RUNNING);
	assert_true(wait_trouble(TROUBLE_NONE));
	assert_true(check_holds(STATE_RUNNING));
	does(VERB_PAUSE, NULL, STATE_PAUSED);
	assert_true(check_holds(STATE_PAUSED));
}

static void a_killed_machine_was_not_switched_off(void **unused)
{
	(void)unused;
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	kill(real_qemu_of("dreamer"), SIGKILL);
	assert_true(wait_trouble(TROUBLE_ENDED));
	assert_int_equal(support_state(vm, "dreamer"), STATE_SHUTOFF);
	assert_false(check_holds(STATE_SHUTOFF));
	does(VERB_START, NULL, STATE_RUNNING);
	assert_true(wait_trouble(TROUBLE_NONE));
	does(VERB_POWEROFF, NULL, STATE_SHUTOFF);
	assert_true(check_holds(STATE_SHUTOFF));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

static int session_tests(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(it_boots_and_pauses),
		TEST(time_goes_back_and_forth),
		TEST(saved_and_woken),
		TEST(a_disk_that_is_read_only_costs_no_saved_memory),
		TEST(a_guest_may_not_listen),
		TEST(a_change_outside_shows),
		TEST(a_console_is_shared_politely),
		TEST(who_only_looks_takes_no_console),
		TEST(a_foreign_machine_stays_untouched),
		TEST(reset_leaves_no_file),
		TEST(reset_leaves_no_file_of_one_without_a_definition),
		TEST(two_may_make_it_at_once),
		TEST(a_renamed_machine_keeps_its_disk),
		TEST(a_copy_and_its_disk_stay),
		TEST(a_clone_is_given_back_in_a_workshop_of_its_name),
		TEST(strays_of_the_killed_go),
		TEST(a_disk_that_cannot_be_used_is_said),
		TEST(a_disk_that_is_lost_is_made_anew_by_the_stage),
		TEST(a_disk_that_cannot_be_reached_is_kept),
		TEST(a_disk_that_was_plugged_in_and_is_gone_is_pulled_out),
		TEST(a_note_that_cannot_be_written_is_told),
		TEST(a_missing_image_is_said),
		TEST(a_stopped_daemon_is_seen_and_comes_back),
		TEST(a_stopped_daemon_does_not_hold_the_end_up),
		TEST(a_killed_daemon_is_come_back_to),
		TEST(a_machine_may_be_removed_in_the_middle),
		TEST(a_restore_that_fails_loses_nothing),
		TEST(the_old_snapshot_stays_until_the_new_one_is_there),
		TEST(a_snapshot_that_libvirt_forgot_is_replaced),
		TEST(a_saved_memory_that_cannot_be_read_is_forgotten),
		TEST(a_saved_memory_that_is_cut_short_is_told),
		TEST(a_machine_that_reads_nothing_holds_nothing_up),
		TEST(an_end_among_events_is_an_end),
		TEST(a_machine_that_stands_still_holds_nobody_up),
		TEST(a_silent_machine_is_no_busy_one),
		TEST(a_machine_that_comes_back_obeys),
		TEST(a_machine_that_sleeps_is_woken),
		TEST(a_disk_error_is_no_pause),
		TEST(a_killed_machine_was_not_switched_off),
	};
	int failed;

	if (getenv("TEST_FILTER")) /* such as "a_killed*" */
		cmocka_set_test_filter(getenv("TEST_FILTER"));
	failed = cmocka_run_group_tests_name("qemu session", tests, NULL, NULL);

	forget_window();
	return failed;
}

static int locked_tests(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(it_boots_and_pauses),
		TEST(a_locked_console_is_shared_politely),
	};
	int failed = cmocka_run_group_tests_name("qemu, terminals locked by the dead", tests, NULL,
						 NULL);

	forget_window();
	return failed;
}

/* Without a daemon, as root. */

static char *embed_uri(void)
{
	return mem_printf("qemu:///embed?root=%s/embed", real_home);
}

static bool link_failed(const struct vm_picture *picture, void *unused)
{
	(void)unused;
	return picture->link == VM_FAILED;
}

/* A second process gets an error, and no simulation instead. */
static int second_process(void)
{
	struct workshop *mine = support_workshop("embedded", "dreamer", real_image);
	char *uri = embed_uri();
	struct vm *second = support_open(mine, uri, real_home);
	bool ok = support_wait(second, WAIT_MS, link_failed, NULL);
	struct vm_picture *picture = vm_picture(second);

	ok = ok && !picture->simulated && picture->problem.kind == ERROR_STATE &&
	     picture->problem.remedy[0];
	vm_picture_free(picture);
	vm_close(second, 1000);
	support_workshop_free(mine);
	free(uri);
	return ok ? 0 : 1;
}

static void no_daemon_is_needed_by_root(void **unused)
{
	char *const argv[] = { (char *)"/proc/self/exe", (char *)"--second", real_home, real_image, NULL };
	struct vm_result result;
	char *uri = embed_uri();
	int status = -1, late;
	uint64_t seq;
	pid_t pid;

	(void)unused;
	workshop = support_workshop("embedded", "dreamer", real_image);
	vm = support_open(workshop, uri, real_home);
	assert_non_null(vm);
	assert_true(support_wait_link(vm, VM_ALIVE));
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	wait_tick(0, 2, NULL);
	does(VERB_SNAPSHOT, "a", STATE_RUNNING);
	late = wait_tick(0, support_tick(vm, "dreamer", 0) + 5, NULL);
	seq = support_console_seq(vm, "dreamer");
	result = does(VERB_RESTORE, "a", STATE_RUNNING);
	assert_true(result.undo[0]);
	wait_tick_in(seq, 1, late - 1, NULL);
	assert_int_equal(posix_spawn(&pid, argv[0], NULL, NULL, argv, environ), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_true(support_reset(vm).ok);
	vm_close(vm, WAIT_MS);
	support_workshop_free(workshop);
	free(uri);
}

static int embed_tests(void)
{
	static const struct CMUnitTest tests[] = { cmocka_unit_test(no_daemon_is_needed_by_root) };

	return cmocka_run_group_tests_name("qemu without a daemon", tests, NULL, NULL);
}

#define LOCKS "/var/lock"

/* A lock on a terminal's number as another user's daemon leaves it, dead or alive: the
 * consoles must open all the same, and no lock of ours may remain. */
static void each_terminal(void (*function)(const char *path, uid_t owner), uid_t owner)
{
	int i;

	for (i = 0; i < 64; i++) {
		char *path = mem_printf(LOCKS "/LCK.._pts_%d", i);

		function(path, owner);
		free(path);
	}
}

static const char no_such_process[] = "  99999999\n", first_process[] = "         1\n";

static void lock_one(const char *path, uid_t unused)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	bool odd = (path[strlen(path) - 1] - '0') % 2 != 0;

	(void)unused;
	if (fd < 0)
		return;
	if (write(fd, odd ? first_process : no_such_process, sizeof no_such_process - 1) < 0)
		perror(path);
	close(fd);
}

static void unlock_one(const char *path, uid_t owner)
{
	struct str text = { 0 };
	struct stat st;

	if (lstat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	    (st.st_uid == owner ||
	     (file_read(path, 64, &text, NULL) &&
	      (str_eq(str_text(&text), no_such_process) ||
	       str_eq(str_text(&text), first_process)))))
		unlink(path);
	str_free(&text);
}

static void lock_terminals(void)
{
	each_terminal(lock_one, 0);
}

static void unlock_terminals(uid_t owner)
{
	each_terminal(unlock_one, owner);
}

static int user_tests(const struct passwd *user)
{
	int failed = real_in_child(session_tests, user);

	if (user && failed == 0) {
		lock_terminals();
		failed = real_in_child(locked_tests, user);
	}
	if (user)
		unlock_terminals(user->pw_uid);
	return failed;
}

static int second(char **argv)
{
	snprintf(real_home, sizeof real_home, "%s", argv[2]);
	real_image = argv[3];
	return second_process();
}

int main(int argc, char **argv)
{
	int failed;

	/* _exit(), because libvirt leaks memory after a refused connection. */
	if (argc == 4 && strcmp(argv[1], "--second") == 0)
		_exit(second(argv));
	failed = real_begin();
	if (failed)
		return failed;
	failed = real_as_user(user_tests);
	if (geteuid() == 0 && (chown(real_home, 0, 0) != 0 || failed == 0))
		failed |= real_in_child(embed_tests, NULL);
	real_end();
	return failed;
}
