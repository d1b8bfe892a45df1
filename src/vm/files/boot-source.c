// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The guests that are made when first needed, and opening what a machine boots from; see
 * boot-source.h. */
#include "vm/files/boot-source.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/units.h"
#include "vm/files/guests.h"
#include "vm/files/qcow2.h"

/* ---- opening ------------------------------------------------------------------- */

enum { RACES_MOST = 16 }; /* how often the kernel may ask to try again */

#define GIB ((uint64_t)1 << 30)

/* ---- what is said ---------------------------------------------------------------- */

/* Sets err to what is said of a file that does not exist.  Returns false. */
static bool say_missing(const struct machine_spec *spec, const char *file, struct error *err)
{
	error_set(err, ERROR_INPUT,
		  _("%1$s boots from a file that is not there or cannot be read: %2$s"),
		  spec->name, file);
	error_remedy(err, _("Put it there, or correct the machine %s on the workshop's cover."),
		     spec->name);
	return false;
}

static bool leads_out(const struct machine_spec *spec, const char *file, struct error *err)
{
	error_set(err, ERROR_INPUT,
		  _("The machine %1$s cannot boot from %2$s: it leads out of the workshop's folder."),
		  spec->name, file);
	error_remedy(err, _("If the workshop is yours, put the file itself into its folder; if not, "
			    "tell its author, and do not trust it."));
	return false;
}

/* A copy would have the content of the other file in it: that must not be advised to
 * somebody who got the workshop from elsewhere. */
static bool not_alone(struct error *err)
{
	error_remedy(err, _("If the workshop is yours, make an independent copy: qemu-img convert -O "
			    "qcow2 OLD NEW; if not, tell its author, and do not trust it."));
	return false;
}

/* ---- opening inside of a folder -------------------------------------------------- */

/* Opens the file without reading from it, only below the folder.  Returns -1 with errno,
 * which is EXDEV if it leads out, and ENOSYS if the kernel cannot do it. */
static int open_beneath(int folder, const char *name)
{
	struct open_how how = {
		.flags = O_PATH | O_CLOEXEC,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
	};
	int i, fd = -1;

	for (i = 0; i < RACES_MOST && fd < 0; i++) {
		fd = (int)syscall(SYS_openat2, folder, name, &how, sizeof how);
		if (fd < 0 && errno != EAGAIN && errno != EINTR)
			break;
	}
	return fd;
}

static char *path_of(int fd)
{
	char link[64], path[PATH_MAX];
	ssize_t n;

	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	n = readlink(link, path, sizeof path);
	return n > 0 && n < (ssize_t)sizeof path ? mem_ndup(path, (size_t)n) : NULL;
}

/* The same for a kernel without openat2(): what was opened says where it lies. */
static int open_and_compare(int folder, const char *name)
{
	int fd = openat(folder, name, O_PATH | O_CLOEXEC);
	char *root, *path;
	bool inside;

	if (fd < 0)
		return -1;
	root = path_of(folder);
	path = path_of(fd);
	inside = root && path && str_starts(path, root) && path[strlen(root)] == '/';
	free(root);
	free(path);
	if (inside)
		return fd;
	close(fd);
	errno = EXDEV;
	return -1;
}

/* The file's name begins with the folder's. */
static int open_inside(const char *folder, const char *file)
{
	const char *name = file + (str_starts(file, folder) ? strlen(folder) : 0);
	int root = open(folder[0] ? folder : ".", O_PATH | O_DIRECTORY | O_CLOEXEC), fd, saved;

	if (root < 0)
		return -1;
	name += strspn(name, "/");
	fd = open_beneath(root, name);
	if (fd < 0 && (errno == ENOSYS || errno == EPERM))
		fd = open_and_compare(root, name);
	saved = errno;
	close(root);
	errno = saved;
	return fd;
}

