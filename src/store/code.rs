//! The sorts of faults, each with the page that `plenary explain` shows for it.

/// Declares [`Code`]: each sort of fault with its name and its explanation.
macro_rules! codes {
    ($($variant:ident = $name:literal, $doc:literal, $explanation:literal;)+) => {
        /// The stable name of a sort of fault.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $doc] $variant,)+ }

        impl Code {
            /// Every code, in the order of the explanations.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name under which `plenary explain` knows it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// What it is, in one line.
            #[must_use]
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$variant => $doc,)+ }
            }

            /// What it means, what is wrong and what is right, and what to do.
            #[must_use]
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explanation,)+ }
            }

            /// The code with this name.
            #[must_use]
            pub fn of(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.as_str() == name)
            }
        }

        impl std::fmt::Display for Code {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

codes! {
    MissingFolder = "missing-folder", "The archive is not there, or is no folder.",
"The folder that was named as the archive cannot be opened: it is not there, it is a file, or its
path has a letter too many.

An archive is a folder with meetings.toml or with folders that hold a document.toml. Look at the path
with `ls`, and name the folder with --archive, PLENARY_ARCHIVE or `archive` in the settings.";

    EmptyArchive = "empty-archive", "The folder holds no document and no meetings.toml.",
"The folder is there and can be read, but nothing in it belongs to an archive.

A document is a folder with a file document.toml in it. Perhaps the folder above or below was meant:
`documents`, not `documents/23` and not the folder that holds `documents`.";

    CannotRead = "cannot-read", "A file or folder cannot be read.",
"The system refused to open or to list it. Mostly its rights are the reason: the file belongs to
somebody else, or its folder may not be entered.

Look at it with `ls -l`; `chmod u+r FILE` (of a folder: `chmod u+rx FOLDER`) lets its owner read it.
Everything else in the archive is loaded.";

    NotAFile = "not-a-file", "A folder, a pipe or a device stands where a file is expected.",
"document.toml, meetings.toml, parties.toml and the texts must be plain files. What stands there under
that name is a folder, a named pipe, a socket or a device, and the program does not open it.

Rename it or move it away, and put the file in its place.";

    TooLarge = "too-large", "A file is larger than the program reads.",
"A record or a table may have 4 MiB, a text 64 MiB. Such a file is mostly something else under the
wrong name: a scan, a disk image, a log.

Put originals into the document's folder source/, where they may have any size, and keep only the text
in text.LANG.txt. A table that is really so large can be split into several archives.";

    TooDeep = "too-deep", "Folders lie deeper in each other than the program looks.",
"The program looks for documents in folders in folders, down to the sixteenth. What lies deeper is not
searched.

Move the documents up: `documents/2023/some-id/` is enough to group them.";

    LinkOutside = "link-outside", "A link points out of the archive.",
"A symbolic link in the archive leads to a place outside of its folder. It is not followed, so that an
archive from somebody else cannot show files of this machine as its own.

Copy the files into the archive, or name the real folder as the archive.";

    BrokenLink = "broken-link", "A link points to nothing, or back at itself.",
"A symbolic link leads to a name that is not there, or into a circle of links.

Look at it with `ls -l`; remove it, or let it point to a file or folder inside the archive.";

    BrokenOff = "broken-off", "A folder is away, since bringing a file into it was broken off.",
"A record that is there gets its new files all at once: a whole new folder is made beside it, and the two
change their places. On a disk that cannot exchange folders the old one is moved aside first, as
.NAME.NUMBER.old, and if the program was ended in that moment, it is still there.

Nothing of it is lost. The next `plenary import` puts it back; so does renaming it to NAME.";

    NoRecord = "no-record", "A folder holds texts but no document.toml.",
"A folder with a text.LANG.txt looks like a document, but without document.toml it is none and is left
out. Perhaps the file has another name: Document.toml, document.toml.txt.

The least that a record needs:

    id    = \"social-forum-2031-call\"
    kind  = \"call\"
    title = \"Call of the assembly\"";

    MissingFile = "missing-file", "A file that is spoken of is not there.",
"A [[version]] names a text file that is not in the document's folder, or documents speak of meetings
while the archive has no meetings.toml. The version is listed, without text.

    wrong   file = \"text.eng.txt\"     while the file is called text.en.txt
    right   file = \"text.en.txt\"      or no `file` at all, with lang = \"en\"";

    BadFileName = "bad-file-name", "A name that is not a plain file name.",
"A text lies in the folder of its document, so `file` of a [[version]] is a name alone, without folders.

    wrong   file = \"../other/text.en.txt\"
    right   file = \"text.en.txt\"";

    EmptyText = "empty-text", "A text file holds no text.",
"The file is there but has nothing in it but blanks and empty lines, so that the version has nothing to
show. Perhaps it was saved before it was written, or a copy was cut short.

Write the text into it, or remove the file and its [[version]].";

    NotUtf8 = "not-utf8", "Bytes that are no UTF-8.",
"Files of an archive are UTF-8. At the place that is named stand bytes that are none, mostly because an
editor saved the file in an older encoding (Windows-1251, Latin-1) or as UTF-16. They are shown as U+FFFD.

Convert the file, for example with `iconv -f WINDOWS-1251 -t UTF-8 old.txt > text.ru.txt`, or open
the source again and save it as UTF-8.";

    NoText = "no-text", "A file that should be a text and is none.",
"A file named text.LANG.txt holds so many NUL bytes that it must be a picture, a program or a packed file.
It is not shown.

Put the text in its place. A text in UTF-16 that has its byte order mark is read, and told as not-utf8.";

    ControlCharacter = "control-character", "Characters that command a terminal instead of being text.",
"The file holds control characters (such as ESC, which begins the commands of a terminal, or a form feed
between two pages of a PDF) or invisible ones that are no text. They are shown as pictures (\u{241B}) or left
out, and do nothing.

Remove them in an editor that shows them, or with `tr -d '\\000-\\010\\013-\\037\\177'`.";

    BidiControl = "bidi-control", "Invisible characters that turn the direction of text.",
"The file holds characters such as U+202E or U+200F, which change the direction of the text after
them. They can make a name read as another one, and are not needed: the program finds the direction of
Arabic or Hebrew text by itself. They are left out, or shown as U+FFFD.

Remove them; the text will look the same.";

    InvisibleCharacter = "invisible-character", "Characters that nobody sees.",
"The file holds characters that show nothing and that no text needs: fillers, tags, a byte order mark
inside the text, or several in a row of those that say where a line may end (U+200B, U+00AD …). They can
hide words from a search, or make two names that look alike differ. They are left out.

A single soft hyphen, a single U+200B and the joiners of Persian or Hindi are no fault.

Remove them in an editor that shows them.";

    BadToml = "bad-toml", "A record that is not written as TOML.",
"The program could not read the file on from the place that is named. What could be read is used. The
cause often stands a line above: a quote that is not closed, a missing bracket, two values on one line.

    wrong   title = Call of the assembly
    right   title = \"Call of the assembly\"

Text in quotes may not hold a quote of the same sort: write \\\" or use '…' around it. Long text stands
between \"\"\" and \"\"\".";

    KeyTwice = "key-twice", "A key or table that stands twice.",
"A key may stand once in its table, and a table such as [issued] once in a file. The first one counts, or
the last of two tables.

    wrong   [version] … [version]       two tables of one name
    right   [[version]] … [[version]]   two rows of a list";

    UnknownKey = "unknown-key", "A key that the format does not have.",
"Nothing reads this key, so what it says is not shown. Mostly it is a slip of the pen, or it stands under
the wrong table: a key belongs to the [table] above it, so `notes` after [issued] is issued.notes.

    wrong   tittle = \"Call\"
    right   title = \"Call\"

docs/format.md lists every key.";

    MissingKey = "missing-key", "A key that must be there is missing.",
"A document needs id, kind and title; a meeting id and series; a party and a series id and name; and
parts of a record need what makes them up. What is missing is replaced by the nearest thing at hand (an
id by the folder's name) so that the rest can be seen.

Add the key. docs/format.md says what may stand in it.";

    EmptyValue = "empty-value", "A value that must say something is empty.",
"The key is there, but between its quotes is nothing, or nothing but blanks.

    wrong   title = \"\"
    right   title = \"Call of the assembly\"

Where a title is not known, describe the document in brackets and set title_basis = \"inferred\".";

    WrongType = "wrong-type", "A value of the wrong sort.",
"The key wants a text, and a number stands there; or a list, and there is one text; or the like.

    wrong   parties = 44            topics = \"water\"
    right   parties = \"44\"          topics = [\"water\"]

Where it is clear what was meant it is used all the same.";

    BadNumber = "bad-number", "A number that cannot stand here.",
"Counts and block numbers are whole numbers; blocks are counted from 1, and the title counts.

    wrong   block = 0       stated_count = -1
    right   block = 1       stated_count = 29";

    BadSchema = "bad-schema", "A file of a newer format.",
"`schema` says in which version of the format a file is written, and this program knows schema 1. The
file is read as far as it is understood.

Use a newer program, or write schema = 1 if the file is written as docs/format.md says.";

    BadDate = "bad-date", "A date that is not written as an EDTF date.",
"Dates are EDTF strings (ISO 8601-2), so that a range or an uncertain date can be said exactly:

    \"2023-10-22\"                  a day
    \"2023-10-20/2023-10-22\"       from the 20th to the 22nd
    \"2024-09\", \"2024\"             a month, a year
    \"2024-09~\", \"2024?\"           about September 2024, perhaps 2024
    \"[2024-05-08,2024-05-09]\"     one of two days

    wrong   held = \"20-22 October 2023\"
    right   held = \"2023-10-20/2023-10-22\"

The words of the source go into held_as_stated or as_stated.";

    BareDate = "bare-date", "A date without quotes.",
"TOML has dates of its own, but they can only be days, and a document's date may be a range, a month or
uncertain. So every date is a text in quotes.

    wrong   posted = 2031-03-05
    right   posted = \"2031-03-05\"";

    BadLanguage = "bad-language", "A language that is no BCP 47 tag.",
"Languages are written as tags: en, ru, es, ar, pt-BR, zh-Hans, sr-Latn; und where it is not known.

    wrong   lang = \"english\"      lang = \"русский\"
    right   lang = \"en\"           lang = \"ru\"

The same tag stands in the name of the text: text.en.txt.";

    BadCountry = "bad-country", "A country that is no code of ISO 3166.",
"Countries are two capital letters of ISO 3166-1. The code is a place to sort by, not a view on status.

    wrong   country = \"Turkey\"    country = \"UK\"
    right   country = \"TR\"        country = \"GB\"

XK stands for Kosovo; SU, YU and CS for states that are no more.";

    BadWord = "bad-word", "A word that is not one of the few allowed here.",
"Keys such as kind, role, basis, rel, coverage, original and status know a few words each. The message
lists them.

    wrong   kind = \"Declarations\"
    right   kind = \"declaration\"";

    BadRepeat = "bad-repeat", "A rule of repetition that the program does not know.",
"An action comes again yearly, or monthly on a day that is counted in one of two ways:

    repeat = \"yearly\"
    repeat = \"monthly last weekend\"      first, second, third, fourth, last; monday … sunday, weekend
    repeat = \"monthly 15\"

Anything else goes into as_stated, in the words of the document.";

    BadLines = "bad-lines", "Line numbers that cannot be read.",
"`lines` says where something stood in the saved source: numbers, ranges, and commas between them.

    wrong   lines = \"from 53 to 77\"
    right   lines = \"53-77\"       lines = \"6-48, 51-88\"";

    BadId = "bad-id", "An id that cannot be one.",
"An id has 1 to 128 of the letters a-z, the digits, and . _ - without blanks; it is what one types after
`plenary show`, so it is plain.

    wrong   id = \"Call 2031\"
    right   id = \"call-2031\"

Until then the nearest id is used, which the message names.";

    DupId = "dup-id", "An id that is used twice.",
"Two documents (meetings, series, parties) have one id. Both are loaded: the second as id~2. What refers
to the id finds the first.

A copied record often keeps the id of its model: give the second a name of its own.";

    NoSuchId = "no-such-id", "A reference to something that is not in the archive.",
"The record names a meeting, a series, a party or a document by its id, and the archive has none of that
id. The value is kept, but leads nowhere.

Look whether the id is spelt as in meetings.toml, parties.toml or the other document, or add what is
missing there. What somebody outside the archive says goes into a claim with an address.";

    SpellingTwice = "spelling-twice", "A name that two parties claim.",
"One spelling stands under two parties of parties.toml, so a signature of that name could be of either and
is resolved to neither.

Take it out of one of them, or say it where it was signed:

    names = [{ name = \"Workers' Party\", party = \"wp-ie\" }]";

    LanguageTwice = "language-twice", "Two versions in one language.",
"A document has one text a language. Of two the first is found by its language; the second is listed.

Give one of them a tag that says how it differs (pt and pt-BR), or make it a document of its own with
a link: rel = \"edition-of\".";

    CountDiffers = "count-differs", "There are not as many names as the document says.",
"stated_count is what the document says about the number of its signatories, and the names of the group are
more or fewer. One of the two is a slip, or the source is wrong.

Count the names in the source. If the source is wrong, keep its names, take stated_count out, and say so
in `notes`.";

    NoSuchBlock = "no-such-block", "A block number that no text has.",
"Blocks are counted from 1, the title counts, and blank lines and marks (`# `, `1. `, `- `) divide them.
The number that is named is larger than any version of this document has blocks.

`plenary show ID --json` lists the blocks with their numbers.";

    NoSuchPoint = "no-such-point", "A point that no text has.",
"An action names the number of a point, and no version of the document has a point with that number. A
point begins a line of the text with one to three digits, `.` or `)` and a blank.

Where a number alone does not find it (it stands twice, or the document numbers nothing), say `block`.";

    BlockKind = "block-kind", "A block that cannot be a lead, slogan or note.",
"[blocks] says which paragraphs are leads, slogans or notes. A title, heading, point or bullet is marked in
the text file already, and a block is one thing only.

Count the blocks again: the title is block 1.";

    MoreFaults = "more-faults", "One file has more faults than are listed.",
"Of one file the first hundred faults are told. So many have mostly one cause: a file of another sort
under this name, or a quote that is not closed.

Mend the first ones and check again.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_by_its_name_and_explained() {
        for (position, code) in Code::ALL.iter().enumerate() {
            assert_eq!(Code::of(code.as_str()), Some(*code));
            assert!(code.explanation().len() > 120, "{code}");
            assert!(!code.explanation().contains('\t'), "{code}");
            assert!(code.explanation().lines().all(|line| line.chars().count() <= 110), "{code}");
            assert!(!Code::ALL[..position].contains(code));
        }
        assert_eq!(Code::of("bad"), None);
    }
}
