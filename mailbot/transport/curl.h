/*
 * libcurl, loaded by the process that sends and by no other. It brings some twenty libraries along
 * (OpenSSL, Kerberos, LDAP, …), whose relocated pages take 0.6 MB of each process that is linked to
 * them, and a third of the time of its start. Its functions that we use have their own names here,
 * and are those of <curl/curl.h>.
 */
#ifndef TRANSPORT_CURL_H
#define TRANSPORT_CURL_H

#include "base/err.h"

/* To be called before any of them, as often as one likes; -1 where it cannot be loaded. It stays loaded. */
int curl_load(struct err *e);

#endif
