/* libcurl, as it is loaded: each sort of value comes through, and what is asked for comes back. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include <curl/curl.h>

#include "transport/curl.h"

static size_t ignore(char *p, size_t size, size_t count, void *data)
{
	(void)p;
	(void)data;
	return size * count;
}

static void values(void **state)
{
	struct err e = {""};
	char *text = NULL;

	(void)state;
	assert_int_equal(curl_load(&e), 0);
	assert_int_equal(curl_load(&e), 0);
	assert_int_equal(curl_global_init(CURL_GLOBAL_DEFAULT), CURLE_OK);
	CURL *c = curl_easy_init();
	assert_non_null(c);
	assert_int_equal(curl_easy_setopt(c, CURLOPT_PRIVATE, "ours"), CURLE_OK);
	assert_int_equal(curl_easy_getinfo(c, CURLINFO_PRIVATE, &text), CURLE_OK);
	assert_string_equal(text, "ours");
	/* What is out of bounds is refused: so it was taken for what it is. */
	assert_int_equal(curl_easy_setopt(c, CURLOPT_PORT, 465L), CURLE_OK);
	assert_int_equal(curl_easy_setopt(c, CURLOPT_PORT, 70000L), CURLE_BAD_FUNCTION_ARGUMENT);
	assert_int_equal(
		curl_easy_setopt(c, CURLOPT_INFILESIZE_LARGE, (curl_off_t)1 << 40), CURLE_OK);
	assert_int_equal(curl_easy_setopt(c, CURLOPT_INFILESIZE_LARGE, (curl_off_t)-2),
		CURLE_BAD_FUNCTION_ARGUMENT);
	assert_int_equal(curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, ignore), CURLE_OK);
	assert_string_equal(curl_easy_strerror(CURLE_OK), "No error");
	curl_easy_cleanup(c);
	curl_global_cleanup();
}

static void url(void **state)
{
	struct err e = {""};
	char *text = NULL;

	(void)state;
	assert_int_equal(curl_load(&e), 0);
	CURLU *u = curl_url();
	assert_int_equal(curl_url_set(u, CURLUPART_URL, "smtps://[::1]:465", 0), CURLUE_OK);
	assert_int_equal(curl_url_get(u, CURLUPART_PORT, &text, 0), CURLUE_OK);
	assert_string_equal(text, "465");
	curl_free(text);
	curl_url_cleanup(u);
	struct curl_slist *list = curl_slist_append(NULL, "a@web.example");
	assert_string_equal(list->data, "a@web.example");
	curl_slist_free_all(list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values),
		cmocka_unit_test(url),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
