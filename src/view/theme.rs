//! The only place where a colour is named.
//!
//! Sixteen colours are enough, and no state is marked by colour alone: each role that means something
//! has an attribute or a sign as well.

use ratatui::style::{Color, Modifier, Style};

use crate::config::Theme;

/// What a piece of the screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The border of a pane.
    Border,
    /// The border of the pane that has the keys.
    BorderFocused,
    /// The title of a pane.
    PaneTitle,
    /// The title of the pane that has the keys.
    PaneTitleFocused,
    /// Running text.
    Text,
    /// The title of a document.
    Title,
    /// A heading in a text, a list or the sidebar.
    Heading,
    /// A slogan.
    Slogan,
    /// What is said beside the text: notes, bases, dates.
    Muted,
    /// The mark before a point or a bullet.
    Mark,
    /// The entry under the cursor, where the pane has the keys.
    Selected,
    /// The entry under the cursor, where it has not.
    SelectedAway,
    /// A match of the search.
    Match,
    /// The match that the reader is at.
    CurrentMatch,
    /// The block that was jumped to.
    Marked,
    /// The line at the bottom.
    Status,
    /// A key in a hint.
    Key,
    /// What is wrong.
    Wrong,
}

/// The style of a role in a theme.
#[must_use]
pub fn style(theme: Theme, role: Role) -> Style {
    let plain = Style::new();
    let attributes = match role {
        Role::Border | Role::Text | Role::Mark | Role::Status => plain,
        Role::Muted => plain.add_modifier(Modifier::DIM),
        Role::BorderFocused
        | Role::PaneTitle
        | Role::Title
        | Role::Heading
        | Role::Key
        | Role::Wrong
        | Role::Marked => plain.add_modifier(Modifier::BOLD),
        Role::Slogan => plain.add_modifier(Modifier::ITALIC),
        Role::PaneTitleFocused | Role::Selected => {
            plain.add_modifier(Modifier::REVERSED | Modifier::BOLD)
        }
        Role::SelectedAway | Role::Match => plain.add_modifier(Modifier::UNDERLINED),
        Role::CurrentMatch => plain.add_modifier(Modifier::REVERSED | Modifier::UNDERLINED),
    };
    let colour = match theme {
        Theme::None => None,
        Theme::Dark => dark(role),
        Theme::Light => light(role),
        Theme::HighContrast => Some(high_contrast(role)),
    };
    // Dimmed text is hard to read where contrast is wanted.
    let attributes = match theme {
        Theme::HighContrast => attributes.remove_modifier(Modifier::DIM),
        _ => attributes,
    };
    let painted = colour.map_or(attributes, |colour| attributes.fg(colour));
    // The strongest contrast needs both sides of it.
    match theme {
        Theme::HighContrast => painted.bg(Color::Black),
        _ => painted,
    }
}

fn dark(role: Role) -> Option<Color> {
    match role {
        Role::BorderFocused | Role::Heading | Role::PaneTitleFocused => Some(Color::Cyan),
        Role::Mark | Role::Key => Some(Color::Yellow),
        Role::Match | Role::CurrentMatch | Role::Marked => Some(Color::LightYellow),
        Role::Wrong => Some(Color::LightRed),
        _ => None,
    }
}

fn light(role: Role) -> Option<Color> {
    match role {
        Role::BorderFocused | Role::Heading | Role::PaneTitleFocused => Some(Color::Blue),
        Role::Mark | Role::Key | Role::Match | Role::CurrentMatch | Role::Marked => {
            Some(Color::Magenta)
        }
        Role::Wrong => Some(Color::Red),
        _ => None,
    }
}

fn high_contrast(role: Role) -> Color {
    match role {
        Role::BorderFocused | Role::Heading | Role::Mark | Role::Key | Role::Marked => {
            Color::LightYellow
        }
        Role::Match | Role::CurrentMatch => Color::LightGreen,
        Role::Wrong => Color::LightRed,
        _ => Color::White,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colours_what_means_something_has_an_attribute() {
        for role in [Role::Selected, Role::Match, Role::CurrentMatch, Role::Marked, Role::Wrong] {
            let style = style(Theme::None, role);
            assert_eq!((style.fg, style.bg), (None, None));
            assert!(!style.add_modifier.is_empty(), "{role:?}");
        }
    }

    #[test]
    fn sixteen_colours_are_enough() {
        for (theme, _) in Theme::ALL {
            for role in [Role::Border, Role::Heading, Role::Mark, Role::Match, Role::Wrong] {
                let fg = style(theme, role).fg;
                assert!(
                    !matches!(fg, Some(Color::Rgb(..) | Color::Indexed(_))),
                    "{theme} {role:?}"
                );
            }
        }
    }
}
