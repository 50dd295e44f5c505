//! Pictures in pixels. `social.png` is what other sites show where somebody links to the archive: the title, the years, how
//! many documents there are, and how they lie in time. The site's icon is for devices that take no SVG.
//!
//! Takes the catalogue and its timeline; gives files, painted anew when what is on them changes. It must not know the texts
//! of documents. All numbers on its way are whole or plain arithmetic, so that the same archive has the same bytes.

mod canvas;
mod icon;

use serde::Serialize;

use super::Output;
use super::time::timeline::{Timeline, span};
use crate::archive::Archive;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::fingerprint::Fingerprint;
use crate::resolve::route::PICTURE;
use crate::site::{Made, Page};
use canvas::{Canvas, Colour, has_letters, width};

/// Its size in pixels, which those who show it want.
pub(crate) const SIZE: (u32, u32) = (1200, 630);

const PAPER: Colour = [0xfb, 0xf9, 0xf4];
const INK: Colour = [0x24, 0x21, 0x1c];
const PALE: Colour = [0x6b, 0x63, 0x57];
const SEAL: Colour = [0x8a, 0x2a, 0x1c];

/// The margin on all sides.
const MARGIN: u32 = 72;
/// The largest and the smallest letters of the title, the most lines that it has, and the letters below it.
const LARGEST: u32 = 88;
const SMALLEST: u32 = 44;
const MOST_LINES: usize = 3;
const SMALL: u32 = 40;
/// The height of the chart, and higher where it stands alone.
const CHART: u32 = 190;
const CHART_ALONE: u32 = 420;
/// The most letters of a word that are looked at: more than have room in a line.
const LONGEST_WORD: usize = 120;
/// The most bars that the chart has.
const MOST_BARS: usize = 120;

/// What is on the picture. All that changes it is here.
#[derive(Serialize)]
struct Picture {
    title: String,
    /// The years, and how many documents.
    extent: String,
    /// How many documents lie in each stretch of time.
    bars: Vec<usize>,
}

/// The icons: address and pixels a side. Browsers ask for the second where a site is installed as a program.
pub(crate) const ICONS: [(&str, u32); 2] = [("assets/touch-icon.png", 180), ("assets/icon-512.png", 512)];

/// Makes the pictures, unless those that would be the same are there.
pub(crate) fn all(
    archive: &Archive,
    timeline: &Timeline,
    output: &Output<'_>,
) -> Vec<Result<(), Diagnostic>> {
    let picture = Picture::of(archive, timeline);
    let mut made = vec![give(PICTURE, &picture, output, || picture.paint())];
    let icons = ICONS.iter().filter(|(_, side)| *side < 512 || archive.config.offline);
    made.extend(icons.map(|&(address, side)| give(address, &side, output, || icon::icon(side))));
    made
}

/// Gives a picture to the site, unless one that would be the same is there. `content` is all that is on it.
fn give(
    address: &str,
    content: &impl Serialize,
    output: &Output<'_>,
    paint: impl FnOnce() -> Canvas,
) -> Result<(), Diagnostic> {
    let fingerprint = Fingerprint::of(&(env!("CARGO_PKG_VERSION"), content));
    if output.sink.keeps(address, fingerprint).is_some() {
        return Ok(());
    }
    let content = paint().png().map_err(|error| {
        let message = format!("the picture cannot be made: {error}");
        Diagnostic::new(Severity::Error, Code::Unwritable, address, message)
    })?;
    let made = Made { fingerprint, diagnostics: Vec::new() };
    output.sink.take(Page { address: address.to_owned(), content }, Some(made))
}

impl Picture {
    fn of(archive: &Archive, timeline: &Timeline) -> Self {
        let documents = archive.interface.count("documents", archive.catalog.documents.len());
        let extent = span(&archive.catalog, 0).into_iter().chain([documents]).collect::<Vec<_>>().join(" · ");
        Self { title: archive.config.title.clone(), extent, bars: bars(timeline) }
    }

    fn paint(&self) -> Canvas {
        let mut canvas = Canvas::new(SIZE.0, SIZE.1, PAPER);
        canvas.rectangle((0, 0), (16, SIZE.1), SEAL);
        // A script that the letters do not have, or that is written from right to left, is left to the page.
        let has_words = has_letters(&self.title) && has_letters(&self.extent);
        if has_words {
            let (lines, size) = set(&self.title);
            let mut baseline = MARGIN + size;
            for line in &lines {
                canvas.write(line, (MARGIN, baseline), size, INK);
                baseline += size * 6 / 5;
            }
            canvas.write(&self.extent, (MARGIN, baseline + SMALL / 4), SMALL, PALE);
        }
        self.chart(&mut canvas, if has_words { CHART } else { CHART_ALONE });
        canvas
    }

