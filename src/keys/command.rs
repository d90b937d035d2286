//! The table of commands: the only place where a command, its name, its keys, its help and what it may do
//! outside of the program stand.

use super::power::{Power, Powers};

/// Where a command can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// In every pane.
    Anywhere,
    /// In the list of documents.
    List,
    /// In the text.
    Reading,
    /// In the sidebar.
    Sidebar,
    /// On a page that covers the panes.
    Page,
    /// Where files are brought in.
    Import,
}

impl Scope {
    /// What the help calls it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Anywhere => "everywhere",
            Self::List => "list",
            Self::Reading => "text",
            Self::Sidebar => "sidebar",
            Self::Page => "page",
            Self::Import => "import screen",
        }
    }
}

/// One line of the table: everything the program knows about a command.
#[derive(Debug)]
pub struct Row {
    /// The command itself.
    pub command: Command,
    /// Its name in `config.toml` and in the palette.
    pub name: &'static str,
    /// The keys bound to it unless the reader's config says otherwise.
    pub keys: &'static [&'static str],
    /// Where it can be given.
    pub scopes: &'static [Scope],
    /// What it may do outside of the program: all of it is refused where it is not allowed.
    pub powers: Powers,
    /// What it does, in the words of the help overlay.
    pub help: &'static str,
}

impl Command {
    /// Whether it can be given somewhere.
    ///
    /// Where files are brought in there is no archive to look through: of what can be done everywhere only
    /// that is done there which every screen has.
    #[must_use]
    pub fn holds_in(self, scope: Scope) -> bool {
        let scopes = self.row().scopes;
        let everywhere = scopes.contains(&Scope::Anywhere)
            && (scope != Scope::Import || EVERY_SCREEN.contains(&self));
        everywhere || scopes.contains(&scope)
    }

    /// Its line in the table.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "the macro makes the two in one order")]
    pub const fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }
}

/// What every screen has: moving, opening, help, and the ends.
const EVERY_SCREEN: &[Command] = &[
    Command::NextLine,
    Command::PreviousLine,
    Command::HalfPageDown,
    Command::HalfPageUp,
    Command::PageDown,
    Command::PageUp,
    Command::First,
    Command::Last,
    Command::Open,
    Command::Back,
    Command::FocusNext,
    Command::FocusPrevious,
    Command::FocusRight,
    Command::FocusLeft,
    Command::Zoom,
    Command::Palette,
    Command::Help,
    Command::Redraw,
    Command::Suspend,
    Command::Close,
    Command::Quit,
];

/// Declares [`Command`] and [`TABLE`] together, so that neither can lag behind the other.
macro_rules! commands {
    ($($variant:ident $name:literal [$($key:literal)*] ($($scope:ident)+) {$($power:ident)*} $help:literal)*) => {
        /// Something the reader can be asked to do with a key.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Command { $(#[doc = concat!($help, ".")] $variant,)* }

        /// Every command, in the order in which the help overlay lists them.
        pub const TABLE: &[Row] = &[$(
            Row {
                command: Command::$variant,
                name: $name,
                keys: &[$($key),*],
                scopes: &[$(Scope::$scope),+],
                powers: Powers::of(&[$(Power::$power),*]),
                help: $help,
            },
        )*];
    };
}

