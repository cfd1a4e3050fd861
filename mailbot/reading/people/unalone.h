/*
 * Takes people; settles a no that only says how many they are: `ich komme nicht allein, sondern mit meiner Frau`, `wir kommen
 * nicht zu zweit, sondern zu dritt`, `I am not coming alone, my sister will join me`. It turns no coming. Where nothing right
 * behind it says with whom, the writer is one of several of whom nobody knows how many, until somebody says so.
 */
#ifndef READING_UNALONE_H
#define READING_UNALONE_H

#include "reading/study.h"

void unalone_take(struct study *s);

#endif
