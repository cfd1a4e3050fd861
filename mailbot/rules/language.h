/*
 * Languages: what words mean. A file rules/language/CODE.xml (schema and manual: rules/language.xsd)
 * is expanded at load to full forms, all languages in one table: a folded word -> what it may mean
 * in which language. There is no morphology at run time but the separable verb, whose particle the
 * reader looks for in the clause.
 *
 * A *sense* is what the reader's grammar knows of a word. The senses are the same for all
 * languages; no word of any language stands in C.
 */
#ifndef RULES_LANGUAGE_H
#define RULES_LANGUAGE_H

#include <stdint.h>

#include "rules/rules.h"

/* X(identifier, name in the file). The order is no contract. */
#define SENSES(X) \
	/* the core: a site may add to these, not remove; every one must be accounted for */ \
	X(NEG, "negation") /* nicht, kein */ \
	X(NEITHER, "neither") /* weder: a negation of all that follow */ \
	X(HEDGE, "hedge") /* vielleicht */ \
	X(EXCEPT, "except") /* außer, bis auf */ \
	X(BARRING, "barring") /* but: between all of something and one of them the same */ \
	X(OR, "or") \
	/* what else must be accounted for */ \
	X(SWAP, "swap") /* statt */ \
	X(RATHER, "rather") /* lieber: beside a swap only */ \
	X(CONDITION, "condition") /* falls, wenn */ \
	X(RETRACT, "retract") /* Quatsch, Scherz */ \
	X(CHANGE, "change") /* ändern, umbuchen */ \
	X(SWITCH, "switch") /* wechseln: a change of who says so, from one event to another */ \
	X(MORE, "more") /* noch eine, weitere: a difference */ \
	X(ENROLLED, "enrolled") /* auf der Liste: where who is registered stands */ \
	X(STILL, "still") /* kann ich noch: what there may be no room left for */ \
	X(STAYS, "stays") /* bleibt es dabei */ \
	X(TAG, "tag") /* geht das? behind what is said */ \
	X(REMAINS, "remains") /* bleibt … */ \
	X(HOME, "home") /* … zu Hause: and does not come */ \
	X(REGRET, "regret") /* unfortunately: a no stands near */ \
	X(OBSTACLE, "obstacle") /* ill, away: behind a yes it may take it back */ \
	X(REPORT, "report") /* angeblich, habe gehört */ \
	X(FORWARD, "forward") /* zur Kenntnis, siehe unten */ \
	X(OPEN, "open") /* unsicher, noch nicht entschieden */ \
	/* what people decide */ \
	X(REGISTER, "register") /* anmelden: needs a person as object */ \
	X(COME, "come") /* kommen, teilnehmen, dabei sein: who does it comes */ \
	X(CANCEL, "cancel") /* absagen, abmelden */ \
	X(DECLINE, "decline") /* verhindert sein: as good as a no */ \
	X(SUIT, "suit") /* passt, geht: of a day, a yes or with a negation a no */ \
	X(REGISTRATION, "registration") /* Anmeldung, Teilnahme: the noun */ \
	X(CANCELLATION, "cancellation") /* Absage, Abmeldung: the noun */ \
	X(YES, "yes") \
	X(NO, "no") \
	X(ALSO, "also") /* auch: a part without a verb goes on with the yes before it */ \
	X(CONTRARY, "contrary") /* schon, doch: yes, in a part without a verb */ \
	X(ECHO, "echo") /* does, is: for the verb that was denied right before, of another event */ \
	X(MEANT, \
		"meant") /* meinte; n=2, schrieb: what was written by mistake, beside what was meant */ \
	X(OTHER, "other") /* a verb that decides nothing */ \
	/* verbs that help */ \
	X(BE, "be") \
	X(HAVE, "have") \
	X(WILL, "will") /* werde, möchte, will: with an infinitive a decision */ \
	X(CAN, "can") \
	X(MUST, "must") \
	X(WOULD, "would") /* würde: a decision only beside `gladly` */ \
	X(PLURAL, "plural") /* möchten, können: of a modal, more than one */ \
	X(GLADLY, "gladly") \
	X(PLEASE, "please") \
	X(UNREAL, "unreal") /* hätte, wäre: with a participle, what did not come about */ \
	X(PLEASED, "pleased") /* wäre schön: what follows as a condition is asked for */ \
	X(MAY, "may") /* darf, kann: what is left to others */ \
	X(POLITE, "polite") /* könnten Sie: a question that is a request */ \
	X(RECEIPT, "receipt") /* Bestätigung: what our answer is, so that nobody need send one */ \
	X(ASSERT, "assert") /* teile mit: what follows with `dass` is said */ \
	X(BESIDES, "besides") /* zusätzlich zu: the registration behind it exists already */ \
	X(PAST, "past") /* war, hatte, gestern: what stands here is told, not asked */ \
	/* people */ \
	X(I, "i") \
	X(ME, "me") /* mich: fills the person of a registration */ \
	X(TO_ME, "to-me") /* mir: does not */ \
	X(WE, "we") \
	X(US, "us") \
	X(YOU, "you") \
	X(PERFORMS, "performs") /* melde, sage: it is done by being said */ \
	X(FUTURE, "future") /* werde, will */ \
	X(PUTS_OFF, "puts-off") /* später, separat: it is not done yet */ \
	X(HEREBY, "hereby") /* hiermit: it is done now */ \
	X(STAYS_BEHIND, \
		"stays-behind") /* looks after the children, stays behind: who does so does not come */ \
	X(WAITS, "waits") /* wartet im Auto: who brought somebody, and does not come in */ \
	X(GIVEN, "given") /* gegeben, empfohlen: what somebody has done for the writer */ \
	X(PAPER, "paper") /* Anmeldeformular, Einladung: the office's papers */ \
	X(HANDLES, "handles") /* öffnen, verlegt: what is done to them */ \
	X(HOPES, "hopes") /* hoffe, beside hedge */ \
	X(HOPED, "hoped") /* noch Plätze frei: what is settled anyway */ \
	X(VAIN, "vain") /* gefreut, freigehalten: what was done for nothing, behind a no */ \
	X(MUSING, \
		"musing") /* my German is rather slow: all of a sentence, and it asks for nothing */ \
	X(TALK, "talk") /* I never knew, no need to phone: talk begins so, and goes on calmly */ \
	X(TELL, "tell") /* sagen Sie mir, let me know: a question in other words may follow */ \
	X(CITED, \
		"cited") /* mit den Worten, der Satz lautet: before a colon, only cited words follow */ \
	X(PRAISE, "praise") /* interesting: what one says of an evening, in phrases */ \
	X(PARTING, "parting") /* the family comes first: a wish, of who does not come */ \
	X(LINGERS, "lingers") /* bleiben: until some time */ \
	X(BACK, "back") /* wieder im Büro */ \
	X(FUN, "fun") /* have fun: wished to those who are there */ \
	X(SOMEDAY, "someday") /* nächstes Jahr, in future: behind all that may be asked for */ \
	X(TIDINGS, "tidings") /* details, Programm: of an event, and not it */ \
	X(GETS, "gets") /* hören, schicken: what is done to such */ \
	X(RECKONS, "reckons") /* rechnen: with how many others may */ \
	X(AGREES, "agrees") /* weiß Bescheid, ist einverstanden: of somebody who need not come */ \
	X(VISIT, "visit") /* zu Besuch: somebody comes to the writer's home, and to no event */ \
	X(AWAY, "away") /* im Dienst, im Urlaub: where somebody is who need not come */ \
	X(BETTER, "better") /* passt mir besser: another event than one before it */ \
	X(AILS, "ails") /* noch nicht wieder gesund: the same, how they are */ \
	X(MINDS, "minds") /* passt auf … auf: what they do meanwhile */ \
	X(MINDED, "minded") /* die Kinder: what is minded */ \
	X(ARRANGED, "arranged") /* abgesprochen: with somebody who need not come */ \
	X(LIVES, "lives") /* arbeite, leite: with others, every day */ \
	X(SELF, "self") /* selbst: does it, and not we */ \
	X(MISSES, "misses") /* verpasse, lasse sausen: who does not, comes */ \
	X(NOBODY, "nobody") /* niemand, keiner: of us */ \
	X(OTHERS, "others") /* er, sie: somebody whom we cannot name */ \
	X(HE, "he") /* er, sie: somebody who was named */ \
	X(HIM, "him") /* ihn, ihm: the same, as an object */ \
	X(HE_DOES, "he-does") /* wird, hat: of one alone, who is not the writer */ \
	X(MALE, "male") /* Herr, er */ \
	X(FEMALE, "female") /* Frau, sie */ \
	X(SECRETARY, \
		"secretary") /* im Auftrag, Vorzimmer: below a letter, written for somebody */ \
	X(SPEAKING, "speaking") /* im Namen von: for whom the writer speaks follows */ \
	X(SENT, "sent") /* hat mich beauftragt: who does, has the writer speak for them */ \
	X(LETS, "lets") /* lässt, bittet: an infinitive follows, and what stands before it is its own */ \
	X(SUPERIOR, "superior") /* Chefin: asked for leave, and does not come for that */ \
	X(BIDS, "bids") /* asked, gebeten: who is asked stands beside it, and what to do behind it */ \
	X(TAKING, "taking") /* begleite, bringe: whom the writer takes along stands beside it */ \
	X(EXCUSING, \
		"excusing") /* zu entschuldigen, anzumelden: what somebody is asked to do for them */ \
	X(CONCEDES, "concedes") /* so gern, auch wenn: what is granted before a no */ \
	X(OWN_LETTER, \
		"own-letter") /* schreibt Ihnen selbst: who does asks in a letter of their own */ \
	X(MY, "my") \
	X(YOUR, "your") \
	X(HIS, "his") /* seine, ihre: whose companion, of somebody who was named */ \
	X(REFLEXIVE, "reflexive") /* sich */ \
	X(ONE, "one") /* man: nobody in particular */ \
	X(RELATION, "relation") /* Frau, Kollegen; n = 1, or 0 for a plural */ \
	X(KIN, "kin") /* Oma, Mann: somebody without an article, in a list or behind `mit` */ \
	X(RELATIVES, "relatives") /* meine Eltern: n people by themselves */ \
	X(ALIKE, "alike") /* Lehrer, and meine: together they are several */ \
	X(GENITIVE, "genitive") /* meines Sohnes: somebody only behind a word of company */ \
	X(SINGLE, "single") /* meinem: the noun behind it is one, whatever it looks like */ \
	X(GROUP, "group") /* unser Verein: the writer and others */ \
	X(FIELD, "field") /* Vertrieb, Vorsitz: what somebody named does */ \
	X(OUTSIDER, "outsider") /* Nachbar: for whom the writer does not speak */ \
	X(PERSONS, "persons") /* Personen, Plätze: what a number counts */ \
	X(TITLE, "title") /* Frau, Herr, Dr. */ \
	X(WITH, "with") \
	X(SUBSTITUTE, "substitute") /* an meiner Stelle: somebody else instead of the writer */ \
	X(NAMES, "names") /* die Namen folgen: who comes is said later, how many is said */ \
	X(CALLED, "called") /* heißt: the name of who was spoken of stands behind it */ \
	X(COMPANY, "company") /* im Schlepptau, hängt sich dran: somebody comes along */ \
	X(ALONG, "along") /* along: who comes so comes beside somebody */ \
	X(WITHOUT, "without") /* ohne: who stays at home stands behind it */ \
	X(MEMBERS, "members") /* Leute, Sängerinnen: of a group that comes with so many of them */ \
	X(ALONE, "alone") \
	X(TOGETHER, "together") /* zu zweit; n says how many */ \
	X(TOTAL, "total") /* insgesamt */ \
	X(INCLUDED, "included") /* mich eingerechnet: of the number beside it */ \
	X(EACH, "each") /* jeweils */ \
	X(ABOUT, "about") /* ca., bis zu, mindestens: an unsure number */ \
	X(CHILD, "child") /* somebody who may not need a seat: a person looks */ \
	/* references to events */ \
	X(EVENT, "event") /* Veranstaltung, Termin: any sort */ \
	X(EVENTS, "events") \
	X(OCCASION, "occasion") /* -tour: in one word with a word of a title (Pilgertour) */ \
	X(ALL, "all") \
	X(NONE, "none") /* keiner: with `der Foren` a no to all of them */ \
	X(BOTH, "both") \
	X(REST, "rest") /* übrigen, anderen */ \
	X(LAST, "last") \
	X(ONLY, "only") \
	X(EVERYWHERE, "everywhere") /* überall: all events */ \
	X(POINTER, "pointer") /* das, es, so: alone, what was said before */ \
	X(DUTY, "duty") /* keinen Dienst: who has none is free */ \
	X(TOPIC, "topic") /* Thema, Anliegen: what a word of a title may be in talk */ \
	X(KEEN, "keen") /* freut, Lust: who is so may want to come */ \
	X(INTENDING, "intending") /* plan, interested in: an order right behind it settles it */ \
	X(THIS_EVENT, "this-event") /* that one, diesen Termin: the event spoken of, as a noun */ \
	X(THERE, "there") /* da, dazu, daran: the event spoken of */ \
	X(NEXT, "next") /* kommenden, diesen: before a day of the week */ \
	/* glue */ \
	X(ARTICLE, "article") \
	X(INDEFINITE, "indefinite") /* ein: an event behind it is any event */ \
	X(BYGONE, "bygone") /* vergangenen, vorigen: before a day of the week that is over */ \
	X(GOING, "going") /* zu, am, für: an event or its date follows */ \
	X(WHEREABOUTS, "whereabouts") /* am, in, on: of those, where something is as well */ \
	X(SINCE, "since") /* vom, seit: a date behind it is no event's */ \
	X(UNTIL, "until") \
	X(BEFORE, "before") /* vor, nach, ab: not the event itself */ \
	X(ORIGIN, "origin") /* aus, von: where the writer comes from */ \
	X(FOR, "for") /* für, for: whom a registration is for */ \
	X(BEING, "being") /* beim, at: who is there takes part */ \
	X(BEHALF, "behalf") /* im Namen von, für unseren: for an organisation */ \
	X(HAILS, "hails") /* Türkei: behind `from`, where somebody was born */ \
	X(CAUSE, "cause") /* wegen + noun */ \
	X(ROLE, "role") /* als + noun: in which function */ \
	X(AND, "and") \
	X(NOT_ONLY, "not-only") /* nicht nur: joins, but only with `but-also` */ \
	X(BUT_ALSO, "but-also") /* sondern auch */ \
	X(BUT, "but") /* aber, sondern: a clause of its own begins */ \
	X(BECAUSE, "because") /* weil, da, denn: a reason begins */ \
	X(HENCE, "hence") /* weshalb, sodass: what follows is said, not asked */ \
	X(THAT, "that") /* dass, ob */ \
	X(RELATIVE, "relative") /* der, die, das behind a comma */ \
	X(ASKING, "asking") /* wann, wo, wie, ob */ \
	X(SAFE, "safe") /* may stand in a request and changes nothing */ \
	X(LETTER, "letter") /* Schreiben, Mail: a date behind it is no event's */ \
	X(PLACE, "place") /* Schule, Halle: where something may take place */ \
	X(PERSON, "person") /* Lehrer, nurse: a noun for a person that is nobody's */ \
	X(PREPOSITION, "preposition") /* under, near: before a noun that changes nothing */ \
	X(HARMLESS, "harmless") /* known, but not allowed within a request */ \
	X(THANKS, "thanks") \
	X(WISH, "wish") /* viel Erfolg, gutes Gelingen, bis dann */ \
	X(GREETING, "greeting") \
	X(CLOSING, "closing") \
	X(POSTSCRIPT, "postscript") \
	X(REPLY, "reply") /* Re, AW: before a subject that is not the writer's */ \
	X(SUBJECT, "subject") /* siehe Betreff: the subject is the text */ \
	X(UNIT, "unit") /* Uhr, Jahre: a number before it counts no person */ \
	X(UNIT_BEFORE, "unit-before") /* Zimmer, Tel.: a number behind it counts no person */ \
	X(SEATS, \
		"seats") /* Plätze, Teilnehmer: so many in all may be shared out among several events */ \
	X(LISTED, "listed") /* Nummer, Nr.: a place in a list that we showed follows */ \
	X(AT_TIME, "at-time") /* um, gegen: a time of day follows */ \
	X(NEED, "need") /* Rollstuhl, vegetarisch; `what` says which */ \
	X(NEEDING, "needing") /* brauche, nötig: negated, what stands beside it is no need */ \
	X(NEEDLESS, "needless") /* überflüssig, zu Hause: what stands beside it is no need */ \
	X(LATE, "late") /* später, früher gehen: coming in part */ \
	X(ARRIVES, "arrives") /* eintreffen, dazustoßen */ \
	X(LEAVES, "leaves") /* los, weg, gehen: away from where one is */ \
	X(DRIVES, "drives") /* holt ab, setzt ab: brings somebody, and stays away */ \
	X(OFTEN, "often") /* immer, seit Jahren: how often; a hedge too */ \
	X(ENDS, "ends") /* Pause, Ende: a part of an event behind its begin */ \
	X(ADVERTISING, "advertising") \
	X(TRICK, "trick") /* words to the robot */ \
	X(ATTACHED, "attached") /* anbei, im Anhang */ \
	X(COMPARE, "compare") /* als, wie */ \
	X(LABEL, "label") /* Name, Einrichtung: before a colon, in forms */ \
	X(OFFICE_HOURS, "office-hours") /* Öffnungszeiten: below a name, before days and hours */ \
	/* letters without stops */ \
	X(STOP, "stop") /* Punkt: who dictates says it */ \
	X(COMMA, "comma") /* Komma, likewise */ \
	X(QUESTION, "question-mark") /* Fragezeichen, likewise */ \
	X(OPENS, "opens") /* da, also: a sentence begins with it where verb and who follow */ \
	X(BEGINS, "begins") /* hier spricht: a sentence begins with it */ \
	/* numbers, with n */ \
	X(NUMBER, "number") \
	X(ORDINAL, "ordinal") \
	X(MONTH, "month") \
	X(WEEKDAY, "weekday") \
	X(DAY, "day") /* heute 0, morgen 1 */ \
	X(CLOCK, "clock") /* Uhr, pm; n: 1 before noon, 2 after; 0: not said */ \
	X(DAY_PART, "day-part") /* vormittags; n: 1 before noon, 2 after, 3 evening; 0: unsure */ \
	X(WEEKLY, "weekly") /* samstags: on every such day */ \
	X(LATER, \
		"later") /* am Tag darauf: n days behind the day that was named; 0: beside a weekday */ \
	X(EARLIER, "earlier") /* am Tag davor: the same before it */ \
	X(WEEK, "week") /* nächste Woche: n weeks after the letter's; a weekday beside it is in that week */ \
	X(WEEK_AGO, "week-ago") /* vorige Woche: the same before it */ \
	X(WEEKS_ON, \
		"weeks-on") /* in zwei Wochen: n weeks behind the day beside it; 0: nobody can tell */ \
	X(MONTH_ON, "month-on") /* nächsten Monats: n months after the letter's, behind a day */ \
	X(MONTH_AGO, "month-ago") /* vorigen Monats: the same before it */ \
	X(MONTH_PART, "month-part") /* Anfang, Mitte, Ende: n: 1, 2, 3; of the month behind it */ \
	X(SPAN, "span") /* Woche: n days; a number before it may count them from today */ \
	X(MONTHS, "months") /* Monat, Jahr: n months, likewise */ \
	X(AHEAD, "ahead") /* in: so long from today */ \
	X(AGO, "ago") /* ago, vor: so long before today */ \
	X(DAY_AGO, "day-ago") /* gestern: n days before the letter's */ \
	X(TONIGHT, "tonight") /* tonight: a part of the day, the evening, is said with it */ \
	X(HOUR_PART, "hour-part") /* quarter: n minutes */ \
	X(PAST_HOUR, "past-hour") /* past: minutes before it, an hour behind it */ \
	X(TO_HOUR, "to-hour") /* to: the same, behind a part of an hour */ \
	X(PARTICLE, "particle") /* of a separable verb; made by <verb> */ \
	/* last: the sceptic takes a word for the first that it has */ \
	X(WORLD, "world") /* the weather, coffee: what is hoped of it keeps nobody away */ \
	X(SCENE, "scene") /* an evening, a discussion, spannend: what it will be */ \
	X(CROWD, "crowd") /* viele Leute: behind `others`, nobody of whom the writer speaks */ \
	X(MEDIA, "media") /* the papers, a computer: whatever is said of it turns nothing */ \
	X(WHOSE, "whose") /* my mother's: something of somebody else's stands behind it */ \
	X(AFTER, "after") /* nachdem: what happens before, if it does */ \
	X(NOTED, \
		"noted") /* alles klar, see you there: that a mail of ours was read, and no more */ \
	X(CONFIRMS, \
		"confirms") /* stimmt so, please do: what our mail asks is so, or is to be done */ \
	X(NUMERO, "numero") /* No.: short for number where a dot and a figure follow, else a no */

