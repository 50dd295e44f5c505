//! The order of an edition: how likely each day is for each document by what all of them say, if
//! one follows the other in time.
//!
//! The documents are a chain. From one to the next time passes, mostly a little; seldom an edition
//! goes back by some days, and more seldom a chapter begins the time anew. What comes before a
//! document is carried forward along the chain, what comes after it backward, and the two meet.

use super::calendar::{Calendar, normalise, sum};

/// The share of documents that begin the time anew.
const ANEW: f64 = 0.005;
/// The share of documents that lie some days before the one that they follow.
const BACK: f64 = 0.007;
/// How many days back they lie.
const DAYS_BACK: f64 = 4.0;
/// The share of documents that have the day of the one that they follow, beyond those that happen to.
const SAME: f64 = 0.08;
/// Of the other documents the share that follow at longer distances.
const FAR: f64 = 0.3;
/// How much longer these are.
const FARTHER: f64 = 6.0;
/// So many documents are held in memory at a time; for the others the way forward is gone twice.
const STRIDE: usize = 512;

/// The chain of a collection's documents.
pub struct Chain<'a> {
    calendar: &'a Calendar,
    /// How many documents there are.
    length: usize,
    /// Puts into a buffer how likely each day is for a document by itself; they add up to 1.
    likely: &'a dyn Fn(usize, &mut Vec<f64>),
    /// Whether a document's days are asked for.
    is_asked: &'a dyn Fn(usize) -> bool,
    near: f64,
    far: f64,
    back: f64,
    /// How likely the next document has the day of one whose day is certain.
    same: f64,
    /// How likely it lies one day after, two days after, and so on.
    later: Vec<f64>,
    /// The same for the days before.
    earlier: Vec<f64>,
}

impl<'a> Chain<'a> {
    /// The chain of so many documents, with a way to tell how likely each day is for one by itself.
    /// Only those that are asked for are shown.
    pub fn new(
        calendar: &'a Calendar,
        length: usize,
        likely: &'a dyn Fn(usize, &mut Vec<f64>),
        is_asked: &'a dyn Fn(usize) -> bool,
    ) -> Self {
        let days = calendar.plain().iter().filter(|day| **day > 0.5 / calendar.len() as f64).count();
        let gap = days as f64 / length.max(1) as f64;
        let kept = |gap: f64| gap / (1.0 + gap);
        let (near, far, back) = (kept(gap), kept(gap * FARTHER), kept(DAYS_BACK));
        let on = 1.0 - ANEW - BACK - SAME;
        let share = |kept: f64, days: i32| (1.0 - kept) * kept.powi(days);
        let days = || 1..i32::try_from(calendar.len()).unwrap_or(i32::MAX);
        let later = |days: i32| on * ((1.0 - FAR) * share(near, days) + FAR * share(far, days));
        let same = SAME + BACK * share(back, 0) + later(0);
        let (later, earlier) =
            (days().map(later).collect(), days().map(|days| BACK * share(back, days)).collect());
        Self { calendar, length, likely, is_asked, near, far, back, same, later, earlier }
    }

    /// Shows the days of each document that is asked for, as likely as all documents make them, to a
    /// visitor: from the last document to the first. The result is how much better the documents agree with an order of
    /// time than with none, as a logarithm; above 0 they have one.
    pub fn visit(&self, mut visit: impl FnMut(usize, &[f64])) -> f64 {
        let mut starts: Vec<Vec<f64>> = Vec::new();
        let mut stretch = Stretch::default();
        let mut agreement = 0.0;
        let mut before = self.calendar.plain().to_vec();
        for first in (0..self.length).step_by(STRIDE) {
            starts.push(before.clone());
            agreement += self.go_forward(first, &mut before, &mut stretch);
        }
        let mut after = vec![1.0 / self.calendar.len() as f64; self.calendar.len()];
        let (mut step, mut both) = (Vec::new(), Vec::new());
        for (index, mut start) in starts.into_iter().enumerate().rev() {
            let first = index * STRIDE;
            // The last stretch is still there.
            if first + STRIDE < self.length {
                self.go_forward(first, &mut start, &mut stretch);
            }
            for (index, (own, forward)) in stretch.own.iter().zip(&stretch.forward).enumerate().rev() {
                if (self.is_asked)(first + index) {
                    both.clear();
                    both.extend(forward.iter().zip(&after).map(|(before, after)| f64::from(*before) * after));
                    normalise(&mut both);
                    visit(first + index, &both);
                }
                after.iter_mut().zip(own).for_each(|(after, own)| *after *= f64::from(*own));
                normalise(&mut after);
                self.backward(&after, &mut step);
                std::mem::swap(&mut after, &mut step);
            }
        }
        agreement
    }

