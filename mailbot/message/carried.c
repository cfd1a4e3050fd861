#include "message/carried.h"

#include <strings.h>

#include "rules/office.h"

void envelope_carried(struct envelope *env, const struct rules *rules)
{
	const struct gateway *g = env->doubt != NULL || rules->office == NULL
		? NULL
		: office_gateway(rules->office, env->from.address);

	if (g == NULL)
		return;
	env->gateway = env->from.address;
	env->from = (struct mailbox){"", ""};
	if (g->reply_to && strcasecmp(env->reply_to.address, env->gateway) != 0)
		env->from = env->reply_to;
	env->reply_to = (struct mailbox){"", ""};
	if (env->from.address[0] == '\0')
		env->doubt = "gateway";
}
