#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Completion: the scripts that are installed, each in its real shell.
srcdir=$(cd "${top_srcdir:-.}" && pwd)
builddir=$(cd "${top_builddir:-.}" && pwd)
PATH=$builddir/src:$PATH
LC_ALL=C
LANGUAGE=
export PATH LC_ALL LANGUAGE
dir=$(mktemp -d) || exit 1
trap 'tmux -L imitation-$$ kill-server 2>/dev/null; rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM

. "$srcdir/tests/points.sh"

# What a part of the help names first on each line.
help_part() {
	imitation --help | sed -n "/^$1:/,/^\$/p" | sed -n 's/^  //p'
}
commands=$(help_part Commands | awk '{ print $1 }')
options=$(help_part Options | grep -oE -- '--[a-z-]+')

# offers SHELL LINE WORD…: these are among the words that the shell offers
candidates() { # SHELL LINE
	case $1 in
	bash) bash --norc "$srcdir/tests/completion.bash" "$builddir/completion/imitation" "$2" ;;
	zsh) zsh -f "$srcdir/tests/completion.zsh" "$builddir/completion/_imitation" "$2" "$dir/zcompdump" ;;
	fish) XDG_CONFIG_HOME=$dir XDG_DATA_HOME=$dir fish -c "source '$builddir/completion/imitation.fish'; complete -C '$2'" ;;
	esac </dev/null
}
offers() {
	shell=$1 line=$2
	shift 2
	candidates "$shell" "$line" >"$dir/offered" 2>&1
	for word in "$@"; do
		tr -s ' \t/' '\n' <"$dir/offered" | grep -Fqx -e "$word" && continue
		echo "$line<TAB> does not offer $word but:"
		cat "$dir/offered"
		return 1
	done
}
offers_not() { # SHELL LINE WORD
	candidates "$1" "$2" >"$dir/offered" 2>&1
	cat "$dir/offered"
	! tr -s ' \t/' '\n' <"$dir/offered" | grep -Fqx -e "$3"
}

mkdir -p "$dir/work/tea" "$dir/work/my tea"
cat >"$dir/work/tea/workshop.md" <<'END'
---
title: Tea
machines:
  kettle: {memory: 4 MiB, disk: 1 MiB}
---
END
printf '%s\n' --- 'title: Boil' --- '## Switch it on' text '## Wait' text >"$dir/work/tea/04-boil.md"
cd "$dir/work" || exit 1
# What a workshop says is a stranger's words: a program that lists the worst ones.
mkdir "$dir/stranger"
cat >"$dir/stranger/imitation" <<'END'
#!/bin/sh
printf '%s\t%s\n' '$(touch ran)' title '`touch ran`' title ';touch ran;' title 1.1 '$(touch ran)'
END
chmod +x "$dir/stranger/imitation"
nothing_ran() { ls -A; [ -z "$(find . "$dir" -name ran)" ]; }

: >alone.md
: >maker.pub
point "the help has commands and options" test -n "$commands" -a -n "$options"
# shellcheck disable=SC2016  # the inner shell's
point "the lists are of the workshop that is named" sh -c '
	[ "$(imitation completion steps tea)" = "4.1	Switch it on
4.2	Wait" ] && [ "$(imitation completion machines tea)" = "kettle	kettle" ] &&
	[ "$(imitation completion lessons tea)" = "4	Boil" ]'
point "where there is none, nothing is listed" sh -c '! imitation completion steps nowhere 2>/dev/null'
# shellcheck disable=SC2016
point "a shell that is none is wrong usage" sh -c 'imitation completion csh 2>/dev/null; [ $? = 2 ]'

for shell in bash zsh fish; do
	case $shell in
	bash) script=$builddir/completion/imitation ;;
	zsh) script=$builddir/completion/_imitation ;;
	fish) script=$builddir/completion/imitation.fish ;;
	esac
	printed() { LC_ALL=C imitation completion "$shell" | diff "$script" -; }
	point "$shell: what is installed is what the program prints" printed
	if ! command -v "$shell" >/dev/null 2>&1; then
		skip "$shell: lines are completed" "$shell is not installed"
		continue
	fi
	# shellcheck disable=SC2086  # lists of words
	point "$shell: every command" offers "$shell" 'imitation ' $commands
	point "$shell: a command that was begun" offers "$shell" 'imitation re' rehearse reset
	point "$shell: and no other" offers_not "$shell" 'imitation re' status
	for command in '' $commands; do
		candidates "$shell" "imitation $command --"
	done 2>&1 | tr -s ' \t' '\n' >"$dir/offered-options"
	for option in $options; do
		grep -qx -e "$option" "$dir/offered-options" || echo "$option"
	done >"$dir/missing"
	point "$shell: every long option, of some command" sh -c "cat '$dir/missing'; ! test -s '$dir/missing'"
	point "$shell: options of the command" offers "$shell" 'imitation status --' --json --connect --help
	point "$shell: and not of another" offers_not "$shell" 'imitation status --' --html
	point "$shell: the steps of the program's own workshop" offers "$shell" 'imitation do ' 1.1 14.2
	point "$shell: a step for --step" offers "$shell" 'imitation --step 2.' 2.1
	point "$shell: lessons" offers "$shell" 'imitation rehearse --lesson ' 1 14
	point "$shell: machines" offers "$shell" 'imitation prepare d' dreamer
	point "$shell: languages" offers "$shell" 'imitation --language ' es
	point "$shell: guests" offers "$shell" 'imitation guests linux a' adventure arm64
	point "$shell: shells" offers "$shell" 'imitation completion ' bash zsh fish
	point "$shell: what a class does" offers "$shell" 'imitation class ' host
	point "$shell: lessons of a class" offers "$shell" 'imitation class host --for ' 1-7 all
	point "$shell: folders are workshops" offers "$shell" 'imitation te' tea
	point "$shell: after a command too" offers "$shell" 'imitation -c test:///default status te' tea
	point "$shell: a file is a workshop, too" offers "$shell" 'imitation lint alone' alone.md
	point "$shell: a file for --key" offers "$shell" 'imitation guests --key maker' maker.pub
	point "$shell: a folder for --html" offers "$shell" 'imitation export --html te' tea
	hostile() {
		(PATH=$dir/stranger:$PATH; offers "$shell" 'imitation do ' 1.1) && nothing_ran
	}
	point "$shell: what a workshop says is listed, and not run" hostile
	point "$shell: the steps of a workshop that is named" offers "$shell" "imitation $dir/work/tea --step " 4.1 4.2
