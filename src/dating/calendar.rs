//! The days among which the documents of a collection lie, and how likely each is for a document
//! by what it says.

use jiff::civil::Date as Day;
use jiff::{Span, Unit};

use super::weight::{Weight, weight};
use crate::model::clue::{Clue, ClueKind};
use crate::model::date::Date;
use crate::model::named_time::{NamedDay, NamedTime, Precision};

/// More years than this are not looked through day by day.
pub const MOST_YEARS: i16 = 90;
/// How likely a day in the years before and after those of the collection is, beside one in them.
const OUTSIDE: f64 = 0.04;
/// The share of documents that do not lie where all that they say would have them.
const ASTRAY: f64 = 0.02;
/// For how many documents what text and notes tell of says nothing at all.
const ELSEWHERE: f64 = 0.005;
/// No document is taken to lie farther than this from a day without a year, which is that of the nearest.
const HALF_A_YEAR: i32 = 183;
/// No document is taken to lie farther than this from a time with its year.
const FARTHEST: i32 = 20_000;

/// The days of some years, counted from 0.
#[derive(Debug, Clone)]
pub struct Calendar {
    first: Day,
    years: (i16, i16),
    length: usize,
    /// For each day how likely a document lies on it of which nothing is known; they add up to 1.
    plain: Vec<f64>,
}

impl Calendar {
    /// The calendar of a collection by its first and last year, with a year before and a month after
    /// them; `None` if there are too many.
    pub fn new(first: i16, last: i16) -> Option<Self> {
        if last < first || last - first > MOST_YEARS {
            return None;
        }
        let years = (first - 1, last + 1);
        let begin = Day::new(years.0, 1, 1).ok()?;
        let mut calendar = Self { first: begin, years, length: 0, plain: Vec::new() };
        calendar.length = usize::try_from(calendar.offset(Day::new(years.1, 1, 31).ok()?)).ok()? + 1;
        let inner =
            calendar.offset(Day::new(first, 1, 1).ok()?)..=calendar.offset(Day::new(last, 12, 31).ok()?);
        calendar.plain = (0_i32..)
            .take(calendar.length)
            .map(|day| if inner.contains(&day) { 1.0 } else { OUTSIDE })
            .collect();
        normalise(&mut calendar.plain);
        Some(calendar)
    }

    /// The calendar of whole years, of which none is likelier than another.
    pub fn of_years(first: i16, last: i16) -> Option<Self> {
        if last < first || last - first > MOST_YEARS {
            return None;
        }
        let begin = Day::new(first, 1, 1).ok()?;
        let mut calendar = Self { first: begin, years: (first, last), length: 0, plain: Vec::new() };
        calendar.length = usize::try_from(calendar.offset(Day::new(last, 12, 31).ok()?)).ok()? + 1;
        calendar.plain = vec![1.0 / calendar.length as f64; calendar.length];
        Some(calendar)
    }

    /// How many days it has.
    pub fn len(&self) -> usize {
        self.length
    }

    /// How likely each day is for a document of which nothing is known.
    pub fn plain(&self) -> &[f64] {
        &self.plain
    }

    /// A day by its place; `None` outside the calendar.
    pub fn day(&self, index: usize) -> Option<Day> {
        self.first.checked_add(Span::new().try_days(i64::try_from(index).ok()?).ok()?).ok()
    }

    /// The place of a day, negative before the calendar.
    fn offset(&self, day: Day) -> i32 {
        self.first.until((Unit::Day, day)).map_or(0, |span| span.get_days())
    }

    /// The first and last places of the days that a clue can mean.
    pub fn meanings(&self, clue: &Clue) -> impl Iterator<Item = (usize, usize)> {
        let last = i32::try_from(self.length).unwrap_or(i32::MAX) - 1;
        let times = clue.time.meanings(self.years.0, self.years.1);
        let places = times.map(|(from, to)| (self.offset(from), self.offset(to)));
        let within = places.filter(move |(from, to)| *from <= last && *to >= 0);
        within.filter_map(move |(from, to)| {
            Some((usize::try_from(from.max(0)).ok()?, usize::try_from(to.min(last)).ok()?))
        })
    }

