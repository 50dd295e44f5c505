//! Tags of the editors that contradict the words of the text. They are found by the words alone, and
//! never by what fonds makes of them.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

const MONTH: &str =
    "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
const NUMBERS: &str = r"(?:\d+[a-z]?(?:, and |, or |, | and | or | through |[–-]))*";

/// Why a tag contradicts the words of the text, if it does: the words of the reference, its target,
/// the part of the document that holds it ("p" or "note:4"), and the text.
pub fn cause(words: &str, target: &str, part: &str, source: &str) -> Option<&'static str> {
    let words = words.trim_start_matches("See ").trim_start_matches("see ");
    let passage = passage(part, source);
    if names_another_volume(words, passage) {
        return Some("\"vol. XV, Document 74\", tagged as #d74: the words name another volume");
    }
    if is_date(words, passage) {
        return Some("\"December 5\", tagged as #d5: the words are a date");
    }
    if names_another_document(words, target, passage) {
        return Some(
            "\"Document 45 and footnote 5 thereto\", tagged as a note of the own document: the words name another",
        );
    }
    is_page_of_supplement(words, passage)
        .then_some("\"Supplement (Jan.), p. 18\", tagged as #pg_18: the words name another publication")
}

/// The note that holds a reference, or the whole text.
fn passage<'a>(part: &str, source: &'a str) -> &'a str {
    let Some(label) = part.strip_prefix("note:") else { return source };
    let is_label = |line: &str, label: &str| {
        line.starts_with(' ')
            && line.trim_start().strip_prefix(label).is_some_and(|rest| rest.starts_with(". "))
    };
    let mut from = 0;
    let mut found = source;
    for line in source.split_inclusive('\n') {
        if is_label(line, label) {
            found = &source[from..];
        }
        from += line.len();
    }
    let mut end = 0;
    for (index, line) in found.split_inclusive('\n').enumerate() {
        static LABEL: LazyLock<Regex> = LazyLock::new(|| pattern(r"^ +(?:\d+|[a-z*†‡]+)\. "));
        if index > 0 && LABEL.is_match(line) {
            break;
        }
        end += line.len();
    }
    if found.len() == source.len() { source } else { &found[..end] }
}

/// "vol. XV, Document 74", "Part 1 as Documents 160 and 161", "ibid., Documents 148-196".
fn names_another_volume(words: &str, passage: &str) -> bool {
    let volume =
        r"(?:[Vv]ols?\.|[Vv]olume|Part|part) [IVXLCE0-9–-]+(?: as|, (?:[^.;()]{0,80} )?|, pp?\. [\d–-]+ \()";
    let words = regex::escape(words);
    // Most passages name no other volume, and need no pattern of their own.
    let can_name = ["ol. ", "ols. ", "olume ", "art ", "bid., "].iter().any(|word| passage.contains(word));
    can_name
        && pattern(&format!(r"(?:{volume} ?|[Ii]bid\., )(?:Documents {NUMBERS})?{words}\b")).is_match(passage)
}

/// "December 5", "December 18–20".
fn is_date(words: &str, passage: &str) -> bool {
    static DATE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^{MONTH} \d{{1,2}}$")));
    let is_number = words.bytes().all(|byte| byte.is_ascii_digit());
    DATE.is_match(words)
        || is_number
            && pattern(&format!(r"{MONTH} \d{{1,2}}[–-]{words}\b")).is_match(passage)
            && !pattern(&format!(r"(?:Documents?|footnotes?|pp?\.|pages?) {NUMBERS}{words}\b"))
                .is_match(passage)
}

/// "footnotes 1 and 3, Document 219", "Document 45 and footnote 5 thereto", tagged as a note of
/// another document than the one that is named, wherever the passage names the note.
fn names_another_document(words: &str, target: &str, passage: &str) -> bool {
    static TARGET: LazyLock<Regex> = LazyLock::new(|| pattern(r"^#d(\d+)(?:fn(\d+))?$"));
    static WORDS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:footnotes? )?(\d+)$"));
    static OF: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!(r"footnotes? ({NUMBERS}\d+),? (?:to |of |in )?Documents? (\d+)")));
    static THERETO: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"Documents? {NUMBERS}(\d+)(?:,? and|,? especially|,)? footnotes? ({NUMBERS}\d+) thereto"
        ))
    });
    let (Some(target), Some(label)) = (TARGET.captures(target), WORDS.captures(words)) else { return false };
    // A number alone is a note's only where the tag says so.
    if target.get(2).is_none() && !words.starts_with("footnote") {
        return false;
    }
    let own = &target[1];
    let holds = |labels: &str| labels.split(|c: char| !c.is_ascii_digit()).any(|one| one == &label[1]);
    let named =
        OF.captures_iter(passage)
            .map(|found| (found.get(0).expect("a match").range(), found[1].to_owned(), found[2].to_owned()))
            .chain(THERETO.captures_iter(passage).map(|found| {
                (found.get(0).expect("a match").range(), found[2].to_owned(), found[1].to_owned())
            }))
            .filter(|(_, labels, _)| holds(labels))
            .collect::<Vec<(Range<usize>, String, String)>>();
    if named.is_empty() || named.iter().any(|(_, _, of)| of == own) {
        return false;
    }
    let mut rest = passage.to_owned();
    for (range, ..) in &named {
        rest.replace_range(range.clone(), &" ".repeat(range.len()));
    }
    !pattern(&format!(r"footnotes? {NUMBERS}{}\b", &label[1])).is_match(&rest)
}

/// "See SC, 4th yr., Suppl. (Jan.), pp. 17–18."
fn is_page_of_supplement(words: &str, passage: &str) -> bool {
    if !passage.contains("Suppl") {
        return false;
    }
    let number = words.rsplit(' ').next().unwrap_or_default();
    number.bytes().all(|byte| byte.is_ascii_digit())
        && pattern(&format!(r"(?:Suppl\.|Supplement) \([A-Z][a-z]+\.?\), pp?\. {NUMBERS}{number}\b"))
            .is_match(passage)
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern")
}
