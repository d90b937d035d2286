//! A value that is being typed at the bottom of the screen, and what becomes of it.

use super::belonging::Meant;
use super::facts::{Slot, value_of};
use super::finding::Before;
use super::{Cover, Review};
use crate::app::{Offers, Typed};
use crate::import::{Field, Given, Part, Spot};
use crate::keys::{Code, Key};
use crate::model::{Language, Role, clean_line};

/// What a value is typed for.
#[derive(Debug, Clone)]
pub(super) enum Asked {
    /// Words that are searched for; what was shown before.
    Find(Box<Before>),
    /// A field.
    Field(Field),
    /// The language of lines, first and last of each stretch.
    Language(Vec<usize>),
    /// What the names did whose first stands on this line.
    Group(usize),
    /// The spelling of a name.
    Name(Spot),
    /// The party of a name.
    Party,
    /// A part of an action.
    Part(Spot, Part),
}

/// A value that is being typed.
#[derive(Debug, Clone)]
pub struct Typing {
    pub(super) asked: Asked,
    /// What stands before the line.
    pub sign: String,
    /// What can be typed, in a few words.
    pub remark: String,
    /// What is wrong with it.
    pub wrong: Option<String>,
    pub(super) line: Typed,
    /// What a Tab offered.
    pub(super) offers: Option<Offers>,
}

impl Typing {
    pub(super) fn of(asked: Asked, sign: &str, text: &str, remark: &str) -> Self {
        Self {
            asked,
            sign: format!("{sign}: "),
            remark: remark.to_owned(),
            wrong: None,
            line: Typed::of(clean_line(text).into_owned()),
            offers: None,
        }
    }

    /// A line for what is searched for.
    pub(super) fn to_find(before: Before) -> Self {
        let sign = "/".to_owned();
        Self { sign, ..Self::of(Asked::Find(Box::new(before)), "", "", "") }
    }

    /// What stands in the line so far.
    #[must_use]
    pub fn line(&self) -> &Typed {
        &self.line
    }

    /// What a Tab offered.
    #[must_use]
    pub fn offers(&self) -> Option<&Offers> {
        self.offers.as_ref()
    }

    pub(super) fn insert(&mut self, text: &str) {
        self.line.insert(text);
        self.wrong = None;
    }
}

impl Review {
    pub(super) fn press_in_line(&mut self, key: Key) {
        let Some(typing) = &mut self.typing else { return };
        let is_find = matches!(typing.asked, Asked::Find(_));
        match key {
            Key { code: Code::Esc, .. }
            | Key { code: Code::Char('c' | 'g'), control: true, .. } => self.leave_line(),
            // As in the reader, taking back the character that is not there takes back the search.
            Key { code: Code::Backspace, .. } if is_find && typing.line.text().is_empty() => {
                self.leave_line();
            }
            Key { code: Code::Enter, .. } if is_find => {
                self.find_typed(true);
                self.typing = None;
                self.say_matches();
            }
            Key { code: Code::Enter, .. } => {
                let (asked, text) = (typing.asked.clone(), typing.line.text().trim().to_owned());
                match self.take(&asked, &text) {
                    Ok(()) => self.typing = None,
                    Err(wrong) => {
                        if let Some(typing) = &mut self.typing {
                            typing.wrong = Some(wrong);
                        }
                    }
                }
                self.arrange();
            }
            Key { code: Code::Tab | Code::BackTab, .. } if matches!(typing.asked, Asked::Party) => {
                typing.complete(&self.archive, key.code == Code::BackTab);
            }
            _ => {
                typing.offers = None;
                if typing.line.edit(key) {
                    typing.wrong = None;
                    self.find_typed(false);
                }
            }
        }
    }

    /// Leaves the line as if nothing had been typed.
    fn leave_line(&mut self) {
        if let Some(Typing { asked: Asked::Find(before), .. }) = self.typing.take() {
            self.find_no_more(*before);
        }
    }

