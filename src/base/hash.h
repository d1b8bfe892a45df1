// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* FNV-1a: tells texts and files apart, the same on every machine and for ever.
 * No defence against forgers.  Pure. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH32 2166136261u /* of nothing: what the first call gets */
#define HASH64 UINT64_C(14695981039346656037)

/* The hash of what came before and these bytes. */
uint32_t hash32(uint32_t hash, const void *bytes, size_t n);
uint64_t hash64(uint64_t hash, const void *bytes, size_t n);

#endif
