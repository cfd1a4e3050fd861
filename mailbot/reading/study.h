/*
 * A study: a reading in the making. The steps of the room hand it on, each a file whose head says
 * what it takes and what it gives:
 *
 *     which.c   addresses, thread, words -> the series that it speaks of
 *     answered.c  thread, series -> what the mail of ours had asked that it answers, and showed
 *     words.c   the steps of the words, in their order:
 *     decide.c  all of it -> disposition, requests, guess
 *     kind.c    what kind of mail it is: a request, something else, a machine
 *
 * lines/: the letter, line by line: what each word may be
 *     tokens.c      text and subject -> tokens and rows (lines)
 *     tongues.c     tokens -> the language of each sentence
 *     dictation.c   tokens of a letter without stops -> its stops
 *     shared.c      two particles of one verb -> the verb with each
 *     forms.c       rows of a table, boxes and labels of a form
 *     rows.c        rows -> greeting, body, closing, name, tail
 *     signed.c      who signs, and where they are found, in one row
 *     tails.c       a row below a name -> whether it speaks
 *     writer.c      closing line and From -> who wrote: the words that they share
 *     writer-name.c … and the name that is best
 *     atoms.c       tokens -> atoms: phrases, dates, times, numbers, words; sentences
 *     anew.c        … an order that begins behind a name, where its stop is missing
 *     nouns.c       nouns that look like verbs
 *     quantities.c  a number that counts no people: times, units, telephones
 *     phrases.c     several tokens that mean one thing
 *
 * days/: days and hours
 *     date-forms.c  tokens -> day, month, year, weekday
 *     date-words.c  days in words
 *     dates.c       day, month, year, weekday -> the days they can mean
 *     weeks.c       next week, in two weeks -> the days beside them
 *     months.c      of next month, in May -> the day before it
 *     weekdays.c    days of the week -> the numbers in brackets behind them
 *     days.c        the days that are listed for people to see
 *     counted.c     in three weeks, two days ago -> likewise
 *     hours.c       a day -> the hour beside it
 *     later.c       days that are counted from one that was named
 *     dayparts.c    the part of a day that chooses between several of one
 *
 * events/: which events are named
 *     vocabulary.c  series -> what its events can be called
 *     runs.c        atoms that name one event -> a run, and the events it fits
 *     events.c      runs of atoms -> one event each, or a contradiction
 *     backed.c      a word of a title, a place that a day backs -> surely meant
 *     blends.c      events that mix two titles, positions beside days not theirs -> contradictions
 *     positions.c   a position without its noun: the event at that place of what was counted before
 *     references.c  positions, all, the others, except
 *     repeats.c     the second time of an event that takes place twice
 *     formlines.c   lines of a form that name an event and its day -> one event
 *     echoes.c      this one does: a yes to what was denied of another
 *     meant.c       what was meant, and what was not: a yes and a no
 *     pointing.c    this one, that evening -> the event spoken of
 *
 * people/: who is named, and how many
 *     headcounts.c    how many come in all, by a number
 *     people-names.c  names of people, and the titles before them
 *     persons.c       one mention of a person: pronoun, relation, title, office
 *     offices.c       somebody by what they are, before their name
 *     people-kin.c    lists with the writer; kin without an article
 *     people.c        who comes: lists of persons, numbers, names
 *     appositions.c   whom a number and the names behind it mean both
 *     brackets.c      what somebody is, where they belong, how old they are, in brackets behind them
 *     roles.c         what the writer says that they are
 *     presented.c     wir, das sind …; sie heißt …: two mentions of the same people
 *     entered.c       tragen Sie ihn ein: whom an order enters
 *     principals.c    for whom the writer speaks; pronouns that go on with somebody
 *     behalf.c        on behalf of X … that he: one person, who is named once
 *     name.c          whether two names mean one person
 *     besides.c       besides me X comes too: who comes with the writer
 *     unalone.c       not alone but with X, not two but three: a no that turns no coming
 *
 * clauses/: sentences cut into clauses, and what stands in each
 *     pieces.c         a sentence -> the pieces between all places where it might be cut
 *     clauses.c        … joined to clauses
 *     means.c          a clause -> what stands in it, as sets
 *     verbs.c          a clause -> its verbs, with their particles
 *     verbs-needs.c    … whether all that a verb needs stands there
 *     corefer.c        a clause -> events that are one, places and times
 *     datelists.c      … days in brackets behind several events
 *     slots.c          a clause -> events, people, adjuncts, negations of its frame
 *     slots-events.c   its events, those excepted and swapped apart
 *     slots-parts.c    parts of it behind a comma, which have no verb
 *     slots-account.c  words that are safe in any request; what is left over then
 *     heirs.c          who may have a seat that is given up
 *     organisations.c  who stands behind a clause and does not come
 *     substitutes.c    who comes in another one's place
 *     bidden.c         whom the writer has asked to come in theirs
 *     without.c        who stays at home
 *     belied.c         what belies the word that decides: ohne Krücken … nicht
 *     wholes.c         how many `we` are: both, all four
 *     subject.c        a clause -> who does it; asked or told
 *     subject-mine.c   a clause that names nobody, and is the writer's all the same
 *     company.c        who may come along in a clause that asks for nothing
 *     strung.c         several events of a clause: whether each hangs on its verb, and not on a noun between
 *     occasions.c      at how many of several events somebody comes along
 *
 * frames/: what a clause says: they come, they do not, it is open, nothing
 *     inquiries.c    a question that is told of before it is asked
 *     moods.c        turns of phrase: unreal, a wish in the form of a condition
 *     leave.c        may I still come?: asked for what the office grants by doing it
 *     lateness.c     may I come late?: likewise, where it is said when
 *     asked.c        Education? Yes please: the writer's own question, answered in a word
 *     granted.c      if so, if not: behind a question that the office's own list answers
 *     declines.c     a no -> the event that its reason names; whose no, how far
 *     noes.c         a no of several at once; what stays beside it
 *     settled.c      an intention that an order behind it settles
 *     turns.c        one event in another one's place -> the one that is left
 *     torn.c         a yes and a no in one, and what belongs to a part of the events only
 *     frames.c       a clause -> what it says: come, not come, open, nothing
 *     partial.c      coming late, leaving early: nothing but that
 *     presence.c     who is at an event's place on its day
 *     visitors.c     who comes to the writer, and to no event
 *     registering.c  for whom a verb that registers does
 *     postponed.c    a decision that is announced and not made
 *     polarity.c     a verb of coming, registering, cancelling -> come, not come
 *     orders.c       no verb at all: seats that are ordered
 *     ellipsis.c     no such verb: a noun, being there, a modal, a fragment -> what it says
 *     speech.c       clauses that somebody else may be saying: given up
 *     theirs.c       what others plan who write themselves: told
 *     left.c         who is left where somebody drops out
 *     replaced.c     whoever somebody comes instead of is away: why
 *     concessions.c  what is granted before a no: it asks for nothing
 *     farewells.c    what keeps the writer away, and fun wished to the others: a no
 *     presupposed.c  a no, or a yes, within a reason that leads its sentence: it is said
 *     spared.c       what would suit as well, and is not needed: likewise
 *     totals.c       how many they are now, behind a registration that is told of
 *
 * claims/: what is to happen with which event
 *     everywhere.c      `überall` beside a list: at all of it
 *     exceptions.c      a yes to all, and a no to one of them; why that one is taken out
 *     corrections.c     `am 21., nein, am 22.`: the event put right
 *     claims.c          what is to happen with which event; lists and forms
 *     claims-subject.c  what the subject line says beside the body, or instead of it
 *     seconds.c         the second half of a yes, in a sentence of its own
 *     pairs.c           both: of those that were spoken of right before
 *     afresh.c          a sentence without a verb that asks for one more event
 *     claims-events.c   of which event, where a decision names none
 *     narrowed.c        all of them, and behind it which ones
 *     rivals.c          an event that is said to fit better than one that was asked for
 *     claims-doubts.c   claims that another one explains, takes back or leaves open
 *     divided.c         seats in all that may be shared out among several events
 *     overlaps.c        claims that share some of their events, and name people each
 *     late.c            claims that stand, to an hour or a day that the event does not have
 *     needs.c           what their writers need
 *     claimed.c         how a clause that makes no claim stands to those that do
 *     placed.c          … of which only the place was said
 *     introduced.c      … of one that was told of right before: a congress takes place, and I come
 *     proposals.c       a yes to what somebody proposed right before
 *     unrelated.c       events of papers, of what else is on that day, of a task there: not the claim's
 *     replies.c         a letter that is nothing but a short answer to a mail of ours
 *     replies-bare.c    … an event in it of which nothing is said: what our mail said decides
 *     choices-hear.c    a letter that is nothing but a choice from what a mail of ours listed, word by word
 *     choices.c         … and what is chosen
 *     assents.c         a letter that is nothing but a yes or a no to what a mail of ours asked
 *     alone.c           a no of the writer's own, beside somebody who stays
 *     contrasts.c       `registered for A, not for B`: a no that only marks off what was told
 *     others.c          others who come, each of them named, and the writer does not
 *
 * seats/: with how many
 *     seats-gather.c      what the clauses of a claim say of how many come
 *     seats-again.c       … and who of them is counted already
 *     consulted.c         who was asked before `we` come is one of us
 *     seats.c             equations of seats
 *     attendees.c         the names of who comes, or probably does
 *     recount.c           how many come, counted once more, before an act (recount-mentions.c, recount-words.c)
 *     recount-mentions.c  who is mentioned, one by one
 *     recount-words.c     what a token is in such a count
 *
 * asides/: what stands beside a request and asks for nothing
 *     talk.c           clauses that ask for nothing: whose what stands in them is
 *     asides.c         … of a closed list: a thing that fails, an errand, who drives, a need
 *     asides-papers.c  … of forms that fail, and of what is hoped for
 *     asides-world.c   … of the world alone: the weather, the trains, the papers
 *     asides-people.c  … of somebody who is named, and does not come
 *     asides-reader.c  … of what is the reader's own affair: whether they have time
 *     asides-talk.c    … that begin as talk, and go on calmly
 *     sayings.c        … of whole sentences that ask for nothing
 *     absences.c       … of who is away, beside those who come
 *     kept.c           … of one who does not come: where they are instead
 *     companions.c     … of who wants to come along, before it is said how many come
 *     asides-close.c   … of what somebody close to the writer does meanwhile
 *     replacements.c   … of who may come in the place of a writer who does not
 *     wanted.c         … of why the writer wants what they ask for
 *     tidings.c        … of news and papers of an event that nobody comes to
 *     returns.c        … of when the writer is at work again
 *     obstacles.c      … of what stands against coming, and hinders nobody
 *
 * ledger/: whether everything that alarms was accounted for
 *     ledger.c                whether every alarm was consumed
 *     ledger-events.c         … of the events that a clause names
 *     ledger-alarms.c         … of the people, the negations and the doubts in it
 *     ledger-questions.c      … of questions, conditions and reasons
 *     afterthoughts.c         … of what stands behind a decision and may turn it
 *     afterthoughts-no.c      … behind a no
 *     afterthoughts-crowd.c   … several of whom nobody says how many
 *     afterthoughts-retold.c  … or tells of it as said then, or by others
 *     afterthoughts-people.c  … or adds to those who come
 *     lost.c                  another order, another event, somebody who is brought, what runs on behind a name
 *     busy.c                  … or says why somebody of the writer's keeps them away
 *     dropouts.c              … or tells of one of them who drops out
 *     reversals.c             … or turns the decision in a few words
 *     remarks.c               … or may unsay it, though each word means nothing
 *     hindrances.c            … or why one of those who come cannot
 *     conditions.c            … or one that hangs on the office alone, and goes on with another
 *     whether.c               … or doubts whether the writer can, is free, wants to
 *     informs.c               whose words FYI stands before
 *     wonders.c               … of what the writer wonders that the office does
 *     ledger-answers.c        … of own lines below quoted ones
 *     stray.c                 clauses of few words, and an event, or all of them, that nothing was asked of
 *     unclaimed.c             sentences without a request: talk by all that they sound like, or an objection
 *     unheard.c               what is asked in other words than any that were heard: somebody else, another hour
 *     unheard-people.c        … who comes along
 *     unheard-seats.c         … how many come
 *     unheard-no.c            … behind nothing but a no: what turns it, or narrows it
 *     unheard-within.c        … within a request: what belies it
 *     sceptic.c               sentences, by their likeness to others -> whether to doubt the claims
 *
 * guess/: what a reviewer is offered
 *     reckon.c          how many come, as a reviewer is offered it
 *     reckon-company.c  who comes along and was not counted
 *     tones.c           what a clause sounds like
 *     guess.c           what a reviewer is offered
 *     guess-events.c    which events, in such an offer
 *     guess-turns.c     what it concludes from swaps, and from who comes alone
 *     guess-whose.c     whose no it is, and who comes in whose place
 *
 * Nothing here knows a word of any language, nor any one series.
 */
