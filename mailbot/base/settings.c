#include "base/settings.h"

#include <libconfig.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/nearest.h"
#include "base/sound.h"

#ifndef MAILBOT_DATA_DIR
#define MAILBOT_DATA_DIR "/usr/share/mailbot" /* where `make install` puts rules and templates */
#endif

enum type {
	TEXT,
	HOST,
	ADDRESS,
	LANGUAGE,
	FOLDER,
	PATH, /* relative ones are relative to the file's folder */
	NUMBER, /* int */
	FLAG, /* bool */
	TLS, /* enum tls_mode */
	AUTH, /* enum auth_way */
	MODE, /* bool: whether it is a trial */
	TIME, /* int64_t: seconds since 1970 UTC; 0: none */
	UNRELATED, /* bool: whether it is left in the inbox */
	GROUP,
};

/* One key of the file and where its value goes. */
struct key {
	const char *name;
	enum type type;
	size_t offset; /* in the struct of its group; of a group: in the struct around it */
	bool needed;
	long min, max; /* of a NUMBER */
	const char *text; /* what holds where it is not there: of a text, */
	long number; /* and of anything else */
	const struct key *keys; /* of a GROUP; ends with a key without a name */
};

#define KEY(structure, member) .offset = offsetof(struct structure, member)

#define SERVER_KEYS \
	{"host", HOST, KEY(server_settings, host), .needed = true}, \
		{"port", NUMBER, KEY(server_settings, port), .min = 1, .max = 65535}, \
		{"tls", TLS, KEY(server_settings, tls), .number = TLS_IMPLICIT}, \
		{"user", TEXT, KEY(server_settings, user)}, \
		{"auth", AUTH, KEY(server_settings, auth), .number = AUTH_PASSWORD}, \
		{"password_file", PATH, KEY(server_settings, password.file)}, \
		{"password_command", TEXT, KEY(server_settings, password.command)}, \
		{"token_command", TEXT, KEY(server_settings, password.token_command)}, \
	{ \
		"ca_file", PATH, KEY(server_settings, ca_file) \
	}

static const struct key inbox_keys[] = {
	SERVER_KEYS,
	{0},
};

static const struct key outbox_keys[] = {
	SERVER_KEYS,
	{"connections", NUMBER, KEY(server_settings, connections), .min = 1, .max = 16,
		.number = 2},
	{"letters_per_minute", NUMBER, KEY(server_settings, letters_per_minute), .min = 0,
		.max = 100000},
	{0},
};

static const struct key folder_keys[] = {
	{"inbox", FOLDER, KEY(folder_settings, inbox), .text = "INBOX"},
	{"done", FOLDER, KEY(folder_settings, done), .text = "Anmeldungen/Erledigt"},
	{"review", FOLDER, KEY(folder_settings, review), .text = "Anmeldungen/Bitte prüfen"},
	{"automatic", FOLDER, KEY(folder_settings, automatic),
		.text = "Anmeldungen/Automatische Mails"},
	{"again", FOLDER, KEY(folder_settings, again), .text = "Anmeldungen/Noch einmal lesen"},
	{"sent", FOLDER, KEY(folder_settings, sent), .text = "Sent"},
	{0},
};

static const struct key sender_keys[] = {
	{"address", ADDRESS, KEY(settings, sender_address), .needed = true},
	{"name", TEXT, KEY(settings, sender_name), .needed = true},
	{0},
};

static const struct key contact_keys[] = {
	{"person", TEXT, KEY(settings, contact_person), .needed = true},
	{"phone", TEXT, KEY(settings, contact_phone), .needed = true},
	{0},
};

static const struct key staff_keys[] = {
	{"address", ADDRESS, KEY(settings, staff_address), .needed = true},
	{0},
};

