#include "transport/inbox.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libetpan/namespace.h>

#include "base/clock.h"
#include "base/limits.h"
#include "transport/folder.h"
#include "transport/session.h"

struct inbox *inbox_new(const struct server_settings *server, const struct secret *password)
{
	struct inbox *i = xcalloc(1, sizeof *i);

	i->server = server;
	i->password = password;
	return i;
}

void inbox_free(struct inbox **i)
{
	if (*i == NULL)
		return;
	/* LOGOUT goes out, its answer is not awaited. */
	if ((*i)->imap != NULL) {
		stream_limit((*i)->stream, clock_monotonic_ms(), 0);
		mailimap_free((*i)->imap);
	}
	arena_free(&(*i)->arena);
	free(*i);
	*i = NULL;
}

void inbox_set_password(struct inbox *i, const struct secret *password)
{
	i->password = password;
}

enum fault inbox_fault(const struct inbox *i)
{
	return i->fault;
}

/* Commands ------------------------------------------------------------------------------------ */

int session_fault(struct inbox *i, enum fault fault)
{
	i->fault = fault;
	return -1;
}

void session_drop(struct inbox *i)
{
	if (i->imap != NULL) {
		stream_abandon(i->stream);
		mailimap_free(i->imap);
	}
	arena_free(&i->arena);
	i->imap = NULL;
	i->stream = NULL;
	i->folders = NULL;
	i->prefix = NULL;
}

int session_begin(struct inbox *i, size_t bytes, struct err *e)
{
	if (i->imap == NULL) {
		err_set(e, "not connected");
		return session_fault(i, FAULT_LATER);
	}
	stream_limit(i->stream,
		clock_monotonic_ms() + IMAP_COMMAND_MS + (int64_t)(bytes / IMAP_BYTES_PER_MS),
		IMAP_ANSWER_BYTES_MAX + bytes + bytes / 4);
	return 0;
}

/* Response codes that say why a command was refused (RFC 3501, RFC 5530), in our words. */
static const struct {
	const char *code, *why;
	enum fault fault;
} codes[] = {
	{"UNAVAILABLE", "it is out of order for now", FAULT_LATER},
	{"SERVERBUG", "it has met a fault of its own", FAULT_LATER},
	{"INUSE", "the mailbox is in use", FAULT_LATER},
	{"LIMIT", "a limit of the server is reached", FAULT_LATER},
	{"AUTHENTICATIONFAILED", "user name or password are wrong", FAULT_LOGIN},
	{"AUTHORIZATIONFAILED", "this user may not use this mailbox", FAULT_LOGIN},
	{"EXPIRED", "the password has expired", FAULT_LOGIN},
	{"PRIVACYREQUIRED", "it wants another kind of encryption", FAULT_LOGIN},
	{"CONTACTADMIN", "its administrator has to be asked", FAULT_LOGIN},
	{"NOPERM", "the rights do not suffice", FAULT_REFUSED},
	{"OVERQUOTA", "the mailbox is full", FAULT_REFUSED},
	{"NONEXISTENT", "there is no such folder", FAULT_REFUSED},
	{"ALREADYEXISTS", "it exists already", FAULT_REFUSED},
	{"CANNOT", "the server cannot do that", FAULT_REFUSED},
	{"EXPUNGEISSUED", "letters are gone meanwhile", FAULT_REFUSED},
};

static const char *refusal(const struct inbox *i, enum fault *fault)
{
	const struct mailimap_response_info *info = i->imap->imap_response_info;

	for (size_t c = 0;
		info != NULL && info->rsp_atom != NULL && c < sizeof codes / sizeof *codes; c++) {
		if (strcasecmp(info->rsp_atom, codes[c].code) != 0)
			continue;
		*fault = codes[c].fault;
		return codes[c].why;
	}
	return NULL;
}

