// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The core and the libvirt backend on test:///default, which lives in this
 * process: every verb, the safety snapshots, and machines that are not ours.
 *
 * The connection's machines live as long as the process has it open, so a
 * connection of the test's own is what another window would be. */
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <libvirt/libvirt.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "between.h"
#include "vm-support.h"
#include "vm/core/exchange.h"
#include "vm/core/watched-screen.h"
#include "vm/core/worker.h"
#include "vm/libvirt/backend-libvirt.h"
#include "vm/machine.h"

#define URI "test:///default"

static virConnectPtr window; /* another one, on the same machines */
static struct workshop *workshop;
static struct vm *vm;

static int setup(void **unused)
{
	char data[] = "/tmp/im-sim-XXXXXX"; /* what a person keeps */

	(void)unused;
	if (!mkdtemp(data))
		return -1;
	setenv("XDG_DATA_HOME", data, 1);
	workshop = support_workshop("sim", "dreamer", NULL);
	vm = support_open(workshop, URI, NULL);
	if (!vm || !support_wait_link(vm, VM_ALIVE))
		return -1;
	window = virConnectOpen(URI);
	return window ? 0 : -1;
}

static int teardown(void **unused)
{
	(void)unused;
	support_reset(vm);
	vm_close(vm, WAIT_MS);
	support_workshop_free(workshop);
	virConnectClose(window);
	return system("rm -r \"$XDG_DATA_HOME\"");
}

static void does(enum verb verb, const char *name, enum machine_state now)
{
	struct vm_result result = support_do(vm, verb, "dreamer", name);

	if (!result.ok)
		print_message("%s\n", result.error.message);
	assert_true(result.ok);
	assert_int_equal(result.now, now);
	assert_int_equal(support_state(vm, "dreamer"), now);
}

static void refuses(enum verb verb, const char *name, enum error_kind kind)
{
	struct vm_result result = support_do(vm, verb, "dreamer", name);

	assert_false(result.ok);
	assert_int_equal(result.error.kind, kind);
	assert_true(result.error.message[0]);
}

static int outside(const char *name)
{
	virDomainPtr domain = virDomainLookupByName(window, name);
	int state = -1, reason;

	if (!domain)
		return -1;
	virDomainGetState(domain, &state, &reason, 0);
	virDomainFree(domain);
	return state;
}

static void the_picture_says_simulated(void **unused)
{
	struct vm_picture *picture = vm_picture(vm);

	(void)unused;
	assert_true(picture->simulated);
	assert_string_equal(picture->uri, URI);
	assert_int_equal(picture->n_machines, 1);
	assert_int_equal(picture->machines[0].state, STATE_ABSENT);
	vm_picture_free(picture);
}

static void a_life(void **unused)
{
	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	refuses(VERB_DEFINE, NULL, ERROR_STATE);
	does(VERB_START, NULL, STATE_RUNNING);
	assert_int_equal(outside("dreamer"), VIR_DOMAIN_RUNNING);
	does(VERB_PAUSE, NULL, STATE_PAUSED);
	assert_int_equal(outside("dreamer"), VIR_DOMAIN_PAUSED);
	refuses(VERB_PAUSE, NULL, ERROR_STATE);
	does(VERB_RESUME, NULL, STATE_RUNNING);
	does(VERB_SAVE, NULL, STATE_SAVED);
	refuses(VERB_SNAPSHOT, "of-a-saved-one", ERROR_STATE);
	does(VERB_FORGET, NULL, STATE_SHUTOFF);
	does(VERB_START, NULL, STATE_RUNNING);
	does(VERB_POWEROFF, NULL, STATE_SHUTOFF);
	does(VERB_REMOVE, NULL, STATE_ABSENT);
	assert_int_equal(outside("dreamer"), -1);
	refuses(VERB_START, NULL, ERROR_STATE);
}

