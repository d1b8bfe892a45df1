// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See list.h. */
#include "classhost/list.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/names.h"
#include "base/str.h"
#include "base/utf8.h"
#include "classhost/ssh-key.h"
#include "lesson/diag.h"
#include "room/ticket.h"

enum {
	LINE_MOST = 8192, /* bytes; the longest key has 2.8 kB */
	HOST_MOST = 253,  /* bytes (RFC 1035) */
	SHOWN_MOST = 40,  /* columns */
};

#define LAPTOP "laptop"

struct reading {
	const char *file;
	int line;          /* the number of this line */
	const char *start; /* and its first byte */
	class_is_system *is_system;
	void *context;
	struct names names; /* each with the number of its person */
	struct class_list *list;
	struct diags *diags;
	bool ok;
};

/* A part of a line, without the blanks around it. */
struct part {
	const char *at;
	size_t n;
};

/* at: the byte of the line that is wrong. */
#define FAULT(r, at, ...)                                                                          \
	((r)->ok = false, diag_add((r)->diags, DIAG_ERROR, (r)->file, (r)->line,                   \
				   (int)((at) - (r)->start) + 1, __VA_ARGS__))

static struct part trimmed(const char *at, size_t n)
{
	while (n > 0 && ascii_space(*at)) {
		at++;
		n--;
	}
	while (n > 0 && ascii_space(at[n - 1]))
		n--;
	return (struct part){ at, n };
}

static char *text_of(struct part part)
{
	return mem_ndup(part.at, part.n);
}

/* ---- names ----------------------------------------------------------------------- */

/* Accounts and groups that systems have or expect, also where this one has none of them. */
static const char *const reserved[] = {
	"root", "daemon", "bin", "sys", "sync", "games", "man", "lp", "mail", "news", "uucp", "proxy",
	"www-data", "backup", "list", "irc", "gnats", "nobody", "adm", "wheel", "sudo", "admin",
	"operator", "ftp", "halt", "shutdown", "sshd", "messagebus", "polkitd", "dnsmasq", "tss",
	"kvm", "qemu", "libvirt", "libvirt-qemu", "libvirt-dnsmasq", "mosquitto", "imitation-seat",
	"imitation-class", LAPTOP,
};

static bool is_reserved(const struct reading *r, const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(reserved); i++)
		if (str_eq(name, reserved[i]))
			return true;
	return str_starts(name, "systemd-") || (r->is_system && r->is_system(r->context, name));
}

static void refuse_name(struct reading *r, const char *at, const char *name)
{
	char *small = mem_dup(name);
	size_t i;

	for (i = 0; small[i]; i++)
		small[i] = ascii_lower(small[i]);
	if (!name[0])
		FAULT(r, at, _("A name is missing here."));
	else if (strpbrk(name, ";\t"))
		FAULT(r, at,
		      _("A comma stands between a name and what follows it, and nothing else."));
	else if (strchr(name, '#'))
		FAULT(r, at, _("A comment has a line of its own, which begins with \"#\"."));
	else if (ticket_is_name(small))
		FAULT(r, at, _("Write \"%s\": names of accounts have small letters only."), small);
	else
		FAULT(r, at,
		      _("\"%s\" cannot be the name of an account: it has the letters a to z, "
			"digits and \"-\", a letter first, 31 of them at most."),
		      name);
	free(small);
}

/* Returns the name, or NULL where there is a fault. */
static char *read_name(struct reading *r, struct part part)
{
	char *name = text_of(part);
	size_t before = names_find(&r->names, name);

	if (!ticket_is_name(name))
		refuse_name(r, part.at, name);
	else if (is_reserved(r, name))
		FAULT(r, part.at, _("\"%s\" is an account of the system: choose another name."),
		      name);
	else if (before > 0)
		FAULT(r, part.at, _("\"%1$s\" is here a second time: it is in line %2$d already."),
		      name, r->list->people[before - 1].line);
	else
		return name;
	free(name);
	return NULL;
}

/* ---- the other fields ---------------------------------------------------------------- */

static bool is_host(const char *name)
{
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");

	return n > 0 && n <= HOST_MOST && !name[n] && ascii_alnum(name[0]) &&
	       ascii_alnum(name[n - 1]);
}

static void read_host(struct reading *r, struct part part, struct class_person *person)
{
	person->host = text_of(part);
	person->laptop = str_eq(person->host, LAPTOP);
	if (part.n == 0)
		FAULT(r, part.at, _("The name of a host is missing behind \"@\"."));
	else if (!is_host(person->host))
		FAULT(r, part.at, _("\"%s\" cannot be the name of a host."), person->host);
}

/* Returns the first byte that must not reach a terminal, or NULL. */
static const char *unprintable(struct part part)
{
	size_t i = 0;
	uint32_t cp;

	while (i < part.n) {
		size_t n = utf8_decode(part.at + i, part.n - i, &cp);

		if (utf8_cp_width(cp) < 0)
			return part.at + i;
		i += n;
	}
	return NULL;
}

static void read_shown(struct reading *r, struct part part, struct class_person *person)
{
	const char *bad = unprintable(part), *hash = memchr(part.at, '#', part.n);

	if (bad)
		FAULT(r, bad,
		      _("A shown name has letters and blanks, and no tabs or control characters."));
	else if (hash)
		FAULT(r, hash, _("A comment has a line of its own, which begins with \"#\"."));
	free(person->shown);
	person->shown = utf8_clean(part.at, part.n);
	if (utf8_width(person->shown) > SHOWN_MOST)
		FAULT(r, part.at, _("A shown name is %d columns wide at most."), (int)SHOWN_MOST);
}

