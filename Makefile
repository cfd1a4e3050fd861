# mailbot. Targets: make (build/mailbot), deps, demo, test, valgrind, torture, fuzz, bench, lint, format, install, clean. See README.md.
.DEFAULT_GOAL := all
CC ?= gcc
# `make VARIANT=asan` builds the same under AddressSanitizer and UndefinedBehaviourSanitizer, in a folder of its own.
VARIANT ?= plain
# Where `make install` puts it, below DESTDIR.
PREFIX ?= /usr/local
B := build$(if $(filter-out plain,$(VARIANT)),/$(VARIANT))

PKGS := libetpan gnutls libcurl gmime-3.0 libxml-2.0 sqlite3 libutf8proc libical jansson libconfig libseccomp zlib
# libetpan's file leaks a specs file of the package's own build, which would undo -pie. libcurl is not linked:
# who sends loads it (transport/curl.c).
PKG_CFLAGS = $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKG_LIBS = $(filter-out -specs=% -lcurl%,$(shell pkg-config --libs $(PKGS) 2>/dev/null))

CPPFLAGS += -D_GNU_SOURCE -Imailbot
WARN := -Wall -Wextra -Wshadow -Wformat=2 -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings \
	-Wundef -Wvla -Wimplicit-fallthrough $(WERROR)
HARDEN := -fPIE -fstack-protector-strong -fstack-clash-protection
LDFLAGS += -pie -Wl,-z,relro,-z,now,-z,noexecstack,--as-needed
ifeq ($(VARIANT),asan)
CFLAGS ?= -O1 -g -fno-omit-frame-pointer
SAN := -fsanitize=address,undefined -fno-sanitize-recover=all -DMAILBOT_SANITIZED
else ifeq ($(VARIANT),fuzz)
CFLAGS ?= -O1 -g -fno-omit-frame-pointer
SAN := -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -DMAILBOT_SANITIZED -Wno-format-nonliteral
else ifeq ($(VARIANT),valgrind)
CFLAGS ?= -O1 -g -fno-omit-frame-pointer
SAN := -DMAILBOT_SANITIZED -DMAILBOT_VALGRIND
else
CFLAGS ?= -O2 -g
HARDEN += -D_FORTIFY_SOURCE=2
endif
ALL_CFLAGS = -std=gnu17 $(CFLAGS) $(WARN) $(HARDEN) $(SAN) $(PKG_CFLAGS)

