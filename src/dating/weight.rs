//! How a document's day lies to the times that it names, as measured on the documents of an edition whose
//! days are known: for each kind of clue and each precision a table, `weights.csv`.
//!
//! `cargo test --release --lib measure -- --ignored` measures the tables anew (`measure.rs`).

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::clue::ClueKind;
use crate::model::named_time::Precision;

/// Where the stretches of days begin, but for the first, which has no beginning: documents from so many
/// days after the named time on. A time of several days is one stretch, the one that begins with 0.
pub const STRETCHES: [i32; 19] =
    [-3660, -1096, -366, -91, -31, -8, -3, -1, 0, 1, 2, 4, 8, 15, 31, 91, 366, 1096, 3660];

/// The stretch of the named time itself.
pub const WITHIN: usize = 9;

/// A row of the table: the kind of clue and its precision, on how many documents it was measured (0: set by
/// hand), the exponent and the shares.
pub type Row = (ClueKind, Precision, u32, f64, [f64; STRETCHES.len() + 1]);

/// So many of thousand documents are most of them.
const MOST: f64 = 800.0;

/// How documents lie to the times that one kind of clue names.
#[derive(Debug)]
pub struct Weight {
    /// For each stretch the share of documents that lie in it, in thousandths.
    pub shares: [f64; STRETCHES.len() + 1],
    /// To what power the density of days is taken, since clues of several kinds say in part the same.
    pub exponent: f64,
}

/// The weight of a kind of clue; `None` where none could be measured, and the clue says nothing.
pub fn weight(kind: ClueKind, precision: Precision) -> Option<&'static Weight> {
    static WEIGHTS: LazyLock<HashMap<(ClueKind, Precision), Weight>> = LazyLock::new(|| {
        let rows = rows().into_iter();
        rows.map(|(kind, precision, _, exponent, shares)| ((kind, precision), Weight { shares, exponent }))
            .collect()
    });
    WEIGHTS.get(&(kind, precision))
}

/// The rows of the table.
pub fn rows() -> Vec<Row> {
    let mut rows = csv::Reader::from_reader(include_str!("weights.csv").as_bytes());
    rows.deserialize().map(|row| row.unwrap_or_else(|error| unreachable!("{error}"))).collect()
}

/// The stretches round a time of so many days: the place of each, its first day, counted from the first of
/// the time, and the day after its last. No day is farther than `reach`.
pub fn stretches(days: i32, reach: i32) -> impl Iterator<Item = (usize, i32, i32)> {
    let begins = move |stretch: usize| -> i32 {
        let begins = |index: usize| STRETCHES.get(index).copied().unwrap_or(reach).clamp(-reach, reach);
        match stretch {
            0 => -reach,
            stretch if stretch <= WITHIN => begins(stretch - 1),
            // Days after a time are counted from its last.
            stretch => begins(stretch - 1) + days - 1,
        }
    };
    // Past the last stretch, this is the farthest day.
    let all = (0..=STRETCHES.len()).map(move |stretch| (stretch, begins(stretch), begins(stretch + 1)));
    all.filter(|(_, from, to)| from < to)
}

impl Weight {
    /// Whether most of the documents lie on the very day that is named.
    pub fn names_the_day(&self) -> bool {
        self.shares[WITHIN] >= MOST
    }

    /// The density of each stretch ([`stretches`]): its first day, the day after its last, and the share of
    /// documents on each of its days, in thousandths.
    pub fn densities(&self, days: i32, reach: i32) -> impl Iterator<Item = (i32, i32, f64)> {
        stretches(days, reach)
            .map(|(stretch, from, to)| (from, to, self.shares[stretch] / f64::from(to - from)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_follow_one_another_without_gaps() {
        let weight = weight(ClueKind::Footnote, Precision::Day).expect("a weight");
        for days in [1, 30] {
            let stretches: Vec<(i32, i32, f64)> = weight.densities(days, 20_000).collect();
            assert!(stretches.windows(2).all(|pair| pair[0].1 == pair[1].0), "{stretches:?}");
            assert_eq!((stretches[WITHIN].0, stretches[WITHIN].1), (0, days));
            let all: f64 = stretches.iter().map(|(from, to, density)| f64::from(to - from) * density).sum();
            assert!((all - 1000.0).abs() < 10.0, "{all}");
        }
    }

    #[test]
    fn a_day_of_some_year_is_at_most_half_a_year_away() {
        let weight = weight(ClueKind::Footnote, Precision::DayOfSomeYear).expect("a weight");
        let stretches: Vec<(i32, i32, f64)> = weight.densities(1, 183).collect();
        assert_eq!((stretches[0].0, stretches[stretches.len() - 1].1), (-183, 183));
    }
}
