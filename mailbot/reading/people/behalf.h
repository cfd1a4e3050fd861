/*
 * Takes people; leaves out whom a letter speaks for where the same sentence says what they do: `on behalf of Professor X I
 * confirm that he will attend` names one person, not two.
 */
#ifndef READING_BEHALF_H
#define READING_BEHALF_H

#include "reading/study.h"

void behalf_take(struct study *s);

#endif
