//! Citations: one model of how a document is cited, and the forms that are made of it.
//!
//! Owns what a document is cited by, the styles for people, and the formats for programs. Takes the record of a document and
//! its collection; gives texts and files. It must not know the document's text.

mod bibtex;
mod csl_json;
mod linked_data;
mod meta;
mod name;
mod ris;
mod style;

use rayon::prelude::*;
use serde::Serialize;

use super::{Link, Output};
use crate::archive::Archive;
use crate::catalog::{Collection, Record};
use crate::config::citations::CitationStyle;
use crate::diagnostic::Diagnostic;
use crate::language::interface::Interface;
use crate::model::field::members;
use crate::model::publication::Publication;
use crate::render::dependencies::Dependencies;
use crate::resolve::route;
use name::Name;

/// What a document is cited by.
pub(crate) struct CitedPaper<'a> {
    /// The document's `id` in the catalogue.
    id: &'a str,
    number: Option<&'a str>,
    title: &'a str,
    kind: Option<&'a str>,
    place: Option<&'a str>,
    subject: Option<&'a str>,
    /// Who wrote it; of a letter, who sent it. One rule for all forms.
    authors: Vec<Name<'a>>,
    /// To whom it was sent.
    receivers: Vec<Name<'a>>,
    /// Whether it is mail.
    is_mail: bool,
    language: &'a str,
    date: Option<CitedDate<'a>>,
    /// The collection with its address; the archive's root is none.
    collection: Option<Link<'a>>,
    cite_as: Option<&'a str>,
    /// The book of which it is a part, if its collection is one.
    edition: Option<Edition<'a>>,
    /// The first and the last printed page on which it stands.
    page_span: Option<(&'a str, &'a str)>,
    /// The archive's title.
    archive: &'a str,
    publisher: Option<&'a str>,
    /// The page's address, where that of the site is known.
    address: Option<String>,
    /// Who keeps the original, and where it is found there.
    repository: Option<&'a str>,
    shelf: Option<&'a str>,
    /// The styles in which pages cite it.
    styles: &'a [CitationStyle],
    /// The words, in the language of the archive.
    interface: &'a Interface,
}

/// A collection that was published by itself: the book in which its documents stand.
struct Edition<'a> {
    title: &'a str,
    language: &'a str,
    editors: Vec<Name<'a>>,
    publication: &'a Publication,
}

impl<'a> Edition<'a> {
    /// The edition that holds the documents of a collection.
    fn of(archive: &'a Archive, collection: &'a Collection) -> Option<Self> {
        let publication = &collection.publication;
        // A part of a volume is a chapter of the same book.
        let book = &archive.catalog.collections[collection.volume];
        publication.is_edition().then(|| Self {
            title: &book.title,
            language: book.language.as_deref().unwrap_or(&archive.config.language),
            editors: publication.editors.iter().map(|editor| Name::of_author(editor)).collect(),
            publication,
        })
    }

    /// Its number in a series, unless the title says it.
    fn volume(&self) -> Option<&'a str> {
        let title = self.title.to_lowercase();
        let is_said = ["vol", "band", "bd."].iter().any(|word| title.contains(word));
        self.publication.volume.as_deref().filter(|_| !is_said)
    }

    /// The series, unless the title says it.
    fn series(&self) -> Option<&'a str> {
        let title = self.title.to_lowercase();
        self.publication.series.as_deref().filter(|series| !title.contains(&series.to_lowercase()))
    }
}

/// A document's date in a citation.
struct CitedDate<'a> {
    /// As people write it; what was inferred stands in brackets, as editors' words do.
    text: String,
    /// The year, month and day, where the date is exact and known. Any other is cited as text.
    exact: Option<ExactDate>,
    /// The name of the month, where the date is exact.
    month: Option<&'a str>,
}

