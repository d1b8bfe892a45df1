// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A page under construction; see export-making.h. */
#include "export/export-making.h"

void export_add(struct making *m, const char *markup)
{
	html_out_add(&m->out, markup);
}

void export_element(struct making *m, const char *tag, const char *class, const char *text)
{
	export_add(m, "<");
	export_add(m, tag);
	if (class) {
		export_add(m, " class=\"");
		export_add(m, class);
		export_add(m, "\"");
	}
	export_add(m, ">");
	html_out_text(&m->out, text);
	export_add(m, "</");
	export_add(m, tag);
	export_add(m, ">");
}
