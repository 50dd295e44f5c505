//! Maildirs: folders with a message in each file. The name of one says when it came, and behind a colon whether it was
//! read, answered or thrown away, so that a message can change its file's name and folder without being another.

use crate::model::path;

/// Whether a file is a message of a maildir: it lies in `cur` or `new`, and its name begins with the second in which it
/// came.
pub fn is_message(path: &str) -> bool {
    let (folder, name) = path::split(path);
    let figures = name.bytes().take_while(u8::is_ascii_digit).count();
    matches!(path::name(folder), "cur" | "new") && figures >= 9 && name.as_bytes().get(figures) == Some(&b'.')
}

/// The path of a message's page, without `.html`: that of the maildir, and what stays of the file's name.
pub fn page(path: &str) -> Option<String> {
    if !is_message(path) {
        return None;
    }
    let (folder, name) = path::split(path);
    let name = name.split(':').next().unwrap_or(name);
    let maildir = path::folder(folder);
    Some(if maildir.is_empty() { name.to_owned() } else { format!("{maildir}/{name}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_keeps_its_page_whatever_becomes_of_it() {
        let wanted = Some("box/1300000000.M1P2.amsel".to_owned());
        for path in [
            "box/new/1300000000.M1P2.amsel",
            "box/cur/1300000000.M1P2.amsel:2,",
            "box/cur/1300000000.M1P2.amsel:2,RS",
        ] {
            assert_eq!(page(path), wanted, "{path}");
        }
        for path in
            ["box/tmp/1300000000.M1P2.amsel", "cur/notes.txt", "box/1300000000.M1P2.amsel", "new/2011.txt"]
        {
            assert_eq!(page(path), None, "{path}");
        }
    }
}
