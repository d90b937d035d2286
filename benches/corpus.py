#!/usr/bin/env python3
"""Writes an archive of made-up documents, as large as is wanted, for measuring.

    benches/corpus.py COUNT FOLDER [--plain FOLDER] [--short]

Document i depends on i alone, so that the first thousand of ten thousand are those of a thousand. Words are made up
from the letters of each language (en es ru ar) and drawn by Zipf's law; a text has 2 to 30 KB. Documents lie in folders
of a year. Planted to be looked for: "zugunruhe" in one document of 5000, "alliance of river towns" in one of 200, "water" in most.
--plain writes the same texts as FOLDER/<id>.<lang>.txt too, for programs that read plain files; --short writes a text of a
line each, for archives of a million.
"""
import argparse
import itertools
import os
import random

LETTERS = {
    "en": ("b c d f g h l m n p r s t v w st tr pr".split(), "a e i o u ea io".split(), ["", "n", "r", "s", "t", "nd"]),
    "es": ("b c d f g h l m n p r s t v tr pr".split(), "a e i o u ia ué".split(), ["", "n", "r", "s", "ción"]),
    "ru": ("б в г д ж з к л м н п р с т ф х ч ш".split(), "а е и о у ы я ё".split(), ["", "н", "р", "с", "ость"]),
    "ar": ("ب ت ث ج ح خ د ر س ش ع غ ف ق ك ل م ن".split(), ["ا", "و", "ي", ""], ["", "ن", "ة", "ات"]),
}
KINDS = "statement resolution appeal call action-plan report message decision".split()
PLACES = "Porto Oslo Lima Accra Hanoi Quito Delhi Tunis Prague Beirut".split()
COUNTRIES = "PT NO PE GH VN EC IN TN CZ LB".split()
SHARES = (("en", 0.95), ("es", 0.40), ("ru", 0.30), ("ar", 0.22))


def vocabulary(lang, size=60_000):
    dice = random.Random("words " + lang)
    first, middle, last = LETTERS[lang]
    words = ["water"] if lang == "en" else []
    seen = set(words)
    while len(words) < size:
        parts = 1 + len(words) // 6000 + dice.randrange(2)
        word = "".join(dice.choice(first) + dice.choice(middle) for _ in range(min(parts, 5))) + dice.choice(last)
        if len(word) > 1 and word not in seen:
            seen.add(word)
            words.append(word)
    weights = itertools.accumulate(1 / (rank + 2.7) ** 1.05 for rank in range(1, size + 1))
    return words, list(weights)


class Maker:
    def __init__(self):
        self.words = {lang: vocabulary(lang) for lang in LETTERS}

    def draw(self, dice, lang, count):
        words, weights = self.words[lang]
        return dice.choices(words, cum_weights=weights, k=count)

    def text(self, dice, lang, number, short):
        size = 90 if short else min(30_000, max(2_000, int(dice.lognormvariate(8.6, 0.7))))
        blocks, length = ["# " + " ".join(self.draw(dice, lang, 6)).capitalize()], 0
        while length < size:
            block = " ".join(self.draw(dice, lang, dice.randrange(8, 12) if short else dice.randrange(30, 90)))
            blocks.append(block.capitalize() + ".")
            length += len(block.encode())
        if number % 5000 == 0 and lang == "en":
            blocks.append("Here stands zugunruhe alone.")
        if number % 200 == 0 and lang == "en":
            blocks.append("This is the alliance of river towns.")
        return "\n\n".join(blocks) + "\n"

    def document(self, number, short):
        dice = random.Random(number)
        meeting = number % 25 + 1
        year = 1999 + meeting
        langs = [lang for lang, share in SHARES if dice.random() < share] or ["en"]
        if short:
            langs = langs[:1]
        texts = {lang: self.text(dice, lang, number, short) for lang in langs}
        place = dice.randrange(len(PLACES))
        title = texts[langs[0]].split("\n", 1)[0][2:]
        lines = [
            f'id = "forum-{number:07}"', f'kind = "{dice.choice(KINDS)}"', f'title = "{title}"', f'lang = "{langs[0]}"',
            f'topics = ["topic {dice.randrange(40)}"]', "", "[issued]", f'meeting = "forum-{meeting}"', f'place = "{PLACES[place]}"',
            f'country = "{COUNTRIES[place]}"', f"date = \"{year}-{dice.randrange(1, 13):02}-{dice.randrange(1, 28):02}\"", "",
        ]
        for lang in langs:
            lines += ["[[version]]", f'lang = "{lang}"', f'file = "text.{lang}.txt"', ""]
        signed = sorted(dice.sample(range(240), 3 if short else dice.randrange(5, 40)))
        names = ", ".join(f'"Union {party} of the Towns"' for party in signed)
        lines += ["[[signatories]]", 'group = ""', 'role = "signed"', f"names = [{names}]", ""]
        for _ in range(dice.randrange(0, 1 if short else 6)):
            day = f"{year + 1}-{dice.randrange(1, 13):02}-{dice.randrange(1, 28):02}"
            lines += ["[[action]]", 'what = "A day for the wells"', f'when = "{day}"', 'basis = "stated"', ""]
        return year, f"forum-{number:07}", "\n".join(lines), texts


def tables():
    meetings = ['[[series]]', 'id = "forum"', 'name = "Forum of the Towns"', 'short = "Forum"', ""]
    for number in range(1, 26):
        meetings += ["[[meeting]]", f'id = "forum-{number}"', 'series = "forum"', f"number = {number}",
                     f'held = "{1999 + number}-05-01/{1999 + number}-05-03"', f'place = "{PLACES[number % 10]}"', ""]
    parties = []
    for number in range(240):
        parties += ["[[party]]", f'id = "union-{number}"', f'name = "Union {number} of the Towns"',
                    f'country = "{COUNTRIES[number % 10]}"', ""]
    return "\n".join(meetings), "\n".join(parties)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("folder")
    parser.add_argument("--plain")
    parser.add_argument("--short", action="store_true")
    wish = parser.parse_args()
    maker = Maker()
    os.makedirs(wish.folder, exist_ok=True)
    for name, text in zip(("meetings.toml", "parties.toml"), tables()):
        with open(os.path.join(wish.folder, name), "w") as to:
            to.write(text)
    if wish.plain:
        os.makedirs(wish.plain, exist_ok=True)
    for number in range(wish.count):
        year, name, record, texts = maker.document(number, wish.short)
        # No folder holds more than a thousand others.
        group = f"{year}" if wish.count <= 20_000 else f"{year}/{number // 25 // 1000:03}"
        folder = os.path.join(wish.folder, group, name)
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "document.toml"), "w") as to:
            to.write(record)
        for lang, text in texts.items():
            with open(os.path.join(folder, f"text.{lang}.txt"), "w") as to:
                to.write(text)
            if wish.plain:
                with open(os.path.join(wish.plain, f"{name}.{lang}.txt"), "w") as to:
                    to.write(text)


if __name__ == "__main__":
    main()
