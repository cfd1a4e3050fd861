/*
 * Every limit of the house, with its unit and its reason.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

enum {
	/* A letter, bytes. What providers take at most (25 MB as MIME is 35 MB) is read whole;
	   beyond it the head only. */
	LETTER_BYTES_MAX = 32 * 1024 * 1024,
	/* The head of a letter, bytes. Real ones are below 30 kB; Exchange cuts at 64 kB. */
	HEAD_BYTES_MAX = 256 * 1024,
	/* Decoded text of a letter that is looked at, bytes. Own words beyond it are review
	   `too-long`. */
	TEXT_BYTES_MAX = 256 * 1024,
	/* One header field, unfolded, bytes: the longest References chains are about 20 kB. */
	HEADER_BYTES_MAX = 64 * 1024,
	/* Fields of one head; real letters have up to 150. */
	HEADER_FIELDS_MAX = 2000,
	/* Addresses of one field that are kept. */
	MAILBOXES_MAX = 1000,
	/* Parts of a letter, and how deep they nest. Real letters have up to 40, 6 deep. */
	MIME_PARTS_MAX = 1000,
	MIME_DEPTH_MAX = 32,
	/* Elements of HTML that are open at once; deeper ones are read without their marks. */
	HTML_DEPTH_MAX = 512,
	/* One tag of HTML with its attributes, and one value in it, bytes: libxml2 takes seconds for
	 * 50,000 attributes, and pictures stand in values. */
	HTML_TAG_BYTES_MAX = 16 * 1024,
	HTML_VALUE_BYTES_MAX = 2048,
	/* One element's style, bytes; rules of a letter's own style sheets that bear on what is seen,
	 * and how often they are looked at: Word's have 60, newsletters 300. */
	STYLE_BYTES_MAX = 4096,
	SHEET_RULES_MAX = 500,
	SHEET_LOOKS_MAX = 2000000,
	/* HTML of a letter that is looked at, bytes: Word needs ten for one of text. */
	HTML_BYTES_MAX = 2 * 1024 * 1024,
	/* A calendar's line, unfolded, bytes, and its parameters: libical is quadratic in them. */
	CALENDAR_LINE_MAX = 32 * 1024,
	CALENDAR_MARKS_MAX = 2000,
	/* An address, bytes (RFC 5321, 4.5.3.1.3). */
	ADDRESS_BYTES_MAX = 254,
	/* A subject as we show, store and answer it, bytes. */
	SUBJECT_BYTES_MAX = 998,
	/* Message-IDs of a References field that are kept, the last ones. */
	REFERENCES_MAX = 64,

	/* A child of the reader: letters, bytes. A crash costs at most this much reading again. Of
	   1 MiB all processes would need 3 MB more: four batches are on their way at a time. */
	BATCH_LETTERS_MAX = 64,
	BATCH_BYTES_MAX = 512 * 1024,
	/* Milliseconds for one letter; the slowest sound one takes about 50. */
	LETTER_READ_MS = 10 * 1000,
	/* Milliseconds for the reader to load its libraries and rules; it takes 40. */
	READER_START_MS = 30 * 1000,
	/* Address space of a child beyond the reader's own and a letter, bytes: reading a letter
	   of 32 MiB takes 100 MB. */
	CHILD_MEMORY_MAX = 256 * 1024 * 1024,
	/* Of one line, bytes in which words that decide are looked for before it is taken for a signature's or a quote's: a
	 * long paragraph. Each of its verbs looks through it for its particle. */
	TOLD_BYTES_MAX = 8 * 1024,
	/* A reading as JSON, bytes: the text twice (with its own words), escaped, its lines, and
	   what was found in it. */
	READING_BYTES_MAX = 16 * 1024 * 1024,
	/* One that a child gave, written again with the letter's envelope, which is the parent's, bytes. */
	READING_WRITTEN_MAX = 2 * READING_BYTES_MAX,
	/* Readings that are in memory together, bytes, beside the last of them: a hundred real ones
	   have 3 MB, but one that a stranger's hand has written may have 15 MB. */
	READINGS_BYTES_MAX = 64 * 1024 * 1024,
	/* Its values, and its objects and lists: four values for each of its lines, marks, parts. */
	READING_VALUES_MAX = 512 * 1024,
	READING_LISTS_MAX = 128 * 1024,
	/* Lines of a text: more than 256 KiB of text has where a person wrote it. */
	READING_LINES_MAX = 32 * 1024,

	/* Words, events and signs of own text that are understood: 15 pages. Each clause is held
	   against all others; beyond it the letter is `too-long`. */
	READING_ATOMS_MAX = 8 * 1024,

	/* Marks, dates, needs, attendees, parts of one reading: more of them than any letter that a
	   person would read. */
	READING_MARKS_MAX = 4096,
	ATTENDEES_MAX = 200,
	PARTS_MAX = 2000,
	/* A person's or organisation's name, bytes. */
	NAME_BYTES_MAX = 512,
	/* Seats that a guess may name: what a person then looks at. */
	GUESS_SEATS_MAX = 9999,

	/* A rule file, bytes; a language file of 10,000 entries has about 500 kB. */
	RULE_FILE_BYTES_MAX = 4 * 1024 * 1024,
	RULE_FILES_MAX = 256,
	/* All of them together, as they are kept beside the register; the shipped ones have 2 MB. */
	RULES_KEPT_BYTES_MAX = 64 * 1024 * 1024,
	/* Bytes of a sentence that the sceptic looks at: more is no sentence. */
	READING_SENTENCE_BYTES_MAX = 4096,
	/* Words of a sentence that the sceptic looks at, and labelled sentences of one language. */
	LIKENESS_WORDS_MAX = 200,
	SENTENCES_MAX = 50000,
	/* Events of a series: positions are counted in lists that people can oversee. */
	SERIES_EVENTS_MAX = 200,
	/* A time zone's file, bytes; the longest of tzdata has 4 kB. */
	ZONE_BYTES_MAX = 64 * 1024,
	/* Mistakes that are reported of one load of settings or rules; beyond it only their number.
	 */
	PROBLEMS_MAX = 100,

	/* A template, a catalogue, a settings file, bytes. */
	TEMPLATE_BYTES_MAX = 256 * 1024,
	SETTINGS_BYTES_MAX = 256 * 1024,
	/* Sections of a template that stand in each other; people lose their way long before. */
	TEMPLATE_DEPTH_MAX = 16,
	/* A password or key file, bytes. */
	SECRET_BYTES_MAX = 16 * 1024,
	/* The list of what was erased: some 80 bytes a letter, so a million of them. */
	ERASED_FILE_BYTES_MAX = 100 * 1024 * 1024,
	/* Days after which is forgotten what came in when its series was over already. */
	LATE_DAYS = 92,
	/* Seconds by which the clock may go on unseen, and still be believed in what cannot be undone. */
	LEAP_SECONDS = 7 * 24 * 3600,
	/* A composed mail without attachments, bytes. */
	MAIL_BYTES_MAX = 1024 * 1024,

	/* Milliseconds for one address of a server's name to take a connection, and for the whole
	   way to it: connect, TLS, greeting, login. */
	CONNECT_ADDRESS_MS = 10 * 1000,
	CONNECT_MS = 30 * 1000,
	/* Milliseconds for one IMAP command: a search in a full mailbox on a slow server; for one
	   that carries letters, beside it one more for every IMAP_BYTES_PER_MS bytes (a thin line
	   of 512 kbit/s).
	 */
	IMAP_COMMAND_MS = 60 * 1000,
	IMAP_BYTES_PER_MS = 64,
	/* Bytes that the answer to one IMAP command may have beside letters: the UIDs of a million
	   letters. A greeting, login, or move has far less. */
	IMAP_ANSWER_BYTES_MAX = 8 * 1024 * 1024,
	/* Letters that one fetch takes, their bytes together, and the piece in which a big one
	   comes. */
	FETCH_LETTERS_MAX = 100,
	FETCH_BYTES_MAX = 8 * 1024 * 1024,
	FETCH_PIECE_BYTES = 1024 * 1024,
	/* Seconds in IDLE before it is renewed: servers end it after 30 minutes (RFC 2177), NATs
	   earlier. */
	IDLE_SECONDS_MAX = 9 * 60,
	/* A folder's name as people write it, bytes. */
	FOLDER_BYTES_MAX = 500,
	/* Seconds for a password command. */
	SECRET_COMMAND_SECONDS = 30,
	/* Milliseconds for one letter over SMTP without the answer to its last byte, which may take
	   long: 10 minutes by RFC 5321, 4.5.3.2.6. */
	SMTP_LETTER_MS = 5 * 60 * 1000,
	SMTP_ANSWER_MS = 10 * 60 * 1000,
	/* Milliseconds for that answer once we were told to end: systemd kills after 90 seconds. */
	SMTP_STOP_MS = 30 * 1000,

	/* Seconds for which a loop may say nothing before it is killed and started again: a batch of
	   letters each of which stalls its reader twice takes half an hour. */
	STALL_SECONDS = 3600,
	/* Bytes that the receiver may have of its own: rules, a batch of letters and their readings;
	   and the sender: one mail at a time for each connection. */
	RECEIVE_MEMORY_MAX = 512 * 1024 * 1024,
	SEND_MEMORY_MAX = 512 * 1024 * 1024,
	/* Seconds after which a loop that fails for whatever reason is an alarm: servers are restarted
	   and networks lost for minutes. */
	ALARM_AFTER_SECONDS = 3600,
	/* Seconds after which the sender looks whether anything is due, poked or not. */
	SEND_LOOK_SECONDS = 60,
	/* Milliseconds in which the processes of a `run` that was killed have let go of its lock. */
	LOCK_WAIT_MS = 2000,

	/* Seconds between two looks at what staff do in their mail program while nothing comes in. */
	HAND_LOOK_SECONDS = 30,
	/* Mails in the folder of sent mail that are looked at when it is first seen: some weeks of an
	   office; and days for which it is known which letters they answer: a letter that comes to us
	   later than that was not waiting in the inbox meanwhile. */
	SENT_LOOK_FIRST = 500,
	STAFF_REPLY_DAYS = 60,
	/* Letters of one of the robot's own folders that are looked at for such as the register does not
	   know, the newest: some days of a busy office, as a backup may be old. */
	UNKNOWN_LOOK_MOST = 1000,
	/* The fields of a mail's head by which it refers to others, bytes: three ids. */
	HEAD_FIELDS_BYTES = 4096,
	/* Letters from which on they are a backlog, with a bar or a line of how far it is: fewer are done
	   before anybody has read it. */
	PROGRESS_LETTERS_MIN = 100,

	/* Answers that are looked at together for signs of a loop: an hour's worth. */
	LOOP_ANSWERS = 200,

	/* Hours of the day in which a mail of our own accord may come: people sleep with their
	   telephones. A reminder that is late waits for them. */
	CIVIL_HOUR_FIRST = 7,
	CIVIL_HOUR_LAST = 20,
	/* Seconds before an event from which on a reminder of it helps nobody any more. */
	REMIND_LAST_SECONDS = 2 * 3600,

	/* A mailing: bytes of its text, of all its files together (as mail they are a third more, and
	   many mailboxes take no more than 10 MB), and how many files. */
	MAILING_TEXT_MAX = 64 * 1024,
	ATTACHED_BYTES_MAX = 6 * 1024 * 1024,
	ATTACHED_FILES_MAX = 10,

	/* The hour at which staff hear what waits for them; items that one such mail lists. */
	MORNING_HOUR = 8,
	MORNING_ITEMS_MAX = 20,
	/* Seconds before an event from which on what waits for a person cannot wait for the morning. */
	URGENT_SECONDS = 24 * 3600,
	/* Seconds after which the sender writes down that it lives, and without that it had stopped. */
	PULSE_SECONDS = 5 * 60,
	STOPPED_SECONDS = 3600,

	/* Days in which an address is not asked the same once more; a person looks instead. */
	ASK_AGAIN_DAYS = 14,
	/* Working days for which a letter that was asked back is hidden from staff. */
	ASKED_WORKDAYS = 2,

	/* A list that an office has kept so far, bytes: 100,000 lines. */
	IMPORT_BYTES_MAX = 16 * 1024 * 1024,

	/* Words of a letter that its answer quotes, bytes: enough to know which letter it was. */
	QUOTE_BYTES_MAX = 2000,
	/* And lines of them. */
	QUOTE_LINES_MAX = 12,
	/* A subject in our answer, bytes: what an inbox shows of it is half as long. */
	SUBJECT_ANSWER_MAX = 240,
	/* A name as our mails show it, bytes. */
	NAME_SHOWN_MAX = 120,
	/* Columns of a mail's text: RFC 3676, 4.2 advises 78 at most, less leaves room for "> ". */
	MAIL_COLUMNS_MAX = 72,

	/* Seats that one letter may ask for before a person looks: a coach, not a town. */
	SEATS_MAX = 50,
};

#endif
