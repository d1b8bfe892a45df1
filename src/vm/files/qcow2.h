// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What stands in a qcow2 image: its header, and the names of its snapshots.  Any thread. */
#ifndef VM_FILES_QCOW2_H
#define VM_FILES_QCOW2_H

#include <stdbool.h>
#include <stdint.h>

#define QCOW2_HEAD 80 /* bytes of the file that qcow2_parse() looks at */

struct qcow2 {
	uint64_t version;
	uint64_t backing_at;    /* where the name of the backing file is; 0: there is none */
	uint64_t backing_bytes; /* of that name */
	uint64_t size;          /* of the disk, in bytes */
	uint64_t tables_end;    /* a shorter file has lost a table without which it is nothing */
	bool data_elsewhere;    /* the data is in another file */
	bool corrupt;           /* QEMU found it damaged, and opens it only for reading */
};

/* Reads the header from the file's first bytes; those of a shorter file are followed by
 * zeros.  Returns false if it is not qcow2.  Pure. */
bool qcow2_parse(const unsigned char head[QCOW2_HEAD], struct qcow2 *out);
/* Returns the name of the backing file as the open image has it; NULL if there is none, or it
 * cannot be read.  Caller frees. */
char *qcow2_backing(int fd);
/* Does the open image hold a snapshot of this name?  False also if that cannot be read. */
bool qcow2_has_snapshot(int fd, const char *name);

#endif
