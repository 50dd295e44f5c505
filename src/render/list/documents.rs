//! The list of a collection's documents: on the collection's page and, where it is long, on further ones, with what a script
//! needs to filter all of it.

use std::path::Path;

use rayon::prelude::*;
use serde::Serialize;

use super::jump::{self, Beginning, JumpStep};
use crate::archive::Archive;
use crate::catalog::tells::Tells;
use crate::catalog::{CollectionId, DocumentId, Record};
use crate::diagnostic::Diagnostic;
use crate::language::interface;
use crate::render::dependencies::Dependencies;
use crate::render::paging::{ListPages, PageSteps};
use crate::render::{DocumentLink, Language, Link, Output, PageContext, breadcrumbs, tells};
use crate::resolve::route;

/// A shorter list is seen at a glance, and has no filter.
const SHORTEST_FILTERED: usize = 20;

/// A document of the collection.
#[derive(Serialize)]
pub(super) struct ListedDocument<'a> {
    #[serde(flatten)]
    pub document: DocumentLink<'a>,
    /// The first day on which it can have been written, to be sorted by.
    day: Option<String>,
    /// The name of its place, if a link of the list's bar leads there.
    anchor: Option<String>,
    /// The heading of the chapter that begins with it.
    chapter: Option<String>,
    /// Sender and receiver, by which it is found, where neither its title nor the line beneath names them.
    parties: Option<String>,
}

/// What stands round the rows of a list.
#[derive(Serialize)]
pub(super) struct ListContext {
    /// The links into the midst of it.
    jump: Vec<JumpStep>,
    /// Whether it is long enough to be filtered.
    is_filtered: bool,
    /// Where a script finds the rows of all pages, if there are several.
    data: Option<ListData>,
    /// The way through its pages.
    steps: Option<PageSteps>,
}

/// Scripts with the rows of pages.
#[derive(Serialize)]
struct ListData {
    /// The beginning of their addresses, on which the number of a page and `.js` follow.
    beginning: String,
    count: usize,
}

/// The list of a collection, divided into pages.
pub(super) struct DocumentList<'a> {
    archive: &'a Archive,
    id: CollectionId,
    pages: ListPages,
    is_in_time: bool,
}

impl<'a> DocumentList<'a> {
    pub fn of(archive: &'a Archive, id: CollectionId) -> Self {
        let collection = &archive.catalog.collections[id];
        let pages = ListPages::of(&archive.catalog, collection);
        Self { archive, id, pages, is_in_time: is_in_time(archive, collection.listed()) }
    }

    fn documents(&self) -> &'a [DocumentId] {
        self.archive.catalog.collections[self.id].listed()
    }

    fn beginnings(&self) -> Vec<Beginning> {
        jump::beginnings(self.archive, &self.archive.catalog.collections[self.id], self.is_in_time)
    }

    /// Whether it stands in another order than that of time, and a script can change that.
    pub fn can_be_sorted(&self) -> bool {
        let has_chapters = !self.archive.catalog.collections[self.id].chapters.is_empty();
        !self.is_in_time && !self.pages.are_several() && !has_chapters
    }

    /// The rows of a page.
    pub fn rows(&self, page: usize) -> Vec<ListedDocument<'a>> {
        let archive = self.archive;
        let address = self.pages.address(page);
        let beginnings = self.beginnings();
        let chapters = jump::chapters(archive, &archive.catalog.collections[self.id]);
        let row = |row: usize| {
            let id = self.documents()[row];
            let record = &archive.catalog.documents[id];
            let begins = beginnings.binary_search_by_key(&row, |beginning| beginning.row).is_ok();
            let chapter = chapters.binary_search_by_key(&row, |chapter| chapter.row).ok();
            ListedDocument {
                document: DocumentLink::new(archive, &address, id),
                day: record.date.as_ref().and_then(|date| Some(date.date.earliest()?.to_string())),
                anchor: begins.then(|| jump::anchor(row)),
                chapter: chapter.map(|at| chapters[at].title.clone()),
                parties: parties(record),
            }
        };
        self.pages.rows[page].clone().map(row).collect()
    }

    /// What stands round the rows of a page.
    pub fn context(&self, page: usize) -> ListContext {
        let data = self
            .pages
            .are_several()
            .then(|| ListData { beginning: self.pages.data_link(page), count: self.pages.rows.len() });
        ListContext {
            jump: jump::bar(self.beginnings(), &self.pages, page),
            is_filtered: self.documents().len() >= SHORTEST_FILTERED,
            data,
            steps: self.pages.steps(self.archive, page),
        }
    }
}

/// Sender and receiver, where neither the title nor the line beneath it has their words.
fn parties(record: &Record) -> Option<String> {
    let Some(Tells::Subject(_)) = record.tells() else { return None };
    let known = &record.particulars;
    let parties = [&known.from, &known.to].into_iter().flatten().filter(|name| !record.title.contains(*name));
    let parties: Vec<&str> = parties.map(String::as_str).collect();
    (!parties.is_empty()).then(|| parties.join(" "))
}

