// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Seats and instructors at a real mosquitto, on a socket in a folder of the test's own: what
 * they hear of each other, what they may not say, and what is left when one of them, or the
 * broker, is killed.
 *
 * Skipped (77) where there is no mosquitto. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <poll.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "json/json.h"
#include "room/broker.h"
#include "room/link.h"
#include "room/ticket.h"
#include "room/wire.h"

enum {
	WAIT_MS = 15000,  /* reached only if something is wrong */
	QUIET_MS = 600,   /* in which nothing comes */
	LATE_MS = 5000,   /* after the class was lost, on a busy host */
};

#define CLASS "tlc"

static const struct room_seat seats[] = {
	{ "ana", "password-of-ana", false },
	{ "ben", "password-of-ben", false },
	{ "rosa", "password-of-rosa", true },
	{ "tom", "password-of-tom", true },
};

static char folder[] = "/tmp/imi-room-XXXXXX";
static pid_t broker;

/* ---- the broker -------------------------------------------------------------------------- */

static void write_file(const char *name, char *text)
{
	char *path = mem_printf("%s/%s", folder, name);

	assert_true(file_write_atomic(path, text, strlen(text), NULL));
	assert_int_equal(chmod(path, 0600), 0);
	free(path);
	free(text);
}

static pid_t spawn(const char *const argv[])
{
	pid_t pid = fork();

	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		execvp(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	return pid;
}

static bool is_there(const char *name)
{
	char *path = mem_printf("%s/%s", folder, name);
	bool there = access(path, F_OK) == 0;

	free(path);
	return there;
}

static void start_broker(void)
{
	char *conf = mem_printf("%s/conf", folder), *bus = mem_printf("%s/bus", folder);
	const char *const argv[] = { "mosquitto", "-c", conf, NULL };
	int64_t until_ms = clock_mono_ms() + WAIT_MS;

	unlink(bus);
	broker = spawn(argv);
	assert_true(broker > 0);
	while (!is_there("bus") && clock_mono_ms() < until_ms)
		clock_nap(20);
	assert_true(is_there("bus"));
	free(conf);
	free(bus);
}

static void kill_broker(void)
{
	kill(broker, SIGKILL);
	waitpid(broker, NULL, 0);
	broker = 0;
}

static int open_room(void **state)
{
	char *passwords;
	int status;

	(void)state;
	if (!json_open(NULL) || !mkdtemp(folder))
		return -1;
	write_file("conf", broker_configuration(folder, getpwuid(geteuid())->pw_name, NULL));
	write_file("rules", broker_rules(CLASS, seats, ARRAY_LEN(seats)));
	write_file("passwords", broker_passwords(seats, ARRAY_LEN(seats)));
	passwords = mem_printf("%s/passwords", folder);
	waitpid(spawn((const char *const[]){ "mosquitto_passwd", "-U", passwords, NULL }), &status, 0);
	free(passwords);
	if (status)
		return -1;
	return 0;
}

static int close_room(void **state)
{
	static const char *const names[] = { "conf", "rules", "passwords", "log", "bus" };
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(names); i++) {
		char *path = mem_printf("%s/%s", folder, names[i]);

		unlink(path);
		free(path);
	}
	rmdir(folder);
	return 0;
}

static int setup(void **state)
{
	(void)state;
	start_broker();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	if (broker)
		kill_broker();
	return 0;
}

/* ---- seats --------------------------------------------------------------------------------- */

static struct room_ticket ticket_of(size_t seat)
{
	static char bus[sizeof folder + 8];
	struct room_ticket ticket = { .bus = bus, .class = (char *)(uintptr_t)CLASS,
				      .name = (char *)(uintptr_t)seats[seat].name,
				      .shown = (char *)(uintptr_t)seats[seat].name,
				      .password = (char *)(uintptr_t)seats[seat].password,
				      .instructor = seats[seat].instructor };

	snprintf(bus, sizeof bus, "%s/bus", folder);
	return ticket;
}

