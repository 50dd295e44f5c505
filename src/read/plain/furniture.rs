//! Running heads and feet of a paginated text, and the numbers of its pages: what a page repeats and the
//! text does not say.
//!
//! They are known by where they stand, at the end or beginning of a page, and by being repeated there. A form
//! feed shows where a page ends; without one, a line that bears nothing but a page's number does, if such
//! lines count up. What is furniture is cut out of the text; the number becomes a page break.

use std::collections::HashMap;
use std::ops::Range;

use super::lines::{Line, lines};
use crate::language::reading::{PageWords, any_word};

/// What stands between the text of two pages.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Furniture {
    /// From the end of a page's last line of text to the beginning of the next page's first.
    pub(super) span: Range<usize>,
    /// The lines that are left out.
    pub(super) lines: Vec<Range<usize>>,
    /// The number of the page that begins here, where it is printed.
    pub(super) page: Option<String>,
    /// Whether a paragraph goes on from one page to the next.
    pub(super) goes_on: bool,
}

/// How many lines above and below the end of a page are furniture at most.
const LINES: usize = 4;
/// How far lines of furniture stand from each other, with the blank lines between them.
const REACH: usize = 7;
/// Heads and feet are no longer than this.
const LONGEST: usize = 120;
/// A page that is marked only by a number has at least so many lines.
const SHORTEST_PAGE: usize = 10;
/// And if that number has no dashes or words beside it.
const SHORTEST_BARE_PAGE: usize = 20;

/// Whether there is furniture between two places.
pub(super) fn is_between(furniture: &[Furniture], start: usize, end: usize) -> bool {
    let first = furniture.partition_point(|page| page.span.end < start);
    furniture.get(first).is_some_and(|page| page.span.start < end)
}

/// The text with all furniture overwritten by spaces, so that places stay what they are. A paragraph that
/// goes on over the end of a page has no blank line there.
pub(super) fn blanked(text: &str, furniture: &[Furniture]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for page in furniture {
        out.push_str(&text[at..page.span.start]);
        let mut blanks = vec![b' '; page.span.len()];
        if let Some(last) = blanks.last_mut() {
            *last = b'\n';
        }
        if let Some(first) = blanks.first_mut().filter(|_| !page.goes_on) {
            *first = b'\n';
        }
        out.extend(blanks.into_iter().map(char::from));
        at = page.span.end;
    }
    out.push_str(&text[at..]);
    out
}

/// Finds the furniture of a text.
pub(super) fn find(text: &str, words: &PageWords) -> Vec<Furniture> {
    let lines: Vec<Line<'_>> = lines(text).map(|span| Line::new(text, span)).collect();
    let ends = if text.contains('\u{c}') { form_feeds(text, &lines) } else { page_marks(&lines, words) };
    if ends.is_empty() {
        return Vec::new();
    }
    let repeated = repeated(&lines, &ends);
    let mut found: Vec<(Furniture, Option<Number>)> = Vec::new();
    for end in &ends {
        // Two ends of pages in a row are one.
        let is_free = |start: usize| found.last().is_none_or(|(last, _)| last.span.end <= start);
        let next = lines.get(end.mark.unwrap_or(end.next)).map_or(text.len(), |line| line.span.start);
        if !is_free(next) {
            continue;
        }
        if let Some(page) = end.furniture(text, &lines, &repeated, words)
            && is_free(page.0.span.start)
        {
            found.push(page);
        }
    }
    set_pages(text, &mut found);
    found.into_iter().map(|(page, _)| page).collect()
}

/// Where a page ends.
#[derive(Debug)]
struct End {
    /// The first line of the next page; or, where a line marks the end, the line after it.
    next: usize,
    /// The line that marks the end, if there is one.
    mark: Option<usize>,
}

/// A page's number, and whether it stands at the page's foot.
#[derive(Debug, Clone)]
struct Number {
    page: String,
    is_foot: Option<bool>,
}

