# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/doctor: imitation doctor: what is right and wrong with this host.
noinst_LIBRARIES += src/libdoctor.a
src_libdoctor_a_SOURCES = \
	src/doctor/doctor-host.c src/doctor/doctor-host.h \
	src/doctor/doctor-machines.c src/doctor/doctor-machines.h \
	src/doctor/output.c src/doctor/output.h
