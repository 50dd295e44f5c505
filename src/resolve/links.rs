//! All references of an archive with their targets, and the backlinks.

use std::collections::BTreeMap;

use super::{Resolver, Target, Unresolved};
use crate::catalog::{Catalog, DocumentId, Record};
use crate::reference::Rule;

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
        let mut backlinks: BTreeMap<DocumentId, Vec<Backlink>> = BTreeMap::new();
        let mut outcomes = Vec::with_capacity(catalog.documents.len());
        for (from, record) in catalog.documents.iter().enumerate() {
            let mut own = Vec::with_capacity(record.references.len());
            for (index, reference) in record.references.iter().enumerate() {
                let outcome = resolver.resolve(from, reference);
                if let Ok(Target::Document { document, anchor }) = &outcome
                    && *document != from
                {
                    backlinks.entry(*document).or_default().push(Backlink {
                        from,
                        reference: index,
                        anchor: anchor.clone(),
                    });
                }
                own.push(outcome);
            }
            outcomes.push(own);
        }
        Self { outcomes, backlinks }
    }

    /// How many references of a document lead somewhere, and how many citations do not. An image is a part
    /// of the document and no reference to another.
    pub fn count(&self, document: DocumentId, record: &Record) -> (usize, usize) {
        let outcomes = self.outcomes.get(document).map(Vec::as_slice).unwrap_or_default();
        let counted =
            record.references.iter().zip(outcomes).filter(|(reference, _)| reference.rule != Rule::Image);
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
