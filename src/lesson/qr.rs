//! The address of a sheet as a QR code: its modules as one path.

use crate::core::plate::path::step;
use qrcodegen::{QrCode, QrCodeEcc};

/// Light modules about the code, as the standard asks.
const QUIET: i32 = 4;

/// A code to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    /// Modules a side, with the quiet zone.
    pub side: i32,
    /// Its dark modules as path data, a module a unit: each run of a line is one rectangle.
    pub path: String,
}

/// The code of this text; none when it is too long for any. A sheet is creased and copied, so 15 % of the code may be
/// lost (level M), and more where that makes it no larger.
pub fn qr(text: &str) -> Option<Qr> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let end = (x..size).find(|end| !code.get_module(*end, y)).unwrap_or(size);
            if end > x {
                step(&mut path, "M", &[f64::from(x + QUIET), f64::from(y + QUIET)]);
                step(&mut path, "h", &[f64::from(end - x)]);
                step(&mut path, "v1h", &[f64::from(x - end)]);
                path.push('z');
            }
            x = end + 1;
        }
    }
    Some(Qr { side: size + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The drawing read back, module by module, with its quiet zone.
    fn modules(code: &Qr) -> Vec<Vec<bool>> {
        let side = code.side as usize;
        let mut grid = vec![vec![false; side]; side];
        for run in code.path.split('z').filter(|run| !run.is_empty()) {
            let (at, length) = run.strip_prefix('M').and_then(|run| run.split_once('h')).expect("a run");
            let (x, y) = at.split_once(' ').expect("a place");
            let length: usize = length.split('v').next().expect("a length").parse().expect("a number");
            let (x, y): (usize, usize) = (x.parse().expect("x"), y.parse().expect("y"));
            assert!(run.ends_with(&format!("v1h-{length}")), "{run}");
            (x..x + length).for_each(|x| grid[y][x] = true);
        }
        grid
    }

    /// Without the quiet zone, which is light.
    fn inside(code: &Qr) -> Vec<Vec<bool>> {
        let (grid, quiet) = (modules(code), QUIET as usize);
        let end = grid.len() - quiet;
        for (y, line) in grid.iter().enumerate() {
            for (x, dark) in line.iter().enumerate() {
                assert!(!dark || ((quiet..end).contains(&x) && (quiet..end).contains(&y)), "quiet zone");
            }
        }
        grid[quiet..end].iter().map(|line| line[quiet..end].to_vec()).collect()
    }

    /// Reads a code whose data are one block (to version 2; version 3 at level M): a reader's way, without repair.
    fn read(code: &Qr) -> String {
        let grid = inside(code);
        let n = grid.len();
        assert!((21..=29).contains(&n));
        // Ten bits after level and mask repair the format; here they are only unmasked.
        let format = (0..5).fold(0, |bits, x| bits << 1 | u32::from(grid[8][x])) ^ 0b10101;
        assert_ne!(format >> 3, 0b01, "level M or better");
        let mask = |x: usize, y: usize| match format & 7 {
            0 => (x + y) % 2,
            1 => y % 2,
            2 => x % 3,
            3 => (x + y) % 3,
            4 => (x / 3 + y / 2) % 2,
            5 => x * y % 2 + x * y % 3,
            6 => (x * y % 2 + x * y % 3) % 2,
            _ => ((x + y) % 2 + x * y % 3) % 2,
        };
        let fixed = |x: usize, y: usize| {
            let finder = (x < 9 && (y < 9 || y >= n - 8)) || (x >= n - 8 && y < 9);
            let near = |v: usize| n > 21 && (n - 9..=n - 5).contains(&v);
            finder || x == 6 || y == 6 || (near(x) && near(y))
        };
        let mut bits = Vec::new();
        let mut right = n - 1;
        let mut up = true;
        loop {
            for step in 0..n {
                let y = if up { n - 1 - step } else { step };
                for x in [right, right - 1] {
                    if !fixed(x, y) {
                        bits.push(grid[y][x] != (mask(x, y) == 0));
                    }
                }
            }
            up = !up;
            // The column of the timing pattern is passed over.
            right = match right {
                1 => break,
                8 => 5,
                _ => right - 2,
            };
        }
        let number = |bits: &[bool]| bits.iter().fold(0usize, |all, bit| all << 1 | usize::from(*bit));
        assert_eq!(number(&bits[..4]), 0b0100, "bytes");
        let length = number(&bits[4..12]);
        let bytes = bits[12..12 + 8 * length].chunks(8).map(|byte| number(byte) as u8).collect();
        String::from_utf8(bytes).expect("UTF-8")
    }

    #[test]
    fn a_drawn_code_reads_back() {
        for text in
            ["https://a.example/", "https://a.example/#e=x", "https://example.org/timeline/#e=prc-1949"]
        {
            assert_eq!(read(&qr(text).expect("fits")), text);
        }
    }

    #[test]
    fn an_address_of_any_usual_length_has_its_three_finders() {
        for length in [10, 60, 120, 300, 900] {
            let text = format!("https://example.org/{}", "x".repeat(length));
            let code = qr(&text).expect("fits");
            let grid = inside(&code);
            let n = grid.len();
            assert_eq!((n - 17) % 4, 0, "a side of the standard");
            for (left, top) in [(0, 0), (n - 7, 0), (0, n - 7)] {
                for y in 0..7 {
                    for x in 0..7 {
                        let ring = x.min(y).min(6 - x).min(6 - y);
                        assert_eq!(grid[top + y][left + x], ring != 1, "finder at {left}, {top}");
                    }
                }
            }
            // The timing patterns between them.
            assert!((8..n - 8).all(|i| grid[6][i] == (i % 2 == 0) && grid[i][6] == (i % 2 == 0)));
        }
        assert_eq!(qr(&"x".repeat(9000)), None);
    }
}
