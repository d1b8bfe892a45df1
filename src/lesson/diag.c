// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Faults found in a workshop; see diag.h.  Not shared between threads. */
#include "lesson/diag.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

/* A hostile file can have millions of faults, with names of a megabyte; nobody reads that
 * many. */
enum { MAX_DIAGS = 20000, MAX_MESSAGE = 2000 /* columns */ };

/* Returns the clean text, whose end is cut where it is too long.  Caller frees. */
static char *said(const char *raw)
{
	size_t n = utf8_fit(raw, MAX_MESSAGE);
	char *clean = utf8_clean(raw, n), *cut;

	if (!raw[n])
		return clean;
	cut = mem_printf("%s…", clean);
	free(clean);
	return cut;
}

void diag_add(struct diags *diags, enum severity severity, const char *file, int line, int column,
	      const char *format, ...)
{
	struct diag *diag;
	va_list args;
	char *raw;

	if (diags->n >= MAX_DIAGS)
		return;
	diag = MEM_PUSH(diags->list, diags->n);
	va_start(args, format);
	raw = mem_vprintf(format, args);
	va_end(args);
	diag->severity = severity;
	diag->file = utf8_clean(file, strlen(file));
	diag->line = line;
	diag->column = column;
	diag->message = said(raw);
	free(raw);
}

size_t diag_errors(const struct diags *diags)
{
	size_t i, n = 0;

	for (i = 0; i < diags->n; i++)
		n += diags->list[i].severity == DIAG_ERROR;
	return n;
}

struct ranked {
	struct diag diag;
	size_t file_rank, index;
};

static int compare(const struct ranked *a, const struct ranked *b)
{
	if (a->file_rank != b->file_rank)
		return a->file_rank < b->file_rank ? -1 : 1;
	if (a->diag.line != b->diag.line)
		return a->diag.line < b->diag.line ? -1 : 1;
	if (a->diag.column != b->diag.column)
		return a->diag.column < b->diag.column ? -1 : 1;
	if (a->diag.severity != b->diag.severity)
		return a->diag.severity > b->diag.severity ? -1 : 1;
	return 0;
}

static int compare_said(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;
	int order = compare(a, b);

	if (order == 0)
		order = strcmp(a->diag.message, b->diag.message);
	return order ? order : a->index < b->index ? -1 : 1;
}

static int compare_final(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;
	int order = compare(a, b);

	return order ? order : a->index < b->index ? -1 : 1;
}

/* Ranks the files by order of first mention. */
static void rank_files(struct ranked *all, size_t n)
{
	const char **files = NULL;
	size_t n_files = 0, i, j = 0;

	for (i = 0; i < n; i++) {
		/* It is mostly the file of the previous fault. */
		if (j >= n_files || strcmp(files[j], all[i].diag.file) != 0)
			for (j = 0; j < n_files && strcmp(files[j], all[i].diag.file) != 0; j++)
				;
		if (j == n_files)
			*MEM_PUSH(files, n_files) = all[i].diag.file;
		all[i].file_rank = j;
	}
	free(files);
}

void diag_sort(struct diags *diags)
{
	struct ranked *all = mem_array(diags->n, sizeof *all);
	size_t i, kept = 0;

	for (i = 0; i < diags->n; i++)
		all[i] = (struct ranked){ .diag = diags->list[i], .index = i };
	rank_files(all, diags->n);
	if (diags->n > 1)
		qsort(all, diags->n, sizeof *all, compare_said);
	for (i = 0; i < diags->n; i++) {
		if (kept > 0 && compare(&all[kept - 1], &all[i]) == 0 &&
		    strcmp(all[kept - 1].diag.message, all[i].diag.message) == 0) {
			free(all[i].diag.file);
			free(all[i].diag.message);
		} else {
			all[kept++] = all[i];
		}
	}
	if (kept > 1)
		qsort(all, kept, sizeof *all, compare_final);
	for (i = 0; i < kept; i++)
		diags->list[i] = all[i].diag;
	diags->n = kept;
	free(all);
}

char *diag_text(const struct diag *diag)
{
	struct str text = { 0 };

	str_add(&text, diag->file);
	if (diag->line > 0)
		str_addf(&text, ":%d", diag->line);
	if (diag->line > 0 && diag->column > 0)
		str_addf(&text, ":%d", diag->column);
	/* Not translated: editors parse these two words. */
	str_addf(&text, ": %s: %s", diag->severity == DIAG_ERROR ? "error" : "warning",
		 diag->message);
	return str_take(&text);
}

void diag_free(struct diags *diags)
{
	size_t i;

	for (i = 0; i < diags->n; i++) {
		free(diags->list[i].file);
		free(diags->list[i].message);
	}
	free(diags->list);
	*diags = (struct diags){ 0 };
}
