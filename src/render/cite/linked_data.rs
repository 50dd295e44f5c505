//! What a page says of its document in JSON-LD, in the words of [schema.org](https://schema.org/ArchiveComponent).

use serde::Serialize;
use serde_json::Value;

use super::name::Name;
use super::{CitedPaper, Edition};
use crate::config::is_web_address;
use crate::render::Link;

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
    about: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_created: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_sent: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location_created: Option<Named<'a>>,
    in_language: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Party<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sender: Vec<Party<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    recipient: Vec<Party<'a>>,
    is_part_of: Whole<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    holding_archive: Option<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<Named<'a>>,
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

/// Who wrote, sent or received: a person or an organisation where that is sure.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Party<'a> {
    #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    given_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    family_name: Option<&'a str>,
}

impl<'a> Party<'a> {
    fn all(names: &'a [Name<'_>]) -> Vec<Self> {
        names.iter().map(Self::of).collect()
    }

    fn of(name: &'a Name<'_>) -> Self {
        let kind = match name {
            Name::Person { .. } => Some("Person"),
            Name::Literal(_) => name.is_organisation().then_some("Organization"),
        };
        let (given_name, family_name) = match name {
            Name::Person { given, family } => (Some(*given), Some(*family)),
            Name::Literal(_) => (None, None),
        };
        Self { kind, name: name.in_text(), given_name, family_name }
    }
}

/// What holds the document: a collection of the archive, which can be a book.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Whole<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    name: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    editor: Vec<Party<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<String>,
}

impl<'a> Whole<'a> {
    fn of(citation: &'a CitedPaper<'_>) -> Self {
        let link = citation.collection.as_ref();
        let edition = citation.edition.as_ref();
        let publication = edition.map(|edition: &Edition<'_>| edition.publication);
        Self {
            kind: if edition.is_some() { "Book" } else { "ArchiveComponent" },
            id: link.map(|link| link.href.as_str()),
            name: link.map_or(citation.archive, |link| link.title),
            editor: edition.map(|edition| Party::all(&edition.editors)).unwrap_or_default(),
            publisher: publication.and_then(|publication| publication.publisher.as_deref()),
            date_published: publication.and_then(|publication| publication.year.as_deref()),
            identifier: publication
                .and_then(|publication| publication.doi.as_ref())
                .map(|doi| format!("https://doi.org/{doi}")),
        }
    }
}

/// JSON-LD that can stand in `<script>`: nothing in it ends the element.
pub(crate) fn json_ld(citation: &CitedPaper<'_>, cited: &[Link<'_>]) -> String {
    let named = |kind, name| Named { kind, id: None, name };
    let exact = citation.date.as_ref().and_then(|date| date.exact);
    let date = exact.map(|date| date.parts().collect::<Vec<_>>().join("-"));
    let is_sent = citation.is_sent();
    let component = Component {
        context: "https://schema.org",
        types: ["ArchiveComponent", kind(citation)],
        id: citation.address.as_deref(),
        name: citation.title,
        position: citation.number,
        genre: citation.kind,
        about: citation.subject.filter(|subject| *subject != citation.title),
        date_created: date.as_deref(),
        date_sent: date.as_deref().filter(|_| is_sent),
        location_created: citation.place.map(|place| named("Place", place)),
        in_language: citation.language,
        author: Party::all(&citation.authors),
        sender: if is_sent { Party::all(&citation.authors) } else { Vec::new() },
        recipient: Party::all(&citation.receivers),
        is_part_of: Whole::of(citation),
        holding_archive: citation.repository.map(|name| named("ArchiveOrganization", name)),
        license: citation.edition.as_ref().and_then(|edition| licence(edition)),
        citation: cited.iter().map(|link| Named::linked("CreativeWork", link)).collect(),
    };
    // Texts can always be written; `<` stands in them only.
    serde_json::to_string(&component).unwrap_or_default().replace('<', "\\u003c")
}

/// The type that says most of what is sure. Letters and telegrams are messages there.
fn kind(citation: &CitedPaper<'_>) -> &'static str {
    if citation.is_mail {
        "EmailMessage"
    } else if citation.is_sent() {
        "Message"
    } else {
        "CreativeWork"
    }
}

/// The conditions of use: an address, or a text that has a name alone.
fn licence(edition: &Edition<'_>) -> Option<Value> {
    let rights = edition.publication.rights.as_deref()?;
    Some(if is_web_address(rights) {
        Value::String(rights.to_owned())
    } else {
        serde_json::json!({ "@type": "CreativeWork", "name": rights })
    })
}
