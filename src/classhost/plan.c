// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See plan.h. */
#include "classhost/plan.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/shell-quote.h"
#include "classhost/accounts.h"
#include "classhost/fence.h"
#include "classhost/homes.h"
#include "classhost/limits.h"
#include "classhost/programs.h"
#include "classhost/sshd.h"

static void look_root(const struct wish *wish, const struct look *look, struct plan *plan)
{
	struct shell_argv argv = { 0 };

	if (look->root)
		return;
	shell_args(&argv, "sudo", wish->program, "class", "host", NULL);
	if (!wish->all)
		shell_args(&argv, "--for", "1-7", NULL);
	shell_arg_file(&argv, wish->file);
	plan_add(plan, "root", PLAN_OBSTACLE,
		 mem_dup(_("only root sees all of the settings of sshd and of the network's "
			   "filter: this plan is not whole")),
		 shell_sentence(_("See all of it by: %s"), &argv));
}

void plan_make(const struct wish *wish, const struct look *look, struct plan *plan)
{
	look_root(wish, look, plan);
	programs_plan(wish, look, plan);
	accounts_plan(wish, look, plan);
	sshd_plan(wish, look, plan);
	homes_plan(wish, look, plan);
	limits_plan(wish, look, plan);
	fence_plan(look, plan);
	limits_plan_sum(wish, look, plan);
}
