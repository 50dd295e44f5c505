//! The Chicago Manual of Style, 18th edition, notes and bibliography: letters in published collections (14.111 of the 17th),
//! chapters in edited books, and papers in archives.

use super::text::{headline, html, italic, quoted, sentence, sentences, short_pages};
use super::{address, and_others, book, editors, listed, publisher};
use crate::render::cite::name::{Name, capitalised};
use crate::render::cite::{CitedPaper, Edition};

/// A full note.
pub(super) fn note(citation: &CitedPaper<'_>) -> String {
    let and = citation.interface.say("cite_and");
    let names: Vec<String> = citation.authors.iter().map(Name::in_text).collect();
    let mut parts: Vec<String> = match names.as_slice() {
        [] => Vec::new(),
        [first, _, _, ..] => vec![html(&and_others(first))],
        names => vec![html(&listed(names, and))],
    };
    let title = quoted(&headline(citation.title, citation.language), ',');
    let date = date(citation);
    // A title ends with a comma of its own, within its quotation marks.
    parts.push(match &date {
        Some(date) => format!("{title} {date}"),
        None => title,
    });
    let within = within(citation, "cite_edited_note", |publication| format!(" ({publication})"));
    let joins_title = date.is_none() && !within.is_empty();
    if joins_title && let Some(last) = parts.last_mut() {
        last.push_str(&format!(" {}", within.join(", ")));
    } else {
        parts.extend(within);
    }
    if citation.edition.is_none() {
        parts.push(html(citation.archive));
    }
    parts.extend(address(citation));
    sentence(parts.join(", "))
}

/// An entry of a bibliography.
pub(super) fn bibliography(citation: &CitedPaper<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    let and = citation.interface.say("cite_and");
    let names: Vec<String> = citation
        .authors
        .iter()
        .enumerate()
        .map(|(place, name)| if place == 0 { name.inverted() } else { name.in_text() })
        .collect();
    match names.as_slice() {
        [] => {}
        [first, second] => parts.push(html(&format!("{first}, {and} {second}"))),
        names if names.len() > 6 => parts.push(html(&and_others(&names[..3].join(", ")))),
        names => parts.push(html(&listed(names, and))),
    }
    parts.push(quoted(&headline(citation.title, citation.language), '.'));
    // That there is none stays small after a full stop, too.
    let said = citation.date.as_ref().map(|date| html(&capitalised(&date.text)));
    parts.extend(said.or_else(|| date(citation)));
    let mut publication = None;
    let within = within(citation, "cite_edited", |said| {
        publication = Some(said.to_owned());
        String::new()
    });
    if !within.is_empty() {
        parts.push(capitalised(&within.join(", ")).into_owned());
    }
    parts.extend(publication);
    if citation.edition.is_none() {
        parts.push(html(citation.archive));
        parts.extend(publisher(citation).map(html));
    }
    parts.extend(address(citation));
    sentences(parts)
}

/// The document's date. One of an edition has that of the book beside it, so that none need be said.
fn date(citation: &CitedPaper<'_>) -> Option<String> {
    let undated = || citation.edition.is_none().then(|| html(citation.interface.say("cite_undated")));
    citation.date.as_ref().map(|date| html(&date.text)).or_else(undated)
}

/// What it stands in, and where in that. `publication` gives what follows the book of what is said of place, publisher and
/// year.
fn within(citation: &CitedPaper<'_>, edited: &str, publication: impl FnOnce(&str) -> String) -> Vec<String> {
    let word = html(citation.interface.say("cite_within"));
    let mut parts: Vec<String> = Vec::new();
    match (&citation.edition, &citation.collection) {
        (Some(edition), _) => {
            parts.push(format!("{word} {}", book(citation, edition)));
            if !edition.editors.is_empty() {
                let names = editors(edition, Name::in_text, citation.interface.say("cite_and"));
                parts.push(citation.interface.tell(edited, &[("names", &names)]));
            }
            let said = appeared(citation, edition);
            if let (Some(said), Some(last)) = (said, parts.last_mut()) {
                last.push_str(&publication(&said));
            }
        }
        (None, Some(collection)) => parts.push(format!("{word} {}", italic(collection.title))),
        (None, None) => {}
    }
    parts.extend(citation.pages().map(|pages| html(&short_pages(pages))));
    parts.extend(citation.document().map(|number| html(&number)));
    parts
}

/// `Amsel: Quay Press, 1996`, HTML.
fn appeared(citation: &CitedPaper<'_>, edition: &Edition<'_>) -> Option<String> {
    let publication = edition.publication;
    let publisher = match (&publication.place, &publication.publisher) {
        (Some(place), Some(publisher)) => Some(format!("{place}: {publisher}")),
        (_, Some(publisher)) => Some(publisher.clone()),
        (Some(place), None) => Some(place.clone()),
        (None, None) => None,
    };
    let undated = || citation.interface.say("cite_undated").to_owned();
    let year = publication.year.clone().or_else(|| publisher.is_some().then(undated));
    let parts: Vec<String> = publisher.into_iter().chain(year).collect();
    (!parts.is_empty()).then(|| html(&parts.join(", ")))
}
