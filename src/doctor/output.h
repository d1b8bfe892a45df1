// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What doctor found, on standard output: lines for people, JSON for programs.  One thread. */
#ifndef DOCTOR_OUTPUT_H
#define DOCTOR_OUTPUT_H

#include "host/host.h"

/* Prints lines for people, with the verdicts in a column. */
void findings_print(const struct findings *findings);
/* After json_open(). */
void findings_print_json(const struct findings *findings);

#endif
