#include "transport/submission.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <curl/curl.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "transport/sendable.h"
#include "transport/verdict.h"

struct submission {
	const struct server_settings *server;
	const struct secret *password;
	CURL *curl; /* with its kept connection; NULL after every fault */
	bool (*stop_asked)(void); /* may be NULL */
	bool took; /* the server has taken a recipient from us */
	bool utf8; /* this connection's server takes SMTPUTF8 */

	/* Of the letter that is on its way. */
	struct progress at;
	struct slice letter;
	size_t given; /* bytes of it that libcurl took */
	int replies;
	int64_t deadline;
	bool stopping; /* we were told to end; the deadline says when */
	bool quit; /* libcurl says goodbye after a fault: what the server answers to that is no news */
};

/* What libcurl tells us ------------------------------------------------------------------------ */

/* "4.7.1" after the code (RFC 2034, 4); what does not look like it is somebody's words. */
static void read_status(struct slice rest, char *out, size_t size)
{
	size_t n = 0;

	out[0] = '\0';
	while (n < rest.len && ((rest.p[n] >= '0' && rest.p[n] <= '9') || rest.p[n] == '.'))
		n++;
	if (n < 5 || n >= size || rest.p[1] != '.' || strchr("245", rest.p[0]) == NULL)
		return;
	memcpy(out, rest.p, n);
	out[n] = '\0';
}

/*
 * Whether it refuses a recipient since it does not relay for us. Servers have no code for that, but
 * they all call it so: "Relay access denied", "relay not permitted", "Unable to relay"; and to who has
 * not logged in, a matter of security (5.7) is that.
 */
static bool denies_relaying(const struct submission *o, struct slice rest)
{
	return slice_find_ci(rest, "relay") >= 0 ||
		(o->server->user == NULL && slice_starts(rest, "5.7."));
}

/* Every line of the server's. The last line of a reply has a blank after its code. */
static size_t on_line(char *p, size_t size, size_t count, void *data)
{
	struct submission *o = data;
	struct slice line = slice_trim((struct slice){p, size * count});
	long code;

	/* Verified by libcurl, but not to the end by us: not a word more. */
	if (o->at.unverified != 0)
		return 0;
	if (o->quit || !slice_number(slice_head(line, 3), 999, &code) || code < 200)
		return size * count;
	struct slice rest = slice_from(line, 4);
	if (code == 220)
		o->utf8 = false;
	if (code == 250 && slice_is_ci(slice_head(rest, 8), "SMTPUTF8"))
		o->utf8 = true;
	if (o->at.stage == STAGE_TO && code >= 500)
		o->at.relaying |= denies_relaying(o, rest);
	if (line.len > 3 && line.p[3] == '-')
		return size * count;
	o->at.code = (int)code;
	o->replies++;
	read_status(rest, o->at.status, sizeof o->at.status);
	o->took |= o->at.stage == STAGE_TO && code < 300;
	return size * count;
}

/*
 * Why GnuTLS refuses the certificate: libcurl only says that it did. And it does not ask whether the
 * certificate is meant for servers.
 */
static unsigned ask_unverified(struct submission *o)
{
	struct curl_tlssessioninfo *info = NULL;
	gnutls_typed_vdata_st want[] = {
		{.type = GNUTLS_DT_DNS_HOSTNAME, .data = (unsigned char *)o->server->host},
		{.type = GNUTLS_DT_KEY_PURPOSE_OID,
			.data = (unsigned char *)GNUTLS_KP_TLS_WWW_SERVER},
	};
	unsigned status = 0;

	if (curl_easy_getinfo(o->curl, CURLINFO_TLS_SSL_PTR, &info) != CURLE_OK || info == NULL ||
		info->backend != CURLSSLBACKEND_GNUTLS || info->internals == NULL ||
		gnutls_certificate_verify_peers(info->internals, want, 2, &status) < 0)
		return 0;
	return status;
}

/* Which command goes out: libcurl shows them to whoever debugs it. */
static int on_trace(CURL *curl, curl_infotype type, char *p, size_t len, void *data)
{
	static const struct {
		const char *command;
		enum stage stage;
	} commands[] = {
		{"AUTH ", STAGE_LOGIN},
		{"MAIL ", STAGE_FROM},
		{"RCPT ", STAGE_TO},
		{"DATA\r", STAGE_DATA},
	};
	struct submission *o = data;
	struct slice line = {p, len};

	(void)curl;
	/* libcurl speaks of it once it has looked; the session is gone when the transfer has failed. */
	if (type == CURLINFO_TEXT && o->at.stage == STAGE_CONNECT && o->at.unverified == 0 &&
		slice_find_ci(line, "certificate") >= 0)
		o->at.unverified = ask_unverified(o);
	if (type != CURLINFO_HEADER_OUT)
		return 0;
	for (size_t c = 0; c < sizeof commands / sizeof *commands; c++)
		if (slice_starts(line, commands[c].command))
			o->at.stage = commands[c].stage;
	if (slice_starts(line, "QUIT"))
		o->quit = true;
	return 0;
}

