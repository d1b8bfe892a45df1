// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What output.c uses of json-c, for the module doctor-json.so. */
#ifndef DOCTOR_JSON_LIBRARY_H
#define DOCTOR_JSON_LIBRARY_H

#include <json-c/json.h>

#include "base/library-module.h"

#define LIBRARY_FUNCTIONS(F) \
	F(json_object_new_object) \
	F(json_object_new_array) \
	F(json_object_new_string) \
	F(json_object_new_int) \
	F(json_object_new_boolean) \
	F(json_object_object_add) \
	F(json_object_array_add) \
	F(json_object_to_json_string_ext) \
	F(json_object_put)

struct library {
	LIBRARY_FUNCTIONS(LIBRARY_FIELD)
};

#endif
