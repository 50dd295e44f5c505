//! RIS: lines of a tag of two letters and a value.

use super::CitedPaper;
use super::name::Name;

/// A document's record. In a file its lines end with CR and LF.
pub(crate) fn record(citation: &CitedPaper<'_>) -> String {
    let mut out = String::new();
    let mut line = |tag: &str, value: &str| {
        // A value cannot hold a line end: what follows it would be taken for a tag.
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        out.push_str(&format!("{tag}  - {value}\n"));
    };
    // A personal communication would be nearer to a letter, but has no place for the collection.
    line("TY", if citation.edition.is_some() { "CHAP" } else { "MANSCPT" });
    citation.authors.iter().for_each(|author| line("AU", &name(author)));
    line("TI", citation.title);
    let editors = citation.edition.iter().flat_map(|edition| &edition.editors);
    editors.for_each(|editor| line("ED", &name(editor)));
    let fields = date(citation).into_iter().chain(place(citation)).chain([
        ("M3", citation.kind.map(str::to_owned)),
        ("DB", Some(citation.archive.to_owned())),
        ("AV", citation.original()),
        ("LA", Some(citation.language.to_owned())),
        ("UR", citation.address.clone()),
    ]);
    for (tag, value) in fields {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            line(tag, &value);
        }
    }
    line("ER", "");
    out
}

type Tagged = (&'static str, Option<String>);

/// When: of a part of a book the book's year, and its own date as a note.
fn date(citation: &CitedPaper<'_>) -> Vec<Tagged> {
    let year = citation.edition.as_ref().and_then(|edition| edition.publication.year.clone());
    let date = citation.date.as_ref();
    let exact = date.and_then(|date| date.exact).filter(|_| year.is_none());
    // The date's four parts have their strokes even where they are empty.
    let day = exact.map(|date| {
        let mut parts: Vec<String> = date.parts().collect();
        parts.resize(4, String::new());
        parts.join("/")
    });
    let said = date.filter(|_| exact.is_none()).map(|date| citation.dated(date));
    vec![("PY", year.or_else(|| exact.map(|date| format!("{:04}", date.year)))), ("DA", day), ("N1", said)]
}

/// Where: the collection, and what is known of it as a book.
fn place(citation: &CitedPaper<'_>) -> Vec<Tagged> {
    let number = ("M1", citation.document());
    let pages = citation.pages();
    let pages =
        [("SP", pages.map(|(first, _)| first.to_owned())), ("EP", pages.map(|(_, last)| last.to_owned()))];
    let Some(edition) = &citation.edition else {
        let collection = citation.collection.as_ref().map(|collection| collection.title.to_owned());
        let publisher = ("PB", citation.publisher.map(str::to_owned));
        return [("T2", collection), number, publisher].into_iter().chain(pages).collect();
    };
    let publication = edition.publication;
    [
        ("T2", Some(edition.title.to_owned())),
        ("T3", publication.series.clone()),
        ("VL", publication.volume.clone()),
        number,
        ("PB", publication.publisher.clone()),
        ("CY", publication.place.clone()),
    ]
    .into_iter()
    .chain(pages)
    .collect()
}

/// `Orn, Ada`. A comma would take the name of an office apart.
fn name(name: &Name<'_>) -> String {
    match name {
        Name::Person { .. } => name.inverted(),
        Name::Literal(text) => text.replace(", ", " – ").replace(',', " "),
    }
}
