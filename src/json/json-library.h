// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What json.c uses of json-c, for the module json-c.so. */
#ifndef JSON_JSON_LIBRARY_H
#define JSON_JSON_LIBRARY_H

#include <json-c/json.h>

#include "base/library-module.h"

#define LIBRARY_FUNCTIONS(F) \
	F(json_object_new_object) \
	F(json_object_new_array) \
	F(json_object_new_string) \
	F(json_object_new_int64) \
	F(json_object_new_boolean) \
	F(json_object_object_add) \
	F(json_object_array_add) \
	F(json_object_object_get_ex) \
	F(json_object_array_length) \
	F(json_object_array_get_idx) \
	F(json_object_get_type) \
	F(json_object_get_string) \
	F(json_object_get_string_len) \
	F(json_object_get_int64) \
	F(json_object_get_boolean) \
	F(json_object_iter_begin) \
	F(json_object_iter_end) \
	F(json_object_iter_equal) \
	F(json_object_iter_next) \
	F(json_object_iter_peek_name) \
	F(json_object_iter_peek_value) \
	F(json_tokener_new_ex) \
	F(json_tokener_parse_ex) \
	F(json_tokener_get_error) \
	F(json_tokener_get_parse_end) \
	F(json_tokener_free) \
	F(json_object_to_json_string_ext) \
	F(json_object_put)

struct library {
	LIBRARY_FUNCTIONS(LIBRARY_FIELD)
};

#endif
