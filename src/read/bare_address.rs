//! Addresses that stand in the text as they are, which GitHub makes links of.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"https?://[[:alnum:]-]+(\.[[:alnum:]-]+)+(:[0-9]+)?([/?#][^\s<]*)?")
        .unwrap_or_else(|error| unreachable!("{error}"))
});

/// The web addresses in a text.
pub fn find(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    // Most texts have none, and looking for a fixed text is quicker than for a pattern.
    let worth_it = text.contains("://");
    worth_it.then(|| ADDRESS.find_iter(text)).into_iter().flatten().filter_map(|found| {
        let before = text[..found.start()].chars().next_back();
        let stands_alone = before.is_none_or(|c| !c.is_alphanumeric());
        stands_alone.then(|| found.start()..found.start() + without_punctuation(found.as_str()).len())
    })
}

/// An address without the punctuation of the sentence that holds it.
fn without_punctuation(address: &str) -> &str {
    // How many brackets are closed and were not opened within the address.
    let mut closing = address.matches(')').count().saturating_sub(address.matches('(').count());
    let mut address = address;
    loop {
        let mut shorter = address
            .trim_end_matches(['?', '!', '.', ',', ':', ';', '*', '_', '~', '\'', '"', '”', '’', ']', '>']);
        if closing > 0 && shorter.ends_with(')') {
            closing -= 1;
            shorter = &shorter[..shorter.len() - 1];
        }
        if shorter.len() == address.len() {
            return address;
        }
        address = shorter;
    }
}

#[cfg(test)]
mod tests {
    fn found(text: &str) -> Vec<&str> {
        super::find(text).map(|span| &text[span]).collect()
    }

    #[test]
    fn addresses_end_before_punctuation() {
        assert_eq!(found("moved to https://example.org/a_b.md."), ["https://example.org/a_b.md"]);
        assert_eq!(
            found("(see http://example.org/x_(y)), “https://a.b/?q=1#c”"),
            ["http://example.org/x_(y)", "https://a.b/?q=1#c"]
        );
        assert_eq!(
            found("<https://example.org/a b> https://a.b/625>"),
            ["https://example.org/a", "https://a.b/625"]
        );
        assert_eq!(found("https://example.org:80"), ["https://example.org:80"]);
    }

    #[test]
    fn what_is_no_address() {
        let none: [&str; 0] = [];
        assert_eq!(found("ftp://example.org https://localhost xhttps://a.b http://"), none);
    }
}
