#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Programs in a guest that take the whole screen, beside another emulator (tmux,
# on the machine's own pseudo terminal) of the same size: memtest86+ from Debian's
# package, and busybox vi in a Linux made of Debian's kernel and busybox.
: "${top_builddir:=.}" "${top_srcdir:=.}"
. "$top_srcdir/tests/e2e-lib.sh"
e2e_needs apt-get apt-cache dpkg cpio

# ---- what boots, from packages that are unpacked and never installed; kept
# beside the tests, so that they are fetched once
G=$(cd "$top_builddir/tests" && pwd)/guests
fetch() {
	mkdir -p "$G/unpacked" "$G/root/bin" "$G/root/proc" "$G/root/dev" "$G/root/tmp"
	kernel=$(apt-cache depends linux-image-cloud-amd64 2>/dev/null |
		sed -n 's/.*Depends: \(linux-image-[0-9].*\)/\1/p')
	for package in memtest86+ busybox-static ${kernel:-linux-image-cloud-amd64}; do
		(cd "$G" && apt-get download "$package" >/dev/null 2>&1) ||
			e2e_skip_all "the package $package cannot be had here"
		dpkg -x "$G/$package"_*.deb "$G/unpacked" || exit 1
	done
	rm -f "$G"/*.deb
	# Where it lies depends on the release.
	find "$G/unpacked" -path '*bin/busybox' -type f -exec cp {} "$G/root/bin/" \;
	[ -x "$G/root/bin/busybox" ] || { echo "Bail out! busybox-static has no busybox"; exit 1; }
	cat >"$G/root/init" <<'END'
#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin TERM=vt100 PS1='guest# ' HOME=/tmp
mount -t proc proc /proc
mount -t devtmpfs dev /dev
echo 1 >/proc/sys/kernel/printk
cd /tmp
n=0
while [ $n -lt 60 ]; do
	n=$((n + 1))
	echo "line $n of a file that is longer than a screen"
done >file
echo 'and a last one that goes on and on, so that its end is far to the right of all' >>file
setsid cttyhack sh
poweroff -f
END
	chmod 755 "$G/root/init"
	cp "$G/unpacked/boot/memtest86+x64.bin" "$G/memtest.kernel"
	cp "$G/unpacked/boot/vmlinuz-"* "$G/linux.kernel"
	(cd "$G/root" && find . | cpio -o -H newc --quiet | gzip >../linux.initrd)
	rm -rf "$G/unpacked" "$G/root"
	chmod -R a+rX "$G"
	touch "$G/all"
}
[ -n "${T-}" ] || [ -e "$G/all" ] || fetch
e2e_also=tests/guests
e2e_begin "$0"
typed() { tm send-keys -t e -l "$1"; }

mkdir -p full/guests
cp "$G/memtest.kernel" "$G/linux.kernel" "$G/linux.initrd" full/guests/
cat >full/workshop.md <<'END'
---
title: Full screens
machines:
  tester:
    kernel: guests/memtest.kernel
    cmdline: console=ttyS0,115200
    memory: 64 MiB
  linux:
    kernel: guests/linux.kernel
    initrd: guests/linux.initrd
    cmdline: console=ttyS0 quiet
    memory: 128 MiB
---
END
cat >full/01-memory.md <<'END'
---
title: Memory
machines: [tester]
needs: {tester: running}
---
## Test it

A quiet text.
END
cat >full/02-linux.md <<'END'
---
title: Linux
machines: [linux]
needs: {linux: running}
---
## Edit

A quiet text.
END
# The 25 lines of a console that has the whole window (120x34).
pane() { screen | sed -n '3,27p' | sed 's/^│ //; s/ *│$//'; }
# The other emulator: the same machine in a terminal of a console's size.
reference=90
# virsh console would not open one whose number somebody's dead daemon locked.
begin_other() { # MACHINE
	terminals=$((reference - 1)) && open_terminal 80 25
	pty=$($V ttyconsole "$1")
	type_line "stty raw -echo; cat <$pty & exec cat >$pty"
	cats=
	wait_for 10 both_cats
}
# Both are of the terminal's shell: it became one, and the other is its child.
both_cats() {
	shell=$(tm display-message -p -t e '#{pane_pid}')
	[ "$(ps -o comm= -p "$shell")" = cat ] || return 1
	cats="$shell $(pgrep -P "$shell" -x cat)"
	[ "$cats" != "$shell " ]
}
# Who goes on reading the terminal takes a part of what is written there.
end_other() {
	tm kill-server
	for cat in $cats; do
		kill "$cat" 2>/dev/null
		wait_for 10 is_gone "$cat"
	done
	terminals=$here
}
# same_as FILE FILTER…: waits until the other emulator's screen, filtered, equals FILE; it may
# be drawn in pieces.
same_as() {
	same=$1
	shift
	screen >theirs
	"$@" theirs >theirs.filtered
	diff -u theirs.filtered "$same"
}
# settled FILTER…: writes our pane, filtered, to the file ours, once it has not changed for a second
settled() {
	pane >ours
	"$@" ours >ours.filtered
	sleep 1
	pane | "$@" - | diff ours.filtered -
}
# Numbers run on, and so do bars.
masked() { sed -e 's/[0-9][0-9.]*/9/g; s/##*/#/g; s/ *$//; s/  */ /g' "$@"; }

# ---- memtest86+
open_program 120 34 --step 1.1 full
wait_screen '0 set the stage'
press 0
expect "memtest86+ starts" wait_state tester running
expect "its first line is there" wait_screen 'Memtest86\+ v[67]'
press c
expect "c gives it the whole window" wait_gone 'A quiet text'
expect "its title line is the first" wait_screen '^│ +Memtest86\+ v[67].* \| '
expect "its foot is the last of 25" wait_screen '^│  <ESC> Exit +<F1> Config'
typed 1
expect "a key of its menu opens it" wait_screen 'Settings:'
# The progress of the memory test differs each time.
menu() { masked -e '2,6d; 8,9d' "$@"; }
expect "and stays as it is" wait_for 20 settled menu
press C-]
press q
wait_screen 'shell>$'
$V destroy tester >/dev/null
here=$terminals
$V start tester --paused >/dev/null
begin_other tester
$V resume tester >/dev/null
wait_screen '<ESC> Exit +<F1> Config'
press 1
wait_screen 'Settings:'
menu ours >ours.masked
wait_for 20 same_as ours.masked menu
expect "tmux shows the same" same_as ours.masked menu
expect "of a screen that has something" [ "$(grep -c . ours)" -gt 12 ]
end_other

