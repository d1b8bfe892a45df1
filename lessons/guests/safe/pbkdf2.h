// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Keys from passwords: PBKDF2 (RFC 8018) with HMAC (RFC 2104) and SHA-512 (FIPS 180-4). */
#ifndef SAFE_PBKDF2_H
#define SAFE_PBKDF2_H

#include <stddef.h>
#include <stdint.h>

enum { SHA512_SIZE = 64 }; /* bytes of a hash, and of a key that is made here */

void sha512(const void *data, size_t size, uint8_t hash[SHA512_SIZE]);

/* The first block of PBKDF2's output.  The password has at most 128 bytes. */
void pbkdf2(const char *password, const uint8_t *salt, size_t salt_size, unsigned rounds,
	    uint8_t key[SHA512_SIZE]);

#endif
