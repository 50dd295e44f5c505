//! The date that the attributes of an element say, as an EDTF date.
//!
//! `@when`, `@from` and `@to`, `@notBefore` and `@notAfter`, each also with `-iso`. A doubtful one (`@cert`, `@precision`) is
//! marked as that. The time of a day is left out: a date is a day, where it was written.

use crate::model::date::Date;

/// The date that attributes say, by a look at their values.
pub(super) fn stated<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Option<Date> {
    let point = |name: &str| {
        let value =
            get(name).or_else(|| get(&format!("{name}-iso"))).or_else(|| get(&format!("{name}-custom")));
        value.and_then(iso)
    };
    let span = |first: &str, last: &str| match (point(first), point(last)) {
        (Some(first), Some(last)) => {
            Some(whole(first, last).or_else(|| Date::interval(first, last)).unwrap_or(first))
        }
        (Some(first), None) => Some(first.or_later()),
        (None, Some(last)) => Some(last.or_earlier()),
        (None, None) => None,
    };
    let date = point("when").or_else(|| span("from", "to")).or_else(|| span("notBefore", "notAfter"))?;
    let is_low = |name: &str| get(name).is_some_and(|value| matches!(value, "low" | "unknown"));
    let is_medium = |name: &str| get(name) == Some("medium");
    Some(match () {
        () if is_low("cert") => date.uncertain(),
        () if is_medium("cert") || is_low("precision") || is_medium("precision") => date.approximate(),
        () => date,
    })
}

/// The date between two moments: the day, month or year that they are the ends of, else the interval.
pub(super) fn between(first: &str, last: &str) -> Option<Date> {
    let (first, last) = (iso(first)?, iso(last)?);
    whole(first, last).or_else(|| Date::interval(first, last))
}

/// A date as ISO 8601 and XML Schema write it, without time and zone: `1890`, `1890-10`, `1890-10-27T08:00:00+01:00`.
pub(super) fn iso(value: &str) -> Option<Date> {
    let value = value.trim();
    let (sign, rest) = match value.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", value),
    };
    let day = rest.split('T').next().unwrap_or(rest).trim_end_matches('Z');
    let parts: Vec<&str> = day.split('-').collect();
    let is_figures =
        |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    // A zone can follow a day without a time: `2022-11-07+01:00`.
    let figures = |part: &str| part.split('+').next().unwrap_or(part).to_owned();
    let wanted = match parts.as_slice() {
        [year] if is_figures(&figures(year), 4) => format!("{sign}{}", figures(year)),
        [year, month] if is_figures(year, 4) && is_figures(&figures(month), 2) => {
            format!("{sign}{year}-{}", figures(month))
        }
        [year, month, day, ..]
            if is_figures(year, 4) && is_figures(month, 2) && is_figures(&figures(day), 2) =>
        {
            format!("{sign}{year}-{month}-{}", figures(day))
        }
        _ => return None,
    };
    wanted.parse().ok()
}

/// The month or year of which two days are the first and the last, or the day that both are.
fn whole(first: Date, last: Date) -> Option<Date> {
    if first == last {
        return Some(first);
    }
    let (from, to) = (first.earliest()?, last.latest()?);
    let year = Date::year(from.year());
    let month = Date::month(from.year(), from.month());
    let is_whole = |date: &Date| date.earliest() == Some(from) && date.latest() == Some(to);
    [month, year].into_iter().flatten().find(is_whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(attributes: &[(&str, &str)]) -> Option<String> {
        let get = |name: &str| attributes.iter().find(|(other, _)| *other == name).map(|(_, value)| *value);
        stated(get).map(|date| date.to_string())
    }

    #[test]
    fn attributes_are_dates() {
        for (attributes, date) in [
            (&[("when", "1890-10-27")][..], "1890-10-27"),
            (&[("when", "1890-10-27T08:00:00+01:00")], "1890-10-27"),
            (&[("when", "2022-11-07+01:00")], "2022-11-07"),
            (&[("when-iso", "1890-10")], "1890-10"),
            (&[("when", "-0044")], "-0044"),
            (&[("from", "1890-10-27"), ("to", "1890-10-29")], "1890-10-27/1890-10-29"),
            (&[("from", "1890")], "1890/.."),
            (&[("notBefore", "1890-10-01"), ("notAfter", "1890-10-31")], "1890-10"),
            (&[("notBefore", "1890-01-01"), ("notAfter", "1890-12-31")], "1890"),
            (&[("notBefore", "1890-01"), ("notAfter", "1890-03")], "1890-01/1890-03"),
            (&[("notAfter", "1890-03")], "../1890-03"),
            (&[("when", "1890"), ("cert", "low")], "1890?"),
            (&[("when", "1890"), ("cert", "medium")], "1890~"),
            (&[("when", "1890"), ("cert", "high")], "1890"),
        ] {
            assert_eq!(said(attributes).as_deref(), Some(date), "{attributes:?}");
        }
        assert_eq!(said(&[("when", "1961-01-20-05:00")]).as_deref(), Some("1961-01-20"));
        for wrong in ["", "autumn", "--10-27", "1890-13", "18901027", "1890-1"] {
            assert_eq!(said(&[("when", wrong)]), None, "{wrong}");
        }
    }

    #[test]
    fn moments_of_one_day_are_the_day() {
        let date = between("1961-01-20T00:00:00-05:00", "1961-01-20T23:59:59-05:00");
        assert_eq!(date.map(|date| date.to_string()).as_deref(), Some("1961-01-20"));
    }
}
