# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The lessons and what their machines boot.  Included by the top Makefile.am,
# which sets EXTRA_DIST and CLEANFILES before, and has
#
#   all-local: lessons-ready        the workshop stands whole in the build tree
#
# GUEST_AS and GUEST_LD come from configure: an assembler and a linker that
# make i386 code, whatever the host is; "no" where there are none.

lessons_texts = \
	lessons/workshop.md \
	lessons/01-a-computer-inside-a-computer.md \
	lessons/02-power-on.md \
	lessons/03-pause-without-shutting-down.md \
	lessons/04-three-ways-to-stop.md \
	lessons/05-take-a-save-point-then-break-it.md \
	lessons/06-backwards-and-forwards-in-time.md \
	lessons/07-branches-and-clones.md \
	lessons/08-a-file-that-is-a-whole-disk.md \
	lessons/09-a-processor-that-you-dont-own.md \
	lessons/10-networks-made-of-nothing.md \
	lessons/11-hardware-on-demand.md \
	lessons/12-sandboxes-all-the-way-down.md \
	lessons/13-that-long-lost-adventure.md \
	lessons/14-inception.md

# The same in other languages, a folder a language.
lessons_es = \
	lessons/es/workshop.md \
	lessons/es/01-a-computer-inside-a-computer.md \
	lessons/es/02-power-on.md \
	lessons/es/03-pause-without-shutting-down.md \
	lessons/es/04-three-ways-to-stop.md \
	lessons/es/05-take-a-save-point-then-break-it.md \
	lessons/es/06-backwards-and-forwards-in-time.md \
	lessons/es/07-branches-and-clones.md \
	lessons/es/08-a-file-that-is-a-whole-disk.md \
	lessons/es/09-a-processor-that-you-dont-own.md \
	lessons/es/10-networks-made-of-nothing.md \
	lessons/es/11-hardware-on-demand.md \
	lessons/es/12-sandboxes-all-the-way-down.md \
	lessons/es/13-that-long-lost-adventure.md \
	lessons/es/14-inception.md

# What "imitation new" begins a workshop with, a folder a language.
template_en = \
	lessons/template/en/workshop.md \
	lessons/template/en/01-hold-still.md
template_es = \
	lessons/template/es/workshop.md \
	lessons/template/es/01-quieta.md

lessons_guests = lessons/guests/tick.img

# What makes the guests that are more than a boot sector, of Debian packages, and
# what it makes.  It is run by "make guests" and by the program when they are
# first needed; a build needs neither it nor a network.
lessons_maker = lessons/guests/make-guests
# What makes them into one signed archive, and takes them out of it elsewhere.
lessons_archivers = lessons/guests/archive-guests lessons/guests/take-guests
lessons_keys = lessons/guests/trusted-keys
lessons_maker_parts = \
	lessons/guests/linux/button \
	lessons/guests/linux/hotplug \
	lessons/guests/linux/index.html \
	lessons/guests/linux/init \
	lessons/guests/linux/inner \
	lessons/guests/linux/power \
	lessons/guests/linux/profile \
	lessons/guests/linux/rc \
	lessons/guests/linux/safe \
	lessons/guests/linux/safe.hex \
	lessons/guests/linux/world
lessons_made = \
	lessons/guests/linux.kernel lessons/guests/linux.initrd \
	lessons/guests/arm64.kernel lessons/guests/arm64.initrd \
	lessons/guests/adventure.initrd lessons/guests/nested.initrd \
	lessons/guests/inetsim.initrd

lessonsdir = $(pkgdatadir)/lessons
dist_lessons_DATA = $(lessons_texts)

lessonsesdir = $(lessonsdir)/es
dist_lessonses_DATA = $(lessons_es)

templateendir = $(lessonsdir)/template/en
dist_templateen_DATA = $(template_en)
templateesdir = $(lessonsdir)/template/es
dist_templatees_DATA = $(template_es)

lessonsguestsdir = $(lessonsdir)/guests
nodist_lessonsguests_DATA = $(lessons_guests)
dist_lessonsguests_DATA = $(lessons_keys)
dist_lessonsguests_SCRIPTS = $(lessons_maker) $(lessons_archivers)
lessonspartsdir = $(lessonsguestsdir)/linux
dist_lessonsparts_DATA = $(lessons_maker_parts)

EXTRA_DIST += lessons/README lessons/guests/tick.S lessons/guests/tick.hex
CLEANFILES += $(lessons_guests) lessons/guests/kept.img lessons/guests/tick.o

# The dreamer's bytes as they are kept for hosts without an assembler: numbers
# in base 16, which printf wants in base 8.
lessons/guests/kept.img: $(srcdir)/lessons/guests/tick.hex
	$(AM_V_GEN)$(MKDIR_P) lessons/guests && \
	printf "$$(LC_ALL=C awk '/^#/ { next } { for (i = 1; i <= NF; i++) { \
		n = 16 * index(digits, substr($$i, 1, 1)) + index(digits, substr($$i, 2, 1)) - 17; \
		printf "%c%03o", 92, n } }' digits=0123456789abcdef $(srcdir)/lessons/guests/tick.hex)" >$@.new && \
	mv -f $@.new $@

