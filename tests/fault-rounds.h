// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Rounds for tests on a real machine: before each try all is arranged anew, then the action is
 * done while one call of libvirt fails, and then what is so is compared with what was so and
 * what is said.  The machine DREAMER counts on its screen; TWIN can be its clone. */
#ifndef TESTS_FAULT_ROUNDS_H
#define TESTS_FAULT_ROUNDS_H

#include <libvirt/libvirt.h>
#include <stdbool.h>

#include "vm/machine.h"

#define DREAMER "dreamer"
#define TWIN "twin"
#define MIB (1024ull * 1024)

struct vm_conn;
extern struct vm_conn *conn; /* of these tests; from rounds_open() on */

/* ---- what is so */

struct facts {
	enum machine_state state, twin;
	int ticks;        /* on its screen; -1: it has none */
	bool marked;      /* its disk is, see mark_disk() */
	int n_safety;
	char *snapshots;  /* names of the others, each between blanks */
	char *files;      /* of the workshop's folder, the same */
	struct vm_hardware now, next;
};

void facts_read(struct facts *facts);
void facts_clear(struct facts *facts); /* frees its content */
void print_facts(const char *when, const struct facts *facts);
int ticks(void); /* the number that the machine counted to, on its screen; -1: there is none */
char *files(void); /* of the workshop's folder, each between blanks; caller frees */
virDomainPtr domain_of(const char *name); /* NULL: there is none; caller frees */
bool same_hardware(const struct vm_hardware *a, const struct vm_hardware *b);
/* Is it this number?  A paused machine may have run between two calls. */
bool is_about(int ticks_now, int wanted);
/* Does the machine remember what it did, and is it in the same state? */
bool same_present(const struct facts *before, const struct facts *now);
/* Does the message say in what state the machine is now? */
bool tells_state(const struct error *err, enum machine_state state);

/* ---- what is done */

bool act(const struct vm_request *request, struct error *err);
void does(struct vm_request request); /* of DREAMER where it names none; must work */
void stage(enum machine_state to);
void snapshot(const char *name);
void await_ticks(int least);

/* ---- two presents: a snapshot "past", and a later one "now", both paused */

extern int past_ticks, present_ticks; /* what was counted then */
extern bool was_paused; /* a saved machine is paused before, by return_to_now() */
void make_history(void);
void drop_other_snapshots(virDomainPtr domain);
/* Both without the program's help. */
void revert_to(const char *name, bool runs);
void return_to_now(enum machine_state state);

/* ---- a round */

struct scenario {
	const char *name;
	enum machine_state present;
	struct vm_request request;
	void (*arrange)(const struct scenario *scenario); /* anew before each try */
	/* Besides the facts, what must be as before if the action failed; or NULL. */
	bool (*stays)(void);
	/* The action failed, and the machine is not as it was: is all that is said of it true,
	 * and is there a way back? */
	bool (*is_told)(const struct facts *before, const struct facts *now,
			const struct error *err);
	/* The action worked: is it so? */
	bool (*is_done)(const struct facts *before, const struct facts *now);
};

extern const char *failed_call; /* in the try that is judged; NULL: none did */
extern bool reads;              /* calls that only read fail, too */
/* Tries it with each call failing in turn, in two ways; all must be right. */
void try_all(const struct scenario *scenario);

int rounds_open(void **unused); /* setup and teardown of a group of tests */
int rounds_close(void **unused);

#endif
