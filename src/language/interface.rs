//! The words of the interface, in the archive's language.
//!
//! They stand in a file for each language, in the syntax of [Fluent](https://projectfluent.org/fluent/guide/), which
//! knows the forms of plural. English is complete; what another language or the archive's own file in
//! `templates/words/` leaves out is shown in English.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use regex::{Captures, Regex};
use tera::{Kwargs, State, Tera};
use unic_langid::{CharacterDirection, LanguageIdentifier};

use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::field::Label;
use crate::model::fingerprint::Fingerprint;

/// The built-in languages: tag and messages. The first is English.
const BUILT_IN: [(&str, &str); 3] = [
    ("en", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/words/en.ftl"))),
    ("de", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/words/de.ftl"))),
    ("ar", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/words/ar.ftl"))),
];

/// The words of the interface.
#[derive(Clone)]
pub struct Interface(Arc<Messages>);

struct Messages {
    bundle: FluentBundle<FluentResource>,
    /// The messages without arguments, as they are shown.
    plain: BTreeMap<String, String>,
    fingerprint: Fingerprint,
}

impl std::fmt::Debug for Interface {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Interface").field(&self.0.bundle.locales).finish()
    }
}

impl Interface {
    /// The direction in which its language is written: `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        self.0.bundle.locales.first().map_or("ltr", |locale| direction(&locale.to_string()))
    }

    /// The words of a language, a BCP 47 tag: those built in, and over them the archive's own.
    ///
    /// # Errors
    /// A diagnostic, if the archive's file cannot be read or understood, or has a message that does not exist.
    pub fn load(root: &Path, language: &str) -> Result<Self, Diagnostic> {
        Ok(Self::new(language, own_words(root, language)?))
    }

    /// The built-in words in English.
    pub fn english() -> Self {
        Self::new("en", None)
    }

    fn new(language: &str, own: Option<FluentResource>) -> Self {
        let locale: LanguageIdentifier = language.parse().unwrap_or_default();
        let texts: Vec<&str> = BUILT_IN
            .iter()
            .filter(|(tag, _)| *tag == "en" || *tag == locale.language.as_str())
            .map(|(_, text)| *text)
            .collect();
        let fingerprint = Fingerprint::of(&(language, &texts, own.as_ref().map(FluentResource::source)));
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Marks that keep the directions of words apart are needed where words of both meet.
        bundle.set_use_isolating(is_right_to_left(language));
        for resource in texts.into_iter().map(built_in).chain(own) {
            bundle.add_resource_overriding(resource);
        }
        let mut messages = Messages { bundle, plain: BTreeMap::new(), fingerprint };
        let ids = message_ids(&built_in(BUILT_IN[0].1)).into_iter();
        messages.plain = ids.filter_map(|id| messages.format(&id, None).map(|text| (id, text))).collect();
        Self(Arc::new(messages))
    }

    /// What stands for all of them.
    pub fn fingerprint(&self) -> Fingerprint {
        self.0.fingerprint
    }

    /// A message without arguments; its name, if there is none.
    pub fn say<'a>(&'a self, id: &'a str) -> &'a str {
        self.0.plain.get(id).map_or(id, String::as_str)
    }

    /// What a label says.
    pub fn say_label<'a>(&'a self, label: &'a Label) -> &'a str {
        match label {
            Label::Message(id) => self.say(id),
            Label::Words(words) => words,
        }
    }

    /// A message with arguments.
    pub fn tell(&self, id: &str, arguments: &[(&str, &str)]) -> String {
        let arguments = arguments.iter().map(|&(name, value)| (name, FluentValue::from(value)));
        self.0.say_with(id, &arguments.collect())
    }

    /// A message that counts.
    pub fn count(&self, id: &str, count: usize) -> String {
        let mut arguments = FluentArgs::new();
        self.set_count(&mut arguments, count);
        self.0.say_with(id, &arguments)
    }

    /// A number as the language writes it: `3,247`.
    pub fn number(&self, number: usize) -> String {
        let digits = number.to_string();
        let separator = self.say("thousands_separator");
        let mut grouped = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push_str(separator);
            }
            grouped.push(digit);
        }
        grouped
    }

    /// Numbers choose a form, and are shown as they are written.
    fn set_count(&self, arguments: &mut FluentArgs<'_>, count: usize) {
        arguments.set("count", count);
        arguments.set("number", self.number(count));
    }

    /// A template in which the messages without arguments stand themselves, instead of the calls that would give them: most
    /// words of a page are the same on all. Text is escaped there.
    pub(crate) fn put_into(&self, template: &str) -> String {
        static CALL: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r#"\{\{ tell\(id="([a-z0-9_]+)"\) \}\}"#)
                .unwrap_or_else(|error| unreachable!("{error}"))
        });
        let said = |call: &Captures<'_>| {
            let text = self.0.plain.get(&call[1]).filter(|text| !text.contains('{'));
            text.map_or_else(|| call[0].to_owned(), |text| escaped(text))
        };
        CALL.replace_all(template, said).into_owned()
    }

    /// Gives templates the messages: `words.NAME` for those without arguments, the function `tell(id="NAME", …)` for
    /// the others, and the filter `thousands`.
    pub(crate) fn register(&self, tera: &mut Tera) {
        let interface = self.clone();
        tera.register_filter("thousands", move |number: u64, _: Kwargs, _: &State<'_>| {
            interface.number(usize::try_from(number).unwrap_or(usize::MAX))
        });
        let interface = self.clone();
        tera.register_function("tell", move |given: Kwargs, _: &State<'_>| -> tera::TeraResult<String> {
            let id: String = given.must_get("id")?;
            let mut arguments = FluentArgs::new();
            for (name, value) in given.iter() {
                let name = name.to_string();
                match value.as_number().and_then(|number| number.as_integer()) {
                    Some(number) if name == "count" => {
                        interface.set_count(&mut arguments, usize::try_from(number).unwrap_or(0));
                    }
                    _ => arguments.set(name, value.to_string()),
                }
            }
            let message = interface.0.format(&id, Some(&arguments));
            message.ok_or_else(|| {
                tera::Error::message(format!("there is no message `{id}` with these arguments"))
            })
        });
        tera.global_context().insert("words", &self.0.plain);
    }
}