# -e names the entry point, which a boot sector has by its place already: the
# linker would ask for one.  Anything but one sector is a mistake.
lessons/guests/tick.img: $(srcdir)/lessons/guests/tick.S lessons/guests/kept.img
	$(AM_V_GEN)if test "$(GUEST_AS)" = no; then \
		cp lessons/guests/kept.img $@.new; \
	else \
		$(GUEST_AS) --32 -o lessons/guests/tick.o $(srcdir)/lessons/guests/tick.S && \
		$(GUEST_LD) -m elf_i386 -Ttext 0x7c00 -e start --oformat binary \
			-o $@.new lessons/guests/tick.o && \
		rm -f lessons/guests/tick.o; \
	fi && \
	if test `wc -c <$@.new` -ne 512; then \
		echo "$@: not one sector of 512 bytes" >&2; \
		rm -f $@.new; exit 1; \
	fi && \
	chmod a-x $@.new && mv -f $@.new $@

# After a change of tick.S, on a host that has an assembler.
tick-hex: lessons/guests/tick.img
	@{ sed -n '/^#/p' $(srcdir)/lessons/guests/tick.hex && \
		od -An -v -tx1 lessons/guests/tick.img | sed 's/^ *//'; } >tick.hex.new && \
		mv -f tick.hex.new $(srcdir)/lessons/guests/tick.hex

# What makes the VeraCrypt volume of the small Linux.  Its bytes are kept, so that the
# guests can be made without a compiler; after a change: make safe-hex.
check_PROGRAMS += lessons/guests/safe/safe
lessons_guests_safe_safe_SOURCES = \
	lessons/guests/safe/fat.c lessons/guests/safe/fat.h \
	lessons/guests/safe/pbkdf2.c lessons/guests/safe/pbkdf2.h \
	lessons/guests/safe/safe.c \
	lessons/guests/safe/xts.c lessons/guests/safe/xts.h
safe-hex: lessons/guests/safe/safe$(EXEEXT)
	@{ sed -n '/^#/p' $(srcdir)/lessons/guests/linux/safe.hex && \
		lessons/guests/safe/safe | od -An -v -tx1 | sed 's/^ *//'; } >safe.hex.new && \
		mv -f safe.hex.new $(srcdir)/lessons/guests/linux/safe.hex

# A workshop is one folder, texts and images together.  Where the build tree
# is not the source tree, link the texts beside the images that were built.
lessons-ready: $(lessons_guests) $(lessons_texts) $(lessons_es) $(template_en) $(template_es)
	@for file in $(lessons_texts) $(lessons_es) $(lessons_maker) $(lessons_maker_parts) \
		$(lessons_archivers) $(lessons_keys) $(template_en) $(template_es); do \
		test $$file -ef "$(abs_top_srcdir)/$$file" && continue; \
		$(MKDIR_P) `dirname $$file` && rm -f $$file && \
		$(LN_S) "$(abs_top_srcdir)/$$file" $$file || exit 1; \
	done

mostlyclean-local: lessons-unready
lessons-unready:
	@for file in $(lessons_texts) $(lessons_es) $(lessons_maker) $(lessons_maker_parts) \
		$(lessons_archivers) $(lessons_keys) $(template_en) $(template_es); do \
		if test -h $$file; then rm -f $$file; fi; \
	done

# All that are missing or older than what makes them; nothing where there are
# none.  What was downloaded is kept for the next time.
guests: lessons/guests/tick.img
	@old=; for file in $(lessons_made); do \
		test -s $$file && test -z "`find $(srcdir)/$(lessons_maker) $(srcdir)/lessons/guests/linux -type f -newer $$file`" || \
			{ old=yes; rm -f $$file; }; \
	done; \
	if test -z "$$old"; then echo "guests: all there"; else \
		$(SHELL) $(srcdir)/$(lessons_maker) --output lessons/guests \
			--keep lessons/guests-packages all; \
	fi

# All of them as one signed archive, for people who have no apt.
guests_archive = imitation-guests-$(VERSION).tar
guests-key:
	@if test -z "$(GUESTS_KEY)"; then \
		echo "An archive is signed, so that people can trust it.  Name your private key:" >&2; \
		echo "make guests-archive GUESTS_KEY=$$HOME/.ssh/id_ed25519" >&2; \
		exit 1; \
	fi
guests-archive: guests-key guests
	@$(SHELL) $(srcdir)/lessons/guests/archive-guests --key "$(GUESTS_KEY)" --from lessons/guests \
		$(guests_archive)
CLEANFILES += $(guests_archive)

# Those that are there are installed; the program makes the others itself.
install-data-local:
	@$(MKDIR_P) "$(DESTDIR)$(lessonsguestsdir)"
	@for file in $(lessons_made); do \
		test ! -s $$file || $(INSTALL_DATA) $$file "$(DESTDIR)$(lessonsguestsdir)" || exit 1; \
	done
uninstall-local:
	@for file in $(lessons_made); do \
		rm -f "$(DESTDIR)$(lessonsguestsdir)/`basename $$file`"; \
	done
distclean-local:
	rm -f $(lessons_made)
	rm -rf lessons/guests-packages

phony += lessons-ready lessons-unready guests guests-key guests-archive tick-hex safe-hex
