// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Guests that are made when first needed: where their files are found, which ones
 * a machine needs, and the lines that the script writes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "guests/maker-output.h"
#include "guests/maker.h"
#include "skip-why.h"
#include "vm/files/boot-files.h"
#include "vm/files/disk.h"
#include "vm/files/guests.h"
#include "vm/files/machine-files.h"

#define TEXT(s) ((char *)(uintptr_t)(s))

static char home[] = "/tmp/imi-guests-XXXXXX";

static char *below(const char *name)
{
	return file_join(home, name);
}

static void put(const char *name, const char *text)
{
	char *path = below(name);
	FILE *file;

	*strrchr(path, '/') = '\0';
	assert_true(file_mkdirs(path, 0700, NULL));
	path[strlen(path)] = '/';
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	free(path);
}

static void drop(const char *name)
{
	char *path = below(name);

	assert_int_equal(unlink(path), 0);
	free(path);
}

static void finds(const char *asked, const char *wanted)
{
	char *path = below(asked), *place = wanted ? below(wanted) : NULL, *found = guest_find(path);

	if (wanted)
		assert_string_equal(found, place);
	else
		assert_null(found);
	free(path);
	free(place);
	free(found);
}

static void the_workshop_comes_first(void **state)
{
	(void)state;
	finds("w/guests/arm64.kernel", NULL);
	put("cache/imitation/guests/arm64.kernel", "made");
	finds("w/guests/arm64.kernel", "cache/imitation/guests/arm64.kernel");
	finds("w/guests/arm64.initrd", NULL);
	put("w/guests/arm64.kernel", "own");
	finds("w/guests/arm64.kernel", "w/guests/arm64.kernel");
	drop("cache/imitation/guests/arm64.kernel");
	put("lessons/guests/arm64.kernel", "installed");
	drop("w/guests/arm64.kernel");
	finds("w/guests/arm64.kernel", "lessons/guests/arm64.kernel");
	put("cache/imitation/guests/arm64.kernel", "made");
	finds("w/guests/arm64.kernel", "cache/imitation/guests/arm64.kernel");
	drop("lessons/guests/arm64.kernel");
	/* A file of another name is the workshop's own. */
	put("cache/imitation/guests/vmlinuz", "no");
	finds("w/guests/vmlinuz", NULL);
	drop("cache/imitation/guests/arm64.kernel");
	drop("cache/imitation/guests/vmlinuz");
}

static char *lacking(const char *kernel, const char *initrd)
{
	struct machine_spec spec = { .kernel = kernel ? below(kernel) : NULL,
				     .initrd = initrd ? below(initrd) : NULL };
	bool marked[GUEST_COUNT] = { false };
	struct str names = { 0 };

	guests_lacking(&spec, marked);
	guests_names(&names, marked);
	free(spec.kernel);
	free(spec.initrd);
	if (names.len == 0)
		str_add(&names, "none");
	return str_take(&names);
}

static void lacks(const char *kernel, const char *initrd, const char *wanted)
{
	char *names = lacking(kernel, initrd);

	assert_string_equal(names, wanted);
	free(names);
}

static void what_a_machine_lacks(void **state)
{
	(void)state;
	lacks("w/guests/arm64.kernel", "w/guests/arm64.initrd", "arm64");
	/* The kernel is made with the other guest. */
	lacks("w/guests/linux.kernel", "w/guests/adventure.initrd", "adventure");
	lacks("w/guests/vmlinuz", "w/guests/initrd.img", "none");
	lacks(NULL, NULL, "none");
	put("cache/imitation/guests/arm64.initrd", "made");
	lacks("w/guests/arm64.kernel", "w/guests/arm64.initrd", "arm64");
	put("cache/imitation/guests/arm64.kernel", "made");
	lacks("w/guests/arm64.kernel", "w/guests/arm64.initrd", "none");
}

static void it_is_made_when_all_of_it_is(void **state)
{
	char *made = guest_made(guest_named("arm64")), *wanted = below("cache/imitation/guests/arm64.initrd");

	(void)state;
	assert_string_equal(made, wanted);
	free(made);
	free(wanted);
	drop("cache/imitation/guests/arm64.kernel");
	assert_null(guest_made(guest_named("arm64")));
	drop("cache/imitation/guests/arm64.initrd");
	assert_null(guest_named("all"));
}

