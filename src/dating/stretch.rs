//! From how likely each day is to the date that is given: a day, a stretch of days, of months or of years.
//!
//! A date should be as short as can be and hardly ever wrong. A single day is given only if the document
//! names it. Otherwise the shortest stretch is given in which the document as good as certainly lies; where
//! that is long, since little speaks for days far away, a month or a year that is very likely says more.

use std::ops::RangeInclusive;

use jiff::civil::Date as Day;

use super::calendar::Calendar;
use crate::model::date::Date;

/// A day that the document names, and that is at least as likely as this, is given as the date.
const DAY_LIKELIHOOD: f64 = 0.85;
/// A stretch is given that is at least as likely as this.
pub const LIKELIHOOD: f64 = 0.95;
/// The same for a document that is dated alone: what it says of itself agrees with nothing else.
pub const LIKELIHOOD_ALONE: f64 = 0.98;
/// Instead of a longer stretch, so many days are given where they are at least so likely.
const MONTH: (usize, f64) = (31, 0.93);
/// The same for so many months.
const YEAR: (usize, f64) = (12, 0.92);
/// What is left out of a run's likelihood for the sake of its length.
const AS_GOOD_AS_ALL: f64 = 0.998;
/// A stretch of more months than this says too little to be given.
const MOST_MONTHS: usize = 60;

/// The stretch of days that is given for a document, by how likely each day of a calendar is for it, and
/// the days that it names as its own may be; `None` where no stretch is as likely as it must be.
pub fn stretch(
    calendar: &Calendar,
    days: &[f64],
    named: &[usize],
    likelihood: f64,
) -> Option<RangeInclusive<usize>> {
    let (best, of_best) = days.iter().enumerate().max_by(|(a, x), (b, y)| x.total_cmp(y).then(b.cmp(a)))?;
    if *of_best >= DAY_LIKELIHOOD && named.contains(&best) {
        return Some(best..=best);
    }
    let shortest = shortest(days, likelihood).filter(|stretch| stretch.end() - stretch.start() < MONTH.0);
    // A day that only neighbours give, or a mention in the text, is never as good as certain.
    let shortest = shortest
        .map(|stretch| if stretch.start() == stretch.end() { with_neighbour(days, best) } else { stretch });
    shortest.or_else(|| likeliest(days, MONTH)).or_else(|| of_months(calendar, days, likelihood))
}

/// A stretch of days as a date: days, or if it is long months, or years.
pub fn date(calendar: &Calendar, stretch: &RangeInclusive<usize>) -> Option<Date> {
    let (from, to) = (calendar.day(*stretch.start())?, calendar.day(*stretch.end())?);
    let is_month = from.day() == 1 && to == from.last_of_month();
    let is_long = is_month || stretch.end() - stretch.start() >= MONTH.0;
    let are_years = is_long && !is_month && (from.month(), to.month()) == (1, 12);
    let point = |day: Day| match (are_years, is_long) {
        (true, _) => Date::year(day.year()),
        (_, true) => Date::month(day.year(), day.month()),
        _ => Date::day(day.year(), day.month(), day.day()),
    };
    Date::interval(point(from)?, point(to)?)
}

/// The shortest stretch of months that is likely enough, or the year that is.
fn of_months(calendar: &Calendar, days: &[f64], likelihood: f64) -> Option<RangeInclusive<usize>> {
    let begins = months(calendar);
    let sums: Vec<f64> = begins.windows(2).map(|month| days[month[0]..month[1]].iter().sum()).collect();
    let shortest = shortest(&sums, likelihood);
    let is_short = |stretch: &RangeInclusive<usize>, most: usize| stretch.end() - stretch.start() < most;
    let found = match shortest {
        Some(stretch) if is_short(&stretch, YEAR.0) => Some(stretch),
        shortest => likeliest(&sums, YEAR).or(shortest.filter(|stretch| is_short(stretch, MOST_MONTHS))),
    }?;
    Some(*begins.get(*found.start())?..=begins.get(found.end() + 1)? - 1)
}

