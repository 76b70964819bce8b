//! The four styles, set by hayagriva.

use crate::record::Record;
use crate::suit::{suited, WHOLE};
use hayagriva::archive::{locales, ArchivedStyle};
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::{FontStyle, IndependentStyle, Locale, LocaleCode, Style};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild, ElemChildren,
};

/// The styles, by their names in the result.
const STYLES: [(&str, ArchivedStyle); 4] = [
    ("chicago", ArchivedStyle::ChicagoNotes),
    ("mla", ArchivedStyle::ModernLanguageAssociation),
    ("harvard", ArchivedStyle::HarvardCiteThemRight),
    ("apa", ArchivedStyle::AmericanPsychologicalAssociation),
];

/// The styles and the words that they use, read once for all works.
pub struct Setter {
    styles: Vec<(&'static str, IndependentStyle)>,
    locales: Vec<Locale>,
}

impl Setter {
    /// Unpacks the styles that hayagriva brings along.
    pub fn new() -> Result<Setter, String> {
        let mut styles = Vec::new();
        for (name, archived) in STYLES {
            let Style::Independent(style) = archived.get() else {
                return Err(format!("hayagriva has only a reference for the style `{name}`. Choose another"));
            };
            styles.push((name, style));
        }
        let is_english = |locale: &Locale| locale.lang.as_ref().is_some_and(LocaleCode::is_english);
        Ok(Setter { styles, locales: locales().into_iter().filter(is_english).collect() })
    }

    /// The record in this style: for Chicago the first, full note; else the entry of the list.
    pub fn set(&self, record: &Record, name: &str) -> Result<String, String> {
        let (_, style) =
            self.styles.iter().find(|(other, _)| *other == name).ok_or("there is no such style")?;
        let item: Item = serde_json::from_value(suited(record, name).into())
            .map_err(|e| format!("its `csl` is not CSL-JSON: {e}"))?;
        let british = (name == "harvard").then(|| LocaleCode("en-GB".into()));
        // A driver of its own for each work: no “ibid.”, no “———” for a repeated author and no 2009a.
        let mut driver = BibliographyDriver::new();
        let items = vec![CitationItem::with_entry(&item)];
        driver.citation(CitationRequest::from_items(items, style, &self.locales));
        let set = driver.finish(BibliographyRequest::new(style, british, &self.locales));
        let line = match name {
            "chicago" => set.citations.into_iter().next().map(|note| note.citation),
            _ => set.bibliography.and_then(|list| list.items.into_iter().next()).map(|entry| entry.content),
        };
        let mut line = line.map(|line| marked_up(&line).replace(WHOLE, "-")).unwrap_or_default();
        // American typesetters put the full stop inside; hayagriva forgets it at the end of a note.
        if let Some(quoted) = line.strip_suffix("”.").filter(|_| name == "chicago") {
            line = format!("{quoted}.”");
        }
        match line.matches(['<', '>']).count() {
            _ if line.is_empty() => Err("the style prints nothing. Map its type in suit.rs".into()),
            marks if marks == 2 * (line.matches("<i>").count() + line.matches("</i>").count()) => Ok(line),
            _ => Err("its texts have `<` or `>`, which stand for italics here. Write it otherwise".into()),
        }
    }
}

/// The line with `<i>` and `</i>` around what is in italics.
fn marked_up(line: &ElemChildren) -> String {
    let mut runs: Vec<(bool, String)> = Vec::new();
    collect(line, &mut runs);
    let set = runs.into_iter().map(|(italic, text)| if italic { format!("<i>{text}</i>") } else { text });
    set.collect::<String>().trim().to_string()
}

/// The texts in their order, neighbours of the same look as one.
fn collect(line: &ElemChildren, runs: &mut Vec<(bool, String)>) {
    for child in &line.0 {
        let (italic, text) = match child {
            ElemChild::Elem(inner) => {
                collect(&inner.children, runs);
                continue;
            }
            ElemChild::Text(text) | ElemChild::Link { text, .. } => {
                (text.formatting.font_style == FontStyle::Italic, &text.text)
            }
            ElemChild::Markup(text) => (false, text),
            // Only where a caller asked to fill it in.
            ElemChild::Transparent { .. } => continue,
        };
        match runs.last_mut() {
            Some((same, run)) if *same == italic => run.push_str(text),
            _ => runs.push((italic, text.clone())),
        }
    }
}
