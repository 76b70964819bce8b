//! Serves `dist/` on this machine with the headers of a production server.
//!
//! A small static server over plain threads: GET and HEAD, precompressed files, and nothing outside `dist/`.

use crate::{build, files, Outcome};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// The usual port. If it is taken, the next free ones are tried.
const PORT: u16 = 8080;
const TRIES: u16 = 20;

/// A browser sends about 1 kB; more than this is no browser.
const MAX_HEAD: u64 = 16 * 1024;

/// How long a connection may be idle.
const IDLE: Duration = Duration::from_secs(30);

/// Builds, serves, prints the address, and stays until interrupted.
pub fn command(root: &Path, port: Option<u16>) -> Outcome<()> {
    let dist = build::build(root)?;
    let (address, server) = match port {
        Some(port) => start(dist, port)?,
        None => {
            let mut tries = (PORT..PORT + TRIES).map(|port| start(dist.clone(), port));
            tries.find(Result::is_ok).unwrap_or_else(|| start(dist, 0))?
        }
    };
    println!("The timeline is at http://{address}/ (Ctrl+C ends it)");
    server.join().map_err(|_| "the server stopped".to_string())
}

/// Starts the server; it answers when this returns, and runs until the process ends. Port 0 is any free one.
pub fn start(dist: PathBuf, port: u16) -> Outcome<(SocketAddr, std::thread::JoinHandle<()>)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map_err(|e| format!("cannot listen on port {port}: {e}. Give another one with --port N"))?;
    let address = listener.local_addr().map_err(|e| format!("the server has no address: {e}"))?;
    let dist = Arc::new(dist);
    let server = std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let dist = Arc::clone(&dist);
            // A reader who goes away in the middle is no error of ours.
            std::thread::spawn(move || talk(&stream, &dist).ok());
        }
    });
    Ok((address, server))
}

/// Answers one request after another until the reader has enough.
fn talk(stream: &TcpStream, dist: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_write_timeout(Some(IDLE))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    loop {
        let mut head = String::new();
        let mut limited = (&mut reader).take(MAX_HEAD);
        while !head.ends_with("\r\n\r\n") {
            if limited.read_line(&mut head)? == 0 {
                return Ok(());
            }
        }
        let request = Request::parse(&head);
        let (keep, bodyless) = match &request {
            Some(request) => (request.keep, request.method == "HEAD"),
            None => (false, false),
        };
        let reply = request.map_or_else(|| Reply::text(400, "This is no request."), |r| answer(&r, dist));
        let mut out = reply.head(keep).into_bytes();
        if !bodyless {
            out.extend(reply.body);
        }
        (&mut (&*stream)).write_all(&out)?;
        if !keep {
            return Ok(());
        }
    }
}

/// What is read of a request.
#[derive(Debug, PartialEq)]
struct Request {
    method: String,
    /// Decoded, without query.
    path: String,
    encodings: String,
    etag: Option<String>,
    keep: bool,
}

impl Request {
    fn parse(head: &str) -> Option<Request> {
        let mut lines = head.lines();
        let mut words = lines.next()?.split(' ');
        let (method, target, version) = (words.next()?, words.next()?, words.next()?);
        let fields: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once(':')).collect();
        let field = |name: &str| {
            fields.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
        };
        // A body would be read as the next request, so the connection ends after a request that has one.
        let has_body = field("content-length").is_some_and(|length| length != "0")
            || field("transfer-encoding").is_some();
        let closes = field("connection").is_some_and(|words| words.eq_ignore_ascii_case("close"));
        Some(Request {
            method: method.to_string(),
            path: decode(target.split(['?', '#']).next()?)?,
            encodings: field("accept-encoding").unwrap_or_default().to_string(),
            etag: field("if-none-match").map(str::to_string),
            keep: version == "HTTP/1.1" && !closes && !has_body,
        })
    }
}

/// Undoes %-encoding.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let digit = |byte: Option<u8>| (byte? as char).to_digit(16);
            (digit(rest.next())? * 16 + digit(rest.next())?) as u8
        } else {
            byte
        });
    }
    String::from_utf8(bytes).ok()
}

/// The file of a path: only plain names below `dist`, and a folder is its index.html.
fn resolve(path: &str, dist: &Path) -> Option<PathBuf> {
    let inside = path.strip_prefix('/')?;
    if inside.contains(['\\', '\0']) {
        return None;
    }
    let plain = Path::new(inside).components().all(|part| matches!(part, Component::Normal(_)));
    if !plain {
        return None;
    }
    let mut file = dist.join(inside);
    if inside.is_empty() || inside.ends_with('/') {
        file.push("index.html");
    }
    // A link could lead out of the folder.
    let real = file.canonicalize().ok()?;
    (real.is_file() && real.starts_with(dist.canonicalize().ok()?)).then_some(file)
}

