#!/usr/bin/env python3
"""What terminal programs send for the same text: bytes a line, a page, and a held key over a slow link.

    benches/terminal.py bytes [--size 120x40] [--plenary PATH]    plenary, less, vim, NeoMutt, newsboat
    benches/terminal.py held  [--size 120x40] [--plenary PATH] [--rate 8000] [--rtt 200] [--seconds 5]
    benches/terminal.py dump  [--size 120x40] [--plenary PATH] [--keys '\\r Z j j j']

Every program runs in a pseudo-terminal that answers questions as a terminal does (DA, DSR, XTVERSION, DECRQM). The
text is made up, each line no wider than the reader's measure, so that all programs show the same rows. "held" puts a
link between program and terminal that takes so many bytes a second and delays each way by half the round trip; it
tells how long after the last key the screen was right. A program that is not installed is left out, and said to be.
"""
import argparse
import fcntl
import os
import random
import re
import select
import shutil
import signal
import statistics
import struct
import tempfile
import termios
import time

PLENARY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "target", "release", "plenary")
MEASURE = 66
QUESTION = re.compile(rb"\x1b\[(?:5n|6n|0?c|>0?c|>0?q|\?\d+\$p|\d+\$p|\?u)")


class Answers:
    """What the terminal answers to what a program asks."""

    def __init__(self, margins):
        self.margins, self.tail = margins, b""

    def of(self, data):
        text, replies, end = self.tail + data, [], 0
        for match in QUESTION.finditer(text):
            replies.append(self.reply(match.group()))
            end = match.end()
        self.tail = text[max(end, len(text) - 12):]
        return b"".join(replies)

    def reply(self, question):
        body = question[2:]
        if body == b"5n":
            return b"\x1b[0n"
        if body == b"6n":
            return b"\x1b[1;1R"
        if body in (b"c", b"0c"):
            return b"\x1b[?64;1;22c"
        if body.endswith(b"c"):
            return b"\x1b[>41;379;0c"
        if body.endswith(b"q"):
            return b"\x1bP>|XTerm(379)\x1b\\"
        if body == b"?u":
            return b"\x1b[?0u"
        mode = body[:-2].lstrip(b"?")
        known = body.startswith(b"?") and (mode != b"69" or self.margins)
        return b"\x1b[%s%s;%d$y" % (b"?" if body.startswith(b"?") else b"", mode, 2 if known else 0)


class Link:
    """Carries bytes one way: so many a second, each so much later. Without a rate at once."""

    def __init__(self, rate, delay):
        self.rate, self.delay, self.free, self.queue = rate, delay, 0.0, []

    def put(self, data, now):
        step = 512
        for start in range(0, len(data), step):
            piece = data[start:start + step]
            if self.rate:
                self.free = max(self.free, now) + len(piece) / self.rate
            self.queue.append(((self.free if self.rate else now) + self.delay, piece))

    def take(self, now):
        ready = b""
        while self.queue and self.queue[0][0] <= now:
            ready += self.queue.pop(0)[1]
        return ready

    def next(self):
        return self.queue[0][0] if self.queue else None

    def backlog(self):
        return sum(len(piece) for _, piece in self.queue)


class Session:
    """A program in a pseudo-terminal, with a link between."""

    def __init__(self, command, size, margins=True, env=None, rate=0, delay=0.0):
        columns, rows = size
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.pid = os.fork()
        if self.pid == 0:
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for descriptor in (0, 1, 2):
                os.dup2(slave, descriptor)
            os.closerange(3, 64)
            environment = dict(os.environ, TERM="xterm-256color", LANG="C.UTF-8", LC_ALL="C.UTF-8")
            for name in ("LINES", "COLUMNS", "TMUX", "STY", "SSH_TTY", "SSH_CONNECTION"):
                environment.pop(name, None)
            environment.update(env or {})
            os.execvpe(command[0], command, environment)
        os.close(slave)
        self.answers, self.down, self.up = Answers(margins), Link(rate, delay), Link(0, delay)
        self.sent, self.shown, self.over = 0, b"", False

    def press(self, keys):
        self.up.put(keys, time.monotonic())

    def run(self, until, quiet=None):
        """Carries bytes until a time, or until nothing has moved for so long. Gives the last time that the screen changed."""
        changed = moved = time.monotonic()
        while not self.over:
            now = time.monotonic()
            arrived = self.down.take(now)
            if arrived:
                self.shown += arrived
                if QUESTION.sub(b"", arrived):
                    changed = now
                moved = now
                self.up.put(self.answers.of(arrived), now)
            keys = self.up.take(now)
            if keys:
                os.write(self.master, keys)
                moved = now
            busy = self.down.queue or self.up.queue
            if now >= until or (quiet and not busy and now - moved >= quiet):
                break
            due = [time_ for time_ in (self.down.next(), self.up.next(), until) if time_ is not None]
            wait = max(0.0, min(due) - now)
            if quiet and not busy:
                wait = min(wait, quiet)
            # A link takes no more than what stands in its buffers.
            readable = [self.master] if self.down.backlog() < (1 << 21) else []
            if select.select(readable, [], [], wait)[0]:
                try:
                    data = os.read(self.master, 1 << 16)
                except OSError:
                    data = b""
                self.over = not data
                self.sent += len(data)
                self.down.put(data, time.monotonic())
                moved = time.monotonic()
        return changed

    def settle(self, quiet=0.15, limit=20.0):
        return self.run(time.monotonic() + limit, quiet)

    def tap(self, keys, quiet=0.08, limit=2.0):
        """Presses, and waits until what comes of it has come. Gives the bytes."""
        before, end = self.sent, time.monotonic() + limit
        self.press(keys)
        while self.sent == before and time.monotonic() < end and not self.over:
            self.run(time.monotonic() + 0.02)
        self.settle(quiet)
        return self.sent - before

    def start(self):
        """Until the program has drawn its first screen, however busy the machine is."""
        while not self.shown and not self.over:
            self.run(time.monotonic() + 0.05)
        self.settle(0.8)

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.master)


