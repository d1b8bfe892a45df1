// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the tests of src/lesson share: folders to write workshops in, and
 * documents as one line of text. */
#ifndef TESTS_LESSON_SUPPORT_H
#define TESTS_LESSON_SUPPORT_H

#include "lesson/diag.h"
#include "lesson/lesson.h"

#include <stdbool.h>
#include <stddef.h>


char *support_folder(void); /* a new one, empty; caller frees the name */
const char *support_kept_folder(void); /* always the same; removed when the program ends */
void support_write(const char *folder, const char *name, const char *text, size_t n);
void support_text(const char *folder, const char *name, const char *text);
void support_remove(const char *folder); /* with all in it */
char *support_fixture(const char *name); /* path in tests/fixtures/lesson */
char *support_shared(const char *name);  /* path beside the source, or NULL */

/* p[text] h2[…] q{bulb}(…) ul(li(…)) ol(li3(…)) dl(li(…)) code{info}"…" hr
 * table(row(cell[…])); spans: /em/ *strong* `code` <text|1> for links,
 * !picture! and "\" for a break. */
char *support_doc(const struct doc *doc);

/* Fails the test if any text of the workshop has a control character. */
void support_clean(const struct workshop *workshop, const struct diags *diags);

/* Is there a message of this kind at FILE:LINE (the end of the file's path)? */
bool support_has(const struct diags *diags, enum severity severity, const char *file, int line);
/* All messages as one text, for assert_string_equal and for the eye. */
char *support_diags(const struct diags *diags);

#endif
