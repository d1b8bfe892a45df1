// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The rules of verbs: in which states each may be pressed, and what it is called.
 * Pure; any thread. */
#ifndef VM_RULES_H
#define VM_RULES_H

#include "vm/machine.h"

#define DISK_SIZE "1G" /* of a disk that is made, where none is given */

/* The label, or one made from verb and machine title: "Pause the dreamer". */
char *action_label(const struct action *action, const char *title);
/* "pausing", "taking a snapshot"…: what is being done, for the machines pane. */
const char *verb_doing(enum verb verb);
/* "running", "paused", "off", "saved", "absent", "unknown": for people, translated. */
const char *state_word(enum machine_state state);
/* May this button be pressed now?  NULL, or a translated sentence why not. */
const char *action_refused(const struct action *action, const struct vm_machine *machine);
/* The same by state alone: is the verb one for a machine in this state? */
const char *verb_refused(enum verb verb, enum machine_state state);
/* Of one that is refused: is what it does so already?  A clone is not asked for. */
bool action_holds(const struct action *action, const struct vm_machine *machine);
/* Clones build on the disk of this machine: NULL where the verb lets it be. */
const char *verb_refused_to_base(enum verb verb);
/* Somebody else started it while clones build on its disk: NULL, or what that means. */
const char *machine_at_risk(const struct vm_machine *machine);
/* Where the disk that a lesson names is plugged in: "vdb" for the first. */
const char *disk_target(int nth);
/* "This hypervisor…" aside: is the verb carried out at all yet? */
bool verb_supported(enum verb verb);
/* Says that a domain of this name is not ours, and what to do.  Returns false. */
bool error_not_ours(struct error *err, const char *domain, const char *why);

#endif
