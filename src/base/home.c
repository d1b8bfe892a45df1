// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The program's own files and modules; see home.h. */
#include <config.h>

#include "base/home.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/packages.h"
#include "base/str.h"

/* ---- files ------------------------------------------------------------------------- */

static char *own_folder(void)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
	char *slash;

	if (n <= 0)
		return mem_dup(".");
	path[n] = '\0';
	slash = strrchr(path, '/');
	if (slash)
		*slash = '\0';
	return mem_dup(path);
}

/* Beside src/ in the build tree; else where they were installed; else beside the
 * program, if the installation was moved. */
static char *find_lessons(void)
{
	static const char *const beside[] = { "../lessons", NULL, "../share/imitation/lessons" };
	char *folder = own_folder(), *found = NULL;
	size_t i;

	for (i = 0; i < ARRAY_LEN(beside) && !found; i++) {
		char *dir = beside[i] ? file_join(folder, beside[i]) : mem_dup(PKGDATADIR "/lessons");
		char *cover = file_join(dir, "workshop.md");

		if (file_exists(cover))
			found = realpath(dir, NULL);
		free(cover);
		free(dir);
	}
	free(folder);
	return found;
}

/* Found once: each file of a machine is looked for there too, before the first frame. */
char *home_lessons(void)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	static char *known;
	char *copy;

	pthread_mutex_lock(&lock);
	if (!known)
		known = find_lessons();
	copy = mem_dup(known);
	pthread_mutex_unlock(&lock);
	return copy;
}

/* Beside src/ in the build tree; else where they were installed. */
char *home_catalogues(void)
{
	char *folder = own_folder(), *beside = file_join(folder, "../po-local"), *found = NULL;

	if (file_is_dir(beside))
		found = realpath(beside, NULL);
	free(beside);
	free(folder);
	return found ? found : mem_dup(LOCALEDIR);
}

/* Where it was installed.  If the whole tree was put below another folder (DESTDIR) and
 * the program runs there, the module is looked for there too. */
static char *installed_module(const char *folder, const char *name)
{
	size_t n = strlen(folder), tail = strlen(BINDIR);
	bool ours = n >= tail && strcmp(folder + n - tail, BINDIR) == 0;

	return mem_printf("%.*s%s/%s", ours ? (int)(n - tail) : 0, folder, PKGLIBDIR, name);
}

/* Never load code from a relative path or a world-writable folder: anybody could have put it
 * there. */
static bool is_trusted(const char *path)
{
	char *folder = mem_ndup(path, (size_t)(strrchr(path, '/') ? strrchr(path, '/') - path : 0));
	struct stat st;
	bool is = path[0] == '/' && file_exists(path) && stat(folder, &st) == 0 &&
		  !(st.st_mode & S_IWOTH);

	free(folder);
	return is;
}

char *home_module(const char *name)
{
	char *folder = own_folder(), *found = NULL, *places[4];
	size_t i;

	places[0] = file_join(folder, name);
	places[1] = installed_module(folder, name);
	places[2] = mem_printf("%s/../lib/imitation/%s", folder, name);
	places[3] = mem_printf(PKGLIBDIR "/%s", name);
	for (i = 0; i < ARRAY_LEN(places); i++) {
		if (!found && is_trusted(places[i]))
			found = realpath(places[i], NULL);
		free(places[i]);
	}
	free(folder);
	return found;
}

/* ---- modules ----------------------------------------------------------------------- */

static void not_loaded(struct error *err, const char *name, const char *why)
{
	error_set(err, ERROR_SYSTEM,
		  _("The part of this program for %1$s cannot be loaded: %2$s"), name, why);
	error_remedy(err, _("Install this program again: not all of it is there."));
}

/* What dlopen() says differs between systems and languages, so it is only shown.
 * To know whether the library is missing, try to open it. */
static void explain(const struct module_file *wanted, const char *said, struct error *err)
{
	void *library;

	not_loaded(err, wanted->name, said ? said : "");
	library = dlopen(wanted->library, RTLD_LAZY | RTLD_LOCAL);
	if (library)
		dlclose(library);
	else
		packages_remedy(err, wanted->packages);
}

/* The functions of another release would misread what they are given. */
static const void *functions_in(void *handle, const char *path, size_t size, struct error *err)
{
	const struct module *module = dlsym(handle, "imitation_module");

	if (module && str_eq(module->version, PACKAGE_VERSION) && module->size == size)
		return module->functions;
	error_set(err, ERROR_SYSTEM, _("The file %s belongs to another release of this program."), path);
	error_remedy(err, _("Install this program again: not all of it is there."));
	return NULL;
}

/* It is never closed: libraries leave threads running in it until the program ends. */
static const void *open_module(const struct module_file *wanted, struct error *err)
{
	char *path = home_module(wanted->file);
	void *handle = path ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : NULL;
	const void *functions = NULL;

	if (handle)
		functions = functions_in(handle, path, wanted->size, err);
	else if (path)
		explain(wanted, dlerror(), err);
	else
		not_loaded(err, wanted->name, wanted->file);
	log_line("module %s: %s", path ? path : wanted->file, functions ? "loaded" : "not loaded");
	free(path);
	return functions;
}

const void *module_use(struct module_use *use, struct error *err)
{
	const void *functions;

	pthread_mutex_lock(&use->lock);
	if (!use->functions && use->why.kind == ERROR_NONE)
		use->functions = open_module(&use->file, &use->why);
	if (!use->functions && err)
		*err = use->why;
	functions = use->functions;
	pthread_mutex_unlock(&use->lock);
	return functions;
}

static void *open_it(void *use)
{
	module_use(use, NULL);
	return NULL;
}

const void *module_ready(struct module_use *use)
{
	const void *functions;
	bool begin;

	if (pthread_mutex_trylock(&use->lock) != 0)
		return NULL;
	functions = use->functions;
	begin = !functions && use->why.kind == ERROR_NONE && !use->begun;
	use->begun |= begin;
	pthread_mutex_unlock(&use->lock);
	if (begin)
		thread_start(NULL, open_it, use);
	return functions;
}

bool module_is_lost(struct module_use *use)
{
	bool lost;

	if (pthread_mutex_trylock(&use->lock) != 0)
		return false;
	lost = use->why.kind != ERROR_NONE;
	pthread_mutex_unlock(&use->lock);
	return lost;
}

void module_try_again(struct module_use *use)
{
	pthread_mutex_lock(&use->lock);
	error_clear(&use->why);
	pthread_mutex_unlock(&use->lock);
}
