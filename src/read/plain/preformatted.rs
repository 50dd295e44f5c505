//! Lines whose breaks and spaces mean something: code, tables, drawings, verse. They are known by their
//! shape, not by their words.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::{Line, Measure};
use super::list;

/// What lines are that are not running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// Lines and spaces are kept, in a face whose letters have one width.
    Preformatted,
    /// Lines are kept: verse, an address, what a mail quotes.
    Lines,
}

/// A line of running text within an indented passage is at least so long.
const SHORTEST_PROSE: usize = 45;
/// By so many columns code of one line is indented.
const INDENTED: usize = 4;

/// Whether the lines of one paragraph are code or a table, whatever they begin with.
pub(super) fn is_code_or_table(lines: &[Line<'_>], measure: &Measure) -> bool {
    !is_quoted(lines) && (is_table(lines) || is_code(lines, measure))
}

/// What lines are that are neither code nor a table nor a list; `None` where they are running text.
pub(super) fn kept(lines: &[Line<'_>], measure: &Measure) -> Option<Kept> {
    if is_quoted(lines) {
        return Some(Kept::Lines);
    }
    if is_drawing(lines) {
        return Some(Kept::Preformatted);
    }
    let indent = lines.iter().map(|line| line.indent).min().unwrap_or(0);
    let is_part = lines.first().is_some_and(|line| list::begins(line.text));
    if lines.len() < 2 || indent < measure.margin + 2 || is_part || is_prose(lines) {
        return None;
    }
    Some(if lines.iter().all(|line| is_words(line.text)) { Kept::Lines } else { Kept::Preformatted })
}

/// Whether a mail quotes these lines.
fn is_quoted(lines: &[Line<'_>]) -> bool {
    lines.iter().all(|line| line.text.starts_with('>') && !line.text.starts_with(">>> "))
}

/// Whether lines are filled like those of running text, such as a quotation that is indented as a whole.
fn is_prose(lines: &[Line<'_>]) -> bool {
    let longest = lines.iter().map(|line| line.length - line.indent).max().unwrap_or(0);
    let (Some(last), Some(first)) = (lines.last(), lines.first()) else { return false };
    let filled = |line: &Line<'_>| (line.length - line.indent) * 10 >= longest * 7;
    longest >= SHORTEST_PROSE
        && lines.iter().filter(|line| line.span != last.span).all(filled)
        && lines.iter().all(|line| is_words(line.text))
        // All lines but the first begin in one column.
        && lines.iter().skip(1).all(|line| line.indent == lines[1].indent && line.indent <= first.indent.max(lines[1].indent))
}

/// Whether a line is made of words and their punctuation, with single spaces between them.
fn is_words(text: &str) -> bool {
    let signs = text.chars().filter(|&c| is_code_sign(c)).count();
    inner_gaps(text) == 0 && !has_code_word(text) && signs * 25 <= text.chars().count()
}

/// Whether a word has a sign within it that names in code have.
fn has_code_word(text: &str) -> bool {
    let bytes = text.as_bytes();
    (1..bytes.len()).any(|at| {
        let (before, after) =
            (bytes[at - 1].is_ascii_alphanumeric(), bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric));
        matches!(bytes[at], b'(' | b'[') && before && bytes[at - 1].is_ascii_lowercase()
            || bytes[at] == b'_' && before && after
    })
}

/// Signs that are rare in sentences.
fn is_code_sign(c: char) -> bool {
    matches!(c, '{' | '}' | '<' | '>' | '=' | '|' | '\\' | '#' | '$' | '%' | '^' | '~' | '+' | '@' | '`')
}

/// How many stretches of spaces within a line are so wide that they set columns.
pub(super) fn inner_gaps(text: &str) -> usize {
    let (mut gaps, mut spaces) = (0, 0);
    for c in text.chars() {
        match c {
            ' ' | '\u{a0}' => spaces += 1,
            '\t' => spaces += 3,
            _ => {
                gaps += usize::from(spaces >= 3);
                spaces = 0;
            }
        }
    }
    gaps
}

/// Columns, by spaces or by lines between them.
fn is_table(lines: &[Line<'_>]) -> bool {
    // Two rows need no more than what follows; one wide space can also stand in a line of text.
    if lines.len() < 2 {
        return false;
    }
    let with = |is: &dyn Fn(&str) -> bool| lines.iter().filter(|line| is(line.text)).count();
    let ruled = with(&|text| {
        text.starts_with('|')
            || text.starts_with("+-")
            || text.starts_with("+=")
            || text.matches(" | ").nth(1).is_some()
            || text.contains(|c| matches!(c, '\u{2500}'..='\u{257f}'))
    });
    let aligned = with(&|text| inner_gaps(text) > 0);
    ruled * 2 >= lines.len().max(3) || aligned >= 2 && aligned * 2 >= lines.len()
}

/// A drawing is made of signs.
fn is_drawing(lines: &[Line<'_>]) -> bool {
    let is_signs = |text: &str| {
        let signs = text
            .chars()
            .filter(|c| !c.is_alphanumeric() && !c.is_whitespace() && !matches!(c, '.' | '_'))
            .count();
        signs * 2 >= text.chars().filter(|c| !c.is_whitespace()).count()
    };
    lines.len() >= 2 && lines.iter().filter(|line| is_signs(line.text)).count() * 3 >= lines.len() * 2
}

/// Code, by what its lines begin or end with.
fn is_code(lines: &[Line<'_>], measure: &Measure) -> bool {
    let code = lines.iter().filter(|line| is_code_line(line.text)).count();
    let is_diff = lines.iter().any(|line| line.text.starts_with("@@ ") || line.text.starts_with("--- a/"));
    let is_inset = lines.iter().all(|line| line.indent >= measure.margin + INDENTED);
    let is_block = lines.iter().all(|line| line.indent >= measure.margin + 2);
    let is_comment = ["#", "%", ";;"].iter().any(|sign| lines.iter().all(|line| line.text.starts_with(sign)));
    match lines {
        [line] => code == 1 && (is_inset || line.text.ends_with(['{', '}', ';']) && is_sure_code(line.text)),
        _ => is_diff || code >= 1 && is_block || is_comment || code * 2 >= lines.len(),
    }
}

/// Whether a line is one of code. Names in code are ASCII: a class of all letters would cost a reader's start more than its text.
fn is_code_line(text: &str) -> bool {
    static BEGINS: LazyLock<Regex> = LazyLock::new(|| {
        expression(
            r"^(?:[#$%] ?[a-z./~][0-9A-Za-z_./-]*|>>>|\.\.\. |//|/\*|\*/|#!|#include\b|#define\b|#\[|<\?|<!|</?[0-9A-Za-z_][0-9A-Za-z_-]*(?:\s[^<>]*)?/?>$|(?:def|class) [0-9A-Za-z_]+.*:$|(?:import|from) [0-9A-Za-z_.]+(?: import .+)?$|(?:if|for|while|elif|else|try|except)\b[^.!?]*:$|@[0-9A-Za-z_]+(?:\(.*\))?$|\}|\{|--? ?[0-9A-Za-z_]+=)",
        )
    });
    let is_comment = text.starts_with("//") || text.starts_with("/*") || text.starts_with("* @");
    is_comment
        || text.ends_with(';') && is_sure_code(text)
        || !is_sentence(text)
            && (text.ends_with(['{', '}', '\\'])
                || is_sure_code(text)
                || BEGINS.is_match(text) && !text.ends_with(['.', '?', '!']))
}

/// Whether most of a line is words: a sentence can name what code is called.
fn is_sentence(text: &str) -> bool {
    let is_word = |word: &str| {
        let word = word.trim_matches([',', '.', ':', ';', '(', ')', '"', '?', '!']);
        word.len() >= 2 && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
    };
    let (words, all) = text
        .split_whitespace()
        .fold((0, 0), |(words, all), word| (words + usize::from(is_word(word)), all + 1));
    words >= 4 && words * 5 >= all * 3
}

/// Whether a line has signs in it that sentences do not have.
fn is_sure_code(text: &str) -> bool {
    static SURE: LazyLock<Regex> = LazyLock::new(|| {
        expression(
            r"[0-9A-Za-z_]\([^()]*\)\s*[;{:]$|[0-9A-Za-z_]\(\)|^[\w.\[\]*&>-]+\s*(?:[-+*/|&^%]|<<|>>)?=\s*\S|^(?:let|var|const|mut|pub|use|fn|mod|impl|static|struct|enum|return|break|continue|int|char|void|public|private|#include)\b.*[;{,(=]$|\s(?:==|!=|:=|->|=>|<-|&&|\|\||<=|>=)\s|::[0-9A-Za-z_]|[0-9A-Za-z_]->[0-9A-Za-z_]",
        )
    });
    SURE.is_match(text)
}

/// Compiles a pattern of this file.
fn expression(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|error| unreachable!("{error}"))
}
