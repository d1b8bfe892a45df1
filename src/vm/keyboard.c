// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Characters and the keys that type them; see keyboard.h. */
#include "vm/keyboard.h"

#include <string.h>

static const struct {
	char plain, shifted;
	unsigned code;
	const char *name;
} keys[] = {
	{ '\n', 0, 28, "KEY_ENTER" },
	{ '\r', 0, 28, "KEY_ENTER" },
	{ '\t', 0, 15, "KEY_TAB" },
	{ '\b', 0, 14, "KEY_BACKSPACE" },
	{ 27, 0, 1, "KEY_ESC" },
	{ ' ', 0, 57, "KEY_SPACE" },
	{ '1', '!', 2, "KEY_1" },
	{ '2', '@', 3, "KEY_2" },
	{ '3', '#', 4, "KEY_3" },
	{ '4', '$', 5, "KEY_4" },
	{ '5', '%', 6, "KEY_5" },
	{ '6', '^', 7, "KEY_6" },
	{ '7', '&', 8, "KEY_7" },
	{ '8', '*', 9, "KEY_8" },
	{ '9', '(', 10, "KEY_9" },
	{ '0', ')', 11, "KEY_0" },
	{ '-', '_', 12, "KEY_MINUS" },
	{ '=', '+', 13, "KEY_EQUAL" },
	{ 'q', 'Q', 16, "KEY_Q" },
	{ 'w', 'W', 17, "KEY_W" },
	{ 'e', 'E', 18, "KEY_E" },
	{ 'r', 'R', 19, "KEY_R" },
	{ 't', 'T', 20, "KEY_T" },
	{ 'y', 'Y', 21, "KEY_Y" },
	{ 'u', 'U', 22, "KEY_U" },
	{ 'i', 'I', 23, "KEY_I" },
	{ 'o', 'O', 24, "KEY_O" },
	{ 'p', 'P', 25, "KEY_P" },
	{ '[', '{', 26, "KEY_LEFTBRACE" },
	{ ']', '}', 27, "KEY_RIGHTBRACE" },
	{ 'a', 'A', 30, "KEY_A" },
	{ 's', 'S', 31, "KEY_S" },
	{ 'd', 'D', 32, "KEY_D" },
	{ 'f', 'F', 33, "KEY_F" },
	{ 'g', 'G', 34, "KEY_G" },
	{ 'h', 'H', 35, "KEY_H" },
	{ 'j', 'J', 36, "KEY_J" },
	{ 'k', 'K', 37, "KEY_K" },
	{ 'l', 'L', 38, "KEY_L" },
	{ ';', ':', 39, "KEY_SEMICOLON" },
	{ '\'', '"', 40, "KEY_APOSTROPHE" },
	{ '`', '~', 41, "KEY_GRAVE" },
	{ '\\', '|', 43, "KEY_BACKSLASH" },
	{ 'z', 'Z', 44, "KEY_Z" },
	{ 'x', 'X', 45, "KEY_X" },
	{ 'c', 'C', 46, "KEY_C" },
	{ 'v', 'V', 47, "KEY_V" },
	{ 'b', 'B', 48, "KEY_B" },
	{ 'n', 'N', 49, "KEY_N" },
	{ 'm', 'M', 50, "KEY_M" },
	{ ',', '<', 51, "KEY_COMMA" },
	{ '.', '>', 52, "KEY_DOT" },
	{ '/', '?', 53, "KEY_SLASH" },
};

bool key_for(unsigned char c, struct key *key)
{
	size_t i;

	for (i = 0; c && i < sizeof keys / sizeof *keys; i++) {
		bool shift = (unsigned char)keys[i].shifted == c;

		if (!shift && (unsigned char)keys[i].plain != c)
			continue;
		*key = (struct key){ keys[i].code, keys[i].name, shift };
		return true;
	}
	return false;
}
