//! The reader for Markdown: CommonMark with GitHub's extensions, front matter, formulas, definition
//! lists and wiki links.
//!
//! The folder takes a text in Markdown and gives a document; what a link or an image leads to it must not know.
//! [`pulldown_cmark`] finds the structure; [`tree`] makes the document's blocks and inlines of its
//! events. Three things can only be known once all is read, and come last: the numbers of the notes
//! ([`notes`]), the anchors of the headings ([`anchors`]), and the title.
//!
//! Typography is left alone: the text must stay as it was written. So there are no smart quotes, and
//! superscripts and subscripts only as HTML has them, since `^` and `~` stand between figures: `2^32-2^16`.

pub(in crate::read) mod address;
pub(in crate::read) mod anchors;
mod escapes;
mod head;
mod html;
mod notes;
mod reader;
mod remarks;
mod shortcodes;
mod tree;

use pulldown_cmark::{Options, Parser};

use super::{Reading, front_matter, page_break};
use crate::config::Config;
use crate::config::guesses::Guesses;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::document::{Block, Document, Inline, Text, plain_text};
use crate::model::walk;
use crate::model::walk::Part;
pub use anchors::slug;
pub use reader::Markdown;
use remarks::WithoutRemarks;
use tree::{Origin, Tree};

/// The extensions to CommonMark.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_WIKILINKS)
    .union(Options::ENABLE_GFM);

/// Reads a Markdown document. `file` is its path relative to the archive's root, with `/` between
/// its parts, for diagnostics; `guesses` says what may be guessed.
pub fn read(text: &str, file: &str, config: &Config, guesses: Guesses) -> Reading {
    let front_matter = front_matter::read(text, file, config);
    let body = &text[front_matter.body..];
    let options = if guesses.wiki_links { OPTIONS } else { OPTIONS.difference(Options::ENABLE_WIKILINKS) };
    let without = remarks::remove(body, options);
    let (source, escapes) = escapes::escape_false_signs(&without.text, options);
    let events = Parser::new_ext(&source, options).into_offset_iter();
    let origin = Origin::new(front_matter.body, &without.remarks, escapes);
    let mut tree = Tree::new(
        events,
        origin,
        text,
        file,
        front_matter.references,
        front_matter.diagnostics,
        &config.dates,
    );
    let blocks = tree.blocks();
    report_remarks(&without, text, front_matter.body, file, config, &mut tree.diagnostics);
    tree.report_left_out();
    tree.report_embedded();

    let mut document = Document {
        metadata: front_matter.metadata,
        blocks,
        references: tree.references,
        anchors: tree.anchors,
        ..Document::default()
    };
    let mut diagnostics = tree.diagnostics;
    let start = front_matter.body;
    let remarks = without.remarks.iter().map(|remark| start + remark.start..start + remark.end);
    tree.verbatim.extend(remarks);
    diagnostics.extend(shortcodes::report(text, start, tree.verbatim, file));
    let title_heading = take_title(&mut document, text, start);
    let (fields, found) =
        if guesses.heads { head::take(&mut document, &config.dates.reading) } else { Default::default() };
    document.notes = notes::number(tree.definitions, &mut document, text, file, &mut diagnostics);
    page_break::mark_first(&mut document);
    document.raw_html = has_raw_html(&document);
    anchors::assign(&mut document, title_heading);
    if document.blocks.is_empty() && fields.is_empty() {
        diagnostics.push(Diagnostic::new(Severity::Warning, Code::Empty, file, "the document has no text"));
    }
    Reading {
        document: Some(document),
        diagnostics,
        has_front_matter: true,
        fields,
        found,
        body: front_matter.body,
        shown_head: None,
    }
}

/// Says how many remarks were left out, and which is not closed.
fn report_remarks(
    without: &WithoutRemarks<'_>,
    text: &str,
    body: usize,
    file: &str,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if let Some(first) = without.remarks.first() {
        let message = match without.remarks.len() {
            1 => "the remark between `%%` is left out".to_owned(),
            count => format!("{count} remarks between `%%` are left out"),
        };
        let mut said = Diagnostic::new(Severity::Note, Code::Markup, file, message)
            .at(text, body + first.start..body + first.end);
        if config.publish_sources {
            said = said
                .help("the source is published as it is; set `publish_sources = false` if they are private");
        }
        diagnostics.push(said);
    }
    if let Some(at) = without.unclosed {
        let message = "`%%` opens a remark that nothing closes, and the text after it is shown";
        diagnostics.push(
            Diagnostic::new(Severity::Warning, Code::Markup, file, message)
                .at(text, body + at..body + at + 2)
                .help("close the remark with `%%`"),
        );
    }
}

/// Sets the document's title: the one of the metadata, or the heading with which the text begins.
/// Gives the text of that heading, where it was taken out of the text.
fn take_title(document: &mut Document, text: &str, body: usize) -> Option<TitleHeading> {
    let heading = opening_heading(&document.blocks);
    let known = document.metadata.title.as_deref();
    let is_title = |content: &[Inline]| known.is_none_or(|title| same_words(title, &plain_text(content)));
    if let Some(at) = heading
        && let Some(Block::Heading { id, content, .. }) = document.blocks.get(at)
        && is_title(content)
    {
        let taken = TitleHeading { id: id.clone(), text: plain_text(content) };
        // The heading's words, though they are the same, can hold the mark of a note.
        if let Block::Heading { content, .. } = document.blocks.remove(at) {
            document.title = content;
        }
        return Some(taken);
    }
    document.title = known
        .map(|title| Text { text: title.to_owned(), start: text[..body].find(title).unwrap_or(0) })
        .map(Inline::Text)
        .into_iter()
        .collect();
    None
}

/// A heading that became the document's title.
pub(in crate::read) struct TitleHeading {
    /// The anchor that the source gives it; empty where it gives none.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// The place of the level-1 heading with which the blocks begin, if they do. The beginning of a
/// printed page can stand before it.
fn opening_heading(blocks: &[Block]) -> Option<usize> {
    let first = blocks.iter().position(|block| !matches!(block, Block::PageBreak(_)))?;
    match &blocks[first] {
        Block::Heading { level: 1, content, .. } if !plain_text(content).trim().is_empty() => Some(first),
        _ => None,
    }
}

/// Whether two titles are the same but for case and white space.
pub fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    words(one) == words(other)
}

/// Whether raw HTML is left that has no counterpart in the model.
fn has_raw_html(document: &Document) -> bool {
    let mut found = false;
    let mut visit = |part: Part<'_>| {
        found |= matches!(part, Part::Block(Block::Html(_)) | Part::Inline(Inline::Html(_)));
    };
    walk::inlines(&document.title, &mut visit);
    walk::blocks(&document.blocks, &mut visit);
    document.notes.iter().for_each(|note| walk::blocks(&note.blocks, &mut visit));
    found
}

#[cfg(test)]
mod tests;
