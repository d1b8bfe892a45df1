// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What programs and people read: JSON, and findings of doctor as lines; the only place
 * that uses json-c, which a module brings (base/library-module.h).  One thread. */
#ifndef DOCTOR_OUTPUT_H
#define DOCTOR_OUTPUT_H

#include <stdbool.h>

#include "host/host.h"

/* ---- JSON: a value belongs to the value that it was put into ----------------------- */

struct json;

/* Call it before the others.  False with err: there is no json-c. */
bool json_open(struct error *err);

struct json *json_map(void);
struct json *json_list(void);
/* NULL becomes null, and what is not UTF-8 becomes U+FFFD: names of machines are as the
 * hypervisor has them. */
struct json *json_text(const char *text);
struct json *json_number(int number);
struct json *json_truth(bool value);

void json_put(struct json *map, const char *name, struct json *value);
void json_push(struct json *list, struct json *value);

/* Prints it to standard output, and frees it. */
void json_print(struct json *json);

/* ---- findings, on standard output -------------------------------------------------- */

/* Prints lines for people, with the verdicts in a column. */
void findings_print(const struct findings *findings);
void findings_print_json(const struct findings *findings);

#endif
