//! The signatories on a map of the world, each country at a rough point of it.

use ratatui::symbols::Marker;
use ratatui::widgets::Widget;
use ratatui::widgets::canvas::{Canvas as Chart, Map, MapResolution};

use super::super::canvas::Canvas;
use super::super::{Role, put, rect, style};
use super::places::place;
use crate::app::{App, Area, Leads, Page};

/// The longitudes that are shown, in degrees.
const LONGITUDES: [f64; 2] = [-170.0, 190.0];
/// The latitudes that are shown, in degrees: without the Antarctic.
const LATITUDES: [f64; 2] = [-58.0, 84.0];

pub(super) fn draw(app: &App, page: &Page, area: Area, canvas: &mut Canvas<'_>) {
    let theme = app.settings().theme;
    let area = Area { x: area.x + 1, width: area.width.saturating_sub(1), ..area };
    // A cell is about twice as high as wide: more rows would draw the world out of shape.
    let area = Area { height: area.height.min(area.width / 4 + 1), ..area };
    let coast = style(theme, Role::Muted).fg.unwrap_or_default();
    Chart::default()
        .marker(Marker::Braille)
        .x_bounds(LONGITUDES)
        .y_bounds(LATITUDES)
        .paint(|chart| {
            let resolution =
                if area.width >= 100 { MapResolution::High } else { MapResolution::Low };
            chart.draw(&Map { resolution, color: coast });
        })
        .render(rect(area), canvas.buffer);
    canvas.buffer.set_style(rect(area), style(theme, Role::Muted));
    let selected = page.sheet.leads();
    let countries = page.sheet.entries().iter().filter_map(|entry| match &entry.leads {
        Leads::Country(country) => Some(country),
        _ => None,
    });
    // The selected one comes last, so that nothing covers it.
    let (mut dots, mut own) = (Vec::new(), None);
    for country in countries {
        let Some(cell) = place(country.code()).and_then(|place| cell(area, place)) else {
            continue;
        };
        if *selected == Leads::Country(*country) {
            own = Some((cell, country));
        } else {
            dots.push(cell);
        }
    }
    // What stands below a sign gives it nothing of its style.
    let mut sign = |place: Area, sign: &str, role: Role| {
        for x in place.x..place.x + place.width {
            if let Some(cell) = canvas.buffer.cell_mut((x, place.y)) {
                cell.reset();
            }
        }
        put::text(canvas, place, sign, style(theme, role));
    };
    for (x, y) in dots {
        sign(Area { x, y, width: 1, height: 1 }, "●", Role::Key);
    }
    if let Some(((x, y), country)) = own {
        let label = format!("[{country}]");
        // The label stands over its point, and inside the map.
        let x = x.saturating_sub(1).clamp(area.x, area.x + area.width.saturating_sub(4));
        let place = Area { x, y, width: 4.min(area.width), height: 1 };
        sign(place, &label, Role::Selected);
    }
}

/// The cell of a point, given as latitude and longitude.
fn cell(area: Area, (latitude, longitude): (i16, i16)) -> Option<(u16, u16)> {
    let longitude = f64::from(longitude);
    let longitude = if longitude < LONGITUDES[0] { longitude + 360.0 } else { longitude };
    let share = |value: f64, [low, high]: [f64; 2]| (value - low) / (high - low);
    let (across, up) = (share(longitude, LONGITUDES), share(f64::from(latitude), LATITUDES));
    let at = |share: f64, cells: u16| {
        let mut cell = 0;
        while cell + 1 < cells && f64::from(cell + 1) <= share * f64::from(cells) {
            cell += 1;
        }
        cell
    };
    let inside = (0.0..=1.0).contains(&across) && (0.0..=1.0).contains(&up);
    inside.then(|| (area.x + at(across, area.width), area.y + at(1.0 - up, area.height)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_stand_where_they_lie() {
        let area = Area { x: 10, y: 5, width: 72, height: 28 };
        assert_eq!(cell(area, (84, -170)), Some((10, 5)));
        assert_eq!(cell(area, (-58, 189)), Some((81, 32)));
        assert_eq!(cell(area, (-80, 0)), None);
        let (x, y) = cell(area, (38, 24)).unwrap();
        assert!((47..51).contains(&x) && (12..16).contains(&y), "{x} {y}");
        assert!(cell(area, (-14, -172)).unwrap().0 > 75, "beyond the edge it comes back");
    }
}
