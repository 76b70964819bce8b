//! Path data of SVG, and numbers as it and other attributes take them.

/// A number to so many decimals, at most three; no "-0", no zeros at the end.
///
/// By way of an integer: the standard library's way of writing fractions is large.
pub fn decimal(v: f64, places: u32) -> String {
    let one = 10_i64.pow(places);
    let all = (v * one as f64).round() as i64;
    let (whole, mut rest) = (all.abs() / one, all.abs() % one);
    let mut text = if all < 0 { "-".to_owned() } else { String::new() };
    text.push_str(&whole.to_string());
    let mut place = one / 10;
    if rest > 0 {
        text.push('.');
    }
    while rest > 0 {
        text.push(char::from(b'0' + (rest / place) as u8));
        rest %= place;
        place /= 10;
    }
    text
}

/// Adds a command to path data: its letter and its numbers, px.
pub fn step(d: &mut String, letter: &str, numbers: &[f64]) {
    d.push_str(letter);
    for (i, v) in numbers.iter().enumerate() {
        if i > 0 {
            d.push(' ');
        }
        d.push_str(&decimal(*v, 1));
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