commands! {
    NextLine        "next-line"         ["j" "down"]                    (Anywhere) {}      "Move one line or entry down"
    PreviousLine    "previous-line"     ["k" "up"]                      (Anywhere) {}      "Move one line or entry up"
    HalfPageDown    "half-page-down"    ["d" "ctrl-d"]                  (Anywhere) {}      "Move half a page down"
    HalfPageUp      "half-page-up"      ["u" "ctrl-u"]                  (Anywhere) {}      "Move half a page up"
    PageDown        "page-down"         ["space" "ctrl-f" "page-down"]  (Anywhere) {}      "Move a page down"
    PageUp          "page-up"           ["b" "ctrl-b" "page-up"]        (Anywhere) {}      "Move a page up"
    First           "first"             ["g g" "home"]                  (Anywhere) {}      "Move to the beginning"
    Last            "last"              ["G" "end"]                     (Anywhere) {}      "Move to the end"
    Open            "open"              ["enter"]                       (Anywhere) {}      "Open the document, or the entry of the sidebar"
    Back            "back"              ["esc"]                         (Anywhere) {}      "Go back: drop search, filter, pane; never quits"
    FocusNext       "focus-next"        ["tab"]                         (Anywhere) {}      "Go to the next pane"
    FocusPrevious   "focus-previous"    ["shift-tab"]                   (Anywhere) {}      "Go to the previous pane"
    FocusRight      "focus-right"       ["l" "right"]                   (Anywhere) {}      "Go to the pane on the right"
    FocusLeft       "focus-left"        ["h" "left"]                    (Anywhere) {}      "Go to the pane on the left"
    NextBlock       "next-block"        ["}"]                           (Reading) {}       "Go to the next block (¶)"
    PreviousBlock   "previous-block"    ["{"]                           (Reading) {}       "Go to the previous block (¶)"
    NextMeeting     "next-meeting"      ["]"]                           (List Reading Page) {} "Go to the next meeting, or head of the page"
    PreviousMeeting "previous-meeting"  ["["]                           (List Reading Page) {} "Go to the previous meeting, or head of the page"
    NextDocument    "next-document"     ["J"]                           (Reading) {}       "Read the next document of the list"
    PreviousDocument "previous-document" ["K"]                          (Reading) {}       "Read the previous document of the list"
    FilterMeeting   "filter-meeting"    ["#"]                           (Anywhere) {}      "Filter by meeting: type its number (23, 20..23)"
    FilterList      "filter-list"       ["/"]                           (List Page) {}     "Filter the list by a query"
    Filter          "filter"            ["f"]                           (Anywhere) {}      "Filter the archive by a query"
    FilterThis      "filter-this"       ["*"]                           (List Sidebar Page) {} "Filter by this meeting, party, country"
    SortList        "sort-list"         ["O"]                           (List) {}          "Sort by meeting, date, title or kind, in turn"
    ClearFilter     "clear-filter"      ["F"]                           (Anywhere) {}      "Show every document again"
    Find            "find"              ["/"]                           (Reading Import) {} "Search in this document"
    FindNext        "find-next"         ["n"]                           (Reading Import) {} "Go to the next match"
    FindPrevious    "find-previous"     ["N"]                           (Reading Import) {} "Go to the previous match"
    ChooseSentence  "choose-sentence"   ["v"]                           (Reading) {}       "Choose a sentence to copy or note on; the next"
    ExtendPassage   "extend-passage"    ["V"]                           (Reading) {}       "Take the next sentence in as well"
    NextLanguage    "next-language"     ["L"]                           (Anywhere) {}      "Read the document in its next language"
    SideBySide      "side-by-side"      ["P"]                           (Anywhere) {}      "Read two languages side by side; L changes one"
    Mark            "mark"              ["m"]                           (Reading) {}       "Mark this place with a letter (m a)"
    GoToMark        "go-to-mark"        ["'"]                           (Anywhere) {}      "Go to a marked place (' a); '' goes back"
    JumpBack        "jump-back"         ["ctrl-o"]                      (Anywhere) {}      "Go back to where one was before a jump"
    JumpForward     "jump-forward"      ["alt-o"]                       (Anywhere) {}      "Go forward again after going back"
    Bookmark        "bookmark"          ["B"]                           (List Reading) {}  "Set a bookmark, or take it away"
    Note            "note"              ["a"]                           (Reading Sidebar) {} "Write a note on this block or passage"
    Done            "done"              ["x"]                           (Sidebar Page) {}  "Mark an action done; throw a note away"
    ToggleRead      "toggle-read"       ["U"]                           (List Reading) {}  "Call the document read, or unread again"
    Copy            "copy"              ["y"]                           (Reading Sidebar) {Clipboard} "Copy the passage, the block, or the entry"
    CopyWithCitation "copy-with-citation" ["y y"]                       (Reading Sidebar) {Clipboard} "Copy it and where it stands"
    CopyCitation    "copy-citation"     ["y c"]                         (Reading Sidebar) {Clipboard} "Copy the citation alone"
    Save            "save"              ["s"]                           (Anywhere) {Write}      "Save the document: .md, .html or .txt"
    Pipe            "pipe"              ["|"]                           (Anywhere) {Run}      "Hand the document to a command"
    ToggleSidebar   "toggle-sidebar"    ["i"]                           (Anywhere) {}      "Show or hide the sidebar"
    NextTab         "next-tab"          ["t"]                           (Anywhere) {}      "Show the sidebar's next tab"
    PreviousTab     "previous-tab"      ["T"]                           (Anywhere) {}      "Show the sidebar's previous tab"
    Zoom            "zoom"              ["Z"]                           (Anywhere) {}      "Show this pane alone, and back"
    ShowSource      "show-source"       ["o"]                           (Anywhere) {}      "Show where copies of the document were found"
    Agenda          "agenda"            ["A"]                           (Anywhere) {}      "Show what the documents ask for, in time order"
    MeetingPage     "meeting-page"      ["M"]                           (Anywhere) {}      "Show what is known of this meeting"
    PartyPage       "party-page"        []                              (Anywhere) {}      "Show what the selected party signed, hosted, issued"
    SignatoriesTable "signatories-table" ["S"]                          (Anywhere) {}      "Show who stands under which document"
    Map             "map"               ["W"]                           (Anywhere) {}      "Show the signatories on a map of the world"
    Timeline        "timeline"          []                              (Anywhere) {}      "Show meetings and documents along the years"
    Passages        "passages"          ["H"]                           (Anywhere) {}      "Show the passages in which the words of the filter stand"
    ChooseRole      "choose-role"       ["r"]                           (Import) {}        "Say what the lines are: choose from a menu"
    NextRole        "next-role"         [">"]                           (Import) {}        "Say that the lines are the next thing they can be"
    PreviousRole    "previous-role"     ["<"]                           (Import) {}        "Say that the lines are the previous thing"
    SelectLines     "select-lines"      ["v"]                           (Import) {}        "Select lines from here on, or let them go"
    SetLanguage     "set-language"      ["L"]                           (Import) {}        "Say in which language the lines are, or the version"
    ToggleAction    "toggle-action"     ["a"]                           (Import) {}        "Say that the block asks for something; take it into the record"
    AddAction       "add-action"        ["+"]                           (Import) {}        "Add another thing that the block asks for"
    SetParty        "set-party"         ["p"]                           (Import) {}        "Say to which party the name belongs, or to none"
    Clear           "clear"             ["x"]                           (Import) {}        "Leave the value empty; drop the action; cut the lines"
    NextBasis       "next-basis"        ["="]                           (Import) {}        "Say how the value is known: the next basis"
    Undo            "undo"              ["U"]                           (Import) {}        "Take the last correction back"
    Redo            "redo"              ["R"]                           (Import) {}        "Make the correction that was taken back"
    FileDocument    "file-document"     ["w"]                           (Import) {Write}        "Show what will be written, and write it"
    NextFile        "next-file"         ["]"]                           (Import) {}        "Go to the next file; nothing of this one is written"
    PreviousFile    "previous-file"     ["["]                           (Import) {}        "Go back to the previous file"
    Palette         "palette"           [":"]                           (Anywhere) {}      "Find a command by its name"
    Help            "help"              ["?"]                           (Anywhere) {}      "Show the keys"
    CalibrateTextDirection "calibrate-text-direction" []          (Anywhere) {}      "Say which way of sending Arabic or Hebrew reads right in this terminal"
    Redraw          "redraw"            ["ctrl-l"]                      (Anywhere) {}      "Draw the whole screen again"
    Suspend         "suspend"           ["ctrl-z"]                      (Anywhere) {Suspend}      "Stop the program; fg brings it back"
    Close           "close"             ["q"]                           (Anywhere) {}      "Close what is open, or quit"
    Quit            "quit"              ["Q" "ctrl-c"]                  (Anywhere) {}      "Quit"
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_are_unique_and_plain() {
        let mut seen = HashSet::new();
        for row in TABLE {
            assert!(seen.insert(row.name), "{} stands twice", row.name);
            assert!(row.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", row.name);
            assert!(!row.help.ends_with('.') && !row.help.is_empty(), "{}", row.name);
            assert_eq!(row.command.row().name, row.name);
        }
    }
}
