// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The text screen of a PC, and copies of what a screen shows; see screen.h. */
#include "vm/screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Text modes: the size of the picture, and of its text.  Modes whose size is also
 * common in graphics are left out. */
static const struct mode {
	int width, height, cols, rows;
} modes[] = {
	{ 720, 400, 80, 25 }, { 640, 400, 80, 25 }, { 720, 400, 80, 50 }, { 640, 400, 80, 50 },
	{ 720, 350, 80, 25 }, { 720, 350, 80, 43 }, { 360, 400, 40, 25 }, { 320, 400, 40, 25 },
};

enum {
	OFF_PERCENT = 5, /* of the cells may differ: a cursor, a line being written */
	CLOSER = 8,      /* cells by which another start must fit better than the first */
};

/* Code page 437 as it is drawn: the control codes are characters, too. */
static const char *const characters[256] = {
	" ", "☺", "☻", "♥", "♦", "♣", "♠", "•", "◘", "○", "◙", "♂", "♀", "♪", "♫", "☼",
	"►", "◄", "↕", "‼", "¶", "§", "▬", "↨", "↑", "↓", "→", "←", "∟", "↔", "▲", "▼",
	" ", "!", "\"", "#", "$", "%", "&", "'", "(", ")", "*", "+", ",", "-", ".", "/",
	"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ":", ";", "<", "=", ">", "?",
	"@", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O",
	"P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z", "[", "\\", "]", "^", "_",
	"`", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o",
	"p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z", "{", "|", "}", "~", "⌂",
	"Ç", "ü", "é", "â", "ä", "à", "å", "ç", "ê", "ë", "è", "ï", "î", "ì", "Ä", "Å",
	"É", "æ", "Æ", "ô", "ö", "ò", "û", "ù", "ÿ", "Ö", "Ü", "¢", "£", "¥", "₧", "ƒ",
	"á", "í", "ó", "ú", "ñ", "Ñ", "ª", "º", "¿", "⌐", "¬", "½", "¼", "¡", "«", "»",
	"░", "▒", "▓", "│", "┤", "╡", "╢", "╖", "╕", "╣", "║", "╗", "╝", "╜", "╛", "┐",
	"└", "┴", "┬", "├", "─", "┼", "╞", "╟", "╚", "╔", "╩", "╦", "╠", "═", "╬", "╧",
	"╨", "╤", "╥", "╙", "╘", "╒", "╓", "╫", "╪", "┘", "┌", "█", "▄", "▌", "▐", "▀",
	"α", "ß", "Γ", "π", "Σ", "σ", "µ", "τ", "Φ", "Θ", "Ω", "δ", "∞", "φ", "ε", "∩",
	"≡", "±", "≥", "≤", "⌠", "⌡", "÷", "≈", "°", "∙", "·", "√", "ⁿ", "²", "■", " ",
};

const char *vga_utf8(unsigned char code)
{
	return characters[code];
}

/* A PC's colours are in the order blue, green, red; a terminal's red, green, blue. */
int vga_color(int color)
{
	return (color & 10) | (color & 1) << 2 | (color & 4) >> 2;
}

bool vga_may_be_text(const struct image *picture)
{
	for (size_t i = 0; i < ARRAY_LEN(modes); i++)
		if (picture->width == modes[i].width && picture->height == modes[i].height)
			return true;
	return false;
}

/* A cell of the picture. */
struct seen {
	bool plain; /* has only one colour: */
	unsigned color;
};

/* Is this cell drawn in a single colour?  If so, sets the colour, 0 to 15. */
static bool is_plain(const unsigned char *cell, int *color)
{
	unsigned char code = cell[0], attr = cell[1];

	*color = code == 0xdb ? attr & 15 : attr >> 4;
	return characters[code][0] == ' ' || code == 0xdb || (attr & 15) == attr >> 4;
}

static struct seen look_at(const struct image *picture, int x, int y, int width, int height)
{
	size_t line = (size_t)picture->width * 3;
	const unsigned char *first = picture->rgb + (size_t)y * line + (size_t)x * 3;
	struct seen seen = { true, (unsigned)first[0] << 16 | (unsigned)first[1] << 8 | first[2] };

