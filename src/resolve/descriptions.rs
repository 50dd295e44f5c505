//! Descriptions: finding the document that is meant by its kind, number, sender, receiver and day.
//!
//! Prose describes many documents that the archive does not hold. So a link asks for certainty: one
//! document only of that kind and day, and with it either the number or both sides of the
//! correspondence. What is less certain is a suggestion to the editor.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::civil::Date as Day;

use super::Unresolved;
use crate::catalog::{Catalog, DocumentId, Record};
use crate::language::reading::ReadingWords;
use crate::model::description::{DescribedDay, DescribedKind, Description, Party};
use crate::model::reason::Reason;

/// How far the day of a described document can be from that of the text, in days, where its year
/// is left out.
const WITHIN: i32 = 200;

/// How far a telegram that is named without a day can be: the numbers of a post begin anew each year.
const WITHIN_A_SERIES: i32 = 45;

/// The most documents that a suggestion names.
const MOST_SUGGESTED: usize = 3;

/// Documents by what descriptions name.
pub struct Described<'a> {
    catalog: &'a Catalog,
    by_day: HashMap<Day, Vec<DocumentId>>,
    by_number: HashMap<String, Vec<DocumentId>>,
    /// The places at which an office writes, as the datelines of its documents say.
    posts: HashMap<&'a str, BTreeSet<&'a str>>,
    places: HashSet<&'a str>,
}

impl<'a> Described<'a> {
    /// Prepares the keys of a catalogue.
    pub fn new(catalog: &'a Catalog) -> Self {
        let mut described = Self {
            catalog,
            by_day: HashMap::new(),
            by_number: HashMap::new(),
            posts: HashMap::new(),
            places: HashSet::new(),
        };
        for (id, record) in catalog.documents.iter().enumerate() {
            if let Some(day) = exact_day(record) {
                described.by_day.entry(day).or_default().push(id);
            }
            if let Some(number) = &record.dispatch_number {
                described.by_number.entry(number_key(number)).or_default().push(id);
            }
            if let (Some(from), Some(place)) = (&record.particulars.from, &record.particulars.place) {
                described.posts.entry(from).or_default().insert(place);
                described.places.insert(place);
            }
        }
        described
    }

    /// The document that a description in another document means.
    ///
    /// # Errors
    /// [`Reason::NotDescribed`] if no document fits, [`Reason::Suggested`] if one is likely or
    /// several fit.
    pub fn find(
        &self,
        from: DocumentId,
        description: &Description,
        sentence: &str,
    ) -> Result<DocumentId, Unresolved> {
        let here = &self.catalog.documents[from];
        let fitting: Vec<(DocumentId, Agreement)> = self
            .candidates(here, description)
            .into_iter()
            .filter(|&id| id != from)
            .filter_map(|id| {
                Some((id, self.agreement(here, &self.catalog.documents[id], description, sentence)?))
            })
            .collect();
        let certain: Vec<DocumentId> = fitting
            .iter()
            .filter(|(_, agreement)| *agreement == Agreement::Certain)
            .map(|(id, _)| *id)
            .collect();
        match (certain.as_slice(), fitting.as_slice()) {
            ([document], _) => Ok(*document),
            (_, []) => Err(Reason::NotDescribed.into()),
            (_, fitting) => Err(Reason::Suggested(self.shown(fitting.iter().map(|(id, _)| *id))).into()),
        }
    }

    fn shown(&self, documents: impl Iterator<Item = DocumentId>) -> String {
        let mut shown: Vec<String> = documents
            .map(|id| &self.catalog.documents[id])
            .map(|record| format!("{} ({})", record.full_title(), record.address()))
            .collect();
        let more = shown.len().saturating_sub(MOST_SUGGESTED);
        shown.truncate(MOST_SUGGESTED);
        let shown = shown.join(" or ");
        if more > 0 { format!("{shown} or {more} more") } else { shown }
    }