SRC := $(sort $(wildcard mailbot/*/*.c mailbot/*/*/*.c))
TEST_SRC := $(sort $(wildcard tests/test-*.c tests/probe-*.c))
LIB := $B/libmailbot.a
TESTS := $(TEST_SRC:tests/%.c=$B/tests/%)
FUZZERS := $(patsubst tests/%.c,$B/tests/%,$(sort $(wildcard tests/fuzz-*.c)))

.PHONY: all bench deps demo test valgrind torture fuzz fuzzers lint format install clean tests FORCE
all: $B/mailbot
# The fuzzers are linked by clang alone; that they still compile is seen with every test.
tests: $(TESTS) $(patsubst tests/%.c,$B/obj/tests/%.o,$(sort $(wildcard tests/fuzz-*.c)))
fuzzers: $(FUZZERS)

$B/mailbot: $B/obj/mailbot/main.o $(LIB)
	$(CC) $(LDFLAGS) $(SAN) -o $@ $^ $(PKG_LIBS) -lcrypt -lm

# Where rules and templates are, if no settings say it, is compiled in.
$B/obj/mailbot/base/settings.o: CPPFLAGS += -DMAILBOT_DATA_DIR='"$(PREFIX)/share/mailbot"'
$B/obj/mailbot/base/settings.o: $B/prefix
$B/prefix: FORCE
	@mkdir -p $(@D); echo '$(PREFIX)' | cmp -s - $@ || echo '$(PREFIX)' >$@
# Which version it is, until there is a release: the commit that it was built from.
VERSION := $(shell git rev-parse --short HEAD 2>/dev/null || echo unknown)
$B/obj/mailbot/base/version.o: CPPFLAGS += -DMAILBOT_VERSION='"$(VERSION)"'
$B/obj/mailbot/base/version.o: $B/version
$B/version: FORCE
	@mkdir -p $(@D); echo '$(VERSION)' | cmp -s - $@ || echo '$(VERSION)' >$@
# Which files of rules it comes with.
SHIPPED := $(foreach file,$(sort $(wildcard rules/language/*.xml rules/sentences/*.txt)),"$(file:rules/%=%)",)
$B/obj/mailbot/rules/shipped.o: CPPFLAGS += -I$B
$B/obj/mailbot/rules/shipped.o: $B/shipped.inc
$B/shipped.inc: FORCE
	@mkdir -p $(@D); printf '%s\n' '$(SHIPPED)' | cmp -s - $@ || printf '%s\n' '$(SHIPPED)' >$@
FORCE:

# Made anew each time: an archive would keep the members of files that are gone.
$(LIB): $(SRC:%.c=$B/obj/%.o)
	@rm -f $@
	$(AR) rcs $@ $^

$B/obj/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$B/tests/%: $B/obj/tests/%.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) $(SAN) -o $@ $^ $(PKG_LIBS) -lcrypt -lm -lcmocka

$B/tests/fuzz-%: $B/obj/tests/fuzz-%.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) $(SAN) -fsanitize=fuzzer -o $@ $^ $(PKG_LIBS) -lcrypt -lm

.PRECIOUS: $B/obj/%.o
-include $(wildcard $B/obj/mailbot/*.d $B/obj/mailbot/*/*.d $B/obj/mailbot/*/*/*.d $B/obj/tests/*.d)

# Installs what is missing of Debian's packages; does nothing where all is there.
deps:
	@tests/deps

demo: deps
	@$(MAKE) --no-print-directory -s all
	@tests/demo $(if $(LETTERS),--letters "$(LETTERS)")

# As many compilers as processors, unless somebody said how many (`make -j4 test`).
test: deps
	@$(MAKE) --no-print-directory -s $(AT_ONCE) WERROR=-Werror all tests
	@$(MAKE) --no-print-directory -s $(AT_ONCE) WERROR=-Werror VARIANT=asan all tests
	@tests/run
test: AT_ONCE = $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))

# The unit and golden tests under Valgrind.
valgrind: deps
	@command -v valgrind >/dev/null || { echo "valgrind is missing: apt install valgrind" >&2; exit 1; }
	@$(MAKE) --no-print-directory -s VARIANT=valgrind all tests
	@tests/valgrind

# Kills it at random instants of a letter's way, and counts what became of the letters: make torture [RUNS=1000].
torture: deps
	@$(MAKE) --no-print-directory -s all
	@BACKLOG=10000 /usr/bin/python3 -m pytest -q -p no:cacheprovider tests/test_limits.py -k backlog
	@tests/torture $(if $(RUNS),--runs $(RUNS))

# Looks for input that breaks a parser of ours: make fuzz [SECONDS=60] [KEEP=yes] [FUZZ="envelope message"].
fuzz: deps
	@command -v clang >/dev/null && ls $$(clang -print-resource-dir)/lib/*/libclang_rt.fuzzer-*.a >/dev/null 2>&1 || \
		{ echo "fuzz: clang with libFuzzer is missing: apt install clang libclang-rt-14-dev" >&2; exit 1; }
	@$(MAKE) --no-print-directory -s all
	@$(MAKE) --no-print-directory -s VARIANT=fuzz CC=clang fuzzers
	@tests/fuzz $(if $(SECONDS),--seconds $(SECONDS)) $(if $(KEEP),--keep) $(FUZZ)

# How fast letters are read, beside a plain parse by GMime; and the robot from a full inbox to the last answer, beside a
# plain script: make bench [N=10000].
bench: deps
	@$(MAKE) --no-print-directory -s all $B/tests/bench $B/tests/sink
	@$B/tests/bench tests/letters/*/*.eml
	@tests/bench-inbox $(if $(N),--letters $(N))

# The program, what it needs of data (nothing that the office has edited is overwritten), the unit, and the examples;
# /etc/mailbot is the administrator's own.
DATA := $(sort $(shell find rules templates -type f))
install: all
	install -D -m 755 $B/mailbot '$(DESTDIR)$(PREFIX)/bin/mailbot'
	systemd/install-data '$(DESTDIR)$(PREFIX)/share/mailbot' $(DATA)
	install -D -m 644 -t '$(DESTDIR)$(PREFIX)/share/doc/mailbot' README.md systemd/mailbot.conf
	install -d '$(DESTDIR)$(PREFIX)/lib/systemd/system'
	sed 's|/usr/bin/|$(PREFIX)/bin/|; s|/usr/share/|$(PREFIX)/share/|$(if $(filter /opt/% /srv/%,$(PREFIX)),; s| -/opt -/srv||)' \
		systemd/mailbot.service \
		>'$(DESTDIR)$(PREFIX)/lib/systemd/system/mailbot.service'

lint:
	@tests/lint

format:
	clang-format -i $(sort $(wildcard mailbot/*.[ch] mailbot/*/*.[ch] mailbot/*/*/*.[ch] tests/*.[ch]))

clean:
	rm -rf build
