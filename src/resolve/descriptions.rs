//! Descriptions: finding the document that is meant by its kind, number, sender, receiver and day.
//!
//! Prose describes many documents that the archive does not hold. So a link asks for certainty: one
//! document only of that kind and day, and with it either the number or both sides of the
//! correspondence. What is less certain is a suggestion to the editor.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::civil::Date as Day;

use super::Unresolved;
use crate::catalog::{Catalog, DocumentId, Record};
use crate::language::reading::ReadingWords;
use crate::model::description::{DescribedDay, DescribedKind, Description, Party};
use crate::model::metadata::Particulars;
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
    /// Of each document what is compared first.
    signs: Vec<Sign>,
    by_day: HashMap<Day, Vec<DocumentId>>,
    by_number: HashMap<String, Vec<DocumentId>>,
    /// The places at which an office writes, as the datelines of its documents say.
    posts: HashMap<&'a str, BTreeSet<&'a str>>,
    places: HashSet<&'a str>,
    /// The senders, receivers and places of all documents as they are compared. Each is compared with many.
    names: HashMap<&'a str, Name>,
}

impl<'a> Described<'a> {
    /// Prepares the keys of a catalogue. It must not wait for other threads, since they may wait for it.
    pub fn new(catalog: &'a Catalog) -> Self {
        let mut described = Self {
            catalog,
            signs: catalog.documents.iter().map(|record| Sign::of(record)).collect(),
            by_day: HashMap::new(),
            by_number: HashMap::new(),
            posts: HashMap::new(),
            places: HashSet::new(),
            names: HashMap::new(),
        };
        for (id, record) in catalog.documents.iter().enumerate() {
            let Particulars { from, to, place, .. } = &record.particulars;
            for name in [from, to, place].into_iter().flatten() {
                described.names.entry(name).or_insert_with(|| Name::of(name));
            }
            if let Some(day) = exact_day(record) {
                described.by_day.entry(day).or_default().push(id);
            }
            if let Some(number) = &described.signs[id].number {
                described.by_number.entry(number.clone()).or_default().push(id);
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
        let asked = Asked::of(&self.catalog.documents[from], description, sentence);
        let fitting: Vec<(DocumentId, Agreement)> = self
            .candidates(asked.here, description)
            .into_iter()
            .filter(|&id| id != from)
            .filter_map(|id| Some((id, self.agreement(&asked, id)?)))
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
    fn agreement(&self, asked: &Asked<'_>, id: DocumentId) -> Option<Agreement> {
        let Asked { here, description, .. } = asked;
        let sign = &self.signs[id];
        if !sign.kinds[description.kind as usize] {
            return None;
        }
        let number = match (&asked.number, &sign.number) {
            (Some(described), Some(number)) if described == number => true,
            (Some(_), Some(_)) => return None,
            _ => false,
        };
        let record = &self.catalog.documents[id];
        let sender =
            Side { name: record.particulars.from.as_deref(), place: record.particulars.place.as_deref() };
        let receiver = Side { name: record.particulars.to.as_deref(), place: None };
        let from = asked.from.as_ref().map_or(Match::Unsaid, |from| self.party(here, from, sender));
        let to = asked.to.as_ref().map_or(Match::Unsaid, |to| self.party(here, to, receiver));
        if from == Match::No || to == Match::No {
            return None;
        }
        let is_named = |side: Side<'_>| side.name.is_some_and(|name| asked.names(&self.names[name]));
        let named = match (from, to) {
            (Match::Yes, Match::Yes) => Named::Both,
            (Match::Yes, Match::Unsaid) if is_named(receiver) => Named::Both,
            (Match::Unsaid, Match::Yes) if is_named(sender) => Named::Both,
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
    fn party(&self, here: &Record, described: &AskedParty<'_>, side: Side<'_>) -> Match {
        let same = |name: &Option<String>| match (name, side.name) {
            (Some(name), Some(side)) if self.names[name.as_str()].means(&self.names[side]) => Match::Yes,
            (Some(_), Some(_)) => Match::No,
            _ => Match::Unknown,
        };
        match described.party {
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
                let is_at = |place: &str| described.name.means(&self.names[place]);
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

/// What most documents differ in from one that is described.
struct Sign {
    /// As which of [`DescribedKind::ALL`] it can be described.
    kinds: [bool; DescribedKind::ALL.len()],
    /// The number of the telegram or dispatch as it is compared.
    number: Option<String>,
}

impl Sign {
    fn of(record: &Record) -> Self {
        let (kind, number) = (record.particulars.kind.as_deref(), record.dispatch_number.as_deref());
        let kinds = DescribedKind::ALL.map(|described| described.means(kind, number.is_some()));
        Self { kinds, number: number.map(number_key) }
    }
}

/// A description that documents are compared with.
struct Asked<'a> {
    /// The document that describes.
    here: &'a Record,
    description: &'a Description,
    /// The number as it is compared.
    number: Option<String>,
    from: Option<AskedParty<'a>>,
    to: Option<AskedParty<'a>>,
    sentence: &'a str,
    /// The words of the sentence. They are seldom asked for.
    words: OnceCell<Vec<String>>,
}

/// A side of a described correspondence, and its name if it has one.
struct AskedParty<'a> {
    party: &'a Party,
    name: Name,
}

impl<'a> Asked<'a> {
    fn of(here: &'a Record, description: &'a Description, sentence: &'a str) -> Self {
        let (from, to) = sides(description);
        let asked = |party: &'a Party| {
            let name = if let Party::Named(name) = party { Name::of(name) } else { Name::default() };
            AskedParty { party, name }
        };
        let number = description.number.as_deref().map(number_key);
        Self {
            here,
            description,
            number,
            from: from.map(asked),
            to: to.map(asked),
            sentence,
            words: OnceCell::new(),
        }
    }

    /// Whether the sentence has a name: a word of it that is more than a title.
    fn names(&self, name: &Name) -> bool {
        let of_sentence = self.words.get_or_init(|| words(self.sentence));
        name.proper.iter().any(|word| word.len() > 2 && of_sentence.contains(word))
    }
}

/// One side of a document's correspondence.
#[derive(Clone, Copy)]
struct Side<'a> {
    name: Option<&'a str>,
    place: Option<&'a str>,
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
    let day = date.earliest().filter(|day| date.latest() == Some(*day))?;
    date.is_exact().then_some(day)
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

/// How a person, a place or an office is named, as it is compared.
#[derive(Default)]
struct Name {
    words: Vec<String>,
    /// Those that are more than a title.
    proper: Vec<String>,
}

impl Name {
    fn of(name: &str) -> Self {
        let words = words(name);
        let proper = words.iter().filter(|word| !is_common(word)).cloned().collect();
        Self { words, proper }
    }

    /// Whether both can mean the same: they share a word that is more than a title.
    fn means(&self, other: &Self) -> bool {
        if self.proper.is_empty() || other.proper.is_empty() {
            return self.words == other.words;
        }
        self.proper.iter().any(|word| other.proper.contains(word))
    }
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
        let same_name = |one, other| Name::of(one).means(&Name::of(other));
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
