//! Marks of printed pages in a text: `[Page 493]`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

static PAGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\[Page ([0-9A-Za-z][0-9A-Za-z.-]{0,11})\]").unwrap_or_else(|error| unreachable!("{error}"))
});

/// The page marks in a text: the bytes of each, and the page that begins there.
pub fn find(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    // Most paragraphs have none, and looking for a fixed text is quicker than for a pattern.
    let worth_it = text.contains("[Page ");
    worth_it.then(|| PAGE.captures_iter(text)).into_iter().flatten().filter_map(|captures| {
        let page = captures.get(1)?;
        Some((captures.get(0)?.range(), page.as_str()))
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn page_marks_stand_anywhere() {
        let text = "construc[Page 623]tive [Page xiv] [page 5] [Page  6] [Pages 1]";
        let found: Vec<_> = super::find(text).map(|(span, page)| (&text[span], page)).collect();
        assert_eq!(found, [("[Page 623]", "623"), ("[Page xiv]", "xiv")]);
    }
}
