#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# doctor: each obstacle, made on purpose, with its remedy; and which requirements a lesson has,
# said when it is opened.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
e2e_begin "$0"

# says ID VERDICT FILE: the JSON has such a finding
says() {
	awk -v id="\"id\": \"$1\"" -v verdict="\"verdict\": \"$2\"" '
		index($0, "\"id\":") { here = index($0, id) } here && index($0, verdict) { found = 1 }
		END { exit !found }' "$3" || { cat "$3"; return 1; }
}
doctor() { "$I" doctor --json "$@" >doctor.json 2>doctor.err; }

doctor
status=$?
expect "a host that can run it is good" [ "$status" = 0 ]
expect "and so says the JSON" grep -q '"good": true' doctor.json
for id in utf-8 terminal qemu qemu-img daemon connection progress disk-space; do
	expect "$id is looked at" says $id good doctor.json
done
expect "the version of libvirt is looked at" grep -q '"id": "libvirt"' doctor.json
expect "acceleration is, and is no obstacle" sh -c "grep -q '\"id\": \"acceleration\"' doctor.json"
"$I" doctor >doctor.out
expect "each line begins with a verdict or with blanks" sh -c "cat doctor.out; ! grep -Evq '^(good|note|obstacle) |^ {10}' doctor.out"

# ---- the terminal
TERM=no-such-terminal doctor
expect "an unknown terminal is a note with a remedy" sh -c "grep -A3 '\"id\": \"terminal\"' doctor.json | grep -q 'TERM=xterm'"
LC_ALL=xx_YY.UTF-8 doctor
expect "a locale that is not installed is told" says locale note doctor.json
LC_ALL=C doctor
expect "a terminal without UTF-8 is told" says utf-8 note doctor.json

# ---- rights and room
if [ "$(id -u)" != 0 ]; then
	mkdir locked && chmod 500 locked
	XDG_STATE_HOME=$T/work/locked doctor
	expect "a folder for the progress that cannot be written is an obstacle" says progress obstacle doctor.json
	XDG_DATA_HOME=$T/work/locked doctor
	expect "so is one for the disks" says disks obstacle doctor.json
	expect "the exit status tells" sh -c "! XDG_DATA_HOME='$T/work/locked' '$I' doctor >/dev/null"
	chmod 700 locked
fi
"$I" -c qemu+unix:///session?socket=/no/such/socket doctor --json >doctor.json 2>doctor.err
expect "no connection is an obstacle with libvirt's reason" says connection obstacle doctor.json
"$I" -c test:///default doctor --json >doctor.json
expect "a simulation is an obstacle" says connection obstacle doctor.json
expect "and the console that it lacks is told" says simulated-console note doctor.json

# ---- the same words and remedies from "do" and from doctor
same_words() {
	XDG_RUNTIME_DIR=$1 "$I" do 1.1 0 >/dev/null 2>do.err
	XDG_RUNTIME_DIR=$1 "$I" doctor >doctor.out
	cat do.err doctor.out
	sed -n 's/^imitation: //p' do.err | while read -r line; do grep -qF "$line" doctor.out || exit 1; done
}
if [ "$(id -u)" != 0 ]; then
	mkdir -m 500 barred
	expect "a folder of sockets that cannot be written has the same words" same_words "$T/work/barred"
	expect "they name the variable" grep -q 'XDG_RUNTIME_DIR names a folder that you cannot write' do.err
	expect "and what to type" grep -Eq 'try again: (unset XDG_RUNTIME_DIR|export XDG_RUNTIME_DIR=/run/user/[0-9]+)$' do.err
	long=$T/work/$(printf '%0120d' 0)
	mkdir -m 700 "$long"
	expect "so has a path that is too long for a socket" same_words "$long"
	expect "they say so" grep -q 'socket is too long' do.err
fi

