// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Errors of libvirt as sentences with remedies, in the user's language. */
#ifndef VM_LIBVIRT_LIBVIRT_ERROR_H
#define VM_LIBVIRT_LIBVIRT_ERROR_H

#include "base/error.h"
#include "vm/libvirt/conn.h"

/* What was tried, because the same code means different things.  From LV_MACHINE on it was
 * tried with one machine, by a daemon that answers. */
enum lv_doing { LV_CONNECTION, LV_EMBED, LV_MACHINE, LV_CONSOLE, LV_SNAPSHOT };
/* Set the error from libvirt's last error.  machine: its name, or "": the connection.  All
 * of these return false. */
bool lv_error(struct error *err, const char *machine);
bool lv_error_doing(struct error *err, enum lv_doing doing, const char *machine);
/* The same for a domain: they save the error first, because asking libvirt for the
 * domain's name forgets it. */
bool lv_error_of(struct error *err, virDomainPtr domain);
bool lv_error_of_doing(struct error *err, enum lv_doing doing, virDomainPtr domain);
/* The same for any error; NULL: none is known.  Pure. */
bool lv_translate(struct error *err, const virError *last, enum lv_doing doing, const char *machine);
/* Has the machine's QEMU not answered a command for seconds? */
bool lv_is_silent(virDomainPtr domain);

#endif
