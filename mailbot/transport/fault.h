/*
 * What a caller must do after something that speaks with a server failed. The words stand in the
 * `struct err`; this only steers.
 */
#ifndef TRANSPORT_FAULT_H
#define TRANSPORT_FAULT_H

enum fault {
	FAULT_NONE,
	FAULT_LATER, /* network or server trouble, deadline passed: the connection is gone; connect
			again after a growing pause */
	FAULT_LOGIN, /* login refused: a person must act; try seldom, or the account gets locked */
	FAULT_TLS, /* not the server that we were told of, or not safely: a person must act */
	FAULT_SETTINGS, /* what the settings say cannot work here (no STARTTLS, a name that cannot
			   be a folder's): a person must act */
	FAULT_REFUSED, /* the server said no to this one command (quota, rights); the session goes
			  on */
	FAULT_PROTOCOL, /* the server speaks what we do not understand: the connection is gone; a
			   person must act */
};

#endif
