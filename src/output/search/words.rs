//! Words as the search knows them.
//!
//! A text is cut into words by the rules of [Unicode](https://www.unicode.org/reports/tr29/#Word_Boundaries). What the
//! rules keep together is then cut, or joined, so that people need not know how a text writes it: "U.S.S.R." is found
//! by "USSR", "3,247" by "3247", "Orn's" by "Orn", "l'Europe" by "Europe", "well-being" by "wellbeing". Of scripts that put no spaces between
//! words each character is shown with the next one, and the last of a run by itself: so the word of a place tells the
//! character there, and what is looked for is a phrase of such pairs.
//!
//! `static/assets/search.js` does the same to what is asked for. `tests/words.json` holds what both must give.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Shows each word of a text as it is written, in order, and how many places it takes: one, or none for a compound such as
/// "well-being", which is shown as a whole before its parts, so that "wellbeing" finds it.
pub fn each_word<'a>(text: &'a str, show: &mut dyn FnMut(&'a str, u32)) {
    // Words end at spaces, and most are plain: only the others need the rules of Unicode.
    for chunk in text.split_ascii_whitespace() {
        if is_plain(chunk) {
            show(chunk, 1);
            continue;
        }
        let core = chunk.trim_matches(|sign: char| sign.is_ascii_punctuation());
        if is_plain(core) { show(core, 1) } else { each_stretch(chunk, show) }
    }
}

/// Shows the words of a text that has no spaces: those of scripts that need none, and the others between them.
fn each_stretch<'a>(text: &'a str, show: &mut dyn FnMut(&'a str, u32)) {
    let (mut rest, mut run) = (0, 0);
    while let Some(start) = text[run..].find(is_without_spaces).map(|at| run + at) {
        each_segment(&text[rest..start], show);
        let is_within = |sign: char| is_without_spaces(sign) || is_joiner(sign);
        run = text[start..].find(|sign| !is_within(sign)).map_or(text.len(), |length| start + length);
        rest = start + text[start..run].trim_end_matches(is_joiner).len();
        each_pair(&text[start..rest], show);
    }
    each_segment(&text[rest..], show);
}

/// Shows each character of a run with the next one, and the last by itself.
fn each_pair<'a>(run: &'a str, show: &mut dyn FnMut(&'a str, u32)) {
    let mut characters: Vec<(usize, usize)> = Vec::new();
    for (at, sign) in run.char_indices().filter(|(_, sign)| !is_joiner(*sign)) {
        let end = at + sign.len_utf8();
        match characters.last_mut() {
            // The signs that voice a kana can be characters of their own.
            Some(last) if matches!(sign, '\u{3099}' | '\u{309a}') => last.1 = end,
            _ => characters.push((at, end)),
        }
    }
    for (place, &(start, own_end)) in characters.iter().enumerate() {
        let end = characters.get(place + 1).map_or(own_end, |&(_, end)| end);
        show(&run[start..end], 1);
    }
}

/// Shows each word of a text, which is divided by the rules of Unicode.
fn each_segment<'a>(text: &'a str, show: &mut dyn FnMut(&'a str, u32)) {
    let mut end = 0;
    for (start, segment) in text.unicode_word_indices() {
        if start >= end {
            let whole = &text[start..start + compound(&text[start..])];
            if is_compound(whole) {
                show(whole, 0);
            }
            end = start + whole.len();
        }
        if is_plain(segment) || is_joined(segment) { show(segment, 1) } else { each_part(segment, show) }
    }
}

/// How many bytes of a text belong together as words with single hyphens between them, or as a name like "O’Neill".
fn compound(text: &str) -> usize {
    let mut end = 0;
    let mut last = None;
    for (at, sign) in text.char_indices() {
        if is_of_word(sign) {
            end = at + sign.len_utf8();
        } else if !(last.is_some_and(is_of_word)
            && (is_hyphen(sign) || is_apostrophe(sign) && matches!(&text[..at], "O" | "o")))
        {
            break;
        }
        last = Some(sign);
    }
    end
}

