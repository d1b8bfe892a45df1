# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Rounds of trouble, which are long: make torture, or make torture TORTURE_ROUNDS=500.
# It is loaded into a program that knows nothing of our sanitizers.
tests/fault-libvirt.so: tests/fault-libvirt.c tests/torture-shim.c tests/fault-libvirt.h
	$(AM_V_CC)$(CC) $(CPPFLAGS) $(LIBVIRT_CFLAGS) -D_GNU_SOURCE -std=gnu11 $(WARN_CFLAGS) $(WERROR) -O2 \
		-fPIC -shared -o $@ $(srcdir)/tests/fault-libvirt.c $(srcdir)/tests/torture-shim.c

torture: all tests/fault-libvirt.so
	@top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' \
		TORTURE_ROUNDS='$(TORTURE_ROUNDS)' $(SHELL) $(srcdir)/tests/torture.sh

phony += torture
check_DATA += tests/fault-libvirt.so
CLEANFILES += tests/fault-libvirt.so
EXTRA_DIST += tests/torture-shim.c tests/torture.sh
