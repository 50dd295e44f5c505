//! An entry of works cited, as the MLA Handbook wants it, 9th edition: a work in containers, of which the archive's site is
//! the last. The date when a document was written stands after its title.

use super::text::{headline, html, italic, quoted, sentence, sentences, short_pages};
use super::{address, editors, publisher};
use crate::language::calendar::english_month_in_citations;
use crate::render::cite::name::{Name, capitalised};
use crate::render::cite::{CitedDate, CitedPaper, Edition};

/// An entry.
pub(super) fn work(citation: &CitedPaper<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    let and = citation.interface.say("cite_and");
    match citation.authors.as_slice() {
        [] => {}
        [one] => parts.push(html(&one.inverted())),
        [first, second] => parts.push(html(&format!("{}, {and} {}", first.inverted(), second.in_text()))),
        [first, ..] => parts.push(html(&format!("{}, et al.", first.inverted()))),
    }
    parts.push(quoted(&headline(citation.title, citation.language), '.'));
    parts.extend(citation.date.as_ref().map(|date| html(&capitalised(&written(date)))));
    let location = citation.pages().map(|pages| {
        let message = if pages.0 == pages.1 { "cite_page" } else { "cite_pages" };
        html(&citation.interface.tell(message, &[("pages", &short_pages(pages))]))
    });
    let number =
        citation.number.map(|number| html(&citation.interface.tell("cite_document", &[("number", number)])));
    match (&citation.edition, &citation.collection) {
        (Some(edition), _) => parts.push(container(citation, edition, number, location)),
        (None, Some(collection)) => {
            let within = [Some(italic(collection.title)), number, location].into_iter().flatten();
            parts.push(within.collect::<Vec<_>>().join(", "));
        }
        (None, None) => parts.extend(number),
    }
    let site = citation.edition.as_ref().is_none_or(|edition| edition.title != citation.archive);
    let site = site.then(|| italic(citation.archive)).into_iter();
    let publisher = publisher(citation).filter(|_| citation.edition.is_none()).map(html);
    let site: Vec<String> = site.chain(publisher).chain(address(citation)).collect();
    if !site.is_empty() {
        parts.push(site.join(", "));
    }
    sentence(sentences(parts))
}

/// The book with all that is said of it, in the order of the guide: contributors, number, publisher, date, place within it.
fn container(
    citation: &CitedPaper<'_>,
    edition: &Edition<'_>,
    number: Option<String>,
    location: Option<String>,
) -> String {
    let publication = edition.publication;
    let names = editors(edition, Name::in_text, citation.interface.say("cite_and"));
    let edited = (!names.is_empty()).then(|| citation.interface.tell("cite_edited", &[("names", &names)]));
    let volume =
        edition.volume().map(|volume| html(&citation.interface.tell("cite_volume", &[("number", volume)])));
    let parts = [
        Some(italic(&headline(edition.title, edition.language))),
        edited,
        volume,
        number,
        publication.publisher.as_deref().map(html),
        publication.year.as_deref().map(html),
        location,
    ];
    let whole = sentence(parts.into_iter().flatten().collect::<Vec<_>>().join(", "));
    match edition.series() {
        Some(series) => sentence(format!("{whole} {}", html(series))),
        None => whole,
    }
}

/// `3 Mar. 1926`. Names of months in other languages than English stay whole.
fn written(date: &CitedDate<'_>) -> String {
    let (Some(exact), Some(month)) = (date.exact, date.month) else { return date.text.clone() };
    let month = english_month_in_citations(month);
    match exact.day {
        Some(day) => format!("{day} {month} {}", exact.year),
        None => format!("{month} {}", exact.year),
    }
}
