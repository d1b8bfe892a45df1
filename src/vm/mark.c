// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The mark of our machines; see mark.h. */
#include "vm/mark.h"

#include <stdlib.h>

void mark_free(struct mark *mark)
{
	free(mark->workshop);
	free(mark->machine);
	free(mark->prefix);
	free(mark->disk);
	*mark = (struct mark){ 0 };
}
