// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation doctor: the terminal and the language. */
#ifndef DOCTOR_DOCTOR_TERMINAL_H
#define DOCTOR_DOCTOR_TERMINAL_H

#include "host/host.h"

void doctor_terminal(struct findings *findings);

#endif