/// Whether documents stand in the order of time.
fn is_in_time(archive: &Archive, documents: &[DocumentId]) -> bool {
    let order = |id: &DocumentId| archive.catalog.documents[*id].date.as_ref().map(|date| date.date.order());
    documents.iter().filter_map(order).is_sorted()
}

/// What the template of a further page of a list sees.
#[derive(Serialize)]
struct FurtherPage<'a> {
    page: PageContext<'a>,
    breadcrumbs: Vec<Link<'a>>,
    /// The collection whose list goes on.
    collection: ListedCollection<'a>,
    documents: Vec<ListedDocument<'a>>,
    list: ListContext,
}

#[derive(Serialize)]
struct ListedCollection<'a> {
    id: &'a str,
    title: &'a str,
    language: Option<Language<'a>>,
    count: usize,
}

/// The further pages of all lists, and the data of lists with such: for each whether it was made.
pub(super) fn further(
    archive: &Archive,
    dependencies: &Dependencies<'_>,
    output: &Output<'_>,
) -> Vec<Result<(), Diagnostic>> {
    let ids = 0..archive.catalog.collections.len();
    let lists = ids.map(|id| DocumentList::of(archive, id)).filter(|list| list.pages.are_several());
    let lists: Vec<DocumentList<'_>> = lists.collect();
    let pages = lists.iter().flat_map(|list| (0..list.pages.rows.len()).map(move |page| (list, page)));
    let pages: Vec<(&DocumentList<'_>, usize)> = pages.collect();
    let made = |&(list, page): &(&DocumentList<'_>, usize)| {
        let depends_on = dependencies.within(list.id);
        // Only pages are counted.
        let data = output.files_of(&[list.pages.data(page)], depends_on, || Ok(vec![data(list, page)?]));
        let data = data.err().map(Err);
        // The first page is that of the collection.
        let further = (page > 0).then(|| {
            let context = || further_page(list, page);
            output.page_of("list.html", list.pages.address(page), depends_on, context)
        });
        data.into_iter().chain(further).collect::<Vec<_>>()
    };
    pages.par_iter().flat_map_iter(made).collect()
}

fn further_page<'a>(list: &DocumentList<'a>, number: usize) -> FurtherPage<'a> {
    let archive = list.archive;
    let collection = &archive.catalog.collections[list.id];
    let address = list.pages.address(number);
    let shown = |number: usize| archive.interface.number(number);
    let place = [("number", &*shown(number + 1)), ("count", &*shown(list.pages.rows.len()))];
    let place = archive.interface.tell("list_page", &place);
    let mut page = PageContext::new(archive, &address, &format!("{}, {place}", collection.title), "list");
    let documents = list.rows(number);
    page.brackets = documents.iter().any(|listed| listed.document.has_brackets());
    page.description = archive.interface.tell("list_of", &[("title", &collection.title)]);
    FurtherPage {
        page,
        breadcrumbs: breadcrumbs(archive, &address, Some(list.id).filter(|id| *id > 0)),
        collection: ListedCollection {
            id: &collection.id,
            title: &collection.title,
            language: Language::other(archive, collection.language.as_deref()),
            count: list.documents().len(),
        },
        documents,
        list: list.context(number),
    }
}

/// A row as a script needs it to show it.
#[derive(Serialize)]
struct DataRow<'a>(
    /// The link, which is the same from each page of the list.
    String,
    /// The number, the title, what tells it from others, and what it is found by besides.
    Option<&'a str>,
    &'a str,
    Option<String>,
    Option<String>,
    /// The date as it is shown.
    Option<String>,
    /// The language of the title, where it is not that of the interface, and its direction.
    #[serde(skip_serializing_if = "Option::is_none")]
    Option<(&'a str, &'static str)>,
);

/// A script with the rows of a page.
fn data(list: &DocumentList<'_>, page: usize) -> Result<Vec<u8>, Diagnostic> {
    let archive = list.archive;
    let address = list.pages.data(page);
    let row = |&id: &DocumentId| {
        let record = &archive.catalog.documents[id];
        let language = Some(archive.language(record)).filter(|language| *language != archive.config.language);
        DataRow(
            route::link(&address, &record.address()),
            record.number.as_deref(),
            &record.title,
            tells(archive, record),
            parties(record),
            record.date.as_ref().map(|date| date.display(&archive.config.dates)),
            language.map(|language| (language, interface::direction(language))),
        )
    };
    let rows: Vec<DataRow<'_>> = list.documents()[list.pages.rows[page].clone()].iter().map(row).collect();
    let mut content = format!("fondsList({page},").into_bytes();
    serde_json::to_writer(&mut content, &rows)
        .map_err(|error| Diagnostic::unwritable(Path::new(&address), "the file", &error))?;
    content.extend(b");\n");
    Ok(content)
}
