// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* AES-256 in XTS mode (FIPS 197, IEEE 1619), enciphering only: what a VeraCrypt volume is
 * written with.  Short rather than fast, and not hardened: nothing here guards a secret. */
#ifndef SAFE_XTS_H
#define SAFE_XTS_H

#include <stddef.h>
#include <stdint.h>

enum { XTS_KEY = 64 }; /* bytes: 32 for the data, then 32 for the position */

/* Enciphers size bytes in place, a multiple of 16, as the data unit of this number. */
void xts_encrypt(const uint8_t key[XTS_KEY], uint64_t unit, uint8_t *data, size_t size);

#endif