def paragraphs(count=60):
    """Made-up text: paragraphs of words, as in documents, with a blank line after each."""
    dice = random.Random("terminal")
    syllables = "ba co du fe gi ha jo ku le mi no pa qui ro su ta ve wo xi ya zu an el is or un".split()
    for _ in range(count):
        words = ["".join(dice.choice(syllables) for _ in range(dice.choice((1, 2, 2, 3, 4)))) for _ in range(dice.randrange(25, 90))]
        yield " ".join(words).capitalize() + "."


def texts(folder, plenary):
    """The text as a record, as the reader's own rows, as a mailbox and as a feed."""
    record = os.path.join(folder, "archive", "doc")
    os.makedirs(record)
    with open(os.path.join(folder, "archive", "meetings.toml"), "w") as file:
        file.write("schema = 1\n")
    names = ", ".join(f'"Party of the Long Names of Town {number}"' for number in range(1, 41))
    with open(os.path.join(record, "document.toml"), "w") as file:
        file.write('schema = 1\nid = "doc"\nkind = "statement"\ntitle = "Made up"\n\n[[signatories]]\nrole = "signed"\n'
                   f'group = "Signatories"\nnames = [{names}]\n')
    with open(os.path.join(record, "text.en.txt"), "w") as file:
        file.write("# Made up\n\n" + "\n\n".join(paragraphs()) + "\n")
    for number in range(2, 31):
        other = os.path.join(folder, "archive", f"doc{number}")
        os.makedirs(other)
        with open(os.path.join(other, "document.toml"), "w") as file:
            file.write(f'schema = 1\nid = "doc{number}"\nkind = "statement"\ntitle = "Made up of nothing at all, number {number}"\n')
        with open(os.path.join(other, "text.en.txt"), "w") as file:
            file.write("# Made up\n\nOne line.\n")
    archive = os.path.join(folder, "archive")
    shown = os.popen(f"'{plenary}' --archive '{archive}' show doc --width {MEASURE}").read()
    body = shown[shown.index("\n\n") + 2:]
    paths = {name: os.path.join(folder, name) for name in ("text.txt", "mailbox", "feed.xml", "urls", "muttrc", "newsrc")}
    with open(paths["text.txt"], "w") as file:
        file.write(body)
    with open(paths["mailbox"], "w") as file:
        file.write("From a@example.org Mon Jan  1 00:00:00 2024\nFrom: a@example.org\nSubject: Made up\n"
                   "Date: Mon, 1 Jan 2024 00:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n" + body)
    with open(paths["muttrc"], "w") as file:
        file.write("set pager_index_lines=0\nset markers=no\nset smart_wrap=no\nset quit=yes\nset header_cache=''\n"
                   "set mbox_type=mbox\nbind pager j next-line\n")
    html = "".join(f"<p>{line}</p>" for line in body.split("\n\n"))
    with open(paths["feed.xml"], "w") as file:
        file.write('<?xml version="1.0"?><rss version="2.0"><channel><title>Made up</title><link>https://example.org</link>'
                   "<description>x</description><item><title>Made up</title><guid>1</guid>"
                   f"<description><![CDATA[{html}]]></description></item></channel></rss>")
    with open(paths["urls"], "w") as file:
        file.write(f"file://{paths['feed.xml']}\n")
    with open(paths["newsrc"], "w") as file:
        file.write(f"text-width {MEASURE}\nauto-reload no\nreload-only-visible-feeds no\nbind-key j down\n")
    return archive, paths