    /// The documents of the day; without a day those of the number.
    fn candidates(&self, here: &Record, description: &Description) -> Vec<DocumentId> {
        let Some(day) = description.day else {
            let number = description.number.as_deref().map(number_key);
            let of_number = number.and_then(|number| self.by_number.get(&number)).into_iter().flatten();
            let is_near = |id: &&DocumentId| {
                distance(here, &self.catalog.documents[**id]).is_some_and(|days| days <= WITHIN)
            };
            return of_number.filter(is_near).copied().collect();
        };
        let of_day = |day: Day| self.by_day.get(&day).into_iter().flatten().copied();
        match (day.year, nearest_year(here, day)) {
            (Some(year), _) => Day::new(year, day.month, day.day).into_iter().flat_map(of_day).collect(),
            (None, Some(day)) => of_day(day).collect(),
            (None, None) => Vec::new(),
        }
    }

    /// How well a document agrees with a description; `None` if it is another. The sentence round
    /// the description can name what the description itself does not.
    fn agreement(
        &self,
        here: &Record,
        record: &Record,
        description: &Description,
        sentence: &str,
    ) -> Option<Agreement> {
        if !description.kind.means(record.particulars.kind.as_deref(), record.dispatch_number.is_some()) {
            return None;
        }
        let number = match (&description.number, &record.dispatch_number) {
            (Some(described), Some(number)) if number_key(described) == number_key(number) => true,
            (Some(_), Some(_)) => return None,
            _ => false,
        };
        let (from, to) = sides(description);
        let sender =
            Side { name: record.particulars.from.as_deref(), place: record.particulars.place.as_deref() };
        let receiver = Side { name: record.particulars.to.as_deref(), place: None };
        let from = from.map_or(Match::Unsaid, |from| self.party(here, from, sender));
        let to = to.map_or(Match::Unsaid, |to| self.party(here, to, receiver));
        if from == Match::No || to == Match::No {
            return None;
        }
        let named = match (from, to) {
            (Match::Yes, Match::Yes) => Named::Both,
            (Match::Yes, Match::Unsaid) if receiver.is_named_in(sentence) => Named::Both,
            (Match::Unsaid, Match::Yes) if sender.is_named_in(sentence) => Named::Both,
            (Match::Yes, Match::Unsaid) | (Match::Unsaid, Match::Yes) => Named::One,
            // What is said should agree: a letter to somebody else is another letter.
            _ => Named::None,
        };
        let is_certain = match description.day {
            Some(_) => number || named == Named::Both,
            None => {
                let is_near = distance(here, record).is_some_and(|days| days <= WITHIN_A_SERIES);
                number && named != Named::None && is_near
            }
        };
        match (is_certain, number || named != Named::None) {
            (true, _) => Some(Agreement::Certain),
            (false, true) => Some(Agreement::Likely),
            (false, false) => None,
        }
    }

    /// Whether one side of a correspondence is the one that is described.
    fn party(&self, here: &Record, described: &Party, side: Side<'_>) -> Match {
        let same = |name: &Option<String>| match (name, side.name) {
            (Some(name), Some(side)) if same_name(name, side) => Match::Yes,
            (Some(_), Some(_)) => Match::No,
            _ => Match::Unknown,
        };
        match described {
            Party::Writer => same(&here.particulars.from),
            Party::Addressee => same(&here.particulars.to),
            // A telegram can speak for a post whose head signs by another title.
            Party::Correspondent
                if same(&here.particulars.from) == Match::Yes || same(&here.particulars.to) == Match::Yes =>
            {
                Match::Yes
            }
            Party::Correspondent => Match::Unknown,
            Party::Named(name) => {
                let posts = side.name.and_then(|name| self.posts.get(name));
                let is_at = |place: &str| same_name(name, place);
                if side.place.is_some_and(is_at)
                    || side.name.is_some_and(is_at)
                    || posts.is_some_and(|places| places.iter().any(|place| is_at(place)))
                {
                    Match::Yes
                } else if posts.is_some() && self.places.contains(name.as_str()) {
                    // The post's place is known, and it is another.
                    Match::No
                } else {
                    Match::Unknown
                }
            }
        }
    }
}

