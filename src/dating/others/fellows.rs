//! Documents that are kept together, or have the same sender or receiver: their days lie near one another.

use std::collections::HashMap;

use jiff::civil::Date as Day;

use crate::catalog::{Catalog, DocumentId, Record};
use crate::language::dates::Words;
use crate::language::reading::ReadingWords;
use crate::model::clue::{Clue, ClueKind};
use crate::model::date::Date;
use crate::model::named_time::NamedTime;

/// Fewer fellows than this say nothing.
const FEWEST: usize = 3;
/// Of more fellows than this, so many are taken at equal distances in time.
const MOST: usize = 24;
/// The day of a document is known if its date is at most so many days long.
const LONGEST: i32 = 366;

/// Documents whose days are known, in the order of time, by what they have in common with others.
pub struct Fellows<'a>(HashMap<Feature<'a>, Vec<(Day, DocumentId)>>);

/// What documents can have in common: the kind, the repository, and the name.
type Feature<'a> = (ClueKind, &'a str, &'a str);

impl<'a> Fellows<'a> {
    /// Prepares the documents of a catalogue.
    pub fn of(catalog: &'a Catalog) -> Self {
        let mut fellows: HashMap<_, Vec<(Day, DocumentId)>> = HashMap::new();
        for (id, record) in catalog.documents.iter().enumerate() {
            if let Some(day) = middle_of(record) {
                for feature in features(record) {
                    fellows.entry(feature).or_default().push((day, id));
                }
            }
        }
        let mut fellows = Self(fellows);
        fellows.0.values_mut().for_each(|documents| documents.sort_unstable());
        fellows
    }

    /// The days of a document's fellows. `words` are the archive's words for dates.
    pub fn clues(&self, catalog: &Catalog, document: DocumentId, words: &Words) -> Vec<Clue> {
        let mut clues = Vec::new();
        let Some(record) = catalog.documents.get(document) else { return clues };
        for feature in features(record) {
            let documents = self.0.get(&feature).map(Vec::as_slice).unwrap_or_default();
            let is_own = |(_, id): &(Day, DocumentId)| *id == document;
            let own = middle_of(record).and_then(|day| documents.binary_search(&(day, document)).ok());
            let others = documents.len() - usize::from(own.is_some());
            let ends =
                [documents.iter().find(|one| !is_own(one)), documents.iter().rfind(|one| !is_own(one))];
            let (true, [Some((first, _)), Some((last, _))]) = (others >= FEWEST, ends) else { continue };
            let [first, last] = [first, last].map(|day| Date::from_day(*day).display_in(words));
            let name = format!("{}: {first} – {last}", feature.2);
            // Not all are gone through, so that what thousands have in common costs no more.
            let taken = others.min(MOST);
            for place in (0..taken).map(|index| index * (others - 1) / (taken - 1)) {
                let (day, _) = documents[place + usize::from(own.is_some_and(|own| own <= place))];
                clues.extend(NamedTime::day(day.year(), day.month(), day.day()).map(|time| Clue {
                    kind: feature.0,
                    time,
                    words: name.as_str().into(),
                }));
            }
        }
        clues
    }
}

/// What a document can have in common with others.
fn features(record: &Record) -> impl Iterator<Item = Feature<'_>> {
    let boxes = || ReadingWords::everywhere().places.boxes.iter().map(String::as_str);
    let shelf = record.repository.as_deref().zip(record.shelf.as_deref());
    let series = shelf.and_then(|(repository, shelf)| {
        let end = boxes().find_map(|name| shelf.find(&format!(", {name}"))).unwrap_or(shelf.len());
        (!boxes().any(|name| shelf.starts_with(name))).then_some((
            ClueKind::SameSeries,
            repository,
            &shelf[..end],
        ))
    });
    let file = shelf.filter(|(_, shelf)| boxes().any(|name| shelf.contains(name)));
    let file = file.map(|(repository, shelf)| (ClueKind::SameFile, repository, shelf));
    let sender = record.particulars.from.as_deref().map(|name| (ClueKind::SameSender, "", name));
    let receiver = record.particulars.to.as_deref().map(|name| (ClueKind::SameReceiver, "", name));
    file.into_iter().chain(series).chain(sender).chain(receiver)
}

/// The day in the middle of a document's date, if that is short enough.
fn middle_of(record: &Record) -> Option<Day> {
    let date = record.date.as_ref()?.date;
    let (first, last) = (date.earliest()?, date.latest()?);
    let days = (last - first).get_days();
    (days <= LONGEST).then(|| first.checked_add(jiff::Span::new().days(days / 2)).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Document;
    use crate::model::metadata::{DateBasis, DocumentDate};

    /// A document of the same box as the others, with a date or without.
    fn record(date: Option<&str>) -> Box<Record> {
        let mut record = Record::of_test("d1.txt", &Document::default());
        record.repository = Some("Record Office".to_owned());
        record.shelf = Some("Lamp Papers, Box 3, Wicks".to_owned());
        record.date =
            date.map(|date| DocumentDate { date: date.parse().expect("a date"), basis: DateBasis::Dateline });
        Box::new(record)
    }

    #[test]
    fn documents_of_the_same_box_say_when_they_are_of() {
        let dates = ["1926-05-01", "1926-05-09", "1927-03", "1850/1920"];
        let documents = dates.iter().map(|date| record(Some(date))).chain([record(None)]).collect();
        let catalog = Catalog { documents, ..Catalog::default() };
        let clues = Fellows::of(&catalog).clues(&catalog, 4, &Words::default());
        // The long interval says too little.
        assert_eq!(clues.len(), 6);
        assert_eq!(clues[0].kind, ClueKind::SameFile);
        assert_eq!(&*clues[0].words, "Lamp Papers, Box 3, Wicks: 1 May 1926 – 16 March 1927");
        assert_eq!(clues[5].kind, ClueKind::SameSeries);
        assert_eq!(Fellows::of(&catalog).clues(&catalog, 0, &Words::default()), []);
    }
}
