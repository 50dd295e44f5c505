//! A document as a page of an EPUB.

use std::collections::HashSet;

use serde::Serialize;
use url::Url;

use super::image::Images;
use super::xhtml::{self, Places, xml_name};
use super::{TITLE_FROM_TEXT, Volume};
use crate::catalog::DocumentId;
use crate::diagnostic::Diagnostic;
use crate::language::interface;
use crate::language::unresolved::explanation;
use crate::model::document::{Block, Document, ImagePlace, Inline, plain_text};
use crate::model::reference::Rule;
use crate::model::walk;
use crate::model::walk::Part;
use crate::render;
use crate::render::document::body;
use crate::render::document::body::{Body, Destination};
use crate::render::{DateContext, SiteTemplates};
use crate::resolve::{Target, Unresolved, route};

/// What the template of a document sees.
#[derive(Serialize)]
struct TextPage<'a> {
    document: PageDocument<'a>,
    /// The language of the interface.
    language: &'a str,
    dir: &'static str,
}

#[derive(Serialize)]
struct PageDocument<'a> {
    language: &'a str,
    dir: &'static str,
    /// Number and title as plain text.
    full_title: String,
    number: Option<&'a str>,
    /// The number as it stands before the title.
    label: Option<String>,
    /// The title with the mark of the source note; XHTML, as the texts below.
    title: String,
    place: Option<&'a str>,
    date: Option<DateContext>,
    text: String,
    notes: Vec<PageNote<'a>>,
    /// Its page on the site.
    online: Option<String>,
}

#[derive(Serialize)]
struct PageNote<'a> {
    anchor: String,
    label: &'a str,
    /// The link back to the first mark that calls it.
    back: Option<String>,
    text: String,
    /// Whether the text is a single paragraph, without an element of its own.
    is_inline: bool,
}

/// Renders a document of a volume, and notes the images that it shows.
///
/// # Errors
/// A diagnostic, if the source changed since the archive was read, or the template fails.
pub fn page<'a>(
    volume: &Volume<'a>,
    templates: &SiteTemplates,
    id: DocumentId,
    images: &mut Images<'a>,
) -> Result<Vec<u8>, Diagnostic> {
    let archive = volume.archive;
    let record = &archive.catalog.documents[id];
    let outcomes = &archive.links.outcomes[id];
    let document = archive.document(record)?.document;
    let facsimiles = facsimiles(&document);
    let destinations: Vec<Destination> = document
        .references
        .iter()
        .zip(outcomes)
        .enumerate()
        .map(|(index, (reference, outcome))| match facsimiles.contains(&index) {
            // A book has the text: images of all pages would make it many times as large.
            true => Destination::Plain,
            false => destination(volume, id, &reference.rule, outcome, images),
        })
        .collect();
    let mut body = body::write(&document, &destinations, &archive.interface);
    if plain_text(&document.title).trim().is_empty() {
        body::escape(&record.title, &mut body.title);
    }
    let online = archive.base_url().map(|base| format!("{base}{}", route::encoded(&record.address())));
    let link = |address: &str| link(volume, online.as_deref(), address);
    let is_image = |address: &str| images.has(address);
    let mut places = Places::new(&link, &is_image);
    if document.raw_html {
        survey(&body, &mut places);
    }
    let title = xhtml::convert(&body.title, &mut places);
    let text = xhtml::convert(&body.text, &mut places);
    let calls = body::calls(&document);
    let notes = document.notes.iter().zip(&body.notes).zip(calls).map(|((note, html), calls)| PageNote {
        anchor: xml_name(&note.anchor()),
        label: &note.label,
        back: calls.first().map(|anchor| format!("#{}", xml_name(anchor))),
        text: xhtml::convert(html, &mut places),
        is_inline: matches!(note.blocks.as_slice(), [Block::Paragraph { .. }]),
    });
    let language = archive.language(record);
    let page = TextPage {
        document: PageDocument {
            language,
            dir: interface::direction(language),
            full_title: record.full_title(),
            number: record.number.as_deref(),
            label: document.number_label(record.number.as_deref()),
            title,
            place: record.particulars.place.as_deref(),
            date: DateContext::of(record, &archive.config.dates),
            text,
            notes: notes.collect(),
            online: online.clone(),
        },
        language: &archive.config.language,
        dir: interface::direction(&archive.config.language),
    };
    templates.render("epub/document.xhtml", &record.address(), &page)
}