enum sense {
#define SENSE_ENUM(id, name) SENSE_##id,
	SENSES(SENSE_ENUM)
#undef SENSE_ENUM
		SENSE_COUNT,
};
extern const char *const sense_names[SENSE_COUNT];

enum { SENSE_WORDS = (SENSE_COUNT + 63) / 64 };

/* Its words stand side by side in code, unrolled, so that what is only read is never copied. */
struct senses {
	uint64_t bits[SENSE_WORDS];
};

static inline bool senses_has(struct senses s, enum sense sense)
{
	return s.bits[sense / 64] >> (sense % 64) & 1;
}

/* The set of those in a list. Of a constant list the compiler makes the bits themselves, so that to ask for many costs no
 * more than to ask for one. */
static inline __attribute__((always_inline)) struct senses senses_of(
	const enum sense *list, size_t count)
{
	struct senses out = {{0}};

#pragma GCC unroll 8
	for (unsigned w = 0; w < SENSE_WORDS; w++) {
		uint64_t bits = 0;
#pragma GCC unroll 128
		for (size_t i = 0; i < count; i++)
			bits |= list[i] / 64 == w ? (uint64_t)1 << (list[i] % 64) : 0;
		out.bits[w] = bits;
	}
	return out;
}

/* Of an array. */
#define SENSES_OF(list) senses_of((list), sizeof(list) / sizeof *(list))
#define SENSES_HAVE_ANY(s, list) senses_meet((s), SENSES_OF(list))