impl Messages {
    /// A message with arguments. An archive's own message may ask for arguments that there are not: then its name is
    /// shown; a built-in one may not.
    fn say_with(&self, id: &str, arguments: &FluentArgs<'_>) -> String {
        let text = self.format(id, Some(arguments));
        debug_assert!(text.is_some(), "the message `{id}` lacks an argument");
        text.unwrap_or_else(|| id.to_owned())
    }

    /// A message as it is shown; `None` if there is none, or it lacks an argument.
    fn format(&self, id: &str, arguments: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, arguments, &mut errors).into_owned();
        errors.is_empty().then_some(text)
    }
}

/// A text as templates write it.
fn escaped(text: &str) -> String {
    let mut escaped = Vec::new();
    // Nothing fails that is written to memory.
    let _ = tera::escape_html(text, &mut escaped);
    String::from_utf8(escaped).unwrap_or_default()
}

/// The archive's own words for a language.
fn own_words(root: &Path, language: &str) -> Result<Option<FluentResource>, Diagnostic> {
    let path = format!("templates/words/{language}.ftl");
    if !root.join(&path).is_file() {
        return Ok(None);
    }
    let text = fs::read_to_string(root.join(&path))
        .map_err(|error| Diagnostic::new(Severity::Error, Code::Unreadable, &path, error.to_string()))?;
    let resource = FluentResource::try_new(text.clone()).map_err(|(_, errors)| {
        let complain = |message: String| Diagnostic::new(Severity::Error, Code::Template, &path, message);
        match errors.first() {
            Some(error) => complain(error.to_string()).at(&text, error.pos.clone()),
            None => complain("the file is not in the syntax of Fluent".to_owned()),
        }
        .help("write `name = words`; see https://projectfluent.org/fluent/guide/")
    })?;
    let known = message_ids(&built_in(BUILT_IN[0].1));
    if let Some(unknown) = message_ids(&resource).into_iter().find(|id| !known.contains(id)) {
        let at = text.find(&unknown).unwrap_or(0);
        let names: Vec<&str> = known.iter().map(String::as_str).collect();
        let message = format!("`{unknown}` is no message of the interface");
        return Err(Diagnostic::new(Severity::Error, Code::Template, &path, message)
            .at(&text, at..at + unknown.len())
            .help(did_you_mean(&unknown, &names, "the messages are")));
    }
    Ok(Some(resource))
}

/// The messages of a built-in language. A test reads them all.
fn built_in(text: &str) -> FluentResource {
    FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource)
}

fn message_ids(resource: &FluentResource) -> Vec<String> {
    use fluent_syntax::ast::Entry;
    let id = |entry: &Entry<&str>| match entry {
        Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    };
    resource.entries().filter_map(id).collect()
}

/// The direction in which a language is written, for `dir`: `ltr` or `rtl`.
pub fn direction(language: &str) -> &'static str {
    if is_right_to_left(language) { "rtl" } else { "ltr" }
}

fn is_right_to_left(language: &str) -> bool {
    let locale: Result<LanguageIdentifier, _> = language.parse();
    locale.is_ok_and(|locale| locale.character_direction() == CharacterDirection::RTL)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn interface(language: &str) -> Interface {
        Interface::load(Path::new("no such folder"), language).expect("words")
    }

    #[test]
    fn all_languages_can_be_read_and_have_no_message_that_english_lacks() {
        let ids = |text: &str| {
            message_ids(&FluentResource::try_new(text.to_owned()).expect("the syntax of Fluent"))
        };
        let english = ids(BUILT_IN[0].1);
        for (tag, text) in BUILT_IN {
            // The last of two messages with one name would be said in both places.
            let mut said = BTreeSet::new();
            for id in ids(text) {
                assert!(said.insert(id.clone()), "{tag}: {id} stands there twice");
                assert!(english.contains(&id), "{tag}: {id}");
            }
        }
    }

    #[test]
    fn messages_have_the_forms_of_their_language() {
        let english = interface("en-GB");
        assert_eq!(english.count("documents", 1), "1 document");
        assert_eq!(english.count("documents", 3247), "3,247 documents");
        assert_eq!(interface("de").count("documents", 3247), "3.247 Dokumente");
        let arabic = interface("ar");
        assert_eq!(arabic.count("documents", 2), "وثيقتان");
        assert!(arabic.count("documents", 5).ends_with("وثائق"));
        assert!(arabic.count("documents", 11).ends_with("وثيقة"));
    }

    #[test]
    fn what_a_language_lacks_is_english() {
        assert_eq!(interface("de").say("cite_forms"), "Chicago, MLA, APA, BibTeX, RIS, CSL-JSON");
        assert_eq!(interface("fr").say("next"), "Next");
    }

    #[test]
    fn directions_follow_from_languages_and_scripts() {
        for (language, expected) in [
            ("en", "ltr"),
            ("ar", "rtl"),
            ("he-IL", "rtl"),
            ("fa", "rtl"),
            ("az-Arab", "rtl"),
            ("ar-Latn", "ltr"),
            ("no tag", "ltr"),
        ] {
            assert_eq!(direction(language), expected, "{language}");
        }
    }
}
