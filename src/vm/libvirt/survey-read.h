// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a survey finds in a definition. */
#ifndef VM_LIBVIRT_SURVEY_READ_H
#define VM_LIBVIRT_SURVEY_READ_H

#include "vm/survey.h"

/* From a domain's XML as libvirt writes it.  Pure; any thread. */
enum snapshot_bar snapshot_bar(const char *xml);

#endif
