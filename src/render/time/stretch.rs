//! The months in which a document can lie. A chart spreads it over them: an interval is no day.

use serde::Serialize;

use crate::model::metadata::DocumentDate;

/// From one month to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// The year under which the document stands, in which the stretch begins.
    pub year: i16,
    /// The first month, counted from January of that year, which is 1.
    pub first: i32,
    /// The last month, counted alike: 13 is January of the year after.
    pub last: i32,
}

impl Stretch {
    /// That of a date. Of an interval with an open end no more than the other end is known.
    pub fn of(date: &DocumentDate) -> Self {
        let date = date.date;
        let earliest = date.order().0;
        let latest = date.latest().map_or(earliest, |day| day.max(earliest));
        let year = earliest.year();
        let years = i32::from(latest.year()) - i32::from(year);
        let (first, last) = (i32::from(earliest.month()), years * 12 + i32::from(latest.month()));
        Self { year, first, last }
    }

    /// How many months there are.
    pub fn months(self) -> usize {
        usize::try_from(self.last - self.first + 1).unwrap_or(1)
    }

    /// Its first month, counted from January of the year 0.
    pub fn first_of_all(self) -> i32 {
        i32::from(self.year) * 12 + self.first - 1
    }

    /// Its last month, counted alike.
    pub fn last_of_all(self) -> i32 {
        i32::from(self.year) * 12 + self.last - 1
    }
}

/// How sure a date is. Scripts get its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// The document or its metadata states it.
    Stated,
    /// They state it as uncertain, approximate or open.
    Uncertain,
    /// It was inferred.
    Inferred,
}

impl Sureness {
    /// That of a date.
    pub fn of(date: &DocumentDate) -> Self {
        let edtf = date.date.to_string();
        if date.is_inferred() {
            Self::Inferred
        } else if edtf.contains(['~', '?', '%', 'X'])
            || date.date.earliest().is_none()
            || date.date.latest().is_none()
        {
            Self::Uncertain
        } else {
            Self::Stated
        }
    }

    /// Its number in the data of the timeline.
    pub fn number(self) -> usize {
        self as usize
    }
}

impl Serialize for Sureness {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.number() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::metadata::DateBasis;

    fn stated(edtf: &str) -> DocumentDate {
        DocumentDate { date: edtf.parse().expect("a date"), basis: DateBasis::Metadata }
    }

    #[test]
    fn a_stretch_has_the_months_in_which_the_date_can_lie() {
        for (edtf, year, first, months) in [
            ("1926-03-04", 1926, 3, 1),
            ("1926", 1926, 1, 12),
            ("1926-03-28/1926-04-02", 1926, 3, 2),
            ("1926-11/1928-02", 1926, 11, 16),
            ("192X", 1920, 1, 120),
            ("1926-24", 1926, 12, 3),
            ("../1926-03", 1926, 3, 1),
            ("1926-03-04/..", 1926, 3, 1),
        ] {
            let stretch = Stretch::of(&stated(edtf));
            assert_eq!((stretch.year, stretch.first, stretch.months()), (year, first, months), "{edtf}");
        }
    }

    #[test]
    fn what_is_uncertain_or_open_is_not_stated() {
        for (edtf, sureness) in [
            ("1926-03-04", Sureness::Stated),
            ("1926-03/1926-05", Sureness::Stated),
            ("1926-03~", Sureness::Uncertain),
            ("192X", Sureness::Uncertain),
            ("../1926", Sureness::Uncertain),
        ] {
            assert_eq!(Sureness::of(&stated(edtf)), sureness, "{edtf}");
        }
        let inferred = DocumentDate { basis: DateBasis::Inferred, ..stated("1926~") };
        assert_eq!(Sureness::of(&inferred), Sureness::Inferred);
    }
}