static void names_of_snapshots_are_checked(void **unused)
{
	static const char *const bad[] = { "", "a/b", ".a", "a\nb", "\033[31m", "\xff", "1", "42",
					 "say \"x\"", "a\\b", "-f", "undo-mine" };
	size_t i;

	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	does(VERB_START, NULL, STATE_RUNNING);
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		refuses(VERB_SNAPSHOT, bad[i], ERROR_INPUT);
	refuses(VERB_SNAPSHOT, NULL, ERROR_INPUT);
	does(VERB_SNAPSHOT, "a", STATE_RUNNING);
	refuses(VERB_SNAPSHOT, "a", ERROR_STATE);
	refuses(VERB_RESTORE, "b", ERROR_STATE);
	refuses(VERB_DELETE, "b", ERROR_STATE);
}

static void take_outside(const char *name)
{
	char *xml = mem_printf("<domainsnapshot><name>%s</name></domainsnapshot>", name);
	virDomainPtr domain = virDomainLookupByName(window, "dreamer");
	virDomainSnapshotPtr snapshot = virDomainSnapshotCreateXML(domain, xml, 0);

	assert_non_null(snapshot);
	virDomainSnapshotFree(snapshot);
	virDomainFree(domain);
	free(xml);
}

/* With a variation selector, a joiner, and what no terminal gets: a button finds them, and so
 * does a restore of one that was taken outside. */
static void names_are_compared_as_libvirt_has_them(void **unused)
{
	static const char *const names[] = {
		"calm \xe2\x9d\xa4\xef\xb8\x8f", "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae",
		"so\xc2\xad" "ft",
	};
	static const char foreign[] = "a\xe2\x80\xae" "b\xc2\x9b";
	size_t i;

	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	does(VERB_START, NULL, STATE_RUNNING);
	for (i = 0; i < sizeof names / sizeof *names; i++) {
		does(VERB_SNAPSHOT, names[i], STATE_RUNNING);
		assert_true(support_has_snapshot(vm, "dreamer", names[i]));
		does(VERB_RESTORE, names[i], STATE_RUNNING);
		does(VERB_DELETE, names[i], STATE_RUNNING);
		assert_false(support_has_snapshot(vm, "dreamer", names[i]));
	}
	take_outside(foreign);
	does(VERB_RESTORE, foreign, STATE_RUNNING);
	does(VERB_DELETE, foreign, STATE_RUNNING);
}

/* Somebody took them outside.  QEMU would take a number for another snapshot's, and libvirt
 * does not quote what it hands on. */
static void what_qemu_would_confuse_is_left_alone(void **unused)
{
	static const char *const names[] = { "7", "0042", "say \"x\"", "back\\slash" };
	struct vm_result result;
	size_t i;

	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	does(VERB_START, NULL, STATE_RUNNING);
	for (i = 0; i < sizeof names / sizeof *names; i++) {
		take_outside(names[i]);
		refuses(VERB_RESTORE, names[i], ERROR_INPUT);
		result = support_do(vm, VERB_DELETE, "dreamer", names[i]);
		assert_int_equal(result.error.kind, ERROR_INPUT);
		assert_non_null(strstr(result.error.message, names[i]));
		assert_non_null(strstr(result.error.remedy, "another name"));
		assert_true(support_has_snapshot(vm, "dreamer", names[i]));
	}
	/* It was not touched for that: no way back is kept. */
	assert_int_equal(support_count_safety(vm, "dreamer"), 0);
	assert_int_equal(outside("dreamer"), VIR_DOMAIN_RUNNING);
}

static void restore_keeps_the_present(void **unused)
{
	struct vm_result result;

	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	does(VERB_START, NULL, STATE_RUNNING);
	does(VERB_SNAPSHOT, "a", STATE_RUNNING);
	does(VERB_PAUSE, NULL, STATE_PAUSED);
	result = support_do(vm, VERB_RESTORE, "dreamer", "a");
	assert_true(result.ok);
	assert_int_equal(result.now, STATE_RUNNING);
	assert_true(support_has_snapshot(vm, "dreamer", result.undo));
	/* The discarded state was paused, and undo restores it paused. */
	result = support_do(vm, VERB_UNDO, "dreamer", NULL);
	assert_true(result.ok);
	assert_int_equal(result.now, STATE_PAUSED);
	/* And the undo is undone. */
	does(VERB_UNDO, NULL, STATE_RUNNING);
	does(VERB_DELETE, "a", STATE_RUNNING);
	assert_false(support_has_snapshot(vm, "dreamer", "a"));
}

