// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* FNV-1a in 32 and 64 bits; see hash.h. */
#include "base/hash.h"

uint32_t hash32(uint32_t hash, const void *bytes, size_t n)
{
	const unsigned char *at = bytes;

	while (n-- > 0)
		hash = (hash ^ *at++) * 16777619u;
	return hash;
}

uint64_t hash64(uint64_t hash, const void *bytes, size_t n)
{
	const unsigned char *at = bytes;

	while (n-- > 0)
		hash = (hash ^ *at++) * 1099511628211u;
	return hash;
}
