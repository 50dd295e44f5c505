//! The site's icon as PNG, for devices that take no SVG: what `assets/favicon.svg` shows, on paper.

use super::canvas::{Canvas, Colour};
use super::{PAPER, SEAL};

/// The sheet behind the other.
const SHEET: Colour = [0xd8, 0xce, 0xbb];

/// The square in which the icon is drawn.
const SIDE: u32 = 40;

/// The icon on a square of so many pixels a side: two sheets, and lines of writing.
pub(super) fn icon(side: u32) -> Canvas {
    let mut canvas = Canvas::new(side, side, PAPER);
    // The places are those of the drawing, in tenths.
    let mut part = |(left, top): (u32, u32), (width, height): (u32, u32), colour| {
        let scaled = |tenths: u32| tenths * side / (10 * SIDE);
        let corner = (scaled(left), scaled(top));
        let size = (scaled(left + width) - corner.0, scaled(top + height) - corner.1);
        canvas.rectangle(corner, size, colour);
    };
    part((150, 70), (150, 240), SHEET);
    part((100, 100), (170, 230), SEAL);
    for (top, width) in [(151, 90), (191, 90), (231, 60)] {
        part((140, top), (width, 18), PAPER);
    }
    canvas
}
