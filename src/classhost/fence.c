// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See fence.h. */
#include "classhost/fence.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/packages.h"

#define TABLE "imitation_class"

/* A socket has the group of the process that made it: a seat's, and QEMU's with it.  sshd's are
 * root's, so no line to a seat is cut.  A seat is also in imitation-class, which newgrp(1) could
 * make its group.  The ports are those of lesson 10's wires (src/vm/libvirt). */
char *fence_text(void)
{
	return mem_dup("table inet " TABLE "\n"
		       "delete table inet " TABLE "\n"
		       "table inet " TABLE " {\n"
		       "\tchain output {\n"
		       "\t\ttype filter hook output priority 0; policy accept;\n"
		       "\t\tmeta skgid " GROUP_SEAT " jump seat\n"
		       "\t\tmeta skgid " GROUP_CLASS " jump seat\n"
		       "\t}\n"
		       "\tchain seat {\n"
		       "\t\tct state established accept\n"
		       "\t\toifname \"lo\" udp sport 20000-31999 udp dport 20000-31999 accept\n"
		       "\t\treject\n"
		       "\t}\n"
		       "}\n");
}

static int times(const char *text, const char *word)
{
	int n = 0;

	for (; (text = strstr(text, word)); text += strlen(word))
		n++;
	return n;
}

/* Versions of nft print a rule in different words, so only what none of them changes is looked
 * for. */
bool fence_stands(const char *listing)
{
	return strstr(listing, "hook output") && times(listing, "meta skgid") == 2 &&
	       times(listing, "jump seat") == 2 && times(listing, "20000-31999") == 2 &&
	       strstr(listing, "reject");
}

void fence_plan(const struct look *look, struct plan *plan)
{
	char *listing;

	if (!look->has_program(look->context, "nft")) {
		plan_add(plan, "fence", PLAN_OBSTACLE,
			 mem_dup(_("there is no nft, which keeps guests from the host and its "
				   "network")),
			 packages_sentence(_("Install it: %s"), PACKAGES("nftables")));
		return;
	}
	if (!look->root)
		return;
	listing = look->output(look->context, (const char *const[]){ "nft", "list", "table", "inet",
								     TABLE, NULL });
	if (listing && fence_stands(listing))
		plan_add(plan, "fence", PLAN_OK,
			 mem_printf(_("seats and guests reach neither the host nor its network "
				      "(nft table %s)"),
				    "inet " TABLE),
			 NULL);
	else
		plan_add(plan, "fence", PLAN_DO,
			 mem_printf(_("keep seats and guests from the host and its network (nft "
				      "table %s)"),
				    "inet " TABLE),
			 NULL);
	free(listing);
}
