#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Formats with numbered arguments, in the code and in the translations: one that
# leaves a number out ("%2$s" alone) ends the program where the C library is
# fortified, "invalid %N$ use detected".  Writes TAP.
cd "${top_srcdir:-.}" || exit 1
echo "1..3"
failed=0

# Strings, those put together of several too, that leave a number out: FILE:LINE: STRING.
gaps() { # FILE…
	awk '
	function judge(    n, i, rest, seen, most) {
		rest = text
		split("", seen)
		most = 0
		while (match(rest, /%[0-9]+\$/)) {
			n = substr(rest, RSTART + 1, RLENGTH - 2) + 0
			seen[n] = 1
			if (n > most) most = n
			rest = substr(rest, RSTART + RLENGTH)
		}
		for (i = 1; i < most; i++)
			if (!(i in seen)) { print FILENAME ":" start ": " text; break }
		text = ""
	}
	FNR == 1 { judge() }
	{
		line = $0
		# What stands between two strings that the compiler puts together.
		while (match(line, /"([^"\\]|\\.)*"/)) {
			before = substr(line, 1, RSTART - 1)
			string = substr(line, RSTART + 1, RLENGTH - 2)
			line = substr(line, RSTART + RLENGTH)
			if (before ~ /[^[:space:]]/) judge()
			if (text == "") start = FNR
			text = text string
		}
		if (line ~ /[^[:space:]]/) judge()
	}
	END { judge() }' "$@"
}

point() { # NUMBER NAME, what is wrong on standard input
	if wrong=$(cat) && [ -z "$wrong" ]; then
		echo "ok $1 - $2"
	else
		echo "not ok $1 - $2"
		printf '%s\n' "$wrong" | sed 's/^/# /'
		failed=1
	fi
}

mixed=$(mktemp) || exit 1
trap 'rm -f "$mixed"' EXIT
# shellcheck disable=SC2016  # they are C
printf '%s\n' 'f("%2$s and "' '  "%1$s", "%3$s of " /* */ "%1$s");' >"$mixed"
[ "$(gaps "$mixed" | grep -c .)" = 1 ] || echo "it does not see what it looks for" | point 1 "a gap is seen"
: | point 1 "a gap is seen"
# shellcheck disable=SC2046  # a list of words
gaps $(find src -name '*.[ch]') | point 2 "no format in the code leaves a number out"
gaps po/*.po | point 3 "nor does one in a translation"
exit $failed