/* Opens for reading what was opened only by its place.  Takes fd. */
static int reopen(int fd)
{
	char link[64];
	int read_only;

	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	read_only = open(link, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	close(fd);
	return read_only;
}

/* ---- images ---------------------------------------------------------------------- */

/* Returns the kind of an image that is neither raw nor qcow2, by its first bytes, or
 * NULL. */
static const char *kind_of(const unsigned char head[QCOW2_HEAD])
{
	static const struct {
		const char *kind, *magic;
		size_t n, at;
	} kinds[] = {
		{ "vmdk", "KDMV", 4, 0 },
		{ "vmdk", "COWD", 4, 0 },
		{ "vmdk", "# Disk Descriptor", 17, 0 },
		{ "vhdx", "vhdxfile", 8, 0 },
		{ "vhd", "conectix", 8, 0 },
		{ "vdi", "\x7f\x10\xda\xbe", 4, 64 },
		{ "qed", "QED\0", 4, 0 },
		{ "parallels", "WithoutFreeSpace", 16, 0 },
		{ "parallels", "WithouFreSpacExt", 16, 0 },
		{ "qcow", "QFI\xfb\0\0\0\1", 8, 0 },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(kinds); i++)
		if (memcmp(head + kinds[i].at, kinds[i].magic, kinds[i].n) == 0)
			return kinds[i].kind;
	return NULL;
}

static const char *kind_by_name(const char *file)
{
	static const char *const kinds[] = { "vmdk", "vhdx", "vhd", "vdi", "qed" };
	const char *dot = strrchr(file, '.');
	size_t i;

	for (i = 0; dot && i < ARRAY_LEN(kinds); i++)
		if (str_eq(dot + 1, kinds[i]))
			return kinds[i];
	return NULL;
}

struct opening {
	const struct machine_spec *spec;
	const char *file; /* as messages call it */
	bool is_image;
	bool bounded; /* it is the workshop's */
};

static bool is_small(const struct opening *opening, uint64_t bytes, struct error *err)
{
	uint64_t most = GIB * (opening->is_image ? BOOT_IMAGE_GIB : BOOT_KERNEL_GIB);
	char *size;

	if (!opening->bounded || bytes <= most)
		return true;
	size = words_memory(most);
	error_set(err, ERROR_INPUT, _("The machine %1$s cannot boot from %2$s: it is larger than %3$s."),
		  opening->spec->name, opening->file, size);
	error_remedy(err, _("Use a smaller one: holes in it count, too."));
	free(size);
	return false;
}

static bool stands_alone(const struct opening *opening, const struct qcow2 *image,
			 struct error *err)
{
	if (image->backing_at != 0) {
		error_set(err, ERROR_INPUT,
			  _("The machine %1$s cannot boot from %2$s: it builds on another disk image."),
			  opening->spec->name, opening->file);
		return not_alone(err);
	}
	if (image->data_elsewhere) {
		error_set(err, ERROR_INPUT,
			  _("The machine %1$s cannot boot from %2$s: its data is in another file."),
			  opening->spec->name, opening->file);
		return not_alone(err);
	}
	return is_small(opening, image->size, err);
}

/* QEMU never guesses the format: a raw image whose first bytes look like another format
 * stays raw, unless it is one that QEMU would be expected to read as such. */
static bool look_image(const struct opening *opening, struct boot_source *source, struct error *err)
{
	unsigned char head[QCOW2_HEAD] = { 0 };
	ssize_t n = pread(source->fd, head, sizeof head, 0);
	struct qcow2 image;
	const char *kind;

	if (n < 0)
		return say_missing(opening->spec, opening->file, err);
	kind = kind_of(head);
	if (!kind)
		kind = kind_by_name(opening->file);
	if (kind) {
		error_set(err, ERROR_INPUT,
			  _("The machine %1$s cannot boot from %2$s: it is an image of the kind %3$s, "
			    "and only raw and qcow2 are taken."),
			  opening->spec->name, opening->file, kind);
		return not_alone(err);
	}
	source->format = qcow2_parse(head, &image) ? "qcow2" : "raw";
	return str_eq(source->format, "raw") || stands_alone(opening, &image, err);
}

/* ---- opening --------------------------------------------------------------------- */

/* fd was opened only by its place, so a device knows nothing of it yet. */
static bool is_regular(const struct opening *opening, int fd, uint64_t *bytes, struct error *err)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return say_missing(opening->spec, opening->file, err);
	*bytes = (uint64_t)st.st_size;
	if (S_ISREG(st.st_mode))
		return true;
	error_set(err, ERROR_INPUT, S_ISDIR(st.st_mode) ?
		  _("The machine %1$s cannot boot from %2$s: it is a folder.") :
		  _("The machine %1$s cannot boot from %2$s: it is not a regular file."),
		  opening->spec->name, opening->file);
	error_remedy(err, _("Put a file there, or correct the machine %s on the workshop's cover."),
		     opening->spec->name);
	return false;
}

/* Takes fd. */
static bool take(const struct opening *opening, int fd, struct boot_source *source,
		 struct error *err)
{
	bool ok;

	if (!is_regular(opening, fd, &source->bytes, err)) {
		close(fd);
		return false;
	}
	source->fd = reopen(fd);
	if (source->fd < 0)
		return say_missing(opening->spec, opening->file, err);
	ok = is_small(opening, source->bytes, err) &&
	     (!opening->is_image || look_image(opening, source, err));
	if (!ok)
		boot_source_close(source);
	return ok;
}

/* Opens the workshop's file. */
static bool open_own(const struct machine_spec *spec, const char *file,
		     struct boot_source *source, struct error *err)
{
	const struct opening opening = { spec, file, file == spec->image, true };
	int fd = spec->folder ? open_inside(spec->folder, file) : open(file, O_PATH | O_CLOEXEC);

	*source = (struct boot_source){ .fd = -1 };
	if (fd < 0)
		return errno == EXDEV ? leads_out(spec, file, err) : say_missing(spec, file, err);
	return take(&opening, fd, source, err);
}

bool boot_source_ok(const struct machine_spec *spec, const char *file, struct error *err)
{
	struct boot_source source;
	bool ok = open_own(spec, file, &source, err);

	boot_source_close(&source);
	return ok;
}

bool boot_source_open(const struct machine_spec *spec, const char *file,
		      struct boot_source *source, struct error *err)
{
	char *found = file == spec->image ? guest_image(spec) : guest_find(file);
	const struct opening opening = { spec, found, file == spec->image, false };
	bool ok;
	int fd;

	*source = (struct boot_source){ .fd = -1 };
	if (!found || str_eq(found, file)) {
		ok = open_own(spec, file, source, err);
	} else {
		fd = open(found, O_PATH | O_CLOEXEC);
		ok = fd < 0 ? say_missing(spec, found, err) : take(&opening, fd, source, err);
	}
	free(found);
	return ok;
}

void boot_source_close(struct boot_source *source)
{
	if (source->fd >= 0)
		close(source->fd);
	source->fd = -1;
}
