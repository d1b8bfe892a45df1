#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Hold the manual pages to the code: options and commands to --help, the keys
# to the one table of keys, the lesson format to the tables in
# src/lesson/verbs.c and src/lesson/fields.h; and lint every example that the pages show.
#
# Writes TAP.  With IMITATION_REGENERATE=1 the keys in imitation.1 are written
# anew from the table instead of being compared.

# shellcheck disable=SC2317  # much of it is called through point
# shellcheck disable=SC2016  # backticks are the fences of markdown

LC_ALL=C
LANGUAGE=
export LC_ALL LANGUAGE

srcdir=$(cd "${top_srcdir:-.}" && pwd)
builddir=$(cd "${top_builddir:-.}" && pwd)
program=$builddir/src/imitation
print_keys=$builddir/tests/print-keys
page=$srcdir/man/imitation.1
class=$srcdir/man/imitation-class.1
format=$srcdir/man/imitation-lessons.5
tables=$srcdir/src/lesson/verbs.c
fields=$srcdir/src/lesson/fields.h

for file in "$program" "$print_keys" "$page" "$class" "$format" "$tables" "$fields" "$srcdir/src/vm/rules.c"; do
	test -e "$file" && continue
	echo "Bail out! there is no $file"
	exit 1
done

dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM

# ---- points --------------------------------------------------------------------

. "$srcdir/tests/points.sh"

# same LIST LIST: two files of words, in any order; neither may be empty.
same() {
	sort -u "$1" >"$dir/left"
	sort -u "$2" >"$dir/right"
	if ! test -s "$dir/left" || ! test -s "$dir/right"; then
		echo "nothing was found to compare in ${1##*/} or ${2##*/}"
		return 1
	fi
	comm -23 "$dir/left" "$dir/right" | sed "s/^/only in ${1##*/}: /" >"$dir/apart"
	comm -13 "$dir/left" "$dir/right" | sed "s/^/only in ${2##*/}: /" >>"$dir/apart"
	cat "$dir/apart"
	! test -s "$dir/apart"
}

# within LIST LIST: every word of the first is in the second.
within() {
	sort -u "$1" >"$dir/left"
	sort -u "$2" >"$dir/right"
	test -s "$dir/left" || return 1
	comm -23 "$dir/left" "$dir/right" >"$dir/apart"
	sed "s/^/not in ${2##*/}: /" "$dir/apart"
	! test -s "$dir/apart"
}

# ---- reading the pages ------------------------------------------------------------

# section PAGE NAME: its lines.
section() {
	awk -v name="$2" '/^\.Sh / { on = substr($0, 5) == name; next } on' "$1"
}

# options: the "Fl c" and "Fl Fl connect" of mdoc lines, as -c and --connect.
options() {
	awk '{ sub(/^\./, "")
	for (i = 1; i < NF; i++) {
		if ($i != "Fl")
			continue
		if ($(i + 1) == "Fl")
			print "--" $(i + 2)
		else if ($(i - 1) != "Fl")
			print "-" $(i + 1)
	} }'
}

# What the reader sees of literal text.
unescaped() {
	sed -e 's/\\(ga/`/g' -e "s/\\\\(aq/'/g" -e 's/\\(ti/~/g' -e 's/\\(ha/^/g' \
		-e 's/\\-/-/g' -e 's/\\&//g' -e 's/\\e/\\/g'
}

# example FILE: the file of this name out of the whole example, or a piece of one.
example() {
	awk -v name="$1" '
		/^\.\\" (file|piece): / { on = $3 == name; next }
		/^\.\\" end/ { on = 0 }
		on && !/^\.(Bd|Ed)/' "$format" | unescaped
}

# ---- reading the code -------------------------------------------------------------

"$program" --help >"$dir/help" || echo "# imitation --help failed"

# The first column of a part of the help.
help_part() {
	sed -n "/^$1:/,/^\$/p" "$dir/help" | sed -n 's/^  *\(.*\)/\1/p' | sed 's/  .*//'
}

# keys_of LIST: the names in a list of fields.
keys_of() {
	awk -v start="#define $1(X)" 'index($0, start) { on = 1 } !NF { on = 0 } on' "$fields" |
		sed -n 's/.*X("\([a-z-]*\)", VALUE_.*/\1/p'
}