    /// Goes through a stretch of documents, from what is known before it to what is known after it.
    /// The result is how well its documents agree with the order.
    fn go_forward(&self, first: usize, before: &mut Vec<f64>, stretch: &mut Stretch) -> f64 {
        let mut agreement = 0.0;
        let (mut step, mut likely) = (Vec::new(), Vec::new());
        let count = STRIDE.min(self.length - first);
        stretch.own.resize(count, Vec::new());
        stretch.forward.resize(count, Vec::new());
        for (index, (own, forward)) in stretch.own.iter_mut().zip(&mut stretch.forward).enumerate() {
            (self.likely)(first + index, &mut likely);
            let alone = sum(self.calendar.plain().iter().zip(&likely).map(|(a, b)| a * b));
            multiply(before, &likely);
            let together = normalise(before);
            agreement += (together / alone).ln();
            keep(&likely, own);
            if (self.is_asked)(first + index) {
                keep(before, forward);
            }
            self.forward(before, &mut step);
            std::mem::swap(before, &mut step);
        }
        agreement
    }

    /// Adds what lies at a certain day, after it and before it.
    fn spread(&self, after: &[f64], before: &[f64], day: usize, to: &mut [f64]) {
        let (first, rest) = to.split_at_mut(day);
        let Some((very, last)) = rest.split_first_mut() else { return };
        *very += self.same;
        last.iter_mut().zip(after).for_each(|(to, after)| *to += after);
        first.iter_mut().rev().zip(before).for_each(|(to, before)| *to += before);
    }

    /// From how likely a document's days are to how likely the next one's are.
    fn forward(&self, from: &[f64], to: &mut Vec<f64>) {
        let on = 1.0 - ANEW - BACK - SAME;
        to.clear();
        if let Some(day) = certain(from) {
            to.extend(self.calendar.plain().iter().map(|plain| ANEW * plain));
            self.spread(&self.later, &self.earlier, day, to);
            return;
        }
        let (mut near, mut far, mut back) = (0.0, 0.0, 0.0);
        for (day, plain) in from.iter().zip(self.calendar.plain()) {
            near = self.near * near + (1.0 - self.near) * day;
            far = self.far * far + (1.0 - self.far) * day;
            to.push(ANEW * plain + SAME * day + on * ((1.0 - FAR) * near + FAR * far));
        }
        for (day, to) in from.iter().zip(to).rev() {
            back = self.back * back + (1.0 - self.back) * day;
            *to += BACK * back;
        }
    }

    /// From how well a document's days fit what comes after to how well the days of the one before do.
    fn backward(&self, from: &[f64], to: &mut Vec<f64>) {
        let on = 1.0 - ANEW - BACK - SAME;
        let anew = sum(from.iter().zip(self.calendar.plain()).map(|(day, plain)| day * plain));
        to.clear();
        if let Some(day) = certain(from) {
            to.resize(from.len(), ANEW * anew);
            self.spread(&self.earlier, &self.later, day, to);
            return;
        }
        let (mut near, mut far, mut back) = (0.0, 0.0, 0.0);
        for day in from {
            back = self.back * back + (1.0 - self.back) * day;
            to.push(ANEW * anew + SAME * day + BACK * back);
        }
        for (day, to) in from.iter().zip(to).rev() {
            near = self.near * near + (1.0 - self.near) * day;
            far = self.far * far + (1.0 - self.far) * day;
            *to += on * ((1.0 - FAR) * near + FAR * far);
        }
    }
}

