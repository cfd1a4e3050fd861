/* What UID FETCH says: read from libetpan's lists into ours. */
#include "transport/session.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

int session_by_uid(const void *a, const void *b)
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
	case MAILIMAP_MSG_ATT_RFC822_SIZE:
		out->mark.size = s->att_data.att_rfc822_size;
		out->has_size = true;
		break;
	case MAILIMAP_MSG_ATT_BODY_SECTION: out->body = s->att_data.att_body_section; break;
	case MAILIMAP_MSG_ATT_INTERNALDATE:
		if (s->att_data.att_internal_date != NULL)
			out->mark.date = internal_date(s->att_data.att_internal_date);
		break;
	default: break;
	}
}

struct answer session_answer(const struct mailimap_msg_att *att)
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

int session_fetch(struct inbox *i, const uint32_t *uids, size_t count,
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

/* Asks for the marks of `uids`, and notes those that came in `marks`, which stand beside `all`. */
static int ask_marks(struct inbox *i, const uint32_t *uids, size_t count, const uint32_t *all,
	size_t all_count, struct mark *marks, struct err *e)
{
	struct mailimap_fetch_type *what = mailimap_fetch_type_new_fetch_att_list_empty();
	clist *list;
	int rc;

	mailimap_fetch_type_new_fetch_att_list_add(what, mailimap_fetch_att_new_uid());
	mailimap_fetch_type_new_fetch_att_list_add(what, mailimap_fetch_att_new_flags());
	mailimap_fetch_type_new_fetch_att_list_add(what, mailimap_fetch_att_new_rfc822_size());
	mailimap_fetch_type_new_fetch_att_list_add(what, mailimap_fetch_att_new_internaldate());
	rc = session_fetch(i, uids, count, what, 0, &list, e);
	mailimap_fetch_type_free(what);
	for (clistiter *c = list != NULL ? clist_begin(list) : NULL; c != NULL; c = clist_next(c)) {
		struct answer one = session_answer(clist_content(c));
		const uint32_t *at =
			bsearch(&one.mark.uid, all, all_count, sizeof *all, session_by_uid);
		/* A change of flags may be told beside our answer, alone. */
		if (at != NULL && one.has_size)
			marks[at - all] = one.mark;
		else if (at != NULL && one.has_flags)
			marks[at - all].flags = one.mark.flags;
	}
	if (list != NULL)
		mailimap_fetch_list_free(list);
	return rc;
}

int session_marks(struct inbox *i, const uint32_t *uids, size_t count, struct mark *marks,
	size_t *found, struct err *e)
{
	uint32_t *missing = xcalloc(count + 1, sizeof *missing);
	size_t lost = 0;
	int rc;

	*found = 0;
	memset(marks, 0, count * sizeof *marks);
	rc = ask_marks(i, uids, count, uids, count, marks, e);
	for (size_t n = 0; n < count; n++)
		if (marks[n].uid == 0)
			missing[lost++] = uids[n];
	/* Gone, or passed over by a server that wanted to tell of others first: NOOP, and once more. */
	if (rc == 0 && lost > 0 && (rc = session_begin(i, 0, e)) == 0 &&
		(rc = session_end(i, mailimap_noop(i->imap), e)) == 0)
		rc = ask_marks(i, missing, lost, uids, count, marks, e);
	for (size_t n = 0; n < count; n++)
		if (marks[n].uid != 0)
			marks[(*found)++] = marks[n];
	free(missing);
	return rc;
}
