// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The message line; see message.h. */
#include "session/message.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "session/narrate.h"

/* A hash of all machines' states, to see whether any has changed. */
static uint64_t fold_states(const struct vm_picture *now)
{
	uint64_t folded = 0;
	size_t i;

	for (i = 0; now && i < now->n_machines; i++)
		folded = folded * 31 + (uint64_t)now->machines[i].state;
	return folded;
}

void message_say(struct message *message, const struct vm_picture *now, enum view_tone tone,
		 const char *text, const char *remedy)
{
	/* text may be the message that is replaced, and may have a snapshot's name in it that
	 * somebody gave outside. */
	char *new_text = text ? utf8_clean_lines(text, strlen(text)) : mem_dup(""), *new_remedy = mem_dup(remedy ? remedy : "");
	unsigned number = message->number;

	message_clear(message);
	message->number = number + 1;
	message->text = new_text;
	message->remedy = new_remedy;
	message->tone = tone;
	message->said_of = fold_states(now);
}

void message_say_more(struct message *message, const char *sentence)
{
	const char *said = message_text(message);
	char *text = mem_printf("%s%s%s", said, said[0] ? " " : "", sentence);

	free(message->text);
	message->text = text;
}

void message_say_after(struct message *message, const char *sentence)
{
	if (message->remedy && message->remedy[0])
		message_say_more(message, message->remedy);
	free(message->remedy);
	message->remedy = mem_dup(sentence);
}

void message_say_error(struct message *message, const struct vm_picture *now, const struct error *err)
{
	bool alive = now && now->link == VM_ALIVE;

	message_say(message, now, TONE_BAD, err->message, err->remedy);
	message->of_link = err->kind == ERROR_CONNECTION && !alive;
	message->passing = err->kind == ERROR_STATE || (err->kind == ERROR_CONNECTION && alive);
}

void message_tell(struct message *message, const struct vm_picture *now, char *doing,
		  int64_t before_ms)
{
	char *text = narrate_times(doing, -1, before_ms);

	message_say(message, now, TONE_BUSY, text, NULL);
	message->doing = doing;
	message->since_ms = clock_mono_ms();
	message->before_ms = before_ms;
	free(text);
}

char *message_doing(const struct message *message)
{
	if (!message->doing)
		return NULL;
	return narrate_times(message->doing, clock_mono_ms() - message->since_ms, message->before_ms);
}

/* When a machine changes its state, good news is old.  So is what was refused because of
 * a state, and what was found out about an action that a lost connection cut short.  That
 * there is no connection is old as soon as there is one. */
void message_drop_old(struct message *message, const struct vm_picture *now, bool is_doing)
{
	if ((message->tone == TONE_GOOD || message->passing) && !is_doing && message_text(message)[0] &&
	    message->said_of != fold_states(now))
		message_say(message, now, TONE_INFO, "", "");
	if (message->of_link && now && now->link == VM_ALIVE)
		message_say(message, now, TONE_GOOD,
			    _("The connection is back, and the machines were looked at again."),
			    _("What had not begun was not done: ask for it again."));
}

const char *message_text(const struct message *message)
{
	return message->text ? message->text : "";
}

void message_clear(struct message *message)
{
	free(message->text);
	free(message->remedy);
	free(message->doing);
	*message = (struct message){ 0 };
}
