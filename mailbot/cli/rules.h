/* What the sub-commands of `mailbot rules` are given. */
#ifndef CLI_RULES_H
#define CLI_RULES_H

#include "cli/house.h"

struct rules_options {
	const char *rules, *config; /* --rules DIR, --config FILE; NULL */
	const char **series;
	size_t series_count, series_room;
	const char *now; /* --received TIME; NULL */
	const char *argument; /* NULL */
	/* Of plan and apply: --names, --yes, --silent, --by WHO, --note TEXT, --now TIME. */
	bool names, yes, silent;
	const char *by, *note, *clock;
	bool help;
};

/* Each opens the house itself and returns an exit status of cli.h. */
int rules_explain(struct house *h, const struct rules_options *o);
int rules_replay(struct house *h, const struct rules_options *o);
int rules_plan(struct house *h, const struct rules_options *o);
int rules_apply(struct house *h, const struct rules_options *o);

/* Opens the settings, but where --rules says which rules: a folder may be looked at where there are
 * none. Then compiles the rules. CLI_OK or CLI_USAGE. */
int rules_open(struct house *h, const struct rules_options *o);

#endif
