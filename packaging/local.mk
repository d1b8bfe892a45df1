# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Packages.  Included by the top Makefile.am, which sets EXTRA_DIST, TESTS and
# phony before.  How each package is made is in the files themselves.
packaging_debian = \
	packaging/debian/changelog \
	packaging/debian/control \
	packaging/debian/copyright \
	packaging/debian/imitation.lintian-overrides \
	packaging/debian/rules \
	packaging/debian/source/format \
	packaging/debian/tests/control \
	packaging/debian/tests/rehearse
EXTRA_DIST += $(packaging_debian) packaging/make-deb \
	packaging/imitation.spec packaging/PKGBUILD packaging/APKBUILD

# imitation_VERSION_ARCH.deb in the build folder, from the release tarball.
deb:
	@MAKE='$(MAKE)' $(SHELL) $(srcdir)/packaging/make-deb $(srcdir)/packaging/debian $(distdir).tar.xz
CLEANFILES += imitation_*.deb
phony += deb

# The template of translations says when it was written: at the moment that was
# asked for, so that the same source gives the same tarball.
dist-hook:
	@test -z "$$SOURCE_DATE_EPOCH" || { file=$(distdir)/po/imitation.pot && \
	date=`date -u -d "@$$SOURCE_DATE_EPOCH" '+%Y-%m-%d %H:%M+0000'` && \
	sed "s/^\"POT-Creation-Date: .*/\"POT-Creation-Date: $$date\\\\n\"/" $$file >$$file.new && \
	mv -f $$file.new $$file; }

TESTS += tests/packaging-test.sh
EXTRA_DIST += tests/packaging-test.sh
