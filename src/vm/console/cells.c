// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Cells of libvterm's become cells of a page: characters that are safe to show, each as wide
 * as it is said to be; see cells.h. */
#include "vm/console/cells.h"

#include <string.h>

#include "base/utf8.h"

static const struct vm_cell blank = { .text = " ", .width = 1, .fg = VM_DEFAULT, .bg = VM_DEFAULT };

struct vm_cell cell_blank(void)
{
	return blank;
}

static int color(const VTermColor *color)
{
	if (VTERM_COLOR_IS_DEFAULT_FG(color) || VTERM_COLOR_IS_DEFAULT_BG(color))
		return VM_DEFAULT;
	if (VTERM_COLOR_IS_INDEXED(color))
		return color->indexed.idx;
	return VM_RGB | color->rgb.red << 16 | color->rgb.green << 8 | color->rgb.blue;
}

/* Copies the character and its marks if they have the width that libvterm gave them; else a
 * replacement. */
static void put_text(struct vm_cell *cell, const VTermScreenCell *from)
{
	size_t used = 0, i;

	for (i = 0; i < VTERM_MAX_CHARS_PER_CELL && from->chars[i]; i++) {
		int width = utf8_cp_width(from->chars[i]);
		char bytes[4];
		size_t n;

		if (width != (i == 0 ? from->width : 0))
			break;
		n = utf8_encode(from->chars[i], bytes);
		if (used + n >= sizeof cell->text)
			break;
		memcpy(cell->text + used, bytes, n);
		used += n;
	}
	cell->text[used] = '\0';
	if (used == 0)
		strcpy(cell->text, from->chars[0] ? "\xef\xbf\xbd" : " ");
}

struct vm_cell cell_from(const VTermScreenCell *from)
{
	struct vm_cell cell = { .fg = color(&from->fg), .bg = color(&from->bg) };

	if (from->attrs.bold)
		cell.attrs |= VM_BOLD;
	if (from->attrs.underline)
		cell.attrs |= VM_UNDERLINE;
	if (from->attrs.reverse)
		cell.attrs |= VM_REVERSE;
	if (from->attrs.italic)
		cell.attrs |= VM_ITALIC;
	if (from->chars[0] == (uint32_t)-1)
		return cell; /* the right half of the one before */
	put_text(&cell, from);
	/* A wide character that was erased may still have its width. */
	cell.width = from->width == 2 && from->chars[0] && strcmp(cell.text, "\xef\xbf\xbd") != 0 ? 2 : 1;
	return cell;
}

bool cell_is_blank(const struct vm_cell *cell)
{
	return strcmp(cell->text, " ") == 0 && cell->bg == VM_DEFAULT &&
	       !(cell->attrs & (VM_REVERSE | VM_UNDERLINE));
}

void cells_mend_halves(struct vm_cell *cells, int cols)
{
	int i;

	for (i = 0; i < cols; i++) {
		bool after_wide = i > 0 && cells[i - 1].width == 2;

		if (cells[i].width == 0 && !after_wide)
			cells[i] = blank;
		if (cells[i].width == 2 && (i + 1 == cols || cells[i + 1].width != 0))
			cells[i] = blank;
	}
}
