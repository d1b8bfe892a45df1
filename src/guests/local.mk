# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/guests: making guests, by the script, as a child process.
noinst_LIBRARIES += src/libguests.a
src_libguests_a_SOURCES = \
	src/guests/maker.c src/guests/maker.h \
	src/guests/maker-output.c src/guests/maker-output.h

GUESTS_LINK = src/libguests.a $(VM_FILES_LINK)
