//! What a Rust file imports: its `use` trees, and the paths from `crate`, `self` and `super` in its code.
//!
//! A full parser would take longer to build than all tests take to run. This one knows words and signs, leaves
//! out comments and literals, and skips what is compiled for tests only.

/// The imports of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Imports {
    /// The paths as they are written, their segments parted, each with its line from 1.
    pub paths: Vec<(usize, Vec<String>)>,
    /// The names of the modules that are compiled for tests only.
    pub test_modules: Vec<String>,
}

/// Reads the imports of a text in Rust.
pub fn imports(text: &str) -> Imports {
    let mut reader = Reader { tokens: tokens(text), at: 0, imports: Imports::default() };
    reader.read();
    reader.imports
}

/// A word or a sign, with its line.
type Token = (usize, String);

struct Reader {
    tokens: Vec<Token>,
    at: usize,
    imports: Imports,
}

impl Reader {
    fn read(&mut self) {
        while self.at < self.tokens.len() {
            if self.begins(&["#", "[", "cfg", "(", "test", ")", "]"]) {
                self.at += 7;
                self.skip_test();
            } else if self.is("use") && !self.is_next("<") {
                self.at += 1;
                self.tree(Vec::new());
            } else if ["crate", "self", "super"].iter().any(|root| self.is(root)) && self.is_next("::") {
                self.path();
            } else {
                self.at += 1;
            }
        }
    }

    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |(_, text)| text)
    }

    fn is(&self, text: &str) -> bool {
        self.text(self.at) == text
    }

    fn is_next(&self, text: &str) -> bool {
        self.text(self.at + 1) == text
    }

    fn begins(&self, texts: &[&str]) -> bool {
        texts.iter().enumerate().all(|(offset, text)| self.text(self.at + offset) == *text)
    }

    /// Skips what an attribute stands before: up to the end of its statement or of its braces.
    fn skip_test(&mut self) {
        if self.is("mod") && self.text(self.at + 2) == ";" {
            self.imports.test_modules.push(self.text(self.at + 1).to_owned());
        }
        let mut depth = 0;
        while self.at < self.tokens.len() {
            match self.text(self.at) {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => depth -= 1,
                _ => {}
            }
            let is_end = depth == 0 && (self.is("}") || self.is(";"));
            self.at += 1;
            if is_end {
                return;
            }
        }
    }

    /// A tree of `use` from here on, below the segments before it.
    fn tree(&mut self, before: Vec<String>) {
        let line = self.tokens.get(self.at).map_or(0, |(line, _)| *line);
        let mut path = before;
        loop {
            match self.text(self.at) {
                "{" => {
                    self.at += 1;
                    while self.at < self.tokens.len() && !self.is("}") {
                        self.tree(path.clone());
                        self.at += usize::from(self.is(","));
                    }
                    self.at += 1;
                    return;
                }
                "::" => self.at += 1,
                "as" => self.at += 2,
                "*" => self.at += 1,
                "" | ";" | "," | "}" => break,
                segment => {
                    // `a::{self}` means `a`.
                    if segment != "self" || path.is_empty() {
                        path.push(segment.to_owned());
                    }
                    self.at += 1;
                }
            }
        }
        self.imports.paths.push((line, path));
    }

    /// A path in the code from here on.
    fn path(&mut self) {
        let line = self.tokens[self.at].0;
        let mut path = vec![self.text(self.at).to_owned()];
        self.at += 1;
        while self.is("::") && self.text(self.at + 1).starts_with(|c: char| c.is_alphabetic() || c == '_') {
            path.push(self.text(self.at + 1).to_owned());
            self.at += 2;
        }
        self.imports.paths.push((line, path));
    }
}

/// The words and signs of a text, without comments and literals.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let (length, is_code) = if first.is_whitespace() {
            (rest.len() - rest.trim_start().len(), false)
        } else if let Some(length) = ignored(rest) {
            (length, false)
        } else if is_word(first) {
            (rest.find(|c| !is_word(c)).unwrap_or(rest.len()), true)
        } else {
            (if rest.starts_with("::") { 2 } else { first.len_utf8() }, true)
        };
        let token = &rest[..length];
        if is_code {
            tokens.push((line, token.to_owned()));
        }
        line += token.matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

