//! Small helpers over the file system, whose errors name the file.

use crate::Outcome;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Reads a whole file.
pub fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|e| format!("cannot read {}: {e}", path.display()))
}

/// Reads a whole file as text.
pub fn read_text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}", path.display()))
}

/// Writes a whole file; its folder is made if it is not there.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Outcome<()> {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    fs::write(path, bytes).map_err(|e| format!("cannot write {}: {e}", path.display()))
}

/// Makes a folder and those above it.
pub fn make_folder(path: &Path) -> Outcome<()> {
    fs::create_dir_all(path).map_err(|e| format!("cannot make the folder {}: {e}", path.display()))
}

/// Removes a file, a link or a whole folder; it may be missing.
pub fn remove(path: &Path) -> Outcome<()> {
    let gone = match path.symlink_metadata() {
        Err(_) => Ok(()),
        Ok(meta) if meta.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
    };
    gone.map_err(|e| format!("cannot remove {}: {e}", path.display()))
}

/// Every file under a path (or the path itself), sorted, so that two runs see the same order.
pub fn walk(path: &Path) -> Outcome<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let entries = fs::read_dir(path).map_err(|e| format!("cannot list {}: {e}", path.display()))?;
    let mut children = Vec::new();
    for entry in entries {
        children.push(entry.map_err(|e| format!("cannot list {}: {e}", path.display()))?.path());
    }
    children.sort();
    let mut found = Vec::new();
    for child in children {
        found.extend(walk(&child)?);
    }
    Ok(found)
}

/// The path of a file below a folder, with `/` on every system.
pub fn below(folder: &Path, file: &Path) -> String {
    let names: PathBuf = file.strip_prefix(folder).unwrap_or(file).components().collect();
    names.to_string_lossy().replace('\\', "/")
}

/// SHA-256 in hexadecimal of all the parts; each part's length is hashed too, so that bytes cannot move
/// from one part to the next unnoticed.
pub fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::digest;

    #[test]
    fn digest_depends_on_every_part_and_on_the_cuts() {
        let parts = |list: &[&str]| digest(list.iter().map(|p| p.as_bytes()).collect::<Vec<_>>());
        assert_eq!(parts(&["a", "b"]), parts(&["a", "b"]));
        assert_ne!(parts(&["a", "b"]), parts(&["ab"]));
        assert_ne!(parts(&["a", "b"]), parts(&["a", "c"]));
        assert_eq!(parts(&["a"]).len(), 64);
    }
}
