#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Holds the packages in packaging/ to the rest of the tree: versions, the names
# in packaging/packages, the address for bugs; and looks whether the tools of
# each kind of package can read them, where these are installed.
#
# Writes TAP.

# shellcheck disable=SC2317  # much of it is called through point

LC_ALL=C
export LC_ALL

srcdir=$(cd "${top_srcdir:-.}" && pwd)
builddir=$(cd "${top_builddir:-.}" && pwd)
packaging=$srcdir/packaging
control=$packaging/debian/control
shell=$(command -v sh)

dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM

# ---- points --------------------------------------------------------------------

. "$srcdir/tests/points.sh"

# within LIST LIST [NAME]…: every word of the first is in the second or is a NAME.
within() {
	wanted=$1 found=$2
	shift 2
	if ! test -s "$wanted" || ! test -s "$found"; then
		echo "nothing was found to compare"
		return 1
	fi
	printf '%s\n' "$@" | sort -u - "$found" >"$dir/right"
	sort -u "$wanted" | comm -23 - "$dir/right" >"$dir/apart"
	sed "s/^/missing: /" "$dir/apart"
	! test -s "$dir/apart"
}

# ---- reading ----------------------------------------------------------------------

# table PURPOSE COLUMN: the names of packages, one a line.
table() {
	awk -v purpose="$1" -v column="$2" '$1 == purpose && $column != "-" { print $column }' \
		"$packaging/packages" | tr , '\n'
}
columns='apt:3 dnf:4 pacman:5 apk:7'
for column in $columns; do
	table build "${column#*:}" >"$dir/build-${column%:*}"
	table run "${column#*:}" >"$dir/run-${column%:*}"
done
table root 3 >>"$dir/run-apt"

# control_field NAME: the names of packages in a field of debian/control.
control_field() {
	awk -v field="$1:" '/^#/ { next }
		/^[^ ]/ { on = $1 == field; sub(/^[^ ]* */, "") }
		on' "$control" | sed -e 's/([^)]*)//g' -e 's/<[^>]*>//g' | tr , '\n' | tr '|' '\n' |
		tr -d ' ' | grep -v '^$'
}

# spec_field NAME: the same of the spec.
spec_field() { sed -n "s/^$1: *//p" "$packaging/imitation.spec"; }

# arch_list NAME…: the words of lists in PKGBUILD, of each quoted one that before its colon.
arch_list() {
	for list in "$@"; do
		sed -n "/^$list=(/,/)\$/p" "$packaging/PKGBUILD" | sed -e "s/^$list=(//" -e 's/)$//' |
			awk '/^\t/ { sub(/:.*/, ""); gsub(/[\t'\'']/, ""); print; next }
				{ for (i = 1; i <= NF; i++) print $i }'
	done
}

# alpine_list NAME…: the words of texts in APKBUILD.
alpine_list() {
	for list in "$@"; do
		tr '\n\t' '  ' <"$packaging/APKBUILD" | sed -n "s/.* $list=\"\\([^\"]*\\)\".*/\\1/p" | tr -s ' ' '\n'
	done
}

# ---- versions and addresses --------------------------------------------------------

version=$(sed -n 's/^AC_INIT(\[imitation\], \[\([^]]*\)\].*/\1/p' "$srcdir/configure.ac")
bugs=$(sed -n '/^AC_INIT/s/.*\[\(https:[^]]*\)\].*/\1/p' "$srcdir/configure.ac")

version_is() { # WHERE VERSION
	echo "$1: $2, configure.ac: $version"
	test -n "$version" && test "$2" = "$version"
}
point "debian/changelog is for this version" version_is packaging/debian/changelog \
	"$(sed -n '1s/^imitation (\(.*\)-[^-]*) .*/\1/p' "$packaging/debian/changelog")"
point "imitation.spec is for this version" version_is packaging/imitation.spec "$(spec_field Version)"
for file in PKGBUILD APKBUILD; do
	point "$file is for this version" version_is "packaging/$file" \
		"$(sed -n 's/^pkgver=//p' "$packaging/$file")"
done

address_is_in() { # FILE
	test -n "$bugs" && sed 's/\\-/-/g' "$1" | grep -Fq "$bugs" && return
	echo "${1#"$srcdir/"} does not name $bugs"
	return 1
}
for file in man/imitation.1 man/imitation-class.1 man/imitation-lessons.5 po/Makevars packaging/debian/copyright; do
	point "$file names the address for bugs" address_is_in "$srcdir/$file"
done
"$builddir/src/imitation" --help >"$dir/help" 2>&1
point "imitation --help names the address for bugs" address_is_in "$dir/help"

# ---- names of packages ---------------------------------------------------------------

# Whatever builds a Debian package has the first three; pkgconf is the newer name.
control_field Build-Depends | sed 's/^pkgconf$/&\npkg-config/' >"$dir/control-build"
point "debian/control has all that is needed to build" \
	within "$dir/build-apt" "$dir/control-build" gcc make libc6-dev
# This one is part of every Debian.
{ control_field Depends && control_field Recommends; } >"$dir/control-run"
point "debian/control has all that is needed to run" within "$dir/run-apt" "$dir/control-run" ncurses-base

