// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Styled lines; see lines.h.  One thread. */
#include "ui/text/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

struct line *lines_add(struct lines *lines)
{
	struct line *line = MEM_PUSH(lines->list, lines->n);

	line->offset = lines->content;
	return line;
}

void line_add(struct lines *lines, struct line *line, enum style style, const char *text, int link)
{
	struct run *run;

	if (!text[0])
		return;
	run = MEM_PUSH(line->runs, line->n);
	run->text = mem_dup(text);
	run->style = style;
	run->link = link;
	run->width = utf8_width(text);
	line->width += run->width;
	lines->content += strlen(text);
}

void lines_gap(struct lines *lines)
{
	if (lines->n > 0 && lines->list[lines->n - 1].n > 0)
		lines_add(lines);
}

int lines_link(struct lines *lines, const char *address)
{
	size_t count = lines->n_links;

	for (size_t i = 0; i < lines->n_links; i++)
		if (str_eq(lines->links[i], address))
			return (int)i + 1;
	*MEM_PUSH(lines->links, lines->n_links) = mem_dup(address);
	*MEM_PUSH(lines->numbers, count) = 0;
	return (int)lines->n_links;
}

void lines_free(struct lines *lines)
{
	for (size_t i = 0; i < lines->n; i++) {
		for (size_t j = 0; j < lines->list[i].n; j++)
			free(lines->list[i].runs[j].text);
		free(lines->list[i].runs);
	}
	for (size_t i = 0; i < lines->n_links; i++)
		free(lines->links[i]);
	free(lines->list);
	free(lines->links);
	free(lines->numbers);
	*lines = (struct lines){ 0 };
}

/* Only addresses for a browser or mail program become hyperlinks. */
static bool may_link(const char *address)
{
	static const char *const schemes[] = { "https://", "http://", "mailto:" };

	for (size_t i = 0; i < ARRAY_LEN(schemes); i++)
		if (str_starts(address, schemes[i]))
			return true;
	return false;
}

static void line_draw(const struct lines *lines, const struct line *line, struct canvas *canvas,
		      int row, int col, int cols)
{
	int used = 0;

	for (size_t i = 0; i < line->n && used < cols; i++) {
		const struct run *run = &line->runs[i];
		const char *address = run->link ? lines->links[run->link - 1] : "";
		int link = may_link(address) ? canvas_link(canvas, address) : 0;

		used += canvas_text_link(canvas, row, col + used, cols - used, run->style,
					 run->text, link);
	}
}

void lines_draw(const struct lines *lines, size_t from, struct canvas *canvas, struct rect rect)
{
	for (int i = 0; i < rect.rows && from + (size_t)i < lines->n; i++)
		line_draw(lines, &lines->list[from + (size_t)i], canvas, rect.row + i, rect.col,
			  rect.cols);
}

size_t lines_at_offset(const struct lines *lines, size_t offset)
{
	size_t low = 0, high = lines->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (lines->list[middle].offset <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? low - 1 : 0;
}
