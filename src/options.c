/* What every command needs of the command line: where its workshop is, and a way
 * to complain; see options.h. */
#include "options.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/home.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/paste.h"

int complain(const struct error *err)
{
	fprintf(stderr, "imitation: %s\n", err->message[0] ? err->message : _("it failed"));
	if (err->mend[0])
		fprintf(stderr, "imitation: %s\n", err->mend);
	return EXIT_FAILED;
}

int complain_usage(const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = mem_vprintf(format, args);
	va_end(args);
	fprintf(stderr, "imitation: %s\n", text);
	fprintf(stderr, _("imitation: try '%s --help'\n"), paste_self());
	free(text);
	return EXIT_USAGE;
}

const char *options_built_in(void)
{
	static char *path;

	if (!path)
		path = home_lessons();
	if (!path)
		fprintf(stderr, _("imitation: the workshop that belongs to this program was not found; "
				  "name one: imitation FOLDER\n"));
	return path;
}

const char *options_workshop(const struct options *options, int i)
{
	return i < options->argc ? options->argv[i] : options_built_in();
}
