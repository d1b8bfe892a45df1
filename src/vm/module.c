// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Loading the module of a backend; see module.h. */
#include <config.h>

#include "vm/module.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/home.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/packages.h"
#include "base/str.h"

struct known {
	const char *name;
	const char *library; /* that the module needs */
	const char *packages; /* that contain it */
	const struct vm_backend *loaded; /* under the lock */
};

static struct known table[] = {
	{ "libvirt", "libvirt.so.0", PACKAGES("libvirt-daemon"), NULL },
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void not_loaded(struct error *err, const char *name, const char *why)
{
	error_set(err, ERROR_SYSTEM,
		  _("The part of this program for %1$s cannot be loaded: %2$s"), name, why);
	error_remedy(err, _("Install this program again: not all of it is there."));
}

/* dlopen()'s text differs between systems and languages, so it is only shown.  Whether the
 * library is missing is tested by loading it. */
static void explain(struct error *err, const struct known *known, const char *said)
{
	void *library;

	not_loaded(err, known->name, said ? said : "");
	library = dlopen(known->library, RTLD_LAZY | RTLD_LOCAL);
	if (library)
		dlclose(library);
	else
		packages_remedy(err, known->packages);
}

/* A module of another release may have other structs, so it is refused. */
static const struct vm_backend *backend_in(void *handle, const char *file, struct error *err)
{
	const struct vm_module *module = dlsym(handle, "imitation_module");

	if (module && str_eq(module->version, PACKAGE_VERSION) &&
	    module->size == sizeof(struct vm_backend))
		return module->backend;
	error_set(err, ERROR_SYSTEM, _("The file %s belongs to another release of this program."), file);
	error_remedy(err, _("Install this program again: not all of it is there."));
	return NULL;
}

/* Never closed: libvirt's threads run in it until the program ends. */
static const struct vm_backend *load(const struct known *known, struct error *err)
{
	char *name = mem_printf("backend-%s.so", known->name), *file = home_module(name);
	void *handle = file ? dlopen(file, RTLD_NOW | RTLD_LOCAL) : NULL;
	const struct vm_backend *backend = NULL;

	if (handle)
		backend = backend_in(handle, file, err);
	else if (file)
		explain(err, known, dlerror());
	else
		not_loaded(err, known->name, name);
	log_line("module %s: %s", file ? file : name, backend ? "loaded" : "not loaded");
	free(file);
	free(name);
	return backend;
}

const struct vm_backend *module_load(const char *name, struct error *err)
{
	const struct vm_backend *backend = NULL;
	size_t i;

	pthread_mutex_lock(&lock);
	for (i = 0; i < ARRAY_LEN(table); i++) {
		if (!str_eq(table[i].name, name))
			continue;
		if (!table[i].loaded)
			table[i].loaded = load(&table[i], err);
		backend = table[i].loaded;
	}
	pthread_mutex_unlock(&lock);
	return backend;
}

bool vm_survey(const char *uri, struct survey *survey, struct error *err)
{
	const struct vm_backend *backend = module_load("libvirt", err);

	*survey = (struct survey){ 0 };
	return backend && backend->survey(uri, survey, err);
}

void survey_free(struct survey *survey)
{
	size_t i, k;

	for (i = 0; i < survey->n_domains; i++) {
		struct survey_domain *domain = &survey->domains[i];

		for (k = 0; k < domain->n_files; k++)
			free(domain->files[k]);
		free(domain->files);
		free(domain->name);
		mark_free(&domain->mark);
	}
	free(survey->domains);
	*survey = (struct survey){ 0 };
}
