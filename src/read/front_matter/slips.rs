//! Slips that people make in YAML, found line by line: so that each is said with its place and with what to
//! write instead. A parser stops at the first, and tells of its own states.
//!
//! Only lines that begin without spaces are looked at. All others go on from one of those, where quotations
//! and brackets may be open.

use std::collections::HashMap;
use std::ops::Range;

use super::Mistake;

/// A line of a block that names a field.
struct Line<'a> {
    /// Where it begins.
    start: usize,
    text: &'a str,
    /// The line after it, if that goes on from it.
    goes_on: bool,
}

/// What is wrong with a line: the bytes of it, what it is, and what to do.
type Slip = (Range<usize>, String, String);

/// The slips for which YAML cannot be read.
pub fn fatal(content: &str) -> Vec<Mistake> {
    let lines = lines(content);
    let mut found: Vec<Mistake> = lines.iter().filter_map(|line| line.mistake(slip_of(line)?)).collect();
    found.extend(repeated(&lines));
    found.sort_by_key(|mistake| mistake.span.start);
    found
}

/// The slips that YAML reads as something else than what was written.
pub fn silent(content: &str) -> Vec<Mistake> {
    lines(content).iter().filter_map(|line| line.mistake(silent_slip_of(line)?)).collect()
}

fn lines(content: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines: Vec<Line<'_>> = Vec::new();
    for text in content.split_inclusive('\n') {
        let bare = text.trim_end();
        let goes_on = bare.starts_with([' ', '\t']) || bare.starts_with("- ") || bare == "-";
        if let Some(line) = lines.last_mut().filter(|_| goes_on) {
            line.goes_on = true;
        }
        let says_nothing =
            bare.trim_start().is_empty() || bare.starts_with(['#', ' ', '-', '?', '"', '\'', '{', '}']);
        if !says_nothing {
            lines.push(Line { start, text: bare, goes_on: false });
        }
        start += text.len();
    }
    lines
}

impl<'a> Line<'a> {
    fn mistake(&self, (span, message, help): Slip) -> Option<Mistake> {
        Some(Mistake { message, span: self.start + span.start..self.start + span.end, help: Some(help) })
    }

    /// The field's name, and where its value begins: after a colon that a space or nothing follows.
    fn parts(&self) -> Option<(&'a str, usize)> {
        let colon = colon_in(self.text)?;
        let value = &self.text[colon + 1..];
        Some((self.text[..colon].trim_end(), self.text.len() - value.trim_start().len()))
    }
}

/// The first colon that ends a name for YAML.
fn colon_in(text: &str) -> Option<usize> {
    let ends = |at: usize| matches!(text.as_bytes().get(at + 1), None | Some(b' ' | b'\t'));
    text.match_indices(':').map(|(at, _)| at).find(|at| ends(*at))
}

fn slip_of(line: &Line<'_>) -> Option<Slip> {
    if line.text.starts_with('\t') {
        let help = "put spaces in its place".to_owned();
        return Some((0..1, "a tab indents the line, which YAML does not allow".to_owned(), help));
    }
    let first = line.text.find([':', '：']);
    let Some((name, start)) = line.parts().filter(|(name, _)| first.is_some_and(|colon| colon >= name.len()))
    else {
        return Some(without_space(line, first));
    };
    let value = &line.text[start..];
    let quote = || format!("put the value in quotation marks: {}", quoted(name, value));
    let slip =
        |span: Range<usize>, message: String| Some((start + span.start..start + span.end, message, quote()));
    match value.chars().next()? {
        mark @ ('"' | '\'') => match end_of_quotation(value, mark) {
            Some(end) if !is_over(&value[end..]) => {
                let rest = end + value[end..].len() - value[end..].trim_start().len();
                slip(rest..value.len(), "words follow the closing quotation mark".to_owned())
            }
            None if !line.goes_on => slip(0..1, "the quotation has no end".to_owned()),
            _ => None,
        },
        mark @ ('[' | '{') => {
            let close = value.rfind(if mark == '[' { ']' } else { '}' });
            match close {
                Some(close) if !is_over(&value[close + 1..]) => {
                    slip(0..1, format!("YAML takes the `{mark}` for the beginning of a list or table"))
                }
                None if !line.goes_on => slip(0..1, format!("the `{mark}` has no partner")),
                _ => None,
            }
        }
        mark @ ('@' | '`' | '%' | '*' | ']' | '}' | ',') => {
            slip(0..1, format!("for YAML the `{mark}` at the beginning of a value is a sign of its own"))
        }
        mark @ ('|' | '>') => {
            let rest = value[1..].trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
            if is_over(rest) {
                return None;
            }
            slip(0..1, format!("for YAML the `{mark}` at the beginning of a value is a sign of its own"))
        }
        mark @ ('-' | '?') if value[1..].starts_with(' ') => {
            slip(0..1, format!("for YAML the `{mark}` at the beginning of a value is a sign of its own"))
        }
        _ => {
            let colon = colon_in(without_comment(value))?;
            slip(colon..colon + 1, "a colon within a value looks like that of another field".to_owned())
        }
    }
}