static void safety_snapshots_are_swept(void **unused)
{
	int i;

	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	does(VERB_START, NULL, STATE_RUNNING);
	does(VERB_SNAPSHOT, "a", STATE_RUNNING);
	for (i = 0; i < 6; i++) {
		does(VERB_RESTORE, "a", STATE_RUNNING);
		assert_true(support_count_safety(vm, "dreamer") <= 3);
	}
	for (i = 0; i < 6; i++)
		does(VERB_UNDO, NULL, STATE_RUNNING);
	assert_true(support_has_snapshot(vm, "dreamer", "a"));
	assert_true(support_count_safety(vm, "dreamer") <= 3);
}

static void restore_goes_to_the_state_asked_for(void **unused)
{
	struct vm_request request = { 0 };

	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	does(VERB_SNAPSHOT, "off", STATE_SHUTOFF);
	does(VERB_START, NULL, STATE_RUNNING);
	does(VERB_SNAPSHOT, "on", STATE_RUNNING);
	request.action.verb = VERB_RESTORE;
	request.action.machine = (char *)"dreamer";
	request.action.name = (char *)"off";
	request.action.to = STATE_RUNNING;
	assert_int_equal(support_run(vm, &request).now, STATE_RUNNING);
	request.action.to = STATE_PAUSED;
	assert_int_equal(support_run(vm, &request).now, STATE_PAUSED);
	request.action.to = STATE_UNKNOWN;
	assert_int_equal(support_run(vm, &request).now, STATE_SHUTOFF);
	request.action.name = (char *)"on";
	assert_int_equal(support_run(vm, &request).now, STATE_RUNNING);
	/* Each restore kept what was before; the oldest of the four was deleted. */
	assert_int_equal(support_count_safety(vm, "dreamer"), 3);
}

static void a_stage_is_set_from_any_state(void **unused)
{
	static const enum machine_state states[] = {
		STATE_ABSENT, STATE_SHUTOFF, STATE_RUNNING, STATE_PAUSED, STATE_SAVED,
	};
	size_t from, to;

	(void)unused;
	for (from = 0; from < 5; from++) {
		for (to = 0; to < 5; to++) {
			assert_true(support_stage(vm, "dreamer", states[from]).ok);
			assert_int_equal(support_state(vm, "dreamer"), states[from]);
			assert_true(support_stage(vm, "dreamer", states[to]).ok);
			assert_int_equal(support_state(vm, "dreamer"), states[to]);
		}
	}
}

struct wanted_hardware {
	int cpus;
	uint64_t memory;
};

static bool has_hardware(const struct vm_picture *picture, void *context)
{
	const struct vm_machine *machine = vm_picture_machine(picture, "dreamer");
	const struct wanted_hardware *wanted = context;

	return machine->now.known && machine->now.cpus == wanted->cpus &&
	       machine->now.memory == wanted->memory;
}

static void hardware_changes_as_it_was_read(void **unused)
{
	struct wanted_hardware wanted = { 1, 4 << 20 };
	struct vm_request set = { .action = { .verb = VERB_SET, .machine = (char *)"dreamer",
					      .cpus = 2, .memory = 8 << 20 } };
	struct vm_result result;
	virDomainPtr domain;

	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	assert_true(support_wait(vm, WAIT_MS, has_hardware, &wanted));
	result = support_run(vm, &set);
	assert_true(result.ok && result.changed);
	assert_int_equal(result.at_once, 2);
	assert_int_equal(result.later, 0);
	assert_int_equal(result.before.cpus, 1);
	wanted = (struct wanted_hardware){ 2, 8 << 20 };
	assert_true(support_wait(vm, WAIT_MS, has_hardware, &wanted));
	does(VERB_START, NULL, STATE_RUNNING);
	set.action.cpus = 3;
	set.action.memory = 0;
	result = support_run(vm, &set);
	assert_true(result.ok);
	assert_int_equal(result.at_once, 0);
	assert_int_equal(result.later, 1); /* it has at most two until its next start */
	/* Outside, and without an event. */
	domain = virDomainLookupByName(window, "dreamer");
	assert_non_null(domain);
	assert_int_equal(virDomainSetVcpus(domain, 1), 0);
	virDomainFree(domain);
	wanted.cpus = 1;
	assert_true(support_wait(vm, WAIT_MS, has_hardware, &wanted));
}

