// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a machine is made of, now and from its next start on: read from its two
 * definitions.  That takes two calls of half a millisecond each, so of many
 * machines it is known anew only where something happened, or now and then. */
#include "vm/libvirt/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "vm/libvirt/hardware-xml.h"

enum {
	HELD_MS = 200, /* by a command that QEMU does not answer, at least */
	HELD_POLL_MS = 20,
};

static bool parse(const struct vm_conn *conn, const struct lv_machine *machine,
		  virDomainPtr domain, unsigned flags, struct vm_hardware *hw, struct error *err)
{
	char *xml = virDomainGetXMLDesc(domain, flags);
	char *stem = lv_file(conn, machine->domain, "");

	hardware_clear(hw);
	if (xml)
		hardware_parse(hw, xml, stem);
	else
		lv_error_of(err, domain);
	free(stem);
	free(xml);
	return xml != NULL;
}

bool lv_hardware(const struct vm_conn *conn, const struct lv_machine *machine,
		 virDomainPtr domain, struct vm_hardware *now, struct vm_hardware *next,
		 struct error *err)
{
	return parse(conn, machine, domain, 0, now, err) &&
	       parse(conn, machine, domain, VIR_DOMAIN_XML_INACTIVE, next, err);
}

/* Does somebody wait for an answer of this QEMU for a while already?  libvirt 11
 * gives a definition only after that one (it waits for 30 s), libvirt 9 at once. */
static bool is_held(virDomainPtr domain)
{
	virDomainControlInfo info;
	int ms;

	for (ms = 0; ms <= HELD_MS; ms += HELD_POLL_MS) {
		if (virDomainGetControlInfo(domain, &info, 0) < 0 ||
		    info.state != VIR_DOMAIN_CONTROL_OCCUPIED)
			return false;
		if (info.stateTime >= HELD_MS)
			break;
		clock_nap(HELD_POLL_MS);
	}
	return true;
}

bool lv_read_hardware(struct vm_conn *conn, struct lv_machine *known, virDomainPtr domain,
		      struct vm_machine *out, bool anew, struct error *err)
{
	bool live = out->state == STATE_RUNNING || out->state == STATE_PAUSED;

	if (anew || known->is_old || !known->now.known || live != known->was_live) {
		known->is_old = live && is_held(domain);
		if (!known->is_old &&
		    !lv_hardware(conn, known, domain, &known->now, &known->next, err))
			return false;
	}
	known->was_live = live;
	hardware_copy(&out->now, &known->now);
	hardware_copy(&out->next, &known->next);
	/* What the balloon says is newer. */
	if (live && out->memory)
		out->now.memory = out->memory;
	return true;
}
