//! Marks of printed pages in a text: `[Page 493]`, `[Pg 12]`, `[Seite 4]`.

use std::collections::HashSet;
use std::ops::Range;

use crate::language::reading::{PageWords, any_word};
use crate::model::document::{Block, Document, Inline};
use crate::model::walk::{self, PartMut};

/// The page marks in a text: the bytes of each, and the page that begins there.
pub fn find<'a>(text: &'a str, words: &'a PageWords) -> impl Iterator<Item = (Range<usize>, &'a str)> {
    let [pattern] = words.mark_forms.get(|| {
        let marks = any_word(&words.marks);
        [format!(r"\[{marks}[ \u{{a0}}\u{{202f}}]([0-9A-Za-z][0-9A-Za-z.-]{{0,11}})\]")]
    });
    // Most paragraphs have none, and looking for a fixed sign is quicker than for a pattern.
    let worth_it = memchr::memchr(b'[', text.as_bytes()).is_some();
    worth_it.then(|| pattern.captures_iter(text)).into_iter().flatten().filter_map(|captures| {
        let page = captures.get(1)?;
        // "[Page one]" is a remark: a page's number has figures or is Roman.
        let is_number = page.as_str().bytes().any(|byte| byte.is_ascii_digit())
            || page.as_str().chars().all(|c| "ivxlcdmIVXLCDM".contains(c))
            || page.as_str().chars().count() == 1;
        let span = captures.get(0)?.range();
        // "[p. 4]" within a sentence cites a page; on a line of its own it marks one.
        let mark = &text[span.start + 1..span.end];
        let cites = words.citing_marks.iter().any(|citing| mark.starts_with(citing.as_str()));
        let is_mark = !cites || stands_alone(text, &span);
        (is_number && is_mark).then_some((span, page.as_str()))
    })
}

/// Tells the first break to each page from the others, which get no anchor.
pub fn mark_first(document: &mut Document) {
    let mut seen = HashSet::new();
    let mut visit = |part: PartMut<'_>| {
        if let PartMut::Block(Block::PageBreak(page)) | PartMut::Inline(Inline::PageBreak(page)) = part {
            page.first = seen.insert(page.page.clone());
        }
    };
    walk::inlines_mut(&mut document.title, &mut visit);
    walk::blocks_mut(&mut document.blocks, &mut visit);
    document.notes.iter_mut().for_each(|note| walk::blocks_mut(&mut note.blocks, &mut visit));
}

/// Whether a stretch is all of its line.
fn stands_alone(text: &str, span: &Range<usize>) -> bool {
    let before = text[..span.start].trim_end_matches([' ', '\t', '\u{a0}']);
    let after = text[span.end..].trim_start_matches([' ', '\t', '\u{a0}', '\r']);
    (before.is_empty() || before.ends_with('\n')) && (after.is_empty() || after.starts_with('\n'))
}

/// Whether a line bears a page mark and nothing else.
pub fn is_only(line: &str, words: &PageWords) -> bool {
    let line = line.trim();
    line.starts_with('[') && find(line, words).next().is_some_and(|(span, _)| span == (0..line.len()))
}

#[cfg(test)]
mod tests {
    use crate::language::reading::{PageWords, ReadingWords};

    fn words() -> &'static PageWords {
        &ReadingWords::everywhere().pages
    }

    #[test]
    fn page_marks_stand_anywhere() {
        let text = "construc[Page 623]tive [Page xiv] [page 5] [Page  6] [Pages 1] [Page one]";
        let found: Vec<_> = super::find(text, words()).map(|(span, page)| (&text[span], page)).collect();
        assert_eq!(found, [("[Page 623]", "623"), ("[Page xiv]", "xiv"), ("[page 5]", "5")]);
    }

    #[test]
    fn page_marks_have_several_forms() {
        let text = "[Pg 12] [Page\u{a0}10] [Seite 4] [pg. 7] [Page\u{202f}8]\n  [p. 3]\nSee [p. 9] [Pp. 3]";
        let found: Vec<_> = super::find(text, words()).map(|(_, page)| page).collect();
        assert_eq!(found, ["12", "10", "4", "7", "8", "3"]);
    }

    #[test]
    fn a_mark_can_be_all_of_a_line() {
        assert!(super::is_only("  [Page 4]\r", words()));
        assert!(!super::is_only("[Page 4] and", words()));
        assert!(!super::is_only("[4]", words()));
    }
}
