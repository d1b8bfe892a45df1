// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Values of the lesson format; see values.h.  Any thread. */
#include "lesson/load/values.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/ascii.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "lesson/lesson.h"
#include "lesson/pattern.h"
#include "lesson/verbs.h"
#include "lesson/workshop.h"

/* ---- what words look like ------------------------------------------------------ */

bool number_parse(const char *text, int least, int most, int *number)
{
	char *end;
	long n;

	if (!ascii_digit(text[0]))
		return false;
	errno = 0;
	n = strtol(text, &end, 10);
	if (errno || *end || n < least || n > most)
		return false;
	*number = (int)n;
	return true;
}

bool size_parse(const char *text, uint64_t *bytes)
{
	static const struct {
		const char *name;
		double factor;
	} units[] = {
		{ "", 1 }, { "B", 1 },
		{ "K", 0x1p10 }, { "KiB", 0x1p10 }, { "kB", 1e3 }, { "KB", 1e3 }, { "k", 0x1p10 },
		{ "M", 0x1p20 }, { "MiB", 0x1p20 }, { "MB", 1e6 },
		{ "G", 0x1p30 }, { "GiB", 0x1p30 }, { "GB", 1e9 },
		{ "T", 0x1p40 }, { "TiB", 0x1p40 }, { "TB", 1e12 },
	};
	double value = 0, scale = 1;
	bool point = false;
	size_t i;

	if (!ascii_digit(*text))
		return false;
	/* Not strtod(), whose decimal point depends on the locale. */
	for (; ascii_digit(*text) || (*text == '.' && !point); text++) {
		if (*text == '.') {
			point = true;
			continue;
		}
		value = value * 10 + (*text - '0');
		scale *= point ? 10 : 1;
	}
	while (*text == ' ')
		text++;
	for (i = 0; i < ARRAY_LEN(units); i++) {
		if (strcmp(units[i].name, text) != 0)
			continue;
		value = value / scale * units[i].factor;
		if (!(value >= 1 && value <= 0x1p50)) /* also false for NaN */
			return false;
		*bytes = (uint64_t)value;
		return true;
	}
	return false;
}

bool machine_name_ok(const char *name)
{
	size_t n = strlen(name), i;

	for (i = 0; i < n; i++)
		if (!ascii_alnum(name[i]) && name[i] != '-')
			return false;
	return n > 0 && n <= MACHINE_NAME_BYTES && name[0] != '-' && !str_starts(name, SAFETY_PREFIX);
}

bool language_name_ok(const char *name)
{
	size_t n = 0;

	while (ascii_lowercase(name[n]))
		n++;
	if (n < 2 || n > 3)
		return false;
	if (name[n] == '\0')
		return true;
	if (name[n] != '_' && name[n] != '-')
		return false;
	name += n + 1;
	for (n = 0; ascii_alnum(name[n]);)
		n++;
	return n >= 2 && name[n] == '\0';
}

/* Is it a relative path that never leaves the folder in which it starts? */
static bool path_stays_inside(const char *path)
{
	int depth = 0;

	while (*path) {
		size_t n = strcspn(path, "/");

		if (n == 2 && strncmp(path, "..", 2) == 0)
			depth--;
		else if (n > 0 && !(n == 1 && *path == '.'))
			depth++;
		if (depth < 0)
			return false;
		path += n;
		path += *path == '/';
	}
	return depth > 0;
}

/* ---- values -------------------------------------------------------------------- */

enum { MAX_CPUS = 512, MAX_SCREENS = 2, MAX_VALUE = 16384 /* bytes */ };

void value_error(const struct value_context *c, const struct ynode *at, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = mem_vprintf(format, args);
	va_end(args);
	diag_add(c->diags, DIAG_ERROR, c->file, at->line, at->column, "%s", text);
	free(text);
}

/* Each of these reads one kind of value into the field, or reports a fault and returns
 * false. */
typedef bool read_value(const struct value_context *, const struct ynode *, const char *, void *);

static void keep(void *field, char *text)
{
	free(*(char **)field);
	*(char **)field = text;
}

