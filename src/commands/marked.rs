//! A diagnostic as a terminal shows it, with the line that it is about and a mark under the place.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::visible::{visible, visible_line};
use crate::diagnostic::{Diagnostic, Place, Severity};

/// The diagnostic for a terminal: what is wrong, file, line and column, the line with a mark
/// under the place, and advice.
pub fn marked(diagnostic: &Diagnostic, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let code = diagnostic.code.to_string();
    let (message, mut file) = (visible(&diagnostic.message), visible_line(&diagnostic.file));
    if let Some(spot) = &diagnostic.spot {
        file = format!("{file}, {}", visible_line(&spot.to_string())).into();
    }
    let title = level.primary_title(message.as_ref()).id(code.as_str());
    let (source, marked) = diagnostic.place.as_ref().map_or((String::new(), 0..0), in_line);
    let mut group = match &diagnostic.place {
        Some(place) if place.column > LONGEST_LINE => Group::with_title(title)
            .element(Origin::path(file.as_ref()).line(place.line).char_column(place.column))
            .element(Level::NOTE.message(source.trim_start())),
        Some(place) => Group::with_title(title).element(
            Snippet::source(source.as_str())
                .line_start(place.line)
                .path(file.as_ref())
                .annotation(AnnotationKind::Primary.span(marked)),
        ),
        None => Group::with_title(title).element(Origin::path(file.as_ref())),
    };
    let help = diagnostic.help.as_deref().map(visible);
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_ref()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// Up to which column a line is shown with a mark under the place: one with as much space before the quote
/// is long to make and to draw.
const LONGEST_LINE: usize = 20_000;

/// The quote of a place as it is shown, and the marked bytes in it. What was cut off before it is stood in
/// for by space, so that the column comes out right.
fn in_line(place: &Place) -> (String, Range<usize>) {
    let (before, rest) = place.quote.split_at(place.marked.start);
    let (marked, after) = rest.split_at(place.marked.len());
    let [before, marked, after] = [before, marked, after].map(visible);
    let space = (place.column - 1).saturating_sub(before.chars().count()).min(LONGEST_LINE);
    let start = space + before.len();
    (format!("{}{before}{marked}{after}", " ".repeat(space)), start..start + marked.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn a_place_far_to_the_right_has_its_column() {
        let text = format!("{}HERE", "a ".repeat(500_000));
        let shown = marked(
            &Diagnostic::new(Severity::Note, Code::Unresolved, "content/a.txt", "x")
                .at(&text, 1_000_000..1_000_004),
            false,
        );
        assert!(shown.contains("content/a.txt:1:1000001") && shown.contains("HERE"), "{shown}");
        assert!(shown.len() < 1000, "{} bytes", shown.len());
    }

    #[test]
    fn what_others_wrote_commands_no_terminal() {
        let text = "Fog\u{1b}[2J\u{9b}31m, and \u{202e}lamp\u{2069}.";
        let at = text.find("lamp").expect("a place");
        let shown = marked(
            &Diagnostic::new(
                Severity::Warning,
                Code::Unresolved,
                "content/\u{1b}]0;x\u{7}\n.txt",
                "“\u{1b}[1m”",
            )
            .at(text, at..at + 4)
            .help("see \u{1b}[0m"),
            false,
        );
        assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}', '\u{2069}']), "{shown:?}");
        let column = text[..at].chars().count() + 1;
        assert!(shown.contains(&format!("content/␛]0;x␇␊.txt:1:{column}")), "{shown}");
    }

    #[test]
    fn rendering_names_file_line_and_advice() {
        let text = "See Document 999.";
        let shown = marked(
            &Diagnostic::new(Severity::Warning, Code::Unresolved, "content/a.txt", "no such document")
                .at(text, 4..16)
                .help("correct the number"),
            false,
        );
        assert!(shown.contains("content/a.txt:1:5"), "{shown}");
        assert!(shown.contains("unresolved"), "{shown}");
        assert!(shown.contains("correct the number"), "{shown}");
    }
}
