// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Shown commands are given to a real shell: what arrives must be what was meant, whatever
 * is in a name or a text.  The programs that they run are stand-ins that print their
 * arguments, each between angle brackets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "vm/shell-command.h"
#include "vm/virsh.h"

#define S(text) ((char *)(text))

static const char *const nasty[] = {
	"plain", "a b", " ", "it's", "say \"hi\"", "-x", "--help", "-", "$(touch hit)", "`touch hit`",
	"$HOME", "a;touch hit", "a&touch hit", "a|b", "a>b", "*", "?", "[a]", "~", "~/x", "#no", "\\", "\\n", "%s",
	"100%", "{a,b}", "a=b", "!", "é ü", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb", "a\nb", "'\n\\%s'", "a\tb",
	"\033[31m", "\x7f", "\001" "7", "=ls", "=", "!\n!1",
};

static char folder[] = "/tmp/test-vm-shell.XXXXXX";

static void write_program(const char *name, const char *text)
{
	char *path = file_join(folder, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, 0755), 0);
	free(path);
}

static int make_programs(void **state)
{
	static const char print[] =
		"#!/bin/sh\nprintf '<%s>' \"${0##*/}\" \"$@\"\nprintf '\\n'\n";
	static const char *const programs[] = { "sudo", "imitation", "qemu-img" };
	char *path;
	size_t i;

	(void)state;
	assert_non_null(mkdtemp(folder));
	for (i = 0; i < ARRAY_LEN(programs); i++)
		write_program(programs[i], print);
	/* ttyconsole names a file, as a command writes to it. */
	write_program("virsh", "#!/bin/sh\ncase \" $* \" in *' ttyconsole '*) echo \"$TTY\"; exit;; esac\n"
			       "printf '<%s>' \"${0##*/}\" \"$@\"\nprintf '\\n'\n");
	path = mem_printf("%s:%s", folder, getenv("PATH"));
	setenv("PATH", path, 1);
	free(path);
	path = file_join(folder, "tty");
	setenv("TTY", path, 1);
	free(path);
	return chdir(folder);
}

static int remove_programs(void **state)
{
	char *command = mem_printf("rm -rf %s", folder);
	int failed = chdir("/") != 0 || system(command) != 0;

	(void)state;
	free(command);
	return failed;
}

/* Returns what the command printed; caller frees. */
static char *run(const char *command)
{
	char *script = mem_printf("exec 2>&1\n%s\n", command);
	FILE *shell = popen(script, "r");
	struct str out = { 0 };
	char buffer[512];
	size_t n;

	assert_non_null(shell);
	while ((n = fread(buffer, 1, sizeof buffer, shell)) > 0)
		str_addn(&out, buffer, n);
	assert_int_equal(pclose(shell), 0);
	free(script);
	assert_int_not_equal(access("hit", F_OK), 0);
	return str_take(&out);
}

/* The same in another shell that people have. */
static char *run_in(const char *program, const char *command)
{
	struct shell_argv argv = { 0 };
	char *whole, *out;

	shell_args(&argv, program, "-c", NULL);
	shell_arg(&argv, command);
	whole = shell_command(&argv);
	out = run(whole);
	free(whole);
	return out;
}

/* Runs the action's command and compares what arrived, as "<virsh><start>…\n". */
static void assert_arrives(const struct action *action, const struct vm_picture *picture,
			   const char *expected)
{
	char *command = command_text(action, picture), *got = run(command);

	if (!str_eq(got, expected))
		print_message("%s\n", command);
	assert_string_equal(got, expected);
	assert_null(strchr(command, '\n'));
	free(got);
	free(command);
}

static const char *dashed(const char *option, const char *name)
{
	static char text[200];

	snprintf(text, sizeof text, "%s%s%s", name[0] == '-' ? option : "", name[0] == '-' ? "=" : "", name);
	return text;
}

