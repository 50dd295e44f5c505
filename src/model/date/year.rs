//! What a year is among other numbers of four figures.

use std::ops::RangeInclusive;

/// The years in which documents are dated.
pub const DATED: RangeInclusive<i16> = 1000..=2199;

/// The years that are believed where a number of another kind could stand as well.
pub const LIKELY: RangeInclusive<i16> = 1500..=2199;

/// The years that are believed where figures can run into others, such as the mark of a note.
pub const COMMON: RangeInclusive<i16> = 1700..=2099;

/// The year that four figures are, if it is one of these years.
pub fn of_figures(text: &str, years: &RangeInclusive<i16>) -> Option<i16> {
    let are_figures = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| are_figures && years.contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_has_four_figures() {
        assert_eq!(of_figures("1926", &COMMON), Some(1926));
        for text in ["926", "+926", "1499", "2200", "19a6", ""] {
            assert_eq!(of_figures(text, &LIKELY), None, "{text}");
        }
        assert_eq!(of_figures("1499", &DATED), Some(1499));
    }
}
