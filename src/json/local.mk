# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/json: values in JSON, written and read.
noinst_LIBRARIES += src/libjson.a
src_libjson_a_SOURCES = \
	src/json/json.c src/json/json.h \
	src/json/json-library.h

# The module that src/json/json.c opens.
noinst_PROGRAMS += src/json-c.so
src_json_c_so_CPPFLAGS = $(AM_CPPFLAGS) -DLIBRARY='"json/json-library.h"'
src_json_c_so_CFLAGS = $(MODULE_CFLAGS)
src_json_c_so_SOURCES = src/base/library-module.c
src_json_c_so_LDFLAGS = $(MODULE_LINK)
src_json_c_so_LDADD = $(JSON_LIBS)
MODULES += src/json-c.so
