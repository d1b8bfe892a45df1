// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Loading the module of a backend; see module.h. */
#include "vm/module.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/home.h"
#include "base/mem.h"
#include "base/packages.h"
#include "base/str.h"

static struct {
	struct module_file file;
	const struct vm_backend *loaded; /* under the lock */
} table[] = {
	{ { "libvirt", "backend-libvirt.so", "libvirt.so.0", PACKAGES("libvirt-daemon"),
	    sizeof(struct vm_backend) }, NULL },
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

const struct vm_backend *module_load(const char *name, struct error *err)
{
	const struct vm_backend *backend = NULL;
	size_t i;

	pthread_mutex_lock(&lock);
	for (i = 0; i < ARRAY_LEN(table); i++) {
		if (!str_eq(table[i].file.name, name))
			continue;
		if (!table[i].loaded)
			table[i].loaded = module_open(&table[i].file, err);
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
