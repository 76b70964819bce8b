//! Shrinks what Trunk wrote of the application: its wasm, the JavaScript glue and the small classic script.
//!
//! The wasm asks for each function of the browser by a name that ends in sixteen digits of a hash, which no
//! compression shortens, and offers its closures by names of a hundred letters; both become short on both sides. Its
//! functions are put in order ([`crate::order`]). Then terser takes spaces, comments and
//! long names out of the scripts. Last, every file is named by its new content.

use crate::{files, order, Outcome};
use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

/// Shrinks the files of `dist` that the page names, and returns the page with their new names.
pub fn shrink(html: &str, dist: &Path, modules: &Path) -> Outcome<String> {
    let start_name = named(dist, "start-", ".js")?;
    minify(&dist.join(&start_name), modules, &["--compress", "--mangle"])?;
    let start = files::read(&dist.join(&start_name))?;
    let start_new = format!("start-{}.js", &files::digest([start.as_slice()])[..16]);
    files::remove(&dist.join(&start_name))?;
    files::write(&dist.join(&start_new), start)?;
    let mut html = html.to_string();
    for (old, new) in program(dist, "app", modules)?.into_iter().chain([(start_name, start_new)]) {
        if !html.contains(&old) {
            return Err(format!("the page does not name {old}. Has Trunk changed? See glue.rs"));
        }
        html = html.replace(&old, &new);
    }
    Ok(html)
}

/// Shrinks the wasm and the glue of a program, `<name>-….js` and `<name>-…_bg.wasm`, and names both by their content.
/// Returns the old and the new name of each, the glue last.
pub fn program(dist: &Path, name: &str, modules: &Path) -> Outcome<[(String, String); 2]> {
    let wasm_name = named(dist, &format!("{name}-"), "_bg.wasm")?;
    let glue_name = named(dist, &format!("{name}-"), ".js")?;
    order::functions(&dist.join(&wasm_name), modules)?;
    let wasm = files::read(&dist.join(&wasm_name))?;
    let mut glue = files::read_text(&dist.join(&glue_name))?;

    let mut short = HashMap::new();
    for name in imports(&wasm)?.into_iter().filter(|name| is_hashed(name)) {
        if glue.matches(&name).count() != 1 {
            return Err(format!(
                "{glue_name} does not name {name} exactly once. Has wasm-bindgen changed? See glue.rs"
            ));
        }
        let word = word(short.len());
        glue = glue.replacen(&name, &word, 1);
        short.insert(name, word);
    }
    for name in exports(&wasm)?.into_iter().filter(|name| is_closure(name)) {
        // A mark that no import has.
        let word = format!("${}", word(short.len()));
        // The name may be the beginning of another: whole words only.
        glue = glue.replace(&format!("wasm.{name}("), &format!("wasm.{word}("));
        short.insert(name, word);
    }
    let wasm = rename(&wasm, &short)?;
    files::write(&dist.join(&glue_name), &glue)?;
    let module = ["--module", "--ecma", "2020", "--compress", "passes=3", "--mangle"];
    minify(&dist.join(&glue_name), modules, &module)?;

    // The two belong together: one name for both.
    let glue = files::read(&dist.join(&glue_name))?;
    let stem = format!("{name}-{}", &files::digest([wasm.as_slice(), glue.as_slice()])[..16]);
    let (wasm_new, glue_new) = (format!("{stem}_bg.wasm"), format!("{stem}.js"));
    for (old, new, bytes) in [(&wasm_name, &wasm_new, wasm), (&glue_name, &glue_new, glue)] {
        files::remove(&dist.join(old))?;
        files::write(&dist.join(new), bytes)?;
    }
    Ok([(wasm_name, wasm_new), (glue_name, glue_new)])
}

/// The one file of `dist` with this beginning and end.
fn named(dist: &Path, begin: &str, end: &str) -> Outcome<String> {
    let mut found = Vec::new();
    for file in files::walk(dist)? {
        let name = file.strip_prefix(dist).unwrap_or(&file).to_string_lossy().into_owned();
        if name.starts_with(begin) && name.ends_with(end) {
            found.push(name);
        }
    }
    match found.as_slice() {
        [one] => Ok(one.clone()),
        _ => Err(format!(
            "dist/ should hold one file {begin}…{end} and holds {}. Remove dist/ and build again",
            found.len()
        )),
    }
}

fn minify(file: &Path, modules: &Path, options: &[&str]) -> Outcome<()> {
    let status = Command::new("node")
        .arg(modules.join("terser/bin/terser"))
        .arg(file)
        .args(options)
        .arg("--output")
        .arg(file)
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!("terser failed on {}; its own words are above", file.display())),
        Err(e) => {
            Err(format!("node does not run: {e}. Install Node.js from https://nodejs.org and try again"))
        }
    }
}

