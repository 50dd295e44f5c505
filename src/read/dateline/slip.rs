//! Slips in a date: it names a day that there is not, or another day of the week.
//!
//! The slip can be the writer's or the transcriber's. The date is used as far as it can be.

use jiff::civil::{Date as Day, Weekday};

use super::calendar;
use crate::language::calendar::english_weekday;
use crate::model::date::Date;

/// What is wrong with a date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Slip {
    /// The month has no such day, and is used alone.
    NoSuchDay {
        /// The year.
        year: i16,
        /// The month, from 1.
        month: i8,
        /// The day.
        day: i8,
    },
    /// The day was another one of the week, and is used.
    OtherWeekday {
        /// The day of the week as it is written.
        written: Weekday,
        /// The day.
        day: Day,
    },
}

/// The last year in which a state of Europe counted its days by the Old Style.
const LAST_OLD_STYLE: i16 = 1923;

impl Slip {
    /// The slip in a day with a day of the week, if there is one. A day that fits in the Old Style is
    /// none where that was in use.
    pub(super) fn of_weekday(written: Weekday, day: Day) -> Option<Self> {
        let fits = |day: Day| day.weekday() == written;
        let fits_old = day.year() <= LAST_OLD_STYLE && calendar::new_style(day).is_some_and(fits);
        (!fits(day) && !fits_old).then_some(Self::OtherWeekday { written, day })
    }

    /// What is wrong.
    pub fn message(self) -> String {
        match self {
            Self::NoSuchDay { year, month, day } => {
                let month = Date::month(year, month).map_or_else(String::new, Date::display);
                format!("there is no {day} {month}")
            }
            Self::OtherWeekday { written, day } => {
                let shown =
                    Date::day(day.year(), day.month(), day.day()).map_or_else(String::new, Date::display);
                format!(
                    "{shown} was a {}, and not a {}",
                    english_weekday(day.weekday()),
                    english_weekday(written)
                )
            }
        }
    }

    /// What was done, and what to do.
    pub fn help(self) -> &'static str {
        match self {
            Self::NoSuchDay { .. } => {
                "the month is taken as the date: correct the day, or give the date in the metadata"
            }
            Self::OtherWeekday { .. } => {
                "the date is taken as it is written: correct it, or give the date in the metadata"
            }
        }
    }
}
