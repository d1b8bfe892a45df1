// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A host for a class: lists, those of beginners and of liars too; and the plan of hosts that are only
 * described here. */
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

#include "base/mem.h"
#include "base/str.h"
#include "classhost/accounts.h"
#include "classhost/fence.h"
#include "classhost/limits.h"
#include "classhost/list.h"
#include "classhost/plan.h"
#include "classhost/ssh-key.h"
#include "classhost/sshd.h"
#include "lesson/diag.h"

#define KEY "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g"
#define GIB (INT64_C(1) << 30)

/* ---- lists ---------------------------------------------------------------------------- */

static bool is_bridge(void *context, const char *name)
{
	(void)context;
	return str_eq(name, "bridge");
}

static bool read_n(const char *text, size_t n, struct class_list *list, struct diags *diags)
{
	memset(diags, 0, sizeof *diags);
	return class_list_read("tlc.txt", text, n, is_bridge, NULL, list, diags);
}

static void assert_list(const char *text, struct class_list *list)
{
	struct diags diags;

	if (!read_n(text, strlen(text), list, &diags))
		fail_msg("%s is refused: %s", text, diags.n ? diags.list[0].message : "");
	assert_int_equal(diags.n, 0);
	diag_free(&diags);
}

/* The first fault has this place and these words. */
static void assert_fault_n(const char *text, size_t n, int line, int column, const char *words)
{
	struct class_list list;
	struct diags diags;

	if (read_n(text, n, &list, &diags))
		fail_msg("this is taken: %s", text);
	assert_true(diags.n > 0);
	if (!strstr(diags.list[0].message, words))
		fail_msg("%s: %s, and not: %s", text, diags.list[0].message, words);
	assert_int_equal(diags.list[0].line, line);
	assert_int_equal(diags.list[0].column, column);
	diag_free(&diags);
	class_list_free(&list);
}

static void assert_fault(const char *text, int line, int column, const char *words)
{
	assert_fault_n(text, strlen(text), line, column, words);
}

static void a_list_has_a_line_a_person(void **state)
{
	struct class_list list;

	(void)state;
	assert_list("# the class of May\n\n*rosa,Rosa\nanna,Anna Bé\nlin@laptop\nben@two.example.org,Ben," KEY
		    " ben@home, old\ntom," KEY "\n", &list);
	assert_int_equal(list.n, 5);
	assert_true(list.people[0].instructor);
	assert_string_equal(list.people[0].name, "rosa");
	assert_string_equal(list.people[0].shown, "Rosa");
	assert_int_equal(list.people[0].line, 3);
	assert_false(list.people[1].instructor);
	assert_string_equal(list.people[1].shown, "Anna Bé");
	assert_null(list.people[1].host);
	assert_true(list.people[2].laptop);
	assert_string_equal(list.people[2].shown, "lin");
	assert_false(list.people[3].laptop);
	assert_string_equal(list.people[3].host, "two.example.org");
	assert_string_equal(list.people[3].key, KEY " ben@home, old");
	assert_string_equal(list.people[4].shown, "tom");
	assert_string_equal(list.people[4].key, KEY);
	class_list_free(&list);
}

static void what_editors_leave_is_passed_over(void **state)
{
	struct class_list list;

	(void)state;
	assert_list("\357\273\277anna,Anna\r\n\t ben \t,\t Ben \r\n  # comment\r\n* rosa @ laptop ,,\r\ntom", &list);
	assert_int_equal(list.n, 4);
	assert_string_equal(list.people[0].shown, "Anna");
	assert_string_equal(list.people[1].name, "ben");
	assert_string_equal(list.people[1].shown, "Ben");
	assert_string_equal(list.people[2].name, "rosa");
	assert_string_equal(list.people[2].shown, "rosa");
	assert_true(list.people[2].laptop);
	assert_true(list.people[2].instructor);
	assert_null(list.people[2].key);
	class_list_free(&list);
}

static void names_are_those_of_accounts(void **state)
{
	struct class_list list;

	(void)state;
	assert_fault("Anna\n", 1, 1, "\"anna\"");
	assert_fault("a_b\n", 1, 1, "a to z");
	assert_fault("ok\n  1st,First\n", 2, 3, "a letter first");
	assert_fault("-probe\n", 1, 1, "a letter first");
	assert_fault("**rosa\n", 1, 2, "a to z");
	assert_fault("jos\xc3\xa9\n", 1, 1, "a to z");
	assert_fault("../../etc\n", 1, 1, "a to z");
	assert_fault("anna b\n", 1, 1, "a to z");
	assert_fault("a234567890123456789012345678901x\n", 1, 1, "31");
	assert_fault(",Anna\n", 1, 1, "missing");
	assert_fault("*\n", 1, 2, "missing");
	assert_fault("@laptop\n", 1, 1, "missing");
	assert_fault("anna\tAnna\n", 1, 1, "comma");
	assert_fault("anna;Anna\n", 1, 1, "comma");
	assert_fault("anna # front row\n", 1, 1, "comment");
	assert_list("a234567890123456789012345678901\n", &list);
	class_list_free(&list);
}

static void nobody_is_called_as_the_system_is(void **state)
{
	(void)state;
	assert_fault("root\n", 1, 1, "account of the system");
	assert_fault("*root\n", 1, 2, "account of the system");
	assert_fault("daemon@laptop\n", 1, 1, "account of the system");
	assert_fault("systemd-network\n", 1, 1, "account of the system");
	assert_fault("imitation-seat\n", 1, 1, "account of the system");
	assert_fault("bridge\n", 1, 1, "account of the system"); /* of this host */
}

