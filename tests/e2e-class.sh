#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A class: an instructor who presents and an attendee, each in a terminal, at a real mosquitto.
# On the simulation: no machine is needed.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
e2e_begin "$0"
PATH=$PATH:/usr/sbin
for tool in mosquitto mosquitto_passwd; do
	command -v "$tool" >/dev/null 2>&1 || e2e_skip_all "$tool is not installed"
done

# ---- the room, as it is made for a class -------------------------------------------------
room=$T/work/room
mkdir -m 700 "$room"
user=$(id -un)
cat >"$room/conf" <<END
listener 0 $room/bus
use_username_as_clientid true
user $user
allow_anonymous false
password_file $room/passwords
acl_file $room/rules
persistence false
max_packet_size 16384
END
cat >"$room/rules" <<END
user rosa
topic readwrite imitation/tlc/room/#
topic read imitation/tlc/seat/#
user spy
topic read imitation/tlc/#
user ana
topic read imitation/tlc/room/#
topic read imitation/tlc/seat/ana/to
topic read imitation/tlc/seat/ana/here

pattern write imitation/tlc/seat/%u/here
pattern write imitation/tlc/seat/%u/state
END
printf 'rosa:p1\nana:p2\nspy:p3\n' >"$room/passwords"
chmod 600 "$room/passwords" "$room/rules"
mosquitto_passwd -U "$room/passwords"
start_broker() {
	rm -f "$room/bus"
	mosquitto -c "$room/conf" >"$room/log" 2>&1 &
	broker=$!
	wait_for 10 test -S "$room/bus"
}
stop_broker() { kill -KILL "$broker" 2>/dev/null && wait "$broker" 2>/dev/null; }
start_broker
ticket() { # NAME PASSWORD MORE
	mkdir -p "$T/work/$1/imitation"
	printf '{"url":"unix:%s/bus","class":"tlc","name":"%s","shown":"%s","password":"%s"%s}\n' \
		"$room" "$1" "$1" "$2" "$3" >"$T/work/$1/imitation/ticket"
}
ticket rosa p1 ',"instructor":true'
ticket ana p2 ''

W=$T/work/class
mkdir "$W"
printf -- '---\ntitle: Class\nmachines:\n  box: {memory: 4 MiB}\n---\n' >"$W/workshop.md"
cat >"$W/01-a.md" <<'END'
---
title: First
machines: [box]
---
## Read

One.

## Read on

Two.

## Start it

Three.

```vm:define
```

```check
state: shutoff
label: it is there
```

## Read the end

Four.
END

# ---- terminals: e is the instructor's, e2 the attendee's ------------------------------------
# A target that is only "e" would also be a window whose name begins so, such as that of env.
opens() { # TERMINAL NAME ARGUMENTS…
	tm new-session -d -x 80 -y 24 -s "$1" "exec env PS1='shell> ' TERM=tmux-256color sh" &&
		tm set-option -g status off >/dev/null
	name=$2 terminal=$1
	shift 2
	tm send-keys -t "=$terminal:" -l "XDG_CONFIG_HOME=$T/work/$name XDG_STATE_HOME=$T/work/$name/state $I -c test:///default $* $W"
	tm send-keys -t "=$terminal:" Enter
}
shows() { tm capture-pane -p -t "=$1:" | grep -Eq -- "$2"; }
sees() { wait_for "$E2E_SECONDS" shows "$1" "$2" || { tm capture-pane -p -t "=$1:"; return 1; }; }
is_at() { sees "$1" "^(╭|┌|\\+) $2 "; } # TERMINAL STEP: its page is open
never_sees() { sleep 1; ! shows "$1" "$2" || { tm capture-pane -p -t "=$1:"; return 1; }; }
key() { tm send-keys -t "=$1:" "$2"; }
milliseconds() { echo $(($(date +%s%N) / 1000000)); }
# What the room is told of the seat, as it is kept there.
told() { # TOPIC
	timeout 5 mosquitto_sub --unix "$room/bus" -V 5 -u spy -P p3 -i spy -C 1 -t "imitation/tlc/$1" 2>/dev/null
}
is_told() { told "$1" | grep -Eq -- "$2"; }
comes_to_be_told() { wait_for "$E2E_SECONDS" is_told "$@" || { told "$1"; return 1; }; }
tools=yes
command -v mosquitto_sub >/dev/null 2>&1 || tools=
spied() { # WHAT TOPIC ERE
	if [ -n "$tools" ]; then expect "$1" comes_to_be_told "$2" "$3"; else skip "$1" "mosquitto_sub is not installed"; fi
}

