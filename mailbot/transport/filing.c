/* Folders, and letters into them. */
#include "transport/inbox.h"

#include <stdlib.h>
#include <string.h>

#include <libetpan/uidplus.h>

#include "base/limits.h"
#include "transport/session.h"

/* Folders ------------------------------------------------------------------------------------- */

static int folder_exists(struct inbox *i, struct folder_name *f, struct err *e)
{
	clist *list = NULL;

	if (session_begin(i, 0, e) != 0 ||
		session_end(i, mailimap_list(i->imap, "", f->coded, &list), e) != 0)
		return -1;
	for (clistiter *c = list != NULL ? clist_begin(list) : NULL; c != NULL; c = clist_next(c)) {
		const struct mailimap_mailbox_list *one = clist_content(c);
		/* A name that only has folders below it cannot take letters. */
		if (one->mb_flag == NULL ||
			one->mb_flag->mbf_type != MAILIMAP_MBX_LIST_FLAGS_SFLAG ||
			one->mb_flag->mbf_sflag != MAILIMAP_MBX_LIST_SFLAG_NOSELECT)
			f->there = true;
	}
	if (list != NULL)
		mailimap_list_result_free(list);
	return 0;
}

static int make_folder(struct inbox *i, struct folder_name *f, struct err *e)
{
	struct err refused;
	int rc;

	if (f->there)
		return 0;
	if (folder_exists(i, f, e) != 0)
		return -1;
	if (f->there)
		return 0;
	if (session_begin(i, 0, e) != 0)
		return -1;
	rc = session_end(i, mailimap_create(i->imap, f->coded), &refused);
	if (rc != 0) {
		/* Somebody else may have made it at the same moment. */
		if (i->fault == FAULT_REFUSED && folder_exists(i, f, e) == 0 && f->there)
			return 0;
		*e = refused;
		return session_fault(i, i->imap == NULL ? i->fault : FAULT_REFUSED);
	}
	f->there = true;
	/* Only for the comfort of mail programs: a server may refuse it. */
	if (session_begin(i, 0, e) != 0)
		return -1;
	rc = session_end(i, mailimap_subscribe(i->imap, f->coded), &refused);
	if (rc != 0 && i->fault != FAULT_REFUSED) {
		*e = refused;
		return -1;
	}
	return 0;
}

static int ready_folder(struct inbox *i, const char *name, struct folder_name **f, struct err *e)
{
	if (session_folder(i, name, f, e) != 0)
		return -1;
	return make_folder(i, *f, e) == 0 ? 0 : err_wrap(e, "making folder \"%s\"", name);
}

int inbox_make_folder(struct inbox *i, const char *folder, struct err *e)
{
	struct folder_name *f;

	return ready_folder(i, folder, &f, e);
}

/* Flags --------------------------------------------------------------------------------------- */

static struct mailimap_flag_list *one_flag(struct mailimap_flag *flag)
{
	struct mailimap_flag_list *list = mailimap_flag_list_new_empty();

	mailimap_flag_list_add(list, flag);
	return list;
}

static int store(struct inbox *i, struct mailimap_set *set, struct mailimap_store_att_flags *what,
	struct err *e)
{
	int rc = session_begin(i, 0, e);

	if (rc == 0)
		rc = session_end(i, mailimap_uid_store(i->imap, set, what), e);
	mailimap_store_att_flags_free(what);
	return rc;
}

static int mark_seen(struct inbox *i, struct mailimap_set *set, enum file_as as, struct err *e)
{
	struct mailimap_flag_list *seen;

	if (as == FILE_AS_IT_IS)
		return 0;
	seen = one_flag(mailimap_flag_new_seen());
	return store(i, set,
		as == FILE_SEEN ? mailimap_store_att_flags_new_add_flags_silent(seen)
				: mailimap_store_att_flags_new_remove_flags_silent(seen),
		e);
}

/* Filing -------------------------------------------------------------------------------------- */

/* What COPYUID told: the n-th of `from` has become the n-th of `to` (RFC 4315, 3). */
struct copied {
	uint32_t validity;
	struct mailimap_set *from, *to;
};

/* Walks a set UID by UID; 0 at its end. Starts as {.item = clist_begin(set->set_list)}. */
struct walk {
	clistiter *item;
	uint32_t last;
};

static uint32_t walk_next(struct walk *w)
{
	const struct mailimap_set_item *item;

	if (w->item == NULL)
		return 0;
	item = clist_content(w->item);
	w->last = w->last == 0 ? item->set_first : w->last + 1;
	uint32_t uid = w->last;
	if (w->last >= item->set_last) {
		w->item = clist_next(w->item);
		w->last = 0;
	}
	return uid;
}

static void copied_free(struct copied *c)
{
	if (c->from != NULL)
		mailimap_set_free(c->from);
	if (c->to != NULL)
		mailimap_set_free(c->to);
}

/* Says where each has gone. Without COPYUID all that were there a moment ago have gone. */
static void note_copied(const struct copied *c, const uint32_t *uids, size_t count,
	enum filed_how how, struct filed *out)
{
	bool told = c->from != NULL && c->to != NULL;

	for (size_t n = 0; n < count; n++)
		if (out[n].how != FILED_VANISHED)
			out[n] = (struct filed){told ? FILED_VANISHED : how, 0, 0};
	if (!told)
		return;
	struct walk from = {.item = clist_begin(c->from->set_list)},
		    to = {.item = clist_begin(c->to->set_list)};
	/* A server may name no more than it was asked for; one that does is not followed for long.
	 */
	for (size_t steps = 0; steps < count; steps++) {
		uint32_t old = walk_next(&from), now = walk_next(&to);
		for (size_t n = 0; n < count && old != 0; n++)
			if (uids[n] == old)
				out[n] = (struct filed){how, c->validity, now};
	}
}