# A line "VERB KEY" for each key that a verb takes besides those of every verb.
verb_keys_of_code() {
	awk '/verb_rule verbs\[\] = {/ { on = 1; next } /^};/ { on = 0 }
		on { gsub(/N_\(.*/, ""); printf "%s ", $0 }' "$tables" |
		sed 's/{ VERB_/\n{ VERB_/g' |
		awk '{ verb = ""
			for (i = 1; i <= NF; i++) {
				if ($i ~ /^"/ && verb == "") {
					verb = $i
					gsub(/[",]/, "", verb)
				} else if ($i ~ /^KEY_/) {
					key = tolower(substr($i, 5))
					gsub(/[^a-z]/, "", key)
					print verb, key
				}
			} }'
}

verb_keys_of_page() {
	section "$format" ACTIONS | awk '/^\.It Ic vm:/ { verb = substr($3, 4) }
		/^\.El/ { verb = "" }
		verb != "" && /^\.Cm / { print verb, $2 }'
}

# ---- imitation.1 ----------------------------------------------------------------

help_part Options | grep -oE -- '(^|[ ,])--?[A-Za-z][A-Za-z-]*' | tr -d ' ,' >"$dir/help-options"
section "$page" OPTIONS | grep '^\.It' | options >"$dir/page-options"
point "imitation.1 explains the options of --help, and no others" \
	same "$dir/help-options" "$dir/page-options"
cat "$page" "$class" | options >"$dir/mentioned-options"
point "imitation.1 and imitation-class.1 mention no option that there isn't" \
	within "$dir/mentioned-options" "$dir/help-options"

help_part Commands | awk '{ print $1 }' >"$dir/help-commands"
section "$page" COMMANDS | sed -n 's/^\.It Cm \([a-z]*\).*/\1/p' >"$dir/page-commands"
section "$page" SYNOPSIS | sed -n 's/^\.Cm \([a-z]*\).*/\1/p' >"$dir/synopsis-commands"
point "imitation.1 explains the commands of --help, and no others" \
	same "$dir/help-commands" "$dir/page-commands"
point "the synopsis of imitation.1 has the same commands" \
	same "$dir/help-commands" "$dir/synopsis-commands"

"$print_keys" >"$dir/keys" || echo "# tests/print-keys failed"
if test -n "${IMITATION_REGENERATE-}"; then
	awk -v keys="$dir/keys" '
		/^\.\\" keys: end/ { on = 0 }
		!on
		/^\.\\" keys: begin/ { on = 1; while ((getline line < keys) > 0) print line }' \
		"$page" >"$dir/page" && cat "$dir/page" >"$page"
fi
keys_are_those_of_the_table() {
	awk '/^\.\\" keys: end/ { on = 0 } on
		/^\.\\" keys: begin/ { on = 1 }' "$page" >"$dir/page-keys"
	test -s "$dir/keys" && diff "$dir/page-keys" "$dir/keys" && return
	echo "to write them anew: IMITATION_REGENERATE=1 make check TESTS=tests/manual-test.sh"
	return 1
}
point "imitation.1 has the keys of the one table" keys_are_those_of_the_table

# ---- imitation-lessons.5 -----------------------------------------------------------

sed -n 's/^\t{ VERB_[A-Z]*, "\([a-z]*\)",.*/\1/p' "$tables" >"$dir/code-verbs"
section "$format" ACTIONS | sed -n 's/^\.It Ic vm:\([a-z]*\)$/\1/p' >"$dir/page-verbs"
point "imitation-lessons.5 explains every verb, and no others" \
	same "$dir/code-verbs" "$dir/page-verbs"

verb_keys_of_code >"$dir/code-verb-keys"
verb_keys_of_page >"$dir/page-verb-keys"
point "imitation-lessons.5 says which keys each verb takes" \
	same "$dir/code-verb-keys" "$dir/page-verb-keys"

for pair in ACTION_FIELDS:ACTIONS CHECK_FIELDS:CHECKS MACHINE_FIELDS:MACHINES; do
	keys_of "${pair%:*}" >"$dir/code-keys"
	section "$format" "${pair#*:}" | sed -n 's/^\.It Cm \([a-z-]*\) : .*/\1/p' >"$dir/page-keys"
	point "imitation-lessons.5 explains the keys in ${pair%:*}, and no others" \
		same "$dir/code-keys" "$dir/page-keys"
done

sed -n 's/.*\[STATE_[A-Z]*\] = "\([a-z]*\)".*/&/p' "$tables" | grep -oE '"[a-z]+"' |
	tr -d '"' >"$dir/code-states"
section "$format" MACHINES | sed -n 's/^\.It Cm \([a-z]*\)$/\1/p' >"$dir/page-states"
point "imitation-lessons.5 explains every state, and no others" \
	same "$dir/code-states" "$dir/page-states"

# ---- the examples -------------------------------------------------------------------

mkdir "$dir/whole" "$dir/pieces"
for file in workshop.md 01-hold-still.md; do
	example "$file" >"$dir/whole/$file"
done

# lints FOLDER: without a word.
lints() {
	(cd "$1" && "$program" lint .) >"$dir/lint" 2>&1
	status=$?
	cat "$dir/lint"
	test "$status" = 0 && ! test -s "$dir/lint"
}

whole_is_there() {
	for file in workshop.md 01-hold-still.md; do
		test -s "$dir/whole/$file" || return 1
	done
	grep -q '^```vm:' "$dir/whole/01-hold-still.md" &&
		grep -q '^```check' "$dir/whole/01-hold-still.md"
}
point "the whole example stands in imitation-lessons.5" whole_is_there
point "the whole example lints clean" lints "$dir/whole"

# The test must be able to fail: the same example, broken.
broken_is_seen() {
	mkdir "$dir/broken" && cp "$dir/whole"/* "$dir/broken" &&
		sed 's/^```vm:pause/```vm:pase/' "$dir/whole/01-hold-still.md" \
			>"$dir/broken/01-hold-still.md" || return 1
	line=$(grep -n 'vm:pase' "$dir/broken/01-hold-still.md" | cut -d : -f 1)
	! lints "$dir/broken" && grep -q "01-hold-still.md:$line:1: error: " "$dir/lint"
}
point "the whole example with one letter missing does not" broken_is_seen

# The first hour: what "imitation new" writes, and the step to put at its end.
first_hour() {
	"$program" new "$dir/my-workshop" >/dev/null || return 1
	lesson=$dir/my-workshop/01-hold-still.md
	lints "$dir/my-workshop" || return 1
	before=$(grep -c '^## ' "$lesson")
	example a-step.md >>"$lesson"
	test "$(grep -c '^## ' "$lesson")" = $((before + 1)) && lints "$dir/my-workshop"
}
point "what is new, with the step of the first hour, lints clean" first_hour

# Every fence that stands before the whole example, a step each; a piece is whole.
sed -e '/^\.\\" piece: /,/^\.\\" end/d' -e '/^\.\\" file: /,$d' "$format" | unescaped | awk '
	/^```(vm:|check)/ { printf "\n## Step %d\n\n", ++n; on = 1 }
	on
	/^```$/ { on = 0 }' >"$dir/fences"
sed -n 's/^```vm://p' "$dir/fences" >"$dir/example-verbs"
point "imitation-lessons.5 has an example of every verb" \
	same "$dir/code-verbs" "$dir/example-verbs"

cat >"$dir/pieces/workshop.md" <<END
---
title: Pieces
machines:
  dreamer:
    disk: 8 MiB
---
END
{
	printf '%s\n' --- 'title: All of them' 'duration: 1' 'objectives: [all]' ---
	cat "$dir/fences"
} >"$dir/pieces/01-all.md"
point "every example of imitation-lessons.5 lints clean" lints "$dir/pieces"

# ---- as pages --------------------------------------------------------------------------

clean() {
	mandoc -T lint -W warning "$1"
}

# In the page as it is read, the files stand as they are.
readable() {
	mandoc -T ascii -O width=200 "$format" | sed -e 's/.\x08//g' -e 's/^ *//' |
		grep -v '^$' >"$dir/read"
	for file in workshop.md 01-hold-still.md; do
		sed 's/^ *//' "$dir/whole/$file" | grep -v '^$' >"$dir/wanted"
		first=$(grep -nxF -e "$(sed -n 2p "$dir/wanted")" "$dir/read" |
			tail -n 1 | cut -d : -f 1)
		test -n "$first" || return 1
		lines=$(wc -l <"$dir/wanted")
		tail -n "+$((first - 1))" "$dir/read" | head -n "$lines" |
			diff "$dir/wanted" - || return 1
	done
}

if command -v mandoc >/dev/null 2>&1; then
	point "imitation.1 is clean mdoc" clean "$page"
	point "imitation-lessons.5 is clean mdoc" clean "$format"
	point "imitation-class.1 is clean mdoc" clean "$class"
	point "the whole example can be copied from the page as it is read" readable
else
	skip "the pages are clean mdoc" "there is no mandoc"
fi

echo "1..$number"
exit "$failed"
