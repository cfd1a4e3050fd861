/* Letters of the selected folder: what there is, and their bytes. */
#include "transport/inbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "transport/session.h"

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
	qsort(*uids, found, sizeof **uids, session_by_uid);
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

/*
 * The bodies of one answer, one behind the other, as they come: libetpan would keep each in a buffer that
 * it doubles. Whose a body is, is known when its section stands in the answer's list.
 */
struct coming {
	struct arena *arena;
	char *free;
	size_t left; /* bytes of it */
	struct body {
		const struct mailimap_msg_att_body_section *section;
		char *p;
		size_t len;
	} bodies[FETCH_LETTERS_MAX];
	size_t count;
};

static bool on_bytes(int type, struct mailimap_msg_att_body_section *section, const char *bytes,
	size_t len, void *context)
{
	struct coming *c = context;
	struct body *b = c->count > 0 ? &c->bodies[c->count - 1] : NULL;

	(void)type;
	if (b == NULL || b->section != section) {
		if (c->count == FETCH_LETTERS_MAX)
			return false; /* more letters than it was asked for */
		b = &c->bodies[c->count++];
		*b = (struct body){section, c->free, 0};
	}
	/* The server's word for a letter's size need not be true. */
	if (len > c->left) {
		c->left = 2 * (b->len + len);
		c->free = memcpy(arena_alloc(c->arena, c->left), b->p, b->len);
		b->p = c->free;
		c->free += b->len;
		c->left -= b->len;
	}
	memcpy(c->free, bytes, len);
	c->free += len;
	c->left -= len;
	b->len += len;
	return true;
}

/* The last one: a command that was given twice may have had an answer twice. */
static struct slice came(
	const struct coming *c, const struct mailimap_msg_att_body_section *section)
{
	for (size_t n = c->count; n-- > 0;)
		if (c->bodies[n].section == section)
			return (struct slice){c->bodies[n].p, c->bodies[n].len};
	return (struct slice){0};
}

/* The small ones of `letters`, all in one command. Letters without bytes afterwards did not come.
 */
static int fetch_small(
	struct inbox *i, struct arena *a, struct fetched *letters, size_t count, struct err *e)
{
	struct coming coming = {.arena = a};
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
	coming.left = bytes;
	coming.free = arena_alloc(a, bytes);
	if (i->imap != NULL)
		mailimap_set_msg_body_handler(i->imap, on_bytes, &coming);
	rc = session_fetch(i, uids, n, what, bytes, &list, e);
	if (i->imap != NULL)
		mailimap_set_msg_body_handler(i->imap, NULL, NULL);
	mailimap_fetch_type_free(what);
	for (clistiter *c = list != NULL ? clist_begin(list) : NULL; c != NULL; c = clist_next(c)) {
		struct answer one = session_answer(clist_content(c));
		struct fetched *to = fetched_by_uid(letters, count, one.mark.uid);
		if (to != NULL && one.body != NULL)
			to->bytes = came(&coming, one.body);
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
	int rc = session_fetch(i, &uid, 1, what, bytes, &list, e);

	*got = 0;
	mailimap_fetch_type_free(what);
	for (clistiter *c = list != NULL ? clist_begin(list) : NULL; c != NULL; c = clist_next(c)) {
		struct answer one = session_answer(clist_content(c));
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
	if (letter->head_only)
		letter->bytes = only_head(letter->bytes);
	return 0;
}

/* Nothing came, or a big letter ended early: gone in the middle of it, or its size was never true. */
static bool incomplete(const struct fetched *l)
{
	return l->size > 0 && !l->head_only &&
		(l->bytes.len == 0 || (l->size > FETCH_PIECE_BYTES && l->bytes.len < l->size));
}

/*
 * Who did not come is asked for once more, alone. What is no longer there is left out: half a letter
 * must not be read as a whole one. What is there and does not come, stays, without its bytes: a
 * person must see it.
 */
static int settle_missing(
	struct inbox *i, struct arena *a, struct fetched *letters, size_t *count, struct err *e)
{
	size_t kept = 0;

	for (size_t n = 0; n < *count; n++) {
		struct fetched *l = &letters[n];
		struct mark mark;
		size_t there = 1;
		if (incomplete(l)) {
			if (session_begin(i, 0, e) != 0 ||
				session_end(i, mailimap_noop(i->imap), e) != 0 ||
				session_marks(i, &l->uid, 1, &mark, &there, e) != 0)
				return -1;
			if (there > 0 && l->bytes.len == 0 && l->size <= FETCH_PIECE_BYTES &&
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

static int fetch_bytes(
	struct inbox *i, struct arena *a, struct fetched *letters, size_t *count, struct err *e)
{
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
	for (size_t n = 0; n < *count; n++)
		(*letters)[n] = (struct fetched){.uid = marks[n].uid,
			.flags = marks[n].flags,
			.date = marks[n].date,
			.size = marks[n].size};
	return inbox_fetch_bytes(i, a, *letters, count, e);
}

int inbox_fetch_bytes(
	struct inbox *i, struct arena *a, struct fetched *letters, size_t *count, struct err *e)
{
	return fetch_bytes(i, a, letters, count, e) == 0 ? 0 : err_wrap(e, "fetching letters");
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
