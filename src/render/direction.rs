//! The direction of a stretch of text, by its first letter: Hebrew in an English document, and the reverse.

use crate::model::document::Inline;

/// Whether the first letter of a text is of the other direction than its page.
pub fn differs(content: &[Inline], page_is_rtl: bool) -> bool {
    first_letter(content).is_some_and(|letter| is_rtl(letter) != page_is_rtl)
}

fn first_letter(content: &[Inline]) -> Option<char> {
    content.iter().find_map(|inline| match inline {
        Inline::Text(text) => text.text.chars().find(|c| c.is_alphabetic()),
        Inline::Code(code) => code.chars().find(|c| c.is_alphabetic()),
        other => first_letter(other.content()),
    })
}

/// Whether a letter is of a script that is written from right to left: the blocks that Unicode sets aside for
/// them.
fn is_rtl(letter: char) -> bool {
    matches!(letter,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Text;

    #[test]
    fn the_first_letter_tells() {
        let text = |text: &str| vec![Inline::Text(Text { text: text.to_owned(), start: 0 })];
        assert!(differs(&text("1. «שלום» Orn"), false));
        assert!(differs(&[Inline::Emphasis(text("مرحبا"))], false));
        assert!(!differs(&text("Orn (שלום)"), false));
        assert!(differs(&text("Orn"), true));
        assert!(!differs(&text("12 – 14"), false));
        assert!(!differs(&text("12 – 14"), true));
    }
}
