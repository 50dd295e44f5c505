//! What the name of a file says of its format.

/// Whether a file is an image by its name; some are text by their content.
pub fn is_image(path: &str) -> bool {
    mime_guess::from_path(path).first().is_some_and(|kind| kind.type_() == mime_guess::mime::IMAGE)
}

/// Whether a file is an image, a sound, a film or a face of type: none of these could be read as a document.
pub fn is_medium(path: &str) -> bool {
    use mime_guess::mime::{AUDIO, FONT, IMAGE, VIDEO};
    mime_guess::from_path(path)
        .first()
        .is_some_and(|kind| [IMAGE, AUDIO, VIDEO, FONT].contains(&kind.type_()))
}

/// Whether a browser takes a file for a web page by its name, and so runs what is in it.
pub fn is_page(path: &str) -> bool {
    const PAGES: [&str; 5] = ["html", "htm", "xhtml", "xht", "shtml"];
    crate::model::path::extension(path)
        .is_some_and(|own| PAGES.iter().any(|page| page.eq_ignore_ascii_case(own)))
}

/// Whether a browser would run what is in a source that is opened by itself: it is a web page, or XML that holds parts of one,
/// drawings, or a style that makes a page of it.
pub fn runs(path: &str, bytes: &[u8]) -> bool {
    const SIGNS: [&[u8]; 3] = [b"www.w3.org/1999/xhtml", b"www.w3.org/2000/svg", b"<?xml-stylesheet"];
    let is_xml = mime_guess::from_path(path)
        .iter()
        .any(|kind| kind.subtype() == "xml" || kind.suffix().is_some_and(|suffix| suffix == "xml"));
    is_page(path) || is_xml && SIGNS.iter().any(|sign| memchr::memmem::find(bytes, sign).is_some())
}

/// Whether a file can be read as plain text by its name: it is a text without marks of its own, or nobody knows what.
pub fn can_be_text(path: &str) -> bool {
    const MARKED: [&str; 5] = ["html", "xml", "css", "javascript", "csv"];
    mime_guess::from_path(path).first().is_none_or(|kind| {
        kind.type_() == mime_guess::mime::TEXT && !MARKED.contains(&kind.subtype().as_str())
    })
}
