# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The program: the archives of all folders, those first that stand on the others.
bin_PROGRAMS += src/imitation
src_imitation_SOURCES = src/main.c
# It exports what modules want, and no more: names of ours could stand in for those of
# libraries that are loaded later.
src_imitation_LDFLAGS = $(AM_LDFLAGS) @src/modules.symbols
EXTRA_src_imitation_DEPENDENCIES = src/modules.symbols
# Most names are of the C library: where it comes first, the dynamic linker finds them first.
src_imitation_LDADD = src/libcli.a src/libapp.a src/libdoctor.a src/libclasshost.a src/libexport.a src/libterm.a src/libui.a \
	src/libsession.a src/libguests.a src/libhost.a src/libvmcore.a src/libvmfiles.a \
	src/libvmconsole.a src/libvm.a src/libprogress.a src/liblessonlint.a src/liblessonload.a src/liblesson.a \
	src/libpixel.a src/libroom.a src/libjson.a src/libbase.a \
	-lc $(CURSES_LIBS) $(CMARK_LIBS) $(YAML_LIBS) $(LTLIBINTL) $(SANITIZE_LIBS)

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

# Not as programs: their names are not to be transformed.
install-exec-local: $(MODULES)
	$(MKDIR_P) "$(DESTDIR)$(pkglibdir)"
	for module in $(MODULES); do \
		$(INSTALL_PROGRAM) $$module "$(DESTDIR)$(pkglibdir)/" || exit 1; \
	done
uninstall-hook:
	for module in $(MODULES); do rm -f "$(DESTDIR)$(pkglibdir)/$${module##*/}"; done
