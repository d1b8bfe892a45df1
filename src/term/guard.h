/* Gives the terminal back whatever happens: a crash, an abort. */
#ifndef TERM_GUARD_H
#define TERM_GUARD_H

/* Remembers how the terminal is now and what resets it (bytes to write);
 * from then on a fatal signal puts it back before the program dies of it. */
void guard_on(const char *reset);
void guard_off(void);

#endif