static void nobody_is_there_twice(void **state)
{
	(void)state;
	assert_fault("anna\nben\n\nanna,Another\n", 4, 1, "line 1");
	assert_fault("anna\n*anna@laptop\n", 2, 2, "line 1");
}

static void hosts_have_names(void **state)
{
	(void)state;
	assert_fault("anna@\n", 1, 6, "missing");
	assert_fault("anna@,Anna\n", 1, 6, "missing");
	assert_fault("anna@a b\n", 1, 6, "host");
	assert_fault("anna@-oProxyCommand=x\n", 1, 6, "host");
	assert_fault("anna@$(reboot)\n", 1, 6, "host");
	assert_fault("anna@one@two\n", 1, 6, "host");
}

static void shown_names_are_for_terminals(void **state)
{
	(void)state;
	assert_fault("anna,An\033[31mna\n", 1, 8, "control");
	assert_fault("anna,An\tna\n", 1, 8, "tabs");
	assert_fault("anna,An\rna\n", 1, 8, "control");
	assert_fault("anna,\xe2\x80\xae" "annA\n", 1, 6, "control"); /* turns what follows around */
	assert_fault("anna,Anna # late\n", 1, 11, "comment");
	assert_fault("anna,12345678901234567890123456789012345678901\n", 1, 6, "40");
	assert_fault("anna,\xe5\xae\x89\xe5\xae\x89\xe5\xae\x89\xe5\xae\x89\xe5\xae\x89\xe5\xae\x89\xe5\xae\x89\xe5\xae\x89"
		     "\xe5\xae\x89\xe5\xae\x89\xe5\xae\x89\xe5\xae\x89\xe5\xae\x89\xe5\xae\x89\xe5\xae\x89\xe5\xae\x89"
		     "\xe5\xae\x89\xe5\xae\x89\xe5\xae\x89\xe5\xae\x89\xe5\xae\x89\n", 1, 6, "40");
}

static void keys_are_public_and_whole(void **state)
{
	(void)state;
	assert_fault("anna,Anna,ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEC\n", 1, 11, "not whole");
	assert_fault("anna,ssh-ed25519\n", 1, 6, "not whole");
	assert_fault("anna,Anna,-----BEGIN OPENSSH PRIVATE KEY-----\n", 1, 11, "private");
	assert_fault("anna,-----BEGIN OPENSSH PRIVATE KEY-----\n", 1, 6, "private");
	assert_fault("anna,Anna,ssh-dss AAAAB3NzaC1kc3M=\n", 1, 11, "kind");
	assert_fault("anna,Anna,command=\"sh\" " KEY "\n", 1, 11, "kind");
	assert_fault("anna,Anna,Berlin\n", 1, 11, "kind");
	assert_fault("anna,Anna," KEY " a\033b\n", 1, 11 + (int)strlen(KEY " a"), "control");
	assert_int_equal(ssh_key_judge(KEY), SSH_KEY_GOOD);
	assert_int_equal(ssh_key_judge(KEY " anna@home"), SSH_KEY_GOOD);
	assert_int_equal(ssh_key_judge(KEY "A"), SSH_KEY_DAMAGED);
	assert_int_equal(ssh_key_judge(KEY "AAAA"), SSH_KEY_DAMAGED);
	assert_int_equal(ssh_key_judge("ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAEC"), SSH_KEY_DAMAGED);
	assert_int_equal(ssh_key_judge("ssh-rsa AAAAB3NzaC1yc2H/////AAAA"), SSH_KEY_DAMAGED);
	assert_int_equal(ssh_key_judge("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAwEF"), SSH_KEY_DAMAGED);
	assert_int_equal(ssh_key_judge("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAwD/Aw=="), SSH_KEY_GOOD);
	assert_int_equal(ssh_key_judge("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAwD/Aw/="), SSH_KEY_DAMAGED);
	assert_int_equal(ssh_key_judge("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAwD/Aw=/"), SSH_KEY_DAMAGED);
	assert_int_equal(ssh_key_judge("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAgD/"), SSH_KEY_GOOD);
}

static void a_list_is_text_in_utf_8(void **state)
{
	(void)state;
	assert_fault("anna\nben,B\xe9n\n", 2, 6, "UTF-8");
	assert_fault_n("\xff\xfe" "a\0n\0", 6, 1, 1, "UTF-8");
	assert_fault_n("anna\nb\0n\n", 9, 2, 2, "plain text");
	assert_fault("", 1, 1, "nobody");
	assert_fault("# nobody\n\n", 1, 1, "nobody");
}

static char *people(int n)
{
	struct str text = { 0 };
	int i;

	for (i = 0; i < n; i++)
		str_addf(&text, "seat-%d\n", i);
	return str_take(&text);
}

static void a_list_has_an_end(void **state)
{
	char *text = people(CLASS_LIST_MOST), *more = people(100000), *line = mem_alloc(20001);
	struct class_list list;

	(void)state;
	assert_list(text, &list);
	assert_int_equal(list.n, CLASS_LIST_MOST);
	class_list_free(&list);
	assert_fault(more, CLASS_LIST_MOST + 1, 1, "200 people");
	memset(line, 'a', 20000);
	assert_fault(line, 1, 1, "longer");
	free(text);
	free(more);
	free(line);
}

