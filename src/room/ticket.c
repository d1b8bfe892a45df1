// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See ticket.h. */
#include "room/ticket.h"

#include <ctype.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "json/json.h"

enum {
	TICKET_BYTES_MAX = 8192,
	NAME_MAX_BYTES = 31,
	PORT_MAX = 65535,
};

#define BUS "unix:"
#define TLS "mqtts://"

bool ticket_is_name(const char *name)
{
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");

	return n > 0 && n <= NAME_MAX_BYTES && name[n] == '\0' && islower((unsigned char)name[0]);
}

char *ticket_path(void)
{
	const struct passwd *user = getpwuid(geteuid());
	char *path = user ? mem_printf("/etc/imitation/tickets/%s", user->pw_name) : NULL;
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	if (path && access(path, F_OK) == 0)
		return path;
	free(path);
	if (config && config[0] == '/')
		path = mem_printf("%s/imitation/ticket", config);
	else
		path = home ? mem_printf("%s/.config/imitation/ticket", home) : NULL;
	if (path && access(path, F_OK) == 0)
		return path;
	free(path);
	return NULL;
}

/* ---- read ------------------------------------------------------------------------- */

static bool take_text(const struct json *map, const char *name, char **out)
{
	const char *text = json_has_text(json_get(map, name));

	if (text)
		*out = mem_dup(text);
	return text;
}

static bool take_name(const struct json *map, const char *name, char **out)
{
	return take_text(map, name, out) && ticket_is_name(*out);
}

/* HOST:PORT, where HOST may be [an address with colons]. */
static bool take_address(const char *address, struct room_ticket *out)
{
	const char *colon = strrchr(address, ':');
	char *end;
	long port = colon ? strtol(colon + 1, &end, 10) : 0;

	if (!colon || !isdigit((unsigned char)colon[1]) || *end || port < 1 || port > PORT_MAX || colon == address)
		return false;
	if (address[0] == '[' && colon[-1] == ']')
		out->host = mem_ndup(address + 1, (size_t)(colon - address) - 2);
	else
		out->host = mem_ndup(address, (size_t)(colon - address));
	out->port = (int)port;
	return true;
}

static bool take_url(const struct json *map, struct room_ticket *out)
{
	const char *url = json_has_text(json_get(map, "url"));

	if (str_starts(url, BUS "/"))
		out->bus = mem_dup(url + strlen(BUS));
	else if (str_starts(url, TLS))
		return take_address(url + strlen(TLS), out) && take_text(map, "ca", &out->ca);
	return out->bus;
}

static bool take_all(const struct json *map, struct room_ticket *out)
{
	char *shown = NULL;
	bool ok = take_url(map, out) && take_name(map, "class", &out->class) &&
		  take_name(map, "name", &out->name) && take_text(map, "password", &out->password) &&
		  take_text(map, "shown", &shown) &&
		  (!json_get(map, "instructor") || json_has_truth(json_get(map, "instructor"), &out->instructor));

	out->shown = shown ? utf8_clean(shown, strlen(shown)) : NULL;
	free(shown);
	return ok;
}

bool ticket_read(const char *path, struct room_ticket *out, struct error *err)
{
	struct str text = { 0 };
	struct json *map;
	bool ok;

	memset(out, 0, sizeof *out);
	if (!file_read(path, TICKET_BYTES_MAX, &text, err))
		return false;
	map = json_read(str_text(&text), text.len);
	ok = map && take_all(map, out);
	json_free(map);
	str_free(&text);
	if (ok)
		return true;
	ticket_free(out);
	error_set(err, ERROR_INPUT, _("%s is no ticket for a class."), path);
	error_remedy(err, _("Ask who invited you for another one."));
	return false;
}

/* ---- written ------------------------------------------------------------------------ */

static char *url_of(const struct room_ticket *ticket)
{
	bool colons = ticket->host && strchr(ticket->host, ':');

	if (ticket->bus)
		return mem_printf(BUS "%s", ticket->bus);
	return mem_printf(TLS "%s%s%s:%d", colons ? "[" : "", ticket->host, colons ? "]" : "", ticket->port);
}

char *ticket_text(const struct room_ticket *ticket)
{
	struct json *map = json_map();
	char *url = url_of(ticket), *line;

	json_put(map, "url", json_text(url));
	json_put(map, "class", json_text(ticket->class));
	json_put(map, "name", json_text(ticket->name));
	json_put(map, "shown", json_text(ticket->shown));
	json_put(map, "password", json_text(ticket->password));
	if (ticket->ca)
		json_put(map, "ca", json_text(ticket->ca));
	if (ticket->instructor)
		json_put(map, "instructor", json_truth(true));
	line = json_line(map);
	json_free(map);
	free(url);
	return line;
}

void ticket_free(struct room_ticket *ticket)
{
	free(ticket->bus);
	free(ticket->host);
	free(ticket->class);
	free(ticket->name);
	free(ticket->shown);
	free(ticket->password);
	free(ticket->ca);
	memset(ticket, 0, sizeof *ticket);
}
