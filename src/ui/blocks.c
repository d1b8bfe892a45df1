/* Pictures as cells; see blocks.h. */
#include "ui/blocks.h"

#include <string.h>

#define HALF_BLOCK "▀"

static const unsigned char *pixel(const struct image *image, int row, int col)
{
	static const unsigned char black[3] = { 0 };

	if (row >= image->height)
		return black;
	return image->rgb + ((size_t)row * (size_t)image->width + (size_t)col) * 3;
}

static int color_of(const unsigned char *rgb)
{
	return GUEST_RGB | rgb[0] << 16 | rgb[1] << 8 | rgb[2];
}

static void draw_halves(struct canvas *canvas, int row, int col, const unsigned char *above,
			const unsigned char *below)
{
	bool same = memcmp(above, below, 3) == 0;

	canvas_guest(canvas, row, col, 1, same ? " " : HALF_BLOCK, 0, color_of(above),
		     color_of(below));
}

/* How bright the eye finds it, of 255. */
static int brightness(const unsigned char *rgb)
{
	return (rgb[0] * 299 + rgb[1] * 587 + rgb[2] * 114) / 1000;
}

static void draw_shade(struct canvas *canvas, int row, int col, const unsigned char *above,
		       const unsigned char *below)
{
	static const char ramp[] = " .:-=+*#%@";
	const int n = sizeof ramp - 1;
	int light = (brightness(above) + brightness(below)) / 2;
	char text[2] = { ramp[light * n / 256], '\0' };

	canvas_guest(canvas, row, col, 1, text, 0, GUEST_DEFAULT, GUEST_DEFAULT);
}

int blocks_draw(struct canvas *canvas, struct rect rect, const struct image *image)
{
	int width = rect.cols, height = rect.rows * 2, left;
	bool shades = canvas->ascii || canvas->mono;
	struct image small;

	if (!image->rgb || width < 1 || height < 1)
		return 0;
	image_fit(image, &width, &height);
	image_scale(&small, image, width, height);
	left = rect.col + (rect.cols - width) / 2;
	for (int row = 0; row < height; row += 2)
		for (int col = 0; col < width; col++)
			(shades ? draw_shade : draw_halves)(canvas, rect.row + row / 2, left + col,
							    pixel(&small, row, col),
							    pixel(&small, row + 1, col));
	image_free(&small);
	return (height + 1) / 2;
}
