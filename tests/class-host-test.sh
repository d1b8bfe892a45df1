#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# imitation class host: what is wrong with a list is said with its place, a plan has a line
# an item, and the exit status says whether something is in the way.  What a plan holds
# depends on the host and is not judged here; tests/test-class-host describes hosts.
# shellcheck disable=SC2317,SC2119,SC2120  # much of it is called through point
top_srcdir=$(cd "${top_srcdir:-.}" && pwd)
top_builddir=$(cd "${top_builddir:-.}" && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
. "$top_srcdir/tests/points.sh"
LC_ALL=C.UTF-8 LANGUAGE=''
export LC_ALL LANGUAGE
cd "$dir" || exit 1

class() { # STATUS ARGUMENT…: what it writes is in out and errors
	wanted=$1
	shift
	"$top_builddir/src/imitation" class "$@" >"$dir/out" 2>"$dir/errors" </dev/null
	status=$?
	cat "$dir/out" "$dir/errors"
	[ "$status" = "$wanted" ] || { echo "exit status $status, and not $wanted"; return 1; }
}
refused() { # LINE:COLUMN WORDS: of the list bad.txt
	class 1 host bad.txt && [ ! -s "$dir/out" ] && grep "^bad.txt:$1: error: .*$2" "$dir/errors"
}

# ---- lists ---------------------------------------------------------------------------------

printf 'anna\nben,B\351n\n' >bad.txt
point "a list that is not UTF-8" refused 2:6 'UTF-8'
printf '# names\nAnna,Anna\n' >bad.txt
point "a name with a capital letter" refused 2:1 '"anna"'
printf 'anna\ndaemon\n' >bad.txt
point "a name of the system" refused 2:1 'system'
printf 'anna\nanna@laptop\n' >bad.txt
point "a name that is there twice" refused 2:1 'line 1'
printf 'anna,Anna,ssh-rsa AAAA\n' >bad.txt
point "a key that is cut off" refused 1:11 'whole'
printf 'anna\tAnna\n' >bad.txt
point "a table of another kind" refused 1:1 'comma'
: >bad.txt
point "an empty list" refused 1:1 'nobody'
seq 201 | sed 's/^/seat-/' >bad.txt
point "one person too many" refused 201:1 '200'
escaped() {
	printf 'an\033[31mna\n' >"$(printf 'x\033[31m.txt')"
	class 1 host "$(printf 'x\033[31m.txt')" && ! LC_ALL=C grep "$(printf '\033')" "$dir/errors"
}
point "nothing of a list reaches the terminal as it is" escaped
no_list() {
	class 1 host none.txt && grep -q 'none.txt' "$dir/errors" &&
		class 1 host "$dir" && ! [ -s "$dir/out" ]
}
point "a list that is not there, or no file" no_list
named() {
	printf 'anna\n' >'My Class.txt'
	class 1 host 'My Class.txt' && grep -q 'tlc.txt' "$dir/errors"
}
point "a class is called as its list" named

# ---- usage ---------------------------------------------------------------------------------

usage() {
	printf 'anna\n' >tlc.txt
	class 2 && class 2 host && class 2 host tlc.txt tlc.txt && class 2 dance &&
		class 2 host --for 3 tlc.txt && class 2 host --apply tlc.txt
}
point "wrong usage has the status 2" usage

# ---- plans ---------------------------------------------------------------------------------

printf '%s\n' '# the class of May' '*rosa-t,Rosa' 'anna-t,Anna Bé' 'lin-t@laptop' 'omar-t@another.host,Omar' >tlc.txt
planned() { # ARGUMENT…
	"$top_builddir/src/imitation" class host "$@" tlc.txt >"$dir/out" 2>"$dir/errors" </dev/null
	status=$?
	cat "$dir/out" "$dir/errors"
	obstacles=$(grep -c '^obstacle: ..*; remedy: ..*' "$dir/out")
	[ ! -s "$dir/errors" ] && [ "$status" = "$([ "$obstacles" = 0 ] && echo 0 || echo 1)" ] &&
		grep -qx "To do: $(grep -c '^do  ' "$dir/out"); in the way: $obstacles.  Nothing was changed." "$dir/out"
}
point "a plan: the status says whether something is in the way" planned
lines() {
	! grep -vE '^(ok|do)  +[^ ]|^obstacle: .*; remedy: |^Class tlc: |^To do: ' "$dir/out"
}
point "a plan: each line is an item or a sum" lines
point "a plan: who is where" grep -x 'Class tlc: seats on this host 1, people on other hosts 1, laptops 1.' "$dir/out"
point "a plan: accounts" grep -x 'do  *make 1 account for a seat: anna-t' "$dir/out"
point "a plan: all lessons" grep -E 'memory: 1 times 650 MiB' "$dir/out"
point "a plan for the first lessons" planned --for 1-7
point "a plan: which need less" grep -E 'memory: 1 times 47 MiB' "$dir/out"
before() { ls -lR /etc/ssh /etc/passwd /etc/group /etc/security /var/lib/imitation /srv 2>/dev/null; }
changes_nothing() {
	before >"$dir/before"
	planned && before | diff "$dir/before" -
}
point "a plan changes nothing" changes_nothing
echo "1..$number"
exit "$failed"
