// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The first sectors of a FAT12 file system with one small file: those that say something.
 * All other sectors of it may hold anything. */
#ifndef SAFE_FAT_H
#define SAFE_FAT_H

#include <stdint.h>

/* The boot sector, the table twice, the root directory, the file's one sector. */
enum { FAT_SECTOR = 512, FAT_SECTORS = 5 };

/* Of so many sectors in all, at most 30000.  The text has at most 512 bytes; its file is
 * letter.txt. */
void fat_make(uint8_t out[FAT_SECTORS * FAT_SECTOR], unsigned sectors, const char *text);

#endif
