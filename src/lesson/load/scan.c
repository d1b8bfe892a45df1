// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The files of a workshop's folder; see scan.h. */
#include "lesson/load/scan.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/load/values.h"

enum { MAX_NUMBER = 99999 };

static bool is_pair(const char *at, int most)
{
	return ascii_digit(at[0]) && ascii_digit(at[1]) && !ascii_digit(at[2]) &&
	       strtol(at, NULL, 10) <= most;
}

/* Does the name begin with a date, as a blog has it: "2024-05-01-a-post.md"? */
static bool is_date(const char *name)
{
	return strspn(name, "0123456789") == 4 && name[4] == '-' && is_pair(name + 5, 12) &&
	       name[7] == '-' && is_pair(name + 8, 31);
}

size_t scan_prefix(const char *name)
{
	size_t n = is_date(name) ? strlen("2024-05-01") : strspn(name, "0123456789");

	return n > 0 && name[n] == '-' ? n + 1 : 0;
}

int scan_lesson_number(const char *name)
{
	size_t n = strspn(name, "0123456789");
	long number;

	if (is_date(name))
		return -1;
	if (n == 0 || n > 9 || name[n] != '-' || !str_ends(name, ".md"))
		return -1;
	number = strtol(name, NULL, 10);
	return number <= MAX_NUMBER ? (int)number : -1;
}

const struct scan_file *scan_number(const struct scan *scan, int number)
{
	size_t i;

	for (i = 0; i < scan->n_lessons; i++)
		if (scan->lessons[i].number == number)
			return &scan->lessons[i];
	return NULL;
}

static int by_number(const void *x, const void *y)
{
	const struct scan_file *a = x, *b = y;

	if (a->number != b->number)
		return a->number < b->number ? -1 : 1;
	return strcmp(a->name, b->name);
}

/* Compares numbers by value; strverscmp() would take "02" for a fraction. */
static int naturally(const void *x, const void *y)
{
	const char *a = ((const struct scan_file *)x)->name,
		   *b = ((const struct scan_file *)y)->name;

	while (*a && *b) {
		size_t n, k;

		if (!ascii_digit(*a) || !ascii_digit(*b)) {
			if (*a != *b)
				return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
			a++;
			b++;
			continue;
		}
		a += strspn(a, "0");
		b += strspn(b, "0");
		n = strspn(a, "0123456789");
		k = strspn(b, "0123456789");
		if (n != k)
			return n < k ? -1 : 1;
		if (strncmp(a, b, n) != 0)
			return strncmp(a, b, n);
		a += n;
		b += n;
	}
	return *a ? 1 : *b ? -1 : strcmp(((const struct scan_file *)x)->name,
					 ((const struct scan_file *)y)->name);
}

/* Ranks the names that a cover can have: the lowest is preferred; other files come last. */
static int cover_rank(const char *name)
{
	static const char *const names[] = { COVER, "README.md", "index.md" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(names[i], name) == 0)
			return (int)i;
	return (int)i;
}

static void take_name(struct scan *scan, const char *name)
{
	int number = scan_lesson_number(name);
	struct scan_file *f;

	if (cover_rank(name) < cover_rank(scan->cover ? scan->cover : "")) {
		/* A better name for the cover: the file found before is none. */
		free(scan->cover);
		scan->cover = mem_dup(name);
		return;
	}
	if (number >= 0) {
		f = MEM_PUSH(scan->lessons, scan->n_lessons);
	} else if (str_ends(name, ".md") || str_ends(name, ".txt")) {
		if (cover_rank(name) < cover_rank(""))
			return;
		f = MEM_PUSH(scan->plain, scan->n_plain);
	} else {
		return;
	}
	f->name = mem_dup(name);
	f->number = number;
}

static bool has_lessons(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	bool found = false;

	while (dir && !found && (entry = readdir(dir)) != NULL)
		found = scan_lesson_number(entry->d_name) >= 0;
	if (dir)
		closedir(dir);
	return found;
}

static int by_text(const void *x, const void *y)
{
	return strcmp(*(char *const *)x, *(char *const *)y);
}

static void settle(struct scan *scan)
{
	if (scan->n_lessons > 1)
		qsort(scan->lessons, scan->n_lessons, sizeof *scan->lessons, by_number);
	if (scan->n_plain > 1)
		qsort(scan->plain, scan->n_plain, sizeof *scan->plain, naturally);
	if (scan->n_languages > 1)
		qsort(scan->languages, scan->n_languages, sizeof *scan->languages, by_text);
}

bool scan_folder(const char *path, struct scan *scan, struct error *err)
{
	DIR *dir = opendir(path);
	struct dirent *entry;

	*scan = (struct scan){ 0 };
	if (!dir)
		return error_errno(err, path);
	while ((entry = readdir(dir)) != NULL) {
		char *full;

		if (entry->d_name[0] == '.')
			continue;
		full = file_join(path, entry->d_name);
		if (!file_is_dir(full))
			take_name(scan, entry->d_name);
		else if (language_name_ok(entry->d_name) && has_lessons(full))
			*MEM_PUSH(scan->languages, scan->n_languages) = mem_dup(entry->d_name);
		free(full);
	}
	closedir(dir);
	settle(scan);
	return true;
}

void scan_free(struct scan *scan)
{
	size_t i;

	for (i = 0; i < scan->n_lessons; i++)
		free(scan->lessons[i].name);
	for (i = 0; i < scan->n_plain; i++)
		free(scan->plain[i].name);
	for (i = 0; i < scan->n_languages; i++)
		free(scan->languages[i]);
	free(scan->cover);
	free(scan->lessons);
	free(scan->plain);
	free(scan->languages);
	*scan = (struct scan){ 0 };
}
