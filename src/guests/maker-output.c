// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Parses the lines that make-guests and take-guests write, and looks after their files; see
 * maker-output.h. */
#include "guests/maker-output.h"

#include <dirent.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/home.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/packages.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "base/utf8.h"
#include "vm/files/guests.h"

/* ---- lines --------------------------------------------------------------------- */

enum { WHAT_MOST = 40 }; /* columns */

static const char *const words[MAKER_WORDS] = {
	[MAKER_LISTS] = "lists",   [MAKER_DOWNLOAD] = "download", [MAKER_UNPACK] = "unpack",
	[MAKER_PACK] = "pack",     [MAKER_DONE] = "done",
	[MAKER_FETCH] = "fetch",   [MAKER_CHECK] = "check",       [MAKER_TAKE] = "take",
	[MAKER_TAKEN] = "taken",
};

/* Returns the next word of a line and moves *at behind it and its blank.  Caller frees. */
static char *next_word(const char **at)
{
	size_t n = strcspn(*at, " ");
	char *word = mem_ndup(*at, n);

	*at += n;
	*at += strspn(*at, " ");
	return word;
}

static bool read_percent(const char *text, int *percent)
{
	size_t n = strspn(text, "0123456789");

	if (n == 0 || n > 3 || text[n])
		return false;
	*percent = atoi(text);
	return *percent <= 100;
}

static bool read_word(const char *text, enum maker_word *word)
{
	int i;

	for (i = 0; i < MAKER_WORDS; i++)
		if (str_eq(words[i], text)) {
			*word = (enum maker_word)i;
			return true;
		}
	return false;
}

static bool read_progress(const char *at, struct maker_news *news)
{
	char *percent = next_word(&at), *word = next_word(&at), *what = utf8_clean(at, strlen(at));
	bool ok = read_percent(percent, &news->percent) && read_word(word, &news->word);

	what[utf8_fit(what, WHAT_MOST)] = '\0';
	utf8_copy(news->what, sizeof news->what, what);
	free(percent);
	free(word);
	free(what);
	return ok;
}

/* ---- failures ---------------------------------------------------------------- */

/* Programs and Debian packages whose name in packaging/packages is another one. */
static const struct {
	const char *tool, *package;
} packages[] = {
	{ "dpkg-deb", PACKAGES("dpkg") },       { "readelf", PACKAGES("binutils") },
	{ "xz-utils", PACKAGES("xz") },         { "debian-archive-keyring", PACKAGES("keyring") },
	{ "mkfs.ext4", PACKAGES("e2fsprogs") }, { "mke2fs", PACKAGES("e2fsprogs") },
	{ "sha256sum", PACKAGES("coreutils") }, { "qemu-system-x86_64", PACKAGES("qemu-x86") },
	{ "qemu-system-aarch64", PACKAGES("qemu-arm") },
};

static const char *package_of(const char *tool)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(packages); i++)
		if (str_eq(packages[i].tool, tool))
			return packages[i].package;
	return tool;
}

static void network(struct error *err, const char *detail)
{
	error_set(err, ERROR_FAILED, _("The packages for the guests could not be downloaded: %s"), detail);
	error_remedy(err, _("Try again when there is a network. Nothing else is lost: lessons "
			  "1 to 7 of the program's own workshop work without these guests."));
}

static void no_apt(struct error *err, const char *detail)
{
	(void)detail;
	error_set(err, ERROR_FAILED, _("The guests are made of Debian's packages with apt, which is not "
				       "on this computer."));
	error_remedy(err, _("Take them from an archive that somebody made where there is apt: %s guests "
			  "--from FILE-OR-ADDRESS"), shell_self());
}

static void tool(struct error *err, const char *detail)
{
	error_set(err, ERROR_FAILED, _("Making the guests needs %s, which is not installed."), detail);
	packages_remedy(err, package_of(detail));
}

static void space(struct error *err, const char *detail)
{
	error_set(err, ERROR_FAILED, _("There is not enough room to make the guests: %s"), detail);
	error_remedy(err, _("Make room there, or use another disk: XDG_CACHE_HOME=/another/disk %s "
			  "guests"), shell_self());
}

static void broken_packages(struct error *err, const char *detail)
{
	error_set(err, ERROR_FAILED, _("The guests could not be made from these packages: %s"), detail);
	error_remedy(err, _("They may have changed, or have been downloaded only in part: try again."));
}

/* ---- failures with an archive */

static void fetch(struct error *err, const char *detail)
{
	error_set(err, ERROR_FAILED, _("The archive of guests could not be downloaded: %s"), detail);
	error_remedy(err, _("Is there a network, and is the address right? Nothing was "
			  "changed. You can also use a file that you got in another way: %s "
			  "guests --from FILE"), shell_self());
}

static void absent(struct error *err, const char *detail)
{
	error_set(err, ERROR_FAILED, _("There is no archive of guests here: %s"), detail);
	error_remedy(err, _("Check the name, or ask whoever gave it to you."));
}

static void no_archive(struct error *err, const char *detail)
{
	error_set(err, ERROR_FAILED, _("This is not an archive of guests for this version of the program: %s"),
		  detail);
	error_remedy(err, _("To make one: make guests-archive"));
}

static void tampered(struct error *err, const char *detail)
{
	error_set(err, ERROR_FAILED, _("The archive was changed or damaged after it was "
				       "signed, so it was not used: %s"), detail);
	error_remedy(err, _("Download it again. If that does not help, do not use it, and "
			  "tell whoever gave it to you: somebody may have tampered with it."));
}