int session_end(struct inbox *i, int rc, struct err *e)
{
	enum fault fault = FAULT_LATER;
	const char *why;

	if (rc == MAILIMAP_NO_ERROR) {
		i->fault = FAULT_NONE;
		return 0;
	}
	/* libetpan takes some broken connections for broken answers: ask the stream first. */
	if (stream_fault(i->stream) != NULL) {
		err_set(e, "%s", stream_fault(i->stream));
	} else if (rc == MAILIMAP_ERROR_FATAL || rc == MAILIMAP_ERROR_DONT_ACCEPT_CONNECTION) {
		err_set(e, "the server ended the session");
	} else if (rc == MAILIMAP_ERROR_PARSE || rc == MAILIMAP_ERROR_PROTOCOL ||
		rc == MAILIMAP_ERROR_BAD_STATE || rc == MAILIMAP_ERROR_MEMORY ||
		rc == MAILIMAP_ERROR_STREAM) {
		fault = FAULT_PROTOCOL;
		err_set(e, "the server's answer cannot be understood");
	} else {
		why = refusal(i, &fault);
		err_set(e, "the server refused%s%s", why != NULL ? ": " : "",
			why != NULL ? why : "");
		return session_fault(i, FAULT_REFUSED);
	}
	session_drop(i);
	return session_fault(i, fault);
}

/* Connecting ---------------------------------------------------------------------------------- */

/* The words stand in *e already. */
static int give_up(struct inbox *i, enum fault fault)
{
	session_drop(i);
	return session_fault(i, fault);
}

static int ask_capabilities(struct inbox *i, struct err *e)
{
	struct mailimap_connection_info *info = i->imap->imap_connection_info;

	/* What was said before TLS or login does not count any more (RFC 3501, 6.2.1). */
	if (info->imap_capability != NULL)
		mailimap_capability_data_free(info->imap_capability);
	info->imap_capability = NULL;
	/* mailimap_capability dies where a server answers OK and nothing else. */
	if (session_begin(i, 0, e) != 0)
		return -1;
	return session_end(i, mailimap_custom_command(i->imap, "CAPABILITY"), e);
}

static int start_tls(struct inbox *i, int64_t deadline, struct err *e)
{
	enum fault fault;
	int rc;

	if (ask_capabilities(i, e) != 0)
		return -1;
	if (!mailimap_has_extension(i->imap, "STARTTLS")) {
		err_set(e, "TLS refused: the server does not offer STARTTLS");
		return give_up(i, FAULT_TLS);
	}
	if (session_begin(i, 0, e) != 0)
		return -1;
	rc = mailimap_starttls(i->imap);
	/* libetpan says so too where words in clear follow the answer, an attack (RFC 9051, 11.3). */
	if (rc == MAILIMAP_ERROR_STARTTLS) {
		err_set(e, "TLS refused: STARTTLS is not answered as it should be");
		return give_up(i, FAULT_TLS);
	}
	if (session_end(i, rc, e) != 0)
		return -1;
	if (stream_start_tls(i->stream, deadline, &fault, e) != 0)
		return give_up(i, fault);
	return 0;
}

/* Who greets not, or not so, may be another server than was meant. */
static int not_greeted(struct inbox *i, int rc, struct err *e)
{
	struct err why = {0};
	bool refused = stream_fault(i->stream) == NULL &&
		(rc == MAILIMAP_ERROR_FATAL || rc == MAILIMAP_ERROR_DONT_ACCEPT_CONNECTION);

	session_end(i, rc, &why);
	return err_set(e, "%s%s", why.text,
		refused ? "" : " where it should greet: are 'port' and 'tls' right?");
}

static int greet(struct inbox *i, int64_t deadline, struct err *e)
{
	mailstream *m = stream_mailstream(i->stream);
	int rc;

	i->arena = arena_new();
	i->imap = mailimap_new(0, NULL);
	if (m == NULL || i->imap == NULL) {
		err_set(e, "no memory");
		return session_fault(i, FAULT_LATER);
	}
	stream_limit(i->stream, deadline, IMAP_ANSWER_BYTES_MAX);
	rc = mailimap_connect(i->imap, m);
	if (rc == MAILIMAP_NO_ERROR_AUTHENTICATED) {
		err_set(e,
			"refused: the server says that we are logged in already (PREAUTH), "
			"which cannot be trusted");
		return give_up(i, FAULT_TLS);
	}
	if (rc != MAILIMAP_NO_ERROR_NON_AUTHENTICATED)
		return not_greeted(i, rc, e);
	return i->server->tls == TLS_STARTTLS ? start_tls(i, deadline, e) : 0;
}