static int move_by_copy(struct inbox *i, struct mailimap_set *set, const char *folder,
	struct copied *c, enum filed_how *how, struct err *e)
{
	struct mailimap_flag_list *deleted = one_flag(mailimap_flag_new_deleted());
	bool uidplus = mailimap_has_uidplus(i->imap);

	*how = uidplus ? FILED_MOVED : FILED_COPIED;
	if (session_end(i,
		    mailimap_uidplus_uid_copy(i->imap, set, folder, &c->validity, &c->from, &c->to),
		    e) != 0) {
		mailimap_flag_list_free(deleted);
		return -1;
	}
	if (store(i, set, mailimap_store_att_flags_new_add_flags_silent(deleted), e) != 0)
		return -1;
	if (!uidplus)
		return 0;
	if (session_begin(i, 0, e) != 0)
		return -1;
	return session_end(i, mailimap_uid_expunge(i->imap, set), e);
}

static int move_present(struct inbox *i, const uint32_t *present, size_t count,
	const struct folder_name *f, enum file_as as, struct copied *c, enum filed_how *how,
	struct err *e)
{
	struct mailimap_set *set = session_set(present, count);
	int rc = mark_seen(i, set, as, e);

	*how = FILED_MOVED;
	if (rc == 0)
		rc = session_begin(i, 0, e);
	if (rc == 0 && mailimap_has_extension(i->imap, "MOVE"))
		rc = session_end(i,
			mailimap_uidplus_uid_move(
				i->imap, set, f->coded, &c->validity, &c->from, &c->to),
			e);
	else if (rc == 0)
		rc = move_by_copy(i, set, f->coded, c, how, e);
	mailimap_set_free(set);
	return rc;
}

/*
 * Which are still there? MOVE and COPY say nothing of UIDs that are gone. Where the move is a copy,
 * a letter that is \Deleted counts as gone: it was copied before, or people deleted it.
 */
static int look_present(struct inbox *i, const uint32_t *uids, size_t count, uint32_t *present,
	size_t *present_count, struct filed *out, struct err *e)
{
	struct mark *marks = xcalloc(count, sizeof *marks);
	bool by_copy = !mailimap_has_extension(i->imap, "MOVE");
	size_t found, p = 0;
	int rc = session_marks(i, uids, count, marks, &found, e);

	for (size_t n = 0; n < count; n++)
		out[n] = (struct filed){FILED_VANISHED, 0, 0};
	for (size_t m = 0, n = 0; rc == 0 && m < found; m++) {
		while (uids[n] != marks[m].uid)
			n++;
		if (by_copy && (marks[m].flags & LETTER_DELETED))
			continue;
		present[p++] = marks[m].uid;
		out[n].how = FILED_MOVED;
	}
	*present_count = p;
	free(marks);
	return rc;
}

int inbox_file(struct inbox *i, const uint32_t *uids, size_t count, const char *folder,
	enum file_as as, struct filed *out, struct err *e)
{
	struct copied c = {0, NULL, NULL};
	struct folder_name *f;
	uint32_t *present;
	enum filed_how how;
	size_t present_count;
	int rc;

	if (ready_folder(i, folder, &f, e) != 0)
		return -1;
	if (count == 0)
		return 0;
	present = xcalloc(count, sizeof *present);
	rc = look_present(i, uids, count, present, &present_count, out, e);
	if (rc == 0 && present_count > 0) {
		rc = move_present(i, present, present_count, f, as, &c, &how, e);
		if (rc == 0)
			note_copied(&c, uids, count, how, out);
	}
	/* It may have been deleted by people: look again next time. */
	if (rc != 0 && i->imap != NULL)
		f->there = strcmp(f->coded, "INBOX") == 0;
	copied_free(&c);
	free(present);
	return rc == 0 ? 0 : err_wrap(e, "filing letters into \"%s\"", folder);
}

int inbox_erase(struct inbox *i, const uint32_t *uids, size_t count, bool *erased, struct err *e)
{
	struct mailimap_set *set;
	int rc;

	*erased = i->imap != NULL && mailimap_has_uidplus(i->imap);
	if (count == 0)
		return 0;
	set = session_set(uids, count);
	rc = store(i, set,
		mailimap_store_att_flags_new_add_flags_silent(
			one_flag(mailimap_flag_new_deleted())),
		e);
	if (rc == 0 && *erased)
		rc = session_begin(i, 0, e);
	if (rc == 0 && *erased)
		rc = session_end(i, mailimap_uid_expunge(i->imap, set), e);
	mailimap_set_free(set);
	return rc == 0 ? 0 : err_wrap(e, "erasing letters");
}

int inbox_append(struct inbox *i, const char *folder, struct slice bytes, enum file_as as,
	struct filed *out, struct err *e)
{
	struct mailimap_flag_list *flags = NULL;
	struct filed filed = {.how = FILED_COPIED};
	struct folder_name *f;
	int rc;

	if (ready_folder(i, folder, &f, e) != 0)
		return -1;
	if (as == FILE_SEEN)
		flags = one_flag(mailimap_flag_new_seen());
	rc = session_begin(i, bytes.len, e);
	if (rc == 0)
		rc = session_end(i,
			mailimap_uidplus_append(i->imap, f->coded, flags, NULL, bytes.p, bytes.len,
				&filed.uidvalidity, &filed.uid),
			e);
	if (rc != 0 && i->imap != NULL)
		f->there = strcmp(f->coded, "INBOX") == 0;
	if (flags != NULL)
		mailimap_flag_list_free(flags);
	if (out != NULL)
		*out = filed;
	return rc == 0 ? 0 : err_wrap(e, "putting a letter into \"%s\"", folder);
}
