//! What the styles share: sentences, quotation marks, capitals, pages. What they make is HTML.

use crate::render::cite::name::capitalised;
use crate::render::document::body;

/// Small words of English titles: headlines write them small between others.
const SMALL: [&str; 22] = [
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on", "onto", "or",
    "over", "the", "to", "up", "via", "with",
];

/// What documents are called, small within a sentence.
const KINDS: [&str; 16] = [
    "agreement",
    "aide-mémoire",
    "circular",
    "conversation",
    "conversations",
    "discussion",
    "letter",
    "meeting",
    "memorandum",
    "message",
    "minutes",
    "note",
    "paper",
    "record",
    "report",
    "telegram",
];

/// A text as HTML.
pub(super) fn html(text: &str) -> String {
    let mut html = String::new();
    body::escape(text, &mut html);
    html
}

/// A text in italics.
pub(super) fn italic(text: &str) -> String {
    format!("<i>{}</i>", html(text))
}

/// A title in quotation marks, with the sign after it within them, unless it ends in one of its own.
pub(super) fn quoted(title: &str, after: char) -> String {
    let title = bare(title);
    let nested = title.replace('“', "‘").replace('”', "’");
    if ends_itself(title) || after == '.' && title.ends_with('.') {
        return format!("“{}”", html(&nested));
    }
    format!("“{}{after}”", html(&nested))
}

/// A title without the full stop at its end, which is none of its own; an abbreviation keeps it.
pub(super) fn bare(title: &str) -> &str {
    let Some(rest) = title.trim_end().strip_suffix('.') else { return title.trim_end() };
    let last = rest.rsplit(|c: char| !(c.is_alphabetic() || c == '.')).next().unwrap_or_default();
    let is_abbreviation = last.contains('.') || last.chars().count() < 4 || rest.ends_with('.');
    if is_abbreviation { title.trim_end() } else { rest }
}

/// Whether a text ends with a sign that closes a sentence, other than a full stop.
pub(super) fn ends_itself(text: &str) -> bool {
    text.trim_end_matches(['”', '’', '"', ')']).ends_with(['?', '!', '…'])
}

/// HTML with a full stop at its end, unless one is there.
pub(super) fn sentence(mut html: String) -> String {
    let text = html.trim_end_matches("</i>").trim_end_matches(['”', '’']);
    let is_whole = text.ends_with('.') || ends_itself(text);
    if !is_whole {
        html.push('.');
    }
    html
}

/// Sentences, each with a full stop.
pub(super) fn sentences(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().map(sentence).collect::<Vec<_>>().join(" ")
}

/// A title in the capitals of headlines: all words but small ones. One in another language, or all in capitals, stays as it
/// is.
pub(super) fn headline(title: &str, language: &str) -> String {
    if !is_english(language) || is_shouted(title) {
        return title.to_owned();
    }
    changed(title, |word, is_first, is_last| {
        let small = word.to_lowercase();
        // "The" can belong to a name: The Hague.
        if SMALL.contains(&small.as_str()) && !is_first && !is_last && word != "The" {
            Some(small)
        } else {
            word.chars().all(char::is_lowercase).then(|| capitalised(word).into_owned())
        }
    })
}

/// A title in the capitals of sentences. Which words are names nobody knows, so that only those are written small that are
/// none: small words, and what documents are called.
pub(super) fn in_sentence_case(title: &str, language: &str) -> String {
    if !is_english(language) || is_shouted(title) {
        return title.to_owned();
    }
    changed(title, |word, is_first, _| {
        let small = word.to_lowercase();
        let is_none = SMALL.contains(&small.as_str()) && word != "The" || KINDS.contains(&small.as_str());
        (is_none && !is_first).then_some(small)
    })
}

