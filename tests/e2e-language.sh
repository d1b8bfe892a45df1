#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Another language on the spot: L keeps the step and what was done, the choice
# is kept, and what is not translated says so.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
e2e_begin "$0"

mkdir -p "$T/work/w/es"
cd "$T/work/w" || exit 1
cat >workshop.md <<'END'
---
title: Two tongues
lang: en
duration: 4
machines:
  box: {memory: 4 MiB, disk: 8 MiB}
---
Welcome.
END
cat >1-hold.md <<'END'
---
title: Hold still
duration: 2
needs: {box: running}
---
## Before anything

Only words.

## Freeze the box

It keeps all that it had in memory.

```vm:pause
label: Freeze it
```

```check
state: paused
label: the box stands still
```
END
cat >2-go.md <<'END'
---
title: Go on
duration: 2
---
## Thaw the box

```vm:resume
```
END
sed -e 's/^title: .*/title: No te muevas/' -e 's/^## Before.*/## Antes de nada/' \
	-e 's/^## Freeze.*/## Congela la caja/' -e 's/^It keeps.*/Conserva lo que tenía./' \
	-e 's/^label: Freeze.*/label: Congélala/' -e 's/^label: the box.*/label: la caja está quieta/' \
	1-hold.md >es/1-hold.md
cd "$T/work" || exit 1

open_program 120 34 -c test:///default --step 1.1 w
wait_screen '^(╭|┌|\+) 1\.1 Before anything'
press 0
wait_screen 'box +running'
press n
wait_screen '^(╭|┌|\+) 1\.2 Freeze the box'
press 1
expect "the check passes" wait_screen '✓ the box stands still'
press L
expect "L asks first, in both languages" wait_screen 'Change to the language es\? ¿Cambiar al idioma es'
press n
wait_gone 'Cambiar al'
expect "and after a no nothing has changed" wait_screen '^(╭|┌|\+) 1\.2 Freeze the box'
press L
wait_screen ' y (yes|sí)'
press y
expect "L shows the same step in the other language" wait_screen '^(╭|┌|\+) 1\.2 Congela la caja'
expect "with its text" wait_screen 'Conserva lo que tenía'
expect "and its check still passed" wait_screen '✓ la caja está quieta'
expect "and its button still pressed" wait_screen 'Congélala ✓'
expect "the program speaks it, too" wait_screen 'en pausa'
press n
expect "a lesson that is not translated appears as it was written" wait_screen '^(╭|┌|\+) 2\.1 Thaw the box'
expect "and says so" wait_screen 'Go on \(.*(not translated|sin traducir|no traducid)'
press p
wait_screen '^(╭|┌|\+) 1\.2 Congela'
press L
wait_screen ' y (yes|sí)'
press y
expect "L goes back to the first language" wait_screen '^(╭|┌|\+) 1\.2 Freeze the box'
expect "where the check is passed as well" wait_screen '✓ the box stands still'
press L
wait_screen ' y (yes|sí)'
press y
wait_screen '^(╭|┌|\+) 1\.2 Congela'
press q
wait_screen 'shell>'

expect "the choice is kept, with the step" sh -c \
	"'$I' -c test:///default status w | grep -q '1\.2 *Congela la caja .*'"
expect "and --language wins over it" sh -c \
	"'$I' -c test:///default --language en status w | grep -q '1\.2 *Freeze the box'"
expect "the check counts in both" sh -c \
	"'$I' -c test:///default --language en status w | grep -q 'x 1\.2'"
expect "status --json names the language" sh -c \
	"'$I' -c test:///default status --json w | grep -q '\"language\": \"es\"'"
expect "L changes it line by line, too" sh -c \
	"printf 'L\ny\nq\n' | '$I' -c test:///default --plain w | grep -q '1\.2 Freeze the box'"
rm -rf "$XDG_STATE_HOME/imitation"
expect "without a choice the locale decides" sh -c \
	"LANGUAGE=de:es '$I' -c test:///default status w | grep -q '1\.2 *Congela'"
expect "also one that is not installed, beside an empty LANGUAGE" sh -c \
	"LANGUAGE= LC_ALL=es_ES.UTF-8 '$I' --help | grep '^Uso: imitation'"
expect "a rehearsal may be in either" sh -c \
	"'$I' -c test:///default --language es rehearse w | grep -q '^ok .* la caja está quieta'"

# Buttons, checks, keys and help are the program's words, and in the language of the
# lessons whatever locale is there: none but C, C.UTF-8 and POSIX need be installed.
one_language() { # LOCALE WHAT-IT-IS
	rm -rf "$XDG_STATE_HOME/imitation"
	open_terminal 120 34
	type_line "LC_ALL=$1 '$I' -c test:///default --language es --step 1.2 w"
	expect "$2: the lesson is Spanish" wait_screen '^(╭|┌|\+) 1\.2 Congela la caja'
	expect "$2: so is what a check found" wait_screen 'ahora: no existe'
	expect "$2: and its button" wait_screen 'La m[aá]quina box todav[ií]a no existe'
	expect "$2: and the line of keys" wait_screen 'n sigue +p atr[aá]s'
	press '?'
	expect "$2: and the help" wait_screen 'paso siguiente'
	expect "$2: without a word of English" has_not 'next step|not made yet|quit|Keys'
	press '?' q
	wait_screen 'shell>'
}
one_language C.UTF-8 "C.UTF-8"
one_language C "LC_ALL=C"
one_language POSIX "POSIX"
one_language es_ES.UTF-8 "a locale that is not installed"
expect "the help of the command line, too, in C" sh -c \
	"LC_ALL=C '$I' --language es --help | grep '^Uso: imitation'"
expect "and what is wrong with it" sh -c \
	"! LC_ALL=C '$I' --language es --nonsense 2>said; cat said; grep -q '^imitation: No existe la opcion --nonsense' said &&
	! LC_ALL=C '$I' --language es --step 2>said; cat said; grep -q '^imitation: La opcion --step necesita' said"
expect "in C nothing but --language asks for a language, for lessons neither" sh -c \
	"rm -rf '$XDG_STATE_HOME/imitation'
	LC_ALL=C LANGUAGE=es '$I' -c test:///default status w >said; cat said
	grep -q '1\.2 *Freeze the box' said && grep -q '^box: absent' said"

# The program that was not installed finds what was built with it.
built="env -u IMITATION_LOCALEDIR '$top_builddir/src/imitation'"
expect "where it was built it speaks the language of the locale" sh -c \
	"LC_ALL=es_ES.UTF-8 $built --help | grep '^Uso: imitation'"
expect "and the one that it is told, as the lessons do" sh -c \
	"$built -c test:///default --language es status >said; cat said
	grep -q '^1 Una computadora' said && grep -q '^dreamer: no existe' said"
expect "and English otherwise" sh -c "$built --help | grep '^Usage: imitation'"
e2e_end
