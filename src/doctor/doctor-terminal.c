// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Doctor: the terminal and the language. */
#include "doctor/doctor-terminal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/packages.h"
#include "base/shell-quote.h"
#include "pixel/formats.h"
#include "term/ability.h"
#include "term/term.h"

/* The locale that counts, in the order of setlocale(). */
static const char *locale_name(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++) {
		const char *value = getenv(names[i]);

		if (value && value[0])
			return value;
	}
	return "C";
}

static void look_locale(struct findings *findings)
{
	locale_t locale = newlocale(LC_ALL_MASK, "", (locale_t)0);

	if (locale)
		freelocale(locale);
	else
		findings_add(findings, "locale", VERDICT_NOTE,
			     mem_printf(_("the locale %s is set, but not installed on this "
					  "host"),
					locale_name()),
			     mem_dup(_("Try: export LC_ALL=C.UTF-8, or make it: dpkg-reconfigure locales")));
	if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		findings_add(findings, "utf-8", VERDICT_GOOD,
			     mem_dup(_("the locale shows every character (UTF-8)")), NULL);
	else
		findings_add(findings, "utf-8", VERDICT_NOTE,
			     mem_dup(_("the locale is not UTF-8: the screen is drawn in plain ASCII")),
			     mem_dup(_("Try: export LC_ALL=C.UTF-8")));
}

/* Reports a module that cannot be loaded.  That the program was built without libchafa
 * matters only where the terminal shows sixels: look_pixels() reports it. */
static void look_chafa(struct findings *findings)
{
	struct error err = { 0 };

	if (formats_built() && !formats_open(&err))
		findings_add(findings, "pictures", VERDICT_NOTE,
			     mem_printf(_("pictures of screens are coarser than they could be: %s"),
					err.message),
			     mem_dup(err.remedy));
}

static void look_pixels(struct findings *findings)
{
	static const char *const can[] = {
		[PIXELS_NONE] = N_("the terminal shows no pixels: pictures of screens are drawn in characters"),
		[PIXELS_SIXEL] = N_("the terminal shows pictures of screens in pixels (sixels)"),
		[PIXELS_KITTY] = N_("the terminal shows pictures of screens in pixels (kitty's protocol)"),
	};
	struct asked asked;

	/* If sixels are lost although they are built in, look_chafa() has said why. */
	if (!ask_terminal(&asked) || (asked.sixel_lost && formats_built()))
		return;
	if (asked.sixel_lost)
		findings_add(findings, "pixels", VERDICT_NOTE,
			     mem_dup(_("the terminal shows sixels, but this program was built without libchafa")),
			     packages_sentence(_("Install it, and build this program again: %s"),
					    PACKAGES("chafa")));
	else
		findings_add(findings, "pixels", VERDICT_GOOD, mem_dup(_(can[asked.pixels])), NULL);
}

static void look_unknown(const char *term, struct findings *findings)
{
	char *install = packages_install(PACKAGES("terminals"), NULL);

	findings_add(findings, "terminal", VERDICT_NOTE,
		     mem_printf(_("the terminal %s is not known on this host"), term),
		     mem_printf(_("Try: TERM=xterm %1$s, or install more of them: %2$s"), shell_self(),
				install));
	free(install);
}

void doctor_terminal(struct findings *findings)
{
	const char *term = getenv("TERM");

	look_locale(findings);
	look_chafa(findings);
	look_pixels(findings);
	if (term_is_dumb())
		findings_add(findings, "terminal", VERDICT_NOTE,
			     mem_printf(_("the terminal %s cannot place its cursor: the full screen cannot be used"),
					term),
			     mem_printf(_("Try: %1$s --plain, or TERM=xterm %1$s"), shell_self()));
	else if (term_known(NULL))
		findings_add(findings, "terminal", VERDICT_GOOD,
			     mem_printf(_("the terminal %s is known"), term), NULL);
	else if (!term || !term[0])
		findings_add(findings, "terminal", VERDICT_NOTE,
			     mem_dup(_("TERM is not set: the full screen cannot be used")),
			     mem_printf(_("Try: %1$s --plain, or TERM=xterm %1$s"), shell_self()));
	else
		look_unknown(term, findings);
}
