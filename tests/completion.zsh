# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Types a line into an interactive zsh, has the choices listed, and prints them.
#   zsh -f completion.zsh SCRIPT LINE FILE    FILE: keeps what compinit found
zmodload zsh/zpty || exit 1
zpty z 'TERM=dumb zsh -f -i'
setup="PS1= PS2= RPS1= LISTMAX=0
stty cols 200 rows 200 -echo
autoload -Uz compinit
compinit -u -d ${(q)3}
zstyle ':completion:*' list-colors ''
source ${(q)1}
bindkey '^I' list-choices
said() { print; print -r -- SA''ID; zle -I }
zle -N said
bindkey '^X' said
print -r -- REA''DY"
zpty -w z ${setup//$'\n'/; }
zpty -r z text '*READY*' || exit 1
zpty -w -n z "$2"$'\t\x18'
zpty -r z text '*SAID*' || exit 1
# Without what colours and the line itself add.
print -r -- $text | tr -d '\r' | sed -e 's/\x1b\[[0-9;?]*[a-zA-Z]//g' -e 's/\x1b[=>]//g' -e '/SAID/d'
zpty -d z
