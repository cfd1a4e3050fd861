/*
 * What the office edits takes effect in a running loop, without a restart: languages, machines, quotes,
 * the office's own, templates. They are looked at by stat alone, and loaded where anything has changed
 * and is some seconds old. With a mistake in them the last good ones stay, and staff see an alarm until
 * it is mended ("rules-broken", "templates-broken"). A series that was edited is not in force before
 * its plan is carried out (`mailbot rules apply`): until then there is an alarm too ("rules-plan"), and
 * all else goes on.
 */
#ifndef DAEMON_RELOAD_H
#define DAEMON_RELOAD_H

#include "base/settings.h"
#include "registry/registry.h"
#include "template/templates.h"

struct reload;

/*
 * What the loop has begun with: borrowed, and given back by the functions below until there are new
 * ones. `kept`: these are rules that were in force last, and the folder has not been looked at yet.
 * `templates` may be NULL: then they are not looked at. `tells`: this loop raises the alarms about
 * rules, and keeps those in force for one that is started again (rules/kept.h); one of two is enough.
 */
struct reload *reload_new(const struct settings *settings, struct registry *reg,
	const struct rules *rules, bool kept, const struct templates *templates, bool tells);
void reload_free(struct reload **r); /* *r may be NULL */

/* Looks; true where rules or templates are others now than before. What those before gave is still
 * there until the next call. Never fails: what is wrong is logged, and an alarm. */
bool reload_look(struct reload *r);

/* Reads the rules once more, with the series that are in force now, whatever the folder looks like; true
 * where they are others now than before. */
bool reload_again(struct reload *r);

const struct rules *reload_rules(const struct reload *r);
const struct templates *reload_templates(const struct reload *r);

#endif
