#include "compose/compose.h"

#include <gmime/gmime.h>
#include <string.h>

#include "base/limits.h"
#include "base/zone.h"
#include "compose/flow.h"
#include "compose/head.h"
#include "compose/text.h"
#include "compose/view.h"

/* What the head of the mail needs of the facts, checked. */
struct head {
	const char *kind, *language, *message_id;
	json_int_t date;
	const char *to_name, *to_address;
	const char *subject, *in_reply_to;
	json_t *references;
	const char *series_title, *zone; /* "", "UTC" without a series */
};

static int read_head(const json_t *facts, struct head *h, struct err *e)
{
	json_t *series;
	json_error_t why;

	*h = (struct head){.in_reply_to = "", .series_title = "", .zone = "UTC"};
	if (json_unpack_ex((json_t *)facts, &why, 0,
		    "{s:s, s:s, s:s, s:I, s:{s:s, s:s}, s:s, s?s, s?o, s:o}", "kind", &h->kind,
		    "language", &h->language, "message_id", &h->message_id, "date", &h->date, "to",
		    "name", &h->to_name, "address", &h->to_address, "subject", &h->subject,
		    "in_reply_to", &h->in_reply_to, "references", &h->references, "series",
		    &series) != 0 ||
		(!json_is_null(series) &&
			json_unpack_ex(series, &why, 0, "{s:s, s:s}", "title", &h->series_title,
				"zone", &h->zone) != 0))
		return err_set(e, "the facts of the mail: %s", why.text);
	if (!head_id_valid(h->message_id))
		return err_set(e, "the facts of the mail: its Message-ID is none");
	return head_check_address(h->to_address, "the recipient's address", e);
}

static int mail_text(struct arena *a, const struct templates_language *l, const char *kind,
	const json_t *view, struct slice *text, struct err *e)
{
	const struct template *t = template_set_get(l->set, arena_printf(a, "%s.txt", kind));
	struct buf raw = {.max = MAIL_BYTES_MAX / 4}, flowed = {.max = MAIL_BYTES_MAX / 2};
	int rc = -1;

	if (t == NULL)
		return err_set(e, "there is no template %s.txt in language '%s'", kind, l->code);
	if (template_render(t, view, &raw, e) != 0)
		goto out;
	flow_text(buf_slice(&raw), &flowed);
	*text = arena_copy(a, buf_slice(&flowed));
	rc = 0;
out:
	buf_free(&raw);
	buf_free(&flowed);
	return rc;
}

static void set_date(GMimeMessage *mail, const struct zone *zone, int64_t when)
{
	GTimeZone *east = g_time_zone_new_offset(zone_offset(zone, when));
	GDateTime *utc = g_date_time_new_from_unix_utc(when);
	GDateTime *local = g_date_time_to_timezone(utc, east);

	g_mime_message_set_date(mail, local);
	g_date_time_unref(local);
	g_date_time_unref(utc);
	g_time_zone_unref(east);
}

static void set(GMimeMessage *mail, const char *name, const char *value)
{
	g_mime_object_set_header(GMIME_OBJECT(mail), name, value, "utf-8");
}

static void add_mailbox(
	GMimeMessage *mail, GMimeAddressType type, const char *name, const char *address)
{
	InternetAddress *mailbox =
		internet_address_mailbox_new(name[0] != '\0' ? name : NULL, address);

	internet_address_set_charset(mailbox, "utf-8");
	internet_address_list_add(g_mime_message_get_addresses(mail, type), mailbox);
	g_object_unref(mailbox);
}

/* The body in quoted-printable: any server carries it, and it keeps the blanks of soft line ends. */
static GMimePart *text_part(struct slice text)
{
	GMimePart *part = g_mime_part_new_with_type("text", "plain");
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(text.p, text.len);
	GMimeDataWrapper *content =
		g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);

	g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
	g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "format", "flowed");
	g_mime_part_set_content(part, content);
	g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	g_object_unref(content);
	g_object_unref(stream);
	return part;
}

static struct slice write_mail(struct arena *a, GMimeMessage *mail)
{
	GMimeFormatOptions *options = g_mime_format_options_new();
	GMimeStream *stream = g_mime_stream_mem_new();

