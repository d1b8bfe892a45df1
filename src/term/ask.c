// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Asking the terminal and waiting for it; see ask.h. */
#include "term/ask.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "pixel/formats.h"
#include "term/line.h"
#include "term/sequence.h"

enum { LONGEST_MS = 1000 };

static void hear(struct ability *ability, struct sequence *sequence, unsigned char byte,
		 struct str *out)
{
	int64_t now = clock_mono_ms();
	const struct escape *answer;
	int key;

	if (byte == 0x1b && !sequence_in_string(sequence)) {
		sequence_escape(sequence, now);
		return;
	}
	sequence_take(sequence, byte, true, now, &key);
	answer = sequence_whole(sequence);
	if (answer)
		ability_take(ability, answer, now, out);
}

static void converse(struct ability *ability)
{
	int64_t until = clock_mono_ms() + LONGEST_MS, left;
	struct sequence sequence = { 0 };
	struct str out = { 0 };
	unsigned char byte;

	ability_ask(ability, clock_mono_ms(), &out);
	while (line_send(&out) && ability->open > 0 && (left = until - clock_mono_ms()) > 0) {
		struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };

		if (poll(&in, 1, (int)left) != 1 || read(STDIN_FILENO, &byte, 1) != 1)
			break;
		hear(ability, &sequence, byte, &out);
	}
	str_free(&out);
}

/* Signals that end or stop a program wait until the line has its settings back. */
static void hold_signals(sigset_t *before)
{
	static const int numbers[] = { SIGINT, SIGQUIT, SIGTSTP, SIGTERM, SIGHUP };
	sigset_t held;
	size_t i;

	sigemptyset(&held);
	for (i = 0; i < ARRAY_LEN(numbers); i++)
		sigaddset(&held, numbers[i]);
	pthread_sigmask(SIG_BLOCK, &held, before);
}

bool ask_terminal(struct asked *out)
{
	struct termios before, raw;
	sigset_t signals;
	struct ability ability;
	int width, height;
	bool ok;

	if (!isatty(STDOUT_FILENO) || tcgetattr(STDIN_FILENO, &before) != 0 ||
	    tcgetpgrp(STDIN_FILENO) != getpgrp())
		return false;
	ability_begin(&ability, getenv);
	raw = before;
	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	hold_signals(&signals);
	ok = tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0;
	if (ok) {
		converse(&ability);
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
	}
	pthread_sigmask(SIG_SETMASK, &signals, NULL);
	if (!ok)
		return false;
	line_cell(&width, &height);
	out->pixels = ability_pixels(&ability, width, height, &width, &height);
	out->sixel_lost = ability.sixel && !ability.kitty && !sixel_can();
	return true;
}
