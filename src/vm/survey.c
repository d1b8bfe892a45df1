// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A survey, made by the backend; see survey.h. */
#include "vm/survey.h"

#include <stdlib.h>

#include "vm/module.h"

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
