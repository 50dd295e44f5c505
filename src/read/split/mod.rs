//! Sources that hold several documents by a rule of the archive (`[[split]]`): a book of letters, a diary, minutes in one file.
//!
//! The folder takes a source, its reader and a rule, and gives each part to the receiver as a document of its own. A plain
//! text is cut, and each stretch read as if it were a file ([`text`]). What other readers give is a document, which is cut into
//! parts ([`document`]) with its notes ([`notes`]) and the links between them ([`links`]). Both find their parts by the same
//! decisions ([`parts`]). It must not know what stands in the parts, nor any format but plain text.

mod document;
mod links;
mod notes;
mod parts;
mod places;
mod selector;
mod text;

use super::reader::{Reader, Receiver, Source};
use crate::config::guesses::Guesses;
use crate::config::split::{Begin, Split};
use crate::config::{Config, FILE_NAME};
use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Sources;
use document::Splitter;

/// Whether a document of a source that is split is what none of its documents holds, by its name there.
pub fn is_left_over(id: &str) -> bool {
    let rest = id.strip_prefix(parts::REST);
    let is_rest = rest.is_some_and(|rest| {
        rest.strip_prefix('-')
            .map_or(rest.is_empty(), |number| number.bytes().all(|byte| byte.is_ascii_digit()))
    });
    id == parts::INTRODUCTION || is_rest
}

/// Says which rules mean no file that is read, or only files that rules before them mean.
pub fn unused(config: &Config, sources: &Sources) -> Vec<Diagnostic> {
    let mut is_used = vec![false; config.split.len()];
    for file in &sources.documents {
        let first = config.split.iter().position(|rule| rule.means(&file.path));
        if let Some(is_used) = first.and_then(|rule| is_used.get_mut(rule)) {
            *is_used = true;
        }
    }
    let paths: Vec<&str> = sources.documents.iter().map(|file| file.path.as_str()).collect();
    let unused = config.split.iter().zip(is_used).filter(|(_, is_used)| !is_used);
    unused
        .map(|(rule, _)| {
            let pattern = rule.files.get_ref().as_str();
            let help = match pattern.strip_prefix("content/") {
                Some(inner) => format!("paths are those within the content folder: `{inner}`"),
                None => did_you_mean(pattern, &paths, "the files that are read are"),
            };
            let is_shadowed = paths.iter().any(|path| rule.means(path));
            let message = if is_shadowed {
                format!("a rule before this one splits what `{pattern}` means")
            } else {
                format!("`{pattern}` means no file that is read, so that this rule splits nothing")
            };
            Diagnostic::new(Severity::Warning, Code::Split, FILE_NAME, message)
                .at(&config.text, rule.files.span())
                .help(if is_shadowed { "remove one of them, or narrow the first".to_owned() } else { help })
        })
        .collect()
}

/// Reads a source by its reader, and splits it by a rule.
pub fn read(reader: &dyn Reader, source: &Source<'_>, rule: &Split, receiver: &mut dyn Receiver) {
    if reader.is_plain_text() && rule.begin == Begin::Line {
        text::read(source, rule, receiver);
    } else {
        // The parts are read by conventions, and not the whole.
        let guesses = Guesses { conventions: false, ..source.guesses };
        let mut splitter = Splitter::new(source, rule, receiver);
        reader.read(&Source { guesses, ..*source }, &mut splitter);
        splitter.finish();
    }
}