    /// The bars, on a line at the foot of the picture.
    fn chart(&self, canvas: &mut Canvas, height: u32) {
        let (left, bottom) = (MARGIN, SIZE.1 - MARGIN);
        let whole = SIZE.0 - 2 * MARGIN;
        canvas.rectangle((left, bottom), (whole, 2), PALE);
        let highest = self.bars.iter().copied().max().unwrap_or(0).max(1);
        let count = u32::try_from(self.bars.len()).unwrap_or(1).max(1);
        for (place, bar) in (0_u32..).zip(&self.bars).filter(|(_, bar)| **bar > 0) {
            let (start, end) = (whole * place / count, whole * (place + 1) / count);
            let gap = if end - start > 4 { (end - start).min(12) / 4 } else { 0 };
            // A single document is still seen beside hundreds.
            let full =
                u32::try_from(u64::from(height) * *bar as u64 / highest as u64).unwrap_or(height).max(4);
            canvas.rectangle((left + start, bottom - full), (end - start - gap, full), SEAL);
        }
    }
}

/// How many documents each month has, or each year where these are many, or each decade, or as many years as are needed.
fn bars(timeline: &Timeline) -> Vec<usize> {
    let (Some(&first), Some(&last)) = (timeline.years.keys().next(), timeline.years.keys().next_back())
    else {
        return Vec::new();
    };
    let (first, last) = (i32::from(first), i32::from(last));
    let years = usize::try_from(last - first + 1).unwrap_or(1);
    if years * 12 <= MOST_BARS {
        let mut bars = vec![0; years * 12];
        for (&year, months) in &timeline.years {
            for (&month, documents) in months.iter().filter(|(month, _)| (1..=12).contains(*month)) {
                let place = (i32::from(year) - first) * 12 + i32::from(month) - 1;
                bars[usize::try_from(place).unwrap_or(0)] += documents.len();
            }
        }
        // Most are only dated to the year where no month is known.
        if bars.iter().sum::<usize>() * 2 > timeline.dated.len() {
            let from = bars.iter().position(|count| *count > 0).unwrap_or(0);
            let to = bars.iter().rposition(|count| *count > 0).map_or(0, |last| last + 1);
            return bars[from..to].to_vec();
        }
    }
    let step = [1, 10, 100].into_iter().find(|step| years <= MOST_BARS * step).unwrap_or(1000);
    let mut bars = vec![0; years.div_ceil(step)];
    for &year in timeline.years.keys() {
        let place = usize::try_from(i32::from(year) - first).unwrap_or(0) / step;
        bars[place] += timeline.count(year);
    }
    bars
}

/// The title in lines, with the largest letters in which it has room; what has none in the smallest is cut.
fn set(title: &str) -> (Vec<String>, u32) {
    let room = (SIZE.0 - 2 * MARGIN) as f32;
    for size in (SMALLEST..=LARGEST).rev().step_by(4) {
        let lines = lines(title, size, room);
        let fits = lines.iter().all(|line| width(line, size) <= room);
        if lines.len() <= MOST_LINES && fits && (lines.len() as u32) * size * 6 / 5 <= 250 {
            return (lines, size);
        }
    }
    let mut lines = lines(title, SMALLEST, room);
    lines.truncate(MOST_LINES);
    if let Some(last) = lines.last_mut() {
        while width(&format!("{last}…"), SMALLEST) > room && last.pop().is_some() {}
        last.push('…');
    }
    (lines, SMALLEST)
}

/// A text in lines that are no wider than there is room, but for single words.
fn lines(text: &str, size: u32, room: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        // What is longer than any line is cut before it is measured.
        let word = word.char_indices().nth(LONGEST_WORD).map_or(word, |(end, _)| &word[..end]);
        // No more than a few are shown.
        if lines.len() > MOST_LINES {
            break;
        }
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(title: &str) -> Picture {
        Picture {
            title: title.to_owned(),
            extent: "1924–1926 · 12 documents".to_owned(),
            bars: vec![1, 0, 12, 3],
        }
    }

    fn bytes(picture: &Picture) -> Vec<u8> {
        picture.paint().png().expect("PNG")
    }

    #[test]
    fn the_same_words_give_the_same_bytes() {
        assert_eq!(bytes(&picture("Harbour Papers")), bytes(&picture("Harbour Papers")));
        assert_ne!(bytes(&picture("Harbour Papers")), bytes(&picture("Harbour Letters")));
        let size = bytes(&picture(&"Harbour Papers of the Province of Amsel ".repeat(3))).len();
        assert!(size < 50_000, "{size}");
    }

    #[test]
    fn a_long_title_is_cut_and_a_short_one_is_large() {
        assert_eq!(set("Harbour Papers"), (vec!["Harbour Papers".to_owned()], LARGEST));
        let (lines, size) = set(&"Letters from the quay of Amsel ".repeat(12));
        assert_eq!((lines.len(), size), (MOST_LINES, SMALLEST));
        assert!(lines[2].ends_with('…'));
        // One word can be wider than the picture.
        let (lines, _) = set(&"m".repeat(4000));
        assert!(width(&lines[0], SMALLEST) <= (SIZE.0 - 2 * MARGIN) as f32);
    }

    #[test]
    fn a_script_without_letters_leaves_the_chart() {
        assert!(
            !has_letters("وثائق الميناء")
                && !has_letters("港の文書")
                && has_letters("Ærø, Σύρος, Ładoga, Нева")
        );
        // Two titles that cannot be set give one picture, which is another than that of no documents.
        assert_eq!(bytes(&picture("港の文書")), bytes(&picture("وثائق الميناء")));
        let empty = Picture { bars: Vec::new(), ..picture("港の文書") };
        assert_ne!(bytes(&picture("港の文書")), bytes(&empty));
    }
}
