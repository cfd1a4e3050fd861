/*
 * An SMTP server that takes every letter and throws it away, so fast that it is in nobody's way:
 * what rates are measured against. Never part of the tests.
 *
 *   sink CERTIFICATE KEY TIMES        TLS from the first byte, on a port of the system's choice, which it prints
 *
 * TIMES gets, for each letter taken, 8 bytes: when, in nanoseconds of the monotonic clock. A thread a
 * connection; it ends with its standard input.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <gnutls/gnutls.h>

static gnutls_certificate_credentials_t credentials;
static gnutls_priority_t priority;
static int times = -1;

struct connection {
	gnutls_session_t tls;
	char in[64 * 1024];
	size_t len;
};

static void fail(const char *what)
{
	fprintf(stderr, "sink: %s\n", what);
	exit(2);
}

static void note_time(void)
{
	struct timespec t;
	uint64_t ns;

	clock_gettime(CLOCK_MONOTONIC, &t);
	ns = (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
	if (write(times, &ns, sizeof ns) != sizeof ns) /* O_APPEND: whole, whoever else writes */
		fail("the times cannot be written");
}

static int say(struct connection *c, const char *text)
{
	size_t len = strlen(text);

	return gnutls_record_send(c->tls, text, len) == (ssize_t)len ? 0 : -1;
}

/* More bytes behind those that there are; false at the end. */
static int more(struct connection *c)
{
	ssize_t n = gnutls_record_recv(c->tls, c->in + c->len, sizeof c->in - c->len);

	if (n <= 0)
		return -1;
	c->len += (size_t)n;
	return 0;
}

static void drop(struct connection *c, size_t len)
{
	memmove(c->in, c->in + len, c->len - len);
	c->len -= len;
}

/* Up to the line with a dot alone. Of what has no such end yet, only the last bytes may begin it. */
static int take_letter(struct connection *c)
{
	static const char end[] = "\r\n.\r\n";
	const char *at;

	while ((at = memmem(c->in, c->len, end, 5)) == NULL) {
		if (c->len > 4)
			drop(c, c->len - 4);
		if (more(c) != 0)
			return -1;
	}
	drop(c, (size_t)(at - c->in) + 5);
	note_time();
	return say(c, "250 2.0.0 taken\r\n");
}

static int answer(struct connection *c, const char *line)
{
	if (strncasecmp(line, "EHLO", 4) == 0)
		return say(c, "250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n");
	if (strncasecmp(line, "DATA", 4) == 0)
		return say(c, "354 go ahead\r\n") != 0 ? -1 : take_letter(c);
	if (strncasecmp(line, "QUIT", 4) == 0)
		return say(c, "221 bye\r\n"), -1;
	return say(c, "250 2.0.0 ok\r\n");
}

static void talk(struct connection *c)
{
	char *end;
	char line[1000];

	if (say(c, "220 sink ESMTP\r\n") != 0)
		return;
	for (;;) {
		while ((end = memmem(c->in, c->len, "\r\n", 2)) == NULL)
			if (c->len == sizeof c->in || more(c) != 0)
				return;
		size_t len = (size_t)(end - c->in);
		snprintf(line, sizeof line, "%.*s", (int)(len < 900 ? len : 900), c->in);
		drop(c, len + 2);
		if (answer(c, line) != 0)
			return;
	}
}

static void *serve(void *data)
{
	struct connection *c = calloc(1, sizeof *c);
	int fd = *(int *)data, rc;

	free(data);
	if (c == NULL || gnutls_init(&c->tls, GNUTLS_SERVER | GNUTLS_NO_SIGNAL) != 0)
		fail("no memory");
	gnutls_priority_set(c->tls, priority);
	gnutls_credentials_set(c->tls, GNUTLS_CRD_CERTIFICATE, credentials);
	gnutls_transport_set_int(c->tls, fd);
	do
		rc = gnutls_handshake(c->tls);
	while (rc < 0 && gnutls_error_is_fatal(rc) == 0);
	if (rc == 0)
		talk(c);
	gnutls_deinit(c->tls);
	close(fd);
	free(c);
	return NULL;
}

static void *end_with_input(void *data)
{
	char byte;

	while (read(STDIN_FILENO, &byte, 1) > 0)
		;
	exit(0);
	return data;
}

static int listen_somewhere(void)
{
	struct sockaddr_in here = {
		.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof here;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&here, sizeof here) != 0 || listen(fd, 64) != 0 ||
		getsockname(fd, (struct sockaddr *)&here, &len) != 0)
		fail("no port");
	printf("%d\n", ntohs(here.sin_port));
	fflush(stdout);
	return fd;
}

int main(int argc, char **argv)
{
	pthread_t thread;
	int fd;

	if (argc != 4)
		fail("usage: sink CERTIFICATE KEY TIMES");
	if (gnutls_certificate_allocate_credentials(&credentials) != 0 ||
		gnutls_certificate_set_x509_key_file(
			credentials, argv[1], argv[2], GNUTLS_X509_FMT_PEM) != 0 ||
		gnutls_priority_init(&priority, "NORMAL", NULL) != 0)
		fail("the certificate cannot be used");
	times = open(argv[3], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	if (times < 0)
		fail("the times cannot be written");
	fd = listen_somewhere();
	pthread_create(&thread, NULL, end_with_input, NULL);
	for (;;) {
		int *one = malloc(sizeof *one);
		if (one == NULL || (*one = accept4(fd, NULL, NULL, SOCK_CLOEXEC)) < 0)
			fail("no connection");
		if (pthread_create(&thread, NULL, serve, one) != 0)
			fail("no thread");
		pthread_detach(thread);
	}
}
