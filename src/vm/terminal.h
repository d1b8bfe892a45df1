/* The terminal that a machine's serial console writes to: bytes become cells,
 * keys become bytes.  Nothing that the machine writes leaves it but as clean
 * cells, and as the answers that a terminal owes.  Some thousand lines that
 * went over the top are kept.  A serial line cannot tell a machine of another
 * size, so it never changes.  Pure; not shared between threads without a lock. */
#ifndef VM_TERMINAL_H
#define VM_TERMINAL_H

#include "base/str.h"
#include "vm/page.h"

#define TERMINAL_ROWS 24
#define TERMINAL_COLS 80
#define TERMINAL_HISTORY 4000 /* lines */

struct terminal;

struct terminal *terminal_new(int rows, int cols);
void terminal_free(struct terminal *terminal); /* NULL is fine */
void terminal_feed(struct terminal *terminal, const char *bytes, size_t n);
/* A line of our own below all that was written; the modes that a program had
 * set are forgotten.  The text is clean. */
void terminal_mark(struct terminal *terminal, const char *text);
void terminal_key(struct terminal *terminal, uint32_t key); /* as vm_console_key */
/* What is to be sent to the machine; to be emptied by the caller. */
struct str *terminal_output(struct terminal *terminal);
/* As vm_console_page and vm_console_find. */
struct vm_page *terminal_page(const struct terminal *terminal, uint64_t bottom, size_t lines);
uint64_t terminal_find(const struct terminal *terminal, const char *text, uint64_t before);

#endif