/// The slip of a line without a colon before a space.
fn without_space(line: &Line<'_>, first: Option<usize>) -> Slip {
    let Some(colon) = first else {
        let message = "the line has no colon after the name of a field".to_owned();
        let help = "write `name: value`, or begin the line with two spaces if it goes on from the one above";
        return (0..line.text.len(), message, help.to_owned());
    };
    let mark = line.text[colon..].chars().next().map_or(1, char::len_utf8);
    let (name, value) = (line.text[..colon].trim_end(), line.text[colon + mark..].trim_start());
    let message = if mark > 1 {
        "the colon after the field's name is not the one of the keyboard"
    } else {
        "an ordinary space must follow the colon"
    };
    let plain = colon_in(value).is_none() && !value.contains(" #");
    let shown = if plain { format!("`{name}: {value}`") } else { quoted(name, value) };
    (colon..colon + mark, message.to_owned(), format!("write {shown}"))
}

fn silent_slip_of(line: &Line<'_>) -> Option<Slip> {
    let (name, start) = line.parts()?;
    let value = &line.text[start..];
    let help = || format!("put the value in quotation marks if it is meant: {}", quoted(name, value));
    match value.chars().next()? {
        '"' | '\'' | '[' | '{' | '|' | '>' => None,
        mark @ ('!' | '&') if !value.starts_with("!!") => {
            let end = value.find(char::is_whitespace).unwrap_or(value.len());
            let message = format!("YAML reads `{}` as a sign of its own, and it is lost", &value[..end]);
            // An anchor with a value after it is meant.
            (mark == '!' || end == value.len() && !line.goes_on)
                .then(|| (start..start + end, message, help()))
        }
        _ => {
            let comment = value
                .match_indices(" #")
                .map(|(at, _)| at + 1)
                .chain(value.starts_with('#').then_some(0))
                .min()?;
            // A remark has a space after the sign: "#4" is more than that.
            let is_word = value[comment + 1..].starts_with(|c: char| c.is_alphanumeric());
            let message = format!("YAML reads `{}` as a remark, and it is lost", &value[comment..]);
            is_word.then(|| (start + comment..start + value.len(), message, help()))
        }
    }
}

/// Fields that stand there twice.
fn repeated(lines: &[Line<'_>]) -> Vec<Mistake> {
    let mut first: HashMap<&str, usize> = HashMap::new();
    let mut found = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let Some((name, _)) = line.parts() else { continue };
        if first.contains_key(name) {
            let message = format!("the field `{name}` stands there already");
            let help = "keep one of the two, or make one a list".to_owned();
            found.push(Mistake { message, span: line.start..line.start + name.len(), help: Some(help) });
        } else {
            first.insert(name, number);
        }
    }
    found
}

/// Whether nothing but white space or a remark is left.
fn is_over(rest: &str) -> bool {
    rest.trim_start().is_empty()
        || rest.starts_with(char::is_whitespace) && rest.trim_start().starts_with('#')
}

fn without_comment(value: &str) -> &str {
    value.split_once(" #").map_or(value, |(value, _)| value)
}

/// Where a quotation ends that begins with the first character.
fn end_of_quotation(value: &str, mark: char) -> Option<usize> {
    let mut rest = value.char_indices().skip(1).peekable();
    while let Some((at, c)) = rest.next() {
        if c == '\\' && mark == '"' {
            rest.next();
        } else if c == mark {
            if mark == '\'' && rest.peek().is_some_and(|(_, next)| *next == '\'') {
                rest.next();
            } else {
                return Some(at + 1);
            }
        }
    }
    None
}

/// How many characters of a value are repeated in advice.
const SHOWN: usize = 80;

/// A field with its value in quotation marks, as advice.
fn quoted(name: &str, value: &str) -> String {
    if value.chars().count() > SHOWN {
        return format!("`{name}: \"…\"`");
    }
    if value.contains(['"', '\\']) {
        format!("`{name}: '{}'`", value.replace('\'', "''"))
    } else {
        format!("`{name}: \"{value}\"`")
    }
}
