// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What terminal.c uses of libvterm, for the module console-vterm.so. */
#ifndef VM_CONSOLE_VTERM_LIBRARY_H
#define VM_CONSOLE_VTERM_LIBRARY_H

#include <vterm.h>

#include "base/library-module.h"

#define LIBRARY_FUNCTIONS(F) \
	F(vterm_new) \
	F(vterm_free) \
	F(vterm_set_utf8) \
	F(vterm_output_set_callback) \
	F(vterm_obtain_state) \
	F(vterm_state_set_bold_highbright) \
	F(vterm_state_reset) \
	F(vterm_obtain_screen) \
	F(vterm_screen_enable_altscreen) \
	F(vterm_screen_set_callbacks) \
	F(vterm_screen_reset) \
	F(vterm_screen_get_cell) \
	F(vterm_input_write) \
	F(vterm_keyboard_unichar) \
	F(vterm_keyboard_key) \
	F(vterm_keyboard_start_paste) \
	F(vterm_keyboard_end_paste)

struct library {
	LIBRARY_FUNCTIONS(LIBRARY_FIELD)
};

#endif
