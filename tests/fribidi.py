"""What libfribidi makes of paragraphs and their rows.

Reads JSON from standard input: [{"text": str, "right": bool, "rows": [[start, end], ...]}], with rows in
characters. Writes [[row, ...], ...]: each row from left to right, with Arabic letters in their
presentation forms. Levels and joining are those of the whole paragraph; only the order is of the row.
"""

import ctypes
import json
import sys

library = ctypes.CDLL("libfribidi.so.0")
LEFT, RIGHT = 0x110, 0x111
MIRROR, REORDER_MARKS, FORMS, LIGATURES = 0x1, 0x2, 0x100, 0x200
FLAGS = MIRROR | REORDER_MARKS | FORMS | LIGATURES
FILLER = "\ufeff"
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u00ad\u2060\u2066\u2067\u2068\u2069"


def rows(text, right, ranges):
    length = len(text)
    numbers = ctypes.c_uint32 * length
    characters = numbers(*map(ord, text))
    types, brackets = numbers(), numbers()
    levels, joining = (ctypes.c_int8 * length)(), (ctypes.c_uint8 * length)()
    base = ctypes.c_uint32(RIGHT if right else LEFT)
    library.fribidi_get_bidi_types(characters, length, types)
    library.fribidi_get_bracket_types(characters, length, types, brackets)
    library.fribidi_get_par_embedding_levels_ex(types, brackets, length, ctypes.byref(base), levels)
    library.fribidi_get_joining_types(characters, length, joining)
    library.fribidi_join_arabic(types, length, levels, joining)
    library.fribidi_shape(FLAGS, levels, length, joining, characters)
    for start, end in ranges:
        # The row is turned in place, so each gets a copy of the paragraph.
        visual = numbers(*characters)
        library.fribidi_reorder_line(
            FLAGS, types, end - start, start, base, (ctypes.c_int8 * length)(*levels), visual, None
        )
        row = "".join(map(chr, visual[start:end]))
        yield "".join(c for c in row if c != FILLER and c not in INVISIBLE)


answers = [
    list(rows(paragraph["text"], paragraph["right"], paragraph["rows"])) if paragraph["text"] else []
    for paragraph in json.load(sys.stdin)
]
json.dump(answers, sys.stdout)
