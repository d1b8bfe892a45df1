// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the harnesses of this folder share.
 *
 * Each file here but fuzz.c is a harness: it takes any bytes as one kind of input, and fails
 * (cmocka's assert_… and fail_msg) where what must always hold does not.  It keeps nothing
 * from one input to the next.  libFuzzer calls it with bytes that it makes up ("make fuzz"),
 * tests/test-fuzz-found with those of tests/fuzz/found and tests/fuzz/seeds. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdbool.h>

#include "lesson/diag.h"
#include "lesson/load/front-matter.h"

/* Begins the harness of this name: FUZZ(xml) { … return 0; }, which has data and size.  A
 * fuzzer has one of them, under the name that libFuzzer expects. */
#ifdef FUZZ_ALONE
#define FUZZ(name) \
	int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size); \
	int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
#else
#define FUZZ(name) \
	int fuzz_##name(const uint8_t *data, size_t size); \
	int fuzz_##name(const uint8_t *data, size_t size)
#endif

/* Returns a copy that a NUL ends, and so the text up to the first NUL.  Caller frees. */
char *fuzz_text(const uint8_t *data, size_t size);
/* Fails if a terminal must not get the text: what is no UTF-8, control characters.  lines: a
 * newline is allowed.  NULL is fine. */
void fuzz_clean(const char *text, bool lines);
/* Fails if a fault of this file has no place in it, whose text is given.  The text may have
 * any line endings.  All messages must be clean. */
void fuzz_places(const struct diags *diags, const char *file, const uint8_t *data, size_t size);
/* Fails if the lines of the text behind front matter do not know theirs in the file, which has
 * so many, or do not stand in its order. */
void fuzz_body(const struct front *front, int lines);
/* The number of lines in the text, with any line endings; at least 1. */
int fuzz_lines(const uint8_t *data, size_t size);

#endif
