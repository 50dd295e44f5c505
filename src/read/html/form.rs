//! How elements and styles change the text in them.

use super::tree::{Place, Tree};
use crate::model::document::{Inline, TextStyle};

/// What an element makes of the text in it.
pub enum Form {
    Emphasis,
    Strong,
    Deleted,
    Superscript,
    Subscript,
    Styled(TextStyle),
}

/// Puts content into its form and its language. A raised mark of a note is raised once.
pub fn wrap(form: Option<Form>, language: Option<String>, content: Vec<Inline>, out: &mut Vec<Inline>) {
    let is_blank = content.iter().all(|inline| matches!(inline, Inline::Text(text) if text.text.trim().is_empty()));
    if content.is_empty() || is_blank {
        return out.extend(content);
    }
    let content = match language {
        Some(language) => vec![Inline::Foreign { language, content }],
        None => content,
    };
    if matches!(form, Some(Form::Superscript)) && is_marks(&content) {
        let marks = content.into_iter().filter(|inline| matches!(inline, Inline::NoteMark(_) | Inline::Anchor(_)));
        return out.extend(marks);
    }
    match form {
        None => out.extend(content),
        Some(Form::Emphasis) => out.push(Inline::Emphasis(content)),
        Some(Form::Strong) => out.push(Inline::Strong(content)),
        Some(Form::Deleted) => out.push(Inline::Deleted(content)),
        Some(Form::Superscript) => out.push(Inline::Superscript(content)),
        Some(Form::Subscript) => out.push(Inline::Subscript(content)),
        Some(Form::Styled(style)) => out.push(Inline::Styled { style, content }),
    }
}

/// Whether content is marks of notes, and signs between them.
fn is_marks(content: &[Inline]) -> bool {
    let is_sign = |text: &str| text.chars().all(|c| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')' | ',' | ';'));
    content.iter().any(|inline| matches!(inline, Inline::NoteMark(_)))
        && content.iter().all(|inline| match inline {
            Inline::NoteMark(_) | Inline::Anchor(_) => true,
            Inline::Text(text) => is_sign(&text.text),
            _ => false,
        })
}

/// How an element or its style changes the text in it.
pub fn form(tree: &Tree, place: Place) -> Option<Form> {
    match tree.name(place) {
        "em" | "i" | "cite" | "dfn" | "var" => return Some(Form::Emphasis),
        "b" | "strong" => return Some(Form::Strong),
        "del" | "s" | "strike" => return Some(Form::Deleted),
        "sup" => return Some(Form::Superscript),
        "sub" => return Some(Form::Subscript),
        "u" => return Some(Form::Styled(TextStyle::Underlined)),
        "ins" => return Some(Form::Styled(TextStyle::Inserted)),
        _ => {}
    }
    if tree.has_class(place, &["smcap", "smallcaps", "small-caps", "smallcap", "sc"]) {
        return Some(Form::Styled(TextStyle::SmallCapitals));
    }
    let style = tree.attribute(place, "style")?.to_ascii_lowercase();
    let style: String = style.split_whitespace().collect();
    let says = |rule: &str| style.contains(rule);
    if says("font-variant:small-caps") {
        Some(Form::Styled(TextStyle::SmallCapitals))
    } else if says("vertical-align:super") {
        Some(Form::Superscript)
    } else if says("vertical-align:sub") {
        Some(Form::Subscript)
    } else if says("font-style:italic") {
        Some(Form::Emphasis)
    } else if says("font-weight:bold") || says("font-weight:700") {
        Some(Form::Strong)
    } else if says("line-through") {
        Some(Form::Deleted)
    } else if says("text-decoration:underline") {
        Some(Form::Styled(TextStyle::Underlined))
    } else {
        None
    }
}
