// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Talking with the terminal past curses; see talk.h. */
#include "term/talk.h"

#include <stdlib.h>

#include "base/clock.h"
#include "pixel/formats.h"
#include "term/line.h"

#define UPDATE_BEGINS "\033[?2026h"
#define UPDATE_ENDS "\033[?2026l"

static struct ability ability;
static struct pixels_shown shown;
static bool greeted; /* the first question was put */
static struct str unsaid; /* what goes in front of the next frame */
static int64_t due_ms = INT64_MAX; /* when a picture that waits may be sent */

#define HELD_MS 200 /* between two looks whether the terminal still has to answer */

/* How pictures are shown now: the window may have got another size or font. */
static struct pixels_way way_now(void)
{
	struct pixels_way way;
	int width, height;

	line_cell(&width, &height);
	way.pixels = ability_pixels(&ability, width, height, &way.width, &way.height);
	return way;
}

void talk_begin(void)
{
	ability_begin(&ability, getenv);
	shown = (struct pixels_shown){ 0 };
	greeted = false;
}

void talk_before(const struct canvas_picture *wanted, pixels_move *move, struct str *out)
{
	struct pixels_way way = way_now();

	str_addn(out, str_text(&unsaid), unsaid.len);
	str_free(&unsaid);
	pixels_before(&shown, wanted, &way, move, out);
}

/* Puts the marks of one update around the frame, so that a terminal that knows
 * them does not show a part of it. */
static void mark_update(struct str *out)
{
	struct str marked = { 0 };

	if (!ability.updates || out->len == 0)
		return;
	str_add(&marked, UPDATE_BEGINS);
	str_addn(&marked, out->text, out->len);
	str_add(&marked, UPDATE_ENDS);
	str_free(out);
	*out = marked;
}

void talk_after(const struct canvas_picture *wanted, pixels_move *move, struct str *out)
{
	struct pixels_way way = way_now();
	int64_t now = clock_mono_ms();

	/* The text does not wait for a picture, which may take long on a slow line. */
	mark_update(out);
	if (!greeted)
		ability_ask(&ability, now, out);
	greeted = true;
	/* One picture at a time: on a slow line the next waits until the last has arrived. */
	if (!ability_waits(&ability, now) &&
	    pixels_after(&shown, wanted, &way, now, move, out) && ability.answered) {
		str_add(out, ABILITY_ASK);
		ability_asked(&ability, now);
	}
	due_ms = !pixels_wait(&shown, wanted, &way) ? INT64_MAX :
		 shown.not_before_ms > now ? shown.not_before_ms : now + HELD_MS;
}

int64_t talk_due_ms(void)
{
	return due_ms;
}

bool talk_heard(const struct sequence *sequence)
{
	const struct escape *answer = sequence_whole(sequence);
	int before = ability.open;
	struct str out = { 0 };
	bool changed;

	if (!answer)
		return false;
	changed = ability_take(&ability, answer, clock_mono_ms(), &out);
	if (before > 0 && ability.open == 0)
		pixels_settled(&shown, clock_mono_ms());
	line_send(&out);
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
	struct str out = unsaid;

	unsaid = (struct str){ 0 };
	pixels_erase(&shown, move, &out);
	line_send(&out);
}

void talk_forget(void)
{
	shown.version = 0;
}

bool talk_resized(void)
{
	bool there = shown.way.pixels != PIXELS_NONE;

	if (shown.way.pixels == PIXELS_KITTY)
		kitty_erase(&unsaid);
	shown.way.pixels = PIXELS_NONE;
	ability_resized(&ability, &unsaid);
	return there;
}

void talk_reset_bytes(struct str *out)
{
	if (ability.updates)
		str_add(out, UPDATE_ENDS);
	if (way_now().pixels == PIXELS_KITTY)
		kitty_erase(out);
}
