//! Cases in plain text: what is given, and below each line, indented, what is found in it.
//!
//! ```text
//! # A comment, to the end of its line.
//!
//! See Documents 12 and 13.
//!   Documents 12 → d12
//!   13 → d13
//! ```
//!
//! A case ends at an empty line. After a wanted change, `INSTA_UPDATE=always cargo test --lib cases` writes anew what is
//! found; read the difference.

use std::path::Path;
use std::{env, fs};

/// Looks at all files of a folder in `tests/data/`. `find` takes the lines of a case, and gives for each what is found in it.
///
/// # Panics
/// Where something else is found than the files say, or one cannot be read.
pub fn check(folder: &str, find: impl Fn(&[&str]) -> Vec<Vec<String>>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder);
    let files: Vec<_> =
        fs::read_dir(&folder).expect("the folder").map(|file| file.expect("a file").path()).collect();
    assert!(!files.is_empty(), "{} has cases", folder.display());
    for file in files {
        let expected = fs::read_to_string(&file).expect("the cases");
        let found: Vec<String> =
            expected.trim_end().split("\n\n").map(|case| with_findings(case, &find)).collect();
        let found = found.join("\n\n") + "\n";
        if env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
            fs::write(&file, found).expect("the cases are written");
        } else {
            compare(&file, &expected, &found);
        }
    }
}

/// A case with what is found now in the place of what was.
fn with_findings(case: &str, find: impl Fn(&[&str]) -> Vec<Vec<String>>) -> String {
    let is_given = |line: &&str| !line.starts_with([' ', '#']);
    let given: Vec<&str> = case.lines().filter(is_given).collect();
    let mut findings = find(&given).into_iter();
    let mut lines = Vec::new();
    for line in case.lines().filter(|line| !line.starts_with(' ')) {
        lines.push(line.to_owned());
        if is_given(&line) {
            lines.extend(findings.next().unwrap_or_default().iter().map(|found| format!("  {found}")));
        }
    }
    lines.join("\n")
}

/// Shows the first line that differs, with the case that it belongs to.
fn compare(file: &Path, expected: &str, found: &str) {
    let differs = expected.lines().zip(found.lines()).position(|(expected, found)| expected != found);
    let Some(at) = differs.or((expected != found).then_some(0)) else { return };
    let case = |text: &str| {
        let lines: Vec<&str> = text.lines().collect();
        let start = lines[..=at].iter().rposition(|line| line.is_empty()).map_or(0, |empty| empty + 1);
        lines[start..].iter().take_while(|line| !line.is_empty()).copied().collect::<Vec<_>>().join("\n")
    };
    panic!(
        "{}:{}: expected\n\n{}\n\nand found\n\n{}\n\nIf that is wanted, `INSTA_UPDATE=always cargo test --lib cases` writes it.",
        file.display(),
        at + 1,
        case(expected),
        case(found)
    );
}