#ifndef READING_STUDY_H
#define READING_STUDY_H

#include "rules/eset.h"
#include "reading/reading.h"
#include "rules/language.h"

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_PUNCT, TOKEN_OPAQUE /* URL, address, smiley */ };

struct token {
	enum token_kind kind;
	enum evidence_in in;
	size_t start, end; /* byte offsets into text or subject */
	struct slice text;
	struct slice key; /* folded; of a word */
	const struct slot *word; /* of the key; NULL: no language has it */
	const struct language *language; /* of its sentence; NULL: none that we know */
	const struct meaning *meaning; /* in that language; NULL: unknown to it */
	long number;
	size_t row; /* index into rows */
	bool joined; /* no blank before it */
	bool capital; /* begins with a capital */
	bool upper; /* nothing but capitals, two and more */
};

enum row_sort {
	ROW_BODY,
	ROW_GREETING,
	ROW_CLOSING,
	ROW_NAME, /* who signs */
	ROW_TAIL, /* below the signing name: who they are, never what they want */
	ROW_QUOTE, /* a quoted line that the own line below answers */
	ROW_SUBJECT,
};

/* A line of the letter that is looked at. */
struct row {
	enum row_sort sort;
	size_t first, count; /* tokens */
	size_t start, end; /* bytes */
	bool breaks; /* the line end before it was meant: the next word would still have fit */
	bool paragraph; /* a blank line, or one that is not own, stands before it */
	bool item; /* begins with a bullet, a list number or a box */
	bool ticked, unticked; /* its box */
	bool counted; /* a table's: its last number is how many come */
	bool below; /* stands below the signing name, and speaks */
};

