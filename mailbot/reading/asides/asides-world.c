#include "reading/asides/asides-world.h"

#include "reading/asides/talk.h"
#include "reading/clauses/clauses.h"
#include "reading/clauses/verbs.h"

/* What may be meant of somebody's coming: then it is not of the world alone. */
static const enum sense turns[] = {SENSE_OR, SENSE_EXCEPT, SENSE_SWAP, SENSE_RETRACT, SENSE_OPEN,
	SENSE_CHANGE, SENSE_SUBSTITUTE, SENSE_REGISTRATION, SENSE_CANCELLATION, SENSE_TRICK,
	SENSE_ADVERTISING, SENSE_FORWARD, SENSE_RATHER, SENSE_CONDITION, SENSE_OBSTACLE, SENSE_AILS,
	SENSE_REGRET, SENSE_DECLINE, SENSE_CANCEL, SENSE_CAN, SENSE_MUST, SENSE_MY, SENSE_ME,
	SENSE_TO_ME, SENSE_US, SENSE_I, SENSE_WE, SENSE_HE, SENSE_HIM, SENSE_HIS, SENSE_PERSON,
	SENSE_RELATION, SENSE_KIN, SENSE_GROUP, SENSE_NEED, SENSE_LATE, SENSE_ALONE, SENSE_TOGETHER,
	SENSE_BUT, SENSE_NO, SENSE_COMPANY, SENSE_WITHOUT, SENSE_PERSONS, SENSE_OTHERS, SENSE_YOU,
	SENSE_HOME};

static const enum sense governing[] = {SENSE_GOING, SENSE_WHEREABOUTS, SENSE_BEFORE, SENSE_ORIGIN,
	SENSE_SINCE, SENSE_UNTIL, SENSE_FOR, SENSE_PREPOSITION, SENSE_BEING};

static bool is_writer(const struct atom *a)
{
	return a->kind == ATOM_PEOPLE && a->people->me && a->people->count <= 1 && !a->people->we &&
		!a->people->object && a->people->person_count == 0;
}

static bool is_capital(const struct study *s, const struct atom *a)
{
	return first_token(s, a)->capital;
}

/* A preposition; not `der`, which may be one's genitive. */
static bool leads(const struct atom *a)
{
	return ATOM_MEANS_ANY(a, governing) && !atom_means(a, SENSE_ARTICLE);
}

/* Whether a noun stands where a preposition leads: `bis zum Abend`, `auf den glatten Straßen`. */
static bool is_governed(const struct study *s, const struct clause *c, size_t at)
{
	for (size_t i = at; i-- > c->first;) {
		const struct atom *a = &s->atoms[i];
		if (leads(a))
			return true;
		bool which = atom_means(a, SENSE_ARTICLE) || atom_means(a, SENSE_INDEFINITE) ||
			atom_means(a, SENSE_YOUR) || (!is_capital(s, a) && !atom_maybe_verb(a));
		if (!which || atom_quiet(a))
			return false;
	}
	return false;
}

/* `viele Leute`, `recht viele Menschen`: nobody of whom the writer speaks. */
static bool is_crowd(const struct study *s, const struct clause *c, size_t at)
{
	return atom_means(&s->atoms[at], SENSE_OTHERS) &&
		atom_means(study_atom(s, at + 1, c->end), SENSE_CROWD);
}

/* Whether an article, a preposition, or a word that says which stands before a noun. */
static bool is_led(const struct study *s, const struct clause *c, size_t at)
{
	static const enum sense leads[] = {SENSE_ARTICLE, SENSE_YOUR, SENSE_POINTER};
	const struct atom *before = at > c->first ? &s->atoms[at - 1] : &s->atoms[at];

	return ATOM_MEANS_ANY(before, leads) || is_governed(s, c, at);
}

/* What a clause has of what it takes to be of the world. */
struct finds {
	bool thing; /* the weather */
	bool bare; /* coffee, without an article */
	bool scene; /* an evening, interesting */
	bool crowd;
	bool media; /* the papers, the writer's computer */
	bool hopes;
	bool hears; /* how it will be, or was: perhaps that the trains are on strike */
	bool better; /* and that it is fine */
	bool other; /* a noun that nobody knows, where no preposition leads */
	bool leads; /* a preposition, and what it may lead to */
};