/*
 * Gives libcurl the letter, its last two bytes apart: it asks for them when all before has gone
 * out, so that a connection that breaks before is known not to have carried the whole.
 */
static size_t on_read(char *p, size_t size, size_t count, void *data)
{
	struct submission *o = data;
	size_t room = size * count, left = o->letter.len - o->given;
	size_t n = left > 2 && left - 2 < room ? left - 2 : left < room ? left : room;

	if (n == 0)
		return 0;
	memcpy(p, o->letter.p + o->given, n);
	o->given += n;
	o->at.all_given = o->given == o->letter.len;
	if (o->at.all_given) {
		log_line(LOG_DEBUG, "send last-byte");
		o->deadline = clock_monotonic_ms() + SMTP_ANSWER_MS;
	}
	return n;
}

/* Called at least once a second: the deadlines of our own. */
static int on_progress(void *data, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
	struct submission *o = data;
	int64_t now = clock_monotonic_ms();

	(void)a, (void)b, (void)c, (void)d;
	if (!o->stopping && o->stop_asked != NULL && o->stop_asked()) {
		o->stopping = true;
		if (!o->at.all_given)
			return 1;
		if (o->deadline > now + SMTP_STOP_MS)
			o->deadline = now + SMTP_STOP_MS;
	}
	return now > o->deadline;
}

/* The connection ------------------------------------------------------------------------------- */

static char *make_url(const struct server_settings *server)
{
	CURLU *u = curl_url();
	char port[12], host[300], *url = NULL;
	bool v6 = strchr(server->host, ':') != NULL;

	snprintf(port, sizeof port, "%d", server->port);
	snprintf(host, sizeof host, v6 ? "[%s]" : "%s", server->host);
	if (u == NULL ||
		curl_url_set(u, CURLUPART_SCHEME, server->tls == TLS_IMPLICIT ? "smtps" : "smtp",
			0) != CURLUE_OK ||
		curl_url_set(u, CURLUPART_HOST, host, 0) != CURLUE_OK ||
		curl_url_set(u, CURLUPART_PORT, port, 0) != CURLUE_OK ||
		curl_url_get(u, CURLUPART_URL, &url, 0) != CURLUE_OK)
		url = NULL;
	curl_url_cleanup(u);
	return url;
}

static void set_server(CURL *c, const struct server_settings *server, const struct secret *password)
{
	char *url = make_url(server);

	curl_easy_setopt(c, CURLOPT_URL, url);
	curl_free(url);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	/* Neither the environment nor a file of the user's has a say. */
	curl_easy_setopt(c, CURLOPT_PROXY, "");
	curl_easy_setopt(c, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(c, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
	curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_easy_setopt(c, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (server->ca_file != NULL) {
		curl_easy_setopt(c, CURLOPT_CAINFO, server->ca_file);
		/* Else the system's authorities would be trusted beside it. */
		curl_easy_setopt(c, CURLOPT_CAPATH, NULL);
	}
	if (server->user == NULL)
		return;
	curl_easy_setopt(c, CURLOPT_USERNAME, server->user);
	if (server->auth == AUTH_XOAUTH2) {
		curl_easy_setopt(c, CURLOPT_XOAUTH2_BEARER, secret_text(password));
		curl_easy_setopt(c, CURLOPT_LOGIN_OPTIONS, "AUTH=XOAUTH2");
	} else {
		curl_easy_setopt(c, CURLOPT_PASSWORD, secret_text(password));
	}
}

static CURL *connection_new(struct submission *o)
{
	CURL *c = curl_easy_init();

	if (c == NULL)
		return NULL;
	set_server(c, o->server, o->password);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_TCP_KEEPALIVE, 1L);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
	/* A thread that still looks up a name is not waited for. */
	curl_easy_setopt(c, CURLOPT_QUICK_EXIT, 1L);
	/* Our own deadlines are shorter but for the last answer. */
	curl_easy_setopt(c, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)SMTP_ANSWER_MS / 1000);
	curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_line);
	curl_easy_setopt(c, CURLOPT_HEADERDATA, o);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_line);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, o);
	curl_easy_setopt(c, CURLOPT_DEBUGFUNCTION, on_trace);
	curl_easy_setopt(c, CURLOPT_DEBUGDATA, o);
	curl_easy_setopt(c, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(c, CURLOPT_READFUNCTION, on_read);
	curl_easy_setopt(c, CURLOPT_READDATA, o);
	curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(c, CURLOPT_XFERINFODATA, o);
	curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
	return c;
}

/* Without a word to the server, where there is one that does not answer. */
static void connection_drop(struct submission *o)
{
	curl_socket_t fd = CURL_SOCKET_BAD;

	if (o->curl == NULL)
		return;
	if (curl_easy_getinfo(o->curl, CURLINFO_ACTIVESOCKET, &fd) == CURLE_OK &&
		fd != CURL_SOCKET_BAD)
		shutdown(fd, SHUT_RDWR);
	curl_easy_cleanup(o->curl);
	o->curl = NULL;
}

