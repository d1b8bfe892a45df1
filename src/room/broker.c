// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See broker.h. */
#include "room/broker.h"

#include "base/str.h"

enum {
	PACKET_MAX = 16384, /* bytes; who sends more is disconnected */
	QUEUED_MAX = 200,   /* payloads for one who does not read */
};

/* Settings of a listener that come before the first one would make mosquitto listen at port
 * 1883, for all; so each listener has them after it. */
static void add_listener(struct str *text, const char *folder)
{
	/* Port 0: a socket in the file system, for those who may enter the folder. */
	str_addf(text, "listener 0 %s/bus\n", folder);
	/* A second login of a seat takes over. */
	str_add(text, "use_username_as_clientid true\n");
}

static void add_tls(struct str *text, const struct room_tls *tls)
{
	str_addf(text, "listener %d%s%s\n", tls->port, tls->address ? " " : "", tls->address ? tls->address : "");
	str_add(text, "use_username_as_clientid true\n");
	str_addf(text, "certfile %s\nkeyfile %s\n", tls->cert, tls->key);
	str_add(text, "tls_version tlsv1.2\n");
}

char *broker_configuration(const char *folder, const char *owner, const struct room_tls *tls)
{
	struct str text = { 0 };

	str_add(&text, "# Written by imitation class open.\n");
	add_listener(&text, folder);
	if (tls)
		add_tls(&text, tls);
	str_addf(&text, "user %s\n", owner);
	str_add(&text, "allow_anonymous false\n");
	str_addf(&text, "password_file %s/passwords\nacl_file %s/rules\n", folder, folder);
	/* Each program says its own again: a spoilt database would keep the broker from starting. */
	str_add(&text, "persistence false\n");
	str_addf(&text, "max_packet_size %d\nmax_queued_messages %d\n", PACKET_MAX, QUEUED_MAX);
	str_addf(&text, "log_dest file %s/log\nlog_type error\nlog_type warning\nlog_type notice\n", folder);
	return str_take(&text);
}

/* A block a seat: a pattern for reading would be for instructors, too. */
static void add_seat(struct str *text, const char *class, const struct room_seat *seat)
{
	str_addf(text, "\nuser %s\n", seat->name);
	if (seat->instructor) {
		str_addf(text, "topic readwrite imitation/%s/room/#\n", class);
		str_addf(text, "topic read imitation/%s/seat/#\n", class);
		return;
	}
	str_addf(text, "topic read imitation/%s/room/#\n", class);
	str_addf(text, "topic read imitation/%s/seat/%s/to\n", class, seat->name);
	str_addf(text, "topic read imitation/%s/seat/%s/here\n", class, seat->name);
}

/* Whom each instructor may ask: MQTT has no wildcard that ends in a word. */
static void add_asking(struct str *text, const char *class, const struct room_seat *seats, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!seats[i].instructor)
			str_addf(text, "topic write imitation/%s/seat/%s/to\n", class, seats[i].name);
}

char *broker_rules(const char *class, const struct room_seat *seats, size_t n)
{
	struct str text = { 0 };
	size_t i;

	str_addf(&text, "# Written by imitation class open.\n");
	for (i = 0; i < n; i++) {
		add_seat(&text, class, &seats[i]);
		if (seats[i].instructor)
			add_asking(&text, class, seats, n);
	}
	/* For all: what a seat says of itself. */
	str_addf(&text, "\npattern write imitation/%s/seat/%%u/here\n", class);
	str_addf(&text, "pattern write imitation/%s/seat/%%u/state\n", class);
	str_addf(&text, "pattern write imitation/%s/seat/%%u/screen\n", class);
	return str_take(&text);
}

char *broker_passwords(const struct room_seat *seats, size_t n)
{
	struct str text = { 0 };
	size_t i;

	for (i = 0; i < n; i++)
		str_addf(&text, "%s:%s\n", seats[i].name, seats[i].password);
	return str_take(&text);
}
