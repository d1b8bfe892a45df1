#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Each file of code names copyright and licence in its first lines, as
# packagers and their tools expect.  Writes TAP.
cd "${top_srcdir:-.}" || exit 1
echo "1..2"

code=$(find src tests lessons man packaging bootstrap Makefile.am configure.ac -type f \
	\( -name '*.[chS]' -o -name '*.sh' -o -name '*.mk' -o -name '*.am' -o -name '*.ac' \
	-o -name '*.[15]' -o -name bootstrap -o -name '*-guests' -o -name trusted-keys -o -name make-deb \
	-o -name rules -o -name rehearse -o -name suite -o -name packages \) | grep -v fixtures)
bad=0
for file in $code; do
	case $(head -n 4 "$file") in
	*SPDX-FileCopyrightText:*SPDX-License-Identifier:*) ;;
	*) echo "# $file"; bad=1 ;;
	esac
done
if [ -n "$code" ] && [ $bad = 0 ]; then
	echo "ok 1 - each file names copyright and licence"
else
	echo "not ok 1 - each file names copyright and licence"
	bad=1
fi

if [ -e .reuse/dep5 ] && grep -q '^License: GPL-3.0-or-later' .reuse/dep5; then
	echo "ok 2 - and .reuse/dep5 those of all others"
else
	echo "not ok 2 - and .reuse/dep5 those of all others"
	bad=1
fi
exit $bad
