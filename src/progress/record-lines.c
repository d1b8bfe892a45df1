// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A record as the lines of its file: read, printed; see record-lines.h. */
#include "progress/record-lines.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"

#define HEADER "imitation-progress 1"

enum { MAX_FIELDS = 5 };

/* Fields are separated by blanks; such bytes within a field are written as %XX.  An empty
 * field is "%". */
static void add_field(struct str *out, const char *text)
{
	str_addc(out, ' ');
	if (!text || !text[0])
		str_addc(out, '%');
	for (; text && *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c <= ' ' || c == '%' || c == 0x7f)
			str_addf(out, "%%%02X", c);
		else
			str_addc(out, (char)c);
	}
}

static bool unescape(char *field)
{
	char *to = field, *at = field;

	if (strcmp(field, "%") == 0) {
		field[0] = '\0';
		return true;
	}
	for (; *at; at++) {
		unsigned value;

		if (*at != '%') {
			*to++ = *at;
			continue;
		}
		if (!ascii_xdigit(at[1]) || !ascii_xdigit(at[2]) ||
		    sscanf(at + 1, "%2x", &value) != 1 || value == 0)
			return false;
		*to++ = (char)value;
		at += 2;
	}
	*to = '\0';
	return true;
}

static bool number(const char *text, int64_t *value)
{
	char *end;
	long long n;

	errno = 0;
	n = strtoll(text, &end, 10);
	if (errno || end == text || *end || n < 0)
		return false;
	*value = n;
	return true;
}

static bool line_epoch(struct record *r, char **f)
{
	int64_t epoch;

	if (!number(f[0], &epoch) || epoch == INT64_MAX) /* it could not grow */
		return false;
	r->epoch = epoch;
	return true;
}

static bool line_place(struct record *r, char **f)
{
	free(r->place);
	r->place = mem_dup(f[0]);
	return true;
}

static bool line_seen(struct record *r, char **f)
{
	if (!record_seen(r, f[0]))
		*MEM_PUSH(r->seen, r->n_seen) = mem_dup(f[0]);
	return true;
}

static bool line_view(struct record *r, char **f)
{
	struct record_change c = { .kind = CHANGE_VIEW, .step = f[0], .name = f[3], .machine = f[4] };

	if (!number(f[1], &c.ms) || !number(f[2], &c.more))
		return false;
	record_apply(r, &c);
	return true;
}

static bool line_unfinished(struct record *r, char **f)
{
	record_apply(r, &(struct record_change){ .kind = CHANGE_UNFINISHED, .step = f[0],
						 .machine = f[1], .verb = f[2], .name = f[3] });
	return true;
}

static bool line_skipped(struct record *r, char **f)
{
	record_apply(r, &(struct record_change){ .kind = CHANGE_SKIP, .step = f[0] });
	return true;
}

static bool line_passed(struct record *r, char **f)
{
	record_apply(r, &(struct record_change){ .kind = CHANGE_PASS, .step = f[0], .name = f[1] });
	return true;
}

static bool line_snapshot(struct record *r, char **f)
{
	struct record_change c = { .kind = CHANGE_SNAPSHOT, .machine = f[0], .name = f[1], .step = f[2] };

	if (!number(f[3], &c.ms))
		return false;
	record_apply(r, &c);
	return true;
}

static bool line_spent(struct record *r, char **f)
{
	return number(f[0], &r->spent_ms);
}

static bool line_language(struct record *r, char **f)
{
	record_apply(r, &(struct record_change){ .kind = CHANGE_LANGUAGE, .name = f[0] });
	return true;
}

static bool line_page(struct record *r, char **f)
{
	record_apply(r, &(struct record_change){ .kind = CHANGE_PAGE, .name = f[0] });
	return true;
}

static bool line_workshop(struct record *r, char **f)
{
	free(r->workshop);
	r->workshop = mem_dup(f[0]);
	return true;
}

static bool line_step(struct record *r, char **f)
{
	struct known_step step = { .id = f[0], .language = f[1] };
	uint32_t *const hashes[] = { &step.lesson, &step.title, &step.content };
	size_t i;
	char *end;

	for (i = 0; i < ARRAY_LEN(hashes); i++) {
		if (strlen(f[i + 2]) != 8)
			return false;
		*hashes[i] = (uint32_t)strtoul(f[i + 2], &end, 16);
		if (*end)
			return false;
	}
	if (steps_find(&r->steps, f[0]) < r->steps.n)
		return false;
	if (r->steps.n < STEPS_MOST)
		steps_add(&r->steps, &step);
	return true;
}

static bool line_seat(struct record *r, char **f)
{
	struct record_change c = { .kind = CHANGE_SEAT };

	if (!number(f[0], &c.ms) || !number(f[1], &c.more))
		return false;
	record_apply(r, &c);
	return true;
}

static const struct {
	const char *word;
	size_t n_fields;
	bool (*take)(struct record *, char **fields);
} lines[] = {
	{ "epoch", 1, line_epoch },   { "place", 1, line_place },   { "seen", 1, line_seen },
	{ "passed", 2, line_passed }, { "moment", 4, line_snapshot }, { "spent", 1, line_spent },
	{ "skipped", 1, line_skipped }, { "language", 1, line_language },
	{ "page", 1, line_page }, { "workshop", 1, line_workshop }, { "step", 5, line_step },
	{ "view", 5, line_view }, { "unfinished", 4, line_unfinished },
	{ "seat", 2, line_seat },
};

