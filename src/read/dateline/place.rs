//! The place of a dateline.

use crate::language::reading::DatelineWords;

/// A name has at most this many words.
const MOST_WORDS: usize = 12;

/// A place's name without brackets and stray spaces, empty where there is none; `None` if the words
/// name no place. What editors supplied ("[place not declassified]") need not be a proper name.
pub fn name(text: &str, known: &DatelineWords) -> Option<String> {
    let text = without_label(text.trim(), known);
    // A byline says who wrote it: "By N. Orn, May 3, 1926".
    let writer = known.by.iter().find_map(|by| text.strip_prefix(by.as_str()));
    if writer.is_some_and(|name| is_name(name.trim_end_matches([',', ' ', '|', '—', '–']), false, known))
    {
        return Some(String::new());
    }
    let name = text.replace(['[', ']'], "").replace(" ,", ",");
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_end_matches([',', '—', '–', '-', '(', ' ']);
    // A full stop ends the name, but for an abbreviation's.
    let last_word = name.rsplit([' ', '.']).find(|word| !word.is_empty()).unwrap_or_default();
    let name = if last_word.chars().count() > 5 { name.trim_end_matches('.') } else { name };
    (name.is_empty() || is_name(name, text.starts_with('['), known)).then(|| name.to_owned())
}

fn is_name(name: &str, is_editorial: bool, known: &DatelineWords) -> bool {
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
    let is_small = |word: &str| known.small_words.contains(word.trim_end_matches(','));
    let has_end = known.ends.iter().any(|end| name.to_lowercase().ends_with(end.as_str()));
    let is_last = begins_as_name(last) && !known.small_words.has(last);
    let title = first.trim_end_matches(['.', ',']);
    let names_event =
        name.split(',').filter_map(|part| part.split(' ').next_back()).any(|word| known.events.has(word));
    words.len() <= MOST_WORDS
        && !names_event
        && begins_as_name(first)
        && (is_last || has_end)
        && !known.titles.has(title)
        && words
            .iter()
            .all(|word| begins_as_name(word) || is_small(word) || has_end && known.small_ends.contains(word))
        && !name.contains(|c: char| c.is_ascii_digit())
}

/// The text without what the document is called by: "[Enclosure—Translation] Madrid", "No. 12.] Pekin".
fn without_label<'t>(text: &'t str, known: &DatelineWords) -> &'t str {
    if let Some((number, rest)) =
        known.number_sign.iter().find_map(|sign| text.strip_prefix(sign.as_str())?.split_once(']'))
        && number.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | ','))
    {
        return rest.trim_start();
    }
    let Some((label, rest)) = text.strip_prefix('[').and_then(|inner| inner.split_once(']')) else {
        return text;
    };
    let first = label.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or_default();
    if known.labels.has(first) { rest.trim_start() } else { text }
}

#[cfg(test)]
mod tests {
    use crate::language::reading::ReadingWords;

    fn name(text: &str) -> Option<String> {
        super::name(text, &ReadingWords::everywhere().datelines)
    }

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
