#include "transport/tls.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include "base/arena.h"
#include "base/clock.h"

struct tls {
	gnutls_session_t session;
	gnutls_certificate_credentials_t credentials;
	gnutls_typed_vdata_st verify[2]; /* GnuTLS keeps a pointer to them */
	int fd;
};

/* In this order: where several are true the first says most. */
static const struct {
	unsigned status;
	const char *why;
} reasons[] = {
	{GNUTLS_CERT_REVOKED, "its certificate has been revoked"},
	{GNUTLS_CERT_EXPIRED, "its certificate has expired"},
	{GNUTLS_CERT_NOT_ACTIVATED, "its certificate is not valid yet"},
	{GNUTLS_CERT_SIGNER_NOT_FOUND,
		"its certificate was signed by an authority that is not trusted here"},
	{GNUTLS_CERT_SIGNER_NOT_CA,
		"its certificate was signed by something that is no certificate authority"},
	{GNUTLS_CERT_UNEXPECTED_OWNER, "its certificate is for another name"},
	{GNUTLS_CERT_PURPOSE_MISMATCH, "its certificate is not meant for servers"},
	{GNUTLS_CERT_INSECURE_ALGORITHM,
		"its certificate is signed or keyed too weakly to be trusted"},
};

const char *tls_why_unverified(unsigned status)
{
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (status & reasons[i].status)
			return reasons[i].why;
	return "its certificate could not be verified";
}

static bool is_address(const char *host)
{
	struct in6_addr any;

	return inet_pton(AF_INET, host, &any) == 1 || inet_pton(AF_INET6, host, &any) == 1;
}

static int trust(struct tls *t, const char *ca_file, struct err *e)
{
	int n;

	if (ca_file != NULL && access(ca_file, R_OK) != 0)
		return err_errno(e, "ca_file %s", ca_file);
	n = gnutls_certificate_allocate_credentials(&t->credentials);
	if (n < 0)
		return err_set(e, "TLS: %s", gnutls_strerror(n));
	n = ca_file != NULL ? gnutls_certificate_set_x509_trust_file(
				      t->credentials, ca_file, GNUTLS_X509_FMT_PEM)
			    : gnutls_certificate_set_x509_system_trust(t->credentials);
	if (n > 0)
		return 0;
	if (ca_file == NULL)
		return err_set(e,
			"this system has no certificate authorities to trust; install "
			"ca-certificates or set ca_file");
	return err_set(
		e, "ca_file %s: %s", ca_file, n == 0 ? "no certificate in it" : gnutls_strerror(n));
}

static int prepare(struct tls *t, const char *host, const char *ca_file, struct err *e)
{
	static const char priority[] = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:%PROFILE_MEDIUM";
	int rc;

	if (trust(t, ca_file, e) != 0)
		return -1;
	/* No signal when the peer is gone; the socket is the caller's and does not block. */
	rc = gnutls_init(&t->session, GNUTLS_CLIENT | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL);
	if (rc == 0)
		rc = gnutls_priority_set_direct(t->session, priority, NULL);
	if (rc == 0)
		rc = gnutls_credentials_set(t->session, GNUTLS_CRD_CERTIFICATE, t->credentials);
	/* RFC 6066, 3: a server name is a name, never an address. */
	if (rc == 0 && !is_address(host))
		rc = gnutls_server_name_set(t->session, GNUTLS_NAME_DNS, host, slice_of(host).len);
	if (rc < 0)
		return err_set(e, "TLS: %s", gnutls_strerror(rc));
	t->verify[0] = (gnutls_typed_vdata_st){
		.type = GNUTLS_DT_DNS_HOSTNAME, .data = (unsigned char *)host};
	t->verify[1] = (gnutls_typed_vdata_st){.type = GNUTLS_DT_KEY_PURPOSE_OID,
		.data = (unsigned char *)GNUTLS_KP_TLS_WWW_SERVER};
	gnutls_session_set_verify_cert2(t->session, t->verify, 2, 0);
	gnutls_transport_set_int(t->session, t->fd);
	return 0;
}