static void a_change_outside_shows(void **unused)
{
	virDomainPtr domain;

	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	does(VERB_START, NULL, STATE_RUNNING);
	domain = virDomainLookupByName(window, "dreamer");
	assert_non_null(domain);
	assert_int_equal(virDomainSuspend(domain), 0);
	assert_true(support_wait_state(vm, "dreamer", STATE_PAUSED));
	assert_int_equal(virDomainDestroy(domain), 0);
	assert_true(support_wait_state(vm, "dreamer", STATE_SHUTOFF));
	assert_int_equal(virDomainUndefine(domain), 0);
	assert_true(support_wait_state(vm, "dreamer", STATE_ABSENT));
	virDomainFree(domain);
}

static void a_busy_machine_takes_no_second_job(void **unused)
{
	struct vm_request request = { 0 };
	uint64_t first, second;
	struct error err = { 0 };

	(void)unused;
	request.action.verb = VERB_DEFINE;
	request.action.machine = (char *)"dreamer";
	first = vm_submit(vm, &request, NULL);
	assert_true(first > 0);
	second = vm_submit(vm, &request, &err);
	if (!second)
		assert_int_equal(err.kind, ERROR_STATE);
	assert_true(support_result(vm, first).ok);
	if (second) /* the first was done already */
		assert_false(support_result(vm, second).ok);
	assert_false(vm_busy(vm, NULL));
	request.action.machine = (char *)"nobody";
	assert_int_equal(vm_submit(vm, &request, &err), 0);
	assert_int_equal(err.kind, ERROR_INPUT);
}

static bool has_file(const struct vm_result *result)
{
	return str_ends(result->file, ".png") && file_exists(result->file);
}

/* The driver has one picture for all, which is a real one. */
static void a_screenshot_is_kept(void **unused)
{
	struct vm_result first, second;

	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	refuses(VERB_SCREENSHOT, NULL, ERROR_STATE);
	does(VERB_START, NULL, STATE_RUNNING);
	first = support_do(vm, VERB_SCREENSHOT, "dreamer", NULL);
	second = support_do(vm, VERB_SCREENSHOT, "dreamer", NULL);
	assert_true(first.ok);
	assert_true(second.ok);
	assert_true(has_file(&first));
	assert_true(has_file(&second));
	assert_string_not_equal(first.file, second.file);
	unlink(first.file);
	unlink(second.file);
}

static struct vm_screen *wait_screen(enum vm_screen_kind kind)
{
	int64_t until = clock_mono_ms() + WAIT_MS;
	struct vm_screen *screen = NULL;

	while (clock_mono_ms() < until) {
		struct pollfd fd = { .fd = vm_fd(vm), .events = POLLIN };

		vm_drain(vm);
		vm_screen_free(screen);
		screen = vm_screen(vm, 0);
		if (screen && screen->kind == kind)
			return screen;
		poll(&fd, 1, 100);
	}
	vm_screen_free(screen);
	return NULL;
}

