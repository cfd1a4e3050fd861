#include "daemon/compose.h"

#include "compose/compose.h"
#include "registry/mailing.h"

int compose_due(const struct settings *set, const struct templates *templates, struct registry *reg,
	struct arena *a, struct due_mail *mail, struct err *e)
{
	const struct identity who = {
		set->sender_address, set->sender_name, set->contact_person, set->contact_phone};
	json_error_t where;
	/* A letter's own words may hold anything. */
	json_t *facts = json_loads(mail->facts, JSON_ALLOW_NUL, &where);

	if (facts == NULL)
		return err_set(e, "its facts are no JSON (line %d)", where.line);
	struct mailing_file *files = NULL;
	struct attachment *attached = NULL;
	size_t count = 0, room = 0, more = 0;
	int64_t mailing = json_integer_value(json_object_get(facts, "mailing"));
	int rc = mailing != 0 ? registry_mailing_files(reg, a, mailing, &files, &count, e) : 0;
	for (size_t i = 0; i < count; i++)
		ARENA_PUSH(a, attached, more, room,
			(struct attachment){files[i].name, files[i].bytes});
	if (rc == 0)
		rc = compose_mail_with(a, facts, &who, templates, attached, count, &mail->bytes, e);
	/* A thousand readers of a programme are not a thousand copies of it in the register. */
	if (rc == 0 && count == 0)
		mail->fresh = mail->bytes;
	json_decref(facts);
	return rc;
}