/// A year, a month of it, a day of that.
#[derive(Clone, Copy)]
struct ExactDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl<'a> CitedPaper<'a> {
    pub fn of(archive: &'a Archive, record: &'a Record) -> Self {
        let collection = &archive.catalog.collections[archive.catalog.holder(record)];
        let address = record.address();
        let is_root = collection.id.is_empty();
        let particulars = &record.particulars;
        Self {
            id: &record.id,
            number: record.number.as_deref(),
            title: &record.title,
            kind: particulars.kind.as_deref(),
            place: particulars.place.as_deref(),
            subject: particulars.subject.as_deref(),
            authors: authors(record),
            receivers: correspondents(record, particulars.to.as_deref()),
            is_mail: record.message.is_some(),
            language: archive.language(record),
            date: CitedDate::of(archive, record),
            collection: (!is_root).then(|| Link {
                title: &collection.title,
                href: web_link(archive, &address, &collection.address()),
            }),
            cite_as: collection.cite_as.as_deref(),
            edition: Edition::of(archive, collection),
            page_span: record.page_span.as_deref().map(|(first, last)| (first.as_str(), last.as_str())),
            archive: &archive.config.title,
            publisher: archive.config.author.as_deref(),
            address: archive.base_url().map(|_| web_link(archive, &address, &address)),
            repository: record.repository.as_deref(),
            shelf: record.shelf.as_deref(),
            styles: &archive.config.citations.styles,
            interface: &archive.interface,
        }
    }

    /// The printed pages on which it stands.
    fn pages(&self) -> Option<(&'a str, &'a str)> {
        self.page_span
    }

    /// Where the original is: `Record Office, Box 4`.
    fn original(&self) -> Option<String> {
        let parts: Vec<&str> = [self.repository, self.shelf].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// `Document 12`.
    fn document(&self) -> Option<String> {
        self.number.map(|number| self.interface.tell("document_number", &[("number", number)]))
    }

    /// `Date: about March 1926`.
    fn dated(&self, date: &CitedDate<'_>) -> String {
        self.interface.tell("cite_date", &[("date", &date.text)])
    }

    /// Whether somebody sent it: mail, a letter, or what says to whom it is.
    fn is_sent(&self) -> bool {
        self.is_mail || self.is_letter() || !self.receivers.is_empty()
    }

    /// Whether it is a letter rather than another manuscript: programs that keep citations tell the
    /// two apart.
    fn is_letter(&self) -> bool {
        const LETTERS: [&str; 9] = [
            "letter",
            "telegram",
            "telegrams",
            "airgram",
            "despatch",
            "dispatch",
            "instruction",
            "message",
            "circular",
        ];
        let kind = self.kind.unwrap_or_default().to_lowercase();
        kind.split_whitespace().any(|word| LETTERS.contains(&word))
    }
}

/// Who wrote a document: its authors, else who sent it.
fn authors(record: &Record) -> Vec<Name<'_>> {
    match record.particulars.authors.as_deref() {
        Some(authors) => members(authors).map(Name::of_author).collect(),
        None => correspondents(record, record.particulars.from.as_deref()),
    }
}

/// The names in a field for those who send or receive. Only mail says of names that they are those of persons.
fn correspondents<'a>(record: &Record, names: Option<&'a str>) -> Vec<Name<'a>> {
    let name = if record.message.is_some() { Name::of_author } else { Name::literal };
    names.into_iter().flat_map(members).map(name).collect()
}

impl<'a> CitedDate<'a> {
    fn of(archive: &'a Archive, record: &Record) -> Option<Self> {
        let dated = record.date.as_ref()?;
        let text = dated.display(&archive.config.dates);
        let exact =
            dated.date.datetime().filter(|_| !dated.is_inferred()).and_then(|date| ExactDate::parse(&date));
        let month = exact.and_then(|date| date.month).map(|month| archive.config.dates.month_name(month));
        Some(Self { text, exact, month })
    }
}

impl ExactDate {
    /// Reads `1926`, `1926-03` or `1926-03-01`.
    fn parse(date: &str) -> Option<Self> {
        let mut parts = date.split('-');
        let year = parts.next()?.parse().ok()?;
        let mut next = || parts.next().and_then(|part| part.parse().ok());
        Some(Self { year, month: next(), day: next() })
    }

    /// Year, month and day as far as they are known, with leading zeros.
    fn parts(self) -> impl Iterator<Item = String> {
        let rest = [self.month, self.day].into_iter().flatten().map(|part| format!("{part:02}"));
        std::iter::once(format!("{:04}", self.year)).chain(rest)
    }
}

