// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A FAT12 file system; see fat.h. */
#include "fat.h"

#include <string.h>

enum {
	CLUSTER = 8,                                    /* sectors: one sector of table is enough */
	NAMES = 16,                                     /* of the root directory: one sector */
	DATE = (2020 - 1980) << 9 | 4 << 5 | 19,        /* 19 April 2020 */
	TIME = 18 << 11,                                /* 18:00 */
	SMALL_LETTERS = 0x08 | 0x10,                    /* before and behind the dot */
};

static void put_16(uint8_t *to, unsigned value)
{
	to[0] = (uint8_t)value;
	to[1] = (uint8_t)(value >> 8);
}

static void put_text(uint8_t *to, const char *text)
{
	memcpy(to, text, strlen(text));
}

static void boot_sector(uint8_t *out, unsigned sectors)
{
	static const uint8_t jump[3] = { 0xeb, 0x3c, 0x90 };

	memcpy(out, jump, sizeof jump);
	put_text(out + 3, "MSDOS5.0");
	put_16(out + 11, FAT_SECTOR);
	out[13] = CLUSTER;
	put_16(out + 14, 1);  /* this sector */
	out[16] = 2;          /* tables */
	put_16(out + 17, NAMES);
	put_16(out + 19, sectors);
	out[21] = 0xf8;       /* a disk that stays where it is */
	put_16(out + 22, 1);  /* sectors of a table */
	put_16(out + 24, 1);  /* sectors of a track, */
	put_16(out + 26, 1);  /* and heads, which nobody asks for any more */
	out[36] = 0x80;
	out[38] = 0x29;       /* the following three are there */
	put_text(out + 39, "SAFE");
	put_text(out + 43, "SAFE       ");
	put_text(out + 54, "FAT12   ");
	put_16(out + 510, 0xaa55);
}

/* Two numbers of 12 bits are in three bytes.  The first two entries are marks; the third
 * says that the file ends with its first cluster. */
static void table(uint8_t *out)
{
	static const uint8_t entries[5] = { 0xf8, 0xff, 0xff, 0xff, 0x0f };

	memcpy(out, entries, sizeof entries);
}

static void root_directory(uint8_t *out, size_t size)
{
	put_text(out, "LETTER  TXT");
	out[11] = 0x20; /* an ordinary file */
	out[12] = SMALL_LETTERS;
	put_16(out + 14, TIME);
	put_16(out + 16, DATE);
	put_16(out + 18, DATE);
	put_16(out + 22, TIME);
	put_16(out + 24, DATE);
	put_16(out + 26, 2); /* its first cluster */
	put_16(out + 28, (unsigned)size);
}

void fat_make(uint8_t out[FAT_SECTORS * FAT_SECTOR], unsigned sectors, const char *text)
{
	memset(out, 0, FAT_SECTORS * FAT_SECTOR);
	boot_sector(out, sectors);
	table(out + FAT_SECTOR);
	table(out + 2 * FAT_SECTOR);
	root_directory(out + 3 * FAT_SECTOR, strlen(text));
	put_text(out + 4 * FAT_SECTOR, text);
}
