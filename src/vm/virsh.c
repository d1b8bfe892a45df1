// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Commands of virsh that are shown; see virsh.h. */
#include "vm/virsh.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

void virsh_begin(struct shell_argv *argv, const char *uri)
{
	shell_arg(argv, "virsh");
	if (uri)
		shell_args(argv, "-c", uri, NULL);
}

void virsh_name(struct shell_argv *argv, const char *option, const char *name)
{
	char *both = name[0] == '-' ? mem_printf("%s=%s", option, name) : mem_dup(name);

	shell_arg(argv, both);
	free(both);
}

void virsh_command(struct shell_argv *argv, const char *uri, const char *command,
		   const char *domain)
{
	virsh_begin(argv, uri);
	shell_arg(argv, command);
	virsh_name(argv, "--domain", domain);
}

/* ---- definitions ----------------------------------------------------------------- */

/* Appends a name with a backslash before what sed would not take as it is. */
static void add_for_sed(struct str *out, const char *name)
{
	for (; *name; name++) {
		if (strchr("\\/&.[]*^$", *name))
			str_addc(out, '\\');
		str_addc(out, *name);
	}
}

char *virsh_sed_rename(const char *from, const char *to)
{
	struct str out = { 0 };

	/* In the mark, too: without one the machine is known by its name (mark_is_of()). */
	str_add(&out, "/<uuid>/d;/<mac /d;s/ uuid=\"[^\"]*\"//;s/\\([>/]\\|name=\"\\)");
	add_for_sed(&out, from);
	str_add(&out, "\\([<.\"]\\)/\\1");
	add_for_sed(&out, to);
	str_add(&out, "\\2/g");
	return str_take(&out);
}

char *virsh_sed_screens(int screens, bool headless)
{
	int more = headless ? screens : screens - 1;
	struct str out = { 0 };

	str_add(&out, headless ? "s|</devices>|" : "s|</video>.*</video>|</video>|");
	if (!headless && more > 0)
		str_add(&out, ";s|</devices>|");
	for (; more > 0; more--)
		str_add(&out, "<video><model type=\"virtio\"/></video>");
	str_add(&out, headless || screens > 1 ? "&|" : NULL);
	return str_take(&out);
}

/* ---- remedies -------------------------------------------------------------------- */

void virsh_rename(struct shell_argv *argv, const char *uri, const char *domain, const char *to)
{
	virsh_command(argv, uri, "domrename", domain);
	/* TRANSLATORS: stands in a command, for a name that the user thinks of. */
	virsh_name(argv, "--new-name", to ? to : _("NEW-NAME"));
}

/* sentence: translated, with one %s for the command. */
static void remedy_rename(struct error *err, const char *sentence, const char *uri,
			  const char *domain, const char *to)
{
	struct shell_argv argv = { 0 };
	char *remedy;

	virsh_rename(&argv, uri, domain, to);
	remedy = shell_sentence(sentence, &argv);
	error_remedy(err, "%s", remedy);
	free(remedy);
}

bool error_not_ours(struct error *err, const char *uri, const char *domain, const char *why)
{
	error_set(err, ERROR_NOT_OURS, "%s", why);
	remedy_rename(err, _("Give that machine another name (%s), or rename the workshop's machine. "
			     "It was not changed."), uri, domain, NULL);
	return false;
}

void remedy_rename_back(struct error *err, const char *uri, const char *domain, const char *name)
{
	remedy_rename(err, _("If it was given another name, give it back its own: %s"), uri, domain,
		      name);
}