	g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
	g_mime_object_write_to_stream(GMIME_OBJECT(mail), options, stream);
	GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	struct slice out = arena_copy(a, (struct slice){(const char *)bytes->data, bytes->len});
	g_object_unref(stream);
	g_mime_format_options_free(options);
	return out;
}

/* Whether mails of that kind are of our own accord (RFC 3834, 5). */
static bool answers_nothing(const char *kind)
{
	static const char *const kinds[] = {"reminder", "mailing", "staff", "notice"};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kind, kinds[i]) == 0)
			return true;
	return false;
}

/* Whether something keeps the robot from its work, and is not over. */
static bool alarmed(const json_t *view)
{
	const json_t *alarm;
	size_t i;

	json_array_foreach(json_object_get(view, "alarms"), i,
		alarm) if (!json_is_true(json_object_get(alarm, "over"))) return true;
	return false;
}

/* Whether all that it tells of does not take place. */
static bool called_off(const json_t *view)
{
	const json_t *notices = json_object_get(view, "notices"), *notice;
	size_t i;

	json_array_foreach(
		notices, i, notice) if (!json_is_true(json_object_get(notice, "off"))) return false;
	return json_array_size(notices) > 0;
}

/* Of a mail that begins a conversation: the catalogue's sentence for its kind, about one event or
 * several; *out is NULL where there is none. */
static int own_subject(struct arena *a, const struct head *h, const struct catalogue *c,
	const json_t *view, const char **out, struct err *e)
{
	const json_t *state = json_object_get(view, "state"), *first = json_array_get(state, 0);
	const char *id = arena_printf(a, "%s-several", h->kind);
	const char *title = json_string_value(json_object_get(first, "title"));
	const char *day = json_string_value(json_object_get(first, "day"));
	json_t *data;
	int rc;

	*out = NULL;
	if (h->in_reply_to[0] != '\0' || json_array_size(h->references) > 0)
		return 0;
	if (json_array_size(state) < 2 || catalogue_sentence(c, "subjects", id) == NULL)
		id = h->kind;
	/* nobody hurries to read what waits today */
	if (alarmed(view) && catalogue_sentence(c, "subjects", "staff-alarm") != NULL)
		id = "staff-alarm";
	if (called_off(view) && catalogue_sentence(c, "subjects", "notice-off") != NULL)
		id = "notice-off";
	if (catalogue_sentence(c, "subjects", id) == NULL)
		return 0;
	data = json_pack("{s:s, s:s, s:s, s:i, s:s}", "title", title != NULL ? title : "", "day",
		day != NULL ? day : "", "series", h->series_title, "n", (int)json_array_size(state),
		"subject", h->subject);
	rc = catalogue_fill(a, c, "subjects", id, data, out, e);
	json_decref(data);
	return rc;
}

static int set_subject(struct arena *a, GMimeMessage *mail, const struct head *h,
	const struct catalogue *c, const json_t *view, struct err *e)
{
	const char *otherwise = h->series_title, *subject;

	if (own_subject(a, h, c, view, &subject, e) != 0)
		return -1;
	if (otherwise[0] == '\0' &&
		catalogue_fill(a, c, "mail", "no-subject", view, &otherwise, e) != 0)
		return -1;
	if (subject == NULL && head_subject(a, c, h->subject, otherwise, &subject, e) != 0)
		return -1;
	g_mime_message_set_subject(mail, head_text(a, subject), "utf-8");
	return 0;
}

/* RFC 3834 says that a robot writes, and to which letter. */
static int set_head(struct arena *a, GMimeMessage *mail, const struct head *h,
	const struct identity *who, const struct templates_language *l, const json_t *view,
	struct err *e)
{
	struct zone *zone;
	const char *references = head_references(a, h->references, h->in_reply_to);

	if (zone_load(a, h->zone, &zone, e) != 0)
		return -1;
	add_mailbox(mail, GMIME_ADDRESS_TYPE_FROM, head_text(a, who->name), who->address);
	add_mailbox(mail, GMIME_ADDRESS_TYPE_TO, head_text(a, text_name(a, slice_of(h->to_name))),
		h->to_address);
	if (set_subject(a, mail, h, l->catalogue, view, e) != 0)
		return -1;
	set_date(mail, zone, h->date);
	g_mime_message_set_message_id(mail, h->message_id);
	if (head_id_valid(h->in_reply_to))
		set(mail, "In-Reply-To", arena_printf(a, "<%s>", h->in_reply_to));
	if (references[0] != '\0')
		set(mail, "References", references);
	set(mail, "Auto-Submitted", answers_nothing(h->kind) ? "auto-generated" : "auto-replied");
	set(mail, "X-Auto-Response-Suppress", "All");
	set(mail, "Content-Language", l->code);
	return 0;
}