/// The references by which a document has the images of its printed pages.
fn facsimiles(document: &Document) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut visit = |part: Part<'_>| {
        if let Part::Block(Block::PageBreak(page)) | Part::Inline(Inline::PageBreak(page)) = part
            && let Some(ImagePlace::Archive(index)) = page.facsimile
        {
            found.insert(index);
        }
    };
    walk::inlines(&document.title, &mut visit);
    walk::blocks(&document.blocks, &mut visit);
    document.notes.iter().for_each(|note| walk::blocks(&note.blocks, &mut visit));
    found
}

/// Looks for the places that the author's own HTML links to: only those can be missing.
fn survey(body: &Body, places: &mut Places<'_>) {
    for html in [&body.title, &body.text].into_iter().chain(&body.notes) {
        places.survey(html);
    }
    places.begin();
}

/// Where a reference leads: within the volume, or to the site where its address is known. Without one
/// the words stay without a link.
fn destination<'a>(
    volume: &Volume<'a>,
    from: DocumentId,
    rule: &Rule,
    outcome: &Result<Target, Unresolved>,
    images: &mut Images<'a>,
) -> Destination {
    let archive = volume.archive;
    let online = |address: &str, anchor: &str| match archive.base_url() {
        Some(base) => Destination::External(format!("{base}{}{anchor}", route::encoded(address))),
        None => Destination::Plain,
    };
    match outcome {
        Ok(Target::Document { document, anchor }) => match (volume.file(*document), anchor) {
            (Some(_), Some(anchor)) if *document == from => {
                Destination::Link(format!("#{}", xml_name(anchor)))
            }
            (Some(file), Some(anchor)) => Destination::Link(format!("{file}#{}", xml_name(anchor))),
            (Some(file), None) => Destination::Link(file),
            (None, anchor) => {
                let anchor = anchor.as_ref().map(|anchor| format!("#{}", route::encoded(anchor)));
                let address = archive.catalog.documents[*document].address();
                online(&address, &anchor.unwrap_or_default())
            }
        },
        Ok(Target::Collection(collection)) if *collection == volume.collection => {
            Destination::Link(TITLE_FROM_TEXT.to_owned())
        }
        Ok(Target::Collection(collection)) if archive.catalog.collections[*collection].volume == volume.collection => {
            // A chapter begins with its first document.
            let documents = archive.catalog.documents_within(*collection);
            let first = documents.first().and_then(|&first| volume.file(first));
            first.map_or(Destination::Plain, Destination::Link)
        }
        Ok(Target::Collection(collection)) => online(&archive.catalog.collections[*collection].address(), ""),
        Ok(Target::Page { address, suffix }) => online(address, suffix),
        Ok(Target::File { file, suffix }) => {
            let source = &archive.sources.files[*file];
            match rule {
                Rule::Image => match images.take(*file, source) {
                    Some(address) => Destination::Link(address),
                    None if is_played(&source.path) => online(&source.path, suffix),
                    None => Destination::Plain,
                },
                _ => online(&source.path, suffix),
            }
        }
        Ok(Target::External(url)) => Destination::External(render::web_address(url)),
        Err(unresolved) if unresolved.is_citation() => {
            Destination::Nowhere(explanation(&unresolved.reason, &archive.interface))
        }
        Err(_) => Destination::Plain,
    }
}

/// Whether a file is sound or a film, which publications only link to.
fn is_played(path: &str) -> bool {
    let mime = mime_guess::from_path(path).first();
    mime.is_some_and(|mime| ["audio", "video"].contains(&mime.type_().as_str()))
}

/// A link's address in the publication: a file of the volume, an address of the web, or what an author
/// wrote as seen from the document's page on the site.
fn link(volume: &Volume<'_>, online: Option<&str>, address: &str) -> Option<String> {
    if volume.has_file(address.split('#').next().unwrap_or(address)) {
        return Some(address.to_owned());
    }
    let url = match Url::parse(address) {
        Ok(url) => url,
        Err(url::ParseError::RelativeUrlWithoutBase) => Url::parse(online?).ok()?.join(address).ok()?,
        Err(_) => return None,
    };
    match url.scheme() {
        "doi" => Some(format!("https://doi.org/{}", url.path())),
        // Others are unknown to e-readers.
        "http" | "https" | "mailto" | "tel" | "ftp" | "urn" | "geo" => Some(url.into()),
        _ => None,
    }
}