enum atom_kind {
	ATOM_WORD, /* a known word or phrase */
	ATOM_UNKNOWN,
	ATOM_NUMBER,
	ATOM_PUNCT,
	ATOM_DATE, /* a day, or a weekday: `events` are those that fit */
	ATOM_TITLE, /* a word of a title, name or place */
	ATOM_SORT, /* Fachforum, Kongress */
	ATOM_EVENT, /* a whole run; or a reference to several events */
	ATOM_PEOPLE, /* who comes */
	ATOM_TIME, /* a time of day, a quantity with a unit that is no person: asks for nothing */
	ATOM_SILENT, /* quotes, brackets around what was consumed, opaque tokens */
};

/* Who consumed an atom. */
enum use {
	USE_NONE,
	USE_EVENT,
	USE_INTENT,
	USE_POLARITY,
	USE_PEOPLE,
	USE_SAFE,
	USE_ADJUNCT, /* origin, cause, time, role */
	USE_TOLD, /* past, reason, thanks, wish: asks for nothing */
	USE_QUESTION,
	USE_NEED,
	USE_OPEN,
	USE_OUTSIDE, /* greeting, closing, name, tail */
};

struct person {
	const char *name; /* NULL where none is given */
	bool title;
};

struct people {
	int count; /* of those who are known, the writer (`me`) among them */
	bool me; /* the writer is among them */
	bool we; /* and others, of whom nobody says how many */
	bool unalone; /* … because the writer says that they do not come alone */
	bool unsure; /* a plural without a number: meine Kollegen; `ca.`; a range */
	bool with; /* behind `mit`: beside the subject */
	bool members; /* a number of such as a group consists of */
	bool group; /* `unser Verein`, by which the writer and others are meant */
	bool family; /* `Familie Ott`: some, by their surname */
	bool loose; /* the last name behind a comma may be where the one before comes from */
	bool total; /* says how many in all: zu viert, 3 Personen */
	bool outsider; /* for whom the writer does not speak */
	bool principal; /* for whom the writer plainly does, and may say no */
	const struct people
		*again; /* those who were named before, and whom a pronoun means; NULL */
	bool object; /* stands in the accusative: mich, uns */
	struct person *persons;
	size_t person_count, person_room;
};

