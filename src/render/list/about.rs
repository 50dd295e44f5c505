//! The page about the archive: what it is, how it was made, how much of it is known, and what is not. What is counted is
//! counted from the catalogue; the rest is what `[about]` and the root's `collection.toml` say.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::facts::{self, CollectionFact};
use super::{description, paragraphs};
use crate::archive::Archive;
use crate::catalog::Record;
use crate::config::about::Corrections;
use crate::dating::undated;
use crate::diagnostic::Diagnostic;
use crate::model::clue::Evidence;
use crate::model::date::Date;
use crate::model::field::Kept;
use crate::model::metadata::DateBasis;
use crate::model::path;
use crate::render::{Link, Output, PageContext, breadcrumbs, cite};
use crate::resolve::ReferenceCounts;

/// What the template sees.
#[derive(Serialize)]
struct AboutPage<'a> {
    page: PageContext<'a>,
    breadcrumbs: Vec<Link<'a>>,
    /// What the archive is, in paragraphs.
    description: Vec<&'a str>,
    /// Who made it, of what, and for whom.
    text: Vec<&'a str>,
    /// How its documents were chosen, transcribed and edited.
    method: Vec<&'a str>,
    facts: Vec<CollectionFact>,
    editors: &'a [String],
    rights: Option<&'a str>,
    version: Option<&'a str>,
    changes: &'a [String],
    corrections: Option<Link<'a>>,
    /// How much it holds.
    extent: Extent,
    /// Of how many documents each field is known.
    coverage: Vec<Counted<'a>>,
    dates: Dates<'a>,
    references: References<'a>,
    /// The files with the citations of its documents, and the ways in which one is cited.
    citations: Vec<Link<'static>>,
    /// Whether the sources of its documents are published.
    publishes_sources: bool,
}

/// Something with its number.
#[derive(Serialize)]
struct Counted<'a> {
    label: &'a str,
    count: usize,
}

/// How much an archive holds.
#[derive(Serialize)]
struct Extent {
    documents: usize,
    /// Those that are no part of a collection do not count.
    collections: usize,
    words: usize,
    notes: usize,
    /// The printed pages that are marked.
    pages: usize,
    /// The languages of the documents, the most frequent first, by their BCP 47 tags.
    languages: Vec<(String, usize)>,
    /// The sources by their extensions, the most frequent first.
    sources: Vec<(String, usize)>,
}

/// What the dates rest on.
#[derive(Serialize)]
struct Dates<'a> {
    metadata: usize,
    dateline: usize,
    inferred: usize,
    /// How many dates are those of a day.
    days: usize,
    /// What inferred dates rest on first, the most frequent first.
    evidence: Vec<Counted<'a>>,
    /// Why the others have none, as sentences.
    undated: Vec<String>,
}

/// Where references lead.
#[derive(Serialize)]
struct References<'a> {
    found: usize,
    resolved: usize,
    external: usize,
    /// Why the others lead nowhere, the most frequent first.
    unresolved: Vec<Counted<'a>>,
}

/// The page.
pub(crate) fn page(archive: &Archive, output: &Output<'_>) -> Result<(), Diagnostic> {
    let address = archive.about_address();
    let root = &archive.catalog.collections[0];
    let about = &archive.config.about;
    let title = archive.interface.say("about");
    let mut page = PageContext::new(archive, address, title, "about");
    page.description = description(archive, 0).to_owned();
    let context = AboutPage {
        description: paragraphs(description(archive, 0)),
        text: paragraphs(&about.text),
        method: paragraphs(&about.method),
        facts: facts::of(archive, root),
        editors: &root.publication.editors,
        rights: root.publication.rights.as_deref(),
        version: about.version.as_deref(),
        changes: &about.changes,
        corrections: about.corrections.as_ref().map(|corrections| to_owner(corrections, archive)),
        extent: extent(archive),
        coverage: coverage(archive),
        dates: dates(archive),
        references: references(archive),
        citations: cite::links(root),
        publishes_sources: archive.config.publish_sources,
        breadcrumbs: breadcrumbs(archive, address, None),
        page,
    };
    output.page("about.html", address.to_owned(), &context)
}

/// The link by which readers report what is wrong with the archive.
fn to_owner<'a>(corrections: &'a Corrections, archive: &Archive) -> Link<'a> {
    Link {
        title: corrections.shown(),
        href: corrections.link(&archive.config.title, archive.about_address()),
    }
}

