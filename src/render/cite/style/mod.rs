//! Citations as text, in the archive's own form and in the styles of the guides; HTML, since titles are set in italics.
//!
//! A document of an edition (a collection with editors, a publisher or a year) is cited as a part of a book, any other as
//! a part of the archive's site. The styles are code: a processor of CSL took twice the time of a whole build for them, and
//! has no dates that lie between two.

mod apa;
mod chicago;
mod mla;
mod text;

use super::name::Name;
use super::{CitedPaper, Edition};
use crate::config::citations::CitationStyle;
use text::{bare, headline, html, italic};

/// A citation in a style.
pub(crate) fn citation(style: CitationStyle, citation: &CitedPaper<'_>) -> String {
    match style {
        CitationStyle::ChicagoNotes => chicago::note(citation),
        CitationStyle::ChicagoBibliography => chicago::bibliography(citation),
        CitationStyle::Mla => mla::work(citation),
        CitationStyle::Apa => apa::reference(citation),
    }
}

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
    let title = bare(citation.title).to_owned();
    let parts: Vec<String> = std::iter::once(title).chain(date).chain(number).chain(whole).collect();
    html(&parts.join(", "))
}

/// `A, B, and C` in the words of the archive, of which the last two are joined by `and`.
fn listed(names: &[String], and: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first, second] => format!("{first} {and} {second}"),
        [rest @ .., last] => format!("{}, {and} {last}", rest.join(", ")),
    }
}

/// The first name, and that there are others.
fn and_others(first: &str) -> String {
    format!("{first} et al.")
}

/// The names of the editors in their order, HTML.
fn editors<'a>(edition: &Edition<'a>, form: fn(&Name<'a>) -> String, and: &str) -> String {
    let names: Vec<String> = edition.editors.iter().map(form).collect();
    html(&if names.len() > 3 { and_others(&names[0]) } else { listed(&names, and) })
}

/// The title of the book with its place in a series, HTML: `<i>Letters</i>, vol. 6 of <i>Papers</i>`. What the title says
/// already is not said again.
fn book(citation: &CitedPaper<'_>, edition: &Edition<'_>) -> String {
    let mut whole = italic(&headline(edition.title, edition.language));
    let series = edition.series();
    if let Some(volume) = edition.volume() {
        whole.push_str(", ");
        whole.push_str(&html(&citation.interface.tell("cite_volume", &[("number", volume)])));
        if let Some(series) = series {
            whole.push_str(&format!(" {} {}", html(citation.interface.say("cite_of")), italic(series)));
        }
    } else if let Some(series) = series {
        whole.push_str(&format!(", {}", html(series)));
    }
    whole
}

/// The address at which it is found: that of its page, else the edition's DOI.
fn address(citation: &CitedPaper<'_>) -> Option<String> {
    let doi = || citation.edition.as_ref()?.publication.doi.as_ref();
    citation
        .address
        .clone()
        .or_else(|| doi().map(|doi| format!("https://doi.org/{doi}")))
        .map(|address| html(&address))
}

/// The publisher of the site, where it is not named like the archive itself.
fn publisher<'a>(citation: &CitedPaper<'a>) -> Option<&'a str> {
    citation.publisher.filter(|publisher| *publisher != citation.archive)
}
