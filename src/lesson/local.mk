# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/lesson: the model of a workshop: lessons, steps, actions, checks; the table of verbs.
noinst_LIBRARIES += src/liblesson.a
src_liblesson_a_SOURCES = \
	src/lesson/diag.c src/lesson/diag.h \
	src/lesson/doc.c src/lesson/doc.h \
	src/lesson/fields.h \
	src/lesson/lesson.h \
	src/lesson/pattern.c src/lesson/pattern.h \
	src/lesson/question.c src/lesson/question.h \
	src/lesson/tre-library.h \
	src/lesson/verbs.c src/lesson/verbs.h \
	src/lesson/workshop.c src/lesson/workshop.h

# src/lesson/load: from files to the model: markdown, YAML, HTML, Liquid.
noinst_LIBRARIES += src/liblessonload.a
src_liblessonload_a_SOURCES = \
	src/lesson/load/admonition.c src/lesson/load/admonition.h \
	src/lesson/load/cover.c src/lesson/load/cover.h \
	src/lesson/load/dialect.c src/lesson/load/dialect.h \
	src/lesson/load/document.c src/lesson/load/document.h \
	src/lesson/load/ends.c src/lesson/load/ends.h \
	src/lesson/load/fences.c src/lesson/load/fences.h \
	src/lesson/load/front.c src/lesson/load/front.h src/lesson/load/front-matter.h \
	src/lesson/load/html.c src/lesson/load/html.h \
	src/lesson/load/htmlblocks.c src/lesson/load/htmlblocks.h \
	src/lesson/load/htmltree.c src/lesson/load/htmltree.h \
	src/lesson/load/inlines.c src/lesson/load/inlines.h \
	src/lesson/load/lesson-file.c src/lesson/load/lesson-file.h \
	src/lesson/load/liquid.c src/lesson/load/liquid.h \
	src/lesson/load/load.c src/lesson/load/load.h \
	src/lesson/load/markdown.c src/lesson/load/markdown.h \
	src/lesson/load/markdown-parts.c src/lesson/load/markdown-parts.h \
	src/lesson/load/mdtext.c src/lesson/load/mdtext.h \
	src/lesson/load/page.c src/lesson/load/page.h \
	src/lesson/load/rows.c src/lesson/load/rows.h \
	src/lesson/load/scan.c src/lesson/load/scan.h \
	src/lesson/load/strike.c src/lesson/load/strike.h \
	src/lesson/load/table.c src/lesson/load/table.h \
	src/lesson/load/values.c src/lesson/load/values.h \
	src/lesson/load/yaml.c src/lesson/load/yaml.h

# src/lesson/lint: what is wrong with a workshop.
noinst_LIBRARIES += src/liblessonlint.a
src_liblessonlint_a_SOURCES = \
	src/lesson/lint/lint.c src/lesson/lint/lint.h \
	src/lesson/lint/steps.c src/lesson/lint/steps.h \
	src/lesson/lint/translation.c src/lesson/lint/translation.h

LESSON_LINK = src/liblesson.a $(BASE_LINK)
LOAD_LINK = src/liblessonload.a $(LESSON_LINK) $(CMARK_LIBS) $(YAML_LIBS)
LINT_LINK = src/liblessonlint.a $(LOAD_LINK)

# The module that src/lesson/pattern.c opens.
noinst_PROGRAMS += src/lesson-tre.so
src_lesson_tre_so_CPPFLAGS = $(AM_CPPFLAGS) -DLIBRARY='"lesson/tre-library.h"'
src_lesson_tre_so_CFLAGS = $(MODULE_CFLAGS)
src_lesson_tre_so_SOURCES = src/base/library-module.c
src_lesson_tre_so_LDFLAGS = $(MODULE_LINK)
src_lesson_tre_so_LDADD = $(TRE_LIBS)
MODULES += src/lesson-tre.so
