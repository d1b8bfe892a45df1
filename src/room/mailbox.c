// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See mailbox.h. */
#include "room/mailbox.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

bool mailbox_open(struct mailbox *box, struct error *err)
{
	memset(box, 0, sizeof *box);
	box->since_ms = clock_mono_ms();
	pthread_mutex_init(&box->lock, NULL);
	thread_cond_init(&box->wake);
	return (bell_open(&box->for_thread) && bell_open(&box->for_owner)) || error_errno(err, "eventfd");
}

void mailbox_free(struct mailbox *box)
{
	bell_close(&box->for_thread);
	bell_close(&box->for_owner);
	letters_free(&box->in);
	letters_free(&box->out);
	letters_free(&box->kept);
	pthread_mutex_destroy(&box->lock);
	pthread_cond_destroy(&box->wake);
}

/* ---- the owner --------------------------------------------------------------------------- */

enum room_link_state mailbox_state(struct mailbox *box, int64_t *since_ms)
{
	enum room_link_state state;

	pthread_mutex_lock(&box->lock);
	state = box->state;
	if (since_ms)
		*since_ms = box->since_ms;
	pthread_mutex_unlock(&box->lock);
	return state;
}

struct error mailbox_why(struct mailbox *box)
{
	struct error why;

	pthread_mutex_lock(&box->lock);
	why = box->why;
	pthread_mutex_unlock(&box->lock);
	return why;
}

bool mailbox_next(struct mailbox *box, struct room_message *message)
{
	struct letter letter;
	bool some;

	pthread_mutex_lock(&box->lock);
	some = letters_take(&box->in, &letter);
	/* Under the lock: what comes after this rings again. */
	if (!some)
		bell_quiet(&box->for_owner);
	pthread_mutex_unlock(&box->lock);
	if (!some)
		return false;
	free(letter.topic);
	*message = letter.message;
	return true;
}

void mailbox_tell(struct mailbox *box, char *topic, struct room_message message)
{
	pthread_mutex_lock(&box->lock);
	letters_put(&box->out, topic, message);
	pthread_mutex_unlock(&box->lock);
	bell_ring(&box->for_thread);
}

void mailbox_unsay(struct mailbox *box)
{
	pthread_mutex_lock(&box->lock);
	letters_free(&box->out);
	pthread_mutex_unlock(&box->lock);
}

bool mailbox_leave(struct mailbox *box, int most_ms)
{
	struct timespec until = thread_deadline(most_ms);
	bool finished;

	pthread_mutex_lock(&box->lock);
	box->ended = true;
	/* With the lock: the thread cannot free the box meanwhile. */
	bell_ring(&box->for_thread);
	while (!box->finished)
		if (pthread_cond_timedwait(&box->wake, &box->lock, &until) == ETIMEDOUT)
			break;
	finished = box->finished;
	box->left = true;
	pthread_mutex_unlock(&box->lock);
	return finished;
}

/* ---- the thread -------------------------------------------------------------------------- */

void mailbox_set_state(struct mailbox *box, enum room_link_state state)
{
	bool other;

	pthread_mutex_lock(&box->lock);
	other = box->state != state;
	if (other) {
		box->state = state;
		box->since_ms = clock_mono_ms();
	}
	pthread_mutex_unlock(&box->lock);
	if (other)
		bell_ring(&box->for_owner);
}

void mailbox_give_up(struct mailbox *box, const struct error *why)
{
	pthread_mutex_lock(&box->lock);
	box->why = *why;
	pthread_mutex_unlock(&box->lock);
	mailbox_set_state(box, ROOM_LINK_MISSING);
}

void mailbox_begin(struct mailbox *box)
{
	struct letters newer;
	struct letter letter;

	pthread_mutex_lock(&box->lock);
	box->under_way = 0;
	newer = box->out;
	box->out = box->kept;
	memset(&box->kept, 0, sizeof box->kept);
	while (letters_take(&newer, &letter))
		letters_put(&box->out, letter.topic, letter.message);
	free(newer.list);
	pthread_mutex_unlock(&box->lock);
	mailbox_set_state(box, ROOM_LINK_UP);
}

bool mailbox_to_tell(struct mailbox *box, struct letter *letter)
{
	bool some;

	pthread_mutex_lock(&box->lock);
	some = box->state == ROOM_LINK_UP && letters_take(&box->out, letter);
	pthread_mutex_unlock(&box->lock);
	return some;
}

/* It is kept if it is to be told again. */
void mailbox_told(struct mailbox *box, struct letter *letter, bool sent)
{
	enum room_topic topic = letter->message.topic;

	pthread_mutex_lock(&box->lock);
	box->under_way += sent;
	if (room_topic_stays(topic) && !room_topic_expires_s(topic))
		letters_put(&box->kept, letter->topic, letter->message);
	else
		letter_free(letter);
	pthread_mutex_unlock(&box->lock);
}

void mailbox_confirmed(struct mailbox *box)
{
	pthread_mutex_lock(&box->lock);
	if (box->under_way > 0)
		box->under_way--;
	pthread_mutex_unlock(&box->lock);
}

bool mailbox_has_unconfirmed(struct mailbox *box)
{
	bool some;

	pthread_mutex_lock(&box->lock);
	some = box->under_way > 0 && box->state == ROOM_LINK_UP;
	pthread_mutex_unlock(&box->lock);
	return some;
}

void mailbox_came(struct mailbox *box, char *topic, struct room_message message)
{
	pthread_mutex_lock(&box->lock);
	letters_put(&box->in, topic, message);
	pthread_mutex_unlock(&box->lock);
	bell_ring(&box->for_owner);
}

bool mailbox_is_ended(struct mailbox *box)
{
	bool ended;

	pthread_mutex_lock(&box->lock);
	ended = box->ended;
	pthread_mutex_unlock(&box->lock);
	return ended;
}

bool mailbox_finish(struct mailbox *box)
{
	bool left;

	pthread_mutex_lock(&box->lock);
	left = box->left;
	box->finished = true;
	pthread_cond_signal(&box->wake);
	pthread_mutex_unlock(&box->lock);
	return left;
}
