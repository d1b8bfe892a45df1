// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Disks by qemu-img, and the files of a machine; see disk.h. */
#include "vm/files/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/packages.h"
#include "base/process.h"
#include "base/str.h"
#include "vm/backend.h"
#include "vm/files/boot-source.h"
#include "vm/files/qcow2.h"

/* ---- disks --------------------------------------------------------------------- */

enum {
	LOCK_WAIT_MS = 10000, /* to wait for another program that makes or removes a disk */
	LOCK_POLL_MS = 20,
};

extern char **environ;

/* An internal snapshot needs a disk of at least one cluster. */
#define DISK_LEAST (1024 * 1024)

/* The name under which qemu-img finds the open file that it reads: PROCESS_ALSO. */
#define IMAGE_PATH "/proc/self/fd/3"

/* Takes the first line of what qemu-img said, with the image's own name. */
static char *first_line(const struct str *said, const char *name)
{
	const char *text = str_text(said), *at = name ? strstr(text, IMAGE_PATH) : NULL;
	int n = (int)strcspn(text, "\n");

	if (!at || at - text > n)
		return mem_printf("%.*s", n, text);
	return mem_printf("%.*s%s%.*s", (int)(at - text), text, name,
			  (int)(text + n - at - (ptrdiff_t)strlen(IMAGE_PATH)),
			  at + strlen(IMAGE_PATH));
}

/* image_fd: the image that argv names as IMAGE_PATH, and messages by its name; else -1
 * and NULL. */
static bool qemu_img_on(char *const argv[], int image_fd, const char *name, struct error *err)
{
	struct process_run run = { .argv = (const char *const *)argv, .errors = true, .also = image_fd,
				   .most = 4096 };
	struct str said = { 0 };
	int status = process_run(&run, &said), failed;
	char *line;

	if (status < 0) {
		error_set(err, ERROR_SYSTEM, _("The program qemu-img was not found: %s."),
			  strerror(errno));
		packages_remedy(err, PACKAGES("qemu-img"));
		return false;
	}
	failed = !WIFEXITED(status) || WEXITSTATUS(status) != 0;
	if (failed) {
		line = first_line(&said, name);
		error_set(err, ERROR_FAILED, _("The disk could not be made: %s."), line);
		free(line);
		error_remedy(err, _("Check that there is room on the disk, and that you may "
				    "write there."));
	}
	str_free(&said);
	return !failed;
}

static bool qemu_img(char *const argv[], struct error *err)
{
	return qemu_img_on(argv, -1, NULL, err);
}

/* The image is given as an open file: what its name leads to may be another file now. */
static bool convert(const struct boot_source *image, const char *name, const char *to,
		    struct error *err)
{
	char *const argv[] = { (char *)"qemu-img", (char *)"convert", (char *)"-f",
			       (char *)image->format, (char *)"-O", (char *)"qcow2",
			       (char *)IMAGE_PATH, (char *)to, NULL };

	return qemu_img_on(argv, image->fd, name, err);
}

static bool create(const char *to, uint64_t bytes, struct error *err)
{
	char *size = mem_printf("%llu", (unsigned long long)bytes);
	char *const argv[] = { (char *)"qemu-img", (char *)"create", (char *)"-q", (char *)"-f",
			       (char *)"qcow2", (char *)to, size, NULL };
	bool ok = qemu_img(argv, err);

	free(size);
	return ok;
}

/* Makes the file that argv names as temp, and gives it its name only when it is whole. */
static bool make_whole(char *const argv[], const char *temp, const char *path, struct error *err)
{
	bool ok = qemu_img(argv, err) && (chmod(temp, 0600) == 0 || error_errno(err, temp)) &&
		  (rename(temp, path) == 0 || error_errno(err, path));

	if (!ok)
		unlink(temp);
	return ok;
}

/* Returns the name of a new file beside path, which is empty; NULL with err.  A qemu-img
 * that outlived a killed program may still be writing its own. */
static char *new_temp(const char *path, struct error *err)
{
	char *temp = file_temp(path);
	int fd = mkostemp(temp, O_CLOEXEC);

	if (fd >= 0) {
		close(fd);
		return temp;
	}
	error_errno(err, path);
	error_remedy(err, _("Check that there is room on the disk, and that you may "
			    "write there."));
	free(temp);
	return NULL;
}

/* Makes an empty disk, if there is none.  size is in qemu-img's form ("1G").  Returns
 * false with err. */
bool disk_make_empty(const char *path, const char *format, const char *size,
			    struct error *err)
{
	char *temp = file_exists(path) ? NULL : new_temp(path, err);
	char *const argv[] = { (char *)"qemu-img", (char *)"create", (char *)"-q", (char *)"-f",
			       (char *)format, temp, (char *)size, NULL };
	bool ok = temp ? make_whole(argv, temp, path, err) : file_exists(path);

	free(temp);
	return ok;
}

bool disk_make_linked(const char *base, const char *path, struct error *err)
{
	/* Name it without its folder: the two files are in the same one. */
	const char *slash = strrchr(base, '/');
	char *temp = new_temp(path, err);
	char *const argv[] = { (char *)"qemu-img", (char *)"create", (char *)"-q", (char *)"-f",
			       (char *)"qcow2", (char *)"-F", (char *)"qcow2", (char *)"-b",
			       (char *)(slash ? slash + 1 : base), temp, NULL };
	bool ok = temp && make_whole(argv, temp, path, err);

	free(temp);
	return ok;
}