static void every_fault_is_said(void **state)
{
	struct class_list list;
	struct diags diags;
	const char *text = "root\nanna\nAnna\nben@,B\tn\n";

	(void)state;
	assert_false(read_n(text, strlen(text), &list, &diags));
	assert_int_equal(diags.n, 4);
	diag_free(&diags);
	class_list_free(&list);
}

/* Whatever a list holds, who is in it has a name, and no name twice. */
static void noise_is_no_trouble(void **state)
{
	static const char letters[] = "ab-*@,# \t\r\n\n\n\033\303\251\342\200\256\377=" KEY;
	char text[400];
	unsigned seed = 7;
	int round;

	(void)state;
	for (round = 0; round < 20000; round++) {
		struct class_list list;
		struct diags diags;
		size_t i, n = (seed >> 16) % sizeof text;

		for (i = 0; i < n; i++) {
			seed = seed * 1103515245 + 12345;
			text[i] = letters[(seed >> 16) % (round % 2 ? 24 : sizeof letters)];
		}
		if (read_n(text, n, &list, &diags))
			assert_true(list.n > 0 && diags.n == 0);
		for (i = 0; i < list.n; i++)
			assert_true(list.people[i].name && list.people[i].shown && list.people[i].line > 0);
		seed = seed * 1103515245 + 12345;
		diag_free(&diags);
		class_list_free(&list);
	}
}

/* ---- hosts that are described ------------------------------------------------------------ */

enum { MOST = 40 };

struct fake {
	struct {
		const char *path, *text;
	} files[MOST];
	struct {
		const char *name;
		unsigned uid, gid;
	} users[MOST];
	struct {
		const char *name;
		unsigned gid;
		const char *members; /* each with a blank behind it */
	} groups[MOST];
	struct {
		const char *command, *text;
	} outputs[MOST];
	const char *programs; /* each with a blank behind it */
	int64_t free_bytes;
	bool for_all;
};

static const char *fake_text(const struct fake *fake, const char *path)
{
	size_t i;

	for (i = 0; i < MOST && fake->files[i].path; i++)
		if (str_eq(fake->files[i].path, path))
			return fake->files[i].text;
	return NULL;
}

static char *fake_file(void *context, const char *path)
{
	return mem_dup(fake_text(context, path));
}

static bool fake_exists(void *context, const char *path)
{
	return fake_text(context, path) != NULL;
}

static int64_t fake_free_bytes(void *context, const char *folder)
{
	const struct fake *fake = context;

	(void)folder;
	return fake->free_bytes;
}

static bool fake_is_for_all(void *context, const char *path)
{
	const struct fake *fake = context;

	(void)path;
	return fake->for_all;
}

static bool fake_user(void *context, const char *name, unsigned *uid, unsigned *gid)
{
	const struct fake *fake = context;
	size_t i;

	for (i = 0; i < MOST && fake->users[i].name; i++)
		if (str_eq(fake->users[i].name, name)) {
			*uid = fake->users[i].uid;
			*gid = fake->users[i].gid;
			return true;
		}
	return false;
}

static bool fake_group(void *context, const char *name, unsigned *gid)
{
	const struct fake *fake = context;
	size_t i;

	for (i = 0; i < MOST && fake->groups[i].name; i++)
		if (str_eq(fake->groups[i].name, name)) {
			*gid = fake->groups[i].gid;
			return true;
		}
	return false;
}

static bool has_word(const char *words, const char *word)
{
	char *one = mem_printf("%s ", word);
	bool has = words && strstr(words, one);

	free(one);
	return has;
}

static bool fake_is_member(void *context, const char *group, const char *user)
{
	const struct fake *fake = context;
	size_t i;

	for (i = 0; i < MOST && fake->groups[i].name; i++)
		if (str_eq(fake->groups[i].name, group))
			return has_word(fake->groups[i].members, user);
	return false;
}

static bool fake_has_program(void *context, const char *name)
{
	const struct fake *fake = context;

	return has_word(fake->programs, name);
}

static char *fake_output(void *context, const char *const argv[])
{
	const struct fake *fake = context;
	struct str command = { 0 };
	const char *found = NULL;
	size_t i;

	for (i = 0; argv[i]; i++)
		str_addf(&command, "%s%s", i ? " " : "", argv[i]);
	for (i = 0; i < MOST && fake->outputs[i].command; i++)
		if (str_eq(fake->outputs[i].command, str_text(&command)))
			found = fake->outputs[i].text;
	str_free(&command);
	return mem_dup(found);
}

static struct look look_at(struct fake *fake)
{
	return (struct look){
		.context = fake, .root = true, .processors = 2, .file = fake_file, .exists = fake_exists,
		.free_bytes = fake_free_bytes, .is_for_all = fake_is_for_all, .user = fake_user, .group = fake_group,
		.is_member = fake_is_member, .has_program = fake_has_program, .output = fake_output,
	};
}

/* What sshd -T prints on Debian 13, in part. */
#define SSHD_T \
	"port 22\nusepam yes\nmaxsessions 10\nclientaliveinterval 0\npermituserenvironment no\n" \
	"acceptenv LANG\nacceptenv LC_*\nacceptenv COLORTERM\nacceptenv NO_COLOR\n" \
	"maxstartups 10:30:100\nforcecommand none\n"
