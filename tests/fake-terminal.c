// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A terminal between the program and tmux: it says that it can show pictures,
 * takes them out of the stream, and keeps what it would show.
 *
 *   fake-terminal silent|plain|sixel|kitty FOLDER COMMAND…
 *   fake-terminal --apart A.png B.png      how far two pictures are apart, of 255
 *
 * silent answers nothing; plain is an old VT100.  FOLDER gets shown.png, while
 * there is a picture; asked, a word for each question; pictures, a line for each:
 * what, row, column, bytes; or "erased"; and updates, "whole" for each that began
 * and ended (mode 2026), "nested" for one in another.  With FAKE_SPLIT_MS each byte of
 * an answer comes so much after the last. */
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "pixel-support.h"
#include "pixel/formats.h"
#include "pixel/image.h"

enum { CELL_WIDTH = 8, CELL_HEIGHT = 16 };

static const char *kind, *folder;
static int master, split_ms;
static struct str held;    /* a sequence that is not whole yet */
static struct str payload; /* of a kitty picture, so far */
static char place[32];     /* where the cursor was last moved to */
static bool in_update;

static void note(const char *file, const char *text)
{
	char *path = file_join(folder, file);
	FILE *out = fopen(path, "a");

	if (out) {
		fprintf(out, "%s\n", text);
		fclose(out);
	}
	free(path);
}

static void answer(const char *bytes)
{
	for (; *bytes; bytes++) {
		if (write(master, bytes, 1) != 1)
			return;
		usleep((useconds_t)split_ms * 1000);
	}
}

static bool is(const char *what)
{
	return strcmp(kind, what) == 0;
}

static void keep(struct image *image, const char *what, size_t bytes)
{
	char *path = file_join(folder, "shown.png"), *line;
	struct error err = { 0 };
	struct str png = { 0 };

	if (image_to_png(image, &png, &err))
		file_write_atomic(path, png.text, png.len, &err);
	line = mem_printf("%s %s %zu", what, place, bytes);
	note("pictures", err.kind ? err.message : line);
	image_free(image);
	str_free(&png);
	free(line);
	free(path);
}

static void erased(void)
{
	char *path = file_join(folder, "shown.png");

	unlink(path);
	note("pictures", "erased");
	free(path);
}

static void take_kitty(const char *text, size_t n)
{
	const char *data = memchr(text, ';', n);
	struct error err = { 0 };
	struct image image;
	struct str png = { 0 };

	if (n >= 4 && memcmp(text, "Gi=3", 4) == 0) {
		note("asked", "kitty");
		if (is("kitty"))
			answer("\033_" KITTY_CAN "\033\\");
	} else if (n >= 4 && memcmp(text, "Ga=d", 4) == 0) {
		erased();
	} else if (data) {
		str_addn(&payload, data + 1, n - (size_t)(data + 1 - text));
		if (data[-1] != '0')
			return;
		if (base64_read(str_text(&payload), payload.len, &png) &&
		    image_decode(&image, str_text(&png), png.len, &err))
			keep(&image, "kitty", payload.len);
		else
			note("pictures", "broken");
		str_free(&payload);
		str_free(&png);
	}
}

static void take_string(void)
{
	const char *text = held.text + 2;
	size_t n = held.len - 2;
	struct image image;

	n -= text[n - 1] == '\007' ? 1 : 2;
	if (held.text[1] == '_')
		take_kitty(text, n);
	else if (sixel_read(text, n, &image))
		keep(&image, "sixel", n);
	else
		note("pictures", "broken");
}

static bool take_updates(const char *text)
{
	bool begins = strcmp(text, "\033[?2026h") == 0, ends = strcmp(text, "\033[?2026l") == 0;

	if (strcmp(text, "\033[?2026$p") == 0) {
		note("asked", "updates");
		if (is("kitty"))
			answer("\033[?2026;2$y");
		return true;
	}
	if (in_update && (begins || ends))
		note("updates", ends ? "whole" : "nested");
	if (begins || ends)
		in_update = begins;
	return begins || ends;
}

/* True: it is answered here, and tmux does not see it. */
static bool take_csi(void)
{
	const char *text = str_text(&held);

	if (strcmp(text, "\033[c") == 0) {
		note("asked", "attributes");
		if (!is("silent"))
			answer(is("kitty") ? "\033[?62;c" : is("sixel") ? "\033[?63;1;2;4c" : "\033[?6c");
		return true;
	}
	if (strcmp(text, "\033[16t") == 0) {
		note("asked", "cell");
		answer("\033[6;16;8t");
		return true;
	}
	if (take_updates(text))
		return true;
	if (held.text[held.len - 1] == 'H')
		snprintf(place, sizeof place, "%.*s", (int)held.len - 3, text + 2);
	return false;
}

