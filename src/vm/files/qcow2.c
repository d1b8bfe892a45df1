// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Reading the header of a qcow2 image, as QEMU's docs/interop/qcow2 describes it; see
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
	AT_FEATURES = 72,       /* those that a reader must know; from version 3 on */
	DATA_ELSEWHERE = 1 << 2, /* one of them */
	NAME_MOST = 1023,       /* bytes of a name */
};

static uint64_t big_endian(const unsigned char *bytes, size_t n)
{
	uint64_t value = 0;

	while (n-- > 0)
		value = value << 8 | *bytes++;
	return value;
}

bool qcow2_parse(const unsigned char head[QCOW2_HEAD], struct qcow2 *out)
{
	*out = (struct qcow2){ 0 };
	if (memcmp(head, "QFI\xfb", 4) != 0)
		return false;
	out->version = big_endian(head + AT_VERSION, 4);
	out->backing_at = big_endian(head + AT_BACKING, 8);
	out->backing_bytes = big_endian(head + AT_BACKING_BYTES, 4);
	out->size = big_endian(head + AT_SIZE, 8);
	out->data_elsewhere = out->version >= 3 &&
			      (big_endian(head + AT_FEATURES, 8) & DATA_ELSEWHERE) != 0;
	return true;
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
