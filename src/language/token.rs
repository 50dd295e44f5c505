//! Tokens: the words, numbers and signs of a text, with their places.

use std::ops::{Deref, Range};

use crate::language::reading::ReadingWords;

/// A word, a number or a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// The text.
    pub text: &'a str,
    /// The byte at which it starts.
    pub start: usize,
    /// Whether space stands before it.
    pub space_before: bool,
}

impl Token<'_> {
    /// Its bytes.
    pub fn span(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// The byte after it.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is this sign.
    pub fn is(&self, sign: char) -> bool {
        self.text.chars().eq([sign])
    }

    /// Whether it is a hyphen or a dash, of any length.
    pub fn is_dash(&self) -> bool {
        matches!(self.text, "-" | "‐" | "‑" | "–" | "—" | "−")
    }

    /// Whether it begins with a digit: `12`, `12a`, `1,024`.
    pub fn is_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphabetic)
    }

    /// Whether it begins with a capital.
    pub fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// The text in lower case.
    pub fn lower(&self) -> String {
        self.text.to_lowercase()
    }

    /// Whether it is this word, in whatever case.
    pub fn is_any_case(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }
}

/// The tokens of a text.
#[derive(Debug)]
pub struct Tokens<'a>(Vec<Token<'a>>);

impl<'a> Tokens<'a> {
    /// Takes a text apart.
    pub fn of(text: &'a str) -> Self {
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let (mut at, mut space_before) = (0, false);
        while let Some(first) = text[at..].chars().next() {
            let start = at;
            at += first.len_utf8();
            if first.is_whitespace() {
                space_before = true;
                continue;
            }
            if first.is_alphanumeric() {
                at = word_end(text, start, first);
            }
            tokens.push(Token { text: &text[start..at], start, space_before });
            space_before = false;
        }
        Self(tokens)
    }
}

/// The byte after a word or number that begins with a letter or digit.
fn word_end(text: &str, start: usize, first: char) -> usize {
    let mut end = start + first.len_utf8();
    let is_number = first.is_ascii_digit();
    loop {
        // Nearly all that follows are letters of ASCII.
        end += text.as_bytes()[end..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let Some(next) = text[end..].chars().next() else { break };
        let goes_on = next.is_alphanumeric() || matches!(next, '\'' | '’') && !is_number;
        // "Document123" lost its space.
        let is_glued =
            next.is_ascii_digit() && ReadingWords::everywhere().references.glued.contains(&text[start..end]);
        if !goes_on || is_glued {
            break;
        }
        end += next.len_utf8();
    }
    if is_number { end + thousands(&text[start..end], &text[end..]) } else { end }
}

/// The bytes of the groups of three digits that belong to the same number: "1,024". After three digits
/// a comma rather separates: "Documents 101,102".
fn thousands(number: &str, rest: &str) -> usize {
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if number.len() > 2 || !is_digits(number) {
        return 0;
    }
    let mut end = 0;
    while rest[end..].starts_with(',') && rest.get(end + 1..end + 4).is_some_and(is_digits) {
        end += 4;
    }
    let ends = !rest[end..].starts_with(char::is_alphanumeric);
    if ends { end } else { 0 }
}

impl<'a> Deref for Tokens<'a> {
    type Target = [Token<'a>];

    fn deref(&self) -> &[Token<'a>] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_signs() {
        let tokens = Tokens::of("See Documents 12–15a (Tab’s).");
        let texts: Vec<&str> = tokens.iter().map(|token| token.text).collect();
        assert_eq!(texts, ["See", "Documents", "12", "–", "15a", "(", "Tab’s", ")", "."]);
        assert!(tokens[1].space_before && !tokens[3].space_before);
        let texts: Vec<&str> = Tokens::of("Document12 in R2D").iter().map(|token| token.text).collect();
        assert_eq!(texts, ["Document", "12", "in", "R2D"]);
        let texts: Vec<&str> =
            Tokens::of("1,024 May 3,1926 101,102 1,0245").iter().map(|token| token.text).collect();
        assert_eq!(texts, ["1,024", "May", "3", ",", "1926", "101", ",", "102", "1", ",", "0245"]);
    }
}