static char *here_in_run(enum room_presence presence, const char *id)
{
	struct room_here here = { presence, 1606000000, (char *)(uintptr_t)id, (char *)(uintptr_t)"hut" };

	return wire_here(&here);
}

static char *here_of(enum room_presence presence)
{
	return here_in_run(presence, "01234567");
}

static struct room_link *comes_in_run(size_t seat, const char *id)
{
	struct room_ticket ticket = ticket_of(seat);
	char *will = here_in_run(ROOM_STOPPED, id), *here = here_in_run(ROOM_HERE, id);
	struct error err = { 0 };
	struct room_link *link = room_link_open(&ticket, seats[seat].instructor ? "" : will, true, &err);

	if (!link)
		fail_msg("%s", err.message);
	if (!seats[seat].instructor)
		room_link_tell(link, ROOM_SEAT_HERE, seats[seat].name, here);
	free(will);
	free(here);
	return link;
}

static struct room_link *comes(size_t seat)
{
	return comes_in_run(seat, "01234567");
}

static void wait_state(struct room_link *link, enum room_link_state state)
{
	int64_t until_ms = clock_mono_ms() + WAIT_MS;

	while (room_link_state(link, NULL) != state && clock_mono_ms() < until_ms)
		clock_nap(10);
	assert_int_equal(room_link_state(link, NULL), state);
}

/* Waits for a message; false if none comes. */
static bool hears(struct room_link *link, int ms, struct room_message *message)
{
	int64_t until_ms = clock_mono_ms() + ms;
	struct pollfd fd = { .fd = room_link_fd(link), .events = POLLIN };

	while (!room_link_next(link, message)) {
		if (clock_mono_ms() >= until_ms)
			return false;
		poll(&fd, 1, clock_left_ms(until_ms));
	}
	return true;
}

/* Waits for that of this topic and seat, and passes over others. */
static bool hears_of(struct room_link *link, int ms, enum room_topic topic, const char *seat,
		     struct room_message *message)
{
	int64_t until_ms = clock_mono_ms() + ms;

	while (hears(link, clock_left_ms(until_ms), message)) {
		if (message->topic == topic && str_eq(message->seat, seat))
			return true;
		room_message_free(message);
	}
	return false;
}

/* Waits until the seat is told to be so. */
static void hears_presence(struct room_link *link, const char *seat, enum room_presence presence)
{
	int64_t until_ms = clock_mono_ms() + WAIT_MS;
	struct room_message message;
	bool found = false;

	while (!found && hears_of(link, clock_left_ms(until_ms), ROOM_SEAT_HERE, seat, &message)) {
		struct room_here here;

		assert_true(wire_read_here(message.bytes, message.n, &here));
		found = here.presence == presence;
		room_here_free(&here);
		room_message_free(&message);
	}
	if (!found)
		fail_msg("%s is never told to be %d", seat, presence);
}

static void hears_nothing_of(struct room_link *link, enum room_topic topic, const char *seat)
{
	struct room_message message;

	if (hears_of(link, QUIET_MS, topic, seat, &message))
		fail_msg("heard: %s", message.bytes);
}

static void assert_hears(struct room_link *link, enum room_topic topic, const char *seat, const char *bytes)
{
	struct room_message message;

	if (!hears_of(link, WAIT_MS, topic, seat, &message))
		fail_msg("never heard: %s", bytes);
	assert_string_equal(message.bytes, bytes);
	room_message_free(&message);
}

/* Nothing but the socket: a class is on no network unless somebody wants it. */
static void the_broker_listens_nowhere_else(void **state)
{
	char *path = mem_printf("/proc/%d/fd", (int)broker), *command;

	(void)state;
	command = mem_printf("for fd in %s/*; do readlink $fd; done | sed -n 's/^socket:.\\([0-9]*\\).$/\\1/p' | "
			     "while read -r i; do grep -h \" $i \" /proc/net/tcp /proc/net/tcp6; done | grep .", path);
	assert_int_not_equal(system(command), 0);
	free(command);
	free(path);
}

