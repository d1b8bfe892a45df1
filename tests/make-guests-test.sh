#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Where lessons/guests/make-guests would get its packages from, on hosts with
# several sources, and what it says of itself.  Nothing is downloaded: each
# mirror here is a port of this host where nobody listens.  Writes TAP.

LC_ALL=C
export LC_ALL
unset IMITATION_MIRROR http_proxy https_proxy all_proxy

script=${top_srcdir:-.}/lessons/guests/make-guests
for tool in apt-get dpkg-deb cpio gzip readelf; do
	if ! command -v "$tool" >/dev/null 2>&1; then
		echo "1..0 # SKIP there is no $tool"
		exit 0
	fi
done
if ! test -e /usr/share/keyrings/debian-archive-keyring.gpg; then
	echo "1..0 # SKIP there is no debian-archive-keyring"
	exit 0
fi

dir=$(mktemp -d "${TMPDIR:-/tmp}/make-guests-test.XXXXXX") || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM

tests=0
failures=0
result() { # STATUS NAME
	tests=$((tests + 1))
	if test "$1" -eq 0; then
		echo "ok $tests - $2"
	else
		echo "not ok $tests - $2"
		failures=$((failures + 1))
	fi
}

# A host's sources are in $dir/etc, and apt is asked for them there.
mkdir -p "$dir/etc/parts"
cat >"$dir/apt.conf" <<END
Dir::Etc "$dir/etc";
Dir::Etc::sourcelist "list";
Dir::Etc::sourceparts "parts";
END
asks() { # ADDRESS: where it was to be found, and was not
	APT_CONFIG=$dir/apt.conf "$script" --output "$dir/out" --keep "$dir/keep" linux >"$dir/said" 2>&1
	sed 's/^/# /' "$dir/said"
	grep -qx "error network $1" "$dir/said"
}

echo "1..5"

cat >"$dir/etc/parts/a.list" <<END
# deb http://127.0.0.1:9/comment/debian bookworm main
deb [arch=amd64 signed-by=/etc/apt/keyrings/docker.asc] http://127.0.0.1:9/docker/debian bookworm stable
deb [signed-by=/etc/apt/keyrings/player.gpg] http://127.0.0.1:9/player/debian bookworm main
END
cat >"$dir/etc/parts/a.sources" <<END
Types: deb
URIs: http://127.0.0.1:9/other/debian
Suites: bookworm
Components: main
Signed-By: /etc/apt/keyrings/other.gpg

Enabled: no
Types: deb
URIs: http://127.0.0.1:9/off/debian
Suites: bookworm
Components: main
END
cat >"$dir/etc/parts/debian.sources" <<END
Types: deb
# Debian's own.
URIs: http://127.0.0.1:9/own/debian/
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://127.0.0.1:9/own/debian-security
Suites: bookworm-security
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
END
asks http://127.0.0.1:9/own/debian
result $? "others' sources are passed over"

grep -q '^deb .* http://127.0.0.1:9/own/debian-security ' "$dir/keep/apt-amd64/sources.list"
result $? "the security updates are from the same host"

echo 'deb [ arch=amd64 ] http://127.0.0.1:9/list/debian bookworm main non-free-firmware' >"$dir/etc/list"
asks http://127.0.0.1:9/list/debian
result $? "a line of the old kind is understood"

(export IMITATION_MIRROR=http://127.0.0.1:9/mine && asks http://127.0.0.1:9/mine/debian)
result $? "a mirror that is named wins"

"$script" nothing 2>"$dir/said"
test $? -eq 2 && grep -q '^  linux ' "$dir/said" && grep -q '^  all ' "$dir/said"
result $? "every name that it knows is in its usage"

exit "$((failures > 0))"
