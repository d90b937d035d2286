//! What commands and effects may do outside: in a restricted reader, only what is allowed.
//!
//! There are two walls. A command that may do more is refused in words before it begins; an effect that
//! comes all the same, whatever led to it, is dropped.

use super::{App, Effect};
use crate::keys::{Command, Power, Powers};

impl Effect {
    /// What of the program's surroundings it reaches.
    const fn power(&self) -> Option<Power> {
        match self {
            Self::Quit | Self::Redraw | Self::Ask(_) | Self::Keep(_) => None,
            Self::Suspend => Some(Power::Suspend),
            Self::Copy(_) => Some(Power::Clipboard),
            Self::Save { .. } | Self::Import(_) => Some(Power::Write),
            Self::Pipe { .. } => Some(Power::Run),
        }
    }
}

impl App {
    /// Lets commands do nothing outside but what is allowed.
    pub fn restrict(&mut self, allowed: Powers) {
        self.allowed = allowed;
    }

    /// Says so where a command may not be given here.
    pub(super) fn refuses(&mut self, command: Command) -> bool {
        let row = command.row();
        let Some(lacking) = row.powers.beyond(self.allowed) else { return false };
        self.say_wrong(format!("{} is off: this reader may not {lacking}", row.name));
        true
    }

    /// The effects that are allowed.
    pub(super) fn permitted(&mut self, mut effects: Vec<Effect>) -> Vec<Effect> {
        let allowed = self.allowed;
        let is_allowed = |effect: &Effect| effect.power().is_none_or(|power| allowed.has(power));
        if let Some(refused) = effects.iter().find(|effect| !is_allowed(effect)) {
            let lacking = refused.power().map_or("do that", Power::as_str);
            self.say_wrong(format!("This reader may not {lacking}"));
        }
        effects.retain(is_allowed);
        effects
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::{Event, Filter, Size};
    use crate::config::Settings;
    use crate::keys::{Key, Scope, TABLE};

    fn reader(keys: &str) -> App {
        let archive = Arc::new(crate::store::bundled().archive);
        let size = Size { width: 80, height: 24 };
        let filter = Filter::default();
        let mut app = App::new(archive, Vec::new(), Settings::default(), filter, size);
        for key in keys.split_whitespace() {
            app.handle(Event::Key(Key::parse(key).unwrap()));
        }
        app
    }

    /// A reader in which a command of this scope can be given.
    fn at(scope: Scope) -> App {
        reader(match scope {
            Scope::Anywhere | Scope::List | Scope::Import => "j",
            Scope::Reading => "j enter",
            Scope::Sidebar => "j enter i",
            Scope::Page => "A",
        })
    }

    /// What there is to see: the notice aside.
    fn seen(app: &App) -> String {
        let (overlay, prompt) = (app.overlay(), app.prompt());
        format!("{overlay:?} {prompt:?} {:?} {:?}", app.focus(), app.list().selected())
    }

    #[test]
    fn each_refused_command_says_so_and_does_nothing() {
        let mut refused = Vec::new();
        for row in TABLE {
            for scope in row.scopes {
                let mut app = at(*scope);
                app.restrict(Powers::NONE);
                let before = seen(&app);
                let effects = app.obey(row.command, None);
                if row.powers == Powers::NONE {
                    assert!(effects.iter().all(|effect| effect.power().is_none()), "{}", row.name);
                    continue;
                }
                let notice = app.notice().unwrap_or_else(|| panic!("{} is silent", row.name));
                assert!(notice.wrong && notice.text.contains("may not"), "{}", notice.text);
                assert_eq!(effects, [], "{}", row.name);
                assert_eq!(seen(&app), before, "{}", row.name);
                refused.push(row.name);
            }
        }
        refused.dedup();
        assert!(refused.len() >= 6, "{refused:?}");
    }

    #[test]
    fn a_command_that_is_allowed_does_what_it_does() {
        let mut app = reader("enter");
        app.restrict(Powers::NONE.with(Power::Clipboard));
        assert!(matches!(&app.obey(Command::Copy, None)[..], [Effect::Copy(_)]));
        assert_eq!(app.obey(Command::Suspend, None), []);
        for row in TABLE {
            assert!(!reader("").refuses(row.command), "{}", row.name);
        }
    }

    #[test]
    fn an_effect_that_is_not_allowed_is_dropped_whatever_led_to_it() {
        // The line was open before: what it leads to is refused all the same.
        let mut app = reader("enter | w c");
        app.restrict(Powers::NONE);
        let effects = app.handle(Event::Key(Key::parse("enter").unwrap()));
        assert!(effects.iter().all(|effect| effect.power().is_none()), "{effects:?}");
        let told = &app.notice().unwrap().text;
        assert_eq!(told, "This reader may not run other programs");
    }

    #[test]
    fn the_keys_and_the_palette_lead_to_the_same_refusal() {
        for keys in ["enter s", ": s a v e enter"] {
            let mut app = reader("");
            app.restrict(Powers::NONE);
            for key in Key::parse_sequence(keys).unwrap() {
                app.handle(Event::Key(key));
            }
            assert!(app.prompt().is_none());
            let told = app.notice().map(|notice| notice.text.as_str());
            assert_eq!(told, Some("save is off: this reader may not write files"), "{keys}");
        }
    }
}