static void what_cannot_boot_says_why(void **state)
{
	struct machine_spec spec = { .name = TEXT("lamp"), .kernel = below("w/guests/arm64.kernel"),
				     .initrd = below("w/guests/arm64.initrd") };
	struct error err = { 0 };

	(void)state;
	assert_false(boot_there(&spec, &err));
	assert_non_null(strstr(err.message, "lamp"));
	assert_non_null(strstr(err.remedy, "imitation guests arm64"));
	free(spec.initrd);
	spec.initrd = NULL;
	free(spec.kernel);
	spec.kernel = below("w/no-such-kernel");
	error_clear(&err);
	assert_false(boot_there(&spec, &err));
	assert_non_null(strstr(err.message, "no-such-kernel"));
	free(spec.kernel);
}

static void what_the_person_puts_in_boots_instead(void **state)
{
	struct machine_spec spec = { .name = TEXT("arcade"), .image = below("w/guests/old.img") };
	char *own = below("data/imitation/guests/arcade.img"), *image;

	(void)state;
	assert_null(guest_image(&spec));
	assert_false(boot_there(&spec, NULL));
	put("data/imitation/guests/arcade.img", "a game");
	image = guest_image(&spec);
	assert_string_equal(image, own);
	assert_true(boot_there(&spec, NULL));
	free(image);
	put("w/guests/old.img", "the workshop's");
	image = guest_image(&spec);
	assert_string_equal(image, own);
	free(image);
	drop("data/imitation/guests/arcade.img");
	image = guest_image(&spec);
	assert_string_equal(image, spec.image);
	free(image);
	drop("w/guests/old.img");
	free(spec.image);
	spec.image = NULL;
	assert_null(guest_image(&spec));
	free(own);
}

/* ---- kept beside the disks ------------------------------------------------------- */

static bool never(void *context, const char *path)
{
	(void)context;
	(void)path;
	return false;
}

static bool this_one(void *context, const char *path)
{
	return strcmp(context, path) == 0;
}

static char *keep(const char *data, const char *name)
{
	char *file = below(name);
	struct machine_spec spec = { .name = TEXT("lamp"), .kernel = file };
	char *kept = boot_keep(data, &spec, file, false, NULL);

	free(file);
	assert_non_null(kept);
	return kept;
}

static void a_copy_is_kept_while_it_is_named(void **state)
{
	char *data = below("data"), *first, *again, *second, *note;
	struct str held = { 0 };
	int lock;

	(void)state;
	put("w/kernel <1>", "one");
	assert_false(boot_is_there(data));
	assert_true(boot_hold(data, false, &lock, NULL));
	first = keep(data, "w/kernel <1>");
	again = keep(data, "w/kernel <1>");
	put("data/boot_files/mine", "a person's");
	put("data/boot_files/.new.imitation-aB12cD", "half");
	assert_string_equal(first, again);
	assert_null(strpbrk(first, "<> "));
	assert_true(file_read(first, 100, &held, NULL));
	assert_string_equal(str_text(&held), "one");
	put("w/kernel <1>", "two");
	second = keep(data, "w/kernel <1>");
	assert_string_not_equal(first, second);
	note = mem_printf("<kernel>%s</kernel>", first);
	put("data/shop/lamp.xml", note);
	boot_sweep(data, never, NULL);
	assert_true(file_exists(first));
	assert_false(file_exists(second));
	drop("data/shop/lamp.xml");
	boot_sweep(data, this_one, first);
	assert_true(file_exists(first));
	boot_sweep(data, never, NULL);
	assert_false(file_exists(first));
	drop("data/boot_files/mine");
	boot_sweep(data, never, NULL);
	assert_false(boot_is_there(data));
	disk_unlock(lock);
	drop("w/kernel <1>");
	str_free(&held);
	free(note);
	free(first);
	free(again);
	free(second);
	free(data);
}

/* ---- a disk from an image --------------------------------------------------------- */

static bool is_in(const char *name, const char *word)
{
	char *path = below(name);
	struct str text = { 0 };
	bool found = file_read(path, 1 << 24, &text, NULL) && memmem(str_text(&text), text.len, word,
								     strlen(word));

	str_free(&text);
	free(path);
	return found;
}