	for (int row = 0; row < height && seen.plain; row++)
		for (int col = 0; col < width && seen.plain; col++)
			seen.plain = memcmp(first, first + (size_t)row * line + (size_t)col * 3,
					    3) == 0;
	return seen;
}

static void look(const struct image *picture, const struct mode *mode, struct seen *seen)
{
	int width = mode->width / mode->cols, height = mode->height / mode->rows;

	for (int row = 0; row < mode->rows; row++)
		for (int col = 0; col < mode->cols; col++)
			*seen++ = look_at(picture, col * width, row * height, width, height);
}

/* Counts the cells that this memory does not explain: something drawn where it is
 * blank, nothing where it is not, or one colour drawn in two ways. */
static int differing(const unsigned char *memory, const struct seen *seen, int n)
{
	unsigned palette[16];
	bool known[16] = { false };
	int differ = 0, color;

	for (int i = 0; i < n; i++) {
		bool plain = is_plain(memory + (size_t)i * 2, &color);

		if (plain && seen[i].plain && !known[color]) {
			known[color] = true;
			palette[color] = seen[i].color;
		}
		differ += plain != seen[i].plain || (plain && palette[color] != seen[i].color);
	}
	return differ;
}

/* What is read if the card is in a graphics mode and has no memory here. */
static bool is_nothing(const unsigned char *memory, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (memory[i] != 0xff)
			return false;
	return true;
}

/* Returns the start in memory that fits best: a system that scrolls by moving the
 * start, or shows another page, shows text from further on. */
static int find_start(const unsigned char *memory, size_t n, const struct mode *mode,
		      const struct seen *seen, size_t *start)
{
	size_t line = (size_t)mode->cols * 2, size = line * (size_t)mode->rows, at;
	int cells = mode->cols * mode->rows, best = differing(memory, seen, cells);

	*start = 0;
	for (at = line; best > CLOSER && at + size <= n; at += line) {
		int differ = differing(memory + at, seen, cells);

		if (differ + (*start ? 0 : CLOSER) < best) {
			best = differ;
			*start = at;
		}
	}
	return best;
}

bool vga_find(const unsigned char *memory, size_t n, const struct image *picture,
	      struct vga_text *text)
{
	int closest = VGA_CELLS_MAX;

	*text = (struct vga_text){ 0 };
	if (!picture->rgb || is_nothing(memory, n))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(modes); i++) {
		const struct mode *mode = &modes[i];
		int cells = mode->cols * mode->rows, differ;
		struct seen seen[VGA_CELLS_MAX];
		size_t start;

		if (picture->width != mode->width || picture->height != mode->height ||
		    n < (size_t)cells * 2)
			continue;
		look(picture, mode, seen);
		differ = find_start(memory, n, mode, seen, &start);
		if (differ > cells * OFF_PERCENT / 100 || differ >= closest)
			continue;
		closest = differ;
		text->rows = mode->rows;
		text->cols = mode->cols;
		memcpy(text->cells, memory + start, (size_t)cells * 2);
	}
	return text->rows > 0;
}

void vga_used(const struct vga_text *text, int *rows, int *cols)
{
	*rows = *cols = 0;
	for (int row = 0; row < text->rows; row++)
		for (int col = 0; col < text->cols; col++) {
			const struct vga_cell *cell = &text->cells[row * text->cols + col];

			if (characters[cell->code][0] == ' ' && cell->attr >> 4 == 0)
				continue;
			*rows = row + 1;
			*cols = col >= *cols ? col + 1 : *cols;
		}
}

/* ---- what a screen shows --------------------------------------------------------- */

void vm_screen_copy(struct vm_screen *to, const struct vm_screen *from)
{
	*to = *from;
	image_copy(&to->image, &from->image);
	to->problem = mem_dup(from->problem);
}

void vm_screen_clear(struct vm_screen *screen)
{
	image_free(&screen->image);
	free(screen->problem);
	*screen = (struct vm_screen){ 0 };
}

void vm_screen_free(struct vm_screen *screen)
{
	if (!screen)
		return;
	vm_screen_clear(screen);
	free(screen);
}