/// A title with other words. What is told of each is whether it begins the title or what follows a colon, and whether it
/// ends the title.
fn changed(title: &str, change: impl Fn(&str, bool, bool) -> Option<String>) -> String {
    let words: Vec<&str> = title.split(' ').collect();
    let mut is_first = true;
    let mut out = Vec::new();
    for (place, whole) in words.iter().enumerate() {
        let word = whole.trim_matches(|c: char| !c.is_alphanumeric());
        let other = change(word, is_first, place + 1 == words.len()).filter(|_| !word.is_empty());
        out.push(other.map_or_else(|| (*whole).to_owned(), |other| whole.replacen(word, &other, 1)));
        is_first = is_first && word.is_empty() || whole.ends_with([':', '.', '?', '!', '–', '—']);
    }
    out.join(" ")
}

fn is_english(language: &str) -> bool {
    language.split('-').next().is_some_and(|tag| tag.eq_ignore_ascii_case("en"))
}

fn is_shouted(title: &str) -> bool {
    !title.contains(char::is_lowercase)
}

/// `173–77`, as Chicago and MLA shorten the second of two numbers: `100–104`, `107–8`, `321–25`.
pub(super) fn short_pages((first, last): (&str, &str)) -> String {
    let are_numbers = [first, last].iter().all(|page| page.bytes().all(|byte| byte.is_ascii_digit()));
    if first == last {
        return first.to_owned();
    }
    if !are_numbers || first.len() != last.len() || first.len() < 3 || first.ends_with("00") {
        return format!("{first}–{last}");
    }
    let same = first.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
    // Of 107–8 one digit is enough, since the ten of both is nought; of others two are written.
    let kept = if first.as_bytes()[first.len() - 2] == b'0' { same } else { same.min(first.len() - 2) };
    let short = if same == 0 || first.len() > 3 && first.len() - same > 2 { last } else { &last[kept..] };
    format!("{first}–{short}")
}

/// `173–177`.
pub(super) fn whole_pages((first, last): (&str, &str)) -> String {
    if first == last { first.to_owned() } else { format!("{first}–{last}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_stops_are_never_doubled() {
        assert_eq!(quoted("TO ERTMANN.", ','), "“TO ERTMANN,”");
        assert_eq!(quoted("TO ERTMANN.", '.'), "“TO ERTMANN.”");
        assert_eq!(quoted("A Letter to Orn Jr.", ','), "“A Letter to Orn Jr.,”");
        assert_eq!(quoted("A Letter to Orn Jr.", '.'), "“A Letter to Orn Jr.”");
        assert_eq!(quoted("Which Way?", ','), "“Which Way?”");
        assert_eq!(quoted("To “Orn”", '.'), "“To ‘Orn’.”");
        assert_eq!(sentence("<i>A Way.</i>".to_owned()), "<i>A Way.</i>");
    }

    #[test]
    fn titles_have_the_capitals_of_their_style() {
        for (title, headlined, sentenced) in [
            (
                "Telegram From the Embassy in Sweden to the Department of State",
                "Telegram from the Embassy in Sweden to the Department of State",
                "Telegram from the Embassy in Sweden to the Department of State",
            ),
            (
                "The lamps of Amsel: a history",
                "The Lamps of Amsel: A History",
                "The lamps of Amsel: a history",
            ),
            ("Memorandum of Conversation", "Memorandum of Conversation", "Memorandum of conversation"),
            ("MEMORANDUM OF CONVERSATION", "MEMORANDUM OF CONVERSATION", "MEMORANDUM OF CONVERSATION"),
        ] {
            assert_eq!(headline(title, "en"), headlined);
            assert_eq!(in_sentence_case(title, "en-GB"), sentenced);
        }
        assert_eq!(headline("Brief an die Schwester", "de"), "Brief an die Schwester");
    }

    #[test]
    fn the_second_page_is_shortened() {
        for (first, last, short) in [
            ("3", "10", "3–10"),
            ("71", "72", "71–72"),
            ("100", "104", "100–104"),
            ("107", "108", "107–8"),
            ("173", "177", "173–77"),
            ("321", "328", "321–28"),
            ("498", "532", "498–532"),
            ("1087", "1089", "1087–89"),
            ("xii", "xv", "xii–xv"),
            ("12", "12", "12"),
            ("172", "177", "172–77"),
            ("1496", "1500", "1496–1500"),
        ] {
            assert_eq!(short_pages((first, last)), short);
        }
    }
}
