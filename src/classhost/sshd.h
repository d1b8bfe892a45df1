// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* sshd: what seats may do there, and whether its configuration says so. */
#ifndef CLASSHOST_SSHD_H
#define CLASSHOST_SSHD_H

#include "classhost/items.h"
#include "classhost/look.h"

#define SSHD_FILE "/etc/ssh/sshd_config.d/imitation-class.conf"

/* The text of SSHD_FILE.  program: the absolute path of this program.  Caller frees. */
char *sshd_text(const char *program);

/* What "sshd -T" prints: the first variable that a person may set and should not, as AcceptEnv has
 * it; NULL: none.  Caller frees. */
char *sshd_open_variable(const char *settings);
/* What "sshd -T -C user=SEAT" prints: the first line of SSHD_FILE that does not hold there; NULL:
 * all do.  Caller frees. */
char *sshd_unmet(const char *settings, const char *program);
/* Does the main configuration include the files of sshd_config.d before any Match? */
bool sshd_includes(const char *config);

void sshd_plan(const struct wish *wish, const struct look *look, struct plan *plan);

#endif