/// The name ends in the hash that wasm-bindgen gives it.
fn is_hashed(name: &str) -> bool {
    let hash = name.rsplit('_').next().unwrap_or_default();
    name.starts_with("__wb") && hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit())
}

/// The name is one under which wasm-bindgen offers a closure to the glue.
fn is_closure(name: &str) -> bool {
    name.starts_with("wasm_bindgen_") && name.contains("___convert__closures_")
}

/// a, b, … z, aa, ab, …
fn word(n: usize) -> String {
    let letter = char::from(b'a' + (n % 26) as u8);
    match n / 26 {
        0 => letter.to_string(),
        more => word(more - 1) + letter.encode_utf8(&mut [0; 4]),
    }
}

/// Reads the binary format of WebAssembly, as far as it is needed here.
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// From its beginning.
    pub fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { bytes, at: 0 }
    }

    fn take(&mut self, length: usize) -> Outcome<&'a [u8]> {
        let end = self.at.checked_add(length);
        let part = end.and_then(|end| self.bytes.get(self.at..end)).ok_or("the wasm ends too early")?;
        self.at += length;
        Ok(part)
    }

    /// An unsigned number in LEB128.
    pub fn number(&mut self) -> Outcome<usize> {
        let mut value = 0;
        for shift in (0..35).step_by(7) {
            let [byte] = self.take(1)? else { break };
            value |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err("a number of the wasm is too long".into())
    }

    /// As many bytes as a number before them says.
    pub fn text(&mut self) -> Outcome<&'a [u8]> {
        let length = self.number()?;
        self.take(length)
    }
}

