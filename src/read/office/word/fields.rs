//! The fields of Word: instructions, of which the text shows the results.

use crate::read::office::gathered::{Gathered, Link};

/// A field that has begun.
#[derive(Debug, Default)]
pub(super) struct Field {
    /// What is to be done.
    pub(super) instruction: String,
    /// Whether its result has begun.
    pub(super) is_result: bool,
    /// The link that its result is.
    pub(super) link: Option<usize>,
    /// Whether the box of a form is ticked.
    pub(super) is_ticked: Option<bool>,
}

/// Fields that show nothing by their nature.
#[rustfmt::skip]
const SILENT: [&str; 18] = [
    "XE", "TC", "TA", "RD", "SET", "ASK", "PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PRINT", "NEXT", "NEXTIF",
    "SKIPIF", "DATABASE", "ADVANCE", "PRIVATE", "BIDIOUTLINE",
];

/// An instruction, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Instruction {
    /// Its name in capitals.
    pub(super) name: String,
    /// What it says besides switches and their values.
    pub(super) arguments: Vec<String>,
    /// Switches, with the words that follow them.
    pub(super) switches: Vec<(String, Option<String>)>,
}

impl Instruction {
    /// Takes an instruction apart.
    pub(super) fn parse(text: &str) -> Self {
        let mut words = words(text).into_iter().peekable();
        let name = words.next().map(|(word, _)| word.to_uppercase()).unwrap_or_default();
        let (mut arguments, mut switches) = (Vec::new(), Vec::new());
        while let Some((word, is_quoted)) = words.next() {
            match word.strip_prefix('\\').filter(|_| !is_quoted) {
                Some(switch) => {
                    // These have a value; others stand alone.
                    let has_value =
                        matches!(switch, "l" | "o" | "t" | "f" | "s" | "*" | "@" | "#") && name != "NOTEREF";
                    let is_value = |(next, is_quoted): &(String, bool)| *is_quoted || !next.starts_with('\\');
                    let value =
                        if has_value { words.next_if(is_value).map(|(value, _)| value) } else { None };
                    switches.push((switch.to_owned(), value));
                }
                None => arguments.push(word),
            }
        }
        Self { name, arguments, switches }
    }

    /// Whether it has a switch.
    pub(super) fn has(&self, switch: &str) -> bool {
        self.switches.iter().any(|(name, _)| name == switch)
    }

    fn value(&self, switch: &str) -> Option<&str> {
        self.switches.iter().find(|(name, _)| name == switch).and_then(|(_, value)| value.as_deref())
    }

    /// The link that its result is.
    pub(super) fn link(&self, gathered: &mut Gathered) -> Option<usize> {
        let argument = self.arguments.first().cloned();
        let link = match self.name.as_str() {
            "HYPERLINK" => {
                let place = self.value("l").map(|place| format!("#{place}")).unwrap_or_default();
                let address = argument.unwrap_or_default() + &place;
                let title = self.value("o").unwrap_or_default().to_owned();
                (!address.is_empty()).then_some(Link::Address { address, title })
            }
            "REF" | "PAGEREF" => argument.map(Link::Place),
            "NOTEREF" => argument.map(|name| Link::Note { name, is_mark: self.has("f") }),
            _ => None,
        };
        link.map(|link| gathered.link(link))
    }

    /// Whether it shows nothing by its nature.
    pub(super) fn is_silent(&self) -> bool {
        self.name.is_empty() || SILENT.contains(&self.name.as_str())
    }
}

/// The words of an instruction, and whether each stands in quotation marks.
fn words(text: &str) -> Vec<(String, bool)> {
    let mut words = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(&character) = characters.peek() {
        if character.is_whitespace() {
            characters.next();
            continue;
        }
        let is_quoted = matches!(character, '"' | '“' | '”');
        let mut word = String::new();
        if is_quoted {
            characters.next();
        }
        while let Some(character) =
            characters.next_if(|c| if is_quoted { !matches!(c, '"' | '”') } else { !c.is_whitespace() })
        {
            // In quotation marks a backslash stands before what means itself.
            let escaped =
                (is_quoted && character == '\\').then(|| characters.next_if(|c| matches!(c, '"' | '\\')));
            word.push(escaped.flatten().unwrap_or(character));
        }
        if is_quoted {
            characters.next();
        }
        words.push((word, is_quoted));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_are_taken_apart() {
        let link = Instruction::parse(r#" HYPERLINK "https://example.org/a b" \l "_Ref1" \o "A tip" "#);
        assert_eq!((link.name.as_str(), link.arguments.len()), ("HYPERLINK", 1));
        assert_eq!(link.value("l"), Some("_Ref1"));
        let mut gathered = Gathered::default();
        assert_eq!(link.link(&mut gathered), Some(0));
        let wanted =
            Link::Address { address: "https://example.org/a b#_Ref1".to_owned(), title: "A tip".to_owned() };
        assert_eq!(gathered.links, [wanted]);
        let reference = Instruction::parse("REF _Ref2 \\h \\* MERGEFORMAT");
        assert_eq!(reference.arguments, ["_Ref2"]);
        let note = Instruction::parse("noteref _Ref3 \\f \\h");
        assert_eq!(note.link(&mut gathered), Some(1));
        assert_eq!(gathered.links[1], Link::Note { name: "_Ref3".to_owned(), is_mark: true });
        assert!(Instruction::parse("XE \"Amsel\"").is_silent());
        assert_eq!(Instruction::parse("HYPERLINK \"").link(&mut gathered), None);
    }
}
