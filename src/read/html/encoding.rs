//! The encoding of a page, by the rules of HTML: a byte order mark, what the page says in its first bytes, and where it says
//! nothing UTF-8 if it is that, else Windows-1252.

use std::borrow::Cow;
use std::sync::LazyLock;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use regex::bytes::Regex;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::read::reader::{Receiver, Source};

/// How far the name of the encoding is looked for. The rules say 1024 bytes, and browsers go on if they find it later.
const PRESCAN: usize = 8192;

static DECLARED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i-u)<meta[\s/][^>]*?charset\s*=\s*["']?\s*([a-z0-9_:.-]+)|^\s*<\?xml[^>]*?encoding\s*=\s*["']([a-z0-9_:.-]+)"#)
        .unwrap_or_else(|error| unreachable!("{error}"))
});
static REMARK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?s-u)<!--.*?-->").unwrap_or_else(|error| unreachable!("{error}")));

/// The text of a page, with its lines ended by `\n`. The receiver is told of what had to be mended.
pub fn text(source: &Source<'_>, receiver: &mut dyn Receiver) -> Option<String> {
    let bytes = source.bytes;
    let stated = declared(bytes);
    let other = stated.filter(|stated| *stated != UTF_8 && Encoding::for_bom(bytes).is_none());
    let text = match other {
        // Programs that save pages write UTF-8, and leave the name of the encoding that the page had.
        Some(stated) if !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok() && is_of_bytes(stated) => {
            let message = format!("the page says that it is in {}, and is in UTF-8", stated.name());
            let said = Diagnostic::new(Severity::Note, Code::Encoding, source.path, message);
            receiver.diagnostic(said.help("correct what `<meta charset>` says"));
            source.text(receiver)?
        }
        Some(stated) => {
            let (decoded, _) = stated.decode_without_bom_handling(bytes);
            let decoded = Source { bytes: decoded.as_bytes(), ..*source };
            Cow::Owned(decoded.text(receiver)?.into_owned())
        }
        None => source.text(receiver)?,
    };
    Some(with_line_ends(&text))
}

/// Whether any bytes are a text in an encoding.
fn is_of_bytes(encoding: &'static Encoding) -> bool {
    encoding.is_single_byte()
}

/// The encoding that the first bytes of a page name.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let beginning = &bytes[..bytes.len().min(PRESCAN)];
    let beginning = REMARK.replace_all(beginning, &b""[..]);
    let captures = DECLARED.captures(&beginning)?;
    let label = captures.get(1).or_else(|| captures.get(2))?.as_bytes();
    let encoding = Encoding::for_label(label)?;
    // The name could be read, so that it is not in UTF-16.
    let is_wide = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
    Some(match encoding {
        _ if is_wide => UTF_8,
        encoding if encoding == encoding_rs::X_USER_DEFINED => WINDOWS_1252,
        encoding => encoding,
    })
}

fn with_line_ends(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_say_their_encoding() {
        let named = |html: &[u8]| declared(html).map(Encoding::name);
        assert_eq!(named(b"<html><head><META CHARSET=utf-8>"), Some("UTF-8"));
        assert_eq!(
            named(b"<meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-1\">"),
            Some("windows-1252")
        );
        assert_eq!(named(b"<!-- <meta charset=koi8-r> --><meta charset='windows-1255'>"), Some("windows-1255"));
        assert_eq!(named(b"<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?><html/>"), Some("ISO-8859-2"));
        assert_eq!(named(b"<meta charset=utf-16le>"), Some("UTF-8"));
        assert_eq!(named(b"<p>charset=koi8-r</p>"), None);
        assert_eq!(named(b"<meta charset=no-such>"), None);
    }
}
