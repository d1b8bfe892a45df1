#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# make distcheck: the release tarball is whole, builds in a folder of its own, installs
# and is removed again, and the tests that need no machines pass in it.
# ./bootstrap --check must have been run before.
set -u
cd "$(dirname "$0")/.." || exit 1
names=$(make -s -C build list-tests | tr ' ' '\n' | grep -v 'e2e-\|test-vm-qemu\|test-vm-faults\|test-vm-restores\|test-vm-simulated\|guest' | tr '\n' ' ')
if make -C build -s distcheck DISTCHECK_CONFIGURE_FLAGS=--enable-werror TESTS="$names" \
	>build/distcheck.out 2>&1 </dev/null; then
	echo "distcheck: good"
else
	tail -n 40 build/distcheck.out
	exit 1
fi
