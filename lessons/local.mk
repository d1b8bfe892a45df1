# The lessons and what their machines boot.  Included by the top Makefile.am,
# which sets EXTRA_DIST and CLEANFILES before, and has
#
#   all-local: lessons-ready        the workshop stands whole in the build tree
#
# GUEST_AS and GUEST_LD come from configure: an assembler and a linker that
# make i386 code, whatever the host is.

lessons_texts = \
	lessons/workshop.md \
	lessons/01-a-computer-inside-a-computer.md \
	lessons/02-power-on.md \
	lessons/03-pause-without-shutting-down.md \
	lessons/04-three-ways-to-stop.md \
	lessons/05-take-a-save-point-then-break-it.md \
	lessons/06-backwards-and-forwards-in-time.md

lessons_guests = lessons/guests/tick.img

lessonsdir = $(pkgdatadir)/lessons
dist_lessons_DATA = $(lessons_texts)

lessonsguestsdir = $(lessonsdir)/guests
nodist_lessonsguests_DATA = $(lessons_guests)

EXTRA_DIST += lessons/README lessons/guests/tick.S
CLEANFILES += $(lessons_guests) lessons/guests/tick.o

# -e names the entry point, which a boot sector has by its place already: the
# linker would ask for one.  Anything but one sector is a mistake.
lessons/guests/tick.img: $(srcdir)/lessons/guests/tick.S
	$(AM_V_GEN)$(MKDIR_P) lessons/guests && \
	$(GUEST_AS) --32 -o lessons/guests/tick.o \
		$(srcdir)/lessons/guests/tick.S && \
	$(GUEST_LD) -m elf_i386 -Ttext 0x7c00 -e start --oformat binary \
		-o $@.new lessons/guests/tick.o && \
	rm -f lessons/guests/tick.o && \
	if test `wc -c <$@.new` -ne 512; then \
		echo "$@: not one sector of 512 bytes" >&2; \
		rm -f $@.new; exit 1; \
	fi && \
	chmod a-x $@.new && mv -f $@.new $@

# A workshop is one folder, texts and images together.  Where the build tree
# is not the source tree, link the texts beside the images that were built.
lessons-ready: $(lessons_guests) $(lessons_texts)
	@for file in $(lessons_texts); do \
		test -e $$file && continue; \
		$(MKDIR_P) `dirname $$file` && rm -f $$file && \
		$(LN_S) $(abs_top_srcdir)/$$file $$file || exit 1; \
	done

mostlyclean-local: lessons-unready
lessons-unready:
	@for file in $(lessons_texts); do \
		if test -h $$file; then rm -f $$file; fi; \
	done

.PHONY: lessons-ready lessons-unready
