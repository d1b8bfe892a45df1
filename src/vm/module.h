// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The backends' modules (base/home.h), which are loaded when a hypervisor is first
 * needed.  So the program starts without a hypervisor's libraries, and runs if they are
 * missing. */
#ifndef VM_MODULE_H
#define VM_MODULE_H

#include "base/error.h"
#include "vm/backend.h"

/* Returns the backend of this name ("libvirt"), which is loaded once and kept until the
 * program ends; NULL with err, and another call tries again.  The first call takes some tens
 * of milliseconds.  Any thread. */
const struct vm_backend *module_load(const char *name, struct error *err);

/* Asks the backend for libvirt for a survey of a hypervisor.  It blocks, so do not call it
 * on the screen's thread.  Returns false with err; release it with survey_free(). */
bool vm_survey(const char *uri, struct survey *survey, struct error *err);
void survey_free(struct survey *survey);

#endif
