// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a machine's screen shows: libvirt's picture of it, and if that may show text, the
 * text from the machine's memory. */
#include "vm/libvirt/display.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "pixel/image.h"
#include "vm/libvirt/conn.h"
#include "vm/libvirt/libvirt-error.h"
#include "vm/libvirt/owner.h"
#include "vm/libvirt/read.h"
#include "vm/rules.h"

enum {
	BYTES_MAX = 64 * 1024 * 1024, /* of a picture */
	LOOKS = 2,                    /* picture and memory are read at different times, so try again */
};

static bool receive(virStreamPtr stream, struct str *bytes, const char *domain, struct error *err)
{
	char *piece = mem_array(64, 1024);
	int n;

	while ((n = virStreamRecv(stream, piece, 64 * 1024)) > 0 && bytes->len < BYTES_MAX)
		str_addn(bytes, piece, (size_t)n);
	free(piece);
	if (n == 0)
		return virStreamFinish(stream) == 0 || lv_error(err, domain);
	if (n < 0)
		lv_error(err, domain);
	else
		error_set(err, ERROR_FAILED, _("The picture of the screen cannot be read."));
	virStreamAbort(stream);
	return false;
}

static bool picture(struct vm_conn *conn, virDomainPtr domain, struct image *image,
		    struct error *err)
{
	const char *name = virDomainGetName(domain);
	virStreamPtr stream = virStreamNew(lv_virt(conn), 0);
	char *type = stream ? virDomainScreenshot(domain, stream, 0, 0) : NULL;
	struct str bytes = { 0 };
	bool ok;

	ok = type ? receive(stream, &bytes, name, err) : lv_error(err, name);
	ok = ok && image_decode(image, str_text(&bytes), bytes.len, err);
	str_free(&bytes);
	free(type);
	if (stream)
		virStreamFree(stream);
	return ok;
}

static bool is_pc(const struct lv_machine *machine)
{
	return str_eq(machine->spec->arch, "x86_64") || str_eq(machine->spec->arch, "i686");
}

static bool text(virDomainPtr domain, const struct image *image, struct vga_text *found)
{
	unsigned char *memory = mem_array(VGA_BYTES, 1);
	bool ok = virDomainMemoryPeek(domain, VGA_ADDRESS, VGA_BYTES, memory,
				      VIR_MEMORY_PHYSICAL) == 0 &&
		  vga_find(memory, VGA_BYTES, image, found);

	free(memory);
	return ok;
}

static bool see(struct vm_conn *conn, struct lv_machine *machine, virDomainPtr domain,
		struct vm_screen *screen, struct error *err)
{
	for (int i = 0; i < LOOKS; i++) {
		image_free(&screen->image);
		if (!picture(conn, domain, &screen->image, err))
			return false;
		screen->kind = SCREEN_PIXELS;
		if (conn->test || !is_pc(machine) || !vga_may_be_text(&screen->image))
			break;
		if (text(domain, &screen->image, &screen->text)) {
			screen->kind = SCREEN_TEXT;
			break;
		}
	}
	return true;
}

bool lv_screen(struct vm_conn *conn, const char *name, struct vm_screen *screen, struct error *err)
{
	struct lv_machine *machine = lv_machine(conn, name);
	enum machine_state state = STATE_ABSENT;
	virDomainPtr domain;
	const char *why;
	bool absent, ok;

	if (!machine)
		return false;
	domain = lv_find(conn, machine, &absent, err);
	if (!domain && !absent)
		return false;
	ok = !domain || lv_state(domain, &state, err);
	why = ok ? verb_refused(VERB_SCREENSHOT, state) : NULL;
	if (why)
		ok = error_set(err, ERROR_STATE, "%s: %s", machine->domain, why);
	ok = ok && see(conn, machine, domain, screen, err);
	if (domain)
		virDomainFree(domain);
	return ok;
}
