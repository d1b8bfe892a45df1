// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The only file that uses libmosquitto; see link.h.
 *
 * The thread owns libmosquitto's client; a mailbox is between it and the owner. */
#include "room/link.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/home.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/packages.h"
#include "base/str.h"
#include "room/mailbox.h"
#include "room/mosquitto-library.h"
#include "room/wire.h"

enum {
	KEEPALIVE_S = 5,      /* who hangs is noticed one and a half times as late */
	TURN_MS = 1000,       /* libmosquitto's own care, at least so often */
	AGAIN_MS = 300,       /* until the next try, and at random up to … */
	AGAIN_MORE_MS = 700,  /* … this much later, so that a class does not come back as one */
	REFUSED_MS = 10000,   /* the same after the ticket was not taken */
	LAST_MS = 500,        /* for the last words */
	QOS = 1,
};

struct room_link {
	struct room_ticket ticket;
	char *will;
	bool hears_seats;
	const struct library *mosquitto; /* the thread's, as what follows */
	struct mosquitto *client;
	struct mailbox box;
};

/* ---- telling: on the thread -------------------------------------------------------------- */

/* False: the line is gone. */
static bool publish(struct room_link *link, const struct letter *letter)
{
	const struct room_message *message = &letter->message;
	int expires_s = room_topic_expires_s(message->topic);
	mosquitto_property *properties = NULL;
	bool sent;

	if (expires_s)
		link->mosquitto->mosquitto_property_add_int32(&properties, MQTT_PROP_MESSAGE_EXPIRY_INTERVAL,
							(uint32_t)expires_s);
	sent = link->mosquitto->mosquitto_publish_v5(link->client, NULL, letter->topic, (int)message->n,
						     message->bytes, QOS, room_topic_stays(message->topic),
						     properties) == MOSQ_ERR_SUCCESS;
	link->mosquitto->mosquitto_property_free_all(&properties);
	return sent;
}

static void tell_all(struct room_link *link)
{
	struct letter letter;

	while (mailbox_to_tell(&link->box, &letter))
		mailbox_told(&link->box, &letter, publish(link, &letter));
}

/* ---- libmosquitto's reports: on the thread ------------------------------------------------ */

static void subscribe(struct room_link *link, const char *place, const char *which)
{
	char *pattern = mem_printf("imitation/%s/%s/%s", link->ticket.class, place, which);

	link->mosquitto->mosquitto_subscribe_v5(link->client, NULL, pattern, QOS, 0, NULL);
	free(pattern);
}

static void on_connect(struct mosquitto *client, void *context, int reason, int flags,
		       const mosquitto_property *properties)
{
	struct room_link *link = context;
	char *to, *here;

	(void)client;
	(void)flags;
	(void)properties;
	if (reason) {
		mailbox_set_state(&link->box, reason == MQTT_RC_NOT_AUTHORIZED || reason == MQTT_RC_BAD_USERNAME_OR_PASSWORD ?
				ROOM_LINK_REFUSED : ROOM_LINK_DOWN);
		return;
	}
	to = mem_printf("%s/to", link->ticket.name);
	here = mem_printf("%s/here", link->ticket.name);
	subscribe(link, "room", "#");
	if (!link->ticket.instructor) {
		subscribe(link, "seat", to);
		subscribe(link, "seat", here);
	} else if (link->hears_seats) {
		subscribe(link, "seat", "#");
	}
	free(to);
	free(here);
	mailbox_begin(&link->box);
}

static void on_message(struct mosquitto *client, void *context, const struct mosquitto_message *came,
		       const mosquitto_property *properties)
{
	struct room_link *link = context;
	struct room_message message = { .retained = came->retain };

	(void)client;
	(void)properties;
	if (came->payloadlen > ROOM_SCREEN_MAX || !room_topic_read(link->ticket.class, came->topic, &message))
		return;
	message.n = came->payloadlen > 0 ? (size_t)came->payloadlen : 0;
	message.bytes = mem_ndup(message.n ? came->payload : "", message.n);
	mailbox_came(&link->box, mem_dup(came->topic), message);
}

static void on_publish(struct mosquitto *client, void *context, int mid, int reason,
		       const mosquitto_property *properties)
{
	struct room_link *link = context;

	(void)client;
	(void)mid;
	(void)reason;
	(void)properties;
	mailbox_confirmed(&link->box);
}

/* ---- the thread ------------------------------------------------------------------------- */

