/*
 * Scripts that erase: what is to go stands in temporary tables, which hold numbers only (and the names
 * that are struck out of other people's registrations). Foreign keys are off meanwhile, since SQLite
 * would look through a whole table for each row; that nothing dangles is what these scripts see to.
 */
#include "registry/db.h"

const char sql_erase_begin[] =
	"CREATE TEMP TABLE IF NOT EXISTS gone_letter (id INTEGER PRIMARY KEY);"
	"CREATE TEMP TABLE IF NOT EXISTS gone_party (id INTEGER PRIMARY KEY);"
	/* Letters of others that lose their text. */
	"CREATE TEMP TABLE IF NOT EXISTS dull_letter (id INTEGER PRIMARY KEY);"
	/* Names that go out of the registrations of others. */
	"CREATE TEMP TABLE IF NOT EXISTS struck (party INTEGER, name TEXT, PRIMARY KEY (party, name));"
	"CREATE TEMP TABLE IF NOT EXISTS gone_mail (id INTEGER PRIMARY KEY);"
	"CREATE TEMP TABLE IF NOT EXISTS gone_item (id INTEGER PRIMARY KEY);"
	"CREATE TEMP TABLE IF NOT EXISTS gone_act (id INTEGER PRIMARY KEY);"
	"CREATE TEMP TABLE IF NOT EXISTS series_end (id TEXT PRIMARY KEY, ends INTEGER);"
	"CREATE TEMP TABLE IF NOT EXISTS concern (letter INTEGER, series TEXT,"
	"  PRIMARY KEY (letter, series));"
	"CREATE TEMP TABLE IF NOT EXISTS clock (now INTEGER, late INTEGER);"
	"DELETE FROM temp.gone_letter; DELETE FROM temp.gone_party; DELETE FROM temp.dull_letter;"
	"DELETE FROM temp.struck; DELETE FROM temp.gone_mail; DELETE FROM temp.gone_item;"
	"DELETE FROM temp.gone_act; DELETE FROM temp.series_end; DELETE FROM temp.concern;"
	"DELETE FROM temp.clock;";

