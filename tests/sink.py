#!/usr/bin/python3
"""An SMTP server as a process of its own, to be killed: it takes every letter, slowly where asked, and keeps each in a file.

    sink.py CERTIFICATE KEY FOLDER PORT     TLS from the first byte, any login; PORT 0: a free one, told on standard output

A letter is in FOLDER/new, whole, before its sender is told so. FOLDER/pause holds milliseconds: as long, at most, it thinks
before each answer; it is read for every letter.
"""
import contextlib
import itertools
import os
import random
import socket
import ssl
import sys
import threading
import time
from pathlib import Path

import peers


class Sink:
    def __init__(self, folder):
        self.folder, self.serial = Path(folder), itertools.count()
        for name in ("tmp", "new"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)

    def think(self):
        with contextlib.suppress(OSError, ValueError):
            time.sleep(random.uniform(0, int((self.folder / "pause").read_text())) / 1000)

    def keep(self, data):
        name = f"{time.time_ns()}.{os.getpid()}.{next(self.serial)}"
        (self.folder / "tmp" / name).write_bytes(data)
        (self.folder / "tmp" / name).rename(self.folder / "new" / name)

    def talk(self, s):
        line = peers.Line(None, s)
        line.say("220 sink ESMTP")
        while True:
            word = line.line()
            command = word[:4].upper()
            if command == "EHLO":
                line.say("250-sink", "250 AUTH PLAIN")
            elif command == "AUTH":
                if word == "AUTH PLAIN":
                    line.say("334 ")
                    line.line()
                line.say("235 2.7.0 welcome")
            elif command == "DATA":
                self.think()
                line.say("354 go ahead")
                data = line.until(b"\r\n.\r\n")
                self.think()
                self.keep(data)
                self.think()
                line.say("250 2.0.0 taken")
            elif command == "QUIT":
                line.say("221 bye")
                return
            else:
                self.think()
                line.say("250 2.0.0 ok")

    def serve(self, context, s):
        with contextlib.suppress(OSError, EOFError):
            s.settimeout(60)
            self.talk(context.wrap_socket(s, server_side=True))
        s.close()


def main(certificate, key, folder, port):
    sink, context = Sink(folder), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listener = socket.create_server(("127.0.0.1", int(port)))
    print(listener.getsockname()[1], flush=True)
    while True:
        s, _ = listener.accept()
        threading.Thread(target=sink.serve, args=(context, s), daemon=True).start()


if __name__ == "__main__":
    main(*sys.argv[1:])