/// An answer, before it is written.
struct Reply {
    status: u16,
    fields: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Reply {
    fn text(status: u16, sentence: &str) -> Reply {
        let mut reply = Reply { status, fields: common_fields(), body: format!("{sentence}\n").into_bytes() };
        reply.fields.push(("Content-Type", "text/plain; charset=utf-8".into()));
        reply.fields.push(("Cache-Control", "no-cache".into()));
        reply.fields.push(("Content-Security-Policy", build::policy("")));
        reply
    }

    fn head(&self, keep: bool) -> String {
        let reason = match self.status {
            200 => "OK",
            304 => "Not Modified",
            400 => "Bad Request",
            404 => "Not Found",
            405 => "Method Not Allowed",
            _ => "Internal Server Error",
        };
        let mut head = format!("HTTP/1.1 {} {reason}\r\n", self.status);
        for (name, value) in &self.fields {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if self.status != 304 {
            head.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        }
        head.push_str(if keep { "Connection: keep-alive\r\n\r\n" } else { "Connection: close\r\n\r\n" });
        head
    }
}

/// What every answer says. The page may be embedded in others, so nothing forbids framing.
fn common_fields() -> Vec<(&'static str, String)> {
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Vary", "Accept-Encoding"),
    ]
    .map(|(name, value)| (name, value.to_string()))
    .to_vec()
}

fn answer(request: &Request, dist: &Path) -> Reply {
    if request.method != "GET" && request.method != "HEAD" {
        let mut reply = Reply::text(405, "Only GET and HEAD are answered here.");
        reply.fields.push(("Allow", "GET, HEAD".into()));
        return reply;
    }
    let Some(file) = resolve(&request.path, dist) else {
        return Reply::text(404, "There is nothing at this address. The timeline is at /.");
    };
    let Ok(plain) = files::read(&file) else {
        return Reply::text(500, "The file cannot be read.");
    };
    let name = file.to_string_lossy();
    let mut fields = common_fields();
    fields.push(("Content-Type", mime(&name).into()));
    fields.push(("Cache-Control", cache_control(&name).into()));
    let policy = if name.ends_with(".html") {
        build::policy(&String::from_utf8_lossy(&plain))
    } else {
        build::policy("")
    };
    fields.push(("Content-Security-Policy", policy));
    let (encoding, body) = encoded(&file, plain, &request.encodings);
    if let Some(encoding) = encoding {
        fields.push(("Content-Encoding", encoding.into()));
    }
    let etag = format!("\"{}\"", &files::digest([body.as_slice()])[..20]);
    fields.push(("ETag", etag.clone()));
    if request.etag.as_deref() == Some(&etag) {
        return Reply { status: 304, fields, body: Vec::new() };
    }
    Reply { status: 200, fields, body }
}

/// The file as the reader's browser can take it. A compressed copy older than its file is not used, so that a
/// dataset may be changed in `dist/` by hand.
fn encoded(file: &Path, plain: Vec<u8>, accepted: &str) -> (Option<&'static str>, Vec<u8>) {
    let changed = |path: &Path| path.metadata().and_then(|meta| meta.modified()).ok();
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
        let copy = build::beside(file, ending);
        if accepts(accepted, encoding) && changed(&copy) >= changed(file) {
            if let Ok(bytes) = files::read(&copy) {
                return (Some(encoding), bytes);
            }
        }
    }
    (None, plain)
}

/// Whether an Accept-Encoding field allows this one: named, and not with quality 0.
fn accepts(field: &str, encoding: &str) -> bool {
    field.split(',').any(|part| {
        let mut words = part.split(';').map(str::trim);
        let named = words.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        let refused = words
            .any(|word| word.strip_prefix("q=").is_some_and(|q| q.parse::<f32>().is_ok_and(|q| q <= 0.0)));
        named && !refused
    })
}

/// The type by the name's ending.
pub fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "bib" => "application/x-bibtex; charset=utf-8",
        "ris" => "application/x-research-info-systems; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

/// How long a browser may keep it: for ever if its name has a hash, a week for a font, else it must ask.
fn cache_control(name: &str) -> &'static str {
    if is_hashed(name) {
        "public, max-age=31536000, immutable"
    } else if name.ends_with(".woff2") {
        "public, max-age=604800"
    } else {
        "no-cache"
    }
}

