//! Documents that are dated alone: by what they state, by what they say of themselves, and by what other
//! documents say of them.

use fonds::stages::date::Date;

use crate::archive::{Archive, Site};
use crate::dating::date;

fn dated(archive: Archive, id: &str) -> Option<String> {
    date(&archive.build(), id).0
}

/// Whether a document's date was inferred, and lies between two days.
fn lies_between(site: &Site, id: &str, first: &str, last: &str) {
    let (found, basis) = date(site, id);
    assert_eq!(basis, "inferred", "{id}");
    let found: Date = found.expect("a date").parse().expect("EDTF");
    let day = |text: &str| text.parse::<Date>().expect("a day").earliest();
    assert!(found.earliest() >= day(first) && found.latest() <= day(last), "{id}: {found}");
}

/// A telegram from the post in Lindholt.
fn telegram(number: u32, text: &str, notes: &str) -> String {
    format!(
        "Telegram From the Legation in Lindholt to the Ministry1\n\n{number}. {text}\n\n  1. Source: Record Office, Box 3, Meetings, 1984. Secret.\n{notes}"
    )
}

#[test]
fn what_a_title_or_a_name_states_is_the_date() {
    for (path, text, expected) in [
        ("content/board/2017-09-13.md", "# Minutes\n\nThe lamp was lit on May 3, 1926.\n", "2017-09-13"),
        ("content/_posts/2020-01-02-lamps.md", "---\ntitle: Lamps\n---\n\nText.\n", "2020-01-02"),
        ("content/a/m.md", "# Harbour Board 2017/09/13\n\nText.\n", "2017-09-13"),
        ("content/a/m.txt", "Protokoll der Sitzung vom 13. September 2017\n\nText.\n", "2017-09-13"),
        ("content/2013-01/jan-29.md", "# January 29, 2013 Harbour Notes\n\nText.\n", "2013-01-29"),
        ("content/2013-01/lamps.md", "# Lamps\n\nText.\n", "2013-01"),
        ("content/2003-March.txt", "Lamps and wicks\n\nText.\n", "2003-03"),
        (
            "content/a/m.md",
            "# Interview with Mary Vell, 12 May 1934\n\nShe was born on 3 May 1861.\n",
            "1934-05-12",
        ),
    ] {
        let archive = Archive::new().file(path, text);
        let id = path.trim_start_matches("content/").rsplit_once('.').expect("an extension").0;
        assert_eq!(dated(archive, id).as_deref(), Some(expected), "{path}");
    }
}

#[test]
fn titles_far_apart_need_no_order() {
    let site = Archive::new()
        .file("content/a/1.txt", "Interview with Mary Vell, 12 May 1927\n\nText.\n")
        .file("content/a/2.txt", "Interview with Mary Vell, 12 May 1934\n\nText.\n")
        .build();
    assert_eq!(date(&site, "a/1").0.as_deref(), Some("1927-05-12"));
    assert_eq!(date(&site, "a/2").0.as_deref(), Some("1934-05-12"));
}

#[test]
fn what_is_no_paper_of_its_time_is_not_dated_by_the_days_it_names() {
    let mut archive = Archive::new();
    for number in 1..=20 {
        let text = format!(
            "Lamp format {number}\n\nOn March {number}, 2021, the format was frozen. A test of April 5, 2021 failed; see the \
             list of May 1, 2020.\n"
        );
        archive = archive.file(&format!("content/specs/{number}.txt"), text);
    }
    let site = archive.build();
    for number in [1, 7, 20] {
        assert_eq!(date(&site, &format!("specs/{number}")), (None, "none".to_owned()));
    }
    site.page("specs/7.html").contains("No date");
}