/// The places at which the months of a calendar begin, and its end.
fn months(calendar: &Calendar) -> Vec<usize> {
    let mut begins = vec![0];
    let mut at = 0;
    while let Some(day) = calendar.day(at) {
        at += usize::try_from(i16::from(day.days_in_month()) - i16::from(day.day()) + 1).unwrap_or(31);
        begins.push(at.min(calendar.len()));
        if at >= calendar.len() {
            break;
        }
    }
    begins
}

/// The shortest run of numbers whose sum is at least a likelihood.
fn shortest(numbers: &[f64], likelihood: f64) -> Option<RangeInclusive<usize>> {
    let mut shortest: Option<RangeInclusive<usize>> = None;
    let (mut from, mut sum) = (0, 0.0);
    for (to, number) in numbers.iter().enumerate() {
        sum += number;
        while from < to && sum - numbers[from] >= likelihood {
            sum -= numbers[from];
            from += 1;
        }
        let is_shorter =
            shortest.as_ref().is_none_or(|shortest| to - from < shortest.end() - shortest.start());
        if sum >= likelihood && is_shorter {
            shortest = Some(from..=to);
        }
    }
    shortest
}

/// The shortest run of at most so many numbers that holds as good as all that one can hold, if that is at
/// least a likelihood.
fn likeliest(numbers: &[f64], (count, likelihood): (usize, f64)) -> Option<RangeInclusive<usize>> {
    let count = count.min(numbers.len());
    let mut sum: f64 = numbers.get(..count)?.iter().sum();
    let mut most = sum;
    for from in 1..=numbers.len() - count {
        sum += numbers[from + count - 1] - numbers[from - 1];
        most = most.max(sum);
    }
    (most >= likelihood).then(|| shortest(numbers, most * AS_GOOD_AS_ALL)).flatten()
}

/// A day with the likelier one of those beside it.
fn with_neighbour(days: &[f64], day: usize) -> RangeInclusive<usize> {
    let of = |index: Option<usize>| index.and_then(|index| days.get(index)).copied().unwrap_or(0.0);
    if of(day.checked_sub(1)) > of(day.checked_add(1)) || day + 1 >= days.len() {
        day.saturating_sub(1)..=day
    } else {
        day..=day + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A calendar of 1926 and the two years round it, and how likely its days are.
    fn days(likely: &[(usize, f64)]) -> (Calendar, Vec<f64>) {
        let calendar = Calendar::of_years(1925, 1927).expect("a calendar");
        let mut days = vec![0.0; calendar.len()];
        for (day, likelihood) in likely {
            days[*day] = *likelihood;
        }
        (calendar, days)
    }

    fn given(likely: &[(usize, f64)], named: &[usize]) -> String {
        let (calendar, days) = days(likely);
        let stretch = stretch(&calendar, &days, named, LIKELIHOOD);
        stretch
            .and_then(|stretch| date(&calendar, &stretch))
            .map_or_else(String::new, |date| date.to_string())
    }

    #[test]
    fn the_shortest_stretch_that_is_likely_enough() {
        let likely = [(365, 0.01), (366, 0.02), (367, 0.5), (368, 0.3), (369, 0.16), (400, 0.01)];
        assert_eq!(given(&likely, &[]), "1926-01-03/1926-01-05");
    }

    #[test]
    fn a_single_day_must_be_named() {
        let likely = [(366, 0.02), (367, 0.98)];
        assert_eq!(given(&likely, &[367]), "1926-01-03");
        assert_eq!(given(&likely, &[366]), "1926-01-02/1926-01-03");
    }

    #[test]
    fn a_month_or_a_year_that_is_very_likely_says_more_than_years() {
        assert_eq!(given(&[(365, 0.5), (375, 0.45), (1090, 0.05)], &[]), "1926-01-01/1926-01-11");
        assert_eq!(given(&[(365, 0.5), (600, 0.45), (1090, 0.05)], &[]), "1926-01/1926-08");
        assert_eq!(given(&[(365, 0.5), (600, 0.2), (1090, 0.3)], &[]), "1926/1927");
    }

    #[test]
    fn what_can_be_any_day_has_no_date() {
        let calendar = Calendar::of_years(1900, 1926).expect("a calendar");
        let days = vec![1.0 / calendar.len() as f64; calendar.len()];
        assert_eq!(stretch(&calendar, &days, &[], LIKELIHOOD), None);
    }
}
