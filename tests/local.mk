# All tests.  Each runs with the folders of source and build in its environment.
AM_TESTS_ENVIRONMENT = top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' \
	SANITIZERS='@SANITIZE_CFLAGS@'; export top_srcdir top_builddir SANITIZERS;
if HAVE_CMOCKA
include tests/base.mk
include tests/lesson.mk
include tests/vm.mk
include tests/ui.mk
endif
