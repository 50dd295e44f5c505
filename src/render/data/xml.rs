//! The files in XML that other programs read: feed, sitemap and the description of the search. All are written by one
//! writer, which escapes what they hold.

use std::io;

use jiff::civil::Date as Day;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::feeds;
use crate::archive::Archive;
use crate::catalog::Record;
use crate::diagnostic::Diagnostic;
use crate::render::document::cited_by;
use crate::render::paging::further;
use crate::render::tells;
use crate::render::time::timeline::Timeline;
use crate::resolve::route;
use crate::site::Page;

/// How many documents the feed holds.
const FEED_LENGTH: usize = 50;
/// How many addresses a [sitemap](https://www.sitemaps.org/protocol.html) can hold.
const SITEMAP_LENGTH: usize = 50_000;
const SITEMAPS: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

type Xml = Writer<Vec<u8>>;

/// All of them, for a site that stands at an absolute address.
pub(super) fn all(archive: &Archive, timeline: &Timeline, base: &str) -> Vec<Result<Page, Diagnostic>> {
    let mut pages = sitemaps(archive, timeline, base);
    pages.push(feed(archive, timeline, base));
    pages.extend(archive.config.search.then(|| open_search(archive, base)));
    pages
}

/// One sitemap or, for many pages, several with an index.
fn sitemaps(archive: &Archive, timeline: &Timeline, base: &str) -> Vec<Result<Page, Diagnostic>> {
    let addresses = addresses(archive, timeline, base);
    if addresses.len() <= SITEMAP_LENGTH {
        return vec![sitemap("sitemap.xml", "urlset", "url", &addresses)];
    }
    let mut parts = Vec::new();
    let mut pages = Vec::new();
    for (number, part) in addresses.chunks(SITEMAP_LENGTH).enumerate() {
        let address = format!("sitemap-{}.xml", number + 1);
        pages.push(sitemap(&address, "urlset", "url", part));
        parts.push(format!("{base}{address}"));
    }
    pages.push(sitemap("sitemap.xml", "sitemapindex", "sitemap", &parts));
    pages
}

/// The absolute addresses of all pages that hold something of the archive.
fn addresses(archive: &Archive, timeline: &Timeline, base: &str) -> Vec<String> {
    let catalog = &archive.catalog;
    let collections = catalog.collections.iter().map(crate::catalog::Collection::address);
    let years = timeline.year_pages().flat_map(|(_, pages)| pages.addresses());
    // The page of a collection with a document's text is one page.
    let documents = catalog.documents.iter().enumerate().filter(|(id, _)| !catalog.is_front(*id));
    let documents = documents.map(|(_, record)| record.address());
    collections
        .chain(further(archive))
        .chain(cited_by::addresses(archive))
        .chain(["timeline.html".to_owned(), archive.about_address().to_owned()])
        .chain(years)
        .chain(documents)
        .map(|address| format!("{base}{}", route::encoded(&address)))
        .collect()
}

