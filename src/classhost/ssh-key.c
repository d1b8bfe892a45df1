// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See ssh-key.h. */
#include "classhost/ssh-key.h"

#include <stdint.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"

/* A key is a number of strings, each with its length before it, and the first is the kind (RFC
 * 4253, 6.6; RFC 5656; RFC 8709; OpenSSH's PROTOCOL.u2f). */
static const struct {
	const char *kind;
	int strings;
} kinds[] = {
	{ "ssh-ed25519", 2 },
	{ "ssh-rsa", 3 },
	{ "ecdsa-sha2-nistp256", 3 },
	{ "ecdsa-sha2-nistp384", 3 },
	{ "ecdsa-sha2-nistp521", 3 },
	{ "sk-ssh-ed25519@openssh.com", 3 },
	{ "sk-ecdsa-sha2-nistp256@openssh.com", 4 },
};

enum { BYTES_MOST = 4096 }; /* of a key; RSA with 16384 bits has 2071 */

bool ssh_key_begins(const char *text, size_t n)
{
	static const char *const starts[] = { "ssh-", "ecdsa-", "sk-ssh-", "sk-ecdsa-",
					      "-----BEGIN" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(starts); i++)
		if (n >= strlen(starts[i]) && memcmp(text, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

static int value_of(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (ascii_digit(c))
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* Decodes base64 (RFC 4648) up to a blank or the end.  Returns the number of bytes; 0 if it is
 * wrong or has more than BYTES_MOST. */
static size_t decode(const char *text, uint8_t out[BYTES_MOST])
{
	size_t n = strcspn(text, " "), pad = 0, i, bytes = 0;
	uint32_t bits = 0;

	while (pad < 2 && n > pad && text[n - 1 - pad] == '=')
		pad++;
	if (n % 4 != 0 || n / 4 * 3 > BYTES_MOST)
		return 0;
	for (i = 0; i < n - pad; i++) {
		int value = value_of(text[i]);

		if (value < 0)
			return 0;
		bits = bits << 6 | (uint32_t)value;
		if (i % 4 != 0)
			out[bytes++] = (uint8_t)(bits >> (6 - 2 * (i % 4)));
	}
	return bytes;
}

/* Takes the next string.  Returns its bytes, or NULL where it is not whole. */
static const uint8_t *next(const uint8_t **at, size_t *left, size_t *length)
{
	const uint8_t *here = *at;

	if (*left < 4)
		return NULL;
	*length = (size_t)here[0] << 24 | (size_t)here[1] << 16 | (size_t)here[2] << 8 | here[3];
	if (*length == 0 || *length > *left - 4)
		return NULL;
	*at += 4 + *length;
	*left -= 4 + *length;
	return here + 4;
}

static bool is_whole(const uint8_t *bytes, size_t n, const char *kind, int strings)
{
	size_t length;
	const uint8_t *first = next(&bytes, &n, &length);

	if (!first || length != strlen(kind) || memcmp(first, kind, length) != 0)
		return false;
	while (--strings > 0)
		if (!next(&bytes, &n, &length))
			return false;
	return n == 0;
}

enum ssh_key_verdict ssh_key_judge(const char *text)
{
	size_t n = strcspn(text, " "), i;
	uint8_t bytes[BYTES_MOST];

	if (strstr(text, "PRIVATE KEY") || str_starts(text, "-----BEGIN"))
		return SSH_KEY_PRIVATE;
	for (i = 0; i < ARRAY_LEN(kinds); i++)
		if (n == strlen(kinds[i].kind) && memcmp(text, kinds[i].kind, n) == 0)
			break;
	if (i == ARRAY_LEN(kinds))
		return SSH_KEY_UNKNOWN;
	text += n;
	text += strspn(text, " ");
	return is_whole(bytes, decode(text, bytes), kinds[i].kind, kinds[i].strings)
		       ? SSH_KEY_GOOD
		       : SSH_KEY_DAMAGED;
}