def programs(folder, plenary):
    """Each: name, command, keys to the text, key of a line, key of a page, whether the terminal has margins, environment."""
    archive, paths = texts(folder, plenary)
    home = {"HOME": folder, "XDG_STATE_HOME": os.path.join(folder, "state"), "XDG_CACHE_HOME": os.path.join(folder, "cache")}
    reader = [plenary, "--archive", archive, "id:doc"]
    panes = [plenary, "--archive", archive]
    yield "plenary, text alone", reader, [b"\r", b"Z"], b"j", b" ", True, home
    yield "plenary, text alone, no margins", reader, [b"\r", b"Z"], b"j", b" ", False, home
    yield "plenary, all panes", panes, [b"\r"], b"j", b" ", True, home
    yield "plenary, all panes, no margins", panes, [b"\r"], b"j", b" ", False, home
    yield "less", ["less", paths["text.txt"]], [], b"j", b" ", False, {"LESSHISTFILE": "-"}
    yield "vim -R", ["vim", "-R", "-u", "NONE", "-i", "NONE", "--noplugin", "+set nocp laststatus=0 ruler nowrap", paths["text.txt"]], [], b"\x05", b"\x06", False, {}
    yield "neomutt", ["neomutt", "-n", "-F", paths["muttrc"], "-R", "-f", paths["mailbox"]], [b"\r"], b"\r", b" ", False, home
    yield "newsboat", ["newsboat", "-r", "-u", paths["urls"], "-c", os.path.join(folder, "cache.db"), "-C", paths["newsrc"]], [b"\r", b"\r"], b"j", b" ", False, home


def opened(command, keys, size, margins, env, **link):
    # Each begins as a reader who was never here: the place in the text is kept from one to the next.
    state = tempfile.mkdtemp(dir=env.get("HOME"))
    session = Session(command, size, margins, dict(env, XDG_STATE_HOME=state), **link)
    session.start()
    for key in keys:
        session.tap(key, 0.4)
    return session


def each(arguments):
    with tempfile.TemporaryDirectory() as folder:
        for program in programs(folder, os.path.abspath(arguments.plenary)):
            if arguments.only and not re.search(arguments.only, program[0]):
                continue
            if shutil.which(program[1][0]) is None:
                print(f"| {program[0]} | not installed |")
                continue
            yield program


def measure_bytes(arguments):
    print(f"Bytes sent, {arguments.size[0]}x{arguments.size[1]}\n")
    print("| program | a line further | a page further | 30 keys, 30 a second |")
    print("| --- | ---: | ---: | ---: |")
    for name, command, keys, line, page, margins, env in each(arguments):
        session = opened(command, keys, arguments.size, margins, env)
        counts = []
        for key, times in ((line, 60), (page, 8)):
            seen = []
            for _ in range(times):
                seen.append(session.tap(key))
            counts.append(statistics.mean(seen))
            if arguments.each:
                print(name, seen)
        session.close()
        session = opened(command, keys, arguments.size, margins, env)
        before = session.sent
        for _ in range(30):
            session.press(line)
            session.run(time.monotonic() + 1 / 30)
        session.settle(0.3)
        print(f"| {name} | {counts[0]:.0f} | {counts[1]:.0f} | {session.sent - before} |", flush=True)
        session.close()


def measure_held(arguments):
    delay = arguments.rtt / 2000
    print(f"A key held for {arguments.seconds:g} s, 30 a second; {arguments.rate} B/s, {arguments.rtt} ms there and back, "
          f"{arguments.size[0]}x{arguments.size[1]}\n")
    print("| program | bytes | right after the last key |")
    print("| --- | ---: | ---: |")
    for name, command, keys, line, _, margins, env in each(arguments):
        session = opened(command, keys, arguments.size, margins, env, rate=arguments.rate, delay=delay)
        session.settle(1.5)
        before = session.sent
        end = time.monotonic() + arguments.seconds
        while (now := time.monotonic()) < end:
            session.press(line)
            session.run(now + 1 / 30)
        last = time.monotonic()
        changed = session.settle(max(1.0, 4 * delay), 300.0)
        print(f"| {name} | {session.sent - before} | {max(0.0, changed - last):.2f} s |", flush=True)
        session.close()


def dump(arguments):
    chosen = each(arguments)
    _, command, _, _, _, margins, env = next(chosen)
    session = Session(command, arguments.size, margins, env)
    session.start()
    for key in arguments.keys.encode().decode("unicode_escape").encode("latin-1").split(b" "):
        before = len(session.shown)
        session.tap(key or b" ", 0.3)
        print(key, len(session.shown) - before, session.shown[before:].decode("utf-8", "replace").replace("\x1b", "␛").encode("unicode_escape").decode()
              if arguments.ascii else repr(session.shown[before:].decode("utf-8", "replace")))
    session.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("bytes", "held", "dump"))
    parser.add_argument("--size", default="120x40", type=lambda text: tuple(map(int, text.split("x"))))
    parser.add_argument("--plenary", default=PLENARY)
    parser.add_argument("--only", help="only programs whose name this pattern finds")
    parser.add_argument("--rate", type=int, default=8000)
    parser.add_argument("--rtt", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--keys", default="\\r Z j j j j")
    parser.add_argument("--each", action="store_true", help="every count")
    parser.add_argument("--ascii", action="store_true")
    arguments = parser.parse_args()
    {"bytes": measure_bytes, "held": measure_held, "dump": dump}[arguments.what](arguments)


if __name__ == "__main__":
    main()