# A folder whose name a definition, which is XML, cannot hold.
odd_home() { # HOME, of which XDG folders are not moved
	mkdir -p "$1"
	(
		unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME
		HOME=$1 "$I" -c qemu:///session do 1.1 1
	) >do.out 2>do.err
	[ $? = 1 ] || return 1
	HOME=$1 XDG_DATA_HOME='' XDG_CONFIG_HOME='' "$I" -c qemu:///session doctor >doctor.out
	cat do.out do.err doctor.out
	grep -q 'that are no UTF-8' do.err && sed -n 's/^imitation: //p' do.err |
		while read -r line; do grep -qF "$line" doctor.out || exit 1; done
}
expect "a home with a newline is refused at once, by the button and by doctor" odd_home "$T/work/new
line"
expect "so is one with bytes that are no UTF-8" odd_home "$(printf "%s/b\377d" "$T/work")"
expect "no machine was made there" no_machine dreamer
mkdir "of 'mine"
cp -R "$(dirname "$I")/../share/imitation/lessons/." "of 'mine" 2>/dev/null
TERM=no-such-terminal "$I" doctor "of 'mine" >doctor.out 2>&1
expect "a remedy names the workshop that was looked at, quoted" grep -qF "'of '\\''mine'" doctor.out

# ---- machines
"$I" do 1.1 >/dev/null 2>&1
doctor
expect "our own machine is no finding" sh -c "cat doctor.json; grep -q '\"good\": true' doctor.json && ! grep -q leftover doctor.json && ! grep -q '\"snapshots\"' doctor.json"
disk=$(find "$XDG_DATA_HOME" -name 'dreamer.qcow2')
cp "$disk" "$(dirname "$disk")/lost.qcow2"
doctor
expect "a disk that no machine names is told" says leftover-file note doctor.json
expect "by its name" grep -q 'lost.qcow2' doctor.json
rm "$(dirname "$disk")/lost.qcow2"
mv "$disk" "$(dirname "$disk")/base.qcow2"
qemu-img create -q -f qcow2 -b base.qcow2 -F qcow2 "$disk"
doctor
expect "one that another disk builds on is none of them" sh -c "cat doctor.json; ! grep -q leftover doctor.json"
mv "$(dirname "$disk")/base.qcow2" "$disk"
# Anybody may make a file there: its name is in no command, least of all in one for root.
lock="/var/lock/LCK..pts_9$$" odd="/var/lock/LCK..!pts_9$$;id"
if sh -c 'echo $$' >"$lock" 2>/dev/null && sh -c 'echo $$' >"$odd"; then
	doctor
	expect "a lock of a console whose process is gone is told" says console-lock note doctor.json
	expect "but no command to delete it" sh -c "cat doctor.json; ! grep -Eq 'sudo rm|;id|pts_9' doctor.json"
	rm -f "$lock"
	doctor
	expect "what libvirt would never name is no lock" sh -c "cat doctor.json; ! grep -q ';id' doctor.json"
	rm -f "$odd"
else
	skip "a lock of a console whose process is gone is told" "/var/lock cannot be written here"
fi

if [ "$(id -u)" != 0 ]; then
	$V destroy dreamer >/dev/null 2>&1
	chmod 000 "$disk"
	"$I" do 1.1 2 >/dev/null 2>do.err
	doctor
	chmod 600 "$disk"
	expect "a disk that may not be read is an obstacle" says disk obstacle doctor.json
	expect "with the words of the button" sh -c "cat do.err; grep -q 'You may not read and write the disk of dreamer' do.err"
	expect "and what to type" grep -q 'chmod u+rw /' doctor.json
	mv "$disk" "$disk.away"
	doctor
	mv "$disk.away" "$disk"
	expect "so is one that is gone" grep -q 'The disk of dreamer is gone' doctor.json
fi
$V destroy dreamer >/dev/null 2>&1
$V dumpxml --inactive dreamer >ours.xml
sed "s/type='qcow2'/type='raw'/" ours.xml >raw.xml
$V define raw.xml >/dev/null
doctor
expect "a machine with a raw disk cannot be snapshotted, and it is told" says snapshots obstacle doctor.json
$V define ours.xml >/dev/null
sed -e "s/<name>dreamer</<name>rehearsal-dreamer</" -e "s/prefix=\"[^\"]*\"/prefix=\"rehearsal-\"/" \
	-e "s/prefix='[^']*'/prefix='rehearsal-'/" -e '/<uuid>/d' -e 's/ uuid="[^"]*"//' ours.xml >rehearsal.xml
$V define rehearsal.xml >/dev/null
doctor
expect "a machine left of a rehearsal is told" says leftover-machine note doctor.json
$V undefine rehearsal-dreamer >/dev/null
sed -e "s/<name>dreamer</<name>sleeper</" -e "s/workshop=[\"'][^\"']*[\"']/workshop=\"gone\"/" \
	-e '/<uuid>/d' -e 's/ uuid="[^"]*"//' -e 's/name="dreamer"/name="sleeper"/' ours.xml >gone.xml
