//! The place of a dateline.

/// Words within a name, but not at its end: "Mar del Plata"; "The President of" is none.
const SMALL: [&str; 27] = [
    "of", "the", "de", "del", "la", "on", "at", "near", "en", "route", "to", "du", "am", "board", "aboard",
    "off", "in", "and", "by", "via", "upon", "le", "les", "an", "der", "bei", "von",
];

/// How a name ends that need not be a proper one.
const ENDS: [&str; 6] = ["at sea", "en route", "at home", "on the train", "in flight", "in the field"];

/// What begins a title rather than the name of a place.
const TITLES: [&str; 24] = [
    "memorandum",
    "minutes",
    "letter",
    "telegram",
    "note",
    "notes",
    "report",
    "record",
    "meeting",
    "message",
    "paper",
    "statement",
    "summary",
    "draft",
    "agenda",
    "address",
    "remarks",
    "dispatch",
    "despatch",
    "airgram",
    "circular",
    "document",
    "treaty",
    "protocol",
];

/// What a line names that says what took place rather than where.
const EVENTS: [&str; 6] = ["conference", "meeting", "session", "talks", "summit", "negotiations"];

/// What editors put in brackets before a dateline that names no place.
const LABELS: [&str; 12] = [
    "enclosure",
    "inclosure",
    "subenclosure",
    "translation",
    "extract",
    "extracts",
    "annex",
    "appendix",
    "attachment",
    "telegram",
    "copy",
    "paraphrase",
];

/// A name has at most this many words.
const MOST_WORDS: usize = 12;

/// A place's name without brackets and stray spaces, empty where there is none; `None` if the words
/// name no place. What editors supplied ("[place not declassified]") need not be a proper name.
pub fn name(text: &str) -> Option<String> {
    let text = without_label(text.trim());
    // A byline says who wrote it: "By N. Orn, May 3, 1926".
    if text.starts_with("By ") && is_name(text[3..].trim_end_matches([',', ' ', '|', '—', '–']), false) {
        return Some(String::new());
    }
    let name = text.replace(['[', ']'], "").replace(" ,", ",");
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_end_matches([',', '—', '–', '-', '(', ' ']);
    // A full stop ends the name, but for an abbreviation's.
    let last_word = name.rsplit([' ', '.']).find(|word| !word.is_empty()).unwrap_or_default();
    let name = if last_word.chars().count() > 5 { name.trim_end_matches('.') } else { name };
    (name.is_empty() || is_name(name, text.starts_with('['))).then(|| name.to_owned())
}

fn is_name(name: &str, is_editorial: bool) -> bool {
    let begins_as_name =
        |word: &str| word.trim_start_matches(['(', '“', '"', '‘', '’']).starts_with(char::is_uppercase);
    let words: Vec<&str> = name.split(' ').collect();
    let is_open = name.matches('(').count() != name.matches(')').count();
    if is_open || name.contains([';', ':', '?', '!', '|']) || name.matches('.').count() > 6 {
        return false;
    }
    if is_editorial {
        return true;
    }
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let is_small = |word: &str| SMALL.contains(&word.trim_end_matches(','));
    let has_end = ENDS.iter().any(|end| name.to_lowercase().ends_with(end));
    let is_last = begins_as_name(last) && !SMALL.contains(&last.to_lowercase().as_str());
    let title = first.trim_end_matches(['.', ',']).to_lowercase();
    let names_event = name
        .split(',')
        .filter_map(|part| part.split(' ').next_back())
        .any(|word| EVENTS.contains(&word.to_lowercase().as_str()));
    words.len() <= MOST_WORDS
        && !names_event
        && begins_as_name(first)
        && (is_last || has_end)
        && !TITLES.contains(&title.as_str())
        && words.iter().all(|word| begins_as_name(word) || is_small(word) || has_end && *word == "sea")
        && !name.contains(|c: char| c.is_ascii_digit())
}

/// The text without what the document is called by: "[Enclosure—Translation] Madrid", "No. 12.] Pekin".
fn without_label(text: &str) -> &str {
    if let Some((number, rest)) = text.strip_prefix("No.").and_then(|text| text.split_once(']'))
        && number.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | ','))
    {
        return rest.trim_start();
    }
    let Some((label, rest)) = text.strip_prefix('[').and_then(|inner| inner.split_once(']')) else {
        return text;
    };
    let first = label.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or_default();
    if LABELS.contains(&first.to_lowercase().as_str()) { rest.trim_start() } else { text }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn places() {
        for (text, place) in [
            ("Moscow, ", "Moscow"),
            ("[New York,] ", "New York"),
            ("[place not declassified], ", "place not declassified"),
            ("Pitsunda. ", "Pitsunda"),
            ("Washington, D.C., ", "Washington, D.C."),
            ("On board the U.S.S. Augusta, at sea, ", "On board the U.S.S. Augusta, at sea"),
            ("[Enclosure—Translation] Madrid, ", "Madrid"),
            ("Legation of the United States, Pekin, ", "Legation of the United States, Pekin"),
            ("Langley (Headquarters), ", "Langley (Headquarters)"),
            ("No. 12.] Legation of Skell, Amsel, ", "Legation of Skell, Amsel"),
            ("By Orn Vell, ", ""),
            ("[", ""),
        ] {
            assert_eq!(name(text).as_deref(), Some(place), "{text}");
        }
        for text in [
            "The President of",
            "Minutes of the Council, ",
            "Room 12, ",
            "the talks of ",
            "He left: ",
            "(Seen by Orn, ",
            "Amsel Conference, Skell, ",
        ] {
            assert_eq!(name(text), None, "{text}");
        }
    }
}