static inline void senses_add(struct senses *s, enum sense sense)
{
	s->bits[sense / 64] |= (uint64_t)1 << (sense % 64);
}

static inline bool senses_same(struct senses a, struct senses b)
{
	uint64_t differ = 0;

#pragma GCC unroll 8
	for (int i = 0; i < SENSE_WORDS; i++)
		differ |= a.bits[i] ^ b.bits[i];
	return differ == 0;
}

static inline bool senses_none(struct senses s)
{
	return senses_same(s, (struct senses){0});
}

/* Whether they have one in common. */
static inline bool senses_meet(struct senses a, struct senses b)
{
	uint64_t both = 0;

#pragma GCC unroll 8
	for (int i = 0; i < SENSE_WORDS; i++)
		both |= a.bits[i] & b.bits[i];
	return both != 0;
}

static inline struct senses senses_or(struct senses a, struct senses b)
{
#pragma GCC unroll 8
	for (int i = 0; i < SENSE_WORDS; i++)
		a.bits[i] |= b.bits[i];
	return a;
}

/* Those of `a` that are not in `b`. */
static inline struct senses senses_minus(struct senses a, struct senses b)
{
#pragma GCC unroll 8
	for (int i = 0; i < SENSE_WORDS; i++)
		a.bits[i] &= ~b.bits[i];
	return a;
}

