// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Ids; see ids.h. */
#include "lesson/ids.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"

enum { MAX_ID = 64, MAX_BASE = 48 };

static unsigned hash_of(const char *text)
{
	return hash32(HASH32, text, strlen(text));
}

/* Lower-case ASCII letters and digits; anything else becomes one dash.  Not by iconv,
 * whose result depends on the locale. */
static char *slug(const char *text, size_t most)
{
	struct str out = { 0 };
	bool gap = false;

	for (; *text && out.len < most; text++) {
		if (ascii_alnum(*text)) {
			if (gap && out.len > 0)
				str_addc(&out, '-');
			str_addc(&out, ascii_lower(*text));
			gap = false;
		} else {
			gap = true;
		}
	}
	str_cut(&out, most);
	if (out.len > 0 && out.text[out.len - 1] == '-')
		str_cut(&out, out.len - 1);
	return str_take(&out);
}

char *id_of_title(const char *title)
{
	char *id = slug(title, MAX_ID);

	if (!id[0]) { /* the title is in another script */
		free(id);
		id = mem_printf("workshop-%08x", hash_of(title));
	}
	return id;
}

char *id_of_path(const char *name, const char *path)
{
	char *base = slug(name, MAX_BASE);
	char *id = mem_printf("%s%s%08x", base, base[0] ? "-" : "workshop-", hash_of(path));

	free(base);
	return id;
}
