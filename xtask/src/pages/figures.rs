//! The page of figures: each series that can be trusted as a chart and as a table of the same numbers, and what is
//! left out.

mod chart;
mod pen;
mod words;

use super::sheet::{events, line, work, Page};
use crate::build::escape;
use china_ussr_timeline::core::data::{Point, Series, SourceIx, Timeline};
use words::{gaps, value, when};

/// What is asked for and cannot be shown: no numbers for it were reached that can be trusted. The list is that of
/// the history evidence base; a number that is left out is not named here either.
const LEFT_OUT: &[&str] = &[
    "a line of trade from year to year",
    "Soviet specialists and Chinese students for each year",
    "loans after 1950",
    "how many border incidents there were",
    "how many soldiers stood at the border in 1969",
    "losses at Zhenbao",
];

/// The page.
pub fn page(timeline: &Timeline) -> Page {
    let numbers: usize = timeline.series.iter().map(|series| series.points.len()).sum();
    let contents = timeline.series.iter().map(|series| {
        format!("<li><a href=\"#f-{}\">{}</a></li>", escape(&series.id), escape(&series.title))
    });
    let left_out = LEFT_OUT.iter().map(|one| format!("<li>{}</li>", escape(one)));
    let main = format!(
        "<section class=\"left-out\" aria-labelledby=\"left-out\"><h2 id=\"left-out\">What is not shown</h2>\n\
         <p>For these no trustworthy numbers were reached, and a picture of numbers that nobody can check would say \
         more than is known:</p>\n<ul>{}</ul>\n\
         <p>Where texts name numbers that do not agree, see <a href=\"disputes.html\">Who says so?</a></p></section>\n\
         <h2 id=\"read\">How to read the charts</h2>\n{KEY}\
         <nav class=\"contents\" aria-label=\"Charts\"><ul>{}</ul></nav>\n<h2>The charts</h2>\n{}",
        left_out.collect::<String>(),
        contents.collect::<String>(),
        timeline.series.iter().map(|series| entry(timeline, series)).collect::<String>(),
    );
    Page {
        file: "figures.html",
        name: "Figures",
        title: "What can be counted",
        lede: format!(
            "{numbers} numbers, each with its unit and its source, on the timeline’s own years. They are dots: no \
             line joins them, because nobody here knows what lay between."
        ),
        main,
        style: String::new(),
    }
}

/// The signs of the charts.
const KEY: &str = "<ul class=\"key\">\
    <li><svg width=\"40\" height=\"16\" aria-hidden=\"true\" focusable=\"false\"><path class=\"dots\" d=\"M16 8a4 4 0 0 1 8 0a4 4 0 0 1 -8 0Z\"></path></svg>A number.</li>\
    <li><svg width=\"40\" height=\"16\" aria-hidden=\"true\" focusable=\"false\"><path class=\"dots hollow\" d=\"M16 8a4 4 0 0 1 8 0a4 4 0 0 1 -8 0Z\"></path></svg>Derived: we worked it out from what the source says.</li>\
    <li><svg width=\"40\" height=\"16\" aria-hidden=\"true\" focusable=\"false\"><path class=\"bracket\" d=\"M2 8H38M2 4.5V11.5M38 4.5V11.5\"></path><path class=\"dots\" d=\"M16 8a4 4 0 0 1 8 0a4 4 0 0 1 -8 0Z\"></path></svg>The bracket spans the days that its date allows: a year, or several.</li>\
    <li><svg width=\"40\" height=\"24\" aria-hidden=\"true\" focusable=\"false\"><path class=\"bracket\" d=\"M20 3V21M15 3H20M15 13H20M15 21H20\"></path></svg>Counts of the same thing that do not agree, from the lowest to the highest.</li>\
    </ul>\n";

fn entry(timeline: &Timeline, series: &Series) -> String {
    let mut sources: Vec<SourceIx> = Vec::new();
    for point in &series.points {
        if !sources.contains(&point.source) {
            sources.push(point.source);
        }
    }
    let charts = [chart::WIDE, chart::NARROW].map(|size| chart::chart(timeline, series, &size).svg);
    let note = [series.note.clone(), gaps(series)].join(" ");
    format!(
        "<article class=\"entry\" id=\"f-{id}\">\n<h3>{title}</h3>\n<figure>{charts}</figure>\n\
         <p>{note}</p>\n{unit}{sources}{events}{table}</article>\n",
        id = escape(&series.id),
        title = escape(&series.title),
        charts = charts.concat(),
        unit = line("Unit", [escape(&series.unit)].into_iter()),
        note = escape(note.trim()),
        sources = line("Source", sources.iter().map(|ix| work(timeline, *ix))),
        events = events(timeline, "On the timeline", &series.events),
        table = table(timeline, series),
    )
}

/// The numbers of a series as a table. It may be wider than a phone, so it scrolls in a place of its own, which the
/// keyboard can reach.
fn table(timeline: &Timeline, series: &Series) -> String {
    let title = escape(&series.title);
    let rows = series.points.iter().map(|point| row(timeline, series, point));
    format!(
        "<div class=\"scrolls\" role=\"region\" tabindex=\"0\" aria-label=\"Table: {title}\"><table>\
         <caption>{title}: the same as a table</caption>\n<thead><tr><th scope=\"col\">Date</th>\
         <th scope=\"col\" class=\"number\">Value</th><th scope=\"col\">Unit</th><th scope=\"col\">What</th>\
         <th scope=\"col\">Source</th><th scope=\"col\">Note</th></tr></thead>\n<tbody>{}</tbody></table></div>\n",
        rows.collect::<String>()
    )
}

fn row(timeline: &Timeline, series: &Series, point: &Point) -> String {
    let what = if point.label.is_empty() { &series.title } else { &point.label };
    let locator = match point.locator.is_empty() {
        true => String::new(),
        false => format!(" {}", escape(&point.locator)),
    };
    format!(
        "<tr><th scope=\"row\"><time datetime=\"{}\">{}</time></th><td class=\"number\">{}</td><td>{}</td><td>{}</td>\
         <td>{}{locator}</td><td>{}</td></tr>\n",
        escape(&point.date.datetime()),
        escape(&when(point)),
        escape(&value(point)),
        escape(&series.unit),
        escape(what),
        work(timeline, point.source),
        escape(&point.note),
    )
}

#[cfg(test)]
#[path = "figures/tests.rs"]
mod tests;