static void a_screen_is_seen_while_it_is_watched(void **unused)
{
	struct vm_screen *screen;
	uint64_t version;

	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	does(VERB_START, NULL, STATE_RUNNING);
	assert_null(vm_screen(vm, 0)); /* nobody has watched */
	vm_watch_screen(vm, "dreamer");
	screen = wait_screen(SCREEN_PIXELS);
	assert_non_null(screen);
	assert_string_equal(screen->machine, "dreamer");
	assert_between(screen->image.width, 1, 1024);
	assert_between(screen->image.height, 1, 768);
	assert_null(screen->problem);
	version = screen->version;
	vm_screen_free(screen);
	assert_null(vm_screen(vm, version)); /* the same again is no news */
	does(VERB_POWEROFF, NULL, STATE_SHUTOFF);
	screen = wait_screen(SCREEN_NONE);
	assert_non_null(screen);
	assert_true(screen->version > version);
	vm_screen_free(screen);
	vm_watch_screen(vm, NULL);
	assert_null(vm_screen(vm, 0));
	does(VERB_REMOVE, NULL, STATE_ABSENT);
}

/* The test driver's own machine is called "test", and is not ours. */
static void a_foreign_machine_stays_untouched(void **unused)
{
	struct workshop *other = support_workshop("other", "test", NULL);
	struct vm *theirs = support_open(other, URI, NULL);
	virDomainPtr domain = virDomainLookupByName(window, "test");
	char *before = virDomainGetXMLDesc(domain, 0), *after;
	struct vm_picture *picture;
	int verb;

	(void)unused;
	assert_non_null(theirs);
	assert_true(support_wait_link(theirs, VM_ALIVE));
	picture = vm_picture(theirs);
	assert_true(picture->machines[0].not_ours);
	assert_non_null(picture->machines[0].not_ours_why);
	vm_picture_free(picture);
	for (verb = VERB_NONE + 1; verb < VERB_COUNT; verb++) {
		struct vm_result result = support_do(theirs, (enum verb)verb, "test", "a");

		assert_false(result.ok);
		assert_int_equal(result.error.kind, ERROR_NOT_OURS);
		assert_true(result.error.remedy[0]);
	}
	for (verb = STATE_ABSENT; verb < STATE_COUNT; verb++)
		assert_false(support_stage(theirs, "test", (enum machine_state)verb).ok);
	assert_true(support_reset(theirs).ok);
	after = virDomainGetXMLDesc(domain, 0);
	assert_string_equal(before, after);
	assert_int_equal(outside("test"), VIR_DOMAIN_RUNNING);
	assert_int_equal(virDomainSnapshotNum(domain, 0), 0);
	free(before);
	free(after);
	virDomainFree(domain);
	vm_close(theirs, WAIT_MS);
	support_workshop_free(other);
}

/* A machine of another workshop, and one under the rehearsal's prefix. */
static bool is_not_ours(const struct vm_picture *picture, void *unused)
{
	(void)unused;
	return picture->machines[0].not_ours;
}

/* Removes what is between the two texts, with them. */
static void cut(char *text, const char *from, const char *to)
{
	char *at = strstr(text, from), *end = at ? strstr(at + strlen(from), to) : NULL;

	assert_non_null(end);
	memmove(at, end + strlen(to), strlen(end + strlen(to)) + 1);
}

/* Returns what virsh dumpxml writes of the machine, without its UUID and under that name.
 * old: its mark is one of an earlier version. */
static char *definition_of_copy(const char *name, bool old)
{
	virDomainPtr domain = virDomainLookupByName(window, "dreamer");
	char *xml = virDomainGetXMLDesc(domain, VIR_DOMAIN_XML_INACTIVE), *renamed, *at;

	assert_non_null(xml);
	virDomainFree(domain);
	cut(xml, "<uuid>", "</uuid>");
	if (old)
		cut(xml, " uuid=\"", "\"");
	at = strstr(xml, "<name>dreamer</name>");
	assert_non_null(at);
	renamed = mem_printf("%.*s<name>%s</name>%s", (int)(at - xml), xml, name,
			     at + strlen("<name>dreamer</name>"));
	free(xml);
	return renamed;
}

