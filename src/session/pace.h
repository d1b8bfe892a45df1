// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The time against what the lessons plan: each lesson has its duration, which is shared out
 * equally among its steps.  Pure; any thread. */
#ifndef SESSION_PACE_H
#define SESSION_PACE_H

#include <stdint.h>

#include "lesson/lesson.h"
#include "session/view.h"

#define PACE_MINUTE_MS 60000

/* When the lesson with this index should start, in minutes from the beginning: the lessons
 * before it.  n_lessons: when the workshop should end. */
int pace_start(const struct workshop *workshop, size_t lesson);
/* How the time is at a step.  Milliseconds from the beginning: spent_ms is now, entered_ms was
 * when the step was opened, -1 if nobody saw that.  Who opened it late stays as late until
 * the step itself takes longer than planned. */
struct view_pace pace_at(const struct workshop *workshop, size_t lesson, size_t step,
			 int64_t spent_ms, int64_t entered_ms);

#endif