bool disk_builds_on(const char *path, const char *base)
{
	bool builds;
	char *on;

	if (access(path, R_OK) != 0)
		return errno != ENOENT;
	on = disk_backing(path);
	builds = on && str_eq(file_last_part(on), file_last_part(base));
	free(on);
	return builds;
}

/* A copied boot sector has 512 bytes, which is too small for firmware. */
static bool grow(const char *path, const struct boot_source *image, struct error *err)
{
	char *const argv[] = { (char *)"qemu-img", (char *)"resize", (char *)"-q", (char *)"-f",
			       (char *)"qcow2", (char *)path, (char *)"1M", NULL };

	if (image->bytes >= DISK_LEAST || !str_eq(image->format, "raw"))
		return true;
	return qemu_img(argv, err);
}

static bool copy_image(const struct machine_spec *spec, const char *to, struct error *err)
{
	struct boot_source image;
	bool ok = boot_source_open(spec, spec->image, &image, err);

	ok = ok && convert(&image, spec->image, to, err) && grow(to, &image, err);
	boot_source_close(&image);
	return ok;
}

bool disk_make(const struct machine_spec *spec, const char *path, struct error *err)
{
	char *temp = new_temp(path, err);
	bool ok = temp != NULL;

	if (ok && spec->image)
		ok = copy_image(spec, temp, err);
	else if (ok)
		ok = create(temp, spec->disk > DISK_LEAST ? spec->disk : DISK_LEAST, err);
	if (ok && chmod(temp, 0600) != 0)
		ok = error_errno(err, temp);
	if (ok && rename(temp, path) != 0)
		ok = error_errno(err, path);
	if (!ok && temp)
		unlink(temp);
	free(temp);
	return ok;
}

char *disk_home(const char *uri)
{
	if (!uri_is_for_daemon(uri))
		return file_data_dir();
	if (geteuid() == 0)
		return mem_dup("/var/lib/libvirt/images/imitation");
	return mem_printf("/var/tmp/imitation-%lu", (unsigned long)geteuid());
}

static bool make_folder(const char *folder, bool for_daemon, struct error *err)
{
	/* Before and after: another user may make it at the same time. */
	if (!file_is_safe_folder(folder, err) ||
	    !file_mkdirs(folder, for_daemon ? 0711 : 0700, err) ||
	    !file_is_safe_folder(folder, err))
		return false;
	if (for_daemon && chmod(folder, 0711) != 0)
		return error_errno(err, folder);
	return true;
}

/* Does the path still lead to this folder? */
static bool is_folder(int fd, const char *folder)
{
	struct stat held, named;

	return fstat(fd, &held) == 0 && stat(folder, &named) == 0 &&
	       held.st_dev == named.st_dev && held.st_ino == named.st_ino;
}

bool disk_lock(const char *folder, int *lock, struct error *err)
{
	int tries;

	*lock = -1;
	if (!file_is_safe_folder(folder, err))
		return false;
	for (tries = 0; tries < LOCK_WAIT_MS / LOCK_POLL_MS; tries++) {
		int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

		if (fd < 0)
			return errno == ENOENT || error_errno(err, folder);
		if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
			if (is_folder(fd, folder)) {
				*lock = fd;
				return true;
			}
			close(fd); /* removed by the program that held it */
			continue;
		}
		close(fd);
		if (errno != EWOULDBLOCK && errno != EINTR)
			return true; /* this file system has no locks */
		clock_nap(LOCK_POLL_MS);
	}
	error_set(err, ERROR_STATE, _("Another program is busy with the disks in %s."), folder);
	error_remedy(err, _("Wait until it is done, or end it, and try again."));
	return false;
}

bool disk_hold(const char *folder, bool for_daemon, int *lock, struct error *err)
{
	bool ok = true;
	int i;

	*lock = -1;
	/* The program that held it before may have removed it when it was empty. */
	for (i = 0; i < 3 && ok && *lock < 0; i++)
		ok = make_folder(folder, for_daemon, err) && disk_lock(folder, lock, err);
	return ok;
}

void disk_unlock(int lock)
{
	if (lock >= 0)
		close(lock);
}

char *disk_backing(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	char *backing = fd < 0 ? NULL : qcow2_backing(fd);

	if (fd >= 0)
		close(fd);
	return backing;
}

/* A raw image is as large as its disk.  Returns 0 if it cannot be read: it may be one that only
 * QEMU's user can. */
static uint64_t disk_size(const char *path, const struct stat *file)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	unsigned char head[QCOW2_HEAD] = { 0 };
	struct qcow2 image;
	uint64_t size = 0;

	if (fd >= 0 && pread(fd, head, sizeof head, 0) >= 0)
		size = qcow2_parse(head, &image) ? image.size : (uint64_t)file->st_size;
	if (fd >= 0)
		close(fd);
	return size;
}

void disk_measure(const char *path, uint64_t *size, uint64_t *used)
{
	struct stat file;

	*size = *used = 0;
	/* To open a device may do something to it. */
	if (stat(path, &file) != 0 || !S_ISREG(file.st_mode))
		return;
	*used = (uint64_t)file.st_blocks * 512;
	*size = disk_size(path, &file);
}

void disk_remove(const char *path)
{
	char *copy = mem_dup(path), *folder = dirname(copy);

	unlink(path);
	/* Fails, as intended, while the folder is not empty. */
	rmdir(folder);
	free(copy);
}
