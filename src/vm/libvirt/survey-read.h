// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A survey of a hypervisor, by libvirt. */
#ifndef VM_LIBVIRT_SURVEY_READ_H
#define VM_LIBVIRT_SURVEY_READ_H

#include "vm/backend.h"

/* Says what prevents snapshots, from a domain's XML as libvirt writes it.  Pure; any thread. */
enum snapshot_bar snapshot_bar(const char *xml);
/* The backend's survey(); see vm/backend.h. */
bool lv_survey(const char *uri, struct survey *survey, struct error *err);

#endif