#define SSHD_T_SEAT \
	"port 22\nusepam yes\npermituserenvironment no\nacceptenv LANG\nmaxstartups 200:30:400\n" \
	"forcecommand /usr/bin/imitation seat\ndisableforwarding yes\nallowtcpforwarding no\n" \
	"allowstreamlocalforwarding no\nallowagentforwarding no\nx11forwarding no\npermittunnel no\n" \
	"permituserrc no\npermitlisten none\npermitopen none\npasswordauthentication yes\nmaxsessions 1\n" \
	"clientaliveinterval 5\nclientalivecountmax 2\n"
#define MODULES "/lib/modules/6.12.41+deb13-amd64"
#define MACHINES "qemu-system-x86_64 qemu-system-aarch64 qemu-img virtqemud mosquitto "
#define LOGIND "systemd-analyze cat-config systemd/logind.conf"

static struct fake debian(void)
{
	return (struct fake){
		.files = {
			{ "/etc/ssh/sshd_config", "# as Debian has it\nInclude /etc/ssh/sshd_config.d/*.conf\nUsePAM yes\n" },
			{ "/proc/sys/kernel/osrelease", "6.12.41+deb13-amd64\n" },
			{ "/proc/sys/fs/quota", "" },
			{ MODULES "/modules.builtin", "kernel/fs/ext4/ext4.ko\n" },
			{ MODULES "/modules.dep", "kernel/fs/quota/quota_v2.ko.xz: kernel/fs/quota/quota_tree.ko.xz\n" },
			{ "/run/systemd/system", "" },
			{ "/sys/fs/cgroup/cgroup.controllers", "cpuset cpu io memory hugetlb pids rdma misc\n" },
			{ "/proc/meminfo", "MemTotal:  8000000 kB\nMemFree:  100 kB\nMemAvailable:    6000000 kB\n" },
			{ "/proc/self/mounts", "/dev/vda1 / ext4 rw,relatime 0 0\n" },
		},
		.users = { { "root", 0, 0 }, { "daemon", 1, 1 }, { "rosa", 1000, 1000 }, { "nobody", 65534, 65534 } },
		.groups = { { "root", 0, "" }, { "rosa", 1000, "" } },
		.outputs = {
			{ "sshd -T", SSHD_T },
			{ LOGIND, "# /etc/systemd/logind.conf\n[Login]\n#KillUserProcesses=no\n" },
		},
		.programs = MACHINES "sshd nft mkfs.ext4 setquota systemd-analyze ",
		.free_bytes = 100 * GIB,
		.for_all = true,
	};
}

static void plan_of(struct fake *fake, const char *text, bool all, struct plan *plan)
{
	struct look look = look_at(fake);
	struct class_list list;
	struct wish wish = { .class = "tlc", .file = "tlc.txt", .list = &list, .host = "one", .all = all,
			     .program = "/usr/bin/imitation", .guests = "/guests" };

	assert_list(text, &list);
	memset(plan, 0, sizeof *plan);
	plan_make(&wish, &look, plan);
	class_list_free(&list);
}

/* The items whose ids these are, a line each: STATE ID TEXT. */
static void assert_plan(const struct plan *plan, const char *wanted)
{
	static const char *const words[] = { "ok", "do", "obstacle" };
	struct str text = { 0 };
	size_t i;

	for (i = 0; i < plan->n; i++) {
		str_addf(&text, "%s %s: %s\n", words[plan->items[i].state], plan->items[i].id, plan->items[i].text);
		assert_int_equal(plan->items[i].state == PLAN_OBSTACLE, plan->items[i].remedy[0] != '\0');
	}
	assert_string_equal(str_text(&text), wanted);
	str_free(&text);
}

static const struct plan_item *item_of(const struct plan *plan, const char *id)
{
	size_t i;

	for (i = 0; i < plan->n; i++)
		if (str_eq(plan->items[i].id, id))
			return &plan->items[i];
	return NULL;
}

#define LIST "*rosa,Rosa\nanna,Anna\nben@one\nlin@laptop\nomar@two\n"

static void a_fresh_debian_has_all_to_do(void **state)
{
	struct fake fake = debian();
	struct plan plan;

	(void)state;
	plan_of(&fake, LIST, true, &plan);
	assert_plan(&plan,
		    "ok program: seats can run /usr/bin/imitation\n"
		    "ok programs: what machines and the room need is installed\n"
		    "do guests: make these guests once for all seats, in /guests: linux arm64 adventure nested inetsim\n"
		    "do groups: make the group imitation-seat, which all seats have\n"
		    "do groups: make the group imitation-class, of seats and instructors\n"
		    "do accounts: make 2 accounts for seats: anna, ben\n"
		    "do accounts: put these instructors into the group imitation-class: rosa\n"
		    "do sshd: write /etc/ssh/sshd_config.d/imitation-class.conf, and have sshd read it: seats come into this "
		    "program and nowhere else\n"
		    "do homes: make a file system for the homes, /var/lib/imitation/tlc/homes.img, and mount it at "
		    "/srv/imitation/tlc\n"
		    "ok quota: each seat can have a limit of its own, 1 GiB\n"
		    "do limits: limit 2 seats to 2 GiB of memory and 200 tasks each, by systemd's slices\n"
		    "do fence: keep seats and guests from the host and its network (nft table inet imitation_class)\n"
		    "ok memory: memory: 2 times 650 MiB for seats and 1 GiB for the host are 2324 MiB, of 5859 MiB free\n"
		    "ok processors: processors: the seats take 2 % of one, of 200 %\n");
	plan_free(&plan);
}

#define FILE_AT(fake, i, name, words) \
	((fake)->files[i].path = (name), (fake)->files[i].text = (words))

