//! What is known of a collection, as its page shows it.

use serde::Serialize;

use crate::archive::Archive;
use crate::catalog::Collection;
use crate::config::is_web_address;
use crate::render::document::body;
use crate::render::web_address;

/// What is known of a collection in one regard.
#[derive(Serialize)]
pub(super) struct CollectionFact {
    name: String,
    /// HTML: the addresses in it are links.
    values: Vec<String>,
}

/// What is known of a collection, in the order in which it says it. What has one label stands together.
pub(super) fn of(archive: &Archive, collection: &Collection) -> Vec<CollectionFact> {
    let mut facts: Vec<CollectionFact> = Vec::new();
    for (label, value) in collection.facts.iter().filter(|(_, value)| !value.trim().is_empty()) {
        let name = name(archive, label);
        let value = linked(value.trim());
        match facts.last_mut() {
            Some(last) if last.name == name => last.values.push(value),
            _ => facts.push(CollectionFact { name, values: vec![value] }),
        }
    }
    facts
}

/// The words of the interface for a label that it knows.
fn name(archive: &Archive, label: &str) -> String {
    let message = format!("fact_{label}");
    let said = archive.interface.say(&message);
    if said == message { label.to_owned() } else { said.to_owned() }
}

/// A value as HTML. `WORDS <ADDRESS>` is a link, and so is each address of the web in it.
fn linked(value: &str) -> String {
    let mut html = String::new();
    let named = value.strip_suffix('>').and_then(|value| value.rsplit_once('<'));
    if let Some((words, address)) = named.filter(|(_, address)| is_web_address(address)) {
        let words = Some(words.trim()).filter(|words| !words.is_empty()).unwrap_or(address);
        body::write_link(&web_address(address), words, &mut html);
        return html;
    }
    for part in value.split_inclusive(char::is_whitespace) {
        let word = part.trim_end();
        let address =
            word.trim_start_matches(['(', '<', '[']).trim_end_matches(['.', ',', ';', ':', ')', '>', ']']);
        if !is_web_address(address) {
            body::escape(part, &mut html);
            continue;
        }
        let (before, after) = part.split_once(address).unwrap_or_default();
        body::escape(before, &mut html);
        body::write_link(&web_address(address), address, &mut html);
        body::escape(after, &mut html);
    }
    html
}

#[cfg(test)]
mod tests {
    use super::linked;

    #[test]
    fn addresses_are_links() {
        let link = |words: &str| format!("<a href=\"https://a.example/x\">{words}</a>");
        for (value, html) in [
            ("A. Orn & Co.", "A. Orn &amp; Co.".to_owned()),
            ("https://a.example/x", link("https://a.example/x")),
            ("CC BY 4.0 <https://a.example/x>", link("CC BY 4.0")),
            ("<https://a.example/x>", link("https://a.example/x")),
            ("See (https://a.example/x). So", format!("See ({}). So", link("https://a.example/x"))),
            ("a < b > c", "a &lt; b &gt; c".to_owned()),
            ("x <javascript:y()>", "x &lt;javascript:y()&gt;".to_owned()),
        ] {
            assert_eq!(linked(value), html);
        }
    }
}
