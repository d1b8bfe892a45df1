// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* FNV-1a hashes, which tell texts and files apart and are the same on every machine.
 * They do not protect against forgery.  Pure; any thread. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH32 2166136261u /* of nothing: what the first call gets */
#define HASH64 UINT64_C(14695981039346656037)

/* Continues a hash with n more bytes.  Start with HASH32 or HASH64. */
uint32_t hash32(uint32_t hash, const void *bytes, size_t n);
uint64_t hash64(uint64_t hash, const void *bytes, size_t n);

#endif