struct atom {
	enum atom_kind kind;
	enum use use;
	size_t first, count; /* tokens */
	struct senses senses;
	const struct meaning *meaning; /* of a word, a phrase */
	int n; /* number, how many */
	char punct; /* '.', ',', ':', '(' …; 'n' for a line end that was meant */
	struct eset events;
	bool strong; /* an event that is surely meant */
	bool contradiction; /* parts of a run that fit no event together */
	bool over; /* fits an event that is over, and none to come */
	bool sort_only; /* `the forum`: nothing says which */
	int title_words; /* of an event: words of its title; 0: it has none */
	bool one_sort; /* `the forum` stands in it, where there are several */
	bool none; /* `keines der Foren`: a negation within it */
	bool bare_all; /* `zu allen`: all of what was spoken of, else of the series */
	bool several; /* a reference to all of `events`, not to one among them */
	bool repaired; /* a slip was mended */
	bool part; /* a title's word, where no title and no name is that word alone */
	bool at_place; /* an event: one word of a title behind `am`, `in`, which may as well say where */
	bool compound; /* a title's word with its sort in it: Bildungsforum */
	bool place_only; /* an event that nothing but its place names */
	bool date_only; /* … but its day */
	bool bare_place; /* … but its place, and perhaps its day */
	bool near_alarm; /* unknown, but a slip away from a word of intent or negation */
	bool going; /* a preposition of going stands before it: consumed */
	bool reference; /* a date that is no event's: `vom 24.1.` */
	bool day_known, weekday_known; /* of a date */
	int32_t day; /* days since 1970 where it means one day; 0 */
	struct people *people;
};

