//! What there is to say of an office file: what was left out, shown otherwise, or is not known, each with its count.

use super::gathered::{Gathered, Remark};
use super::inlines::Builder;
use crate::config::word::{Changes, Comments};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::read::reader::Source;

/// How many names of one kind are said.
const SHOWN: usize = 4;

/// The diagnostics for what was gathered.
pub(super) fn of(gathered: &Gathered, builder: &Builder<'_>, source: &Source<'_>) -> Vec<Diagnostic> {
    let note = |code, message: String| Diagnostic::new(Severity::Note, code, source.path, message);
    let mut said = Vec::new();
    let settings = source.config.word;
    said.extend(changes(gathered, settings.changes).map(|message| {
        let said = note(Code::Markup, message);
        said.help("`changes` in `[word]` of fonds.toml says which text is read: \"accepted\", \"original\" or \"shown\"")
    }));
    let comments = gathered.counted(&Remark::Comments);
    if comments > 0 && settings.comments == Comments::LeftOut {
        let message = format!("{} left out", counted(comments, "comment is", "comments are"));
        said.push(
            note(Code::Markup, message)
                .help("with `comments = \"notes\"` in `[word]` of fonds.toml they are notes"),
        );
    }
    let hidden = gathered.counted(&Remark::Hidden);
    if hidden > 0 {
        let message = format!(
            "{} left out",
            counted(hidden, "passage of hidden text is", "passages of hidden text are")
        );
        said.push(note(Code::Markup, message));
    }
    let deep = gathered.counted(&Remark::Deep);
    if deep > 0 {
        let what = counted(deep, "table or box lies", "tables or boxes lie");
        said.push(note(Code::Markup, format!("{what} too deep in others, and the text stands in these")));
    }
    let warning = |code, message: String| Diagnostic::new(Severity::Warning, code, source.path, message);
    for (remark, count) in &gathered.counts {
        match remark {
            Remark::Object(what) => said.push(warning(Code::Markup, format!("{what} ({count})"))),
            Remark::Sign(font) => {
                let message = format!(
                    "what {} of the font {font} means is not known",
                    counted(*count, "sign", "signs")
                );
                said.push(warning(Code::ControlCharacter, message));
            }
            _ => {}
        }
    }
    let list = |of: fn(&Remark) -> Option<&str>| names(gathered, of);
    if let Some((count, names)) =
        list(|remark| if let Remark::Field(name) = remark { Some(name) } else { None })
    {
        let message = format!(
            "{} no result, and nothing is shown: {names}",
            counted(count, "field has", "fields have")
        );
        said.push(warning(Code::Markup, message));
    }
    if let Some((count, names)) =
        list(|remark| if let Remark::Furniture(text) = remark { Some(text) } else { None })
    {
        let what = counted(count, "head or foot of pages is", "heads and feet of pages are");
        said.push(note(Code::PageFurniture, format!("{what} left out of the text: {names}")));
    }
    if let Some((count, names)) =
        list(|remark| if let Remark::Image(kind) = remark { Some(kind) } else { None })
    {
        let what = counted(
            count,
            "image is of a kind that browsers do not show, and is",
            "images are of kinds that browsers do not show, and are",
        );
        said.push(warning(Code::Markup, format!("{what} linked: {names}")).help("save them as PNG or SVG"));
    }
    for address in builder.unsafe_links.iter().take(SHOWN) {
        let message = format!("the address {address} is not one that a page may link to");
        said.push(warning(Code::UnsafeLink, message).help("its words are shown without a link"));
    }
    said
}

fn changes(gathered: &Gathered, changes: Changes) -> Option<String> {
    let inserted = gathered.counted(&Remark::Insertions);
    let deleted = gathered.counted(&Remark::Deletions);
    if inserted + deleted == 0 {
        return None;
    }
    let how = match changes {
        Changes::Accepted => "taken as accepted",
        Changes::Original => "left out of account",
        Changes::Shown => "shown",
    };
    let inserted = counted(inserted, "insertion", "insertions");
    let deleted = counted(deleted, "deletion", "deletions");
    Some(format!("tracked changes are {how}: {inserted}, {deleted}"))
}

/// How often remarks of a kind were made, and the names in them.
fn names(gathered: &Gathered, of: fn(&Remark) -> Option<&str>) -> Option<(usize, String)> {
    let found: Vec<(&str, usize)> =
        gathered.counts.iter().filter_map(|(remark, count)| Some((of(remark)?, *count))).collect();
    let count = found.iter().map(|(_, count)| count).sum();
    let mut names: Vec<String> = found.iter().take(SHOWN).map(|(name, _)| format!("“{name}”")).collect();
    if found.len() > SHOWN {
        names.push("…".to_owned());
    }
    (count > 0).then(|| (count, names.join(", ")))
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
