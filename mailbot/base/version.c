#include "base/version.h"

const char version_commit[] = MAILBOT_VERSION;
