//! What must hold of the page of figures on the shipped data.

use super::chart::{chart, Chart, DOT, HEIGHT, NARROW, WIDE};
use super::*;
use crate::build::{attribute, tags};
use china_ussr_timeline::core::data::load;

fn shipped() -> Timeline {
    load(include_bytes!("../../../../data/timeline.json")).0.expect("reads")
}

/// Every chart of the shipped data at both widths, with its name and its width.
fn charts(timeline: &Timeline) -> Vec<(String, f64, Chart, &Series)> {
    let sized = |size| timeline.series.iter().map(move |series| (series, size));
    sized(&WIDE)
        .chain(sized(&NARROW))
        .map(|(series, size)| {
            (format!("{} at {} px", series.id, size.width), size.width, chart(timeline, series, size), series)
        })
        .collect()
}

/// The corners of each stroke of path data, in px. Arcs are left out: only dots have them.
fn strokes(d: &str) -> Vec<Vec<(f64, f64)>> {
    let mut strokes: Vec<Vec<(f64, f64)>> = Vec::new();
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let mut rest = d;
    while let Some(letter) = rest.chars().next() {
        let end = rest[1..].find(is_letter).map_or(rest.len(), |at| at + 1);
        let numbers: Vec<f64> =
            rest[1..end].split_whitespace().map(|n| n.parse().expect("a number")).collect();
        let (x, y) = strokes.last().and_then(|stroke| stroke.last()).copied().unwrap_or_default();
        match letter {
            'M' => strokes.push(vec![(numbers[0], numbers[1])]),
            'L' => strokes.last_mut().expect("a start").push((numbers[0], numbers[1])),
            'H' => strokes.last_mut().expect("a start").push((numbers[0], y)),
            'V' => strokes.last_mut().expect("a start").push((x, numbers[0])),
            'Z' => {
                let first = strokes.last().expect("a start")[0];
                strokes.last_mut().expect("a start").push(first);
            }
            'a' => {}
            other => panic!("{other} in {d}"),
        }
        rest = &rest[end..];
    }
    strokes
}

/// How near a stroke comes to a place, px.
fn distance(stroke: &[(f64, f64)], (x, y): (f64, f64)) -> f64 {
    let to_piece = |a: (f64, f64), b: (f64, f64)| {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let length = dx * dx + dy * dy;
        let along = if length == 0.0 { 0.0 } else { ((x - a.0) * dx + (y - a.1) * dy) / length };
        let along = along.clamp(0.0, 1.0);
        (a.0 + along * dx - x).hypot(a.1 + along * dy - y)
    };
    stroke.windows(2).map(|pair| to_piece(pair[0], pair[1])).fold(f64::INFINITY, f64::min)
}

/// The strokes of a chart that touch two dots which stand apart.
fn joins(svg: &str, dots: &[(f64, f64)]) -> usize {
    let all = tags(svg, "path").into_iter().filter_map(|tag| attribute(tag, "d")).flat_map(strokes);
    all.filter(|stroke| {
        let touched: Vec<_> = dots.iter().filter(|dot| distance(stroke, **dot) <= DOT).collect();
        touched.iter().any(|dot| **dot != *touched[0])
    })
    .count()
}

#[test]
fn every_number_stands_in_chart_and_table() {
    let timeline = shipped();
    let html = page(&timeline).main;
    assert_eq!((timeline.series.len(), html.matches("<tr><th scope=\"row\">").count()), (9, 16));
    for (name, _, chart, series) in charts(&timeline) {
        let open = html.find(&format!("id=\"f-{}\"", series.id)).expect("its entry");
        let entry = html[open..].split("</article>").next().expect("an end");
        let table = &entry[entry.find("<table>").expect("a table")..];
        assert_eq!(chart.dots.len(), series.points.len(), "{name}");
        for point in &series.points {
            let same = series.points.iter().filter(|other| value(other) == value(point)).count();
            let shown = chart.labels.iter().filter(|label| label.text == value(point)).count();
            // A number may stand at the scale too.
            assert!(shown >= same, "{name}: {} stands {shown} times", value(point));
            let cell = format!("<td class=\"number\">{}</td><td>{}</td>", value(point), escape(&series.unit));
            assert_eq!(table.matches(&cell).count(), same, "{name}: {cell}");
            let dated = chart.labels.iter().filter(|label| label.text.ends_with(&when(point))).count();
            assert!(dated >= 1, "{name}: {}", when(point));
            for text in [&point.label, &point.note] {
                assert!(table.contains(&escape(text)), "{name}: {text}");
            }
            let said = chart.labels.iter().any(|label| label.text.starts_with(&point.label));
            assert!(said, "{name}: {}", point.label);
            let source = &timeline.sources[point.source.at()].id;
            assert!(table.contains(&format!("sources.html#s-{source}\"")), "{name}: {source}");
        }
        let label = attribute(tags(&chart.svg, "svg")[0], "aria-label").expect("a label");
        assert!(series.points.iter().all(|point| label.contains(&value(point))), "{label}");
        assert!(entry.contains(&escape(&series.note)), "{name}");
        assert!(series
            .events
            .iter()
            .all(|ix| entry.contains(&format!("./#e={}\"", timeline.events[ix.at()].id))));
    }
}

