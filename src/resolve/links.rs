//! All references of an archive with their targets, and the backlinks.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::nearest::Nearest;
use super::{Resolver, Target, Unresolved};
use crate::catalog::{Catalog, DocumentId, Record};
use crate::model::reference::{Citation, Reference, Rule};

/// For how many references that lead nowhere the nearest name or path is looked for: names without
/// digits are compared with all there are, and an archive whose links are all broken should not take hours.
const MOST_SUGGESTIONS: usize = 200;

/// A place that refers to a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backlink {
    /// The document that refers.
    pub from: DocumentId,
    /// Which of its references it is.
    pub reference: usize,
    /// The anchor in the document that is referred to.
    pub anchor: Option<String>,
}

/// The references of an archive with their targets.
pub struct Links {
    /// For each document, the outcome of each of its references.
    pub outcomes: Vec<Vec<Result<Target, Unresolved>>>,
    /// For each document that is referred to, the places that do so, in reading order.
    pub backlinks: BTreeMap<DocumentId, Vec<Backlink>>,
}

impl Links {
    /// Resolves all references of the archive.
    pub fn resolve(catalog: &Catalog, resolver: &Resolver<'_>) -> Self {
        let mut outcomes: Vec<Vec<Result<Target, Unresolved>>> = catalog
            .documents
            .par_iter()
            .enumerate()
            .map(|(from, record)| {
                record.references.iter().map(|reference| resolver.resolve(from, reference)).collect()
            })
            .collect();
        let mut backlinks: BTreeMap<DocumentId, Vec<Backlink>> = BTreeMap::new();
        let mut suggestions = MOST_SUGGESTIONS;
        // Most archives have no broken links, and need no such index.
        let nearest = LazyCell::new(|| Nearest::new(resolver));
        for (from, (record, outcomes)) in catalog.documents.iter().zip(&mut outcomes).enumerate() {
            for (index, (reference, outcome)) in record.references.iter().zip(outcomes).enumerate() {
                match outcome {
                    Ok(target) => {
                        let found = backlink(catalog, from, index, target);
                        found
                            .into_iter()
                            .for_each(|(cited, link)| backlinks.entry(cited).or_default().push(link));
                    }
                    Err(unresolved)
                        if suggestions > 0
                            && unresolved.is_missing()
                            && matches!(reference.citation, Citation::Name(_) | Citation::File { .. }) =>
                    {
                        unresolved.candidate = nearest.to(resolver, from, reference);
                        suggestions -= 1;
                    }
                    Err(_) => {}
                }
            }
        }
        Self { outcomes, backlinks }
    }

    /// Resolves the references of one document, which was read once more.
    pub fn revise(&mut self, catalog: &Catalog, resolver: &Resolver<'_>, from: DocumentId) {
        self.backlinks.retain(|_, links| {
            links.retain(|link| link.from != from);
            !links.is_empty()
        });
        let references = catalog.documents[from].references.iter();
        let outcomes: Vec<_> = references.map(|reference| resolver.resolve(from, reference)).collect();
        for (index, outcome) in outcomes.iter().enumerate() {
            let found = outcome.as_ref().ok().and_then(|target| backlink(catalog, from, index, target));
            let Some((cited, link)) = found else { continue };
            let links = self.backlinks.entry(cited).or_default();
            let place = links.partition_point(|other| (other.from, other.reference) < (from, index));
            links.insert(place, link);
        }
        self.outcomes[from] = outcomes;
    }

    /// How many references of a document lead somewhere, and how many citations do not. An image, or a file
    /// that lies in the source, is a part of the document and no reference to another.
    pub fn count(&self, document: DocumentId, record: &Record) -> (usize, usize) {
        let outcomes = self.outcomes.get(document).map(Vec::as_slice).unwrap_or_default();
        let is_part = |reference: &Reference| {
            reference.rule == Rule::Image || matches!(reference.citation, Citation::Embedded(_))
        };
        let counted = record.references.iter().zip(outcomes).filter(|(reference, _)| !is_part(reference));
        let (mut resolved, mut unresolved) = (0, 0);
        for (_, outcome) in counted {
            match outcome {
                Ok(_) => resolved += 1,
                Err(reason) => unresolved += usize::from(reason.is_citation()),
            }
        }
        (resolved, unresolved)
    }
}

/// The way back of a reference, with the document to which it leads, if that is another.
fn backlink(
    catalog: &Catalog,
    from: DocumentId,
    reference: usize,
    target: &Target,
) -> Option<(DocumentId, Backlink)> {
    let cited = target.document(catalog).filter(|document| *document != from)?;
    Some((cited, Backlink { from, reference, anchor: target.anchor().map(str::to_owned) }))
}
