//! The names of files and folders: which of them make bad addresses, and how they stand in messages.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::characters::is_shown;
use crate::model::path;
use crate::source::CONTENT_FOLDER;

/// How many bytes the name of a file can have in all common file systems.
const LONGEST_NAME: usize = 255;

/// How many bytes the way to a page can have. File systems take 4,096 with the folders above.
const LONGEST_PATH: usize = 3_000;

/// The names that Windows keeps for devices, whatever their extension.
const DEVICES: [&str; 24] = [
    "con", "prn", "aux", "nul", "conin$", "conout$", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// What is wrong with the name at the end of a path.
pub fn complaint(path: &str, shown_path: &str) -> Option<Diagnostic> {
    let name = path::name(path);
    let (severity, message) = trouble(name)?;
    let help = "rename it: names become addresses, and sites are copied to systems of all kinds";
    Some(
        Diagnostic::new(severity, Code::Name, shown_path, format!("the name {}: {message}", shown(name)))
            .help(help),
    )
}

fn trouble(name: &str) -> Option<(Severity, String)> {
    if let Some(control) = name.chars().find(|&c| is_refused(c)) {
        let message = match control {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => "it holds a line break".to_owned(),
            _ => format!("it holds the control character U+{:04X}", u32::from(control)),
        };
        return Some((Severity::Error, message));
    }
    if name.contains('\\') {
        let message = "it holds a backslash, which browsers and Windows take for the end of a folder's name";
        return Some((Severity::Error, message.to_owned()));
    }
    let warning = |message: String| Some((Severity::Warning, message));
    if let Some(sign) = name.chars().find(|c| "<>:\"|?*".contains(*c)) {
        return warning(format!("it holds `{sign}`, which no name on Windows can"));
    }
    if name.ends_with(['.', ' ']) {
        return warning("it ends with a full stop or a space, which Windows drops".to_owned());
    }
    if is_of_device(name) {
        return warning("Windows keeps it for a device, whatever follows a full stop".to_owned());
    }
    None
}

/// Whether Windows keeps a name for a device, whatever follows a full stop.
pub fn is_of_device(name: &str) -> bool {
    let device = name.split('.').next().unwrap_or(name).trim_end().to_lowercase();
    DEVICES.contains(&device.as_str())
}

/// Whether no name can hold a character: control characters, ends of lines, and what Unicode has no character for.
pub fn is_refused(character: char) -> bool {
    !is_shown(character) || character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
}

/// What is wrong with the length of a page's address. `source` is the path of its source within the content folder.
pub fn too_long(address: &str, source: &str) -> Option<Diagnostic> {
    let name = path::name(address);
    let (what, length, longest) = if name.len() > LONGEST_NAME {
        ("name of its page is", name.len(), LONGEST_NAME)
    } else if address.len() > LONGEST_PATH {
        ("way to its page is", address.len(), LONGEST_PATH)
    } else {
        return None;
    };
    let message = format!("the {what} {length} bytes long, and {longest} are possible: {}", shortened(name));
    Some(
        Diagnostic::new(Severity::Error, Code::Name, &format!("{CONTENT_FOLDER}/{source}"), message)
            .help("give the file a shorter name: its page has the same with `.html`"),
    )
}

/// The beginning and the end of a name.
fn shortened(name: &str) -> String {
    const PART: usize = 16;
    let characters: Vec<char> = name.chars().collect();
    if characters.len() <= 2 * PART {
        return name.to_owned();
    }
    let (begin, end) = (&characters[..PART], &characters[characters.len() - PART..]);
    format!("{}…{}", begin.iter().collect::<String>(), end.iter().collect::<String>())
}

/// A name as it can stand in a message: with escapes for what has no sign of its own.
pub fn shown(name: &str) -> String {
    let escaped = |c: char| if is_refused(c) { c.escape_default().to_string() } else { c.to_string() };
    format!("“{}”", name.chars().map(escaped).collect::<String>())
}

/// A name in which letters outside ASCII stand by their numbers, so that two ways to write one differ.
pub fn spelt(name: &str) -> String {
    format!("“{}”", name.chars().flat_map(char::escape_default).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_make_bad_addresses() {
        let severity = |name: &str| trouble(name).map(|(severity, _)| severity);
        for name in
            ["a\nb.txt", "a\rb", "a\u{7}.txt", "a\u{85}b.md", "a\u{2028}b.md", "a\\b.txt", "a\u{ffff}.txt"]
        {
            assert_eq!(severity(name), Some(Severity::Error), "{name:?}");
        }
        for name in [
            "10:30.txt",
            "what?.md",
            "a*.txt",
            "CON",
            "nul.txt",
            "Aux.letters.txt",
            "lpt1 .txt",
            "Vell.",
            "Orn ",
            "<x>",
            "a|b",
            "\"q\"",
        ] {
            assert_eq!(severity(name), Some(Severity::Warning), "{name:?}");
        }
        for name in [
            "a.txt",
            "console.txt",
            "Zürich & Bern.md",
            "com10.txt",
            "nul-set.md",
            "a b.txt",
            "_index.md",
            "50%.txt",
        ] {
            assert_eq!(severity(name), None, "{name:?}");
        }
    }

    #[test]
    fn a_page_has_a_name_of_255_bytes_at_most() {
        let address = |length: usize| format!("skell/{}.html", "x".repeat(length));
        assert!(too_long(&address(250), "x").is_none());
        let found = too_long(&address(251), "skell/x.txt").expect("too long");
        assert_eq!(found.file, "content/skell/x.txt");
        assert!(found.message.contains("256 bytes long, and 255"), "{}", found.message);
        assert!(too_long(&format!("{}x.html", "skell/".repeat(600)), "x").is_some());
    }

    #[test]
    fn names_are_spelt() {
        assert_eq!(spelt("Zu\u{308}rich"), "“Zu\\u{308}rich”");
    }
}
