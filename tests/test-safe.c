// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The ciphers that make the VeraCrypt volume of lesson 8, against published examples. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../lessons/guests/safe/pbkdf2.h"
#include "../lessons/guests/safe/xts.h"

static void bytes_of(const char *hex, uint8_t *out)
{
	char pair[3] = "";

	for (; *hex; hex += 2) {
		memcpy(pair, hex, 2);
		*out++ = (uint8_t)strtoul(pair, NULL, 16);
	}
}

static void assert_bytes(const uint8_t *bytes, const char *hex)
{
	uint8_t wanted[SHA512_SIZE];

	assert_true(strlen(hex) / 2 <= sizeof wanted);
	bytes_of(hex, wanted);
	assert_memory_equal(bytes, wanted, strlen(hex) / 2);
}

/* FIPS 180-4's examples: of one block, of two, and of none. */
static void hashes(void **state)
{
	static const char two[] = "abcdefghbcdefghicdefghijdefghijkefghijklfghijklm"
				  "ghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu";
	uint8_t hash[SHA512_SIZE];

	(void)state;
	sha512("abc", 3, hash);
	assert_bytes(hash, "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
			   "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
	sha512(two, strlen(two), hash);
	assert_bytes(hash, "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
			   "501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909");
	sha512("", 0, hash);
	assert_bytes(hash, "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
			   "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e");
}

/* Those of RFC 6070, with SHA-512. */
static void keys_from_passwords(void **state)
{
	static const struct {
		unsigned rounds;
		const char *key;
	} known[] = {
		{ 1, "867f70cf1ade02cff3752599a3a53dc4af34c7a669815ae5d513554e1c8cf252"
		     "c02d470a285a0501bad999bfe943c08f050235d7d68b1da55e63f73b60a57fce" },
		{ 2, "e1d9c16aa681708a45f5c7c4e215ceb66e011a2e9f0040713f18aefdb866d53c"
		     "f76cab2868a39b9f7840edce4fef5a82be67335c77a6068e04112754f27ccf4e" },
		{ 4096, "d197b1b33db0143e018b12f3d1d1479e6cdebdcc97c5c0f87f6902e072f457b5"
			"143f30602641b3d55cd335988cb36b84376060ecd532e039b742a239434af2d5" },
	};
	uint8_t key[SHA512_SIZE];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof known / sizeof *known; i++) {
		pbkdf2("password", (const uint8_t *)"salt", 4, known[i].rounds, key);
		assert_bytes(key, known[i].key);
	}
}

/* Vector 10 of IEEE 1619: 512 bytes, of which the first and the last ones are compared. */
static void data_units(void **state)
{
	uint8_t key[XTS_KEY], data[512];
	size_t i;

	(void)state;
	bytes_of("2718281828459045235360287471352662497757247093699959574966967627"
		 "3141592653589793238462643383279502884197169399375105820974944592", key);
	for (i = 0; i < sizeof data; i++)
		data[i] = (uint8_t)i;
	xts_encrypt(key, 0xff, data, sizeof data);
	assert_bytes(data, "1c3b3a102f770386e4836c99e370cf9bea00803f5e482357a4ae12d414a3e63b");
	assert_bytes(data + 496, "c4f36ffda9fcea70b9c6e693e148c151");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hashes),
		cmocka_unit_test(keys_from_passwords),
		cmocka_unit_test(data_units),
	};

	return cmocka_run_group_tests_name("safe", tests, NULL, NULL);
}
