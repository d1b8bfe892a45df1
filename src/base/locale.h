// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The locale of the process: which characters the terminal shows.  The language of the
 * program is another thing, see use-language.h. */
#ifndef BASE_LOCALE_H
#define BASE_LOCALE_H

/* Takes the locale that the environment names.  Where it is not installed on this host, as
 * SSH may pass one along, UTF-8 stays UTF-8.  Numbers have a decimal point.  Call it
 * before other threads start. */
void locale_start(void);

#endif
