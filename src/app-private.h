/* The inside of the application, for app.c and app-do.c only.  One thread: the
 * screen's. */
#ifndef APP_PRIVATE_H
#define APP_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/ui.h"

struct canvas;
struct walk;
struct watch;

struct app {
	struct walk *walk;
	struct ui *ui;
	struct canvas *canvas;
	struct watch *watch; /* of the workshop's files, or NULL */
	bool present, quit;
	int64_t spent_from_ms;
	int64_t calm_until_ms; /* until then the machines are not looked at */
	char *copied;          /* from a console, for P; NULL: nothing */
	struct command waiting; /* for the machines; COMMAND_NONE: nothing */
	size_t failed; /* of what had been asked for when that began */
};

/* Does what a key has come to; nothing where it was the screen's alone. */
void app_do(struct app *app, const struct command *command);
/* What waits is done, if its time has come; or is not, where what it waited for
 * has failed. */
void app_do_waiting(struct app *app);
bool app_forget_waiting(struct app *app); /* true: there was something */

#endif
