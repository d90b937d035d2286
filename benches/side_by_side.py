#!/usr/bin/env python3
"""Runs plenary side by side with what a reader of text would pick instead, on the same generated archive.

    cargo build --release
    benches/side_by_side.py [--folder DIR] [--counts 5,10000] [--rounds 7] [PART...]

PARTS: screens (start to first screen, peak memory), keys (key to last byte), search (one whole command),
typing (a filter, letter by letter). All of them by default. Archives and what is kept about them are made in --folder
(target/side-by-side) by corpus.py where they are missing: a million documents (--counts 1000000) are short ones and take
12 GB and a quarter of an hour. Programs that are not installed are left out, with a note: less, rg, grep, neomutt, notmuch.

Each round runs every program once, in turn, so that the noise of the machine falls on all alike. Numbers are the least
and the median of the rounds; the ratio is taken round by round, and its median shown. A program runs in a terminal
of its own (200x60) that answers what a terminal is asked; memory is VmHWM, which has what is mapped in it too.
"""
import argparse
import fcntl
import mailbox
import os
import re
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time
from email.message import EmailMessage

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
SIZE = (60, 200)
ANSWERS = [  # what a program asks, what a terminal says
    (rb"\x1b\[6n", b"\x1b[1;1R"), (rb"\x1b\[0?c", b"\x1b[?62;22c"), (rb"\x1b\[>0?c", b"\x1b[>1;10;0c"),
    (rb"\x1b\[>0?q", b"\x1bP>|side by side\x1b\\"), (rb"\x1b\[\?u", b"\x1b[?0u"), (rb"\x1b\[\?2026\$p", b"\x1b[?2026;2$y"),
    (rb"\x1b\]11;\?(?:\x07|\x1b\\)", b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
]
clock = time.perf_counter


class Terminal:
    """A program in a terminal; every piece that it writes is stamped."""

    def __init__(self, words, env):
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        name = os.ttyname(slave)
        self.pieces, self.dead, self.asked = [], False, b""
        self.start = clock()
        self.pid = os.posix_spawnp(words[0], words, env, setsid=True, setsigdef=[signal.SIGPIPE], file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0), (os.POSIX_SPAWN_DUP2, 0, 1), (os.POSIX_SPAWN_DUP2, 0, 2),
            (os.POSIX_SPAWN_CLOSE, self.master)])
        os.close(slave)

    def read(self, until):
        left = until - clock()
        if self.dead or left <= 0 or not select.select([self.master], [], [], left)[0]:
            return False
        try:
            piece = os.read(self.master, 1 << 16)
        except OSError:
            piece = b""
        if not piece:
            self.dead = True
            return False
        self.pieces.append((clock(), piece))
        look, self.asked = self.asked + piece, b""
        for asks, answer in ANSWERS:
            for _ in re.finditer(asks, look):
                os.write(self.master, answer)
        begun = look.rfind(b"\x1b")
        if begun >= 0 and len(look) - begun < 12 and not re.search(rb"[a-zA-Z\\]$", look[begun:]):
            self.asked = look[begun:]
        return True

    def quiet(self, pause, limit=120.0, first=None):
        """Reads until nothing came for a while; gives the new pieces."""
        before, end = len(self.pieces), clock() + limit
        wait = clock() + (first or limit)
        while self.read(min(end, self.pieces[-1][0] + pause if len(self.pieces) > before else wait)):
            pass
        return self.pieces[before:]

    def settle(self):
        """Waits until the program has nothing more to do, also beside its screen."""
        while not self.dead:
            before = self.cpu()
            self.quiet(0.5, first=0.5)
            if self.cpu() - before < 1:
                break

    def shown(self, marker):
        """When the marker had been written, in ms since the start."""
        text = b""
        for at, piece in self.pieces:
            text += piece
            if re.search(marker, re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", text)):
                return (at - self.start) * 1000
        return None

    def peak(self):
        found = re.search(r"VmHWM:\s+(\d+)", open(f"/proc/{self.pid}/status").read())
        return int(found[1]) / 1024

    def cpu(self):
        tasks = f"/proc/{self.pid}/task"
        return sum(int(open(f"{tasks}/{task}/schedstat").read().split()[0]) for task in os.listdir(tasks)) / 1e6

    def send(self, keys):
        os.write(self.master, keys)

    def close(self, keys):
        try:
            self.send(keys)
        except OSError:
            pass
        end = clock() + 1
        while not self.dead and clock() < end:
            self.read(clock() + 0.05)
        for sign in (0, signal.SIGTERM, signal.SIGKILL):
            if sign:
                os.kill(self.pid, sign)
                time.sleep(0.2)
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                break
        os.close(self.master)


def brief(values):
    values = [value for value in values if value is not None]
    return f"{min(values):9.2f} {statistics.median(values):9.2f}" if values else f"{'never':>9} {'':9}"


def ratio(values, base):
    pairs = [value / other for value, other in zip(values, base) if value is not None and other]
    return f"{statistics.median(pairs):7.2f}" if pairs else f"{'-':>7}"


class Archives:
    """The generated archives, and the same texts for other programs."""

    def __init__(self, folder):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def archive(self, count):
        place = self.path(f"archive-{count}")
        if not os.path.exists(place + ".done"):
            print(f"making {count} documents in {place} …", file=sys.stderr)
            words = [sys.executable, os.path.join(HERE, "corpus.py"), str(count), place]
            words += ["--short"] if count > 200_000 else ["--plain", self.path(f"texts-{count}")]
            subprocess.run(words, check=True)
            open(place + ".done", "w").close()
        return place

    def texts(self, count):
        self.archive(count)
        return self.path(f"texts-{count}")

    def maildir(self, count):
        """Each text as a message."""
        place = self.path(f"mail-{count}")
        if not os.path.exists(place + ".done"):
            shutil.rmtree(place, ignore_errors=True)
            box = mailbox.Maildir(place, create=True)
            texts = self.texts(count)
            for number, name in enumerate(sorted(os.listdir(texts))):
                text = open(os.path.join(texts, name), encoding="utf-8").read()
                message = EmailMessage()
                message["From"], message["To"] = "forum@example.org", "reader@example.org"
                message["Subject"] = text.split("\n", 1)[0][2:]
                message["Date"] = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(1_500_000_000 + number * 60))
                message["Message-ID"] = f"<{name}@example.org>"
                message.set_content(text)
                box.add(message)
            open(place + ".done", "w").close()
        return place


