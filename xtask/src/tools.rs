//! Installs the tools at their pinned versions into the user's cache folder, where every clone finds them.
//!
//! Each tool has a folder of its own, named by its version. It is filled under another name and renamed when
//! complete, so an interrupted install is never taken for a finished one, and a lock lets two runs share it.
//! Whatever stands on the PATH is not used: a wrong version there can do no harm.

use crate::{files, Outcome};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// A program that `cargo install` builds.
struct CargoTool {
    /// Name of the crate.
    krate: &'static str,
    /// Name of the program, and of its folder.
    program: &'static str,
    version: &'static str,
    /// Further words for `cargo install`.
    options: &'static [&'static str],
    /// How long it usually takes on two cores.
    takes: &'static str,
}

/// Newer ones need a newer compiler than the project's. `rustls` needs no OpenSSL headers.
const TRUNK: CargoTool = CargoTool {
    krate: "trunk",
    program: "trunk",
    version: "0.21.14",
    options: &["--no-default-features", "--features", "rustls"],
    takes: "3 to 6 minutes",
};

/// Reads only what the wasm-bindgen crate of exactly this version wrote.
const WASM_BINDGEN: CargoTool = CargoTool {
    krate: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    version: "0.2.129",
    options: &[],
    takes: "2 to 4 minutes",
};

/// What `wasm-opt --version` prints of binaryen's version in package.json.
const WASM_OPT: &str = "132";

/// The oldest Node.js that the page tests' driver accepts.
const NODE_MAJOR: u32 = 20;

const TARGET: &str = "wasm32-unknown-unknown";

/// Where the tools of the build are.
pub struct Tools {
    /// A PATH that begins with ours.
    pub path: OsString,
    /// The folder of the Node.js packages.
    pub modules: PathBuf,
    /// Compiler and wasm-bindgen and wasm-opt in one line, for the record of what a build was made with.
    pub versions: String,
}

/// Where the browser and its driver are.
pub struct Browser {
    /// Chromium.
    pub chromium: PathBuf,
    /// ChromeDriver of the same version.
    pub driver: PathBuf,
}

/// What the page tests need besides Chromium.
pub struct PageTools {
    /// Firefox ESR, for the matrix.
    pub firefox: PathBuf,
    /// Poppler's reader of PDF, for what is printed.
    pub pdftotext: PathBuf,
}

/// The folder that holds the tools: `CHINA_USSR_CACHE`, else one in the user's cache.
pub fn cache() -> Outcome<PathBuf> {
    cache_from(|name| std::env::var_os(name).filter(|value| !value.is_empty()))
}

