//! Collections that are elsewhere: `[[external]]` in the configuration gives a reference to one an
//! address on the web.
//!
//! A page asks for nothing outside the site, but it can link there. The address is made of what the
//! reference itself says, so whether it exists is for its host to keep.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use crate::diagnostic::suggest::did_you_mean;
use crate::model::reference::{Citation, CollectionCitation, NoteHome};

/// A collection or a series that is elsewhere.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct External {
    /// How it is cited.
    pub cite_as: CitedName,
    /// Its address, with placeholders.
    pub url: Template,
}

/// The name by which a collection or a series is cited.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct CitedName {
    /// The name as it is written.
    pub name: String,
    citation: CollectionCitation,
}

impl TryFrom<String> for CitedName {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        let citation = CollectionCitation::of_name(&name);
        if citation.series.is_none() {
            return Err(format!("`{name}` names no series: write it in full, as texts cite it"));
        }
        Ok(Self { name, citation })
    }
}

/// A web address with placeholders.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Template(Vec<AddressPart>);

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
enum AddressPart {
    Text(String),
    Placeholder(Placeholder, Form),
}

/// What a placeholder stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Placeholder {
    Series,
    Years,
    Volume,
    AddressPart,
    Document,
    Footnote,
    Page,
}

/// The placeholders by the names that templates use.
const PLACEHOLDERS: [(&str, Placeholder); 7] = [
    ("series", Placeholder::Series),
    ("years", Placeholder::Years),
    ("volume", Placeholder::Volume),
    ("part", Placeholder::AddressPart),
    ("document", Placeholder::Document),
    ("footnote", Placeholder::Footnote),
    ("page", Placeholder::Page),
];

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// As it is.
    Plain,
    /// A number with zeros before it, up to so many digits: `06`.
    Padded(usize),
    /// Years with the century once: `1969-76`.
    Short,
}

/// All that is not escaped in a value.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

impl TryFrom<String> for Template {
    type Error = String;

