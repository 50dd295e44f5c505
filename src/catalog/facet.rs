//! Facets: by what documents are chosen on the search page and on the timeline.
//!
//! A facet is data: its name, what stands above its values, the values, and which of them each document has. Scripts go
//! through all that there are, so that a field of metadata becomes one without a line of code.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::{Catalog, Record};
use crate::config::Config;
use crate::language::interface::Interface;
use crate::model::field::{Choice, Field};

/// The name of the facet of collections.
pub const COLLECTION: &str = "collection";

/// The name of the facet of years.
pub const YEAR: &str = "year";

/// A facet, as scripts read it.
#[derive(Debug, Serialize)]
pub struct Facet<'a> {
    /// Its name in addresses: `search.html?ship=Amsel`.
    pub name: &'a str,
    /// What stands above its values.
    pub label: &'a str,
    /// What stands for documents that have none, if there can be. It comes after all values; in addresses it is the empty
    /// text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without: Option<&'a str>,
    /// The values that documents have, in their order.
    pub values: Vec<Value<'a>>,
    /// The values of documents that have several, as places among the values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sets: Vec<Vec<usize>>,
    /// For each document a place: of its value, or after all values none, and after that one of [`Self::sets`].
    #[serde(skip)]
    pub documents: Vec<usize>,
}

/// A value of a facet.
#[derive(Debug, Serialize)]
pub struct Value<'a> {
    /// As it stands in addresses.
    pub value: Cow<'a, str>,
    /// As it is shown, where that differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<&'a str>,
}

impl<'a> Facet<'a> {
    /// All facets of an archive: its collections, its years, and the fields that are offered.
    pub fn all(catalog: &'a Catalog, config: &'a Config, interface: &'a Interface) -> Vec<Self> {
        let mut facets = vec![Self::of_collections(catalog, interface), Self::of_years(catalog, interface)];
        facets.extend(config.table.iter().filter_map(|field| Self::of_field(field, catalog, interface)));
        facets
    }

    fn of_collections(catalog: &'a Catalog, interface: &'a Interface) -> Self {
        let shown = |id: usize| {
            let collection = &catalog.collections[id];
            Value { value: Cow::Borrowed(&collection.id), label: Some(&collection.short) }
        };
        // Every document has a collection.
        Self::new(COLLECTION, interface.say("collections"), None, catalog, shown, |record| {
            vec![record.collection]
        })
    }

    fn of_years(catalog: &'a Catalog, interface: &'a Interface) -> Self {
        let year = |record: &Record| record.date.iter().map(|date| date.date.year_and_month().0).collect();
        let shown = |year: i16| Value { value: Cow::Owned(year.to_string()), label: None };
        Self::new(YEAR, interface.say("years"), Some(interface.say("no_date")), catalog, shown, year)
    }

    fn of_field(field: &'a Field, catalog: &'a Catalog, interface: &'a Interface) -> Option<Self> {
        let Choice::Offered { heading, without } = &field.choice else { return None };
        // Capitals make no difference for the order unless nothing else does.
        let key = |value: &'a str| (value.to_lowercase(), value);
        let values = |record: &'a Record| {
            record.stated(field).into_iter().flat_map(|text| field.values(text)).map(key).collect()
        };
        let shown = |(_, value): (String, &'a str)| Value { value: Cow::Borrowed(value), label: None };
        let (label, without) = (interface.say_label(heading), Some(interface.say(without)));
        Some(Self::new(&field.name, label, without, catalog, shown, values))
    }

    /// A facet by what its values are in their order, how one is shown, and which a record has.
    fn new<K: Ord + Clone>(
        name: &'a str,
        label: &'a str,
        without: Option<&'a str>,
        catalog: &'a Catalog,
        shown: impl Fn(K) -> Value<'a>,
        values_of: impl Fn(&'a Record) -> Vec<K>,
    ) -> Self {
        let of_documents: Vec<Vec<K>> = catalog.documents.iter().map(|record| values_of(record)).collect();
        let mut values: Vec<K> = of_documents.iter().flatten().cloned().collect();
        values.sort_unstable();
        values.dedup();
        let mut sets: Vec<Vec<usize>> = Vec::new();
        let mut known: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        let mut place_of = |of_document: Vec<K>| {
            let mut places: Vec<usize> =
                of_document.iter().filter_map(|value| values.binary_search(value).ok()).collect();
            places.sort_unstable();
            places.dedup();
            match places[..] {
                [] => values.len(),
                [place] => place,
                _ => *known.entry(places).or_insert_with_key(|places| {
                    sets.push(places.clone());
                    values.len() + sets.len()
                }),
            }
        };
        let documents = of_documents.into_iter().map(&mut place_of).collect();
        Self { name, label, without, values: values.into_iter().map(shown).collect(), sets, documents }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Document;

    /// A catalogue of documents that are from these ships.
    fn catalog(ships: &[&str]) -> Catalog {
        let record = |ship: &&str| {
            let mut record = Record::of_test("d1.txt", &Document::default());
            if !ship.is_empty() {
                record.own.insert("ship".to_owned(), (*ship).to_owned());
            }
            Box::new(record)
        };
        Catalog { documents: ships.iter().map(record).collect(), ..Catalog::default() }
    }

    #[test]
    fn documents_can_have_one_value_or_none_or_several() {
        let catalog = catalog(&["orn", "Amsel", "", "Vell; Amsel", "Amsel; Vell; Amsel", "Orn"]);
        let mut field = Field::own("ship".to_owned(), "Ship".to_owned(), true);
        let interface = Interface::english();
        assert!(Facet::of_field(&field, &catalog, &interface).is_none());
        field.offer();
        let facet = Facet::of_field(&field, &catalog, &interface).expect("a facet");
        let values: Vec<&str> = facet.values.iter().map(|value| &*value.value).collect();
        assert_eq!(values, ["Amsel", "Orn", "orn", "Vell"]);
        assert_eq!(facet.sets, [[0, 3]]);
        assert_eq!(facet.documents, [2, 0, 4, 5, 5, 1]);
        assert_eq!((facet.label, facet.without), ("Ship", Some("Not stated")));
    }
}
