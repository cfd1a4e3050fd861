/*
 * Errors with context.
 *
 * One convention in the whole house: a function that can fail returns 0 or -1 and takes a `struct
 * err *` last. The place that finds the fault says what is wrong and what to do (`err_set`);
 * everyone on the way up may say what was being done (`err_wrap`), and the text reads "polling
 * INBOX: connecting to mail.example:993: connection refused". It is logged or shown once, at the
 * top. It holds no personal data where it goes to a log.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum { ERR_TEXT_MAX = 1024 };

struct err {
	char text[ERR_TEXT_MAX]; /* always NUL-terminated; cut at a UTF-8 border where it would not
				    fit */
};

/* Sets the text. Returns -1 always, so that `return err_set(e, …)` reads well. `e` may be NULL. */
int err_set(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Puts "TEXT: " before what stands there. Returns -1 always. `e` may be NULL. */
int err_wrap(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Sets "TEXT: " and the system's words for errno. Returns -1 always. `e` may be NULL. */
int err_errno(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
