# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The real program, in a real terminal, on real machines.  The longest first: with
# make -j the others find room beside them.
e2e_tests = tests/e2e-commands.sh tests/e2e-verbs.sh tests/e2e-advice.sh tests/e2e-workshop.sh \
	tests/e2e-console.sh tests/e2e-kills.sh tests/e2e-consoles.sh tests/e2e-fullscreen.sh \
	tests/e2e-robust.sh tests/e2e-guests.sh tests/e2e-pixels.sh tests/e2e-author.sh \
	tests/e2e-root.sh tests/e2e-screen.sh tests/e2e-links.sh tests/e2e-doctor.sh \
	tests/e2e-screenpane.sh tests/e2e-language.sh tests/e2e-slow.sh tests/e2e-idle.sh \
	tests/e2e-notes.sh tests/e2e-class.sh
TESTS += $(e2e_tests)
EXTRA_DIST += $(e2e_tests) tests/e2e-lib.sh tests/noisy.S tests/late.S tests/fixtures/links.md \
	tests/fixtures/make-guests