/* The line that carried the password is still in the library's buffer. */
static void wipe_buffer(struct inbox *i)
{
	mailstream *m = i->imap->imap_stream;

	if (m != NULL && m->write_buffer_len == 0)
		explicit_bzero(m->write_buffer, m->buffer_max_size);
}

/* Whether the server takes our kind of login at all. */
static int check_offer(struct inbox *i, struct err *e)
{
	bool token = i->server->auth == AUTH_XOAUTH2;

	if (token && !mailimap_has_xoauth2(i->imap))
		err_set(e, "login refused: the server takes no tokens (XOAUTH2)");
	else if (!token && mailimap_has_extension(i->imap, "LOGINDISABLED"))
		err_set(e, "login refused: the server takes no passwords");
	else
		return 0;
	return give_up(i, FAULT_LOGIN);
}

static int log_in(struct inbox *i, struct err *e)
{
	bool token = i->server->auth == AUTH_XOAUTH2;
	enum fault fault = FAULT_LOGIN;
	int rc;

	if (ask_capabilities(i, e) != 0 || check_offer(i, e) != 0 || session_begin(i, 0, e) != 0)
		return -1;
	rc = token
		? mailimap_oauth2_authenticate(i->imap, i->server->user, secret_text(i->password))
		: mailimap_login(i->imap, i->server->user, secret_text(i->password));
	wipe_buffer(i);
	if (rc == MAILIMAP_ERROR_LOGIN) {
		const char *why = refusal(i, &fault);
		if (token && fault == FAULT_LOGIN)
			why = "the server does not take the token";
		else if (why == NULL)
			why = "user name or password are wrong";
		err_set(e, "login refused: %s", why);
		return give_up(i, fault == FAULT_LATER ? FAULT_LATER : FAULT_LOGIN);
	}
	if (session_end(i, rc, e) != 0)
		return -1;
	return ask_capabilities(i, e);
}

/* LIST "" "" gives the delimiter alone (RFC 3501, 6.3.8). */
static int ask_delimiter(struct inbox *i, struct err *e)
{
	clist *list = NULL;
	const struct mailimap_mailbox_list *first;

	if (session_begin(i, 0, e) != 0 ||
		session_end(i, mailimap_list(i->imap, "", "", &list), e) != 0)
		return -1;
	first = list != NULL && !clist_isempty(list) ? clist_content(clist_begin(list)) : NULL;
	i->delimiter = first != NULL ? first->mb_delimiter : '\0';
	if (list != NULL)
		mailimap_list_result_free(list);
	return 0;
}

static int ask_namespace(struct inbox *i, struct err *e)
{
	struct mailimap_namespace_data *all = NULL;
	const struct mailimap_namespace_info *own = NULL;

	if (!mailimap_has_namespace(i->imap))
		return ask_delimiter(i, e);
	if (session_begin(i, 0, e) != 0 ||
		session_end(i, mailimap_namespace(i->imap, &all), e) != 0)
		return -1;
	if (all != NULL && all->ns_personal != NULL &&
		!clist_isempty(all->ns_personal->ns_data_list))
		own = clist_content(clist_begin(all->ns_personal->ns_data_list));
	if (own != NULL) {
		i->delimiter = own->ns_delimiter;
		i->prefix = arena_string(i->arena, slice_of(own->ns_prefix));
	}
	if (all != NULL)
		mailimap_namespace_data_free(all);
	return own != NULL ? 0 : ask_delimiter(i, e);
}

static int check_login(struct inbox *i, struct err *e)
{
	const char *user = i->server->user;

	if (user == NULL || i->password == NULL)
		err_set(e, "the inbox needs a user and a password");
	else if (*user == '\0' || strcspn(user, "\r\n") != strlen(user))
		err_set(e, "the user of the inbox is no name");
	else
		return 0;
	return session_fault(i, FAULT_SETTINGS);
}