spec_field BuildRequires >"$dir/spec-build"
point "imitation.spec has all that is needed to build" within "$dir/build-dnf" "$dir/spec-build"
{ spec_field Requires && spec_field Recommends; } >"$dir/spec-run"
point "imitation.spec has all that is needed to run" within "$dir/run-dnf" "$dir/spec-run"

arch_list depends makedepends >"$dir/arch-build"
point "PKGBUILD has all that is needed to build" within "$dir/build-pacman" "$dir/arch-build"
arch_list depends optdepends >"$dir/arch-run"
point "PKGBUILD has all that is needed to run" within "$dir/run-pacman" "$dir/arch-run"

alpine_list makedepends >"$dir/alpine-build"
point "APKBUILD has all that is needed to build" within "$dir/build-apk" "$dir/alpine-build"
alpine_list depends >"$dir/alpine-run"
point "APKBUILD has all that is needed to run" within "$dir/run-apk" "$dir/alpine-run"

# ---- what their tools say ------------------------------------------------------------

changelog_is_read() {
	dpkg-parsechangelog -l "$packaging/debian/changelog" >"$dir/parsed" 2>&1 &&
		! grep -i warning "$dir/parsed" && grep '^Version: ' "$dir/parsed"
}
point_with dpkg-parsechangelog "dpkg reads debian/changelog" changelog_is_read
# It expands the macros, so a wrong section or tag is an error; the tools that
# its scripts would call are not asked for.
spec_is_read() { rpmspec --define "_topdir $dir" -P "$packaging/imitation.spec"; }
spec_is_clean() {
	rpmlint "$packaging/imitation.spec" >"$dir/rpmlint" 2>&1
	cat "$dir/rpmlint"
	grep -q ' 0 errors' "$dir/rpmlint"
}
point_with rpmspec "rpm reads imitation.spec" spec_is_read
point_with rpmlint "rpmlint finds no error in imitation.spec" spec_is_clean
point_with bash "bash reads PKGBUILD" bash -n "$packaging/PKGBUILD"
point "sh reads APKBUILD" sh -n "$packaging/APKBUILD"
point_with shellcheck "shellcheck finds nothing in the scripts of packages" shellcheck \
	"$packaging/PKGBUILD" "$packaging/APKBUILD" "$packaging/make-deb" "$packaging/debian/tests/rehearse"

# ---- make deb ------------------------------------------------------------------------

# Where its tools are missing, it says in one line what to install.
says_what_to_install() {
	mkdir "$dir/empty"
	! PATH=$dir/empty "$shell" "$packaging/make-deb" "$packaging/debian" "imitation-$version.tar.xz" \
		>"$dir/deb" 2>&1 || return 1
	cat "$dir/deb"
	test "$(wc -l <"$dir/deb")" -eq 1 && grep -q 'apt-get install .*debhelper' "$dir/deb"
}
point "make deb says what to install where its tools are missing" says_what_to_install

# ---- hardening -----------------------------------------------------------------------

# What configure found that compiler and linker take is in the program and its modules.
hardening=$(sed -n 's/^HARDEN_[A-Z_]*FLAGS = *//p' "$builddir/Makefile" | tr '\n' ' ')
is_wanted() { case $hardening in *"$1"*) ;; *) return 1 ;; esac; }
elf() { readelf -W "$@" >"$dir/elf"; }

# Where the linker has put the addresses of functions of libraries nothing can be written.
is_read_only() { # FILE
	elf -l -d "$1" && grep -q GNU_RELRO "$dir/elf" && grep -q BIND_NOW "$dir/elf" && return
	echo "${1##*/}:"
	grep -E 'GNU_RELRO|FLAGS' "$dir/elf"
	return 1
}
all_are_read_only() {
	for file in "$builddir/src/imitation" "$builddir"/src/*.so; do
		is_read_only "$file" || return 1
	done
}
is_anywhere() {
	elf -h -d "$builddir/src/imitation" && grep -E 'Type:|FLAGS_1' "$dir/elf"
	grep -q 'Type: *DYN' "$dir/elf" && grep 'FLAGS_1' "$dir/elf" | grep -q PIE
}
# The other modules are tables of a library's functions, and do nothing that wants guarding.
both_call() { # FUNCTION, an ERE
	for file in "$builddir/src/imitation" "$builddir/src/backend-libvirt.so"; do
		elf --dyn-syms "$file" || return 1
		echo "${file##*/}:"
		grep -oE "UND .*_chk[a-z_]*" "$dir/elf"
		grep -Eq "UND $1(@|\$)" "$dir/elf" || return 1
	done
}
hardened() { # FLAG NAME COMMAND…
	flag=$1
	shift
	if is_wanted "$flag"; then
		point_with readelf "$@"
	else
		skip "$1" "configure was told not to, or compiler and linker cannot"
	fi
}
hardened -pie "the program can be loaded anywhere" is_anywhere
hardened relro "tables of addresses are read-only, in the program and each module" all_are_read_only
hardened -fstack-protector-strong "program and backend guard their stacks" both_call '__stack_chk_fail'
hardened _FORTIFY_SOURCE "program and backend call fortified functions" both_call '__[a-z]*_chk'

echo "1..$number"
exit "$failed"
