//! Pairs of raw tags that become something else with what stands between them: superscripts, links,
//! players, and what is left out as a whole.

use crate::model::document::Inline;

/// How many pairs of tags may nest: the tree must not become deep through them.
const PAIRS: usize = 3;

/// The elements that are left out with what they hold.
pub const LEFT_OUT_WHOLE: [&str; 8] =
    ["script", "style", "iframe", "noembed", "noframes", "svg", "math", "template"];

/// What a tag that was opened becomes.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Pair {
    Superscript,
    Subscript,
    /// A link to another host, whose tags stay as they are.
    Foreign,
    /// A link whose reference stands in the place of its tag, without words yet.
    Link,
    /// Sound or a film, of which only the first source is taken.
    Player,
    /// Nothing.
    Nothing,
}

/// The pair that a tag opens.
fn opens(inline: &Inline) -> Option<Pair> {
    match inline {
        Inline::Reference { content, .. } if content.is_empty() => Some(Pair::Link),
        Inline::Html(tag) => Some(match name(tag, "<")? {
            "sup" if tag == "<sup>" => Pair::Superscript,
            "sub" if tag == "<sub>" => Pair::Subscript,
            "a" => Pair::Foreign,
            "audio" | "video" => Pair::Player,
            name if LEFT_OUT_WHOLE.contains(&name) => Pair::Nothing,
            _ => return None,
        }),
        _ => None,
    }
}

/// Whether a tag closes a pair that another opened.
fn closes(inline: &Inline, pair: Pair, opening: &Inline) -> bool {
    let Inline::Html(tag) = inline else { return false };
    let Some(closing) = name(tag, "</") else { return false };
    match (pair, opening) {
        (Pair::Link, _) => closing == "a",
        (_, Inline::Html(opening)) => name(opening, "<") == Some(closing),
        _ => false,
    }
}

/// The name in a tag that begins so.
fn name<'a>(tag: &'a str, begin: &str) -> Option<&'a str> {
    let name = tag.strip_prefix(begin)?;
    Some(&name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())])
}

/// Puts pairs together. A link that is not closed is none.
pub fn pair(inlines: Vec<Inline>) -> Vec<Inline> {
    if !inlines.iter().any(|inline| opens(inline).is_some()) {
        return inlines;
    }
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    let mut open: Vec<(usize, Pair)> = Vec::new();
    for inline in inlines {
        if let Some(pair) = opens(&inline).filter(|_| open.len() < PAIRS) {
            open.push((out.len(), pair));
            out.push(inline);
            continue;
        }
        let closed = open.iter().rposition(|(start, pair)| closes(&inline, *pair, &out[*start]));
        match closed.map(|at| open.split_off(at)[0]) {
            Some((_, Pair::Foreign)) | None => out.push(inline),
            Some((start, pair)) => {
                let content = out.split_off(start + 1);
                if let Some(opening) = out.pop() {
                    out.extend(put_together(pair, opening, content));
                }
            }
        }
    }
    out.retain(|inline| opens(inline) != Some(Pair::Link));
    out
}

/// What a pair becomes with what stands between its tags.
fn put_together(pair: Pair, opening: Inline, content: Vec<Inline>) -> Vec<Inline> {
    match (pair, opening) {
        (Pair::Superscript, _) => vec![Inline::Superscript(content)],
        (Pair::Subscript, _) => vec![Inline::Subscript(content)],
        (Pair::Link, Inline::Reference { index, .. }) => vec![Inline::Reference { index, content }],
        (Pair::Player, _) => {
            let is_image = |inline: &Inline| matches!(inline, Inline::Image { .. });
            match content.iter().position(is_image) {
                Some(at) => content.into_iter().nth(at).into_iter().collect(),
                None => content,
            }
        }
        _ => Vec::new(),
    }
}
