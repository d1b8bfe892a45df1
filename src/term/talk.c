// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Talking with the terminal past curses; see talk.h.  To the line it goes in one
 * piece, after what curses wrote. */
#include "term/talk.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "pixel/kitty.h"

static struct ability ability;
static struct pixels_shown shown;
static bool greeted; /* the first question was put */
static int64_t due_ms = INT64_MAX; /* when a picture that waits may be sent */

#define HELD_MS 200 /* between two looks whether the terminal still has to answer */

static void say(struct str *bytes)
{
	/* The next read will tell that the terminal is gone. */
	file_write_fd(STDOUT_FILENO, bytes->text, bytes->len);
	str_free(bytes);
}

void talk_line_cell(int *width, int *height)
{
	struct winsize size = { 0 };

	*width = *height = 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0) {
		*width = size.ws_xpixel / size.ws_col;
		*height = size.ws_ypixel / size.ws_row;
	}
}

/* How, now: the window may have another size, or another font. */
static struct pixels_way way_now(void)
{
	struct pixels_way way;
	int width, height;

	talk_line_cell(&width, &height);
	way.pixels = ability_pixels(&ability, width, height, &way.width, &way.height);
	return way;
}

void talk_begin(void)
{
	ability_begin(&ability, getenv);
	shown = (struct pixels_shown){ 0 };
	greeted = false;
}

void talk_before(const struct canvas_picture *wanted, pixels_move *move)
{
	struct pixels_way way = way_now();
	struct str out = { 0 };

	pixels_before(&shown, wanted, &way, move, &out);
	say(&out);
}

void talk_after(const struct canvas_picture *wanted, pixels_move *move)
{
	struct pixels_way way = way_now();
	int64_t now = clock_mono_ms();
	struct str out = { 0 };

	if (!greeted)
		ability_ask(&ability, now, &out);
	greeted = true;
	/* One at a time: on a slow line the next waits for the last to arrive. */
	if (!ability_waits(&ability, now) &&
	    pixels_after(&shown, wanted, &way, now, move, &out) && ability.answered) {
		str_add(&out, ABILITY_ASK);
		ability_asked(&ability, now);
	}
	due_ms = !pixels_wait(&shown, wanted, &way) ? INT64_MAX :
		 shown.not_before_ms > now ? shown.not_before_ms : now + HELD_MS;
	say(&out);
}

int64_t talk_due_ms(void)
{
	return due_ms;
}

bool talk_heard(const struct sequence *sequence)
{
	int kind, before = ability.open;
	const char *text = sequence_whole(sequence, &kind);
	struct str out = { 0 };
	bool changed;

	if (!text)
		return false;
	changed = ability_take(&ability, kind, text, clock_mono_ms(), &out);
	if (before > 0 && ability.open == 0)
		pixels_settled(&shown, clock_mono_ms());
	say(&out);
	return changed;
}

bool talk_waits(void)
{
	return ability_waits(&ability, clock_mono_ms());
}

bool talk_pixels(void)
{
	return way_now().pixels != PIXELS_NONE;
}

void talk_erase(pixels_move *move)
{
	struct str out = { 0 };

	pixels_erase(&shown, move, &out);
	say(&out);
}

void talk_forget(void)
{
	shown.version = 0;
}

bool talk_resized(void)
{
	bool there = shown.way.pixels != PIXELS_NONE;
	struct str out = { 0 };

	if (shown.way.pixels == PIXELS_KITTY)
		kitty_erase(&out);
	shown.way.pixels = PIXELS_NONE;
	ability_resized(&ability, &out);
	say(&out);
	return there;
}

void talk_reset_bytes(struct str *out)
{
	if (way_now().pixels == PIXELS_KITTY)
		kitty_erase(out);
}
