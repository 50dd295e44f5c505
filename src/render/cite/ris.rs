//! RIS: lines of a tag of two letters and a value.

use super::CitedPaper;

/// A document's record. In a file its lines end with CR and LF.
pub(crate) fn record(citation: &CitedPaper<'_>) -> String {
    let mut out = String::new();
    let mut line = |tag: &str, value: &str| {
        // A value cannot hold a line end: what follows it would be taken for a tag.
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        out.push_str(&format!("{tag}  - {value}\n"));
    };
    // A personal communication would be nearer to a letter, but has no place for the collection.
    line("TY", "MANSCPT");
    let date = citation.date.as_ref();
    let exact = date.and_then(|date| date.exact);
    // The date's four parts have their strokes even where they are empty.
    let day = exact.map(|date| {
        let mut parts: Vec<String> = date.parts().collect();
        parts.resize(4, String::new());
        parts.join("/")
    });
    let inexact = date.filter(|_| exact.is_none()).map(|date| citation.dated(date));
    let number = citation.document();
    let original = [citation.repository, citation.shelf].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let fields = [
        ("AU", citation.from.map(str::to_owned)),
        ("TI", Some(citation.title.to_owned())),
        ("PY", exact.map(|date| format!("{:04}", date.year))),
        ("DA", day),
        ("T2", citation.collection.as_ref().map(|collection| collection.title.to_owned())),
        ("M1", number),
        ("M3", citation.kind.map(str::to_owned)),
        ("DB", Some(citation.archive.to_owned())),
        ("PB", citation.publisher.map(str::to_owned)),
        ("AV", Some(original).filter(|original| !original.is_empty())),
        ("N1", inexact),
        ("LA", Some(citation.language.to_owned())),
        ("UR", citation.address.clone()),
    ];
    for (tag, value) in fields {
        if let Some(value) = value {
            line(tag, &value);
        }
    }
    line("ER", "");
    out
}
