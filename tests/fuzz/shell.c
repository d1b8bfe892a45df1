// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Words quoted for a shell: what it makes of them by POSIX.1-2017, Shell Command Language,
 * 2.2 and 2.6, is what was quoted; and what is shown of them is clean. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/shell-quote.h"
#include "base/str.h"

enum {
	GROWTH = 4, /* bytes that one becomes: \\033 */
	FRAME = 20  /* "$(printf -- '')" and the like */
};

/* ---- the shell -------------------------------------------------------------------- */

/* Moves past "\\033" and adds that byte. */
static const char *octal(const char *at, struct str *out)
{
	char digits[4] = "";
	size_t n;

	for (n = 0; n < 3 && at[1 + n]; n++)
		digits[n] = at[1 + n];
	if (strspn(digits, "01234567") != 3)
		fail_msg("printf knows no \"%.4s\"", at);
	str_addc(out, (char)strtoul(digits, NULL, 8));
	return at + 4;
}

/* What printf makes of its format once; "%s" takes the next of the words, which NULL ends. */
static void print_once(struct str *out, const char *format, char ***words)
{
	while (*format) {
		if (strncmp(format, "%s", 2) == 0) {
			str_add(out, **words);
			*words += **words != NULL;
		} else if (strncmp(format, "%%", 2) == 0 || strncmp(format, "\\\\", 2) == 0) {
			str_addc(out, *format);
		} else if (strncmp(format, "\\n", 2) == 0) {
			str_addc(out, '\n');
		} else if (*format == '\\') {
			format = octal(format, out);
			continue;
		} else if (*format == '%') {
			fail_msg("printf knows no \"%.2s\"", format);
		} else {
			str_addc(out, *format++);
			continue;
		}
		format += 2;
	}
}

/* Its format is used again while words are left. */
static void print(struct str *out, const char *format, char **words)
{
	do {
		print_once(out, format, &words);
	} while (*words && strstr(format, "%s"));
}

/* Moves past '…' and adds what is in it. */
static const char *single(const char *at, struct str *out)
{
	size_t n = strcspn(at + 1, "'");

	if (at[1 + n] != '\'')
		fail_msg("a quote has no end: %s", at);
	str_addn(out, at + 1, n);
	return at + n + 2;
}

/* Moves past one word of what needs no more than quotes. */
static const char *plain(const char *at, struct str *out)
{
	static const char special[] = "|&;<>()$`\\\"'*?[]#~!{} \t\n";

	while (*at && *at != ' ' && *at != ')') {
		if (*at == '\'') {
			at = single(at, out);
		} else if (at[0] == '\\' && at[1] == '\'') {
			str_addc(out, '\'');
			at += 2;
		} else if (strchr(special, *at)) {
			fail_msg("a shell does something with: %s", at);
		} else {
			str_addc(out, *at++);
		}
	}
	return at;
}

/* Moves past "$(printf [--] FORMAT)".  Newlines at the end are dropped. */
static const char *substitution(const char *at, struct str *out)
{
	struct str format = { 0 }, text = { 0 };
	char *no_words[] = { NULL };
	size_t dashes;

	at += strlen("\"$(printf ");
	dashes = strncmp(at, "-- ", 3) == 0 ? 3 : 0;
	at = plain(at + dashes, &format);
	if (!dashes && str_text(&format)[0] == '-')
		fail_msg("printf takes that for an option: %s", str_text(&format));
	print(&text, str_text(&format), no_words);
	while (text.len > 0 && text.text[text.len - 1] == '\n')
		str_cut(&text, text.len - 1);
	str_add(out, str_text(&text));
	if (strncmp(at, ")\"", 2) != 0)
		fail_msg("a substitution has no end: %s", at);
	str_free(&format);
	str_free(&text);
	return at + 2;
}

/* Reads one word and moves to the blank behind it. */
static const char *word(const char *at, struct str *out)
{
	if (*at == '=')
		fail_msg("zsh replaces \"%s\"", at);
	while (*at && *at != ' ')
		at = strncmp(at, "\"$(printf ", 10) == 0 ? substitution(at, out) : plain(at, out);
	return at;
}

/* ---- what is quoted ----------------------------------------------------------------- */

static char *without_newlines(const char *text)
{
	size_t n = strlen(text);

	while (n > 0 && text[n - 1] == '\n')
		n--;
	return mem_ndup(text, n);
}

/* before: what stands in front of the quoted word; skip: the bytes of the text that this is. */
static void look_at_word(void (*quote)(struct str *out, const char *word), const char *text,
			 const char *before, size_t skip)
{
	struct str quoted = { 0 }, read = { 0 };
	char *wanted = without_newlines(text + skip);

	quote(&quoted, text);
	fuzz_clean(str_text(&quoted), false);
	if (!str_starts(str_text(&quoted), before))
		fail_msg("%s does not begin with %s", str_text(&quoted), before);
	if (*word(str_text(&quoted) + strlen(before), &read))
		fail_msg("these are several words: %s", str_text(&quoted));
	assert_string_equal(str_text(&read), wanted);
	if (quoted.len > GROWTH * strlen(text) + FRAME)
		fail_msg("%zu bytes become %zu", strlen(text), quoted.len);
	str_free(&quoted);
	str_free(&read);
	free(wanted);
}

/* printf and its arguments: FORMAT WORD… */
static void look_at_print(const char *text)
{
	struct shell_argv argv = { 0 };
	struct str read = { 0 }, printed = { 0 };
	char **words = NULL, *command;
	size_t n = 0, i;
	const char *at;

	shell_args_print(&argv, text);
	command = shell_command(&argv);
	fuzz_clean(command, false);
	for (at = command; *at; at += *at == ' ') {
		str_cut(&read, 0);
		at = word(at, &read);
		*MEM_PUSH(words, n) = mem_dup(str_text(&read));
	}
	*MEM_PUSH(words, n) = NULL;
	assert_true(n >= 4);
	assert_string_equal(words[0], "printf");
	print(&printed, words[1], words + 2);
	assert_string_equal(str_text(&printed), text);
	for (i = 0; i < n; i++)
		free(words[i]);
	free(words);
	free(command);
	str_free(&read);
	str_free(&printed);
}

FUZZ(shell)
{
	char *text = fuzz_text(data, size);

	bool home = str_starts(text, "~/");

	look_at_word(shell_quote_word, text, "", 0);
	look_at_word(shell_quote_path, text, home ? "~/" : "", home ? 2 : 0);
	look_at_word(shell_quote_file, text, text[0] == '-' ? "./" : "", 0);
	look_at_print(text);
	free(text);
	return 0;
}