/// What a document's page shows of its citation.
#[derive(Serialize)]
pub(crate) struct CiteContext<'a> {
    /// In the archive's own form; HTML, as the other texts are.
    own: String,
    /// In the styles of the guides.
    styles: Vec<StyledCitation<'a>>,
    /// For other programs; HTML in which only what must be is escaped.
    bibtex: String,
    ris: String,
    csl_json: String,
    /// The identifier in the collection's file of CSL-JSON, which is the form of whole bibliographies.
    id: &'a str,
    /// The link to that file.
    file: String,
    /// Names and values for `<meta>`.
    metadata: Vec<(&'static str, String)>,
    /// JSON that can stand in `<script>`.
    linked_data: String,
}

/// A citation in the style of a guide.
#[derive(Serialize)]
struct StyledCitation<'a> {
    /// The style's name in `fonds.toml`.
    name: &'static str,
    /// What pages call it.
    label: &'a str,
    /// HTML.
    html: String,
}

impl<'a> CiteContext<'a> {
    /// `cited` are the documents that this one refers to, `file` the link to the file of CSL-JSON.
    pub fn new(citation: &CitedPaper<'a>, cited: &[Link<'_>], file: String) -> Self {
        let interface = citation.interface;
        let styled = |style: &CitationStyle| StyledCitation {
            name: style.name(),
            label: interface.say(style.message()),
            html: style::citation(*style, citation),
        };
        Self {
            own: style::own(citation),
            styles: citation.styles.iter().map(styled).collect(),
            bibtex: escaped(&bibtex::record(citation)),
            ris: escaped(&ris::record(citation)),
            csl_json: escaped(&csl_json::shown(citation)),
            id: citation.id,
            file,
            metadata: meta::all(citation),
            linked_data: linked_data::json_ld(citation, cited),
        }
    }
}

/// Text as the content of an element. Quotation marks may stand there.
fn escaped(text: &str) -> String {
    text.trim_end_matches('\n').replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The absolute address of a page, or the link from another where that of the site is not known.
pub(crate) fn web_link(archive: &Archive, from: &str, to: &str) -> String {
    match archive.base_url() {
        Some(base) => super::web_address(&format!("{base}{}", route::encoded(to))),
        None => route::link(from, to),
    }
}

/// The names of a collection's files with the citations of its documents, and how their formats are
/// called.
const FILES: [(&str, &str); 3] =
    [("BibTeX", "citations.bib"), ("RIS", "citations.ris"), ("CSL-JSON", "citations.json")];

/// The link from a document's page to the file of CSL-JSON that holds its citation.
pub(crate) fn json_link(archive: &Archive, record: &Record) -> String {
    let folder = &archive.catalog.collections[record.collection].id;
    let [.., (_, file)] = FILES;
    let address = if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") };
    route::link(&record.address(), &address)
}

/// The links from a collection's page to the files with its citations: none if it has no documents.
pub(crate) fn links(collection: &Collection) -> Vec<Link<'static>> {
    let files = FILES.iter().filter(|_| !collection.documents.is_empty());
    files.map(|&(title, file)| Link { title, href: file.to_owned() }).collect()
}

/// For each collection the citations of its own documents, a file a format. A file for each document
/// would make four times as many files of the site.
pub(crate) fn files(
    archive: &Archive,
    dependencies: &Dependencies<'_>,
    output: &Output<'_>,
) -> Vec<Result<(), Diagnostic>> {
    let catalog = &archive.catalog;
    let collections = catalog.collections.par_iter().enumerate();
    let collections = collections.filter(|(_, collection)| !collection.documents.is_empty());
    let made = collections.map(|(id, collection)| {
        let folder = &collection.id;
        let address =
            |file: &str| if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") };
        let contents = || {
            let (mut bibtex, mut ris, mut csl_json) = (String::new(), String::new(), "[".to_owned());
            for &document in &collection.documents {
                let citation = CitedPaper::of(archive, &catalog.documents[document]);
                bibtex.push_str(&bibtex::record(&citation));
                bibtex.push('\n');
                ris.push_str(&ris::record(&citation).replace('\n', "\r\n"));
                ris.push_str("\r\n");
                csl_json.push_str(if csl_json.len() > 1 { ",\n" } else { "\n" });
                csl_json.push_str(&csl_json::record(&citation));
            }
            csl_json.push_str("\n]\n");
            Ok([bibtex, ris, csl_json].map(String::into_bytes).into())
        };
        output.files_of(&FILES.map(|(_, file)| address(file)), dependencies.within(id), contents)
    });
    made.collect()
}

#[cfg(test)]
mod tests;
