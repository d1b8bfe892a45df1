#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guests that are made when first needed: with a script that stands in for the real
# one, how it is told, stopped, how it fails, what is kept; then with the real one,
# where there is a network, a machine that boots from what it made.
. "${top_srcdir:-.}/tests/e2e-lib.sh"

# None is there to begin with, and the script is the stand-in.
e2e_installed() {
	guests=$(dirname "$I")/../share/imitation/lessons/guests
	rm -f "$guests"/*.kernel "$guests"/*.initrd
	mv "$guests/make-guests" "$guests/make-guests.real"
	cp "$top_srcdir/tests/fixtures/make-guests" "$guests/make-guests"
}
e2e_begin "$0"

exits() { wanted=$1; shift; "$@"; got=$?; [ "$got" = "$wanted" ] || { echo "exit $got, wanted $wanted"; return 1; }; }
lessons=$(dirname "$I")/../share/imitation/lessons
made=$XDG_CACHE_HOME/imitation/guests
none_made() { ! find "$made" -type f 2>/dev/null | grep -E '[.](kernel|initrd)$'; }
FAKE_DIR=$T/work/fake
FAKE_GUESTS=fast
export FAKE_DIR FAKE_GUESTS
mkdir "$FAKE_DIR" shop shop/guests
cp "$lessons/guests/tick.img" shop/guests
cat >shop/workshop.md <<'X'
---
title: Guests
duration: 3
machines:
  penguin: {kernel: guests/linux.kernel, initrd: guests/linux.initrd, cmdline: "console=ttyS0 quiet", memory: 128 MiB, disk: 1 MiB}
  robot: {kernel: guests/arm64.kernel, initrd: guests/arm64.initrd, memory: 96 MiB, disk: 1 MiB}
  dreamer: {image: guests/tick.img, memory: 4 MiB}
---
X
cat >shop/01-small.md <<'X'
---
title: Small
duration: 1
machines: [dreamer]
---
## Make it
```vm:define
```
X
cat >shop/02-linux.md <<'X'
---
title: Linux
duration: 1
machines: [penguin]
---
## Make Linux
```vm:define
```
```check
state: shutoff
```
## Start it
```vm:start
```
```check
console: '[#$] *$'
```
X
cat >shop/03-both.md <<'X'
---
title: Both
duration: 1
machines: [penguin, robot]
needs: {dreamer: shutoff, robot: shutoff}
---
## Two kinds
```vm:define
machine: penguin
```
X

# ---- looking
expect "lint has nothing against files that are made when needed" sh -c "$I lint shop >lint.out 2>&1; s=\$?; cat lint.out; [ \$s = 0 ] && ! grep -q guests lint.out"
expect "doctor says which are missing and how they are made" sh -c "$I doctor shop >doctor.out; s=\$?; cat doctor.out; [ \$s = 0 ] && grep -A1 'not made yet: linux arm64' doctor.out | grep -q 'imitation guests linux arm64'"
sed 's,guests/arm64.kernel,guests/vmlinuz,' shop/workshop.md >other.md
mkdir other && cp other.md other/workshop.md && cp shop/0*.md other
expect "any other file that is missing is an obstacle" sh -c "$I doctor other >doctor.out; [ \$? = 1 ] && grep -q 'obstacle.*guests/vmlinuz' doctor.out"

# ---- a button without its guest
"$I" --plain --step 2.1 shop >plain.out 2>&1 <<'X'
1
q
X
expect "a button whose guest is missing says so, with the remedy" sh -c "cat plain.out; grep -q 'penguin boots from a guest that is not made yet: linux' plain.out && grep -q 'imitation guests linux' plain.out"
expect "and does nothing" no_machine penguin
expect "nor is it tried to make the guest" [ ! -e "$FAKE_DIR/runs" ]
printf '0\nq\n' | "$I" --plain --step 3.1 shop >plain.out 2>&1
expect "so does the stage, all of it" sh -c "cat plain.out; grep -q 'robot boots from a guest' plain.out"
expect "and makes no machine" no_machine 'robot|dreamer'

# ---- failures
for kind in network tool space packages other dies liar; do
	expect "$kind: imitation guests fails" exits 1 env FAKE_GUESTS=$kind "$I" guests linux
	FAKE_GUESTS=$kind "$I" guests linux >out 2>err
	case $kind in
	network) remedy='Nothing else is lost' ;;
	tool) remedy='Install it: .* cpio' ;;
	space) remedy='XDG_CACHE_HOME=' ;;
	packages) remedy='try again' ;;
	*) remedy='make-guests\.log' ;;
	esac
	expect "$kind: with a message and its remedy" sh -c "cat err; grep -q '^imitation: ' err && grep -q '$remedy' err"
	expect "$kind: nothing half made is there" none_made
done
FAKE_GUESTS=other "$I" guests linux >/dev/null 2>&1
expect "what the programs said is kept" grep -q 'what a program said' "$XDG_CACHE_HOME/imitation/make-guests.log"
expect "a name that is none is wrong usage" exits 2 "$I" guests windows
expect "rehearse without a network skips what needs the guests, with the reason" sh -c "
	FAKE_GUESTS=network $I rehearse shop >tap.out 2>&1; s=\$?; cat tap.out
	[ \$s = 0 ] && [ \$(grep -c '# SKIP.*could not be downloaded' tap.out) = 4 ] && grep -q '^ok .*1.1 \[1\]' tap.out"
expect "do says why and presses nothing" sh -c "FAKE_GUESTS=network $I do 2.1 shop >do.out 2>&1; s=\$?; cat do.out; [ \$s = 1 ] && grep -q 'could not be downloaded' do.out && ! grep -q '^\[1\]' do.out"

# ---- making them from the lesson
open_program 120 34 --step 2.1 shop
expect "what is missing is said when the lesson is opened" wait_screen 'not made yet: linux'
expect "the key is offered" wait_screen 'G make guests'
press q
wait_screen 'shell>$'
type_line "FAKE_GUESTS=slow $I --step 2.1 shop"
wait_screen 'not made yet: linux'
press G
expect "G shows how far it is" wait_screen '[█░]+ +10 % The packages of the guest linux are being downloaded'
press '?'
expect "the screen is alive" wait_screen 'make the guests that this lesson lacks'
press Escape
wait_screen '1 press'
press 1
expect "a button says that its guest is still being made" wait_screen 'still being made'
press q
expect "q asks" wait_screen 'Guests are being made. Stop that, and quit'
press n
wait_screen '10 % The packages'
script=$(tail -n 1 "$FAKE_DIR/runs")
press G
wait_screen 'Stop making the guests'
press y
expect "G stops it" wait_screen 'No guests are being made any more'
expect "and the script is gone" wait_for 20 sh -c "! kill -0 $script"
expect "nothing half made is there" none_made
press G
wait_screen '10 % The packages'
tm resize-window -t e -x 80 -y 24
expect "at 80 columns it can be read" wait_screen '10 % The packages of the guest'
tm resize-window -t e -x 120 -y 34

# ---- two programs at once
runs=$(wc -l <"$FAKE_DIR/runs")
"$I" guests linux >second.out 2>&1 &
second=$!
expect "a second program waits" wait_for 20 grep -q 'Another program is making guests' second.out
expect "and starts nothing" [ "$(wc -l <"$FAKE_DIR/runs")" = "$runs" ]
: >"$FAKE_DIR/go"
expect "when it is done, it is said" wait_screen 'The guests are made'
expect "the second one has them, too" wait "$second"
expect "without having made them" [ "$(wc -l <"$FAKE_DIR/runs")" = "$runs" ]
press 1
expect "the button works now" wait_screen '✓ .*penguin'
expect "virsh agrees" state_is penguin 'shut off'
press q
wait_screen 'shell>$'

# ---- kept beside the disks
kernel=$($V dumpxml penguin | sed -n 's,.*<kernel>\(.*\)</kernel>.*,\1,p')
expect "the machine boots from a copy beside its disk" sh -c "echo '$kernel'; case '$kernel' in '$XDG_DATA_HOME'/imitation/*) cmp '$kernel' '$made/linux.kernel' ;; *) false ;; esac"
rm -f "$made"/linux.*
FAKE_CONTENT=newer "$I" guests linux >/dev/null
expect "a guest that is made anew leaves the machine what it has" sh -c "grep -q '^content of' '$kernel' && grep -q '^newer of' '$made/linux.kernel'"
expect "one that is there is not made again" sh -c "$I guests linux >out && cat out && grep -q '^linux .*$made' out && [ \$(wc -l <$FAKE_DIR/runs) = $((runs + 1)) ]"
touch -d '2001-01-01' "$made"/linux.*
expect "doctor says which was made by an older version" sh -c "$I doctor shop >doctor.out; cat doctor.out; grep -q 'guest linux was made by an older' doctor.out"
FAKE_GUESTS=network "$I" guests linux >old.out 2>&1
expect "without a network the old one stays" grep -q '^newer of' "$made/linux.kernel"
FAKE_CONTENT=newest "$I" guests linux >old.out 2>&1
expect "else it is made anew" sh -c "cat old.out; grep -q 'older version' old.out && grep -q '^newest of' '$made/linux.kernel'"
"$I" do 2.1 shop >/dev/null 2>&1
"$I" reset shop >/dev/null
expect "reset removes the copies" sh -c "! find '$XDG_DATA_HOME/imitation' -name '*linux.kernel' | grep ."

# ---- killed
rm -f "$FAKE_DIR/go"
rm -rf "$made"
for who in program script; do
	rm -f kill.out # else what the one before said is taken for this one's
	FAKE_GUESTS=slow "$I" guests linux >kill.out 2>&1 &
	program=$!
	expect "one is being made when the $who is killed" wait_for 20 grep -q '10 %' kill.out
	script=$(tail -n 1 "$FAKE_DIR/runs")
	if [ $who = program ]; then kill -KILL $program; else kill -KILL "$script"; fi
	wait $program 2>/dev/null
	expect "after kill -9 of the $who nothing half made is used" none_made
	expect "and the script ends" wait_for 20 sh -c "! kill -0 $script"
done
expect "the next one makes it" sh -c "$I guests linux && [ -s '$made/linux.kernel' ]"
FAKE_GUESTS=slow "$I" guests arm64 >int.out 2>&1 &
program=$!
wait_for 20 grep -q '10 %' int.out
kill -INT $program
wait $program
expect "an interrupt ends it in good order" [ $? = 1 ]
expect "and says so" grep -q 'was stopped' int.out
FAKE_GUESTS=noise "$I" guests arm64 >noise.out 2>&1
expect "noise from the script does no harm" [ $? = 0 ]
expect "and does not reach the terminal" sh -c "! grep -q \"\$(printf '\\033')\" noise.out"
open_terminal 100 30
type_line "$I guests all; echo end=\$?"
expect "on a terminal there is a bar" wait_screen '█████ 100 % Made'
wait_screen 'end=0'
rm -rf "$made"
"$I" reset shop >/dev/null 2>&1
mkdir -p other/guests
printf 'echo pwned >%s/pwned\n' "$T/work" >other/guests/make-guests
chmod +x other/guests/make-guests
"$I" do 2.1 other >/dev/null 2>&1
expect "a workshop's own script is never run" sh -c "[ -s '$made/linux.kernel' ] && [ ! -e '$T/work/pwned' ]"
"$I" reset other >/dev/null 2>&1
rm -rf "$made"

# ---- out of an archive
archivist=$lessons/guests/archive-guests
mkdir made
for file in linux.kernel linux.initrd arm64.kernel arm64.initrd adventure.initrd nested.initrd inetsim.initrd; do
	echo "archived $file" >"made/$file"
done
for who in maker stranger; do ssh-keygen -q -t ed25519 -N '' -f $who; done
expect "an archive is made and signed" sh "$archivist" --key maker --from made class.tar
sed 's/archived nested/Archived nested/' class.tar >bad.tar
expect "--key without --from is wrong usage" exits 2 "$I" guests --key maker.pub
said() { # WORDS ARGUMENT…: the command fails, and says so
	words=$1
	shift
	"$I" guests "$@" >take.out 2>&1 && return 1
	cat take.out
	grep -q "$words" take.out
}
expect "one that was changed is told" said 'changed or damaged after it was signed' --from bad.tar --key maker.pub
expect "one of a stranger is told" said "signed by somebody whom you don't trust" --from class.tar --key stranger.pub
expect "one without a key to trust is told" said 'no key yet that you trust' --from class.tar
expect "no network is told" said 'could not be downloaded: http://127.0.0.1:9/class.tar' --from http://127.0.0.1:9/class.tar --key maker.pub
expect "of none of these anything is used" none_made
expect "a good one is taken" sh -c "$I guests --from class.tar --key maker.pub >take.out 2>&1; s=\$?; cat take.out; [ \$s = 0 ]"
expect "and its files are where guests are" sh -c "for f in made/*; do cmp \$f '$made'/\${f##*/} || exit 1; done"
expect "a machine has them" sh -c "$I do 2.1 shop && grep -q '^archived linux.kernel' \$($V dumpxml penguin | sed -n 's,.*<kernel>\(.*\)</kernel>.*,\1,p')"
"$I" reset shop >/dev/null 2>&1
rm -rf "$made"

# ---- the real script
expect "all that it is made of is installed" sh -c "
	cd '$top_srcdir/lessons/guests' && for f in linux/*; do cmp \"\$f\" '$lessons/guests/'\"\$f\" || exit 1; done"
FAKE_GUESTS=real "$I" guests linux >real.out 2>&1
status=$?
if [ $status != 0 ] && grep -Eq 'could not be downloaded|is not installed' real.out; then
	skip "the real script makes a guest of packages" "$(head -n 1 real.out)"
else
	expect "the real script makes a guest of packages" sh -c "cat real.out; [ $status = 0 ]"
	expect "do makes the machine" sh -c "$I do 2.1 shop"
	expect "it boots to a prompt" sh -c "$I do 2.2 shop >do.out 2>&1; cat do.out; $V domstate penguin | grep -q running"
	open_program 120 34 --step 2.2 shop
	# Its first prompt may have come while nobody listened.
	press c
	wait_screen 'Ctrl-\] leave'
	press Enter
	expect "and its console shows it" wait_screen '✓ .*console of penguin' 60
	press C-]
	press q
fi
"$I" reset shop >/dev/null 2>&1
e2e_end
