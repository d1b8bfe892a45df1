#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The dreamer's boot sector is kept as bytes (lessons/guests/tick.hex), for hosts
# that cannot assemble it: they must be those that tick.S makes.  Writes TAP.

LC_ALL=C
export LC_ALL
unset MAKEFLAGS MFLAGS MAKELEVEL

guests=${top_builddir:-.}/lessons/guests
dir=$(mktemp -d "${TMPDIR:-/tmp}/tick-test.XXXXXX") || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM

echo "1..2"
make -s -C "${top_builddir:-.}" lessons/guests/kept.img lessons/guests/tick.img >"$dir/make" 2>&1
sed 's/^/# /' "$dir/make"
status=0
if test "$(wc -c <"$guests/kept.img")" -eq 512 &&
	test "$(tail -c 2 "$guests/kept.img" | od -An -tx1 | tr -d ' ')" = 55aa; then
	echo "ok 1 - the bytes that are kept are a boot sector"
else
	echo "not ok 1 - the bytes that are kept are a boot sector"
	status=1
fi
if grep -q '^GUEST_AS = no$' "${top_builddir:-.}/Makefile"; then
	echo "ok 2 - they are those that tick.S makes # SKIP no assembler here makes i386 code"
elif cmp "$guests/kept.img" "$guests/tick.img" >"$dir/cmp" 2>&1; then
	echo "ok 2 - they are those that tick.S makes"
else
	echo "not ok 2 - they are those that tick.S makes"
	sed 's/^/# /' "$dir/cmp"
	echo "# after a change of tick.S: make tick-hex"
	status=1
fi
exit $status
