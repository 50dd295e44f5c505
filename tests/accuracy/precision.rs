//! Links that the editors did not make: those that contradict their tags at the same words, and those at
//! words that they did not tag, some of which are drawn to be read by a person.

use std::sync::LazyLock;

use regex::Regex;
use sha2::{Digest, Sha256};

use crate::measurement::{Figure, Measurement};
use crate::references::{links_of, plain};
use crate::slips;
use crate::truth::{TrueReference, Truth};

/// How many are drawn to be read.
const DRAWN: usize = 300;
/// How much is shown before and after a link, in bytes of its page.
const AROUND: usize = 260;

/// Counts the links of a page that contradict a tag at the same words of the same note or text, and gathers
/// those at words without a tag.
pub fn measure(
    truth: &Truth,
    page: &str,
    source: &str,
    measurement: &mut Measurement,
    untagged: &mut Vec<String>,
) {
    let notes = note_places(page);
    for (place, link, words) in links_of(page, truth) {
        let note = notes.iter().rev().find(|(start, _)| *start < place).map(|(_, label)| label.as_str());
        let part = note.map_or_else(|| "p".to_owned(), |label| format!("note:{label}"));
        let is_same = |tag: &&TrueReference| {
            tag.text.split_whitespace().collect::<Vec<_>>().join(" ") == words
                && (tag.r#in == part || !tag.r#in.starts_with("note") && note.is_none())
        };
        let tags: Vec<&TrueReference> = truth.refs.iter().filter(is_same).collect();
        let shown = || {
            let before = page.floor_char_boundary(place.saturating_sub(AROUND));
            let after = page.floor_char_boundary(place + AROUND);
            let (before, after) = (&page[before..place], &page[place..after]);
            format!("{} ({part}): “{words}” → {link}: {} >>> {}", truth.place(), plain(before), plain(after))
        };
        if tags.is_empty() {
            untagged.push(shown());
            continue;
        }
        let agrees = tags.iter().any(|tag| agrees(&link, &address(&tag.target, truth)));
        let is_slip =
            || tags.iter().any(|tag| slips::cause(&tag.text, &tag.target, &tag.r#in, source).is_some());
        let contradicts = !agrees && !is_slip();
        measurement.add(&truth.volume, "contradict tags", Figure::one(contradicts));
        if contradicts {
            let targets: Vec<&str> = tags.iter().map(|tag| tag.target.as_str()).collect();
            measurement.misses.push(format!("contradicts {}: {}", targets.join(", "), shown()));
        }
    }
}

/// Draws links without tags, with `FONDS_SAMPLE=1`. The order of the hashes is as good as random, and the
/// same each time.
pub fn draw(mut untagged: Vec<String>, measurement: &mut Measurement) {
    measurement.remarks.push(format!("{} links at words without a tag", untagged.len()));
    if std::env::var_os("FONDS_SAMPLE").is_none() {
        return;
    }
    untagged.sort_by_cached_key(|link| <[u8; 32]>::from(Sha256::digest(link)));
    measurement.remarks.extend(untagged.into_iter().take(DRAWN).map(|link| format!("untagged {link}")));
}

/// Where the notes begin in a page, with their labels.
fn note_places(page: &str) -> Vec<(usize, String)> {
    static NOTE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"<li id="fn[^"]*"><span class="note-label">([^<]*?)\.?</span>"#).expect("a pattern")
    });
    NOTE.captures_iter(page)
        .map(|found| (found.get(0).map_or(0, |whole| whole.start()), found[1].to_owned()))
        .collect()
}

/// The address of a tag's target, whether it is here or not.
fn address(target: &str, truth: &Truth) -> String {
    let (volume, place) = target.split_once('#').unwrap_or((target, ""));
    let volume = if volume.is_empty() { truth.volume.as_str() } else { volume };
    if let Some(page) = place.strip_prefix("pg_") {
        return format!("{volume}#pg-{page}");
    }
    match place.split_once("fn") {
        Some((document, note)) => format!("{volume}/{document}.html#fn{note}"),
        None if place.is_empty() => format!("{volume}/"),
        None => format!("{volume}/{place}.html"),
    }
}

/// Whether both lead to the same place, or one to a place within what the other leads to.
fn agrees(link: &str, tag: &str) -> bool {
    let link = link.strip_suffix("index.html").unwrap_or(link);
    let is_within = |place: &str, whole: &str| {
        place
            .strip_prefix(whole)
            .is_some_and(|rest| whole.ends_with('/') || rest.is_empty() || rest.starts_with('#'))
    };
    is_within(link, tag) || is_within(tag, link)
}
