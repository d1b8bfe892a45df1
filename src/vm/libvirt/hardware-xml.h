// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a machine is made of, found in its definition, and what libvirt has no call
 * for written into it.  Pure; any thread. */
#ifndef VM_LIBVIRT_HARDWARE_XML_H
#define VM_LIBVIRT_HARDWARE_XML_H

#include "vm/machine.h"

/* Fills hw from a domain's XML.  The files of disks that were plugged in begin
 * with stem ("…/dreamer."), and what follows is the disk's name.  False: it is
 * none.  hardware_clear. */
bool hardware_parse(struct vm_hardware *hw, const char *xml, const char *stem);

/* The definition with so many screens; the first stays as it is.  NULL: it is none.
 * Caller frees. */
char *hardware_with_screens(const char *xml, int screens);

#endif
