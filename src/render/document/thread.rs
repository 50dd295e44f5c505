//! The thread of a message, as its page shows it: who answered whom and when, with this message among them.

use serde::Serialize;

use crate::archive::Archive;
use crate::catalog::threads::Member;
use crate::catalog::{DocumentId, Record};
use crate::render::DateContext;
use crate::resolve::route;

/// How many messages are shown before and after this one. A page with all of a long thread on each of its messages would
/// grow with the square of its length.
const REACH: usize = 24;
/// Answers that lie deeper are shown as deep as this, and say whom they answer.
const DEEPEST_SHOWN: usize = 8;
/// How far a subject that goes on may be marked as an answer.
const MOST_MARKS: usize = 8;

/// The thread of a message.
#[derive(Serialize)]
pub(crate) struct Thread<'a> {
    rows: Vec<Row<'a>>,
    /// How many messages it has.
    count: usize,
    /// How many of them stand before and after those that are shown.
    earlier: usize,
    later: usize,
    previous: Option<Step<'a>>,
    next: Option<Step<'a>>,
    /// Whether the message answers one that is not here.
    is_missing: bool,
}

/// A message of the thread.
#[derive(Serialize)]
struct Row<'a> {
    href: String,
    is_here: bool,
    sender: &'a str,
    date: Option<DateContext>,
    time: Option<&'a str>,
    /// How deep it is shown.
    level: usize,
    /// How deep it is, where that is deeper than it is shown.
    depth: Option<usize>,
    /// Whom it answers, where the rows do not show it.
    answers: Option<&'a str>,
    /// The subject, where it is another than before.
    title: Option<&'a str>,
}

/// The way to a message of the thread.
#[derive(Serialize)]
struct Step<'a> {
    href: String,
    sender: &'a str,
    title: &'a str,
}

impl<'a> Thread<'a> {
    /// The thread of a document, if it is a message that answers one or is answered.
    pub fn of(archive: &'a Archive, document: DocumentId, address: &str) -> Option<Self> {
        let documents = &archive.catalog.documents;
        let threads = &archive.catalog.threads;
        let is_missing = threads.is_answer_to_missing(documents, document);
        let Some((members, here)) = threads.of_message(document) else {
            return is_missing.then_some(Self {
                rows: Vec::new(),
                count: 1,
                earlier: 0,
                later: 0,
                previous: None,
                next: None,
                is_missing,
            });
        };
        let (first, last) = (here.saturating_sub(REACH), (here + REACH + 1).min(members.len()));
        let rows = (first..last).map(|at| row(archive, members, at, (first, here), address)).collect();
        let step = |at: Option<usize>| {
            let record = documents.get(members.get(at?)?.document)?;
            let href = route::link(address, &record.address());
            Some(Step { href, sender: sender(record), title: &record.title })
        };
        Some(Self {
            rows,
            count: members.len(),
            earlier: first,
            later: members.len() - last,
            previous: step(here.checked_sub(1)),
            next: step(Some(here + 1)),
            is_missing,
        })
    }

    /// Whether one of its dates stands in square brackets.
    pub fn has_brackets(&self) -> bool {
        self.rows.iter().any(|row| row.date.as_ref().is_some_and(DateContext::has_brackets))
    }
}

/// The row of a message, of those that begin with the first one shown.
fn row<'a>(
    archive: &'a Archive,
    members: &[Member],
    at: usize,
    (first, here): (usize, usize),
    address: &str,
) -> Row<'a> {
    let documents = &archive.catalog.documents;
    let Member { document, depth, parent } = members[at];
    let record = &documents[document];
    let above = at.checked_sub(1).filter(|above| *above >= first).map(|above| &members[above]);
    let is_below_parent = parent.is_some() && above.map(|above| above.document) == parent;
    // Where the row above is neither what it answers nor another answer to that, its place alone says too little.
    let is_plain = depth <= DEEPEST_SHOWN || is_below_parent;
    let answers =
        parent.filter(|_| !is_plain || above.is_none() && depth > 0).map(|parent| sender(&documents[parent]));
    let before = above.map(|above| documents[above.document].title.as_str());
    let is_new = before.is_none_or(|before| bare(before) != bare(&record.title));
    Row {
        href: route::link(address, &record.address()),
        is_here: at == here,
        sender: sender(record),
        date: DateContext::of(record, &archive.config.dates),
        time: record.message.as_ref().and_then(|message| message.time.as_deref()),
        level: depth.min(DEEPEST_SHOWN),
        depth: (depth > DEEPEST_SHOWN).then_some(depth),
        answers,
        title: is_new.then_some(record.title.as_str()),
    }
}

fn sender(record: &Record) -> &str {
    record.message.as_ref().map_or("", |message| message.sender.as_str())
}

/// A subject without the marks of answers before it: `Re: `, `AW: `, `Re[2]: `.
fn bare(subject: &str) -> &str {
    let mut rest = subject.trim();
    for _ in 0..MOST_MARKS {
        let Some((mark, after)) = rest.split_once(':') else { break };
        let mark = mark.split('[').next().unwrap_or_default();
        if !(1..=3).contains(&mark.chars().count()) || !mark.chars().all(char::is_alphabetic) {
            break;
        }
        rest = after.trim_start();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn a_subject_stays_whatever_marks_it_as_an_answer() {
        for subject in ["The lamp", "Re: The lamp", "RE: AW: The lamp", "Re[2]: Fw:The lamp"] {
            assert_eq!(bare(subject), "The lamp", "{subject}");
        }
        assert_eq!(bare("Question: why"), "Question: why");
        assert_eq!(bare("Re:"), "");
    }
}
