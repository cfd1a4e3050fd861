/*
 * The settings: one file, `mailbot.conf` (libconfig). systemd/mailbot.conf is the commented
 * example.
 *
 * Every mistake is reported with its file and line, all of them at once: an unknown key, a missing
 * value, a wrong type, a value out of range, a key given twice.
 */
#ifndef BASE_SETTINGS_H
#define BASE_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/problems.h"

enum tls_mode {
	TLS_IMPLICIT, /* "tls": TLS from the first byte */
	TLS_STARTTLS, /* "starttls": refused where the server does not offer it */
};

/* How we log in. */
enum auth_way {
	AUTH_PASSWORD, /* "password" */
	AUTH_XOAUTH2, /* "xoauth2": by a token of OAuth 2.0, as Microsoft 365 and Gmail want it */
};

/* Where a password or a token comes from; exactly one of the three, none where there is no login. */
struct secret_source {
	const char *file; /* `password_file`: its first line */
	const char
		*command; /* `password_command`: the first line that `/bin/sh -c COMMAND` prints */
	const char *token_command; /* `token_command`: the same, with AUTH_XOAUTH2 and only there */
};

struct server_settings {
	const char *host;
	int port;
	enum tls_mode tls;
	const char *user; /* NULL: no login (outbox only) */
	enum auth_way auth;
	struct secret_source password;
	const char *ca_file; /* NULL: the system's certificate authorities */
	/* Of the outbox: how many at once (2), and letters a minute that the server takes (0: no
	   limit). */
	int connections, letters_per_minute;
};

/* Names of mailboxes in UTF-8 with '/' between levels, whatever the server's delimiter is. */
struct folder_settings {
	const char *inbox; /* "INBOX" */
	const char *done; /* "Anmeldungen/Erledigt" */
	const char *review; /* "Anmeldungen/Bitte prüfen" */
	const char *automatic; /* "Anmeldungen/Automatische Mails" */
	const char *again; /* "Anmeldungen/Noch einmal lesen": what staff want read again */
	const char *sent; /* "Sent": where the office's mail program keeps what it sends */
};

struct settings {
	const char *file; /* where they were read from */

	struct server_settings inbox, outbox;
	struct folder_settings folders;
	int poll_seconds; /* between two looks into the inbox where IDLE is missing; 60 */

	/* Who writes: `sender = { address; name; }`. */
	const char *sender_address;
	const char *sender_name;
	/* Whom people can call: `contact = { person; phone; }`, named in every mail. */
	const char *contact_person;
	const char *contact_phone;

	/* Who hears each morning what waits: `staff = { address; }`; NULL: nobody does. */
	const char *staff_address;

	const char *register_file; /* `register` */
	const char *key_file; /* `key`: random bytes, made at first start, mode 0600 */
	const char *rules_dir; /* `rules`; default: see settings_rules_dir */
	const char *templates_dir; /* `templates` */
	const char
		*language; /* `language`, of mails whose letter has no templates of its own; "de" */

	/* The host whose Authentication-Results are believed; NULL: none is. `trust_from` for
	 * servers that vouch for nobody. */
	const char *authserv_id;
	bool trust_from;

	/* `mode`: in "trial" the robot only proposes: every letter that it would act on waits for
	 * staff, and every mail is held until they release it; "live". */
	bool trial;
	/* `start`: letters that were received before are read for comparison only: never answered,
	 * never registered, left where they lie; seconds since 1970 UTC, 0: there is none. */
	int64_t start;

	/* `unrelated`: what has nothing to do with any series is left in the inbox ("leave"), or put
	 * before a person ("review"). */
	bool leave_unrelated;
	bool copies; /* of every mail that is sent, one into the folder `sent` */

	/* Robots are never answered without limits: mails a day to one address (6), in one thread
	 * (4); receipts a day to one address (1). */
	int answers_per_address, answers_per_thread, receipts_per_address;
	/* Answers an hour, beyond which the rest wait their turn (200; 0: no limit); and how many of
	 * a hundred may go to addresses that had one in that hour, beyond which all are held (10). */
	int answers_per_hour, answers_again_percent;
};

/*
 * Reads and checks a settings file. What it returns lives in the arena. -1 where anything is wrong:
 * every mistake stands in `problems`; *out then has what could be understood, only to look for more mistakes
 * in what it names, and is NULL where nothing could. Relative paths in the file are relative to the file's folder.
 */
int settings_load(
	struct arena *a, const char *path, struct settings **out, struct problems *problems);

/* Where rules and templates lie without settings: ./NAME, else where they were installed. */
const char *settings_default_dir(struct arena *a, const char *name);

/* Where settings are looked for when no --config is given: $MAILBOT_CONFIG, ./mailbot.conf,
 * /etc/mailbot/mailbot.conf; NULL where there is none. */
const char *settings_default_file(struct arena *a);

#endif
