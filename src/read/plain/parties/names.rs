//! What can be the name of a sender or receiver.

use crate::language::calendar;
use crate::language::reading::{ReadingWords, TitleWords};

/// Whether an office before a "to" goes on with it.
pub(super) fn is_office_going_on(before: &str, words: &TitleWords) -> bool {
    let word = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
    words.going_on.contains(word.trim_end_matches('s'))
}

/// Whether words can be a person's or an office's name: all of them are capitalised but for particles, and
/// the first is not one with which titles begin.
pub(super) fn is_party(side: &str, known: &ReadingWords) -> bool {
    let side = side.strip_prefix("The ").or_else(|| side.strip_prefix("the ")).unwrap_or(side);
    let titles = &known.titles;
    let words: Vec<&str> = words(side).collect();
    let (Some(first), true) = (words.first(), words.len() <= 24) else { return false };
    let is_long = words.iter().any(|word| word.chars().nth(1).is_some());
    let first = first.to_lowercase();
    let begins_a_title = titles.title_nouns.contains(&first) || words.len() == 1 && is_time(&first, known);
    let last = words.last().map(|last| last.to_lowercase()).unwrap_or_default();
    let is_document = words.len() > 1 && titles.documents.contains(last.trim_end_matches('s'));
    let names_a_source = words.iter().any(|word| titles.sources.has(word));
    let is_part = |word: &&str| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || !c.is_lowercase())
            || titles.particles.contains(word)
            || titles.offices.contains(word)
            || is_in_brackets(side, word)
            || word.split(['’', '\'']).nth(1).is_some_and(|rest| rest.starts_with(char::is_uppercase))
    };
    let has_name = words.iter().any(|word| word.starts_with(char::is_uppercase));
    is_long
        && has_name
        && !begins_a_title
        && !is_document
        && !names_a_source
        && !side.contains(['?', '!', ':', ';'])
        && words.iter().all(is_part)
}

/// Whether a word in lower case names a day of the week or a month, from which titles go "to" others.
fn is_time(word: &str, known: &ReadingWords) -> bool {
    known.days.weekdays.iter().any(|day| day.contains(word))
        || calendar::english_months().any(|(name, _)| name == word)
}

/// Whether a side bears an honorific or is an office.
pub(super) fn is_addressed(side: &str, known: &TitleWords) -> bool {
    let mut words = words(side).map(|word| word.trim_end_matches('s').to_lowercase());
    words.any(|word| {
        let plural = format!("{word}s");
        [&known.offices, &known.honorifics, &known.romance_honorifics, &known.going_on]
            .into_iter()
            .any(|list| list.contains(&word) || list.contains(&plural))
    })
}

/// Whether a receiver is addressed as in a language that writes "a" for "to".
pub(super) fn is_foreign_address(side: &str, known: &TitleWords) -> bool {
    let first = words(side).next().unwrap_or_default();
    known.romance_honorifics.has(first) || known.romance_addresses.has(first)
}

/// Whether a title begins with the English article rather than the German "to": "An Account of the Lamp".
pub(super) fn is_after_article(title: &str, known: &TitleWords) -> bool {
    let articles = known.indefinite_articles.iter();
    let rest = articles.filter_map(|article| title.strip_prefix(article.as_str())).next();
    rest.is_some_and(|rest| {
        rest.starts_with(['A', 'E', 'I', 'O', 'U', 'H', 'a', 'e', 'i', 'o', 'u', 'h'])
            && !known.herr.iter().any(|herr| rest.starts_with(herr.as_str()))
    })
}

/// A side's name without the article; `None` if nothing is left.
pub(super) fn name(side: &str, known: &TitleWords) -> Option<String> {
    let side = side.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(").replace(" )", ")");
    let without_article = known.articles.iter().find_map(|article| side.strip_prefix(article.as_str()));
    let side = without_article.unwrap_or(&side);
    // The mark of a note is no part of it.
    let is_mark = |mark: &str| !mark.is_empty() && mark.bytes().all(|byte| byte.is_ascii_digit());
    let marked = side.strip_suffix(']').and_then(|side| side.rsplit_once('['));
    let side = marked.filter(|(_, mark)| is_mark(mark)).map_or(side, |(side, _)| side);
    let side = side.trim_end_matches([',', ';', ':', ' ']);
    // The full stop of an abbreviation belongs to it: "Orn, Jr."
    let last = side.rsplit(' ').next().unwrap_or_default();
    let is_abbreviation =
        last.len() <= 3 && last.starts_with(char::is_uppercase) || last.matches('.').count() > 1;
    let side = if is_abbreviation { side } else { side.trim_end_matches('.') };
    (!side.is_empty()).then(|| side.to_owned())
}

fn words(side: &str) -> impl Iterator<Item = &str> {
    side.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&'))
        .filter(|word| !word.is_empty())
}

fn is_in_brackets(side: &str, word: &str) -> bool {
    let Some(at) = side.find(word) else { return false };
    side[..at].matches(['(', '[']).count() > side[..at].matches([')', ']']).count()
}