fn cache_from(var: impl Fn(&str) -> Option<OsString>) -> Outcome<PathBuf> {
    const NAME: &str = "china-ussr-timeline";
    if let Some(own) = var("CHINA_USSR_CACHE") {
        return std::path::absolute(own).map_err(|e| format!("CHINA_USSR_CACHE is no path: {e}"));
    }
    // The standard asks to ignore a relative one.
    let xdg = var("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || var("HOME").or_else(|| var("USERPROFILE")).map(|home| PathBuf::from(home).join(".cache"));
    xdg.or_else(home).map(|base| base.join(NAME)).ok_or_else(|| {
        "no cache folder for the tools is known. Set CHINA_USSR_CACHE to a folder that may be written".into()
    })
}

/// Everything that `build` needs, installed where missing.
pub fn for_site(root: &Path) -> Outcome<Tools> {
    compiler(root)?;
    let trunk = cargo_tool(root, &TRUNK)?;
    let bindgen = cargo_tool(root, &WASM_BINDGEN)?;
    let modules = node_modules(root)?;
    let bin = modules.join(".bin");
    expect_version(&bin.join("wasm-opt"), WASM_OPT)?;
    let path = path_with(&[trunk, bindgen, bin])?;
    let versions =
        format!("trunk {} wasm-bindgen {} wasm-opt {WASM_OPT}", TRUNK.version, WASM_BINDGEN.version);
    Ok(Tools { path, modules, versions })
}

fn path_with(first: &[PathBuf]) -> Outcome<OsString> {
    let rest = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(first.iter().cloned().chain(std::env::split_paths(&rest))).map_err(|e| {
        format!("the cache folder cannot stand on the PATH ({e}). Set CHINA_USSR_CACHE to another")
    })
}

/// Makes sure that the compiler can build for the browser, and its standard library with the application's own options.
/// rustup reads `rust-toolchain.toml` only when it installs a compiler, not where that one stands already.
fn compiler(root: &Path) -> Outcome<()> {
    let sysroot = answer(Command::new("rustc").args(["--print", "sysroot"]).current_dir(root))
        .ok_or("rustc is missing. Install rustup from https://rustup.rs and try again")?;
    let rustlib = Path::new(sysroot.trim()).join("lib/rustlib");
    add(root, &["target", "add", TARGET], &rustlib.join(TARGET).join("lib"))?;
    add(root, &["component", "add", "rust-src"], &rustlib.join("src/rust/library/Cargo.lock"))
}

/// Runs rustup with these words unless what they bring is there.
fn add(root: &Path, words: &[&str], brings: &Path) -> Outcome<()> {
    if brings.exists() {
        return Ok(());
    }
    let said = words.join(" ");
    println!("Running `rustup {said}` (a few seconds) …");
    let added = Command::new("rustup").args(words).current_dir(root).status();
    match added {
        Ok(status) if status.success() && brings.exists() => Ok(()),
        Ok(_) => Err(format!("`rustup {said}` failed. Is the network there? Then try again")),
        Err(_) => Err("rustup is missing, and this compiler cannot build for the browser. \
                       Install rustup from https://rustup.rs and try again"
            .into()),
    }
}

/// Returns the folder of the program.
fn cargo_tool(root: &Path, tool: &CargoTool) -> Outcome<PathBuf> {
    let cache = cache()?;
    let name = format!("{}-{}", tool.program, tool.version);
    let home = cache.join(&name);
    let program = home.join("bin").join(format!("{}{}", tool.program, std::env::consts::EXE_SUFFIX));
    install_once(&cache, &name, &|| expect_version(&program, tool.version), &|part| {
        println!("Installing {} {}: this usually takes {} …", tool.krate, tool.version, tool.takes);
        // Kept when interrupted, so that the next try goes on from there.
        let work = cache.join("build").join(&name);
        let status = Command::new("cargo")
            .args(["install", "--locked", "--force", "--version", tool.version, "--root"])
            .arg(part)
            .args(tool.options)
            .arg(tool.krate)
            .env("CARGO_TARGET_DIR", &work)
            // The program runs for seconds: a quick build is worth more than a quick program.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .current_dir(root)
            .status();
        if !status.is_ok_and(|status| status.success()) {
            return Err(format!(
                "`cargo install {}` failed or was stopped; its own words are above. It needs the network and a C compiler \
                 (on Debian: apt-get install build-essential). Then try again: it goes on where it stopped",
                tool.krate
            ));
        }
        files::remove(&work)
    })?;
    Ok(home.join("bin"))
}

/// Fills `cache/name` by `install`, unless `check` finds it complete. Only one process does it at a time.
fn install_once(
    cache: &Path,
    name: &str,
    check: &dyn Fn() -> Outcome<()>,
    install: &dyn Fn(&Path) -> Outcome<()>,
) -> Outcome<()> {
    if check().is_ok() {
        return Ok(());
    }
    files::make_folder(cache)?;
    let lock_path = cache.join(format!("{name}.lock"));
    let lock = fs::File::create(&lock_path).map_err(|e| {
        format!("cannot write {}: {e}. Set CHINA_USSR_CACHE to another folder", lock_path.display())
    })?;
    if lock.try_lock().is_err() {
        println!("Waiting for another run that installs {name} …");
        lock.lock().map_err(|e| format!("cannot lock {}: {e}", lock_path.display()))?;
        if check().is_ok() {
            return Ok(());
        }
    }
    let started = Instant::now();
    let part = cache.join(format!("{name}.part"));
    files::remove(&part)?;
    files::make_folder(&part)?;
    install(&part)?;
    let home = cache.join(name);
    files::remove(&home)?;
    fs::rename(&part, &home).map_err(|e| format!("cannot rename {}: {e}", part.display()))?;
    check().map_err(|e| format!("{name} was installed but does not work: {e}"))?;
    println!("Installed {name} in {} s.", started.elapsed().as_secs());
    Ok(())
}

/// Runs `program --version` and compares.
fn expect_version(program: &Path, version: &str) -> Outcome<()> {
    let said = answer(Command::new(program).arg("--version"))
        .ok_or_else(|| format!("{} does not run", program.display()))?;
    if is_version(&said, version) {
        Ok(())
    } else {
        Err(format!("{} is of another version: {}, not {version}", program.display(), said.trim()))
    }
}

/// Whether one of the words is exactly this version: `0.2.12` is not in `wasm-bindgen 0.2.129`.
fn is_version(said: &str, version: &str) -> bool {
    said.split_whitespace().any(|word| word.trim_start_matches('v') == version)
}

/// Node.js packages, by the hash of the lock file. They are linked into the repository, because an ES module
/// looks for its imports in the folders above it and nowhere else.
pub fn node_modules(root: &Path) -> Outcome<PathBuf> {
    node_version()?;
    let manifest = root.join("package.json");
    let lock = root.join("package-lock.json");
    let (manifest_bytes, lock_bytes) = (files::read(&manifest)?, files::read(&lock)?);
    let name = node_folder(&manifest_bytes, &lock_bytes);
    let cache = cache()?;
    let modules = cache.join(&name).join("node_modules");
    let complete = modules.join(".package-lock.json"); // npm writes it last
    let check = || if complete.is_file() { Ok(()) } else { Err("npm did not finish".to_string()) };
    install_once(&cache, &name, &check, &|part| {
        println!("Installing the Node.js packages of package.json: this usually takes half a minute …");
        files::write(&part.join("package.json"), &manifest_bytes)?;
        files::write(&part.join("package-lock.json"), &lock_bytes)?;
        let status = Command::new(npm())
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(part)
            .status();
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(_) => {
                Err("`npm ci` failed; its own words are above. Is the network there? Then try again".into())
            }
            Err(_) => Err("npm is missing. Install it with Node.js from https://nodejs.org \
                           (on Debian: apt-get install npm) and try again"
                .into()),
        }
    })?;
    link(&modules, &root.join("node_modules"))?;
    Ok(modules)
}

