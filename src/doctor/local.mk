# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/doctor: imitation doctor: what is right and wrong with this host.
noinst_LIBRARIES += src/libdoctor.a
src_libdoctor_a_SOURCES = \
	src/doctor/doctor-host.c src/doctor/doctor-host.h \
	src/doctor/doctor-machines.c src/doctor/doctor-machines.h \
	src/doctor/json-library.h \
	src/doctor/output.c src/doctor/output.h

# The module that src/doctor/output.c opens.
noinst_PROGRAMS += src/doctor-json.so
src_doctor_json_so_CPPFLAGS = $(AM_CPPFLAGS) -DLIBRARY='"doctor/json-library.h"'
src_doctor_json_so_CFLAGS = $(MODULE_CFLAGS)
src_doctor_json_so_SOURCES = src/base/library-module.c
src_doctor_json_so_LDFLAGS = $(MODULE_LINK)
src_doctor_json_so_LDADD = $(JSON_LIBS)
MODULES += src/doctor-json.so
