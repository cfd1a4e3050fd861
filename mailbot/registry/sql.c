/* The schema, and every statement of the register. */
#include "registry/rows.h"

const char sql_schema[] =
	/* AUTOINCREMENT: the number of what is erased is never another's. */

	/* A series in force: the XML text that it was compiled from. `since`: when it came. */
	"CREATE TABLE series ("
	"  id TEXT PRIMARY KEY, file TEXT NOT NULL, xml BLOB NOT NULL, taken INTEGER NOT NULL,"
	"  version INTEGER NOT NULL DEFAULT 1, since INTEGER NOT NULL"
	") STRICT;"

	/* Whoever registers: one address in one series; who called and has none: no address. */
	"CREATE TABLE party ("
	"  id INTEGER PRIMARY KEY AUTOINCREMENT, series TEXT NOT NULL REFERENCES series,"
	"  address TEXT COLLATE NOCASE, name TEXT NOT NULL, language TEXT NOT NULL,"
	"  phone TEXT NOT NULL DEFAULT '', organisation TEXT NOT NULL DEFAULT '',"
	"  note TEXT NOT NULL DEFAULT '', created INTEGER NOT NULL, UNIQUE (series, address),"
	"  CHECK (address <> '')"
	") STRICT;"

	"CREATE INDEX party_name ON party (name COLLATE NOCASE);"
	"CREATE INDEX party_without_address ON party (series) WHERE address IS NULL;"

	/* What a party needs: `text` in their own words, or staff's. */
	"CREATE TABLE need ("
	"  id INTEGER PRIMARY KEY, party INTEGER NOT NULL REFERENCES party,"
	"  what TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (party, what, text)"
	") STRICT;"

	/* A party at an event. */
	"CREATE TABLE registration ("
	"  id INTEGER PRIMARY KEY, party INTEGER NOT NULL REFERENCES party, event TEXT NOT NULL,"
	"  status TEXT NOT NULL CHECK (status IN ('confirmed', 'cancelled', 'declined')),"
	"  seats INTEGER NOT NULL, since INTEGER NOT NULL, UNIQUE (party, event),"
	"  CHECK (seats >= 0 AND (status = 'confirmed') = (seats > 0))"
	") STRICT;"
	"CREATE INDEX registration_event ON registration (event, status);"

	"CREATE TABLE attendee ("
	"  id INTEGER PRIMARY KEY,"
	"  registration INTEGER NOT NULL REFERENCES registration ON DELETE CASCADE,"
	"  position INTEGER NOT NULL, name TEXT NOT NULL, organisation TEXT"
	") STRICT;"
	"CREATE INDEX attendee_registration ON attendee (registration, position);"
	"CREATE INDEX attendee_name ON attendee (name COLLATE NOCASE);"

	/* A letter as it is kept: without its attachments' bytes. `known` tells it again. */
	"CREATE TABLE letter ("
	"  id INTEGER PRIMARY KEY AUTOINCREMENT, known BLOB NOT NULL UNIQUE, message_id TEXT NOT NULL,"
	"  from_name TEXT NOT NULL, from_address TEXT NOT NULL, subject TEXT NOT NULL,"
	"  date INTEGER NOT NULL, received INTEGER NOT NULL, taken INTEGER NOT NULL,"
	"  size INTEGER NOT NULL,"
	"  answers INTEGER REFERENCES outgoing, acted INTEGER NOT NULL,"
	/* `early`: it came before the robot was to begin, and was read for comparison only. */
	"  early INTEGER NOT NULL DEFAULT 0,"
	/* `again`: staff want it read again; the next time that it comes in it is. */
	"  again INTEGER NOT NULL DEFAULT 0,"
	"  wanted TEXT NOT NULL CHECK (wanted IN ('inbox', 'done', 'review', 'automatic')),"
	/* Last, so that whoever wants the rest need not read over them. */
	"  bytes BLOB NOT NULL, reading TEXT NOT NULL"
	") STRICT;"

	/* A copy of a letter: as what it came into the inbox, and where it lies now. */
	"CREATE TABLE arrival ("
	"  id INTEGER PRIMARY KEY AUTOINCREMENT, letter INTEGER NOT NULL REFERENCES letter,"
	"  uidvalidity INTEGER NOT NULL, uid INTEGER NOT NULL,"
	"  folder TEXT NOT NULL CHECK (folder IN ('inbox', 'done', 'review', 'automatic', 'gone')),"
	"  now_uidvalidity INTEGER NOT NULL, now_uid INTEGER NOT NULL, UNIQUE (uidvalidity, uid)"
	") STRICT;"
	"CREATE INDEX arrival_letter ON arrival (letter);"
	"CREATE INDEX arrival_now ON arrival (now_uid);"
	"CREATE INDEX arrival_review ON arrival (letter) WHERE folder = 'review';"
	"CREATE INDEX letter_message_id ON letter (message_id);"

	/* The copies that do not lie where they are wanted: a poll must not look through them all. */
	"CREATE TABLE to_file (arrival INTEGER PRIMARY KEY REFERENCES arrival) STRICT;"
	"CREATE TRIGGER arrival_new AFTER INSERT ON arrival BEGIN"
	"  INSERT INTO to_file SELECT NEW.id FROM letter WHERE id = NEW.letter"
	"   AND wanted <> NEW.folder AND NEW.folder <> 'gone';"
	"END;"
	"CREATE TRIGGER arrival_moved AFTER UPDATE OF folder ON arrival BEGIN"
	"  DELETE FROM to_file WHERE arrival = NEW.id;"
	"  INSERT INTO to_file SELECT NEW.id FROM letter WHERE id = NEW.letter"
	"   AND wanted <> NEW.folder AND NEW.folder <> 'gone';"
	"END;"
	"CREATE TRIGGER arrival_erased BEFORE DELETE ON arrival BEGIN"
	"  DELETE FROM to_file WHERE arrival = OLD.id;"
	"END;"
	"CREATE TRIGGER letter_wanted AFTER UPDATE OF wanted ON letter BEGIN"
	"  DELETE FROM to_file WHERE arrival IN (SELECT id FROM arrival WHERE letter = NEW.id);"
	"  INSERT INTO to_file SELECT id FROM arrival WHERE letter = NEW.id"
	"   AND folder <> NEW.wanted AND folder <> 'gone';"
	"END;"

	/* What staff did: `changes` is a list of {event, before, after}, by which it can be undone,
	   `details` one of {need, what, before, after} of the party itself.
	   `item`: about which review item; null where somebody called. */
	"CREATE TABLE act ("
	"  id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, who TEXT NOT NULL, verb TEXT NOT NULL,"
	"  why TEXT NOT NULL, item INTEGER REFERENCES review_item, party INTEGER REFERENCES party,"
	"  changes TEXT NOT NULL, details TEXT NOT NULL, undone INTEGER, undone_by TEXT"
	") STRICT;"
	"CREATE INDEX act_item ON act (item);"
	"CREATE INDEX act_party ON act (party);"

	/* A mail of ours, as facts. `root`: the first of its
	   conversation; `act`: what staff did that it tells of. Who has no address is called:
	   such a mail is never sent, but waits (`call`) until somebody has (`told`). */
	"CREATE TABLE outgoing ("
	"  id INTEGER PRIMARY KEY AUTOINCREMENT, letter INTEGER REFERENCES letter,"
	"  party INTEGER REFERENCES party, root INTEGER REFERENCES outgoing,"
	"  act INTEGER REFERENCES act, kind TEXT NOT NULL,"
	"  address TEXT NOT NULL COLLATE NOCASE, message_id TEXT NOT NULL UNIQUE,"
	"  facts TEXT NOT NULL, created INTEGER NOT NULL,"
	"  state TEXT NOT NULL CHECK (state IN ('held', 'queued', 'sending', 'sent', 'later',"
	"    'failed', 'doubt', 'withdrawn', 'call', 'told')),"
	"  tries INTEGER NOT NULL DEFAULT 0, first_try INTEGER, next INTEGER NOT NULL,"
	/* `again`: when it was last tried, its address had had another answer in that hour. */
	"  last_try INTEGER, again INTEGER NOT NULL DEFAULT 0, sent INTEGER, why TEXT,"
	/* `claim`: it may leave any moment, in that start of the machine. */
	"  claim TEXT,"
	/* `expires`: when it says nothing new any more, and is withdrawn. `copied`: when a copy of it
	   was put into the folder of sent mail. */
	"  bounced INTEGER, told_by TEXT, note TEXT, expires INTEGER, copied INTEGER,"
	"  CHECK ((address = '') <= (state IN ('call', 'told', 'withdrawn')))"
	") STRICT;"
	"CREATE INDEX outgoing_expires ON outgoing (expires) WHERE expires IS NOT NULL;"
	"CREATE INDEX outgoing_uncopied ON outgoing (id) WHERE state = 'sent' AND copied IS NULL;"
	/* All that is asked of the last answers stands in it: none of them is looked at itself. */
	"CREATE INDEX outgoing_answers ON outgoing (last_try, id, again, letter, state)"
	" WHERE letter IS NOT NULL AND state IN ('sending', 'sent', 'doubt');"
	"CREATE INDEX outgoing_due ON outgoing (next) WHERE state IN ('queued', 'later');"
	/* Not one of all states: each mail passes through three, and SQLite would look through all
	   that were ever sent. */
	"CREATE INDEX outgoing_sending ON outgoing (address) WHERE state = 'sending';"
	"CREATE INDEX outgoing_held ON outgoing (id) WHERE state = 'held';"
	"CREATE INDEX outgoing_call ON outgoing (created) WHERE state = 'call';"
	"CREATE INDEX outgoing_letter ON outgoing (letter) WHERE letter IS NOT NULL;"
	"CREATE INDEX outgoing_act ON outgoing (act) WHERE act IS NOT NULL;"
	"CREATE INDEX outgoing_address ON outgoing (address, created);"
	"CREATE INDEX outgoing_root ON outgoing (root, created);"
	"CREATE INDEX outgoing_party ON outgoing (party);" /* without what changes with each mail */

	/* Its bytes, once it is composed, until its facts change. Not in its row, which is written with
	   each of its states. */
	"CREATE TABLE composed ("
	"  outgoing INTEGER PRIMARY KEY REFERENCES outgoing, bytes BLOB NOT NULL"
	") STRICT;"
	"CREATE TRIGGER outgoing_facts AFTER UPDATE OF facts ON outgoing BEGIN"
	"  DELETE FROM composed WHERE outgoing = NEW.id;"
	"END;"

	/* That a party was reminded of an event so many working days before it, when that was to
	   begin at `begin`: one that moves is another. `outgoing` null: it was too late for it. */
	"CREATE TABLE reminder ("
	"  party INTEGER NOT NULL REFERENCES party, event TEXT NOT NULL, days INTEGER NOT NULL,"
	"  begin INTEGER NOT NULL, outgoing INTEGER REFERENCES outgoing, at INTEGER NOT NULL,"
	"  PRIMARY KEY (party, event, days, begin)"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX reminder_outgoing ON reminder (outgoing);"

	/* A mailing: known again by what it says, carries, and is about. Who has got it. */
	"CREATE TABLE mailing ("
	"  id INTEGER PRIMARY KEY AUTOINCREMENT, known BLOB NOT NULL UNIQUE, subject TEXT NOT NULL,"
	"  created INTEGER NOT NULL"
	") STRICT;"
	"CREATE TABLE mailing_file ("
	"  mailing INTEGER NOT NULL REFERENCES mailing, position INTEGER NOT NULL,"
	"  name TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (mailing, position)"
	") STRICT;"
	"CREATE TABLE mailed ("
	"  mailing INTEGER NOT NULL REFERENCES mailing, party INTEGER NOT NULL REFERENCES party,"
	"  outgoing INTEGER NOT NULL REFERENCES outgoing, PRIMARY KEY (mailing, party)"
	") STRICT, WITHOUT ROWID;"

	/* The day (since 1970) of the last morning's mail to staff; when the sender last lived. */
	"CREATE TABLE clockwork ("
	"  one INTEGER PRIMARY KEY CHECK (one = 1), morning INTEGER NOT NULL,"
	"  pulse INTEGER NOT NULL"
	") STRICT;"
	"INSERT INTO clockwork (one, morning, pulse) VALUES (1, 0, 0);"

	/* Whether mails leave at all: `held` since when they do not, and why; `resumed` since when
	   they do again; `waits` since when answers wait for their turn. */
	"CREATE TABLE outflow ("
	"  one INTEGER PRIMARY KEY CHECK (one = 1), held INTEGER,"
	"  why TEXT CHECK (why IN ('staff', 'loop')), resumed INTEGER NOT NULL, waits INTEGER"
	") STRICT;"
	"INSERT INTO outflow (one, resumed) VALUES (1, 0);"

	/* What waits for a person: about a letter, a mail of ours, or both. */
	"CREATE TABLE review_item ("
	"  id INTEGER PRIMARY KEY AUTOINCREMENT, letter INTEGER REFERENCES letter,"
	"  outgoing INTEGER REFERENCES outgoing, party INTEGER REFERENCES party,"
	"  reasons TEXT NOT NULL, guess TEXT NOT NULL, created INTEGER NOT NULL,"
	"  state TEXT NOT NULL CHECK (state IN ('open', 'asked', 'decided')),"
	/* Who decided it, when, and how ('accept', 'correct', 'answered', …); `note`: what was agreed. */
	"  decided INTEGER, decided_by TEXT, verdict TEXT, note TEXT,"
	/* Asked back: hidden from staff until then. `told`: when staff heard of it at once. */
	"  until INTEGER, told INTEGER,"
	"  CHECK (letter IS NOT NULL OR outgoing IS NOT NULL)"
	") STRICT;"
	"CREATE INDEX review_item_state ON review_item (state, created);"
	"CREATE INDEX review_item_letter ON review_item (letter);"

	/* What staff answered in their mail program: Message-IDs of letters, also of such as have not
	   come to us yet. And how far their folders have been looked at. */
	"CREATE TABLE staff_reply (message_id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;"
	"CREATE TABLE looked ("
	"  folder TEXT PRIMARY KEY, uidvalidity INTEGER NOT NULL, uid INTEGER NOT NULL"
	") STRICT;"

	/* What keeps a loop from its work and needs a person; one of a kind is open (registry/alarm.h). */
	"CREATE TABLE alarm ("
	"  id INTEGER PRIMARY KEY, what TEXT NOT NULL, why TEXT NOT NULL, since INTEGER NOT NULL,"
	"  over INTEGER, told INTEGER"
	") STRICT;"
	"CREATE UNIQUE INDEX alarm_open ON alarm (what) WHERE over IS NULL;"

	/* Who changed what, when, why, and from which letter. */
	"CREATE TABLE journal ("
	"  id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,"
	"  why TEXT, letter INTEGER REFERENCES letter, party INTEGER REFERENCES party,"
	"  outgoing INTEGER REFERENCES outgoing, event TEXT, seats INTEGER"
	") STRICT;"
	"CREATE INDEX journal_party ON journal (party);"
	"CREATE INDEX journal_letter ON journal (letter);"

	/* What was erased, by keyed hashes (registry/erased.h); the same stands in a file beside it. */
	"CREATE TABLE erased ("
	"  kind TEXT NOT NULL, hash BLOB NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (kind, hash)"
	") STRICT, WITHOUT ROWID;"
	/* `listed`: bytes of that file that the register has carried out. `scrub`: what was erased may
	   still lie in the log. `day`: on which retention was last looked at, and `version`: at
	   which of the series. */
	"CREATE TABLE erasure ("
	"  one INTEGER PRIMARY KEY CHECK (one = 1), listed INTEGER NOT NULL DEFAULT 0,"
	"  scrub INTEGER NOT NULL DEFAULT 0, day INTEGER NOT NULL DEFAULT 0,"
	"  version INTEGER NOT NULL DEFAULT 0"
	") STRICT;"
	"INSERT INTO erasure (one) VALUES (1);"
	/* Copies in the mailbox of what was erased: to be erased too (`due`), left to people by a server
	   that cannot (`left`), or none of ours (`stays`). */
	"CREATE TABLE to_erase ("
	"  id INTEGER PRIMARY KEY AUTOINCREMENT, folder TEXT NOT NULL"
	"   CHECK (folder IN ('inbox', 'done', 'review', 'automatic', 'sent')),"
	"  uidvalidity INTEGER NOT NULL, uid INTEGER NOT NULL, message_id TEXT NOT NULL,"
	"  hash BLOB NOT NULL, state TEXT NOT NULL CHECK (state IN ('due', 'left', 'stays'))"
	") STRICT;"
	"CREATE INDEX to_erase_uid ON to_erase (uid);"
	"CREATE INDEX to_erase_due ON to_erase (state) WHERE state <> 'stays';";

