//! What every field of the program's JSON means, for `docs/cli.md`.
//!
//! One line a field: its path (`[]` stands for the elements of a list), its type, what it means.

/// A command that writes JSON, the arguments of its example, and its fields.
pub(crate) type Written = (&'static str, &'static [&'static str], &'static str);

/// The commands that write JSON.
pub(crate) const COMMANDS: &[Written] = &[
    ("list", &["list", "--json"], LIST),
    ("show", &["show", "forum-9-call", "--json"], SHOW),
    ("search", &["search", "public meetings", "--json"], SEARCH),
    ("signatories", &["signatories", "forum-9-call", "--json"], SIGNATORIES),
    ("actions", &["actions", "--json"], ACTIONS),
    ("meetings", &["meetings", "--json"], MEETINGS),
    ("parties", &["parties", "--json"], PARTIES),
    ("check", &["check", "--json"], CHECK),
    ("doctor", &["doctor", "--json"], DOCTOR),
    ("import", &["import", "--json", "call.html", "news.txt"], IMPORT),
    ("notebook export", &["notebook", "export", "--format", "json"], NOTEBOOK),
];

/// Objects whose names are values of another field: each stands for all, under `*`.
pub(crate) const BY_NAME: [&str; 1] = ["[].evidence"];

/// Those whose answer is of the machine on which they run, and makes no example.
pub(crate) const OF_THE_MACHINE: [&str; 1] = ["doctor"];

const LIST: &str = "\
[].id | string | the id
[].kind | string | what sort of work it is, as `statement`
[].title | string | the title
[].meeting | object or null | the meeting it comes from
[].meeting.series | string | the id of the series
[].meeting.number | number or null | the number in the series
[].held | string or null | the meeting's days: as the document gives them, else as `meetings` does
[].date | string or null | adopted, else dated, else held, else first posted
[].place | string or null | the city: as the document gives it, else the meeting's
[].country | string or null | its country
[].languages | array of strings | the languages of the versions
[].coverage | string or null | `full` where every version is the text itself, else `abstract`
[].signatories | number | how many names stand under it
[].actions | number | how many action items it has";

const SEARCH: &str = "\
[].document | string | the id of the document
[].lang | string or null | the language of the version; null where the words stand in the record alone
[].block | number or null | the number of the block by which one cites, as in `show`
[].score | number | how well the document answers; only the order of scores means anything
[].excerpt | string | the passage, or the part of it around the words; where they stand in the record, the title
[].matches | array of arrays | where the words stand in the excerpt: the first character, from 0, and the one after the last";

const SHOW: &str = "\
id | string | the id
kind | string | what sort of work it is
title | string | the title
title_basis | string or null | how the title is known
number | string or null | the symbol that people quote
meeting | object or null | the meeting it comes from, as in `list`
meeting.series | string | the id of the series
meeting.number | number or null | the number in the series
held | string or null | as in `list`
date | string or null | as in `list`
place | string or null | as in `list`
country | string or null | as in `list`
lang | string or null | the language of the version shown first
languages | array of strings | the languages of all versions
coverage | string or null | as in `list`
summary | string or null | what it is about
topics | array of strings | words to find it by
notes | string or null | what a reader of the record should know
issued | object | who issued it, where and when, as the document itself says
issued.by | array of strings | the bodies that issued it
issued.meeting | string or null | the id of the meeting
issued.place | string or null | the city
issued.country | string or null | the country
issued.adopted | string or null | the day of adoption
issued.adopted_basis | string or null | how it is known
issued.date | string or null | the date, where it was not adopted on a day
issued.date_basis | string or null | how it is known
issued.held | string or null | the meeting's days
issued.held_as_stated | string or null | the same in the words of the document
issued.held_basis | string or null | how they are known
issued.valid | string or null | the time for which it was made
versions | array | the versions, or the one that `--lang` asks for
versions[].lang | string | the language
versions[].file | string | the name of the text's file
versions[].title | string or null | the title in this language
versions[].coverage | string | `full`: the text itself; `abstract`: a summary made for the archive
versions[].lines | string or null | where it stood in the saved source
versions[].original | string | `yes`, `no` or `unknown`
versions[].translator | string or null | who translated it
versions[].notes | string or null | what a reader should know
versions[].blocks | array | the text
versions[].blocks[].number | number | the number by which one cites, from 1
versions[].blocks[].kind | string | `title`, `heading`, `lead`, `paragraph`, `point`, `bullet`, `slogan` or `note`
versions[].blocks[].label | string or null | the mark of a point, as printed
versions[].blocks[].text | string | the text, on one line
signatories | array | the names in their groups, in the printed order
signatories[].group | string | the heading as printed; empty where there is none
signatories[].role | string | `signed`, `proposed`, `endorsed`, `sponsored` or `present`
signatories[].lines | string or null | where they stood in the saved source
signatories[].stated_count | number or null | how many the document says there are
signatories[].names | array | the names
signatories[].names[].name | string | the name as printed
signatories[].names[].party | string or null | the id of the party, where the spelling is known
signatories[].names[].party_basis | string or null | how that is known, where the record says it and not the spelling
signatories[].names[].country | string or null | the country
signing | object or null | whether more could sign
signing.open | boolean | whether more could
signing.as_stated | string or null | the words of the source
signing.as_of | string or null | when that was so
actions | array | the action items
actions[].point | string or null | the number of the point, as printed
actions[].block | number or null | the number of its block, where the record names one
actions[].what | string | what is to be done
actions[].who | array of strings | who is to do it
actions[].with | array of strings | with whom
actions[].when | string or null | when; of a repeated action its first time
actions[].as_stated | string or null | when, in the words of the document
actions[].repeat | string or null | the rule by which it comes again
actions[].until | string or null | when the repetition ends
actions[].place | string or null | where
actions[].country | string or null | in which country
actions[].basis | string or null | how `when` is known
actions[].notes | string or null | what a reader should know
copies | array | where copies were found
copies[].site | string or null | the site or publication
copies[].url | string or null | the address
copies[].posted | string or null | the day on which it was posted
copies[].posted_as_stated | string or null | the same in the words of the page
copies[].posted_by | string or null | who posted it
copies[].saved | string or null | the day on which it was saved
copies[].file | string or null | the saved original
copies[].sha256 | string or null | its SHA-256
copies[].format | string or null | its format
copies[].cut | array of strings | what of it is no part of the document
claims | array | what others say about its values
claims[].field | string | the value's key
claims[].value | string | what is said
claims[].said_in | string | who says so: a document's id, or an address
claims[].notes | string or null | what a reader should know
links | array | ties to other documents
links[].rel | string | how it stands to the other
links[].to | string | the other's id
links[].notes | string or null | what a reader should know
mentions | array | names in the text
mentions[].name | string | the name
mentions[].kind | string | `organisation`, `person` or `instrument`
mentions[].lines | string or null | where it stands in the saved source
rights | object | whose the text is
rights.holder | string or null | the holder, as far as anybody says
rights.note | string or null | what to know before using it
record | object | how the record came about
record.made | string or null | the day on which it was made
record.by | string or null | by whom or what
record.checked | string or null | who has read it against the source, and when";

const SIGNATORIES: &str = "\
[].document | string | the document's id
[].groups | array | the groups, in the printed order
[].groups[].group | string | the heading as printed; empty where there is none
[].groups[].role | string | `signed`, `proposed`, `endorsed`, `sponsored` or `present`
[].groups[].names | array | the names, in the printed order
[].groups[].names[].name | string | the name as printed
[].groups[].names[].party | string or null | the id of the party, where the spelling is known
[].groups[].names[].party_basis | string or null | how that is known, where the record says it and not the spelling
[].groups[].names[].country | string or null | the country
[].total | number | how many names there are";

const ACTIONS: &str = "\
[].document | string | the document's id
[].point | string or null | the number of the point, as printed
[].what | string | what is to be done
[].when | string or null | when; of a repeated action its first time
[].as_stated | string or null | when, in the words of the document
[].repeat | string or null | `yearly`, `monthly 15`, `monthly last weekend` and the like
[].until | string or null | when the repetition ends
[].place | string or null | where
[].basis | string or null | how `when` is known
[].who | array of strings | who is to do it
[].with | array of strings | with whom
[].notes | string or null | what a reader should know";

const MEETINGS: &str = "\
[].id | string | the id
[].series | string | the id of the series
[].number | number or null | the number in the series
[].name | string or null | a name of its own
[].held | string or null | its days
[].place | string or null | the city
[].country | string or null | the country
[].hosts | array of strings | the ids of the hosts
[].hosts_as_stated | string or null | the hosts in the words of the source
[].theme | string or null | what it was about
[].parties | string or null | how many took part, as the source counts them
[].countries | string or null | from how many countries
[].status | string | `held`, `planned`, `postponed` or `cancelled`
[].unconfirmed | array of strings | the fields that one weak source alone gives
[].sources | array | where the row was taken from
[].sources[].by | string | `host`, `page` or `mirror`
[].sources[].at | string | the address
[].claims | array | what others say of its values
[].claims[].field | string | the value's key
[].claims[].value | string | what is said
[].claims[].said_in | string | who says so: a document's id, or an address
[].claims[].notes | string or null | what a reader should know
[].notes | string or null | what a reader should know
[].documents | number | how many of its documents the archive has";

const PARTIES: &str = "\
[].id | string | the id
[].name | string | the name that the program shows
[].acronym | string or null | the acronym; several parties may share one
[].country | string or null | the country
[].spellings | array of strings | other names and spellings under which it signs
[].notes | string or null | what a reader should know
[].documents | number | how many documents bear its name";

const CHECK: &str = "\
[].file | string | the file
[].line | number or null | the line, from 1
[].column | number or null | the column in characters, from 1
[].code | string | the code that `plenary explain` explains
[].message | string | what is wrong, and what was expected
[].help | string | what to do";

const DOCTOR: &str = "\
version | string | the version of the program
restricted | array of strings or null | what a restricted program may do all the same; null where it is not restricted
terminal | object | the terminal and the locale
terminal.stdin | boolean | whether the input is a terminal
terminal.stdout | boolean | whether the output is one
terminal.columns | number or null | its width, where the output is one
terminal.rows | number or null | its height
terminal.term | string or null | `TERM`
terminal.program | string or null | `TERM_PROGRAM`
terminal.far | boolean | whether it is reached by `ssh`
terminal.tmux | boolean | whether tmux stands between
terminal.color | boolean | whether colours are used
terminal.locale | string or null | the locale: `LC_ALL`, else `LC_CTYPE`, else `LANG`
terminal.utf8 | boolean | whether it says that text is UTF-8
terminal.answered | boolean or null | whether the terminal answers questions; null where it was not asked
terminal.version | string or null | what it says it is
terminal.sending | string or null | how text that runs from the right is sent to it, and why
folders | array | the folders and files of the program
folders[].what | string | what it is for
folders[].path | string or null | where it is; null for the archive that is compiled in
folders[].by | string | what names it
folders[].exists | boolean | whether it is there
folders[].writable | boolean | whether it can be written, or made
folders[].free | number or null | the free space there, in bytes
settings | array | the settings
settings[].name | string | its name
settings[].value | string | its value, as in `config.toml`
settings[].from | string | `default`, a file with the line, or a variable of the environment
settings[].file | string or null | the file that sets it
settings[].line | number or null | the line in it
limits | array | what is set to what is read
limits[].of | string | what it bounds
limits[].most | number | the most there may be
limits[].unit | string or null | `bytes`, else null for a number of things
programs | array or null | the programs that are run where they are there; null where the program is restricted
programs[].name | string | its name
programs[].does | string | what for
programs[].path | string or null | where it is
troubles | array of strings | what may be in the way, each with what to do; the exit code is 1 where there are some";

const IMPORT: &str = "\
[].source | string | the file, as it was named
[].format | string | its format: `text`, `html`, `docx`, `odt` or `pdf`
[].id | string | the id under which it would be filed
[].match | string or null | the id of the record that it belongs to; null where it makes a new one
[].match_because | string or null | why it belongs there
[].like | array | other records that are near
[].like[].id | string | the id of the record
[].like[].because | string | what they have in common
[].kind | string or null | what sort of work it is, as `statement`
[].title | string or null | the title
[].number | string or null | the symbol that people quote
[].meeting | object or null | the meeting it comes from
[].meeting.series | string | the id of the series
[].meeting.number | number or null | the number in the series
[].meeting.id | string or null | the id of the meeting, where `meetings.toml` has it
[].held | string or null | the meeting's days
[].adopted | string or null | the day of adoption
[].date | string or null | the date, where it was not adopted on a day
[].posted | string or null | the day on which the page posted it
[].posted_by | string or null | who posted it
[].site | string or null | the site or publication
[].url | string or null | the address
[].by | string or null | the body that issued it
[].place | string or null | the city
[].country | string or null | the country
[].languages | array of strings | the languages of the versions
[].versions | array | the texts that stand in it
[].versions[].lang | string | the language
[].versions[].title | string or null | the title in this language
[].versions[].lines | string | its lines in the source
[].versions[].blocks | array | the text, as in `show`
[].versions[].blocks[].number | number | the number of the block, from 1
[].versions[].blocks[].kind | string | what it is, as in `show`
[].versions[].blocks[].label | string or null | the mark of a point, as printed
[].versions[].blocks[].text | string | the text, on one line
[].versions[].blocks[].lines | string | its lines in the source
[].signatories | array | the names in their groups, in the printed order
[].signatories[].group | string | the heading as printed; empty where there is none
[].signatories[].role | string | as in `show`
[].signatories[].lines | string or null | their lines in the source
[].signatories[].stated_count | number or null | how many the document says there are
[].signatories[].names | array | the names
[].signatories[].names[].name | string | the name as printed
[].signatories[].names[].party | string or null | the id of the party, where the spelling is known
[].signatories[].names[].party_basis | string or null | how that is known, where it was said and not the spelling
[].signatories[].names[].country | string or null | the country
[].signing_open | boolean | whether more could sign
[].actions | array | what is asked for
[].actions[].point | string or null | the number of the point, as printed
[].actions[].block | number or null | the number of its block
[].actions[].what | string | what is to be done
[].actions[].who | array of strings | who is to do it
[].actions[].with | array of strings | with whom
[].actions[].when | string or null | when; of a repeated action its first time
[].actions[].as_stated | string or null | when, in the words of the document
[].actions[].repeat | string or null | the rule by which it comes again
[].actions[].until | string or null | when the repetition ends
[].actions[].place | string or null | where
[].actions[].country | string or null | in which country
[].actions[].basis | string or null | how `when` is known
[].actions[].notes | string or null | what a reader should know
[].actions[].lines | string | its lines in the source
[].actions[].in_record | string or null | of a record that is there: `there` where it has the action, `like` where it may, `lacking` where not; null in a new one
[].actions[].taken | boolean | whether it would be written
[].claims | array | what it says otherwise than the record that it belongs to
[].claims[].field | string | the value's key
[].claims[].value | string | what is said
[].claims[].said_in | string | the id of the document
[].cut | array | what of the source is no part of the document
[].cut[].lines | string | the lines
[].cut[].text | string | what stands there
[].cut[].why | string | why it is none
[].evidence | object | how each value is known, by its field
[].evidence.* | object | how the value of this field is known
[].evidence.*.basis | string | the basis
[].evidence.*.lines | string or null | the lines of the source that say it
[].evidence.*.as_stated | string or null | the words that say it
[].faults | array of strings | what a person should look at";

const NOTEBOOK: &str = "\
plenary | string | `notebook`
version | number | the version of this form: 1
archive | string | the archive, for people: it decides nothing
records | array | every record of the notebook ([notebook.md](notebook.md#the-format)); those fields are there that its `op` needs
records[].v | number | the version of the record's format: 1
records[].lamport | number | the number of the record: what is later has a greater one
records[].by | string | the session that wrote it, as 16 hexadecimal digits
records[].at | string | when, in UTC
records[].op | string | what changed: `note`, `bookmark`, `mark`, `place`, `done` or `read`, and `.set` or `.drop`
records[].doc | string | the id of the document
records[].lang | string | the language of the version in which the place is
records[].block | number | the number of the block, from 1
records[].offset | number | the place in its text, in bytes of UTF-8
records[].words | string | the words from there on
records[].letter | string | the letter of a mark
records[].point | string | the number of an action, as printed
records[].what | string | what an action asks for
records[].note | string | the note: the stamp of its first record, `LAMPORT-BY`
records[].over | array of strings | the stamps of the versions of the note that this one takes the place of
records[].text | string | the text of a note";
