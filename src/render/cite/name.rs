//! The names of those who wrote, sent or edited: of persons, taken apart, and of offices, as they are.
//!
//! A name is only taken for that of a person where nothing speaks against it. Any other stays whole in every form, since
//! "The Ambassador in Amsel (Lindholt)" must not become "Lindholt), The Ambassador in Amsel".

use std::borrow::Cow;

/// A name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Name<'a> {
    /// Of a person: given names and surname.
    Person { given: &'a str, family: &'a str },
    /// Of an office, a group, or of whom it is not known; as it is written.
    Literal(Cow<'a, str>),
}

/// Words that names of persons do not have, and names of organisations do.
const ORGANISATIONS: [&str; 58] = [
    "academy",
    "administration",
    "agency",
    "amt",
    "archive",
    "archives",
    "army",
    "association",
    "authority",
    "bank",
    "board",
    "botschaft",
    "bureau",
    "chancellery",
    "club",
    "college",
    "commission",
    "committee",
    "community",
    "company",
    "congress",
    "consulate",
    "contributors",
    "cooperation",
    "corporation",
    "council",
    "court",
    "delegation",
    "department",
    "division",
    "embassy",
    "foundation",
    "gmbh",
    "government",
    "group",
    "headquarters",
    "inc",
    "institute",
    "legation",
    "library",
    "ltd",
    "ministerium",
    "ministry",
    "mission",
    "museum",
    "navy",
    "office",
    "party",
    "police",
    "press",
    "service",
    "society",
    "staff",
    "team",
    "union",
    "university",
    "verein",
    "workers",
];

/// Words before names, or in offices, with which a name is more than that of a person.
const TITLES: [&str; 34] = [
    "a",
    "acting",
    "admiral",
    "ambassador",
    "an",
    "and",
    "assistant",
    "captain",
    "chairman",
    "chancellor",
    "colonel",
    "consul",
    "director",
    "dr",
    "for",
    "general",
    "king",
    "lady",
    "lord",
    "minister",
    "mr",
    "mrs",
    "ms",
    "of",
    "president",
    "prime",
    "prof",
    "professor",
    "queen",
    "secretary",
    "senator",
    "sir",
    "the",
    "und",
];

/// What stands small within surnames: `van der Orn`.
const PARTICLES: [&str; 18] = [
    "af", "al", "av", "bin", "da", "de", "del", "della", "den", "der", "di", "du", "la", "le", "ten", "van",
    "von", "zu",
];

impl<'a> Name<'a> {
    /// A name as a person writes it, of whom it is known that they are one or more persons or groups.
    pub fn of_author(text: &'a str) -> Self {
        let text = without_address(text);
        let whole = || Self::Literal(capitalised(text));
        let Some((family, given)) = text.split_once(',') else {
            return Self::in_order(text).unwrap_or_else(whole);
        };
        let (family, given) = (family.trim(), given.trim());
        let are_names = !given.contains(',') && [family, given].into_iter().all(can_be_name);
        if are_names { Self::Person { given, family } } else { whole() }
    }

    /// A name as a text has it, which can be that of an office.
    pub fn literal(text: &'a str) -> Self {
        Self::Literal(capitalised(text))
    }

    /// `Ada van Orn`.
    fn in_order(text: &'a str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        if !(2..=5).contains(&words.len()) || !can_be_name(text) {
            return None;
        }
        let is_particle = |word: &str| PARTICLES.contains(&word);
        let particles = words[1..words.len() - 1].iter().rev().take_while(|word| is_particle(word)).count();
        let first = words[words.len() - 1 - particles];
        let start = first.as_ptr() as usize - text.as_ptr() as usize;
        let (given, family) = (text[..start].trim_end(), &text[start..]);
        let is_suffix = matches!(family.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV");
        (!is_suffix).then_some(Self::Person { given, family })
    }

    /// `Ada Orn`.
    pub fn in_text(&self) -> String {
        match self {
            Self::Person { given, family } => format!("{given} {family}"),
            Self::Literal(text) => text.clone().into_owned(),
        }
    }

    /// `Orn, Ada`, as lists are sorted by it.
    pub fn inverted(&self) -> String {
        match self {
            Self::Person { given, family } => format!("{family}, {given}"),
            Self::Literal(text) => text.clone().into_owned(),
        }
    }

    /// `Orn, A.`
    pub fn with_initials(&self) -> String {
        match self {
            Self::Person { given, family } => format!("{family}, {}", initials(given)),
            Self::Literal(text) => text.clone().into_owned(),
        }
    }

