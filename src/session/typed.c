// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a machine answers to what a button typed into it; see typed.h.
 *
 * A line counts if all of it is the machine's own: not one that the keys were echoed on. */
#include "session/typed.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "session/parts.h"

struct typed {
	char machine[MACHINE_NAME_BYTES + 1];
	uint64_t since;   /* the last line of its console before that */
	uint64_t ended;   /* the last one when all was typed */
	unsigned message; /* the number of the message that says that it was typed */
	uint64_t seen;    /* the last line of the answer so far; 0: none */
	int64_t calm_ms;  /* monotonic: if nothing more comes until then, it is whole; and */
	int64_t until_ms; /* what has come until then is the answer, if anything has */
};

enum {
	CALM_MS = 300,  /* without another line: the answer is whole */
	MOST_MS = 1500, /* for one that writes all the time */
};

void typed_begin(struct session *session, const struct vm_result *result)
{
	const struct vm_machine *machine = machines_find(&session->machines, result->machine);
	struct typed *typed;

	typed_forget(session);
	if (!session_has_keys(session))
		return;
	session->typed = typed = mem_alloc(sizeof *typed);
	utf8_copy(typed->machine, sizeof typed->machine, result->machine);
	typed->since = result->console;
	typed->ended = machine ? machine->console_seq : result->console;
	typed->message = session->message.number;
	typed->until_ms = clock_mono_ms() + MOST_MS;
}

void typed_forget(struct session *session)
{
	free(session->typed);
	session->typed = NULL;
}

static bool is_own(const struct vm_console_line *line)
{
	size_t n = strlen(line->text);

	return line->said >= n && line->text[strspn(line->text, " \t")];
}

/* Were keys echoed on it? */
static bool is_echo(const struct vm_console_line *line)
{
	return line->said < strlen(line->text);
}

/* The last whole line that it wrote after the echo of the keys, or when all was typed; in the
 * end any that it wrote since they were begun.  A machine that writes all the time has lines
 * that came before it had read them.  NULL: none. */
static const struct vm_console_line *answer(const struct session *session, bool in_the_end)
{
	const struct typed *typed = session->typed;
	const struct vm_machine *machine = machines_find(&session->machines, typed->machine);
	const struct vm_console_line *own = NULL;
	size_t i = machine ? machine->n_console : 0;

	while (i-- > 0 && machine->console[i].seq > typed->since) {
		const struct vm_console_line *line = &machine->console[i];

		if (is_echo(line))
			return own;
		if (!own && is_own(line))
			own = line;
	}
	return own && (in_the_end || own->seq > typed->ended) ? own : NULL;
}

/* On the screen it stands beside what was done; a line of --plain was printed already. */
static void say(struct session *session, const char *line)
{
	/* TRANSLATORS: a line that the machine wrote. */
	char *text = mem_printf(_("It writes: \"%s\""), line);

	if (session->by_line)
		message_say_after(&session->message, text);
	else
		message_say_more(&session->message, text);
	free(text);
}

bool typed_turn(struct session *session)
{
	struct typed *typed = session->typed;
	const struct vm_console_line *line;
	int64_t now = clock_mono_ms();

	if (!typed)
		return false;
	/* Something else was said meanwhile. */
	if (typed->message != session->message.number) {
		typed_forget(session);
		return false;
	}
	line = answer(session, now >= typed->until_ms);
	/* Keys were echoed after it, or it is kept no more. */
	if (!line)
		typed->seen = 0;
	if (line && line->seq != typed->seen) {
		typed->seen = line->seq;
		typed->calm_ms = now + CALM_MS;
	}
	if (!line || (now < typed->calm_ms && now < typed->until_ms))
		return false;
	typed_forget(session);
	say(session, line->text);
	return true;
}

int64_t typed_due_ms(const struct session *session)
{
	const struct typed *typed = session->typed;

	if (!typed)
		return CLOCK_NEVER;
	if (typed->seen == 0)
		return typed->until_ms > clock_mono_ms() ? typed->until_ms : CLOCK_NEVER;
	return clock_sooner(typed->calm_ms, typed->until_ms > clock_mono_ms() ? typed->until_ms :
									      clock_mono_ms());
}
