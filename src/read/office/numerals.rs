//! Numbers as office programs write them: in figures, letters, Roman numerals and signs.

use roman_numerals::ToRoman;

/// The signs that call notes, each as often as there were rounds before.
const SIGNS: [&str; 4] = ["*", "†", "‡", "§"];
/// Letters and signs are repeated no more often than this.
const LONGEST: u64 = 20;

/// A number in a format, by the name that Word has for it. What is not known is written in figures.
pub(super) fn written(number: u64, format: &str) -> String {
    match format {
        "decimalZero" => format!("{number:02}"),
        "lowerLetter" => letters(number, b'a'),
        "upperLetter" => letters(number, b'A'),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "chicago" => signs(number),
        "ordinal" => format!("{number}{}", ending(number)),
        "none" => String::new(),
        _ => number.to_string(),
    }
}

/// a to z, then aa to zz.
fn letters(number: u64, first: u8) -> String {
    let Some(at) = number.checked_sub(1).filter(|at| at / 26 < LONGEST) else { return number.to_string() };
    let letter = char::from(first + u8::try_from(at % 26).unwrap_or(0));
    let times = usize::try_from(at / 26 + 1).unwrap_or(1);
    letter.to_string().repeat(times)
}

fn signs(number: u64) -> String {
    let Some(at) = number.checked_sub(1).filter(|at| at / 4 < LONGEST) else { return number.to_string() };
    let sign = SIGNS[usize::try_from(at % 4).unwrap_or(0)];
    sign.repeat(usize::try_from(at / 4 + 1).unwrap_or(1))
}

fn roman(number: u64) -> String {
    let small = u16::try_from(number).ok().filter(|small| (1..4000).contains(small));
    small.map_or_else(|| number.to_string(), |small| small.to_roman())
}

fn ending(number: u64) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_each_format() {
        for (number, format, wanted) in [
            (4, "decimal", "4"),
            (4, "decimalZero", "04"),
            (28, "lowerLetter", "bb"),
            (3, "upperLetter", "C"),
            (14, "lowerRoman", "xiv"),
            (9999, "upperRoman", "9999"),
            (5, "chicago", "**"),
            (22, "ordinal", "22nd"),
            (0, "lowerLetter", "0"),
            (u64::MAX, "lowerLetter", "18446744073709551615"),
            (7, "hebrew1", "7"),
        ] {
            assert_eq!(written(number, format), wanted, "{number} {format}");
        }
    }
}
