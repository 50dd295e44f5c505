//! Citations as text, in the archive's own form and in the styles of the guides; HTML, since titles of
//! collections are set in italics.

use super::{CitedDate, CitedPaper};
use crate::language::calendar::english_month_in_citations;
use crate::render::document::body;

/// The archive's own form: how others cite the collection, and the number; where there is none of
/// these, what the document is and where it is found.
pub(crate) fn own(citation: &CitedPaper<'_>) -> String {
    let number = citation.document();
    if let (Some(cite_as), Some(number)) = (citation.cite_as, &number) {
        return html(&format!("{cite_as}, {number}"));
    }
    let date = citation.date.as_ref().map(|date| date.text.clone());
    let collection = citation.collection.as_ref().map(|collection| collection.title);
    let whole = match citation.cite_as {
        Some(cite_as) => vec![cite_as],
        None => collection.into_iter().chain([citation.archive]).collect(),
    };
    let whole = whole.into_iter().map(str::to_owned);
    let parts: Vec<String> =
        std::iter::once(citation.title.to_owned()).chain(date).chain(number).chain(whole).collect();
    html(&parts.join(", "))
}

/// A note of the Chicago Manual of Style.
pub(crate) fn chicago(citation: &CitedPaper<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(citation.unnamed_author().map(html));
    let date =
        citation.date.as_ref().map_or_else(|| citation.interface.say("cite_undated"), |date| &date.text);
    let (title, comma) = (html(&nested(citation.title)), if ends_itself(citation.title) { "" } else { "," });
    parts.push(format!("“{title}{comma}” {}", html(date)));
    parts.extend(citation.collection.as_ref().map(|collection| italic(collection.title)));
    parts.extend(citation.document().map(|number| html(&number)));
    parts.push(html(citation.archive));
    parts.extend(citation.address.as_deref().map(html));
    sentence(parts.join(", "))
}

/// An entry of works cited, as the MLA Handbook wants it.
pub(crate) fn mla(citation: &CitedPaper<'_>) -> String {
    let mut sentences: Vec<String> = Vec::new();
    sentences.extend(citation.unnamed_author().map(|author| sentence(html(author))));
    sentences.push(format!("“{}”", html(&nested(&sentence(citation.title.to_owned())))));
    sentences.extend(citation.date.as_ref().map(|date| sentence(html(&mla_date(date)))));
    let collection = citation.collection.as_ref().map(|collection| italic(collection.title));
    let number =
        citation.number.map(|number| html(&citation.interface.tell("cite_document", &[("number", number)])));
    let within: Vec<String> = collection.into_iter().chain(number).collect();
    if !within.is_empty() {
        sentences.push(sentence(within.join(", ")));
    }
    let publisher = publisher(citation).map(html);
    let whole = std::iter::once(italic(citation.archive)).chain(publisher);
    let whole: Vec<String> = whole.chain(citation.address.as_deref().map(html)).collect();
    sentences.push(sentence(whole.join(", ")));
    sentences.join(" ")
}

/// An entry of a list of references, as the American Psychological Association wants it.
pub(crate) fn apa(citation: &CitedPaper<'_>) -> String {
    let date =
        citation.date.as_ref().map_or_else(|| citation.interface.say("cite_undated").to_owned(), apa_date);
    let date = format!("({}).", html(&date));
    let mut title = italic(citation.title);
    if let Some(number) = citation.document() {
        title.push_str(&html(&format!(" ({number})")));
    }
    let has_word = |kind: &&str| citation.title.to_lowercase().contains(&kind.to_lowercase());
    let kind = citation.kind.filter(|kind| !has_word(kind));
    if let Some(kind) = kind {
        title.push_str(&html(&format!(" [{kind}]")));
    }
    let title = if citation.number.is_none() && kind.is_none() && ends_itself(citation.title) {
        title
    } else {
        format!("{title}.")
    };
    let mut sentences = match citation.unnamed_author() {
        Some(author) => vec![sentence(html(author)), date, title],
        None => vec![title, date],
    };
    sentences.extend(citation.collection.as_ref().map(|collection| sentence(html(collection.title))));
    sentences.push(sentence(html(citation.archive)));
    sentences.extend(publisher(citation).map(|publisher| sentence(html(publisher))));
    sentences.extend(citation.address.as_deref().map(html));
    sentences.join(" ")
}

/// The publisher, where it is not named like the archive itself.
fn publisher<'a>(citation: &CitedPaper<'a>) -> Option<&'a str> {
    citation.publisher.filter(|publisher| *publisher != citation.archive)
}

/// `3 Mar. 1926`. Names of months in other languages than English stay whole.
fn mla_date(date: &CitedDate<'_>) -> String {
    let (Some(exact), Some(month)) = (date.exact, date.month) else { return date.text.clone() };
    let month = english_month_in_citations(month);
    match exact.day {
        Some(day) => format!("{day} {month} {}", exact.year),
        None => format!("{month} {}", exact.year),
    }
}

/// `1926, March 3`.
fn apa_date(date: &CitedDate<'_>) -> String {
    let (Some(exact), Some(month)) = (date.exact, date.month) else { return date.text.clone() };
    match exact.day {
        Some(day) => format!("{}, {month} {day}", exact.year),
        None => format!("{}, {month}", exact.year),
    }
}

/// Quotation marks within others.
fn nested(title: &str) -> String {
    title.replace('“', "‘").replace('”', "’")
}

fn ends_itself(text: &str) -> bool {
    text.trim_end_matches(['”', '’', '"', ')']).ends_with(['?', '!'])
}

/// Text with a full stop at its end, unless one is there.
fn sentence(mut text: String) -> String {
    let is_whole = text.ends_with('.') || text.ends_with(".</i>") || ends_itself(&text);
    if !is_whole {
        text.push('.');
    }
    text
}

fn html(text: &str) -> String {
    let mut html = String::new();
    body::escape(text, &mut html);
    html
}

fn italic(text: &str) -> String {
    format!("<i>{}</i>", html(text))
}
