# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/base: what every layer stands on; libc only.
noinst_LIBRARIES += src/libbase.a
src_libbase_a_SOURCES = \
	src/base/catalogue.c src/base/catalogue.h \
	src/base/clock.c src/base/clock.h \
	src/base/error.c src/base/error.h \
	src/base/file.c src/base/file.h \
	src/base/hash.c src/base/hash.h \
	src/base/home.c src/base/home.h \
	src/base/i18n.c src/base/i18n.h \
	src/base/log.c src/base/log.h \
	src/base/mem.c src/base/mem.h \
	src/base/near.c src/base/near.h \
	src/base/paste.c src/base/paste.h \
	src/base/plural.c src/base/plural.h \
	src/base/str.c src/base/str.h \
	src/base/utf8.c src/base/utf8.h
