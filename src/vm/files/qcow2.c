// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Reading what stands in a qcow2 image, as QEMU's docs/interop/qcow2 describes it; see
 * qcow2.h.  All its numbers are big endian. */
#include "vm/files/qcow2.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

enum {
	AT_VERSION = 4,
	AT_BACKING = 8,
	AT_BACKING_BYTES = 16,
	AT_SIZE = 24,
	AT_ROWS = 36,           /* of the table of the disk's clusters, 8 bytes each */
	AT_ROWS_AT = 40,        /* where that is */
	AT_COUNTS_AT = 48,      /* where the table of the clusters' counts is */
	AT_SNAPSHOTS = 60,      /* how many */
	AT_SNAPSHOTS_AT = 64,   /* where their table is */
	AT_FEATURES = 72,       /* those that a reader must know; from version 3 on */
	CORRUPT = 1 << 1,        /* two of them */
	DATA_ELSEWHERE = 1 << 2,
	NAME_MOST = 1023,       /* bytes of a name */
};

/* A row of the table of snapshots: these bytes, then extra ones, the id and the name, and
 * zeros up to a multiple of 8. */
enum { ROW = 40, ROW_ID_BYTES = 12, ROW_NAME_BYTES = 14, ROW_EXTRA_BYTES = 36, ROWS_MOST = 65536 };

static uint64_t big_endian(const unsigned char *bytes, size_t n)
{
	uint64_t value = 0;

	while (n-- > 0)
		value = value << 8 | *bytes++;
	return value;
}

static uint64_t end_of_tables(const unsigned char head[QCOW2_HEAD])
{
	uint64_t rows = big_endian(head + AT_ROWS_AT, 8), counts = big_endian(head + AT_COUNTS_AT, 8);

	rows = rows > INT64_MAX ? rows : rows + big_endian(head + AT_ROWS, 4) * 8;
	return rows > counts ? rows : counts;
}

bool qcow2_parse(const unsigned char head[QCOW2_HEAD], struct qcow2 *out)
{
	uint64_t features;

	*out = (struct qcow2){ 0 };
	if (memcmp(head, "QFI\xfb", 4) != 0)
		return false;
	out->version = big_endian(head + AT_VERSION, 4);
	out->backing_at = big_endian(head + AT_BACKING, 8);
	out->backing_bytes = big_endian(head + AT_BACKING_BYTES, 4);
	out->size = big_endian(head + AT_SIZE, 8);
	out->tables_end = end_of_tables(head);
	features = out->version >= 3 ? big_endian(head + AT_FEATURES, 8) : 0;
	out->data_elsewhere = (features & DATA_ELSEWHERE) != 0;
	out->corrupt = (features & CORRUPT) != 0;
	return true;
}

/* Compares the name of the snapshot in this row, and finds the next one.  False: it cannot
 * be read. */
static bool look_row(int fd, uint64_t *at, const char *name, bool *same)
{
	unsigned char row[ROW];
	char its[NAME_MOST];
	uint64_t n, before;

	if (pread(fd, row, sizeof row, (off_t)*at) != (ssize_t)sizeof row)
		return false;
	n = big_endian(row + ROW_NAME_BYTES, 2);
	before = ROW + big_endian(row + ROW_EXTRA_BYTES, 4) + big_endian(row + ROW_ID_BYTES, 2);
	*same = n == strlen(name) && n <= sizeof its &&
		pread(fd, its, n, (off_t)(*at + before)) == (ssize_t)n && memcmp(its, name, n) == 0;
	*at += (before + n + 7) / 8 * 8;
	return *at < INT64_MAX / 2;
}

bool qcow2_has_snapshot(int fd, const char *name)
{
	unsigned char head[QCOW2_HEAD] = { 0 };
	uint64_t left, at;
	struct qcow2 image;
	bool same = false;

	if (pread(fd, head, sizeof head, 0) < 0 || !qcow2_parse(head, &image))
		return false;
	left = big_endian(head + AT_SNAPSHOTS, 4);
	at = big_endian(head + AT_SNAPSHOTS_AT, 8);
	if (left > ROWS_MOST || at >= INT64_MAX / 2)
		return false;
	while (!same && left-- > 0 && look_row(fd, &at, name, &same))
		;
	return same;
}

char *qcow2_backing(int fd)
{
	unsigned char head[QCOW2_HEAD] = { 0 };
	struct qcow2 image;
	char name[NAME_MOST];

	if (pread(fd, head, sizeof head, 0) < 0 || !qcow2_parse(head, &image) ||
	    image.backing_at == 0 || image.backing_at > INT64_MAX || image.backing_bytes == 0 ||
	    image.backing_bytes > sizeof name)
		return NULL;
	if (pread(fd, name, image.backing_bytes, (off_t)image.backing_at) !=
	    (ssize_t)image.backing_bytes)
		return NULL;
	return mem_ndup(name, image.backing_bytes);
}
