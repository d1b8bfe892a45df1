// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Addresses of links and pictures; see address.h. */
#include "lesson/address.h"

#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "base/str.h"

bool address_has_scheme(const char *address)
{
	size_t n = 0;

	while (ascii_alnum(address[n]) || address[n] == '+' || address[n] == '.' ||
	       address[n] == '-')
		n++;
	return (n > 1 && address[n] == ':') || str_starts(address, "//");
}

char *address_file(const char *address)
{
	size_t n = strcspn(address, "?#"), i;
	struct str name = { 0 };

	for (i = 0; i < n; i++) {
		unsigned byte;

		if (address[i] == '%' && i + 2 < n && ascii_xdigit(address[i + 1]) &&
		    ascii_xdigit(address[i + 2]) && sscanf(address + i + 1, "%2x", &byte) == 1 &&
		    byte != 0) {
			str_addc(&name, (char)byte);
			i += 2;
		} else {
			str_addc(&name, address[i]);
		}
	}
	str_add(&name, "");
	return str_take(&name);
}
