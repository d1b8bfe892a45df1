# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
dist_man_MANS += man/imitation.1 man/imitation-class.1 man/imitation-lessons.5
