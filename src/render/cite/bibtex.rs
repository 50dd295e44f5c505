//! BibTeX: a document of an edition is `@incollection`; any other is `@misc` with the collection in `howpublished`, which
//! every style prints.

use super::name::Name;
use super::{CitedPaper, Edition};

/// The months as every style names them.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A document's record, with a line end.
pub(crate) fn record(citation: &CitedPaper<'_>) -> String {
    let kind = if citation.edition.is_some() { "incollection" } else { "misc" };
    let mut record = BibtexRecord(format!("@{kind}{{{}", key(citation.id)));
    record.names("author", &citation.authors);
    // A second pair of braces keeps the capitals.
    record.raw("title", &format!("{{{{{}}}}}", escaped(citation.title)));
    match &citation.edition {
        Some(edition) => record.edition(citation, edition),
        None => record.paper(citation),
    }
    record.text("type", citation.kind);
    record.text("note", note(citation).as_deref());
    record.text("language", Some(citation.language));
    if let Some(address) = &citation.address {
        // Programs take it as it is.
        record.raw("url", &format!("{{{address}}}"));
    }
    record.0 + "\n}\n"
}

/// A record that is being written.
struct BibtexRecord(String);

impl BibtexRecord {
    fn raw(&mut self, name: &str, value: &str) {
        self.0.push_str(&format!(",\n  {name} = {value}"));
    }

    fn text(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.raw(name, &format!("{{{}}}", escaped(value)));
        }
    }

    fn names(&mut self, name: &str, names: &[Name<'_>]) {
        let names: Vec<String> = names.iter().map(braced).collect();
        if !names.is_empty() {
            self.raw(name, &format!("{{{}}}", names.join(" and ")));
        }
    }

    /// A part of a book, which has the book's year. Its own date stands in a field of biblatex, and in the note.
    fn edition(&mut self, citation: &CitedPaper<'_>, edition: &Edition<'_>) {
        let publication = edition.publication;
        self.raw("booktitle", &format!("{{{{{}}}}}", escaped(edition.title)));
        self.names("editor", &edition.editors);
        self.text("volume", publication.volume.as_deref());
        self.text("series", publication.series.as_deref());
        self.text("publisher", publication.publisher.as_deref());
        self.text("address", publication.place.as_deref());
        match &publication.year {
            Some(year) => {
                self.text("year", Some(year));
                let exact = citation.date.as_ref().and_then(|date| date.exact);
                let own = exact.map(|date| date.parts().collect::<Vec<_>>().join("-"));
                self.text("origdate", own.as_deref());
            }
            None => self.date(citation),
        }
        let pages = citation
            .pages()
            .map(|(first, last)| if first == last { first.to_owned() } else { format!("{first}--{last}") });
        self.text("pages", pages.as_deref());
    }

    /// A paper of the archive.
    fn paper(&mut self, citation: &CitedPaper<'_>) {
        self.date(citation);
        let collection = citation.collection.as_ref().map(|collection| collection.title.to_owned());
        let whole = collection.into_iter().chain(citation.document()).chain([citation.archive.to_owned()]);
        self.text("howpublished", Some(&whole.collect::<Vec<String>>().join(", ")));
        self.text("publisher", citation.publisher);
    }

    fn date(&mut self, citation: &CitedPaper<'_>) {
        let Some(exact) = citation.date.as_ref().and_then(|date| date.exact) else { return };
        self.raw("year", &format!("{{{:04}}}", exact.year));
        let month = exact.month.and_then(|month| usize::try_from(month - 1).ok());
        if let Some(month) = month.and_then(|month| MONTHS.get(month)) {
            self.raw("month", month);
        }
        if let Some(day) = exact.day {
            self.raw("day", &format!("{{{day}}}"));
        }
    }
}

/// A name: `Orn, Ada`, or in braces, which keep the name of an office from being taken apart.
fn braced(name: &Name<'_>) -> String {
    match name {
        Name::Person { given, family } => format!("{}, {}", escaped(family), escaped(given)),
        Name::Literal(text) => format!("{{{}}}", escaped(text)),
    }
}

/// What has no field: the number in a book, a date that is not exact or not the book's, and where the original is.
fn note(citation: &CitedPaper<'_>) -> Option<String> {
    let edition = citation.edition.as_ref();
    let number = edition.and_then(|_| citation.document());
    let has_year = edition.is_some_and(|edition| edition.publication.year.is_some());
    let date = citation.date.as_ref().filter(|date| date.exact.is_none() || has_year);
    let date = date.map(|date| citation.dated(date));
    let original =
        citation.original().map(|place| citation.interface.tell("cite_original", &[("place", &place)]));
    let parts: Vec<String> = number.into_iter().chain(date).chain(original).collect();
    (!parts.is_empty()).then(|| parts.join(". "))
}

/// The key: the document's `id`, in which what a key cannot hold is written as bytes. No two are the
/// same.
fn key(id: &str) -> String {
    let mut key = String::new();
    for byte in id.bytes() {
        match byte {
            b'/' => key.push(':'),
            b'-' | b'_' | b'.' => key.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => key.push(char::from(byte)),
            _ => key.push_str(&format!("+{byte:02x}")),
        }
    }
    key
}

/// Text in which nothing is a command of TeX. Braces are named, since BibTeX counts those that are
/// escaped, too.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for character in word.chars() {
            match character {
                '&' | '%' | '_' | '#' | '$' => {
                    out.push('\\');
                    out.push(character);
                }
                '\\' => out.push_str("\\textbackslash{}"),
                '{' => out.push_str("\\textbraceleft{}"),
                '}' => out.push_str("\\textbraceright{}"),
                '~' => out.push_str("\\textasciitilde{}"),
                '^' => out.push_str("\\textasciicircum{}"),
                _ => out.push(character),
            }
        }
    }
    out
}