static void any_word_arrives(void **state)
{
	static const char *const shells[] = { "bash", "zsh" };
	size_t i, k;

	(void)state;
	for (i = 0; i < ARRAY_LEN(nasty); i++) {
		struct shell_argv argv = { 0 };
		char *command, *got, *expected = mem_printf("<sudo><%s><end>\n", nasty[i]);

		shell_args(&argv, "sudo", nasty[i], "end", NULL);
		assert_int_equal(argv.n, 3);
		command = shell_command(&argv);
		assert_int_equal(argv.n, 0);
		got = run(command);
		assert_string_equal(got, expected);
		free(got);
		for (k = 0; k < ARRAY_LEN(shells); k++) {
			if (!file_has_program(shells[k]))
				continue;
			got = run_in(shells[k], command);
			assert_string_equal(got, expected);
			free(got);
		}
		free(expected);
		free(command);
	}
}

static void snapshots_of_any_name_are_commands(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(nasty); i++) {
		struct action action = { .verb = VERB_SNAPSHOT, .machine = S("dreamer"), .name = S(nasty[i]),
					 .description = S(nasty[i]) };
		char *expected = mem_printf("<virsh><snapshot-create-as><dreamer><%s><--description><%s>\n",
					    dashed("--name", nasty[i]), nasty[i]);

		assert_arrives(&action, NULL, expected);
		free(expected);
		action.verb = VERB_RESTORE;
		action.to = STATE_PAUSED;
		expected = mem_printf("<virsh><snapshot-revert><dreamer><%s><--paused>\n",
				      dashed("--snapshotname", nasty[i]));
		assert_arrives(&action, NULL, expected);
		free(expected);
		action.verb = VERB_DELETE;
		expected = mem_printf("<virsh><snapshot-delete><dreamer><%s>\n",
				      dashed("--snapshotname", nasty[i]));
		assert_arrives(&action, NULL, expected);
		free(expected);
	}
}

static void machines_of_any_name_are_commands(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(nasty); i++) {
		struct vm_picture picture = { .uri = S("qemu:///embed?root=/a b"), .name_uri = true };
		struct action action = { .verb = VERB_PAUSE, .machine = S(nasty[i]) };
		const char *name = dashed("--domain", nasty[i]);
		char *expected = mem_printf("<virsh><-c><%s><suspend><%s>\n", picture.uri, name);

		assert_arrives(&action, &picture, expected);
		free(expected);
		action.verb = VERB_SET;
		action.cpus = 2;
		expected = mem_printf("<virsh><setvcpus><%s><2><--config><--maximum>\n"
				      "<virsh><setvcpus><%s><2><--config>\n", name, name);
		assert_arrives(&action, NULL, expected);
		free(expected);
	}
}

static void files_are_named_whole(void **state)
{
	struct action shot = { .verb = VERB_SCREENSHOT, .machine = S("dreamer"), .name = S("-a b") };
	struct action disk = { .verb = VERB_ATTACH, .machine = S("-m"), .disk = S("$x y") };
	struct action make = { .verb = VERB_DEFINE, .machine = S("-m") };
	struct vm_picture picture = { .uri = S("qemu:///session"), .folder = S("/tmp"),
				      .workshop = S("/my own/$(shop)") };
	char *expected = mem_printf("<qemu-img><create><-f><qcow2><./-m.$x y.qcow2><1G>\n"
				    "<virsh><attach-disk><--domain=-m><%s/-m.$x y.qcow2><vdb><--subdriver>"
				    "<qcow2><--persistent>\n", folder);

	(void)state;
	assert_arrives(&shot, NULL, "<virsh><screenshot><dreamer><./-a b.png>\n");
	assert_arrives(&disk, NULL, expected);
	assert_arrives(&make, NULL, "<virsh><define><./-m.xml>\n");
	make.machine = S("m");
	assert_arrives(&make, &picture, "<virsh><define><<imitation><prepare><m></my own/$(shop)>>\n");
	free(expected);
}

