//! The text of inlines as readers see it, and how many words it has.

use super::inline::Inline;

/// The text of inlines as a reader sees it: words only, without note marks and page numbers.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain_text(inlines, &mut text);
    text
}

/// Appends [`plain_text`] to a buffer.
pub fn push_plain_text(inlines: &[Inline], out: &mut String) {
    each_text(inlines, &mut |text| out.push_str(text));
}

/// How many words [`plain_text`] has; it is not put together for that.
pub fn count_words(inlines: &[Inline]) -> usize {
    let (mut words, mut is_in_word) = (0, false);
    each_text(inlines, &mut |text| {
        let count = |(words, is_in_word): (usize, bool), is_space: bool| {
            (words + usize::from(!is_space & !is_in_word), !is_space)
        };
        let before = (words, is_in_word);
        (words, is_in_word) = if text.is_ascii() {
            // These are the spaces of Unicode among the first 128 characters.
            text.bytes().fold(before, |counted, byte| count(counted, matches!(byte, b' ' | b'\t'..=b'\r')))
        } else {
            text.chars().fold(before, |counted, character| count(counted, character.is_whitespace()))
        };
    });
    words
}

/// Shows the parts of [`plain_text`].
fn each_text(inlines: &[Inline], show: &mut dyn FnMut(&str)) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => show(&text.text),
            Inline::Code(code) | Inline::Math { source: code, .. } => show(code),
            Inline::Image { alt, .. } => show(alt),
            Inline::LineBreak => show("\n"),
            other => each_text(other.content(), show),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{PageBreak, Text};

    #[test]
    fn words_are_counted_across_the_parts_of_a_text() {
        let text = |text: &str| Inline::Text(Text { text: text.to_owned(), start: 0 });
        let page = Inline::PageBreak(PageBreak::to("4", true));
        for content in [
            vec![text("The con"), page, text("structive talks")],
            vec![text("Zürich\u{a0}is\u{1c}far"), Inline::LineBreak, Inline::Emphasis(vec![text(" away ")])],
            vec![text("  "), Inline::Code("x y".to_owned()), text(".")],
            Vec::new(),
        ] {
            let words = plain_text(&content).split_whitespace().count();
            assert_eq!(count_words(&content), words, "{content:?}");
        }
    }
}
