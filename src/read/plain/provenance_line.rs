//! A line above the title that says where the original lies: `851G.01/3–649: Telegram`,
//! `Dulles files, lot 54 D 243`, `CAB 129/45`.

use std::sync::LazyLock;

use regex::Regex;

use super::{about, source_note};
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
pub(super) fn shape(line: &str) -> Option<Shape> {
    let line = line.trim();
    if is_file_number(line) {
        return Some(Shape::FileNumber);
    }
    let words: Vec<&str> = line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let is_title = line.len() > LONGEST
        || line.ends_with(['?', '!'])
        || about::kind(line).is_some()
        || number::before_title(line).is_some()
        || words.is_empty()
        || words.iter().any(|word| TITLE_WORDS.contains(word));
    if is_title {
        return None;
    }
    let begins_a_title =
        words.first().is_some_and(|first| TITLE_BEGINNINGS.contains(&first.to_lowercase().as_str()));
    if has_shelf_mark(line) && (!begins_a_title || line.contains(',')) {
        return Some(Shape::ShelfMark);
    }
    let is_keeper = |word: &&str| {
        let word = word.to_lowercase();
        KEEPERS.contains(&word.as_str()) || word.ends_with("archiv") || word.ends_with("bibliothek")
    };
    let has_parts = line.contains([',', ';']) || line.contains(|c: char| c.is_ascii_digit());
    let ends_as_one = words.last().is_some_and(is_keeper) && words.len() <= 5;
    (!begins_a_title && words.iter().any(is_keeper) && (has_parts || ends_as_one)).then_some(Shape::Words)
}

/// What such a line says of the original's place.
pub(super) fn provenance(line: &str) -> Provenance {
    let line = line.trim().trim_end_matches('.');
    let first = line.split(',').next().unwrap_or_default().to_lowercase();
    let is_repository = line.contains(',')
        && (first.split(' ').any(|word| REPOSITORIES.contains(&word))
            || first.ends_with("archiv")
            || first.ends_with("bibliothek"));
    if is_repository {
        source_note::parse(&format!("Source: {line}"))
    } else {
        Provenance { file: Some(line.to_owned()), ..Provenance::default() }
    }
}

/// Words for what is kept, and for what keeps it.
const KEEPERS: &[&str] = &[
    "files",
    "file",
    "papers",
    "papiere",
    "papiers",
    "archives",
    "archive",
    "archivio",
    "archivo",
    "arquivo",
    "library",
    "libraries",
    "bibliothèque",
    "biblioteca",
    "collection",
    "collections",
    "series",
    "records",
    "manuscripts",
    "mss",
    "lot",
    "lots",
    "box",
    "nachlass",
    "nachlaß",
    "bestand",
    "akten",
    "fonds",
    "museum",
    "nara",
];

/// Words by which the first part of the line is a house rather than a series.
const REPOSITORIES: &[&str] = &[
    "library",
    "archive",
    "archives",
    "museum",
    "office",
    "nara",
    "pro",
    "tna",
    "bl",
    "barch",
    "bundesarchiv",
    "bibliothèque",
    "biblioteca",
    "archivio",
    "archivo",
    "arquivo",
    "society",
    "university",
];

/// Words with which titles begin.
const TITLE_BEGINNINGS: &[&str] = &[
    "the",
    "a",
    "an",
    "on",
    "of",
    "in",
    "how",
    "why",
    "what",
    "der",
    "die",
    "das",
    "le",
    "les",
    "el",
    "los",
    "il",
    "catalogue",
    "catalog",
    "guide",
    "history",
    "list",
    "inventory",
    "index",
    "introduction",
    "opening",
];

/// Words that stand in titles and sentences, and in no shelf mark.
const TITLE_WORDS: &[&str] = &[
    "on", "about", "for", "to", "from", "by", "with", "how", "is", "are", "was", "were", "über", "an", "sur",
    "sobre", "das", "mit",
];

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

fn has_shelf_mark(line: &str) -> bool {
    static SHELF_MARK: LazyLock<Regex> = LazyLock::new(|| {
        expression(
            r"(?x)
            \b(?i:lot|box|folder|file|reel|rg|record\sgroup|carton|karton|mappe|akte|bestand|dossier|liasse|signatur|busta|legajo|caja|inv\.|bündel)
                \s+(?:(?i:no|nr)\.?\s*)?[A-Z]{0,3}-?\d
            | \b[A-Z]{1,6}(?:\s|-)?\d{1,4}/\d{1,6}\b
            | ^[A-Z]{1,4}(?:\s[A-Z]{1,4})?,\s[A-Z]{1,3}\s?\d{2,6}\b
            | \b(?i:lot)\s\d\d\s?D\s?\d
            | \b(?i:lot)\s?\d\dD\d
            | \bMSS?\b\.?[^.]*\d
            ",
        )
    });
    SHELF_MARK.is_match(line)
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
            assert_eq!(shape(line), Some(expected), "{line}");
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
            assert_eq!(shape(line), None, "{line}");
        }
    }

    #[test]
    fn the_first_part_can_be_a_house() {
        let provenance = provenance("Skell Library, Orn papers");
        assert_eq!(provenance.repository.as_deref(), Some("Skell Library"));
        assert_eq!(provenance.collection.as_deref(), Some("Orn papers"));
        assert_eq!(super::provenance("Lot 60 D 627, CF 123").file.as_deref(), Some("Lot 60 D 627, CF 123"));
    }
}
