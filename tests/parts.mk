# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Tests of progress, host, guests, session, export, room and classhost, each linked
# against its folder and those below.
PART_TESTS = tests/test-progress tests/test-record tests/test-advice tests/test-narrate tests/test-place tests/test-session \
	tests/test-session-guests tests/test-session-faults tests/test-requirements \
	tests/test-look-back tests/test-guide tests/test-leaving tests/test-checks \
	tests/test-guests tests/test-fits-screen tests/test-boot-files tests/test-html-out tests/test-export-card \
	tests/test-host-faults tests/test-notes tests/test-room tests/test-room-link tests/test-class-host tests/test-safe \
	tests/test-comeback tests/test-lay-aside
check_PROGRAMS += $(PART_TESTS)
TESTS += $(PART_TESTS)
tests_test_progress_SOURCES = tests/test-progress.c $(LESSON_SUPPORT)
tests_test_progress_LDADD = $(PROGRESS_LINK) $(LOAD_LINK) $(CMOCKA_LIBS)
tests_test_record_SOURCES = tests/test-record.c
tests_test_record_LDADD = $(PROGRESS_LINK) $(CMOCKA_LIBS)
tests_test_requirements_SOURCES = tests/test-requirements.c
tests_test_requirements_LDADD = $(HOST_LINK) $(CMOCKA_LIBS)
tests_test_guests_SOURCES = tests/test-guests.c
tests_test_guests_LDADD = $(GUESTS_LINK) $(CMOCKA_LIBS)
tests_test_advice_SOURCES = tests/test-advice.c $(UI_FIXTURE)
tests_test_advice_LDADD = src/libsession.a $(UI_LINK) $(CMOCKA_LIBS)
tests_test_look_back_SOURCES = tests/test-look-back.c
tests_test_look_back_LDADD = $(SESSION_LINK) $(CMOCKA_LIBS)
tests_test_guide_SOURCES = tests/test-guide.c $(LESSON_SUPPORT)
tests_test_guide_LDADD = $(SESSION_LINK) $(CMOCKA_LIBS)
tests_test_notes_SOURCES = tests/test-notes.c $(LESSON_SUPPORT)
tests_test_notes_LDADD = src/libui.a $(SESSION_LINK) $(CMOCKA_LIBS)
tests_test_leaving_SOURCES = tests/test-leaving.c $(LESSON_SUPPORT)
tests_test_leaving_LDADD = $(SESSION_LINK) $(CMOCKA_LIBS)
tests_test_narrate_SOURCES = tests/test-narrate.c
tests_test_narrate_LDADD = src/libsession.a $(VM_LINK) $(CMOCKA_LIBS)
tests_test_checks_SOURCES = tests/test-checks.c
tests_test_checks_LDADD = src/libsession.a $(VM_LINK) $(CMOCKA_LIBS)
tests_test_place_SOURCES = tests/test-place.c
tests_test_place_LDADD = src/libsession.a $(VM_LINK) $(CMOCKA_LIBS)
tests_test_session_SOURCES = tests/test-session.c $(LESSON_SUPPORT)
tests_test_session_LDADD = $(SESSION_LINK) $(CMOCKA_LIBS)
tests_test_comeback_SOURCES = tests/test-comeback.c $(LESSON_SUPPORT)
tests_test_comeback_LDADD = $(SESSION_LINK) $(CMOCKA_LIBS)
tests_test_lay_aside_SOURCES = tests/test-lay-aside.c $(LESSON_SUPPORT)
tests_test_lay_aside_LDADD = $(SESSION_LINK) $(CMOCKA_LIBS)
tests_test_session_faults_SOURCES = tests/test-session-faults.c $(LESSON_SUPPORT)
tests_test_session_faults_LDADD = $(SESSION_LINK) $(CMOCKA_LIBS)
tests_test_session_guests_SOURCES = tests/test-session-guests.c $(LESSON_SUPPORT)
tests_test_session_guests_LDADD = $(SESSION_LINK) $(CMOCKA_LIBS)
tests_test_fits_screen_SOURCES = tests/test-fits-screen.c $(LESSON_SUPPORT)
tests_test_fits_screen_LDADD = src/libui.a src/libvmconsole.a src/libvm.a $(PIXEL_LINK) $(LOAD_LINK) \
	$(CMOCKA_LIBS)
tests_test_boot_files_SOURCES = tests/test-boot-files.c $(LESSON_SUPPORT)
tests_test_boot_files_LDADD = src/libvmfiles.a src/libvm.a $(PIXEL_LINK) $(LOAD_LINK) $(CMOCKA_LIBS)
tests_test_host_faults_SOURCES = tests/test-host-faults.c $(LESSON_SUPPORT)
tests_test_host_faults_LDADD = src/libvmfiles.a src/libvm.a $(PIXEL_LINK) $(LOAD_LINK) $(CMOCKA_LIBS)
tests_test_html_out_SOURCES = tests/test-html-out.c $(LESSON_SUPPORT)
tests_test_html_out_LDADD = $(EXPORT_LINK) $(CMOCKA_LIBS)
tests_test_export_card_SOURCES = tests/test-export-card.c $(LESSON_SUPPORT)
tests_test_export_card_LDADD = $(EXPORT_LINK) $(CMOCKA_LIBS)
tests_test_room_SOURCES = tests/test-room.c
tests_test_room_LDADD = src/libroom.a src/libjson.a $(BASE_LINK) $(CMOCKA_LIBS)
tests_test_room_link_SOURCES = tests/test-room-link.c
tests_test_room_link_LDADD = src/libroom.a src/libjson.a $(BASE_LINK) $(CMOCKA_LIBS)
tests_test_class_host_SOURCES = tests/test-class-host.c
tests_test_class_host_LDADD = $(CLASSHOST_LINK) $(CMOCKA_LIBS)
# The VeraCrypt volume's ciphers, which are no part of the program.
tests_test_safe_SOURCES = tests/test-safe.c \
	lessons/guests/safe/pbkdf2.c lessons/guests/safe/pbkdf2.h \
	lessons/guests/safe/xts.c lessons/guests/safe/xts.h
tests_test_safe_LDADD = $(CMOCKA_LIBS)
