/* What a lesson needs and this host lacks, found out before a button fails.
 * Asks the host, never a hypervisor; quick enough for the screen's thread. */
#ifndef LACKS_H
#define LACKS_H

#include "findings.h"
#include "lesson/lesson.h"
#include "vm/guests.h"

/* lesson: NULL for all of them.  uri: the connection in use or being tried. */
void lacks_find(const struct workshop *workshop, const struct lesson *lesson, const char *uri,
		struct findings *findings);

/* Marks the guests that are not made yet and that the lesson (NULL: any) boots
 * machines from; true: there are some. */
bool lacks_guests(const struct workshop *workshop, const struct lesson *lesson,
		  bool lacking[GUEST_COUNT]);

#endif
