// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is true now, as the screen and --plain show it: filled by session_view() from
 * the workshop, the progress and a copy of the machines.  Plain data. */
#ifndef SESSION_VIEW_H
#define SESSION_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lesson/lesson.h"
#include "vm/console/console-page.h"
#include "vm/files/guests.h"
#include "vm/machine.h"
#include "vm/screen.h"

struct vm_page;
struct vm_screen;

struct view_button {
	int number;          /* as pressed: 1 is the step's first */
	const char *label;   /* translated */
	const char *command; /* "virsh suspend dreamer" */
	const char *refused; /* NULL: may be pressed now; else why not */
	bool doing;          /* it was pressed and is not done */
	bool done;           /* it was pressed on this visit, and worked */
	bool destroys;       /* for its style: it asks before */
	size_t order;        /* how many checks of the step stand before it */
};

struct view_check {
	const char *text;
	const char *found; /* what was found instead, "" for nothing to say */
	const char *hint;  /* or NULL */
	bool passed;
	bool certain;      /* false: cannot be known now */
	size_t after;      /* how many buttons stand before it */
};

/* A step of the lesson before the one that is shown. */
struct view_earlier {
	bool open;                    /* it has checks, and is neither done nor skipped */
	size_t passed;                /* so many of its buttons have done what they are for */
	const unsigned char *pressed; /* for each button, from 1: it worked on this visit of the
				       * lesson; NULL: none did */
};

enum view_done { STEP_UNSEEN, STEP_SEEN, STEP_DONE, STEP_SKIPPED };

enum view_tone { TONE_INFO, TONE_GOOD, TONE_BAD, TONE_BUSY };

/* The time against what the lessons plan, in whole minutes. */
struct view_pace {
	int spent, total; /* since the beginning; of the workshop, 0: not known */
	bool timed;       /* the lessons say how long they take; else the rest is not known */
	int planned;      /* where the open step should be: spent minus late */
	int late;         /* negative: early */
	int next, next_at; /* the next lesson's number, -1: the end; and when that should be */
	bool lesson_timed; /* this lesson says how long it takes */
	bool over;         /* it should have ended: */
	int left;          /* so many minutes ago; else so many are left of it */
};

struct view {
	const struct workshop *workshop;
	bool cover;          /* the cover is shown, not a step */
	bool finished;       /* past the last step: the end screen */
	bool looking;        /* the page is only looked at: COMMAND_LOOK_BACK leaves it */
	size_t lesson, step; /* indexes */
	const struct view_button *buttons;
	size_t n_buttons;
	const struct view_check *checks;
	size_t n_checks;
	const unsigned char *const *done; /* done[lesson][step], enum view_done */
	const struct view_earlier *earlier; /* for each step before this one; NULL: not known */
	bool stage_needed;       /* `needs` does not hold: offer 0 */
	const char *stage_text;  /* what 0 is called: "Set the stage (dreamer: running)" */
	const struct vm_picture *picture; /* NULL until the first one */
	const struct vm_screen *screen;   /* what was seen of a machine's screen, or NULL */
	const struct vm_page *console;    /* of the machine that ui_console() names; or NULL */
	/* where a snapshot was taken: step id, or NULL */
	const char *(*snapshot_step)(void *context, const char *machine, const char *snapshot);
	void *context;
	/* What came of the last action; "" for nothing. */
	const char *message;
	const char *remedy;        /* and what to do about it; "" */
	enum view_tone tone;
	bool leaving;              /* the machines are being saved or stopped: only leaving at once is
				    * possible */
	const char *making;      /* NULL, or what is being done to make guests */
	int making_percent;
	bool guests_lacking;     /* the lesson's machines boot from guests that are not made */
	bool guest_needed;       /* a button of the step, or the stage, needs one of them */
	int64_t spent_ms;        /* in this workshop */
	struct view_pace pace;   /* at the open step; not timed: there is none, or it is only looked at */
	int64_t now_mono_ms, now_wall_ms;
	const char *advice;      /* the last hint: the exact key, made from what is seen; or NULL */
	bool advice_first;       /* it is the first hint: those of the lesson cannot be followed now */
	const char *give_back;   /* the shell command that resets the workshop; NULL: no machines or no shell */
	const char *unsaved;     /* NULL, or why progress cannot be written */
	const char *risk, *risk_remedy; /* NULL, or that a machine may break clones, and what helps */
	const char *broken;      /* NULL, or what keeps the newest version of the files from being shown */
	bool whole;              /* what is shown instead is without error */
	bool present;            /* --present: for a shared screen */
	const char *class_word;  /* NULL: no class; else its name and how it is with it */
	bool class_seat;         /* as an attendee, who has a hand */
	const char *class_line;  /* NULL, or where the class is while the person is elsewhere */
	long utc_offset_s;       /* for times shown; tests pass 0 */
};

/* What a person looks at in a step, and finds again when they come back. */
struct view_kept {
	size_t offset;    /* in the page's text, of the first line on the screen; 0: its top */
	size_t hints;     /* that are shown */
	char pane[40];    /* words of the screen's own for the open pane; "" for the text */
	char machine[MACHINE_NAME_BYTES + 1]; /* that was chosen, or "" */
};

/* What is true for who presents (--notes). */
struct view_notes {
	const struct workshop *workshop;
	bool cover, finished;   /* the cover is open, or the end, and no step */
	size_t lesson, step;    /* the open one; there is none if there are no lessons */
	const struct step *next; /* the one after it; NULL: it is the last */
	const char *question;   /* that the next step asks, or NULL */
	struct view_pace pace;
	bool counted;           /* the time goes on: another terminal has the workshop open */
	bool on_break;
	int64_t break_left_ms;  /* negative: it should be over for so long */
};

/* The step that is shown; NULL: the cover or the end is, or there is no lesson. */
static inline const struct step *view_step(const struct view *view)
{
	if (view->cover || view->finished || view->lesson >= view->workshop->n_lessons)
		return NULL;
	return &view->workshop->lessons[view->lesson].steps[view->step];
}

#endif
