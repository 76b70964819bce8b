//! How to cite a work: four styles, set by hayagriva, and three formats for other programs.
//!
//! The records are those of `data/source/sources.json`, in CSL-JSON, which hayagriva reads as they stand.
//! [`styles`] prints them, after [`suit`] has put things where a style looks for them; BibTeX and RIS are written
//! here. What comes of it is `data/citations.json`, from which the site is built, so that building the site never
//! compiles hayagriva.

mod bibtex;
mod record;
mod ris;
mod styles;
mod suit;

use record::{text, Record};
use serde::Serialize;
use serde_json::Value;

/// How to cite one work.
#[derive(Debug, Serialize)]
pub struct Work {
    /// The work's id.
    pub id: String,
    /// What is not certain in the record; empty if nothing is known to be.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub check: String,
    /// The first, full note of Chicago. In the four styles `<i>` and `</i>` stand for italics; all else is text.
    pub chicago: String,
    /// The entry in a list of works cited.
    pub mla: String,
    /// The entry in a list of references, after *Cite Them Right*.
    pub harvard: String,
    /// The entry in a list of references.
    pub apa: String,
    /// An entry for BibTeX, in UTF-8.
    pub bibtex: String,
    /// A record for reference managers, with line ends of two bytes.
    pub ris: String,
    /// The record itself, with its `id` and, if readers may open it, its `URL`.
    pub csl: Record,
}

/// How to cite every work of `data/source/sources.json`, in its order. An error names the work and the mend.
pub fn all(sources: &str) -> Result<Vec<Work>, String> {
    let sources: Vec<Record> =
        serde_json::from_str(sources).map_err(|e| format!("the sources are no list of records: {e}"))?;
    let setter = styles::Setter::new()?;
    sources.iter().map(|source| work(source, &setter)).collect()
}

/// The text of `data/citations.json`.
pub fn file(sources: &str) -> Result<String, String> {
    let works = all(sources)?;
    serde_json::to_string_pretty(&works).map(|text| text + "\n").map_err(|e| e.to_string())
}

fn work(source: &Record, setter: &styles::Setter) -> Result<Work, String> {
    let id = text(source, "id").ok_or("a source has no `id`. Give it one")?;
    let mut csl = source
        .get("csl")
        .and_then(Value::as_object)
        .cloned()
        .ok_or_else(|| format!("source `{id}` has no `csl`. Add its record"))?;
    // Remarks of the editors, which are no part of a citation.
    let custom = csl.remove("custom");
    let check = custom.as_ref().and_then(|custom| record::part(custom, "check")).unwrap_or_default();
    csl.insert("id".into(), id.into());
    // An address is printed only where readers may open it; a DOI is printed as an address.
    csl.remove("URL");
    match text(source, "url").filter(|_| source.get("linkable") == Some(&Value::Bool(true))) {
        Some(url) => csl.insert("URL".into(), url.into()),
        None => csl.remove("DOI"),
    };
    let style = |name| setter.set(&csl, name).map_err(|e| format!("source `{id}`, {name}: {e}"));
    Ok(Work {
        id: id.into(),
        check: check.into(),
        chicago: style("chicago")?,
        mla: style("mla")?,
        harvard: style("harvard")?,
        apa: style("apa")?,
        bibtex: bibtex::entry(&csl),
        ris: ris::record(&csl),
        csl,
    })
}