/* Makes and starts it outside.  Returns its definition as libvirt has it. */
static char *defined(const char *xml)
{
	virDomainPtr domain = virDomainDefineXML(window, xml);
	char *is;

	assert_non_null(domain);
	assert_int_equal(virDomainCreate(domain), 0);
	is = virDomainGetXMLDesc(domain, 0);
	virDomainFree(domain);
	return is;
}

static void assert_untouched(const char *name, char *before)
{
	virDomainPtr domain = virDomainLookupByName(window, name);
	char *after;

	assert_non_null(domain);
	after = virDomainGetXMLDesc(domain, 0);
	assert_string_equal(before, after);
	free(before);
	free(after);
	virDomainDestroy(domain);
	virDomainUndefine(domain);
	virDomainFree(domain);
}

/* Also of a machine that an earlier version made. */
static void reset_leaves_copies(void **unused)
{
	char *xml, *copy, *old;

	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	xml = definition_of_copy("my-own-copy", false);
	copy = defined(xml);
	free(xml);
	xml = definition_of_copy("dreamer-clone", true);
	old = defined(xml);
	free(xml);
	assert_true(support_reset(vm).ok);
	assert_int_equal(outside("dreamer"), -1);
	assert_untouched("my-own-copy", copy);
	assert_untouched("dreamer-clone", old);
}

/* A copy that took the machine's name when that was gone. */
static void a_copy_under_our_name_is_not_touched(void **unused)
{
	struct vm_picture *picture;
	char *xml, *copy;
	int verb;

	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	xml = definition_of_copy("dreamer", false);
	assert_true(support_reset(vm).ok);
	copy = defined(xml);
	free(xml);
	assert_true(support_wait(vm, WAIT_MS, is_not_ours, NULL));
	picture = vm_picture(vm);
	assert_non_null(strstr(picture->machines[0].not_ours_why, "copy"));
	vm_picture_free(picture);
	for (verb = VERB_NONE + 1; verb < VERB_COUNT; verb++)
		assert_int_equal(support_do(vm, (enum verb)verb, "dreamer", "a").error.kind, ERROR_NOT_OURS);
	assert_true(support_reset(vm).ok);
	assert_untouched("dreamer", copy);
	assert_true(support_wait_state(vm, "dreamer", STATE_ABSENT));
}

/* It has its name, so it is the program's. */
static void a_machine_of_an_earlier_version_is_ours(void **unused)
{
	char *xml;

	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	xml = definition_of_copy("dreamer", true);
	assert_true(support_reset(vm).ok);
	free(defined(xml));
	free(xml);
	assert_true(support_wait_state(vm, "dreamer", STATE_RUNNING));
	does(VERB_PAUSE, NULL, STATE_PAUSED);
	assert_true(support_reset(vm).ok);
	assert_int_equal(outside("dreamer"), -1);
}

/* Another program on the workshop's machines, with a backend of this test's own. */
static struct vm *opened_with(const struct vm_backend *backend, const char *prefix)
{
	struct vm_config config = { .workshop = workshop, .uri = URI, .prefix = prefix,
				    .backend = backend };
	struct vm *opened = vm_open(&config, NULL);

	assert_non_null(opened);
	assert_true(support_wait_link(opened, VM_ALIVE));
	return opened;
}

static struct vm_watch breaking_watch;
static int resets_asked;

static struct vm_conn *breaking_open(const struct vm_open_args *args, struct error *err)
{
	breaking_watch = args->watch;
	return backend_libvirt.open(args, err);
}

/* The first call loses the connection. */
static bool breaking_reset(struct vm_conn *conn, struct error *err)
{
	if (resets_asked++ > 0)
		return backend_libvirt.reset(conn, err);
	breaking_watch.lost(breaking_watch.context, "a test");
	return error_set(err, ERROR_CONNECTION, "lost");
}

static void a_reset_that_is_cut_short_is_done_again(void **unused)
{
	struct vm_backend breaking = backend_libvirt;
	struct vm *own;

	(void)unused;
	breaking.open = breaking_open;
	breaking.reset = breaking_reset;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	own = opened_with(&breaking, NULL);
	assert_true(support_reset(own).ok);
	assert_int_equal(resets_asked, 2);
	assert_int_equal(outside("dreamer"), -1);
	vm_close(own, WAIT_MS);
}

