// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Modules with the backends: files beside the program that are loaded when a hypervisor is
 * first needed.  So the program starts without a hypervisor's libraries, and runs if they
 * are missing. */
#ifndef VM_MODULE_H
#define VM_MODULE_H

#include <stddef.h>

#include "base/error.h"
#include "vm/backend.h"

struct vm_module {
	const char *version; /* of the program that it was built with */
	size_t size;         /* of its struct vm_backend */
	const struct vm_backend *backend;
};

/* The only symbol that a module exports; the program has no symbol of this name. */
extern const struct vm_module imitation_module __attribute__((visibility("default")));

/* Returns the backend of this name ("libvirt"), which is loaded once and kept until the
 * program ends; NULL with err, and another call tries again.  The first call takes some tens
 * of milliseconds.  Any thread. */
const struct vm_backend *module_load(const char *name, struct error *err);

/* Asks the backend for libvirt for a survey of a hypervisor.  It blocks, so do not call it
 * on the screen's thread.  Returns false with err; release it with survey_free(). */
bool vm_survey(const char *uri, struct survey *survey, struct error *err);
void survey_free(struct survey *survey);

#endif
