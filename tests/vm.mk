# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The machines: pure parts, the simulated hypervisor, and real QEMU.
VM_TESTS = tests/test-vm-errors tests/test-vm-states tests/test-vm-survey tests/test-vm-words tests/test-vm-shell tests/test-vm-text tests/test-vm-screen \
	tests/test-vm-terminal tests/test-vm-owner tests/test-vm-hardware tests/test-vm-xml tests/test-vm-definition \
	tests/test-vm-ready tests/test-vm-serial tests/test-vm-listening tests/test-vm-simulated tests/test-vm-unread tests/test-vm-stream tests/test-vm-qemu tests/test-vm-faults \
	tests/test-vm-restores
check_PROGRAMS += $(VM_TESTS)
TESTS += $(VM_TESTS)

tests_test_vm_errors_SOURCES = tests/test-vm-errors.c
tests_test_vm_errors_LDADD = $(VM_LIBVIRT_LINK) $(CMOCKA_LIBS)
tests_test_vm_states_SOURCES = tests/test-vm-states.c
tests_test_vm_states_LDADD = $(VM_LIBVIRT_LINK) $(CMOCKA_LIBS)
tests_test_vm_survey_SOURCES = tests/test-vm-survey.c
tests_test_vm_survey_LDADD = $(VM_LIBVIRT_LINK) $(CMOCKA_LIBS)
tests_test_vm_words_SOURCES = tests/test-vm-words.c
tests_test_vm_words_LDADD = $(VM_LIBVIRT_LINK) $(CMOCKA_LIBS)
tests_test_vm_shell_SOURCES = tests/test-vm-shell.c
tests_test_vm_shell_LDADD = $(VM_LINK) $(CMOCKA_LIBS)
tests_test_vm_owner_SOURCES = tests/test-vm-owner.c
tests_test_vm_owner_LDADD = $(VM_LIBVIRT_LINK) $(CMOCKA_LIBS)
tests_test_vm_hardware_SOURCES = tests/test-vm-hardware.c
tests_test_vm_hardware_LDADD = $(VM_LIBVIRT_LINK) $(CMOCKA_LIBS)
tests_test_vm_xml_SOURCES = tests/test-vm-xml.c
tests_test_vm_xml_LDADD = $(VM_LIBVIRT_LINK) $(CMOCKA_LIBS)
tests_test_vm_definition_SOURCES = tests/test-vm-definition.c
tests_test_vm_definition_LDADD = $(VM_LIBVIRT_LINK) $(CMOCKA_LIBS)
tests_test_vm_text_SOURCES = tests/test-vm-text.c
tests_test_vm_text_LDADD = src/libvmconsole.a $(VM_LIBVIRT_LINK) $(CMOCKA_LIBS)
tests_test_vm_screen_SOURCES = tests/test-vm-screen.c
tests_test_vm_screen_LDADD = $(VM_FILES_LINK) $(CMOCKA_LIBS)
tests_test_vm_terminal_SOURCES = tests/test-vm-terminal.c
tests_test_vm_terminal_LDADD = $(VM_CONSOLE_LINK) $(CMOCKA_LIBS)
tests_test_vm_ready_SOURCES = tests/test-vm-ready.c
tests_test_vm_ready_LDADD = $(VM_CORE_LINK) $(CMOCKA_LIBS)
tests_test_vm_serial_SOURCES = tests/test-vm-serial.c tests/vm-support.c tests/vm-support.h
tests_test_vm_serial_LDADD = $(VM_CORE_LINK) $(CMOCKA_LIBS)
tests_test_vm_listening_SOURCES = tests/test-vm-listening.c tests/vm-support.c tests/vm-support.h
tests_test_vm_listening_LDADD = $(VM_CORE_LINK) $(CMOCKA_LIBS)
tests_test_vm_simulated_SOURCES = tests/test-vm-simulated.c tests/vm-support.c tests/vm-support.h
tests_test_vm_simulated_LDADD = $(VM_CORE_LINK) $(CMOCKA_LIBS)
tests_test_vm_unread_SOURCES = tests/test-vm-unread.c tests/fault-libvirt.c tests/fault-libvirt.h \
	tests/vm-support.c tests/vm-support.h
tests_test_vm_unread_LDADD = $(VM_CORE_LINK) $(CMOCKA_LIBS)
REAL_SUPPORT = tests/vm-support.c tests/vm-support.h tests/real-support.c tests/real-support.h
tests_test_vm_stream_SOURCES = tests/test-vm-stream.c tests/no-terminal.c tests/no-terminal.h $(REAL_SUPPORT)
tests_test_vm_stream_LDADD = $(VM_CORE_LINK) $(CMOCKA_LIBS)
tests_test_vm_qemu_SOURCES = tests/test-vm-qemu.c $(REAL_SUPPORT)
tests_test_vm_qemu_LDADD = $(VM_CORE_LINK) $(CMOCKA_LIBS)
FAULT_ROUNDS = tests/fault-rounds.c tests/fault-rounds.h tests/fault-libvirt.c tests/fault-libvirt.h
tests_test_vm_faults_SOURCES = tests/test-vm-faults.c $(FAULT_ROUNDS) $(REAL_SUPPORT)
tests_test_vm_faults_LDADD = $(VM_CORE_LINK) $(CMOCKA_LIBS)
tests_test_vm_restores_SOURCES = tests/test-vm-restores.c $(FAULT_ROUNDS) $(REAL_SUPPORT)
tests_test_vm_restores_LDADD = $(VM_CORE_LINK) $(CMOCKA_LIBS)
EXTRA_DIST += tests/fixtures/memtest86.bytes tests/fixtures/memtest86.screen \
	tests/fixtures/busybox-vi.bytes tests/fixtures/busybox-vi.screen
