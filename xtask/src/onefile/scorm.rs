//! The package of SCORM 1.2: the one file and its manifest. The standard's own schemas are left out:
//! platforms bring them, and a reader of the package does not need them.

use crate::Outcome;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The manifest of one lesson that is one file.
fn manifest(title: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="china-ussr-timeline" version="1.0"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="timeline">
    <organization identifier="timeline">
      <title>{title}</title>
      <item identifier="lesson" identifierref="page" isvisible="true">
        <title>{title}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="timeline.html">
      <file href="timeline.html"/>
    </resource>
  </resources>
</manifest>
"#
    )
}

/// The package. `title` is HTML, `page` the one file. The same content gives the same bytes: no file has a date of its own.
pub fn package(title: &str, page: &str) -> Outcome<Vec<u8>> {
    let fail = |e: &dyn std::fmt::Display| format!("cannot pack the files for SCORM: {e}");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    for (name, text) in [("imsmanifest.xml", manifest(title).as_str()), (super::FILE, page)] {
        zip.start_file(name, options).map_err(|e| fail(&e))?;
        zip.write_all(text.as_bytes()).map_err(|e| fail(&e))?;
    }
    Ok(zip.finish().map_err(|e| fail(&e))?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn the_package_holds_its_manifest_and_what_that_names() {
        let bytes = package("A &amp; B", "<p>page</p>").expect("packs");
        assert_eq!(bytes, package("A &amp; B", "<p>page</p>").expect("packs"), "it is the same again");
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("opens");
        let names: Vec<String> =
            archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
        assert_eq!(names, ["imsmanifest.xml", "timeline.html"]);
        let mut read = |name: &str| {
            let mut text = String::new();
            archive.by_name(name).expect("is there").read_to_string(&mut text).expect("reads");
            text
        };
        assert_eq!(read("timeline.html"), "<p>page</p>");
        let manifest = read("imsmanifest.xml");
        for part in [
            "<schemaversion>1.2</schemaversion>",
            "<title>A &amp; B</title>",
            "adlcp:scormtype=\"sco\" href=\"timeline.html\"",
        ] {
            assert!(manifest.contains(part), "{part}");
        }
    }
}
