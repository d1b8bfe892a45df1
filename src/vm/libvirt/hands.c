// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Connections beside the main one; see hands.h. */
#include "vm/libvirt/hands.h"

#include "base/mem.h"
#include "vm/libvirt/define.h"

/* The one that this thread's action has; NULL: the main one. */
static _Thread_local virConnectPtr mine;

virConnectPtr lv_virt(const struct vm_conn *conn)
{
	return mine ? mine : conn->virt;
}

virConnectPtr lv_use(virConnectPtr virt)
{
	virConnectPtr before = mine;

	mine = virt;
	return before;
}

/* NULL where there is no other to be had: then the main one must do. */
static virConnectPtr take(struct vm_conn *conn)
{
	virConnectPtr virt = NULL;

	if (conn->test || conn->embed)
		return NULL;
	pthread_mutex_lock(&conn->lock);
	if (conn->n_hands > 0)
		virt = conn->hands[--conn->n_hands];
	pthread_mutex_unlock(&conn->lock);
	if (virt && virConnectIsAlive(virt) == 1)
		return virt;
	if (virt)
		virConnectClose(virt);
	virt = virConnectOpen(conn->uri);
	/* Without it a line that is gone would not be noticed. */
	if (virt && conn->remote)
		virConnectSetKeepAlive(virt, LV_KEEPALIVE_S, LV_KEEPALIVE_TIMES);
	return virt;
}

static void give_back(struct vm_conn *conn, virConnectPtr virt)
{
	pthread_mutex_lock(&conn->lock);
	if (virt && conn->n_hands < ARRAY_LEN(conn->hands)) {
		conn->hands[conn->n_hands++] = virt;
		virt = NULL;
	}
	pthread_mutex_unlock(&conn->lock);
	if (virt)
		virConnectClose(virt);
}

bool lv_hand_act(struct vm_conn *conn, const struct vm_request *request, struct error *err)
{
	bool ok;

	lv_use(take(conn));
	ok = lv_act(conn, request, err);
	give_back(conn, lv_use(NULL));
	return ok;
}

bool lv_hand_screen(struct vm_conn *conn, const char *machine, struct vm_screen *screen,
		    struct error *err)
{
	bool ok;

	lv_use(take(conn));
	ok = lv_screen(conn, machine, screen, err);
	give_back(conn, lv_use(NULL));
	return ok;
}

bool lv_hand_reset(struct vm_conn *conn, struct error *err)
{
	bool ok;

	lv_use(take(conn));
	ok = lv_reset(conn, err);
	give_back(conn, lv_use(NULL));
	return ok;
}

void lv_hands_close(struct vm_conn *conn)
{
	while (conn->n_hands > 0)
		virConnectClose(conn->hands[--conn->n_hands]);
}
