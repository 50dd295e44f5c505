//! Signs that the parser takes for markup, and that are none: the dollars in "from US$5 to US$6" are
//! no formula, a line that begins with `:warning:` is no definition, and `{{<figure>}}` is no HTML.
//!
//! Pandoc and GitHub look at the characters on the outer sides of dollar signs, the parser only at
//! those on the inner sides; and it wants no space behind a definition's colon. So where it finds
//! such a thing, the sign is escaped, and the text is parsed again.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::tree::Origin;

/// How often a text is parsed again. Each time the next sign of a paragraph can become the beginning
/// of a false formula; that many prices in one paragraph, all of which deceive the parser, are rare.
const ROUNDS: usize = 8;

/// Escapes the signs that are no markup. Gives the text, and where in it the backslashes are that the
/// source does not have.
pub fn escape_false_signs(source: &str, options: Options) -> (Cow<'_, str>, Vec<usize>) {
    let mut signs = BTreeSet::new();
    let mut escaped = (Cow::Borrowed(source), Vec::new());
    let two_dollars = source.bytes().filter(|byte| *byte == b'$').nth(1).is_some();
    if !two_dollars
        && !source.contains("{{<")
        && !source.lines().any(|line| line.trim_start().starts_with(':'))
    {
        return escaped;
    }
    for _ in 0..ROUNDS {
        let found = false_signs(&escaped.0, &escaped.1, options);
        if found.is_empty() {
            break;
        }
        signs.extend(found);
        escaped = escape(source, &signs);
    }
    escaped
}

/// The places in the source of the signs that begin a false formula or definition.
fn false_signs(text: &str, escapes: &[usize], options: Options) -> Vec<usize> {
    let origin = Origin { escapes: escapes.to_vec(), ..Origin::default() };
    Parser::new_ext(text, options)
        .into_offset_iter()
        .filter(|(event, span)| match event {
            Event::InlineMath(_) => is_money(text, span),
            // What stands between these is another program's, and no HTML.
            Event::InlineHtml(_) => text[..span.start].ends_with("{{"),
            Event::Start(Tag::DefinitionListDefinition) => is_shortcode(&text[span.start..]),
            _ => false,
        })
        .map(|(_, span)| origin.place(span.start))
        .collect()
}

/// Puts a backslash before each of the signs.
fn escape<'a>(source: &str, signs: &BTreeSet<usize>) -> (Cow<'a, str>, Vec<usize>) {
    let mut text = String::with_capacity(source.len() + signs.len());
    let mut escapes = Vec::with_capacity(signs.len());
    let mut done = 0;
    for &sign in signs {
        text.push_str(&source[done..sign]);
        escapes.push(text.len());
        text.push('\\');
        done = sign;
    }
    text.push_str(&source[done..]);
    (Cow::Owned(text), escapes)
}

/// Whether a word follows a colon without a space, as in `:warning:`.
fn is_shortcode(text: &str) -> bool {
    text.strip_prefix(':').is_some_and(|text| !text.starts_with(char::is_whitespace) && !text.is_empty())
}

/// Whether what stands between two dollar signs is no formula.
fn is_money(text: &str, span: &Range<usize>) -> bool {
    let before = text[..span.start].chars().next_back();
    let after = &text[span.end..];
    let formula = text[span.clone()].trim_matches('$');
    let begins_with_figure = formula.starts_with(|c: char| c.is_ascii_digit());
    let currency = begins_with_figure && before.is_some_and(char::is_alphabetic);
    currency || goes_on(after) || (begins_with_figure && is_prose(formula))
}

/// Whether a word or number follows immediately. That of an ordinal may: `$n$th`.
fn goes_on(after: &str) -> bool {
    let word = &after[..after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len())];
    !matches!(word, "" | "th" | "st" | "nd" | "rd" | "s")
}

/// Whether a text has words, and none of what makes words a formula.
fn is_prose(text: &str) -> bool {
    !text.contains(['\\', '^', '_', '=', '{', '<', '>', '+', '*'])
        && text.split_whitespace().any(|word| word.len() > 2 && word.bytes().all(|b| b.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The formulas that are left in a text.
    fn formulas(text: &str) -> Vec<String> {
        let (escaped, _) = escape_false_signs(text, Options::ENABLE_MATH);
        let formula = |event| match event {
            Event::InlineMath(tex) | Event::DisplayMath(tex) => Some(tex.into_string()),
            _ => None,
        };
        Parser::new_ext(&escaped, Options::ENABLE_MATH).filter_map(formula).collect()
    }

    #[test]
    fn money_is_no_formula() {
        let none: [&str; 0] = [];
        for text in [
            "It costs $5 and $10.",
            "It costs US$5 or US$10, at most US$20.",
            "It costs $5-$10.",
            "It costs ($5/$6).",
            "Set $HOME/$USER.",
            "He paid $100, then 50US$ more.",
        ] {
            assert_eq!(formulas(text), none, "{text}");
        }
    }

    #[test]
    fn formulas_are_formulas() {
        assert_eq!(formulas("the $n$th, $n$-th and ($2^n$) of $$x$$"), ["n", "n", "2^n", "x"]);
        assert_eq!(formulas("US$5-$x$."), ["x"]);
        assert_eq!(formulas("$5$ and $2x$"), ["5", "2x"]);
    }

    #[test]
    fn a_definition_has_a_space() {
        let text = "Paragraph.\n\n:warning: Text\n\nTerm\n: Definition\n";
        let (escaped, _) = escape_false_signs(text, Options::ENABLE_DEFINITION_LIST);
        assert_eq!(escaped, text.replace(":warning", "\\:warning"));
    }

    #[test]
    fn the_places_of_escapes_are_known() {
        let (text, escapes) = escape_false_signs("é US$5 or US$6", Options::ENABLE_MATH);
        assert_eq!(text, "é US\\$5 or US$6");
        let origin = Origin { start: 100, escapes, ..Origin::default() };
        assert_eq!(origin.place(4), 104);
        assert_eq!(origin.place(6), 105);
    }
}
