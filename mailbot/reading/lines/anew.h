/*
 * Takes a token, and the atoms before it; says whether a sentence begins there although no stop stands before it.
 */
#ifndef READING_ANEW_H
#define READING_ANEW_H

#include "reading/study.h"

/* `… Chiara Ott Grüßen Sie bitte Frau Demir`: no noun, but an order. */
bool anew_before_you(const struct study *s, size_t at);

/* `… Jürgen Marquardt Please register Ms Öztürk`: behind a name an order begins with its capital. */
bool anew_order(const struct study *s, size_t at);

#endif
