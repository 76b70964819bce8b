//! Changes tags in HTML that the build itself has written: attributes stand in quotes, and text holds no bare `<`.

use crate::build::attribute;

/// Passes each tag through `change`. Text, comments, and what stands in scripts and style sheets stay as they are.
pub fn map_tags(html: &str, mut change: impl FnMut(&str) -> String) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        let (text, from) = rest.split_at(open);
        out.push_str(text);
        rest = from;
        let is_comment = rest.starts_with("<!--");
        let length = if is_comment { rest.find("-->").map(|at| at + "-->".len()) } else { tag_length(rest) };
        let Some(length) = length else { break };
        let (tag, after) = rest.split_at(length);
        rest = after;
        if tag.starts_with("<!") {
            out.push_str(tag);
            continue;
        }
        out.push_str(&change(tag));
        // Their text is no markup.
        if let Some(close) =
            [("<script", "</script"), ("<style", "</style")].iter().find(|(name, _)| tag.starts_with(name))
        {
            let (text, end) = rest.split_at(rest.find(close.1).unwrap_or(rest.len()));
            out.push_str(text);
            rest = end;
        }
    }
    out.push_str(rest);
    out
}

/// How long the tag is with which the text begins. A quoted value may hold `>`.
fn tag_length(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, letter) in text.char_indices() {
        match quote {
            None if letter == '>' => return Some(at + 1),
            None if matches!(letter, '"' | '\'') => quote = Some(letter),
            Some(open) if open == letter => quote = None,
            _ => {}
        }
    }
    None
}

/// The tag with another value of an attribute; as it is if it does not have it.
pub fn with_attribute(tag: &str, name: &str, value: &str) -> String {
    match attribute(tag, name) {
        Some(old) => {
            // The value is a part of the tag, so the distance of the two addresses is its place.
            let start = old.as_ptr() as usize - tag.as_ptr() as usize;
            format!("{}{value}{}", &tag[..start], &tag[start + old.len()..])
        }
        None => tag.to_string(),
    }
}

/// The tag without an attribute.
pub fn without_attribute(tag: &str, name: &str) -> String {
    match attribute(tag, name) {
        Some(value) => tag.replacen(&format!(" {name}=\"{value}\""), "", 1),
        None => tag.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_changed_and_nothing_else() {
        let html = "<!doctype html><!-- <a> --><p title=\"a > b\">x<br></p><style>a>b{}</style><script>'<a>'</script>";
        let mut seen = Vec::new();
        let out = map_tags(html, |tag| {
            seen.push(tag.to_string());
            "|".to_string()
        });
        assert_eq!(
            seen,
            ["<p title=\"a > b\">", "<br>", "</p>", "<style>", "</style>", "<script>", "</script>"]
        );
        assert_eq!(out, "<!doctype html><!-- <a> -->|x|||a>b{}||'<a>'|");
    }

    #[test]
    fn attributes_are_changed_and_taken_away() {
        let tag = "<a data-href=\"1\" href=\"a\" id=\"a\">";
        assert_eq!(with_attribute(tag, "href", "#b"), "<a data-href=\"1\" href=\"#b\" id=\"a\">");
        assert_eq!(with_attribute(tag, "title", "x"), tag);
        assert_eq!(without_attribute(tag, "href"), "<a data-href=\"1\" id=\"a\">");
    }
}
