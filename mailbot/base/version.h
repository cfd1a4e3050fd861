/*
 * Which mailbot this is. Until there is a release: the commit that it was built from.
 */
#ifndef BASE_VERSION_H
#define BASE_VERSION_H

extern const char
	version_commit[]; /* "20b583f"; "unknown" where it was built outside of a repository */

#endif
