/*
 * Takes clauses that were understood; gives up those that somebody else may be saying: whose verb stands between
 * quotation marks (`meine Kollegin sagt: „ich komme gern“`), or behind the colon of a sentence that tells what was said
 * (`ich hatte geschrieben: ich komme`).
 */
#ifndef READING_SPEECH_H
#define READING_SPEECH_H

#include "reading/study.h"

void speech_doubt(struct study *s);

#endif
