# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/vm: the model of machines: state, snapshots, hardware, rules of verbs, checks.
noinst_LIBRARIES += src/libvm.a
src_libvm_a_SOURCES = \
	src/vm/backend.c src/vm/backend.h \
	src/vm/check.c src/vm/check.h \
	src/vm/keyboard.c src/vm/keyboard.h \
	src/vm/machine.c src/vm/machine.h \
	src/vm/outcome.c src/vm/outcome.h \
	src/vm/rules.c src/vm/rules.h \
	src/vm/screen.c src/vm/screen.h \
	src/vm/shell-command.c src/vm/shell-command.h \
	src/vm/virsh.c src/vm/virsh.h

# src/vm/console: bytes of a console to cells and lines, keys to bytes; libvterm.
noinst_LIBRARIES += src/libvmconsole.a
src_libvmconsole_a_SOURCES = \
	src/vm/console/console-page.h \
	src/vm/console/echo.c src/vm/console/echo.h \
	src/vm/console/filter.c src/vm/console/filter.h \
	src/vm/console/cells.c src/vm/console/cells.h \
	src/vm/console/terminal.c src/vm/console/terminal.h \
	src/vm/console/vterm-library.h

# src/vm/files: disks, kernels and guests on this computer.
noinst_LIBRARIES += src/libvmfiles.a
src_libvmfiles_a_SOURCES = \
	src/vm/files/boot-files.c src/vm/files/boot-files.h \
	src/vm/files/boot-source.c src/vm/files/boot-source.h \
	src/vm/files/disk.c src/vm/files/disk.h \
	src/vm/files/emulator.c src/vm/files/emulator.h \
	src/vm/files/faults.c src/vm/files/faults.h \
	src/vm/files/guests.c src/vm/files/guests.h \
	src/vm/files/machine-files.c src/vm/files/machine-files.h \
	src/vm/files/qcow2.c src/vm/files/qcow2.h

# src/vm/core: the worker's thread, its jobs, and the state that it shares.
noinst_LIBRARIES += src/libvmcore.a
src_libvmcore_a_SOURCES = \
	src/vm/core/console-watch.c src/vm/core/console-watch.h \
	src/vm/core/exchange.c src/vm/core/exchange.h \
	src/vm/core/guest-ready.c src/vm/core/guest-ready.h \
	src/vm/core/serial.c src/vm/core/serial.h \
	src/vm/core/state.c src/vm/core/state.h \
	src/vm/core/watched-screen.c src/vm/core/watched-screen.h \
	src/vm/core/worker.c src/vm/core/worker.h \
	src/vm/core/worker-jobs.c src/vm/core/worker-jobs.h \
	src/vm/core/worker-link.c src/vm/core/worker-link.h \
	src/vm/core/worker-read.c src/vm/core/worker-read.h

# src/vm/libvirt: the backend for libvirt; the only place for it.  Its code is in a
# module (below) and in tests, so it is made for both.
noinst_LIBRARIES += src/libvmlibvirt.a
src_libvmlibvirt_a_CFLAGS = $(MODULE_CFLAGS)
src_libvmlibvirt_a_SOURCES = \
	src/vm/libvirt/act.c src/vm/libvirt/act.h \
	src/vm/libvirt/backend-libvirt.c src/vm/libvirt/backend-libvirt.h \
	src/vm/libvirt/boot-copies.c src/vm/libvirt/boot-copies.h \
	src/vm/libvirt/cause.c src/vm/libvirt/cause.h \
	src/vm/libvirt/clone.c src/vm/libvirt/clone.h \
	src/vm/libvirt/conn.c src/vm/libvirt/conn.h \
	src/vm/libvirt/console-line.c src/vm/libvirt/console-line.h \
	src/vm/libvirt/console-stream.c src/vm/libvirt/console-stream.h \
	src/vm/libvirt/define.c src/vm/libvirt/define.h \
	src/vm/libvirt/definition.c src/vm/libvirt/definition.h \
	src/vm/libvirt/devices.c src/vm/libvirt/devices.h \
	src/vm/libvirt/display.c src/vm/libvirt/display.h \
	src/vm/libvirt/domain.c src/vm/libvirt/domain.h \
	src/vm/libvirt/libvirt-error.c src/vm/libvirt/libvirt-error.h \
	src/vm/libvirt/mend.c src/vm/libvirt/mend.h \
	src/vm/libvirt/owner.c src/vm/libvirt/owner.h \
	src/vm/libvirt/power.c src/vm/libvirt/power.h \
	src/vm/libvirt/read.c src/vm/libvirt/read.h \
	src/vm/libvirt/restore.c src/vm/libvirt/restore.h \
	src/vm/libvirt/snapshot-list.c src/vm/libvirt/snapshot-list.h \
	src/vm/libvirt/snapshots.c src/vm/libvirt/snapshots.h \
	src/vm/libvirt/xml.c src/vm/libvirt/xml.h

VM_LINK = src/libvm.a $(LESSON_LINK) $(PIXEL_LINK)
VM_CONSOLE_LINK = src/libvmconsole.a $(BASE_LINK)
VM_FILES_LINK = src/libvmfiles.a $(VM_LINK)
VM_LIBVIRT_LINK = src/libvmlibvirt.a $(VM_FILES_LINK) $(LIBVIRT_LIBS) $(XML_LIBS)
VM_CORE_LINK = src/libvmcore.a src/libvmconsole.a $(VM_LIBVIRT_LINK)

# The module: what src/vm/backend.c opens.  What it wants of the folders below it the
# program has: src/modules.symbols names that.
noinst_PROGRAMS += src/backend-libvirt.so
src_backend_libvirt_so_SOURCES =
src_backend_libvirt_so_LDFLAGS = $(MODULE_LINK)
src_backend_libvirt_so_LDADD = src/libvmlibvirt.a $(LIBVIRT_LIBS) $(XML_LIBS)
MODULES += src/backend-libvirt.so

MODULE_ARCHIVES = src/libvmlibvirt.a
MODULE_USES = src/libvmfiles.a src/libvm.a src/liblesson.a src/libpixel.a src/libbase.a
CLEANFILES += src/modules.symbols
src/modules.symbols: $(MODULE_ARCHIVES) $(MODULE_USES)
	$(AM_V_GEN){ $(NM) -P -g $(MODULE_USES) && echo wanted && $(NM) -P -u $(MODULE_ARCHIVES); } | $(AWK) ' \
		$$1 == "wanted" { wanted = 1 } \
		!wanted && $$2 ~ /^[A-TV-Z]$$/ { there[$$1] } \
		wanted && $$2 == "U" && $$1 in there { print $$1; delete there[$$1] }' | LC_ALL=C sort | \
		sed 's/.*/-Wl,-u,& -Wl,--export-dynamic-symbol=&/' >$@.new && mv -f $@.new $@

# The module that src/vm/console/terminal.c opens.
noinst_PROGRAMS += src/console-vterm.so
src_console_vterm_so_CPPFLAGS = $(AM_CPPFLAGS) -DLIBRARY='"vm/console/vterm-library.h"'
src_console_vterm_so_CFLAGS = $(MODULE_CFLAGS)
src_console_vterm_so_SOURCES = src/base/library-module.c
src_console_vterm_so_LDFLAGS = $(MODULE_LINK)
src_console_vterm_so_LDADD = $(VTERM_LIBS)
MODULES += src/console-vterm.so