const char sql_erase_rows[] =
	"INSERT INTO temp.gone_mail SELECT id FROM outgoing"
	"  WHERE party IN (SELECT id FROM temp.gone_party)"
	"  OR party IS NULL AND letter IN (SELECT id FROM temp.gone_letter);"
	"INSERT INTO temp.gone_item SELECT id FROM review_item"
	"  WHERE letter IN (SELECT id FROM temp.gone_letter)"
	"  OR outgoing IN (SELECT id FROM temp.gone_mail)"
	"  OR letter IS NULL AND party IN (SELECT id FROM temp.gone_party);"
	"INSERT INTO temp.gone_act SELECT id FROM act WHERE party IN (SELECT id FROM temp.gone_party)"
	"  OR party IS NULL AND item IN (SELECT id FROM temp.gone_item);"

	/* The folders' copies, as far as they are ours: what is wanted in the inbox is left there. */
	"INSERT INTO to_erase (folder, uidvalidity, uid, message_id, hash, state)"
	"  SELECT a.folder, a.now_uidvalidity, a.now_uid, iif(l.wanted = 'inbox', '', l.message_id),"
	"   l.known, iif(l.wanted = 'inbox', 'stays', 'due') FROM temp.gone_letter g"
	"  JOIN letter l ON l.id = g.id JOIN arrival a ON a.letter = l.id"
	"  WHERE a.folder <> 'gone' AND (l.wanted <> 'inbox' OR a.folder = 'inbox');"
	"INSERT INTO to_erase (folder, uidvalidity, uid, message_id, hash, state)"
	"  SELECT 'sent', 0, 0, o.message_id, x'', 'due' FROM temp.gone_mail g"
	"  JOIN outgoing o ON o.id = g.id WHERE o.copied IS NOT NULL;"

	/* What stays, but spoke of it. A mail that has not left is composed anew. */
	"UPDATE outgoing SET facts = json_set(facts, '$.quote', '', '$.subject', '')"
	"  WHERE id NOT IN (SELECT id FROM temp.gone_mail) AND letter IN"
	"  (SELECT id FROM temp.gone_letter UNION SELECT id FROM temp.dull_letter);"
	"UPDATE outgoing SET letter = NULL WHERE letter IN (SELECT id FROM temp.gone_letter);"
	"UPDATE outgoing SET root = id WHERE root IN (SELECT id FROM temp.gone_mail);"
	"UPDATE outgoing SET act = NULL WHERE act IN (SELECT id FROM temp.gone_act);"
	"UPDATE letter SET answers = NULL WHERE answers IN (SELECT id FROM temp.gone_mail);"
	"UPDATE act SET item = NULL, why = '' WHERE item IN (SELECT id FROM temp.gone_item);"
	"UPDATE review_item SET party = NULL, guess = '[]'"
	"  WHERE party IN (SELECT id FROM temp.gone_party);"
	"UPDATE review_item SET guess = '[]', note = NULL"
	"  WHERE letter IN (SELECT id FROM temp.dull_letter);"
	"UPDATE act SET why = '' WHERE item IN (SELECT id FROM review_item"
	"  WHERE letter IN (SELECT id FROM temp.dull_letter));"
	"UPDATE journal SET why = NULL WHERE who <> 'robot'"
	"  AND letter IN (SELECT id FROM temp.dull_letter);"
	"UPDATE letter SET bytes = x'', subject = '', reading = json_object("
	"  'kind', json_extract(reading, '$.kind'),"
	"  'disposition', json_extract(reading, '$.disposition'),"
	"  'series', json_extract(reading, '$.series'),"
	"  'reasons', json(coalesce(json_extract(reading, '$.reasons'), '[]')),"
	"  'requests', (SELECT json_group_array(json_object("
	"    'action', json_extract(value, '$.action'), 'event', json_extract(value, '$.event'),"
	"    'seats', json_extract(value, '$.seats'))) FROM json_each(reading, '$.requests')),"
	"  'guess', json('[]'))"
	"  WHERE id IN (SELECT id FROM temp.dull_letter);"

	/* What goes. */
	"DELETE FROM reminder WHERE party IN (SELECT id FROM temp.gone_party)"
	"  OR outgoing IN (SELECT id FROM temp.gone_mail);"
	"DELETE FROM mailed WHERE party IN (SELECT id FROM temp.gone_party)"
	"  OR outgoing IN (SELECT id FROM temp.gone_mail);"
	"DELETE FROM mailing_file WHERE mailing NOT IN (SELECT mailing FROM mailed)"
	"  AND EXISTS (SELECT 1 FROM temp.gone_party);"
	"DELETE FROM mailing WHERE id NOT IN (SELECT mailing FROM mailed)"
	"  AND EXISTS (SELECT 1 FROM temp.gone_party);"
	"DELETE FROM journal WHERE party IN (SELECT id FROM temp.gone_party)"
	"  OR outgoing IN (SELECT id FROM temp.gone_mail)"
	"  OR party IS NULL AND letter IN (SELECT id FROM temp.gone_letter);"
	"UPDATE journal SET letter = NULL, why = iif(who = 'robot', why, NULL)"
	"  WHERE letter IN (SELECT id FROM temp.gone_letter);"
	"DELETE FROM act WHERE id IN (SELECT id FROM temp.gone_act);"
	"DELETE FROM review_item WHERE id IN (SELECT id FROM temp.gone_item);"
	"DELETE FROM composed WHERE outgoing IN (SELECT id FROM temp.gone_mail);"
	"DELETE FROM outgoing WHERE id IN (SELECT id FROM temp.gone_mail);"
	"DELETE FROM need WHERE party IN (SELECT id FROM temp.gone_party);"
	"DELETE FROM attendee WHERE registration IN (SELECT id FROM registration"
	"  WHERE party IN (SELECT id FROM temp.gone_party));"
	"DELETE FROM registration WHERE party IN (SELECT id FROM temp.gone_party);"
	"DELETE FROM party WHERE id IN (SELECT id FROM temp.gone_party);"
	"DELETE FROM staff_reply WHERE message_id IN (SELECT message_id FROM letter"
	"  WHERE id IN (SELECT id FROM temp.gone_letter));"
	"DELETE FROM arrival WHERE letter IN (SELECT id FROM temp.gone_letter);"
	"DELETE FROM letter WHERE id IN (SELECT id FROM temp.gone_letter);"
	"UPDATE erasure SET scrub = 1;";

