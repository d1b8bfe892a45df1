// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The terminal that a machine's serial console writes to: bytes become cells,
 * keys become bytes.  What the machine writes comes out as clean cells and as the
 * answers that a terminal must give, and in no other way.  The last thousands of
 * lines that scrolled off the top are kept.  The size never changes, because a
 * serial line cannot tell a machine of another one: it is that of a PC's text
 * screen, on which programs of the firmware's kind draw without asking.  If libvterm, which a module brings
 * (base/library-module.h), cannot be had, the terminal shows why instead.  Pure but for that;
 * not shared between threads without a lock. */
#ifndef VM_CONSOLE_TERMINAL_H
#define VM_CONSOLE_TERMINAL_H

#include "base/str.h"
#include "vm/console/console-page.h"

#define TERMINAL_ROWS 25
#define TERMINAL_COLS 80
#define TERMINAL_HISTORY 4000 /* lines */

struct terminal;

/* Opens libvterm now, instead of when a terminal is first written to.  Any thread. */
void terminal_prepare(void);
struct terminal *terminal_new(int rows, int cols);
void terminal_free(struct terminal *terminal); /* NULL is fine */
void terminal_feed(struct terminal *terminal, const char *bytes, size_t n);
/* Adds a line of this program's own below all that was written, and resets the modes that a
 * program had set.  The text must be clean. */
void terminal_mark(struct terminal *terminal, const char *text);
void terminal_key(struct terminal *terminal, uint32_t key); /* as vm_console_key */
/* Returns what must be sent to the machine; the caller empties it. */
struct str *terminal_output(struct terminal *terminal);
/* As vm_console_page, vm_console_find and vm_console_text. */
struct vm_page *terminal_page(const struct terminal *terminal, uint64_t bottom, size_t lines);
uint64_t terminal_find(const struct terminal *terminal, const char *text, uint64_t before);
char *terminal_text(const struct terminal *terminal, struct vm_spot from, struct vm_spot to);

#endif