struct opinion;

struct sentence {
	size_t first, end; /* atoms */
	bool question;
	bool item; /* a list line */
	bool unticked;
	bool subject; /* of the subject */
	bool colon; /* ends in a colon: what follows belongs to it */
	bool paragraph; /* begins one */
	bool below; /* the signing name, and is no postscript */
	struct eset quoted; /* events of the quoted line that it answers */
	enum row_sort sort;
	bool heard; /* sceptic.c was asked already */
	const struct opinion *sounds; /* and what it sounds like; NULL: nobody can say */
};

enum says { SAYS_NOTHING, SAYS_COME, SAYS_NOT_COME, SAYS_OPEN, SAYS_UNCLEAR };

enum { CLAUSE_PEOPLE_MAX = 16, CLAUSE_PREDICATES_MAX = 6 };

enum {
	FORWARD_INFORMS = 1
}; /* `n` of a word of passing on that says for whom, and passes on nothing itself: FYI */

/* A verb that was understood, with its particle. */
struct predicate {
	enum sense sense;
	unsigned forms; /* 0: an idiom, said by the writer of themselves */
	size_t atom;
	enum needs needs; /* that had to stand beside it */
};

/* A clause, and what it was understood to say. */
struct clause {
	size_t first, end; /* atoms */
	size_t sentence;
	char sign; /* how it is joined to the one before it */
	bool verbless, condition, subordinate;
	bool presupposed; /* … and yet said: `since I cannot come, …`, `since I'm coming, …` */

	/* means.c: what stands in it */
	struct senses words; /* what its atoms mean */
	struct senses tokens; /* what its tokens mean, those within events and references too */
	unsigned kinds; /* a bit for each enum atom_kind */

	/* frames.c */
	enum says says;
	const char *why; /* the first thing that was not understood in it: a reason's id */
	size_t why_atom;
	struct predicate predicates[CLAUSE_PREDICATES_MAX];
	size_t predicate_count;
	unsigned negations;
	bool unreal; /* hätte mich gereizt */
	bool hedged, told, question, polite, wish, substitute;
	bool noun; /* said by a noun alone */
	bool partial; /* says only that the writer comes late or leaves early */
	bool fragment; /* no verb and no polarity: takes them from what stands around it */
	bool elliptic; /* a polarity of its own, but no verb */
	bool own, change;
	bool i, we, third; /* who its subject is */
	bool agent_only; /* the writer registers others */
	bool proxy; /* a no for somebody for whom the writer speaks */
	bool enough; /* a registration whose subject comes */
	bool announces; /* ends in a colon, and names must follow */
	bool there; /* `da`, `dazu`: the event spoken of */
	struct eset events, except, swapped;
	bool named; /* names events itself */
	bool several; /* by a reference to all of a sort */
	bool rest; /* by `die anderen` */
	int both; /* `beide`: so many must be meant; 0 */
	bool event_trouble; /* a contradiction, over, ambiguous: `why` says which */

