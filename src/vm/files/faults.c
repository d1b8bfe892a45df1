// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Looking for faults of disks, room, folders and paths of sockets; see faults.h. */
#include "vm/files/faults.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/packages.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "base/units.h"
#include "base/utf8.h"
#include "vm/backend.h"
#include "vm/files/emulator.h"
#include "vm/files/qcow2.h"

/* Bytes of a socket's path, without the zero at its end. */
#define SOCKET_MOST (sizeof ((struct sockaddr_un *)NULL)->sun_path - 1)

/* Sets a remedy: a translated sentence with one %s, which is the command.  Empties the list
 * of arguments.  Returns true. */
static bool remedy_by(struct error *err, const char *sentence, struct shell_argv *argv)
{
	char *remedy = shell_sentence(sentence, argv);

	error_remedy(err, "%s", remedy);
	free(remedy);
	return true;
}

/* Sets the remedy to set a variable to what the person chooses.  Returns true. */
static bool remedy_export(struct error *err, const char *sentence, const char *variable,
			  const char *value)
{
	char *setting = mem_printf("%s=%s", variable, value);
	struct shell_argv argv = { 0 };

	shell_args(&argv, "export", NULL);
	shell_arg(&argv, setting);
	free(setting);
	return remedy_by(err, sentence, &argv);
}

/* ---- disks ------------------------------------------------------------------------ */

static bool disk_is_barred(const char *path, const char *machine, struct error *err)
{
	struct passwd entry, *person = NULL;
	struct stat st;
	char names[4096];
	struct shell_argv argv = { 0 };

	getpwuid_r(geteuid(), &entry, names, sizeof names, &person);
	error_set(err, ERROR_SYSTEM, _("You may not read and write the disk of %1$s: %2$s"), machine,
		  path);
	if (stat(path, &st) == 0 && st.st_uid == geteuid()) {
		shell_args(&argv, "chmod", "u+rw", NULL);
	} else {
		shell_args(&argv, "sudo", "chown", NULL);
		shell_arg_between(&argv, person ? NULL : "$USER", person ? person->pw_name : NULL, NULL);
	}
	shell_arg_file(&argv, path);
	return remedy_by(err, _("Allow it, and try again: %s"), &argv);
}

static bool is_whole(int fd)
{
	unsigned char head[QCOW2_HEAD] = { 0 };
	struct qcow2 image;
	struct stat st;

	return pread(fd, head, sizeof head, 0) >= 0 && qcow2_parse(head, &image) && !image.corrupt &&
	       fstat(fd, &st) == 0 && image.tables_end <= (uint64_t)st.st_size;
}

/* Is the definition there that is kept beside a disk?  Else the folder may be one that another
 * device is mounted on. */
static bool is_note_there(const char *disk)
{
	char *note = str_ends(disk, ".qcow2") ?
		     mem_printf("%.*s.xml", (int)(strlen(disk) - strlen(".qcow2")), disk) : NULL;
	bool there = note && file_exists(note);

	free(note);
	return there;
}

enum disk_trouble disk_trouble_of(const char *path)
{
	struct stat st;
	bool whole;
	int fd;

	if (stat(path, &st) != 0) {
		if (errno != ENOENT && errno != ENOTDIR)
			return DISK_WELL; /* what is so is not known */
		return lstat(path, &st) != 0 && is_note_there(path) ? DISK_GONE : DISK_AWAY;
	}
	if (access(path, R_OK | W_OK) != 0 && errno == EACCES)
		return DISK_BARRED;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	whole = fd < 0 || is_whole(fd);
	if (fd >= 0)
		close(fd);
	return whole ? DISK_WELL : DISK_DAMAGED;
}

bool fault_of_disk(const char *path, const char *machine, struct error *err)
{
	switch (disk_trouble_of(path)) {
	case DISK_WELL:
		return false;
	case DISK_BARRED:
		return disk_is_barred(path, machine, err);
	case DISK_AWAY:
		error_set(err, ERROR_SYSTEM, _("The disk of %1$s is not there: %2$s"), machine, path);
		error_remedy(err, _("If it is on another device, make that ready.  If it is lost, start the lesson over with o, which asks first: then the machine is made anew, without its snapshots."));
		return true;
	case DISK_GONE:
		error_set(err, ERROR_SYSTEM, _("The disk of %1$s is gone: %2$s"), machine, path);
		break;
	case DISK_DAMAGED:
		error_set(err, ERROR_SYSTEM, _("The disk of %1$s is damaged, and no qcow2 image any more: %2$s"),
			  machine, path);
		break;
	}
	error_remedy(err, _("Put the file back; or start the lesson over with o: then the machine is made anew, without its snapshots."));
	return true;
}

