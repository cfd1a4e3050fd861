/*
 * Takes a sentence beside a decision; tells whether it is of the office's papers, or hopes for what is settled anyway: a closed
 * list that asks for nothing.
 */
#ifndef READING_ASIDES_PAPERS_H
#define READING_ASIDES_PAPERS_H

#include "reading/study.h"

/* `Leider funktioniert Ihr Formular nicht`, `den Anmeldebogen habe ich verlegt`, `die Einladung habe ich weitergegeben`. */
bool aside_of_papers(const struct study *s, size_t sentence);

/* `Ich hoffe, es sind noch Plätze frei`, `hoffentlich geht es Ihnen gut` */
bool aside_hopes(const struct study *s, size_t sentence);

/* `I take the tram, so I should be on time`: a clause that says nothing else. */
bool aside_hopes_so(const struct study *s, const struct clause *c);

#endif