/// How long the comment, the literal or the lifetime is with which a text begins.
fn ignored(text: &str) -> Option<usize> {
    if !text.starts_with(['/', '"', '\'', 'b', 'c', 'r']) {
        return None;
    }
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return Some(block_comment(text));
    }
    let prefix = ["br", "b", "r", "c", "cr", ""].into_iter().find(|prefix| {
        text.strip_prefix(prefix).is_some_and(|rest| {
            let hashes = rest.trim_start_matches('#');
            rest.starts_with('"') || prefix.ends_with('r') && hashes.starts_with('"')
        })
    });
    match prefix {
        Some(prefix) => Some(prefix.len() + string(&text[prefix.len()..], prefix.ends_with('r'))),
        None => text.starts_with('\'').then(|| character(text)),
    }
}

/// How long a comment in `/*` is, with those that are in it.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        let (step, change) = match &text.as_bytes()[at..] {
            [b'/', b'*', ..] => (2, 1),
            [b'*', b'/', ..] => (2, -1),
            _ => (1, 0),
        };
        at += step;
        depth += change;
        if depth == 0 {
            break;
        }
    }
    at
}

/// How long a string is that begins here, with signs `#` before its quotation mark if it is raw.
fn string(text: &str, is_raw: bool) -> usize {
    let hashes = text.len() - text.trim_start_matches('#').len();
    let end = format!("\"{}", "#".repeat(hashes));
    let mut at = hashes + 1;
    while at < text.len() {
        match text.as_bytes()[at] {
            b'\\' if !is_raw => at += 2,
            b'"' if text[at..].starts_with(&end) => return at + end.len(),
            _ => at += 1,
        }
    }
    text.len()
}

/// How long a character between single quotation marks is; the mark alone, where it begins a lifetime.
fn character(text: &str) -> usize {
    let mut characters = text.char_indices().skip(1);
    match characters.next() {
        Some((_, '\\')) => {
            characters.next();
            text[3.min(text.len())..].find('\'').map_or(text.len(), |end| end + 4)
        }
        Some(_) => match characters.next() {
            Some((at, '\'')) => at + 1,
            _ => 1,
        },
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        imports(text).paths.into_iter().map(|(line, path)| format!("{line} {}", path.join("::"))).collect()
    }

    #[test]
    fn trees_are_expanded() {
        let text = "use std::fs;\npub use crate::a::{self, b::{C, d::*},\n  e as f};\nuse super::g;\n";
        assert_eq!(
            paths(text),
            [
                "1 std::fs",
                "2 crate::a",
                "2 crate::a::b::C",
                "2 crate::a::b::d",
                "3 crate::a::e",
                "4 super::g"
            ]
        );
    }

    #[test]
    fn paths_in_the_code_are_imports() {
        let text =
            "pub(crate) fn x(y: &impl crate::a::B) -> impl Z + use<'_> {\n    super::c::d::<u8>(self.e)\n}";
        assert_eq!(paths(text), ["1 crate::a::B", "2 super::c::d"]);
    }

    #[test]
    fn comments_and_literals_are_no_code() {
        let text = r##"
// use crate::a;
/* use crate::b; /* use crate::c; */ use crate::d; */
const A: &str = "\" use crate::e;";
const B: &str = r#"" use crate::f;"#;
const C: [char; 4] = ['"', '\'', '\u{22}', '\\'];
fn f<'a>(x: &'a str) { b"use crate::g;"; crate::h::i(b'"') }
"##;
        assert_eq!(paths(text), ["7 crate::h::i"]);
    }

    #[test]
    fn what_is_for_tests_is_skipped() {
        let text = "#[cfg(test)]\nmod measure;\n#[cfg(test)]\nimpl A {\n fn b() { crate::c::d([1; 2]) }\n}\nuse crate::e;\n#[cfg(test)]\nmod tests {\n    use crate::f;\n}\n";
        assert_eq!(paths(text), ["7 crate::e"]);
        assert_eq!(imports(text).test_modules, ["measure"]);
    }
}
