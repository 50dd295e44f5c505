//! Tests of dates.

use super::*;

fn date(text: &str) -> Date {
    text.parse().expect(text)
}

#[test]
fn what_is_parsed_is_written_the_same() {
    for text in [
        "1984",
        "1984-02",
        "1984-02-14",
        "1984?",
        "1984-02~",
        "1984-02-14%",
        "198X",
        "19XX",
        "1984-XX",
        "1984-02-XX",
        "1984-XX-XX",
        "1984-21",
        "1983-12-08/1983-12-10",
        "1983/..",
        "../1984-02",
        "1983/",
        "/1984",
        "-0044-03-15",
        "-1985",
        "-198X",
        "1984~/2004-06%",
        "1984?/..",
        "1984-06-02?/2004-08-08~",
        "2004-02-01/2005",
        "0800",
    ] {
        assert_eq!(date(text).to_string(), text);
    }
}

#[test]
fn what_is_no_date_is_refused() {
    for text in [
        "",
        "84",
        "1984-13",
        "1984-02-30",
        "1984-2-3",
        "19X4",
        "1985/1984",
        "../..",
        "/",
        "February",
        "198X-02",
        "-0000",
        "1985-02-XX-01",
        "1985-XX-01",
        "1985-25",
        "1985-21-03",
        "1985-04-12T24:00:00",
        "1985-04-12T23:20:30+4",
        "1985-04T23:20:30",
        "1984/1985/1986",
        "Y1985",
    ] {
        assert!(text.parse::<Date>().is_err(), "{text}");
    }
}

#[test]
fn a_date_has_a_first_and_a_last_day() {
    let days = |text: &str| {
        let date = date(text);
        (date.earliest().map(|d| d.to_string()), date.latest().map(|d| d.to_string()))
    };
    let both = |from: &str, to: &str| (Some(from.to_owned()), Some(to.to_owned()));
    assert_eq!(days("1984-02"), both("1984-02-01", "1984-02-29"));
    assert_eq!(days("198X"), both("1980-01-01", "1989-12-31"));
    assert_eq!(days("1984-24"), both("1984-12-01", "1985-02-28"));
    assert_eq!(days("1983-12-08/1984"), both("1983-12-08", "1984-12-31"));
    assert_eq!(days("1983/.."), (Some("1983-01-01".to_owned()), None));
}

#[test]
fn dates_are_ordered_by_their_first_day_and_the_shorter_first() {
    let mut dates: Vec<Date> = ["1984", "1984-02", "1984-02-01", "1984-01-31", "1984-01"].map(date).to_vec();
    dates.sort_by_key(|date| date.order());
    let sorted: Vec<String> = dates.iter().map(ToString::to_string).collect();
    assert_eq!(sorted, ["1984-01", "1984", "1984-01-31", "1984-02-01", "1984-02"]);
}

#[test]
fn only_exact_dates_are_machine_readable_times() {
    assert_eq!(date("1984-02-14").datetime().as_deref(), Some("1984-02-14"));
    assert_eq!(date("1984").datetime().as_deref(), Some("1984"));
    assert_eq!(date("1984~").datetime(), None);
    assert_eq!(date("1984-21").datetime(), None);
    assert_eq!(date("1984/1985").datetime(), None);
}

#[test]
fn a_timeline_shows_a_month_where_it_is_known() {
    assert_eq!(date("1984-02-14").year_and_month(), (1984, Some(2)));
    assert_eq!(date("1984-02").year_and_month(), (1984, Some(2)));
    assert_eq!(date("1984").year_and_month(), (1984, None));
    assert_eq!(date("1983-12-30/1984-01-02").year_and_month(), (1983, Some(12)));
}

#[test]
fn a_moment_is_its_day() {
    for text in
        ["1985-04-12T23:20:30", "1985-04-12T23:20:30Z", "1985-04-12T23:20:30-04", "1985-04-12T23:20:30+05:30"]
    {
        assert_eq!(date(text).to_string(), "1985-04-12");
    }
}

#[test]
fn an_interval_of_one_date_is_that_date() {
    for (text, one) in [
        ("1926-03-04/1926-03-04", "1926-03-04"),
        ("1926-03/1926-03", "1926-03"),
        ("1926~/1926~", "1926~"),
        ("1926/1926~", "1926/1926~"),
    ] {
        assert_eq!(date(text).to_string(), one);
    }
    assert_eq!(date("1926-03-04/1926-03-04").datetime().as_deref(), Some("1926-03-04"));
    assert_eq!(date("1926-03-04/1926-03-04").display(), "4 March 1926");
}

#[test]
fn it_is_said_why_a_date_is_refused() {
    let reason = |text: &str| text.parse::<Date>().expect_err(text).to_string();
    assert!(reason("Y170000002").contains("from -9999 to 9999"), "{}", reason("Y170000002"));
    assert!(reason("Y-170000002~/..").contains("from -9999 to 9999"));
    assert!(reason("1985/1984").contains("ends before it begins"));
    assert!(reason("May 1984").contains("is no date of EDTF"));
}

#[test]
fn years_before_christ_count_backwards() {
    let days = |text: &str| (date(text).earliest(), date(text).latest());
    let day = |year, month, day| jiff::civil::Date::new(year, month, day).ok();
    assert_eq!(days("-198X"), (day(-1989, 1, 1), day(-1980, 12, 31)));
    assert!(date("-0044").order() < date("0001").order());
}

#[test]
fn a_date_can_be_the_bound_of_another() {
    assert_eq!(date("1984-02").or_later().to_string(), "1984-02/..");
    assert_eq!(date("1984-02").or_earlier().to_string(), "../1984-02");
    assert_eq!(date("1984~").uncertain().to_string(), "1984%");
}