static const struct key top_keys[] = {
	{"inbox", GROUP, KEY(settings, inbox), .needed = true, .keys = inbox_keys},
	{"outbox", GROUP, KEY(settings, outbox), .needed = true, .keys = outbox_keys},
	{"sender", GROUP, .needed = true, .keys = sender_keys},
	{"contact", GROUP, .needed = true, .keys = contact_keys},
	{"staff", GROUP, .keys = staff_keys},
	{"folders", GROUP, KEY(settings, folders), .keys = folder_keys},
	{"register", PATH, KEY(settings, register_file), .needed = true},
	{"key", PATH, KEY(settings, key_file), .needed = true},
	{"rules", PATH, KEY(settings, rules_dir)},
	{"templates", PATH, KEY(settings, templates_dir)},
	{"language", LANGUAGE, KEY(settings, language), .text = "de"},
	{"poll_seconds", NUMBER, KEY(settings, poll_seconds), .min = 1, .max = 86400, .number = 60},
	{"mode", MODE, KEY(settings, trial), .number = false},
	{"start", TIME, KEY(settings, start)},
	{"unrelated", UNRELATED, KEY(settings, leave_unrelated), .number = true},
	{"copies", FLAG, KEY(settings, copies), .number = false},
	{"authserv_id", HOST, KEY(settings, authserv_id)},
	{"trust_from", FLAG, KEY(settings, trust_from), .number = false},
	{"answers_per_address", NUMBER, KEY(settings, answers_per_address), .min = 1, .max = 1000,
		.number = 6},
	{"answers_per_thread", NUMBER, KEY(settings, answers_per_thread), .min = 1, .max = 1000,
		.number = 4},
	{"answers_per_hour", NUMBER, KEY(settings, answers_per_hour), .min = 0, .max = 1000000,
		.number = 200},
	{"answers_again_percent", NUMBER, KEY(settings, answers_again_percent), .min = 1,
		.max = 100, .number = 10},
	{"receipts_per_address", NUMBER, KEY(settings, receipts_per_address), .min = 0, .max = 1000,
		.number = 1},
	{0},
};

struct loading {
	struct arena *arena;
	const char *path, *folder;
	struct slice bytes;
	struct problems *problems;
	size_t faults;
	bool partly; /* lines that cannot be read were left out: what is missing may stand there */
};

#define FAULT(l, place, ...) ((l)->faults++, problem_add((l)->problems, (place), __VA_ARGS__))

static struct place place_of(struct loading *l, const config_setting_t *setting)
{
	const char *file = config_setting_source_file(setting);
	unsigned line = config_setting_source_line(setting);

	/* The root's line is that of the first setting, its mistakes are of the file as a whole. */
	return (struct place){file != NULL ? arena_string(l->arena, slice_of(file)) : l->path,
		config_setting_is_root(setting) ? 0 : (int)line};
}

/* "inbox.port" */
static const char *full_name(struct loading *l, const char *group, const char *name)
{
	return group == NULL ? name : arena_printf(l->arena, "%s.%s", group, name);
}

/* ---- values ---- */

static const char *const expected[] = {
	[TEXT] = "a text in quotes",
	[HOST] = "a name in quotes, such as \"mail.office.example\"",
	[ADDRESS] = "an e-mail address in quotes, such as \"anmeldung@office.example\"",
	[LANGUAGE] = "the two letters of a language in quotes, such as \"de\"",
	[FOLDER] = "the name of a mail folder in quotes, such as \"Anmeldungen/Erledigt\"",
	[PATH] = "a path in quotes",
	[NUMBER] = "a whole number",
	[FLAG] = "true or false",
	[TLS] = "\"tls\" or \"starttls\"",
	[AUTH] = "\"password\" or \"xoauth2\"",
	[MODE] = "\"live\" or \"trial\"",
	[TIME] = "a day or a time with its zone in quotes, such as \"2011-01-20T08:00:00+01:00\"",
	[UNRELATED] = "\"leave\" or \"review\"",
	[GROUP] = "a group: { … }",
};

static bool sound_time(const char *text)
{
	struct err why;
	int64_t when;

	return clock_parse(text, &when, &why) == 0;
}

static bool sound_text(enum type type, const char *text)
{
	switch (type) {
	case HOST: return sound_host(text);
	case ADDRESS: return sound_address(text);
	case FOLDER: return sound_folder(text);
	case LANGUAGE: return sound_language(text);
	case TLS: return strcmp(text, "tls") == 0 || strcmp(text, "starttls") == 0;
	case AUTH: return strcmp(text, "password") == 0 || strcmp(text, "xoauth2") == 0;
	case MODE: return strcmp(text, "live") == 0 || strcmp(text, "trial") == 0;
	case TIME: return sound_time(text);
	case UNRELATED: return strcmp(text, "leave") == 0 || strcmp(text, "review") == 0;
	default: return sound_line(text);
	}
}

