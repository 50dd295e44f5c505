//! How a document is named wherever pages and data list it: number, title, and beneath them one line that tells it apart.

use serde::Serialize;

use super::paging::escaped;
use super::{DateContext, Language};
use crate::archive::Archive;
use crate::catalog::tells::Tells;
use crate::catalog::{DocumentId, Record};
use crate::language::interface;
use crate::resolve::route;

/// How many characters of a subject, of names or of opening words are shown.
const LONGEST: usize = 120;

/// A document in a list.
#[derive(Debug, Serialize)]
pub(crate) struct DocumentLink<'a> {
    number: Option<&'a str>,
    title: &'a str,
    pub(super) href: String,
    /// What tells it from others of its title, in one line.
    pub(super) tells: Option<String>,
    /// The date, unless the title says it.
    date: Option<DateContext>,
    kind: Option<&'a str>,
    place: Option<&'a str>,
    collection: &'a str,
    /// The language of its text, where it is not that of the interface.
    language: Option<Language<'a>>,
}

impl<'a> DocumentLink<'a> {
    pub(super) fn new(archive: &'a Archive, from: &str, document: DocumentId) -> Self {
        let record = &archive.catalog.documents[document];
        let holder = &archive.catalog.collections[archive.catalog.holder(record)];
        let date = DateContext::of(record, &archive.config.dates);
        Self {
            number: record.number.as_deref(),
            title: &record.title,
            href: route::link(from, &record.address()),
            tells: tells(archive, record),
            date: date.filter(|date| !record.title.contains(&date.text)),
            kind: record.particulars.kind.as_deref(),
            place: record.particulars.place.as_deref(),
            collection: &holder.short,
            language: Language::other(archive, Some(archive.language(record))),
        }
    }

    /// About how many bytes it takes on a page.
    pub(super) fn size(&self) -> usize {
        300 + escaped(self.title) + self.href.len() + self.tells.as_deref().map_or(0, escaped)
    }

    /// Whether its date stands in square brackets.
    pub(super) fn has_brackets(&self) -> bool {
        self.date.as_ref().is_some_and(DateContext::has_brackets)
    }
}

/// The line that tells a document from others of its title. One that another of its collection shares with it goes on with
/// how the text begins.
pub(crate) fn tells(archive: &Archive, record: &Record) -> Option<String> {
    let line = match record.tells()? {
        Tells::Subject(subject) => shortened(subject, LONGEST),
        Tells::Parties(from, to) => parties(from, to, interface::direction(archive.language(record))),
        // Documents with the same beginning differ further on, if they differ at all.
        Tells::Opening(opening) if record.is_alike => return Some(opening.to_owned()),
        Tells::Opening(opening) => return Some(shortened(opening, LONGEST)),
    };
    let opening =
        Some(shortened(&record.opening, LONGEST)).filter(|opening| record.is_alike && !opening.is_empty());
    Some(opening.map_or_else(|| line.clone(), |opening| format!("{line}. {opening}")))
}

/// Sender and receiver, with an arrow in the direction in which one reads.
fn parties(from: &str, to: &str, direction: &str) -> String {
    let arrow = if direction == "rtl" { '←' } else { '→' };
    let (from, to) = (shortened(from, LONGEST / 2), shortened(to, LONGEST / 2));
    match (from.is_empty(), to.is_empty()) {
        (false, true) => from,
        (true, _) => format!("{arrow} {to}"),
        (false, false) => format!("{from} {arrow} {to}"),
    }
}

/// A text of one line, up to the end of a word.
fn shortened(text: &str, longest: usize) -> String {
    let mut line = String::with_capacity(text.len().min(4 * longest + 4));
    // Where the last character ends that is shown.
    let mut end = None;
    let mut length = 0;
    for letter in text.trim().chars() {
        let is_space = letter.is_whitespace();
        if is_space && line.ends_with(' ') {
            continue;
        }
        if length == longest {
            end = Some(line.len());
            break;
        }
        line.push(if is_space { ' ' } else { letter });
        length += 1;
    }
    let Some(end) = end else { return line };
    let kept = &line[..end];
    // Scripts without spaces are cut where they are.
    let kept = kept.rfind(' ').filter(|space| *space > end / 2).map_or(kept, |space| &kept[..space]);
    format!("{}…", kept.trim_end_matches([',', ';', ':', '.', '…', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_with_a_word() {
        assert_eq!(shortened("The lamp\n of Orn", 40), "The lamp of Orn");
        assert_eq!(shortened("The lamp, of Orn", 10), "The lamp…");
        assert_eq!(shortened("灯台灯台灯台", 4), "灯台灯台…");
    }

    #[test]
    fn an_arrow_leads_from_sender_to_receiver() {
        assert_eq!(parties("Orn", "Vell", "ltr"), "Orn → Vell");
        assert_eq!(parties("أورن", "فيل", "rtl"), "أورن ← فيل");
        assert_eq!(parties("Orn", "", "ltr"), "Orn");
        assert_eq!(parties("", "Vell", "ltr"), "→ Vell");
    }
}
