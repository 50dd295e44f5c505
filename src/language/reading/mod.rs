//! The words by which texts are read: what announces a reference, a date, a note, a sender.
//!
//! They stand in a table for each language, `reading.toml`, beside its other words. This room reads the tables and
//! puts those of a language together; readers ask the lists by their names. It must not know what readers make
//! of a word.
//!
//! Every archive has the English words, since English tables are what readers were made with, and from each other
//! table what stands below `everywhere`: letters in many languages lie in one archive. An archive in another
//! language has the rest of its table besides, and then its own words, from `[reading]` in `fonds.toml`.

mod compiled;
mod days;
mod references;
mod texts;
mod word_list;

use std::sync::{Arc, LazyLock};

use regex::Regex;
use serde::Deserialize;
use toml::{Table, Value};

use super::calendar;

pub use compiled::{LETTER, any_pattern, any_word};
pub use days::{DatelineWords, DatingWords, DayWords};
pub use references::{DescriptionWords, ReferenceWords, SentenceWords};
pub use texts::{HeadWords, HyphenWords, NoteWords, NumberWords, PageWords, PlaceWords, TitleWords};
pub use word_list::WordList;

/// The words by which the texts of an archive are read.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadingWords {
    /// How texts refer to documents, notes, pages and collections.
    pub references: ReferenceWords,
    /// How they describe documents.
    pub descriptions: DescriptionWords,
    /// Where sentences end.
    pub sentences: SentenceWords,
    /// The number before a title.
    pub numbers: NumberWords,
    /// What a title says of a document.
    pub titles: TitleWords,
    /// Where the original is kept.
    pub places: PlaceWords,
    /// The head of a text, and its end.
    pub heads: HeadWords,
    /// Printed pages.
    pub pages: PageWords,
    /// Notes and their marks.
    pub notes: NoteWords,
    /// Words that the end of a line divides.
    pub hyphens: HyphenWords,
    /// Days, months and years.
    pub days: DayWords,
    /// The line that names place and day.
    pub datelines: DatelineWords,
    /// What tells the day of a document without such a line.
    pub dating: DatingWords,
}

/// The built-in tables. The first is English.
const BUILT_IN: [(&str, &str); 10] = [
    ("en", include_str!("../en/reading.toml")),
    ("de", include_str!("../de/reading.toml")),
    ("fr", include_str!("../fr/reading.toml")),
    ("it", include_str!("../it/reading.toml")),
    ("es", include_str!("../es/reading.toml")),
    ("pt", include_str!("../pt/reading.toml")),
    ("nl", include_str!("../nl/reading.toml")),
    ("sv", include_str!("../sv/reading.toml")),
    ("da", include_str!("../da/reading.toml")),
    ("fi", include_str!("../fi/reading.toml")),
];

/// The part of a table that is read in every archive.
const EVERYWHERE: &str = "everywhere";

impl ReadingWords {
    /// The words of every archive: the English ones, and what is read everywhere.
    pub fn everywhere() -> &'static Arc<Self> {
        static EVERYWHERE: LazyLock<Arc<ReadingWords>> =
            LazyLock::new(|| Arc::new(typed(tables().everywhere.clone())));
        &EVERYWHERE
    }

    /// The words of an archive in a language, a BCP 47 tag, with the archive's own.
    pub fn of(language: &str, own: &Table) -> Arc<Self> {
        let primary = language.split('-').next().unwrap_or(language);
        let further = tables().languages.iter().find(|(tag, _)| primary.eq_ignore_ascii_case(tag));
        if further.is_none() && own.is_empty() {
            return Arc::clone(Self::everywhere());
        }
        let mut table = tables().everywhere.clone();
        for added in further.map(|(_, table)| table).into_iter().chain([own]) {
            add(&mut table, added);
            add_openings(&mut table, added);
        }
        Arc::new(typed(table))
    }

    /// The first pattern that is no regular expression, and what is wrong with it.
    pub fn mistake(&self) -> Option<(&str, String)> {
        let patterns = [&self.heads.salutations, &self.heads.closes, &self.dating.receivers];
        patterns.into_iter().flatten().find_map(|pattern| {
            let error = Regex::new(pattern).err()?;
            Some((pattern.as_str(), format!("`{pattern}` is no regular expression: {error}")))
        })
    }
}

/// The list of a table of an archive's own that holds a word without a letter or sign.
pub fn list_with_empty_word(table: &Table) -> Option<&str> {
    let is_empty = |value: &Value| value.as_str().is_some_and(|word| word.trim().is_empty());
    table.iter().find_map(|(name, value)| match value {
        Value::Table(lists) => list_with_empty_word(lists),
        Value::Array(words) => words.iter().any(is_empty).then_some(name.as_str()),
        _ => None,
    })
}

/// The tables as they are put together.
struct Tables {
    everywhere: Table,
    /// What each language but English has beside that.
    languages: Vec<(&'static str, Table)>,
}

fn tables() -> &'static Tables {
    static TABLES: LazyLock<Tables> = LazyLock::new(|| {
        let mut tables = Tables { everywhere: Table::new(), languages: Vec::new() };
        for (tag, text) in BUILT_IN {
            let mut table: Table = text.parse().unwrap_or_else(|error| unreachable!("{tag}: {error}"));
            if tag == "en" {
                tables.everywhere = table;
                continue;
            }
            if let Some(Value::Table(everywhere)) = table.remove(EVERYWHERE) {
                add(&mut tables.everywhere, &everywhere);
            }
            if !table.is_empty() {
                tables.languages.push((tag, table));
            }
        }
        // The names of the months are those for showing dates.
        for months in calendar::built_in_months() {
            let days = Table::from_iter([("months".to_owned(), Value::from(months))]);
            add(&mut tables.everywhere, &Table::from_iter([("days".to_owned(), Value::Table(days))]));
        }
        tables
    });
    &TABLES
}

