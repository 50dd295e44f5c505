//! The order of an edition: how likely each day is for each document by what all of them say, if
//! one follows the other in time.
//!
//! The documents are a chain. From one to the next time passes, mostly a little; seldom an edition
//! goes back by some days, and more seldom a chapter begins the time anew. What comes before a
//! document is carried forward along the chain, what comes after it backward, and the two meet.

use super::calendar::{Calendar, normalise};

/// The share of documents that begin the time anew.
const ANEW: f64 = 0.005;
/// The share of documents that lie some days before the one that they follow.
const BACK: f64 = 0.02;
/// How many days back they lie.
const DAYS_BACK: f64 = 4.0;
/// Of the other documents the share that follow at longer distances.
const FAR: f64 = 0.35;
/// How much longer these are.
const FARTHER: f64 = 7.0;
/// So many documents lie between those for which the way forward is kept.
const STRIDE: usize = 64;

/// The chain of a collection's documents.
pub struct Chain<'a> {
    calendar: &'a Calendar,
    /// How many documents there are.
    length: usize,
    /// Puts into a buffer how likely each day is for a document by itself; they add up to 1.
    likely: &'a dyn Fn(usize, &mut Vec<f64>),
    near: f64,
    far: f64,
    back: f64,
}

impl<'a> Chain<'a> {
    /// The chain of so many documents, with a way to tell how likely each day is for one by itself.
    pub fn new(calendar: &'a Calendar, length: usize, likely: &'a dyn Fn(usize, &mut Vec<f64>)) -> Self {
        let days = calendar.plain().iter().filter(|day| **day > 0.5 / calendar.len() as f64).count();
        let gap = days as f64 / length.max(1) as f64;
        let kept = |gap: f64| gap / (1.0 + gap);
        Self { calendar, length, likely, near: kept(gap), far: kept(gap * FARTHER), back: kept(DAYS_BACK) }
    }

    /// Shows each document's days, as likely as all documents make them, to a visitor: from the last
    /// document to the first. The result is how much better the documents agree with an order of
    /// time than with none, as a logarithm; above 0 they have one.
    pub fn visit(&self, mut visit: impl FnMut(usize, &[f64])) -> f64 {
        let (starts, agreement) = self.go_forward();
        let mut after = vec![1.0 / self.calendar.len() as f64; self.calendar.len()];
        let mut own: Vec<Vec<f64>> = vec![Vec::new(); STRIDE];
        let mut forward: Vec<Vec<f64>> = vec![Vec::new(); STRIDE];
        let mut step = Vec::new();
        for (block, start) in starts.iter().enumerate().rev() {
            let first = block * STRIDE;
            let count = STRIDE.min(self.length - first);
            let mut before = start.clone();
            for index in 0..count {
                (self.likely)(first + index, &mut own[index]);
                multiply(&mut before, &own[index]);
                normalise(&mut before);
                forward[index].clone_from(&before);
                self.forward(&before, &mut step);
                std::mem::swap(&mut before, &mut step);
            }
            for index in (0..count).rev() {
                let both = &mut forward[index];
                multiply(both, &after);
                normalise(both);
                visit(first + index, both);
                multiply(&mut after, &own[index]);
                normalise(&mut after);
                self.backward(&after, &mut step);
                std::mem::swap(&mut after, &mut step);
            }
        }
        agreement
    }

    /// What is known before some of the documents, and how well the documents agree with the order.
    fn go_forward(&self) -> (Vec<Vec<f64>>, f64) {
        let plain = self.calendar.plain();
        let mut starts = Vec::new();
        let mut agreement = 0.0;
        let (mut own, mut step) = (Vec::new(), Vec::new());
        let mut before = plain.to_vec();
        for index in 0..self.length {
            if index % STRIDE == 0 {
                starts.push(before.clone());
            }
            (self.likely)(index, &mut own);
            let alone: f64 = plain.iter().zip(&own).map(|(a, b)| a * b).sum();
            multiply(&mut before, &own);
            let together = normalise(&mut before);
            agreement += (together / alone).ln();
            self.forward(&before, &mut step);
            std::mem::swap(&mut before, &mut step);
        }
        (starts, agreement)
    }

    /// From how likely a document's days are to how likely the next one's are.
    fn forward(&self, from: &[f64], to: &mut Vec<f64>) {
        let on = 1.0 - ANEW - BACK;
        to.clear();
        let (mut near, mut far, mut back) = (0.0, 0.0, 0.0);
        for (day, plain) in from.iter().zip(self.calendar.plain()) {
            near = self.near * near + (1.0 - self.near) * day;
            far = self.far * far + (1.0 - self.far) * day;
            to.push(ANEW * plain + on * ((1.0 - FAR) * near + FAR * far));
        }
        for (day, to) in from.iter().zip(to).rev() {
            back = self.back * back + (1.0 - self.back) * day;
            *to += BACK * back;
        }
    }

    /// From how well a document's days fit what comes after to how well the days of the one before do.
    fn backward(&self, from: &[f64], to: &mut Vec<f64>) {
        let on = 1.0 - ANEW - BACK;
        let anew: f64 = from.iter().zip(self.calendar.plain()).map(|(day, plain)| day * plain).sum();
        to.clear();
        let (mut near, mut far, mut back) = (0.0, 0.0, 0.0);
        for day in from {
            back = self.back * back + (1.0 - self.back) * day;
            to.push(ANEW * anew + BACK * back);
        }
        for (day, to) in from.iter().zip(to).rev() {
            near = self.near * near + (1.0 - self.near) * day;
            far = self.far * far + (1.0 - self.far) * day;
            *to += on * ((1.0 - FAR) * near + FAR * far);
        }
    }
}

fn multiply(numbers: &mut [f64], by: &[f64]) {
    numbers.iter_mut().zip(by).for_each(|(number, by)| *number *= by);
}
