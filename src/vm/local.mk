# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/vm: the machines.  libvirt's headers are included by libvirt-*.c and
# backend-libvirt.c only, libvterm's by terminal.c.
noinst_LIBRARIES += src/libvm.a
src_libvm_a_SOURCES = \
	src/vm/awake.c src/vm/awake.h \
	src/vm/backend-libvirt.c src/vm/backend.h \
	src/vm/boot.c src/vm/boot.h \
	src/vm/check.c src/vm/check.h \
	src/vm/choose.c src/vm/choose.h \
	src/vm/command.c src/vm/command.h \
	src/vm/console.c src/vm/console.h \
	src/vm/disk.c src/vm/disk.h \
	src/vm/domain.c src/vm/domain.h \
	src/vm/gate.c src/vm/gate.h \
	src/vm/guests.c src/vm/guests.h \
	src/vm/hardware.c src/vm/hardware.h \
	src/vm/hub.h \
	src/vm/jobs.c \
	src/vm/keys.c src/vm/keys.h \
	src/vm/libvirt-act.c \
	src/vm/libvirt-boot.c \
	src/vm/libvirt-clone.c \
	src/vm/libvirt-console.c \
	src/vm/libvirt-define.c \
	src/vm/libvirt-error.c \
	src/vm/libvirt-events.c \
	src/vm/libvirt-facts.c \
	src/vm/libvirt-hardware.c \
	src/vm/libvirt-moments.c \
	src/vm/libvirt-plugged.c \
	src/vm/libvirt-private.h \
	src/vm/libvirt-read.c \
	src/vm/libvirt-screen.c \
	src/vm/libvirt-survey.c src/vm/survey.h \
	src/vm/lookup.c \
	src/vm/page.h \
	src/vm/picture.c \
	src/vm/promise.c src/vm/promise.h \
	src/vm/screen.c src/vm/screen.h \
	src/vm/screenshot.c src/vm/screenshot.h \
	src/vm/serial.c \
	src/vm/shell.c \
	src/vm/terminal.c src/vm/terminal.h \
	src/vm/vga.c src/vm/vga.h \
	src/vm/vm.c src/vm/vm.h \
	src/vm/worker-jobs.c \
	src/vm/worker-link.c \
	src/vm/worker-screen.c \
	src/vm/worker-type.c \
	src/vm/worker.c src/vm/worker.h \
	src/vm/xml.c src/vm/xml.h
