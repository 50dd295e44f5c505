//! Highlighting of code, with classes for the style sheet.
//!
//! Loading the definitions of the languages takes tens of milliseconds, so that they are loaded
//! when the first block of code is written.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Code beyond this size is shown plain: it is data rather than something to read.
const LARGEST: usize = 200_000;

/// The code as HTML, or nothing where the language is not known.
pub fn highlight(language: &str, code: &str) -> Option<String> {
    if code.len() > LARGEST {
        return None;
    }
    let syntax = SYNTAXES.find_syntax_by_token(alias(language))?;
    if syntax.name == "Plain Text" {
        return None;
    }
    let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, style);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

/// Languages whose code reads well under the rules of one that is known.
fn alias(language: &str) -> &str {
    match language.to_ascii_lowercase().as_str() {
        "typescript" | "ts" | "solidity" | "sol" | "jsonc" | "json5" => "js",
        "console" | "shell" | "zsh" => "sh",
        "python3" => "py",
        "golang" => "go",
        _ => language,
    }
}

#[cfg(test)]
mod tests {
    use super::highlight;

    #[test]
    fn known_languages_get_classes() {
        let html = highlight("python", "def f():\n    return 1 < 2\n").expect("a known language");
        assert!(html.contains("class=\"hl-"), "{html}");
        assert!(html.contains("&lt;"), "{html}");
    }

    #[test]
    fn unknown_languages_are_shown_plain() {
        assert_eq!(highlight("no-such-language", "x"), None);
        assert_eq!(highlight("text", "x"), None);
    }
}
