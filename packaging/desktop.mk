# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# For the menus and the software catalogues of desktops.
applicationsdir = $(datadir)/applications
dist_applications_DATA = packaging/imitation.desktop
iconsdir = $(datadir)/icons/hicolor/scalable/apps
dist_icons_DATA = packaging/imitation.svg
metainfodir = $(datadir)/metainfo
dist_metainfo_DATA = packaging/io.github.imitation_workshop.imitation.metainfo.xml