/* A value of the right libconfig type; `into` is its place in the settings. */
static void take_text(struct loading *l, const struct key *key, const char *text, void *into)
{
	if (key->type == TLS)
		*(enum tls_mode *)into =
			strcmp(text, "starttls") == 0 ? TLS_STARTTLS : TLS_IMPLICIT;
	else if (key->type == AUTH)
		*(enum auth_way *)into =
			strcmp(text, "xoauth2") == 0 ? AUTH_XOAUTH2 : AUTH_PASSWORD;
	else if (key->type == MODE)
		*(bool *)into = strcmp(text, "trial") == 0;
	else if (key->type == TIME)
		clock_parse(text, into, &(struct err){0}); /* sound_time has looked */
	else if (key->type == UNRELATED)
		*(bool *)into = strcmp(text, "leave") == 0;
	else if (key->type == PATH && text[0] != '/')
		*(const char **)into = arena_printf(l->arena, "%s/%s", l->folder, text);
	else
		*(const char **)into = arena_string(l->arena, slice_of(text));
}

static void take_default(const struct key *key, void *into)
{
	switch (key->type) {
	case NUMBER: *(int *)into = (int)key->number; break;
	case MODE:
	case UNRELATED:
	case FLAG: *(bool *)into = key->number != 0; break;
	case TLS: *(enum tls_mode *)into = (enum tls_mode)key->number; break;
	case AUTH: *(enum auth_way *)into = (enum auth_way)key->number; break;
	case TIME: *(int64_t *)into = key->number; break;
	case GROUP: break;
	default: *(const char **)into = key->text;
	}
}

static void take_number(struct loading *l, const struct key *key, const char *name,
	const config_setting_t *setting, int *into)
{
	long long n = config_setting_get_int64(setting);
	struct slice written = conf_wide_number(l->bytes, setting);

	if (written.len == 0)
		written = slice_of(arena_printf(l->arena, "%lld", n));
	else
		n = LLONG_MAX;
	if (n < key->min || n > key->max)
		FAULT(l, place_of(l, setting), "'%s' is %.*s, expected a number from %ld to %ld",
			name, SLICE_ARGS(written), key->min, key->max);
	else
		*into = (int)n;
}

static void take_value(struct loading *l, const struct key *key, const char *name,
	const config_setting_t *setting, void *into)
{
	struct place place = place_of(l, setting);
	int type = config_setting_type(setting);

	if (key->type == NUMBER && (type == CONFIG_TYPE_INT || type == CONFIG_TYPE_INT64)) {
		take_number(l, key, name, setting, into);
	} else if (key->type == FLAG && type == CONFIG_TYPE_BOOL) {
		*(bool *)into = config_setting_get_bool(setting);
	} else if (key->type != NUMBER && key->type != FLAG && type == CONFIG_TYPE_STRING) {
		const char *text = config_setting_get_string(setting);
		if (text[0] != '\0' && !sound_line(text))
			FAULT(l, place,
				"'%s' has a line break or what is no UTF-8 in it, expected one line, "
				"saved as UTF-8",
				name);
		else if (!sound_text(key->type, text))
			FAULT(l, place, "'%s' is \"%s\", expected %s", name, text,
				expected[key->type]);
		else
			take_text(l, key, text, into);
	} else {
		FAULT(l, place, "'%s' is of the wrong type, expected %s", name,
			expected[key->type]);
	}
}

/* ---- groups ---- */

static const struct key *find_key(const struct key *keys, const char *name)
{
	for (; keys->name != NULL; keys++)
		if (strcmp(keys->name, name) == 0)
			return keys;
	return NULL;
}

static void unknown_key(struct loading *l, const struct key *keys, const char *group,
	const config_setting_t *setting)
{
	const char *name = config_setting_name(setting);
	struct nearest near = {.name = slice_of(name)};
	struct buf all = {.max = 1024};

	for (; keys->name != NULL; keys++) {
		nearest_offer(&near, slice_of(keys->name));
		buf_printf(&all, "%s%s", all.len > 0 ? ", " : "", keys->name);
	}
	if (near.best.len > 0)
		FAULT(l, place_of(l, setting), "'%s' is unknown, expected perhaps '%.*s'",
			full_name(l, group, name), SLICE_ARGS(near.best));
	else
		FAULT(l, place_of(l, setting), "'%s' is unknown, expected one of %.*s",
			full_name(l, group, name), SLICE_ARGS(buf_slice(&all)));
	buf_free(&all);
}