struct submission *submission_new(
	const struct server_settings *server, const struct secret *password)
{
	struct submission *o = xcalloc(1, sizeof *o);

	o->server = server;
	o->password = password;
	return o;
}

bool submission_host_sound(const struct server_settings *server)
{
	char *url = make_url(server);
	bool sound = url != NULL;

	curl_free(url);
	return sound;
}

void submission_stop_when(struct submission *o, bool (*asked)(void))
{
	o->stop_asked = asked;
}

void submission_free(struct submission **o)
{
	if (*o == NULL)
		return;
	if ((*o)->curl != NULL)
		curl_easy_cleanup((*o)->curl); /* says QUIT */
	free(*o);
	*o = NULL;
}

/* Sending -------------------------------------------------------------------------------------- */

static void reset(struct submission *o)
{
	o->at = (struct progress){
		.host = o->server->host, .port = o->server->port, .took = o->took};
	o->given = 0;
	o->replies = 0;
	o->stopping = false;
	o->quit = false;
	o->deadline = clock_monotonic_ms() + SMTP_LETTER_MS;
}

static CURLcode transfer(struct submission *o, const char *from, const char *to)
{
	struct curl_slist *recipients = curl_slist_append(NULL, to);
	CURLcode rc;

	curl_easy_setopt(o->curl, CURLOPT_MAIL_FROM, from);
	curl_easy_setopt(o->curl, CURLOPT_MAIL_RCPT, recipients);
	curl_easy_setopt(o->curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(o->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)o->letter.len);
	rc = curl_easy_perform(o->curl);
	curl_easy_setopt(o->curl, CURLOPT_MAIL_RCPT, NULL);
	curl_slist_free_all(recipients);
	o->at.rc = rc;
	return rc;
}

/*
 * A kept connection that died while nobody looked: the server hung up before it answered anything,
 * or says 421 to the first command. Then nothing of the letter has been taken.
 */
static bool was_dead(struct submission *o, CURLcode rc)
{
	long made = 1;

	curl_easy_getinfo(o->curl, CURLINFO_NUM_CONNECTS, &made);
	return rc != CURLE_OK && made == 0 && o->at.stage <= STAGE_FROM &&
		(o->replies == 0 || (o->replies == 1 && o->at.code == 421));
}

static enum send_end try_send(
	struct submission *o, const char *from, const char *to, struct sent *out, struct err *why)
{
	CURLcode rc;

	for (int tries = 0;; tries++) {
		if (o->curl == NULL)
			o->curl = connection_new(o);
		reset(o);
		rc = transfer(o, from, to);
		if (tries > 0 || !was_dead(o, rc))
			break;
		connection_drop(o);
	}
	if (rc != CURLE_OK)
		connection_drop(o);
	return verdict(&o->at, out, why);
}

/* Only the server can say whether it takes such an address: a NOOP makes the connection. */
static bool takes_utf8(struct submission *o, struct sent *out, struct err *why)
{
	CURLcode rc;

	if (o->curl == NULL)
		o->curl = connection_new(o);
	reset(o);
	curl_easy_setopt(o->curl, CURLOPT_MAIL_FROM, NULL);
	curl_easy_setopt(o->curl, CURLOPT_UPLOAD, 0L);
	curl_easy_setopt(o->curl, CURLOPT_CUSTOMREQUEST, "NOOP");
	rc = o->at.rc = curl_easy_perform(o->curl);
	curl_easy_setopt(o->curl, CURLOPT_CUSTOMREQUEST, NULL);
	if (rc != CURLE_OK) {
		verdict(&o->at, out, why);
		connection_drop(o);
		return false;
	}
	if (o->utf8)
		return true;
	err_set(why,
		"the address has letters beyond ASCII, and the server does not take such (SMTPUTF8)");
	*out = (struct sent){.end = SEND_NEVER};
	return false;
}

enum send_end submission_send(struct submission *o, const char *from, const char *to,
	struct slice letter, struct sent *out, struct err *why)
{
	const char *wrong;

	*out = (struct sent){.end = SEND_SERVER};
	o->letter = letter;
	if (*from != '\0' && (wrong = sendable_address_wrong(slice_of(from))) != NULL) {
		err_set(why, "the sender's address: %s", wrong);
		out->fault = FAULT_SETTINGS;
		return out->end = SEND_SERVER;
	}
	if ((wrong = sendable_address_wrong(slice_of(to))) != NULL) {
		err_set(why, "the recipient's address: %s", wrong);
		return out->end = SEND_NEVER;
	}
	if ((wrong = sendable_letter_wrong(letter)) != NULL) {
		err_set(why, "the letter was not composed rightly: %s", wrong);
		return out->end = SEND_NEVER;
	}
	if ((!sendable_is_ascii(slice_of(from)) || !sendable_is_ascii(slice_of(to))) &&
		!takes_utf8(o, out, why))
		return out->end;
	return try_send(o, from, to, out, why);
}
