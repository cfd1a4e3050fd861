#include "transport/curl.h"

#include <dlfcn.h>
#include <stdarg.h>
#include <stddef.h>

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

/* The one with GnuTLS: submission.c asks for its session. */
static const char library[] = "libcurl-gnutls.so.4";

#define CALLS(X) \
	X(easy_cleanup) \
	X(easy_getinfo) \
	X(easy_init) \
	X(easy_perform) \
	X(easy_setopt) \
	X(easy_strerror) \
	X(free) \
	X(global_cleanup) \
	X(global_init) \
	X(slist_append) \
	X(slist_free_all) \
	X(url) \
	X(url_cleanup) \
	X(url_get) \
	X(url_set)

/* Since 8.0 its getter takes it as what it only reads. */
#if LIBCURL_VERSION_NUM >= 0x080000
#define URL_READ const CURLU
#else
#define URL_READ CURLU
#endif

#undef curl_easy_getinfo
#undef curl_easy_setopt

/* What a linker would keep of it: set once, when it is loaded. */
static struct {
#define CALL(name) __typeof__(curl_##name) *name;
	CALLS(CALL)
#undef CALL
} real;

/* The same, by their names in the library. */
static const struct {
	const char *name;
	void **call;
} calls[] = {
#define CALL(name) {"curl_" #name, (void **)&real.name},
	CALLS(CALL)
#undef CALL
};

int curl_load(struct err *e)
{
	void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);

	if (handle == NULL)
		return err_set(e, "libcurl cannot be loaded: %s", dlerror());
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		if ((*calls[i].call = dlsym(handle, calls[i].name)) == NULL)
			return err_set(e, "libcurl lacks %s", calls[i].name);
	return 0;
}

/* Options say by their numbers what kind of value follows. */
CURLcode curl_easy_setopt(CURL *curl, CURLoption option, ...)
{
	CURLcode rc;
	va_list value;

	va_start(value, option);
	if (option >= CURLOPTTYPE_OFF_T && option < CURLOPTTYPE_BLOB)
		rc = real.easy_setopt(curl, option, va_arg(value, curl_off_t));
	else if (option >= CURLOPTTYPE_FUNCTIONPOINT && option < CURLOPTTYPE_OFF_T)
		rc = real.easy_setopt(curl, option, va_arg(value, void (*)(void)));
	else if (option >= CURLOPTTYPE_OBJECTPOINT)
		rc = real.easy_setopt(curl, option, va_arg(value, void *));
	else
		rc = real.easy_setopt(curl, option, va_arg(value, long));
	va_end(value);
	return rc;
}

CURLcode curl_easy_getinfo(CURL *curl, CURLINFO info, ...)
{
	va_list where;

	va_start(where, info);
	CURLcode rc = real.easy_getinfo(curl, info, va_arg(where, void *));
	va_end(where);
	return rc;
}

CURLcode curl_global_init(long flags)
{
	return real.global_init(flags);
}

void curl_global_cleanup(void)
{
	real.global_cleanup();
}

CURL *curl_easy_init(void)
{
	return real.easy_init();
}

CURLcode curl_easy_perform(CURL *curl)
{
	return real.easy_perform(curl);
}

void curl_easy_cleanup(CURL *curl)
{
	real.easy_cleanup(curl);
}

const char *curl_easy_strerror(CURLcode rc)
{
	return real.easy_strerror(rc);
}

void curl_free(void *p)
{
	real.free(p);
}

struct curl_slist *curl_slist_append(struct curl_slist *list, const char *text)
{
	return real.slist_append(list, text);
}

void curl_slist_free_all(struct curl_slist *list)
{
	real.slist_free_all(list);
}

CURLU *curl_url(void)
{
	return real.url();
}

void curl_url_cleanup(CURLU *url)
{
	real.url_cleanup(url);
}

CURLUcode curl_url_get(URL_READ *url, CURLUPart part, char **text, unsigned flags)
{
	return real.url_get(url, part, text, flags);
}

CURLUcode curl_url_set(CURLU *url, CURLUPart part, const char *text, unsigned flags)
{
	return real.url_set(url, part, text, flags);
}