int tls_new(int fd, const char *host, const char *ca_file, struct tls **out, enum fault *fault,
	struct err *e)
{
	struct tls *t = xcalloc(1, sizeof *t);

	*out = NULL;
	t->fd = fd;
	if (prepare(t, host, ca_file, e) != 0) {
		*fault = FAULT_TLS;
		tls_free(&t);
		return -1;
	}
	*out = t;
	return 0;
}

/* Tells a server that is not to be trusted from a network that broke. */
static int handshake_failed(struct tls *t, int rc, enum fault *fault, struct err *e)
{
	*fault = FAULT_TLS;
	switch (rc) {
	case GNUTLS_E_CERTIFICATE_VERIFICATION_ERROR:
		return err_set(e, "TLS refused: %s",
			tls_why_unverified(gnutls_session_get_verify_cert_status(t->session)));
	case GNUTLS_E_PREMATURE_TERMINATION:
	case GNUTLS_E_PULL_ERROR:
	case GNUTLS_E_PUSH_ERROR:
		*fault = FAULT_LATER;
		return err_set(e, "the connection broke while TLS was being set up");
	case GNUTLS_E_FATAL_ALERT_RECEIVED:
		return err_set(e, "TLS refused by the server: %s",
			gnutls_alert_get_name(gnutls_alert_get(t->session)));
	case GNUTLS_E_UNEXPECTED_PACKET_LENGTH:
	case GNUTLS_E_UNSUPPORTED_VERSION_PACKET:
	case GNUTLS_E_UNEXPECTED_PACKET:
	case GNUTLS_E_RECORD_OVERFLOW:
		return err_set(e,
			"the server does not speak TLS 1.2 or later there: is it the right port?");
	default: return err_set(e, "TLS refused: %s", gnutls_strerror(rc));
	}
}

int tls_handshake(struct tls *t, int64_t deadline, enum fault *fault, struct err *e)
{
	int rc;

	while ((rc = gnutls_handshake(t->session)) != GNUTLS_E_SUCCESS) {
		if (gnutls_error_is_fatal(rc))
			return handshake_failed(t, rc, fault, e);
		if (rc != GNUTLS_E_AGAIN)
			continue;
		struct pollfd pfd = {.fd = t->fd, .events = tls_wants(t)};
		int64_t left = deadline - clock_monotonic_ms();
		int n = left > 0 ? poll(&pfd, 1, (int)left) : 0;
		if (n == 0 || (n < 0 && errno != EINTR)) {
			*fault = FAULT_LATER;
			return err_set(e, "no answer while TLS was being set up");
		}
	}
	return 0;
}

static ssize_t as_posix(ssize_t n)
{
	if (n >= 0)
		return n;
	errno = gnutls_error_is_fatal((int)n) || n == GNUTLS_E_REHANDSHAKE ? EIO : EAGAIN;
	return -1;
}

ssize_t tls_read(struct tls *t, void *p, size_t len)
{
	ssize_t n = gnutls_record_recv(t->session, p, len);

	return n == GNUTLS_E_PREMATURE_TERMINATION ? 0 : as_posix(n);
}

ssize_t tls_write(struct tls *t, const void *p, size_t len)
{
	return as_posix(gnutls_record_send(t->session, p, len));
}

short tls_wants(const struct tls *t)
{
	return gnutls_record_get_direction(t->session) == 1 ? POLLOUT : POLLIN;
}

bool tls_pending(const struct tls *t)
{
	return gnutls_record_check_pending(t->session) > 0;
}

void tls_free(struct tls **t)
{
	if (*t == NULL)
		return;
	if ((*t)->session != NULL) {
		gnutls_bye((*t)->session, GNUTLS_SHUT_WR);
		gnutls_deinit((*t)->session);
	}
	if ((*t)->credentials != NULL)
		gnutls_certificate_free_credentials((*t)->credentials);
	free(*t);
	*t = NULL;
}