/* What form of a verb a word is; a word may be several. */
enum verb_form {
	FORM_1SG = 1 << 0, /* komme */
	FORM_3SG = 1 << 1, /* kommt */
	FORM_PL = 1 << 2, /* kommen: we, they, the polite you */
	FORM_INF = 1 << 3, /* kommen, anzumelden */
	FORM_PART = 1 << 4, /* gekommen */
	FORM_PAST = 1 << 5, /* kam */
	FORM_IRREAL = 1 << 6, /* käme */
	FORM_IMP = 1 << 7, /* the familiar imperative */
	FORM_GERUND = 1 << 8, /* attending */
	FORM_1PL = 1 << 9, /* geliyoruz: we, and nobody else */
	FORM_NOT = 1 << 10, /* gelemiyorum: a negation is in it */
};

/* What a verb or an idiom needs beside it to say what its sense says (rules/language.xsd: needs).
 * X(identifier, name in the file). */
#define NEEDS(X) \
	X(NOTHING, "") \
	X(PERSON, "person") \
	X(TITLE, "title") \
	X(ME, "me") \
	X(EVENT, "event") \
	X(ME_AND_EVENT, "me-event") \
	X(FOUND, "found") \
	X(SOMEBODY, "somebody") \
	X(SPOKEN_OF, "spoken-of") \
	X(SEAT_LEFT, "seat-left") \
	X(SEATS, "seats") \
	X(MINE, "mine") \
	X(TAKEN, "taken") \
	X(ITSELF, "itself") \
	X(COUNTS, "counts") \
	X(NOUN, "noun") \
	X(INFINITIVE, "infinitive") \
	X(GOVERNED, "governed") \
	X(GOES, "goes") \
	X(WHERE, "where") \
	X(TO_ME, "to-me") \
	X(STEAD, "stead")

