//! The order of names with numbers in them as people expect it: `d2` stands before `d10`.

use std::cmp::Ordering;

/// Compares two names. White space does not count; case does, and letters stand in the order of Unicode.
/// A row of figures counts as a number, unless it begins with a zero: then it stands before those that do not, and is
/// compared figure by figure, as the decimals of a fraction are (`1.02`, `1.1`).
///
/// Names that differ in white space alone are equal: where the order must be one, let another comparison follow.
pub fn compare(a: &str, b: &str) -> Ordering {
    // Most names that are compared begin alike. A row of figures counts as a whole.
    let is_same = |(one, other): &(u8, u8)| one == other;
    let shared = a.bytes().zip(b.bytes()).take_while(is_same).count();
    let goes_on = |end: &usize| a.as_bytes()[..*end].last().is_some_and(u8::is_ascii_digit);
    let is_between = |end: &usize| a.is_char_boundary(*end) && !goes_on(end);
    let start = (0..=shared).rev().find(is_between).unwrap_or_default();
    parts(&a[start..]).cmp(parts(&b[start..]))
}

/// What a name is compared by, part for part: a letter, or a row of figures in the place of all figures among the letters.
/// Of rows without a zero before them, the longer is the larger number.
type NamePart<'a> = (char, usize, &'a str);

fn parts(name: &str) -> impl Iterator<Item = NamePart<'_>> {
    let mut rest = name;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (part, after) = rest.split_at(figures.max(first.len_utf8()));
        rest = after;
        Some(match first {
            '0' => ('0', 0, part),
            '1'..='9' => ('0', figures, part),
            _ => (first, 0, ""),
        })
    })
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use proptest::prelude::*;

    use super::{compare, parts};

    /// Names in their order, each before the next.
    const ORDERED: [&[&str]; 6] = [
        &["d1", "d1a", "d2", "d10", "d10.1", "d10.2", "d10.10", "e1"],
        // Figures after a zero are decimals.
        &["1.001", "1.002", "1.010", "1.02", "1.1", "1.3"],
        &["0", "00", "001", "01", "1", "9", "10", "18446744073709551616", "18446744073709551617"],
        // Capitals stand before small letters, and letters with marks after both.
        &["A2", "A10", "B1", "Z", "a", "b", "z", "Ärger", "Über", "ärger", "über", "ب"],
        &["-1", ".1", "/", "1", ":", "_1", "a"],
        &["", "letter 1", "letter 2/d1", "letter 2/d10", "letter 10/d1"],
    ];

    #[test]
    fn numbers_count_by_their_size() {
        for names in ORDERED {
            for (at, name) in names.iter().enumerate() {
                for (other_at, other) in names.iter().enumerate() {
                    assert_eq!(compare(name, other), at.cmp(&other_at), "{name} and {other}");
                }
            }
        }
    }

    #[test]
    fn white_space_only_ends_a_number() {
        assert_eq!(compare("letter  1", " letter1\u{a0}"), Ordering::Equal);
        assert_eq!(compare("1 2", "12"), Ordering::Less);
    }

    proptest! {
        #[test]
        fn what_two_names_share_does_not_matter(start in "[01 2a.äB]{0,4}", ends in proptest::collection::vec("[01 2a.äB]{0,3}", 2)) {
            let [a, b] = [0, 1].map(|which| format!("{start}{}", ends[which]));
            prop_assert_eq!(compare(&a, &b), parts(&a).cmp(parts(&b)));
        }

        #[test]
        fn sorting_needs_a_total_order(names in proptest::collection::vec("[01 2a.äB]{0,6}", 3)) {
            let [a, b, c] = [&names[0], &names[1], &names[2]];
            prop_assert_eq!(compare(a, b), compare(b, a).reverse());
            prop_assert_eq!(compare(a, a), Ordering::Equal);
            if compare(a, b).is_le() && compare(b, c).is_le() {
                prop_assert!(compare(a, c).is_le());
            }
        }

        #[test]
        fn numbers_of_any_size(a in 1u128.., b in 1u128..) {
            prop_assert_eq!(compare(&format!("d{a}.txt"), &format!("d{b}.txt")), a.cmp(&b));
        }
    }
}
