#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# An author's tools: new, edit, --watch, lint, rehearse, export, as the manual
# tells it, on real QEMU.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
e2e_begin "$0"
manual=$(find "$T/inst" -name imitation-lessons.5)

# piece FILE: a file out of the manual, as a reader would type it.
piece() {
	awk -v name="$1" '
		/^\.\\" (file|piece): / { on = $3 == name; next }
		/^\.\\" end/ { on = 0 }
		on && !/^\.(Bd|Ed)/' "$manual" |
		sed -e 's/\\(ga/`/g' -e "s/\\\\(aq/'/g" -e 's/\\(ti/~/g' -e 's/\\(ha/^/g' \
			-e 's/\\-/-/g' -e 's/\\&//g' -e 's/\\e/\\/g'
}
silent() { "$@" >said 2>&1; status=$?; cat said; [ $status = 0 ] && ! [ -s said ]; }
fails_with() { wanted=$1; shift; "$@" >said 2>&1; status=$?; cat said; [ $status = 1 ] && grep -q "^imitation: .*$wanted" said; }

# ---- new
expect "new says the next three commands" sh -c "$I new my-workshop >said && cat said &&
	for what in --watch lint rehearse; do grep -qxF \"    $I \$what my-workshop\" said || exit 1; done"
expect "what is new lints without a word" silent "$I" lint my-workshop
expect "new refuses a folder that is not empty" fails_with "my-workshop is not empty" "$I" new my-workshop
expect "new refuses a folder in a place that is not there" fails_with "no/such: No such file" "$I" new no/such
expect "new refuses a file" fails_with "said.x" sh -c "touch said.x && $I new said.x"
mkdir closed && chmod 555 closed
expect "new says so where it may not write" fails_with "closed/w: Permission denied" "$I" new closed/w
expect "a full disk leaves nothing half done" sh -c "mkdir empty
	(ulimit -f 1; $I new full) >said 2>&1 && exit 1
	(ulimit -f 1; $I new empty) >>said 2>&1 && exit 1
	cat said; grep -q '^imitation: full/.*: ' said && ! [ -e full ] && [ -z \"\$(ls -A empty)\" ]"
expect "an empty folder will do, and its name may be any" sh -c "mkdir 'a \"b\": é' && cd 'a \"b\": é' && $I new . && $I lint . >../said && ! [ -s ../said ]"
expect "a name that begins with a dash is told as a path" sh -c "$I new -- -dash >said && cat said && grep -qF ' --watch ./-dash' said && grep -qF ' lint ./-dash' said"
expect "what it tells works" silent "$I" lint ./-dash
expect "its title begins with a letter" grep -qx 'title: "Dash"' ./-dash/workshop.md
expect "a name without a letter has a title, too" sh -c "$I new -- --- >said && cat ./---/workshop.md && grep -qx 'title: \"Workshop\"' ./---/workshop.md"
expect "a step that is not there: what lists them can be pasted" sh -c "cd 'a \"b\": é' && ! $I do 9.9 . 2>../said && cd .. && ! $I do 9.9 'a \"b\": é' 2>>said; cat said
	grep -qF ': $I status .' said && grep -qF \": $I status 'a \\\"b\\\": é'\" said"
expect "and of the workshop that comes with the program it has no name" sh -c "! $I do 99.1 2>said; cat said; grep -q ': $I status\$' said"
expect "new speaks the language of its author" sh -c "LANGUAGE=es_MX:es $I new taller >/dev/null && grep -q '^lang: es' taller/workshop.md"
expect "and that lints without a word" silent "$I" lint taller

# ---- the first hour of the manual
lesson=my-workshop/01-hold-still.md
cp $lesson before.md
piece a-step.md >step.md
cat step.md >>$lesson
expect "the manual's step is put at the end" grep -q '^## Switch it off' $lesson
expect "it lints without a word" silent "$I" lint my-workshop
"$I" rehearse my-workshop >rehearse.out 2>&1
status=$?
expect "it is rehearsed on real QEMU" sh -c "cat rehearse.out; [ $status = 0 ] && grep -q '^# qemu:///session' rehearse.out && ! grep -q SKIP rehearse.out"
expect "what the manual says of the output is so" sh -c "cat rehearse.out
	grep -q '^ok 14 - 1.5 \[1\] virsh destroy my-workshop-box\$' rehearse.out &&
	grep -q '^ok 15 - 1.5 check: the box is off\$' rehearse.out &&
	grep -Eq '^# 1[.]5 took [0-9]+[.][0-9] s\$' rehearse.out &&
	grep -Eq '^# lesson 1: [0-9]+ s of 5 stated minutes\$' rehearse.out &&
	grep -Eq '^# the whole: [0-9]+ s of 5 stated minutes\$' rehearse.out"
expect "every line of it is TAP" sh -c "! grep -Ev '^(TAP version 13|1[.][.][0-9]+|(not )?ok [0-9]+ - .*|#.*)\$' rehearse.out && grep -q '^1[.][.]16\$' rehearse.out"
expect "it is rehearsed on test:///default as far as that goes" sh -c "$I -c test:///default rehearse my-workshop >said 2>&1; s=\$?; cat said; [ \$s = 0 ] && [ \$(grep -c SKIP said) = 1 ]"
sed '/^## Freeze/,$d' $lesson >my-workshop/02-again.md
sed -i 's/^title: Hold still/title: Once more/' my-workshop/02-again.md
sed -i 's/^duration: 5/duration: 10/' my-workshop/workshop.md
expect "--alone begins each lesson with nothing, the last one first" sh -c "$I rehearse --alone my-workshop >said 2>&1; s=\$?; cat said
	[ \$s = 0 ] && [ \"\$(grep -o 'lesson [12]: nothing is there' said | tr -d '\n')\" = 'lesson 2: nothing is therelesson 1: nothing is there' ]"
expect "--lesson takes one, and says where there is none" sh -c "$I -c test:///default rehearse --lesson 2 my-workshop >said && grep -q '^ok 4 - 2.1 ' said && ! grep -q '1[.]1 ' said &&
	! $I -c test:///default rehearse --lesson 3 my-workshop 2>said && grep -q 'no lesson 3' said"
sed 's/^state: paused/state: saved/' $lesson >wrong.md && cp $lesson right.md && cp wrong.md $lesson
expect "a failure ends a rehearsal, unless --keep-going" sh -c "
	$I -c test:///default rehearse my-workshop >said 2>&1; [ \$? = 1 ] && ! grep -q '1[.]3 ' said || exit 1
	$I -c test:///default rehearse --keep-going my-workshop >said 2>&1; [ \$? = 1 ] && grep -q '^ok .*1[.]3 ' said && grep -q '^ok .*2[.]1 ' said"
sed 's/^label: the box stands still$/label: '"'a \\\\ b \\\\# c'"'/' right.md >$lesson
expect "a backslash is printed as it is, and what would be a directive is not" sh -c "
	$I -c test:///default rehearse my-workshop >said 2>&1; cat said; grep -q '^ok .* check: a . b    c\$' said && grep -qF ': a \\ b ' said"
sed 's/^state: paused/state: pausd/' right.md >$lesson
line=$(grep -n '^state: pausd' $lesson | head -n 1 | cut -d: -f1)
expect "a mistake in the files fails a rehearsal at once" sh -c "
	$I -c test:///default rehearse my-workshop >said 2>&1; [ \$? = 1 ] && cat said &&
	grep -q '^not ok 1 - the workshop has no errors\$' said && grep -q '^# $lesson:$line:8: error: ' said && grep -q '^1[.][.]1\$' said"
expect "unless --keep-going, and it fails all the same" sh -c "
	$I -c test:///default rehearse --keep-going my-workshop >said 2>&1; [ \$? = 1 ] && cat said && grep -q '^ok .* 1.1 \[1\]' said"
expect "do, status and export tell of it" sh -c "
	for command in 'do 1.1' status 'export --html site/wrong'; do
		$I -c test:///default \$command my-workshop >/dev/null 2>said; cat said; grep -q '^$lesson:$line:8: error: ' said || exit 1
	done"
expect "export fails, and makes the pages" sh -c "! $I export --html site/wrong my-workshop 2>said && ls site/wrong/whole.html"
expect "--plain says it once, and what shows all" sh -c "echo n | $I -c test:///default --plain my-workshop >said 2>&1; cat said
	[ \$(grep -c '^01-hold-still.md:$line:8: error: ' said) = 1 ] && grep -q ': $I lint my-workshop' said"
open_program 120 34 -c test:///default my-workshop
expect "so does the screen" wait_screen "01-hold-still.md:$line:8: error: "
press q
wait_screen 'shell> *$'
cp right.md $lesson

mkdir manual-example
for file in workshop.md 01-hold-still.md; do piece $file >manual-example/$file; done
expect "the manual's whole example is rehearsed on real QEMU" "$I" rehearse manual-example

# ---- do, on the stage of a lesson
expect "do of a button whose machine is absent names what sets the stage" sh -c "! $I do 1.2 1 my-workshop 2>said; cat said; grep -q ': $I do 1.2 0 my-workshop\$' said"
expect "that sets it, and presses no button" sh -c "$I do 1.2 0 my-workshop >said 2>&1; s=\$?; cat said; [ \$s = 0 ] && ! grep -q '^.1. virsh' said"
expect "the machine is there, and off" state_is my-workshop-box 'shut off'
expect "set already, it says so" sh -c "$I do 1.2 0 my-workshop >said 2>&1; cat said; grep -q '^The stage is set' said"
expect "do of all buttons does not end there" sh -c "$I do 1.1 my-workshop >said 2>&1; cat said; grep -q '^.1. virsh start' said"
"$I" reset --yes my-workshop >/dev/null

# ---- --watch
expect "--watch wants a terminal" sh -c "$I --watch my-workshop </dev/null >said 2>&1; [ \$? = 2 ]"
rm my-workshop/02-again.md && sed -i 's/^duration: 10/duration: 5/' my-workshop/workshop.md
cp before.md $lesson
open_program 120 34 --watch my-workshop --step 1.2
expect "--watch opens it" wait_screen '1.2 Freeze it'
press 0
wait_screen 'my-workshop-box +off'
$V start my-workshop-box >/dev/null
wait_screen 'tick [0-9]'
born=$($V domid my-workshop-box)
expect "its machine runs" state_is my-workshop-box running
sed -i 's/A paused machine keeps/Whatever was paused keeps/' $lesson
expect "a sentence changes as it is saved" wait_screen 'Whatever was paused keeps'
# As vim saves: the old file is renamed, and a new one written.
sed 's/Whatever was paused/A frozen machine/' $lesson >new.md
mv $lesson $lesson~ && cat new.md >$lesson && rm $lesson~
expect "also as vim saves it" wait_screen 'A frozen machine keeps'
sed -i 's/^```vm:pause/```vm:pase/; s/A frozen machine/Nothing/' $lesson
line=$(grep -n '^```vm:pase' $lesson | cut -d: -f1)
expect "a mistake is shown with its place" wait_screen "01-hold-still.md:$line:1: error: .*pase"
expect "the version before it stays" has 'A frozen machine keeps'
press Escape
expect "as long as it is there" has "01-hold-still.md:$line:1: error"
sed -i 's/^```vm:pase/```vm:pause/' $lesson
expect "corrected, it is shown" wait_screen "Nothing keeps"
expect "and the mistake is gone" wait_gone "error: "
awk '/^## Freeze it/ { print "## In between\n\nA new step.\n" } { print }' $lesson >new.md && cp new.md $lesson
expect "a step before it leaves the step open, by its title" wait_screen '1.3 Freeze it'
expect "and the title line counts it" has 'step 3 of 5'
sed -i 's/^## Freeze it/## Freeze the box/' $lesson
expect "a step with a new title stays open" wait_screen '1.3 Freeze the box'
awk '/^## Freeze the box/ { print "## Once more\n\nAnother step.\n" } { print }' $lesson >next.md && cp next.md $lesson
expect "also when it gets another number then" wait_screen '1.4 Freeze the box'
sed -i 's/^## Freeze the box/## Freeze it/' $lesson
expect "and another title after that" wait_screen '1.4 Freeze it'
cp new.md $lesson
expect "a step that is taken out before it leaves it open" wait_screen '1.3 Freeze it'
mv $lesson $lesson~
expect "without a lesson the cover is shown" wait_gone '1.3 Freeze it'
cp $lesson~ $lesson && rm $lesson~
expect "with the lesson the step is back" wait_screen '1.3 Freeze it'
mv my-workshop aside
expect "a folder that is gone is said to be" wait_screen 'No such file'
mv aside my-workshop
expect "a folder that is gone for a while is found again" wait_gone 'No such file'
# Half saved, in every way, and at last whole.
i=0 size=$(wc -c <new.md)
while [ $i -lt 40 ]; do
	i=$((i + 1))
	head -c $((i * 7919 % size)) new.md >$lesson
	[ $((i % 8)) != 0 ] || sleep 0.3
done
sed 's/Nothing keeps/At last it keeps/' new.md >$lesson
expect "half-saved files do no harm, and the text is found again" wait_screen 'At last it keeps'
expect "in its step" has '1.3 Freeze it'
expect "the machine has run all the time" sh -c "[ '$born' = \"\$($V domid my-workshop-box)\" ]"
press 1
expect "its button works" wait_state my-workshop-box paused
expect "and its check" wait_screen '✓ the box stands still'
sed -i 's/memory: 4 MiB/memory: 4 MiB\n  other:\n    memory: 4 MiB/' my-workshop/workshop.md
sed -i 's/^machines: .*/machines: [my-workshop-box, other]/' $lesson
expect "a machine that is new on the cover is there" wait_screen 'other +absent'
expect "and the old one as it was" wait_screen 'my-workshop-box +paused'
# Files and folders that are somewhere else.
mkdir -p elsewhere && mv $lesson elsewhere/there.md && ln -s ../elsewhere/link.md $lesson
ln -s there.md elsewhere/link.md
expect "a link to a link to a file is followed" wait_gone 'error: |No such file'
sed -i 's/At last it keeps/Elsewhere it keeps/' elsewhere/there.md
expect "what changes behind them is shown" wait_screen 'Elsewhere it keeps'
sed 's/Elsewhere/Beside it/' elsewhere/there.md >elsewhere/other.md
ln -sfn other.md elsewhere/link.md
expect "so is a link that leads elsewhere now" wait_screen 'Beside it it keeps'
press q
expect "q leaves" wait_screen 'shell> *$'
cp -R my-workshop second && rm second/$(basename $lesson)
sed 's/Beside it/The second one/' elsewhere/other.md >second/$(basename $lesson)
ln -s my-workshop today
open_program 120 34 --watch today --step 1.3
wait_screen 'Beside it it keeps'
ln -s second tomorrow && mv -T tomorrow today
expect "so is the folder, if its name is a link" wait_screen 'The second one it keeps'
press q
wait_screen 'shell> *$'
"$I" reset --yes second >/dev/null
"$I" reset --yes my-workshop >/dev/null
rm $lesson
cp right.md $lesson
sed 's/^```vm:pause/```vm:pase/' right.md >$lesson
open_program 120 34 --watch my-workshop --step 1.2
expect "what is broken from the beginning is said to be left out" wait_screen 'the broken part is left out'
expect "and no version before it is spoken of" has_not 'version before'
cp right.md $lesson
expect "corrected, nothing is reported" wait_gone 'is left out'
sed -i 's/^```vm:pause/```vm:pase/' $lesson
expect "broken again, the version before it is shown" wait_screen 'you see the version before'
press q
wait_screen 'shell> *$'
cp right.md $lesson
sed -i '/^  other:/,+1d' my-workshop/workshop.md

# ---- export
mkdir -p my-workshop/es my-workshop/pictures
printf '\211PNG\r\n' >'my-workshop/pictures/a fork.png'
cat >>$lesson <<'X'

## More

[back](01-hold-still.md#freeze-it) ![a fork](pictures/a%20fork.png) ![far](https://example.org/far.png)
[away](../step.md) [run](javascript:alert(1)) <script>alert(1)</script>
X
sed 's/^title: .*/title: Quieta/; s/^## Freeze it/## Congélala/' $lesson | sed 's/pictures/..\/pictures/' >my-workshop/es/01-quieta.md
expect "export writes the pages" sh -c "$I export --html site/new my-workshop >said && cat said && grep -q '^8 pages ' said"
expect "an index, a page a lesson, the whole, the card, in each language" sh -c "cd site/new && ls index.html whole.html card.html es/card.html 01-hold-still.html es/index.html es/whole.html es/01-quieta.html && [ \$(find . -type f | wc -l) = 9 ]"
page=site/new/01-hold-still.html
expect "buttons are commands, checks are boxes, hints are folded" sh -c "
	grep -q '<code>virsh suspend my-workshop-box</code>' $page && grep -q '☐.*the box stands still' $page && grep -q '<details><summary>Hint' $page"
expect "notes are left out" sh -c "! grep -q 'Ask what they expect' site/new/*.html"
expect "and are there with --notes" sh -c "$I export --notes --html site/notes my-workshop && grep -q 'Ask what they expect' site/notes/01-hold-still.html"
expect "links lead to pages, pictures are copied" sh -c "
	grep -q '<a href=\"01-hold-still.html#freeze-it\">back' $page && grep -q '#freeze-it' $page && grep -q 'id=\"freeze-it\"' $page &&
	name=\$(ls site/new/files) && cmp \"site/new/files/\$name\" 'my-workshop/pictures/a fork.png' &&
	grep -q 'src=\"files/a%20fork-' $page && grep -q 'src=\"../files/a%20fork-' site/new/es/01-quieta.html"
expect "nothing runs, nothing comes from elsewhere" sh -c "
	! grep -Ei '<script|javascript:|<link|<iframe| on[a-z]+=|src=\"http' site/new/*.html site/new/es/*.html"
expect "the languages are told" sh -c "grep -q '<html lang=\"en\">' $page && grep -q 'hreflang=\"es\" href=\"es/01-quieta.html\"' $page && grep -q '<html lang=\"es\">' site/new/es/01-quieta.html && grep -q 'En esta lección vas a:' site/new/es/01-quieta.html && grep -q 'In this lesson you will:' $page"
expect "others may read it" sh -c "[ \$(stat -c %a $page) = \$(umask | sed 's/.*\(...\)/0\1/' | { read -r m; printf '%o' \$((0666 & ~m)); }) ]"
sed -i 's/At last/By now/; s/freezes/FREEZES/' $lesson
expect "its own pages are written anew" sh -c "echo >>$lesson && $I export --html site/new my-workshop"
echo mine >site/new/whole.html
expect "a page of somebody else is not" sh -c "cp $page page.before; sed -i 's/Freeze it/Stop it/' $lesson; $I export --html site/new my-workshop 2>said; [ \$? = 1 ] && cat said && grep -q 'site/new/whole.html is there' said && [ \"\$(cat site/new/whole.html)\" = mine ]"
expect "and then nothing is written" cmp $page page.before
expect "export needs --html" sh -c "$I export my-workshop 2>said; [ \$? = 2 ] && grep -q -- --html said"
expect "a full disk leaves the old page" sh -c "rm site/new/whole.html; (ulimit -f 2; $I export --html site/new my-workshop) 2>said; [ \$? = 1 ] && cat said && cmp $page page.before && ! ls -A site/new | grep -F '.html.'"
if command -v tidy >/dev/null; then
	expect "tidy finds nothing" sh -c "tidy -q -e site/new/*.html site/new/es/*.html 2>said; cat said; ! [ -s said ]"
	expect "nor in the workshop that comes with the program" sh -c "$I export --html own >/dev/null && tidy -q -e own/*.html 2>said; cat said; ! [ -s said ]"
else
	skip "tidy finds nothing" "tidy is not installed"
fi
e2e_end