enum needs {
#define NEEDS_ID(id, name) NEEDS_##id,
	NEEDS(NEEDS_ID)
#undef NEEDS_ID
		NEEDS_COUNT,
};

struct language;

struct verb {
	enum sense sense;
	struct slice particle; /* folded; empty: none */
	struct slice *beside; /* words, folded, one of which must stand in the clause; none: any */
	size_t beside_count, beside_room;
	bool final; /* the particle is one only at the clause's end */
	enum needs needs;
	const struct language *language;
	struct place place;
};

/* That a word is a form of a verb. `joined`: the particle is in it already. */
struct inflection {
	const struct verb *verb;
	unsigned forms; /* of enum verb_form */
	bool joined;
	struct inflection *next;
};

/* What few meanings have. */
struct rare_meaning {
	const char *what; /* of NEED; NULL */
	const char
		*stands; /* of PLACE: stems of such a place's name, whatever its language; NULL */
	enum needs needs; /* of an idiom */
	/* of a contraction (can't): the words that it stands for, folded */
	struct slice *stands_for;
	size_t stands_for_count;
};

/* What one word, or one phrase, means in one language. There are tens of thousands. */
struct meaning {
	const struct language *language;
	struct senses senses;
	struct inflection *inflections;
	int n; /* of NUMBER, TOGETHER, RELATION, DAY, LATER, EARLIER */
	uint8_t ordinal, month, weekday; /* 0: none; weekday 1 Monday */
	bool core : 1; /* exact spelling only */
	bool carries : 1; /* a phrase that changes nothing, and is meant to hold a word of the core */
	bool abbreviation : 1; /* written with a dot, which ends no sentence then */
	bool derived : 1; /* a second key of another word */
	uint16_t file; /* in which it stands: a number of the language's; and on which line */
	int line;
	const struct rare_meaning *rare; /* never NULL in a lexicon */
	struct meaning *next; /* in another language */
};