/* ---- who hears what ------------------------------------------------------------------------ */

static void an_instructor_hears_the_seats(void **state)
{
	struct room_link *ana = comes(0), *rosa = comes(2);

	(void)state;
	hears_presence(rosa, "ana", ROOM_HERE);
	room_link_tell(ana, ROOM_SEAT_STATE, "ana", "{\"v\":1}");
	assert_hears(rosa, ROOM_SEAT_STATE, "ana", "{\"v\":1}");
	room_link_tell(ana, ROOM_SEAT_SCREEN, "ana", "a screen");
	assert_hears(rosa, ROOM_SEAT_SCREEN, "ana", "a screen");
	room_link_close(ana, ROOM_CLOSE_MS);
	room_link_close(rosa, ROOM_CLOSE_MS);
}

static void all_hear_the_room_and_latecomers_too(void **state)
{
	struct room_link *ana = comes(0), *rosa = comes(2), *ben;

	(void)state;
	room_link_tell(rosa, ROOM_PLACE, NULL, "a place");
	assert_hears(ana, ROOM_PLACE, NULL, "a place");
	room_link_tell(rosa, ROOM_SAY, NULL, "a word");
	assert_hears(ana, ROOM_SAY, NULL, "a word");
	ben = comes(1);
	assert_hears(ben, ROOM_PLACE, NULL, "a place");
	room_link_tell(rosa, ROOM_SEAT_TO, "ben", "only for ben");
	assert_hears(ben, ROOM_SEAT_TO, "ben", "only for ben");
	hears_nothing_of(ana, ROOM_SEAT_TO, "ben");
	room_link_close(ana, ROOM_CLOSE_MS);
	room_link_close(ben, ROOM_CLOSE_MS);
	room_link_close(rosa, ROOM_CLOSE_MS);
}

/* Neither what others do, nor what the room is told to do. */
static void a_seat_reads_and_writes_its_own_only(void **state)
{
	struct room_link *ana = comes(0), *rosa = comes(2), *ben;

	(void)state;
	hears_presence(rosa, "ana", ROOM_HERE);
	ben = comes(1);
	hears_presence(rosa, "ben", ROOM_HERE);
	hears_nothing_of(ana, ROOM_SEAT_HERE, "ben");
	room_link_tell(ana, ROOM_PLACE, NULL, "forged");
	room_link_tell(ana, ROOM_SEAT_STATE, "ben", "forged");
	room_link_tell(ana, ROOM_SEAT_TO, "ben", "forged");
	hears_nothing_of(rosa, ROOM_PLACE, NULL);
	hears_nothing_of(rosa, ROOM_SEAT_STATE, "ben");
	hears_nothing_of(ben, ROOM_SEAT_TO, "ben");
	room_link_tell(ana, ROOM_SEAT_STATE, "ana", "hers");
	assert_hears(rosa, ROOM_SEAT_STATE, "ana", "hers");
	room_link_close(ana, ROOM_CLOSE_MS);
	room_link_close(ben, ROOM_CLOSE_MS);
	room_link_close(rosa, ROOM_CLOSE_MS);
}

/* ---- how one leaves -------------------------------------------------------------------------- */

static void who_leaves_says_so(void **state)
{
	struct room_link *ana = comes(0), *rosa = comes(2);
	char *quit = here_of(ROOM_QUIT);
	int64_t began_ms;

	(void)state;
	hears_presence(rosa, "ana", ROOM_HERE);
	room_link_tell(ana, ROOM_SEAT_HERE, "ana", quit);
	began_ms = clock_mono_ms();
	room_link_close(ana, ROOM_CLOSE_MS);
	assert_true(clock_mono_ms() - began_ms < LATE_MS);
	hears_presence(rosa, "ana", ROOM_QUIT);
	hears_nothing_of(rosa, ROOM_SEAT_HERE, "ana");
	room_link_close(rosa, ROOM_CLOSE_MS);
	free(quit);
}