static const char *type_of(const char *name)
{
	static const struct {
		const char *ending, *type;
	} types[] = {{".pdf", "application/pdf"}, {".txt", "text/plain"}, {".png", "image/png"},
		{".jpg", "image/jpeg"}, {".jpeg", "image/jpeg"}, {".ics", "text/calendar"},
		{".odt", "application/vnd.oasis.opendocument.text"},
		{".docx",
			"application/vnd.openxmlformats-officedocument.wordprocessingml.document"}};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (slice_ends_ci(slice_of(name), types[i].ending))
			return types[i].type;
	return "application/octet-stream";
}

static void attach(GMimeMultipart *parts, const struct attachment *file)
{
	GMimeContentType *type = g_mime_content_type_parse(NULL, type_of(file->name));
	GMimePart *part = g_mime_part_new();
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(file->bytes.p, file->bytes.len);
	GMimeDataWrapper *content =
		g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);

	g_mime_object_set_content_type(GMIME_OBJECT(part), type);
	g_mime_object_set_disposition(GMIME_OBJECT(part), "attachment");
	g_mime_part_set_filename(part, file->name);
	g_mime_part_set_content(part, content);
	g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64);
	g_mime_multipart_add(parts, GMIME_OBJECT(part));
	g_object_unref(type);
	g_object_unref(content);
	g_object_unref(stream);
	g_object_unref(part);
}

/* The text, and the files beside it. The boundary is the mail's own, so that it is always the same. */
static void set_body(struct arena *a, GMimeMessage *mail, const struct head *h, struct slice text,
	const struct attachment *files, size_t count)
{
	GMimePart *part = text_part(text);
	struct slice id = slice_head(slice_of(h->message_id), 40);
	long at = slice_find(id, '@');

	if (count == 0) {
		g_mime_message_set_mime_part(mail, GMIME_OBJECT(part));
		g_object_unref(part);
		return;
	}
	GMimeMultipart *parts = g_mime_multipart_new_with_subtype("mixed");
	g_mime_multipart_set_boundary(parts,
		arena_printf(a, "=-%.*s", SLICE_ARGS(at > 0 ? slice_head(id, (size_t)at) : id)));
	g_mime_multipart_add(parts, GMIME_OBJECT(part));
	for (size_t i = 0; i < count; i++)
		attach(parts, &files[i]);
	g_mime_message_set_mime_part(mail, GMIME_OBJECT(parts));
	g_object_unref(part);
	g_object_unref(parts);
}

void compose_begin(void)
{
	g_mime_init();
}

int compose_mail(struct arena *a, const json_t *facts, const struct identity *who,
	const struct templates *templates, struct slice *bytes, struct err *e)
{
	return compose_mail_with(a, facts, who, templates, NULL, 0, bytes, e);
}

int compose_mail_with(struct arena *a, const json_t *facts, const struct identity *who,
	const struct templates *templates, const struct attachment *files, size_t file_count,
	struct slice *bytes, struct err *e)
{
	struct head h;
	struct slice text;
	json_t *view = NULL;
	GMimeMessage *mail = NULL;
	int rc = -1;

	if (read_head(facts, &h, e) != 0 ||
		head_check_address(who->address, "the sender's address", e) != 0)
		return -1;
	const struct templates_language *l = templates_language(templates, h.language);
	view = view_make(a, facts, who, l->catalogue, e);
	if (view == NULL || mail_text(a, l, h.kind, view, &text, e) != 0)
		goto out;
	compose_begin();
	mail = g_mime_message_new(FALSE);
	if (set_head(a, mail, &h, who, l, view, e) != 0)
		goto out;
	set_body(a, mail, &h, text, files, file_count);
	*bytes = write_mail(a, mail);
	rc = 0;
out:
	json_decref(view);
	if (mail != NULL)
		g_object_unref(mail);
	return rc;
}
