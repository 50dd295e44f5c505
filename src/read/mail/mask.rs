//! Addresses of mail without the part that makes them one: `orn@…`.
//!
//! What has the form of an address is one, whatever it means: `git@host:path` and `A@B` lose their ends, too, since one
//! address too many on a public page is worse than one that is none. The masked form is no address any more, so that
//! masking twice is masking once.

use std::borrow::Cow;
use std::ops::Range;

/// What stands for the domain.
pub const MASK: &str = "…";

/// The signs that part an address in two: its own, those of HTML and of web addresses, and the wide one of East Asia.
const AT: [&str; 6] = ["@", "%40", "&#64;", "&#x40;", "&commat;", "＠"];

/// A text in which addresses are masked.
pub fn masked(text: &str) -> Cow<'_, str> {
    let domains = domains(text);
    if domains.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    for domain in domains {
        masked.push_str(text.get(at..domain.start).unwrap_or_default());
        masked.push_str(MASK);
        at = domain.end;
    }
    masked.push_str(text.get(at..).unwrap_or_default());
    Cow::Owned(masked)
}

/// A text of a head in which also what stands for an address there is masked: `orn at amsel.example`, as archives of
/// mailing lists write it.
pub fn masked_head(text: &str) -> Cow<'_, str> {
    const SPELT: &str = " at ";
    let text = masked(text);
    if !text.contains(SPELT) {
        return text;
    }
    let mut masked = String::with_capacity(text.len());
    let mut rest: &str = &text;
    while let Some(at) = rest.find(SPELT) {
        let (before, after) =
            (rest.get(..at).unwrap_or_default(), rest.get(at + SPELT.len()..).unwrap_or_default());
        let length = domain(after);
        let name = after.get(..length).unwrap_or_default();
        masked.push_str(before);
        if name.contains('.') && before.ends_with(is_local) {
            masked.push('@');
            masked.push_str(MASK);
            rest = after.get(length..).unwrap_or_default();
        } else {
            masked.push_str(SPELT);
            rest = after;
        }
    }
    masked.push_str(rest);
    Cow::Owned(masked)
}

/// The bytes of a text in which addresses are masked, whatever its character set: addresses are ASCII.
pub fn masked_bytes(bytes: &[u8]) -> Option<Vec<u8>> {
    // Each byte as a character is a text of the same places.
    let text: String =
        bytes.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '\u{1}' }).collect();
    let domains = domains(&text);
    if domains.is_empty() {
        return None;
    }
    let mut masked = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for domain in domains {
        masked.extend(bytes.get(at..domain.start).unwrap_or_default());
        masked.extend(b"...");
        at = domain.end;
    }
    masked.extend(bytes.get(at..).unwrap_or_default());
    Some(masked)
}

/// Where the domains of addresses stand in a text.
pub fn domains(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !AT.iter().any(|sign| text.contains(sign)) {
        return found;
    }
    let mut at = 0;
    while let Some((start, sign)) = next_sign(text, at) {
        let after = start + sign;
        at = after;
        let rest = text.get(after..).unwrap_or_default();
        let length = domain(rest);
        if length > 0
            && begins_before(text.get(..start).unwrap_or_default(), rest.get(..length).unwrap_or_default())
        {
            found.push(after..after + length);
            at = after + length;
        }
    }
    found
}

/// The next sign that can part an address, and its length.
fn next_sign(text: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let rest = bytes.get(at..)?;
        let offset = rest.iter().position(|byte| matches!(byte, b'@' | b'%' | b'&' | 0xef))?;
        let here = rest.get(offset..)?;
        let sign = AT.iter().find(|sign| {
            here.get(..sign.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(sign.as_bytes()))
        });
        if let Some(sign) = sign {
            return Some((at + offset, sign.len()));
        }
        at += offset + 1;
    }
}

