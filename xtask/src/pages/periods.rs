//! The page that compares the periods: this site's and everyone else's, stacked on one axis, each with its names
//! and dates in words, what it is read from, and the way to the timeline drawn by it.

use super::sheet::{work, Page};
use crate::build::escape;
use china_ussr_timeline::core::data::{Phase, PhaseIx, Scheme, SourceIx, Timeline};
use china_ussr_timeline::core::date::{Day, Span};
use china_ussr_timeline::core::plate::band::Style;
use china_ussr_timeline::core::plate::zones::{zones, Zone};
use china_ussr_timeline::ui::periods::{contested_words, month, whole, years, COMPARISON};

/// Years between two of the axis's lines.
const STEP: i32 = 5;
/// A period takes the year of its beginning into its bar if it is at least this share of the axis.
const ROOM_FOR_YEAR: f64 = 1.0 / 9.0;

/// The page.
pub fn page(timeline: &Timeline) -> Page {
    let axis = Axis { domain: timeline.domain(), zones: zones(timeline) };
    let contested: String =
        axis.zones.iter().map(|z| format!("<li>{}</li>", escape(&contested_words(timeline, z)))).collect();
    let mut main = format!(
        "<p>The lines between periods are somebody’s reading. The events stay where they are. The dotted frames \
         are the contested boundaries of this site’s own periods, from the earliest to the latest date that \
         anyone here gives them.</p>\n<ul class=\"contested-list\">{contested}</ul>\n{}<ol class=\"schemes\">\n",
        axis.years()
    );
    main.push_str(&entry(timeline, &axis, None));
    for scheme in &timeline.schemes {
        main.push_str(&entry(timeline, &axis, Some(scheme)));
    }
    main.push_str("</ol>\n");
    Page {
        file: COMPARISON,
        name: "Periods",
        title: "Whose periods?",
        lede: format!(
            "{} ways to divide the same years, on one axis. Choose one to draw the timeline by it.",
            timeline.schemes.len() + 1
        ),
        main,
        style: String::new(),
    }
}

/// One scheme; none is this site's own.
fn entry(timeline: &Timeline, axis: &Axis, scheme: Option<&Scheme>) -> String {
    let phases = scheme.map_or(&timeline.phases, |scheme| &scheme.phases);
    let (id, name) = scheme.map_or(("site", "This site"), |scheme| (&scheme.id, &scheme.name));
    let address = scheme.map_or_else(|| "./".to_owned(), |scheme| format!("./#by={}", escape(&scheme.id)));
    format!(
        "<li class=\"entry\" id=\"by-{id}\">\n<h2>{name} <span class=\"years\">{years}</span></h2>\n{bar}\
         <ul class=\"named\">{named}</ul>\n{rests}<p class=\"cite\"><a href=\"{address}\">Draw the timeline by \
         these periods</a></p>\n</li>\n",
        id = escape(id),
        name = escape(name),
        years = whole(phases).map(years).unwrap_or_default(),
        bar = axis.bar(phases),
        named = phases.iter().map(named).collect::<String>(),
        rests = scheme.map_or_else(
            || "<p class=\"cite\">Our own reading; the reasons stand on the page About.</p>\n".to_owned(),
            |scheme| rests(timeline, scheme)
        ),
    )
}

/// What a scheme is read from, how plainly its author says so, and the work.
fn rests(timeline: &Timeline, scheme: &Scheme) -> String {
    let source = scheme.source.map_or_else(String::new, |ix: SourceIx| format!(" {}", work(timeline, ix)));
    format!("<p class=\"cite\">{} ({}).{source}</p>\n", escape(&scheme.basis), escape(&scheme.quality))
}

/// A period in words, with its swatch.
fn named(phase: &Phase) -> String {
    let last = Day(phase.span.end.0 - 1);
    let when = match (month(phase.span.start), month(last)) {
        (first, last) if first == last => first,
        (first, last) => format!("{first} to {last}"),
    };
    let swatch = super::swatch(Some(PhaseIx(u32::from(phase.look))));
    format!("<li>{swatch}<span><b>{}</b> {when}</span></li>", escape(&phase.label))
}

/// The one axis of all bars.
struct Axis {
    domain: Span,
    zones: Vec<Zone>,
}

impl Axis {
    /// A length in days as a share of the axis, in per cent.
    fn share(&self, days: i32) -> f64 {
        f64::from(days) / f64::from(self.domain.days().max(1)) * 100.0
    }

    /// The place of a day, in per cent.
    fn at(&self, day: Day) -> f64 {
        self.share(day.0 - self.domain.start.0)
    }

    fn rect(&self, class: &str, start: Day, end: Day, y: u32, height: u32) -> String {
        let (x, width) = (self.at(start), self.share((end.0 - start.0).max(0)));
        format!("<rect class=\"{class}\" x=\"{x:.2}%\" y=\"{y}\" width=\"{width:.2}%\" height=\"{height}\"></rect>")
    }