/* `setting` is NULL where the group is not in the file: then its defaults hold. */
static void load_group(struct loading *l, const struct key *keys, const char *group,
	const config_setting_t *setting, char *into)
{
	int count = setting == NULL ? 0 : config_setting_length(setting);

	for (int i = 0; i < count; i++) {
		const config_setting_t *member = config_setting_get_elem(setting, (unsigned)i);
		if (find_key(keys, config_setting_name(member)) == NULL)
			unknown_key(l, keys, group, member);
	}
	for (const struct key *key = keys; key->name != NULL; key++) {
		const char *name = full_name(l, group, key->name);
		const config_setting_t *member =
			setting == NULL ? NULL : config_setting_get_member(setting, key->name);
		take_default(key, into + key->offset);
		if (member == NULL && key->needed && setting != NULL && !l->partly)
			FAULT(l, place_of(l, setting), "'%s' is missing, expected %s", name,
				expected[key->type]);
		if (key->type != GROUP && member != NULL)
			take_value(l, key, name, member, into + key->offset);
		if (key->type != GROUP)
			continue;
		if (member != NULL && !config_setting_is_group(member)) {
			FAULT(l, place_of(l, member), "'%s' is of the wrong type, expected %s",
				name, expected[GROUP]);
			member = NULL;
		}
		load_group(l, key->keys, name, member, into + key->offset);
	}
}

/* ---- what no key can see alone ---- */

/* What a group says of its login, whatever its values. */
struct login {
	const char *group;
	struct place place;
	bool user, file, command, token;
};

static void check_password(struct loading *l, const struct login *in)
{
	if (in->token)
		FAULT(l, in->place,
			"'%s' has a token_command, expected auth = \"xoauth2\" beside it",
			in->group);
	if (in->file && in->command)
		FAULT(l, in->place,
			"'%s' has a password_file and a password_command, expected one of the two",
			in->group);
	if (in->user && !in->file && !in->command && !in->token)
		FAULT(l, in->place,
			"'%s' has a user and no password, expected password_file or "
			"password_command",
			in->group);
}

static void check_token(struct loading *l, const struct login *in)
{
	if (!in->token)
		FAULT(l, in->place,
			"'%s' has auth = \"xoauth2\" and no token, expected token_command",
			in->group);
	if (in->file || in->command)
		FAULT(l, in->place,
			"'%s' has auth = \"xoauth2\" and a password, expected token_command alone",
			in->group);
}

static void check_login(struct loading *l, const config_setting_t *root, const char *group,
	struct server_settings *server, bool login, const int ports[2])
{
	const config_setting_t *setting = config_setting_get_member(root, group);

	if (server->port == 0)
		server->port = ports[server->tls];
	if (setting == NULL || !config_setting_is_group(setting))
		return;
	const struct login in = {
		.group = group,
		.place = place_of(l, setting),
		.user = config_setting_get_member(setting, "user") != NULL,
		.file = config_setting_get_member(setting, "password_file") != NULL,
		.command = config_setting_get_member(setting, "password_command") != NULL,
		.token = config_setting_get_member(setting, "token_command") != NULL,
	};
	if (l->partly)
		return;
	if (login && !in.user)
		FAULT(l, in.place, "'%s.user' is missing, expected %s", group, expected[TEXT]);
	if (server->auth == AUTH_XOAUTH2)
		check_token(l, &in);
	else
		check_password(l, &in);
	if (!in.user && !login && (in.file || in.command || in.token))
		FAULT(l, in.place, "'%s' has a %s and no user, expected a user beside it", group,
			in.token ? "token" : "password");
}

/* INBOX is one folder in any case, and no other name is. */
static bool same_folder(const char *a, const char *b)
{
	return strcmp(a, b) == 0 || (strcasecmp(a, "INBOX") == 0 && strcasecmp(b, "INBOX") == 0);
}

