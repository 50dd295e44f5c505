//! What the names of styles say of the paragraphs and letters that have them, in the languages in which programs name them.

use super::parts::Role;

/// The words that name headings before a figure.
#[rustfmt::skip]
const HEADINGS: [&str; 30] = [
    "heading", "überschrift", "titre", "título", "titulo", "titolo", "encabezado", "kop", "rubrik", "overskrift",
    "otsikko", "nagłówek", "nadpis", "заголовок", "cabeçalho", "címsor", "başlık", "見出し", "标题", "標題", "제목",
    "عنوان", "כותרת", "επικεφαλίδα", "titlu", "naslov", "koptekst", "pealkiri", "virsraksts", "antraštė",
];

/// The names of other styles, with the parts that they give.
#[rustfmt::skip]
const ROLES: [(&str, Role); 59] = [
    ("title", Role::Title), ("titel", Role::Title), ("titre", Role::Title), ("título", Role::Title),
    ("titolo", Role::Title), ("puesto", Role::Title), ("otsikko", Role::Title), ("tytuł", Role::Title),
    ("название", Role::Title), ("표제", Role::Title), ("表題", Role::Title),
    ("subtitle", Role::Subtitle), ("untertitel", Role::Subtitle), ("sous-titre", Role::Subtitle),
    ("author", Role::Subtitle), ("subtítulo", Role::Subtitle), ("sottotitolo", Role::Subtitle), ("ondertitel", Role::Subtitle),
    ("quote", Role::Quote), ("intense quote", Role::Quote), ("block text", Role::Quote), ("quotations", Role::Quote),
    ("quotation", Role::Quote), ("block quote", Role::Quote), ("blockquote", Role::Quote), ("zitat", Role::Quote),
    ("intensives zitat", Role::Quote), ("blocktext", Role::Quote), ("citation", Role::Quote),
    ("citation intense", Role::Quote), ("cita", Role::Quote), ("cita destacada", Role::Quote), ("citazione", Role::Quote),
    ("citat", Role::Quote), ("extract", Role::Quote), ("block quotation", Role::Quote),
    ("source code", Role::Code), ("html preformatted", Role::Code), ("preformatted text", Role::Code),
    ("code", Role::Code), ("code block", Role::Code), ("macro text", Role::Code), ("macro", Role::Code),
    ("html vorformatiert", Role::Code), ("préformaté html", Role::Code),
    ("caption", Role::Caption), ("image caption", Role::Caption), ("table caption", Role::Caption),
    ("beschriftung", Role::Caption), ("légende", Role::Caption), ("figure", Role::Caption), ("table", Role::Caption),
    ("illustration", Role::Caption),
    ("definition term", Role::Term), ("definition", Role::Definition),
    ("salutation", Role::Salutation), ("closing", Role::Signature), ("signature", Role::Signature),
    ("list contents", Role::Continuation),
];

/// The part of the paragraphs that have a style of this name.
pub(super) fn role(name: &str) -> Option<Role> {
    let name = normal(name);
    if let Some(level) = heading_level(&name) {
        return Some(Role::Heading(level));
    }
    if let Some((_, role)) = ROLES.iter().find(|(known, _)| *known == name) {
        return Some(*role);
    }
    let begins = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
    if begins(&["verse", "poem", "poetry", "gedicht"]) {
        return Some(Role::Lines);
    }
    begins(&[
        "list continue",
        "list paragraph",
        "listenfortsetzung",
        "listenabsatz",
        "liste suite",
        "paragraphe de liste",
    ])
    .then_some(Role::Continuation)
}

/// Whether letters with a style of this name are code.
pub(super) fn is_code(name: &str) -> bool {
    let name = normal(name);
    matches!(
        name.as_str(),
        "verbatim char"
            | "html code"
            | "source text"
            | "code"
            | "code char"
            | "inline code"
            | "html typewriter"
            | "html sample"
            | "html keyboard"
            | "teletype"
            | "user entry"
            | "source code char"
    )
}

/// The level of a heading, by the name of its style: `heading 2`, `Überschrift2`.
fn heading_level(name: &str) -> Option<u8> {
    let digit = name.chars().next_back()?;
    let level = u8::try_from(digit.to_digit(10)?).ok().filter(|level| *level > 0)?;
    let word = name[..name.len() - digit.len_utf8()].trim_end();
    HEADINGS.contains(&word).then_some(level)
}

/// A name in small letters, with one space between its words.
fn normal(name: &str) -> String {
    // OpenDocument writes signs of names as their numbers.
    let name = name.replace("_20_", " ").replace('_', " ");
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_paragraphs_are() {
        for (name, wanted) in [
            ("heading 1", Some(Role::Heading(1))),
            ("Heading 6", Some(Role::Heading(6))),
            ("Überschrift 2", Some(Role::Heading(2))),
            ("berschrift2", None),
            ("Titre 1", Some(Role::Heading(1))),
            ("Titre", Some(Role::Title)),
            ("Heading_20_3", Some(Role::Heading(3))),
            ("Title", Some(Role::Title)),
            ("Intense Quote", Some(Role::Quote)),
            ("Normal", None),
            ("heading 0", None),
            ("heading 10", None),
            ("List Continue 2", Some(Role::Continuation)),
            ("제목 1", Some(Role::Heading(1))),
        ] {
            assert_eq!(role(name), wanted, "{name}");
        }
        assert!(is_code("Verbatim Char") && !is_code("Strong"));
    }
}
