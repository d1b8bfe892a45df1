// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Commands of virsh that are shown, as lists of arguments, and the remedies made of
 * them.  Pure; any thread. */
#ifndef VM_VIRSH_H
#define VM_VIRSH_H

#include <stdbool.h>

#include "base/error.h"
#include "base/shell-quote.h"

/* Begin a command of virsh as a list of arguments.  uri: NULL if virsh would use that
 * connection without -c. */
void virsh_begin(struct shell_argv *argv, const char *uri);
void virsh_command(struct shell_argv *argv, const char *uri, const char *command,
		   const char *domain);
/* Appends a name that the option gives: alone, or as "--option=name" if the name begins
 * with a dash. */
void virsh_name(struct shell_argv *argv, const char *option, const char *name);

/* The command that gives a domain another name; to: NULL: the user thinks of one. */
void virsh_rename(struct shell_argv *argv, const char *uri, const char *domain, const char *to);

/* Return scripts for sed that edit a definition: the machine gets another name and other
 * disks; it gets this number of screens.  headless: it has none yet.  Caller frees. */
char *virsh_sed_rename(const char *from, const char *to);
char *virsh_sed_screens(int screens, bool headless);

/* Sets the error that a domain of this name is not ours, with the command that gives it
 * another name.  uri as above.  Returns false. */
bool error_not_ours(struct error *err, const char *uri, const char *domain, const char *why);
/* Adds the remedy that gives a domain the name that it had before. */
void remedy_rename_back(struct error *err, const char *uri, const char *domain, const char *name);

#endif