    /// Opens the line for what is selected in the record; says whether it can be typed.
    pub(super) fn ask_for_fact(&mut self) -> bool {
        let Some(opened) = self.opened_mut() else { return false };
        let typing = match opened.slot() {
            Some(Slot::Field(field)) => {
                let value = value_of(&opened.proposal, field);
                let text = value.map(|value| value.written).unwrap_or_default();
                Typing::of(Asked::Field(field), field.as_str(), &text, field.example())
            }
            Some(Slot::Version(at)) => {
                let of = |(nth, line): (usize, &crate::import::ProposedLine)| {
                    (line.version == Some(at)).then_some(nth)
                };
                let lines = opened.proposal.lines.iter().enumerate().filter_map(of).collect();
                let version = opened.proposal.versions.get(at);
                let tag = version.map(|version| version.language.tag().to_owned());
                Typing::of(
                    Asked::Language(lines),
                    "language",
                    &tag.unwrap_or_default(),
                    "en, pt-BR",
                )
            }
            Some(Slot::Group(at)) => {
                let first = opened.proposal.names_at.get(at).and_then(|lines| lines.first());
                let group = opened.proposal.signatories.get(at);
                let (Some(first), Some(group)) = (first, group) else { return false };
                let remark = "signed, proposed, endorsed, sponsored, present";
                Typing::of(Asked::Group(*first), "role", group.role.as_str(), remark)
            }
            Some(Slot::Name(group, nth)) => {
                let lines = opened.proposal.names_at.get(group);
                let line = lines.and_then(|lines| lines.get(nth)).copied();
                let name = opened.proposal.signatories.get(group).and_then(|g| g.names.get(nth));
                let (Some(line), Some(name)) = (line, name) else { return false };
                let name = name.name.clone();
                let spot = opened.spot_of_name(line, &name);
                Typing::of(Asked::Name(spot), "name", &name, "as it is printed")
            }
            Some(Slot::Action(at)) => {
                self.cover = Some(Cover::Parts(at, 0));
                return true;
            }
            Some(Slot::Nothing) | None => return false,
        };
        self.typing = Some(typing);
        true
    }

    /// Opens the line for the language of the chosen lines, or of the version that the line belongs to.
    pub(super) fn ask_for_language(&mut self) {
        let Some(opened) = self.opened_mut() else { return };
        let (first, last) = opened.lines.chosen();
        let version = opened.proposal.lines.get(first).and_then(|line| line.version);
        let lines: Vec<usize> = if opened.lines.is_choosing() || version.is_none() {
            (first..=last).collect()
        } else {
            let lines = opened.proposal.lines.iter().enumerate();
            lines.filter(|(_, line)| line.version == version).map(|(at, _)| at).collect()
        };
        let known = version.and_then(|version| opened.proposal.versions.get(version));
        let tag = known.map(|version| version.language.tag().to_owned()).unwrap_or_default();
        let remark = format!("of {} lines: en, pt-BR", lines.len());
        self.typing = Some(Typing::of(Asked::Language(lines), "language", &tag, &remark));
    }

    /// Takes what was typed, or says what is wrong with it.
    fn take(&mut self, asked: &Asked, text: &str) -> Result<(), String> {
        let archive = std::sync::Arc::clone(&self.archive);
        let Some(opened) = self.opened_mut() else { return Ok(()) };
        match asked {
            Asked::Find(_) => {}
            Asked::Field(field) => {
                let known = value_of(&opened.proposal, *field).map(|value| value.written);
                if known.as_deref() == Some(text) || (known.is_none() && text.is_empty()) {
                    return Ok(());
                }
                if text.is_empty() {
                    opened.correct(&archive, |said| drop(said.fields.insert(*field, None)));
                    return Ok(());
                }
                field.read(text, &archive)?;
                let given = Given::of(*field, text, &opened.source, &opened.proposal);
                opened.correct(&archive, |said| drop(said.fields.insert(*field, Some(given))));
                let adds = [Field::Id, Field::Held, Field::Adopted, Field::Date];
                let adds = adds.contains(field) || [Field::Place, Field::Country].contains(field);
                if let Some(found) = opened.proposal.matched.as_ref().filter(|_| !adds) {
                    let told =
                        format!("{} keeps its own {}: a file adds none", found.id, field.as_str());
                    self.say(told);
                }
            }
            Asked::Language(lines) => {
                let language = match text {
                    "" => None,
                    tag => Some(Language::parse(tag).map_err(|reason| {
                        format!("\"{tag}\" is no language: {reason}; write en, ar, pt-BR")
                    })?),
                };
                opened.correct(&archive, |said| {
                    for at in lines {
                        match &language {
                            Some(language) => drop(said.languages.insert(*at, language.clone())),
                            None => drop(said.languages.remove(at)),
                        }
                    }
                });
                opened.lines.choose(false);
            }
            Asked::Group(line) => {
                let role = Role::of(text).ok_or_else(|| {
                    let roles = Role::ALL.iter().map(|role| role.as_str()).collect::<Vec<_>>();
                    format!("\"{text}\" is nothing that names do; there are {}", roles.join(", "))
                })?;
                opened.correct(&archive, |said| {
                    said.groups.insert(*line, role);
                });
            }
            Asked::Name(spot) => opened.correct(&archive, |said| {
                if text.is_empty() || text == spot.1 {
                    said.names.remove(spot);
                } else {
                    said.names.insert(spot.clone(), text.to_owned());
                }
            }),
            Asked::Party => {
                let meant = Meant::of(text, &archive)?;
                self.say_party(&meant);
            }
            Asked::Part(spot, part) => return self.take_part(spot, *part, text),
        }
        Ok(())
    }
}
