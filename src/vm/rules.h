// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The rules of verbs: labels of actions, when each is allowed, and in which states it may leave
 * a machine; and the words for states and troubles.  Pure; any thread.  Strings that are const are
 * static, in the current language. */
#ifndef VM_RULES_H
#define VM_RULES_H

#include "vm/machine.h"

#define DISK_SIZE "1G" /* of a disk that is made, where none is given */

/* Returns the action's label, or one made from the verb and the machine's title: "Pause
 * the dreamer".  Caller frees. */
char *action_label(const struct action *action, const char *title);
/* What is being done, for the machines pane: "pausing", "taking a snapshot". */
const char *verb_doing(enum verb verb);
/* For people, translated: "running", "paused", "off", "saved", "absent", "unknown". */
const char *state_word(enum machine_state state);
/* In a word or two, for lists: "disk full"; the state's word if it is not in trouble. */
const char *machine_word(const struct vm_machine *machine);
/* The same with its reason, to stand after "is": "stopped: this computer's disk is full". */
const char *machine_condition(const struct vm_machine *machine);
/* Returns NULL, or a translated sentence that says how a machine gets out of its trouble. */
const char *machine_remedy(const struct vm_machine *machine);
/* Both, of a machine in trouble: "heron is stopped: …  Make room …"; NULL: it is in none.
 * Caller frees. */
char *machine_trouble(const struct vm_machine *machine);
/* Sets the error that the machine does not answer.  Returns false. */
bool error_silent(struct error *err, const char *machine);
/* For programs, not translated: "disk-full"; NULL: none. */
const char *trouble_name(enum trouble trouble);
/* Returns NULL if the action is allowed now, else a translated sentence that says why
 * not. */
const char *action_refused(const struct action *action, const struct vm_machine *machine);
/* The same for a verb, judged only by the machine's state. */
const char *verb_refused(enum verb verb, enum machine_state state);
/* The action is refused: is that because the machine is in the wanted state already?
 * Not for clones. */
bool action_holds(const struct action *action, const struct vm_machine *machine);
/* Clones build on the machine's disk: returns NULL if the verb leaves the disk alone,
 * else a translated sentence. */
const char *verb_refused_to_base(enum verb verb);
/* Returns NULL, or a translated sentence if somebody else started a machine on whose
 * disk clones build. */
const char *machine_at_risk(const struct vm_machine *machine);
/* Returns where a lesson's disk is plugged in: "vdb" for index 0. */
const char *disk_target(int nth);

/* Does the state in which the verb leaves a machine tell whether it was carried out? */
bool verb_shows_in_state(enum verb verb);
/* Is that one of the states, without trouble, in which the verb may leave a machine?  True
 * for a verb whose state tells nothing. */
bool verb_may_leave(enum verb verb, const struct vm_machine *machine);

#endif
