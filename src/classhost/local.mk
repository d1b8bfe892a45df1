# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/classhost: making a host ready for a class.
noinst_LIBRARIES += src/libclasshost.a
src_libclasshost_a_SOURCES = \
	src/classhost/accounts.c src/classhost/accounts.h \
	src/classhost/fence.c src/classhost/fence.h \
	src/classhost/homes.c src/classhost/homes.h \
	src/classhost/items.c src/classhost/items.h \
	src/classhost/limits.c src/classhost/limits.h \
	src/classhost/list.c src/classhost/list.h \
	src/classhost/look.c src/classhost/look.h \
	src/classhost/plan.c src/classhost/plan.h \
	src/classhost/programs.c src/classhost/programs.h \
	src/classhost/ssh-key.c src/classhost/ssh-key.h \
	src/classhost/sshd.c src/classhost/sshd.h

CLASSHOST_LINK = src/libclasshost.a src/libroom.a src/libjson.a $(VM_FILES_LINK)
