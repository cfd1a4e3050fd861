#include "transport/verdict.h"

#include <stdio.h>
#include <string.h>

#include "transport/tls.h"

static enum send_end finish(struct sent *out, enum send_end end, enum fault fault)
{
	out->end = end;
	out->fault = fault;
	return end;
}

/* " (550 5.1.1)", or nothing where no code decided. */
static const char *code_text(const struct sent *s, char *text, size_t size)
{
	text[0] = '\0';
	if (s->code != 0)
		snprintf(text, size, " (%d%s%s)", s->code, s->status[0] != '\0' ? " " : "",
			s->status);
	return text;
}

/* The server's answer was a refusal. */
static enum send_end refused(const struct progress *p, struct sent *out, struct err *why)
{
	const char *host = p->host;
	char code[32];

	code_text(out, code, sizeof code);
	switch (p->stage) {
	case STAGE_CONNECT:
		err_set(why, "%s:%d: the server takes no letters now%s", host, p->port, code);
		return finish(out, SEND_SERVER, FAULT_LATER);
	case STAGE_LOGIN:
		err_set(why, "%s:%d: login refused%s", host, p->port, code);
		return finish(out, SEND_SERVER, out->code < 500 ? FAULT_LATER : FAULT_LOGIN);
	default: break;
	}
	if (out->code == 421) {
		err_set(why, "the server ended the session%s", code);
		return finish(out, SEND_LATER, FAULT_LATER);
	}
	if (out->code < 500) {
		err_set(why, "not now, the server says%s", code);
		return finish(out, SEND_LATER, FAULT_NONE);
	}
	/* Who needs a login says so at MAIL or RCPT (RFC 4954, 6): no letter's fault. */
	if (out->code == 530 || (out->code == 535 && p->stage <= STAGE_TO)) {
		err_set(why, "%s:%d: the server wants a login%s", host, p->port, code);
		return finish(out, SEND_SERVER, FAULT_LOGIN);
	}
	/* At MAIL only the sender and the size are known; the latter is 552 (RFC 1870, 6.1). */
	if (p->stage == STAGE_FROM && out->code != 552) {
		err_set(why, "%s:%d: the server refuses our sender's address%s", host, p->port,
			code);
		return finish(out, SEND_SERVER, FAULT_SETTINGS);
	}
	/* Of all recipients, or of those whose mail it does not keep itself: a matter of the settings. */
	if (p->stage == STAGE_TO && p->relaying) {
		err_set(why,
			"%s:%d: the server does not relay our letters: does it want a login?%s",
			host, p->port, code);
		return finish(out, p->took ? SEND_LATER : SEND_SERVER, FAULT_SETTINGS);
	}
	err_set(why, "the server refuses %s for good%s",
		p->stage == STAGE_TO ? "the recipient" : "the letter", code);
	return finish(out, SEND_NEVER, FAULT_NONE);
}

static enum send_end tls_refused(const struct progress *p, struct sent *out, struct err *why)
{
	const char *reason = curl_easy_strerror(p->rc);

	if (p->unverified != 0)
		reason = tls_why_unverified(p->unverified);
	else if (p->rc == CURLE_USE_SSL_FAILED)
		reason = "the server does not offer STARTTLS";
	else if (p->rc == CURLE_SSL_CONNECT_ERROR)
		reason = "no TLS 1.2 or later came about: is it the right port?";
	else if (p->rc == CURLE_PEER_FAILED_VERIFICATION)
		reason = tls_why_unverified(0);
	else if (p->rc == CURLE_SSL_CACERT_BADFILE)
		reason = "ca_file cannot be read, or has no certificate in it";
	out->code = 0;
	out->status[0] = '\0';
	err_set(why, "%s:%d: TLS refused: %s", p->host, p->port, reason);
	return finish(out, SEND_SERVER, FAULT_TLS);
}

static const char *broken_words(CURLcode rc)
{
	return rc == CURLE_OPERATION_TIMEDOUT || rc == CURLE_ABORTED_BY_CALLBACK
		? "no answer in time"
		: "the connection broke";
}

enum send_end verdict(const struct progress *p, struct sent *out, struct err *why)
{
	out->code = p->code;
	memcpy(out->status, p->status, sizeof out->status);
	if (p->unverified != 0)
		return tls_refused(p, out, why);
	/* After 354 a 2xx can only be the answer to the last byte, however the connection ended. */
	if (p->all_given && p->code >= 200 && p->code < 300)
		return finish(out, SEND_SENT, FAULT_NONE);
	if (p->code >= 400)
		return refused(p, out, why);
	out->code = 0;
	out->status[0] = '\0';
	if (p->all_given) {
		err_set(why,
			"%s after the last byte and before the server's word: it may have gone",
			broken_words(p->rc));
		return finish(out, SEND_IN_DOUBT, FAULT_LATER);
	}
	switch (p->rc) {
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_USE_SSL_FAILED:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_CIPHER: return tls_refused(p, out, why);
	case CURLE_LOGIN_DENIED:
		/* Who does not take a token says why in a challenge, and libcurl reads no further. */
		err_set(why, "%s:%d: login refused: the server %s", p->host, p->port,
			p->stage == STAGE_LOGIN ? "does not take it" : "offers none that we know");
		return finish(out, SEND_SERVER, FAULT_LOGIN);
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_CONNECT:
		err_set(why, "%s:%d: %s", p->host, p->port,
			p->rc == CURLE_COULDNT_CONNECT
				? "no connection: are 'host' and 'port' right?"
				: "its address is not found");
		return finish(out, SEND_SERVER, FAULT_LATER);
	default: break;
	}
	err_set(why, "%s:%d: %s before %s", p->host, p->port, broken_words(p->rc),
		p->stage == STAGE_CONNECT && p->code == 0
			? "it greeted: are 'port' and 'tls' right?"
			: "the letter was handed over");
	return finish(out, p->stage <= STAGE_LOGIN ? SEND_SERVER : SEND_LATER, FAULT_LATER);
}