/* ---- emulators ---------------------------------------------------------------------- */

bool fault_of_emulator(const char *machine, const char *arch, struct error *err)
{
	char *program;

	if (emulator_is_here(arch))
		return false;
	program = emulator_program(arch);
	error_set(err, ERROR_UNSUPPORTED,
		  _("%1$s is a machine of the kind %2$s, and %3$s is not installed."), machine, arch,
		  program);
	packages_remedy(err, emulator_package(arch));
	free(program);
	return true;
}

/* ---- folders and room ------------------------------------------------------------- */

bool fault_of_folder(const char *folder, struct error *err)
{
	if (file_can_write(folder))
		return false;
	error_set(err, ERROR_SYSTEM, _("The machines' disks cannot be written in %s."), folder);
	return remedy_export(err, _("Make the folder yours, or choose another one: %s"), "XDG_DATA_HOME",
			     "/another/folder");
}

static bool can_be_kept(const char *path)
{
	char *clean = utf8_clean(path, strlen(path));
	bool can = str_eq(clean, path);

	free(clean);
	return can;
}

/* The variable that gives the folder such a path: HOME, unless another one names it. */
static const char *names_it(void)
{
	static const char *const variables[] = { "XDG_DATA_HOME", "XDG_CONFIG_HOME" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(variables); i++) {
		const char *value = getenv(variables[i]);

		if (value && value[0] == '/' && !can_be_kept(value))
			return variables[i];
	}
	return "HOME";
}

bool fault_of_folder_name(const char *folder, struct error *err)
{
	if (can_be_kept(folder))
		return false;
	error_set(err, ERROR_SYSTEM,
		  _("libvirt cannot keep machines in a folder whose path has control characters, or bytes "
		    "that are no UTF-8: %s"), folder);
	return remedy_export(err, _("Choose another folder: %s"), names_it(), "/another/folder");
}

bool fault_of_room(const char *folder, uint64_t bytes, struct error *err)
{
	int64_t have = file_free_bytes(folder);
	char *room;

	if (have < 0 || (uint64_t)have >= bytes)
		return false;
	room = words_memory((uint64_t)have);
	error_set(err, ERROR_SYSTEM, _("There is too little room on the disk: %1$s free in %2$s."), room,
		  folder);
	free(room);
	error_remedy(err, _("Delete a snapshot, or make room, and try again."));
	return true;
}

/* ---- the system's libvirt --------------------------------------------------------- */

static bool socket_is_barred(void)
{
	static const char *const sockets[] = { "/run/libvirt/libvirt-sock", "/run/libvirt/virtqemud-sock" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(sockets); i++)
		if (access(sockets[i], W_OK) != 0 && errno == EACCES)
			return true;
	return false;
}

bool fault_of_access(const char *uri, struct error *err)
{
	struct shell_argv argv = { 0 };
	struct passwd entry, *person = NULL;
	char names[4096];

	if (!uri_is_system(uri) || uri_is_remote(uri) || geteuid() == 0 || !socket_is_barred())
		return false;
	error_set(err, ERROR_CONNECTION, _("You have no access to the system's machines (%s)."), uri);
	getpwuid_r(geteuid(), &entry, names, sizeof names, &person);
	shell_args(&argv, "sudo", "usermod", "-aG", "libvirt", NULL);
	shell_arg_between(&argv, person ? NULL : "$USER", person ? person->pw_name : NULL, NULL);
	return remedy_by(err, _("Join the group libvirt: %s, and log in again; or use "
				"qemu:///session, which needs no special access"), &argv);
}

/* ---- the user's own libvirt ------------------------------------------------------- */

