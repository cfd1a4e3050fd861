#include "transport/outbox.h"

#include <poll.h>
#include <stdlib.h>

#include <curl/curl.h>

#include "base/arena.h"
#include "transport/carrier.h"
#include "transport/curl.h"
#include "transport/submission.h"

enum { CONNECTIONS_MAX = 16 }; /* as the settings allow */

/* A letter on its way. */
struct load {
	int64_t id;
	const char *from, *to;
	struct slice letter;
	int token; /* the one that its connection began with */
};

struct outbox {
	const struct server_settings *server;
	const struct secret *password;
	bool (*asked)(void); /* may be NULL */
	bool told; /* the carriers know that they are to stop */
	bool proven; /* the server was reached, and let us in: more connections are worth trying */
	const struct secret *(*renew)(void *data); /* may be NULL */
	void *renew_data;
	int token; /* how often it was renewed */
	bool fresh; /* it was just renewed, and has let us in nowhere yet */
	size_t count;
	struct carrier *carriers[CONNECTIONS_MAX]; /* NULL where there was no letter for it yet */
	struct load loads[CONNECTIONS_MAX]; /* on each */
};

int outbox_new(const struct server_settings *server, const struct secret *password,
	struct outbox **out, struct err *e)
{
	struct outbox *o;

	*out = NULL;
	if (server->user != NULL && password == NULL)
		return err_set(e, "%s:%d: a user needs a password", server->host, server->port);
	if (curl_load(e) != 0)
		return -1;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return err_set(e, "libcurl does not start");
	if (!submission_host_sound(server)) {
		curl_global_cleanup();
		return err_set(e, "\"%s\" is no host name", server->host);
	}
	o = xcalloc(1, sizeof *o);
	o->server = server;
	o->password = password;
	o->count = server->connections > 0 ? (size_t)server->connections : 1;
	if (o->count > CONNECTIONS_MAX)
		o->count = CONNECTIONS_MAX;
	*out = o;
	return 0;
}

void outbox_stop_when(struct outbox *o, bool (*asked)(void))
{
	o->asked = asked;
}

static void end_carriers(struct outbox *o)
{
	for (size_t i = 0; i < o->count; i++)
		carrier_free(&o->carriers[i]);
}

void outbox_set_password(struct outbox *o, const struct secret *password)
{
	end_carriers(o); /* they know the old one */
	o->password = password;
	o->token++;
	o->fresh = true;
}

void outbox_renew_by(struct outbox *o, const struct secret *(*renew)(void *data), void *data)
{
	o->renew = renew;
	o->renew_data = data;
}

void outbox_free(struct outbox **o)
{
	if (*o == NULL)
		return;
	end_carriers(*o);
	free(*o);
	*o = NULL;
	curl_global_cleanup();
}

static bool busy(const struct outbox *o, size_t i)
{
	return o->carriers[i] != NULL && carrier_busy(o->carriers[i]);
}

/* The first connection that has nothing to do; the count where there is none that may be asked. */
static size_t idle(const struct outbox *o)
{
	size_t found = o->count;

	for (size_t i = o->count; i-- > 0;) {
		if (!busy(o, i))
			found = i;
		else if (!o->proven)
			return o->count;
	}
	return found;
}

bool outbox_may_start(const struct outbox *o)
{
	return idle(o) < o->count;
}

void outbox_start(
	struct outbox *o, int64_t id, const char *from, const char *to, struct slice letter)
{
	size_t i = idle(o);

	if (o->carriers[i] == NULL) {
		o->carriers[i] = carrier_new(o->server, o->password, o->asked);
		o->loads[i].token = o->token;
	}
	o->loads[i] = (struct load){id, from, to, letter, o->loads[i].token};
	carrier_start(o->carriers[i], from, to, letter);
}

/*
 * The token of that connection was refused: tries its letter with a newer one, if there is one or can
 * be. The other connections keep theirs, with which they are in.
 */
static bool try_again(struct outbox *o, size_t i)
{
	if (o->renew == NULL || (o->loads[i].token == o->token && o->fresh) ||
		(o->asked != NULL && o->asked()))
		return false;
	if (o->loads[i].token == o->token) {
		const struct secret *password = o->renew(o->renew_data);
		if (password == NULL)
			return false;
		o->password = password;
		o->token++;
		o->fresh = true;
		for (size_t c = 0; c < o->count; c++)
			if (o->carriers[c] != NULL)
				carrier_set_password(o->carriers[c], password);
	}
	carrier_free(&o->carriers[i]);
	o->carriers[i] = carrier_new(o->server, o->password, o->asked);
	o->loads[i].token = o->token;
	carrier_start(o->carriers[i], o->loads[i].from, o->loads[i].to, o->loads[i].letter);
	return true;
}

/* They hear of it from us alone. */
static void tell_to_stop(struct outbox *o)
{
	if (o->told || o->asked == NULL || !o->asked())
		return;
	o->told = true;
	for (size_t i = 0; i < o->count; i++)
		if (busy(o, i))
			carrier_stop(o->carriers[i]);
}

/* A connection whose letter has ended, after `ms` at most; the count where there is none. *left says
 * how many are on their way. */
static size_t ended_within(const struct outbox *o, int ms, size_t *left)
{
	struct pollfd fds[CONNECTIONS_MAX];
	size_t ended = o->count;

	*left = 0;
	for (size_t i = 0; i < o->count; i++) {
		fds[i] = (struct pollfd){.fd = -1, .events = POLLIN};
		if (!busy(o, i))
			continue;
		++*left;
		fds[i].fd = carrier_fd(o->carriers[i]);
		if (fds[i].fd < 0)
			ended = i;
	}
	if (*left > 0 && ended == o->count && poll(fds, (nfds_t)o->count, ms) > 0)
		for (size_t i = 0; i < o->count; i++)
			if (fds[i].revents != 0)
				ended = i;
	return ended;
}

bool outbox_has_ended(const struct outbox *o)
{
	size_t left;

	return ended_within(o, 0, &left) < o->count;
}

bool outbox_next(struct outbox *o, int64_t *id, struct sent *out, struct err *why)
{
	for (;;) {
		size_t left, ended = ended_within(o, 0, &left);
		if (left == 0)
			return false;
		tell_to_stop(o);
		if (ended == o->count)
			ended = ended_within(o, 1000, &left);
		if (ended == o->count)
			continue;
		carrier_end(o->carriers[ended], out, why);
		if (out->fault == FAULT_LOGIN && try_again(o, ended))
			continue;
		*id = o->loads[ended].id;
		o->proven = out->end != SEND_SERVER;
		if (o->proven && o->loads[ended].token == o->token)
			o->fresh = false;
		return true;
	}
}

enum send_end outbox_send(struct outbox *o, const char *from, const char *to, struct slice letter,
	struct sent *out, struct err *why)
{
	int64_t id;

	outbox_start(o, 0, from, to, letter);
	outbox_next(o, &id, out, why);
	return out->end;
}

const char *send_end_name(enum send_end end)
{
	static const char *const names[] = {
		[SEND_SENT] = "sent",
		[SEND_LATER] = "later",
		[SEND_NEVER] = "never",
		[SEND_IN_DOUBT] = "in-doubt",
		[SEND_SERVER] = "server",
	};

	return names[end];
}
