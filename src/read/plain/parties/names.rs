//! What can be the name of a sender or receiver.

/// Offices whose names go on with "to": "the Mission to the League", "Assistant to the President".
const GOING_ON: &[&str] = &[
    "adviser",
    "advisor",
    "aide",
    "ambassador",
    "assistant",
    "counselor",
    "delegate",
    "delegation",
    "deputy",
    "attorney",
    "counsel",
    "counsellor",
    "physician",
    "heir",
    "successor",
    "envoy",
    "liaison",
    "mission",
    "observer",
    "representative",
    "secretary",
];

/// Other offices and bodies that write and are written to.
const OFFICES: &[&str] = &[
    "minister",
    "ministry",
    "consul",
    "consulate",
    "embassy",
    "legation",
    "department",
    "president",
    "chancellor",
    "governor",
    "general",
    "admiral",
    "king",
    "queen",
    "emperor",
    "empress",
    "regent",
    "prince",
    "princess",
    "commissioner",
    "director",
    "chairman",
    "board",
    "bishop",
    "pope",
    "senator",
    "commander",
    "chargé",
    "government",
    "ministerium",
    "botschafter",
    "gesandte",
    "gesandten",
    "konsul",
    "präsident",
    "präsidenten",
    "kaiser",
    "könig",
    "reichskanzler",
    "ministre",
    "ambassadeur",
    "préfet",
    "président",
    "roi",
    "ministro",
    "embajador",
    "ambasciatore",
    "presidente",
];

/// What stands before a person's name.
const HONORIFICS: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "sir",
    "lady",
    "lord",
    "dame",
    "baron",
    "baroness",
    "count",
    "countess",
    "duke",
    "duchess",
    "captain",
    "capt",
    "colonel",
    "col",
    "major",
    "lieutenant",
    "rev",
    "reverend",
    "father",
    "mlle",
    "mademoiselle",
    "messrs",
    "frau",
    "herr",
    "herrn",
    "fräulein",
    "graf",
    "grafen",
    "fürsten",
    "herzog",
    "herzogin",
    "gräfin",
    "freiherr",
    "freiherrn",
    "fürst",
    "fürstin",
    "senhor",
    "senhora",
    "abbé",
    "comte",
    "comtesse",
    "marquis",
];

/// The same in languages that write "a" for "to".
const ROMANCE_HONORIFICS: &[&str] = &[
    "m", "mme", "monsieur", "madame", "don", "doña", "señor", "señora", "sr", "sra", "signor", "signora",
    "dom",
];

/// Words within names that need no capital.
const PARTICLES: &[&str] = &[
    "of", "the", "for", "in", "at", "and", "on", "&", "von", "vom", "zu", "zum", "zur", "van", "der", "den",
    "dem", "die", "das", "des", "und", "für", "de", "du", "d", "la", "le", "les", "l", "et", "di", "del",
    "della", "dei", "da", "do", "dos", "das", "e", "y", "el", "los", "las", "al", "bin", "ibn", "ten", "ter",
    "af", "av", "his", "her",
];

/// Words with which titles begin that go on with "to": "Introduction to Logic".
const TITLE_NOUNS: &[&str] = &[
    "introduction",
    "road",
    "roads",
    "guide",
    "how",
    "welcome",
    "response",
    "responses",
    "chapter",
    "answer",
    "answers",
    "reply",
    "replies",
    "return",
    "journey",
    "journeys",
    "way",
    "ways",
    "key",
    "keys",
    "appendix",
    "preface",
    "letters",
    "contribution",
    "contributions",
    "approach",
    "path",
    "ode",
    "odes",
    "supplement",
    "companion",
    "index",
    "back",
    "invitation",
    "addendum",
    "amendment",
    "annex",
    "access",
    "addition",
    "additions",
    "attention",
    "voyage",
    "trip",
    "visit",
    "visits",
    "reference",
    "references",
    "preliminaries",
    "prelude",
    "prologue",
    "epilogue",
    "foreword",
    "objections",
    "objection",
    "reaction",
    "reactions",
    "right",
    "rights",
    "threat",
    "transition",
    "march",
    "passage",
    "exit",
    "gateway",
    "bridge",
    "bridges",
    "a",
    "an",
    "address",
    "tribute",
    "sequel",
    "steps",
    "step",
    "notes",
    "from",
    "farewell",
    "same",
];

/// What documents are called: "The Regent's Report to the Board" names no sender.
const DOCUMENTS: &[&str] = &[
    "report",
    "message",
    "letter",
    "address",
    "speech",
    "statement",
    "remark",
    "memorandum",
    "memoranda",
    "note",
    "reply",
    "replie",
    "visit",
    "appeal",
    "petition",
    "proposal",
    "telegram",
    "communication",
    "instruction",
    "lecture",
    "oration",
    "gift",
    "threat",
    "answer",
    "response",
    "contribution",
];

