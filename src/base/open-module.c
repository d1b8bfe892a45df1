// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Opening modules with dlopen(); see open-module.h. */
#include <config.h>

#include "base/open-module.h"

#include <dlfcn.h>
#include <stdlib.h>

#include "base/home.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/packages.h"
#include "base/str.h"

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
const void *module_open(const struct module_file *wanted, struct error *err)
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