/// Whether a stretch of words is one that people write as one word, too. Figures with hyphens are ranges and numbers.
fn is_compound(whole: &str) -> bool {
    whole.contains(is_joint) && whole.contains(char::is_alphabetic)
}

fn is_of_word(sign: char) -> bool {
    sign.is_alphanumeric() && sign != 'ʼ' || is_diacritic(sign)
}

/// Whether a sign can stand between the parts of a compound.
pub fn is_joint(sign: char) -> bool {
    is_hyphen(sign) || is_apostrophe(sign)
}

fn is_hyphen(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}' | '\u{2011}')
}

fn is_apostrophe(sign: char) -> bool {
    matches!(sign, '\'' | '’' | 'ʼ')
}

/// Whether a word consists of letters and digits that need no more thought.
fn is_plain(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// A word as it is compared: in small letters, without diacritics and punctuation.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() {
        let mut folded = word.to_ascii_lowercase();
        folded.retain(|letter| letter.is_ascii_alphanumeric());
        return Cow::Owned(folded);
    }
    if word.contains(is_without_spaces) {
        return word.chars().filter(|sign| !is_joiner(*sign)).nfkc().flat_map(char::to_lowercase).collect();
    }
    let mut folded = String::with_capacity(word.len());
    for letter in word.nfkd().flat_map(char::to_lowercase).nfkd() {
        match letter {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ħ' => folded.push('h'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            letter if is_diacritic(letter) || !letter.is_alphanumeric() => {}
            letter => folded.push(letter),
        }
    }
    Cow::Owned(folded)
}

/// Whether the parts of a segment belong together: initials ("U.S.S.R") and numbers ("3,247.5").
fn is_joined(segment: &str) -> bool {
    let is_number =
        || segment.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '\'' | '’'));
    let is_initial = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    };
    is_number() || segment.contains('.') && segment.split('.').all(is_initial)
}

/// The words of a segment that is cut at signs.
fn each_part<'a>(segment: &'a str, show: &mut dyn FnMut(&'a str, u32)) {
    let genitive = segment.strip_suffix(['s', 'S']).and_then(|word| word.strip_suffix(is_apostrophe));
    let segment = genitive.unwrap_or(segment);
    let mut start = 0;
    let mut end = 0;
    for (at, sign) in segment.char_indices() {
        if !is_of_word(sign) {
            if start < end {
                show(&segment[start..end], 1);
            }
            start = at + sign.len_utf8();
        }
        end = at + sign.len_utf8();
    }
    if start < end {
        show(&segment[start..end], 1);
    }
}

/// Whether a character only changes the one before it, and is left out: accents, Hebrew points, Arabic vowel signs, soft
/// hyphens and joiners.
fn is_diacritic(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}')
}

/// Whether a character is a letter, mark or figure of a script that puts no spaces between words: Thai, Lao, Burmese,
/// Khmer, Kana, Han.
fn is_without_spaces(sign: char) -> bool {
    let is_of_script = matches!(sign, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    is_of_script && (sign.is_alphanumeric() || is_combining_mark(sign))
}

/// Whether a character only joins or parts others, and cannot be seen.
fn is_joiner(sign: char) -> bool {
    matches!(sign, '\u{200b}'..='\u{200d}' | '\u{2060}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_that_the_script_of_the_search_finds() {
        let cases: Vec<(String, Vec<String>)> =
            serde_json::from_str(include_str!("../../../tests/words.json")).expect("JSON");
        assert!(cases.len() > 20);
        for (text, expected) in cases {
            let mut words = Vec::new();
            each_word(&text, &mut |word, _| words.push(fold(word).into_owned()));
            assert_eq!(words, expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn spaces_divide_words_as_unicode_does(text in "([a-zA-Z0-9 _.,;:'’“”–\\-\t\n]|\\PC){0,24}") {
            let (mut words, mut expected) = (Vec::new(), Vec::new());
            each_word(&text, &mut |word, _| words.push(word));
            each_stretch(&text, &mut |word, _| expected.push(word));
            proptest::prop_assert_eq!(words, expected);
        }
    }
}