/* The image is opened once; qemu-img reads what was opened, and says its name. */
static void a_disk_is_a_copy_of_its_image(void **state)
{
	struct machine_spec spec = { .name = TEXT("lamp"), .folder = below("w"),
				     .image = below("w/guests/lamp.img") };
	char *disk = below("d/lamp.qcow2"), *secret = below("secret"), *folder = below("d");
	struct error err = { 0 };

	(void)state;
	if (!file_has_program("qemu-img"))
		skip_why("qemu-img is not installed");
	put("secret", "a private word");
	put("w/guests/lamp.img", "what the lamp says");
	assert_true(file_mkdirs(folder, 0700, NULL));
	assert_true(disk_make(&spec, disk, &err));
	assert_true(is_in("d/lamp.qcow2", "what the lamp says"));
	drop("d/lamp.qcow2");
	drop("w/guests/lamp.img");
	assert_int_equal(symlink(secret, spec.image), 0);
	assert_false(disk_make(&spec, disk, &err));
	assert_non_null(strstr(err.message, "it leads out of the workshop's folder"));
	drop("w/guests/lamp.img");
	put("w/guests/lamp.img", "QFI\xfb");
	assert_false(disk_make(&spec, disk, &err));
	assert_non_null(strstr(err.message, "w/guests/lamp.img"));
	assert_null(strstr(err.message, "/proc/"));
	drop("w/guests/lamp.img");
	drop("secret");
	assert_int_equal(rmdir(folder), 0);
	free(spec.folder);
	free(spec.image);
	free(secret);
	free(folder);
	free(disk);
}

/* ---- what goes with a machine -------------------------------------------------------- */

static void are_there(const char *const names[], size_t n, bool there)
{
	size_t i;

	for (i = 0; i < n; i++) {
		char *path = below(names[i]);

		if (file_exists(path) != there)
			fail_msg("%s is %s", names[i], there ? "gone" : "left");
		free(path);
	}
}

/* A copy that a person made of the disk, and notes, stay (case fault-21). */
static void only_its_own_files_go_with_a_machine(void **state)
{
	static const char *const others[] = {
		"m/dreamer.notes", "m/dreamer.qcow2.bak", "m/dreamer.backup.qcow2", "m/dreamer.qcow2.4711",
		"m/dreamer.xml.aBcDeF", "m/dreamer2.qcow2", "m/dreamer.xml.orig",
	};
	static const char *const its[] = {
		"m/dreamer.qcow2", "m/dreamer.xml", "m/.dreamer.qcow2.imitation-aB12cD",
		"m/.dreamer.xml.imitation-aB12cD", "m/dreamer.attic.qcow2", "m/.dreamer.disks",
	};
	char *disk = below("m/dreamer.qcow2"), *attic = below("m/dreamer.attic.qcow2");
	char *backup = below("m/dreamer.backup.qcow2"), *folder = below("m");
	bool made;
	size_t i;

	(void)state;
	if (!file_has_program("qemu-img"))
		skip_why("qemu-img is not installed");
	for (i = 0; i < ARRAY_LEN(others); i++)
		put(others[i], "mine");
	for (i = 0; i < 4; i++)
		put(its[i], "its");
	assert_true(machine_files_add(disk, attic, "qcow2", "1M", &made, NULL));
	assert_true(made);
	assert_true(machine_files_add(disk, attic, "qcow2", "1M", &made, NULL)); /* it is there */
	assert_false(made);
	assert_true(machine_files_add(disk, backup, "qcow2", "1M", &made, NULL));
	are_there(its, ARRAY_LEN(its), true);
	machine_files_sweep(disk);
	are_there(its + 2, 2, false);
	machine_files_remove(disk);
	are_there(its, ARRAY_LEN(its), false);
	are_there(others, ARRAY_LEN(others), true);
	for (i = 0; i < ARRAY_LEN(others); i++)
		drop(others[i]);
	machine_files_remove(disk);
	assert_false(file_is_dir(folder));
	free(disk);
	free(attic);
	free(backup);
	free(folder);
}

/* A disk that could not be plugged in goes again, and a file of a person that gets its name
 * later stays. */