#[test]
fn folders_of_an_archive_date_what_lies_in_them() {
    let paper = |folder: &str| {
        format!(
            "Note From Orn to Vell1\n\nThe lamp was lit.\n\n  1. Source: Record Office, Box 3, {folder}. Secret.\n"
        )
    };
    let site = Archive::new()
        .file("content/a.txt", paper("Lights (02/15/84–02/16/84)"))
        .file("content/b.txt", paper("Central Files 1964–66"))
        .file("content/c.txt", paper("CF 1616"))
        .build();
    lies_between(&site, "a", "1983-01-01", "1985-12-31");
    lies_between(&site, "b", "1963-01-01", "1967-12-31");
    assert_eq!(date(&site, "c").0, None);
    site.page("b.html").contains("the source note: “1964–66”");
}

#[test]
fn an_answer_comes_after_what_it_answers() {
    let text = "Letter From Orn to Vell1\n\nI acknowledge receipt of your letter of February 15.\n\n  1. Source: Record Office, \
                Box 3, Letters, 1972, Vol. 9. Received in the Regency on February 23.\n";
    let site = Archive::new().file("content/a.txt", text).build();
    lies_between(&site, "a", "1972-02-15", "1972-02-24");
}

#[test]
fn telegrams_lie_between_those_with_lower_and_higher_numbers() {
    let notes = "  2. In telegram 2142 from Lindholt, February 22, 1984, the Legation wrote of lamps.\n  \
                 3. (Telegram 2185 from Lindholt, February 23, 1984)\n  4. See telegram 2222 from Lindholt, February 24, 1984.\n";
    let site = Archive::new()
        .file(
            "content/a.txt",
            telegram(2217, "The lamp,2 the wick,3 and the oil4 are here. I wrote on February 16.", notes),
        )
        .build();
    lies_between(&site, "a", "1984-02-22", "1984-02-25");
    site.page("a.html").contains(
        "the numbers of other telegrams: “2217 between 2185 (23 February 1984) and 2222 (24 February 1984)”",
    );
}

#[test]
fn inference_can_be_switched_off() {
    let text = "# Minutes, 3 March 1926\n\nText.\n";
    let site = Archive::new()
        .file("fonds.toml", "infer_dates = false\n")
        .file("content/a/m.md", text)
        .file("content/b/collection.toml", "infer_dates = true\n")
        .file("content/b/m.md", text)
        .file("content/b/c/m.md", text)
        .build();
    assert_eq!(date(&site, "a/m").0, None);
    assert_eq!(date(&site, "b/m").0.as_deref(), Some("1926-03-03"));
    assert_eq!(date(&site, "b/c/m").0.as_deref(), Some("1926-03-03"));
    site.page("a/m.html").contains("No date");
}

#[test]
fn the_name_of_the_file_stands_where_the_title_has_another_day() {
    let archive = Archive::new().file("content/2015-01-15.md", "# Harbour Board 2014-01-15\n\nText.\n");
    let run = archive.fonds(&["build"]);
    run.exits_with(0);
    assert!(
        run.stderr.contains("the title says “2014-01-15”, but the file's name “2015-01-15”"),
        "{}",
        run.stderr
    );
    assert_eq!(dated(archive, "2015-01-15").as_deref(), Some("2015-01-15"));
}

#[test]
fn a_date_in_the_metadata_can_be_written_in_words() {
    for written in ["20 September 2017", "\"20.9.2017\"", "September 20, 2017", "20. September 2017"] {
        let archive =
            Archive::new().file("content/m.md", format!("---\ndate: {written}\n---\n# Lamps\n\nText.\n"));
        assert_eq!(
            date(&archive.build(), "m"),
            (Some("2017-09-20".to_owned()), "metadata".to_owned()),
            "{written}"
        );
    }
}

#[test]
fn a_letter_is_of_the_day_behind_its_sides() {
    for title in
        ["Orn to Vell, 3 May 1926", "Orn an Vell, 3. Mai 1926", "Letter from Orn to Vell, May 3, 1926"]
    {
        let site =
            Archive::new().file("content/a.txt", format!("{title}\n\nDear Vell,\n\nThe lamp.\n")).build();
        let catalog = &site.page("catalog.jsonl").html;
        assert!(catalog.contains("\"date\":\"1926-05-03\""), "{title}: {catalog}");
    }
}