/*
 * What is due: `series_end` says when each series is forgotten, `clock` what time it is, and before
 * when what came after such a day was late enough. A letter concerns the series that it names, and
 * those of whom it was about; one that concerns none, all that were there when it came.
 */
const char sql_erase_due[] =
	"INSERT OR IGNORE INTO temp.concern SELECT l.id, e.id FROM letter l"
	"  JOIN temp.series_end e ON e.id = json_extract(l.reading, '$.series');"
	"INSERT OR IGNORE INTO temp.concern SELECT o.letter, p.series FROM outgoing o"
	"  JOIN party p ON p.id = o.party WHERE o.letter IS NOT NULL;"
	"INSERT OR IGNORE INTO temp.concern SELECT l.id, p.series FROM letter l"
	"  JOIN outgoing o ON o.id = l.answers JOIN party p ON p.id = o.party;"
	"INSERT OR IGNORE INTO temp.concern SELECT j.letter, p.series FROM journal j"
	"  JOIN party p ON p.id = j.party WHERE j.letter IS NOT NULL;"
	"INSERT OR IGNORE INTO temp.concern SELECT i.letter, p.series FROM review_item i"
	"  JOIN party p ON p.id = i.party WHERE i.letter IS NOT NULL;"
	"INSERT OR IGNORE INTO temp.concern SELECT i.letter, p.series FROM act t"
	"  JOIN review_item i ON i.id = t.item JOIN party p ON p.id = t.party"
	"  WHERE i.letter IS NOT NULL;"
	"INSERT OR IGNORE INTO temp.concern SELECT l.id, s.id FROM letter l JOIN series s"
	"  ON s.since <= l.taken WHERE l.id NOT IN (SELECT letter FROM temp.concern);"

	"INSERT INTO temp.gone_letter SELECT l.id FROM letter l LEFT JOIN"
	"  (SELECT c.letter, max(e.ends) AS ends FROM temp.concern c"
	"   JOIN temp.series_end e ON e.id = c.series GROUP BY c.letter) c ON c.letter = l.id,"
	"  temp.clock k WHERE coalesce(c.ends <= k.now, 1)"
	"  AND (coalesce(l.taken < c.ends, 0) OR l.taken <= k.late);"
	"INSERT INTO temp.gone_party SELECT p.id FROM party p JOIN temp.series_end e"
	"  ON e.id = p.series, temp.clock k"
	"  WHERE e.ends <= k.now AND (p.created < e.ends OR p.created <= k.late);"
	/* What was not answered by any letter to come is not asked for again. */
	"DELETE FROM staff_reply WHERE at <= (SELECT late FROM temp.clock);";

/* What the list names. */
const char sql_erase_listed[] =
	"INSERT INTO temp.gone_letter SELECT id FROM letter"
	"  WHERE known IN (SELECT hash FROM erased WHERE kind IN ('letter', 'inbox'));"
	"INSERT INTO temp.dull_letter SELECT id FROM letter WHERE length(bytes) > 0"
	"  AND known IN (SELECT hash FROM erased WHERE kind = 'text')"
	"  AND id NOT IN (SELECT id FROM temp.gone_letter);";
