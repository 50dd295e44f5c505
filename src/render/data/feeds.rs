//! What other programs read: the catalogue, citations, sitemap, feed and `robots.txt`.

use std::collections::BTreeMap;

use atom_syndication::{Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use sitemap_writer::{SitemapIndex, SitemapIndexWriter, SitemapUrl, SitemapWriter};

use crate::archive::Archive;
use crate::catalog::{DocumentId, Record};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::field::Field;
use crate::render::document::body;
use crate::render::time::data;
use crate::render::time::timeline::Timeline;
use crate::render::{Output, Page, basis_name, cite};
use crate::resolve::route;
use crate::source::spreadsheet::formula;

/// How many documents the feed holds.
const FEED_LENGTH: usize = 50;
/// How many addresses a [sitemap](https://www.sitemaps.org/protocol.html) can hold.
const SITEMAP_LENGTH: usize = 50_000;

/// All of them. Sitemap and feed need absolute addresses, and so the site's own.
pub(crate) fn all(
    archive: &Archive,
    timeline: &Timeline,
    output: &Output<'_>,
) -> Vec<Result<(), Diagnostic>> {
    let (table, lines) =
        rayon::join(|| output.file(catalog_csv(archive)), || output.file(catalog_jsonl(archive)));
    let mut outcomes = vec![table, lines, output.file(Ok(robots(archive)))];
    outcomes.extend(cite::files(archive, output));
    outcomes.extend(data::all(archive, timeline, output));
    if let Some(base) = archive.base_url() {
        outcomes.extend(sitemaps(archive, timeline, base).into_iter().map(|page| output.file(Ok(page))));
        outcomes.push(output.file(feed(archive, timeline, base)));
        outcomes.push(output.file(Ok(open_search(archive, base))));
    }
    outcomes
}

/// A document in the catalogue that other programs read, by the site's contract.
#[derive(Serialize)]
struct CatalogLine<'a> {
    id: &'a str,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    title: &'a str,
    collection: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    date_basis: &'static str,
    #[serde(flatten)]
    fields: Published<'a>,
    words: usize,
    refs: References,
}

/// The fields of metadata that the catalogue has of a document.
struct Published<'a> {
    config: &'a Config,
    record: &'a Record,
}

impl Published<'_> {
    /// All of them, in their order.
    fn fields(config: &Config) -> impl Iterator<Item = &Field> {
        config.table.iter().filter(|field| field.is_published)
    }
}

impl Serialize for Published<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for field in Self::fields(self.config) {
            match self.record.stated(field) {
                Some(text) if field.is_list => map.serialize_entry(&field.name, &field.values(text))?,
                Some(text) => map.serialize_entry(&field.name, text)?,
                None => {}
            }
        }
        map.end()
    }
}

#[derive(Serialize)]
struct References {
    resolved: usize,
    unresolved: usize,
}

impl<'a> CatalogLine<'a> {
    fn new(archive: &'a Archive, id: DocumentId, record: &'a Record) -> Self {
        let (resolved, unresolved) = archive.links.count(id, record);
        Self {
            id: &record.id,
            url: route::encoded(&record.address()),
            number: record.number.as_deref(),
            title: &record.title,
            collection: &archive.catalog.collections[record.collection].id,
            date: record.date.as_ref().map(|date| date.date.to_string()),
            date_basis: record.date.as_ref().map_or("none", |date| basis_name(date.basis)),
            fields: Published { config: &archive.config, record },
            words: record.words,
            refs: References { resolved, unresolved },
        }
    }
}

fn catalog_jsonl(archive: &Archive) -> Result<Page, Diagnostic> {
    let mut content = Vec::new();
    for (id, record) in archive.catalog.documents.iter().enumerate() {
        serde_json::to_writer(&mut content, &CatalogLine::new(archive, id, record))
            .map_err(|error| failure("catalog.jsonl", &error))?;
        content.push(b'\n');
    }
    Ok(Page { address: "catalog.jsonl".to_owned(), content })
}

fn catalog_csv(archive: &Archive) -> Result<Page, Diagnostic> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: &dyn std::fmt::Display| failure("catalog.csv", error);
    let fields = || Published::fields(&archive.config);
    let header = ["id", "url", "number", "title", "collection", "date", "date_basis"].into_iter();
    let header = header.chain(fields().map(|field| &*field.name));
    let header = header.chain(["words", "refs_resolved", "refs_unresolved"]);
    writer.write_record(header).map_err(|error| failed(&error))?;
    for (id, record) in archive.catalog.documents.iter().enumerate() {
        let line = CatalogLine::new(archive, id, record);
        let date = line.date.unwrap_or_default();
        let number = line.number.unwrap_or_default();
        let begin = [line.id, &line.url, number, line.title, line.collection, &date, line.date_basis];
        let counts = [line.words, line.refs.resolved, line.refs.unresolved].map(|count| count.to_string());
        let cells = begin
            .into_iter()
            .chain(fields().map(|field| record.stated(field).unwrap_or_default()))
            .chain(counts.iter().map(String::as_str));
        writer
            .write_record(cells.map(|cell| formula::guarded(cell).into_owned()))
            .map_err(|error| failed(&error))?;
    }
    let content = writer.into_inner().map_err(|error| failed(&error))?;
    Ok(Page { address: "catalog.csv".to_owned(), content })
}

fn failure(address: &str, error: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        Code::Unreadable,
        address,
        format!("the file cannot be written: {error}"),
    )
}

