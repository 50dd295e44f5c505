//! What a page says of its document to programs that read pages: Dublin Core, from which Zotero takes
//! a document, and JSON-LD in the words of [schema.org](https://schema.org/ArchiveComponent).

use serde::Serialize;

use super::CitedPaper;
use crate::render::Link;

/// Names and values for `<meta>`. The type is one of Zotero's own names, by which it knows what
/// the document is. The writer is left out where the title names them, as an office would be taken apart
/// into forename and surname.
pub(crate) fn dublin_core(citation: &CitedPaper<'_>) -> Vec<(&'static str, String)> {
    let date = citation.date.as_ref().map(|date| match date.exact {
        Some(exact) => exact.parts().collect::<Vec<_>>().join("-"),
        None => date.text.clone(),
    });
    let source = [citation.repository, citation.shelf].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let collection = citation.collection.as_ref().map(|collection| collection.title);
    [
        ("DC.title", Some(citation.title.to_owned())),
        ("DC.creator", citation.unnamed_author().map(str::to_owned)),
        ("DC.date", date),
        ("DC.type", Some(if citation.is_letter() { "letter" } else { "manuscript" }.to_owned())),
        ("DC.relation.isPartOf", Some(collection.unwrap_or(citation.archive).to_owned())),
        ("DC.publisher", Some(citation.publisher.unwrap_or(citation.archive).to_owned())),
        ("DC.identifier", citation.address.clone()),
        ("DC.language", Some(citation.language.to_owned())),
        ("DC.source", Some(source).filter(|source| !source.is_empty())),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Component<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    types: [&'static str; 2],
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location_created: Option<Named<'a>>,
    in_language: &'a str,
    is_part_of: Named<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    holding_archive: Option<Named<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<Named<'a>>,
    /// Who wrote it and to whom. Whether they are persons or offices is not known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<Named<'a>>,
}

/// What has a name, and perhaps an address.
#[derive(Serialize)]
struct Named<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    name: &'a str,
}

impl<'a> Named<'a> {
    fn linked(kind: &'static str, link: &'a Link<'a>) -> Self {
        Self { kind, id: Some(&link.href), name: link.title }
    }
}

/// JSON-LD that can stand in `<script>`: nothing in it ends the element.
pub(crate) fn json_ld(citation: &CitedPaper<'_>, cited: &[Link<'_>]) -> String {
    let named = |kind, name| Named { kind, id: None, name };
    let component = Component {
        context: "https://schema.org",
        types: ["ArchiveComponent", "CreativeWork"],
        id: citation.address.as_deref(),
        name: citation.title,
        position: citation.number,
        genre: citation.kind,
        date_created: citation
            .date
            .as_ref()
            .and_then(|date| date.exact)
            .map(|date| date.parts().collect::<Vec<_>>().join("-")),
        location_created: citation.place.map(|place| named("Place", place)),
        in_language: citation.language,
        is_part_of: citation.collection.as_ref().map_or_else(
            || named("ArchiveComponent", citation.archive),
            |collection| Named::linked("ArchiveComponent", collection),
        ),
        holding_archive: citation.repository.map(|name| named("ArchiveOrganization", name)),
        citation: cited.iter().map(|link| Named::linked("CreativeWork", link)).collect(),
        mentions: [citation.from, citation.to]
            .into_iter()
            .flatten()
            .map(|name| named("Thing", name))
            .collect(),
    };
    // Texts can always be written; `<` stands in them only.
    serde_json::to_string(&component).unwrap_or_default().replace('<', "\\u003c")
}