fn sitemap(address: &str, list: &str, member: &str, addresses: &[String]) -> Result<Page, Diagnostic> {
    file(address, |xml| {
        xml.create_element(list).with_attribute(("xmlns", SITEMAPS)).write_inner_content(|xml| {
            for address in addresses {
                xml.create_element(member).write_inner_content(|xml| element(xml, "loc", address))?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

/// A document in the feed.
struct FeedEntry<'a> {
    record: &'a Record,
    day: Day,
    summary: String,
}

impl<'a> FeedEntry<'a> {
    fn new(archive: &Archive, record: &'a Record) -> Option<Self> {
        let dated = record.date.as_ref()?;
        // RFC 3339 writes years with four figures.
        let day =
            dated.date.latest().or(dated.date.earliest()).filter(|day| (1..=9999).contains(&day.year()))?;
        let collection = &archive.catalog.collections[archive.catalog.holder(record)];
        let setting = format!("{}, {}", collection.title, dated.display(&archive.config.dates));
        let summary = tells(archive, record).into_iter().chain([setting]).collect::<Vec<_>>().join(" — ");
        Some(Self { record, day, summary })
    }

    fn write(&self, xml: &mut Xml, base: &str) -> io::Result<()> {
        let address = format!("{base}{}", route::encoded(&self.record.address()));
        element(xml, "title", &self.record.full_title())?;
        element(xml, "id", &address)?;
        element(xml, "updated", &moment(self.day))?;
        link(xml, &address, "alternate")?;
        element(xml, "summary", &self.summary)
    }
}

/// The feed of the latest documents by their own dates: the same archive gives the same feed. Those of years
/// that its form of dates has not, before Christ, are left out.
/// ([Atom](https://www.rfc-editor.org/rfc/rfc4287))
fn feed(archive: &Archive, timeline: &Timeline, base: &str) -> Result<Page, Diagnostic> {
    let latest = timeline.dated.iter().rev().map(|&id| &archive.catalog.documents[id]);
    let entries: Vec<FeedEntry<'_>> =
        latest.filter_map(|record| FeedEntry::new(archive, record)).take(FEED_LENGTH).collect();
    let updated = entries.iter().map(|entry| entry.day).max().unwrap_or(Day::constant(1970, 1, 1));
    let config = &archive.config;
    let attributes = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", &config.language)];
    file("atom.xml", |xml| {
        xml.create_element("feed").with_attributes(attributes).write_inner_content(|xml| {
            element(xml, "title", &config.title)?;
            element(xml, "id", &format!("{base}atom.xml"))?;
            element(xml, "updated", &moment(updated))?;
            let author = config.author.as_ref().unwrap_or(&config.title);
            xml.create_element("author").write_inner_content(|xml| element(xml, "name", author))?;
            xml.create_element("generator")
                .with_attribute(("version", env!("CARGO_PKG_VERSION")))
                .write_text_content(BytesText::new("fonds"))?;
            link(xml, &format!("{base}atom.xml"), "self")?;
            link(xml, &format!("{base}index.html"), "alternate")?;
            if !config.description.is_empty() {
                element(xml, "subtitle", &config.description)?;
            }
            for entry in &entries {
                xml.create_element("entry").write_inner_content(|xml| entry.write(xml, base))?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

/// The description of the search by which a browser can offer it
/// ([OpenSearch 1.1](https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md)).
fn open_search(archive: &Archive, base: &str) -> Result<Page, Diagnostic> {
    // A short name has at most 16 letters.
    let short: String = archive.config.title.chars().take(16).collect();
    let description = archive.interface.tell("search_of", &[("title", &archive.config.title)]);
    let template = format!("{base}search.html?q={{searchTerms}}");
    file("opensearch.xml", |xml| {
        xml.create_element("OpenSearchDescription")
            .with_attribute(("xmlns", "http://a9.com/-/spec/opensearch/1.1/"))
            .write_inner_content(|xml| {
                element(xml, "ShortName", short.trim())?;
                element(xml, "Description", &description)?;
                element(xml, "InputEncoding", "UTF-8")?;
                let address = [("type", "text/html"), ("template", template.as_str())];
                xml.create_element("Url").with_attributes(address).write_empty()?;
                Ok(())
            })?;
        Ok(())
    })
}

/// A file of one element.
fn file(address: &str, write: impl FnOnce(&mut Xml) -> io::Result<()>) -> Result<Page, Diagnostic> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
        .and_then(|()| xml.write_event(Event::Text(BytesText::from_escaped("\n"))))
        .and_then(|()| write(&mut xml))
        .map_err(|error| feeds::failure(address, &error))?;
    Ok(Page { address: address.to_owned(), content: xml.into_inner() })
}

/// An element that holds text alone.
fn element(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(text))?;
    Ok(())
}

/// A link of the feed or of a document in it.
fn link(xml: &mut Xml, address: &str, relation: &str) -> io::Result<()> {
    xml.create_element("link").with_attributes([("href", address), ("rel", relation)]).write_empty()?;
    Ok(())
}

/// The first moment of a day in coordinated universal time
/// ([RFC 3339](https://www.rfc-editor.org/rfc/rfc3339)).
fn moment(day: Day) -> String {
    format!("{day}T00:00:00+00:00")
}