fn robots(archive: &Archive) -> Page {
    let mut content = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(base) = archive.base_url() {
        content.push_str(&format!("\nSitemap: {base}sitemap.xml\n"));
    }
    Page { address: "robots.txt".to_owned(), content: content.into_bytes() }
}

/// The description of the search by which a browser can offer it
/// ([OpenSearch 1.1](https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md)).
fn open_search(archive: &Archive, base: &str) -> Page {
    // A short name has at most 16 letters.
    let short: String = archive.config.title.chars().take(16).collect();
    let (mut name, mut description) = (String::new(), String::new());
    body::escape(short.trim(), &mut name);
    body::escape(&archive.interface.tell("search_of", &[("title", &archive.config.title)]), &mut description);
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{name}</ShortName>\n\
         <Description>{description}</Description>\n\
         <InputEncoding>UTF-8</InputEncoding>\n\
         <Url type=\"text/html\" template=\"{base}search.html?q={{searchTerms}}\"/>\n\
         </OpenSearchDescription>\n"
    );
    Page { address: "opensearch.xml".to_owned(), content: content.into_bytes() }
}

/// One sitemap or, for many pages, several with an index.
fn sitemaps(archive: &Archive, timeline: &Timeline, base: &str) -> Vec<Page> {
    let catalog = &archive.catalog;
    let collections = catalog.collections.iter().map(crate::catalog::Collection::address);
    let years =
        timeline.years.keys().filter(|_| timeline.has_year_pages()).map(|&year| route::year_address(year));
    // The page of a collection with a document's text is one page.
    let documents = catalog.documents.iter().enumerate().filter(|(id, _)| !catalog.is_front(*id));
    let documents = documents.map(|(_, record)| record.address());
    let addresses: Vec<String> = collections
        .chain(["timeline.html".to_owned()])
        .chain(years)
        .chain(documents)
        .map(|address| format!("{base}{}", route::encoded(&address)))
        .collect();
    let sitemap = |addresses: &[String]| {
        SitemapWriter::build(addresses.iter().map(SitemapUrl::new).collect::<Vec<_>>())
    };
    let page =
        |address: &str, content: String| Page { address: address.to_owned(), content: content.into_bytes() };
    if addresses.len() <= SITEMAP_LENGTH {
        return vec![page("sitemap.xml", sitemap(&addresses))];
    }
    let mut pages = Vec::new();
    let mut index = Vec::new();
    for (number, part) in addresses.chunks(SITEMAP_LENGTH).enumerate() {
        let address = format!("sitemap-{}.xml", number + 1);
        index.push(SitemapIndex::new(format!("{base}{address}")));
        pages.push(page(&address, sitemap(part)));
    }
    pages.push(page("sitemap.xml", SitemapIndexWriter::build(index)));
    pages
}

/// The feed of the latest documents by their own dates: the same archive gives the same feed. Those of years
/// that its form of dates has not, before Christ, are left out.
/// ([Atom](https://www.rfc-editor.org/rfc/rfc4287))
fn feed(archive: &Archive, timeline: &Timeline, base: &str) -> Result<Page, Diagnostic> {
    let latest = timeline.dated.iter().rev().map(|&id| &archive.catalog.documents[id]);
    let entries = latest.filter_map(|record| feed_entry(archive, record, base));
    let entries: Vec<Entry> = entries.take(FEED_LENGTH).collect();
    let updated = entries.iter().map(|entry| entry.updated).max().unwrap_or_default();
    let link = |address: String, rel: &str| Link { href: address, rel: rel.to_owned(), ..Link::default() };
    let feed = Feed {
        title: Text::plain(archive.config.title.clone()),
        id: format!("{base}atom.xml"),
        updated,
        authors: vec![Person {
            name: archive.config.author.clone().unwrap_or_else(|| archive.config.title.clone()),
            ..Person::default()
        }],
        links: vec![link(format!("{base}atom.xml"), "self"), link(format!("{base}index.html"), "alternate")],
        generator: Some(Generator {
            value: "fonds".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            ..Generator::default()
        }),
        subtitle: Some(archive.config.description.as_str())
            .filter(|description| !description.is_empty())
            .map(|description| Text::plain(description.to_owned())),
        lang: Some(archive.config.language.clone()),
        namespaces: BTreeMap::new(),
        entries,
        ..Feed::default()
    };
    let mut content = Vec::new();
    feed.write_to(&mut content).map_err(|error| failure("atom.xml", &error))?;
    Ok(Page { address: "atom.xml".to_owned(), content })
}

fn feed_entry(archive: &Archive, record: &Record, base: &str) -> Option<Entry> {
    let dated = record.date.as_ref()?;
    let date = dated.date;
    // RFC 3339 writes years with four figures.
    let day = date.latest().or(date.earliest()).filter(|day| (1..=9999).contains(&day.year()))?;
    let updated = format!("{day}T00:00:00Z").parse::<FixedDateTime>().ok()?;
    let address = format!("{base}{}", route::encoded(&record.address()));
    let summary = format!(
        "{}, {}",
        archive.catalog.collections[archive.catalog.holder(record)].title,
        dated.display(&archive.config.dates)
    );
    Some(Entry {
        title: Text::plain(record.full_title()),
        id: address.clone(),
        updated,
        links: vec![Link { href: address, rel: "alternate".to_owned(), ..Link::default() }],
        summary: Some(Text::plain(summary)),
        ..Entry::default()
    })
}
