//! An entry of a list of references, as the American Psychological Association wants it, 7th edition. A document in a book
//! has the book's year and, at its end, the date that it bears itself; that it was *published* then, as the guide has it of
//! reprints, would be wrong of most papers.

use super::text::{ends_itself, html, in_sentence_case, italic, sentence, whole_pages};
use super::{address, editors, publisher};
use crate::render::cite::name::{Name, capitalised};
use crate::render::cite::{CitedDate, CitedPaper, Edition};

/// The most names that are all told.
const MOST_NAMES: usize = 20;

/// An entry.
pub(super) fn reference(citation: &CitedPaper<'_>) -> String {
    let edition = citation.edition.as_ref();
    let year = edition.and_then(|edition| edition.publication.year.as_deref());
    let own = citation.date.as_ref().map(own_date);
    let undated = || citation.interface.say("cite_undated").to_owned();
    let date = year.map(str::to_owned).or_else(|| own.clone()).unwrap_or_else(undated);
    let date = format!("({}).", html(&date));
    let title = title(citation);
    let mut parts = match authors(citation) {
        Some(authors) => vec![sentence(html(&authors)), date, title],
        None => vec![title, date],
    };
    match (edition, &citation.collection) {
        (Some(edition), _) => {
            parts.push(book(citation, edition));
            parts.extend(edition.publication.publisher.as_deref().map(|publisher| sentence(html(publisher))));
        }
        (None, collection) => {
            parts.extend(collection.as_ref().map(|collection| sentence(html(collection.title))));
            parts.push(sentence(html(citation.archive)));
            parts.extend(publisher(citation).map(|publisher| sentence(html(publisher))));
        }
    }
    parts.extend(address(citation));
    if let (Some(_), Some(date)) = (year, &citation.date) {
        parts.push(html(&format!("({})", citation.interface.tell("cite_dated", &[("date", &date.text)]))));
    }
    parts.join(" ")
}

/// `Orn, A., Vell, B., & Skell, C.`
fn authors(citation: &CitedPaper<'_>) -> Option<String> {
    let names: Vec<String> = citation.authors.iter().map(Name::with_initials).collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        names if names.len() > MOST_NAMES => {
            Some(format!("{}, . . . {}", names[..MOST_NAMES - 1].join(", "), names[names.len() - 1]))
        }
        [rest @ .., last] => Some(format!("{}, & {last}", rest.join(", "))),
    }
}

/// The title with number and kind: in italics if it stands by itself, and not if it stands in a book.
fn title(citation: &CitedPaper<'_>) -> String {
    let words = in_sentence_case(citation.title, citation.language);
    let mut title = if citation.edition.is_some() { html(&words) } else { italic(&words) };
    let number = citation.document();
    let has_word = |kind: &&str| citation.title.to_lowercase().contains(&kind.to_lowercase());
    let kind = citation.kind.filter(|kind| !has_word(kind));
    if number.is_none() && kind.is_none() {
        return if ends_itself(&words) { title } else { sentence(title) };
    }
    title.extend(number.map(|number| html(&format!(" ({number})"))));
    title.extend(kind.map(|kind| html(&format!(" [{}]", capitalised(kind)))));
    title + "."
}

/// `In A. Orn (Ed.), <i>Letters</i> (Vol. 6, pp. 173–177).`
fn book(citation: &CitedPaper<'_>, edition: &Edition<'_>) -> String {
    let interface = citation.interface;
    let mut whole = capitalised(interface.say("cite_within")).into_owned();
    if !edition.editors.is_empty() {
        let names = editors(edition, Name::with_initials_first, "&");
        let role = html(&interface.count("cite_editors", edition.editors.len()));
        whole.push_str(&format!(" {names} ({role}),"));
    }
    whole.push_str(&format!(" {}", italic(&in_sentence_case(edition.title, edition.language))));
    let volume = edition
        .volume()
        .map(|volume| capitalised(&interface.tell("cite_volume", &[("number", volume)])).into_owned());
    let pages = citation.pages().map(|pages| {
        let message = if pages.0 == pages.1 { "cite_page" } else { "cite_pages" };
        interface.tell(message, &[("pages", &whole_pages(pages))])
    });
    let place: Vec<String> = volume.into_iter().chain(pages).collect();
    if !place.is_empty() {
        whole.push_str(&html(&format!(" ({})", place.join(", "))));
    }
    sentence(whole)
}

/// `1926, March 3`.
fn own_date(date: &CitedDate<'_>) -> String {
    let (Some(exact), Some(month)) = (date.exact, date.month) else { return date.text.clone() };
    match exact.day {
        Some(day) => format!("{}, {month} {day}", exact.year),
        None => format!("{}, {month}", exact.year),
    }
}
