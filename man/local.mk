dist_man_MANS += man/imitation.1 man/imitation-lessons.5
