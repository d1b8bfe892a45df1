# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The program: options, wiring, commands, and the walk that they all share.
bin_PROGRAMS += src/imitation
src_imitation_SOURCES = \
	src/advice.c src/advice.h \
	src/app-do.c \
	src/app-wait.c \
	src/app-private.h \
	src/app.c \
	src/out.c src/out.h \
	src/boots.c src/boots.h \
	src/cmd-completion.c \
	src/cmd-do.c \
	src/cmd-doctor.c \
	src/cmd-export.c \
	src/cmd-guests.c \
	src/cmd-lint.c \
	src/cmd-new.c \
	src/cmd-prepare.c \
	src/cmd-rehearse.c \
	src/cmd-reset.c \
	src/cmd-status.c \
	src/command-line.c src/command-line.h \
	src/completion-bash.c \
	src/completion-fish.c \
	src/completion-zsh.c \
	src/completion.h \
	src/doctor-host.c \
	src/doctor-machines.c \
	src/doctor-terminal.c \
	src/doctor.h \
	src/export-lesson.c \
	src/export-links.c \
	src/export-making.h \
	src/export-page.c \
	src/export-style.h \
	src/export-write.c \
	src/export.h \
	src/fit.c src/fit.h \
	src/findings.c src/findings.h \
	src/host.c src/host.h \
	src/html-out.c src/html-out.h \
	src/json-out.c src/json-out.h \
	src/lacks.c src/lacks.h \
	src/main.c \
	src/maker-files.c src/maker-files.h \
	src/maker-line.c \
	src/maker-run.c src/maker-run.h \
	src/maker.c src/maker.h \
	src/options.c src/options.h \
	src/plain.c \
	src/rehearse-guests.c src/rehearse-guests.h \
	src/story.c src/story.h \
	src/walk-chain.c \
	src/walk-do.c \
	src/walk-errors.c \
	src/walk-guests.c \
	src/walk-language.c \
	src/walk-place.c \
	src/walk-private.h \
	src/walk-reload.c \
	src/walk-risk.c \
	src/walk-say.c \
	src/walk-stage.c \
	src/walk-view.c \
	src/walk-wait.c \
	src/walk.c src/walk.h \
	src/watch.c src/watch.h \
	src/words.c src/words.h
src_imitation_LDADD = src/libterm.a src/libui.a src/libvm.a src/liblesson.a src/libpixel.a src/libbase.a \
	$(CURSES_LIBS) $(CHAFA_LIBS) $(LIBVIRT_LIBS) $(VTERM_LIBS) $(PNG_LIBS) $(CMARK_LIBS) $(YAML_LIBS) $(JSON_LIBS) $(LTLIBINTL)

# What completes command lines, as the program itself prints it.  One that was built
# for another kind of computer cannot: then each shell asks it when it is first used.
bashcompletiondir = $(datadir)/bash-completion/completions
zshcompletiondir = $(datadir)/zsh/site-functions
fishcompletiondir = $(datadir)/fish/vendor_completions.d
nodist_bashcompletion_DATA = completion/imitation
nodist_zshcompletion_DATA = completion/_imitation
nodist_fishcompletion_DATA = completion/imitation.fish
CLEANFILES += $(completion_scripts)
completion_scripts = completion/imitation completion/_imitation completion/imitation.fish
$(completion_scripts): src/imitation$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) completion && \
	case $@ in */_*) shell=zsh ;; *.fish) shell=fish ;; *) shell=bash ;; esac && \
	if test "$(cross_compiling)" = yes; then \
		case $$shell in \
		bash) echo 'eval "$$(imitation completion bash)"' ;; \
		zsh) echo '#compdef imitation'; echo 'eval "$$(imitation completion zsh)" && _imitation "$$@"' ;; \
		fish) echo 'imitation completion fish | source' ;; \
		esac; \
	else \
		PATH="`pwd`/src:$$PATH" LC_ALL=C LANGUAGE= imitation completion $$shell; \
	fi >$@.new && mv -f $@.new $@
