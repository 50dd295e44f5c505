//! The files that a message brings along: their names, and what of them is kept.

use super::head::Head;
use super::mask::{masked, masked_bytes};
use super::remarks::{Remark, Remarks};

/// A file that a message brings along.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// The name under which the site has it.
    pub name: String,
    /// The kind of its content, such as `image/png`.
    pub kind: String,
    /// The id by which the text shows it.
    pub content_id: Option<String>,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Attachment {
    /// A part as a file. `addresses` says whether addresses are shown.
    pub fn of(head: &Head, bytes: Vec<u8>, addresses: bool, remarks: &mut Remarks) -> Self {
        let is_text = head.kind.starts_with("text/") || head.kind.starts_with("message/");
        let masked_content = (is_text && !addresses).then(|| masked_bytes(&bytes)).flatten();
        if masked_content.is_some() {
            remarks.add(Remark::MaskedFile);
        }
        let name = name(head, addresses);
        Self {
            name,
            kind: head.kind.clone(),
            content_id: head.content_id.clone(),
            bytes: masked_content.unwrap_or(bytes),
        }
    }

    /// What stands beside its name: the kind and the size.
    pub fn about(&self) -> String {
        format!("{}, {}", self.kind, size(self.bytes.len()))
    }
}

/// A name without what is a way through folders. A file without one gets that of its kind.
fn name(head: &Head, addresses: bool) -> String {
    let stated = head.file_name.as_deref().unwrap_or_default();
    let stated = if addresses { stated.to_owned() } else { masked(stated).into_owned() };
    let last = stated.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String =
        last.chars().map(|c| if c.is_control() || "<>:\"|?*#%…".contains(c) { '-' } else { c }).collect();
    let name = name.trim().trim_matches('.').trim().to_owned();
    if !name.is_empty() {
        return name;
    }
    let extension = mime_guess::get_mime_extensions_str(&head.kind).and_then(|all| all.last()).copied();
    format!("attachment.{}", extension_of(&head.kind).or(extension).unwrap_or("bin"))
}

/// The usual extension of the kinds that mails bring most.
fn extension_of(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "text/plain" => "txt",
        "text/html" => "html",
        "text/calendar" => "ics",
        "text/x-patch" | "text/x-diff" => "diff",
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/gif" => "gif",
        "application/pdf" => "pdf",
        "application/zip" => "zip",
        "application/octet-stream" => "bin",
        "message/rfc822" => "eml",
        _ => return None,
    })
}

/// A size as people read it.
fn size(bytes: usize) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::mail::head;

    fn named(disposition: &str, kind: &str) -> Attachment {
        let head =
            format!("Content-Type: {kind}\nContent-Disposition: attachment; filename=\"{disposition}\"\n\n");
        Attachment::of(
            &head::read(head.as_bytes()).0,
            b"to orn@amsel.example".to_vec(),
            false,
            &mut Remarks::default(),
        )
    }

    #[test]
    fn names_are_no_ways_through_folders() {
        assert_eq!(named("../../etc/lamp.png", "image/png").name, "lamp.png");
        assert_eq!(named("..\\\\lamp?.png", "image/png").name, "lamp-.png");
        assert_eq!(named("..", "application/pdf").name, "attachment.pdf");
        assert_eq!(named("orn@amsel.example.png", "image/png").name, "orn@-");
    }

    #[test]
    fn addresses_in_text_files_are_masked() {
        assert_eq!(named("a.txt", "text/plain").bytes, b"to orn@...");
        assert_eq!(named("a.png", "image/png").bytes, b"to orn@amsel.example");
        assert_eq!(named("a.txt", "text/plain").about(), "text/plain, 10 B");
        assert_eq!(size(2_200_000), "2.0 MB");
    }
}
