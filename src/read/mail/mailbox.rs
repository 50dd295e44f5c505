//! Where the messages of a mailbox begin and end.
//!
//! Mailboxes have no one form: lines of a text that begin with `From ` are escaped by a `>` in most (mboxo, mboxrd), the
//! length is stated in some (mboxcl), and nothing is done in others. So a message begins at such a line only if what
//! follows it is a head, and it bears a time or that head is one of mail for certain.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;
use regex::bytes::Regex;

/// The line that parts messages.
const ENVELOPE: &[u8] = b"From ";

/// Where a message stands in its mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The line that begins it; empty for what stands before the first.
    pub envelope: Range<usize>,
    /// Head and text.
    pub message: Range<usize>,
    /// How many lines stand before it.
    pub lines: usize,
}

/// A line such as `From orn Fri Mar  4 09:12:00 2011`.
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^From .*\b[0-9]{1,2}:[0-9]{2}\b.*[0-9]{4}|^From .*\b[0-9]{4}\b.*[0-9]{1,2}:[0-9]{2}\b")
        .unwrap_or_else(|error| unreachable!("{error}"))
});

/// The names of fields that heads of mail begin with.
const NAMES: [&str; 14] = [
    "return-path",
    "received",
    "from",
    "to",
    "date",
    "subject",
    "message-id",
    "delivered-to",
    "x-",
    "mime-version",
    "content-type",
    "status",
    "reply-to",
    "envelope-to",
];

/// Whether bytes begin as a mailbox: with an envelope, and a head below it.
pub fn begins_as_mailbox(bytes: &[u8]) -> bool {
    bytes.starts_with(ENVELOPE) && begins_message(bytes, 0, false)
}

/// Whether bytes begin as the head of a mail.
pub fn begins_as_head(bytes: &[u8]) -> bool {
    field_name(bytes).is_some_and(is_of_mail)
}

/// The messages of a mailbox, in their order. What stands before the first envelope is one if it begins as a head.
pub fn places(bytes: &[u8]) -> Vec<Place> {
    let starts = starts(bytes);
    let mut places = Vec::with_capacity(starts.len());
    let first = starts.first().copied().unwrap_or(bytes.len());
    let mut lines = 0;
    let mut counted = 0;
    if !bytes.get(..first).unwrap_or_default().trim_ascii().is_empty() {
        places.push(Place { envelope: 0..0, message: 0..first, lines: 0 });
    }
    for (at, start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).copied().unwrap_or(bytes.len());
        lines += memchr::memchr_iter(b'\n', bytes.get(counted..*start).unwrap_or_default()).count();
        counted = *start;
        let head = line_end(bytes, *start);
        places.push(Place { envelope: *start..head, message: head.min(end)..end, lines });
    }
    places
}

/// Where messages begin.
fn starts(bytes: &[u8]) -> Vec<usize> {
    let mut starts = Vec::new();
    // What is stated to belong to a message has no beginning in it.
    let mut from = 0;
    let breaks = memmem::find_iter(bytes, b"\nFrom ").map(|at| at + 1);
    let first = bytes.starts_with(ENVELOPE).then_some(0);
    for start in first.into_iter().chain(breaks) {
        if start >= from && begins_message(bytes, start, true) {
            starts.push(start);
            from = stated_end(bytes, start).unwrap_or(start);
        }
    }
    starts
}

/// Whether a message begins at a line that begins as an envelope.
fn begins_message(bytes: &[u8], start: usize, in_mailbox: bool) -> bool {
    let end = line_end(bytes, start);
    let line = bytes.get(start..end).unwrap_or_default();
    let Some(name) = field_name(skip_escaped(bytes, end)) else { return false };
    let is_timed = TIME.is_match(line);
    let follows_blank = start == 0 || ends_with_blank_line(bytes.get(..start).unwrap_or_default());
    match (is_timed, is_of_mail(name)) {
        (true, true) => true,
        (true, false) => follows_blank,
        // Programs write envelopes without a time, too; prose can begin so.
        (false, true) => {
            in_mailbox && follows_blank && line.trim_ascii().split(|byte| *byte == b' ').count() <= 3
        }
        (false, false) => false,
    }
}

/// Some mailboxes have a second, escaped envelope below the first.
fn skip_escaped(bytes: &[u8], at: usize) -> &[u8] {
    let rest = bytes.get(at..).unwrap_or_default();
    if rest.starts_with(b">From ") { rest.get(line_end(rest, 0)..).unwrap_or_default() } else { rest }
}

fn ends_with_blank_line(before: &[u8]) -> bool {
    before.ends_with(b"\n\n") || before.ends_with(b"\n\r\n") || before == b"\n" || before == b"\r\n"
}

/// The end of the line at a place, with its line feed.
fn line_end(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    start + memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1)
}

/// The name of the field that a line is.
fn field_name(bytes: &[u8]) -> Option<&[u8]> {
    const LONGEST: usize = 77;
    let name = bytes.iter().take(LONGEST).position(|byte| *byte == b':')?;
    let name = bytes.get(..name).filter(|name| !name.is_empty())?;
    name.iter().all(|byte| byte.is_ascii_graphic()).then_some(name)
}

