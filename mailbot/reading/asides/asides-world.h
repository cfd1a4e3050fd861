/*
 * Takes a sentence beside a decision; tells whether it is of the world alone: the weather, the trains, the coffee, how the evening
 * will be, what the papers write, what the writer's computer does. Whatever is hoped, feared or heard of these turns no request.
 */
#ifndef READING_ASIDES_WORLD_H
#define READING_ASIDES_WORLD_H

#include "reading/study.h"

/* `Hoffentlich ist der Schnee bis dahin weg`, `das wird bestimmt ein schöner Abend`, `ich hoffe, dass viele Leute kommen` */
bool aside_of_world(const struct study *s, size_t sentence);

#endif