static void what_is_made_is_not_made_again(void **state)
{
	struct fake fake = debian();
	char *sshd = sshd_text("/usr/bin/imitation"), *slice = slice_text(false), *fence = fence_text();
	struct plan plan;

	(void)state;
	FILE_AT(&fake, 8, "/proc/self/mounts", "/dev/loop0 /srv/imitation/tlc ext4 rw,quota 0 0\n");
	FILE_AT(&fake, 9, SSHD_FILE, sshd);
	FILE_AT(&fake, 10, "/etc/systemd/system/user-1001.slice.d/imitation.conf", slice);
	FILE_AT(&fake, 11, "/etc/systemd/system/user-1002.slice.d/imitation.conf", slice);
	FILE_AT(&fake, 12, "/var/lib/imitation/tlc/homes.img", "");
	fake.users[4].name = "anna", fake.users[4].uid = 1001, fake.users[4].gid = 900;
	fake.users[5].name = "ben", fake.users[5].uid = 1002, fake.users[5].gid = 900;
	fake.groups[2].name = "imitation-seat", fake.groups[2].gid = 900;
	fake.groups[3].name = "imitation-class", fake.groups[3].gid = 901;
	fake.groups[3].members = "rosa anna ben ";
	fake.outputs[2].command = "sshd -T -C user=anna,host=localhost,addr=127.0.0.1";
	fake.outputs[2].text = SSHD_T_SEAT;
	fake.outputs[3].command = "nft list table inet imitation_class";
	fake.outputs[3].text = fence;
	plan_of(&fake, LIST, false, &plan);
	assert_plan(&plan,
		    "ok program: seats can run /usr/bin/imitation\n"
		    "ok programs: what machines and the room need is installed\n"
		    "ok groups: the group imitation-seat is there\n"
		    "ok groups: the group imitation-class is there\n"
		    "ok accounts: 2 seats have their accounts: anna, ben\n"
		    "ok accounts: instructors, with accounts of their own: rosa\n"
		    "ok sshd: sshd lets seats into this program and nowhere else, by "
		    "/etc/ssh/sshd_config.d/imitation-class.conf\n"
		    "ok homes: the homes are mounted at /srv/imitation/tlc\n"
		    "ok quota: each seat can have a limit of its own, 1 GiB\n"
		    "ok limits: each seat is limited to 512 MiB of memory and 200 tasks, by systemd's slices\n"
		    "ok fence: seats and guests reach neither the host nor its network (nft table inet imitation_class)\n"
		    "ok memory: memory: 2 times 47 MiB for seats and 1 GiB for the host are 1118 MiB, of 5859 MiB free\n"
		    "ok processors: processors: the seats take 2 % of one, of 200 %\n");
	plan_free(&plan);
	/* What was changed by hand is seen: the file, the settings that hold, the fence. */
	fake.outputs[2].text = SSHD_T;
	fake.outputs[3].text = "table inet imitation_class {\n}\n";
	plan_of(&fake, LIST, false, &plan);
	assert_int_equal(item_of(&plan, "fence")->state, PLAN_DO);
	assert_non_null(strstr(item_of(&plan, "sshd-seat")->text, "anna: ForceCommand"));
	plan_free(&plan);
	FILE_AT(&fake, 9, SSHD_FILE, "Match all\n");
	plan_of(&fake, LIST, false, &plan);
	assert_int_equal(item_of(&plan, "sshd")->state, PLAN_DO);
	assert_null(item_of(&plan, "sshd-seat"));
	plan_free(&plan);
	free(sshd);
	free(slice);
	free(fence);
}

static void assert_obstacle(struct fake *fake, const char *list, bool all, const char *id, const char *remedy)
{
	const struct plan_item *item;
	struct plan plan;

	plan_of(fake, list, all, &plan);
	item = item_of(&plan, id);
	if (!item || item->state != PLAN_OBSTACLE)
		fail_msg("%s is no obstacle", id);
	if (!strstr(item->remedy, remedy))
		fail_msg("%s: %s, and not: %s", id, item->remedy, remedy);
	assert_int_equal(plan_count(&plan, PLAN_OBSTACLE), 1);
	plan_free(&plan);
}

static void assert_account_obstacle(struct fake *fake, const char *list, const char *remedy)
{
	struct plan plan;
	size_t i, n = 0;

	plan_of(fake, list, true, &plan);
	for (i = 0; i < plan.n; i++)
		if (plan.items[i].state == PLAN_OBSTACLE) {
			assert_string_equal(plan.items[i].id, "accounts");
			assert_non_null(strstr(plan.items[i].remedy, remedy));
			n++;
		}
	assert_int_equal(n, 1);
	plan_free(&plan);
}

static void accounts_of_others_are_left_alone(void **state)
{
	struct fake fake = debian();
	struct plan plan;

	(void)state;
	fake.users[4].name = "ben", fake.users[4].uid = 1001, fake.users[4].gid = 1001;
	assert_account_obstacle(&fake, LIST, "line 3 of tlc.txt");
	fake.groups[2].name = "imitation-seat", fake.groups[2].gid = 900;
	assert_account_obstacle(&fake, LIST, "line 3 of tlc.txt");
	fake.users[4].gid = 900;
	assert_account_obstacle(&fake, "*rosa\n\n*ben\n", "line 3 of tlc.txt");
	plan_of(&fake, LIST, true, &plan);
	assert_int_equal(plan_count(&plan, PLAN_OBSTACLE), 0);
	plan_free(&plan);
}