/// Whether what stands before the sign ends as the first part of an address.
fn begins_before(before: &str, domain: &str) -> bool {
    match before.chars().next_back() {
        // Names of people on the web stand behind a slash: `https://vell.example/@orn`.
        Some('/') => {
            domain.contains('.')
                && !before.rsplit(char::is_whitespace).next().is_some_and(|word| word.contains("://"))
        }
        // Mark-up that is shown as it is written can close a name before its sign: `<b>orn</b>@amsel.example`.
        Some('>') => {
            const LONGEST_TAG: usize = 200;
            let near = before.get(before.floor_char_boundary(before.len().saturating_sub(LONGEST_TAG))..);
            let near = near.unwrap_or_default();
            let open = near.rfind('<').and_then(|open| near.get(..open)?.chars().next_back());
            open.is_some_and(|last| last.is_alphanumeric())
        }
        Some(last) => is_local(last) || matches!(last, '"' | '\u{1}'),
        None => false,
    }
}

/// Whether a character can stand in the first part of an address.
fn is_local(character: char) -> bool {
    character.is_alphanumeric() || "!#$%&'*+-=?^_`{|}~.;".contains(character)
}

/// The length of the domain at the beginning of a text: names with points between them, or a number in brackets.
fn domain(text: &str) -> usize {
    if let Some(literal) = text.strip_prefix('[') {
        let is_number = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '-');
        let length = literal.find(|c: char| !is_number(c)).unwrap_or(literal.len());
        return if length > 0 && literal.get(length..).is_some_and(|rest| rest.starts_with(']')) {
            length + 2
        } else {
            0
        };
    }
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '\u{3002}' | '\u{ff0e}');
    let length = text.find(|c: char| !is_part(c)).unwrap_or(text.len());
    let name = text.get(..length).unwrap_or_default().trim_end_matches(['.', '-', '_']);
    let is_name = name.starts_with(char::is_alphanumeric);
    // Versions are numbers, too: `lamp@1.2.3`.
    let last = name.rsplit('.').next().unwrap_or_default();
    let is_host = name.split('.').count() == 4 && name.split('.').all(|part| part.parse::<u8>().is_ok());
    if is_name && (!last.bytes().all(|byte| byte.is_ascii_digit()) || is_host) { name.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_the_form_of_an_address_is_masked() {
        let cases = [
            ("Orn <orn@amsel.example>", "Orn <orn@…>"),
            ("mailto:orn.b+c@amsel.example?subject=x", "mailto:orn.b+c@…?subject=x"),
            ("orn@amsel.example.", "orn@…."),
            ("orn%40amsel.example&x", "orn%40…&x"),
            ("orn&#64;amsel.example", "orn&#64;…"),
            ("\"Orn B\"@amsel.example", "\"Orn B\"@…"),
            ("orn@[127.0.0.1] x", "orn@… x"),
            ("örn@ämsel.example", "örn@…"),
            ("root@localhost,", "root@…,"),
            ("<20110304.91@vell-2.amsel.example>", "<20110304.91@…>"),
            ("git@host.example:path", "git@…:path"),
            ("https://orn@vell.example/x", "https://orn@…/x"),
            ("a@b.example,c@d.example", "a@…,c@…"),
            ("orn＠amsel.example", "orn＠…"),
            ("orn@10.0.0.1", "orn@…"),
            ("x/G=Orn/@amsel.example", "x/G=Orn/@…"),
            ("<b>orn</b>@amsel.example", "<b>orn</b>@…"),
        ];
        for (text, wanted) in cases {
            assert_eq!(masked(text), wanted);
            assert_eq!(masked(wanted), wanted, "masking twice is masking once");
        }
    }

    #[test]
    fn what_is_no_address_stays() {
        for text in [
            "@Override",
            "HEAD@{1}",
            "meet @ 5",
            "lamp@1.2.3",
            "https://vell.example/@orn",
            "100% &amp; more",
            "a@",
            "x@…",
        ] {
            assert_eq!(masked(text), text);
        }
    }

    #[test]
    fn heads_spell_addresses_out() {
        assert_eq!(masked_head("orn at amsel.example (Orn)"), "orn@… (Orn)");
        assert_eq!(masked_head("Orn at the quay"), "Orn at the quay");
        assert_eq!(masked("look at example.org"), "look at example.org");
    }

    #[test]
    fn bytes_are_masked_in_any_character_set() {
        assert_eq!(masked_bytes(b"\xe4 orn@amsel.example\xff").as_deref(), Some(&b"\xe4 orn@...\xff"[..]));
        assert_eq!(masked_bytes(b"none \xff"), None);
    }
}
