//! The parts of a message that has several: what stands between its boundaries.

/// The parts between boundaries, and what stands round them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Parts<'a> {
    /// What stands before the first: programs tell readers there that they are too old.
    pub preamble: &'a [u8],
    /// The parts, each with a head of its own.
    pub parts: Vec<&'a [u8]>,
    /// What stands after the last.
    pub epilogue: &'a [u8],
    /// Whether the last one has an end.
    pub is_ended: bool,
}

/// Takes a body apart at its boundaries; nothing where there is none.
pub fn parts<'a>(body: &'a [u8], boundary: &str) -> Option<Parts<'a>> {
    let boundary = boundary.trim_end().as_bytes();
    if boundary.is_empty() {
        return None;
    }
    let mut found = Parts::default();
    let mut start: Option<usize> = None;
    let mut at = 0;
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let here = at;
        at += line.len();
        let Some(rest) = line.strip_prefix(b"--").and_then(|rest| rest.strip_prefix(boundary)) else {
            continue;
        };
        let rest = rest.trim_ascii_end();
        if !(rest.is_empty() || rest == b"--") {
            continue;
        }
        match start {
            None => found.preamble = body.get(..here).unwrap_or_default(),
            Some(start) => found.parts.push(without_line_end(body.get(start..here).unwrap_or_default())),
        }
        start = Some(at);
        if rest == b"--" {
            found.is_ended = true;
            found.epilogue = body.get(at..).unwrap_or_default();
            return Some(found);
        }
    }
    found.parts.push(body.get(start?..).unwrap_or_default());
    Some(found)
}

/// The line feed before a boundary belongs to that.
fn without_line_end(part: &[u8]) -> &[u8] {
    let part = part.strip_suffix(b"\n").unwrap_or(part);
    part.strip_suffix(b"\r").unwrap_or(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_between_boundaries() {
        let body = b"Old?\n--x\nA\n--x  \r\nB\r\n\r\n--xy\n--x--\nfoot\n";
        let found = parts(body, "x").expect("parts");
        assert_eq!((found.preamble, found.epilogue, found.is_ended), (&b"Old?\n"[..], &b"foot\n"[..], true));
        assert_eq!(found.parts, [&b"A"[..], b"B\r\n\r\n--xy"]);
    }

    #[test]
    fn the_last_can_be_cut_off() {
        let found = parts(b"--x\nA\n--x\nB", "x").expect("parts");
        assert_eq!((found.parts, found.is_ended), (vec![&b"A"[..], b"B"], false));
        assert_eq!(parts(b"no boundary", "x"), None);
        assert_eq!(parts(b"--\n", ""), None);
    }
}
