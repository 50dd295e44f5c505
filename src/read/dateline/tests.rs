//! Tests of datelines.

use super::*;

fn read(text: &str) -> Option<(String, String)> {
    let dateline = parse(text, &Words::default())?;
    Some((
        dateline.place.unwrap_or_default(),
        dateline.date.map_or_else(|| "undated".to_owned(), |date| date.to_string()),
    ))
}

#[test]
fn datelines_in_many_shapes() {
    for (text, place, date) in [
        ("Moscow, February 22, 1984, 1430Z", "Moscow", "1984-02-22"),
        ("[New York,] May 3–4, 1961", "New York", "1961-05-03/1961-05-04"),
        ("[ Washington ,] April 13, 1949.", "Washington", "1949-04-13"),
        ("Paris , January 14, 1949—2 p. m.", "Paris", "1949-01-14"),
        ("Washington, undated.", "Washington", "undated"),
        ("Undated.", "", "undated"),
        ("[place not declassified], undated.", "place not declassified", "undated"),
        ("June 4, 1959, 3:15–3:50 p.m.", "", "1959-06-04"),
        ("Washington , May 2, 1949—noon.", "Washington", "1949-05-02"),
        ("Paris, December 16, 1958, midnight.", "Paris", "1958-12-16"),
        ("Saigon , April 11, 1949. [Received May 18.]", "Saigon", "1949-04-11"),
        ("London , November 30, 1949. [Received December 2—9:03 a. m.]", "London", "1949-11-30"),
        ("[ Washington , September 28, 1949.]", "Washington", "1949-09-28"),
        ("[place not declassified], January 29-30, 1954.", "place not declassified", "1954-01-29/1954-01-30"),
        ("Paris , May 23 [24], 1949—8 p. m.", "Paris", "1949-05-23"),
        ("Washington , June 14 [15?], 1949—2 a. m.", "Washington", "1949-06-14"),
        ("Batavia , January 4, 1949—10 a. m. [p. m.]", "Batavia", "1949-01-04"),
        ("Washington , 19 April 1949.", "Washington", "1949-04-19"),
        ("The Hague , 2 March, 1949.", "The Hague", "1949-03-02"),
        ("[ New York ,] March 21, 1949—[9:45 a. m.]", "New York", "1949-03-21"),
        ("Washington, May 16,1954, 2135Z.", "Washington", "1954-05-16"),
        ("Augusta, Georgia, November 16, 1959, 8:30 a.m.", "Augusta, Georgia", "1959-11-16"),
        ("October 3, 1960, 11:45 a.m.–l:15 p.m.", "", "1960-10-03"),
        ("Washington, November 15 and 17, 1962.", "Washington", "1962-11-15/1962-11-17"),
        ("Moscow, April 1 1963.", "Moscow", "1963-04-01"),
        ("Washington, January 9, 1963, 20:19p.m.", "Washington", "1963-01-09"),
        ("Washington, May 2–June 11, 1969.", "Washington", "1969-05-02/1969-06-11"),
        ("Vienna, December 30, 1983–January 2, 1984.", "Vienna", "1983-12-30/1984-01-02"),
        ("Washington, June 1977", "Washington", "1977-06"),
        ("New York, September–October 1966", "New York", "1966-09/1966-10"),
        ("St. Louis, Missouri, July 1, 1977", "St. Louis, Missouri", "1977-07-01"),
        ("Port Amsel, about March 1926.", "Port Amsel", "1926-03~"),
        ("Moscow, November 15, 1961 noon.", "Moscow", "1961-11-15"),
    ] {
        assert_eq!(read(text), Some((place.to_owned(), date.to_owned())), "{text}");
    }
}