    /// How likely each day is for a document with a known date.
    pub fn known(&self, date: Date, likely: &mut Vec<f64>) {
        let clip = |day: Option<Day>, open: i32| day.map_or(open, |day| self.offset(day));
        let last = i32::try_from(self.length).unwrap_or(i32::MAX) - 1;
        let (from, to) = (clip(date.earliest(), 0).max(0), clip(date.latest(), last).min(last));
        likely.clear();
        if from > to {
            likely.extend_from_slice(&self.plain);
            return;
        }
        let on = 1.0 / f64::from(to - from + 1);
        likely.extend((0..=last).map(|day| if (from..=to).contains(&day) { on } else { 0.0 }));
        self.let_astray(likely);
    }

    /// How likely each day is for a document by its clues. Those of one kind stand for one another: the
    /// document is near one of the times that they name. Those of different kinds add up.
    pub fn by_clues<'a>(&self, clues: impl Iterator<Item = &'a Clue>, likely: &mut Vec<f64>) {
        likely.clear();
        likely.extend_from_slice(&self.plain);
        for group in groups(clues) {
            let first = group.first().and_then(|clue| weight(clue.kind, clue.time.precision()));
            if let Some(weight) = first {
                self.by_group(&group, weight, likely);
            }
        }
        normalise(likely);
    }

    /// Makes each day as likely as the clues of one group have it ([`groups`]).
    pub fn by_group(&self, group: &[&Clue], weight: &Weight, likely: &mut [f64]) {
        let mut steps = vec![0.0; self.length + 1];
        let named = group.iter().filter(|clue| self.add(clue, weight, &mut steps)).count();
        if named > 0 {
            self.multiply(group[0], weight.exponent, named, &steps, likely);
        }
    }

    /// Adds the densities round the times that a clue can mean, as steps from each day to the next;
    /// whether it can mean any.
    fn add(&self, clue: &Clue, weight: &Weight, steps: &mut [f64]) -> bool {
        let reach = reach(clue.time.precision());
        let last = i32::try_from(self.length).unwrap_or(i32::MAX);
        let mut any = false;
        for (from, to) in clue.time.meanings(self.years.0 - 1, self.years.1 + 1) {
            let (begins, days) = (self.offset(from), (to - from).get_days() + 1);
            any = true;
            for (from, to, density) in weight.densities(days, reach) {
                let (from, to) = ((begins + from).clamp(0, last), (begins + to).clamp(0, last));
                if from < to
                    && let (Ok(from), Ok(to)) = (usize::try_from(from), usize::try_from(to))
                {
                    steps[from] += density;
                    steps[to] -= density;
                }
            }
        }
        any
    }

    /// Makes each day as likely as the densities of so many clues like one have it, to a power.
    fn multiply(&self, clue: &Clue, exponent: f64, named: usize, steps: &[f64], likely: &mut [f64]) {
        // A day of some year lies in each year alike.
        let years = match clue.time.precision() {
            Precision::DayOfSomeYear => f64::from(self.years.1 - self.years.0 + 1),
            _ => 1.0,
        };
        let elsewhere = if clue.kind.is_own() { 0.0 } else { ELSEWHERE };
        let part = (1.0 - elsewhere) / (1000.0 * named as f64 * years);
        let least = elsewhere / self.length as f64;
        let (mut height, mut factor): (f64, f64) = (0.0, least.powf(exponent));
        for (day, step) in likely.iter_mut().zip(steps) {
            if *step != 0.0 {
                height = (height + step).max(0.0);
                factor = (height * part + least).powf(exponent);
            }
            *day *= factor;
        }
    }

    /// Leaves a share to all days alike, for documents that do not lie where all that they say would
    /// have them.
    pub fn let_astray(&self, likely: &mut [f64]) {
        for (day, plain) in likely.iter_mut().zip(&self.plain) {
            *day = *day * (1.0 - ASTRAY) + plain * ASTRAY;
        }
    }
}

/// How far a document can lie from a time that it names.
pub fn reach(precision: Precision) -> i32 {
    match precision {
        Precision::DayOfSomeYear => HALF_A_YEAR,
        _ => FARTHEST,
    }
}

