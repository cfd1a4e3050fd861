#include "registry/poke.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

static int open_pipe(const char *path, int flags)
{
	struct arena *a = arena_new();
	const char *pipe = arena_printf(a, "%s.poke", path);
	struct stat st;
	int fd;

	if ((flags & O_ACCMODE) == O_RDWR)
		mkfifo(pipe, 0600);
	fd = open(pipe, flags | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
	if (fd >= 0 && (fstat(fd, &st) != 0 || !S_ISFIFO(st.st_mode))) {
		close(fd);
		fd = -1;
	}
	arena_free(&a);
	return fd;
}

void poke_send(const char *path)
{
	int fd = open_pipe(path, O_WRONLY); /* fails where nobody listens */

	if (fd < 0)
		return;
	ssize_t n = write(fd, "", 1); /* where it is full, earlier ones wake as well */
	(void)n;
	close(fd);
}

/* Open for writing too, so that it never ends. */
int poke_listen(const char *path)
{
	return open_pipe(path, O_RDWR);
}

void poke_clear(int fd)
{
	char bytes[64];

	while (fd >= 0 && read(fd, bytes, sizeof bytes) == (ssize_t)sizeof bytes)
		;
}