#[test]
fn what_is_no_dateline() {
    for text in [
        "",
        "SUBJECT",
        "The talks of February 22, 1984, were held in Moscow.",
        "On May 3, 1961, the Ambassador called.",
        "Meeting of March 4",
        "Soviet policy in 1984",
        "PRESIDENT OF February 27, 1967",
        "NSDM 161 of April 5, 1972",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

fn assert_all(cases: &[(&str, &str, &str)]) {
    for (text, place, date) in cases {
        assert_eq!(read(text), Some(((*place).to_owned(), (*date).to_owned())), "{text}");
    }
}

#[test]
fn places_of_all_kinds() {
    assert_all(&[
        ("Legation of Skell, Port Amsel, March 3, 1869.", "Legation of Skell, Port Amsel", "1869-03-03"),
        ("Camp Orn, Skell, Saturday, September 26, 1959, 9:30 a.m.", "Camp Orn, Skell", "1959-09-26"),
        (
            "On board the U.S.S. Skell, at sea, June 3, 1945",
            "On board the U.S.S. Skell, at sea",
            "1945-06-03",
        ),
        ("[Enclosure—Translation] Madrid, May 3, 1919.", "Madrid", "1919-05-03"),
        ("[Washington,] May 3, 1961.", "Washington", "1961-05-03"),
        ("Amsel (Harbour Office), May 3, 1926", "Amsel (Harbour Office)", "1926-05-03"),
        ("Fort St. Orn, Tex., May 3, 1876.", "Fort St. Orn, Tex.", "1876-05-03"),
    ]);
}

#[test]
fn times_and_zones_are_no_days() {
    assert_all(
        &[
            ("Paris, May 3, 1919, 11 a.m.", "Paris", "1919-05-03"),
            ("Washington, May 3, 1919—11 a.m.", "Washington", "1919-05-03"),
            ("Amsel, May 3, 1919—11 a.m. [Received May 4—3:15 p.m.]", "Amsel", "1919-05-03"),
            ("January 3, 1973—12:15–1:40 p.m. (EST)", "", "1973-01-03"),
            ("Amsel, January 3, 1973, 6:05 p.m. EST.", "Amsel", "1973-01-03"),
            ("Amsel, January 3, 1973, 1430 GMT+3", "Amsel", "1973-01-03"),
            ("Amsel, January 3, 1973, 4–5 p.m., Skell time", "Amsel", "1973-01-03"),
            ("Amsel, January 3, 1973, noon, Eastern Standard Time", "Amsel", "1973-01-03"),
            ("Amsel, January 3, 1973, 9 a.m.–January 4, 2 a.m.", "Amsel", "1973-01-03/1973-01-04"),
            ("Amsel, December 31, 1973, 9:30 p.m.–January 1, 2 a.m.", "Amsel", "1973-12-31/1974-01-01"),
            ("Amsel, May 3, 1971, 0130Z–0200Z", "Amsel", "1971-05-03"),
            ("Amsel via Skell, May 3, 1917, 11 p.m.", "Amsel via Skell", "1917-05-03"),
            ("Amsel, May 3, 1917, 11 p.m., via Skell", "Amsel", "1917-05-03"),
        ]
        .into_iter()
        .filter(|(_, _, date)| !date.is_empty())
        .collect::<Vec<_>>(),
    );
}

#[test]
fn days_in_many_forms() {
    assert_all(&[
        ("Amsel, March 3d, 1869.", "Amsel", "1869-03-03"),
        ("Amsel, the 3rd of May, A.D. 1869", "Amsel", "1869-05-03"),
        ("Amsel, this third day of May, 1926", "Amsel", "1926-05-03"),
        ("Amsel, this twenty-third day of May, 1926.", "Amsel", "1926-05-23"),
        ("Amsel, 1926-05-03", "Amsel", "1926-05-03"),
        ("Amsel, May 3, 4, and 5, 1961.", "Amsel", "1961-05-03/1961-05-05"),
        ("Amsel, May 3 and June 11, 1969.", "Amsel", "1969-05-03/1969-06-11"),
        ("Amsel, 15–17 November 1962.", "Amsel", "1962-11-15/1962-11-17"),
        ("Amsel, 15 and 17 November 1962.", "Amsel", "1962-11-15/1962-11-17"),
        ("Amsel, December 30–January 2, 1984.", "Amsel", "1983-12-30/1984-01-02"),
        ("Amsel, September 1966–January 1967", "Amsel", "1966-09/1967-01"),
        ("Amsel, Spring 1962.", "Amsel", "1962-21"),
        ("Amsel, early May 1961", "Amsel", "1961-05"),
        ("Amsel, ca. 1926", "Amsel", "1926~"),
        ("[Amsel, July 3?], 1961", "Amsel", "1961-07-03?"),
        ("Amsel, [July] 3, 1961", "Amsel", "1961-07-03"),
        ("Amsel, July [3, 1961]", "Amsel", "1961-07-03"),
        ("Amsel, July —, 1861.", "Amsel", "1861-07"),
        ("Amsel, before July 3, 1961", "Amsel", "../1961-07-03"),
        ("Amsel, between May 3 and June 2, 1961", "Amsel", "1961-05-03/1961-06-02"),
        ("Amsel, probably May 1961", "Amsel", "1961-05?"),
        ("No date.", "", "undated"),
        ("Amsel, n.d.", "Amsel", "undated"),
        ("Amsel, undated [about May 3, 1961]", "Amsel", "1961-05-03~"),
        ("Amsel, undated. [Received May 3, 1961]", "Amsel", "undated"),
        ("Wednesday, June 6", "", "undated"),
    ]);
}

#[test]
fn the_new_style_is_the_date() {
    assert_all(&[
        ("Amsel, February 10/22, 1867", "Amsel", "1867-02-22"),
        ("Amsel, February 9/22, 1917", "Amsel", "1917-02-22"),
        ("Amsel, 9/22 February 1917", "Amsel", "1917-02-22"),
        ("February 22 [O.S. February 9], 1917", "", "1917-02-22"),
        ("Amsel, February 9 [22], 1917", "Amsel", "1917-02-22"),
        ("Amsel, 9 (22) February 1917", "Amsel", "1917-02-22"),
        ("Amsel, January 27 / February 9, 1904", "Amsel", "1904-02-09"),
        ("Amsel, December 28, 1903/January 10, 1904", "Amsel", "1904-01-10"),
        ("Amsel, December 28/January 10, 1904", "Amsel", "1904-01-10"),
        ("Amsel, February 9, 1917 (February 22, N.S.)", "Amsel", "1917-02-22"),
        ("Amsel, February 9, 1917, Old Style", "Amsel", "1917-02-22"),
        ("Amsel, February 22, 1917 (N.S.)", "Amsel", "1917-02-22"),
        // Two days that are not the same in both styles.
        ("Amsel, February 10/14, 1917", "Amsel", "1917-02-10/1917-02-14"),
    ]);
}

#[test]
fn dates_in_figures() {
    assert_all(&[
        ("2017-09-20", "", "2017-09-20"),
        ("Amsel, 13.9.1926", "Amsel", "1926-09-13"),
        ("Amsel, den 13. 9. 1926.", "Amsel", "1926-09-13"),
        ("Amsel, 13/09/1926", "Amsel", "1926-09-13"),
        ("Amsel, 31-Dec-1926", "Amsel", "1926-12-31"),
        ("2017-09", "", "2017-09"),
        ("Wed, 13 Sep 2017 10:00:00 +0200", "", "2017-09-13"),
        ("13 Sep 2017 10:00:00 GMT", "", "2017-09-13"),
        ("2017-09-13T10:00:00Z", "", "2017-09-13"),
    ]);
    for text in ["Amsel, 3/4/1926", "1911-12", "Version 1.2.2003", "1961-63", "Lamps 1.2.2003.4"] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn of_two_years_the_new_style_is_the_second() {
    assert_all(&[
        ("Amsel, 11 February 1731/32.", "Amsel", "1732-02-11"),
        ("Amsel, 11 February 1731/2.", "Amsel", "1732-02-11"),
        ("Amsel, February 11, 1688/9", "Amsel", "1689-02-11"),
        ("Amsel, February 11, 1688-9", "Amsel", "1689-02-11"),
        ("Amsel, 11. Februar 1699/1700", "Amsel", "1700-02-11"),
        ("Amsel, 24 March 1731/32", "Amsel", "1732-03-24"),
        ("Amsel, February 1731/32", "Amsel", "1732-02"),
        ("Amsel, 11 and 12 February 1731/32", "Amsel", "1732-02-11/1732-02-12"),
        ("Amsel, 11 February 1731/32, O.S.", "Amsel", "1732-02-22"),
        // After the 24th of March nobody wrote two years.
        ("Amsel, 25 March 1731/32", "Amsel", "1731/1732"),
        ("Amsel, 11 May 1731/32", "Amsel", "1731/1732"),
        ("Amsel, winter 1917/18", "Amsel", "1917-24"),
        ("Amsel, January 14, 1951—2 p. m.", "Amsel", "1951-01-14"),
        ("Amsel, January 14, 1951-2 p. m.", "Amsel", "1951-01-14"),
    ]);
}

fn slip(text: &str) -> Option<String> {
    parse(text, &Words::default()).and_then(|dateline| dateline.slip).map(Slip::message)
}

#[test]
fn a_day_that_there_is_not_leaves_its_month() {
    assert_all(&[
        ("Amsel, 30 February 1926.", "Amsel", "1926-02"),
        ("Amsel, February 31, 1926", "Amsel", "1926-02"),
        ("Amsel, 31 April 1926, 3 p.m.", "Amsel", "1926-04"),
        ("Amsel, 1926-02-30", "Amsel", "1926-02"),
        ("Amsel, 29 February 1900 O.S.", "Amsel", "1900-03-13"),
        ("Amsel, 30 and 31 April 1926", "Amsel", "1926-04"),
    ]);
    assert_eq!(slip("Amsel, 30 February 1926.").as_deref(), Some("there is no 30 February 1926"));
    assert_eq!(slip("Amsel, 28 February 1926."), None);
    assert_eq!(slip("Amsel, 29 February 1900 O.S."), None);
    let text = "  Amsel, 31 April 1926, 3 p.m.";
    let dateline = parse(text, &Words::default()).expect("a dateline");
    assert_eq!(&text[dateline.span], "31 April 1926");
}

#[test]
fn the_day_of_the_week_can_contradict() {
    let message = "3 March 1926 was a Wednesday, and not a Monday";
    for text in [
        "Amsel, Monday, March 3, 1926",
        "Montag, den 3. März 1926",
        "Mon, 3 Mar 1926",
        "Amsel, 3 March 1926 (Monday)",
        "Amsel, 3 March 1926, Monday.",
    ] {
        assert_eq!(slip(text).as_deref(), Some(message), "{text}");
    }
    assert_all(&[("Amsel, Monday, March 3, 1926", "Amsel", "1926-03-03")]);
    for text in [
        "Amsel, Wednesday, March 3, 1926",
        "Wed, 3 Mar 1926",
        "Wednesday, March 3–5, 1926",
        "Amsel, about Monday, March 3, 1926",
        "Monday, March 3",
        // In the Old Style it was a Thursday.
        "Amsel, Thursday, 11 February 1731",
        "Rising Sun, March 3, 1926",
    ] {
        assert_eq!(slip(text), None, "{text}");
    }
    assert_all(&[("Rising Sun, March 3, 1926", "Rising Sun", "1926-03-03")]);
}

#[test]
fn letters_in_other_languages() {
    assert_all(&[
        ("Berlin, den 3. März 1917", "Berlin", "1917-03-03"),
        ("Genf, Donnerstag, 4. März 1926", "Genf", "1926-03-04"),
        ("Paris, le 1er mai 1926.", "Paris", "1926-05-01"),
        ("Madrid, 3 de marzo de 1926", "Madrid", "1926-03-03"),
        ("Lisboa, a 3 de março de 1926", "Lisboa", "1926-03-03"),
        ("Bern, 3.–5. Juni 1926", "Bern", "1926-06-03/1926-06-05"),
        ("Roma, 1º maggio 1926", "Roma", "1926-05-01"),
    ]);
}

#[test]
fn an_archive_has_words_of_its_own() {
    let words: Words = toml::from_str(
        "months = [\"leden\", \"únor\", [\"březen\", \"března\"], \"duben\", \"květen\", \"červen\", \"červenec\", \
         \"srpen\", \"září\", \"říjen\", \"listopad\", \"prosinec\"]\nundated = [\"b. d.\"]\n",
    )
    .expect("valid");
    let date = |text: &str| parse(text, &words).map(|dateline| dateline.date.map(|date| date.to_string()));
    assert_eq!(date("Brno, 3. března 1926"), Some(Some("1926-03-03".to_owned())));
    assert_eq!(date("Brno, 3. list. 1926"), Some(Some("1926-11-03".to_owned())));
    assert_eq!(date("Brno, March 3, 1926"), Some(Some("1926-03-03".to_owned())));
    assert_eq!(date("Brno, b. d."), Some(None));
}

#[test]
fn what_only_looks_like_a_dateline() {
    for text in [
        "Minutes of the Council, May 3, 1961",
        "Visit on May 3, 1961",
        "Council of May 3, 1961",
        "Kennedy-Khrushchev Exchanges, 1961",
        "Geneva Conference, 1954",
        "June 6",
        "Amsel, May 3, 1961, the Ambassador",
        "He came on May 3, 1961",
        "We met 3 days after May 3, 1961.",
        "Amsel, 1961 and 1962",
        "March 3 to the sea",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(
        pieces in proptest::collection::vec("May|3|31|1961|December|O\\.S\\.|undated|about|and|den|[-–/,\\[\\]()?. ]|p\\.m\\.|third|Monday|März", 0..12),
    ) {
        let text = pieces.join(" ");
        if let Some(date) = parse(&text, &Words::default()).and_then(|dateline| dateline.date) {
            assert_eq!(date.to_string().parse(), Ok(date), "{text}");
            assert!(date.earliest().zip(date.latest()).is_none_or(|(first, last)| first <= last), "{text}");
        }
    }
}
