// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which machines boot from a guest that is not made yet, as last looked at.  A thread
 * of its own looks at the disk, so that the screen's never waits for one; all
 * functions here are for the thread that made it, and NULL is a look at nothing. */
#ifndef SESSION_GUEST_LOOK_H
#define SESSION_GUEST_LOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lesson/lesson.h"

struct guest_look;

/* Looks once, before it returns.  The workshop is copied as far as need be. */
struct guest_look *guest_look_new(const struct workshop *workshop);
/* Waits for a look that is under way. */
void guest_look_free(struct guest_look *look);
/* Has the thread look anew, if the last look is some seconds old or outdated.  Waits
 * for nothing. */
void guest_look_refresh(struct guest_look *look);
/* What was seen may not be so any more: the next refresh looks at once. */
void guest_look_outdate(struct guest_look *look);
/* Looks anew before it returns. */
void guest_look_now(struct guest_look *look);
/* Waits until no look is under way, and none is until the next refresh: for who
 * changes the environment, which the thread reads. */
void guest_look_settle(struct guest_look *look);
/* When the next refresh has something to do, or news may be there, on the monotonic
 * clock; INT64_MAX: nothing is lacking, and nobody looks. */
int64_t guest_look_due_ms(struct guest_look *look);
/* Does the workshop's machine of this index lack a guest? */
bool guest_look_lacks(struct guest_look *look, size_t machine);
/* Was something else seen than when this was last asked? */
bool guest_look_has_news(struct guest_look *look);

#endif