	/* people and seats */
	const struct people *people[CLAUSE_PEOPLE_MAX];
	size_t people_count;
	int seats; /* of these events; 0: not said here */
	enum seats_stated stated;
	bool joined; /* it was taken into another clause's request, or gave its all to one */
};

/* Of how many series the words surely name an event, where it is not clear which it is. */
enum series_named { NAMED_NONE, NAMED_ONE, NAMED_SEVERAL };

/* What the mail of ours had said or asked that a letter answers (answered.h). */
enum answered {
	ANSWERED_NONE, /* it answers none */
	ANSWERED_WHICH_EVENTS, /* asked what they come to */
	ANSWERED_WHICH_CANCEL, /* asked what is to be cancelled */
	ANSWERED_CONFIRM_CANCEL, /* asked whether that is to be cancelled */
	ANSWERED_GONE, /* said that they do not come */
	ANSWERED_STATE, /* said how they stand */
	ANSWERED_OTHER, /* staff wrote it */
};

struct study {
	struct arena *arena;
	const struct message *message;
	const struct rules *rules;
	const struct context *context;
	struct reading *reading;

	int64_t now; /* the letter's own time; 0: unknown */
	int32_t today; /* its day */
	const struct series *series; /* NULL: not decided */
	enum series_named named; /* beside NULL */
	struct vocabulary *vocabulary;
	struct eset coming; /* events still to come */
	enum answered answered;
	struct eset shown; /* events that the mail showed that the letter answers */
	/* … and by their place there: as many as the context has; an empty one is none of the series. */
	const struct eset *places;
	const struct language *language; /* the letter's; NULL: none that we know */
	bool language_bare; /* by so few words that they say little of it */
	bool subject_own;
	bool reply; /* nothing but a short answer to a mail of ours (replies.c) */
	bool assented; /* … the very order that our mail asked about (assents.c) */
	bool chosen; /* … a choice from what that mail listed, read to its last word (choices.c) */
	const char *cosigner; /* `Grace and Daniel Kimani`: who signs beside the writer; NULL */

	struct token *tokens;
	size_t token_count, token_room;
	struct row *rows;
	size_t row_count, row_room;
	struct atom *atoms;
	size_t atom_count, atom_room;
	struct sentence *sentences;
	size_t sentence_count, sentence_room;
	struct clause *clauses;
	size_t clause_count, clause_room;
};

/* What was made of a message on the way to its reading (`mailbot rules explain`): all of the steps,
 * in the language that fits best. Arguments as reading_make. */
const struct study *reading_explain(
	struct arena *a, const struct message *m, const struct rules *rules, int64_t received);

/* Starts one: the letter's time, its series, what is still to come, and the steps from tokens to people. `s` has its first
 * four fields. Gives the language that fits nearly as well as the letter's; NULL. */
const struct language *study_start(struct study *s, int64_t received);

static inline bool token_means(const struct token *t, enum sense sense)
{
	return t->meaning != NULL && senses_has(t->meaning->senses, sense);
}

static inline bool atom_means(const struct atom *a, enum sense sense)
{
	return a->kind == ATOM_WORD && senses_has(a->senses, sense);
}

static inline bool token_means_any(const struct token *t, struct senses senses)
{
	return t->meaning != NULL && senses_meet(t->meaning->senses, senses);
}

static inline bool atom_means_any(const struct atom *a, struct senses senses)
{
	return a->kind == ATOM_WORD && senses_meet(a->senses, senses);
}

/* … and nothing that is neither listed nor may stand beside it. */
static inline bool atom_means_only(const struct atom *a, struct senses listed, struct senses beside)
{
	return atom_means_any(a, listed) &&
		senses_none(senses_minus(a->senses, senses_or(listed, beside)));
}

/* Of an array. */
#define TOKEN_MEANS_ANY(t, list) token_means_any((t), SENSES_OF(list))
#define ATOM_MEANS_ANY(a, list) atom_means_any((a), SENSES_OF(list))

