//! Threads: which messages answer which, over all files of the archive.
//!
//! Only ids say so. That two messages have one subject is no evidence, and is not looked at.

use std::collections::HashMap;
use std::ops::Range;

use super::{DocumentId, Record};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::fingerprint::Fingerprint;
use crate::source::CONTENT_FOLDER;

/// The threads of an archive.
#[derive(Debug, Default)]
pub struct Threads {
    /// The messages by what stands for their ids.
    ids: Vec<(Fingerprint, DocumentId)>,
    /// All messages of threads, thread by thread, in the order in which they are read.
    members: Vec<Member>,
    /// Where each thread stands among them.
    threads: Vec<Range<usize>>,
    /// For each message of a thread, which that is, and where it stands.
    places: HashMap<DocumentId, (usize, usize)>,
}

/// A message of a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// The message.
    pub document: DocumentId,
    /// How many messages lie between it and that which began the thread.
    pub depth: usize,
    /// The message that it answers, or, where that is not here, the nearest before that.
    pub parent: Option<DocumentId>,
}

impl Threads {
    /// Puts the messages among documents together.
    pub fn of(documents: &[Box<Record>]) -> Self {
        let messages = || documents.iter().enumerate().filter(|(_, record)| record.message.is_some());
        let mut ids: Vec<(Fingerprint, DocumentId)> = messages()
            .filter_map(|(document, record)| Some((record.message.as_ref()?.id?, document)))
            .collect();
        ids.sort_unstable();
        let mut threads = Self { ids, ..Self::default() };
        if threads.ids.is_empty() {
            return threads;
        }
        let mut parents: Vec<Option<DocumentId>> = documents
            .iter()
            .enumerate()
            .map(|(document, record)| {
                let answers = record.message.as_ref().map(|message| message.answers.as_slice());
                let mut answers = answers.unwrap_or_default().iter();
                answers.find_map(|id| threads.message(documents, document, *id))
            })
            .collect();
        cut_circles(&mut parents);
        let mut children: HashMap<DocumentId, Vec<DocumentId>> = HashMap::new();
        for (document, parent) in parents.iter().enumerate() {
            if let Some(parent) = parent {
                children.entry(*parent).or_default().push(document);
            }
        }
        let moments = moments(documents);
        let moment = |document: DocumentId| (moments.get(document).copied().unwrap_or_default(), document);
        for (root, _) in messages() {
            if parents.get(root).copied().flatten().is_none() && children.contains_key(&root) {
                threads.add(root, &parents, &mut children, &moment);
            }
        }
        threads
    }

    /// Adds the thread that a message began.
    fn add(
        &mut self,
        root: DocumentId,
        parents: &[Option<DocumentId>],
        children: &mut HashMap<DocumentId, Vec<DocumentId>>,
        moment: &dyn Fn(DocumentId) -> (i64, DocumentId),
    ) {
        let start = self.members.len();
        let thread = self.threads.len();
        let mut open = vec![(root, 0)];
        while let Some((document, depth)) = open.pop() {
            self.places.insert(document, (thread, self.members.len()));
            let parent = parents.get(document).copied().flatten();
            self.members.push(Member { document, depth, parent });
            let mut answers = children.remove(&document).unwrap_or_default();
            // What is taken from the end is to come first.
            answers.sort_unstable_by_key(|answer| std::cmp::Reverse(moment(*answer)));
            open.extend(answers.into_iter().map(|answer| (answer, depth + 1)));
        }
        self.threads.push(start..self.members.len());
    }

    /// The message with an id, seen from a document: of several copies, that in the same collection, or the first.
    pub fn message(
        &self,
        documents: &[Box<Record>],
        from: DocumentId,
        id: Fingerprint,
    ) -> Option<DocumentId> {
        let first = self.ids.partition_point(|(own, _)| *own < id);
        let copies = self.ids.get(first..)?.iter().take_while(|(own, _)| *own == id);
        let copies = copies.map(|(_, document)| *document).filter(|document| *document != from);
        let collection = |document: DocumentId| documents.get(document).map(|record| record.collection);
        copies.clone().find(|copy| collection(*copy) == collection(from)).or_else(|| copies.min())
    }

    /// The thread of a message, and where it stands there; none of one that stands alone.
    pub fn of_message(&self, document: DocumentId) -> Option<(&[Member], usize)> {
        let (thread, at) = self.places.get(&document)?;
        let range = self.threads.get(*thread)?.clone();
        let start = range.start;
        Some((self.members.get(range)?, at - start))
    }

    /// Whether a message answers one that is not here.
    pub fn is_answer_to_missing(&self, documents: &[Box<Record>], document: DocumentId) -> bool {
        let message = documents.get(document).and_then(|record| record.message.as_ref());
        let answered = message.and_then(|message| message.answers.first());
        answered.is_some_and(|id| self.message(documents, document, *id).is_none())
    }

