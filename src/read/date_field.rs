//! Fields that name a document's date: which names of fields do, and what their values say.
//!
//! The names serve the head of a text, front matter and spreadsheets alike. They are those of the
//! languages that datelines know.

use std::ops::Range;

use super::dateline::{self, Slip};
use crate::language::dates::Words;
use crate::model::date::Date;

/// How well the name of a field fits the document's date; the least fits best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// `Date`, `Datum`.
    Date,
    /// A date that is named: `Meeting date`, `Ausfertigungsdatum`.
    NamedDate,
    /// The document came to be: `Created`, `Written`.
    Made,
    /// It came before others: `Signed`, `Published`.
    Issued,
}

const DATES: [&str; 7] = ["date", "dated", "datum", "datiert", "fecha", "data", "daté"];

const MADE: [&str; 33] = [
    "created",
    "written",
    "composed",
    "drafted",
    "recorded",
    "given",
    "erstellt",
    "geschrieben",
    "verfasst",
    "ausgefertigt",
    "créé",
    "créée",
    "écrit",
    "écrite",
    "rédigé",
    "rédigée",
    "creado",
    "creada",
    "escrito",
    "escrita",
    "redactado",
    "redactada",
    "creato",
    "creata",
    "scritto",
    "scritta",
    "redatto",
    "redatta",
    "criado",
    "criada",
    "redigido",
    "redigida",
    "creation",
];

const ISSUED: [&str; 61] = [
    "issued",
    "signed",
    "published",
    "adopted",
    "sent",
    "enacted",
    "promulgated",
    "delivered",
    "ratified",
    "decided",
    "held",
    "ausgestellt",
    "unterzeichnet",
    "veröffentlicht",
    "erlassen",
    "verabschiedet",
    "beschlossen",
    "gesendet",
    "verkündet",
    "gehalten",
    "signé",
    "signée",
    "publié",
    "publiée",
    "adopté",
    "adoptée",
    "envoyé",
    "envoyée",
    "émis",
    "émise",
    "firmado",
    "firmada",
    "publicado",
    "publicada",
    "adoptado",
    "adoptada",
    "enviado",
    "enviada",
    "emitido",
    "emitida",
    "firmato",
    "firmata",
    "pubblicato",
    "pubblicata",
    "adottato",
    "adottata",
    "inviato",
    "inviata",
    "emesso",
    "emessa",
    "sottoscritto",
    "sottoscritta",
    "assinado",
    "assinada",
    "adotado",
    "adotada",
    "pub",
    "publication",
    "promulgation",
    "adoption",
    "signature",
];

/// Words that say that the date is another one than the document's.
const OTHERS: [&str; 74] = [
    "due",
    "end",
    "ending",
    "ends",
    "start",
    "begin",
    "until",
    "till",
    "update",
    "updated",
    "modified",
    "modification",
    "mod",
    "change",
    "changed",
    "revised",
    "revision",
    "edited",
    "review",
    "reviewed",
    "expires",
    "expired",
    "expiry",
    "expiration",
    "effective",
    "force",
    "access",
    "accessed",
    "retrieved",
    "visited",
    "upload",
    "uploaded",
    "added",
    "download",
    "downloaded",
    "scanned",
    "digitized",
    "digitised",
    "import",
    "imported",
    "transcribed",
    "posting",
    "posted",
    "release",
    "ebook",
    "deadline",
    "closing",
    "target",
    "next",
    "last",
    "previous",
    "birth",
    "born",
    "death",
    "died",
    "received",
    "copyright",
    "declassified",
    "archived",
    "withdrawn",
    "cited",
    "inferred",
    "format",
    "history",
    "naissance",
    "décès",
    "nacimiento",
    "nascita",
    "nascimento",
    "modificación",
    "modifica",
    "modificação",
    "vencimiento",
    "scadenza",
];

/// How German compounds begin that name another date.
const OTHER_COMPOUNDS: [&str; 16] = [
    "änderung",
    "geburt",
    "todes",
    "sterbe",
    "ablauf",
    "verfall",
    "verfalls",
    "fälligkeit",
    "end",
    "start",
    "abruf",
    "zugriff",
    "stich",
    "eingang",
    "aktualisierung",
    "haltbarkeit",
];

/// A name has at most this many words.
const MOST_WORDS: usize = 4;

/// How well a name fits; `None` if it names no date of the document.
pub fn rank(name: &str) -> Option<Rank> {
    // What stands in parentheses says how it is written: "Date (UTC)".
    let words = words_of(name.split('(').next()?)?;
    let is_one = |list: &[&str], word: &String| list.contains(&word.as_str());
    let is_other = |word: &String| {
        is_one(&OTHERS, word)
            || word.ends_with("datum") && OTHER_COMPOUNDS.iter().any(|start| word.starts_with(start))
    };
    if words.iter().any(is_other) {
        return None;
    }
    let [first, .., last] = [words.first()?, words.last()?];
    let is_compound = |word: &String| word.ends_with("datum") || is_one(&DATES, word);
    let has_verb = words.len() <= 2;
    match () {
        () if words.len() == 1 && is_one(&DATES, first) => Some(Rank::Date),
        () if is_compound(first) || is_compound(last) => Some(Rank::NamedDate),
        () if has_verb && (is_one(&MADE, first) || is_one(&MADE, last)) => Some(Rank::Made),
        () if has_verb && (is_one(&ISSUED, first) || is_one(&ISSUED, last)) => Some(Rank::Issued),
        () => None,
    }
}