/* Takes some milliseconds, and looks at files. */
static bool load(struct room_link *link)
{
	static struct module_use use = MODULE_USE("libmosquitto", "room-mosquitto.so", "libmosquitto.so.1",
						  PACKAGES("mosquitto"), sizeof(struct library));
	struct error why = { 0 };

	link->mosquitto = module_use(&use, &why);
	/* It counts; it is never given back. */
	if (link->mosquitto && link->mosquitto->mosquitto_lib_init() == MOSQ_ERR_SUCCESS)
		return true;
	mailbox_give_up(&link->box, &why);
	return false;
}

/* Nothing more is tried: without its certificates libmosquitto would go there in clear text. */
static void give_up(struct room_link *link, int result)
{
	struct error why = { 0 };

	error_set(&why, ERROR_SYSTEM, _("The class cannot be reached with this ticket: %s"),
		  result == MOSQ_ERR_INVAL && link->ticket.ca ? link->ticket.ca :
		  link->mosquitto->mosquitto_strerror(result));
	error_remedy(&why, _("Ask who invited you for another one."));
	mailbox_give_up(&link->box, &why);
}

/* NULL: see give_up(). */
static struct mosquitto *new_client(struct room_link *link)
{
	const struct room_ticket *ticket = &link->ticket;
	struct mosquitto *client = mem_must(link->mosquitto->mosquitto_new(ticket->name, true, link));
	int result;

	link->mosquitto->mosquitto_int_option(client, MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V5);
	result = link->mosquitto->mosquitto_username_pw_set(client, ticket->name, ticket->password);
	if (result == MOSQ_ERR_SUCCESS && !ticket->bus)
		result = link->mosquitto->mosquitto_tls_set(client, ticket->ca, NULL, NULL, NULL, NULL);
	if (result != MOSQ_ERR_SUCCESS) {
		link->mosquitto->mosquitto_destroy(client);
		give_up(link, result);
		return NULL;
	}
	link->mosquitto->mosquitto_connect_v5_callback_set(client, on_connect);
	link->mosquitto->mosquitto_message_v5_callback_set(client, on_message);
	link->mosquitto->mosquitto_publish_v5_callback_set(client, on_publish);
	if (*link->will) {
		char *topic = room_topic_whole(ticket->class, ROOM_SEAT_HERE, ticket->name);

		link->mosquitto->mosquitto_will_set_v5(client, topic, (int)strlen(link->will), link->will, QOS, true, NULL);
		free(topic);
	}
	return client;
}

/* Waits for the broker, the owner or the time. */
static int wait_turn(struct room_link *link, int socket, int most_ms)
{
	struct pollfd fds[] = {
		{ .fd = bell_fd(&link->box.for_thread), .events = POLLIN },
		{ .fd = socket, .events = POLLIN },
	};

	if (socket >= 0 && link->mosquitto->mosquitto_want_write(link->client))
		fds[1].events |= POLLOUT;
	poll(fds, 2, most_ms);
	bell_quiet(&link->box.for_thread);
	return fds[1].revents;
}

/* Serves one connection until it is lost or the owner wants to leave. */
static void serve(struct room_link *link)
{
	while (!mailbox_is_ended(&link->box)) {
		int socket = link->mosquitto->mosquitto_socket(link->client);
		int events = socket < 0 ? POLLHUP : wait_turn(link, socket, TURN_MS);

		if ((events & (POLLIN | POLLHUP | POLLERR)) &&
		    link->mosquitto->mosquitto_loop_read(link->client, 1) != MOSQ_ERR_SUCCESS)
			return;
		if ((events & POLLOUT) && link->mosquitto->mosquitto_loop_write(link->client, 1) != MOSQ_ERR_SUCCESS)
			return;
		if (link->mosquitto->mosquitto_loop_misc(link->client) != MOSQ_ERR_SUCCESS)
			return;
		tell_all(link);
	}
}

/* At the end: until the broker has confirmed all, for a while at most. */
static void say_last_words(struct room_link *link)
{
	int64_t until_ms = clock_mono_ms() + LAST_MS;
	bool more = true;

	while (more && clock_mono_ms() < until_ms) {
		int socket = link->mosquitto->mosquitto_socket(link->client);
		int events;

		tell_all(link);
		more = mailbox_has_unconfirmed(&link->box);
		if (!more || socket < 0)
			break;
		events = wait_turn(link, socket, clock_left_ms(until_ms));
		if ((events & ~POLLOUT) && link->mosquitto->mosquitto_loop_read(link->client, 1) != MOSQ_ERR_SUCCESS)
			break;
		if ((events & POLLOUT) && link->mosquitto->mosquitto_loop_write(link->client, 1) != MOSQ_ERR_SUCCESS)
			break;
	}
	link->mosquitto->mosquitto_disconnect_v5(link->client, 0, NULL);
}