done

# What is behind the ":" of a URI is all that bash has to write.
if command -v bash >/dev/null 2>&1; then
	point "bash: hypervisors" offers bash 'imitation --connect ' qemu: session system default
	point "bash: the rest of one" offers bash 'imitation --connect qemu:///se' session
	point "bash: the same behind =" offers bash 'imitation --connect=test:///d' default
fi
if command -v zsh >/dev/null 2>&1; then
	point "zsh: hypervisors" offers zsh 'imitation --connect=q' qemu: session system
fi
if command -v fish >/dev/null 2>&1; then
	point "fish: hypervisors" offers fish 'imitation -c ' qemu: session test:
fi

# ---- a Tab that is really pressed -------------------------------------------------

screen() { tmux -L "imitation-$$" capture-pane -p -t t; }
shows() { # TEXT: within a minute
	tries=600
	while [ $tries -gt 0 ]; do
		screen | grep -Fq -e "$1" && return
		tries=$((tries - 1))
		sleep 0.1
	done
	screen
	return 1
}
if command -v tmux >/dev/null 2>&1 && command -v bash >/dev/null 2>&1; then
	tmux -L "imitation-$$" -f /dev/null new-session -d -s t -x 100 -y 30 \
		"PS1='>' bash --norc --noprofile -i"
	tmux -L "imitation-$$" send-keys -t t ". '$builddir/completion/imitation'; echo rea''dy" Enter
	point "bash reads it from a terminal" shows ready
	tmux -L "imitation-$$" send-keys -t t 'imitation reh' Tab '-c qemu:///ses' Tab 'my' Tab
	point "bash writes the rest of words, and of names with blanks" \
		shows 'imitation rehearse -c qemu:///session my\ tea/'
else
	skip "a Tab in bash" "there is no tmux or no bash"
fi

# ---- installed ---------------------------------------------------------------------

installed() {
	MAKEFLAGS='' make -C "$builddir" -s install-nodist_bashcompletionDATA install-nodist_zshcompletionDATA \
		install-nodist_fishcompletionDATA DESTDIR="$dir/inst" || return 1
	for file in bash-completion/completions/imitation zsh/site-functions/_imitation \
		fish/vendor_completions.d/imitation.fish; do
		[ -n "$(find "$dir/inst" -path "*/share/$file" -size +1k)" ] || { echo "no $file"; return 1; }
	done
}
point "make install puts the three where the shells look" installed
# A program for another kind of computer cannot be asked: the shell asks it later.
foreign() {
	mkdir "$dir/foreign" || return 1
	MAKEFLAGS='' make -C "$builddir" -s -n -W src/imitation cross_compiling=yes completion/imitation \
		>"$dir/foreign/recipe" || return 1
	(cd "$dir/foreign" && sh recipe && mv completion/imitation asks) || return 1
	grep -q eval "$dir/foreign/asks" &&
		bash --norc "$srcdir/tests/completion.bash" "$dir/foreign/asks" 'imitation reh' | grep -qx rehearse
}
if command -v bash >/dev/null 2>&1; then
	point "built for another computer, the script asks the program" foreign
fi

echo "1..$number"
[ "$failed" = 0 ]