static void a_disk_is_taken_back(void **state)
{
	char *disk = below("m/dreamer.qcow2"), *attic = below("m/dreamer.attic.qcow2");
	char *cellar = below("m/dreamer.cellar.qcow2"), *folder = below("m");
	bool made;

	(void)state;
	if (!file_has_program("qemu-img"))
		skip_why("qemu-img is not installed");
	assert_true(file_mkdirs(folder, 0700, NULL));
	assert_true(machine_files_add(disk, attic, "qcow2", "1M", &made, NULL));
	assert_true(machine_files_add(disk, cellar, "qcow2", "1M", &made, NULL));
	machine_files_take_back(disk, attic);
	assert_false(file_exists(attic));
	put("m/dreamer.attic.qcow2", "mine");
	machine_files_remove(disk);
	assert_true(file_exists(attic));
	assert_false(file_exists(cellar));
	drop("m/dreamer.attic.qcow2");
	machine_files_remove(disk);
	assert_false(file_is_dir(folder));
	free(disk);
	free(attic);
	free(cellar);
	free(folder);
}

/* A disk that could not be made is not taken for one the next time. */
static void measures(const char *name, uint64_t size, bool takes)
{
	char *path = below(name);
	uint64_t its, used = 1;

	disk_measure(path, &its, &used);
	assert_int_equal(its, size);
	assert_int_equal(used > 0, takes);
	free(path);
}

/* The size of a disk is read from its file, and no folder or pipe is one. */
static void a_disk_is_measured(void **state)
{
	static const unsigned char head[512] = { 'Q', 'F', 'I', 0xfb, 0, 0, 0, 3, [29] = 0x80 };
	char *path = below("disks/a.qcow2"), *pipe = below("disks/pipe");
	FILE *file;

	(void)state;
	put("disks/raw", "sixteen letters.");
	put("disks/a.qcow2", "");
	measures("disks/a.qcow2", 0, false);
	file = fopen(path, "w");
	assert_int_equal(fwrite(head, sizeof head, 1, file), 1);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(mkfifo(pipe, 0600), 0);
	measures("disks/a.qcow2", 8 << 20, true);
	measures("disks/raw", 16, true);
	measures("disks/pipe", 0, false);
	measures("disks", 0, false);
	measures("disks/none", 0, false);
	free(path);
	free(pipe);
}

static void half_a_disk_is_none(void **state)
{
	char *disk = below("m/dreamer.qcow2"), *attic = below("m/dreamer.attic.raw"), *folder = below("m");
	bool made;

	(void)state;
	if (!file_has_program("qemu-img"))
		skip_why("qemu-img is not installed");
	assert_true(file_mkdirs(folder, 0700, NULL));
	assert_false(machine_files_add(disk, attic, "raw", "nonsense", &made, NULL));
	assert_false(file_exists(attic));
	machine_files_remove(disk);
	assert_false(file_is_dir(folder));
	free(disk);
	free(attic);
	free(folder);
}

/* ---- what the script says ---------------------------------------------------------- */

static void progress_is_read(void **state)
{
	struct maker_news news;

	(void)state;
	assert_true(maker_line("progress 45 unpack linux", &news));
	assert_false(news.failed);
	assert_int_equal(news.percent, 45);
	assert_int_equal(news.word, MAKER_UNPACK);
	assert_string_equal(news.what, "linux");
	assert_true(maker_line("progress 100 done linux arm64", &news));
	assert_string_equal(news.what, "linux arm64");
	assert_true(maker_line("progress 63 check linux.initrd", &news));
	assert_int_equal(news.word, MAKER_CHECK);
	assert_true(maker_line("progress 100 taken linux", &news));
	assert_int_equal(news.word, MAKER_TAKEN);
	assert_true(maker_line("progress 0 lists ", &news));
	assert_string_equal(news.what, "");
}

static void what_is_no_protocol_is_nothing(void **state)
{
	static const char *const lines[] = {
		"", "progress", "progress ", "progress x lists linux", "progress 101 lists linux",
		"progress -1 lists linux", "progress 1e1 lists linux", "progress 5 dance linux", "errors",
		" error network x", "Reading package lists... Done", "progress 99999999999999999999 done x",
	};
	struct maker_news news;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(lines); i++)
		assert_false(maker_line(lines[i], &news));
}