static bool connects(struct room_link *link)
{
	const struct room_ticket *ticket = &link->ticket;

	/* Port 0: the host is the path of a socket. */
	return link->mosquitto->mosquitto_connect_bind_v5(link->client, ticket->bus ? ticket->bus : ticket->host,
						    ticket->bus ? 0 : ticket->port, KEEPALIVE_S, NULL,
						    NULL) == MOSQ_ERR_SUCCESS;
}

/* Until the next try; no two seats' numbers are alike. */
static int pause_ms(struct room_link *link, unsigned *chance)
{
	if (mailbox_state(&link->box, NULL) == ROOM_LINK_REFUSED)
		return REFUSED_MS;
	return AGAIN_MS + rand_r(chance) % AGAIN_MORE_MS;
}

static void link_free(struct room_link *link)
{
	mailbox_free(&link->box);
	ticket_free(&link->ticket);
	free(link->will);
	free(link);
}

static void *run(void *arg)
{
	struct room_link *link = arg;
	unsigned chance = hash32(HASH32, link->ticket.name, strlen(link->ticket.name)) ^ (unsigned)clock_mono_ms();
	bool loaded = load(link);

	while (loaded && !mailbox_is_ended(&link->box)) {
		link->client = new_client(link);
		if (!link->client)
			break;
		if (connects(link)) {
			fcntl(link->mosquitto->mosquitto_socket(link->client), F_SETFD, FD_CLOEXEC);
			serve(link);
		}
		if (mailbox_is_ended(&link->box))
			say_last_words(link);
		link->mosquitto->mosquitto_destroy(link->client);
		if (mailbox_state(&link->box, NULL) != ROOM_LINK_REFUSED)
			mailbox_set_state(&link->box, ROOM_LINK_DOWN);
		if (!mailbox_is_ended(&link->box)) {
			int64_t until_ms = clock_mono_ms() + pause_ms(link, &chance);

			while (!mailbox_is_ended(&link->box) && clock_mono_ms() < until_ms)
				wait_turn(link, -1, clock_left_ms(until_ms));
		}
	}
	if (mailbox_finish(&link->box))
		link_free(link);
	return NULL;
}

/* ---- the owner ------------------------------------------------------------------------- */

static struct room_ticket ticket_copy(const struct room_ticket *ticket)
{
	struct room_ticket copy = *ticket;

	copy.bus = mem_dup(ticket->bus);
	copy.host = mem_dup(ticket->host);
	copy.class = mem_dup(ticket->class);
	copy.name = mem_dup(ticket->name);
	copy.shown = mem_dup(ticket->shown);
	copy.password = mem_dup(ticket->password);
	copy.ca = mem_dup(ticket->ca);
	return copy;
}

struct room_link *room_link_open(const struct room_ticket *ticket, const char *will, bool hears_seats,
				 struct error *err)
{
	struct room_link *link = mem_alloc(sizeof *link);

	link->ticket = ticket_copy(ticket);
	link->will = mem_dup(will);
	link->hears_seats = hears_seats;
	if (mailbox_open(&link->box, err)) {
		errno = thread_start(NULL, run, link);
		if (errno == 0)
			return link;
		error_errno(err, "pthread_create");
	}
	link_free(link);
	return NULL;
}

int room_link_fd(const struct room_link *link)
{
	return bell_fd(&link->box.for_owner);
}

enum room_link_state room_link_state(struct room_link *link, int64_t *since_ms)
{
	return mailbox_state(&link->box, since_ms);
}

struct error room_link_why(struct room_link *link)
{
	return mailbox_why(&link->box);
}

bool room_link_next(struct room_link *link, struct room_message *message)
{
	return mailbox_next(&link->box, message);
}

void room_link_tell(struct room_link *link, enum room_topic topic, const char *seat, const char *bytes)
{
	struct room_message message = { .topic = topic, .seat = mem_dup(seat), .bytes = mem_dup(bytes),
					.n = strlen(bytes) };

	mailbox_tell(&link->box, room_topic_whole(link->ticket.class, topic, seat), message);
}

void room_link_leave(struct room_link *link)
{
	mailbox_unsay(&link->box);
	room_link_close(link, 0);
}

void room_link_close(struct room_link *link, int most_ms)
{
	if (link && mailbox_leave(&link->box, most_ms))
		link_free(link);
}
