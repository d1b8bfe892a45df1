/* A place as plain lines, for a screen reader or a pipe.  Pure. */
#include "ui/bar.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"

static void add_line(struct str *out, const struct line *line)
{
	size_t start = out->len;

	for (size_t i = 0; i < line->n; i++)
		str_add(out, line->runs[i].text);
	while (out->len > start && out->text[out->len - 1] == ' ')
		str_cut(out, out->len - 1);
	str_addc(out, '\n');
}

char *ui_plain_step(const struct view *view, int columns)
{
	struct bar_options options = {
		.render = { .width = columns < 20 ? 20 : columns > PROSE_COLUMNS ? PROSE_COLUMNS : columns,
			    .marks = true },
		.roomy = true,
	};
	struct lines lines = { 0 }, bar = { 0 };
	struct str out = { 0 };
	char *title = page_title(view);

	if (!view->cover && !view->finished)
		render_text(&lines, "", STYLE_PLAIN, title, STYLE_HEADING, &options.render);
	lines_gap(&lines);
	page_make(&lines, view, &options.render);
	bar_make(&bar, view, &options);
	for (size_t i = 0; i < lines.n; i++)
		add_line(&out, &lines.list[i]);
	if (bar.n > 0)
		str_addc(&out, '\n');
	for (size_t i = 0; i < bar.n; i++)
		add_line(&out, &bar.list[i]);
	lines_free(&lines);
	lines_free(&bar);
	free(title);
	return str_take(&out);
}
