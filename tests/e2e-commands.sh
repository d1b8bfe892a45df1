#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The commands: lint, rehearse, status, do, reset, doctor, --plain; on real
# QEMU, and on the simulated driver where that can do it.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
e2e_begin "$0"
shared=$top_srcdir/../shared
lessons=$(dirname "$I")/../share/imitation/lessons
fixtures=$top_srcdir/tests/fixtures

exits() { wanted=$1; shift; "$@"; got=$?; [ "$got" = "$wanted" ] || { echo "exit $got, wanted $wanted"; return 1; }; }

expect "--version" sh -c "$I --version | grep -q '^imitation [0-9]'"
expect "--help names every command" sh -c "for c in lint rehearse new export status do guests doctor reset; do $I --help | grep -q \"^  \$c \" || exit 1; done"
expect "an unknown option is wrong usage" exits 2 "$I" --no-such-option
refuses() { # SENTENCE ARGUMENT…
	sentence=$1
	shift
	"$I" "$@" 2>said
	[ $? = 2 ] && cat said && head -n 1 said | grep -Fqx "imitation: $sentence"
}
expect "and is named" refuses 'There is no option --no-such-option.' --no-such-option
expect "a letter, too" refuses 'There is no option -x.' -yx
expect "one beyond ASCII is not taken for another word" sh -c "! '$I' -é 2>said; ! grep -q 'option imitation' said"
expect "an option without its value is named" refuses 'The option --step needs a value.' --step
expect "a letter, too" refuses 'The option -c needs a value.' -yc
expect "two options that do not go together are refused" refuses '--mutate begins each lesson from nothing already: leave out --alone.' rehearse --alone --mutate
expect "one that takes no value says so" refuses 'The option --yes takes no value.' --yes=1
expect "a command with a letter wrong is guessed" sh -c "$I stauts tea 2>said; [ \$? = 2 ] && cat said && grep -q 'There is no command \"stauts\"; did you mean status?' said"
expect "also without an argument" sh -c "$I rest 2>said </dev/null; [ \$? = 2 ] && cat said && grep -q 'did you mean reset?' said"
expect "not where it is a folder" sh -c "mkdir rest && $I rest tea 2>said; [ \$? = 2 ] && rmdir rest && cat said && grep -q 'One workshop at a time: \"tea\"' said"
expect "nor what is like no command" sh -c "$I cocoa coffee 2>said; [ \$? = 2 ] && cat said && grep -q 'One workshop at a time: \"coffee\"' said"
expect "a folder that is not there fails with its name" sh -c "$I --plain /no/such/folder 2>&1 </dev/null | grep -q '^imitation: .*/no/such/folder'"
expect "a step that is not there fails" exits 1 "$I" do 99.1

expect "lint lessons is clean" exits 0 "$I" lint "$lessons"
"$I" rehearse "$lessons" >rehearse.out 2>&1
status=$?
expect "rehearse lessons passes on real QEMU" sh -c "grep -A2 -e '^not ok' -e '# skip' rehearse.out; tail -n 1 rehearse.out; [ $status = 0 ] && grep -q '^# qemu:///session' rehearse.out && ! grep -q SIMULATED rehearse.out && ! grep -qi '# skip' rehearse.out"
expect "each lesson passes alone, in backward order" sh -c "'$I' rehearse --alone '$lessons' >alone.out 2>&1; s=\$?; grep -A2 '^not ok' alone.out; tail -n 1 alone.out; [ \$s = 0 ]"
expect "rehearse lessons passes on test:///default where the driver can" sh -c "$I -c test:///default rehearse '$lessons' >sim.out 2>&1; s=\$?; grep -A2 '^not ok' sim.out; tail -n 1 sim.out; [ \$s = 0 ] && grep -q SIMULATED sim.out"
expect "no check of lesson 3 passes for the wrong reason" sh -c "'$I' rehearse --mutate --lesson 3 '$lessons' >mutate.out 2>&1; s=\$?; grep -A2 '^not ok' mutate.out; tail -n 1 mutate.out; [ \$s = 0 ] && grep -q '^ok .*: not before a button was pressed' mutate.out"
mkdir fooled
printf -- '---\ntitle: Fooled\nmachines: {fooled: {memory: 4 MiB}}\n---\n' >fooled/workshop.md
cat >fooled/1-fooled.md <<'X'
---
title: Fooled
needs: {fooled: running}
---
## There and back

```vm:pause
```

```vm:resume
```

```check
state: running
```

## Half of it

```vm:snapshot
name: half
```

```vm:pause
```

```check
snapshot: half
```
X
expect "--mutate finds checks that do" sh -c "
	$I -c test:///default rehearse --mutate fooled >said 2>&1; [ \$? = 1 ] || exit 1; cat said
	[ \$(grep -c '^not ok' said) = 4 ] && grep -q '^not ok .* 1.1 check: .*: not before' said &&
	grep -q '^not ok .* 1.1: not done if button .1. is left out' said &&
	grep -q '^not ok .* 1.1: not done if button .2. is left out' said && grep -q '^not ok .* 1.2: not done if button .2. is left out' said &&
	grep -q '^ok .* 1.2: not done if button .1. is left out' said"
mkdir typed
cat >typed/workshop.md <<'X'
---
title: Typed
machines:
  sum:
    kernel: guests/linux.kernel
    initrd: guests/linux.initrd
    cmdline: console=ttyS0 quiet host=sum
    memory: 128 MiB
---
X
cat >typed/1-typed.md <<'X'
---
title: Typed
needs: {sum: running}
---
## A sum

```vm:type
text: "expr 40 + 2\n"
```

