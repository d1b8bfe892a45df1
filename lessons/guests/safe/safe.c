// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Writes the VeraCrypt volume of lesson 8 to standard output: those of its sectors that say
 * something.  They are the header, the first ones of the file system, and the header's copy
 * at the end.  lessons/guests/linux/safe puts them where they belong in a file of noise,
 * which is what all of a VeraCrypt volume looks like.
 *
 * The layout is that of a standard volume, as VeraCrypt documents it: 128 KiB for the
 * header, and for that of a hidden volume if there is one; the data; 128 KiB for the
 * copies of both.  Numbers in the header have their highest byte first.
 *
 * It is a volume to play with: the password and all keys are in this file, so that
 * everybody gets the same bytes. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "fat.h"
#include "pbkdf2.h"
#include "xts.h"

enum {
	SECTOR = FAT_SECTOR,
	VOLUME = 1024 * 1024,         /* bytes in all */
	HEADERS = 128 * 1024,         /* bytes before the data, and behind it */
	DATA = VOLUME - 2 * HEADERS,
	SALT = 64,                    /* bytes: the only ones that are not enciphered */
	KEYS = 256,                   /* where they begin in the header */
	PIM = 1,                      /* VeraCrypt's "personal iterations multiplier" */
	ROUNDS = 15000 + 1000 * PIM,  /* of PBKDF2: what VeraCrypt makes of it */
	MADE_BY = 5,                  /* the version of the header */
	READ_BY = 0x010b,             /* the oldest VeraCrypt that can read it: 1.11 */
};

/* VeraCrypt allows a small PIM for passwords of 20 letters or more. */
static const char password[] = "tulips from amsterdam";
static const char letter[] = "The treasure has moved: look under the pear tree.\n";

static void put_number(uint8_t *to, int bytes, uint64_t value)
{
	while (bytes-- > 0) {
		to[bytes] = (uint8_t)value;
		value >>= 8;
	}
}

/* The CRC of zip and Ethernet. */
static uint32_t crc_32(const uint8_t *data, size_t size)
{
	uint32_t crc = ~(uint32_t)0;
	int bit;

	while (size-- > 0) {
		crc ^= *data++;
		for (bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc;
}

/* 64 bytes that look as if they were rolled with dice, always the same of one name. */
static void roll(const char *name, uint8_t out[SHA512_SIZE])
{
	sha512(name, strlen(name), out);
}

/* Fills in what the header says, from byte 64 on. */
static void fill_header(uint8_t header[SECTOR], const uint8_t keys[XTS_KEY])
{
	memcpy(header + KEYS, keys, XTS_KEY);
	memcpy(header + 64, "VERA", 4);
	put_number(header + 68, 2, MADE_BY);
	put_number(header + 70, 2, READ_BY);
	put_number(header + 72, 4, crc_32(header + KEYS, SECTOR - KEYS));
	put_number(header + 100, 8, DATA);    /* the size of the disk */
	put_number(header + 108, 8, HEADERS); /* where it begins, */
	put_number(header + 116, 8, DATA);    /* and how much of it is enciphered */
	put_number(header + 128, 4, SECTOR);
	put_number(header + 252, 4, crc_32(header + 64, 252 - 64));
}

static void make_header(uint8_t header[SECTOR], const char *salt, const uint8_t keys[XTS_KEY])
{
	uint8_t key[SHA512_SIZE];

	memset(header, 0, SECTOR);
	roll(salt, header);
	fill_header(header, keys);
	pbkdf2(password, header, SALT, ROUNDS, key);
	xts_encrypt(key, 0, header + SALT, SECTOR - SALT);
}

/* A sector's number for the cipher counts from the beginning of the volume. */
static void make_data(uint8_t data[FAT_SECTORS * SECTOR], const uint8_t keys[XTS_KEY])
{
	unsigned i;

	fat_make(data, DATA / SECTOR, letter);
	for (i = 0; i < FAT_SECTORS; i++)
		xts_encrypt(keys, HEADERS / SECTOR + i, data + i * SECTOR, SECTOR);
}

static bool write_all(const uint8_t *data, size_t size)
{
	return fwrite(data, 1, size, stdout) == size;
}

int main(void)
{
	uint8_t keys[XTS_KEY], header[SECTOR], copy[SECTOR], data[FAT_SECTORS * SECTOR];
	bool good;

	roll("imitation: the keys of the safe", keys);
	make_header(header, "imitation: the salt of the safe", keys);
	make_header(copy, "imitation: the salt of the safe's copy", keys);
	make_data(data, keys);
	good = write_all(header, sizeof header) && write_all(data, sizeof data) &&
	       write_all(copy, sizeof copy) && fflush(stdout) == 0;
	return good ? 0 : 1;
}