fn extent(archive: &Archive) -> Extent {
    let catalog = &archive.catalog;
    let sum = |of: fn(&Record) -> usize| catalog.documents.iter().map(|record| of(record)).sum();
    let languages = catalog.documents.iter().map(|record| archive.language(record).to_owned());
    let firsts = catalog.documents.iter().filter(|record| record.is_first_of_source);
    let sources = firsts.filter_map(|record| {
        let extension = path::extension(&archive.sources.documents.get(record.source)?.path)?;
        Some(format!(".{}", extension.to_lowercase()))
    });
    Extent {
        documents: catalog.documents.len(),
        collections: catalog.collections.len() - 1,
        words: sum(|record| record.words),
        notes: sum(|record| record.notes.len()),
        pages: sum(|record| record.pages.len()),
        languages: most_frequent(languages),
        sources: most_frequent(sources),
    }
}

/// Of how many documents each field is known that pages have a name for and that any document has.
fn coverage(archive: &Archive) -> Vec<Counted<'_>> {
    let documents = &archive.catalog.documents;
    let date = Counted {
        label: archive.interface.say("about_date"),
        count: documents.iter().filter(|record| record.date.is_some()).count(),
    };
    let number = Counted {
        label: archive.interface.say("about_number"),
        count: documents.iter().filter(|record| record.number.is_some()).count(),
    };
    let fields = archive.config.table.iter().filter_map(|field| {
        let (Kept::Particular { .. } | Kept::Own, Some(label)) = (field.kept, field.label.as_ref()) else {
            return None;
        };
        let count = documents.iter().filter(|record| record.stated(field).is_some()).count();
        Some(Counted { label: archive.interface.say_label(label), count })
    });
    [date, number].into_iter().chain(fields).filter(|counted| counted.count > 0).collect()
}

fn dates(archive: &Archive) -> Dates<'_> {
    let documents = &archive.catalog.documents;
    let dated = || documents.iter().filter_map(|record| record.date.as_ref());
    let on = |basis: DateBasis| dated().filter(|dated| dated.basis == basis).count();
    let inferred = documents.iter().filter(|record| record.has_inferred_date());
    let evidence = inferred.filter_map(|record| Some(word(record.evidence.first()?)));
    let is_day = |date: Date| date.datetime().is_some_and(|day| day.matches('-').count() >= 2);
    Dates {
        metadata: on(DateBasis::Metadata),
        dateline: on(DateBasis::Dateline),
        inferred: on(DateBasis::Inferred),
        days: dated().filter(|dated| is_day(dated.date)).count(),
        evidence: most_frequent(evidence)
            .into_iter()
            .map(|(word, count)| Counted { label: archive.interface.say(word), count })
            .collect(),
        undated: undated::counts(&archive.catalog)
            .into_iter()
            .map(|(why, count)| archive.interface.count(why.message_of_many(), count))
            .collect(),
    }
}

/// The interface's word for what a date rests on.
fn word(evidence: &Evidence) -> &'static str {
    match evidence {
        Evidence::Named(kind, _) => kind.word(),
        Evidence::After(_) | Evidence::Before(_) | Evidence::Order => "about_order",
    }
}

fn references(archive: &Archive) -> References<'_> {
    let counts = ReferenceCounts::of(&archive.catalog, &archive.links);
    let mut unresolved: Vec<_> = counts.unresolved_by_reason.into_iter().collect();
    unresolved.sort_by_key(|(_, count)| Reverse(*count));
    let unresolved = unresolved
        .into_iter()
        .map(|(reason, count)| Counted { label: archive.interface.say(message(&reason)), count });
    References {
        found: counts.resolved + counts.unresolved,
        resolved: counts.resolved,
        external: counts.external,
        unresolved: unresolved.collect(),
    }
}

/// The message that says of many references why they lead nowhere.
fn message(reason: &str) -> &'static str {
    match reason {
        "no-document" => "about_no_document",
        "no-footnote" => "about_no_footnote",
        "no-page" => "about_no_page",
        "no-collection" => "about_no_collection",
        "ambiguous" => "about_ambiguous",
        "no-file" => "about_no_file",
        "draft" => "about_draft",
        "no-anchor" => "about_no_anchor",
        _ => "about_no_other",
    }
}

/// What there is how often, the most frequent first.
fn most_frequent<T: Ord + Clone>(all: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts
}