/// What is known of a stretch of documents: how likely each day is for each by itself, and by those
/// before it, too. There are many of these numbers, and they need not be exact.
#[derive(Default)]
struct Stretch {
    own: Vec<Vec<f32>>,
    forward: Vec<Vec<f32>>,
}

/// The day that is as good as certain, as most known dates are.
fn certain(days: &[f64]) -> Option<usize> {
    const CERTAIN: f64 = 0.999;
    days.iter().position(|day| *day > CERTAIN)
}

fn keep(numbers: &[f64], in_memory: &mut Vec<f32>) {
    in_memory.clear();
    in_memory.extend(numbers.iter().map(|number| *number as f32));
}

fn multiply(numbers: &mut [f64], by: &[f64]) {
    numbers.iter_mut().zip(by).for_each(|(number, by)| *number *= by);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Date;

    /// What the chain makes of documents with known dates and, for `None`, without: the likeliest day
    /// of each, how likely it is, and the agreement.
    fn chain(dates: &[Option<&str>]) -> (Vec<(String, f64)>, f64) {
        let calendar = Calendar::new(1926, 1926).expect("a calendar");
        let likely = |index: usize, days: &mut Vec<f64>| match dates[index] {
            Some(date) => calendar.known(date.parse::<Date>().expect("a date"), days),
            None => calendar.by_clues(std::iter::empty(), days),
        };
        let mut found = vec![(String::new(), 0.0); dates.len()];
        let agreement = Chain::new(&calendar, dates.len(), &likely, &|_| true).visit(|index, days| {
            let best = days.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).expect("days");
            found[index] = (calendar.day(best.0).expect("a day").to_string(), *best.1);
        });
        (found, agreement)
    }

    #[test]
    fn a_document_lies_between_its_neighbours() {
        let (found, agreement) =
            chain(&[Some("1926-03-01"), Some("1926-03-04"), None, Some("1926-03-05"), Some("1926-03-09")]);
        assert!(("1926-03-04".."1926-03-06").contains(&found[2].0.as_str()), "{found:?}");
        assert!(agreement > 0.0, "{agreement}");
    }

    #[test]
    fn one_document_out_of_order_changes_little() {
        let (found, _) =
            chain(&[Some("1926-03-01"), Some("1926-03-04"), Some("1926-11-05"), None, Some("1926-03-06")]);
        assert!(("1926-03-04".."1926-03-07").contains(&found[3].0.as_str()), "{found:?}");
    }

    #[test]
    fn documents_in_no_order_do_not_agree() {
        let dates: Vec<String> = (0..20)
            .map(|number| format!("1926-{:02}-{:02}", number * 5 % 12 + 1, number * 7 % 28 + 1))
            .collect();
        let dates: Vec<Option<&str>> = dates.iter().map(|date| Some(date.as_str())).collect();
        let (_, agreement) = chain(&dates);
        assert!(agreement < 0.0, "{agreement}");
    }

    #[test]
    fn a_long_chain_gives_the_same_in_stretches() {
        let dates: Vec<String> = (0..600)
            .map(|number| format!("1926-{:02}-{:02}", number / 50 + 1, number % 50 / 2 + 1))
            .collect();
        let mut dates: Vec<Option<&str>> = dates.iter().map(|date| Some(date.as_str())).collect();
        for undated in [10, 255, 256, 257, 599] {
            dates[undated] = None;
        }
        let (found, _) = chain(&dates);
        // Those before and after are two days apart.
        for (index, first, last) in [(10, "1926-01-05", "1926-01-06"), (256, "1926-06-03", "1926-06-05")] {
            let (day, likelihood) = &found[index];
            assert!((first..=last).contains(&day.as_str()) && *likelihood > 0.3, "{:?}", found[index]);
        }
    }
}