#define REVIEW_ROWS \
	"SELECT i.id, i.letter, i.outgoing, coalesce(l.received, i.created), l.from_name," \
	"  l.from_address, l.subject, i.reasons, i.guess, i.state," \
	"  json_extract(l.reading, '$.own_words'), o.address, l.acted, o.kind, p.name" \
	" FROM review_item i LEFT JOIN letter l ON l.id = i.letter" \
	"  LEFT JOIN outgoing o ON o.id = i.outgoing LEFT JOIN party p ON p.id = o.party"

const char *const sql_text[STATEMENTS] = {
	[SQL_BEGIN] = "BEGIN IMMEDIATE",
	[SQL_COMMIT] = "COMMIT",
	[SQL_ROLLBACK] = "ROLLBACK",
	[SQL_SAVEPOINT] = "SAVEPOINT one",
	[SQL_RELEASE] = "RELEASE one",
	[SQL_ROLLBACK_TO] = "ROLLBACK TO one",

	[SQL_SERIES_ALL] = "SELECT id, file, xml FROM series ORDER BY id",
	[SQL_SERIES_VERSION] = "SELECT coalesce(sum(version), 0) FROM series",
	[SQL_SERIES_CHANGE] = "UPDATE series SET file = ?2, xml = ?3, taken = ?4,"
			      "  version = version + 1 WHERE id = ?1",
	/* Whether anybody stands in it, or anything of it waits: for a person, or to leave. */
	[SQL_SERIES_USED] = "SELECT EXISTS (SELECT 1 FROM party WHERE series = ?1)"
			    " OR EXISTS (SELECT 1 FROM review_item i"
			    "  LEFT JOIN letter l ON l.id = i.letter"
			    "  LEFT JOIN outgoing o ON o.id = i.outgoing WHERE i.state <> 'decided'"
			    "  AND (json_extract(l.reading, '$.series') = ?1"
			    "   OR json_extract(o.facts, '$.series.id') = ?1))"
			    " OR EXISTS (SELECT 1 FROM outgoing WHERE state IN"
			    "  ('held', 'queued', 'sending', 'later', 'call')"
			    "  AND json_extract(facts, '$.series.id') = ?1)",
	/* The sum of the versions must never be what it was: another takes its version over. */
	[SQL_SERIES_AFTER] = "UPDATE series SET version = version + 1 +"
			     "  (SELECT version FROM series WHERE id = ?1)"
			     " WHERE id = (SELECT min(id) FROM series WHERE id <> ?1)",
	[SQL_SERIES_REMOVE] = "DELETE FROM series WHERE id = ?",
	[SQL_PLAN_PARTIES] = "SELECT p.id, p.address, p.name, p.phone, r.seats FROM registration r"
			     " JOIN party p ON p.id = r.party WHERE p.series = ? AND r.event = ?"
			     "  AND r.status = 'confirmed' ORDER BY p.id",
	[SQL_SERIES_ADD] = "INSERT INTO series (id, file, xml, taken, since)"
			   " VALUES (?1, ?2, ?3, ?4, ?4)",

	[SQL_PARTY_BY_ADDRESS] = "SELECT id, address, name, language FROM party"
				 " WHERE series = ? AND address = ?",
	[SQL_PARTY_BY_ID] = "SELECT id, address, name, language FROM party"
			    " WHERE id = ?",
	[SQL_PARTY_ADD] = "INSERT INTO party (series, address, name, language, created)"
			  " VALUES (?, nullif(?, ''), ?, ?, ?)",
	[SQL_PARTY_PHONE] = "UPDATE party SET phone = ?2 WHERE id = ?1 AND phone = ''",
	[SQL_PARTY_DETAILS] = "SELECT name, coalesce(address, ''), phone, organisation, note"
			      " FROM party WHERE id = ?",
	[SQL_PARTY_CORRECT] = "UPDATE party SET name = iif(?2 = '', name, ?2),"
			      "  address = iif(?3 = '', address, ?3) WHERE id = ?1",
	[SQL_ATTENDEES_RENAME] = "UPDATE attendee SET name = ?3 WHERE name = ?2 AND registration IN"
				 "  (SELECT id FROM registration WHERE party = ?1)",
	/* What is not said stays as it was. */
	[SQL_PARTY_DESCRIBE] = "UPDATE party SET phone = iif(?2 = '', phone, ?2),"
			       "  organisation = iif(?3 = '', organisation, ?3),"
			       "  note = iif(?4 = '', note, ?4) WHERE id = ?1",
	[SQL_PARTY_BACK] = "UPDATE party SET phone = iif(?2 = 'phone', ?4, phone),"
			   "  name = iif(?2 = 'name', ?4, name),"
			   "  address = iif(?2 = 'address', nullif(?4, ''), address),"
			   "  organisation = iif(?2 = 'organisation', ?4, organisation),"
			   "  note = iif(?2 = 'note', ?4, note) WHERE id = ?1 AND ?3 ="
			   "  CASE ?2 WHEN 'phone' THEN phone WHEN 'note' THEN note"
			   "  WHEN 'name' THEN name WHEN 'address' THEN coalesce(address, '')"
			   "  ELSE organisation END",
	[SQL_PARTIES] = "SELECT id, series, address, name, phone,"
			"  coalesce((SELECT group_concat(event, ', ') FROM registration"
			"   WHERE party = party.id AND status = 'confirmed'), '') FROM party"
			" WHERE (?1 IS NULL OR address = ?1) AND (?2 = 0 OR id = ?2) ORDER BY id",
	[SQL_NAMESAKES] =
		"WITH other (id) AS (SELECT id FROM party WHERE series = ?1 AND address IS NULL"
		"  UNION SELECT id FROM party WHERE (name = ?3 COLLATE NOCASE OR name = ?4 COLLATE NOCASE)"
		"  AND name <> ''"
		"  UNION SELECT r.party FROM attendee a JOIN registration r"
		"   ON r.id = a.registration WHERE a.name = ?3 COLLATE NOCASE"
		"   OR a.name = ?4 COLLATE NOCASE)"
		" SELECT p.id, p.address, p.name, p.phone, group_concat(r.event, ', '),"
		"  p.name || char(10) || coalesce((SELECT group_concat(a.name, char(10))"
		"   FROM registration r JOIN attendee a ON a.registration = r.id"
		"   WHERE r.party = p.id AND r.status = 'confirmed'), '')"
		" FROM other JOIN party p ON p.id = other.id JOIN registration r ON r.party = p.id"
		" WHERE p.series = ?1 AND p.address IS NOT ?2 AND r.status = 'confirmed'"
		" GROUP BY p.id ORDER BY p.id",
	[SQL_NEED_ADD] = "INSERT OR IGNORE INTO need (party, what, text) VALUES (?, ?, ?)",
	[SQL_NEED_DROP] = "DELETE FROM need WHERE party = ? AND what = ? AND text = ?",
	[SQL_NEED_DROP_ALL] = "DELETE FROM need WHERE party = ? AND what = ?",
	[SQL_NEEDS] = "SELECT what, text FROM need WHERE party = ? ORDER BY id",
	[SQL_STANDINGS] = "SELECT id, event, status, seats FROM registration WHERE party = ?"
			  " ORDER BY id",
	[SQL_STANDING_SET] = "INSERT INTO registration (party, event, status, seats, since)"
			     " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (party, event) DO UPDATE"
			     " SET status = ?3, seats = ?4,"
			     "  since = iif(status = ?3, since, ?5)",
	[SQL_STANDING_ID] = "SELECT id FROM registration WHERE party = ? AND event = ?",
	[SQL_STANDING_DROP] = "DELETE FROM registration WHERE party = ? AND event = ?",
	[SQL_ATTENDEES] = "SELECT name FROM attendee WHERE registration = ? ORDER BY position",
	/* Attendees are kept where they stay, so that what else is known of them stays too. */
	[SQL_ATTENDEES_MARK] = "UPDATE attendee SET position = -1 WHERE registration = ?",
	[SQL_ATTENDEE_KEEP] = "UPDATE attendee SET position = ?3"
			      " WHERE registration = ?1 AND name = ?2 AND position = -1",
	[SQL_ATTENDEE_ADD] = "INSERT INTO attendee (registration, name, position, organisation)"
			     " VALUES (?, ?, ?, ?)",
	[SQL_ATTENDEES_SWEEP] = "DELETE FROM attendee WHERE registration = ? AND position = -1",
	[SQL_TAKEN] = "SELECT coalesce(sum(r.seats), 0) FROM registration r"
		      " JOIN party p ON p.id = r.party"
		      " WHERE r.event = ? AND r.status = 'confirmed' AND p.series = ?",
	[SQL_FULL_LETTERS] =
		"SELECT json_extract(g.value, '$.seats') FROM review_item i JOIN letter l ON l.id = i.letter,"
		" json_each(i.guess) g WHERE i.state = 'open' AND l.received <= ?3"
		" AND l.from_address <> ?4 COLLATE NOCASE AND json_extract(g.value, '$.event') = ?1"
		" AND json_extract(g.value, '$.action') = 'register'"
		" AND json_extract(l.reading, '$.series') = ?2"
		" AND EXISTS (SELECT 1 FROM json_each(i.reasons) WHERE value = 'full')"
		" ORDER BY l.received, l.id",

	[SQL_LETTER_BY_UID] =
		"SELECT l.id, l.wanted FROM arrival a JOIN letter l ON l.id = a.letter"
		" WHERE a.uidvalidity = ? AND a.uid = ?",
	[SQL_LETTER_BY_DEDUPE] = "SELECT id, wanted FROM letter WHERE known = ?",
	[SQL_LETTER_ADD] =
		"INSERT INTO letter (known, message_id, from_name, from_address, subject,"
		" date, received, taken, size, bytes, reading, answers, acted, early, wanted)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?, ?, ?)",
	[SQL_RECORD_NEXT] =
		"SELECT l.id, l.bytes, l.reading, l.received, o.facts, EXISTS (SELECT 1 FROM"
		"  review_item AS r WHERE r.letter = l.id AND r.decided_by IS NOT NULL)"
		" FROM letter AS l LEFT JOIN outgoing AS o ON o.id = l.answers"
		" WHERE l.id > ? AND length(l.bytes) > 0 ORDER BY l.id LIMIT 1",
	[SQL_LETTER_AGAIN] = "UPDATE letter SET again = ?2 WHERE id = ?1",
	[SQL_LETTER_BEFORE] = "SELECT again AND length(bytes) > 0, acted, reading, received"
			      " FROM letter WHERE id = ?",
	[SQL_LETTER_READ] = "UPDATE letter SET reading = ?2, bytes = ?3, acted = max(acted, ?4),"
			    "  wanted = ?5 WHERE id = ?1",
	/* Is it decided, or did its party change by a later letter or by staff? */
	[SQL_LETTER_SETTLED] =
		"SELECT (SELECT early FROM letter WHERE id = ?1)"
		" OR EXISTS (SELECT 1 FROM review_item WHERE letter = ?1 AND outgoing IS NULL"
		"  AND state = 'decided' AND decided_by <> 'robot')"
		" OR EXISTS (SELECT 1 FROM journal j LEFT JOIN letter o ON o.id = j.letter"
		"  WHERE j.party = ?2 AND j.what IN ('register', 'cancel', 'decline')"
		"  AND j.letter IS NOT ?1 AND coalesce(o.received, j.at) > ?3)",
	[SQL_ARRIVAL_ADD] = "INSERT INTO arrival"
			    " (letter, uidvalidity, uid, folder, now_uidvalidity, now_uid)"
			    " VALUES (?1, ?2, ?3, 'inbox', ?2, ?3)",
	[SQL_ARRIVAL_FILED] = "UPDATE arrival SET folder = ?2, now_uidvalidity = ?3, now_uid = ?4"
			      " WHERE id = ?1",
	[SQL_ARRIVAL_TAKEN] =
		"UPDATE arrival SET folder = 'gone' WHERE id = (SELECT id FROM arrival"
		" WHERE letter = ? AND folder NOT IN ('inbox', 'gone')"
		" ORDER BY folder = 'review' DESC, id LIMIT 1)",
	/* What is to be erased lies there still. */
	[SQL_ARRIVAL_LIES] = "SELECT 1 FROM arrival WHERE folder = ?1 AND now_uidvalidity = ?2"
			     "  AND now_uid = ?3"
			     " UNION SELECT 1 FROM to_erase WHERE folder = ?1 AND uidvalidity = ?2"
			     "  AND uid = ?3",
	[SQL_ARRIVAL_LAST] = "SELECT coalesce(max(now_uid), 0) FROM arrival"
			     " WHERE folder = ? AND now_uidvalidity = ?",
	[SQL_LETTER_KNOWN_ID] = "SELECT 1 FROM letter WHERE message_id = ?1"
				" UNION SELECT 1 FROM to_erase WHERE message_id = ?1",
	[SQL_FILINGS] = "SELECT a.id, a.letter, a.folder, a.now_uidvalidity, a.now_uid,"
			"  l.message_id, l.wanted FROM to_file f"
			/* CROSS: in this order, or all arrivals are looked through. */
			" CROSS JOIN arrival a ON a.id = f.arrival"
			" CROSS JOIN letter l ON l.id = a.letter ORDER BY f.arrival",
	/* A reason "…-by-staff" says that it is noted already. */
	[SQL_WAITING] =
		"SELECT a.id, a.letter, a.now_uidvalidity, a.now_uid, l.message_id"
		" FROM letter l JOIN arrival a ON a.letter = l.id"
		" WHERE a.folder = 'review' AND l.wanted = 'review' AND EXISTS"
		" (SELECT 1 FROM review_item i WHERE i.letter = l.id AND i.outgoing IS NULL"
		"  AND i.state IN ('open', 'asked') AND instr(i.reasons, '-by-staff\"') = 0)"
		" ORDER BY a.now_uidvalidity, a.now_uid",
	[SQL_BY_HAND] = "UPDATE review_item SET state = 'open',"
			"  reasons = json_insert(reasons, '$[#]', ?2)"
			" WHERE letter = ?1 AND outgoing IS NULL AND state IN ('open', 'asked')"
			"  AND instr(reasons, '-by-staff\"') = 0 RETURNING id",
	/* Where the last copy is taken away, one that comes back is left where it is. */
	[SQL_TAKEN_BY_HAND] = "UPDATE letter SET wanted = 'inbox' WHERE id = ?1 AND NOT EXISTS"
			      " (SELECT 1 FROM arrival WHERE letter = ?1 AND folder <> 'gone')",
	[SQL_LETTERS_OF_MESSAGE_ID] =
		"SELECT id FROM letter WHERE message_id = ? AND wanted = 'review'",
	[SQL_STAFF_REPLY_ADD] = "INSERT OR REPLACE INTO staff_reply (message_id, at) VALUES (?, ?)",
	[SQL_STAFF_REPLY_OLD] = "DELETE FROM staff_reply WHERE at < ?",
	[SQL_STAFF_REPLY] = "SELECT 1 FROM staff_reply WHERE message_id = ?",
	[SQL_LOOKED] = "SELECT uidvalidity, uid FROM looked WHERE folder = ?",
	[SQL_LOOKED_SET] =
		"INSERT OR REPLACE INTO looked (folder, uidvalidity, uid) VALUES (?, ?, ?)",
	[SQL_REVIEW_ADD] = "INSERT INTO review_item"
			   " (letter, outgoing, party, reasons, guess, created, state)"
			   " VALUES (nullif(?, 0), nullif(?, 0), nullif(?, 0), ?, ?, ?, 'open')",
	[SQL_REVIEW_READ_AGAIN] = "UPDATE review_item SET state = 'decided', decided = ?2,"
				  "  decided_by = 'robot', verdict = 'read-again'"
				  " WHERE letter = ?1 AND outgoing IS NULL"
				  "  AND state IN ('open', 'asked')",
	[SQL_JOURNAL_ADD] =
		"INSERT INTO journal (at, who, what, why, letter, party, outgoing, event,"
		" seats) VALUES (?, coalesce(?, 'robot'), ?, ?, nullif(?, 0), nullif(?, 0),"
		" nullif(?, 0), ?, ?)",

	[SQL_REVIEW_ITEM] =
		"SELECT i.id, i.letter, i.outgoing, coalesce(i.party, o.party), i.reasons, i.state,"
		"  i.created,"
		"  i.decided, i.decided_by, i.verdict, i.note, coalesce(l.received, i.created),"
		"  l.size, l.bytes, l.reading, l.acted, (SELECT root FROM outgoing"
		"   WHERE id = l.answers OR letter = l.id ORDER BY id LIMIT 1),"
		"  o.kind, o.address, iif(o.bounced IS NULL, o.state, 'bounced'), o.why,"
		"  (SELECT kind || ' ' || state FROM outgoing WHERE letter = l.id"
		"   AND state <> 'withdrawn' ORDER BY id DESC LIMIT 1),"
		"  (SELECT series FROM party WHERE id = o.party), i.guess"
		" FROM review_item i LEFT JOIN letter l ON l.id = i.letter"
		"  LEFT JOIN outgoing o ON o.id = i.outgoing WHERE i.id = ?",
	[SQL_REVIEW_BESIDE] =
		"SELECT coalesce(group_concat(id, ', '), ''), coalesce(max(newer), 0)"
		" FROM (SELECT i.id, l.id > ?3 AS newer FROM review_item i"
		"  JOIN letter l ON l.id = i.letter WHERE i.state IN ('open', 'asked')"
		"  AND i.id <> ?1 AND l.from_address = ?2 COLLATE NOCASE ORDER BY i.id)",
	[SQL_REVIEW_DECIDE] = "UPDATE review_item SET state = 'decided', decided = ?2,"
			      "  decided_by = ?3, verdict = ?4, note = ?5"
			      " WHERE id = ?1 AND state IN ('open', 'asked')",
	[SQL_REVIEW_REOPEN] = "UPDATE review_item SET state = 'open', decided = NULL,"
			      "  decided_by = NULL, verdict = NULL, note = NULL"
			      " WHERE id = ? AND state = 'decided' RETURNING letter",
	/* Where something else of it waits for a person, it stays where that is. */
	[SQL_LETTER_WANT] = "UPDATE letter SET wanted = ?2 WHERE id = ?1 AND NOT EXISTS"
			    " (SELECT 1 FROM review_item WHERE letter = ?1 AND outgoing IS NULL"
			    "  AND state IN ('open', 'asked') AND ?2 <> 'review')",
	/* What was undone of it was never done. */
	[SQL_LETTER_ACTED] = "UPDATE letter SET acted = EXISTS (SELECT 1 FROM journal"
			     "  WHERE letter = ?1 AND who = 'robot'"
			     "  AND what IN ('register', 'cancel', 'decline')) OR EXISTS"
			     " (SELECT 1 FROM act JOIN review_item i ON i.id = act.item"
			     "  WHERE i.letter = ?1 AND act.undone IS NULL AND act.changes <> '[]')"
			     " WHERE id = ?1",
	[SQL_VERSION] = "SELECT coalesce(max(id), 0) + 1 FROM journal"
			" WHERE (party = ?1 AND ?1 <> 0 OR letter = ?2 AND ?2 <> 0)"
			"  AND what IN ('register', 'cancel', 'decline', 'undo')",
	/* By a later letter of theirs, or by staff in their name. */
	[SQL_CHANGED_SINCE] = "SELECT coalesce(max(at), 0) FROM journal WHERE party = ?1"
			      "  AND (?2 IS NULL OR event = ?2)"
			      "  AND what IN ('register', 'cancel', 'decline', 'undo')"
			      "  AND (letter > ?3 OR (letter IS NULL AND at > ?4))",
	[SQL_ACT_ADD] = "INSERT INTO act (at, who, verb, why, item, party, changes,"
			"  details) VALUES (?, ?, ?, ?, nullif(?, 0), nullif(?, 0), ?, ?)",
	[SQL_ACT] = "SELECT id, item, party, changes, coalesce(undone, 0), undone_by, verb,"
		    "  (SELECT series FROM party WHERE id = act.party),"
		    "  (SELECT letter FROM review_item WHERE id = act.item), details"
		    " FROM act WHERE id = ?",
	[SQL_ACT_OF_ITEM] = "SELECT id FROM act WHERE item = ? ORDER BY id DESC LIMIT 1",
	[SQL_ACT_UNDONE] = "UPDATE act SET undone = ?2, undone_by = ?3"
			   " WHERE id = ?1 AND undone IS NULL",
	/* Its own; where that never left, a later one that has, and that shows all that they come to (of
	   reminders and notices: what the act is about). */
	[SQL_MAIL_OF_ACT] =
		"SELECT o.id, o.state IN ('sending', 'sent', 'doubt', 'told') AS gone, o.address,"
		"  o.root, o.facts FROM act t JOIN outgoing o ON o.act = t.id OR o.party = t.party"
		" WHERE t.id = ?1 AND (o.act = t.id OR gone AND (o.act > t.id OR o.created > t.at)"
		"  AND o.kind NOT IN ('receipt', 'mailing')"
		"  AND (o.kind NOT IN ('reminder', 'notice') OR EXISTS"
		"   (SELECT 1 FROM json_each(o.facts, '$.state') s, json_each(t.changes) c"
		"    WHERE json_extract(s.value, '$.event.id') = json_extract(c.value, '$.event'))))"
		" ORDER BY gone DESC, o.act IS t.id DESC, o.id DESC LIMIT 1",
	[SQL_CALL_TOLD] = "UPDATE outgoing SET state = 'told', sent = ?2, told_by = ?3, note = ?4"
			  " WHERE id = ?1 AND state = 'call'",
	[SQL_CALL_AGAIN] = "UPDATE outgoing SET state = 'call', sent = NULL, told_by = NULL"
			   " WHERE id = ?1 AND state = 'told'",

	/* The first of a conversation is its own root: the number that SQLite would give is said, since
	   a row that is written twice costs its place in every index twice. */
	/* Who never got a receipt waits for nothing: only for the others is it looked through what is open.
	   (AND would look through it for everybody: SQLite works out both of its sides.) */
	[SQL_MAIL_PENDING] =
		"SELECT iif(EXISTS (SELECT 1 FROM outgoing WHERE address = ?1 AND kind = 'receipt'"
		"   AND state NOT IN ('held', 'withdrawn', 'failed')),"
		"  EXISTS (SELECT 1 FROM review_item i JOIN letter l ON l.id = i.letter"
		"   WHERE i.state = 'open' AND i.outgoing IS NULL AND l.id <> ?2"
		"   AND l.from_address = ?1 COLLATE NOCASE AND i.reasons NOT LIKE '%-by-staff%'), 0)",
	[SQL_MAIL_ADD] =
		"INSERT INTO outgoing (id, letter, party, root, act, kind, address, message_id,"
		" facts, created, state, next) SELECT id, nullif(?1, 0), nullif(?2, 0),"
		" coalesce(nullif(?3, 0), id), nullif(?4, 0), ?5, ?6, ?7, ?8, ?9, ?10, ?9"
		/* as AUTOINCREMENT would number it: one that was erased keeps its number */
		" FROM (SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'outgoing'), 0)"
		"  + 1 AS id)",
	[SQL_MAIL_BY_MESSAGE_ID] = "SELECT id, party, root, address, facts FROM outgoing"
				   " WHERE message_id = ?",
	[SQL_MAIL_WITHDRAW] =
		"UPDATE outgoing SET state = 'withdrawn', why = ?2 WHERE party = ?1"
		/* A mailing says nothing of how they stand, while they come at all. */
		" AND kind <> 'receipt' AND (kind <> 'mailing' OR NOT EXISTS"
		"  (SELECT 1 FROM registration WHERE party = ?1"
		"   AND status = 'confirmed'))"
		" AND state IN ('held', 'queued', 'later', 'call') RETURNING id",
	[SQL_MAILS_TOLD] = "SELECT state IN ('sending', 'sent', 'doubt', 'told'), facts"
			   " FROM outgoing WHERE party = ? AND state <> 'failed'"
			   "  AND kind NOT IN ('receipt', 'mailing') ORDER BY id",
	/* Of the mail that is answered, else of the last to that address. */
	[SQL_MAIL_LANGUAGE] =
		"SELECT json_extract(facts, '$.language') FROM (SELECT * FROM"
		" (SELECT created, id, facts FROM outgoing WHERE id = ?1 UNION ALL"
		"  SELECT created, id, facts FROM outgoing WHERE ?1 = 0 AND ?2 <> '' AND address = ?2"
		"   AND kind <> 'staff' AND state <> 'withdrawn') ORDER BY created DESC, id DESC LIMIT 1)",
	/* What tells how a party stands, in order: what has left, and what was withdrawn since it would not hold. */
	[SQL_MAILS_UNSAID] =
		"SELECT o.state <> 'withdrawn', o.kind, o.facts, o.root, o.act FROM outgoing o"
		" LEFT JOIN act t ON t.id = o.act WHERE o.party = ?1"
		"  AND o.kind IN ('confirmation', 'cancelled', 'decline', 'correction', 'withdrawn')"
		"  AND (o.state IN ('sending', 'sent', 'doubt', 'told')"
		"   OR (o.state = 'withdrawn' AND o.why = ?2 AND t.undone IS NULL AND o.act IS NOT ?3))"
		/* What waits says it all. */
		"  AND NOT EXISTS (SELECT 1 FROM outgoing w WHERE w.party = ?1 AND w.kind IN"
		"   ('confirmation', 'cancelled', 'decline', 'correction', 'withdrawn')"
		"   AND w.state IN ('held', 'queued', 'later', 'call'))"
		" ORDER BY o.id",
	[SQL_MAIL_LOST] = "SELECT id, facts FROM outgoing WHERE why = ?2 AND state = 'withdrawn'"
			  " AND id = (SELECT max(id) FROM outgoing WHERE party = ?1"
			  "  AND kind NOT IN ('receipt', 'mailing', 'reminder', 'notice'))",
	[SQL_MAIL_BACK] = "UPDATE outgoing SET facts = ?2, next = ?3, why = NULL,"
			  "  state = iif(address = '', 'call', ?4) WHERE id = ?1",
	[SQL_MAIL_BOUNCED] = "UPDATE outgoing SET bounced = ?2 WHERE id = ?1",
	[SQL_MAIL_COUNTS] = "SELECT count(*) FILTER (WHERE address = ?1),"
			    "  count(*) FILTER (WHERE root = ?2),"
			    "  count(*) FILTER (WHERE address = ?1 AND kind = 'receipt'),"
			    "  count(*) FILTER (WHERE address = ?1 AND waits),"
			    "  count(*) FILTER (WHERE root = ?2 AND waits)"
			    " FROM (SELECT *, party = ?4 AND kind <> 'receipt'"
			    "   AND state IN ('queued', 'later') AS waits FROM outgoing)"
			    " WHERE created >= ?3 AND (address = ?1 OR root = ?2)"
			    "  AND letter IS NOT NULL AND state NOT IN ('held', 'withdrawn')",
	[SQL_MAIL_DUE] = "SELECT id, address, facts,"
			 "  (SELECT bytes FROM composed c WHERE c.outgoing = outgoing.id), tries,"
			 "  claim IS NOT NULL, letter IS NOT NULL FROM outgoing"
			 " INDEXED BY outgoing_due" /* the oldest first, without sorting */
			 " WHERE state IN ('queued', 'later') AND next <= ?1"
			 " AND NOT EXISTS (SELECT 1 FROM outflow WHERE held IS NOT NULL"
			 "  AND (why <> 'loop' OR kind <> 'staff'))"
			 /* Answers wait for their turn, what we send of our own accord does not. */
			 " AND (?2 OR letter IS NULL)"
			 /* Two to one address never overtake each other. */
			 " AND NOT EXISTS (SELECT 1 FROM outgoing o INDEXED BY outgoing_sending"
			 "  WHERE o.state = 'sending' AND o.address = outgoing.address)"
			 " ORDER BY next, id LIMIT 1",
	[SQL_MAIL_NEXT_DUE] = "SELECT coalesce(min(next), 0) FROM outgoing"
			      " INDEXED BY outgoing_due"
			      " WHERE state IN ('queued', 'later')"
			      " AND NOT EXISTS (SELECT 1 FROM outflow WHERE held IS NOT NULL"
			      "  AND (why <> 'loop' OR kind <> 'staff'))",
	[SQL_MAIL_COUNT_DUE] = "SELECT count(*) FROM outgoing INDEXED BY outgoing_due"
			       " WHERE state IN ('queued', 'later') AND next <= ?"
			       " AND (SELECT held FROM outflow) IS NULL",
	[SQL_MAIL_CLAIM] = "UPDATE outgoing SET claim = ?2 WHERE id IN (SELECT ?1 UNION"
			   " SELECT * FROM (SELECT id FROM outgoing INDEXED BY outgoing_due"
			   "  WHERE state IN ('queued', 'later') AND next <= ?3"
			   "  ORDER BY next, id LIMIT ?4)) AND state IN ('queued', 'later')",
	[SQL_MAIL_UNCLAIM] = "UPDATE outgoing SET claim = NULL"
			     " WHERE state IN ('queued', 'later') AND claim IS NOT NULL",
	[SQL_MAIL_UNSURE] = "UPDATE outgoing SET state = 'sending', tries = tries + 1"
			    " WHERE state IN ('queued', 'later') AND claim <> ?",
	[SQL_MAIL_SENDING] = "UPDATE outgoing SET state = 'sending', tries = tries + 1,"
			     "  first_try = coalesce(first_try, ?2), last_try = ?2,"
			     "  again = letter IS NOT NULL AND EXISTS (SELECT 1 FROM outgoing o"
			     "   WHERE o.address = outgoing.address AND o.id <> outgoing.id"
			     "   AND o.letter IS NOT NULL AND o.last_try > ?2 - 3600"
			     "   AND o.state IN ('sending', 'sent', 'doubt'))"
			     " WHERE id = ?1 AND state IN ('queued', 'later') AND next <= ?2"
			     " AND NOT EXISTS (SELECT 1 FROM outflow WHERE held IS NOT NULL"
			     "  AND (why <> 'loop' OR kind <> 'staff')) RETURNING id",
	[SQL_MAIL_COMPOSED] = "INSERT OR REPLACE INTO composed (outgoing, bytes) VALUES (?, ?)",
	[SQL_MAIL_AGAIN] = "SELECT coalesce(sum(again), 0) FROM (SELECT again FROM outgoing"
			   " WHERE letter IS NOT NULL AND state IN ('sending', 'sent', 'doubt')"
			   "  AND last_try >= (SELECT resumed FROM outflow)"
			   " ORDER BY last_try DESC, id DESC LIMIT ?)",
	[SQL_MAIL_HOUR] = "SELECT count(*), coalesce(min(last_try), 0) FROM outgoing"
			  " WHERE last_try > ? AND letter IS NOT NULL"
			  "  AND state IN ('sending', 'sent', 'doubt')",
	/* A trial's proposal is never sent as it stands: accepting it makes the mail anew. */
	[SQL_MAIL_RELEASE] = "UPDATE outgoing SET state = 'queued', next = ?2"
			     " WHERE id = ?1 AND state = 'held' AND NOT (act IS NULL AND EXISTS"
			     "  (SELECT 1 FROM review_item AS r, json_each(r.reasons) AS j"
			     "   WHERE r.letter = outgoing.letter AND j.value = 'trial'))",
	[SQL_MAIL_PROPOSAL] =
		"SELECT r.id FROM outgoing AS o JOIN review_item AS r ON r.letter = o.letter,"
		" json_each(r.reasons) AS j WHERE o.id = ? AND o.state = 'held'"
		" AND o.act IS NULL AND r.state = 'open' AND j.value = 'trial'",
	[SQL_MAIL_PROPOSED] = "UPDATE outgoing SET state = 'withdrawn', why = ?2"
			      " WHERE state = 'held' AND act IS NULL AND letter = ?1 RETURNING id",
	[SQL_MAIL_QUESTIONS] = "UPDATE outgoing SET state = 'withdrawn' WHERE letter = ?"
			       " AND kind IN ('which-events', 'which-cancel', 'confirm-cancel')"
			       " AND state IN ('held', 'queued', 'later') RETURNING id",
	[SQL_MAIL_TAKE_BACK] = "UPDATE outgoing SET state = 'withdrawn'"
			       " WHERE id = ? AND state IN ('held', 'queued', 'later', 'call')",
	[SQL_MAIL_HELD] = "SELECT id FROM outgoing WHERE state = 'held' ORDER BY id",
	[SQL_MAIL_HERE] = "SELECT id FROM outgoing WHERE state IN ('held', 'queued', 'later')"
			  " ORDER BY id",
	[SQL_REVIEW_MAIL_DONE] = "UPDATE review_item SET state = 'decided'"
				 " WHERE outgoing = ? AND state = 'open'"
				 "  AND reasons = '[\"mail-held\"]'",
	[SQL_OUTFLOW] = "SELECT coalesce(held, 0), coalesce(why, ''), coalesce(waits, 0),"
			" (SELECT count(*) FROM outgoing INDEXED BY outgoing_sending"
			"  WHERE state = 'sending') FROM outflow",
	[SQL_OUTFLOW_HOLD] = "UPDATE outflow SET held = ?, why = ? WHERE held IS NULL",
	[SQL_OUTFLOW_RESUME] = "UPDATE outflow SET held = NULL, why = NULL, resumed = ?"
			       " WHERE held IS NOT NULL",
	[SQL_OUTFLOW_WAITS] = "UPDATE outflow SET waits = nullif(?, 0)"
			      " WHERE (waits IS NULL) = (?1 <> 0)",
	[SQL_MAIL_SHOW] = "SELECT kind, iif(bounced IS NULL, state, 'bounced'), address, created,"
			  "  coalesce(sent, 0), coalesce(why, ''), facts, coalesce(bytes, x'')"
			  " FROM outgoing LEFT JOIN composed ON outgoing = id WHERE id = ?",
	[SQL_MAIL_NEWEST] = "SELECT message_id FROM outgoing ORDER BY id DESC LIMIT 1",
	[SQL_MAIL_GET] = "SELECT state, tries, first_try, letter, party FROM outgoing WHERE id = ?",
	[SQL_MAIL_RESULT] = "UPDATE outgoing SET state = ?2, why = ?3, next = ?4, claim = NULL,"
			    "  sent = iif(?2 = 'sent', ?5, sent) WHERE id = ?1",
	[SQL_MAIL_WAITS] = "UPDATE outgoing SET tries = tries - (state = 'sending'),"
			   "  first_try = iif(tries - (state = 'sending') = 0, NULL, first_try),"
			   "  state = iif(tries - (state = 'sending') = 0, 'queued', 'later'),"
			   "  why = ?2, next = ?3, claim = NULL"
			   " WHERE id = ?1 AND state IN ('sending', 'queued', 'later')",
	[SQL_MAIL_UNCOPIED] =
		"SELECT id, message_id, bytes FROM outgoing INDEXED BY outgoing_uncopied"
		" CROSS JOIN composed ON outgoing = id"
		" WHERE state = 'sent' AND copied IS NULL AND kind <> 'staff'"
		"  AND id > ? ORDER BY id LIMIT 1",
	[SQL_MAIL_COPIED] = "UPDATE outgoing SET copied = ?2 WHERE id = ?1",
	[SQL_MAIL_STUCK] = "SELECT id FROM outgoing INDEXED BY outgoing_sending"
			   " WHERE state = 'sending' ORDER BY id",

	[SQL_ALARM_STILL] = "UPDATE alarm SET why = ?2 WHERE what = ?1 AND over IS NULL",
	[SQL_ALARM_RAISE] = "INSERT INTO alarm (what, why, since) VALUES (?, ?, ?)",
	[SQL_ALARM_END] = "UPDATE alarm SET over = ?2"
			  " WHERE over IS NULL AND substr(what, 1, length(?1)) = ?1",
	[SQL_ALARMS] =
		"SELECT id, what, why, since, coalesce(over, 0), coalesce(told, 0) FROM alarm"
		" WHERE over IS NULL OR told IS NULL ORDER BY id",
	[SQL_ALARM_TOLD] = "UPDATE alarm SET told = ?2 WHERE id = ?1",

	/* The item is about the letter that was asked back. */
	/* … and whether what it asks about has changed since, by a later letter or by staff. */
	[SQL_ASKING] =
		"SELECT o.kind, o.facts, coalesce(i.id, 0), coalesce(l.reading, 'null'),"
		"  EXISTS (SELECT 1 FROM journal j WHERE j.party = o.party"
		"   AND j.what IN ('register', 'cancel', 'decline', 'undo')"
		"   AND (j.letter > o.letter OR j.at > o.created)"
		"   AND (j.event IN (SELECT json_extract(value, '$.event.id')"
		"     FROM json_each(o.facts, '$.understood')) OR j.event IN"
		"    (SELECT json_extract(value, '$.id') FROM json_each(o.facts, '$.choices'))))"
		" FROM outgoing o LEFT JOIN letter l ON l.id = o.letter"
		" LEFT JOIN review_item i ON i.letter = o.letter AND i.outgoing IS NULL"
		"  AND i.state IN ('asked', 'open')"
		" WHERE o.id = ? AND o.kind IN"
		"  ('which-events', 'which-cancel', 'confirm-cancel') ORDER BY i.id LIMIT 1",
	[SQL_ASKED] = "SELECT kind, count(*) FROM outgoing WHERE address = ? AND created > ?"
		      " AND kind IN ('which-events', 'which-cancel', 'confirm-cancel')"
		      " AND state <> 'withdrawn' GROUP BY kind",
	[SQL_ASKED_OVERDUE] = "SELECT id, letter FROM review_item"
			      " WHERE state = 'asked' AND until <= ? ORDER BY id",
	/* To that address, of letters before this one. */
	[SQL_QUESTIONS] =
		"SELECT o.id, o.kind, o.facts, i.id, i.reasons, l.reading FROM outgoing o"
		" JOIN letter l ON l.id = o.letter JOIN review_item i ON i.letter = o.letter"
		"  AND i.outgoing IS NULL AND i.state IN ('asked', 'open')"
		" WHERE o.address = ?1 AND (?2 = 0 OR o.letter < ?2)"
		"  AND o.kind IN ('which-events', 'which-cancel', 'confirm-cancel')"
		"  AND (o.state <> 'withdrawn' OR o.why = '" MAIL_OUTDATED "')"
		"  AND json_extract(o.facts, '$.series.id') = ?3 ORDER BY o.id",
	/* Where something else of it waits for a person, it stays where that is. */
	[SQL_ASKED_WANT] = "UPDATE letter SET wanted = ?2 WHERE id = ?1 AND NOT EXISTS"
			   " (SELECT 1 FROM review_item WHERE letter = ?1 AND outgoing IS NULL"
			   "  AND state = 'open' AND ?2 <> 'review')",
	[SQL_REVIEW_HIDE] = "UPDATE review_item SET state = 'asked', until = ?2 WHERE id = ?1",
	[SQL_REVIEW_SHOW] = "UPDATE review_item SET state = 'open', until = NULL"
			    " WHERE id = ? AND state = 'asked' RETURNING letter",
	[SQL_REVIEW_SETTLE] = "UPDATE review_item SET state = 'decided', decided = ?2,"
			      "  decided_by = 'robot', verdict = 'answered-back'"
			      " WHERE id = ?1 AND state IN ('asked', 'open') RETURNING letter",

	[SQL_STAFF_WAITING] =
		"SELECT i.id, coalesce(l.received, i.created), coalesce(i.told, 0),"
		"  i.reasons, i.guess, coalesce(l.from_address, '') FROM review_item i"
		" LEFT JOIN letter l ON l.id = i.letter WHERE i.state = 'open' ORDER BY 2, i.id",
	[SQL_STAFF_TOLD] = "UPDATE review_item SET told = ?2 WHERE id = ?1",
	[SQL_MORNING] = "SELECT morning FROM clockwork",
	[SQL_MORNING_SET] = "UPDATE clockwork SET morning = ?",
	[SQL_PULSE] = "SELECT pulse FROM clockwork",
	[SQL_PULSE_SET] = "UPDATE clockwork SET pulse = ?",

	[SQL_MAILING_FIND] = "SELECT id FROM mailing WHERE known = ?",
	[SQL_MAILING_ADD] = "INSERT INTO mailing (known, subject, created) VALUES (?, ?, ?)",
	[SQL_MAILING_FILE_ADD] = "INSERT INTO mailing_file (mailing, position, name, bytes)"
				 " VALUES (?, ?, ?, ?)",
	[SQL_MAILING_FILES] = "SELECT name, bytes FROM mailing_file WHERE mailing = ?"
			      " ORDER BY position",
	[SQL_MAILING_READERS] =
		"SELECT p.id, p.name, p.address, p.phone, EXISTS (SELECT 1 FROM mailed m"
		"  JOIN outgoing o ON o.id = m.outgoing"
		"  WHERE m.mailing = ?3 AND m.party = p.id AND o.state <> 'withdrawn')"
		" FROM registration r JOIN party p ON p.id = r.party"
		" WHERE p.series = ?1 AND r.event = ?2 AND r.status = 'confirmed'"
		" ORDER BY p.name, p.id",
	[SQL_MAILED_ADD] = "INSERT OR REPLACE INTO mailed (mailing, party, outgoing)"
			   " VALUES (?, ?, ?)",
	[SQL_MAILING_PROGRESS] =
		"SELECT count(*), coalesce(sum(o.state = 'sent'), 0),"
		"  coalesce(sum(o.state IN ('queued', 'sending', 'later')), 0),"
		"  coalesce(sum(o.state = 'held'), 0),"
		"  coalesce(sum(o.state IN ('failed', 'doubt')), 0),"
		"  coalesce(sum(o.state IN ('call', 'told')), 0)"
		" FROM mailed m JOIN outgoing o ON o.id = m.outgoing WHERE m.mailing = ?",

	[SQL_REMINDER_PARTIES] =
		"SELECT p.id FROM registration r JOIN party p ON p.id = r.party"
		" WHERE p.series = ?1 AND r.event = ?2 AND r.status = 'confirmed' AND r.since <= ?3"
		" AND NOT EXISTS (SELECT 1 FROM reminder m WHERE m.party = p.id"
		"  AND m.event = ?2 AND m.days = ?4 AND m.begin = ?5) ORDER BY p.id",
	[SQL_REMINDER_WAITS] = "SELECT 1 FROM registration r WHERE r.party = ?1 AND r.event = ?2"
			       " AND r.status = 'confirmed' AND r.since <= ?3"
			       " AND NOT EXISTS (SELECT 1 FROM reminder m WHERE m.party = ?1"
			       "  AND m.event = ?2 AND m.days = ?4 AND m.begin = ?5)",
	[SQL_REMINDER_ADD] = "INSERT INTO reminder (party, event, days, begin, outgoing, at)"
			     " VALUES (?, ?, ?, ?, nullif(?, 0), ?)",
	[SQL_REMINDER_AGAIN] = "DELETE FROM reminder WHERE outgoing = ?",
	[SQL_MAIL_EXPIRES] = "UPDATE outgoing SET expires = ?2 WHERE id = ?1",
	[SQL_MAIL_EXPIRED] = "UPDATE outgoing SET state = 'withdrawn', why = 'too-late'"
			     " WHERE expires <= ? AND state IN ('held', 'queued', 'later', 'call')"
			     " RETURNING id, party",

	[SQL_LIST_REGISTRATIONS] =
		"SELECT p.series, r.event, p.id, p.address, p.name, r.seats, r.status, r.since,"
		"  (SELECT json_group_array(name) FROM"
		"    (SELECT name FROM attendee WHERE registration = r.id ORDER BY position)),"
		"  p.phone, p.organisation, p.note, (SELECT json_group_array(json_object('what',"
		"   what, 'text', text)) FROM need WHERE party = p.id),"
		"  r.status = 'cancelled' AND EXISTS (SELECT 1 FROM journal j WHERE j.party = p.id"
		"   AND j.event = r.event AND j.why = 'called-off')"
		" FROM registration r JOIN party p ON p.id = r.party"
		" WHERE ?1 IS NULL OR r.event = ?1"
		" ORDER BY p.series, r.event, r.status = 'confirmed' DESC, p.name, p.id",
	[SQL_LIST_REVIEW] = REVIEW_ROWS " WHERE i.state = 'open' ORDER BY 4, i.id",
	[SQL_LIST_REVIEW_ALL] = REVIEW_ROWS " WHERE i.state IN ('open', 'asked') ORDER BY 4, i.id",
	[SQL_LIST_EVENTS] = "SELECT p.series, r.event, sum(r.seats),"
			    "  count(*) FILTER (WHERE r.status = 'confirmed'),"
			    "  count(*) FILTER (WHERE r.status = 'cancelled'),"
			    "  count(*) FILTER (WHERE r.status = 'declined')"
			    " FROM registration r JOIN party p ON p.id = r.party"
			    " GROUP BY p.series, r.event ORDER BY p.series, r.event",
	[SQL_LIST_LETTERS] =
		"SELECT l.id, l.received, l.from_name, l.from_address, l.subject,"
		"  json_extract(l.reading, '$.disposition'), json_extract(l.reading, '$.requests'),"
		"  json_extract(l.reading, '$.guess'), json_extract(l.reading, '$.reasons'),"
		"  l.acted, l.early, l.wanted, i.state, i.verdict, i.decided_by, i.decided, i.note,"
		"  iif(l.early, (SELECT json_group_array(json_object('event', r.event, 'after',"
		"    json_object('status', r.status, 'seats', r.seats))) FROM registration r"
		"    JOIN party p ON p.id = r.party WHERE p.address = l.from_address),"
		"   (SELECT changes FROM act WHERE item = i.id AND undone IS NULL"
		"    ORDER BY id DESC LIMIT 1)), i.id"
		" FROM letter l LEFT JOIN review_item i ON i.id = (SELECT min(id) FROM review_item"
		"  WHERE letter = l.id AND outgoing IS NULL) ORDER BY l.received, l.id",
	[SQL_LIST_CALLS] =
		"SELECT o.id, o.party, p.name, p.phone, p.note, o.kind, o.created,"
		"  json_extract(o.facts, '$.understood'), json_extract(o.facts, '$.state'),"
		"  json_extract(o.facts, '$.subject'), json_extract(o.facts, '$.text'),"
		"  json_extract(o.facts, '$.notices')"
		" FROM outgoing o LEFT JOIN party p ON p.id = o.party"
		" WHERE o.state = 'call' ORDER BY o.created, o.id",
	[SQL_LIST_NEEDS] =
		"SELECT n.what, n.text, p.id, p.name, p.phone, r.seats FROM need n"
		" JOIN party p ON p.id = n.party JOIN registration r ON r.party = p.id"
		" WHERE r.status = 'confirmed' AND r.event = ? ORDER BY n.what, p.name, p.id",
	[SQL_LIST_OUTGOING] =
		"SELECT id, letter, kind, state, address, json_extract(facts, '$.subject'),"
		"  message_id, created, sent, tries, next, why, bounced,"
		"  (SELECT name FROM party WHERE id = o.party) FROM outgoing o ORDER BY id",
	[SQL_LIST_ALARMS] = "SELECT id, what, why, since, over, told FROM alarm ORDER BY id",
	[SQL_ERASED_ADD] = "INSERT INTO erased (kind, hash, at) VALUES (?, ?, ?)"
			   " ON CONFLICT DO UPDATE SET at = max(at, excluded.at)",
	[SQL_ERASED_LETTER] = "SELECT kind = 'inbox' FROM erased"
			      " WHERE hash = ? AND kind IN ('letter', 'inbox') ORDER BY kind",
	[SQL_ERASED_HAS] = "SELECT 1 FROM erased WHERE kind = ? AND hash = ?",
	[SQL_ERASED_ALL] = "SELECT kind, hash, at FROM erased ORDER BY at",
	[SQL_ERASURE] = "SELECT listed, scrub, day, version FROM erasure",
	[SQL_ERASURE_LISTED] = "UPDATE erasure SET listed = ?",
	[SQL_ERASURE_SCRUB] = "UPDATE erasure SET scrub = ?1 WHERE scrub <> ?1",
	[SQL_ERASURE_DAY] = "UPDATE erasure SET day = ?, version = ?",
	[SQL_TO_ERASE_BY_UID] = "SELECT 1 FROM to_erase WHERE folder = 'inbox'"
				" AND uidvalidity = ? AND uid = ?",
	[SQL_TO_ERASE_ADD] = "INSERT INTO to_erase"
			     " (folder, uidvalidity, uid, message_id, hash, state)"
			     " VALUES (?, ?, ?, ?, ?, ?)",
	[SQL_TO_ERASE] = "SELECT id, folder, uidvalidity, uid, message_id, hash FROM to_erase"
			 " WHERE state = ? ORDER BY folder, uidvalidity, uid",
	[SQL_TO_ERASE_DONE] = "DELETE FROM to_erase WHERE id = ?",
	[SQL_TO_ERASE_LEFT] =
		"INSERT INTO to_erase (folder, uidvalidity, uid, message_id, hash, state)"
		" SELECT ?1, ?2, ?3, '', x'', 'left' WHERE NOT EXISTS (SELECT 1 FROM to_erase"
		"  WHERE state = 'left' AND folder = ?1 AND uidvalidity = ?2 AND uid = ?3)",
	[SQL_LEFT_COUNTS] = "SELECT folder, count(*) FROM to_erase WHERE state = 'left'"
			    " GROUP BY folder ORDER BY folder",

	[SQL_GONE_LETTER_ADD] = "INSERT OR IGNORE INTO temp.gone_letter (id) VALUES (?)",
	[SQL_GONE_PARTY_ADD] = "INSERT OR IGNORE INTO temp.gone_party (id) VALUES (?)",
	[SQL_DULL_LETTER_ADD] = "INSERT OR IGNORE INTO temp.dull_letter (id) VALUES (?)",
	[SQL_STRUCK_ADD] = "INSERT OR IGNORE INTO temp.struck (party, name) VALUES (?, ?)",
	[SQL_SERIES_END_ADD] = "INSERT INTO temp.series_end (id, ends) VALUES (?, ?)",
	[SQL_GONE_LETTERS] = "SELECT l.known, l.wanted = 'inbox' FROM temp.gone_letter g"
			     " JOIN letter l ON l.id = g.id ORDER BY g.id",
	[SQL_DULL_LETTERS] = "SELECT l.known FROM temp.dull_letter g JOIN letter l ON l.id = g.id"
			     " ORDER BY g.id",
	[SQL_GONE_PARTIES] = "SELECT p.series, coalesce(p.address, ''), p.name, p.created, p.id"
			     " FROM temp.gone_party g JOIN party p ON p.id = g.id ORDER BY g.id",
	[SQL_ALL_PARTIES] = "SELECT series, coalesce(address, ''), name, created, id FROM party"
			    " ORDER BY id",
	[SQL_STRUCK] = "SELECT p.series, coalesce(p.address, ''), p.name, p.created, p.id, s.name"
		       " FROM temp.struck s JOIN party p ON p.id = s.party ORDER BY p.id",
	[SQL_ALL_ATTENDEES] =
		"SELECT p.series, coalesce(p.address, ''), p.name, p.created, p.id, a.name"
		" FROM attendee a JOIN registration r ON r.id = a.registration"
		" JOIN party p ON p.id = r.party ORDER BY p.id, a.id",
	[SQL_STRIKE_ATTENDEE] = "DELETE FROM attendee WHERE name = ?2 AND registration IN"
				" (SELECT id FROM registration WHERE party = ?1)",
	[SQL_STRIKE_NOTE] = "SELECT id, note FROM party WHERE id = ?",
	[SQL_STRIKE_NOTE_SET] = "UPDATE party SET note = ?2 WHERE id = ?1",
	[SQL_STRIKE_ORGANISATION] = "SELECT id, organisation FROM party WHERE id = ?",
	[SQL_STRIKE_ORGANISATION_SET] = "UPDATE party SET organisation = ?2 WHERE id = ?1",
	[SQL_STRIKE_NEEDS] = "SELECT id, text FROM need WHERE party = ?",
	[SQL_STRIKE_NEED_SET] = "UPDATE OR REPLACE need SET text = ?2 WHERE id = ?1",
	[SQL_STRIKE_MAILS] = "SELECT id, facts FROM outgoing WHERE party = ?",
	[SQL_STRIKE_MAIL_SET] = "UPDATE outgoing SET facts = ?2 WHERE id = ?1",
	[SQL_STRIKE_CALLS] = "SELECT id, note FROM outgoing WHERE party = ? AND note IS NOT NULL",
	[SQL_STRIKE_CALL_SET] = "UPDATE outgoing SET note = ?2 WHERE id = ?1",
	[SQL_STRIKE_CHANGES] = "SELECT id, changes FROM act WHERE party = ?",
	[SQL_STRIKE_CHANGES_SET] = "UPDATE act SET changes = ?2 WHERE id = ?1",
	[SQL_STRIKE_DETAILS] = "SELECT id, details FROM act WHERE party = ?",
	[SQL_STRIKE_DETAILS_SET] = "UPDATE act SET details = ?2 WHERE id = ?1",
	[SQL_STRIKE_ACTS] = "SELECT id, why FROM act WHERE party = ?",
	[SQL_STRIKE_ACT_SET] = "UPDATE act SET why = ?2 WHERE id = ?1",
	[SQL_STRIKE_ITEMS] = "SELECT id, note FROM review_item WHERE note IS NOT NULL"
			     " AND (party = ?1 OR id IN (SELECT item FROM act WHERE party = ?1))",
	[SQL_STRIKE_ITEM_SET] = "UPDATE review_item SET note = ?2 WHERE id = ?1",
	[SQL_STRIKE_JOURNAL] = "SELECT id, why FROM journal WHERE party = ? AND why IS NOT NULL",
	[SQL_STRIKE_JOURNAL_SET] = "UPDATE journal SET why = ?2 WHERE id = ?1",
	[SQL_GONE_MAILS_SENDING] = "SELECT count(*) FROM outgoing WHERE state = 'sending' AND ("
				   " party IN (SELECT id FROM temp.gone_party UNION"
				   "  SELECT party FROM temp.struck)"
				   " OR letter IN (SELECT id FROM temp.gone_letter UNION"
				   "  SELECT id FROM temp.dull_letter))",
	[SQL_GONE_COUNTS] =
		"SELECT (SELECT count(*) FROM temp.gone_party),"
		" (SELECT count(*) FROM temp.gone_letter), (SELECT count(*) FROM temp.dull_letter),"
		" (SELECT count(*) FROM outgoing WHERE party IN (SELECT id FROM temp.gone_party)"
		"  OR party IS NULL AND letter IN (SELECT id FROM temp.gone_letter)),"
		" (SELECT count(*) FROM temp.gone_letter g JOIN letter l ON l.id = g.id"
		"  JOIN arrival a ON a.letter = l.id WHERE a.folder = 'inbox' AND l.wanted = 'inbox'),"
		" (SELECT count(*) FROM temp.gone_letter g JOIN arrival a ON a.letter = g.id"
		"  WHERE a.folder = 'gone'), (SELECT count(*) FROM temp.struck),"
		" (SELECT count(*) FROM temp.gone_letter g JOIN review_item i ON i.letter = g.id"
		"  WHERE i.state <> 'decided')",
	/* Each of these only grows. */
	[SQL_GONE_VERSION] =
		"WITH who AS (SELECT id FROM temp.gone_party UNION SELECT party FROM temp.struck)"
		" SELECT 1 + (SELECT coalesce(max(id), 0) FROM journal WHERE party IN who"
		"   AND what IN ('register', 'cancel', 'decline', 'undo'))"
		"  + (SELECT coalesce(max(id), 0) FROM act WHERE party IN who)"
		"  + (SELECT coalesce(max(id), 0) FROM temp.gone_letter)"
		"  + (SELECT coalesce(max(id), 0) FROM temp.dull_letter)"
		"  + (SELECT count(*) FROM temp.struck)",
	[SQL_GONE_EVENTS] =
		"SELECT p.series, r.event, count(*), sum(r.seats) FROM temp.gone_party g"
		" JOIN party p ON p.id = g.id JOIN registration r ON r.party = p.id"
		" WHERE r.status = 'confirmed' GROUP BY p.series, r.event ORDER BY 1, 2",
	[SQL_PERSON_LETTERS] = "SELECT id, from_name FROM letter"
			       " WHERE from_address = ? COLLATE NOCASE ORDER BY id",
	[SQL_PERSON_SENDERS] = "SELECT from_address, from_name FROM letter"
			       " WHERE from_name <> '' AND from_address <> ''"
			       " GROUP BY from_address COLLATE NOCASE, from_name ORDER BY min(id)",
	[SQL_PERSON_BOUNCES] = "SELECT id FROM letter WHERE lower(coalesce(json_extract(reading,"
			       "  '$.bounce.address'), '')) = lower(?) ORDER BY id",
	[SQL_PERSON_OTHERS] =
		"SELECT l.id, l.reading, l.subject, EXISTS (SELECT 1 FROM journal j"
		"  WHERE j.letter = l.id AND j.party IN (SELECT id FROM temp.gone_party))"
		" FROM letter l WHERE l.id NOT IN (SELECT id FROM temp.gone_letter)"
		" AND length(l.bytes) > 0 ORDER BY l.id",
	[SQL_PERSON_SHOW_LETTERS] =
		"SELECT json_object('number', l.id, 'received', l.received, 'from_name', l.from_name,"
		"  'from_address', l.from_address, 'subject', l.subject, 'folder', l.wanted, 'text',"
		"  json_extract(l.reading, '$.text'), 'own', l.id IN (SELECT id FROM temp.gone_letter))"
		" FROM letter l WHERE l.id IN (SELECT id FROM temp.gone_letter UNION"
		"  SELECT id FROM temp.dull_letter) ORDER BY l.received, l.id",
	[SQL_PERSON_SHOW_MAILS] =
		"SELECT json_object('number', id, 'kind', kind, 'state', state, 'address', address,"
		"  'created', created, 'sent', sent, 'subject', json_extract(facts, '$.subject'))"
		" FROM outgoing WHERE party IN (SELECT id FROM temp.gone_party)"
		"  OR party IS NULL AND letter IN (SELECT id FROM temp.gone_letter) ORDER BY id",
	[SQL_COUNT_LETTERS] = "SELECT count(*), coalesce(sum(acted), 0),"
			      "  coalesce(sum(wanted = 'review'), 0),"
			      "  coalesce(sum(wanted = 'automatic'), 0) FROM letter",
	[SQL_COUNT_TO_FILE] = "SELECT count(*) FROM to_file",
	[SQL_COUNT_OUTGOING] = "SELECT state, count(*) FROM outgoing GROUP BY state",
};