static void read_key(struct reading *r, struct part part, struct class_person *person)
{
	const char *bad = unprintable(part);

	person->key = text_of(part);
	if (bad) {
		FAULT(r, bad, _("A key has no tabs or control characters."));
		return;
	}
	switch (ssh_key_judge(person->key)) {
	case SSH_KEY_GOOD:
		break;
	case SSH_KEY_PRIVATE:
		FAULT(r, part.at,
		      _("This is a private key, which nobody else should have: the list takes the "
			"public one, the line in the file that ends in \".pub\"."));
		break;
	case SSH_KEY_UNKNOWN:
		FAULT(r, part.at,
		      _("A public key begins with its kind, for instance \"ssh-ed25519\": copy the "
			"line in the file that ends in \".pub\"."));
		break;
	case SSH_KEY_DAMAGED:
		FAULT(r, part.at,
		      _("This key is not whole: copy the line in the file that ends in \".pub\" "
			"again."));
		break;
	}
}

/* What follows the name: SHOWN, KEY or SHOWN,KEY. */
static void read_more(struct reading *r, const char *at, size_t n, struct class_person *person)
{
	struct part all = trimmed(at, n), shown, key = { NULL, 0 };
	const char *comma = memchr(all.at, ',', all.n);

	if (ssh_key_begins(all.at, all.n)) {
		read_key(r, all, person);
		return;
	}
	shown = trimmed(all.at, comma ? (size_t)(comma - all.at) : all.n);
	if (comma)
		key = trimmed(comma + 1, (size_t)(all.at + all.n - comma) - 1);
	if (shown.n > 0)
		read_shown(r, shown, person);
	if (key.n > 0)
		read_key(r, key, person);
}

/* ---- lines --------------------------------------------------------------------------- */

static void read_person(struct reading *r, struct part line)
{
	const char *comma = memchr(line.at, ',', line.n);
	size_t n = comma ? (size_t)(comma - line.at) : line.n;
	const char *at_sign = memchr(line.at, '@', n);
	struct part name = trimmed(line.at, at_sign ? (size_t)(at_sign - line.at) : n);
	bool instructor = name.n > 0 && name.at[0] == '*';
	struct class_person *person;
	char *read;

	if (instructor)
		name = trimmed(name.at + 1, name.n - 1);
	read = read_name(r, name);
	if (!read)
		return;
	names_add(&r->names, read);
	person = MEM_PUSH(r->list->people, r->list->n);
	*person = (struct class_person){
		.name = read, .shown = mem_dup(read), .instructor = instructor, .line = r->line,
	};
	if (at_sign)
		read_host(r, trimmed(at_sign + 1, (size_t)(line.at + n - at_sign) - 1), person);
	if (comma)
		read_more(r, comma + 1, (size_t)(line.at + line.n - comma) - 1, person);
}

/* False where no further line is to be read. */
static bool read_line(struct reading *r, const char *start, size_t n)
{
	struct part line = trimmed(start, n);
	const char *nul = memchr(start, '\0', n);
	size_t bad_at;

	r->line++;
	r->start = start;
	if (!utf8_valid(start, n, &bad_at))
		FAULT(r, start + bad_at,
		      _("This is not UTF-8: save the list as plain text in UTF-8."));
	else if (nul)
		FAULT(r, nul, _("This is no plain text: save the list as plain text in UTF-8."));
	else if (n > LINE_MOST)
		FAULT(r, start,
		      _("This line is longer than any person's: a line has %d bytes at most."),
		      (int)LINE_MOST);
	else if (line.n == 0 || line.at[0] == '#')
		return true;
	else if (r->list->n == CLASS_LIST_MOST)
		FAULT(r, line.at, _("A list has %d people at most."), (int)CLASS_LIST_MOST);
	else {
		read_person(r, line);
		return true;
	}
	return false;
}

static void read_lines(struct reading *r, const char *at, size_t n)
{
	const char *end = at + n;
	bool more = true;

	while (more && at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));

		more = read_line(r, at, (size_t)((newline ? newline : end) - at));
		at = newline ? newline + 1 : end;
	}
}

bool class_list_read(const char *file, const char *bytes, size_t n, class_is_system *is_system,
		     void *context, struct class_list *list, struct diags *diags)
{
	static const char mark[] = "\357\273\277"; /* what Windows puts before UTF-8 */
	struct reading r = {
		.file = file, .start = bytes, .is_system = is_system, .context = context,
		.list = list, .diags = diags, .ok = true,
	};
	size_t skip = n >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;

	*list = (struct class_list){ 0 };
	read_lines(&r, bytes + skip, n - skip);
	if (r.ok && list->n == 0) {
		r.line = 1;
		r.start = bytes;
		FAULT(&r, bytes,
		      _("The list names nobody: write a line for each person, at least a name."));
	}
	names_free(&r.names);
	return r.ok;
}

void class_list_free(struct class_list *list)
{
	size_t i;

	for (i = 0; i < list->n; i++) {
		free(list->people[i].name);
		free(list->people[i].host);
		free(list->people[i].shown);
		free(list->people[i].key);
	}
	free(list->people);
	*list = (struct class_list){ 0 };
}