/// Writes a number in LEB128.
pub fn push_number(out: &mut Vec<u8>, mut value: usize) {
    while value > 0x7f {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Writes bytes with their number before them.
pub fn push_text(out: &mut Vec<u8>, text: &[u8]) {
    push_number(out, text.len());
    out.extend_from_slice(text);
}

/// Magic number and version.
pub const HEADER: &[u8] = b"\0asm\x01\0\0\0";
/// The section that lists what the module asks for.
pub const IMPORTS: u8 = 2;
/// The section that lists what the module offers.
const EXPORTS: u8 = 7;
/// The only kind of import that wasm-bindgen makes.
const FUNCTION: u8 = 0;

/// The sections of a module: id and content.
pub fn sections(wasm: &[u8]) -> Outcome<Vec<(u8, &[u8])>> {
    let rest = wasm.strip_prefix(HEADER).ok_or("this is no wasm of version 1")?;
    let mut reader = Reader { bytes: rest, at: 0 };
    let mut found = Vec::new();
    while reader.at < rest.len() {
        let id = reader.take(1)?[0];
        found.push((id, reader.text()?));
    }
    Ok(found)
}

/// Calls `each` with the module, the name and the type of every function that the section lists.
fn each_import(section: &[u8], mut each: impl FnMut(&[u8], &str, usize)) -> Outcome<usize> {
    let mut reader = Reader { bytes: section, at: 0 };
    let count = reader.number()?;
    for _ in 0..count {
        let module = reader.text()?;
        let name = std::str::from_utf8(reader.text()?).map_err(|e| format!("an import has no name: {e}"))?;
        if reader.take(1)? != [FUNCTION] {
            return Err(format!("the import {name} is no function. See glue.rs"));
        }
        each(module, name, reader.number()?);
    }
    Ok(count)
}

/// The names of what a module asks for.
fn imports(wasm: &[u8]) -> Outcome<Vec<String>> {
    let mut names = Vec::new();
    for (_, section) in sections(wasm)?.into_iter().filter(|(id, _)| *id == IMPORTS) {
        each_import(section, |_, name, _| names.push(name.to_string()))?;
    }
    Ok(names)
}

/// Calls `each` with the name, the kind and the number of everything that the section offers.
fn each_export(section: &[u8], mut each: impl FnMut(&str, u8, usize)) -> Outcome<usize> {
    let mut reader = Reader { bytes: section, at: 0 };
    let count = reader.number()?;
    for _ in 0..count {
        let name = std::str::from_utf8(reader.text()?).map_err(|e| format!("an export has no name: {e}"))?;
        let kind = reader.take(1)?[0];
        each(name, kind, reader.number()?);
    }
    Ok(count)
}

/// The names of what a module offers.
fn exports(wasm: &[u8]) -> Outcome<Vec<String>> {
    let mut names = Vec::new();
    for (_, section) in sections(wasm)?.into_iter().filter(|(id, _)| *id == EXPORTS) {
        each_export(section, |name, _, _| names.push(name.to_string()))?;
    }
    Ok(names)
}

/// The module with other names for what it asks for and offers.
fn rename(wasm: &[u8], names: &HashMap<String, String>) -> Outcome<Vec<u8>> {
    let mut out = HEADER.to_vec();
    for (id, section) in sections(wasm)? {
        out.push(id);
        if id == IMPORTS {
            let mut list = Vec::new();
            let count = each_import(section, |module, name, kind| {
                push_text(&mut list, module);
                push_text(&mut list, names.get(name).map_or(name, String::as_str).as_bytes());
                list.push(FUNCTION);
                push_number(&mut list, kind);
            })?;
            let mut renamed = Vec::new();
            push_number(&mut renamed, count);
            renamed.append(&mut list);
            push_text(&mut out, &renamed);
        } else if id == EXPORTS {
            let mut list = Vec::new();
            let count = each_export(section, |name, kind, number| {
                push_text(&mut list, names.get(name).map_or(name, String::as_str).as_bytes());
                list.push(kind);
                push_number(&mut list, number);
            })?;
            let mut renamed = Vec::new();
            push_number(&mut renamed, count);
            renamed.append(&mut list);
            push_text(&mut out, &renamed);
        } else {
            push_text(&mut out, section);
        }
    }
    Ok(out)
}

/// Fails if a file of `dist` tells where it was made.
pub fn tells_no_place(dist: &Path, places: &[String]) -> Outcome<()> {
    for file in files::walk(dist)? {
        let bytes = files::read(&file)?;
        for place in places.iter().filter(|place| place.len() > 3) {
            if bytes.windows(place.len()).any(|part| part == place.as_bytes()) {
                return Err(format!(
                    "{} names {place}, a folder of this machine. Add it to the remapped ones: build::remapped",
                    file.display()
                ));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two imports of types 0 and 200, an export, and a section that is kept as it is.
    fn module(names: [&str; 2]) -> Vec<u8> {
        module_with(names, "memory")
    }

    fn module_with(names: [&str; 2], export: &str) -> Vec<u8> {
        let mut list = vec![2];
        for (name, kind) in names.into_iter().zip([0, 200]) {
            push_text(&mut list, b"m");
            push_text(&mut list, name.as_bytes());
            list.push(FUNCTION);
            push_number(&mut list, kind);
        }
        let mut wasm = HEADER.to_vec();
        wasm.push(IMPORTS);
        push_text(&mut wasm, &list);
        let mut list = vec![1];
        push_text(&mut list, export.as_bytes());
        list.push(0);
        push_number(&mut list, 300);
        wasm.push(EXPORTS);
        push_text(&mut wasm, &list);
        wasm.push(0);
        push_text(&mut wasm, &[7; 300]);
        wasm
    }

    #[test]
    fn imports_are_renamed_and_the_rest_stays() {
        let wasm = module(["__wbg_add_0123456789abcdef", "start"]);
        assert_eq!(imports(&wasm).expect("reads"), ["__wbg_add_0123456789abcdef", "start"]);
        let names = HashMap::from([("__wbg_add_0123456789abcdef".to_string(), "a".to_string())]);
        assert_eq!(rename(&wasm, &names).expect("writes"), module(["a", "start"]));
        assert_eq!(rename(&wasm, &HashMap::new()).expect("writes"), wasm);
    }

    #[test]
    fn exports_are_renamed() {
        let wasm = module_with(["a", "b"], "wasm_bindgen_0___convert__closures_____invoke");
        let names: HashMap<String, String> =
            exports(&wasm).expect("reads").into_iter().map(|name| (name, "$a".to_string())).collect();
        assert!(names.keys().all(|name| is_closure(name)) && !is_closure("main") && names.len() == 1);
        assert_eq!(rename(&wasm, &names).expect("writes"), module_with(["a", "b"], "$a"));
    }

    #[test]
    fn what_is_no_wasm_is_told() {
        assert!(imports(b"text").is_err());
        let wasm = module(["a", "b"]);
        assert!(imports(&wasm[..20]).is_err());
    }

    #[test]
    fn only_names_with_a_hash_are_shortened() {
        assert!(is_hashed("__wbg_add_9ceab44da1353b80") && is_hashed("__wbindgen_cast_0000000000000001"));
        assert!(!is_hashed("__wbindgen_init_externref_table") && !is_hashed("memory"));
    }

    #[test]
    fn words_are_short_and_different() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(word), ["a", "z", "aa", "ab", "zz", "aaa"]);
    }

    #[test]
    fn a_folder_of_the_machine_is_found() {
        let dist = std::env::temp_dir().join(format!("xtask-places-{}", std::process::id()));
        files::write(&dist.join("a.wasm"), b"\0/home/x/.cargo/y.rs\0").expect("writes");
        let places = |words: &[&str]| words.iter().map(|w| w.to_string()).collect::<Vec<_>>();
        assert!(tells_no_place(&dist, &places(&["/home/x"])).is_err());
        assert!(tells_no_place(&dist, &places(&["/home/y", "/"])).is_ok());
        files::remove(&dist).expect("clean");
    }
}
