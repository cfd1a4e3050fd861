/*
 * Is a text fit for its place? The shape only; whether such a host or address exists is asked of
 * nobody.
 */
#ifndef BASE_SOUND_H
#define BASE_SOUND_H

#include "base/slice.h"

/* One line of text: not empty, valid UTF-8, no control characters (so no header can be smuggled in
 * by it). */
bool sound_line(const char *text);

/* The name of a host, or an address of one (IPv4, IPv6). */
bool sound_host(const char *text);

/* An e-mail address of ASCII characters without quotes, at most ADDRESS_BYTES_MAX bytes: what
 * offices have (RFC 5321, 4.1.2, Dot-string). */
bool sound_address(const char *text);

/* The name of a mail folder, '/' between levels: no level is empty, no wildcards of IMAP's LIST
 * (RFC 3501, 6.3.8). */
bool sound_folder(const char *text);

/* ISO 639-1: two small letters. */
bool sound_language(const char *text);

#endif