char *fault_libvirt_folder(const char *uri)
{
	char *config, *folder;

	if (uri_is_simulated(uri) || uri_is_remote(uri))
		return NULL;
	if (uri_is_embedded(uri))
		return uri_parameter(uri, "root");
	if (!uri_is_own_session(uri))
		return mem_dup("/var/lib/libvirt");
	config = file_user_folder("XDG_CONFIG_HOME", ".config");
	folder = file_join(config, "libvirt");
	free(config);
	return folder;
}

/* Sets the remedy to use the folder that the system has for this user's sockets, or else the
 * one that libvirt takes if none is named.  Returns true. */
static bool remedy_runtime(struct error *err)
{
	char *own = mem_printf("/run/user/%lu", (unsigned long)geteuid());
	struct shell_argv argv = { 0 };
	struct stat st;
	bool there = stat(own, &st) == 0 && st.st_uid == geteuid();

	if (there) {
		remedy_export(err, _("Type this, and try again: %s"), "XDG_RUNTIME_DIR", own);
	} else {
		shell_args(&argv, "unset", "XDG_RUNTIME_DIR", NULL);
		remedy_by(err, _("Type this, and try again: %s"), &argv);
	}
	free(own);
	return true;
}

static bool fault_of_runtime(const char *run, struct error *err)
{
	char *below = file_join(run, "libvirt");
	bool good = file_can_write(below), open = file_can_write(run);
	struct stat st;

	if (!open && stat(run, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid != geteuid())
		error_set(err, ERROR_CONNECTION, _("XDG_RUNTIME_DIR names a folder of another user: %s"),
			  run);
	else if (!good)
		error_set(err, ERROR_CONNECTION, _("XDG_RUNTIME_DIR names a folder that you cannot write: %s"),
			  open ? below : run);
	free(below);
	return !good && remedy_runtime(err);
}

static bool fault_of_socket(const char *run, struct error *err)
{
	char *base = run ? mem_dup(run) : file_user_folder("XDG_CACHE_HOME", ".cache");
	char *path = mem_printf("%s/libvirt/%s", base,
				file_has_program("libvirtd") ? "libvirt-sock" : "virtqemud-sock");
	bool fault = strlen(path) > SOCKET_MOST;

	if (fault)
		error_set(err, ERROR_CONNECTION, _("The path of libvirt's socket is too long: %s"), path);
	if (fault && run)
		remedy_runtime(err);
	else if (fault)
		remedy_export(err, _("Choose a folder of yours with a shorter path: %s"), "XDG_RUNTIME_DIR",
			      "/another/folder");
	free(path);
	free(base);
	return fault;
}

/* libvirt shortens the names of machines in paths to so many bytes. */
enum { NAME_MOST = 20 };

static bool fault_of_config(const char *folder, const char *domain, struct error *err)
{
	char *monitor = mem_printf("%s/qemu/lib/domain-99-%.*s/monitor.sock", folder, NAME_MOST,
				   domain ? domain : "");
	bool fault = true;

	if (strlen(monitor) > SOCKET_MOST) {
		error_set(err, ERROR_SYSTEM,
			  _("The path of libvirt's folder is too long for the machines' sockets: %s"), folder);
		remedy_export(err, _("Choose one with a shorter path, wait two minutes until libvirt's daemon "
				     "has ended, and try again: %s"), "XDG_CONFIG_HOME", "/another/folder");
	} else if (!file_can_write(folder)) {
		error_set(err, ERROR_SYSTEM, _("libvirt's folder cannot be written: %s"), folder);
		remedy_export(err, _("Make the folder yours, or choose another one: %s"), "XDG_CONFIG_HOME",
			      "/another/folder");
	} else {
		fault = false;
	}
	free(monitor);
	return fault;
}

bool fault_of_session(const char *uri, const char *domain, struct error *err)
{
	const char *run = getenv("XDG_RUNTIME_DIR");
	char *folder;
	bool fault;

	if (!uri_is_own_session(uri))
		return false;
	if (run && !run[0])
		run = NULL;
	folder = fault_libvirt_folder(uri);
	fault = (run && fault_of_runtime(run, err)) || fault_of_socket(run, err) ||
		fault_of_config(folder, domain, err);
	free(folder);
	return fault;
}
