//! Lists of files, as the output and the private folder hold them: a path a line, each quoted as JSON
//! quotes texts, so that no character of a name can end its line.

use std::path::Path;
use std::{fs, io};

use walkdir::WalkDir;

use super::address::is_within;
use super::tree;
use crate::model::fingerprint::Fingerprint;

/// The list of the files that fonds made in an output folder.
pub const MANIFEST: &str = ".fonds-files";

/// The files that fonds made in an output folder. A path that does not stay within the folder is none of
/// them, whoever wrote it there.
pub fn made_files(output: &Path) -> Vec<String> {
    let Ok(text) = fs::read_to_string(output.join(MANIFEST)) else { return Vec::new() };
    let mut files = parse(&text).unwrap_or_else(|| made_before_quotation(output, &text));
    files.retain(|file| is_within(Path::new(file)));
    files
}

/// The files in a list of the earlier form, in which names stood as they are. Where a name in the folder
/// holds a line break, its halves in the list can be the names of somebody else's files: then nothing
/// that the list says is believed.
fn made_before_quotation(output: &Path, text: &str) -> Vec<String> {
    let is_ambiguous = WalkDir::new(output)
        .into_iter()
        .any(|found| found.map_or(true, |found| found.file_name().as_encoded_bytes().contains(&b'\n')));
    if is_ambiguous { Vec::new() } else { text.lines().map(str::to_owned).collect() }
}

/// A list of files.
pub fn text<'a>(files: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let mut list = Vec::new();
    for file in files {
        // A text can always be quoted, and memory written to.
        let _ = serde_json::to_writer(&mut list, file);
        list.push(b'\n');
    }
    list
}

/// Whether the list of an output folder is this one.
pub fn is_that_of(output: &Path, list: &[u8]) -> bool {
    tree::holds(&output.join(MANIFEST), list)
}

/// The files in a list; `None` where it is none of this form.
fn parse(list: &str) -> Option<Vec<String>> {
    list.lines().map(|line| serde_json::from_str(line).ok()).collect()
}

/// Writes a list that is only believed whole: it begins with its fingerprint, and takes its name in one
/// step.
///
/// # Errors
/// What the file system says.
pub fn write_sealed<'a>(path: &Path, files: impl Iterator<Item = &'a str>) -> io::Result<()> {
    let list = text(files);
    let aside = path.with_extension("new");
    let seal = format!("{}\n", Fingerprint::of_bytes(&list));
    fs::write(&aside, [seal.as_bytes(), &list].concat())?;
    fs::rename(aside, path)
}

/// The files in a list that begins with its fingerprint; `None` where it is not there or not whole.
pub fn read_sealed(path: &Path) -> Option<Vec<String>> {
    let text = fs::read_to_string(path).ok()?;
    let (seal, list) = text.split_once('\n')?;
    if seal != Fingerprint::of_bytes(list.as_bytes()).to_string() {
        return None;
    }
    parse(list).filter(|files| files.iter().all(|file| is_within(Path::new(file))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(list: impl AsRef<[u8]>) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(MANIFEST), list).expect("a list");
        folder
    }

    #[test]
    fn names_come_back_whatever_they_hold() {
        let files = ["a/b.html", "line\nbreak.pdf", "carriage\r.pdf", "\"quoted\".pdf", "Ü\u{2028}.html"];
        assert_eq!(made_files(folder(text(files)).path()), files);
    }

    #[test]
    fn only_paths_within_the_folder_are_files_that_fonds_made() {
        for path in ["../a.html", "/etc/a.html", "a/../../b.html", "./a.html", "", "a/./../b"] {
            let listed = [path.to_owned(), "c.html".to_owned()];
            let expected = ["c.html"];
            assert_eq!(
                made_files(folder(text(listed.iter().map(String::as_str))).path()),
                expected,
                "{path}"
            );
            assert_eq!(made_files(folder(format!("{path}\nc.html\n")).path()), expected, "{path}");
        }
    }

    #[test]
    fn a_list_of_the_earlier_form_is_read_unless_a_name_may_be_cut() {
        let earlier = folder("404.html\na.html\n");
        assert_eq!(made_files(earlier.path()).len(), 2);
        if fs::write(earlier.path().join("x\na.html"), "").is_ok() {
            assert!(made_files(earlier.path()).is_empty());
        }
    }

    #[test]
    fn a_sealed_list_is_believed_only_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("list");
        let files = ["a.html".to_owned(), "b.html".to_owned()];
        write_sealed(&path, files.iter().map(String::as_str)).expect("written");
        assert_eq!(read_sealed(&path).as_deref(), Some(&files[..]));
        let whole = fs::read(&path).expect("a list");
        for length in 0..whole.len() {
            fs::write(&path, &whole[..length]).expect("written");
            assert_eq!(read_sealed(&path), None, "{length} bytes of {}", whole.len());
        }
        fs::write(&path, "a.html\n").expect("written");
        assert_eq!(read_sealed(&path), None, "a list of the earlier form");
    }
}
