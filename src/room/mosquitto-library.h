// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What link.c uses of libmosquitto, for the module room-mosquitto.so. */
#ifndef ROOM_MOSQUITTO_LIBRARY_H
#define ROOM_MOSQUITTO_LIBRARY_H

#include <mosquitto.h>
#include <mqtt_protocol.h>

#include "base/library-module.h"

#define LIBRARY_FUNCTIONS(F) \
	F(mosquitto_lib_init) \
	F(mosquitto_new) \
	F(mosquitto_destroy) \
	F(mosquitto_int_option) \
	F(mosquitto_username_pw_set) \
	F(mosquitto_tls_set) \
	F(mosquitto_will_set_v5) \
	F(mosquitto_connect_v5_callback_set) \
	F(mosquitto_message_v5_callback_set) \
	F(mosquitto_publish_v5_callback_set) \
	F(mosquitto_connect_bind_v5) \
	F(mosquitto_disconnect_v5) \
	F(mosquitto_subscribe_v5) \
	F(mosquitto_publish_v5) \
	F(mosquitto_socket) \
	F(mosquitto_want_write) \
	F(mosquitto_loop_read) \
	F(mosquitto_loop_write) \
	F(mosquitto_loop_misc) \
	F(mosquitto_property_add_int32) \
	F(mosquitto_property_free_all) \
	F(mosquitto_strerror)

struct library {
	LIBRARY_FUNCTIONS(LIBRARY_FIELD)
};

#endif