static void what_lacks_is_to_be_installed(void **state)
{
	struct fake fake = debian();

	(void)state;
	fake.programs = MACHINES "nft mkfs.ext4 setquota ";
	assert_obstacle(&fake, LIST, true, "sshd", "ssh");
	fake.programs = MACHINES "sshd mkfs.ext4 setquota ";
	assert_obstacle(&fake, LIST, true, "fence", "nftables");
	fake.programs = MACHINES "sshd nft setquota ";
	assert_obstacle(&fake, LIST, true, "homes", "e2fsprogs");
	fake.programs = "sshd nft mkfs.ext4 setquota qemu-img libvirtd mosquitto qemu-system-aarch64 ";
	assert_obstacle(&fake, LIST, true, "programs", "qemu");
	fake.programs = "sshd nft mkfs.ext4 setquota qemu-system-x86_64 qemu-img libvirtd ";
	assert_obstacle(&fake, LIST, false, "programs", "mosquitto");
	fake = debian();
	fake.for_all = false;
	assert_obstacle(&fake, LIST, true, "program", "make install");
}

static void guests_are_made_once_for_all(void **state)
{
	static const char *const files[] = { "/guests/linux.kernel", "/guests/linux.initrd", "/guests/arm64.kernel",
					     "/guests/arm64.initrd", "/guests/nested.initrd", "/guests/inetsim.initrd",
					     "/guests/adventure.initrd" };
	struct fake fake = debian();
	struct plan plan;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(files) - 1; i++)
		FILE_AT(&fake, 9 + i, files[i], "");
	plan_of(&fake, LIST, true, &plan);
	assert_int_equal(item_of(&plan, "guests")->state, PLAN_DO);
	assert_true(str_ends(item_of(&plan, "guests")->text, ": adventure"));
	plan_free(&plan);
	FILE_AT(&fake, 9 + i, files[i], "");
	plan_of(&fake, LIST, true, &plan);
	assert_int_equal(item_of(&plan, "guests")->state, PLAN_OK);
	plan_free(&plan);
	plan_of(&fake, LIST, false, &plan);
	assert_null(item_of(&plan, "guests"));
	plan_free(&plan);
}

static void a_list_without_an_instructor_opens_no_room(void **state)
{
	struct fake fake = debian();

	(void)state;
	assert_obstacle(&fake, "anna\n", true, "instructor", "tlc.txt");
}

static void assert_limit(struct fake *fake, const char *words)
{
	const struct plan_item *item;
	struct plan plan;

	plan_of(fake, LIST, true, &plan);
	item = item_of(&plan, "quota");
	assert_int_equal(item->state, PLAN_DO);
	if (!strstr(item->text, words))
		fail_msg("%s, and not: %s", item->text, words);
	plan_free(&plan);
}

static void without_quotas_all_have_one_limit(void **state)
{
	struct fake fake = debian();

	(void)state;
	fake.programs = MACHINES "sshd nft mkfs.ext4 ";
	assert_limit(&fake, "quota");
	fake = debian();
	FILE_AT(&fake, 4, MODULES "/modules.dep", "");
	assert_limit(&fake, "kernel");
	FILE_AT(&fake, 3, MODULES "/modules.builtin", "kernel/fs/quota/quota_v2.ko\n");
	FILE_AT(&fake, 2, "/none", "");
	assert_limit(&fake, "kernel");
}

