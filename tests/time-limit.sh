#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs one test, and ends it if it takes longer than any test should: one that waits
# for ever would hide what all others found.  What it was doing is said first.
#
#   tests/time-limit.sh COMMAND…      TEST_SECONDS: the limit, 1800 unless given
limit=${TEST_SECONDS-1800}

# The processes that the test has started, each before its children.
of_the_test() {
	ps -eo pid=,ppid= | awk -v top=$$ -v watcher="$watcher" '
		{ parent[$1] = $2; order[++n] = $1 }
		function is_below(pid) {
			while (pid in parent && pid != top && pid != watcher)
				pid = parent[pid]
			return pid == top
		}
		END { for (i = 1; i <= n; i++) if (order[i] != top && is_below(order[i])) print order[i] }'
}

say_what_runs() {
	echo "not ok - it was not done after $limit s, and was ended while these ran:"
	ps -o pid=,etime=,wchan:16=,args= -p "$(of_the_test | paste -sd ,)" | cut -c 1-150 | sed 's/^/# /'
}

end_it() {
	local signal tries
	# A test that is told to end cleans up, which takes a while.
	for signal in TERM KILL; do
		of_the_test | xargs -r kill -$signal 2>/dev/null
		for ((tries = 0; tries < 200; tries++)); do
			[ -n "$(of_the_test)" ] || return
			sleep 0.1
		done
	done
}

# Reads from the shell below, which says nothing: this ends with it.
watch() {
	watcher=$BASHPID
	read -r -t "$limit" _
	[ $? -gt 128 ] || exit 0
	say_what_runs
	end_it
	exit 1
}

exec 3> >(watch)
watching=$!
"$@" 3>&-
status=$?
exec 3>&-
# It has not passed, whatever it said when it was told to end.
wait "$watching" || [ "$status" != 0 ] || status=1
exit "$status"