static bool take_line(struct record *r, char *line)
{
	char *fields[MAX_FIELDS + 1], *save = NULL, *word = strtok_r(line, " ", &save), *field;
	size_t n = 0, i;

	while (n <= MAX_FIELDS && (field = strtok_r(NULL, " ", &save)) != NULL)
		fields[n++] = field;
	for (i = 0; word && i < ARRAY_LEN(lines); i++) {
		size_t k;

		if (strcmp(lines[i].word, word) != 0 || lines[i].n_fields != n)
			continue;
		for (k = 0; k < n; k++)
			if (!unescape(fields[k]))
				return false;
		return lines[i].take(r, fields);
	}
	return false;
}

bool record_parse(struct record *r, const char *text, size_t n)
{
	char *copy = mem_ndup(text, n), *line = copy, *stop;
	bool good = memchr(text, '\0', n) == NULL, ended = false;
	size_t count = 0;

	*r = (struct record){ 0 };
	/* A last line without a newline may be incomplete. */
	for (; (stop = memchr(line, '\n', n - (size_t)(line - copy))) != NULL; line = stop + 1) {
		*stop = '\0';
		if (count++ == 0)
			good = good && strcmp(line, HEADER) == 0;
		else if (strcmp(line, "end") == 0 && stop + 1 == copy + n)
			ended = true;
		else if (!take_line(r, line))
			good = false;
	}
	free(copy);
	return good && ended;
}

static void print_steps(const struct record *r, struct str *out)
{
	const struct step_list *steps = &r->steps;
	size_t i;

	if (r->workshop) {
		str_add(out, "workshop");
		add_field(out, r->workshop);
		str_addc(out, '\n');
	}
	for (i = 0; i < steps->n; i++) {
		str_add(out, "step");
		add_field(out, steps->list[i].id);
		add_field(out, steps->list[i].language);
		str_addf(out, " %08x %08x %08x\n", (unsigned)steps->list[i].lesson,
			 (unsigned)steps->list[i].title, (unsigned)steps->list[i].content);
	}
}

/* How the person left: what they looked at, and what was being done. */
static void print_leaving(const struct record *r, struct str *out)
{
	size_t i;

	if (r->view.step) {
		str_add(out, "view");
		add_field(out, r->view.step);
		str_addf(out, " %lld %lld", (long long)r->view.offset, (long long)r->view.hints);
		add_field(out, r->view.pane);
		add_field(out, r->view.machine);
		str_addc(out, '\n');
	}
	for (i = 0; i < r->n_unfinished; i++) {
		str_add(out, "unfinished");
		add_field(out, r->unfinished[i].step);
		add_field(out, r->unfinished[i].machine);
		add_field(out, r->unfinished[i].verb);
		add_field(out, r->unfinished[i].name);
		str_addc(out, '\n');
	}
	for (i = 0; i < r->n_seats; i++)
		str_addf(out, "seat %lld %lld\n", (long long)r->seats[i].pid,
			 (long long)r->seats[i].start);
}

void record_print(const struct record *r, struct str *out)
{
	size_t i;

	str_addf(out, "%s\nepoch %lld\n", HEADER, (long long)r->epoch);
	print_steps(r, out);
	if (r->place) {
		str_add(out, "place");
		add_field(out, r->place);
		str_addc(out, '\n');
	}
	if (r->page) {
		str_add(out, "page");
		add_field(out, r->page);
		str_addc(out, '\n');
	}
	print_leaving(r, out);
	for (i = 0; i < r->n_seen; i++) {
		str_add(out, "seen");
		add_field(out, r->seen[i]);
		str_addc(out, '\n');
	}
	for (i = 0; i < r->n_passed; i++) {
		str_add(out, "passed");
		add_field(out, r->passed[i].step);
		add_field(out, r->passed[i].key);
		str_addc(out, '\n');
	}
	for (i = 0; i < r->n_skipped; i++) {
		str_add(out, "skipped");
		add_field(out, r->skipped[i]);
		str_addc(out, '\n');
	}
	for (i = 0; i < r->n_snapshots; i++) {
		str_add(out, "moment");
		add_field(out, r->snapshots[i].machine);
		add_field(out, r->snapshots[i].snapshot);
		add_field(out, r->snapshots[i].step);
		str_addf(out, " %lld\n", (long long)r->snapshots[i].taken_ms);
	}
	if (r->language) {
		str_add(out, "language");
		add_field(out, r->language);
		str_addc(out, '\n');
	}
	str_addf(out, "spent %lld\nend\n", (long long)r->spent_ms);
}

bool record_equal(const struct record *a, const struct record *b)
{
	struct str x = { 0 }, y = { 0 };
	bool equal;

	record_print(a, &x);
	record_print(b, &y);
	equal = strcmp(str_text(&x), str_text(&y)) == 0;
	str_free(&x);
	str_free(&y);
	return equal;
}