/* In a child: a failure is no test's. */
static void stays(void)
{
	struct room_ticket ticket = ticket_of(0);
	char *will = here_of(ROOM_STOPPED), *here = here_of(ROOM_HERE);
	struct room_link *link = room_link_open(&ticket, will, false, NULL);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (link)
		room_link_tell(link, ROOM_SEAT_HERE, "ana", here);
	while (link)
		pause();
	_exit(1);
}

static void who_is_killed_has_stopped(void **state)
{
	struct room_link *rosa;
	pid_t pid = fork();

	(void)state;
	if (pid == 0)
		stays();
	rosa = comes(2);
	hears_presence(rosa, "ana", ROOM_HERE);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	hears_presence(rosa, "ana", ROOM_STOPPED);
	room_link_close(rosa, ROOM_CLOSE_MS);
}

/* A program that is stopped says nothing for one and a half times the keepalive. */
static void who_hangs_has_stopped(void **state)
{
	struct room_link *rosa;
	pid_t pid = fork();

	(void)state;
	if (pid == 0)
		stays();
	rosa = comes(2);
	hears_presence(rosa, "ana", ROOM_HERE);
	kill(pid, SIGSTOP);
	hears_presence(rosa, "ana", ROOM_STOPPED);
	kill(pid, SIGCONT);
	hears_presence(rosa, "ana", ROOM_HERE);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	room_link_close(rosa, ROOM_CLOSE_MS);
}

/* The older one hears of the newer one, and leaves. */
static void the_newest_program_of_a_seat_has_it(void **state)
{
	struct room_link *first = comes(0), *second, *rosa = comes(2);
	int64_t until_ms = clock_mono_ms() + WAIT_MS;
	struct room_message message;
	bool heard = false;

	(void)state;
	hears_presence(first, "ana", ROOM_HERE);
	second = comes_in_run(0, "89abcdef");
	while (!heard && hears_of(first, clock_left_ms(until_ms), ROOM_SEAT_HERE, "ana", &message)) {
		heard = strstr(message.bytes, "89abcdef");
		room_message_free(&message);
	}
	assert_true(heard);
	room_link_close(first, ROOM_CLOSE_MS);
	room_link_tell(second, ROOM_SEAT_STATE, "ana", "second");
	assert_hears(rosa, ROOM_SEAT_STATE, "ana", "second");
	room_link_close(second, ROOM_CLOSE_MS);
	room_link_close(rosa, ROOM_CLOSE_MS);
}

/* ---- when the broker is gone ------------------------------------------------------------------- */

static void a_new_broker_is_told_all_again(void **state)
{
	struct room_link *ana = comes(0), *rosa = comes(2), *ben;

	(void)state;
	room_link_tell(rosa, ROOM_PLACE, NULL, "old place");
	room_link_tell(ana, ROOM_SEAT_STATE, "ana", "old state");
	assert_hears(ana, ROOM_PLACE, NULL, "old place");
	assert_hears(rosa, ROOM_SEAT_STATE, "ana", "old state");
	kill_broker();
	wait_state(ana, ROOM_LINK_DOWN);
	wait_state(rosa, ROOM_LINK_DOWN);
	room_link_tell(rosa, ROOM_PLACE, NULL, "new place");
	start_broker();
	wait_state(rosa, ROOM_LINK_UP);
	assert_hears(rosa, ROOM_SEAT_STATE, "ana", "old state");
	ben = comes(1);
	assert_hears(ben, ROOM_PLACE, NULL, "new place");
	room_link_close(ana, ROOM_CLOSE_MS);
	room_link_close(ben, ROOM_CLOSE_MS);
	room_link_close(rosa, ROOM_CLOSE_MS);
}