static bool read_text(const struct value_context *c, const struct ynode *at, const char *text,
		      void *field)
{
	(void)c;
	(void)at;
	keep(field, utf8_clean(text, strlen(text)));
	return true;
}

static bool read_raw(const struct value_context *c, const struct ynode *at, const char *text,
		     void *field)
{
	(void)c;
	(void)at;
	keep(field, mem_dup(text));
	return true;
}

static bool read_question(const struct value_context *c, const struct ynode *at, const char *text,
			  void *field)
{
	static const char *const bools[] = { "true", "false", "yes", "no", "on", "off" };
	size_t i;

	for (i = 0; at->plain && i < ARRAY_LEN(bools); i++)
		if (strcasecmp(text, bools[i]) == 0) {
			value_error(c, at, _("\"confirm\" must be the question to ask, as text."));
			return false;
		}
	return read_text(c, at, text, field);
}

static bool read_machine(const struct value_context *c, const struct ynode *at, const char *text,
			 void *field)
{
	if (!workshop_machine(c->workshop, text)) {
		value_error(c, at, _("The workshop has no machine \"%s\"."), text);
		return false;
	}
	return read_raw(c, at, text, field);
}

static bool read_new_name(const struct value_context *c, const struct ynode *at, const char *text,
			  void *field)
{
	if (!machine_name_ok(text)) {
		value_error(c, at,
			    _("\"%s\" is not a valid name: use up to 64 letters, digits and "
			      "dashes, and neither a dash nor \"undo-\" first."), text);
		return false;
	}
	return read_raw(c, at, text, field);
}

static bool read_snapshot(const struct value_context *c, const struct ynode *at, const char *text,
			  void *field)
{
	char *fault = snapshot_name_fault(text);
	bool ok = !fault && read_raw(c, at, text, field);

	if (fault)
		value_error(c, at, "%s", fault);
	free(fault);
	return ok;
}

static bool read_state(const struct value_context *c, const struct ynode *at, const char *text,
		       void *field)
{
	enum machine_state state = state_named(text);

	if (state == STATE_UNKNOWN) {
		value_error(c, at,
			    _("There is no state \"%s\"; the states are running, paused, shutoff, "
			      "saved and absent."), text);
		return false;
	}
	*(enum machine_state *)field = state;
	return true;
}

static bool read_to(const struct value_context *c, const struct ynode *at, const char *text,
		    void *field)
{
	enum machine_state state = state_named(text);

	if (state != STATE_RUNNING && state != STATE_PAUSED) {
		value_error(c, at, _("A snapshot can be restored to running or to paused, not "
				     "to \"%s\"."),
			    text);
		return false;
	}
	*(enum machine_state *)field = state;
	return true;
}

static bool take_size(const struct value_context *c, const struct ynode *at, const char *text,
		      uint64_t *bytes)
{
	if (!size_parse(text, bytes)) {
		value_error(c, at, _("\"%s\" is not a size, such as 4 MiB or 1 GiB."), text);
		return false;
	}
	return true;
}

/* Nobody who writes "memory: 8" means bytes. */
static bool read_size(const struct value_context *c, const struct ynode *at, const char *text,
		      void *field)
{
	uint64_t bytes;

	if (!take_size(c, at, text, &bytes))
		return false;
	if (text[strspn(text, "0123456789. ")] == '\0') {
		value_error(c, at, _("\"%1$s\" has no unit: write %1$s MiB."), text);
		return false;
	}
	*(uint64_t *)field = bytes;
	return true;
}

static bool read_size_text(const struct value_context *c, const struct ynode *at, const char *text,
			   void *field)
{
	static const char units[] = "TGMK";
	uint64_t bytes, unit = 1ull << 40;
	const char *letter = units;
	char *size;
	bool ok;

	if (!take_size(c, at, text, &bytes))
		return false;
	/* For qemu-img: a whole number and one letter. */
	while (*letter && (bytes < unit || bytes % unit)) {
		letter++;
		unit >>= 10;
	}
	size = mem_printf("%llu%.1s", (unsigned long long)(bytes / unit), letter);
	ok = read_raw(c, at, size, field);
	free(size);
	return ok;
}