/// Whether the name carries a hash of the content: `app-0123456789abcdef_bg.wasm`.
fn is_hashed(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    file.split(['-', '_', '.'])
        .any(|part| part.len() >= 12 && part.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
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
        check("noending", "application/octet-stream");
    }

    #[test]
    fn only_hashed_names_are_kept_for_ever() {
        let check = |name, expect: &str| assert!(cache_control(name).contains(expect), "{name}");
        check("dist/app-0123456789abcdef_bg.wasm", "immutable");
        check("dist/css/site-0123456789abcdef.css", "immutable");
        check("dist/start-9f3c1d2e4b5a6978.js", "immutable");
        check("dist/index.html", "no-cache");
        check("dist/data/timeline.json", "no-cache");
        check("dist/fonts/brygada-1918-latin.woff2", "604800");
    }

    #[test]
    fn encodings_are_negotiated() {
        let check = |field, encoding, expect| assert_eq!(accepts(field, encoding), expect, "{field}");
        check("gzip, deflate, br", "br", true);
        check("gzip, deflate", "br", false);
        check("br;q=0, gzip", "br", false);
        check("br;q=0.0", "br", false);
        check("BR;q=1.0", "br", true);
        check("", "gzip", false);
        check("brotli", "br", false);
    }

    #[test]
    fn requests_are_read() {
        let get = Request::parse("GET /a%20b?x#y HTTP/1.1\r\nAccept-Encoding: br\r\n\r\n").expect("request");
        assert_eq!((get.method.as_str(), get.path.as_str(), get.encodings.as_str()), ("GET", "/a b", "br"));
        assert!(get.keep);
        assert!(!Request::parse("GET / HTTP/1.1\r\nconnection: Close\r\n\r\n").expect("request").keep);
        assert!(!Request::parse("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n").expect("request").keep);
        assert!(!Request::parse("GET / HTTP/1.0\r\n\r\n").expect("request").keep);
        for bad in ["", "\r\n\r\n", "GET /\r\n\r\n", "GET /%g0 HTTP/1.1\r\n\r\n", "GET /%ff HTTP/1.1\r\n\r\n"]
        {
            assert_eq!(Request::parse(bad), None, "{bad:?}");
        }
    }

    /// A small site, and one secret file beside it.
    fn site(name: &str) -> (PathBuf, PathBuf) {
        let folder = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        let dist = folder.join("dist");
        files::write(&dist.join("index.html"), "<p>plate</p><script>1</script>").expect("index");
        files::write(&dist.join("data/timeline.json"), "{}").expect("data");
        files::write(&dist.join("data/timeline.json.br"), "br").expect("copy");
        files::write(&folder.join("secret"), "secret").expect("secret");
        (folder, dist)
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let (folder, dist) = site("outside");
        for path in
            ["/../secret", "/data/../../secret", "//etc/passwd", "/..\\secret", "secret", "/./index.html"]
        {
            let found = resolve(path, &dist);
            assert!(found.is_none_or(|file| file.ends_with("index.html")), "{path}");
        }
        assert_eq!(resolve("/", &dist), Some(dist.join("index.html")));
        assert_eq!(resolve("/data/", &dist), None);
        assert_eq!(resolve("/data", &dist), None);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.join("secret"), dist.join("link")).expect("link");
            assert_eq!(resolve("/link", &dist), None);
        }
        files::remove(&folder).expect("clean");
    }

    /// Sends one request and returns the answer's head and body.
    fn ask(address: SocketAddr, request: &str) -> (String, String) {
        let mut stream = TcpStream::connect(address).expect("connects");
        stream.write_all(request.replace('\n', "\r\n").as_bytes()).expect("sends");
        let mut all = String::new();
        stream.read_to_string(&mut all).expect("answers");
        let (head, body) = all.split_once("\r\n\r\n").expect("has a head");
        (head.to_string(), body.to_string())
    }

    #[test]
    fn the_headers_are_those_of_production() {
        let (folder, dist) = site("headers");
        let (address, _) = start(dist, 0).expect("starts");
        let (head, body) = ask(address, "GET / HTTP/1.1\nConnection: close\n\n");
        assert!(head.starts_with("HTTP/1.1 200 OK"), "{head}");
        assert_eq!(body, "<p>plate</p><script>1</script>");
        for field in [
            "Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-",
            "X-Content-Type-Options: nosniff",
            "Referrer-Policy: ",
            "Permissions-Policy: ",
            "Cross-Origin-Opener-Policy: same-origin",
            "Cache-Control: no-cache",
            "Content-Type: text/html; charset=utf-8",
        ] {
            assert!(head.contains(field), "{field} is not in {head}");
        }
        assert!(!head.contains("X-Frame-Options"), "it may be embedded");

        let (head, body) = ask(address, "HEAD / HTTP/1.1\nConnection: close\n\n");
        assert!(head.contains("Content-Length: 30") && body.is_empty(), "{head}");

        let (head, body) =
            ask(address, "GET /data/timeline.json HTTP/1.1\nAccept-Encoding: br\nConnection: close\n\n");
        assert!(head.contains("Content-Encoding: br") && body == "br", "{head}");

        let (head, body) = ask(address, "GET /nowhere HTTP/1.1\nConnection: close\n\n");
        assert!(head.starts_with("HTTP/1.1 404") && body.contains("nothing at this address"), "{head}");

        let (head, _) = ask(address, "POST / HTTP/1.1\nConnection: close\n\n");
        assert!(head.starts_with("HTTP/1.1 405") && head.contains("Allow: GET, HEAD"), "{head}");
        files::remove(&folder).expect("clean");
    }

    #[test]
    fn an_unchanged_page_is_not_sent_again() {
        let (folder, dist) = site("etag");
        let (address, _) = start(dist, 0).expect("starts");
        let (head, _) = ask(address, "GET / HTTP/1.1\nConnection: close\n\n");
        let etag = head.lines().find_map(|line| line.strip_prefix("ETag: ")).expect("etag");
        let again = format!("GET / HTTP/1.1\nIf-None-Match: {etag}\nConnection: close\n\n");
        let (head, body) = ask(address, &again);
        assert!(head.starts_with("HTTP/1.1 304") && body.is_empty(), "{head}");
        files::remove(&folder).expect("clean");
    }
}
