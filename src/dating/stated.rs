//! Where a title and a file's name state different days.

use crate::catalog::{Catalog, Record};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::clue::{Clue, ClueKind};
use crate::source::Sources;

/// What the owner is told of them, before dates are inferred: of the two the name is believed.
pub fn contradictions(catalog: &Catalog, sources: &Sources) -> Vec<Diagnostic> {
    let undated = catalog.documents.iter().filter(|record| record.date.is_none());
    undated.filter_map(|record| contradiction(record, sources)).collect()
}

fn contradiction(record: &Record, sources: &Sources) -> Option<Diagnostic> {
    let stating = |kind| move |clue: &&Clue| clue.kind == kind && clue.states_day();
    let title = record.clues.iter().find(stating(ClueKind::Title))?;
    let mut names = record.clues.iter().filter(stating(ClueKind::FileName));
    let name =
        names.next().filter(|name| name.time != title.time && names.all(|name| name.time != title.time))?;
    let message = format!("the title says “{}”, but the file's name “{}”", title.words, name.words);
    let note = record.diagnostic(sources, Severity::Note, Code::Contradiction, message);
    Some(note.help(
        "the name is taken for the date: correct the one that is wrong, or state `date` in the metadata",
    ))
}
