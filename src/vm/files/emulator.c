// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The table of emulators, and looking for them; see emulator.h. */
#include "vm/files/emulator.h"

#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/packages.h"
#include "base/str.h"

/* Architectures whose emulator is in another package than the rest, or has another name in
 * QEMU than in libvirt. */
static const struct {
	const char *arch, *emulator, *package;
} emulators[] = {
	{ "x86_64", "x86_64", PACKAGES("qemu-x86") },    { "i686", "i386", PACKAGES("qemu-i386") },
	{ "aarch64", "aarch64", PACKAGES("qemu-arm") },  { "armv7l", "arm", PACKAGES("qemu-armv7") },
	{ "armv6l", "arm", PACKAGES("qemu-armv7") },     { "s390x", "s390x", PACKAGES("qemu-s390x") },
	{ "ppc", "ppc", PACKAGES("qemu-ppc") },          { "ppc64", "ppc64", PACKAGES("qemu-ppc") },
	{ "ppc64le", "ppc64", PACKAGES("qemu-ppc") },
	{ "mips", "mips", PACKAGES("qemu-mips") },       { "mipsel", "mipsel", PACKAGES("qemu-mips") },
	{ "mips64", "mips64", PACKAGES("qemu-mips") },   { "mips64el", "mips64el", PACKAGES("qemu-mips") },
	{ "riscv32", "riscv32", PACKAGES("qemu-riscv") }, { "riscv64", "riscv64", PACKAGES("qemu-riscv") },
	{ "sparc", "sparc", PACKAGES("qemu-sparc") },    { "sparc64", "sparc64", PACKAGES("qemu-sparc") },
};

/* Returns the number of the row, or that of all rows. */
static size_t row_of(const char *arch)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(emulators); i++)
		if (str_eq(emulators[i].arch, arch))
			break;
	return i;
}

char *emulator_program(const char *arch)
{
	size_t row = row_of(arch);

	return mem_printf("qemu-system-%s", row < ARRAY_LEN(emulators) ? emulators[row].emulator : arch);
}

const char *emulator_package(const char *arch)
{
	size_t row = row_of(arch);

	return row < ARRAY_LEN(emulators) ? emulators[row].package : PACKAGES("qemu-others");
}

/* Some systems name the emulator of their own architecture only qemu-kvm. */
static bool is_own(const char *arch)
{
	struct utsname host;

	return uname(&host) == 0 && (str_eq(arch, host.machine) ||
				     (str_eq(arch, "i686") && str_eq(host.machine, "x86_64")));
}

bool emulator_is_here(const char *arch)
{
	char *program = emulator_program(arch);
	bool here = file_has_program(program) || (is_own(arch) && file_has_program("qemu-kvm"));

	free(program);
	return here;
}

bool emulator_is_any_here(void)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(emulators); i++)
		if (emulator_is_here(emulators[i].arch))
			return true;
	return file_has_program("qemu-kvm");
}
