/*
 * Takes tokens with their meanings; gives them with the stops that a letter without any lacks, so
 * that the steps behind find its sentences: the marks that who dictates says as words (`Punkt`,
 * `Komma`), and a stop before each sentence that surely begins: who does it beside its verb (`ich bin`),
 * a word that opens it, verb and who (`da komme ich`, `am 16. bin ich`), thanks and leave. A letter
 * that has its stops is left as it is.
 */
#ifndef READING_DICTATION_H
#define READING_DICTATION_H

#include "reading/study.h"

void dictation_stop(struct study *s);

#endif
