/* What has become of a letter, as the outbox judges it; the ways that no server of the tests takes. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <gnutls/x509.h>

#include "transport/curl.h"
#include "transport/verdict.h"

static void test_verdict(void **state)
{
	static const struct {
		struct progress at;
		enum send_end end;
		enum fault fault;
		int code;
		const char *why;
	} cases[] = {
		{{.stage = STAGE_DATA, .all_given = true, .code = 250}, SEND_SENT, FAULT_NONE, 250,
			""},
		/* The answer came, and then the connection broke: it is an answer all the same. */
		{{.stage = STAGE_DATA, .all_given = true, .code = 250, .rc = CURLE_RECV_ERROR},
			SEND_SENT, FAULT_NONE, 250, ""},
		{{.stage = STAGE_DATA, .all_given = true, .code = 354, .rc = CURLE_RECV_ERROR},
			SEND_IN_DOUBT, FAULT_LATER, 0,
			"the connection broke after the last byte and before the server's word: it "
			"may have gone"},
		{{.stage = STAGE_DATA,
			 .all_given = true,
			 .code = 354,
			 .rc = CURLE_ABORTED_BY_CALLBACK},
			SEND_IN_DOUBT, FAULT_LATER, 0,
			"no answer in time after the last byte and before the server's word: it may "
			"have gone"},
		/* A success that nobody can explain is none. */
		{{.stage = STAGE_DATA, .all_given = true, .code = 354, .rc = CURLE_OK},
			SEND_IN_DOUBT, FAULT_LATER, 0,
			"the connection broke after the last byte and before the server's word: it "
			"may have gone"},
		{{.stage = STAGE_DATA, .code = 354, .rc = CURLE_SEND_ERROR}, SEND_LATER,
			FAULT_LATER, 0,
			"h:25: the connection broke before the letter was handed over"},
		{{.stage = STAGE_DATA, .code = 354, .rc = CURLE_OPERATION_TIMEDOUT}, SEND_LATER,
			FAULT_LATER, 0,
			"h:25: no answer in time before the letter was handed over"},
		{{.stage = STAGE_CONNECT, .rc = CURLE_OPERATION_TIMEDOUT}, SEND_SERVER, FAULT_LATER,
			0,
			"h:25: no answer in time before it greeted: are 'port' and 'tls' right?"},
		{{.stage = STAGE_CONNECT, .code = 220, .rc = CURLE_OPERATION_TIMEDOUT}, SEND_SERVER,
			FAULT_LATER, 0,
			"h:25: no answer in time before the letter was handed over"},
		{{.stage = STAGE_DATA, .code = 421, .rc = CURLE_SEND_ERROR}, SEND_LATER,
			FAULT_LATER, 421, "the server ended the session (421)"},
		{{.stage = STAGE_TO, .code = 550, .status = "5.1.1", .rc = CURLE_SEND_ERROR},
			SEND_NEVER, FAULT_NONE, 550,
			"the server refuses the recipient for good (550 5.1.1)"},
		{{.stage = STAGE_TO,
			 .code = 554,
			 .status = "5.7.1",
			 .relaying = true,
			 .rc = CURLE_SEND_ERROR},
			SEND_SERVER, FAULT_SETTINGS, 554,
			"h:25: the server does not relay our letters: does it want a login? (554 "
			"5.7.1)"},
		/* It carries some: then only this one waits. */
		{{.stage = STAGE_TO,
			 .code = 550,
			 .relaying = true,
			 .took = true,
			 .rc = CURLE_SEND_ERROR},
			SEND_LATER, FAULT_SETTINGS, 550,
			"h:25: the server does not relay our letters: does it want a login? (550)"},
		{{.stage = STAGE_TO, .code = 530, .status = "5.7.0", .rc = CURLE_SEND_ERROR},
			SEND_SERVER, FAULT_LOGIN, 530,
			"h:25: the server wants a login (530 5.7.0)"},
		{{.stage = STAGE_CONNECT, .rc = CURLE_LOGIN_DENIED}, SEND_SERVER, FAULT_LOGIN, 0,
			"h:25: login refused: the server offers none that we know"},
		{{.stage = STAGE_LOGIN, .rc = CURLE_LOGIN_DENIED}, SEND_SERVER, FAULT_LOGIN, 0,
			"h:25: login refused: the server does not take it"},
		{{.rc = CURLE_COULDNT_RESOLVE_HOST}, SEND_SERVER, FAULT_LATER, 0,
			"h:25: its address is not found"},
		{{.rc = CURLE_SSL_CONNECT_ERROR}, SEND_SERVER, FAULT_TLS, 0,
			"h:25: TLS refused: no TLS 1.2 or later came about: is it the right port?"},
		{{.rc = CURLE_SSL_CACERT_BADFILE}, SEND_SERVER, FAULT_TLS, 0,
			"h:25: TLS refused: ca_file cannot be read, or has no certificate in it"},
		/* However it went on: nothing counts on a connection that is not verified. */
		{{.stage = STAGE_DATA,
			 .all_given = true,
			 .code = 250,
			 .unverified = GNUTLS_CERT_INVALID | GNUTLS_CERT_PURPOSE_MISMATCH},
			SEND_SERVER, FAULT_TLS, 0,
			"h:25: TLS refused: its certificate is not meant for servers"},
	};

	(void)state;
	for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
		struct progress at = cases[n].at;
		struct sent sent;
		struct err why = {""};
		at.host = "h";
		at.port = 25;
		enum send_end end = verdict(&at, &sent, &why);
		assert_string_equal(why.text, cases[n].why);
		assert_int_equal(end, cases[n].end);
		assert_int_equal(sent.end, cases[n].end);
		assert_int_equal(sent.fault, cases[n].fault);
		assert_int_equal(sent.code, cases[n].code);
	}
}

static int load(void **state)
{
	struct err e;

	(void)state;
	return curl_load(&e);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_verdict),
	};

	return cmocka_run_group_tests(tests, load, NULL);
}