# ---- busybox vi
open_program 120 34 full --step 2.1
wait_screen '0 set the stage'
press 0
press c
expect "Linux comes to its prompt" wait_screen 'guest#' 90
wait_screen 'Ctrl-\] leave'
typed 'vi file'
press Enter
expect "vi shows the file" wait_screen 'line 5 of a file'
expect "and its title says how to see all" wait_screen 'Ctrl-\] c shows all of it'
press G End
expect "the cursor is kept in sight, to the right too" wait_screen 'the right of all'
press C-]
press c
expect "all of it is seen then" wait_screen '^│ and a last one .* the right of all +│$'
press PageUp Up Home
typed 'inew '
expect "what is typed is inserted" wait_screen '^│ new line'
press Escape
wait_screen '^│ - file'
press Down
typed ddolast
wait_screen '^│ last'
press Escape
wait_screen '^│ - file .Modified'
pane >ours
press C-]
press q
wait_screen 'shell>$'
here=$terminals
begin_other linux
press C-l
wait_screen '^- file .Modified'
without_blanks() { sed 's/ *$//' "$@"; }
wait_for 20 same_as ours without_blanks
expect "tmux shows the same of vi" same_as ours without_blanks
expect "of a file that is there" grep -q '^new line' ours
typed ':q!'
press Enter
wait_screen 'guest#'
end_other

# ---- keys
open_program 80 24 full --step 2.1
wait_screen '^(╭|┌|\+) 2\.1 '
press c
wait_screen 'Ctrl-\] leave'
prompted() { has 'guest#' || { press Enter; sleep 0.5; false; }; }
expect "a program that is opened later has the console, too" wait_for "$E2E_SECONDS" prompted
typed 'clear; echo here:; cat -v'
press Enter
wait_screen '^here:'
press F1 Up Home F5 Enter
expect "function keys and arrows come as of a VT100" wait_screen '^\^\[OP\^\[\[A\^\[\[H\^\[\[15~'
press C-c
wait_screen '^guest#'
typed "clear; printf '\\033[?1hthere:\\n'; cat -v"
press Enter
wait_screen '^there:'
press Up Left End Enter
expect "and as an application asked for them" wait_screen '^\^\[OA\^\[OD\^\[OF'
press C-c
wait_screen '^guest#'
typed "printf '\\033[?1l'; vi file"
press Enter
expect "vi on a smaller window" wait_screen 'line 2 of a file'
press G
expect "keeps its cursor in sight" wait_screen '^and a last one'
typed ':q!'
press Enter
expect "and gives the screen back" wait_screen 'guest#'
press C-]
press q
wait_screen 'shell>$'
"$I" reset full >/dev/null 2>&1
e2e_end
