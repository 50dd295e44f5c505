//! `search.toml`, beside `fonds.toml`: names of an archive that mean the same, so that each is found with the others.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::parse::parse;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::characters;

/// The name of the file.
pub const SYNONYMS_FILE_NAME: &str = "search.toml";

/// How many words a synonym has, at most.
const MOST_WORDS: usize = 8;

/// The file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SearchFile {
    synonyms: Vec<Vec<Spanned<String>>>,
}

/// Reads the synonyms of an archive: none where it has no such file.
///
/// # Errors
/// A diagnostic with the place and the reason, if the file cannot be read or understood.
pub fn load(root: &Path) -> Result<Vec<Vec<String>>, Diagnostic> {
    let path = root.join(SYNONYMS_FILE_NAME);
    let unreadable =
        |message: String| Diagnostic::new(Severity::Error, Code::Unreadable, SYNONYMS_FILE_NAME, message);
    if !path.exists() {
        return Ok(Vec::new());
    }
    if !path.is_file() {
        // Reading a pipe would never end.
        return Err(unreadable("this is no file".to_owned()));
    }
    read(&fs::read_to_string(&path).map_err(|error| unreadable(error.to_string()))?)
}

fn read(text: &str) -> Result<Vec<Vec<String>>, Diagnostic> {
    let file: SearchFile = parse(SYNONYMS_FILE_NAME, text)?;
    let mut sets: BTreeMap<String, usize> = BTreeMap::new();
    for (set, names) in file.synonyms.iter().enumerate() {
        for name in names {
            let words: Vec<String> = name.get_ref().split_whitespace().map(str::to_lowercase).collect();
            let other = sets.insert(words.join(" "), set).is_some_and(|other| other != set);
            if let Some((message, help)) = mistake(name.get_ref(), &words, names.len(), other) {
                return Err(Diagnostic::new(Severity::Error, Code::Metadata, SYNONYMS_FILE_NAME, message)
                    .at(text, name.span())
                    .help(help));
            }
        }
    }
    let shown = |name: Spanned<String>| {
        let name = name.into_inner();
        characters::replaced(&name).unwrap_or(name)
    };
    Ok(file.synonyms.into_iter().map(|names| names.into_iter().map(shown).collect()).collect())
}

/// What is wrong with a name, and what to do.
fn mistake(name: &str, words: &[String], names: usize, is_elsewhere: bool) -> Option<(String, &'static str)> {
    if !name.contains(char::is_alphanumeric) {
        Some((
            format!("`{name}` has no letter or figure that could be looked for"),
            "write a name, or remove it",
        ))
    } else if words.len() > MOST_WORDS {
        Some((format!("`{name}` has more than {MOST_WORDS} words"), "write it shorter"))
    } else if names < 2 {
        Some((
            format!("`{name}` has no other name beside it"),
            "write all names that mean the same into one list",
        ))
    } else if is_elsewhere {
        Some((format!("`{name}` stands in two lists"), "write all names that mean the same into one list"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_mean_the_same_stand_in_one_list() {
        let read =
            |text| read(text).map_err(|error| (error.message.clone(), error.place.map(|place| place.line)));
        let sets =
            read("synonyms = [\n  [\"Orn\", \"Port of Orn\"],\n  [\"Vell\", \"Well\"],\n]\n").expect("valid");
        assert_eq!(sets, [["Orn", "Port of Orn"], ["Vell", "Well"]]);
        for (text, line) in [
            ("synonyms = [\n  [\"Orn\"],\n]\n", 2),
            ("synonyms = [\n  [\"Orn\", \"…\"],\n]\n", 2),
            ("synonyms = [\n  [\"Orn\", \"Vell\"],\n  [\"Amsel\", \"orn\"],\n]\n", 3),
            ("\nsynonyms = [[\"Orn\", \"a b c d e f g h i\"]]\n", 2),
            ("\n\nsynonims = [[\"Orn\", \"Vell\"]]\n", 3),
            ("synonyms = [[\"Orn\", 3]]\n", 1),
        ] {
            let (_, at) = read(text).expect_err(text);
            assert_eq!(at, Some(line), "{text}");
        }
    }
}
