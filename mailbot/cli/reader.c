/* mailbot reader: the contained process that reads letters for the others; not for people. */
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/house.h"
#include "reader/serve.h"

int cli_reader(int argc, char **argv)
{
	int type;
	socklen_t len = sizeof type;

	(void)argv;
	if (argc != 1 || getsockopt(STDIN_FILENO, SOL_SOCKET, SO_TYPE, &type, &len) != 0)
		return house_fail(CLI_USAGE,
			"`reader` is started by the commands that need letters read; `mailbot read` reads one");
	return reader_serve();
}
