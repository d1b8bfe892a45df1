# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/pixel: pictures as pixels, as files, and as what terminals can show.
noinst_LIBRARIES += src/libpixel.a
src_libpixel_a_SOURCES = \
	src/pixel/image.c src/pixel/image.h \
	src/pixel/kitty.c src/pixel/kitty.h \
	src/pixel/png.c src/pixel/png.h \
	src/pixel/sixel.c src/pixel/sixel.h \
	src/pixel/symbols.c src/pixel/symbols.h

PIXEL_LINK = src/libpixel.a $(BASE_LINK) $(CHAFA_LIBS) $(PNG_LIBS)
