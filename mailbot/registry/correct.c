/* Who somebody in the register is, put right by staff: another address, another name. */
#include "registry/deed.h"

#include <string.h>
#include <strings.h>

/* An address is one party's alone. */
static int look_taken(struct deed *d, const struct series *series, struct err *e)
{
	struct party other;

	if (d->person->address[0] == '\0')
		return 0;
	if (party_by_address(d->reg, d->arena, series, d->person->address, &other, e) != 0)
		return -1;
	return other.id != 0 && other.id != d->out->party.id
		? deed_refuse(d, DONE_IMPOSSIBLE, "address-taken", NULL)
		: 0;
}

/* They stand among those who come by their own name, too. */
int attendees_rename(struct deed *d, const char *before, const char *after, struct err *e)
{
	if (after[0] == '\0')
		return 0;
	return db_run(d->reg,
		db_bind(d->reg, SQL_ATTENDEES_RENAME, e, "itt", d->out->party.id, before, after),
		e);
}

int deed_correct_person(struct deed *d, const struct series *series, struct err *e)
{
	const struct person *person = d->person;
	struct party *party = &d->out->party;

	if (look_taken(d, series, e) != 0)
		return -1;
	if (d->out->how != DONE_OK)
		return 0;
	d->moved = person->address[0] != '\0' && strcasecmp(person->address, party->address) != 0;
	d->corrected = true;
	if (details_load(d, &d->before, e) != 0 ||
		db_run(d->reg,
			db_bind(d->reg, SQL_PARTY_CORRECT, e, "itt", party->id, person->name,
				person->address),
			e) != 0 ||
		attendees_rename(d, party->name, person->name, e) != 0)
		return -1;
	/* All that follows is planned with what is right. */
	return party_by_id(d->reg, d->arena, series, party->id, party, e);
}

void deed_plan_same(struct deed *d)
{
	struct done *out = d->out;
	size_t room = 0;

	for (size_t i = 0; i < out->party.count; i++) {
		const struct standing *at = &out->party.items[i];
		if (at->status == STATUS_CONFIRMED && d->staff->now < at->event->end_utc)
			ARENA_PUSH(d->arena, out->changes, out->change_count, room,
				(struct change){.kind = CHANGE_SAME, .before = *at, .after = *at});
	}
}
