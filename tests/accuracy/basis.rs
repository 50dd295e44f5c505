//! What a page says that an inferred date rests on.

use std::sync::LazyLock;

use regex::Regex;

/// The words of a page after "Date inferred from".
pub struct Basis {
    /// All of them, as plain text.
    pub shown: String,
    /// One after the other: `the title: “April 5, 1961”`.
    pub parts: Vec<Part>,
}

/// One kind of evidence.
pub struct Part {
    /// What names the days: `the title`.
    pub label: String,
    /// The words that it quotes.
    pub quoted: Vec<String>,
    /// All of it.
    pub text: String,
}

impl Basis {
    /// What a page says; `None` where its date is not inferred.
    pub fn of_page(page: &str) -> Option<Self> {
        static FACT: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?s)<dt>Date inferred from</dt>\s*<dd[^>]*>(.*?)</dd>").expect("a pattern")
        });
        let shown = plain(&FACT.captures(page)?[1]);
        let parts = parts(&shown).into_iter().map(Part::new).collect();
        Some(Self { shown, parts })
    }

    /// The kind of evidence that is named first, without figures and names.
    pub fn kind(&self) -> String {
        let first = self.parts.first().map_or("nothing", |part| part.label.as_str());
        first.chars().map(|c| if c.is_ascii_digit() { 'N' } else { c }).take(33).collect()
    }
}

impl Part {
    fn new(text: &str) -> Self {
        static QUOTED: LazyLock<Regex> = LazyLock::new(|| Regex::new("“(.*?)”").expect("a pattern"));
        let quoted = QUOTED.captures_iter(text).map(|words| words[1].to_owned()).collect();
        let label = text.split(['“', ':']).next().unwrap_or_default().trim().to_owned();
        Self { label, quoted, text: text.to_owned() }
    }

    /// Whether it speaks of the documents before and after, and quotes nothing.
    pub fn is_order(&self) -> bool {
        self.quoted.is_empty() || self.label.contains("order of the documents")
    }
}

/// What stands between semicolons outside of quotation marks.
fn parts(shown: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, c) in shown.char_indices() {
        match c {
            '“' => depth += 1,
            '”' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => {
                parts.push(shown[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(shown[start..].trim());
    parts
}

/// HTML without its tags, and with its characters as they are meant.
pub fn plain(html: &str) -> String {
    static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new("<[^>]*>").expect("a pattern"));
    let text = TAG.replace_all(html, "");
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
        .into_iter()
        .fold(text.into_owned(), |text, (from, to)| text.replace(from, to))
}
