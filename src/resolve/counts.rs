//! How many references of an archive lead somewhere, and why the others do not.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Links, Target, Unresolved};
use crate::catalog::Catalog;
use crate::model::reason::Reason;
use crate::model::reference::Rule;

/// The references of an archive.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct ReferenceCounts {
    /// How many lead somewhere.
    pub resolved: usize,
    /// How many of these lead to a collection that is elsewhere.
    pub external: usize,
    /// How many do not.
    pub unresolved: usize,
    /// The unresolved ones by the name of the reason: `no-document`, `ambiguous`.
    pub unresolved_by_reason: BTreeMap<Cow<'static, str>, usize>,
    /// How many documents are described that may be one of the archive's; no links lead to them.
    pub suggested: usize,
    /// The resolved and the unresolved ones by the rule that found them.
    pub by_kind: BTreeMap<String, Outcome>,
}

/// How many references of a kind lead somewhere.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct Outcome {
    /// How many lead somewhere.
    pub resolved: usize,
    /// How many do not.
    pub unresolved: usize,
}

impl ReferenceCounts {
    /// Counts them. An image is a part of a document, and no reference.
    pub fn of(catalog: &Catalog, links: &Links) -> Self {
        let mut references = Self::default();
        for (record, outcomes) in catalog.documents.iter().zip(&links.outcomes) {
            let counted =
                record.references.iter().zip(outcomes).filter(|(reference, _)| reference.rule != Rule::Image);
            for (reference, outcome) in counted {
                references.count(reference.rule.name(), outcome);
            }
        }
        references
    }

    fn count(&mut self, rule: &str, outcome: &Result<Target, Unresolved>) {
        let unresolved = outcome.as_ref().err();
        if let Some(reason) = unresolved.filter(|reason| !reason.is_citation()) {
            self.suggested += usize::from(matches!(reason.reason, Reason::Suggested(_)));
            return;
        }
        let kind = self.by_kind.entry(rule.to_owned()).or_default();
        match outcome {
            Ok(target) => {
                self.external += usize::from(matches!(target, Target::External(_)));
                kind.resolved += 1;
                self.resolved += 1;
            }
            Err(unresolved) => {
                kind.unresolved += 1;
                self.unresolved += 1;
                *self.unresolved_by_reason.entry(Cow::Borrowed(unresolved.reason.name())).or_default() += 1;
            }
        }
    }
}