/// Days and months, from which titles go "to" others.
const TIMES: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Whether an office before a "to" goes on with it.
pub(super) fn is_office_going_on(before: &str) -> bool {
    let word = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
    GOING_ON.contains(&word.trim_end_matches('s'))
}

/// Whether words can be a person's or an office's name: all of them are capitalised but for particles, and
/// the first is not one with which titles begin.
pub(super) fn is_party(side: &str) -> bool {
    let side = side.strip_prefix("The ").or_else(|| side.strip_prefix("the ")).unwrap_or(side);
    let words: Vec<&str> = words(side).collect();
    let (Some(first), true) = (words.first(), words.len() <= 24) else { return false };
    let is_long = words.iter().any(|word| word.chars().nth(1).is_some());
    let first = first.to_lowercase();
    let begins_a_title =
        TITLE_NOUNS.contains(&first.as_str()) || TIMES.contains(&first.as_str()) && words.len() == 1;
    let last = words.last().map(|last| last.to_lowercase()).unwrap_or_default();
    let is_document = words.len() > 1 && DOCUMENTS.contains(&last.trim_end_matches('s'));
    let names_a_source = words.iter().any(|word| word.eq_ignore_ascii_case("from"));
    let is_part = |word: &&str| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || !c.is_lowercase())
            || PARTICLES.contains(word)
            || OFFICES.contains(word)
            || is_in_brackets(side, word)
            || word.split(['’', '\'']).nth(1).is_some_and(|rest| rest.starts_with(char::is_uppercase))
    };
    let has_name = words.iter().any(|word| word.starts_with(char::is_uppercase));
    is_long
        && has_name
        && !begins_a_title
        && !is_document
        && !names_a_source
        && !side.contains(['?', '!', ':', ';'])
        && words.iter().all(is_part)
}

/// Whether a side bears an honorific or is an office.
pub(super) fn is_addressed(side: &str) -> bool {
    let mut words = words(side).map(|word| word.trim_end_matches('s').to_lowercase());
    words.any(|word| {
        let is_among =
            |list: &[&str]| list.contains(&word.as_str()) || list.contains(&format!("{word}s").as_str());
        is_among(OFFICES) || is_among(HONORIFICS) || is_among(ROMANCE_HONORIFICS) || is_among(GOING_ON)
    })
}

/// Whether a receiver is addressed as in a language that writes "a" for "to".
pub(super) fn is_foreign_address(side: &str) -> bool {
    let first = words(side).next().unwrap_or_default().to_lowercase();
    ROMANCE_HONORIFICS.contains(&first.as_str()) || ["sua", "su", "messieurs"].contains(&first.as_str())
}

/// Whether a title begins with the English article rather than the German "to": "An Account of the Lamp".
pub(super) fn is_after_article(title: &str) -> bool {
    let rest = title.strip_prefix("An ").or_else(|| title.strip_prefix("AN "));
    rest.is_some_and(|rest| rest.starts_with(['A', 'E', 'I', 'O', 'U', 'H', 'a', 'e', 'i', 'o', 'u', 'h']))
        && !rest.is_some_and(|rest| rest.starts_with("Herr"))
}

/// A side's name without the article; `None` if nothing is left.
pub(super) fn name(side: &str) -> Option<String> {
    let side = side.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(").replace(" )", ")");
    let articles = ["the ", "The ", "THE ", "den ", "dem ", "die ", "das ", "Der ", "Die ", "Das "];
    let side = articles.iter().find_map(|article| side.strip_prefix(article)).unwrap_or(&side);
    // The mark of a note is no part of it.
    let is_mark = |mark: &str| !mark.is_empty() && mark.bytes().all(|byte| byte.is_ascii_digit());
    let marked = side.strip_suffix(']').and_then(|side| side.rsplit_once('['));
    let side = marked.filter(|(_, mark)| is_mark(mark)).map_or(side, |(side, _)| side);
    let side = side.trim_end_matches([',', ';', ':', ' ']);
    // The full stop of an abbreviation belongs to it: "Orn, Jr."
    let last = side.rsplit(' ').next().unwrap_or_default();
    let is_abbreviation =
        last.len() <= 3 && last.starts_with(char::is_uppercase) || last.matches('.').count() > 1;
    let side = if is_abbreviation { side } else { side.trim_end_matches('.') };
    (!side.is_empty()).then(|| side.to_owned())
}

fn words(side: &str) -> impl Iterator<Item = &str> {
    side.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&'))
        .filter(|word| !word.is_empty())
}

fn is_in_brackets(side: &str, word: &str) -> bool {
    let Some(at) = side.find(word) else { return false };
    side[..at].matches(['(', '[']).count() > side[..at].matches([')', ']']).count()
}
