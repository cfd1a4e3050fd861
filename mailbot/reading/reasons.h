/*
 * Every reason that the reading room gives: a stable id, and what it means. The catalogue has a
 * sentence for people for each. Those of the message room come through unchanged.
 */
#ifndef READING_REASONS_H
#define READING_REASONS_H

/* X(identifier, id, what it means) */
#define REASONS(X) \
	/* beside a request that is carried out */ \
	X(QUESTION, "question", "the letter asks something that a person must answer") \
	X(SPECIAL_NEED, "special-need", "somebody needs something: access, an interpreter, food") \
	X(FOR_ANOTHER, "for-another", "the writer says no for somebody for whom they speak") \
	/* nothing to carry out */ \
	X(NO_REQUEST, "no-request", "nothing in the letter asks to come or to stay away") \
	X(ONLY_THANKS, "only-thanks", "the answer to a mail of ours says nothing but thanks") \
	X(NO_EVENT, "no-event", "they want to come or not, and no event is named") \
	X(NO_OWN_WORDS, "no-own-words", "the sender wrote nothing of their own") \
	X(LANGUAGE_UNKNOWN, "language-unknown", "no language file knows the words") \
	X(LANGUAGE_GUESSES, "language-guesses", "the language is one that may only guess") \
	X(MIXED_LANGUAGES, "mixed-languages", "parts of it are in another language") \
	/* events */ \
	X(WHICH_SERIES, "which-series", "it fits several series, or none") \
	X(SEVERAL_SERIES, "several-series", "it names events of several series") \
	X(EVENT_OVER, "event-over", "the event was over when the letter was written") \
	X(AMBIGUOUS_EVENT, "ambiguous-event", "what it names fits several events") \
	X(DATE_CONTRADICTS, "date-contradicts-title", "title, date and place do not fit together") \
	X(NO_EVENT_THEN, "no-event-then", "there is no event on the date that it names") \
	X(WEAK_EVENT, "weak-event", "a word of a title that may be meant otherwise") \
	X(BAD_REFERENCE, "bad-reference", "`all four`, `the others`: the number does not fit") \
	X(EVENT_LEFT, "event-left-over", "an event is named that the requests do not account for") \
	X(TIME_UNKNOWN, "time-unknown", \
		"when it was written is not known, and it depends on that") \
	/* decisions */ \
	X(UNDECIDED, "undecided", "they are not sure yet") \
	X(CONDITION, "condition", "it hangs on something that we cannot know") \
	X(ALTERNATIVE, "alternative", "one thing or another: they leave it open which") \
	X(CONTRADICTS_ITSELF, "contradicts-itself", "it says yes and no to the same event") \
	X(NEGATION, "negation-unclear", "what a negation turns is not clear") \
	X(RETRACTED, "retracted", "something is taken back, or meant as a joke") \
	X(SWAP, "swap-unclear", "something is to be changed, and into what is not clear") \
	X(REPORTED, "reported", "it tells what others do or say") \
	X(THIRD_PARTY, "third-party", \
		"somebody else is to be cancelled, or it is not clear who comes") \
	X(ASKS_WHETHER, "asks-whether", "it asks whether they may come") \
	X(FORWARDED, "forwarded-request", "it passes on what somebody else wrote") \
	/* seats */ \
	X(SEATS_UNSAID, "seats-unsaid", "several people come, and it does not say how many") \
	X(SEATS_UNSURE, "seats-unsure", "the number of people is not sure") \
	X(SEATS_CONTRADICT, "seats-contradict", "numbers and names of people do not agree") \
	X(SEATS_DIFFERENCE, "seats-difference", "people more or fewer, the total is not said") \
	X(SEATS_MANY, "seats-many", "more seats than one letter may take by itself") \
	X(LIST_MISSING, "list-missing", "a list is announced that does not follow") \
	X(NUMBER_LEFT, "number-left-over", \
		"a number that could be people, and was not understood") \
	X(PERSON_LEFT, "person-left-over", "a person is named whose part is not clear") \
	/* words */ \
	X(UNKNOWN_WORDS, "unknown-words", "words in the request that nobody knows") \
	X(NOT_UNDERSTOOD, "not-understood", "known words in an unknown arrangement") \
	X(SCEPTIC, "sceptic", "a second opinion on the sentences contradicts what was understood") \
	X(NEAR_MISS, "near-miss", "a misspelt word that may be a no or a not") \
	X(TRICK, "trick", "it tries to give orders to the program") \
	X(ADVERTISING, "advertising", "it offers something") \
	/* others */ \
	X(TENTATIVE, "tentative", "a calendar's `perhaps`") \
	X(CALENDAR_UNKNOWN, "calendar-unknown", \
		"a calendar's answer to an event that we do not have") \
	X(CALENDAR_MOVED, "calendar-moved", \
		"a calendar's answer to one of our events at another time than it has") \
	X(ATTACHMENT, "attachment-only", "what it wants is said to stand in an attachment") \
	X(TOO_LONG, "too-many-words", "more words than are read with care") \
	X(ENVELOPE, "envelope-doubt", "its head contradicts itself")

enum reason {
#define REASON_ENUM(id, name, what) REASON_##id,
	REASONS(REASON_ENUM)
#undef REASON_ENUM
		REASON_COUNT,
};
extern const char *const reason_ids[REASON_COUNT];

#endif