static void pass_on(void)
{
	for (size_t done = 0; done < held.len;) {
		ssize_t n = write(STDOUT_FILENO, held.text + done, held.len - done);

		if (n <= 0)
			break;
		done += (size_t)n;
	}
	str_cut(&held, 0);
}

static void take(char c)
{
	str_addc(&held, c);
	if (held.text[0] != '\033' || held.len == 1) {
		if (held.text[0] != '\033')
			pass_on();
	} else if (held.text[1] == '[') {
		if (held.len == 2 || c < 0x40 || c > 0x7e)
			return;
		if (take_csi())
			str_cut(&held, 0);
		pass_on();
	} else if (held.text[1] == '_' || held.text[1] == 'P') {
		if (held.len > 3 && c == '\\' && held.text[held.len - 2] == '\033') {
			take_string();
			str_cut(&held, 0);
		}
	} else {
		pass_on();
	}
}

static volatile sig_atomic_t resized;

static void on_resize(int number)
{
	(void)number;
	resized = 1;
}

static void hand_on_size(void)
{
	struct winsize size;

	resized = 0;
	if (ioctl(STDIN_FILENO, TIOCGWINSZ, &size) == 0) {
		size.ws_xpixel = size.ws_ypixel = 0;
		ioctl(master, TIOCSWINSZ, &size);
	}
}

static void pump(void)
{
	struct pollfd fds[2] = { { .fd = master, .events = POLLIN },
				 { .fd = STDIN_FILENO, .events = POLLIN } };
	char bytes[4096];

	for (;;) {
		int n_ready = poll(fds, 2, -1);

		if (resized)
			hand_on_size();
		if (n_ready < 0 && errno == EINTR)
			continue;
		if (fds[0].revents) {
			ssize_t n = read(master, bytes, sizeof bytes);

			if (n <= 0)
				return;
			for (ssize_t i = 0; i < n; i++)
				take(bytes[i]);
		}
		if (fds[1].revents) {
			ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);

			if (n <= 0 || write(master, bytes, (size_t)n) != n)
				return;
		}
	}
}

static int apart(const char *a, const char *b)
{
	struct image images[2];
	const char *paths[2] = { a, b };
	struct error err = { 0 };

	for (int i = 0; i < 2; i++) {
		struct str bytes = { 0 };

		if (!file_read(paths[i], 1 << 24, &bytes, &err) ||
		    !image_decode(&images[i], str_text(&bytes), bytes.len, &err)) {
			fprintf(stderr, "%s: %s\n", paths[i], err.message);
			return 2;
		}
		str_free(&bytes);
	}
	printf("%.0f %dx%d %dx%d\n", image_apart(&images[0], &images[1]), images[0].width,
	       images[0].height, images[1].width, images[1].height);
	image_free(&images[0]);
	image_free(&images[1]);
	return 0;
}

int main(int argc, char **argv)
{
	struct termios before, raw;
	struct winsize size;
	int status = 1;
	pid_t child;

	if (argc == 4 && strcmp(argv[1], "--apart") == 0)
		return apart(argv[2], argv[3]);
	if (argc < 4 || tcgetattr(STDIN_FILENO, &before) != 0 ||
	    ioctl(STDIN_FILENO, TIOCGWINSZ, &size) != 0)
		return 2;
	kind = argv[1];
	folder = argv[2];
	split_ms = getenv("FAKE_SPLIT_MS") ? atoi(getenv("FAKE_SPLIT_MS")) : 0;
	size.ws_xpixel = size.ws_ypixel = 0;
	child = forkpty(&master, NULL, &before, &size);
	if (child == 0) {
		execvp(argv[3], argv + 3);
		_exit(127);
	}
	sigaction(SIGWINCH, &(struct sigaction){ .sa_handler = on_resize }, NULL);
	raw = before;
	cfmakeraw(&raw);
	tcsetattr(STDIN_FILENO, TCSANOW, &raw);
	pump();
	waitpid(child, &status, 0);
	tcsetattr(STDIN_FILENO, TCSANOW, &before);
	str_free(&held);
	str_free(&payload);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