#[test]
fn nothing_joins_two_dots() {
    for (name, _, chart, _) in charts(&shipped()) {
        assert_eq!(joins(&chart.svg, &chart.dots), 0, "{name}");
        let drawn = chart.svg.matches("a4 4 0 1 0 8 0").count();
        assert_eq!(drawn, chart.dots.len(), "{name}: each dot is drawn");
    }
    // The test can see a line.
    let line = "<path class=\"x\" d=\"M10 10H20L40 40\"></path>";
    assert_eq!(joins(line, &[(10.0, 10.0), (40.0, 40.0)]), 1);
    assert_eq!(joins(line, &[(10.0, 10.0), (70.0, 40.0)]), 0);
}

#[test]
fn labels_do_not_overlap_and_stay_inside() {
    for (name, width, chart, series) in charts(&shipped()) {
        for (i, label) in chart.labels.iter().enumerate() {
            let a = label.rect();
            let inside = a.left >= 0.0 && a.right <= width && a.top >= 0.0 && a.bottom <= HEIGHT;
            assert!(inside, "{name}: {} at {a:?}", label.text);
            for other in &chart.labels[i + 1..] {
                assert!(!a.meets(&other.rect(), 0.0), "{name}: {} and {}", label.text, other.text);
            }
            for (x, y) in &chart.dots {
                let free = x + DOT < a.left || a.right < x - DOT || y + DOT < a.top || a.bottom < y - DOT;
                assert!(free, "{name}: {} lies on a dot of {}", label.text, series.id);
            }
        }
    }
}

#[test]
fn all_charts_share_the_axis_of_time() {
    let timeline = shipped();
    let all = charts(&timeline);
    for width in [WIDE.width, NARROW.width] {
        let frames = all.iter().filter(|(_, of, ..)| *of == width).map(|(_, _, chart, _)| {
            let named = |class: &str| {
                let paths = tags(&chart.svg, "path").into_iter();
                paths
                    .filter(|tag| attribute(tag, "class") == Some(class))
                    .filter_map(|tag| attribute(tag, "d"))
                    .collect()
            };
            let black: Vec<&str> = named("ink");
            let borders: Vec<&str> = named("border");
            assert_eq!(black.len(), 2, "a neatline above and below");
            assert_eq!(strokes(black[0]).len(), 12, "every other year is black");
            // A border is interrupted where dots stand on it.
            let mut borders: Vec<f64> = strokes(borders[0]).iter().map(|stroke| stroke[0].0).collect();
            borders.dedup();
            assert_eq!(borders.len(), timeline.phases.len() - 1);
            (black.concat(), borders)
        });
        let frames: Vec<_> = frames.collect();
        assert!(frames.len() == 9 && frames.windows(2).all(|pair| pair[0] == pair[1]));
    }
}

#[test]
fn what_is_left_out_is_said_without_a_number() {
    let html = page(&shipped()).main;
    let said = html.split("</section>").next().expect("a section");
    for one in LEFT_OUT {
        assert!(said.contains(one), "{one}");
    }
    let text: String =
        said.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    let years = ["1950", "1969"];
    let numbers =
        text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty() && !years.contains(n)).count();
    assert_eq!(numbers, 0, "{text}");
    // Numbers that the evidence does not bear, with and without the comma.
    for number in ["80,000 ", "80000", "390,000", "390000", "95 per cent", "95%", "2,500 specialists"] {
        let at = html.find(number);
        let longer = at.is_some_and(|at| html[..at].ends_with(|c: char| c.is_ascii_digit() || c == ','));
        assert!(at.is_none() || longer, "{number}");
    }
}