static bool read_count(const struct value_context *c, const struct ynode *at, const char *text,
		       void *field)
{
	if (!number_parse(text, 1, MAX_CPUS, field)) {
		value_error(c, at, _("\"%1$s\" is not a number from 1 to %2$d."), text, (int)MAX_CPUS);
		return false;
	}
	return true;
}

static bool read_format(const struct value_context *c, const struct ynode *at, const char *text,
			void *field)
{
	if (strcmp(text, "qcow2") != 0 && strcmp(text, "raw") != 0) {
		value_error(c, at, _("A disk's format is qcow2 or raw, not \"%s\"."), text);
		return false;
	}
	return read_raw(c, at, text, field);
}

static bool read_regex(const struct value_context *c, const struct ynode *at, const char *text,
		       void *field)
{
	struct error err = { 0 };
	struct pattern *pattern = pattern_new(text, &err);

	if (!pattern)
		value_error(c, at, "%s", err.message);
	pattern_free(pattern);
	/* A check whose pattern nobody can compare stays, and does not pass. */
	return (pattern || err.kind != ERROR_INPUT) && read_raw(c, at, text, field);
}

static bool read_file(const struct value_context *c, const struct ynode *at, const char *text,
		      void *field)
{
	if (text[0] == '/' || !path_stays_inside(text)) {
		value_error(c, at, _("\"%s\" must be a file inside of the workshop's folder."),
			    text);
		return false;
	}
	keep(field, file_join(c->folder, text));
	return true;
}

static bool read_arch(const struct value_context *c, const struct ynode *at, const char *text,
		      void *field)
{
	/* The names of libvirt's virArch. */
	static const char *const names[] = {
		"aarch64", "alpha", "armv6l", "armv7b", "armv7l", "cris", "i686", "ia64", "lm32",
		"loongarch64", "m68k", "microblaze", "microblazeel", "mips", "mips64", "mips64el",
		"mipsel", "or32", "parisc", "parisc64", "ppc", "ppc64", "ppc64le", "ppcemb",
		"riscv32", "riscv64", "s390", "s390x", "sh4", "sh4eb", "sparc", "sparc64",
		"unicore32", "x86_64", "xtensa", "xtensaeb",
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++)
		if (str_eq(text, names[i]))
			return read_raw(c, at, text, field);
	value_error(c, at, _("\"%s\" is not an architecture, such as x86_64 or aarch64."), text);
	return false;
}

static bool read_network(const struct value_context *c, const struct ynode *at, const char *text,
			 void *field)
{
	if (strcmp(text, "none") != 0 && strcmp(text, "user") != 0 &&
	    !(str_starts(text, "link:") && machine_name_ok(text + 5))) {
		value_error(c, at, _("A network is none, user or link:NAME, not \"%s\"."), text);
		return false;
	}
	return read_raw(c, at, text, field);
}

static bool read_screens(const struct value_context *c, const struct ynode *at, const char *text,
			 void *field)
{
	if (!number_parse(text, 1, MAX_SCREENS, field)) {
		value_error(c, at, _("A machine has 1 or 2 screens, not \"%s\"."), text);
		return false;
	}
	return true;
}

static bool read_cable(const struct value_context *c, const struct ynode *at, const char *text,
		       void *field)
{
	if (strcmp(text, "in") != 0 && strcmp(text, "out") != 0) {
		value_error(c, at, _("A cable is in or out, not \"%s\"."), text);
		return false;
	}
	*(enum cable *)field = text[0] == 'i' ? CABLE_IN : CABLE_OUT;
	return true;
}

static bool read_yes(const struct value_context *c, const struct ynode *at, const char *text,
		     void *field)
{
	if (strcmp(text, "true") != 0 && strcmp(text, "false") != 0) {
		value_error(c, at, _("This is true or false, not \"%s\"."), text);
		return false;
	}
	*(bool *)field = strcmp(text, "true") == 0;
	return true;
}