static _Atomic int reads_to_fail; /* -1: all; two threads use it */

static bool failing_read(struct vm_conn *conn, struct vm_machine *machines, size_t n, bool full,
			 struct error *err)
{
	if (reads_to_fail == 0)
		return backend_libvirt.read(conn, machines, n, full, err);
	reads_to_fail -= reads_to_fail > 0;
	return error_set(err, ERROR_STATE, "cannot acquire state change lock");
}

static bool failing_act(struct vm_conn *conn, const struct vm_request *request, struct error *err)
{
	bool ok = backend_libvirt.act(conn, request, err);

	reads_to_fail = request->action.verb == VERB_START ? 1 : -1;
	return ok;
}

/* From now on it can be read again. */
static void is_found_paused(struct vm *own)
{
	reads_to_fail = 0;
	assert_true(support_wait_state(own, "dreamer", STATE_PAUSED));
}

/* A machine that cannot be read after an action is not judged by what it was before. */
static void what_was_not_read_is_not_known(void **unused)
{
	struct vm_backend failing = backend_libvirt;
	struct vm_result result;
	struct vm *own;

	(void)unused;
	failing.read = failing_read;
	failing.act = failing_act;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	own = opened_with(&failing, NULL);
	/* It is read again: libvirt may be busy for a short time. */
	result = support_do(own, VERB_START, "dreamer", NULL);
	assert_true(result.ok);
	assert_int_equal(result.now, STATE_RUNNING);
	result = support_do(own, VERB_PAUSE, "dreamer", NULL);
	assert_false(result.ok);
	assert_int_equal(result.now, STATE_UNKNOWN);
	assert_non_null(strstr(result.error.message, "not known"));
	assert_non_null(strstr(result.error.message, "state change lock"));
	/* Nor is a failure of its own hidden, and what shows in no machine counts as answered. */
	is_found_paused(own);
	result = support_do(own, VERB_RESTORE, "dreamer", "none");
	assert_false(result.ok);
	assert_null(strstr(result.error.message, "not known"));
	is_found_paused(own);
	assert_true(support_do(own, VERB_RESET, "dreamer", NULL).ok);
	reads_to_fail = 0;
	vm_close(own, WAIT_MS);
}

static void reset_gives_back_its_own_only(void **unused)
{
	struct workshop *other = support_workshop("other", "dreamer", NULL);
	struct vm *theirs = support_open(other, URI, NULL);
	struct vm *rehearsal = opened_with(&backend_libvirt, "rehearsal-");
	struct vm_picture *picture;

	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	assert_true(support_stage(rehearsal, "dreamer", STATE_RUNNING).ok);
	assert_int_equal(outside("rehearsal-dreamer"), VIR_DOMAIN_RUNNING);
	assert_true(support_wait(theirs, WAIT_MS, is_not_ours, NULL));
	picture = vm_picture(theirs);
	assert_non_null(strstr(picture->machines[0].not_ours_why, "sim"));
	vm_picture_free(picture);
	assert_true(support_reset(theirs).ok);
	assert_int_equal(outside("dreamer"), VIR_DOMAIN_SHUTOFF);
	assert_true(support_reset(rehearsal).ok);
	assert_int_equal(outside("rehearsal-dreamer"), -1);
	assert_int_equal(outside("dreamer"), VIR_DOMAIN_SHUTOFF);
	assert_true(support_reset(vm).ok);
	assert_int_equal(outside("dreamer"), -1);
	assert_int_equal(outside("test"), VIR_DOMAIN_RUNNING);
	vm_close(theirs, WAIT_MS);
	vm_close(rehearsal, WAIT_MS);
	support_workshop_free(other);
}