static void without_a_broker_nothing_waits(void **state)
{
	struct room_link *ana;
	int64_t began_ms;
	int i;

	(void)state;
	kill_broker();
	began_ms = clock_mono_ms();
	ana = comes(0);
	for (i = 0; i < 10000; i++)
		room_link_tell(ana, ROOM_SEAT_STATE, "ana", "state");
	assert_true(clock_mono_ms() - began_ms < LATE_MS);
	wait_state(ana, ROOM_LINK_DOWN);
	began_ms = clock_mono_ms();
	room_link_close(ana, ROOM_CLOSE_MS);
	assert_true(clock_mono_ms() - began_ms < LATE_MS);
}

/* The broker is there, and answers nothing. */
static void a_broker_that_hangs_holds_nobody_up(void **state)
{
	struct room_link *ana = comes(0), *ben;
	int64_t began_ms;

	(void)state;
	wait_state(ana, ROOM_LINK_UP);
	kill(broker, SIGSTOP);
	ben = comes(1);
	room_link_tell(ana, ROOM_SEAT_STATE, "ana", "state");
	clock_nap(QUIET_MS);
	began_ms = clock_mono_ms();
	room_link_close(ana, ROOM_CLOSE_MS);
	room_link_close(ben, ROOM_CLOSE_MS);
	assert_true(clock_mono_ms() - began_ms < LATE_MS);
	kill(broker, SIGCONT);
}

static void a_wrong_ticket_is_refused(void **state)
{
	struct room_ticket ticket = ticket_of(0);
	struct room_link *link;

	(void)state;
	ticket.password = (char *)(uintptr_t)"another";
	link = room_link_open(&ticket, "", false, NULL);
	assert_non_null(link);
	wait_state(link, ROOM_LINK_REFUSED);
	room_link_close(link, ROOM_CLOSE_MS);
}

/* Without the certificates it would go there in clear text. */
static void without_its_certificates_nobody_goes_there(void **state)
{
	struct room_ticket ticket = ticket_of(0);
	struct room_link *link;

	(void)state;
	ticket.bus = NULL;
	ticket.host = (char *)(uintptr_t)"127.0.0.1";
	ticket.port = 1;
	ticket.ca = (char *)(uintptr_t)"/nowhere.pem";
	link = room_link_open(&ticket, "", false, NULL);
	assert_non_null(link);
	wait_state(link, ROOM_LINK_MISSING);
	assert_non_null(strstr(room_link_why(link).message, "/nowhere.pem"));
	room_link_close(link, ROOM_CLOSE_MS);
}

/* ---- liars ---------------------------------------------------------------------------------- */

/* Ten thousand payloads, and one of a megabyte. */
static void a_liar_does_not_fill_the_room(void **state)
{
	struct room_link *ana = comes(0), *rosa = comes(2);
	char *large = mem_alloc((1 << 20) + 1);
	struct room_message message;
	int i, heard = 0;

	(void)state;
	hears_presence(rosa, "ana", ROOM_HERE);
	for (i = 0; i < 10000; i++) {
		char *text = mem_printf("state %d", i);

		room_link_tell(ana, ROOM_SEAT_STATE, "ana", text);
		free(text);
	}
	while (hears_of(rosa, WAIT_MS, ROOM_SEAT_STATE, "ana", &message)) {
		bool last = str_eq(message.bytes, "state 9999");

		room_message_free(&message);
		heard++;
		if (last)
			break;
	}
	assert_in_range(heard, 1, 10000);
	memset(large, 'x', 1 << 20);
	room_link_tell(ana, ROOM_SEAT_STATE, "ana", large);
	free(large);
	hears_nothing_of(rosa, ROOM_SEAT_STATE, "ana");
	assert_int_equal(room_link_state(rosa, NULL), ROOM_LINK_UP);
	room_link_close(ana, ROOM_CLOSE_MS);
	room_link_close(rosa, ROOM_CLOSE_MS);
}

/* ---- tickets ----------------------------------------------------------------------------------- */

