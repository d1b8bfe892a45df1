// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Findings, printed on standard output. */
#ifndef DOCTOR_PRINT_FINDINGS_H
#define DOCTOR_PRINT_FINDINGS_H

#include "host/findings.h"

/* Prints lines for people, with the verdicts in a column. */
void findings_print(const struct findings *findings);
void findings_print_json(const struct findings *findings);

#endif