opens e rosa --present --step 1.2
expect "the instructor's screen" is_at e '1\.2'
spied "where the class is" room/place '"driver":"rosa".*"step":"1\.2"'
opens e2 ana --step 1.1
expect "it is said what is told" sees e2 'You are in the class tlc'
spied "who is there" seat/ana/here '"at":"here"'
spied "and how they are doing" seat/ana/state '"step":"1\.1".*"follow":false'
key e2 f
expect "f goes where the class is" is_at e2 '1\.2'
expect "and follows" sees e2 'class tlc: following'
pressed=$(milliseconds)
key e p
until shows e2 '^(╭|┌|\+) 1\.1 '; do
	[ $(($(milliseconds) - pressed)) -lt 20000 ] || break
done
note "the attendee was there $(($(milliseconds) - pressed)) ms after the instructor's key"
expect "where the instructor goes, there the attendee is" is_at e2 '1\.1'
key e n
expect "and again" is_at e2 '1\.2'

# ---- looking around
key e2 n
expect "who moves looks around" sees e2 'class tlc: looking around'
expect "and is told where the class is" sees e2 'rosa is at 1\.2 Read on\. f goes there'
key e p
expect "and stays" sees e2 'rosa is at 1\.1 Read\. f goes there'
expect "at the same step" is_at e2 '1\.3'
key e2 f
expect "f comes back" is_at e2 '1\.1'

# ---- an open check
key e n
is_at e2 '1\.2' >/dev/null
key e n
expect "a step with a check is followed to" is_at e2 '1\.3'
key e n
expect "and not left while that is open" never_sees e2 ' 4/4'
key e2 1
expect "when it has passed, the screen goes by itself" is_at e2 '1\.4'

# ---- the hand, and being private
key e2 r
expect "r raises the hand" sees e2 'Your hand is up'
spied "which the instructor hears" seat/ana/state '"hand":1[0-9]{9}'
key e2 r
spied "and lowers it" seat/ana/state '"hand":0'
key e2 X
expect "X tells nothing more" sees e2 'The class is told nothing about you'
spied "which is told" seat/ana/here '"at":"private"'
[ -z "$tools" ] || expect "and takes away what was" sh -c "! timeout 2 mosquitto_sub --unix '$room/bus' -V 5 -u spy -P p3 -i spy -C 1 -t imitation/tlc/seat/ana/state"
key e2 X
spied "X again tells all again" seat/ana/state '"step":"1\.4"'

# ---- the broker
stop_broker
expect "without the broker that is said" sees e2 'class tlc: not heard'
key e2 p
expect "and all else goes on" is_at e2 '1\.3'
start_broker
expect "when it is there again, all is as before" sees e2 'class tlc: looking around'
spied "and told again" seat/ana/state '"step":"1\.3"'

# ---- leaving
key e2 q
expect "q leaves" sees e2 'shell>$'
spied "and says so" seat/ana/here '"at":"quit"'
tm send-keys -t "=e2:" -l "XDG_CONFIG_HOME=$T/work/ana XDG_STATE_HOME=$T/work/ana/state $I -c test:///default $W" && key e2 Enter
spied "who comes back is there" seat/ana/here '"at":"here"'
expect "at the same place" is_at e2 '1\.3'
tm kill-session -t "=e2"
spied "whose line is lost" seat/ana/here '"at":"lost"'
key e q
sees e 'shell>$' >/dev/null
stop_broker
e2e_end
