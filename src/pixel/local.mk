# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/pixel: pictures as pixels, as files, and as what terminals can show.
noinst_LIBRARIES += src/libpixel.a
src_libpixel_a_SOURCES = \
	src/pixel/chafa-module.h \
	src/pixel/formats.c src/pixel/formats.h \
	src/pixel/image.c src/pixel/image.h \
	src/pixel/png-library.h

# The module that src/pixel/formats.c opens: what is linked to libchafa.
if HAVE_CHAFA
noinst_LIBRARIES += src/libpixelchafa.a
src_libpixelchafa_a_CFLAGS = $(MODULE_CFLAGS) $(CHAFA_CFLAGS)
src_libpixelchafa_a_SOURCES = src/pixel/chafa-module.c
noinst_PROGRAMS += src/pixel-chafa.so
src_pixel_chafa_so_SOURCES =
src_pixel_chafa_so_LDFLAGS = $(MODULE_LINK)
src_pixel_chafa_so_LDADD = src/libpixelchafa.a $(CHAFA_LIBS)
MODULES += src/pixel-chafa.so
endif

PIXEL_LINK = src/libpixel.a $(BASE_LINK)

# The module that src/pixel/image.c opens.
noinst_PROGRAMS += src/pixel-png.so
src_pixel_png_so_CPPFLAGS = $(AM_CPPFLAGS) -DLIBRARY='"pixel/png-library.h"'
src_pixel_png_so_CFLAGS = $(MODULE_CFLAGS)
src_pixel_png_so_SOURCES = src/base/library-module.c
src_pixel_png_so_LDFLAGS = $(MODULE_LINK)
src_pixel_png_so_LDADD = $(PNG_LIBS)
MODULES += src/pixel-png.so
