//! Remarks that Obsidian does not show: `%%a remark%%`, in a line or over several. They are taken out before
//! the text is parsed, since they can hold any markup.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

/// A text without its remarks.
#[derive(Debug, Default)]
pub struct WithoutRemarks<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// The remarks, where they stood.
    pub remarks: Vec<Range<usize>>,
    /// A line that opens a remark which nothing closes.
    pub unclosed: Option<usize>,
}

/// Takes the remarks out of a text.
pub fn remove(source: &str, options: Options) -> WithoutRemarks<'_> {
    let mut found = WithoutRemarks { text: Cow::Borrowed(source), ..WithoutRemarks::default() };
    if !source.contains("%%") {
        return found;
    }
    let code = code(source, options);
    let mut open: Option<usize> = None;
    for (at, _) in source.match_indices("%%") {
        if is_within(&code, at) {
            continue;
        }
        match open {
            Some(start) if start + 2 <= at && closes(source, start, at) => {
                found.remarks.push(start..at + 2);
                open = None;
            }
            Some(start) if is_alone(source, start) => {}
            _ => {
                let done = found.remarks.last().map_or(0, |remark| remark.end);
                open = opens(source, done, at).then_some(at);
            }
        }
    }
    found.unclosed = open.filter(|start| is_alone(source, *start));
    if !found.remarks.is_empty() {
        let mut text = String::with_capacity(source.len());
        let mut done = 0;
        for remark in &found.remarks {
            text += &source[done..remark.start];
            done = remark.end;
        }
        text += &source[done..];
        found.text = Cow::Owned(text);
    }
    found
}

/// Where code and formulas stand, in order.
fn code(source: &str, options: Options) -> Vec<Range<usize>> {
    let is_code = |event: &Event<'_>| {
        matches!(
            event,
            Event::Code(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)
        )
    };
    let events = Parser::new_ext(source, options).into_offset_iter();
    events.filter(|(event, _)| is_code(event)).map(|(_, span)| span).collect()
}

/// Whether a place is in one of some stretches that follow each other.
pub fn is_within(stretches: &[Range<usize>], at: usize) -> bool {
    let next = stretches.partition_point(|stretch| stretch.start <= at);
    next.checked_sub(1).and_then(|before| stretches.get(before)).is_some_and(|stretch| at < stretch.end)
}

/// Whether a remark can begin here, after another that ended at `done`: "100%%" and "%%%" are none.
fn opens(source: &str, done: usize, at: usize) -> bool {
    let before = source[done..at].chars().next_back();
    let after = source[at + 2..].chars().next();
    before.is_none_or(|c| !c.is_alphanumeric() && c != '%') && after.is_some_and(|c| c != '%')
}

/// Whether a remark ends here. One over several lines begins a line or goes on within one: so lines that each
/// begin with these signs, as comments in some languages do, are none.
fn closes(source: &str, start: usize, at: usize) -> bool {
    let between = &source[start + 2..at];
    let Some((_, last)) = between.rsplit_once('\n') else { return !between.trim().is_empty() };
    let rest = source[at + 2..].trim_start_matches([' ', '\t', '\r']);
    let ends_line = rest.is_empty() || rest.starts_with('\n');
    let is_paragraph = !between.contains("\n\n") && !last.trim().is_empty();
    (begins_line(source, start) && ends_line) || is_paragraph
}

/// Whether nothing but signs of quotations and lists stands before a place in its line.
fn begins_line(source: &str, at: usize) -> bool {
    let before = source[..at].trim_end_matches([' ', '\t', '>', '-', '*', '+']);
    before.is_empty() || before.ends_with('\n')
}

/// Whether the signs stand alone in their line.
fn is_alone(source: &str, at: usize) -> bool {
    let rest = source[at + 2..].trim_start_matches([' ', '\t', '\r']);
    begins_line(source, at) && (rest.is_empty() || rest.starts_with('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(source: &str) -> String {
        remove(source, Options::empty()).text.into_owned()
    }

    #[test]
    fn remarks_are_taken_out() {
        for (source, text) in [
            ("The lamp. %%Ask Orn.%% The oil.", "The lamp.  The oil."),
            ("%%Ask *Orn*.%%\n", "\n"),
            ("A.\n\n%%\nAsk Orn.\n\nAnd the Regent.\n%%\n\nB.\n", "A.\n\n\n\nB.\n"),
            ("A.\n\n%% Ask Orn,\nthen write %%\n\nB.", "A.\n\n\n\nB."),
            ("The %%lamp or\nthe%% oil", "The  oil"),
            ("> %%\n> Ask.\n> %%\n> B.", "> \n> B."),
            ("- one %%a%%\n- two %%b%%\n", "- one \n- two \n"),
            ("%%a%%%%b%%c", "c"),
        ] {
            assert_eq!(without(source), text, "{source}");
        }
    }

    #[test]
    fn what_is_no_remark_stays() {
        for source in [
            "It is 100%% sure, and 50%% more.",
            "`%%a%%` and %%%",
            "    %%a%%\n",
            "```\n%%a%%\n```\n",
            "%% First line\n%% Second line\nText\n",
            "%%%%",
            "A %% B.\n\nC %% D.",
        ] {
            assert_eq!(without(source), source);
        }
    }

    #[test]
    fn a_remark_that_is_not_closed_is_known() {
        assert_eq!(remove("A.\n\n%%\nB.\n", Options::empty()).unclosed, Some(4));
        assert_eq!(remove("A %% B.\n", Options::empty()).unclosed, None);
    }
}
