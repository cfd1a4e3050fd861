/* mailbot help: what there is, for staff in the office's language, for administrators in plain English. */
#include "cli/cli.h"
#include "cli/desk.h"

static void print(const struct command *all, bool staff, const struct catalogue *words, FILE *out)
{
	for (const struct command *c = all; c->name != NULL; c++)
		if (c->what != NULL && c->staff == staff)
			fprintf(out, "  %-9s %s\n", c->name,
				staff && words != NULL ? catalogue_word(words, "commands", c->name)
						       : c->what);
}

void cli_help(const struct command *all, FILE *out)
{
	struct desk d = {0};

	const char *head = desk_say(&d, "help-head", NULL);

	fprintf(out, "%s\n\n", d.words != NULL ? head : "usage: mailbot COMMAND …");
	print(all, true, d.words, out);
	fputs("\nFor the administrator (`mailbot help COMMAND` says more, `mailbot --version` which it is):\n\n",
		out);
	print(all, false, d.words, out);
	fputs("\nexit status: 0 done; 1 understood, but not (or not all of it) done; 2 nothing done, because\n"
	      "the command's words, the settings, rules or templates are wrong\n",
		out);
	desk_close(&d);
}