static void text_of_it_is_clean_and_short(void **state)
{
	char *line = mem_printf("progress 5 pack \033[31m%0500d", 7);
	struct maker_news news;

	(void)state;
	assert_true(maker_line(line, &news));
	assert_null(strchr(news.what, '\033'));
	assert_true(strlen(news.what) > 10);
	assert_true(strlen(news.what) < sizeof news.what);
	free(line);
	/* Twenty wide characters are 40 columns, of which 63 bytes hold fifteen and a half. */
	assert_true(maker_line("progress 5 pack 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", &news));
	assert_string_equal(news.what, "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀");
	line = mem_printf("error other \033]0;title\007%0900d", 7);
	assert_true(maker_line(line, &news));
	assert_null(strchr(news.error.message, '\033'));
	free(line);
}

static void each_failure_has_its_remedy(void **state)
{
	static const char *const said[][3] = {
		{ "error network deb.debian.org", "deb.debian.org", "lessons 1 to 7" },
		{ "error tool cpio", "cpio", " cpio" },
		{ "error space /cache", "/cache", "XDG_CACHE_HOME" },
		{ "error packages vmlinuz", "vmlinuz", "try again" },
		{ "error other tick.img", "tick.img", "" },
		{ "error apt apt-get", "apt", "guests --from FILE" },
		{ "error fetch http://host/a.tar", "could not be downloaded: http://host/a.tar", "network" },
		{ "error absent a.tar", "a.tar", "Check the name" },
		{ "error archive a.tar", "not an archive of guests", "make guests-archive" },
		{ "error tampered a.tar", "changed or damaged after it was signed", "do not use it" },
		{ "error untrusted SHA256:abc", "you don't trust yet", "--key FILE" },
		{ "error untrusted SHA256:abc", "SHA256:abc", ".pub" },
		{ "error nokey SHA256:abc", "no key yet that you trust", "--key FILE" },
		{ "error key id.pem", "id.pem", "ssh-ed25519" },
		{ "error strange thing", "thing", "" },
		{ "error ", "", "" },
	};
	struct maker_news news;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(said); i++) {
		assert_true(maker_line(said[i][0], &news));
		assert_true(news.failed);
		assert_non_null(strstr(news.error.message, said[i][1]));
		assert_non_null(strstr(news.error.remedy, said[i][2]));
		assert_true(news.error.message[0]);
	}
}

/* The program's own lessons are looked for beside the program.  So that only those of
 * the test are found, it runs itself again as a copy in a folder of its own. */
static int move_house(void)
{
	char *program, *command;
	char *const argv[] = { TEXT("test-guests"), home, NULL };

	if (!mkdtemp(home))
		return 1;
	put("lessons/workshop.md", "");
	put("bin/none", "");
	program = below("bin/test-guests");
	command = mem_printf("cp /proc/%ld/exe '%s'", (long)getpid(), program);
	if (system(command) == 0)
		execv(program, argv);
	perror(program);
	return 1;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_workshop_comes_first),
		cmocka_unit_test(what_a_machine_lacks),
		cmocka_unit_test(it_is_made_when_all_of_it_is),
		cmocka_unit_test(what_cannot_boot_says_why),
		cmocka_unit_test(what_the_person_puts_in_boots_instead),
		cmocka_unit_test(a_copy_is_kept_while_it_is_named),
		cmocka_unit_test(a_disk_is_a_copy_of_its_image),
		cmocka_unit_test(only_its_own_files_go_with_a_machine),
		cmocka_unit_test(a_disk_is_measured),
		cmocka_unit_test(half_a_disk_is_none),
		cmocka_unit_test(a_disk_is_taken_back),
		cmocka_unit_test(progress_is_read),
		cmocka_unit_test(what_is_no_protocol_is_nothing),
		cmocka_unit_test(text_of_it_is_clean_and_short),
		cmocka_unit_test(each_failure_has_its_remedy),
	};
	char *cache, *data, *remove;
	int failed;

	if (argc < 2)
		return move_house();
	memcpy(home, argv[1], sizeof home);
	cache = below("cache");
	data = below("data");
	setenv("XDG_CACHE_HOME", cache, 1);
	setenv("XDG_DATA_HOME", data, 1);
	failed = cmocka_run_group_tests_name("guests", tests, NULL, NULL);
	remove = mem_printf("rm -rf '%s'", home);
	if (system(remove) != 0)
		failed++;
	free(remove);
	free(cache);
	free(data);
	return failed;
}
