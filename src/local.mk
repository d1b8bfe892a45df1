# The program: options, wiring, commands, and the walk that they all share.
bin_PROGRAMS += src/imitation
src_imitation_SOURCES = src/main.c
src_imitation_LDADD = src/libterm.a src/libui.a src/libvm.a src/liblesson.a src/libbase.a \
	$(CURSES_LIBS) $(LIBVIRT_LIBS) $(CMARK_LIBS) $(YAML_LIBS) $(JSON_LIBS) $(LTLIBINTL)
