// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See follow.h. */
#include "room/follow.h"

bool follow_heard(struct follow *follow, int64_t n)
{
	if (follow->is_known && n <= follow->n)
		return false;
	follow->is_known = true;
	follow->n = n;
	follow->is_pending = true;
	return true;
}

void follow_lost(struct follow *follow)
{
	follow->is_known = false;
}

static bool is_busy(const struct follow_busy *busy)
{
	return busy->check || busy->typing || busy->asked || busy->search || busy->waiting;
}

bool follow_goes(const struct follow *follow, const struct follow_busy *busy, bool is_there)
{
	return follow->on && follow->is_pending && !is_there && !is_busy(busy);
}

bool follow_tells(const struct follow *follow, bool is_there)
{
	return follow->is_known && !is_there;
}

void follow_went(struct follow *follow)
{
	follow->is_pending = false;
}

void follow_start(struct follow *follow)
{
	follow->on = true;
	follow->is_pending = true;
}

void follow_own_move(struct follow *follow)
{
	follow->on = false;
	follow->is_pending = false;
}
