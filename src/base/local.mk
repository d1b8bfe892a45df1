# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/base: what every folder stands on; libc only.
noinst_LIBRARIES += src/libbase.a
src_libbase_a_SOURCES = \
	src/base/ascii.h \
	src/base/bell.c src/base/bell.h \
	src/base/clock.c src/base/clock.h \
	src/base/error.c src/base/error.h \
	src/base/escape.c src/base/escape.h \
	src/base/file.c src/base/file.h \
	src/base/home.c src/base/home.h \
	src/base/i18n.c src/base/i18n.h \
	src/base/language.c src/base/language.h \
	src/base/library-module.h \
	src/base/mem.c src/base/mem.h \
	src/base/names.c src/base/names.h \
	src/base/out.c src/base/out.h \
	src/base/packages.c src/base/packages.h \
	src/base/process.c src/base/process.h \
	src/base/shell-quote.c src/base/shell-quote.h \
	src/base/str.c src/base/str.h \
	src/base/units.c src/base/units.h \
	src/base/utf8.c src/base/utf8.h

# With these each module is compiled and linked.  It gives one name, imitation_module.
MODULE_CFLAGS = $(AM_CFLAGS) -fPIC -fvisibility=hidden
MODULE_LINK = -shared -Wl,-u,imitation_module $(HARDEN_LDFLAGS) $(SANITIZE_CFLAGS) -pthread

# The names of packages, a row of C for each row of packaging/packages.
nodist_src_libbase_a_SOURCES = src/base/packages-table.h
BUILT_SOURCES += src/base/packages-table.h
CLEANFILES += src/base/packages-table.h
EXTRA_DIST += packaging/packages
src/base/packages-table.h: $(top_srcdir)/packaging/packages
	$(AM_V_GEN)$(MKDIR_P) src/base && $(AWK) ' \
		/^[#] SPDX/ { sub("[#]", "//"); print; next } \
		/^[#]/ || NF == 0 { next } \
		NF != 7 { print FILENAME ":" FNR ": a row has seven columns" | "cat >&2"; exit 1 } \
		{ for (i = 3; i <= NF; i++) gsub(",", " ", $$i); \
		printf "\t{ \"%s\", { \"%s\", \"%s\", \"%s\", \"%s\", \"%s\" } },\n", \
			$$2, $$3, $$4, $$5, $$6, $$7 }' \
		$(top_srcdir)/packaging/packages >$@.new && mv -f $@.new $@
src/base/packages.$(OBJEXT): src/base/packages-table.h

# What a program that uses base alone links with; each folder has such a line.
BASE_LINK = src/libbase.a $(LTLIBINTL)