/// The ends of pages by form feeds, and the end of the text, where the last page's foot is.
fn form_feeds(text: &str, lines: &[Line<'_>]) -> Vec<End> {
    let mut ends = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let end = lines.get(index + 1).map_or(text.len(), |next| next.span.start);
        let Some(at) = text[line.span.start..end].find('\u{c}') else { continue };
        let begins_line = text[line.span.start..line.span.start + at].trim().is_empty();
        ends.push(End { next: if begins_line { index } else { index + 1 }, mark: None });
    }
    ends.push(End { next: lines.len(), mark: None });
    ends
}

/// The ends of pages by lines that bear a page's number.
fn page_marks(lines: &[Line<'_>], words: &PageWords) -> Vec<End> {
    // Lines of one form, each with its number.
    let mut forms: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
    let mut order: Vec<String> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some((form, number)) = numbered(line, words) else { continue };
        let found = forms.entry(form.clone()).or_insert_with(|| {
            order.push(form);
            Vec::new()
        });
        found.push((index, number));
    }
    let is_blank = |index: Option<usize>| {
        index.and_then(|index| lines.get(index)).is_none_or(|line| line.text.is_empty())
    };
    let mut ends: Vec<usize> = Vec::new();
    for form in order {
        let Some(found) = forms.get(&form) else { continue };
        let is_bare = form == "#";
        let (least, shortest) = match form.as_str() {
            "#" => (3, SHORTEST_BARE_PAGE),
            _ if form.starts_with("|") => (3, SHORTEST_BARE_PAGE),
            _ if form.contains("[page #]") => (2, 2),
            _ => (2, SHORTEST_PAGE),
        };
        let counts_up = found.windows(2).all(|pair| {
            let step = pair[1].1.wrapping_sub(pair[0].1);
            (step == 1 || step == 2) && pair[1].0 - pair[0].0 >= shortest
        });
        let stand_alone = !is_bare && form != "- # -"
            || found.iter().all(|(index, _)| is_blank(index.checked_sub(1)) && is_blank(Some(index + 1)));
        if found.len() >= least && counts_up && stand_alone {
            ends.extend(found.iter().map(|(index, _)| *index));
        }
    }
    ends.sort_unstable();
    ends.into_iter().map(|line| End { next: line + 1, mark: Some(line) }).collect()
}

/// The form of a line that can mark a page, and the number in it.
fn numbered(line: &Line<'_>, words: &PageWords) -> Option<(String, u32)> {
    let [alone] = words.numbered_forms.get(|| {
        let (page, of) = (any_word(&words.words), any_word(&words.counts));
        [format!(
            r"^(?i:([-–—]) ?(\d{{1,4}}) ?[-–—]|(\d{{1,4}})|({page}) (\d{{1,4}})(?: ?{of} ?\d{{1,4}})?)$"
        )]
    });
    let [beside] = words.beside_forms.get(|| {
        let page = any_word(&words.beside_words);
        [format!(
            r"^(?:(\S.*?)(?: {{2,}}|\t)(?i:\[{page} (\d{{1,4}})\])|(\S.*?) {{3,}}(?i:(?:{page} )?(\d{{1,4}}))|(?i:(?:{page} )?(\d{{1,4}})) {{3,}}(\S.*))$"
        )]
    });
    let text = line.text;
    if text.len() > 200 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Some(captures) = alone.captures(text) {
        let form = if captures.get(2).is_some() {
            "- # -".to_owned()
        } else if captures.get(3).is_some() {
            "#".to_owned()
        } else {
            format!("{} #", captures[4].to_lowercase())
        };
        let number = captures.get(2).or(captures.get(3)).or(captures.get(5))?;
        return Some((form, number.as_str().parse().ok()?));
    }
    let captures = beside.captures(text)?;
    let group = |index| captures.get(index).map(|found| found.as_str());
    let (form, number) = match (group(1), group(3), group(6)) {
        (Some(words), ..) => (format!("{} [page #]", key(words)), group(2)?),
        (_, Some(words), _) => (format!("|{}", key(words)), group(4)?),
        (_, _, words) => (format!("|{}", key(words?)), group(5)?),
    };
    Some((form, number.parse().ok()?))
}

/// What lines have in common that are repeated from page to page: their words, whatever the numbers.
fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        let mut in_number = false;
        for c in word.chars() {
            if !c.is_ascii_digit() {
                key.extend(c.to_lowercase());
            } else if !in_number {
                key.push('#');
            }
            in_number = c.is_ascii_digit();
        }
    }
    key
}

