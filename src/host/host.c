// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Facts about this host, and findings; see host.h. */
#include "host/host.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/packages.h"
#include "base/str.h"
#include "base/utf8.h"

/* ---- facts ------------------------------------------------------------------------- */

/* Architectures whose emulator has another name in QEMU than in libvirt, or is in
 * another package than the rest. */
static const struct {
	const char *arch, *emulator, *package;
} emulators[] = {
	{ "x86_64", "x86_64", PACKAGES("qemu-x86") },    { "i686", "i386", PACKAGES("qemu-i386") },
	{ "aarch64", "aarch64", PACKAGES("qemu-arm") },  { "armv7l", "arm", PACKAGES("qemu-armv7") },
	{ "ppc", "ppc", PACKAGES("qemu-ppc") },          { "ppc64", "ppc64", PACKAGES("qemu-ppc") },
	{ "ppc64le", "ppc64", PACKAGES("qemu-ppc") },    { "s390x", "s390x", PACKAGES("qemu-s390x") },
	{ "mips", "mips", PACKAGES("qemu-mips") },       { "mipsel", "mipsel", PACKAGES("qemu-mips") },
	{ "mips64", "mips64", PACKAGES("qemu-mips") },   { "mips64el", "mips64el", PACKAGES("qemu-mips") },
	{ "riscv32", "riscv32", PACKAGES("qemu-riscv") }, { "riscv64", "riscv64", PACKAGES("qemu-riscv") },
	{ "sparc", "sparc", PACKAGES("qemu-sparc") },    { "sparc64", "sparc64", PACKAGES("qemu-sparc") },
};

char *host_emulator(const char *arch)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(emulators); i++)
		if (str_eq(emulators[i].arch, arch))
			return mem_printf("qemu-system-%s", emulators[i].emulator);
	return mem_printf("qemu-system-%s", arch);
}

const char *host_emulator_package(const char *arch)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(emulators); i++)
		if (str_eq(emulators[i].arch, arch))
			return emulators[i].package;
	return PACKAGES("qemu-others");
}

char *host_existing(const char *path)
{
	char *at = mem_dup(path), *slash;

	while (!file_exists(at) && (slash = strrchr(at, '/')) != NULL) {
		if (slash == at)
			slash++;
		if (!*slash)
			break;
		*slash = '\0';
	}
	return at;
}

bool host_can_write(const char *path)
{
	char *at = host_existing(path);
	bool can = access(at, W_OK | X_OK) == 0 && file_is_dir(at);

	free(at);
	return can;
}

int64_t host_free_bytes(const char *path)
{
	char *at = host_existing(path);
	struct statvfs fs;
	bool known = statvfs(at, &fs) == 0;

	free(at);
	return known ? (int64_t)fs.f_bavail * (int64_t)fs.f_frsize : -1;
}

int64_t host_free_memory(void)
{
	FILE *file = fopen("/proc/meminfo", "re");
	long long kib = -1;
	char line[128];

	while (file && kib < 0 && fgets(line, sizeof line, file))
		if (sscanf(line, "MemAvailable: %lld kB", &kib) != 1)
			kib = -1;
	if (file)
		fclose(file);
	return kib < 0 ? -1 : (int64_t)kib * 1024;
}

bool host_process_lives(pid_t pid)
{
	return kill(pid, 0) == 0 || errno != ESRCH;
}

/* ---- findings ---------------------------------------------------------------------- */

/* Cleans the text: paths and a hypervisor's messages may hold control characters. */
static char *clean(char *text)
{
	char *cleaned = utf8_clean(text, strlen(text));

	free(text);
	return cleaned;
}

void findings_add(struct findings *findings, const char *id, enum verdict verdict, char *text,
		  char *remedy)
{
	struct finding *finding = MEM_PUSH(findings->list, findings->n);

	finding->id = id;
	finding->verdict = verdict;
	finding->text = clean(text);
	finding->remedy = clean(remedy ? remedy : mem_dup(""));
}

bool findings_good(const struct findings *findings)
{
	size_t i;

	for (i = 0; i < findings->n; i++)
		if (findings->list[i].verdict == VERDICT_OBSTACLE)
			return false;
	return true;
}

void findings_free(struct findings *findings)
{
	size_t i;

	for (i = 0; i < findings->n; i++) {
		free(findings->list[i].text);
		free(findings->list[i].remedy);
	}
	free(findings->list);
	*findings = (struct findings){ 0 };
}
