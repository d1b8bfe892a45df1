// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A file whose front matter is split off, as data. */
#ifndef LESSON_LOAD_FRONT_MATTER_H
#define LESSON_LOAD_FRONT_MATTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "lesson/load/yaml.h"

struct front {
	struct ytree *yaml;
	const struct ynode *map; /* NULL where there is no front matter */
	bool there;              /* there is one, be it empty or broken */
	struct str body;
	int *lines; /* the file's line of each line of the body */
	size_t n_lines;
};

#endif