enum element { ELEMENT_WORD, ELEMENT_GAP, ELEMENT_SENSE };

struct slot;

enum { PHRASE_PARTS_MAX = 255 };

/* There are tens of thousands. */
struct phrase {
	/* Its parts behind the first one, which is a word, and behind the second one where that is a word
	 * too. Phrases that end alike share them. */
	const struct phrase_part {
		unsigned element : 2; /* enum element */
		unsigned what : 30; /* a word's number, a sense */
	} * rest;
	/* That of other phrases too. */
	const struct meaning *meaning;
	/* Of the second part, where that is a word, its number + 1: what tells most phrases apart; 0. */
	uint32_t second;
	uint32_t
		number : 22; /* counted from 0 among those of its first word, in order of the files */
	uint32_t count : 8; /* of its parts */
	bool question : 1; /* counts only with a question mark behind it */
	bool closes : 1; /* counts only where punctuation or the end follows */
};
_Static_assert(sizeof(struct phrase) == 24, "struct phrase has grown");

/* How many parts stand before its rest. */
static inline size_t phrase_begun(const struct phrase *p)
{
	return p->second != 0 ? 2 : 1;
}

/* Of the third part behind a second word, where that is a word too, its number + 1; 0. */
static inline uint32_t phrase_third(const struct phrase *p)
{
	bool word = p->second != 0 && p->count > 2 && p->rest[0].element == ELEMENT_WORD;

	return word ? p->rest[0].what + 1 : 0;
}

