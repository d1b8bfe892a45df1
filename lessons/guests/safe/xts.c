// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* AES-256 in XTS mode; see xts.h. */
#include "xts.h"

#include <string.h>

enum { BLOCK = 16, ROUNDS = 14, WORDS = 4 * (ROUNDS + 1) };

struct aes {
	uint8_t round[WORDS][4]; /* the keys of the rounds, in words of four bytes */
};

/* Doubles a number of AES's field of 256. */
static uint8_t twice(uint8_t a)
{
	return (uint8_t)(a << 1 ^ (a & 0x80 ? 0x1b : 0));
}

static uint8_t times(uint8_t a, uint8_t b)
{
	uint8_t product = 0;

	for (; b; b >>= 1, a = twice(a))
		if (b & 1)
			product ^= a;
	return product;
}

/* The S-box of one byte: the inverse, which is the 254th power, and an affine map. */
static uint8_t s_box(uint8_t a)
{
	uint8_t inverse = a, mixed;
	int i;

	for (i = 0; i < 6; i++)
		inverse = times(times(inverse, inverse), a);
	inverse = times(inverse, inverse);
	mixed = inverse;
	for (i = 1; i <= 4; i++)
		mixed ^= (uint8_t)(inverse << i | inverse >> (8 - i));
	return mixed ^ 0x63;
}

static const uint8_t *substitute(uint8_t a)
{
	static uint8_t table[256];
	int i;

	if (!table[0])
		for (i = 0; i < 256; i++)
			table[i] = s_box((uint8_t)i);
	return &table[a];
}

static void turn_word(uint8_t word[4])
{
	uint8_t first = word[0];

	memmove(word, word + 1, 3);
	word[3] = first;
}

/* One word of the key's expansion, from the word before it and the one eight before. */
static void next_word(struct aes *aes, int at, uint8_t *constant)
{
	uint8_t word[4];
	int i;

	memcpy(word, aes->round[at - 1], 4);
	if (at % 8 == 0)
		turn_word(word);
	if (at % 4 == 0)
		for (i = 0; i < 4; i++)
			word[i] = *substitute(word[i]);
	if (at % 8 == 0) {
		word[0] ^= *constant;
		*constant = twice(*constant);
	}
	for (i = 0; i < 4; i++)
		aes->round[at][i] = word[i] ^ aes->round[at - 8][i];
}

static void aes_begin(struct aes *aes, const uint8_t key[32])
{
	uint8_t constant = 1;
	int at;

	memcpy(aes->round, key, 32);
	for (at = 8; at < WORDS; at++)
		next_word(aes, at, &constant);
}

static void xor_block(uint8_t *block, const uint8_t *with)
{
	int i;

	for (i = 0; i < BLOCK; i++)
		block[i] ^= with[i];
}

/* Substitutes each byte, and turns the row r by r columns. */
static void substitute_and_shift(uint8_t block[BLOCK])
{
	uint8_t old[BLOCK];
	int i;

	memcpy(old, block, BLOCK);
	for (i = 0; i < BLOCK; i++)
		block[i] = *substitute(old[(i + 4 * (i % 4)) % BLOCK]);
}

static void mix_columns(uint8_t block[BLOCK])
{
	uint8_t *column, all, first;
	int i;

	for (column = block; column < block + BLOCK; column += 4) {
		all = column[0] ^ column[1] ^ column[2] ^ column[3];
		first = column[0];
		for (i = 0; i < 3; i++)
			column[i] ^= all ^ twice(column[i] ^ column[i + 1]);
		column[3] ^= all ^ twice(column[3] ^ first);
	}
}

static void aes_encrypt(const struct aes *aes, uint8_t block[BLOCK])
{
	int round;

	xor_block(block, aes->round[0]);
	for (round = 1; round <= ROUNDS; round++) {
		substitute_and_shift(block);
		if (round < ROUNDS)
			mix_columns(block);
		xor_block(block, aes->round[4 * round]);
	}
}

/* Doubles a number of XTS's field of 2^128, whose first byte is the lowest. */
static void twice_tweak(uint8_t tweak[BLOCK])
{
	int carry = tweak[BLOCK - 1] >> 7, i;

	for (i = BLOCK - 1; i > 0; i--)
		tweak[i] = (uint8_t)(tweak[i] << 1 | tweak[i - 1] >> 7);
	tweak[0] = (uint8_t)(tweak[0] << 1 ^ (carry ? 0x87 : 0));
}

void xts_encrypt(const uint8_t key[XTS_KEY], uint64_t unit, uint8_t *data, size_t size)
{
	struct aes of_data, of_place;
	uint8_t tweak[BLOCK] = { 0 };
	size_t i;

	aes_begin(&of_data, key);
	aes_begin(&of_place, key + 32);
	for (i = 0; i < 8; i++)
		tweak[i] = (uint8_t)(unit >> 8 * i);
	aes_encrypt(&of_place, tweak);
	for (i = 0; i + BLOCK <= size; i += BLOCK) {
		xor_block(data + i, tweak);
		aes_encrypt(&of_data, data + i);
		xor_block(data + i, tweak);
		twice_tweak(tweak);
	}
}
