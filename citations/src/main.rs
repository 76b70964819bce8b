//! Writes `data/citations.json` from the works in `data/source/sources.json`: `cargo xtask citations`.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    match renew() {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn renew() -> Result<String, String> {
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .ok_or("this runs through cargo. Type `cargo xtask citations` in the repository")?;
    let data = Path::new(&here).join("../data");
    let (from, to) = (data.join("source/sources.json"), data.join("citations.json"));
    let sources =
        std::fs::read_to_string(&from).map_err(|e| format!("cannot read data/source/sources.json: {e}"))?;
    let text = citations::file(&sources).map_err(|e| format!("data/source/sources.json: {e}"))?;
    std::fs::write(&to, &text).map_err(|e| format!("cannot write data/citations.json: {e}"))?;
    Ok(format!("Wrote data/citations.json: {} kB.", text.len() / 1000))
}