    /// The first days of the years with a line.
    fn lines(&self) -> impl Iterator<Item = (i32, Day)> {
        let (first, last) = (self.domain.start.civil().0, self.domain.end.civil().0);
        (first..last).filter(|year| year % STEP == 0).map(|year| (year, Day::new(year, 1, 1)))
    }

    fn hairlines(&self) -> String {
        self.lines()
            .map(|(_, day)| {
                let x = self.at(day);
                format!("<line class=\"hairl\" x1=\"{x:.2}%\" x2=\"{x:.2}%\" y1=\"0\" y2=\"100%\"></line>")
            })
            .collect()
    }

    /// The years above the bars.
    fn years(&self) -> String {
        let numbers = self.lines().map(|(year, day)| {
            format!("<text class=\"yr\" x=\"{:.2}%\" dx=\"3\" y=\"13\">{year}</text>", self.at(day))
        });
        format!(
            "<div class=\"bar-years\"><svg width=\"100%\" height=\"18\" aria-hidden=\"true\" focusable=\"false\">{}{}</svg></div>\n",
            self.hairlines(),
            numbers.collect::<String>()
        )
    }

    /// The periods of one scheme, with the years in which they begin, and the contested zones. The words below
    /// say the same, so it is hidden from the accessibility tree.
    fn bar(&self, phases: &[Phase]) -> String {
        let periods = phases.iter().map(|phase| {
            let style = Style::of(phase.look);
            let class = format!("box {}", style.pattern());
            // A year that does not fit into its period is not drawn: the words below say it.
            let fits = self.share(phase.span.days()) / 100.0 >= ROOM_FOR_YEAR;
            let year = fits.then(|| {
                let (x, year) = (self.at(phase.span.start), phase.span.start.civil().0);
                format!("<text class=\"begins\" x=\"{x:.2}%\" dx=\"5\" y=\"23\">{year}</text>")
            });
            format!(
                "<g class=\"{}\">{}{}</g>",
                style.class(),
                self.rect(&class, phase.span.start, phase.span.end, 7, 23),
                year.unwrap_or_default()
            )
        });
        format!(
            "<svg class=\"bar-periods\" width=\"100%\" height=\"38\" aria-hidden=\"true\" focusable=\"false\">{}{}{}{}</svg>\n",
            self.hairlines(),
            self.rect("bare", self.domain.start, self.domain.end, 18, 1),
            periods.collect::<String>(),
            self.zones.iter().map(|z| self.rect("zone", z.start, z.end, 3, 31)).collect::<String>()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use china_ussr_timeline::core::data::load;

    fn shipped() -> Timeline {
        load(include_bytes!("../../../data/timeline.json")).0.expect("reads")
    }

    #[test]
    fn a_day_has_its_share_of_the_axis() {
        let domain = Span { start: Day::new(1945, 1, 1), end: Day::new(1970, 1, 1) };
        let axis = Axis { domain, zones: Vec::new() };
        assert_eq!(axis.at(domain.start), 0.0);
        assert_eq!(axis.at(domain.end), 100.0);
        assert!((axis.at(Day::new(1957, 7, 2)) - 49.99).abs() < 0.01);
    }

    #[test]
    fn every_scheme_stands_on_the_axis_with_its_names_and_what_it_rests_on() {
        let timeline = shipped();
        let html = page(&timeline).main;
        let entries: Vec<&str> = html.split("<li class=\"entry\"").skip(1).collect();
        assert_eq!(entries.len(), timeline.schemes.len() + 1);
        let zones = zones(&timeline).len();
        let ours = (None, &timeline.phases);
        let others = timeline.schemes.iter().map(|scheme| (Some(scheme), &scheme.phases));
        for ((scheme, phases), entry) in std::iter::once(ours).chain(others).zip(&entries) {
            assert_eq!(entry.matches("class=\"box ").count(), 2 * phases.len(), "a bar and a swatch each");
            assert_eq!(entry.matches("class=\"zone\"").count(), zones);
            for phase in phases {
                assert!(entry.contains(&format!("<b>{}</b>", escape(&phase.label))), "{}", phase.label);
            }
            if let Some(scheme) = scheme {
                for said in [&scheme.name, &scheme.basis, &scheme.quality] {
                    assert!(entry.contains(&escape(said)), "{said}");
                }
                assert!(entry.contains(&format!("href=\"./#by={}\"", scheme.id)));
                assert_eq!(
                    scheme.source.is_some(),
                    entry.contains("href=\"sources.html#s-"),
                    "{}",
                    scheme.id
                );
            }
        }
    }

    #[test]
    fn contested_boundaries_are_told_in_words() {
        let html = page(&shipped()).main;
        for said in
            ["Contested: Strain begins between Jan 1956 (", "Contested: Split begins between Jan 1959 ("]
        {
            assert!(html.contains(said), "{said}");
        }
    }
}
