/* Escape sequences that curses did not take for a key: those of another kind of
 * terminal, late halves of a key on a slow line, answers that nobody asked
 * for.  Without this their letters and digits would be keys, and press buttons.
 * A state machine; knows no curses. */
#ifndef TERM_SEQUENCE_H
#define TERM_SEQUENCE_H

#include <stdbool.h>
#include <stdint.h>

/* After an escape, and between two bytes, so much may pass on a slow line. */
#define SEQUENCE_PATIENCE_MS 1000

struct sequence {
	enum { SEQ_NONE, SEQ_ESCAPE, SEQ_CSI, SEQ_SS3, SEQ_STRING, SEQ_STRING_ESCAPE, SEQ_COUNT } state;
	int first;      /* the first number of a CSI */
	bool plain;     /* nothing but that number so far */
	bool counted;   /* there is a first number, and it is complete */
	int to_come;    /* bytes of a mouse report that belong to it */
	int64_t last_ms;
};

/* An escape came and nothing after it yet. */
void sequence_escape(struct sequence *sequence, int64_t now_ms);
/* Takes a character.  True: it belongs to a sequence; *key is the key that it
 * completes (a KEY_…_ of ui/command.h), or 0 for none.  False: an ordinary key. */
bool sequence_take(struct sequence *sequence, int code, int64_t now_ms, int *key);

#endif
