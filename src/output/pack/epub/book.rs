//! What surrounds the documents of a volume: cover, title page, contents, and the package document with
//! its metadata.

use serde::Serialize;
use uuid::Uuid;

use super::Volume;
use super::image::{Image, Images};
use super::xhtml::xml_name;
use crate::catalog::{CollectionId, DocumentId};
use crate::language::interface;
use crate::model::document::page_anchor;
use crate::output::pack::moment::Moment;
use crate::render;
use crate::resolve::route;

/// The pages round the documents, each with its template.
pub const PAGES: [(&str, &str); 6] = [
    ("package.opf", "epub/package.opf"),
    ("nav.xhtml", "epub/nav.xhtml"),
    ("cover.xhtml", "epub/cover.xhtml"),
    ("cover.svg", "epub/cover.svg"),
    ("title.xhtml", "epub/title.xhtml"),
    ("style.css", "epub/style.css"),
];

/// What the templates of these pages see.
#[derive(Serialize)]
pub struct Book<'a> {
    /// Its identifier, the same for each edition of it.
    identifier: String,
    /// The title, with the part if it is one of several.
    title: String,
    /// The collection's own title.
    collection: &'a str,
    /// The archive's title.
    archive: &'a str,
    part: usize,
    parts: usize,
    author: Option<&'a str>,
    language: &'a str,
    dir: &'static str,
    /// The paragraphs of the collection's description.
    description: Vec<&'a str>,
    cite_as: Option<&'a str>,
    span: Option<String>,
    /// Whether the book shows dates in square brackets, and has to say what they mean.
    brackets: bool,
    /// The moment that the publication bears.
    modified: String,
    /// The collection's page on the site.
    online: Option<String>,
    documents: Vec<BookDocument>,
    /// The ends of the chapters that end with the last of them; XHTML.
    ends: String,
    /// The printed pages that begin in it, in their order.
    pages: Vec<BookPage<'a>>,
    images: Vec<&'a Image<'a>>,
    /// The lines of the title on the cover, each with its height on it.
    lines: Vec<CoverLine>,
    /// The size of their letters.
    letters: u32,
}

#[derive(Serialize)]
struct BookDocument {
    title: String,
    href: String,
    /// The ends of the chapters that end before it; XHTML.
    ends: String,
    /// The titles of the chapters that begin with it.
    begins: Vec<String>,
}

#[derive(Serialize)]
struct BookPage<'a> {
    page: &'a str,
    href: String,
}

#[derive(Serialize)]
struct CoverLine {
    text: String,
    height: u32,
}

impl<'a> Book<'a> {
    /// Describes a volume with the images that its documents show.
    pub fn new(volume: &'a Volume<'a>, images: &'a Images<'a>, moment: Moment) -> Self {
        let archive = volume.archive;
        let collection = &archive.catalog.collections[volume.collection];
        let language = archive.collection_language(volume.collection);
        let description = match collection.id.as_str() {
            "" => &archive.config.description,
            _ => &collection.description,
        };
        let mut title = collection.title.clone();
        if volume.parts > 1 {
            let (part, parts) = (volume.part.to_string(), volume.parts.to_string());
            let arguments = [("title", title.as_str()), ("part", &part), ("parts", &parts)];
            title = archive.interface.tell("part_of", &arguments);
        }
        let (documents, ends) = documents(volume);
        let (letters, lines) = cover_lines(&collection.title);
        let span = render::span(&archive.catalog, volume.collection);
        let is_inferred = |&id: &DocumentId| archive.catalog.documents[id].has_inferred_date();
        Self {
            identifier: identifier(volume),
            title,
            collection: &collection.title,
            archive: &archive.config.title,
            part: volume.part,
            parts: volume.parts,
            author: archive.config.author.as_deref(),
            language,
            dir: interface::direction(language),
            description: description.split("\n\n").map(str::trim).filter(|text| !text.is_empty()).collect(),
            cite_as: collection.cite_as.as_deref(),
            brackets: volume.documents.iter().any(is_inferred)
                || span.as_deref().is_some_and(render::has_brackets),
            span,
            modified: modified(volume, moment),
            online: archive.base_url().map(|base| format!("{base}{}", route::encoded(&collection.address()))),
            documents,
            ends,
            pages: pages(volume),
            images: images.all().collect(),
            lines,
            letters,
        }
    }
}

