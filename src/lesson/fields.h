// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The fields of actions, checks and machines that a lesson can set: one list each, from
 * which the struct, parsing, copying, freeing and comparing are made.  A row is
 * X(key, kind of value, type, field, bit): kinds and bits are those of verbs.h. */
#ifndef LESSON_FIELDS_H
#define LESSON_FIELDS_H

/* machine: never NULL in a clean workshop.  label: NULL is made from the verb.  confirm:
 * a question to ask first.  name: of a snapshot.  to: of a restore, UNKNOWN is as it was.
 * as: of a clone.  disk, size, format: of a disk that is plugged in, size as qemu-img
 * takes it ("1T").  text: what is typed.  after: what the console says before it listens,
 * an extended regular expression.  memory (bytes), cpus, screens: 0 is unchanged. */
#define ACTION_FIELDS(X) \
	X("machine", VALUE_MACHINE, char *, machine, KEY_MACHINE) \
	X("label", VALUE_TEXT, char *, label, KEY_LABEL) \
	X("confirm", VALUE_QUESTION, char *, confirm, KEY_CONFIRM) \
	X("name", VALUE_SNAPSHOT, char *, name, KEY_NAME) \
	X("description", VALUE_TEXT, char *, description, KEY_DESCRIPTION) \
	X("to", VALUE_TO, enum machine_state, to, KEY_TO) \
	X("as", VALUE_NEW_NAME, char *, as, KEY_AS) \
	X("disk", VALUE_NEW_NAME, char *, disk, KEY_DISK) \
	X("size", VALUE_SIZE_TEXT, char *, size, KEY_SIZE) \
	X("format", VALUE_FORMAT, char *, format, KEY_FORMAT) \
	X("text", VALUE_RAW, char *, text, KEY_TEXT) \
	X("after", VALUE_REGEX, char *, after, KEY_AFTER) \
	X("memory", VALUE_SIZE, uint64_t, memory, KEY_MEMORY) \
	X("cpus", VALUE_COUNT, int, cpus, KEY_CPUS) \
	X("screens", VALUE_SCREENS, int, screens, KEY_SCREENS)

/* A text that is NULL, a state that is UNKNOWN, a cable that is NONE and a number that
 * is 0 are not asked for.  console: an extended regular expression.  disk, no_disk:
 * plugged in, or not.  already: it may hold before anything was done, and lint says
 * nothing.  label, hint: for people. */
#define CHECK_FIELDS(X) \
	X("machine", VALUE_MACHINE, char *, machine, 0) \
	X("state", VALUE_STATE, enum machine_state, state, KEY_FACT) \
	X("snapshot", VALUE_SNAPSHOT, char *, snapshot, KEY_FACT) \
	X("no-snapshot", VALUE_SNAPSHOT, char *, no_snapshot, KEY_FACT) \
	X("current", VALUE_SNAPSHOT, char *, current, KEY_FACT) \
	X("parent", VALUE_SNAPSHOT, char *, parent, KEY_FACT) \
	X("console", VALUE_REGEX, char *, console, KEY_FACT) \
	X("memory", VALUE_SIZE, uint64_t, memory, KEY_FACT) \
	X("cpus", VALUE_COUNT, int, cpus, KEY_FACT) \
	X("screens", VALUE_SCREENS, int, screens, KEY_FACT) \
	X("disk", VALUE_NEW_NAME, char *, disk, KEY_FACT) \
	X("no-disk", VALUE_NEW_NAME, char *, no_disk, KEY_FACT) \
	X("cable", VALUE_CABLE, enum cable, cable, KEY_FACT) \
	X("already", VALUE_YES, bool, already, 0) \
	X("label", VALUE_TEXT, char *, label, KEY_WORD) \
	X("hint", VALUE_TEXT, char *, hint, KEY_WORD)

/* title: for people, never NULL (the name if none is given).  image, kernel, initrd:
 * absolute paths, or NULL.  memory, max_memory: bytes, 4 MiB if none is given; disk: bytes
 * of an empty one, 0 for none.  cpus: at least 1.  arch: "x86_64" if none is given.
 * network: "none", "user", "link:NAME"; never NULL. */
#define MACHINE_FIELDS(X) \
	X("title", VALUE_TEXT, char *, title, 0) \
	X("image", VALUE_FILE, char *, image, 0) \
	X("kernel", VALUE_FILE, char *, kernel, 0) \
	X("initrd", VALUE_FILE, char *, initrd, 0) \
	X("cmdline", VALUE_TEXT, char *, cmdline, 0) \
	X("memory", VALUE_SIZE, uint64_t, memory, 0) \
	X("max-memory", VALUE_SIZE, uint64_t, max_memory, 0) \
	X("disk", VALUE_SIZE, uint64_t, disk, 0) \
	X("cpus", VALUE_COUNT, int, cpus, 0) \
	X("max-cpus", VALUE_COUNT, int, max_cpus, 0) \
	X("arch", VALUE_ARCH, char *, arch, 0) \
	X("network", VALUE_NETWORK, char *, network, 0)

/* A row as a member of the struct. */
#define FIELD_MEMBER(key, kind, type, field, bit) type field;

#endif
