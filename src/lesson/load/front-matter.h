// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A file whose front matter is split off, as plain data. */
#ifndef LESSON_LOAD_FRONT_MATTER_H
#define LESSON_LOAD_FRONT_MATTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "lesson/load/yaml.h"

struct front {
	struct ytree *yaml;
	const struct ynode *map; /* NULL where there is no front matter */
	bool there;              /* there is front matter, even if it is empty or broken */
	struct str body;
	int *lines; /* for each line of the body, its line in the file */
	size_t n_lines;
};

#endif