static read_value *const readers[] = {
	[VALUE_TEXT] = read_text,         [VALUE_RAW] = read_raw,
	[VALUE_MACHINE] = read_machine,   [VALUE_NEW_NAME] = read_new_name,
	[VALUE_SNAPSHOT] = read_snapshot, [VALUE_STATE] = read_state,
	[VALUE_TO] = read_to,             [VALUE_SIZE] = read_size,
	[VALUE_SIZE_TEXT] = read_size_text, [VALUE_COUNT] = read_count,
	[VALUE_FORMAT] = read_format,     [VALUE_REGEX] = read_regex,
	[VALUE_QUESTION] = read_question, [VALUE_FILE] = read_file,
	[VALUE_ARCH] = read_arch,         [VALUE_NETWORK] = read_network,
	[VALUE_SCREENS] = read_screens,   [VALUE_CABLE] = read_cable,
	[VALUE_YES] = read_yes,
};

static void unknown_key(const struct value_context *c, const struct ypair *pair,
			const struct key_rule *rules, size_t n, const char *verb, unsigned takes)
{
	const char *key = pair->key, *keys;
	struct str known = { 0 };
	char *text;
	size_t i;

	for (i = 0; i < n; i++)
		if (!takes || takes & rules[i].bit)
			str_addf(&known, "%s%s", known.len ? ", " : "", rules[i].name);
	keys = str_text(&known);
	text = verb ? mem_printf(_("\"%1$s\" is not a key of %2$s; its keys are: %3$s."), key, verb, keys)
	     : rules == check_keys
		? mem_printf(_("\"%1$s\" is not a key of a check; its keys are: %2$s."), key, keys)
		: mem_printf(_("\"%1$s\" is not a key of a machine; its keys are: %2$s."), key, keys);
	diag_add(c->diags, DIAG_ERROR, c->file, pair->line, pair->column, "%s", text);
	free(text);
	str_free(&known);
}

void values_repeated(const struct value_context *c, const struct ynode *map)
{
	size_t i;

	for (i = 0; i < map->n_pairs; i++)
		if (map->pairs[i].again)
			diag_add(c->diags, DIAG_ERROR, c->file, map->pairs[i].line,
				 map->pairs[i].column, _("\"%s\" is here a second time."),
				 map->pairs[i].key);
}

static bool read_pair(const struct value_context *c, const struct ypair *pair,
		      const struct key_rule *rule, void *object)
{
	const char *text = ytree_text(pair->value);

	if (!text || (!text[0] && rule->kind != VALUE_RAW)) {
		if (pair->value->kind == Y_SCALAR)
			value_error(c, pair->value, _("\"%s\" has no value."), pair->key);
		else
			value_error(c, pair->value,
				    _("\"%s\" must be a single value, not a list or a map."), pair->key);
		return false;
	}
	if (strlen(text) > MAX_VALUE) {
		value_error(c, pair->value, _("\"%1$s\" is longer than %2$d bytes."), pair->key,
			    (int)MAX_VALUE);
		return false;
	}
	return readers[rule->kind](c, pair->value, text, (char *)object + rule->offset);
}

bool values_read(const struct value_context *c, const struct ynode *map,
		 const struct key_rule *rules, size_t n, const char *verb, unsigned takes,
		 void *object, unsigned *seen)
{
	bool ok = true;
	size_t i;

	*seen = 0;
	if (!map)
		return true;
	values_repeated(c, map);
	for (i = 0; i < map->n_pairs; i++) {
		const struct ypair *pair = &map->pairs[i];
		const struct key_rule *rule = key_rule(rules, n, pair->key);

		if (pair->again || strcmp(pair->key, "<<") == 0)
			continue;
		if (!rule || (takes && !(takes & rule->bit))) {
			unknown_key(c, pair, rules, n, verb, takes);
			continue;
		}
		*seen |= rule->bit;
		ok = read_pair(c, pair, rule, object) && ok;
	}
	return ok;
}