fn is_of_mail(name: &[u8]) -> bool {
    NAMES.iter().any(|known| match known.strip_suffix('-') {
        Some(_) => name.get(..known.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(known.as_bytes())),
        None => name.eq_ignore_ascii_case(known.as_bytes()),
    })
}

/// Where a message ends whose head states its length, if another begins there, or the mailbox ends.
fn stated_end(bytes: &[u8], start: usize) -> Option<usize> {
    const LONGEST_HEAD: usize = 64 * 1024;
    let mut at = line_end(bytes, start);
    let limit = (at + LONGEST_HEAD).min(bytes.len());
    let mut length = None;
    while at < limit {
        let end = line_end(bytes, at);
        let line = bytes.get(at..end)?;
        at = end;
        if line.trim_ascii().is_empty() {
            break;
        }
        if field_name(line).is_some_and(|name| name.eq_ignore_ascii_case(b"content-length")) {
            let value = line.splitn(2, |byte| *byte == b':').nth(1)?;
            length = std::str::from_utf8(value).ok()?.trim().parse::<usize>().ok();
        }
    }
    let end = at.checked_add(length?).filter(|end| *end <= bytes.len())?;
    let rest = bytes.get(end..)?;
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let next = rest.get(blank..)?;
    let begins_line = blank > 0 || end == bytes.len() || bytes.get(end - 1) == Some(&b'\n');
    (begins_line && (next.is_empty() || next.starts_with(ENVELOPE))).then_some(end)
}

/// A message without the signs that kept its lines from being envelopes.
pub fn unescaped(message: &[u8]) -> Cow<'_, [u8]> {
    let is_escaped = |line: &[u8]| {
        let signs = line.iter().take_while(|byte| **byte == b'>').count();
        signs > 0 && line.get(signs..).is_some_and(|rest| rest.starts_with(ENVELOPE))
    };
    if memmem::find(message, b">From ").is_none() {
        return Cow::Borrowed(message);
    }
    let mut unescaped = Vec::with_capacity(message.len());
    for line in message.split_inclusive(|byte| *byte == b'\n') {
        unescaped.extend(if is_escaped(line) { line.get(1..).unwrap_or_default() } else { line });
    }
    Cow::Owned(unescaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "From orn Fri Mar  4 09:12:00 2011\nFrom: orn\nSubject: One\n\nThe lamp.\n\n";

    fn messages(mailbox: &str) -> Vec<&str> {
        places(mailbox.as_bytes()).into_iter().map(|place| &mailbox[place.message]).collect()
    }

    #[test]
    fn messages_begin_at_envelopes_with_a_head() {
        let mailbox = format!(
            "{ONE}From MAILER-DAEMON Fri Mar  4 09:12:00 2011\nSubject: Two\n\nFrom here on\n\nFrom the quay: no\n\n"
        );
        let found = messages(&mailbox);
        assert_eq!(found.len(), 2);
        assert!(found[1].ends_with("From the quay: no\n\n"));
        let places = places(mailbox.as_bytes());
        assert_eq!((places[0].lines, places[1].lines), (0, 6));
    }

    #[test]
    fn envelopes_of_other_programs_are_known() {
        for envelope in [
            "From - Fri Mar 04 09:12:00 2011",
            "From orn at amsel.example  Fri Mar  4 09:12:00 2011",
            "From ???@??? Fri Mar 04 09:12:00 2011 +0100",
            "From nobody",
            "From orn@amsel.example 2011-03-04 09:12",
        ] {
            let mailbox = format!("{ONE}{envelope}\nDate: x\nSubject: Two\n\nThe quay.\n");
            assert_eq!(messages(&mailbox).len(), 2, "{envelope}");
        }
        // No blank line stands before it.
        assert_eq!(messages(&format!("{}{ONE}", ONE.trim_end().to_owned() + "\n")).len(), 2);
    }

    #[test]
    fn a_stated_length_is_believed_where_it_fits() {
        let body = "From vell Fri Mar  4 09:12:00 2011\nFrom: quoted\n\nEnd.\n";
        let message = |length: usize| {
            format!("From orn Fri Mar  4 09:12:00 2011\nContent-Length: {length}\n\n{body}\n")
        };
        assert_eq!(messages(&(message(body.len()) + ONE)).len(), 2);
        assert_eq!(messages(&(message(7) + ONE)).len(), 3);
    }

    #[test]
    fn escaped_lines_are_as_they_were() {
        assert_eq!(&*unescaped(b"a\n>From b\n>>From c\n> From d\n"), b"a\nFrom b\n>From c\n> From d\n");
        assert!(matches!(unescaped(b"a\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_stands_before_the_first_is_a_message() {
        assert_eq!(messages(&format!("Subject: Zero\n\nText.\n\n{ONE}")).len(), 2);
        assert_eq!(messages("Subject: Zero\n\nText.\n").len(), 1);
        assert!(messages("\n\n").is_empty());
    }
}