$V define gone.xml >/dev/null
doctor
expect "so is one of a workshop that nobody knows" sh -c "cat doctor.json; grep -q 'sleeper is left over from the workshop' doctor.json"
expect "with the command that removes it" grep -q 'undefine sleeper' doctor.json
$V undefine sleeper >/dev/null
"$I" reset >/dev/null
cat >foreign.xml <<X
<domain type='qemu'><name>dreamer</name><memory unit='MiB'>4</memory><os><type arch='x86_64'>hvm</type></os></domain>
X
$V define foreign.xml >/dev/null
doctor
expect "a machine of the same name that is not ours is an obstacle" says foreign obstacle doctor.json
expect "with the command that gives it another name" grep -q 'domrename dreamer' doctor.json
$V undefine dreamer >/dev/null

# ---- what a lesson lacks
mkdir lacking
cat >lacking/workshop.md <<'X'
---
title: Lacking
machines:
  lamp: {image: no-such.img, memory: 4 MiB}
  torch: {memory: 4 MiB, disk: 1 MiB}
---
X
cat >lacking/01-dark.md <<'X'
---
title: Dark
machines: [lamp]
---
## Light it
```vm:define
```
X
cat >lacking/02-bright.md <<'X'
---
title: Bright
machines: [torch]
---
## Light it
```vm:define
```
X
doctor lacking
expect "an image that is not there is an obstacle" says file obstacle doctor.json
open_program 100 30 lacking
expect "it is said when the lesson is opened" wait_screen 'lamp boots from a file'
press n
expect "and not in a lesson that does without" wait_gone 'lamp boots from a file'
press q
wait_screen 'shell>$'

# ---- hints and the narrated way
open_program 120 34 --step 2.1
wait_screen '^(╭|┌|\+) 2\.1 '
# One more press than there are hints would hide them.
hints() { screen | grep -c 'Hint: '; }
another_hint() { [ "$(hints)" -gt "$shown" ]; }
for i in 1 2 3 4 5; do
	has 'Hint: Press|Hint: All is done' && break
	shown=$(hints)
	press h
	wait_for 20 another_hint
done
expect "the last hint is the exact key" wait_screen 'Hint: Press [0-9]'
press 0
expect "an action tells what is happening, or that it is done" wait_screen 'stage is (being )?set'
press q
wait_screen 'shell>$'
printf 'h\nh\nh\nh\nh\nq\n' | "$I" --plain --step 2.1 >plain.out 2>&1
expect "--plain has it, too" grep -Eq '^(Press [0-9]|All is done)' plain.out
"$I" reset >/dev/null
open_program 120 34 --present --step 2.1
expect "--present shows the time of day" wait_screen ' [0-9][0-9]:[0-9][0-9] *$'
press h
expect "and keeps the hints back" wait_screen 'Hints are kept back'
press q
# ---- the part that speaks to libvirt
cp -R "$T/inst" moved
whole=$I I=$T/work/moved${I#"$T/inst"}
IMITATION_LOG=$T/work/module.log doctor
expect "an installation that was moved finds its own module" grep -q "module $T/work/moved/.*: loaded" module.log
module=$(find moved -name 'backend-libvirt.so')
chmod u+w "$module" && echo junk >"$module"
doctor
expect "a module that is none is an obstacle" says connection obstacle doctor.json
expect "with what helps" grep -q 'Install this program again' doctor.json
open_program 80 24 --step 1.1
wait_screen '^(╭|┌|\+) 1\.1 '
expect "without it the lesson reads" wait_screen 'How many computers'
expect "and the screen says why there are no machines" wait_screen 'cannot be loaded' 20
press n
expect "and goes on" wait_screen '^(╭|┌|\+) 1\.2 '
cp "$(find "$T/inst" -name 'backend-libvirt.so')" "$module"
expect "where it comes back, so do the machines" wait_screen 'dreamer +(absent|off)' 30
press q
mkdir missing && : >missing/libvirt.so.0
LD_LIBRARY_PATH=$T/work/missing doctor
expect "where libvirt is missing, its packages are named" grep -q 'Install it: .*libvirt' doctor.json
I=$whole

e2e_end