/// The words of a name in lower case: `Meeting date`, `date_created`, `datePublished`; `None` if they
/// are too many.
fn words_of(name: &str) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    let mut is_open = false;
    let mut was_small = false;
    for character in name.chars() {
        if !character.is_alphabetic() {
            is_open = false;
            continue;
        }
        let begins = !is_open || was_small && character.is_uppercase();
        if begins && words.len() == MOST_WORDS {
            return None;
        }
        if begins {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(character.to_lowercase());
        }
        (is_open, was_small) = (true, character.is_lowercase());
    }
    Some(words)
}

/// What the value of a field says.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldDate {
    /// The date.
    pub date: Date,
    /// What is wrong with it.
    pub slip: Option<Slip>,
    /// The bytes of the value that give it.
    pub span: Range<usize>,
}

/// The date with which a value begins: as EDTF, or in any form that datelines have. A place can
/// stand before it.
pub fn value(text: &str, words: &Words) -> Option<FieldDate> {
    let start = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || is_mark(c)).len();
    let bare = text[start..].trim_end_matches(|c: char| c.is_whitespace() || is_mark(c));
    if let Ok(date) = bare.parse::<Date>()
        && date.earliest().or(date.latest()).is_some_and(|day| (1000..=2199).contains(&day.year()))
    {
        return Some(FieldDate { date, slip: None, span: start..start + bare.len() });
    }
    let shifted = |span: Range<usize>| span.start + start..span.end + start;
    if let Some(dateline) = dateline::parse(bare, words) {
        let span = shifted(dateline.span);
        return Some(FieldDate { date: dateline.date?, slip: dateline.slip, span });
    }
    let found = dateline::find(bare, words).into_iter().next().filter(|found| found.span.start == 0)?;
    Some(FieldDate { date: found.date, slip: found.slip, span: shifted(found.span) })
}

/// Marks of emphasis, code and quotation round a value.
fn is_mark(character: char) -> bool {
    matches!(character, '*' | '_' | '`' | '"' | '“' | '”' | '<' | '>' | '|')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_dates() {
        for (name, expected) in [
            ("Date", Rank::Date),
            ("DATE", Rank::Date),
            ("Datum", Rank::Date),
            ("fecha", Rank::Date),
            ("Meeting date", Rank::NamedDate),
            ("Meeting Date (UTC)", Rank::NamedDate),
            ("Date and time", Rank::NamedDate),
            ("Date of issue", Rank::NamedDate),
            ("Ausfertigungsdatum", Rank::NamedDate),
            ("date_created", Rank::NamedDate),
            ("datePublished", Rank::NamedDate),
            ("pubDate", Rank::NamedDate),
            ("created", Rank::Made),
            ("createdAt", Rank::Made),
            ("Written on", Rank::Made),
            ("published", Rank::Issued),
            ("first published", Rank::Issued),
            ("Firmado", Rank::Issued),
        ] {
            assert_eq!(rank(name), Some(expected), "{name}");
        }
        for name in [
            "",
            "Due date",
            "End date",
            "update",
            "last-update",
            "Updated",
            "Date modified",
            "Expires",
            "effective date",
            "Accessed",
            "Post-History",
            "Candidate",
            "Mandate",
            "Geburtsdatum",
            "Änderungsdatum",
            "Date of birth",
            "Published by the Harbour Office",
            "Title",
            "dateFormat",
            "Release date",
        ] {
            assert_eq!(rank(name), None, "{name}");
        }
    }

    #[test]
    fn values_begin_with_a_date() {
        let date = |text: &str| value(text, &Words::default()).map(|found| found.date.to_string());
        for (text, expected) in [
            (" 2017-09-20", "2017-09-20"),
            ("1926", "1926"),
            ("1926-03~", "1926-03~"),
            ("2011-12", "2011-12"),
            ("31-Dec-2002", "2002-12-31"),
            ("31-Dec-2002, 5-Jan-2003", "2002-12-31/2003-01-05"),
            ("Wed, 13 Sep 2017 10:00:00 +0200 (CEST)", "2017-09-13"),
            ("Thursday 14 September 2017 at the lamp room", "2017-09-14"),
            ("Port Amsel, 3 March 1926", "1926-03-03"),
            ("** 2017-09-20 |", "2017-09-20"),
        ] {
            assert_eq!(date(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "soon", "to be decided on 3 March 1926", "3/4/1926", "0044", "12"] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
