//! How to cite the works and the site: what stands on the page of sources, and the files for reference managers.
//! What is printed of a work comes from `data/citations.json`, as it stands there.

use crate::build::escape;
use crate::Outcome;
use china_ussr_timeline::core::data::Timeline;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The folder of the site in which each work has its files.
pub const FOLDER: &str = "cite";

/// The files of all works together, below the site, and their names.
const TOGETHER: [(&str, &str); 3] =
    [("data/works.bib", "BibTeX"), ("data/works.ris", "RIS"), ("data/works.csl.json", "CSL-JSON")];

/// How to cite one work.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// The work's id, of which the names of its files are made.
    pub id: String,
    /// What is not certain in the record; empty if nothing is known to be.
    #[serde(default)]
    pub check: String,
    /// In the styles, `<i>` and `</i>` stand for italics; all else is text.
    pub chicago: String,
    pub mla: String,
    pub harvard: String,
    pub apa: String,
    pub bibtex: String,
    pub ris: String,
    pub csl: Map<String, Value>,
}

impl Work {
    /// The styles with the names that the page gives them.
    pub fn styles(&self) -> [(&'static str, &str); 4] {
        let texts = [&self.chicago, &self.mla, &self.harvard, &self.apa];
        std::array::from_fn(|n| (STYLES[n], texts[n].as_str()))
    }
}

/// The names of the styles on the page, in their order.
const STYLES: [&str; 4] = ["Chicago (note)", "MLA 9", "Harvard", "APA 7"];

/// Reads `data/citations.json`: the citations in the order of the timeline's works. A work without a citation is
/// an error, and so is a citation of no work.
pub fn read(text: &str, timeline: &Timeline) -> Outcome<Vec<Work>> {
    const MEND: &str = "Renew the file: cargo xtask citations";
    let works: Vec<Work> =
        serde_json::from_str(text).map_err(|e| format!("data/citations.json cannot be used: {e}. {MEND}"))?;
    let mut by_id: HashMap<String, Work> = works.into_iter().map(|work| (work.id.clone(), work)).collect();
    let mut found = Vec::new();
    for source in &timeline.sources {
        let work = by_id.remove(&source.id);
        found
            .push(work.ok_or_else(|| format!("data/citations.json lacks the work `{}`. {MEND}", source.id))?);
    }
    match by_id.keys().min() {
        Some(id) => Err(format!("data/citations.json has `{id}`, which is no work of the data. {MEND}")),
        None => Ok(found),
    }
}

/// The files for reference managers: each work by itself, and all works together.
pub fn files(works: &[Work]) -> Outcome<Vec<(String, String)>> {
    let json = |records: &[&Map<String, Value>]| {
        let text = serde_json::to_string_pretty(records).map_err(|e| format!("no CSL-JSON: {e}"))?;
        Ok::<_, String>(text + "\n")
    };
    let mut files = Vec::new();
    for work in works {
        let texts = [work.bibtex.clone(), work.ris.clone(), json(&[&work.csl])?];
        files.extend(file_names(work).into_iter().zip(texts));
    }
    let bibtex: Vec<&str> = works.iter().map(|work| work.bibtex.as_str()).collect();
    let ris: String = works.iter().map(|work| work.ris.as_str()).collect();
    let records: Vec<_> = works.iter().map(|work| &work.csl).collect();
    let together = [bibtex.join("\n"), ris, json(&records)?];
    files.extend(TOGETHER.into_iter().map(|(file, _)| file.to_string()).zip(together));
    Ok(files)
}

/// The files of a work: BibTeX, RIS, CSL-JSON.
fn file_names(work: &Work) -> [String; 3] {
    ["bib", "ris", "json"].map(|ending| format!("{FOLDER}/{}.{ending}", work.id))
}

/// What an entry of the page says about citing its work.
pub fn details(work: &Work) -> String {
    let doubt = match work.check.as_str() {
        "" => String::new(),
        check => format!(
            "<p class=\"unsure\">This record is not certain: check it before you cite it. {}</p>\n",
            escape(check)
        ),
    };
    let names = TOGETHER.map(|(_, name)| name);
    let links: Vec<String> =
        file_names(work).iter().zip(names).map(|(file, name)| download(file, name)).collect();
    format!(
        "<details class=\"citing\"><summary>Cite this</summary>\n{doubt}{}<p class=\"files\">{}</p></details>\n",
        styles(&work.styles()),
        links.concat()
    )
}

/// How to cite the site itself, and the files of all works.
pub fn site(timeline: &Timeline) -> String {
    let (title, version) = (&timeline.title, &timeline.version);
    // The site has no author, no date and no address of its own: whoever serves it gives it one.
    let lines = [
        format!("<i>{title}</i>, data version {version} (CC BY 4.0), accessed [date], [address]."),
        format!("<i>{title}</i>. Data version {version}, CC BY 4.0, [address]. Accessed [date]."),
        format!("<i>{title}</i> (no date) Data version {version}, CC BY 4.0. Available at: [address] (Accessed: [date])."),
        format!("<i>{title}</i> (Data version {version}; CC BY 4.0). (n.d.). Retrieved [date], from [address]"),
    ];
    let lines: Vec<(&str, &str)> = STYLES.into_iter().zip(lines.iter().map(String::as_str)).collect();
    let links = TOGETHER.map(|(file, name)| download(file, name)).concat();
    format!(
        "<h2 id=\"cite\">Cite this site</h2>\n\
         <p>It has no fixed address: for [address] and [date], add the address where you read it and the date. \
         How to cite a work stands in its entry below. Cite it only if you have read it.</p>\n{}\
         <p class=\"files\">All {} works in one file: {links}</p>\n",
        styles(&lines),
        timeline.sources.len()
    )
}

fn download(file: &str, name: &str) -> String {
    format!("<a download href=\"{}\">{name}</a> ", escape(file))
}

fn styles(lines: &[(&str, &str)]) -> String {
    let lines = lines
        .iter()
        .map(|(name, line)| format!("<div><dt>{}</dt><dd>{}</dd></div>\n", escape(name), with_italics(line)));
    format!("<dl class=\"styles\">\n{}</dl>\n", lines.collect::<String>())
}

/// The line as HTML: only its italics are markup.
fn with_italics(line: &str) -> String {
    escape(line).replace("&lt;i&gt;", "<i>").replace("&lt;/i&gt;", "</i>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use china_ussr_timeline::core::data::{Dataset, Source};

    fn timeline(ids: &[&str]) -> Timeline {
        let empty = String::new;
        let source = |id: &&str| Source { id: id.to_string(), citation: empty(), kind: empty(), url: None };
        Timeline::new(Dataset { sources: ids.iter().map(source).collect(), ..Dataset::default() }, Vec::new())
    }

    fn citations(ids: &[&str]) -> String {
        let one = |id: &&str| {
            format!(
                "{{\"id\":\"{id}\",\"chicago\":\"<i>C</i> & <b>\",\"mla\":\"M\",\"harvard\":\"H\",\"apa\":\"A\",\
                 \"bibtex\":\"@misc{{{id},}}\\n\",\"ris\":\"TY  - GEN\\r\\nER  - \\r\\n\",\"csl\":{{\"id\":\"{id}\"}}}}"
            )
        };
        format!("[{}]", ids.iter().map(one).collect::<Vec<_>>().join(","))
    }

    #[test]
    fn citations_stand_in_the_order_of_the_works() {
        let works = read(&citations(&["b", "a"]), &timeline(&["a", "b"])).expect("reads");
        assert_eq!(works.iter().map(|work| work.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn a_work_without_a_citation_stops_the_build_and_names_the_mend() {
        let stops = |text: &str, ids: &[&str], word: &str| {
            let said = read(text, &timeline(ids)).expect_err("stops");
            assert!(said.contains(word) && said.ends_with("cargo xtask citations"), "{said}");
        };
        stops(&citations(&["a"]), &["a", "b"], "`b`");
        stops(&citations(&["a", "b"]), &["a"], "`b`");
        stops("{", &[], "cannot be used");
        stops(&citations(&["a"]).replace("apa", "asa"), &["a"], "asa");
    }

    #[test]
    fn only_italics_are_markup() {
        let works = read(&citations(&["a"]), &timeline(&["a"])).expect("reads");
        assert!(details(&works[0]).contains("<dd><i>C</i> &amp; &lt;b&gt;</dd>"));
        assert!(!details(&works[0]).contains("not certain"));
        let unsure = Work { check: "No page & no year.".into(), ..works[0].clone() };
        assert!(details(&unsure)
            .contains("This record is not certain: check it before you cite it. No page &amp; no year.</p>"));
    }

    #[test]
    fn all_works_stand_in_the_files_of_all() {
        let works = read(&citations(&["a", "b"]), &timeline(&["a", "b"])).expect("reads");
        let files: HashMap<String, String> = files(&works).expect("writes").into_iter().collect();
        assert_eq!(files.len(), 9);
        assert_eq!(files["data/works.bib"], "@misc{a,}\n\n@misc{b,}\n");
        assert_eq!(files["data/works.ris"], works[0].ris.repeat(2));
        let all: Vec<Value> = serde_json::from_str(&files["data/works.csl.json"]).expect("JSON");
        assert_eq!((all.len(), &all[1]["id"]), (2, &Value::from("b")));
        assert_eq!(files["cite/b.bib"], "@misc{b,}\n");
    }
}