static void assert_ticket(const char *text, bool good)
{
	char *path = mem_printf("%s/ticket", folder);
	struct room_ticket ticket;
	struct error err = { 0 };

	assert_true(file_write_atomic(path, text, strlen(text), NULL));
	if (ticket_read(path, &ticket, &err) != good)
		fail_msg("%s is %s", text, good ? "refused" : "taken");
	if (good)
		ticket_free(&ticket);
	else
		assert_true(err.message[0] && err.remedy[0]);
	unlink(path);
	free(path);
}

#define REST "\"class\":\"tlc\",\"name\":\"ana\",\"shown\":\"Ana\",\"password\":\"x\""

static void a_ticket_is_read(void **state)
{
	(void)state;
	assert_ticket("{\"url\":\"unix:/run/bus\"," REST "}", true);
	assert_ticket("{\"url\":\"mqtts://host:8883\",\"ca\":\"/ca.pem\"," REST ",\"instructor\":true}", true);
	assert_ticket("{\"url\":\"mqtts://[::1]:8883\",\"ca\":\"/ca.pem\"," REST "}", true);
	assert_ticket("{\"url\":\"mqtts://host:8883\"," REST "}", false);
	assert_ticket("{\"url\":\"mqtts://host:0\",\"ca\":\"/ca.pem\"," REST "}", false);
	assert_ticket("{\"url\":\"mqtts://:8883\",\"ca\":\"/ca.pem\"," REST "}", false);
	assert_ticket("{\"url\":\"unix:bus\"," REST "}", false);
	assert_ticket("{\"url\":\"http://host:80\"," REST "}", false);
	assert_ticket("{\"url\":\"unix:/run/bus\"," REST ",\"name\":\"a/b\"}", false);
	assert_ticket("{\"url\":\"unix:/run/bus\"," REST ",\"class\":\"#\"}", false);
	assert_ticket("{\"url\":\"unix:/run/bus\"," REST ",\"instructor\":1}", false);
	assert_ticket("{\"url\":\"unix:/run/bus\"}", false);
	assert_ticket("", false);
}

static void a_ticket_comes_back(void **state)
{
	char *path = mem_printf("%s/ticket", folder), *text, *again;
	struct room_ticket ticket = ticket_of(2), read;

	(void)state;
	text = ticket_text(&ticket);
	assert_true(file_write_atomic(path, text, strlen(text), NULL));
	assert_true(ticket_read(path, &read, NULL));
	again = ticket_text(&read);
	assert_string_equal(again, text);
	assert_true(read.instructor);
	ticket_free(&read);
	unlink(path);
	free(path);
	free(text);
	free(again);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_ticket_is_read),
		cmocka_unit_test(a_ticket_comes_back),
		TEST(the_broker_listens_nowhere_else),
		TEST(an_instructor_hears_the_seats),
		TEST(all_hear_the_room_and_latecomers_too),
		TEST(a_seat_reads_and_writes_its_own_only),
		TEST(who_leaves_says_so),
		TEST(who_is_killed_has_stopped),
		TEST(who_hangs_has_stopped),
		TEST(the_newest_program_of_a_seat_has_it),
		TEST(a_new_broker_is_told_all_again),
		TEST(without_a_broker_nothing_waits),
		TEST(a_broker_that_hangs_holds_nobody_up),
		TEST(a_wrong_ticket_is_refused),
		TEST(without_its_certificates_nobody_goes_there),
		TEST(a_liar_does_not_fill_the_room),
	};
	const char *path = getenv("PATH"), *filter = getenv("TEST_FILTER");
	char *wider = mem_printf("%s:/usr/sbin:/sbin", path ? path : "/bin");

	setenv("PATH", wider, 1);
	free(wider);
	if (system("command -v mosquitto >/dev/null && command -v mosquitto_passwd >/dev/null") != 0) {
		printf("1..0 # SKIP there is no mosquitto\n");
		return 77;
	}
	if (filter)
		cmocka_set_test_filter(filter);
	return cmocka_run_group_tests_name("the room's broker", tests, open_room, close_room);
}