    /// `A. Orn`.
    pub fn with_initials_first(&self) -> String {
        match self {
            Self::Person { given, family } => format!("{} {family}", initials(given)),
            Self::Literal(text) => text.clone().into_owned(),
        }
    }

    /// Whether it is that of an organisation: one of its words says so.
    pub fn is_organisation(&self) -> bool {
        matches!(self, Self::Literal(text) if text.split_whitespace().any(is_organisation))
    }
}

/// The name without an address or a handle: `Ada Orn <orn@a.example>`, `Ada Orn (@orn)`.
fn without_address(text: &str) -> &str {
    let end = text.find(" <").or_else(|| text.find(" (@"));
    let is_address = |start: &usize| text[*start..].contains(['@', '.', '/']);
    text[..end.filter(is_address).unwrap_or(text.len())].trim()
}

/// Whether each word is one that names of persons have.
fn can_be_name(text: &str) -> bool {
    let is_word = |word: &str| {
        let bare = word.trim_end_matches('.').to_lowercase();
        let is_capital = word.starts_with(char::is_uppercase) || PARTICLES.contains(&word);
        is_capital && !is_organisation(word) && !TITLES.contains(&bare.as_str())
    };
    let is_letter = |c: char| {
        c.is_alphabetic()
            || c.is_whitespace()
            || matches!(c, '.' | '-' | '’' | '\'' | '‑' | '\u{300}'..='\u{36f}')
    };
    !text.is_empty()
        && text.chars().all(is_letter)
        && text.split_whitespace().count() <= 5
        && text.split_whitespace().all(is_word)
}

fn is_organisation(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    ORGANISATIONS.binary_search(&word.as_str()).is_ok()
}

/// `A. B.` for `Ada Berta`, `J.-P.` for `Jean-Paul`.
fn initials(given: &str) -> String {
    let initial = |name: &str| name.chars().next().map(|first| format!("{first}.")).unwrap_or_default();
    let name = |name: &str| name.split('-').map(initial).collect::<Vec<_>>().join("-");
    // "A.B." is two names.
    let parts = given.split([' ', '.']).filter(|part| !part.is_empty());
    parts.map(name).collect::<Vec<_>>().join(" ")
}

/// The text with a capital, as it begins a sentence.
pub(super) fn capitalised(text: &str) -> Cow<'_, str> {
    match text.chars().next() {
        Some(first) if first.is_lowercase() => {
            Cow::Owned(first.to_uppercase().chain(text[first.len_utf8()..].chars()).collect())
        }
        _ => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person<'a>(given: &'a str, family: &'a str) -> Name<'a> {
        Name::Person { given, family }
    }

    #[test]
    fn persons_are_taken_apart() {
        for (text, name) in [
            ("Ada Orn", person("Ada", "Orn")),
            ("Orn, Ada", person("Ada", "Orn")),
            ("Ada B. van der Orn", person("Ada B.", "van der Orn")),
            ("Ada Orn <orn@a.example>", person("Ada", "Orn")),
            ("Ada Orn (@orn)", person("Ada", "Orn")),
        ] {
            assert_eq!(Name::of_author(text), name, "{text}");
        }
    }

    #[test]
    fn all_others_stay_whole() {
        for text in [
            "The Ambassador in Amsel (Lindholt)",
            "Lindholt, Keeper of the Lamp",
            "Amsel Harbour Office",
            "President Lindholt",
            "Orn",
            "Ada Orn Jr.",
            "Working Group 4",
        ] {
            assert_eq!(Name::of_author(text), Name::Literal(text.into()), "{text}");
        }
        assert!(Name::literal("the Legation in Amsel").is_organisation());
        assert_eq!(Name::literal("the Legation in Amsel").inverted(), "The Legation in Amsel");
        assert!(!Name::literal("The Ambassador in Amsel (Lindholt)").is_organisation());
    }

    #[test]
    fn initials_stand_for_given_names() {
        assert_eq!(person("Ada Berta", "Orn").with_initials(), "Orn, A. B.");
        assert_eq!(person("Jean-Paul", "Orn").with_initials_first(), "J.-P. Orn");
        assert_eq!(person("A.B.", "Orn").with_initials(), "Orn, A. B.");
    }

    #[test]
    fn the_words_of_organisations_are_sorted() {
        assert!(ORGANISATIONS.is_sorted());
    }
}