int inbox_connect(struct inbox *i, struct err *e)
{
	int64_t deadline = clock_monotonic_ms() + CONNECT_MS;

	session_drop(i);
	if (check_login(i, e) != 0)
		return -1;
	if (stream_open(i->server, deadline, &i->stream, &i->fault, e) != 0)
		return -1;
	if (greet(i, deadline, e) == 0 && log_in(i, e) == 0 && ask_namespace(i, e) == 0)
		return 0;
	/* A refusal here is no better than a lost connection. */
	if (i->imap != NULL)
		give_up(i, i->fault == FAULT_REFUSED ? FAULT_PROTOCOL : i->fault);
	return err_wrap(e, "%s:%d", i->server->host, i->server->port);
}

/* Folders ------------------------------------------------------------------------------------- */

int session_folder(struct inbox *i, const char *name, struct folder_name **out, struct err *e)
{
	struct folder_name *f;
	const char *coded;

	if (session_begin(i, 0, e) != 0)
		return -1;
	for (f = i->folders; f != NULL && strcmp(f->name, name) != 0; f = f->next)
		;
	if (f == NULL) {
		if (folder_encode(i->arena, name, i->prefix, i->delimiter, &coded, e) != 0)
			return session_fault(i, FAULT_SETTINGS);
		f = arena_alloc(i->arena, sizeof *f);
		*f = (struct folder_name){i->folders, arena_string(i->arena, slice_of(name)), coded,
			strcmp(coded, "INBOX") == 0};
		i->folders = f;
	}
	*out = f;
	return 0;
}

int inbox_count(struct inbox *i, const char *folder, uint32_t *letters, struct err *e)
{
	struct mailimap_status_att_list *what;
	struct mailimap_mailbox_data_status *status = NULL;
	struct folder_name *f;
	int rc;

	*letters = 0;
	if (session_folder(i, folder, &f, e) != 0)
		return -1;
	what = mailimap_status_att_list_new_empty();
	mailimap_status_att_list_add(what, MAILIMAP_STATUS_ATT_MESSAGES);
	rc = session_end(i, mailimap_status(i->imap, f->coded, what, &status), e);
	mailimap_status_att_list_free(what);
	for (clistiter *c = status != NULL && status->st_info_list != NULL
			? clist_begin(status->st_info_list)
			: NULL;
		c != NULL; c = clist_next(c)) {
		const struct mailimap_status_info *info = clist_content(c);
		if (info->st_att == MAILIMAP_STATUS_ATT_MESSAGES)
			*letters = info->st_value;
	}
	if (status != NULL)
		mailimap_mailbox_data_status_free(status);
	return rc == 0 ? 0 : err_wrap(e, "counting letters in \"%s\"", folder);
}

unsigned inbox_selections(const struct inbox *i)
{
	return i->selections;
}

int inbox_select(struct inbox *i, const char *folder, struct folder_state *out, struct err *e)
{
	struct folder_name *f;
	const struct mailimap_selection_info *info;

	i->selections++;
	if (session_folder(i, folder, &f, e) != 0)
		return -1;
	if (session_end(i, mailimap_select(i->imap, f->coded), e) != 0) {
		if (i->fault == FAULT_REFUSED && refusal(i, &(enum fault){0}) == NULL)
			err_set(e,
				"the server refused; is it spelled as on the server (in the settings: "
				"'folders')?");
		return err_wrap(e, "opening \"%s\"", folder);
	}
	info = i->imap->imap_selection_info;
	if (info == NULL || info->sel_uidvalidity == 0) {
		err_set(e, "opening \"%s\": the server gives no UIDVALIDITY", folder);
		return give_up(i, FAULT_PROTOCOL);
	}
	*out = (struct folder_state){
		.uidvalidity = info->sel_uidvalidity,
		.uidnext = info->sel_uidnext,
		.letters = info->sel_exists,
		.read_only = info->sel_perm == MAILIMAP_MAILBOX_READONLY,
	};
	return 0;
}
