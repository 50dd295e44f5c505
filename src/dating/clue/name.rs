//! Times in the names of a document's file and of the folders that hold it: `2017-09-13.md`, `2013-01/`.

use super::{Clue, ClueKind};
use crate::date::words::Words;
use crate::dating::folder;
use crate::dating::named_time::NamedTime;
use crate::read::dateline;

/// Adds the clues of the names in an address.
pub fn clues(id: &str, words: &Words, clues: &mut Vec<Clue>) {
    let mut names = id.rsplit('/');
    let file = names.next().unwrap_or_default();
    let found = dateline::find(file, words).into_iter().filter(|found| !found.is_ambiguous);
    let times = found.filter_map(|found| {
        Some(Clue::new(ClueKind::FileName, NamedTime::of(found.date)?, &file[found.span]))
    });
    clues.extend(times);
    for name in names {
        let found: Vec<Clue> = dateline::find(name, words)
            .into_iter()
            .filter(|found| !found.is_ambiguous)
            .filter_map(|found| {
                Some(Clue::new(ClueKind::FolderName, NamedTime::of(found.date)?, &name[found.span]))
            })
            .collect();
        if found.is_empty() {
            let spaced = name.replace('_', " ");
            clues.extend(
                folder::find(&spaced).into_iter().map(|found| Clue::of(found, ClueKind::FolderName, &spaced)),
            );
        }
        clues.extend(found);
    }
}
