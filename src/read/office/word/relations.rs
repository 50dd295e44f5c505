//! What the parts of a Word document refer to, by the ids under which they do.

use std::collections::HashMap;

use crate::read::office::package;
use crate::read::office::xml::{Step, Xml};

/// What a part refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relation {
    /// The last word of its kind: `image`, `hyperlink`, `footnotes`.
    pub(super) kind: String,
    /// Where it leads.
    pub(super) target: Target,
}

/// Where a relation leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// To a part of the file.
    Part(String),
    /// Out of it, to an address.
    Address(String),
    /// Nowhere: its name leads out of the file.
    Nowhere(String),
}

/// What a part refers to, by ids.
#[derive(Debug, Default)]
pub(super) struct Relations(HashMap<String, Relation>);

impl Relations {
    /// Reads them. `folder` is that of the part.
    pub(super) fn read(text: &str, folder: &str) -> Self {
        let mut relations = HashMap::new();
        let mut xml = Xml::new(text);
        while let Some(step) = xml.next() {
            let Step::Open(element) = step else { continue };
            if element.local() != "Relationship" {
                continue;
            }
            let (Some(id), Some(target)) = (element.attribute("Id"), element.attribute("Target")) else {
                continue;
            };
            let kind = element.attribute("Type").unwrap_or_default();
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let is_outside =
                element.attribute("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
            let target = match package::resolve(folder, &target) {
                _ if is_outside => Target::Address(target),
                // A link to a place of the document can stand here, too.
                _ if target.starts_with('#') => Target::Address(target),
                Some(part) => Target::Part(part),
                None => Target::Nowhere(target),
            };
            relations.insert(id, Relation { kind, target });
        }
        Self(relations)
    }

    /// The relation with an id.
    pub(super) fn get(&self, id: &str) -> Option<&Relation> {
        self.0.get(id)
    }

    /// The address to which a relation leads out of the file.
    pub(super) fn address(&self, id: &str) -> Option<String> {
        match &self.get(id)?.target {
            Target::Address(address) => Some(address.clone()),
            Target::Part(_) | Target::Nowhere(_) => None,
        }
    }

    /// The part of a kind; of several, the one whose id comes first.
    pub(super) fn part(&self, kind: &str) -> Option<&str> {
        let parts = self.0.iter().filter_map(|(id, relation)| match &relation.target {
            Target::Part(part) if relation.kind == kind => Some((id, part.as_str())),
            _ => None,
        });
        parts.min().map(|(_, part)| part)
    }
}

/// The part that says what a part refers to.
pub(super) fn part_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{name}.rels").trim_start_matches('/').to_owned()
}

/// The folder of a part.
pub(super) fn folder(part: &str) -> &str {
    part.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_lead_to_parts_and_addresses() {
        let text = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="a" Type="http://x/relationships/image" Target="media/a.png"/>
            <Relationship Id="b" Type="http://x/relationships/hyperlink" Target="https://example.org/?a=1&amp;b=2" TargetMode="External"/>
            <Relationship Id="c" Type="http://x/relationships/image" Target="../../../etc/passwd"/>
        </Relationships>"#;
        let relations = Relations::read(text, "word");
        assert_eq!(relations.part("image"), Some("word/media/a.png"));
        let target = |id| relations.get(id).map(|relation| relation.target.clone());
        assert_eq!(target("b"), Some(Target::Address("https://example.org/?a=1&b=2".to_owned())));
        assert_eq!(target("c"), Some(Target::Nowhere("../../../etc/passwd".to_owned())));
        assert_eq!(part_of("word/document.xml"), "word/_rels/document.xml.rels");
        assert_eq!(part_of("a.xml"), "_rels/a.xml.rels");
    }
}
