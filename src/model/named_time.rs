//! A time as a text names it: a day whose year may be left out, or a stretch of days.

use jiff::civil::Date as Day;
use serde::{Deserialize, Serialize};

use super::date::Date;

/// A time as a text names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NamedTime {
    /// A day, whose year may not be named.
    Day(NamedDay),
    /// Days with their years, the first and the last known: a month, a year, the years of a folder.
    Stretch(Date),
}

/// A day as a text names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedDay {
    /// The year, as far as it is named.
    pub year: NamedYear,
    /// The month, from 1.
    pub month: i8,
    /// The day of the month.
    pub day: i8,
}

/// The year of a named day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NamedYear {
    /// `1961`.
    Full(i16),
    /// `61`: the century is left out.
    Short(i16),
    /// No year is named.
    Unnamed,
}

/// How exactly a time is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Precision {
    /// A day without its year.
    DayOfSomeYear,
    /// A day, or at most three.
    Day,
    /// At most a month and a half.
    Month,
    /// At most a year.
    Year,
    /// Several years.
    Years,
}

impl NamedTime {
    /// A day with its year.
    pub fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        NamedDay::new(NamedYear::Full(year), month, day).map(Self::Day)
    }

    /// The time that a date means; `None` if it has no first or no last day.
    pub fn of(date: Date) -> Option<Self> {
        let (first, last) = (date.earliest()?, date.latest()?);
        Some(if first == last {
            Self::Day(NamedDay {
                year: NamedYear::Full(first.year()),
                month: first.month(),
                day: first.day(),
            })
        } else {
            Self::Stretch(date)
        })
    }

    /// The years from one to another, or one: `1961-1963`.
    pub fn of_years(years: &str) -> Option<Self> {
        let (first, last) = years.split_once('-').unwrap_or((years, years));
        Self::of(Date::interval(Date::year(first.parse().ok()?)?, Date::year(last.parse().ok()?)?)?)
    }

    /// How exactly it is named.
    pub fn precision(self) -> Precision {
        match self {
            Self::Day(NamedDay { year: NamedYear::Unnamed, .. }) => Precision::DayOfSomeYear,
            Self::Day(_) => Precision::Day,
            Self::Stretch(date) => match (date.earliest(), date.latest()) {
                (Some(first), Some(last)) => match (last - first).get_days() {
                    ..3 => Precision::Day,
                    3..45 => Precision::Month,
                    45..=366 => Precision::Year,
                    _ => Precision::Years,
                },
                _ => Precision::Years,
            },
        }
    }

    /// The first and the last year that it names in full.
    pub fn years(self) -> Option<(i16, i16)> {
        match self {
            Self::Day(NamedDay { year: NamedYear::Full(year), .. }) => Some((year, year)),
            Self::Day(_) => None,
            Self::Stretch(date) => Some((date.earliest()?.year(), date.latest()?.year())),
        }
    }

    /// The stretches of days that it can mean between two years, both included.
    pub fn meanings(self, first: i16, last: i16) -> impl Iterator<Item = (Day, Day)> {
        let (day, stretch) = match self {
            Self::Day(day) => (Some(day), None),
            Self::Stretch(date) => (None, Some(date)),
        };
        let stretch = stretch.and_then(|date| Some((date.earliest()?, date.latest()?)));
        let stretch = stretch.filter(|(from, to)| from.year() <= last && to.year() >= first);
        let days = day.into_iter().flat_map(move |day| day.meanings(first, last)).map(|day| (day, day));
        days.chain(stretch)
    }
}

impl NamedDay {
    /// The day; `None` if there is no such day in any year that it can mean.
    pub fn new(year: NamedYear, month: i8, day: i8) -> Option<Self> {
        let some_year = match year {
            NamedYear::Full(year) => year,
            // A leap year.
            _ => 2000,
        };
        Day::new(some_year, month, day).is_ok().then_some(Self { year, month, day })
    }

    /// Whether it is the same day as another, and does not say the year where the other does not.
    pub fn adds_nothing_to(self, other: Self) -> bool {
        let is_same_year = match (self.year, other.year) {
            (NamedYear::Unnamed, _) => true,
            (NamedYear::Full(full), NamedYear::Short(short))
            | (NamedYear::Short(short), NamedYear::Full(full)) => full.rem_euclid(100) == short,
            (own, other) => own == other,
        };
        (self.month, self.day) == (other.month, other.day) && is_same_year
    }

    /// The days that it can mean between two years, both included.
    pub fn meanings(self, first: i16, last: i16) -> impl Iterator<Item = Day> {
        let years = match self.year {
            NamedYear::Full(named) => named.max(first)..=named.min(last),
            _ => first..=last,
        };
        years.filter_map(move |year| {
            let fits = match self.year {
                NamedYear::Full(_) | NamedYear::Unnamed => true,
                NamedYear::Short(named) => named == year.rem_euclid(100),
            };
            fits.then(|| Day::new(year, self.month, self.day).ok()).flatten()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_a_year_can_mean_several() {
        let leap = NamedDay::new(NamedYear::Unnamed, 2, 29).expect("a day");
        assert_eq!(leap.meanings(1923, 1929).count(), 2);
        let short = NamedDay::new(NamedYear::Short(61), 2, 22).expect("a day");
        assert_eq!(short.meanings(1958, 1963).map(|day| day.year()).collect::<Vec<_>>(), [1961]);
    }
}