/*
 * Phrases that begin with one word, side by side. Those of one second word stand together, and among them those of
 * one third, found by halving: a choice between words makes hundreds that begin alike. Of those the longest stands
 * first, and of those as long the one that came first.
 */
struct phrases {
	uint32_t count, room;
	struct senses senses; /* of any of them */
	struct phrase items[];
};

enum { SLOT_KEY_MAX = 0x7fffffff };

/* A word's place in the lexicon: the same word, the same place. There are tens of thousands. */
struct slot {
	const char *key; /* folded */
	uint32_t len : 31; /* of the key */
	bool head : 1; /* a word that stands in no list and ends so means what it does */
	uint32_t number; /* counted from 0, in order of the files: what phrases call it */
	struct meaning *meanings; /* one a language; NULL: it only stands in phrases */
	struct phrases *phrases; /* that begin with it; NULL */
};
_Static_assert(sizeof(struct slot) == 32, "struct slot has grown");

static inline struct slice slot_key(const struct slot *slot)
{
	return (struct slice){slot->key, slot->len};
}

struct language {
	const char *code;
	size_t number; /* counted from 0, in order of the files */
	bool acts;
	struct slice infinitive; /* what stands before an infinitive (`zu`, `to`); empty */
	bool joins; /* particles join their verbs: anmelden, anzumelden */
	bool nouns; /* nouns are written with a capital */
	bool verb_last; /* a relative clause ends with its verb */
	const char **files; /* in which its words stand; names are borrowed */
	size_t file_count, file_room;
	/* what the names of events may end with (`kongreye`), folded, and without marks; NULL */
	struct slice *name_endings;
	size_t name_ending_count, name_ending_room;
	/* words that must not be taken for unknown ones where they are misspelt; months and days of the
	 * week, whose slips are mended */
	struct near_words {
		struct near_word *items;
		size_t count, room;
	} alarms, days;
	struct language *next;
};

