#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes a catalogue of a language that nobody speaks: every sentence in
# brackets, with accents and a third longer, what printf reads left alone.
# What a screen shows without brackets is not translatable; what is cut off has
# too little room.
#
# usage: pseudo-locale.sh SOURCE-FOLDER OUT.mo
set -e
src=$1 out=$2
for tool in xgettext msgen msgfilter msgfmt; do
	command -v $tool >/dev/null || { echo "pseudo-locale: no $tool here: no catalogue" >&2; exit 0; }
done
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
cat >"$dir/filter.awk" <<'AWK'
BEGIN {
	RS = "\001" # all of it at once
	n = split("a á e é i í o ó u ú A Á E É I Í O Ó U Ú n ñ N Ñ c ç y ý", pairs, " ")
	for (i = 1; i < n; i += 2)
		accent[pairs[i]] = pairs[i + 1]
}
{
	text = $0
	out = before = after = ""
	while (sub(/^\n/, "", text))
		before = before "\n"
	while (sub(/\n$/, "", text))
		after = after "\n"
	while (text != "") {
		if (match(text, /^%([0-9]+[$])?[-+ #0]*[0-9]*([.][0-9]+)?(hh|h|ll|l|z|j|t)?[a-zA-Z%]/)) {
			out = out substr(text, 1, RLENGTH)
			text = substr(text, RLENGTH + 1)
			continue
		}
		c = substr(text, 1, 1)
		text = substr(text, 2)
		out = out (c in accent ? accent[c] : c)
		if (c ~ /[aeiouAEIOU]/)
			out = out accent[c]
	}
	printf "%s[%s]%s", before, out, after
}
AWK
find "$src/src" -name '*.[ch]' | LC_ALL=C sort >"$dir/files"
xgettext --from-code=UTF-8 --keyword=_ --keyword=N_ -o "$dir/pot" -f "$dir/files"
sed 's/charset=CHARSET/charset=UTF-8/; s/nplurals=INTEGER; plural=EXPRESSION/nplurals=2; plural=(n != 1)/' \
	"$dir/pot" >"$dir/utf8.pot"
msgen --no-wrap -o "$dir/en.po" "$dir/utf8.pot"
msgfilter --keep-header -i "$dir/en.po" -o "$dir/qps.po" awk -f "$dir/filter.awk"
mkdir -p "$(dirname "$out")"
# --check-format: a sentence whose directives were hurt must not pass
msgfmt --check-format -o "$out" "$dir/qps.po"