/// Whether a line has words by which it can be known.
fn has_words(key: &str) -> bool {
    key.chars().filter(|c| c.is_alphabetic()).nth(2).is_some()
}

/// The lines near the end of a page that bear something: from it upwards, and from it downwards.
fn around<'l>(
    lines: &'l [Line<'_>],
    end: &End,
) -> (impl Iterator<Item = usize> + 'l, impl Iterator<Item = usize> + 'l) {
    let is_filled = |index: &usize| !lines[*index].text.is_empty();
    let above = end.mark.unwrap_or(end.next);
    let above = (above.saturating_sub(LINES * REACH)..above).rev().filter(is_filled).take(LINES);
    let below = (end.next..(end.next + LINES * REACH).min(lines.len())).filter(is_filled).take(LINES);
    (above, below)
}

/// How many lines near ends of pages have the same key. A line that is near several ends is counted once.
fn repeated(lines: &[Line<'_>], ends: &[End]) -> HashMap<String, usize> {
    let mut near: Vec<usize> = Vec::new();
    for end in ends {
        let (above, below) = around(lines, end);
        near.extend(above.chain(below).filter(|index| lines[*index].length <= LONGEST));
    }
    near.sort_unstable();
    near.dedup();
    let mut repeated: HashMap<String, usize> = HashMap::new();
    near.into_iter().for_each(|index| *repeated.entry(key(lines[index].text)).or_insert(0) += 1);
    repeated
}

impl End {
    /// What stands round this end of a page and is no text.
    fn furniture(
        &self,
        text: &str,
        lines: &[Line<'_>],
        repeated: &HashMap<String, usize>,
        words: &PageWords,
    ) -> Option<(Furniture, Option<Number>)> {
        let (feet, heads) = self.feet_and_heads(lines, repeated, words);
        let page = self.number(lines, &feet, &heads, words);
        let first = feet.first().copied().or(self.mark).unwrap_or(self.next);
        let after = heads.last().map_or(self.next, |last| last + 1);
        let before = lines[..first].iter().rev().find(|line| !line.text.is_empty());
        let next = lines[after..].iter().find(|line| !line.text.is_empty());
        let start = before.map_or(0, |line| line.span.end);
        // The form feed itself can stand at the beginning of the line.
        let end = next.map_or(text.len(), |line| {
            line.span.start + text[line.span.clone()].rfind('\u{c}').map_or(0, |at| at + 1)
        });
        let cut: Vec<Range<usize>> =
            feet.into_iter().chain(self.mark).chain(heads).map(|index| lines[index].span.clone()).collect();
        if start >= end || cut.is_empty() && !text[start..end].contains('\u{c}') {
            return None;
        }
        let blank_lines = text[start..end].bytes().filter(|byte| *byte == b'\n').count();
        let goes_on = match (before, next) {
            (Some(before), Some(next)) => goes_on(before, next, cut.is_empty() && blank_lines < 2),
            _ => false,
        };
        Some((Furniture { span: start..end, lines: cut, page: None, goes_on }, page))
    }

    /// The lines at the foot of the page that ends here, and those at the head of the next.
    fn feet_and_heads(
        &self,
        lines: &[Line<'_>],
        repeated: &HashMap<String, usize>,
        words: &PageWords,
    ) -> (Vec<usize>, Vec<usize>) {
        let is_furniture = |index: usize| is_furniture(&lines[index], repeated, words);
        let (above, below) = around(lines, self);
        let mut last = self.mark.unwrap_or(self.next);
        let mut feet: Vec<usize> = Vec::new();
        for index in above {
            if last - index > REACH || !is_furniture(index) {
                break;
            }
            feet.push(index);
            last = index;
        }
        // A page's foot is set apart from its text, which can repeat itself, too.
        let is_apart = |index: usize| index.checked_sub(1).is_none_or(|above| lines[above].text.is_empty());
        while feet.last().is_some_and(|index| !is_apart(*index) && numbered(&lines[*index], words).is_none())
        {
            feet.pop();
        }
        feet.reverse();
        let mut heads: Vec<usize> = Vec::new();
        let mut last = self.next;
        for index in below {
            if index - last > REACH || !is_furniture(index) {
                break;
            }
            heads.push(index);
            last = index;
        }
        (feet, heads)
    }

    /// The number of the page: that in the mark between the pages, else that in a head or foot.
    fn number(
        &self,
        lines: &[Line<'_>],
        feet: &[usize],
        heads: &[usize],
        words: &PageWords,
    ) -> Option<Number> {
        let number =
            |indices: &[usize]| indices.iter().find_map(|index| page_number(lines[*index].text, words));
        match self.mark {
            Some(mark) => {
                let text = lines[mark].text.to_lowercase();
                let is_word = |word: &String| text.contains(&format!(" [{} ", word.to_lowercase()));
                let is_foot = words.beside_words.iter().any(is_word).then_some(true);
                page_number(lines[mark].text, words).map(|page| Number { page, is_foot })
            }
            None => number(heads)
                .map(|page| Number { page, is_foot: Some(false) })
                .or_else(|| number(feet).map(|page| Number { page, is_foot: Some(true) })),
        }
    }
}

/// Whether a line is repeated from page to page, or is the number of one.
fn is_furniture(line: &Line<'_>, repeated: &HashMap<String, usize>, words: &PageWords) -> bool {
    if line.length > LONGEST {
        return false;
    }
    let key = key(line.text);
    let is_repeated = has_words(&key) && repeated.get(&key).is_some_and(|count| *count > 1);
    is_repeated
        || matches!(numbered(line, words), Some((form, _)) if !form.starts_with('|') && !form.contains('['))
}

/// The page's number in a line of furniture: what stands by itself.
fn page_number(text: &str, words: &PageWords) -> Option<String> {
    let [number] = words.number_forms.get(|| {
        let (page, of) = (any_word(&words.words), any_word(&words.counts));
        [format!(
            r"^(?i:\[?{page} ([0-9ivxlc]{{1,6}})\]?(?: ?{of} ?\d{{1,4}})?|[-–—] ?([0-9ivxlc]{{1,6}}) ?[-–—]|(\d{{1,4}}|[ivxlc]{{1,6}}))$"
        )]
    });
    let text = text.replace('\t', "   ");
    text.split("  ").map(str::trim).find_map(|part| {
        let captures = number.captures(part)?;
        let page = captures.get(1).or(captures.get(2)).or(captures.get(3))?;
        Some(page.as_str().to_owned())
    })
}

/// Whether the text of one page goes on in that of the next within a paragraph.
fn goes_on(before: &Line<'_>, next: &Line<'_>, without_blank: bool) -> bool {
    let closed = before.text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    let begins_small = next.text.trim_start_matches(['"', '“', '‘', '(']).starts_with(char::is_lowercase);
    let same_column = before.indent == next.indent;
    without_blank && same_column
        || closed.ends_with('-')
        || !closed.ends_with(['.', '!', '?', ':', ';'])
            && (begins_small && next.indent <= before.indent
                || closed.ends_with(',') && same_column
                || same_column && before.length >= 55 && !super::list::begins(next.text))
}

/// Gives each page the number with which it begins: the one at its head, or one more than that at the foot of
/// the page before. Numbers that do not count up are none of pages.
fn set_pages(text: &str, found: &mut [(Furniture, Option<Number>)]) {
    let numbers: Vec<u32> =
        found.iter().filter_map(|(_, number)| number.as_ref()?.page.parse().ok()).collect();
    if !numbers.windows(2).all(|pair| pair[0] < pair[1]) {
        return;
    }
    let ends_with =
        found.last().is_some_and(|(page, number)| number.is_some() && page.span.end >= text.trim_end().len());
    let begins_with = found
        .first()
        .is_some_and(|(page, number)| number.is_some() && text[..page.span.start].trim().is_empty());
    let all_feet = ends_with || !begins_with && numbers.first() == Some(&1);
    for (page, number) in found {
        let Some(Number { page: number, is_foot }) = number else { continue };
        let is_last = text[page.span.end..].trim().is_empty();
        page.page = match is_foot.unwrap_or(all_feet) {
            _ if is_last => None,
            false => Some(number.clone()),
            true => number.parse::<u32>().ok().map(|number| (number + 1).to_string()),
        };
    }
}
