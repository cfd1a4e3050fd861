/*
 * What a process that lives for months keeps of the memory that it needed to begin.
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

/*
 * To be called where something that comes once is over: a start, a connection. Gives back what is free of the
 * heap, and of the program and its libraries the pages that nobody may write to: most of them only the loader
 * looked at (symbols, relocations), once. What is needed of them comes again by itself, from the page cache.
 */
void memory_settle(void);

#endif