static void untrusted(struct error *err, const char *detail)
{
	error_set(err, ERROR_FAILED, _("The archive is signed by somebody whom you don't "
				       "trust yet, so it was not used. Their key is %s"), detail);
	error_remedy(err, _("Ask whoever gave it to you if that is their key. If it is, get "
			  "its public half, the file whose name ends in .pub, and add to the "
			  "command: --key FILE"));
}

static void no_key(struct error *err, const char *detail)
{
	error_set(err, ERROR_FAILED, _("The archive is signed, but there is no key yet that "
				       "you trust, so it was not used. It was signed with the "
				       "key %s"), detail);
	error_remedy(err, _("Get the public half of the key from whoever made the archive, "
			  "the file whose name ends in .pub, and add to the command: --key "
			  "FILE"));
}

static void bad_key(struct error *err, const char *detail)
{
	error_set(err, ERROR_FAILED, _("There is no public key in this file: %s"), detail);
	error_remedy(err, _("It is a file whose name ends in .pub, with a line that begins like "
			  "\"ssh-ed25519 AAAA\"."));
}

static void other(struct error *err, const char *detail)
{
	error_set(err, ERROR_FAILED, _("The guests could not be made: %s"), detail);
}

static const struct {
	const char *name;
	void (*tell)(struct error *err, const char *detail);
} kinds[] = {
	{ "network", network }, { "tool", tool }, { "space", space }, { "packages", broken_packages },
	{ "other", other }, { "apt", no_apt }, { "fetch", fetch }, { "absent", absent },
	{ "archive", no_archive }, { "tampered", tampered }, { "untrusted", untrusted },
	{ "nokey", no_key }, { "key", bad_key },
};

static bool read_error(const char *at, struct maker_news *news)
{
	char *kind = next_word(&at), *detail = utf8_clean(at, strlen(at));
	size_t i;

	news->failed = true;
	for (i = 0; i < ARRAY_LEN(kinds) && !str_eq(kinds[i].name, kind);)
		i++;
	if (i < ARRAY_LEN(kinds))
		kinds[i].tell(&news->error, detail);
	else
		other(&news->error, detail);
	free(kind);
	free(detail);
	return true;
}

bool maker_line(const char *line, struct maker_news *news)
{
	*news = (struct maker_news){ 0 };
	if (str_starts(line, "progress "))
		return read_progress(line + strlen("progress "), news);
	if (str_starts(line, "error "))
		return read_error(line + strlen("error "), news);
	return false;
}

/* ---- files --------------------------------------------------------------------- */

char *maker_folder(void)
{
	char *cache = file_cache_dir(), *folder = file_join(cache, "guests.new");

	free(cache);
	return folder;
}

char *maker_script(const char *name)
{
	char *lessons = home_lessons(), *guests = lessons ? file_join(lessons, "guests") : NULL;
	char *script = guests ? file_join(guests, name) : NULL;

	free(lessons);
	free(guests);
	if (script && access(script, R_OK) != 0) {
		free(script);
		script = NULL;
	}
	return script;
}

/* ---- old ones ------------------------------------------------------------------- */

/* When the file was last changed; 0 if it does not exist. */
static time_t changed_at(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? st.st_mtime : 0;
}

static void each_file(const char *folder, void (*take)(const char *path, void *context),
		      void *context)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir)) != NULL) {
		char *path = file_join(folder, entry->d_name);

		if (!str_eq(entry->d_name, ".") && !str_eq(entry->d_name, ".."))
			take(path, context);
		free(path);
	}
	if (dir)
		closedir(dir);
}

static void take_newer(const char *path, void *context)
{
	time_t *newest = context, at = changed_at(path);

	if (at > *newest)
		*newest = at;
}

/* When the script, or a file that it puts into the guests, was last changed. */
static time_t script_changed_at(void)
{
	char *script = maker_script("make-guests"), *parts;
	time_t newest = script ? changed_at(script) : 0;

	if (!script)
		return 0;
	parts = file_join(dirname(script), "linux");
	each_file(parts, take_newer, &newest);
	free(parts);
	free(script);
	return newest;
}

bool guest_is_old(const struct guest *guest)
{
	char *made = guest_made(guest), *cache = guest_cache();
	bool old = made && str_starts(made, cache) && changed_at(made) < script_changed_at();

	free(made);
	free(cache);
	return old;
}

/* ---- new ones ------------------------------------------------------------------- */

static void forget_older(const char *path, void *context)
{
	const time_t *than = context;
	const char *name = strrchr(path, '/') + 1;

	if (name[0] == '.' || changed_at(path) < *than)
		unlink(path);
}

void maker_forget_old(void)
{
	char *folder = maker_folder();
	time_t than = script_changed_at();

	each_file(folder, forget_older, &than);
	free(folder);
}

static bool is_whole(const struct guest *guest, const char *folder)
{
	bool whole = true;
	size_t i;

	for (i = 0; guest->files[i]; i++) {
		char *path = file_join(folder, guest->files[i]);

		whole = whole && file_exists(path);
		free(path);
	}
	return whole;
}

void maker_take_over(const bool wanted[GUEST_COUNT])
{
	char *folder = maker_folder(), *cache = guest_cache();
	bool whole[GUEST_COUNT];
	size_t i, k;

	/* Check all files before moving any, because guests share files. */
	for (i = 0; i < GUEST_COUNT; i++)
		whole[i] = wanted[i] && is_whole(&guest_table[i], folder);
	for (i = 0; i < GUEST_COUNT; i++)
		for (k = 0; whole[i] && guest_table[i].files[k]; k++) {
			char *from = file_join(folder, guest_table[i].files[k]);
			char *to = file_join(cache, guest_table[i].files[k]);

			rename(from, to); /* a shared file was moved with the first guest */
			free(from);
			free(to);
		}
	free(folder);
	free(cache);
}
