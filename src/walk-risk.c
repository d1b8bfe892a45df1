// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What somebody did to the machines outside of this program and what must not
 * stay so is said, once each time.  One thread; see walk.h. */
#include "walk.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "vm/command.h"
#include "walk-private.h"

void walk_say_risks(struct walk *walk)
{
	const struct vm_machine *last = NULL;
	size_t i, n = 0;
	char *text, *mend;

	for (i = 0; walk->picture && i < walk->picture->n_machines; i++)
		if (machine_at_risk(&walk->picture->machines[i])) {
			last = &walk->picture->machines[i];
			n++;
		}
	if (last && n > walk->risks_said) {
		text = mem_printf("%s: %s", last->name, machine_at_risk(last));
		mend = mem_printf(_("Cut its power: virsh destroy %s"), last->name);
		walk_say(walk, TONE_BAD, text, mend);
		free(text);
		free(mend);
	}
	walk->risks_said = n;
}