class Bench:
    def __init__(self, wish):
        self.wish = wish
        self.archives = Archives(wish.folder)
        self.plenary = wish.plenary
        home = self.archives.path("home")
        os.makedirs(home, exist_ok=True)
        self.env = {"HOME": home, "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
                    "LESSHISTFILE": "-", "NOTMUCH_CONFIG": self.archives.path("notmuch.conf")}
        self.missing = set()

    def has(self, program):
        if program in self.wish.without.split(","):
            return False
        if shutil.which(program):
            return True
        if program not in self.missing:
            print(f"note: {program} is not installed and left out", file=sys.stderr)
            self.missing.add(program)
        return False

    def run(self, words, check=True):
        return subprocess.run(words, env=self.env, check=check, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def reader(self, count):
        """The reader of an archive whose catalogue and index are made."""
        archive = self.archives.archive(count)
        mark = self.archives.path(f"indexed-{count}")
        if count > 500 and not os.path.exists(mark):
            print(f"indexing {count} documents …", file=sys.stderr)
            begin = clock()
            self.run([self.plenary, "--archive", archive, "index"])
            print(f"  {clock() - begin:.1f} s", file=sys.stderr)
            open(mark, "w").close()
        return [self.plenary, "--archive", archive]

    def one_text(self, count):
        texts = self.archives.texts(count)
        return os.path.join(texts, sorted(os.listdir(texts))[0])

    def mutt(self, count):
        settings = self.archives.path(f"muttrc-{count}")
        with open(settings, "w") as to:
            to.write(f'set folder="{self.archives.maildir(count)}"\nset spoolfile="{self.archives.maildir(count)}"\n'
                     f'set header_cache="{self.archives.path(f"hcache-{count}")}"\nset sort=date\nset quit=yes\n')
        return ["neomutt", "-F", settings]

    def screens(self):
        print("\n## Start to first screen (ms), and the most memory (MiB) when all is quiet\n")
        programs = []
        small = min(self.wish.counts)
        if self.has("less"):
            programs.append(("less, 1 document", ["less", self.one_text(small)], rb"# \S+", b"q"))
        for count in self.wish.counts:
            programs.append((f"plenary, {count}", self.reader(count), rb"Documents", b"Q"))
        for count in self.wish.counts:
            if 5 < count <= 100_000 and self.has("neomutt"):
                programs.append((f"neomutt + header cache, {count}", self.mutt(count), rb"Msgs:", b"x"))
        results = {name: [] for name, *_ in programs}
        for number in range(-1, self.wish.rounds):
            for name, words, marker, leave in programs:
                terminal = Terminal(words, self.env)
                terminal.quiet(0.3)
                shown, first = terminal.shown(marker), None
                # What goes on beside the first screen is waited for: the folder is looked through.
                terminal.settle()
                peak = terminal.peak() if not terminal.dead else None
                terminal.close(leave)
                # The first time fills the caches.
                if number >= 0:
                    results[name].append((shown, peak))
        base = [shown for shown, _ in results[programs[0][0]]]
        print(f"{'':34} {'least':>9} {'median':>9} {'ratio':>7} {'MiB':>7}")
        for name, found in results.items():
            shown = [shown for shown, _ in found]
            print(f"{name:34} {brief(shown)} {ratio(shown, base)} {max(peak or 0 for _, peak in found):7.1f}")

    def keys(self):
        print("\n## Key to last byte (ms), its bytes, and the CPU time of a key (ms)\n")
        programs = []
        small = min(self.wish.counts)
        text = max((os.path.join(self.archives.texts(small), name) for name in os.listdir(self.archives.texts(small))), key=os.path.getsize)
        page = [b" "]
        if self.has("less"):
            programs.append(("less, a page", ["less", text], b"", page, b"q"))
        for count in self.wish.counts:
            programs.append((f"plenary {count}, a page", self.reader(count), b"\r", page, b"Q"))
            programs.append((f"plenary {count}, next document", self.reader(count), b"", [b"j"], b"Q"))
        results = {name: [] for name, *_ in programs}
        for _ in range(self.wish.rounds):
            for name, words, setup, keys, leave in programs:
                terminal = Terminal(words, self.env)
                terminal.quiet(0.5)
                terminal.settle()
                if setup:
                    terminal.send(setup)
                    terminal.quiet(0.3, first=1)
                spent, latencies, size = terminal.cpu(), [], []
                for number in range(12):
                    begin = clock()
                    terminal.send(keys[number % len(keys)])
                    pieces = terminal.quiet(0.04, first=0.3)
                    # At the end of a text nothing moves.
                    if pieces and sum(len(piece) for _, piece in pieces) > 400:
                        latencies.append((pieces[-1][0] - begin) * 1000)
                        size.append(sum(len(piece) for _, piece in pieces))
                spent = (terminal.cpu() - spent) / 12
                if latencies:
                    results[name].append((statistics.median(latencies), statistics.median(size), spent))
                terminal.close(leave)
        base = [latency for latency, *_ in results[programs[0][0]]]
        print(f"{'':34} {'least':>9} {'median':>9} {'ratio':>7} {'bytes':>7} {'CPU':>7}")
        for name, found in results.items():
            if found:
                latencies = [latency for latency, *_ in found]
                print(f"{name:34} {brief(latencies)} {ratio(latencies, base)} "
                      f"{statistics.median(size for _, size, _ in found):7.0f} {min(spent for *_, spent in found):7.2f}")

    def commands(self, title, programs):
        print(f"\n## {title} (ms, one whole command)\n")
        results = {name: [] for name, _ in programs}
        for number in range(-1, self.wish.rounds):
            for name, words in programs:
                begin = clock()
                self.run(words, check=False)
                if number >= 0:
                    results[name].append((clock() - begin) * 1000)
        base = results[programs[0][0]]
        print(f"{'':34} {'least':>9} {'median':>9} {'ratio':>7}")
        for name, found in results.items():
            print(f"{name:34} {brief(found)} {ratio(found, base)}")

    def search(self):
        for count in self.wish.counts:
            if not 500 < count <= 100_000:
                continue
            texts = self.archives.texts(count)
            for what, word in (("a rare word", "zugunruhe"), ("a frequent word", "water"), ("a phrase", "alliance of river towns")):
                query = [f'"{word}"'] if " " in word else [word]
                programs = [("plenary search", self.reader(count) + ["search", *query])]
                if self.has("rg"):
                    programs += [("rg -l", ["rg", "-l", word, texts]), ("rg -li", ["rg", "-li", word, texts])]
                if self.has("grep"):
                    programs.append(("grep -rlF", ["grep", "-rlF", word, texts]))
                if self.has("notmuch") and count <= 10_000:
                    self.notmuch(count)
                    programs.append(("notmuch search", ["notmuch", "search", "--limit=20", *query]))
                self.commands(f"{what}, {count} documents", programs)

    def notmuch(self, count):
        settings = self.archives.path("notmuch.conf")
        mail = self.archives.maildir(count)
        if not os.path.exists(settings):
            with open(settings, "w") as to:
                to.write(f"[database]\npath={mail}\n[new]\ntags=\n[user]\nname=reader\nprimary_email=reader@example.org\n")
            begin = clock()
            self.run(["notmuch", "new"])
            print(f"notmuch made its index in {clock() - begin:.0f} s", file=sys.stderr)

    def typing(self):
        print("\n## A filter, letter by letter: until the list shows what it lets through (ms), and CPU time (ms)\n")
        print(f"{'':34} {'least':>9} {'median':>9} {'CPU':>7}")
        for count in self.wish.counts:
            if count < 500:
                continue
            for opening, typed in ((b"#", b"21"), (b"f", b"kind:report"), (b"f", b"solidarity"[:6]), (b"f", b"water")):
                found = {}
                for _ in range(self.wish.rounds):
                    terminal = Terminal(self.reader(count), self.env)
                    terminal.quiet(0.5)
                    terminal.settle()
                    terminal.send(opening)
                    terminal.quiet(0.2, first=0.5)
                    for number in range(len(typed)):
                        begin, spent = clock(), terminal.cpu()
                        terminal.send(typed[number:number + 1])
                        pieces = terminal.quiet(0.1, first=0.5)
                        last = (pieces[-1][0] - begin) * 1000 if pieces else None
                        found.setdefault(number, []).append((last, terminal.cpu() - spent))
                    terminal.close(b"\x1b\x1bQ")
                for number, times in found.items():
                    so_far = (opening + typed[:number + 1]).decode()
                    name = f"{count}: {so_far}"
                    print(f"{name:34} {brief([last for last, _ in times])} {min(spent for _, spent in times):7.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", choices=["screens", "keys", "search", "typing", []])
    parser.add_argument("--folder", default=os.path.join(ROOT, "target", "side-by-side"))
    parser.add_argument("--plenary", default=os.path.join(ROOT, "target", "release", "plenary"))
    parser.add_argument("--counts", default="5,10000", type=lambda text: [int(part) for part in text.split(",")])
    parser.add_argument("--rounds", default=7, type=int)
    parser.add_argument("--without", default="", help="programs to leave out, with commas: notmuch indexes for minutes")
    wish = parser.parse_args()
    bench = Bench(wish)
    for part in wish.parts or ["screens", "keys", "search", "typing"]:
        getattr(bench, part)()


if __name__ == "__main__":
    main()
