//! Times in the names of a document's file and of the folders that hold it: `2017-09-13.md`, `2013-01/`,
//! `2013/01/29.md`.

use crate::dating::folder;
use crate::language::dates::Words;
use crate::model::clue::{Clue, ClueKind};
use crate::model::named_time::NamedTime;
use crate::read::dateline;

/// Adds the clues of the names in an address. A month in figures is never taken for years.
pub fn clues(id: &str, words: &Words, clues: &mut Vec<Clue>) {
    let names: Vec<&str> = id.split('/').collect();
    let Some((file, folders)) = names.split_last() else { return };
    let mut add = |kind: ClueKind, name: &str| {
        let found = dateline::find(name, words).into_iter();
        let found = found.filter_map(|found| Some((NamedTime::of(found.date)?, found.span)));
        let times: Vec<_> = found.collect();
        let times = if times.is_empty() && kind == ClueKind::FolderName {
            folder::find(name, &words.reading.dating)
        } else {
            times
        };
        clues.extend(times.iter().cloned().map(|time| Clue::of(time, kind, name)));
        !times.is_empty()
    };
    // The parts of a date can be folders in one another.
    if let [.., year, month] = folders
        && is_figures(year, 4..=4)
        && is_figures(month, 1..=2)
    {
        let day = file.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        if is_figures(day, 1..=2) && add(ClueKind::FileName, &format!("{year}-{month:0>2}-{day:0>2}")) {
            return;
        }
        add(ClueKind::FolderName, &format!("{year}-{month:0>2}"));
    }
    add(ClueKind::FileName, file);
    for name in folders {
        add(ClueKind::FolderName, &name.replace('_', " "));
    }
}

fn is_figures(name: &str, count: std::ops::RangeInclusive<usize>) -> bool {
    count.contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_digit())
}