    fn try_from(url: String) -> Result<Self, String> {
        let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let host = host.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
        if !host.starts_with(|c: char| c.is_alphanumeric() || c == '[') || host.contains(['{', '}']) {
            return Err(format!("`{url}` is no web address: it begins with http:// or https:// and a host"));
        }
        if url.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>`\\".contains(c)) {
            return Err(format!("`{url}` has characters that no address can have"));
        }
        let mut parts = Vec::new();
        let mut rest = url.as_str();
        while let Some((text, after)) = rest.split_once('{') {
            let Some((placeholder, after)) = after.split_once('}') else {
                return Err(format!("`{url}` has a brace that is not closed"));
            };
            parts.push(AddressPart::Text(text.to_owned()));
            parts.push(parse_placeholder(placeholder)?);
            rest = after;
        }
        parts.push(AddressPart::Text(rest.to_owned()));
        Ok(Self(parts))
    }
}

/// `volume`, `volume:02`, `years:short`.
fn parse_placeholder(text: &str) -> Result<AddressPart, String> {
    let (name, form) = text.split_once(':').map_or((text, None), |(name, form)| (name, Some(form)));
    let names = PLACEHOLDERS.map(|(name, _)| name);
    let Some((_, placeholder)) = PLACEHOLDERS.into_iter().find(|(known, _)| *known == name) else {
        let advice = did_you_mean(name, &names, "the placeholders are");
        return Err(format!("`{{{name}}}` is no known placeholder: {advice}"));
    };
    let digits = form.and_then(|form| form.strip_prefix('0')).and_then(|digits| digits.parse().ok());
    let form = match (form, digits) {
        (None, _) => Form::Plain,
        (Some("short"), _) if placeholder == Placeholder::Years => Form::Short,
        (Some(_), Some(digits @ 1..=9)) => Form::Padded(digits),
        _ => return Err(format!("`{{{text}}}` has no known form: they are `:02` and, for years, `:short`")),
    };
    Ok(AddressPart::Placeholder(placeholder, form))
}

impl External {
    /// The address of what is cited, if it is this collection and has all that the template needs.
    /// `full` is the citation of its collection, with what the text left out.
    pub fn address(&self, citation: &Citation, full: &CollectionCitation) -> Option<String> {
        let name = &self.cite_as.citation;
        if !fits(full, name) {
            return None;
        }
        let mut address = String::new();
        for part in &self.url.0 {
            match part {
                AddressPart::Text(text) => address.push_str(text),
                AddressPart::Placeholder(placeholder, form) => {
                    let value = placeholder.value(citation, full).or_else(|| placeholder.of_name(name))?;
                    address.extend(utf8_percent_encode(&form.written(value), VALUE));
                }
            }
        }
        Some(address)
    }
}

/// Whether a citation means a collection of that name, or one of the series if the name is that of a
/// series. Years and part can be left out in a citation, the volume cannot.
fn fits(citation: &CollectionCitation, name: &CollectionCitation) -> bool {
    let agrees =
        |cited: &Option<String>, named: &Option<String>| cited.is_none() || named.is_none() || cited == named;
    citation.series == name.series
        && agrees(&citation.years, &name.years)
        && agrees(&citation.part, &name.part)
        && (name.volume.is_none() || citation.volume == name.volume)
}

impl Placeholder {
    /// The value that a citation gives.
    fn value<'a>(self, citation: &'a Citation, full: &'a CollectionCitation) -> Option<&'a str> {
        let (document, footnote, page) = match citation {
            Citation::Document { number, .. } => (Some(number), None, None),
            Citation::Footnote { of, label } => match of.as_ref() {
                // The source note has no number.
                NoteHome::Document { number, .. } => (Some(number), Some(label), None),
                NoteHome::Here | NoteHome::Neighbour { .. } => (None, None, None),
            },
            Citation::Page { page, .. } => (None, None, Some(page)),
            Citation::Collection(_)
            | Citation::Neighbour { .. }
            | Citation::Description(_)
            | Citation::Name(_)
            | Citation::Message(_)
            | Citation::Embedded(_)
            | Citation::File { .. } => (None, None, None),
        };
        let value = match self {
            Self::Document => document,
            Self::Footnote => footnote,
            Self::Page => page,
            Self::Series | Self::Years | Self::Volume | Self::AddressPart => return self.of_name(full),
        };
        value.map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The value that the name of a collection gives.
    fn of_name(self, name: &CollectionCitation) -> Option<&str> {
        match self {
            Self::Series => name.series.as_deref(),
            Self::Years => name.years.as_deref(),
            Self::Volume => name.volume.as_deref(),
            Self::AddressPart => name.part.as_deref(),
            Self::Document | Self::Footnote | Self::Page => None,
        }
    }
}

impl Form {
    fn written(self, value: &str) -> String {
        match self {
            Self::Padded(digits) if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                format!("{value:0>digits$}")
            }
            Self::Short => match value.split_once('-') {
                Some((first, last)) if first.get(..2) == last.get(..2) && last.len() == 4 => {
                    format!("{first}-{}", &last[2..])
                }
                _ => value.to_owned(),
            },
            Self::Plain | Self::Padded(_) => value.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn external(cite_as: &str, url: &str) -> External {
        External {
            cite_as: CitedName::try_from(cite_as.to_owned()).expect("a name"),
            url: Template::try_from(url.to_owned()).expect("a template"),
        }
    }

    fn document(collection: &CollectionCitation, number: &str) -> Citation {
        Citation::Document { collection: Some(Box::new(collection.clone())), number: number.to_owned() }
    }

    #[test]
    fn an_address_is_made_of_what_is_cited() {
        let full = CollectionCitation::of_name("Foreign Relations, 1969–1976, vol. XXXI");
        let of = |url: &str, citation: &Citation| external("Foreign Relations", url).address(citation, &full);
        let cited = document(&full, "14");
        assert_eq!(
            of("https://history.example/frus{years}v{volume}/d{document}", &cited).as_deref(),
            Some("https://history.example/frus1969-1976v31/d14")
        );
        assert_eq!(
            of("http://a.example/{series}/{years:short}v{volume:03}", &cited).as_deref(),
            Some("http://a.example/foreign%20relations/1969-76v031")
        );
        assert_eq!(of("https://a.example/{document}#fn{footnote}", &cited), None);
        let home = NoteHome::Document { collection: Some(Box::new(full.clone())), number: "14".to_owned() };
        let note = |label: &str| Citation::Footnote { of: Box::new(home.clone()), label: label.to_owned() };
        assert_eq!(
            of("https://a.example/{document}#fn{footnote}", &note("2")).as_deref(),
            Some("https://a.example/14#fn2")
        );
        assert_eq!(of("https://a.example/{footnote}", &note("")), None, "the source note has no number");
        let whole = Citation::Collection(Box::new(full.clone()));
        assert_eq!(of("https://a.example/{document}", &whole), None);
        let page = Citation::Page { collection: Some(Box::new(full.clone())), page: "7".to_owned() };
        assert_eq!(of("https://a.example/?p={page}", &page).as_deref(), Some("https://a.example/?p=7"));
    }

    #[test]
    fn a_name_means_its_collection_and_a_series_all_of_its_own() {
        let volume =
            external("Foreign Relations, 1969–1976, vol. XXXI", "https://a.example/{years}/{volume}");
        let of = |name: &str| {
            let full = CollectionCitation::of_name(name);
            volume.address(&document(&full, "1"), &full)
        };
        assert_eq!(of("Foreign Relations, vol. 31").as_deref(), Some("https://a.example/1969-1976/31"));
        assert_eq!(of("Foreign Relations, 1969–1976, vol. XXXII"), None);
        assert_eq!(of("Foreign Relations, 1961–1963, vol. XXXI"), None);
        assert_eq!(of("Skell Papers, 1969–1976, vol. XXXI"), None);
    }

    #[test]
    fn values_cannot_change_the_form_of_an_address() {
        let full = CollectionCitation::of_name("Skell Papers");
        let external = external("Skell Papers", "https://a.example/{document}");
        assert_eq!(
            external.address(&document(&full, "../?1\""), &full).as_deref(),
            Some("https://a.example/..%2F%3F1%22")
        );
    }

    #[test]
    fn only_web_addresses_with_known_placeholders_are_templates() {
        let error = |url: &str| Template::try_from(url.to_owned()).expect_err(url);
        assert!(error("javascript:alert(1)").contains("no web address"));
        assert!(error("ftp://a.example/{document}").contains("no web address"));
        assert!(error("https://{series}.example/").contains("no web address"));
        assert!(error("https://a.example/a b").contains("characters"));
        assert!(error("https://a.example/{document").contains("not closed"));
        assert!(error("https://a.example/{documnt}").contains("did you mean `document`?"));
        assert!(error("https://a.example/{volume:short}").contains("no known form"));
        assert!(error("https://a.example/{volume:2}").contains("no known form"));
        assert!(CitedName::try_from("vol. 3".to_owned()).is_err());
    }
}