static void check_folders(
	struct loading *l, const config_setting_t *root, const struct folder_settings *f)
{
	const char *const paths[] = {f->inbox, f->done, f->review, f->automatic, f->again, f->sent};
	const config_setting_t *setting = config_setting_get_member(root, "folders");

	for (size_t i = 0; setting != NULL && i < sizeof paths / sizeof *paths; i++)
		for (size_t j = 0; j < i; j++)
			if (paths[i] != NULL && paths[j] != NULL && same_folder(paths[i], paths[j]))
				FAULT(l, place_of(l, setting),
					"'folders.%s' and 'folders.%s' are the same folder, expected "
					"two",
					folder_keys[j].name, folder_keys[i].name);
}

/* The robot would read its own mail, and put it before a person. */
static void check_staff(struct loading *l, const config_setting_t *root, const struct settings *s)
{
	if (s->staff_address == NULL || s->sender_address == NULL ||
		strcasecmp(s->staff_address, s->sender_address) != 0)
		return;
	FAULT(l, place_of(l, config_setting_get_member(root, "staff")),
		"'staff.address' is the address that the robot writes from, expected one that people "
		"read");
}

static void check_all(struct loading *l, const config_setting_t *root, struct settings *s)
{
	static const int imap[] = {[TLS_IMPLICIT] = 993, [TLS_STARTTLS] = 143};
	static const int submission[] = {[TLS_IMPLICIT] = 465, [TLS_STARTTLS] = 587};

	check_login(l, root, "inbox", &s->inbox, true, imap);
	check_login(l, root, "outbox", &s->outbox, false, submission);
	check_folders(l, root, &s->folders);
	check_staff(l, root, s);
	if (s->rules_dir == NULL)
		s->rules_dir = settings_default_dir(l->arena, "rules");
	if (s->templates_dir == NULL)
		s->templates_dir = settings_default_dir(l->arena, "templates");
}

/* ---- the file ---- */

static const char *folder_of(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return ".";
	return slash == path ? "" : arena_string(a, (struct slice){path, (size_t)(slash - path)});
}

int settings_load(
	struct arena *a, const char *path, struct settings **out, struct problems *problems)
{
	struct settings *s = arena_alloc(a, sizeof *s);
	struct loading l = {.arena = a,
		.path = arena_string(a, slice_of(path)),
		.folder = folder_of(a, path),
		.problems = problems};
	static const char bom[] = "\xef\xbb\xbf"; /* what some editors put before UTF-8 */
	struct slice bytes;
	struct err e = {""};
	bool readable = false;
	config_t config;

	*out = NULL;
	if (file_read(a, path, SETTINGS_BYTES_MAX, &bytes, &e) != 0)
		return problem_add(problems, (struct place){NULL, 0}, "%s", e.text);
	if (slice_find(bytes, '\0') >= 0)
		return problem_add(problems, (struct place){l.path, 0},
			"there is a NUL byte in the file, expected a text");
	if (slice_starts(bytes, bom))
		bytes = slice_from(bytes, strlen(bom));
	l.bytes = bytes;
	config_init(&config);
	config_set_include_dir(&config, l.folder[0] != '\0' ? l.folder : "/");
	s->file = l.path;
	l.faults = conf_read(&config, l.path, bytes, problems, &readable);
	l.partly = l.faults > 0;
	if (readable) {
		const config_setting_t *root = config_root_setting(&config);
		load_group(&l, top_keys, NULL, root, (char *)s);
		check_all(&l, root, s);
		*out = s;
	}
	config_destroy(&config);
	return l.faults > 0 ? -1 : 0;
}

const char *settings_default_dir(struct arena *a, const char *name)
{
	const char *here = arena_printf(a, "./%s", name);
	struct stat st;

	if (stat(here, &st) == 0 && S_ISDIR(st.st_mode))
		return here + 2;
	return arena_printf(a, "%s/%s", MAILBOT_DATA_DIR, name);
}

const char *settings_default_file(struct arena *a)
{
	static const char *const places[] = {"mailbot.conf", "/etc/mailbot/mailbot.conf"};
	const char *named = getenv("MAILBOT_CONFIG");

	if (named != NULL && named[0] != '\0')
		return arena_string(a, slice_of(named));
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (access(places[i], R_OK) == 0)
			return places[i];
	return NULL;
}