/// The lists of a table. A test reads all that are built in, and an archive's own were read before.
fn typed(table: Table) -> ReadingWords {
    table.try_into().unwrap_or_else(|error| unreachable!("{error}"))
}

/// Adds the lists of one table to those of another. Lists of lists, such as the names of each month, are added
/// one by one.
fn add(table: &mut Table, added: &Table) {
    for (name, value) in added {
        match (table.get_mut(name), value) {
            (Some(Value::Table(known)), Value::Table(further)) => add(known, further),
            (Some(Value::Array(known)), Value::Array(further)) => add_words(known, further),
            _ => {
                table.insert(name.clone(), value.clone());
            }
        }
    }
}

fn add_words(known: &mut Vec<Value>, further: &[Value]) {
    // An empty word would be found everywhere.
    let is_word = |value: &&Value| value.as_str().is_none_or(|word| !word.trim().is_empty());
    if !further.iter().any(Value::is_array) {
        known.extend(further.iter().filter(is_word).cloned());
        return;
    }
    for (known, further) in known.iter_mut().zip(further) {
        if let (Value::Array(known), Value::Array(further)) = (known, further) {
            known.extend(further.iter().filter(is_word).cloned());
        }
    }
}

/// The lists of references whose words begin one, so that paragraphs with them must be searched.
const BEGINNING: [&str; 10] = [
    "document",
    "documents",
    "bare_number",
    "footnote",
    "footnotes",
    "footnote_abbreviations",
    "note",
    "notes",
    "page",
    "pages",
];

/// Adds the words by which references begin to those that a paragraph is searched for, so that whoever adds a
/// word need not think of that.
fn add_openings(table: &mut Table, added: &Table) {
    let Some(Value::Table(lists)) = added.get("references") else { return };
    let words = BEGINNING.iter().filter_map(|name| lists.get(*name)?.as_array()).flatten();
    let openings: Vec<Value> =
        words.filter_map(Value::as_str).flat_map(openings).map(Value::String).collect();
    if let Some(Value::Array(known)) = table.get_mut("references").and_then(|lists| lists.get_mut("openings"))
    {
        known.extend(openings);
    }
}

/// What is looked for of a word: without its first letter, which can be a capital. A short word needs the sign
/// after it, since it is a part of many.
fn openings(word: &str) -> Vec<String> {
    let rest = word.char_indices().nth(1).map_or("", |(at, _)| &word[at..]);
    match word.chars().count() {
        0 => Vec::new(),
        1 | 2 => vec![format!("{word} "), format!("{word}.")],
        3 => vec![format!("{rest} "), format!("{rest}.")],
        _ => vec![rest.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_tables_can_be_read() {
        for (tag, _) in BUILT_IN {
            let words = ReadingWords::of(tag, &Table::new());
            assert!(words.references.document.contains("Document"), "{tag}");
            assert!(words.titles.honorifics.contains("herrn"), "{tag}");
        }
    }

    #[test]
    fn months_and_days_have_as_many_lists_as_they_are() {
        let days = &ReadingWords::everywhere().days;
        let lengths = [&days.months, &days.short_months, &days.weekdays, &days.short_weekdays, &days.seasons];
        assert_eq!(lengths.map(Vec::len), [12, 12, 7, 7, 4]);
        assert!(
            days.months[2].contains("mars")
                && days.months[2].contains("märz")
                && days.weekdays[5].contains("sonnabend")
        );
        assert_eq!(days.ordinals.len(), 31);
    }

    #[test]
    fn readers_have_no_names_of_months_and_days_of_their_own() {
        let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut folders: Vec<_> = ["mark", "read", "dating"].iter().map(|room| source.join(room)).collect();
        while let Some(folder) = folders.pop() {
            for path in std::fs::read_dir(&folder).expect("a folder").map(|file| file.expect("a file").path())
            {
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let text = std::fs::read_to_string(&path).expect("a text");
                    let code = text.split("#[cfg(test)]").next().unwrap_or_default().to_lowercase();
                    for name in ["\"february\"", "\"februar\"", "\"donnerstag\"", "\"jeudi\""] {
                        assert!(!code.contains(name), "{} has {name}", path.display());
                    }
                }
            }
        }
    }

    #[test]
    fn a_list_with_an_empty_word_is_found() {
        let own = |text: &str| text.parse::<Table>().expect("TOML");
        let found = own("[references]\ndocument = [\"Urkunde\"]\nsee = [\"siehe\", \" \"]\n");
        assert_eq!(list_with_empty_word(&found), Some("see"));
        assert_eq!(list_with_empty_word(&own("[references]\ndocument = [\"Urkunde\"]\n")), None);
    }

    #[test]
    fn an_archive_adds_words_of_its_own() {
        let own = "[references]\ndocument = [\"Urkunde\", \"Urk\"]\n".parse().expect("TOML");
        let words = ReadingWords::of("en-GB", &own);
        assert!(words.references.document.contains("Urkunde") && words.references.document.contains("Doc"));
        let openings = &words.references.openings;
        assert!(openings.iter().any(|part| part == "rkunde") && openings.iter().any(|part| part == "rk."));
    }
}