static inline bool atom_is(const struct atom *a, char punct)
{
	return a->kind == ATOM_PUNCT && a->punct == punct;
}

/* A number, in figures or in words. */
static inline bool atom_counts(const struct atom *a)
{
	return a->kind == ATOM_NUMBER || atom_means(a, SENSE_NUMBER);
}

static inline bool token_counts(const struct token *t)
{
	return t->kind == TOKEN_NUMBER || token_means(t, SENSE_NUMBER);
}

/* Punctuation, or a word that says nothing. */
static inline bool atom_quiet(const struct atom *a)
{
	return a->kind == ATOM_PUNCT || a->kind == ATOM_SILENT;
}

/* Whether it is, or may be, a form of a verb. */
static inline bool atom_maybe_verb(const struct atom *a)
{
	return a->kind == ATOM_WORD && a->meaning != NULL && a->meaning->inflections != NULL;
}

/* Whether it may be a form of a verb of that sense. */
static inline bool atom_maybe_verb_of(const struct atom *a, enum sense sense)
{
	for (const struct inflection *f = atom_maybe_verb(a) ? a->meaning->inflections : NULL;
		f != NULL; f = f->next)
		if (f->verb->sense == sense)
			return true;
	return false;
}

/* `am Mittwoch`, without its number. */
static inline bool atom_lone_weekday(const struct atom *a)
{
	return a->kind == ATOM_DATE && a->weekday_known && !a->day_known;
}

/* The atom, the token at `at`; beyond `end` one that is nobody's: a stop. */
static inline const struct atom *study_atom(const struct study *s, size_t at, size_t end)
{
	static const struct atom none = {.kind = ATOM_PUNCT, .punct = '.'};

	return at < end ? &s->atoms[at] : &none;
}

static inline const struct token *study_token(const struct study *s, size_t at, size_t end)
{
	static const struct token none = {.kind = TOKEN_PUNCT};

	return at < end ? &s->tokens[at] : &none;
}

/* The first and the last token of the atom; of one that has none, nobody's. */
static inline const struct token *first_token(const struct study *s, const struct atom *a)
{
	return study_token(s, a->first, a->first + a->count);
}

static inline const struct token *last_token(const struct study *s, const struct atom *a)
{
	return study_token(s, a->first + a->count - (a->count > 0), a->first + a->count);
}

/* Whether any token of the atom has it, also within an event or a reference. */
static inline bool atom_tokens_mean(const struct study *s, const struct atom *a, enum sense sense)
{
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (token_means(&s->tokens[i], sense))
			return true;
	return false;
}

/* The first atom of [at, end) that is not quiet; `end` for none. */
static inline size_t atoms_past_quiet(const struct study *s, size_t at, size_t end)
{
	while (at < end && atom_quiet(&s->atoms[at]))
		at++;
	return at;
}

/* Whether [at, end) holds nothing but greetings, thanks and wishes. */
static inline bool atoms_greet(const struct study *s, size_t at, size_t end)
{
	static const enum sense polite[] = {SENSE_GREETING, SENSE_THANKS, SENSE_WISH, SENSE_TITLE};

	while (at < end &&
		(ATOM_MEANS_ANY(&s->atoms[at], polite) || atom_quiet(&s->atoms[at]) ||
			s->atoms[at].kind == ATOM_PUNCT))
		at++;
	return at == end;
}

/* The first atom of [at, end) that is neither quiet nor `auch`; `end` for none. */
static inline size_t atoms_past_also(const struct study *s, size_t at, size_t end)
{
	while (at < end && (atom_quiet(&s->atoms[at]) || atom_means(&s->atoms[at], SENSE_ALSO)))
		at++;
	return at;
}

/* The text of a token range, from the first's begin to the last's end. */
struct slice study_text(const struct study *s, size_t first, size_t count);

/* Notes the first thing in the clause that was not understood: a reason's id, and where. */
void clause_trouble(struct clause *c, const char *why, size_t atom);

/* The clause only tells of something: it asks for nothing, and nobody whom it names is counted. */
void clause_tells(struct study *s, struct clause *c);

/* Adds a reason once. */
void study_reason(struct study *s, const char *id);

#endif