struct languages;

/* How far a gap of a phrase reaches, words. */
enum { PHRASE_GAP_MAX = 4 };

/* ---- compiling ---- */

struct xml_schema; /* rules/xml.h: of rules/language.xsd */

/* Adds one file to *into (NULL at first). -1 where anything is wrong. */
int language_compile(struct arena *a, const struct rule_file *file, const struct xml_schema *schema,
	struct languages **into, struct problems *problems);
/* Of its head alone: which language it is, and whether it acts. What is in it nobody looks at. */
int language_compile_head(struct arena *a, const struct rule_file *file, struct languages **into,
	struct problems *problems);
/*
 * After the last file, and after one that has mistakes: what can only be said of all of them together.
 * Makes *into where there was no file at all.
 */
void languages_finish(struct arena *a, struct languages **into);
/* Whether a phrase that changes nothing hides a word that must be accounted for; and, where every file is `sound`, whether a
 * language that acts lacks all words of negation, doubt, exception or choice. */
int languages_check(const struct languages *l, bool sound, struct problems *problems);

/* ---- looking up ---- */

/* Where a folded word stands, or, where no language has it nor a phrase with it, the open word that it
 * ends with (`*allergie`); NULL. */
const struct slot *languages_slot(const struct languages *l, struct slice key);
/* Of the meanings of a word the one in that language; NULL. */
const struct meaning *meaning_in(const struct meaning *m, const struct language *language);
/* Where it stands in the rules; without a file where in none. */
struct place meaning_place(const struct meaning *m);

/* Some of a word's phrases, in the order of struct phrases. */
struct phrase_run {
	const struct phrase *items;
	size_t count;
};

/* The phrases of a word whose second part is that word; NULL: whose second part is none, or that have
 * no second part. */
struct phrase_run phrases_behind(const struct slot *first, const struct slot *second);
/* Of such phrases of one second word those whose third part is that word; NULL: whose third part is none, or that have no
 * third part. */
struct phrase_run phrases_on(struct phrase_run run, const struct slot *third);
/* Whether of two phrases of a word the one goes before the other where both take as many words. */
bool phrase_before(const struct phrase *a, const struct phrase *b);
/* All meanings of a folded word, one a language; NULL where no language knows it. */
const struct meaning *languages_word(const struct languages *l, struct slice key);
/* The same in one language. */
const struct meaning *languages_meaning(
	const struct languages *l, struct slice key, const struct language *language);
const struct language *languages_first(const struct languages *l);
/* Whether that language (ISO 639-1) is there, and acts. */
bool language_acts(const struct languages *l, const char *code);

/*
 * The one month or day of the week that an unknown word of five letters and more is a single slip
 * away from; NULL where there is none, or more than one.
 */
const struct meaning *language_near_day(const struct language *l, struct slice key);

/*
 * The nearest word of intent, negation or number to one that nobody knows, where it is a single
 * slip away: such a word is itself something to account for. NULL where there is none.
 */
const struct meaning *language_near_alarm(const struct language *l, struct slice key);

#endif
