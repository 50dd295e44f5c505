//! What tells a document from others of its name: the line that stands beneath its title wherever it is named.
//!
//! Titles say of what kind a paper is and between whom, and so hundreds of a collection can share one. Its subject says what
//! it is about; where it states none, sender and receiver, if the title does not name them; and otherwise how it begins.
//! Opening words are given whatever the title says: a document cannot know beside which others it will be listed.

use std::collections::HashSet;

use hashbrown::HashMap;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Record;

/// Which of its facts tells a document from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Telling {
    /// What it is about.
    Subject,
    /// Who sent it to whom.
    Parties,
    /// How it begins.
    Opening,
}

/// What tells a document from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tells<'a> {
    /// What it is about.
    Subject(&'a str),
    /// Who sent it to whom; one of the two can be empty.
    Parties(&'a str, &'a str),
    /// How it begins.
    Opening(&'a str),
}

impl Record {
    /// What tells it from others, unless its title says all that is known.
    pub fn tells(&self) -> Option<Tells<'_>> {
        let known = &self.particulars;
        Some(match self.telling? {
            Telling::Subject => Tells::Subject(known.subject.as_deref().unwrap_or_default()),
            Telling::Parties => Tells::Parties(
                known.from.as_deref().unwrap_or_default(),
                known.to.as_deref().unwrap_or_default(),
            ),
            Telling::Opening => Tells::Opening(&self.opening),
        })
    }

    /// Which of what is known is not in the title.
    pub(super) fn find_telling(&self) -> Option<Telling> {
        let known = &self.particulars;
        let title = words(&self.title);
        let is_news =
            |text: &Option<String>| text.as_deref().is_some_and(|text| !words(text).is_subset(&title));
        if is_news(&known.subject) {
            Some(Telling::Subject)
        } else if is_news(&known.from) || is_news(&known.to) {
            Some(Telling::Parties)
        } else {
            (!self.opening.is_empty()).then_some(Telling::Opening)
        }
    }
}

/// The words of a text, so that two ways of writing them compare as equal.
fn words(text: &str) -> HashSet<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Marks the documents that have title and telling fact of another of their collection: number and date alone would tell
/// them apart. The documents of a collection follow one another.
pub(super) fn mark_alike(records: &mut [Box<Record>]) {
    records.par_chunk_by_mut(|one, other| one.collection == other.collection).for_each(|records| {
        let alike = alike(records);
        for (record, is_alike) in records.iter_mut().zip(alike) {
            record.is_alike = is_alike;
        }
    });
}

/// For each document of a collection whether it has title and telling fact of another.
fn alike(records: &[Box<Record>]) -> Vec<bool> {
    let mut known: HashMap<(&str, Option<Tells<'_>>), usize> = HashMap::new();
    for record in records {
        *known.entry((&record.title, record.tells())).or_default() += 1;
    }
    let count = |record: &Record| known.get(&(&*record.title, record.tells())).copied();
    records.iter().map(|record| count(record).is_some_and(|count| count > 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Document;

    fn record(title: &str, subject: &str, from: &str, to: &str, opening: &str) -> Record {
        let mut record = Record::of_test("a.txt", &Document::default());
        let stated = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        record.title = title.to_owned();
        record.particulars.subject = stated(subject);
        record.particulars.from = stated(from);
        record.particulars.to = stated(to);
        record.opening = opening.to_owned();
        record.telling = record.find_telling();
        record
    }

    #[test]
    fn what_the_title_does_not_say_tells_a_document() {
        let tells =
            |title, subject, from, to| record(title, subject, from, to, "It rains.").tells().map(shown);
        fn shown(tells: Tells<'_>) -> String {
            format!("{tells:?}")
        }
        let subject = Some("Subject(\"The harbour\")".to_owned());
        assert_eq!(tells("Memorandum", "The harbour", "Orn", "Vell"), subject);
        assert_eq!(tells("Letter", "", "Orn", "Vell"), Some("Parties(\"Orn\", \"Vell\")".to_owned()));
        assert_eq!(
            tells("Letter From Orn", "", "Orn", "Vell"),
            Some("Parties(\"Orn\", \"Vell\")".to_owned())
        );
        let opening = Some("Opening(\"It rains.\")".to_owned());
        assert_eq!(tells("Letter from ORN to Vell", "", "Orn", "Vell"), opening);
        assert_eq!(tells("On the harbour", "The harbour", "", ""), Some("Opening(\"It rains.\")".to_owned()));
        assert_eq!(record("Letter", "", "", "", "").tells(), None);
    }

    #[test]
    fn documents_of_one_title_and_subject_are_alike() {
        let record = |subject: &str, opening: &str| Box::new(record("Memorandum", subject, "", "", opening));
        let mut records = [
            record("The harbour", "Orn came."),
            record("The lamp", "Vell came."),
            record("The harbour", "Skell came."),
        ];
        mark_alike(&mut records);
        assert_eq!(records.iter().map(|record| record.is_alike).collect::<Vec<_>>(), [true, false, true]);
    }
}
