//! Showing text that others wrote: names of files and lines of documents can hold characters that
//! command a terminal, or turn the order of what is read. They are shown by signs of their own.

use std::borrow::Cow;

/// A text without characters that a terminal obeys: each has one sign in its place, so that columns stay.
/// Line breaks and tabs are left.
pub fn visible(text: &str) -> Cow<'_, str> {
    shown_with(text, |c| is_obeyed(c) && !matches!(c, '\n' | '\t'))
}

/// The same for what must stay on its line, such as the name of a file.
pub fn visible_line(text: &str) -> Cow<'_, str> {
    shown_with(text, is_obeyed)
}

fn shown_with(text: &str, is_replaced: fn(char) -> bool) -> Cow<'_, str> {
    if text.contains(is_replaced) {
        text.chars().map(|c| if is_replaced(c) { sign(c) } else { c }).collect::<String>().into()
    } else {
        text.into()
    }
}

/// Control characters, line and paragraph separators, and what embeds, isolates or overrides a direction.
fn is_obeyed(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The sign that stands for a character: Unicode has pictures of the first control characters.
fn sign(c: char) -> char {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '␡',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_shown_by_signs() {
        assert_eq!(visible("a\u{1b}[31mb\u{7}\u{9b}2J\r\u{7f}"), "a␛[31mb␇\u{fffd}2J␍␡");
        assert_eq!(visible("lamp\u{202e}txt.exe\u{2066}"), "lamp\u{fffd}txt.exe\u{fffd}");
        assert_eq!(visible("one\n\ttwo"), "one\n\ttwo");
        assert_eq!(visible_line("one\n\ttwo"), "one␊␉two");
        assert_eq!(visible_line("Zürich – \u{200f}שלום"), "Zürich – \u{200f}שלום");
    }
}
