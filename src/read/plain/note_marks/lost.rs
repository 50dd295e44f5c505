//! The marks of a document that lost its notes.

use super::places::{Ground, Place};
use super::weight::{STRONG, SURE};
use super::{Form, Mark};

/// How many marks must follow each other where none stands at the end of the title.
const SHORTEST_SERIES: usize = 4;
/// How many must where one does.
const SHORTEST_SERIES_FROM_TITLE: usize = 2;

/// A series from 1 on without a gap, the first at the end of the title or after punctuation as all others are. A
/// figure that clings to a word could be its name, so that it is no evidence of notes that are not there.
pub(super) fn find(ground: &mut Ground<'_>) -> Vec<Mark> {
    let mut series: Vec<Mark> = Vec::new();
    let mut sure = 0;
    for number in 1_u32.. {
        let label = number.to_string();
        let from = series.last().map_or(0, |mark: &Mark| mark.span.end);
        let title_end = ground.title_end;
        let places = ground.places(Form::Clinging, &label);
        let first = places.partition_point(|place| place.span.start < from);
        let is_evident = |place: &&Place| {
            let least = if place.span.end <= title_end || number > 1 && sure > 1 { STRONG } else { SURE };
            place.weight >= least && ground.ends_sentence(&place.span)
        };
        let Some(place) = places[first..].iter().find(is_evident) else { break };
        sure += usize::from(place.weight >= SURE);
        series.push(Mark { label, span: place.span.clone(), note: None });
    }
    let in_title = series.first().is_some_and(|mark| mark.span.end <= ground.title_end);
    let shortest = if in_title { SHORTEST_SERIES_FROM_TITLE } else { SHORTEST_SERIES };
    let most_are_sure = sure * 4 >= series.len() * 3;
    if series.len() >= shortest && sure >= shortest && most_are_sure { series } else { Vec::new() }
}