/// A UUID that follows from the address of the collection, or from its name where the site has none:
/// <https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5>.
fn identifier(volume: &Volume<'_>) -> String {
    let archive = volume.archive;
    let site = archive.base_url().unwrap_or(&archive.config.title);
    let address = archive.catalog.collections[volume.collection].address();
    let part = if volume.parts > 1 { format!("#{}", volume.part) } else { String::new() };
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("{site}{address}{part}").as_bytes()).urn().to_string()
}

/// When the publication was last changed. The clock is not asked: without a moment it is the day of the
/// newest document.
fn modified(volume: &Volume<'_>, moment: Moment) -> String {
    let records = volume.documents.iter().map(|&id| &volume.archive.catalog.documents[id]);
    let days = records.filter_map(|record| record.date.as_ref()?.date.latest());
    let newest = days.filter(|day| (1..=9999).contains(&day.year())).max();
    let moment = moment.utc().or(newest.map(|day| day.at(0, 0, 0, 0)));
    moment.map_or_else(
        || "1980-01-01T00:00:00Z".to_owned(),
        |moment| moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
    )
}

/// The documents with the chapters that begin and end between them, and what ends with the last.
fn documents(volume: &Volume<'_>) -> (Vec<BookDocument>, String) {
    const END: &str = "</ol></li>";
    let catalog = &volume.archive.catalog;
    let mut open: Vec<CollectionId> = Vec::new();
    let mut documents = Vec::with_capacity(volume.documents.len());
    for &id in &volume.documents {
        let record = &catalog.documents[id];
        let path = catalog.path_to(record.collection);
        let within = path.iter().position(|&step| step == volume.collection).map_or(0, |place| place + 1);
        let path = &path[within..];
        let shared = open.iter().zip(path).take_while(|(one, other)| one == other).count();
        let begins = path[shared..].iter().map(|&step| catalog.collections[step].title.clone());
        documents.push(BookDocument {
            title: record.full_title(),
            href: format!("text/{}", volume.file(id).unwrap_or_default()),
            ends: END.repeat(open.len() - shared),
            begins: begins.collect(),
        });
        open = path.to_vec();
    }
    (documents, END.repeat(open.len()))
}

/// The printed pages, each where it begins first.
fn pages<'a>(volume: &Volume<'a>) -> Vec<BookPage<'a>> {
    let mut seen = std::collections::HashSet::new();
    let mut pages = Vec::new();
    for &id in &volume.documents {
        let file = volume.file(id).unwrap_or_default();
        for page in volume.archive.catalog.documents[id].pages.iter() {
            if seen.insert(page) {
                let anchor = xml_name(&page_anchor(page));
                pages.push(BookPage { page, href: format!("text/{file}#{anchor}") });
            }
        }
    }
    pages
}

/// The title in lines that fit a cover, with the size of their letters: the longer, the smaller.
fn cover_lines(title: &str) -> (u32, Vec<CoverLine>) {
    const FIRST: u32 = 300;
    let (letters, width) = match title.chars().count() {
        0..=40 => (54, 18),
        41..=120 => (42, 23),
        _ => (30, 33),
    };
    let mut lines: Vec<String> = vec![String::new()];
    for word in title.split_whitespace() {
        let mut word: Vec<char> = word.chars().collect();
        while !word.is_empty() {
            // A script without spaces, or a word that is longer than the line, is cut.
            let rest = word.split_off(word.len().min(width));
            let line = lines.last_mut().map(|line| line.chars().count()).unwrap_or_default();
            if line > 0 && line + 1 + word.len() > width {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.extend(word);
            }
            word = rest;
        }
    }
    let line = |(index, text)| CoverLine {
        text,
        height: FIRST + u32::try_from(index).unwrap_or_default() * letters * 5 / 4,
    };
    (letters, (0..).zip(lines).map(|(index, text): (usize, String)| line((index, text))).collect())
}

#[cfg(test)]
mod tests {
    use super::cover_lines;

    #[test]
    fn titles_are_set_in_lines_that_fit() {
        let lines =
            |title: &str| -> Vec<String> { cover_lines(title).1.into_iter().map(|line| line.text).collect() };
        assert_eq!(lines("Letters"), ["Letters"]);
        assert_eq!(lines("Letters, 1924–1926, Volume II"), ["Letters,", "1924–1926, Volume", "II"]);
        assert!(lines(&"文".repeat(60)).iter().all(|line| line.chars().count() <= 23));
    }
}