/* Whether an atom may stand there at all. */
static bool may_stand(const struct study *s, const struct clause *c, size_t at)
{
	const struct atom *a = &s->atoms[at];
	/* `sicher`, `ja` within a clause affirm nothing; `mein Rechner` is no companion */
	bool yes = atom_means(a, SENSE_YES) && !atom_means(a, SENSE_SAFE);
	bool mine =
		atom_means(a, SENSE_MY) && atom_means(study_atom(s, at + 1, c->end), SENSE_MEDIA);

	if (atom_quiet(a) || a->kind == ATOM_TIME)
		return true;
	if ((a->kind != ATOM_WORD && a->kind != ATOM_UNKNOWN) || a->near_alarm)
		return false;
	/* `genug Stühle`, which nobody counts */
	bool seats = atom_means(a, SENSE_WORLD) && atom_means(a, SENSE_PERSONS);
	if (mine || seats || is_crowd(s, c, at) || (at > c->first && is_crowd(s, c, at - 1)))
		return true;
	return !ATOM_MEANS_ANY(a, turns) && !yes;
}

/* A noun of which nobody knows whether it may keep the writer away: `die Prüfung`, `der Gips`. */
static bool is_other(const struct study *s, const struct clause *c, size_t at)
{
	static const enum sense known[] = {SENSE_WORLD, SENSE_SCENE, SENSE_MEDIA, SENSE_PAPER,
		SENSE_HOPES, SENSE_HEDGE, SENSE_GREETING};
	const struct atom *a = &s->atoms[at];
	bool first = at == atoms_past_quiet(s, s->sentences[c->sentence].first, c->end);
	bool noun = is_capital(s, a) && (!first || a->kind == ATOM_UNKNOWN) && !atom_quiet(a);

	return noun && !ATOM_MEANS_ANY(a, known) && !is_governed(s, c, at) &&
		!(at > c->first && is_crowd(s, c, at - 1));
}

static void note(const struct study *s, const struct clause *c, size_t at, struct finds *f)
{
	static const enum sense hears[] = {SENSE_HEDGE, SENSE_REPORT};
	const struct atom *a = &s->atoms[at];
	bool governed = is_capital(s, a) && is_governed(s, c, at);

	f->thing = f->thing || (atom_means(a, SENSE_WORLD) && !governed);
	f->bare = f->bare || (atom_means(a, SENSE_WORLD) && !is_led(s, c, at));
	f->media = f->media || (atom_means(a, SENSE_MEDIA) && !governed);
	f->scene = f->scene || (atom_means(a, SENSE_SCENE) && !governed);
	f->crowd = f->crowd || is_crowd(s, c, at);
	f->hopes = f->hopes || atom_means(a, SENSE_HOPES);
	f->hears = f->hears || ATOM_MEANS_ANY(a, hears);
	f->better = f->better || atom_means(a, SENSE_BETTER);
	f->other = f->other || is_other(s, c, at);
	f->leads = f->leads || leads(a);
}

/* Whether its verbs decide nothing: a crowd may come, and a thing may go well. */
static bool decides(const struct clause *c, const struct finds *f)
{
	for (size_t i = 0; i < c->predicate_count; i++) {
		enum sense sense = c->predicates[i].sense;
		bool fine = sense == SENSE_OTHER || (sense == SENSE_COME && f->crowd) ||
			(sense == SENSE_SUIT && f->thing) ||
			(sense == SENSE_COME && f->scene && c->predicates[i].forms == FORM_PART);
		if (!fine)
			return true;
	}
	return false;
}

/* What stands before a clause: `ich hoffe`, `ich habe gehört`, `ich finde es prima`. */
enum frame { FRAME_NONE, FRAME_HOPES, FRAME_HEARS, FRAME_PRAISES };