```check
console: "^42$"
```
X
typed_in_parts() {
	"$I" rehearse --mutate typed >typed.out 2>&1
	status=$?
	cat typed.out
	[ $status = 0 ] && grep -q '^ok .* 1\.1 \[1\] without Enter passes no check' typed.out &&
		! grep -qi '# skip' typed.out
}
if [ -e "$lessons/guests/linux.kernel" ]; then
	expect "--mutate types a line without its Enter first" typed_in_parts
else
	skip "--mutate types a line without its Enter first" "the guests were not made"
fi
expect "nothing of a rehearsal is left" no_machine '.*rehearsal'

if [ -d "$shared/workshops/sample" ]; then
	expect "lint of the sample workshop is clean" exits 0 "$I" lint "$shared/workshops/sample"
	expect "the sample workshop is rehearsed on real QEMU" exits 0 "$I" rehearse "$shared/workshops/sample"
	expect "and on test:///default" exits 0 "$I" -c test:///default rehearse "$shared/workshops/sample"
	expect "lint of the broken workshop exits 1" exits 1 "$I" lint "$shared/workshops/broken"
	"$I" lint "$shared/workshops/broken" >lint.out
	grep -v '^#' "$shared/workshops/broken/expected" | while read -r place what; do
		[ -n "$place" ] || continue
		grep -Eq "/$place:[0-9]+: error: " lint.out || echo "$place $what"
	done >missed
	expect "and finds every line that is expected" sh -c "cat missed lint.out; ! [ -s missed ]"
	expect "the dated seed shows its date and place" sh -c "$I --plain '$shared/seeds/event.txt' </dev/null | grep -q '2020-04-19 18:00 .*Remote'"
	for seed in "$shared"/seeds/*.txt; do
		expect "$(basename "$seed") opens with its title" sh -c "$I --plain '$seed' </dev/null | head -n 3 | grep -q 'The Imitation Game'"
		expect "$(basename "$seed"): entities are decoded, Liquid is gone" sh -c "! $I --plain '$seed' </dev/null | grep -E '&rsquo;|[{][{%]'"
	done
fi

# ---- a locale that shows ASCII only
for arguments in --help "lint $lessons/no-such-é" "--plain $lessons --step 4.6" status; do
	expect "LC_ALL=C imitation $arguments prints ASCII only" sh -c "
		LC_ALL=C $I $arguments </dev/null >ascii.out 2>&1; cat ascii.out; ! LC_ALL=C grep -q '[^ -~]' ascii.out"
done

# ---- do, status
expect "do presses a step's buttons on the real machine" sh -c "$I do 2.1 && $I do 2.2"
expect "virsh agrees" state_is dreamer running
expect "status --json is JSON with the names that are promised" sh -c "
	$I do 5.2 1 && $I status --json >status.json &&
	for name in workshop language connection uri simulated alive step steps id title done skipped actions button \
		verb machine label command checks text found machines name state trouble snapshots parent current created; do
		grep -q \"\\\"\$name\\\":\" status.json || { echo \"no \$name\"; exit 1; }
	done"
expect "status says that it runs" sh -c "grep -A1 '\"name\": \"dreamer\"' status.json | grep -q '\"state\": \"running\"'"
expect "and that it is in no trouble" sh -c "grep -A2 '\"name\": \"dreamer\"' status.json | grep -q '\"trouble\": null'"
expect "do of a button that cannot be pressed says why and exits 1" sh -c "$I do 2.2 1 >do.out 2>&1; [ \$? = 1 ] && grep -q '^imitation: ' do.out"
expect "status says SIMULATED where it is" sh -c "$I -c test:///default status | grep -q SIMULATED"

# ---- a machine of the same name that is not ours
"$I" reset >/dev/null
cat >foreign.xml <<X
<domain type='qemu'><name>dreamer</name><memory unit='MiB'>4</memory><os><type arch='x86_64'>hvm</type></os></domain>
X
$V define foreign.xml >/dev/null
$V start dreamer >/dev/null
uuid=$($V domuuid dreamer)
$V dumpxml dreamer >foreign-before.xml
for id in 1.1 1.3 1.4 2.1 2.2 3.2 4.1 4.4 5.2 5.3 5.4 6.9; do
	"$I" do $id >>foreign.out 2>&1 && { not_ok "do $id refuses a machine that is not ours"; continue; }
done
"$I" reset >>foreign.out 2>&1
expect "the foreign machine is untouched by every verb and by reset" sh -c "
	[ '$uuid' = \"\$($V domuuid dreamer)\" ] && $V domstate dreamer | grep -q running &&
	$V dumpxml dreamer | cmp - foreign-before.xml && [ -z \"\$($V snapshot-list dreamer --name)\" ]"
expect "the message says what to do" sh -c "cat foreign.out; grep -q 'domrename\|rename' foreign.out"
$V destroy dreamer >/dev/null
$V undefine dreamer >/dev/null

# ---- plain
printf '1\n2\nm\nn\nq\n' | "$I" --plain --step 1.1 >plain.out 2>&1
expect "--plain does the first step line by line" sh -c "cat plain.out; grep -q 'dreamer: running' plain.out"
expect "--plain sends no escape sequence" sh -c "! grep -q \"\$(printf '\\033')\" plain.out"
expect "virsh agrees with --plain" state_is dreamer running
expect "doctor finds nothing in the way" exits 0 "$I" doctor
expect "reset gives everything back" exits 0 "$I" reset
expect "the folder of disks is gone, too" sh -c "! find '$XDG_DATA_HOME/imitation' -name '*.qcow2' | grep ."
LANGUAGE=es "$I" --help >es.out
expect "it speaks Spanish" grep -q 'Uso: imitation' es.out
e2e_end
