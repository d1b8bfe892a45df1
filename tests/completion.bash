# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What bash would offer at the end of a line, a candidate a line.
#   bash --norc completion.bash SCRIPT LINE
. "$1"
COMP_LINE=$2
COMP_POINT=${#COMP_LINE}
# As readline does it: blanks part words, ":" and "=" are words of their own.
IFS=' ' read -ra COMP_WORDS < <(printf '%s\n' "$COMP_LINE" | sed 's/[:=]/ & /g')
[[ $COMP_LINE = *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
COMPREPLY=()
command=$(complete -p imitation | sed 's/.*-F \([^ ]*\).*/\1/')
"$command" imitation "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
printf '%s\n' "${COMPREPLY[@]}"
