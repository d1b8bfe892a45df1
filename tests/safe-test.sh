#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The VeraCrypt volume of lesson 8: its bytes, which are kept so that nobody needs a
# compiler for the guests, and whether cryptsetup, which knows nothing of us, opens it.
# That is the one of this host, else that of the small Linux if "make guests" has made
# it.  Writes TAP.

LC_ALL=C
export LC_ALL
unset MAKEFLAGS MFLAGS MAKELEVEL

builddir=${top_builddir:-.}
srcdir=$(cd "${top_srcdir:-.}" && pwd)
guests=$srcdir/lessons/guests
dir=$(mktemp -d "${TMPDIR:-/tmp}/safe-test.XXXXXX") || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM

tests=0
failures=0
result() { # STATUS NAME
	tests=$((tests + 1))
	if test "$1" -eq 0; then
		echo "ok $tests - $2"
	else
		echo "not ok $tests - $2"
		failures=$((failures + 1))
	fi
}
skip() { # NAME WHY
	tests=$((tests + 1))
	echo "ok $tests - $1 # SKIP $2"
}

echo "1..7"
make -s -C "$builddir" lessons/guests/safe/safe >"$dir/make" 2>&1
sed 's/^/# /' "$dir/make"
"$builddir/lessons/guests/safe/safe" >"$dir/bytes" && test "$(wc -c <"$dir/bytes")" -eq 3584
result $? "seven sectors say something"
od -An -v -tx1 "$dir/bytes" | sed 's/^ *//' >"$dir/hex"
sed '/^#/d' "$guests/linux/safe.hex" | cmp - "$dir/hex" >"$dir/cmp" 2>&1
same=$?
result $same "those that are kept are the same"
test $same -eq 0 || {
	sed 's/^/# /' "$dir/cmp"
	echo "# after a change of lessons/guests/safe: make safe-hex"
}

sh "$guests/linux/safe" "$dir/bytes" "$dir/safe.hc"
sh "$guests/linux/safe" "$dir/bytes" "$dir/other.hc"
test "$(wc -c <"$dir/safe.hc")" -eq 1048576
result $? "put together they are 1 MiB"
# Noise cannot be made smaller.
test "$(gzip -c "$dir/safe.hc" | wc -c)" -ge 1048576 && ! grep -aq 'treasure\|VERA' "$dir/bytes"
result $? "all of it looks like noise"

# ---- cryptsetup --------------------------------------------------------------

find_cryptsetup() {
	PATH=$PATH:/usr/sbin:/sbin command -v cryptsetup >"$dir/where" && {
		cryptsetup() { "$(cat "$dir/where")" "$@"; }
		return 0
	}
	initrd=$builddir/lessons/guests/linux.initrd
	test "$(uname -m)" = x86_64 && test -s "$initrd" && command -v cpio >/dev/null 2>&1 || return 1
	mkdir "$dir/root"
	gzip -dc "$initrd" | (cd "$dir/root" && cpio -id --quiet 'sbin/*' 'lib/*' 'lib64/*')
	cryptsetup() {
		"$dir/root/lib64/ld-linux-x86-64.so.2" --library-path "$dir/root/lib" \
			"$dir/root/sbin/cryptsetup" "$@"
	}
	cryptsetup --version
}
opens() { # FILE PASSWORD OPTION…
	file=$1 password=$2
	shift 2
	echo "$password" | cryptsetup tcryptDump --veracrypt --veracrypt-pim 1 --hash sha512 \
		--dump-master-key -q "$@" "$file" >"$dir/dump" 2>&1
	status=$?
	sed 's/^/# /' "$dir/dump"
	return $status
}
is_ours() { # what was opened is what safe.c says
	grep -q '^Cipher chain:[[:space:]]*aes$' "$dir/dump" &&
		grep -q '^Cipher mode:[[:space:]]*xts-plain64$' "$dir/dump" &&
		grep -q '^Payload offset:[[:space:]]*256$' "$dir/dump" &&
		grep -q '^MK bits:[[:space:]]*512$' "$dir/dump"
}
password='tulips from amsterdam'
if find_cryptsetup >"$dir/version" 2>&1; then
	opens "$dir/safe.hc" "$password" && is_ours
	result $? "cryptsetup opens it as a VeraCrypt volume"
	opens "$dir/other.hc" "$password" --tcrypt-backup && is_ours
	result $? "and by the copy of its header"
	! opens "$dir/safe.hc" 'tulips from rotterdam'
	opened=$?
	# After the first cipher it wants some that only the kernel has.
	if grep -q 'kernel crypto' "$dir/dump"; then
		skip "but by no other password" "this kernel lacks algif_skcipher"
	else
		test $opened -eq 0 && grep -q 'No device header' "$dir/dump"
		result $? "but by no other password"
	fi
else
	for name in "cryptsetup opens it as a VeraCrypt volume" "and by the copy of its header" \
		"but by no other password"; do
		skip "$name" "there is no cryptsetup, and no guest that has one (make guests)"
	done
fi
exit "$((failures > 0))"
