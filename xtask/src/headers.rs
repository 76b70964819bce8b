//! The headers of the site: one table, which `serve` sends and which the build writes out for the usual static hosts
//! (`_headers` for Netlify and Cloudflare Pages, `.htaccess` for Apache, `hosting/nginx.conf`).
//!
//! The policy of a page stands in the page too, because some hosts send no headers. A browser obeys both. So one
//! policy in the header is enough for all pages: what any of them needs, while each page's own narrows it again.

use crate::{build, files, Outcome};
use std::path::Path;

/// What every answer says.
///
/// Nothing here is secret and nothing knows who asks, so any page of any origin may load it. A frame without an
/// origin of its own (`sandbox="allow-scripts"`) must be let in explicitly, even to the files of its own site.
///
/// `Cross-Origin-Opener-Policy` is not among them: it would cut the page off from the one that opened it, and guards
/// secrets that are not here.
pub const COMMON: [(&str, &str); 6] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
    ("Access-Control-Allow-Origin", "*"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("Vary", "Accept-Encoding"),
];

const POLICY: &str = "Content-Security-Policy";
const CACHE: &str = "Cache-Control";

/// Teachers embed the page in theirs. Said in the header only: a browser ignores it in the page, and warns.
const ANCESTORS: &str = "frame-ancestors *";

/// How long a browser may keep what has a hash in its name, what hardly ever changes, what it must ask for again
/// each time, and the service worker: of that a stored copy would hold back every later version.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const A_WEEK: &str = "public, max-age=604800";
const ASK: &str = "no-cache";
const NEVER: &str = "no-store";

/// The type of a file by its name's ending.
const TYPES: &[(&str, &str)] = &[
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("woff2", "font/woff2"),
    ("txt", "text/plain; charset=utf-8"),
    ("xml", "application/xml; charset=utf-8"),
    ("zip", "application/zip"),
    ("bib", "application/x-bibtex; charset=utf-8"),
    ("ris", "application/x-research-info-systems; charset=utf-8"),
    ("webmanifest", "application/manifest+json"),
];

/// The type by the name's ending.
pub fn mime(name: &str) -> &'static str {
    let ending = name.rsplit('.').next().unwrap_or_default();
    TYPES.iter().find(|(known, _)| *known == ending).map_or("application/octet-stream", |(_, mime)| mime)
}

/// How long a browser may keep it.
pub fn cache_control(name: &str) -> &'static str {
    let file = name.rsplit('/').next().unwrap_or_default();
    match file {
        _ if is_hashed(file) => FOR_EVER,
        _ if file.ends_with(".woff2") => A_WEEK,
        crate::offline::WORKER => NEVER,
        _ => ASK,
    }
}

/// Whether the name carries a hash of the content: `app-0123456789abcdef_bg.wasm`.
fn is_hashed(file: &str) -> bool {
    file.split(['-', '_', '.'])
        .any(|part| part.len() >= 12 && part.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
}

/// The policy for the header of one file: the page's own, and who may embed it.
pub fn policy(html: &str) -> String {
    format!("{}; {ANCESTORS}", own_policy(html))
}

/// The policy that stands in the page; for what is no page of ours, the strictest.
fn own_policy(html: &str) -> String {
    let is_policy = |tag: &&str| build::attribute(tag, "http-equiv") == Some(POLICY);
    let meta = build::tags(html, "meta").into_iter().find(is_policy);
    let own = meta.and_then(|tag| build::attribute(tag, "content"));
    own.map_or_else(|| build::policy(html), str::to_string)
}

/// One policy that lets each page have what its own policy lets it have.
fn joined(policies: &[String]) -> String {
    let mut directives: Vec<(&str, Vec<&str>)> = Vec::new();
    for directive in policies.iter().flat_map(|policy| policy.split(';')) {
        let mut words = directive.split_whitespace();
        let Some(name) = words.next() else { continue };
        let at = directives.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
            directives.push((name, Vec::new()));
            directives.len() - 1
        });
        let sources = &mut directives[at].1;
        for word in words.filter(|word| *word != "'none'") {
            if !sources.contains(&word) {
                sources.push(word);
            }
        }
    }
    let written = directives.into_iter().map(|(name, sources)| match sources.is_empty() {
        true => format!("{name} 'none'"),
        false => format!("{name} {}", sources.join(" ")),
    });
    written.chain([ANCESTORS.to_string()]).collect::<Vec<_>>().join("; ")
}

/// Writes the ready files for the usual hosts into the finished `dist/`.
pub fn lay(dist: &Path) -> Outcome<()> {
    let (mut policies, mut for_ever) = (Vec::new(), Vec::new());
    for file in files::walk(dist)? {
        let name = files::below(dist, &file);
        if name.ends_with(".html") {
            policies.push(own_policy(&files::read_text(&file)?));
        }
        if cache_control(&name) == FOR_EVER {
            for_ever.push(name);
        }
    }
    let policy = joined(&policies);
    files::write(&dist.join("_headers"), netlify(&policy, &for_ever))?;
    files::write(&dist.join(".htaccess"), apache(&policy, &for_ever))?;
    files::write(&dist.join("hosting/nginx.conf"), nginx(&policy, &for_ever))
}