/// The clues that add something to one another, in groups of one kind and precision.
pub fn groups<'a>(clues: impl Iterator<Item = &'a Clue>) -> Vec<Vec<&'a Clue>> {
    let group = |clue: &Clue| (clue.kind, clue.time.precision());
    let mut clues = independent(clues);
    clues.sort_by_key(|clue| group(clue));
    clues.chunk_by(|a, b| group(a) == group(b)).map(<[_]>::to_vec).collect()
}

/// The clues that add something to one another. A weaker one that names the day of a stronger one repeats
/// it; and where a title or a file's name states the day, what the text tells of is beside the point.
fn independent<'a>(clues: impl Iterator<Item = &'a Clue>) -> Vec<&'a Clue> {
    let mut clues: Vec<&Clue> = clues.collect();
    clues.sort_by_key(|clue| clue.kind);
    let is_stated = clues.iter().any(|clue| clue.states_day());
    let mut seen: Vec<(NamedDay, ClueKind)> = Vec::new();
    clues.retain(|clue| {
        if is_stated && !clue.kind.is_own() {
            return false;
        }
        let NamedTime::Day(day) = clue.time else { return true };
        let repeats =
            seen.iter().any(|(stronger, kind)| *kind != clue.kind && day.adds_nothing_to(*stronger));
        if !repeats {
            seen.push((day, clue.kind));
        }
        !repeats
    });
    clues
}

/// Makes numbers add up to 1, and gives what they added up to.
pub fn normalise(numbers: &mut [f64]) -> f64 {
    let total = sum(numbers.iter().copied());
    if total > 0.0 {
        let part = 1.0 / total;
        numbers.iter_mut().for_each(|number| *number *= part);
    }
    total
}

/// Adds numbers up, in a fixed order, but four at a time: this is most of what dating does.
pub fn sum(mut numbers: impl Iterator<Item = f64>) -> f64 {
    let mut sums = [0.0; 4];
    while let Some(first) = numbers.next() {
        sums[0] += first;
        for sum in &mut sums[1..] {
            *sum += numbers.next().unwrap_or(0.0);
        }
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::named_time::NamedYear;

    fn likeliest(calendar: &Calendar, clues: &[Clue]) -> String {
        let mut days = Vec::new();
        calendar.by_clues(clues.iter(), &mut days);
        let sum: f64 = days.iter().sum();
        assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        let best = days.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).expect("days").0;
        calendar.day(best).expect("a day").to_string()
    }

    fn clue(kind: ClueKind, year: NamedYear, month: i8, day: i8) -> Clue {
        Clue { kind, time: NamedTime::Day(NamedDay::new(year, month, day).expect("a day")), words: "".into() }
    }

    #[test]
    fn clues_of_several_kinds_agree_on_a_day() {
        let calendar = Calendar::new(1924, 1926).expect("a calendar");
        let number = clue(ClueKind::FileNumber, NamedYear::Short(26), 4, 6);
        assert_eq!(likeliest(&calendar, std::slice::from_ref(&number)), "1926-04-06");
        let text = clue(ClueKind::FirstOfText, NamedYear::Unnamed, 4, 5);
        assert_eq!(likeliest(&calendar, &[text, number]), "1926-04-06");
    }

    #[test]
    fn a_calendar_has_a_year_before_and_a_month_after() {
        let calendar = Calendar::new(1926, 1926).expect("a calendar");
        assert_eq!(calendar.day(0).map(|day| day.to_string()).as_deref(), Some("1925-01-01"));
        assert_eq!(calendar.len(), 365 + 365 + 31);
        assert!(Calendar::new(1800, 1926).is_none());
        assert!(Calendar::new(1926, 1925).is_none());
    }

    #[test]
    fn a_known_date_outside_the_calendar_says_nothing() {
        let calendar = Calendar::new(1926, 1926).expect("a calendar");
        let mut days = Vec::new();
        calendar.known("1975".parse().expect("a date"), &mut days);
        assert_eq!(days, calendar.plain());
    }
}
