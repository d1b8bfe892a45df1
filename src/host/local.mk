# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/host: this computer: what it has, and what it lacks for a lesson.
noinst_LIBRARIES += src/libhost.a
src_libhost_a_SOURCES = \
	src/host/host.c src/host/host.h

HOST_LINK = src/libhost.a $(VM_FILES_LINK)
