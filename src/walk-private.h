/* The inside of a walk, for walk.c and walk-view.c only. */
#ifndef WALK_PRIVATE_H
#define WALK_PRIVATE_H

#include "walk.h"

struct progress;

/* Something that was asked of a machine and has not come back yet. */
struct job {
	uint64_t ticket;
	enum verb verb;
	int button;       /* 0: no button of a step */
	const char *step; /* its id; the workshop's */
	char machine[128], name[128];
};

struct walk {
	struct workshop *workshop;
	struct progress *progress;
	struct vm *vm;
	struct vm_picture *picture;
	struct vm_screen *screen; /* last seen of the one that is watched, or NULL */
	bool remember, look_only, by_line;
	size_t lacks_said; /* the lesson + 1 whose lacks were said */

	size_t lesson, step;
	bool cover, finished;
	struct walk_check *checks; /* of the step */
	size_t n_checks;
	uint64_t *seen;       /* a machine of the workshop each: console lines up to here don't count */
	unsigned char *pressed; /* a button of the step each, from 1: it worked on this visit */
	bool stage_asked;     /* the stage was set on this visit */

	struct job *jobs;
	size_t n_jobs;
	struct vm_result last;

	char *message, *mend;
	enum view_tone tone;
	bool unsaved_said;

	struct walk_view_store *store; /* what the last struct view points to */
};

void walk_view_free(struct walk *walk);

#endif
