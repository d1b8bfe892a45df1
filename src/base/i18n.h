/* Translation: every sentence that a person reads goes through here.
 *
 * _() translates at the moment of use (draw time); N_() only marks a string
 * in a table for the translators.  Whole sentences, never glued pieces;
 * arguments that may change their order are numbered (%1$s).  Any thread. */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) (text)

#endif
