//! Where the site will stand, for those who need whole addresses: search engines and previews of shared links.
//!
//! The build takes it from the environment variable `SITE_URL`. Without it the site works just the same from any
//! folder; it then has no canonical link and no sitemap, because both may only name whole addresses.

use crate::build::escape;
use crate::card::FILE as CARD;
use crate::Outcome;

/// The variable.
pub const VARIABLE: &str = "SITE_URL";

/// The address of the site, with a slash at its end; none if the variable is not set.
pub fn address() -> Outcome<Option<String>> {
    match std::env::var(VARIABLE) {
        Ok(given) if !given.is_empty() => checked(&given).map(Some),
        _ => Ok(None),
    }
}

fn checked(given: &str) -> Outcome<String> {
    let bare = given.trim_end_matches('/');
    let host = bare.strip_prefix("https://").or_else(|| bare.strip_prefix("http://")).unwrap_or_default();
    let is_odd = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '?' | '#');
    match host.is_empty() || host.contains(is_odd) {
        true => Err(format!(
            "{VARIABLE} is “{given}”: give a whole address such as https://example.org/timeline/"
        )),
        false => Ok(format!("{bare}/")),
    }
}

/// A finished page that knows its address: the canonical link, and the whole address of the picture.
pub fn placed(html: &str, file: &str, site: Option<&str>) -> String {
    let Some(site) = site else { return html.to_owned() };
    let page = if file == "index.html" { "" } else { file };
    let address = escape(&format!("{site}{page}"));
    let links = format!(
        "<link rel=\"canonical\" href=\"{address}\">\n  <meta property=\"og:url\" content=\"{address}\">\n</head>"
    );
    html.replacen(&format!("content=\"{CARD}\""), &format!("content=\"{}{CARD}\"", escape(site)), 1)
        .replacen("</head>", &links, 1)
}

/// The sitemap of these files (sitemaps.org, version 0.9).
pub fn sitemap<'a>(files: impl Iterator<Item = &'a str>, site: &str) -> String {
    let entries = files.map(|file| {
        let page = if file == "index.html" { "" } else { file };
        format!("<url><loc>{}</loc></url>\n", escape(&format!("{site}{page}")))
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{}</urlset>\n",
        entries.collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_whole_and_ends_with_a_slash() {
        assert_eq!(checked("https://example.org/a").as_deref(), Ok("https://example.org/a/"));
        assert_eq!(checked("http://example.org//").as_deref(), Ok("http://example.org/"));
        for odd in
            ["example.org", "https://", "https://a b", "https://a/?x", "javascript:alert(1)", "https://a\"b"]
        {
            let said = checked(odd).unwrap_err();
            assert!(said.contains(odd) && said.contains("https://example.org/timeline/"), "{said}");
        }
    }

    #[test]
    fn pages_name_their_address_only_where_it_is_known() {
        let html = "<head><meta property=\"og:image\" content=\"card.png\">\n</head>";
        assert_eq!(placed(html, "index.html", None), html);
        let page = placed(html, "disputes.html", Some("https://example.org/"));
        assert!(
            page.contains("<link rel=\"canonical\" href=\"https://example.org/disputes.html\">"),
            "{page}"
        );
        assert!(page.contains("content=\"https://example.org/card.png\""), "{page}");
        let page = placed(html, "index.html", Some("https://example.org/"));
        assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/\">"), "{page}");
    }

    #[test]
    fn the_sitemap_lists_every_page() {
        let map = sitemap(["index.html", "a.html"].into_iter(), "https://example.org/x/");
        assert_eq!(map.matches("<url><loc>").count(), 2);
        assert!(map.contains("<loc>https://example.org/x/</loc>"), "{map}");
        assert!(map.contains("<loc>https://example.org/x/a.html</loc>"), "{map}");
    }
}