fn fields(policy: &str) -> impl Iterator<Item = (&'static str, &str)> {
    COMMON.into_iter().chain([(POLICY, policy)])
}

/// These hosts add up the values of all rules that match, so the rule for everything says nothing about keeping;
/// by themselves they let nothing be kept unasked. They compress, and know the encodings, themselves.
fn netlify(policy: &str, for_ever: &[String]) -> String {
    let mut text = String::from(
        "# Headers for Netlify and Cloudflare Pages; dist/ is the root of the site. Written by `cargo xtask build`.\n/*\n",
    );
    for (name, value) in fields(policy).filter(|(name, _)| *name != "Vary") {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    let manifest = crate::offline::MANIFEST;
    text.push_str(&format!("/{manifest}\n  Content-Type: {}\n", mime(manifest)));
    text.push_str(&format!(
        "/{}\n  {CACHE}: {NEVER}\n/fonts/*\n  {CACHE}: {A_WEEK}\n",
        crate::offline::WORKER
    ));
    for name in for_ever {
        text.push_str(&format!("/{name}\n  {CACHE}: {FOR_EVER}\n"));
    }
    text
}

/// The names as alternatives of a regular expression; of folders only the last part.
fn pattern(names: &[String]) -> String {
    let last = names.iter().map(|name| name.rsplit('/').next().unwrap_or_default().replace('.', "\\."));
    last.collect::<Vec<_>>().join("|")
}

fn apache(policy: &str, for_ever: &[String]) -> String {
    let set = |(name, value): (&str, &str)| match name {
        "Vary" => format!("  Header merge {name} \"{value}\"\n"),
        _ => format!("  Header set {name} \"{value}\"\n"),
    };
    let types: String =
        TYPES.iter().map(|(ending, mime)| format!("  AddType '{mime}' .{ending}\n")).collect();
    let fields: String = fields(policy).map(set).collect();
    format!(
        "# Headers for Apache 2.4; it works from any folder. Written by `cargo xtask build`.\n\
         <IfModule mod_headers.c>\n{fields}  Header set {CACHE} \"{ASK}\"\n  \
         <FilesMatch \"\\.woff2$\">\n    Header set {CACHE} \"{A_WEEK}\"\n  </FilesMatch>\n  \
         <FilesMatch \"^({hashed})(\\.br|\\.gz)?$\">\n    Header set {CACHE} \"{FOR_EVER}\"\n  </FilesMatch>\n  \
         <FilesMatch \"^{worker}(\\.br|\\.gz)?$\">\n    Header set {CACHE} \"{NEVER}\"\n  </FilesMatch>\n\
         </IfModule>\n\
         <IfModule mod_mime.c>\n{types}  RemoveType .gz .br\n  AddEncoding gzip .gz\n  AddEncoding br .br\n</IfModule>\n\
         # The compressed copies that stand beside the files.\n\
         <IfModule mod_rewrite.c>\n  RewriteEngine On\n  \
         RewriteCond %{{HTTP:Accept-Encoding}} \\bbr\\b\n  RewriteCond %{{REQUEST_FILENAME}}.br -f\n  \
         RewriteRule ^(.+)$ $1.br [E=no-gzip:1,L]\n  \
         RewriteCond %{{HTTP:Accept-Encoding}} \\bgzip\\b\n  RewriteCond %{{REQUEST_FILENAME}}.gz -f\n  \
         RewriteRule ^(.+)$ $1.gz [E=no-gzip:1,L]\n</IfModule>\n",
        hashed = pattern(for_ever),
        worker = pattern(&[crate::offline::WORKER.to_string()]),
    )
}

fn nginx(policy: &str, for_ever: &[String]) -> String {
    let fields: String =
        fields(policy).map(|(name, value)| format!("add_header {name} \"{value}\" always;\n")).collect();
    // nginx knows the others by itself. One by one, because a block `types` would take the place of all that it knows.
    let own: String = ["csv", "wasm", "bib", "ris", "webmanifest"]
        .map(|ending| {
            let mime = mime(ending).split(';').next().unwrap_or_default();
            format!("location ~ \\.{ending}$ {{ types {{ }} default_type {mime}; }}\n")
        })
        .concat();
    format!(
        "# Headers for nginx: `include` this in a server block of its own, whose root holds dist/, in any folder.\n\
         # Written by `cargo xtask build`. Its policy names the scripts of this build: reload nginx with each new one.\n\
         {fields}\
         set $kept \"{ASK}\";\n\
         if ($uri ~ \"\\.woff2$\") {{ set $kept \"{A_WEEK}\"; }}\n\
         if ($uri ~ \"/({hashed})$\") {{ set $kept \"{FOR_EVER}\"; }}\n\
         if ($uri ~ \"/{worker}$\") {{ set $kept \"{NEVER}\"; }}\n\
         add_header {CACHE} $kept always;\n\
         charset utf-8;\n\
         # The compressed copies that stand beside the files. With the module ngx_brotli also: brotli_static on;\n\
         gzip_static on;\n{own}",
        hashed = pattern(for_ever),
        worker = pattern(&[crate::offline::WORKER.to_string()]),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_right() {
        let check = |name, expect| assert_eq!(mime(name), expect, "{name}");
        check("app-0123456789abcdef_bg.wasm", "application/wasm");
        check("index.html", "text/html; charset=utf-8");
        check("a.b.js", "text/javascript; charset=utf-8");
        check("data/events.csv", "text/csv; charset=utf-8");
        check("data/timeline.json", "application/json; charset=utf-8");
        check("x.woff2", "font/woff2");
        check("cite/a.b-1950.bib", "application/x-bibtex; charset=utf-8");
        check("data/works.ris", "application/x-research-info-systems; charset=utf-8");
        check("manifest.webmanifest", "application/manifest+json");
        check("noending", "application/octet-stream");
    }

    #[test]
    fn only_hashed_names_are_kept_for_ever_and_the_worker_never() {
        let check = |name, expect: &str| assert!(cache_control(name).contains(expect), "{name}");
        check("dist/app-0123456789abcdef_bg.wasm", "immutable");
        check("dist/css/site-0123456789abcdef.css", "immutable");
        check("dist/start-9f3c1d2e4b5a6978.js", "immutable");
        check("dist/index.html", "no-cache");
        check("dist/data/timeline.json", "no-cache");
        check("dist/fonts/brygada-1918-latin.woff2", "604800");
        check("dist/sw.js", "no-store");
        check("0123456789abcdef/index.html", "no-cache");
    }

    #[test]
    fn the_policy_of_the_header_is_that_of_the_page_and_lets_all_embed_it() {
        let own =
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:\">";
        assert_eq!(policy(own), "default-src 'none'; img-src data:; frame-ancestors *");
        let none = policy("<p>a page without one</p>");
        assert!(none.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"), "{none}");
        assert!(none.ends_with("; frame-ancestors *"));
        assert!(!COMMON
            .iter()
            .any(|(name, _)| ["X-Frame-Options", "Cross-Origin-Opener-Policy"].contains(name)));
    }

    #[test]
    fn policies_are_joined_by_directive() {
        let one = "default-src 'none'; script-src 'self' 'sha256-a'; font-src 'none'".to_string();
        let two =
            "default-src 'none'; script-src 'sha256-b' 'self'; font-src data:; worker-src 'self'".to_string();
        assert_eq!(
            joined(&[one, two]),
            "default-src 'none'; script-src 'self' 'sha256-a' 'sha256-b'; font-src data:; worker-src 'self'; \
             frame-ancestors *"
        );
    }

    #[test]
    fn the_ready_files_say_what_the_server_says() {
        let dist = std::env::temp_dir().join(format!("xtask-hosts-{}", std::process::id()));
        for (name, text) in [
            ("index.html", "<script>1</script>"),
            ("places.html", "<style>a{}</style>"),
            ("app-0123456789abcdef_bg.wasm", ""),
            ("fonts/a.woff2", ""),
            ("sw.js", ""),
        ] {
            files::write(&dist.join(name), text).expect(name);
        }
        lay(&dist).expect("lays");
        let read = |name| files::read_text(&dist.join(name)).expect(name);
        let all = [read("_headers"), read(".htaccess"), read("hosting/nginx.conf")];
        // printf '1' | openssl dgst -sha256 -binary | base64, and the same of 'a{}'
        let hashes = [
            "'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='",
            "'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='",
        ];
        for text in &all {
            for (name, value) in COMMON.iter().filter(|(name, _)| *name != "Vary") {
                assert!(text.contains(name) && text.contains(value), "{name}: {text}");
            }
            for part in [
                "'wasm-unsafe-eval'",
                "manifest-src 'self'",
                "frame-src 'self'",
                "worker-src 'self'",
                ANCESTORS,
            ]
            .iter()
            .chain(&hashes)
            {
                assert!(text.contains(part), "{part}: {text}");
            }
            assert!(!text.contains("unsafe-inline") && !text.contains("'unsafe-eval'"), "{text}");
            for part in ["app-0123456789abcdef_bg", FOR_EVER, A_WEEK, NEVER, "application/manifest+json"] {
                assert!(text.contains(part), "{part}: {text}");
            }
        }
        // A second run must not take up its own files.
        lay(&dist).expect("lays again");
        assert_eq!(all[0], read("_headers"));
        // Cloudflare Pages refuses longer lines.
        assert!(all[0].lines().all(|line| line.len() < 2000));
        files::remove(&dist).expect("clean");
    }
}
