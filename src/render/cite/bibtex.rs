//! BibTeX: `@misc` with the collection in `howpublished`, which every style prints.

use super::CitedPaper;

/// The months as every style names them.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A document's record, with a line end.
pub(crate) fn record(citation: &CitedPaper<'_>) -> String {
    let mut out = format!("@misc{{{}", key(citation.id));
    let mut field = |name: &str, value: &str| {
        out.push_str(&format!(",\n  {name} = {value}"));
    };
    if let Some(from) = citation.from {
        // A second pair of braces keeps the name of an office from being taken apart.
        field("author", &format!("{{{{{}}}}}", escaped(from)));
    }
    field("title", &format!("{{{{{}}}}}", escaped(citation.title)));
    let exact = citation.date.as_ref().and_then(|date| date.exact);
    if let Some(exact) = exact {
        field("year", &format!("{{{:04}}}", exact.year));
        let month = exact.month.and_then(|month| usize::try_from(month - 1).ok());
        if let Some(month) = month.and_then(|month| MONTHS.get(month)) {
            field("month", month);
        }
        if let Some(day) = exact.day {
            field("day", &format!("{{{day}}}"));
        }
    }
    let number = citation.document();
    let collection = citation.collection.as_ref().map(|collection| collection.title.to_owned());
    let whole = collection.into_iter().chain(number).chain([citation.archive.to_owned()]);
    let whole = whole.collect::<Vec<String>>().join(", ");
    field("howpublished", &format!("{{{}}}", escaped(&whole)));
    if let Some(kind) = citation.kind {
        field("type", &format!("{{{}}}", escaped(kind)));
    }
    if let Some(publisher) = citation.publisher {
        field("publisher", &format!("{{{}}}", escaped(publisher)));
    }
    let date = citation.date.as_ref().filter(|date| date.exact.is_none());
    let date = date.map(|date| citation.dated(date));
    let original = [citation.repository, citation.shelf].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let original =
        (!original.is_empty()).then(|| citation.interface.tell("cite_original", &[("place", &original)]));
    let note: Vec<String> = date.into_iter().chain(original).collect();
    if !note.is_empty() {
        field("note", &format!("{{{}}}", escaped(&note.join(". "))));
    }
    field("language", &format!("{{{}}}", escaped(citation.language)));
    if let Some(address) = &citation.address {
        // Programs take it as it is.
        field("url", &format!("{{{address}}}"));
    }
    out.push_str("\n}\n");
    out
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
