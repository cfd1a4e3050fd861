/* Letters of the selected folder: what there is, and their bytes. */
#include "transport/inbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/limits.h"
#include "transport/session.h"

static int by_uid(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

struct mailimap_set *session_set(const uint32_t *uids, size_t count)
{
	struct mailimap_set *set = mailimap_set_new_empty();

	for (size_t n = 0, end; n < count; n = end) {
		for (end = n + 1; end < count && uids[end] == uids[end - 1] + 1; end++)
			;
		mailimap_set_add_interval(set, uids[n], uids[end - 1]);
	}
	return set;
}

/* Runs one UID SEARCH, frees `key`, and gives the UIDs above `above`, rising, each once. */
static int search(struct inbox *i, struct arena *a, struct mailimap_search_key *key, uint32_t above,
	uint32_t **uids, size_t *count, struct err *e)
{
	clist *list = NULL;
	size_t found = 0, kept = 0;
	int rc = session_end(i, mailimap_uid_search(i->imap, NULL, key, &list), e);

	mailimap_search_key_free(key);
	if (rc != 0)
		return err_wrap(e, "looking for letters");
	if (list == NULL)
		return 0;
	*uids = arena_array(a, (size_t)clist_count(list), sizeof **uids);
	for (clistiter *c = clist_begin(list); c != NULL; c = clist_next(c))
		if (*(const uint32_t *)clist_content(c) > above)
			(*uids)[found++] = *(const uint32_t *)clist_content(c);
	mailimap_search_result_free(list);
	qsort(*uids, found, sizeof **uids, by_uid);
	for (size_t n = 0; n < found; n++)
		if (kept == 0 || (*uids)[n] != (*uids)[kept - 1])
			(*uids)[kept++] = (*uids)[n];
	*count = kept;
	return 0;
}

int inbox_find_above(struct inbox *i, struct arena *a, uint32_t above, uint32_t **uids,
	size_t *count, struct err *e)
{
	*uids = NULL;
	*count = 0;
	if (above == UINT32_MAX)
		return 0;
	if (session_begin(i, 0, e) != 0)
		return err_wrap(e, "looking for letters");
	/* News that come from now on are news to inbox_wait. */
	if (i->imap->imap_selection_info != NULL)
		i->imap->imap_selection_info->sel_has_exists = 0;
	/* "n:*" means the last letter too, where that lies below n: search leaves it out. */
	return search(i, a, mailimap_search_key_new_uid(mailimap_set_new_interval(above + 1, 0)),
		above, uids, count, e);
}

int inbox_find_message_id(struct inbox *i, struct arena *a, const char *message_id, uint32_t **uids,
	size_t *count, struct err *e)
{
	size_t len = strlen(message_id);
	char *value;

	*uids = NULL;
	*count = 0;
	if (len == 0 || len > SUBJECT_BYTES_MAX)
		return 0;
	for (size_t n = 0; n < len; n++)
		if (message_id[n] < ' ' || message_id[n] > '~')
			return 0;
	if (session_begin(i, 0, e) != 0)
		return err_wrap(e, "looking for letters");
	/* A search finds parts of fields too: with its brackets the id is the whole. */
	value = xmalloc(len + 3);
	snprintf(value, len + 3, "<%s>", message_id);
	return search(i, a, mailimap_search_key_new_header(xstrdup("Message-ID"), value), 0, uids,
		count, e);
}

/* One UID FETCH ------------------------------------------------------------------------------- */

/* What one line of an answer says of one letter. */
struct answer {
	struct mark mark;
	bool has_flags;
	const struct mailimap_msg_att_body_section *body; /* NULL where none came */
};

/* Not timegm's normalising: what no calendar has is unreadable. */
static int64_t internal_date(const struct mailimap_date_time *d)
{
	struct tm tm = {.tm_year = d->dt_year - 1900,
		.tm_mon = d->dt_month - 1,
		.tm_mday = d->dt_day,
		.tm_hour = d->dt_hour,
		.tm_min = d->dt_min,
		.tm_sec = d->dt_sec};
	int east = d->dt_zone / 100 * 3600 + d->dt_zone % 100 * 60;

	if (d->dt_month < 1 || d->dt_month > 12 || d->dt_day < 1 || d->dt_day > 31 ||
		d->dt_year < 1970 || d->dt_year > 9999)
		return 0;
	return (int64_t)timegm(&tm) - east;
}

static unsigned read_flags(const struct mailimap_msg_att_dynamic *dynamic)
{
	static const unsigned ours[] = {
		[MAILIMAP_FLAG_ANSWERED] = LETTER_ANSWERED,
		[MAILIMAP_FLAG_FLAGGED] = LETTER_FLAGGED,
		[MAILIMAP_FLAG_DELETED] = LETTER_DELETED,
		[MAILIMAP_FLAG_SEEN] = LETTER_SEEN,
		[MAILIMAP_FLAG_DRAFT] = LETTER_DRAFT,
	};
	unsigned flags = 0;

	if (dynamic->att_list == NULL)
		return 0;
	for (clistiter *c = clist_begin(dynamic->att_list); c != NULL; c = clist_next(c)) {
		const struct mailimap_flag_fetch *f = clist_content(c);
		if (f->fl_type != MAILIMAP_FLAG_FETCH_RECENT && f->fl_flag != NULL &&
			(size_t)f->fl_flag->fl_type < sizeof ours / sizeof *ours)
			flags |= ours[f->fl_flag->fl_type];
	}
	return flags;
}

static void read_static(const struct mailimap_msg_att_static *s, struct answer *out)
{
	switch (s->att_type) {
	case MAILIMAP_MSG_ATT_UID: out->mark.uid = s->att_data.att_uid; break;
	case MAILIMAP_MSG_ATT_RFC822_SIZE: out->mark.size = s->att_data.att_rfc822_size; break;
	case MAILIMAP_MSG_ATT_BODY_SECTION: out->body = s->att_data.att_body_section; break;
	case MAILIMAP_MSG_ATT_INTERNALDATE:
		if (s->att_data.att_internal_date != NULL)
			out->mark.date = internal_date(s->att_data.att_internal_date);
		break;
	default: break;
	}
}

static struct answer read_answer(const struct mailimap_msg_att *att)
{
	struct answer out = {.body = NULL};

	for (clistiter *c = clist_begin(att->att_list); c != NULL; c = clist_next(c)) {
		const struct mailimap_msg_att_item *item = clist_content(c);
		if (item->att_type == MAILIMAP_MSG_ATT_ITEM_STATIC) {
			read_static(item->att_data.att_static, &out);
		} else if (item->att_type == MAILIMAP_MSG_ATT_ITEM_DYNAMIC) {
			out.mark.flags = read_flags(item->att_data.att_dyn);
			out.has_flags = true;
		}
	}
	return out;
}

/*
 * Runs one UID FETCH; *list is the caller's to free, and may be NULL. A NO with nothing at all
 * means, where letters are gone meanwhile, that the server wants to tell so first (RFC 2180, 4.1):
 * a NOOP lets it, then it is asked once more.
 */
static int uid_fetch(struct inbox *i, const uint32_t *uids, size_t count,
	struct mailimap_fetch_type *what, size_t bytes, clist **list, struct err *e)
{
	struct mailimap_set *set = session_set(uids, count);
	int rc;

	*list = NULL;
	for (int tries = 0;; tries++) {
		if ((rc = session_begin(i, bytes, e)) != 0)
			break;
		rc = session_end(i, mailimap_uid_fetch(i->imap, set, what, list), e);
		if (rc == 0 || i->fault != FAULT_REFUSED || tries > 0)
			break;
		if (session_begin(i, 0, e) != 0 || session_end(i, mailimap_noop(i->imap), e) != 0)
			break;
	}
	mailimap_set_free(set);
	return rc;
}

int session_marks(struct inbox *i, const uint32_t *uids, size_t count, struct mark *marks,
	size_t *found, struct err *e)
{
	struct mailimap_fetch_type *what = mailimap_fetch_type_new_fetch_att_list_empty();
	struct answer *answers = xcalloc(count + 1, sizeof *answers);
	clist *list;
	int rc;

	*found = 0;
	mailimap_fetch_type_new_fetch_att_list_add(what, mailimap_fetch_att_new_uid());
	mailimap_fetch_type_new_fetch_att_list_add(what, mailimap_fetch_att_new_flags());
	mailimap_fetch_type_new_fetch_att_list_add(what, mailimap_fetch_att_new_rfc822_size());
	mailimap_fetch_type_new_fetch_att_list_add(what, mailimap_fetch_att_new_internaldate());
	rc = uid_fetch(i, uids, count, what, 0, &list, e);
	mailimap_fetch_type_free(what);
	for (clistiter *c = list != NULL ? clist_begin(list) : NULL; c != NULL; c = clist_next(c)) {
		struct answer one = read_answer(clist_content(c));
		const uint32_t *at = bsearch(&one.mark.uid, uids, count, sizeof *uids, by_uid);
		/* A change of flags may be told beside our answer, alone. */
		if (at != NULL && (one.mark.size > 0 || one.mark.date != 0))
			answers[at - uids] = one;
		else if (at != NULL && one.has_flags)
			answers[at - uids].mark.flags = one.mark.flags;
	}
	for (size_t n = 0; n < count; n++)
		if (answers[n].mark.uid != 0)
			marks[(*found)++] = answers[n].mark;
	if (list != NULL)
		mailimap_fetch_list_free(list);
	free(answers);
	return rc;
}

/* Bytes --------------------------------------------------------------------------------------- */

static struct mailimap_fetch_type *body_type(uint32_t offset, uint32_t bytes)
{
	struct mailimap_fetch_type *what = mailimap_fetch_type_new_fetch_att_list_empty();
	struct mailimap_section *whole = mailimap_section_new(NULL);

	mailimap_fetch_type_new_fetch_att_list_add(what, mailimap_fetch_att_new_uid());
	mailimap_fetch_type_new_fetch_att_list_add(what,
		bytes == 0
			? mailimap_fetch_att_new_body_peek_section(whole)
			: mailimap_fetch_att_new_body_peek_section_partial(whole, offset, bytes));
	return what;
}

static struct slice body_bytes(const struct mailimap_msg_att_body_section *body)
{
	return (struct slice){
		body->sec_body_part, body->sec_body_part != NULL ? body->sec_length : 0};
}

static struct fetched *fetched_by_uid(struct fetched *letters, size_t count, uint32_t uid)
{
	for (size_t n = 0; n < count; n++)
		if (letters[n].uid == uid)
			return &letters[n];
	return NULL;
}

/* The small ones of `letters`, all in one command. Letters without bytes afterwards did not come.
 */
static int fetch_small(
	struct inbox *i, struct arena *a, struct fetched *letters, size_t count, struct err *e)
{
	uint32_t *uids = arena_array(a, count, sizeof *uids);
	size_t n = 0, bytes = 0;
	clist *list;
	int rc;

	for (size_t l = 0; l < count; l++) {
		/* libetpan stumbles over an empty literal. */
		if (letters[l].size == 0 || letters[l].size > FETCH_PIECE_BYTES)
			continue;
		uids[n++] = letters[l].uid;
		bytes += letters[l].size;
	}
	if (n == 0)
		return 0;
	struct mailimap_fetch_type *what = body_type(0, 0);
	rc = uid_fetch(i, uids, n, what, bytes, &list, e);
	mailimap_fetch_type_free(what);
	for (clistiter *c = list != NULL ? clist_begin(list) : NULL; c != NULL; c = clist_next(c)) {
		struct answer one = read_answer(clist_content(c));
		struct fetched *to = fetched_by_uid(letters, count, one.mark.uid);
		if (to != NULL && one.body != NULL)
			to->bytes = arena_copy(a, body_bytes(one.body));
	}
	if (list != NULL)
		mailimap_fetch_list_free(list);
	return rc;
}

/* One piece of one letter, at `to`; *got is 0 where the letter is gone, or ends there. */
static int fetch_piece(struct inbox *i, uint32_t uid, uint32_t offset, uint32_t bytes, char *to,
	size_t *got, struct err *e)
{
	struct mailimap_fetch_type *what = body_type(offset, bytes);
	clist *list;
	int rc = uid_fetch(i, &uid, 1, what, bytes, &list, e);

	*got = 0;
	mailimap_fetch_type_free(what);
	for (clistiter *c = list != NULL ? clist_begin(list) : NULL; c != NULL; c = clist_next(c)) {
		struct answer one = read_answer(clist_content(c));
		if (one.mark.uid != uid || one.body == NULL || one.body->sec_origin_octet != offset)
			continue;
		struct slice piece = slice_head(body_bytes(one.body), bytes);
		memcpy(to, piece.p, piece.len);
		*got = piece.len;
	}
	if (list != NULL)
		mailimap_fetch_list_free(list);
	return rc;
}

/* The head with the blank line after it. */
static struct slice only_head(struct slice bytes)
{
	const char *end = bytes.len > 0 ? memmem(bytes.p, bytes.len, "\r\n\r\n", 4) : NULL;

	return end != NULL ? slice_head(bytes, (size_t)(end - bytes.p) + 4) : bytes;
}

static int fetch_big(struct inbox *i, struct arena *a, struct fetched *letter, struct err *e)
{
	uint32_t want, done = 0;
	size_t got = 1;
	char *bytes;

	letter->head_only = letter->size > LETTER_BYTES_MAX;
	want = letter->head_only ? HEAD_BYTES_MAX : letter->size;
	bytes = arena_alloc(a, want);
	while (done < want && got > 0) {
		uint32_t ask = want - done < FETCH_PIECE_BYTES ? want - done : FETCH_PIECE_BYTES;
		if (fetch_piece(i, letter->uid, done, ask, bytes + done, &got, e) != 0)
			return -1;
		done += (uint32_t)got;
	}
	letter->bytes = (struct slice){bytes, done};
	/* Cut short in the middle: gone meanwhile, or a size that was never true. */
	if (letter->head_only)
		letter->bytes = only_head(letter->bytes);
	return 0;
}

/*
 * Who did not come is asked for once more, alone. What is no longer there is left out; what is
 * there and does not come, stays, without its bytes: a person must see it.
 */
static int settle_missing(
	struct inbox *i, struct arena *a, struct fetched *letters, size_t *count, struct err *e)
{
	size_t kept = 0;

	for (size_t n = 0; n < *count; n++) {
		struct fetched *l = &letters[n];
		struct mark mark;
		size_t there = 1;
		if (l->size > 0 && l->bytes.len == 0) {
			if (session_begin(i, 0, e) != 0 ||
				session_end(i, mailimap_noop(i->imap), e) != 0 ||
				session_marks(i, &l->uid, 1, &mark, &there, e) != 0)
				return -1;
			if (there > 0 && l->size <= FETCH_PIECE_BYTES &&
				fetch_small(i, a, l, 1, e) != 0)
				return -1;
		}
		if (there > 0)
			letters[kept++] = *l;
	}
	*count = kept;
	return 0;
}

/* The first of `marks` whose bytes together stay below `limit`, at least one. */
static size_t how_many(const struct mark *marks, size_t count, size_t limit)
{
	size_t bytes = 0, n;

	for (n = 0; n < count; n++) {
		bytes += marks[n].size > LETTER_BYTES_MAX ? HEAD_BYTES_MAX : marks[n].size;
		if (n > 0 && bytes > limit)
			break;
	}
	return n;
}

static int fetch_marked(struct inbox *i, struct arena *a, const struct mark *marks,
	struct fetched *letters, size_t *count, struct err *e)
{
	for (size_t n = 0; n < *count; n++)
		letters[n] = (struct fetched){.uid = marks[n].uid,
			.flags = marks[n].flags,
			.date = marks[n].date,
			.size = marks[n].size};
	if (fetch_small(i, a, letters, *count, e) != 0)
		return -1;
	for (size_t n = 0; n < *count; n++)
		if (letters[n].size > FETCH_PIECE_BYTES && fetch_big(i, a, &letters[n], e) != 0)
			return -1;
	return settle_missing(i, a, letters, count, e);
}

static int fetch_some(struct inbox *i, struct arena *a, const uint32_t *uids, size_t uid_count,
	size_t limit, struct fetched **letters, size_t *count, struct err *e)
{
	struct mark *marks = arena_array(a, uid_count, sizeof *marks);
	size_t found;

	if (session_marks(i, uids, uid_count, marks, &found, e) != 0)
		return err_wrap(e, "fetching letters");
	*count = how_many(marks, found, limit);
	*letters = arena_array(a, *count, sizeof **letters);
	if (fetch_marked(i, a, marks, *letters, count, e) != 0)
		return err_wrap(e, "fetching letters");
	return 0;
}

int inbox_fetch(struct inbox *i, struct arena *a, const uint32_t *uids, size_t uid_count,
	struct fetched **letters, size_t *count, struct err *e)
{
	*letters = NULL;
	*count = 0;
	return uid_count == 0 ? 0 : fetch_some(i, a, uids, uid_count, SIZE_MAX, letters, count, e);
}

int inbox_fetch_above(struct inbox *i, struct arena *a, uint32_t above, struct fetched **letters,
	size_t *count, struct err *e)
{
	uint32_t *uids;
	size_t found;

	*letters = NULL;
	*count = 0;
	/* Until something comes, or nothing is left: all of a batch may be gone meanwhile. */
	do {
		if (inbox_find_above(i, a, above, &uids, &found, e) != 0)
			return -1;
		if (found == 0)
			return 0;
		if (found > FETCH_LETTERS_MAX)
			found = FETCH_LETTERS_MAX;
		if (fetch_some(i, a, uids, found, FETCH_BYTES_MAX, letters, count, e) != 0)
			return -1;
		above = uids[found - 1];
	} while (*count == 0);
	return 0;
}
