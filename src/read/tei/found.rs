//! What the text of a document tells about it, as weak as its words: the tags of heading, dateline and source note.

use super::text::Built;
use crate::language::dates::Words;
use crate::model::field::SEPARATOR;
use crate::model::metadata::{DateBasis, DocumentDate, Metadata, Provenance};
use crate::read::dateline;
use crate::read::plain::{provenance_line, source_note};

/// Adds what the text tells to what its title and notes do.
pub(super) fn add(found: &mut Metadata, built: &Built, words: &Words) {
    let named = |sends: bool| {
        let names: Vec<&str> =
            built.parties.iter().filter(|party| party.sends == sends).map(|party| party.name.as_str()).collect();
        (!names.is_empty()).then(|| names.join(SEPARATOR))
    };
    // The words of the dateline count where its tags say no time.
    let dateline = built.datelines.iter().find_map(|line| dateline::parse(line, words));
    let dateline = dateline.or_else(|| built.recognised.clone());
    let (place, date) = dateline.map_or((None, None), |dateline| (dateline.place, dateline.date));
    found.date = found.date.take().or_else(|| date.map(|date| DocumentDate { date, basis: DateBasis::Dateline }));
    let known = &mut found.particulars;
    known.from = known.from.take().or_else(|| named(true));
    known.to = known.to.take().or_else(|| named(false));
    known.place = known.place.take().or_else(|| built.places.first().cloned()).or(place);
    add_provenance(&mut found.provenance, built, words);
}

/// Adds where the original is, as a note says that is tagged as one of the source, and a line above the heading.
fn add_provenance(provenance: &mut Provenance, built: &Built, words: &Words) {
    let places = &words.reading.places;
    if provenance.repository.is_none()
        && let Some(note) = &built.source_note
    {
        let place = source_note::labelled(note, places).unwrap_or(note);
        let dispatch_number = provenance.dispatch_number.take();
        *provenance = Provenance { dispatch_number, ..source_note::place(place, places) };
    }
    if let Some(line) = &built.source_line {
        let said = provenance_line::provenance(line, places);
        provenance.file = provenance.file.take().or(said.file);
        provenance.repository = provenance.repository.take().or(said.repository);
        provenance.collection = provenance.collection.take().or(said.collection);
    }
}
