// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Public keys of ssh, as a line of authorized_keys has them: KIND BASE64 [COMMENT] (sshd(8)),
 * without options.  Pure; any thread. */
#ifndef CLASSHOST_SSH_KEY_H
#define CLASSHOST_SSH_KEY_H

#include <stdbool.h>
#include <stddef.h>

enum ssh_key_verdict {
	SSH_KEY_GOOD,
	SSH_KEY_PRIVATE, /* a piece of a private key */
	SSH_KEY_UNKNOWN, /* of no kind that sshd takes */
	SSH_KEY_DAMAGED, /* cut off, or changed in its form */
};

/* Does the text begin as a key does, whole or not? */
bool ssh_key_begins(const char *text, size_t n);
/* Judges the form of a key.  Whether it is a good one in mathematics is sshd's to say. */
enum ssh_key_verdict ssh_key_judge(const char *text);

#endif