/* `Der Schnee ist hoffentlich bald weg`; not `…, dass Streik ist`, which nobody hopes for. */
static bool is_world(const struct study *s, const struct clause *c, enum frame frame)
{
	struct finds f = {.hopes = frame == FRAME_HOPES, .hears = frame == FRAME_HEARS};
	bool praised = frame == FRAME_PRAISES && c->sign == 't';
	bool lower = false; /* a word that nobody knows, and that may be a verb */
	bool be = clause_means(s, c, SENSE_BE) || clause_means(s, c, SENSE_WILL) ||
		clause_means(s, c, SENSE_PAST);

	if (c->condition || c->named)
		return false;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		lower = lower || (a->kind == ATOM_UNKNOWN && !is_capital(s, a));
		if (!may_stand(s, c, i))
			return false;
		note(s, c, i, &f);
	}
	/* `mein Handy korrigiert alles` */
	if (c->verbless && !(f.media && lower))
		return false;
	if (decides(c, &f) || (f.other && !praised))
		return false;
	/* `das wird bestimmt ein schöner Abend`, `Kaffee gibt es hoffentlich` */
	if (talk_points_back(s, c))
		return c->negations == 0 &&
			((be && f.scene && c->predicate_count == 0 && !f.leads) ||
				(f.bare && f.hopes));
	/* not `das Radio meldet Glatteis` */
	if (f.media && !f.thing && c->negations == 0)
		return true;
	return praised || ((f.thing || f.crowd) && (f.hopes || (f.hears && f.better)));
}

static enum frame frame_of(const struct study *s, const struct clause *c)
{
	static const enum sense plain[] = {SENSE_HOPES, SENSE_PRAISE, SENSE_SAFE, SENSE_HARMLESS,
		SENSE_BE, SENSE_POINTER, SENSE_GLADLY, SENSE_REPORT, SENSE_YOU, SENSE_HAVE};
	bool hopes = false, hears = false, fine = false;
	bool verb = clause_means(s, c, SENSE_BE) || c->verbless;

	if (c->negations > 0 || c->condition || c->named || clause_intends(c))
		return FRAME_NONE;
	for (size_t i = c->first; i < c->end; i++) {
		const struct atom *a = &s->atoms[i];
		bool does = a->kind == ATOM_WORD && a->use == USE_INTENT && atom_maybe_verb(a);
		bool doubt = atom_means(a, SENSE_HEDGE) && !atom_means(a, SENSE_HOPES);
		if (!(atom_quiet(a) || is_writer(a) || does || ATOM_MEANS_ANY(a, plain)) || doubt ||
			atom_means(a, SENSE_OBSTACLE) || atom_means(a, SENSE_RETRACT) ||
			a->near_alarm)
			return FRAME_NONE;
		hopes = hopes || atom_means(a, SENSE_HOPES);
		hears = hears || atom_means(a, SENSE_REPORT);
		fine = fine || atom_means(a, SENSE_PRAISE) || atom_means(a, SENSE_SCENE);
		verb = verb || does;
	}
	if (hopes || hears)
		return hopes ? FRAME_HOPES : FRAME_HEARS;
	return fine && verb ? FRAME_PRAISES : FRAME_NONE;
}

/* `Ich hoffe auf eine lebhafte Diskussion`: nothing else is hoped for. */
static bool hopes_for(const struct study *s, const struct clause *c)
{
	size_t at = atoms_past_quiet(s, c->first, c->end);
	bool scene = false;

	if (is_writer(study_atom(s, at, c->end)))
		at++;
	if (!atom_means(study_atom(s, at, c->end), SENSE_HOPES) || c->named || c->negations > 0 ||
		c->predicate_count > 0)
		return false;
	while (++at < c->end) {
		if (!may_stand(s, c, at))
			return false;
		scene = scene || atom_means(&s->atoms[at], SENSE_SCENE) ||
			atom_means(&s->atoms[at], SENSE_WORLD);
	}
	return scene;
}

bool aside_of_world(const struct study *s, size_t sentence)
{
	const struct sentence *x = &s->sentences[sentence];
	enum frame frame = FRAME_NONE;
	bool any = false;

	if (x->sort != ROW_BODY || x->below || x->question || x->colon || x->item)
		return false;
	for (size_t i = 0; i < s->clause_count; i++) {
		const struct clause *c = &s->clauses[i];
		if (c->sentence != sentence)
			continue;
		if (is_world(s, c, frame) || hopes_for(s, c)) {
			any = true;
			continue;
		}
		frame = any ? FRAME_NONE : frame_of(s, c);
		if (frame == FRAME_NONE)
			return false;
	}
	return any;
}