fn node_folder(manifest: &[u8], lock: &[u8]) -> String {
    format!("node-{}", &files::digest([manifest, lock])[..16])
}

fn npm() -> &'static str {
    if cfg!(windows) {
        "npm.cmd"
    } else {
        "npm"
    }
}

fn node_version() -> Outcome<()> {
    const MEND: &str = "Install it from https://nodejs.org and try again";
    let said = answer(Command::new("node").arg("--version"))
        .ok_or_else(|| format!("Node.js is missing. {MEND}: version {NODE_MAJOR} or newer"))?;
    match node_major(&said) {
        Some(major) if major >= NODE_MAJOR => Ok(()),
        _ => Err(format!("Node.js {} is too old: {NODE_MAJOR} is needed. {MEND}", said.trim())),
    }
}

fn node_major(said: &str) -> Option<u32> {
    said.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

/// Points the link `at` to the folder `to`.
fn link(to: &Path, at: &Path) -> Outcome<()> {
    if fs::read_link(at).is_ok_and(|old| old == to) {
        return Ok(());
    }
    if at.symlink_metadata().is_ok_and(|meta| !meta.is_symlink()) {
        return Err(format!(
            "{} is a folder of its own, not the link to the tools. Remove it and try again",
            at.display()
        ));
    }
    files::remove(at)?;
    #[cfg(unix)]
    let made = std::os::unix::fs::symlink(to, at);
    #[cfg(windows)]
    let made = std::os::windows::fs::symlink_dir(to, at);
    made.map_err(|e| format!("cannot link {} to {}: {e}", at.display(), to.display()))
}

/// Chromium and its driver: those of `CHROMIUM` and `CHROMEDRIVER`, else those on the PATH, else from apt.
pub fn browser() -> Outcome<Browser> {
    if let Some(browser) = find_browser() {
        return Ok(browser);
    }
    println!("Installing Chromium and its driver with apt-get: this usually takes 1 to 3 minutes …");
    apt(&["update"])?;
    apt(&["install", "--yes", "--no-install-recommends", "chromium", "chromium-driver"])?;
    find_browser().ok_or_else(|| {
        "chromium or chromedriver is still missing after apt-get. Install both by hand, or set CHROMIUM and \
         CHROMEDRIVER to the two programs, of the same version"
            .into()
    })
}

/// Firefox and pdftotext: those of `FIREFOX` and `PDFTOTEXT`, else those on the PATH, else from apt.
pub fn page_tools() -> Outcome<PageTools> {
    let find = || {
        let firefox = named("FIREFOX").or_else(|| on_path(&["firefox-esr", "firefox"]))?;
        let pdftotext = named("PDFTOTEXT").or_else(|| on_path(&["pdftotext"]))?;
        Some(PageTools { firefox, pdftotext })
    };
    if let Some(tools) = find() {
        return Ok(tools);
    }
    println!("Installing Firefox ESR and pdftotext with apt-get: this usually takes 1 to 3 minutes …");
    apt(&["update"])?;
    apt(&["install", "--yes", "--no-install-recommends", "firefox-esr", "poppler-utils"])?;
    find().ok_or_else(|| {
        "firefox-esr or pdftotext is still missing after apt-get. Install both by hand, or set FIREFOX and PDFTOTEXT \
         to the two programs"
            .into()
    })
}

fn find_browser() -> Option<Browser> {
    let chromium = named("CHROMIUM").or_else(|| on_path(&["chromium", "chromium-browser"]))?;
    let driver = named("CHROMEDRIVER").or_else(|| on_path(&["chromedriver"]))?;
    Some(Browser { chromium, driver })
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
}

fn apt(words: &[&str]) -> Outcome<()> {
    const MEND: &str =
        "Install Chromium and ChromeDriver of the same version, Firefox ESR and pdftotext (of Poppler), and set \
         CHROMIUM, CHROMEDRIVER, FIREFOX and PDFTOTEXT to the programs if they are not on the PATH";
    if on_path(&["apt-get"]).is_none() {
        return Err(format!("A program of the tests is missing, and there is no apt-get here. {MEND}"));
    }
    let root = answer(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    let mut command = if root {
        Command::new("apt-get")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.arg("apt-get");
        sudo
    };
    // Another apt may be at work: wait for it instead of failing.
    let status = command
        .args(["-o", "DPkg::Lock::Timeout=600", "--quiet"])
        .args(words)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        _ => Err(format!("`apt-get {}` failed. {MEND}", words.join(" "))),
    }
}

/// What a program prints, if it runs and succeeds.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_a_whole_word() {
        let check =
            |said, version, expect| assert_eq!(is_version(said, version), expect, "{said} / {version}");
        check("trunk 0.21.14\n", "0.21.14", true);
        check("trunk 0.21.140\n", "0.21.14", false);
        check("wasm-bindgen 0.2.129 (abc)", "0.2.129", true);
        check("wasm-bindgen 0.2.129", "0.2.12", false);
        check("wasm-opt version 132 (version_132)", "132", true);
        check("wasm-opt version 131 (version_131)", "132", false);
        check("v20.20.2", "20.20.2", true);
        check("", "132", false);
    }

    #[test]
    fn node_is_compared_by_its_major_version() {
        assert_eq!(node_major("v20.20.2\n"), Some(20));
        assert_eq!(node_major("v9.1.0"), Some(9));
        assert_eq!(node_major("none"), None);
    }

    #[test]
    fn the_cache_folder_follows_the_environment() {
        let check = |vars: &[(&str, &str)], expect: Option<&str>| {
            let var = |name: &str| vars.iter().find(|(key, _)| *key == name).map(|(_, v)| OsString::from(v));
            assert_eq!(cache_from(var).ok(), expect.map(PathBuf::from), "{vars:?}");
        };
        check(&[("HOME", "/home/a")], Some("/home/a/.cache/china-ussr-timeline"));
        check(&[("HOME", "/home/a"), ("XDG_CACHE_HOME", "/x")], Some("/x/china-ussr-timeline"));
        check(&[("HOME", "/home/a"), ("XDG_CACHE_HOME", "x")], Some("/home/a/.cache/china-ussr-timeline"));
        check(&[("HOME", "/home/a"), ("CHINA_USSR_CACHE", "/own")], Some("/own"));
        check(&[], None);
    }

    #[test]
    fn node_packages_are_kept_by_their_lock() {
        assert_eq!(node_folder(b"{}", b"1"), node_folder(b"{}", b"1"));
        assert_ne!(node_folder(b"{}", b"1"), node_folder(b"{}", b"2"));
        assert_ne!(node_folder(b"{}", b"1"), node_folder(b"{ }", b"1"));
    }

    /// The pins stand in several files, because each tool reads its own.
    #[test]
    fn the_pins_agree() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("root");
        let text = |name: &str| fs::read_to_string(root.join(name)).expect(name);
        let (trunk, bindgen) = (TRUNK.version, WASM_BINDGEN.version);
        assert!(text("Cargo.toml").contains(&format!("wasm-bindgen = \"={bindgen}\"")));
        assert!(text("Trunk.toml").contains(&format!("wasm_bindgen = \"{bindgen}\"")));
        assert!(text("Trunk.toml").contains(&format!("wasm_opt = \"version_{WASM_OPT}\"")));
        assert!(text("Trunk.toml").contains(&format!("trunk-version = \"={trunk}\"")));
        assert!(text("package.json").contains(&format!("\"binaryen\": \"{WASM_OPT}.0.0\"")));
    }

    /// A folder for one test, removed when it ends.
    struct Scratch(PathBuf);
    impl Scratch {
        fn new(name: &str) -> Scratch {
            let path = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
            files::remove(&path).expect("clean");
            files::make_folder(&path).expect("folder");
            Scratch(path)
        }
    }
    impl Drop for Scratch {
        fn drop(&mut self) {
            files::remove(&self.0).ok();
        }
    }

    #[test]
    fn an_interrupted_install_is_not_taken_for_a_finished_one() {
        let scratch = Scratch::new("install");
        let done = scratch.0.join("tool-1").join("done");
        let check = || if done.is_file() { Ok(()) } else { Err("not there".to_string()) };
        let broken = |part: &Path| {
            files::write(&part.join("done"), "")?;
            Err("the network went".to_string())
        };
        assert!(install_once(&scratch.0, "tool-1", &check, &broken).is_err());
        assert!(!done.exists());
        let whole = |part: &Path| {
            assert!(!part.join("done").exists(), "what the broken try left is gone");
            files::write(&part.join("done"), "")
        };
        install_once(&scratch.0, "tool-1", &check, &whole).expect("installs");
        assert!(done.is_file());
        let never = |_: &Path| Err("it is there already".to_string());
        install_once(&scratch.0, "tool-1", &check, &never).expect("is there");
    }

    #[cfg(unix)]
    #[test]
    fn the_link_is_renewed_but_a_real_folder_is_left_alone() {
        let scratch = Scratch::new("link");
        let (a, b, at) = (scratch.0.join("a"), scratch.0.join("b"), scratch.0.join("node_modules"));
        link(&a, &at).expect("first");
        link(&b, &at).expect("renewed");
        assert_eq!(fs::read_link(&at).expect("link"), b);
        files::remove(&at).expect("gone");
        files::make_folder(&at).expect("folder");
        assert!(link(&a, &at).is_err());
    }
}
