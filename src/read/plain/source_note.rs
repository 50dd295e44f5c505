//! Reading provenance out of a source note, where its form allows.
//!
//! "Source: National Archives, RG 59, Central Files, Box 12, File 7. Secret; Immediate; Nodis."

use crate::language::reading::{PlaceWords, any_word};
use crate::model::metadata::Provenance;

/// What a source note says behind the word that calls it one; `None` if the note is none.
pub fn labelled<'n>(note: &'n str, words: &PlaceWords) -> Option<&'n str> {
    let note = note.trim_start();
    words.source_labels.iter().find_map(|label| note.strip_prefix(label.as_str()))
}

/// Reads a source note; an empty provenance if the note is none.
pub fn parse(note: &str, words: &PlaceWords) -> Provenance {
    labelled(note, words).map(|text| place(text, words)).unwrap_or_default()
}

/// Reads where the original is kept, as a source note says it.
pub fn place(text: &str, words: &PlaceWords) -> Provenance {
    let mut provenance = Provenance::default();
    let text = text.trim();
    // The part up to the first sentence that is a marking says where the original is kept.
    let (place, rest) = split_at_markings(text, words);
    let mut parts: Vec<&str> =
        place.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if !parts.is_empty() {
        provenance.repository = Some(parts.remove(0).trim_end_matches('.').to_owned());
    }
    let box_at = parts
        .iter()
        .position(|part| words.boxes.iter().any(|beginning| part.starts_with(beginning.as_str())));
    if let Some(index) = box_at {
        provenance.box_ = Some(parts[index].trim_end_matches('.').to_owned());
        provenance.file = joined(&parts[index + 1..]);
        provenance.collection = joined(&parts[..index]);
    } else {
        provenance.collection = joined(&parts);
    }
    read_markings(rest, &mut provenance);
    provenance
}

fn joined(parts: &[&str]) -> Option<String> {
    let text = parts.join(", ");
    let text = text.trim_end_matches('.').trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn split_at_markings<'t>(text: &'t str, words: &PlaceWords) -> (&'t str, &'t str) {
    let [classification] =
        words.classification_forms.get(|| [format!(r"(?:^|\. )({})\b", any_word(&words.classifications))]);
    if let Some(found) = classification.captures(text).and_then(|captures| captures.get(1)) {
        return (text[..found.start()].trim_end(), &text[found.start()..]);
    }
    match text.find(". ") {
        Some(end) => (&text[..end], ""),
        None => (text, ""),
    }
}

/// "Secret; Immediate; Nodis. Drafted by …": the first is the classification.
fn read_markings(text: &str, provenance: &mut Provenance) {
    let sentence = text.find(". ").map_or(text, |end| &text[..end]);
    let mut markings = sentence
        .split(';')
        .map(|marking| marking.trim().trim_end_matches('.').to_owned())
        .filter(|marking| !marking.is_empty());
    provenance.classification = markings.next();
    provenance.markings = markings.filter(|marking| marking.len() < 60).collect();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::reading::ReadingWords;

    fn parse(note: &str) -> Provenance {
        super::parse(note, &ReadingWords::everywhere().places)
    }

    #[test]
    fn a_note_with_box_file_and_markings() {
        let provenance = parse(
            "Source: Record Office, Foreign Ministry Papers, Box 435, Cable, Vol. III. Top Secret; Immediate; Nodis. Drafted by Orn.",
        );
        assert_eq!(provenance.repository.as_deref(), Some("Record Office"));
        assert_eq!(provenance.collection.as_deref(), Some("Foreign Ministry Papers"));
        assert_eq!(provenance.box_.as_deref(), Some("Box 435"));
        assert_eq!(provenance.file.as_deref(), Some("Cable, Vol. III"));
        assert_eq!(provenance.classification.as_deref(), Some("Top Secret"));
        assert_eq!(provenance.markings, ["Immediate", "Nodis"]);
    }

    #[test]
    fn a_note_without_box() {
        let provenance =
            parse("Source: Record Office, Central File, Telegrams, [no number]. Secret; Priority.");
        assert_eq!(provenance.collection.as_deref(), Some("Central File, Telegrams, [no number]"));
        assert_eq!(provenance.classification.as_deref(), Some("Secret"));
    }

    #[test]
    fn other_notes_have_no_provenance() {
        assert_eq!(parse("See Document 3."), Provenance::default());
        assert_eq!(parse("Source:").repository, None);
    }
}
