//! A chart of documents in time: bars, each made of parts in the colours of collections.

use std::fmt::Write as _;

use crate::language::interface::Interface;
use crate::render::document::body::escape;

/// How many colours there are. Collections beyond them share one.
pub const COLOURS: usize = 8;

/// The colour of a part of a bar: the name of a class that the style sheet knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colour {
    /// That of a collection, by its place among those that have a colour of their own.
    Collection(usize),
    /// That of the collections that have none of their own.
    Others,
    /// That of all that lies around the collection that is shown.
    Rest,
}

impl Colour {
    /// The name of its class.
    pub fn class(self) -> String {
        match self {
            Self::Collection(place) => format!("c{place}"),
            Self::Others => "others".to_owned(),
            Self::Rest => "rest".to_owned(),
        }
    }
}

/// One bar of a chart.
#[derive(Debug, Default)]
pub struct Bar {
    /// What it stands for: `March 1961`.
    pub label: String,
    /// The same as short as can be.
    pub short: String,
    /// How many documents it counts, by their colours.
    pub parts: Vec<(Colour, usize)>,
    /// Where a click leads.
    pub target: Option<String>,
}

impl Bar {
    /// How many documents it counts.
    pub fn count(&self) -> usize {
        self.parts.iter().map(|(_, count)| count).sum()
    }

    /// How many of them count here: all, or those of the collection that is shown.
    fn shown(&self) -> usize {
        let is_rest = |colour: &Colour| *colour == Colour::Rest;
        self.parts.iter().filter(|(colour, _)| !is_rest(colour)).map(|(_, count)| count).sum()
    }
}

/// A drawn chart.
#[derive(Debug, serde::Serialize)]
pub struct Chart {
    /// The SVG element. It has bars only: text would be stretched with them.
    svg: String,
    /// What it shows: documents by year, month or decade.
    title: String,
    /// An SVG element with labels below some of the bars.
    axis: String,
    /// The height of the highest bar, in documents.
    highest: usize,
    /// How many documents it cannot show, since their month is not known.
    left_out: usize,
}

impl Chart {
    /// Draws bars of the same width, the highest of them as high as the drawing. `unit` is the message that says what
    /// a bar stands for, `left_out` the number of documents that have none.
    pub fn draw(bars: &[Bar], unit: &'static str, left_out: usize, interface: &Interface) -> Self {
        let highest = bars.iter().map(Bar::count).max().unwrap_or(0);
        let title = interface.say(unit).to_owned();
        let mut svg = format!(
            "<svg class=\"chart\" viewBox=\"0 0 {} 100\" preserveAspectRatio=\"none\" role=\"group\" aria-label=\"",
            bars.len() * 10
        );
        escape(&title, &mut svg);
        svg.push_str("\">");
        for (index, bar) in bars.iter().enumerate().filter(|(_, bar)| bar.count() > 0) {
            let count = bar.shown();
            if count == 0 {
                // What only lies around the collection that is shown leads nowhere.
                stack(bar, index, highest, &mut svg);
                continue;
            }
            let label = format!("{}: {}", bar.label, interface.count("documents", count));
            svg.push_str("<a");
            if let Some(target) = &bar.target {
                svg.push_str(" href=\"");
                escape(target, &mut svg);
                svg.push('"');
            }
            svg.push_str(" aria-label=\"");
            escape(&label, &mut svg);
            svg.push_str("\"><title>");
            escape(&label, &mut svg);
            // The clear column above a low bar belongs to it too.
            let x = index * 10;
            let _ =
                write!(svg, "</title><rect class=\"column\" x=\"{x}\" y=\"0\" width=\"10\" height=\"100\"/>");
            stack(bar, index, highest, &mut svg);
            svg.push_str("</a>");
        }
        svg.push_str("</svg>");
        Self { svg, title, axis: axis(bars), highest, left_out }
    }
}

/// The parts of a bar, one upon another.
fn stack(bar: &Bar, index: usize, highest: usize, svg: &mut String) {
    // A single document is still seen beside hundreds.
    let full = (bar.count() as f64 * 100.0 / highest.max(1) as f64).max(2.0);
    let mut below = 0;
    for (colour, count) in &bar.parts {
        let bottom = full * below as f64 / bar.count() as f64;
        below += count;
        let top = full * below as f64 / bar.count() as f64;
        let _ = write!(
            svg,
            "<rect class=\"bar {class}\" x=\"{x}\" y=\"{y:.1}\" width=\"8\" height=\"{height:.1}\"/>",
            class = colour.class(),
            x = index * 10 + 1,
            y = 100.0 - top,
            height = top - bottom,
        );
    }
}

/// How many bars have a label: as many as have room on a phone. Names of months take more than years.
const MOST_YEARS: usize = 6;
const MOST_MONTHS: usize = 4;

/// Up to how many bars each is wider than its label.
const WIDE_BARS: usize = 6;

/// The labels below the bars: the first, the last, and some between at equal distances. They are a
/// drawing of their own, whose text is not stretched with the bars.
fn axis(bars: &[Bar]) -> String {
    let mut svg = "<svg class=\"axis\" aria-hidden=\"true\" width=\"100%\" height=\"20\">".to_owned();
    let last = bars.len().saturating_sub(1);
    let are_years = bars.iter().all(|bar| bar.short.chars().count() <= 5);
    let most = if are_years { MOST_YEARS } else { MOST_MONTHS };
    let step = last.div_ceil(most - 1).max(1);
    for (index, bar) in bars.iter().enumerate() {
        // The last is shown always, and one that would touch it never. It ends at the edge, and so reaches further to its left.
        let is_near_last = index != last && 4 * (last - index) < 3 * step;
        if (index % step != 0 || is_near_last) && index != last {
            continue;
        }
        let (x, anchor) = match index {
            // Below a narrow bar, a label in its middle would stick out of the drawing.
            0 if last > WIDE_BARS => (0.0, "start"),
            _ if index == last && last > WIDE_BARS => (100.0, "end"),
            _ => ((index as f64 + 0.5) * 100.0 / bars.len() as f64, "middle"),
        };
        let _ = write!(svg, "<text x=\"{x:.1}%\" y=\"14\" text-anchor=\"{anchor}\">");
        escape(&bar.short, &mut svg);
        svg.push_str("</text>");
    }
    svg.push_str("</svg>");
    svg
}