static void a_host_has_its_limits(void **state)
{
	struct fake fake = debian();
	char *many = mem_printf("*rosa\n%s", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn\no\n");

	(void)state;
	assert_obstacle(&fake, many, true, "memory", "--for 1-7");
	fake.free_bytes = 14 * GIB;
	assert_obstacle(&fake, many, false, "room", "/var/lib/imitation");
	fake = debian();
	FILE_AT(&fake, 7, "/proc/meminfo", "MemFree: 8000000 kB\n");
	assert_obstacle(&fake, many, false, "memory", "1729 MiB");
	free(many);
}

static void what_systemd_says_counts(void **state)
{
	struct fake fake = debian();

	(void)state;
	fake.outputs[1].text = "[Login]\nKillUserProcesses=yes\n";
	assert_obstacle(&fake, LIST, true, "logind", "KillUserProcesses=no");
	fake = debian();
	FILE_AT(&fake, 6, "/sys/fs/cgroup/cgroup.controllers", "cpuset cpu io pids\n");
	assert_obstacle(&fake, LIST, true, "cgroup", "cgroup_enable=memory");
	assert_true(logind_kills("[Login]\nKillUserProcesses=no\n# /etc/x.conf\nKillUserProcesses=1\n"));
	assert_false(logind_kills("[Login]\nKillUserProcesses=yes\nKillUserProcesses=no\n"));
	assert_false(logind_kills("#KillUserProcesses=yes\nXKillUserProcesses=yes"));
	assert_false(logind_kills("KillUserProcesses="));
}

static void without_systemd_pam_limits(void **state)
{
	struct fake fake = debian();
	char *text = limits_text();
	struct plan plan;

	(void)state;
	FILE_AT(&fake, 5, "/etc/pam.d/sshd", "# session required pam_limits.so\nauth include x\n");
	assert_obstacle(&fake, LIST, true, "pam", "pam_limits.so");
	FILE_AT(&fake, 5, "/etc/pam.d/sshd", "auth include x\nsession    required     pam_limits.so\n");
	FILE_AT(&fake, 6, "/etc/security/limits.d/imitation-class.conf", text);
	plan_of(&fake, LIST, true, &plan);
	assert_int_equal(plan_count(&plan, PLAN_OBSTACLE), 0);
	assert_int_equal(item_of(&plan, "limits")->state, PLAN_OK);
	plan_free(&plan);
	free(text);
}

static void who_is_not_root_is_told(void **state)
{
	struct fake fake = debian();
	struct look look = look_at(&fake);
	struct class_list list;
	struct wish wish = { .class = "tlc", .file = "my class.txt", .list = &list, .host = "one",
			     .program = "/usr/bin/imitation" };
	struct plan plan = { 0 };

	(void)state;
	assert_list(LIST, &list);
	look.root = false;
	plan_make(&wish, &look, &plan);
	assert_string_equal(plan.items[0].id, "root");
	assert_non_null(strstr(plan.items[0].remedy,
			       "sudo /usr/bin/imitation class host --for 1-7 'my class.txt'"));
	assert_null(item_of(&plan, "fence"));
	plan_free(&plan);
	class_list_free(&list);
}

/* ---- sshd ------------------------------------------------------------------------------- */

static void sshd_has_one_block_for_seats(void **state)
{
	char *text = sshd_text("/usr/bin/imitation"), *odd = sshd_text("/opt/my tools/imitation");

	(void)state;
	assert_string_equal(text, "# Made by imitation for classes; \"imitation class host\" tells more.\n"
				  "MaxStartups 200:30:400\n"
				  "Match Group imitation-seat\n"
				  "\tForceCommand /usr/bin/imitation seat\n"
				  "\tDisableForwarding yes\n"
				  "\tAllowTcpForwarding no\n"
				  "\tAllowStreamLocalForwarding no\n"
				  "\tAllowAgentForwarding no\n"
				  "\tX11Forwarding no\n"
				  "\tPermitTunnel no\n"
				  "\tPermitUserRC no\n"
				  "\tPermitListen none\n"
				  "\tPermitOpen none\n"
				  "\tPasswordAuthentication yes\n"
				  "\tMaxSessions 1\n"
				  "\tClientAliveInterval 5\n"
				  "\tClientAliveCountMax 2\n"
				  "Match all\n");
	assert_non_null(strstr(odd, "\tForceCommand '/opt/my tools/imitation' seat\n"));
	free(text);
	free(odd);
}

static void sshd_is_read_back(void **state)
{
	char *unmet;

	(void)state;
	assert_null(sshd_unmet(SSHD_T_SEAT, "/usr/bin/imitation"));
	unmet = sshd_unmet(SSHD_T_SEAT, "/usr/local/bin/imitation");
	assert_string_equal(unmet, "ForceCommand");
	free(unmet);
	unmet = sshd_unmet("forcecommand /usr/bin/imitation seat\nmaxstartups 10:30:100\n", "/usr/bin/imitation");
	assert_string_equal(unmet, "MaxStartups 200:30:400");
	free(unmet);
	unmet = sshd_unmet("forcecommand /usr/bin/imitation seat\nmaxstartups 200:30:400\ndisableforwarding yes\n"
			   "allowtcpforwarding yes\n", "/usr/bin/imitation");
	assert_string_equal(unmet, "AllowTcpForwarding no");
	free(unmet);
}

static void variables_of_strangers_are_an_obstacle(void **state)
{
	struct fake fake = debian();
	char *variable = sshd_open_variable(SSHD_T);

	(void)state;
	assert_null(variable);
	variable = sshd_open_variable(SSHD_T "acceptenv LANGUAGES\n");
	assert_string_equal(variable, "LANGUAGES");
	free(variable);
	fake.outputs[0].text = SSHD_T "acceptenv *\n";
	assert_obstacle(&fake, LIST, true, "sshd-acceptenv", "acceptenv");
	fake.outputs[0].text = "permituserenvironment yes\n";
	assert_obstacle(&fake, LIST, true, "sshd-environment", "permituserenvironment");
	fake.outputs[0].text = "permituserenvironment LANG,LD_*\n";
	assert_obstacle(&fake, LIST, true, "sshd-environment", "permituserenvironment");
}

static void sshd_has_to_let_seats_in(void **state)
{
	struct fake fake = debian();
	struct plan plan;

	(void)state;
	fake.outputs[0].text = SSHD_T "allowusers rosa\n";
	assert_obstacle(&fake, LIST, true, "sshd-allowed", "AllowGroups");
	fake.outputs[0].text = SSHD_T "allowgroups sudo\nallowgroups adm\n";
	assert_obstacle(&fake, LIST, true, "sshd-allowed", "imitation-seat");
	fake.outputs[0].text = SSHD_T "allowgroups sudo\nallowgroups imitation-seat\n";
	plan_of(&fake, LIST, true, &plan);
	assert_int_equal(plan_count(&plan, PLAN_OBSTACLE), 0);
	plan_free(&plan);
	fake.outputs[0].command = "none";
	assert_obstacle(&fake, LIST, true, "sshd-settings", "sshd -t");
}

static void sshd_has_to_read_the_folder(void **state)
{
	struct fake fake = debian();

	(void)state;
	assert_true(sshd_includes("\n# x\n\tinclude\t\"/etc/ssh/sshd_config.d/*.conf\"\nMatch all\n"));
	assert_true(sshd_includes("Include=/etc/ssh/sshd_config.d/*.conf"));
	assert_false(sshd_includes("#Include /etc/ssh/sshd_config.d/*.conf\n"));
	assert_false(sshd_includes("Match User x\nInclude /etc/ssh/sshd_config.d/*.conf\n"));
	assert_false(sshd_includes("Include /etc/ssh/other\n"));
	assert_false(sshd_includes(""));
	FILE_AT(&fake, 0, "/etc/ssh/sshd_config", "UsePAM yes\n");
	assert_obstacle(&fake, LIST, true, "sshd-include", "Include /etc/ssh/sshd_config.d/*.conf");
}

/* ---- names ------------------------------------------------------------------------------- */

static void accounts_below_1000_are_the_systems(void **state)
{
	struct fake fake = debian();
	struct look look = look_at(&fake);

	(void)state;
	assert_true(accounts_is_system(&look, "daemon"));
	assert_true(accounts_is_system(&look, "nobody"));
	assert_false(accounts_is_system(&look, "rosa"));
	assert_false(accounts_is_system(&look, "anna"));
}

static void a_host_is_named_with_its_domain_or_without(void **state)
{
	struct class_person person = { .host = (char *)(uintptr_t)"One" };
	struct wish wish = { .host = "one.example.org" };

	(void)state;
	assert_true(wish_is_here(&wish, &person));
	wish.host = "one";
	assert_true(wish_is_here(&wish, &person));
	person.host = (char *)(uintptr_t)"one.example.org";
	assert_true(wish_is_here(&wish, &person));
	wish.host = "one2";
	assert_false(wish_is_here(&wish, &person));
	wish.host = "one.example.com";
	assert_false(wish_is_here(&wish, &person));
}

/* ---- this host ---------------------------------------------------------------------------- */

static void only_root_may_change_what_seats_run(void **state)
{
	struct look look = look_here();
	char folder[] = "/tmp/imitation-XXXXXX", *file;
	FILE *made;

	(void)state;
	assert_true(look.is_for_all(look.context, "/bin/sh"));
	assert_false(look.is_for_all(look.context, "/nowhere"));
	assert_non_null(mkdtemp(folder));
	file = mem_printf("%s/imitation", folder);
	made = fopen(file, "w");
	assert_non_null(made);
	fclose(made);
	chmod(file, 0755);
	assert_false(look.is_for_all(look.context, file)); /* all can write in /tmp */
	remove(file);
	remove(folder);
	free(file);
}

static void this_host_is_looked_at(void **state)
{
	struct look look = look_here();
	unsigned uid, gid;
	char *text;

	(void)state;
	assert_true(look.processors > 0);
	assert_true(look.user(look.context, "root", &uid, &gid) && uid == 0);
	assert_false(look.user(look.context, "no-such-person", &uid, &gid));
	assert_true(look.has_program(look.context, "sh"));
	assert_false(look.has_program(look.context, "no-such-program"));
	text = look.file(look.context, "/proc/self/mounts");
	assert_true(text && text[0]);
	free(text);
	assert_null(look.file(look.context, "/nowhere"));
	assert_null(look.file(look.context, "/"));
	text = look.output(look.context, (const char *const[]){ "sh", "-c", "echo said; echo aside >&2", NULL });
	assert_string_equal(text, "said\n");
	free(text);
	assert_null(look.output(look.context, (const char *const[]){ "sh", "-c", "echo said; exit 1", NULL }));
	assert_null(look.output(look.context, (const char *const[]){ "no-such-program", NULL }));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_has_a_line_a_person),
		cmocka_unit_test(what_editors_leave_is_passed_over),
		cmocka_unit_test(names_are_those_of_accounts),
		cmocka_unit_test(nobody_is_called_as_the_system_is),
		cmocka_unit_test(nobody_is_there_twice),
		cmocka_unit_test(hosts_have_names),
		cmocka_unit_test(shown_names_are_for_terminals),
		cmocka_unit_test(keys_are_public_and_whole),
		cmocka_unit_test(a_list_is_text_in_utf_8),
		cmocka_unit_test(a_list_has_an_end),
		cmocka_unit_test(every_fault_is_said),
		cmocka_unit_test(noise_is_no_trouble),
		cmocka_unit_test(a_fresh_debian_has_all_to_do),
		cmocka_unit_test(what_is_made_is_not_made_again),
		cmocka_unit_test(accounts_of_others_are_left_alone),
		cmocka_unit_test(what_lacks_is_to_be_installed),
		cmocka_unit_test(guests_are_made_once_for_all),
		cmocka_unit_test(a_list_without_an_instructor_opens_no_room),
		cmocka_unit_test(without_quotas_all_have_one_limit),
		cmocka_unit_test(a_host_has_its_limits),
		cmocka_unit_test(what_systemd_says_counts),
		cmocka_unit_test(without_systemd_pam_limits),
		cmocka_unit_test(who_is_not_root_is_told),
		cmocka_unit_test(sshd_has_one_block_for_seats),
		cmocka_unit_test(sshd_is_read_back),
		cmocka_unit_test(variables_of_strangers_are_an_obstacle),
		cmocka_unit_test(sshd_has_to_let_seats_in),
		cmocka_unit_test(sshd_has_to_read_the_folder),
		cmocka_unit_test(accounts_below_1000_are_the_systems),
		cmocka_unit_test(a_host_is_named_with_its_domain_or_without),
		cmocka_unit_test(only_root_may_change_what_seats_run),
		cmocka_unit_test(this_host_is_looked_at),
	};

	return cmocka_run_group_tests_name("a host for a class", tests, NULL, NULL);
}