/* One whose definition was removed while it ran is there only while it runs. */
static void reset_gives_back_one_without_a_definition(void **unused)
{
	virDomainPtr domain;

	(void)unused;
	assert_true(support_stage(vm, "dreamer", STATE_RUNNING).ok);
	domain = virDomainLookupByName(window, "dreamer");
	assert_non_null(domain);
	assert_int_equal(virDomainUndefine(domain), 0);
	assert_int_equal(virDomainIsPersistent(domain), 0);
	virDomainFree(domain);
	assert_int_equal(outside("dreamer"), VIR_DOMAIN_RUNNING);
	assert_true(support_reset(vm).ok);
	assert_int_equal(outside("dreamer"), -1);
}

/* A daemon finishes a call of a client that is gone. */
struct revenant {
	char *xml;
	int times; /* how often it is made again */
};

static int comes_again(virConnectPtr conn, virDomainPtr domain, int event, int detail, void *context)
{
	struct revenant *revenant = context;

	(void)detail;
	if (event == VIR_DOMAIN_EVENT_UNDEFINED && strcmp(virDomainGetName(domain), "dreamer") == 0 &&
	    revenant->times > 0) {
		revenant->times--;
		virDomainFree(virDomainDefineXML(conn, revenant->xml));
	}
	return 0;
}

static void reset_gives_back_what_comes_again(void **unused)
{
	struct revenant revenant = { .times = 2 };
	virDomainPtr domain;
	int callback;

	(void)unused;
	does(VERB_DEFINE, NULL, STATE_SHUTOFF);
	domain = virDomainLookupByName(window, "dreamer");
	assert_non_null(domain);
	revenant.xml = virDomainGetXMLDesc(domain, 0);
	callback = virConnectDomainEventRegisterAny(window, domain, VIR_DOMAIN_EVENT_ID_LIFECYCLE,
						    VIR_DOMAIN_EVENT_CALLBACK(comes_again),
						    &revenant, NULL);
	assert_true(callback >= 0);
	assert_true(support_reset(vm).ok);
	assert_int_equal(virConnectDomainEventDeregisterAny(window, callback), 0);
	assert_int_equal(revenant.times, 0);
	assert_int_equal(outside("dreamer"), -1);
	virDomainFree(domain);
	free(revenant.xml);
}

static bool failed(const struct vm_picture *picture, void *unused)
{
	(void)unused;
	return picture->link == VM_FAILED && picture->problem.message[0];
}

static void no_connection_is_said_and_tried_again(void **unused)
{
	struct vm *none = support_open(workshop, "test:///nonexistent/file.xml", NULL);
	struct vm_request request = { .action = { .verb = VERB_START, .machine = (char *)"dreamer" } };
	struct error err = { 0 };

	(void)unused;
	assert_true(support_wait(none, WAIT_MS, failed, NULL));
	assert_int_equal(vm_submit(none, &request, &err), 0);
	assert_true(err.message[0]);
	vm_close(none, WAIT_MS);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(the_picture_says_simulated),
		TEST(a_life),
		TEST(names_of_snapshots_are_checked),
		TEST(names_are_compared_as_libvirt_has_them),
		TEST(what_qemu_would_confuse_is_left_alone),
		TEST(restore_keeps_the_present),
		TEST(safety_snapshots_are_swept),
		TEST(restore_goes_to_the_state_asked_for),
		TEST(a_stage_is_set_from_any_state),
		TEST(hardware_changes_as_it_was_read),
		TEST(a_change_outside_shows),
		TEST(a_busy_machine_takes_no_second_job),
		TEST(a_screenshot_is_kept),
		TEST(a_screen_is_seen_while_it_is_watched),
		TEST(a_foreign_machine_stays_untouched),
		TEST(reset_leaves_copies),
		TEST(a_copy_under_our_name_is_not_touched),
		TEST(a_machine_of_an_earlier_version_is_ours),
		TEST(a_reset_that_is_cut_short_is_done_again),
		TEST(what_was_not_read_is_not_known),
		TEST(reset_gives_back_its_own_only),
		TEST(reset_gives_back_one_without_a_definition),
		TEST(reset_gives_back_what_comes_again),
		TEST(no_connection_is_said_and_tried_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
