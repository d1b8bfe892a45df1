# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What surrounds the program on a person's computer: shells, menus.
TESTS += tests/completion-test.sh
EXTRA_DIST += tests/completion-test.sh tests/completion.bash tests/completion.zsh
TESTS += tests/desktop-test.sh
EXTRA_DIST += tests/desktop-test.sh
