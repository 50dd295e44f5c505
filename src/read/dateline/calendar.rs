//! Old Style and New Style: the Julian calendar beside the Gregorian.

use jiff::ToSpan as _;
use jiff::civil::Date as Day;

/// The day of the New Style that a day of the Old Style is.
pub fn new_style(old: Day) -> Option<Day> {
    // The calendars part further at the end of a February that is a day longer in the Old Style.
    let year = i32::from(if old.month() <= 2 { old.year() - 1 } else { old.year() });
    let ahead = year.div_euclid(100) - year.div_euclid(400) - 2;
    old.checked_add(ahead.days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendars_part_by_a_day_in_most_centuries() {
        let day = |text: &str| text.parse::<Day>().expect(text);
        for (old, new) in [
            ("1582-10-05", "1582-10-15"),
            ("1699-12-31", "1700-01-10"),
            ("1732-02-11", "1732-02-22"),
            ("1867-10-06", "1867-10-18"),
            ("1900-02-15", "1900-02-27"),
            ("1900-03-01", "1900-03-14"),
            ("1917-10-25", "1917-11-07"),
        ] {
            assert_eq!(new_style(day(old)), Some(day(new)), "{old}");
        }
    }
}
