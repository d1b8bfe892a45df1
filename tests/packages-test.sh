#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The table of packages: each row is whole, each name stands once, each name that
# the program's messages use is in it, and no message names a package manager
# that the person may not have.
cd "${top_srcdir:-.}" || exit 1
n=0 bad=0
point() { # "what" LINES-THAT-ARE-WRONG
	n=$((n + 1))
	if [ -z "$2" ]; then
		echo "ok $n - $1"
	else
		bad=$((bad + 1))
		echo "not ok $n - $1"
		echo "$2" | sed 's/^/# /'
	fi
}
rows() { sed '/^#/d; /^[[:space:]]*$/d' packaging/packages; }
names() { rows | awk '{ print $2 }'; }
# The words within PACKAGES("…").
used() {
	grep -rhoE 'PACKAGES\("[^"]*"\)' src --include='*.c' |
		sed 's/^PACKAGES("//; s/")$//' | tr ' ' '\n' | sort -u
}
missing() {
	used | while read -r name; do names | grep -qx -e "$name" || echo "$name"; done
}

point "there is a table" "$([ "$(rows | wc -l)" -gt 20 ] || echo 'too few rows')"
point "each row has a purpose, a name and five columns" "$(rows | awk 'NF != 7')"
point "each purpose is known" "$(rows | grep -vE '^(build|run|root|test|more) ')"
point "a column is names of packages, or none" "$(rows | awk '{
	for (i = 3; i <= 7; i++)
		if ($i != "-" && $i !~ /^[A-Za-z0-9][A-Za-z0-9+._-]*(,[A-Za-z0-9][A-Za-z0-9+._-]*)*$/) print }')"
point "each name stands once" "$(names | sort | uniq -d)"
point "messages use names" "$([ "$(used | wc -l)" -gt 10 ] || echo 'too few were found')"
point "each of them is in the table" "$(missing)"
point "no message names a package manager" \
	"$(grep -rnE '"[^"]*\b(apt|apt-get|dnf|pacman|zypper|apk) (install|add|-S)' src --include='*.c' | grep -v '^src/base/packages\.c:')"

# What Debian itself says of its column, where this is one.
if command -v apt-cache >/dev/null 2>&1 && [ -n "$(apt-cache pkgnames libvirt-daemon 2>/dev/null)" ]; then
	known=$(for package in $(rows | awk '$3 != "-" { print $3 }' | tr ',' ' '); do
		apt-cache showpkg "$package" 2>/dev/null | grep -q '^Package: ' || echo "$package"
	done)
	point "Debian knows the packages of its column" "$known"
else
	n=$((n + 1))
	echo "ok $n - Debian knows the packages of its column # SKIP this is no Debian with lists of packages"
fi
echo "1..$n"
[ "$bad" = 0 ]