    /// Says how many messages answer one that is not here.
    pub fn note(&self, documents: &[Box<Record>]) -> Option<Diagnostic> {
        let answers =
            |record: &Record| record.message.as_ref().is_some_and(|message| !message.answers.is_empty());
        let all = documents.iter().filter(|record| answers(record)).count();
        let missing =
            (0..documents.len()).filter(|document| self.is_answer_to_missing(documents, *document)).count();
        (missing > 0).then(|| {
            let message = format!(
                "{missing} of {all} messages that answer another answer one that is not in this archive"
            );
            Diagnostic::new(Severity::Note, Code::Mail, CONTENT_FOLDER, message)
        })
    }
}

/// When each message was sent. One that does not say so came after the one before it in its source.
fn moments(documents: &[Box<Record>]) -> Vec<i64> {
    let mut before: Option<(usize, i64)> = None;
    let mut moment = |record: &Record| {
        let stated = record.message.as_ref().and_then(|message| message.moment);
        let near = before.filter(|(source, _)| *source == record.source).map(|(_, moment)| moment);
        let moment = stated.or(near).unwrap_or(i64::MAX);
        before = Some((record.source, moment));
        moment
    };
    documents.iter().map(|record| moment(record)).collect()
}

/// Cuts the circles in which messages answer one another: one of each answers nothing then.
fn cut_circles(parents: &mut [Option<DocumentId>]) {
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum State {
        Unseen,
        OnTheWay,
        Done,
    }
    let mut states = vec![State::Unseen; parents.len()];
    for start in 0..parents.len() {
        let mut way = Vec::new();
        let mut at = Some(start);
        while let Some(document) = at {
            match states.get(document).copied() {
                Some(State::Unseen) => {
                    states[document] = State::OnTheWay;
                    way.push(document);
                    at = parents[document];
                }
                Some(State::OnTheWay) => {
                    if let Some(last) = way.last() {
                        parents[*last] = None;
                    }
                    break;
                }
                _ => break,
            }
        }
        way.into_iter().for_each(|document| states[document] = State::Done);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Document;
    use crate::model::message::Message;

    fn key(id: &str) -> Fingerprint {
        Fingerprint::of_bytes(id.as_bytes())
    }

    /// Messages with their ids, the ids that they answer, and the moments.
    fn records(messages: &[(&str, &[&str], i64)]) -> Vec<Box<Record>> {
        let record = |(id, answers, moment): &(&str, &[&str], i64)| {
            let message = Message {
                id: Some(key(id)),
                answers: answers.iter().map(|id| key(id)).collect(),
                moment: Some(*moment),
                ..Message::default()
            };
            let document = Document { message: Some(message), ..Document::default() };
            Box::new(Record::of_test("a.eml", &document))
        };
        messages.iter().map(record).collect()
    }

    /// The threads with the depth of each message.
    fn outline(records: &[Box<Record>]) -> Vec<Vec<(DocumentId, usize)>> {
        let threads = Threads::of(records);
        let thread = |range: &Range<usize>| {
            threads.members[range.clone()].iter().map(|member| (member.document, member.depth)).collect()
        };
        threads.threads.iter().map(thread).collect()
    }

    #[test]
    fn answers_follow_what_they_answer_by_their_time() {
        let records = records(&[
            ("a", &[], 1),
            ("c", &["a"], 5),
            ("b", &["a"], 2),
            ("d", &["b"], 9),
            ("alone", &[], 3),
            ("e", &["gone", "b", "a"], 8),
        ]);
        assert_eq!(outline(&records), [[(0, 0), (2, 1), (5, 2), (3, 2), (1, 1)]]);
        let threads = Threads::of(&records);
        assert!(threads.is_answer_to_missing(&records, 5) && !threads.is_answer_to_missing(&records, 3));
        assert!(threads.of_message(4).is_none());
        let note = threads.note(&records).expect("a note");
        assert!(note.message.starts_with("1 of 4 messages"), "{}", note.message);
    }

    #[test]
    fn circles_are_cut_and_lose_no_message() {
        let found = records(&[("a", &["c"], 1), ("b", &["a"], 2), ("c", &["b"], 3), ("self", &["self"], 4)]);
        let members: usize = outline(&found).iter().map(Vec::len).sum();
        assert_eq!(members, 3);
    }

    #[test]
    fn a_thread_can_be_as_deep_as_it_likes() {
        let ids: Vec<String> = (0..50_000).map(|id| id.to_string()).collect();
        let answers: Vec<Vec<&str>> = (0..ids.len())
            .map(|at| ids.get(at.wrapping_sub(1)).map(String::as_str).into_iter().collect())
            .collect();
        let messages: Vec<(&str, &[&str], i64)> =
            ids.iter().zip(&answers).map(|(id, answers)| (id.as_str(), answers.as_slice(), 0)).collect();
        let outline = outline(&records(&messages));
        assert_eq!(outline[0].last(), Some(&(49_999, 49_999)));
    }
}