/// One side of a document's correspondence.
#[derive(Clone, Copy)]
struct Side<'a> {
    name: Option<&'a str>,
    place: Option<&'a str>,
}

impl Side<'_> {
    /// Whether a sentence names this side: by a word that is more than a title.
    fn is_named_in(self, sentence: &str) -> bool {
        let of_sentence = words(sentence);
        let name = words(self.name.unwrap_or_default());
        name.iter().any(|word| !is_common(word) && word.len() > 2 && of_sentence.contains(word))
    }
}

/// Whether a side of a document is the one that is described.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Match {
    Yes,
    No,
    /// The document does not tell.
    Unknown,
    /// The description does not say.
    Unsaid,
}

/// How many sides of a correspondence are known to agree, of those that are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    None,
    One,
    Both,
}

/// How well a document agrees with a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Agreement {
    /// No other document can be meant.
    Certain,
    /// Another document, which is not here, can be meant as well.
    Likely,
}

/// Who a document is from and to, as a description says. "My letter" is to the one who is written
/// to, and "your letter" came to the one who writes.
fn sides(description: &Description) -> (Option<&Party>, Option<&Party>) {
    let is_post =
        matches!(description.kind, DescribedKind::Letter | DescribedKind::Message | DescribedKind::Note);
    let to = match (&description.from, &description.to) {
        (Some(Party::Writer), None) if is_post => Some(&Party::Addressee),
        (Some(Party::Addressee), None) if is_post => Some(&Party::Writer),
        (_, to) => to.as_ref(),
    };
    (description.from.as_ref(), to)
}

/// How many days lie between two documents.
fn distance(a: &Record, b: &Record) -> Option<i32> {
    let day = |record: &Record| record.date.as_ref()?.date.earliest();
    Some(day(a)?.until(day(b)?).ok()?.get_days().abs())
}

/// The one day of a document's date.
fn exact_day(record: &Record) -> Option<Day> {
    let date = record.date.as_ref()?.date;
    date.datetime()?;
    date.earliest().filter(|day| date.latest() == Some(*day))
}

/// A day without a year is the one nearest to the day of the text that names it.
fn nearest_year(here: &Record, day: DescribedDay) -> Option<Day> {
    let of_text = here.date.as_ref()?.date.earliest()?;
    (of_text.year() - 1..=of_text.year() + 1)
        .filter_map(|year| Day::new(year, day.month, day.day).ok())
        .map(|day| (of_text.until(day).map_or(i32::MAX, |span| span.get_days().abs()), day))
        .filter(|(distance, _)| *distance <= WITHIN)
        .min()
        .map(|(_, day)| day)
}

/// A number as it is compared: "A–48", "a 48" and "A-48" are one.
fn number_key(number: &str) -> String {
    number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two ways to name a person, a place or an office can mean the same: they share a word
/// that is more than a title.
fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let a_proper: Vec<&String> = a.iter().filter(|word| !is_common(word)).collect();
    if a_proper.is_empty() || b.iter().all(|word| is_common(word)) {
        return a == b;
    }
    a_proper.iter().any(|word| b.contains(word))
}

fn words(name: &str) -> Vec<String> {
    let words =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase);
    let small = &ReadingWords::everywhere().descriptions.small_words;
    words.filter(|word| !small.contains(word)).collect()
}

/// Words of titles and offices, which many share.
fn is_common(word: &str) -> bool {
    ReadingWords::everywhere().descriptions.common_words.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_by_more_than_a_title() {
        assert!(same_name("President Orn", "Orn"));
        assert!(same_name("Lindholt", "Embassy in Lindholt"));
        assert!(same_name("the Department of State", "Department of State"));
        assert!(!same_name("President Orn", "President Vale"));
        assert!(!same_name("the Secretary of State", "Assistant Secretary of State (Orn)"));
    }

    #[test]
    fn numbers_are_compared_without_their_signs() {
        assert_eq!(number_key("A–48"), number_key("a-48"));
        assert_ne!(number_key("48"), number_key("A-48"));
    }
}
