//! Path data of SVG, and numbers as it and other attributes take them.

/// A number to so many decimals, at most three; no "-0", no zeros at the end.
pub fn decimal(v: f64, places: u32) -> String {
    let mut text = String::new();
    push_decimal(&mut text, v, places);
    text
}

/// Adds a number as [`decimal`] writes it: a drawing has a thousand of them, so nothing is made on the way.
///
/// By way of an integer: the standard library's way of writing fractions is large.
#[inline(never)]
pub fn push_decimal(out: &mut String, v: f64, places: u32) {
    let mut rest = (v * 10_i32.pow(places) as f64).round() as i64;
    if rest < 0 {
        out.push('-');
        rest = -rest;
    }
    // From the last digit; zeros at the end are left out, and the point where nothing follows it.
    let (mut digits, mut from, mut place) = ([0_u8; 24], 24, 0);
    let mut is_written = places == 0;
    while from > 1 && (rest > 0 || place <= places) {
        if place == places && place > 0 && is_written {
            from -= 1;
            digits[from] = b'.';
        }
        is_written |= rest % 10 > 0 || place >= places;
        if is_written {
            from -= 1;
            digits[from] = b'0' + (rest % 10) as u8;
        }
        rest /= 10;
        place += 1;
    }
    digits[from..].iter().for_each(|&digit| out.push(char::from(digit)));
}

/// Adds a command to path data: its letter and its numbers, px.
pub fn step(d: &mut String, letter: &str, numbers: &[f64]) {
    d.push_str(letter);
    for (i, v) in numbers.iter().enumerate() {
        if i > 0 {
            d.push(' ');
        }
        push_decimal(d, *v, 1);
    }
}

/// Adds a circle, px.
pub fn dot(d: &mut String, x: f64, y: f64, r: f64) {
    step(d, "M", &[x - r, y]);
    for across in [2.0 * r, -2.0 * r] {
        step(d, "a", &[r, r, 0.0, 1.0, 0.0, across, 0.0]);
    }
    d.push('Z');
}

/// The path data of these commands.
pub fn steps(all: &[(&str, &[f64])]) -> String {
    let mut d = String::new();
    all.iter().for_each(|(letter, numbers)| step(&mut d, letter, numbers));
    d
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for v in [0.0, 1.0, -1.0, 10.0, 0.1, 0.049, -0.04, 100.5, 99.95, 123456.75, -0.5] {
            for places in 0..=3 {
                let long = format!(
                    "{:.*}",
                    places as usize,
                    (v * 10f64.powi(places as i32)).round() / 10f64.powi(places as i32)
                );
                let long = if places > 0 { long.trim_end_matches('0').trim_end_matches('.') } else { &long };
                assert_eq!(decimal(v, places), if long == "-0" { "0" } else { long }, "{v} to {places}");
            }
        }
        let check = |v: f64, places: u32, text: &str| assert_eq!(decimal(v, places), text);
        check(1.0 / 3.0, 2, "0.33");
        check(-0.001, 2, "0");
        check(12.0, 1, "12");
        check(-12.34, 1, "-12.3");
        check(-0.26, 1, "-0.3");
        check(7.04, 2, "7.04");
        check(7.5, 2, "7.5");
        check(0.05, 2, "0.05");
        check(99.96, 1, "100");
    }

    #[test]
    fn path_data_are_commands() {
        assert_eq!(steps(&[("M", &[1.0, 2.25]), ("V", &[3.0])]), "M1 2.3V3");
        let mut d = String::new();
        dot(&mut d, 10.0, 4.0, 2.6);
        assert_eq!(d, "M7.4 4a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0Z");
    }
}
