// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Loading the module of a backend, and the order of the connections; see backend.h. */
#include "vm/backend.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/home.h"
#include "base/mem.h"
#include "base/packages.h"
#include "base/str.h"

/* ---- the module ---------------------------------------------------------------- */

static struct module_use libvirt = MODULE_USE("libvirt", "backend-libvirt.so", "libvirt.so.0",
					      PACKAGES("libvirt-daemon"), sizeof(struct vm_backend));

const struct vm_backend *backend_load(struct error *err)
{
	module_try_again(&libvirt);
	return module_use(&libvirt, err);
}

bool vm_survey(const char *uri, struct survey *survey, struct error *err)
{
	const struct vm_backend *backend = backend_load(err);

	*survey = (struct survey){ 0 };
	return backend && backend->survey(uri, survey, err);
}

void survey_free(struct survey *survey)
{
	size_t i, k;

	for (i = 0; i < survey->n_domains; i++) {
		struct survey_domain *domain = &survey->domains[i];

		for (k = 0; k < domain->n_files; k++)
			free(domain->files[k]);
		free(domain->files);
		free(domain->name);
		mark_free(&domain->mark);
	}
	free(survey->domains);
	*survey = (struct survey){ 0 };
}

/* ---- which connection ---------------------------------------------------------- */

#define SIMULATION "test:///default"

/* Escapes a path for the query of a URI. */
static char *escape_path(const char *path)
{
	static const char safe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-._~";
	struct str out = { 0 };

	for (; *path; path++) {
		if (strchr(safe, *path))
			str_addc(&out, *path);
		else
			str_addf(&out, "%%%02X", (unsigned char)*path);
	}
	return str_take(&out);
}

struct choice choose_uris(const char *asked, const char *env, uid_t uid, const char *folder)
{
	struct choice choice = { .n = 0 };

	if ((asked && asked[0]) || (env && env[0])) {
		choice.uris[choice.n++] = mem_dup(asked && asked[0] ? asked : env);
		return choice;
	}
	choice.chosen = true;
	if (uid != 0) {
		choice.uris[choice.n++] = mem_dup("qemu:///session");
	} else {
		char *escaped = escape_path(folder);

		/* For root, the session is the system daemon: do not try it twice. */
		choice.uris[choice.n++] = mem_dup("qemu:///system");
		choice.uris[choice.n++] = mem_printf("qemu:///embed?root=%s/embed", escaped);
		free(escaped);
	}
	choice.uris[choice.n++] = mem_dup(SIMULATION);
	return choice;
}

void choice_free(struct choice *choice)
{
	while (choice->n > 0)
		free(choice->uris[--choice->n]);
}

bool uri_is_default(const char *uri, const char *env, uid_t uid)
{
	return str_eq(uri, env && env[0] ? env : uid == 0 ? "qemu:///system" : "qemu:///session");
}

const char *uri_to_name(const char *uri)
{
	return uri_is_simulated(uri) || uri_is_default(uri, getenv("LIBVIRT_DEFAULT_URI"), geteuid())
		? NULL : uri;
}

bool uri_is_simulated(const char *uri)
{
	return str_starts(uri, "test:") || str_starts(uri, "test+");
}

bool uri_is_remote(const char *uri)
{
	const char *slashes = strstr(uri, "://"), *plus = strchr(uri, '+');

	if (!slashes)
		return false;
	if (plus && plus < slashes && strncmp(plus, "+unix", 5) != 0)
		return true;
	return slashes[3] != '/' && slashes[3] != '\0';
}

bool uri_is_local_qemu(const char *uri)
{
	return str_starts(uri, "qemu") && !uri_is_remote(uri);
}

/* path: "/system". */
static bool has_path(const char *uri, const char *path)
{
	const char *at = strstr(uri, "://");

	at = at ? strchr(at + 3, '/') : NULL;
	return at && str_starts(at, path) && strchr("?#", at[strlen(path)]);
}

bool uri_is_embedded(const char *uri)
{
	return !uri_is_remote(uri) && has_path(uri, "/embed");
}

bool uri_is_own_session(const char *uri)
{
	char *socket = uri_parameter(uri, "socket");
	bool own = geteuid() != 0 && !socket && !uri_is_remote(uri) && has_path(uri, "/session");

	free(socket);
	return own;
}

bool uri_is_system(const char *uri)
{
	return has_path(uri, "/system");
}

bool uri_is_for_daemon(const char *uri)
{
	return !uri_is_embedded(uri) && (uri_is_system(uri) || geteuid() == 0);
}

char *uri_parameter(const char *uri, const char *name)
{
	const char *at = strchr(uri, '?');
	size_t n = strlen(name);
	struct str out = { 0 };

	while (at && (strncmp(at + 1, name, n) != 0 || at[1 + n] != '='))
		at = strchr(at + 1, '&');
	if (!at)
		return NULL;
	for (at += 2 + n; *at && *at != '&' && *at != '#'; at++) {
		unsigned byte;
		int took;

		if (*at == '%' && sscanf(at + 1, "%2x%n", &byte, &took) == 1 && took == 2) {
			str_addc(&out, (char)byte);
			at += 2;
		} else {
			str_addc(&out, *at);
		}
	}
	return str_take(&out);
}