/* The files of the machine go, and no others. */
static void removing_removes_its_files(void **state)
{
	static const char *const names[] = { "-m", "a b", "$(x)", "it's", "*" };
	struct vm_picture picture = { .uri = S("qemu:///session"), .folder = folder };
	size_t i, k;

	(void)state;
	for (i = 0; i < ARRAY_LEN(names); i++)
		for (k = 0; k < 2; k++) {
			struct action action = { .verb = VERB_REMOVE, .machine = S(names[i]) };
			char *own = mem_printf("%s.qcow2", names[i]), *other = mem_printf("x%s.qcow2", names[i]);
			char *expected = mem_printf("<virsh><undefine><%s><--managed-save>"
						    "<--snapshots-metadata>\n", dashed("--domain", names[i]));

			write_program(own, "");
			write_program(other, "");
			assert_arrives(&action, k ? &picture : NULL, expected);
			assert_int_not_equal(access(own, F_OK), 0);
			assert_int_equal(access(other, F_OK), 0);
			free(own);
			free(other);
			free(expected);
		}
}

static void clones_get_their_name(void **state)
{
	struct action action = { .verb = VERB_CLONE, .machine = S("a.b"), .as = S("-&$x") };
	struct str xml = { 0 };
	struct error err = { 0 };

	(void)state;
	write_program("virsh", "#!/bin/sh\ncase $1 in dumpxml) cat <<'E'\n"
			       "<domain>\n<name>a.b</name>\n<uuid>1</uuid>\n<source file='/x/a.b.qcow2'/>\n"
			       "<title>aXb</title>\n<t>aXb</t>\n</domain>\nE\nesac\n");
	assert_arrives(&action, NULL, "<qemu-img><create><-f><qcow2><-F><qcow2><-b><a.b.qcow2>"
				      "<./-&$x.qcow2>\n");
	assert_true(file_read("./-&$x.xml", 10000, &xml, &err));
	assert_string_equal(str_text(&xml), "<domain>\n<name>-&$x</name>\n"
			    "<source file='/x/-&$x.qcow2'/>\n<title>aXb</title>\n<t>aXb</t>\n</domain>\n");
	str_free(&xml);
}

/* The shown command writes exactly the text to the console. */
static void what_is_typed_arrives(void **state)
{
	static const char *const more[] = {
		"", "\n", "-n hello", "-n hello\n", "a\nb\n", "a\nb", "\na", "a\n\n", "\\n\n", "%d\n", "\\\\\n",
		"-e \\c\n", "echo \"$HOME\" '%s'\n",
	};
	size_t i, n = ARRAY_LEN(more) + ARRAY_LEN(nasty);

	(void)state;
	for (i = 0; i < n; i++) {
		const char *text = i < ARRAY_LEN(more) ? more[i] : nasty[i - ARRAY_LEN(more)];
		struct action action = { .verb = VERB_TYPE, .machine = S("dreamer"), .text = S(text),
					 .serial = true };
		struct str got = { 0 };
		struct error err = { 0 };

		assert_arrives(&action, NULL, "");
		assert_true(file_read("tty", 10000, &got, &err));
		assert_string_equal(str_text(&got), text);
		str_free(&got);
	}
}

static void remedies_quote_names(void **state)
{
	struct error err = { 0 };
	char *got;

	(void)state;
	error_not_ours(&err, "qemu:///embed?root=/a b", "$(touch hit)", "why");
	assert_non_null(strstr(err.remedy, "(virsh -c 'qemu:///embed?root=/a b' domrename '$(touch hit)' NEW-NAME)"));
	remedy_rename_back(&err, NULL, "-x", "a b");
	got = run(strstr(err.remedy, "virsh"));
	assert_string_equal(got, "<virsh><domrename><--domain=-x><a b>\n");
	free(got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_word_arrives),
		cmocka_unit_test(snapshots_of_any_name_are_commands),
		cmocka_unit_test(machines_of_any_name_are_commands),
		cmocka_unit_test(files_are_named_whole),
		cmocka_unit_test(removing_removes_its_files),
		cmocka_unit_test(what_is_typed_arrives),
		cmocka_unit_test(remedies_quote_names),
		cmocka_unit_test(clones_get_their_name),
	};

	return cmocka_run_group_tests(tests, make_programs, remove_programs);
}
