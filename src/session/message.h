// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The message line: what was said last, and until when it stays.  One thread:
 * the screen's. */
#ifndef SESSION_MESSAGE_H
#define SESSION_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "session/view.h"
#include "vm/machine.h"

struct message {
	char *text, *remedy; /* NULL before anything was said */
	unsigned number;     /* counts what was said */
	enum view_tone tone;
	char *doing;         /* a sentence on what is being done; NULL: nothing is said of it */
	int64_t since_ms;    /* monotonic */
	int64_t before_ms;   /* how long it took last time, 0 unknown */
	bool of_link;        /* it tells that there is no connection */
	bool passing;        /* it goes when a machine changes its state */
	uint64_t said_of;    /* a hash of the machines' states when it was said */
};

/* Says something instead of what was said; the strings are copied, NULL is "".
 * now: the machines as they are, or NULL. */
void message_say(struct message *message, const struct vm_picture *now, enum view_tone tone,
		 const char *text, const char *remedy);
void message_say_more(struct message *message, const char *sentence); /* after what is said */
/* Says a sentence in place of the remedy, which becomes a part of what is said: the screen
 * begins a row with it. */
void message_say_after(struct message *message, const char *sentence);
/* Says what went wrong.  If there was no connection, the message goes when there is one. */
void message_say_error(struct message *message, const struct vm_picture *now, const struct error *err);
/* Says what is being done, and how long that took last time (ms; 0 unknown).  Takes
 * ownership of doing. */
void message_tell(struct message *message, const struct vm_picture *now, char *doing,
		  int64_t before_ms);
/* What is being done, with the time that it took by now; NULL: nothing is.  Caller
 * frees. */
char *message_doing(const struct message *message);
/* Removes a message that is not true any more.  is_doing: something is under way. */
void message_drop_old(struct message *message, const struct vm_picture *now, bool is_doing);
const char *message_text(const struct message *message); /* "" for nothing */
void message_clear(struct message *message); /* frees what is in it */

#endif
