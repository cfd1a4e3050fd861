/* What a folder's letters are, without their bytes: flags, and how they refer to each other. */
#include "transport/inbox.h"

#include "base/limits.h"
#include "transport/session.h"

int inbox_fetch_marks(struct inbox *i, struct arena *a, const uint32_t *uids, size_t uid_count,
	struct fetched **letters, size_t *count, struct err *e)
{
	*letters = arena_array(a, uid_count, sizeof **letters);
	*count = 0;
	for (size_t n = 0, some; n < uid_count; n += some) {
		struct mark marks[FETCH_LETTERS_MAX];
		size_t found;
		some = uid_count - n < FETCH_LETTERS_MAX ? uid_count - n : FETCH_LETTERS_MAX;
		if (session_marks(i, uids + n, some, marks, &found, e) != 0)
			return err_wrap(e, "looking at letters");
		for (size_t m = 0; m < found; m++)
			(*letters)[(*count)++] = (struct fetched){.uid = marks[m].uid,
				.flags = marks[m].flags,
				.date = marks[m].date,
				.size = marks[m].size};
	}
	return 0;
}

/* BODY.PEEK[HEADER.FIELDS (…)] */
static struct mailimap_fetch_type *head_type(void)
{
	static const char *const fields[] = {"Message-ID", "In-Reply-To", "Auto-Submitted"};
	struct mailimap_fetch_type *what = mailimap_fetch_type_new_fetch_att_list_empty();
	clist *names = clist_new();

	for (size_t n = 0; n < sizeof fields / sizeof *fields; n++)
		clist_append(names, xstrdup(fields[n]));
	mailimap_fetch_type_new_fetch_att_list_add(what, mailimap_fetch_att_new_uid());
	mailimap_fetch_type_new_fetch_att_list_add(what,
		mailimap_fetch_att_new_body_peek_section(
			mailimap_section_new_header_fields(mailimap_header_list_new(names))));
	return what;
}

int inbox_fetch_heads(struct inbox *i, struct arena *a, const uint32_t *uids, size_t uid_count,
	struct fetched **letters, size_t *count, struct err *e)
{
	struct mailimap_fetch_type *what = head_type();
	clist *list = NULL;
	int rc = 0;

	*letters = arena_array(a, uid_count, sizeof **letters);
	*count = 0;
	if (uid_count > 0)
		rc = session_fetch(
			i, uids, uid_count, what, uid_count * HEAD_FIELDS_BYTES, &list, e);
	mailimap_fetch_type_free(what);
	for (clistiter *c = list != NULL ? clist_begin(list) : NULL; c != NULL; c = clist_next(c)) {
		struct answer one = session_answer(clist_content(c));
		if (one.body == NULL || *count == uid_count)
			continue;
		struct slice bytes = {one.body->sec_body_part,
			one.body->sec_body_part != NULL ? one.body->sec_length : 0};
		(*letters)[(*count)++] =
			(struct fetched){.uid = one.mark.uid, .bytes = arena_copy(a, bytes)};
	}
	if (list != NULL)
		mailimap_fetch_list_free(list);
	return rc == 0 ? 0 : err_wrap(e, "looking at letters");
}
