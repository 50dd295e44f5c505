//! A line above the title that says where the original lies: `851G.01/3–649: Telegram`,
//! `Dulles files, lot 54 D 243`, `CAB 129/45`.

use std::sync::LazyLock;

use regex::Regex;

use super::{about, source_note};
use crate::language::reading::{PlaceWords, ReadingWords, any_word};
use crate::model::metadata::Provenance;
use crate::read::number;

/// How surely a line names a place in an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// Its words do: "Truman Library, Orn papers". A title can have them, too.
    Words,
    /// It holds a shelf mark: "lot 54 D 243".
    ShelfMark,
    /// It is a file number and nothing else.
    FileNumber,
}

/// A longer line is none.
const LONGEST: usize = 120;

/// The shape of a line that names a place in an archive.
pub(super) fn shape(line: &str, words: &ReadingWords) -> Option<Shape> {
    let line = line.trim();
    if is_file_number(line) {
        return Some(Shape::FileNumber);
    }
    let places = &words.places;
    let parts: Vec<&str> = line.split(|c: char| !c.is_alphabetic()).filter(|part| !part.is_empty()).collect();
    let is_title = line.len() > LONGEST
        || line.ends_with(['?', '!'])
        || about::kind(line, &words.titles).is_some()
        || number::before_title(line, words).is_some()
        || parts.is_empty()
        || parts.iter().any(|part| places.title_within.contains(part));
    if is_title {
        return None;
    }
    let begins_a_title = parts.first().is_some_and(|first| places.title_beginnings.has(first));
    if has_shelf_mark(line, places) && (!begins_a_title || line.contains(',')) {
        return Some(Shape::ShelfMark);
    }
    let is_keeper = |word: &&str| places.keepers.has(word) || ends_as_keeper(&word.to_lowercase(), places);
    let has_parts = line.contains([',', ';']) || line.contains(|c: char| c.is_ascii_digit());
    let ends_as_one = parts.last().is_some_and(is_keeper) && parts.len() <= 5;
    (!begins_a_title && parts.iter().any(is_keeper) && (has_parts || ends_as_one)).then_some(Shape::Words)
}

/// What such a line says of the original's place.
pub(in crate::read) fn provenance(line: &str, words: &PlaceWords) -> Provenance {
    let line = line.trim().trim_end_matches('.');
    let first = line.split(',').next().unwrap_or_default().to_lowercase();
    let is_repository = line.contains(',')
        && (first.split(' ').any(|word| words.repositories.contains(word)) || ends_as_keeper(&first, words));
    if is_repository {
        source_note::place(line, words)
    } else {
        Provenance { file: Some(line.to_owned()), ..Provenance::default() }
    }
}

/// Whether a word in lower case is a compound of one for what keeps papers: "Staatsarchiv".
fn ends_as_keeper(word: &str, words: &PlaceWords) -> bool {
    words.keeper_endings.iter().any(|ending| word.ends_with(ending.as_str()))
}

/// `851G.01/3–649: Telegram`, `740.00119 Control (Amsel)/7–1249`.
fn is_file_number(line: &str) -> bool {
    static FILE_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        expression(
            r"^\d{2,4}[A-Za-z]*(?:[. ][0-9A-Za-z]+)* ?[A-Za-z .&()]*/\d[\d–-]*(?: \[[\d–-]+\])?(?:[:;] ?[A-Za-z ]+[:.]?)?$",
        )
    });
    static YEARS: LazyLock<Regex> = LazyLock::new(|| expression(r"^\d{4}/\d{2,4}$"));
    FILE_NUMBER.is_match(line) && !YEARS.is_match(line)
}

fn has_shelf_mark(line: &str, words: &PlaceWords) -> bool {
    let [shelf_mark] = words.shelf_mark_forms.get(|| {
        let shelves = any_word(&words.shelves).replace(' ', r"\s");
        [format!(
            r"(?x)
            \b(?i:{shelves})\s+(?:(?i:no|nr)\.?\s*)?[A-Z]{{0,3}}-?\d
            | \b[A-Z]{{1,6}}(?:\s|-)?\d{{1,4}}/\d{{1,6}}\b
            | ^[A-Z]{{1,4}}(?:\s[A-Z]{{1,4}})?,\s[A-Z]{{1,3}}\s?\d{{2,6}}\b
            | \b(?i:lot)\s\d\d\s?D\s?\d
            | \b(?i:lot)\s?\d\dD\d
            | \bMSS?\b\.?[^.]*\d
            "
        )]
    });
    shelf_mark.is_match(line)
}

/// Compiles a pattern of this file.
fn expression(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|error| unreachable!("{error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_name_a_place_in_an_archive() {
        for (line, expected) in [
            ("851G.01/3–649: Telegram", Shape::FileNumber),
            ("611.94/2–852: Telegram", Shape::FileNumber),
            ("740.00119 Control (Amsel)/7–1249", Shape::FileNumber),
            ("Orn files, lot 54 D 243", Shape::ShelfMark),
            ("Lot 60 D 627, CF 123", Shape::ShelfMark),
            ("PPS Files, Lot 64D563", Shape::ShelfMark),
            ("CAB 129/45", Shape::ShelfMark),
            ("PRO, FO 371/1234", Shape::ShelfMark),
            ("NARA, RG 59, Entry 12", Shape::ShelfMark),
            ("BArch, R 43/1234", Shape::ShelfMark),
            ("Add. MS 12345", Shape::ShelfMark),
            ("Ministry of the Sea, Box 12", Shape::ShelfMark),
            ("Skell Library, Orn papers", Shape::Words),
            ("Nachlass Orn, Port Amsel", Shape::Words),
            ("Staatsarchiv Lindholt, Hafenamt", Shape::Words),
            ("Orn papers", Shape::Words),
        ] {
            assert_eq!(shape(line, ReadingWords::everywhere()), Some(expected), "{line}");
        }
    }

    #[test]
    fn titles_are_no_places() {
        for line in [
            "The New Library",
            "Opening of the Library",
            "Report on the Orn Papers",
            "Memorandum, Box 3",
            "Sailing directions",
            "1926/27",
            "12. Letter to Vell",
            "A Guide to the Archives, 1926",
            "Catalogue of Papers, 1926",
            "Minutes of the Harbour Board",
            "",
        ] {
            assert_eq!(shape(line, ReadingWords::everywhere()), None, "{line}");
        }
    }

    #[test]
    fn the_first_part_can_be_a_house() {
        let provenance = provenance("Skell Library, Orn papers", &ReadingWords::everywhere().places);
        assert_eq!(provenance.repository.as_deref(), Some("Skell Library"));
        assert_eq!(provenance.collection.as_deref(), Some("Orn papers"));
        assert_eq!(
            super::provenance("Lot 60 D 627, CF 123", &ReadingWords::everywhere().places).file.as_deref(),
            Some("Lot 60 D 627, CF 123")
        );
    }
}
