// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Screens that are compared with the files in tests/golden, in several languages. */
#ifndef GOLDEN_SUPPORT_H
#define GOLDEN_SUPPORT_H

/* Compares it with tests/golden/NAME.txt, or writes that file anew with IMITATION_REGENERATE. */
void golden_compare(const char *name, const char *drawn);
/* Translates from now on.  Skips the test if there is no catalogue of the language, or no golden
 * screen NAME.LANGUAGE.txt. */
void golden_language(const char *language, const char *name);
/* A teardown: without translation again. */
int golden_english(void **state);

#endif
