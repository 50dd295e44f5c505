//! What `<meta>` says of a document: Dublin Core, and the tags of Highwire Press. Zotero, Mendeley and Google Scholar take
//! documents from these.

use super::CitedPaper;
use super::name::Name;

type Tag = (&'static str, String);

/// Names and values for `<meta>`, of both vocabularies.
pub(crate) fn all(citation: &CitedPaper<'_>) -> Vec<Tag> {
    let mut tags = dublin_core(citation);
    tags.extend(highwire(citation));
    tags
}

/// Dublin Core. The type is one of Zotero's own names, by which it knows what the document is.
pub(crate) fn dublin_core(citation: &CitedPaper<'_>) -> Vec<Tag> {
    let collection = citation.collection.as_ref().map(|collection| collection.title);
    let edition = citation.edition.as_ref();
    let publisher =
        edition.and_then(|edition| edition.publication.publisher.as_deref()).or(citation.publisher);
    let kind = match edition {
        Some(_) => "bookSection",
        None if citation.is_mail => "email",
        None if citation.is_letter() => "letter",
        None => "manuscript",
    };
    let rights = edition.and_then(|edition| edition.publication.rights.clone());
    let fields = [
        ("DC.date", date(citation, "-")),
        ("DC.type", Some(kind.to_owned())),
        ("DC.relation.isPartOf", Some(collection.unwrap_or(citation.archive).to_owned())),
        ("DC.publisher", Some(publisher.unwrap_or(citation.archive).to_owned())),
        ("DC.identifier", citation.address.clone()),
        ("DC.language", Some(citation.language.to_owned())),
        ("DC.source", citation.original()),
        ("DC.rights", rights),
    ];
    let mut tags = vec![("DC.title", citation.title.to_owned())];
    tags.extend(citation.authors.iter().map(|author| ("DC.creator", author.inverted())));
    tags.extend(known(fields));
    tags
}

/// The tags of Highwire Press, as Google Scholar describes them for papers in books and reports. Only names of persons are
/// authors there: the name of an office would be taken apart into forename and surname.
pub(crate) fn highwire(citation: &CitedPaper<'_>) -> Vec<Tag> {
    let edition = citation.edition.as_ref();
    let publication = edition.map(|edition| edition.publication);
    let is_person = |name: &&Name<'_>| matches!(name, Name::Person { .. });
    let year = publication.and_then(|publication| publication.year.clone());
    let fields = [
        ("citation_publication_date", year.or_else(|| date(citation, "/"))),
        ("citation_inbook_title", edition.map(|edition| edition.title.to_owned())),
        ("citation_volume", publication.and_then(|publication| publication.volume.clone())),
        ("citation_firstpage", citation.pages().map(|(first, _)| first.to_owned())),
        ("citation_lastpage", citation.pages().map(|(_, last)| last.to_owned())),
        ("citation_publisher", publication.and_then(|publication| publication.publisher.clone())),
        ("citation_language", Some(citation.language.to_owned())),
        ("citation_fulltext_html_url", citation.address.clone()),
    ];
    let mut tags = vec![("citation_title", citation.title.to_owned())];
    tags.extend(
        citation.authors.iter().filter(is_person).map(|author| ("citation_author", author.inverted())),
    );
    let editors = edition.iter().flat_map(|edition| &edition.editors);
    tags.extend(editors.map(|editor| ("citation_editor", editor.inverted())));
    tags.extend(known(fields));
    tags
}

/// The date as far as it is exact, else as people write it, which programs of Dublin Core keep.
fn date(citation: &CitedPaper<'_>, stroke: &str) -> Option<String> {
    let date = citation.date.as_ref()?;
    match date.exact {
        Some(exact) => Some(exact.parts().collect::<Vec<_>>().join(stroke)),
        // Scholar reads numbers only.
        None => (stroke == "-").then(|| date.text.clone()),
    }
}

fn known(fields: impl IntoIterator<Item = (&'static str, Option<String>)>) -> Vec<Tag> {
    fields
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)))
        .collect()
}
