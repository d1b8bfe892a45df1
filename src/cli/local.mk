# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/cli: options, one file a command, --plain.
noinst_LIBRARIES += src/libcli.a
src_libcli_a_SOURCES = \
	src/cli/class-host.c src/cli/class-host.h \
	src/cli/cmd-class.c src/cli/cmd-class.h \
	src/cli/cmd-completion.c src/cli/cmd-completion.h \
	src/cli/cmd-do.c src/cli/cmd-do.h \
	src/cli/cmd-doctor.c src/cli/cmd-doctor.h \
	src/cli/cmd-export.c src/cli/cmd-export.h \
	src/cli/cmd-guests.c src/cli/cmd-guests.h \
	src/cli/cmd-lint.c src/cli/cmd-lint.h \
	src/cli/cmd-machines.c src/cli/cmd-machines.h \
	src/cli/cmd-new.c src/cli/cmd-new.h \
	src/cli/cmd-rehearse.c src/cli/cmd-rehearse.h \
	src/cli/cmd-status.c src/cli/cmd-status.h \
	src/cli/command-line.c src/cli/command-line.h \
	src/cli/commands.c src/cli/commands.h \
	src/cli/completion-bash.c src/cli/completion-bash.h \
	src/cli/completion-fish.c src/cli/completion-fish.h \
	src/cli/completion-zsh.c src/cli/completion-zsh.h \
	src/cli/line-command.c src/cli/line-command.h \
	src/cli/line-mode.c src/cli/line-mode.h \
	src/cli/notes-lines.c src/cli/notes-lines.h \
	src/cli/rehearsal.c src/cli/rehearsal.h \
	src/cli/seat-start.c src/cli/seat-start.h \
	src/cli/rehearse-mutate.c src/cli/rehearse-mutate.h
