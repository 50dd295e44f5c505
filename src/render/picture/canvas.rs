//! A picture that is being painted: rectangles and lines of text in flat colours, and the PNG that comes of it.

use std::sync::LazyLock;

use ab_glyph::{Font, FontRef, PxScale, ScaleFont, point};

/// A colour: red, green, blue.
pub(super) type Colour = [u8; 3];

/// The letters: Roboto Slab, cut down to Latin, Greek and Cyrillic.
static LETTERS: LazyLock<Option<FontRef<'static>>> = LazyLock::new(|| {
    let bytes = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/web/picture/RobotoSlab-Regular.otf"));
    FontRef::try_from_slice(bytes).ok()
});

/// Pixels, row by row.
pub(super) struct Canvas {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

impl Canvas {
    /// A canvas in one colour.
    pub fn new(width: u32, height: u32, colour: Colour) -> Self {
        let count = width as usize * height as usize;
        Self { width, height, pixels: colour.iter().copied().cycle().take(3 * count).collect() }
    }

    /// Paints a rectangle; what lies outside is left out.
    pub fn rectangle(&mut self, (left, top): (u32, u32), (width, height): (u32, u32), colour: Colour) {
        for y in top..(top + height).min(self.height) {
            for x in left..(left + width).min(self.width) {
                self.mix(x, y, colour, 1.0);
            }
        }
    }

    /// Writes a line of text whose letters stand on `baseline`.
    pub fn write(&mut self, text: &str, (left, baseline): (u32, u32), size: u32, colour: Colour) {
        let Some(font) = &*LETTERS else { return };
        let scaled = font.as_scaled(PxScale::from(size as f32));
        let mut x = left as f32;
        let mut before = None;
        for letter in text.chars().map(|letter| scaled.glyph_id(letter)) {
            x += before.map_or(0.0, |before| scaled.kern(before, letter));
            let glyph = letter.with_scale_and_position(scaled.scale(), point(x, baseline as f32));
            if let Some(outline) = font.outline_glyph(glyph) {
                let bounds = outline.px_bounds();
                outline.draw(|column, row, coverage| {
                    let (x, y) = (bounds.min.x + column as f32, bounds.min.y + row as f32);
                    if x >= 0.0 && y >= 0.0 {
                        self.mix(x as u32, y as u32, colour, coverage);
                    }
                });
            }
            x += scaled.h_advance(letter);
            before = Some(letter);
        }
    }

    fn mix(&mut self, x: u32, y: u32, colour: Colour, coverage: f32) {
        if x >= self.width || y >= self.height {
            return;
        }
        let place = 3 * (y as usize * self.width as usize + x as usize);
        for (channel, wanted) in self.pixels[place..place + 3].iter_mut().zip(colour) {
            let (under, over) = (f32::from(*channel), f32::from(wanted));
            *channel = (under + (over - under) * coverage.clamp(0.0, 1.0)).round() as u8;
        }
    }

    /// The picture as PNG.
    pub fn png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        // Surfaces in one colour are told best as they are.
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.pixels)?;
        writer.finish()?;
        Ok(bytes)
    }
}

/// Whether there are letters for all of a text.
pub(super) fn has_letters(text: &str) -> bool {
    let Some(font) = &*LETTERS else { return false };
    text.chars().all(|letter| letter.is_whitespace() || font.glyph_id(letter).0 != 0)
}

/// The width of a line of text.
pub(super) fn width(text: &str, size: u32) -> f32 {
    let Some(font) = &*LETTERS else { return 0.0 };
    let scaled = font.as_scaled(PxScale::from(size as f32));
    let mut before = None;
    let mut width = 0.0;
    for letter in text.chars().map(|letter| scaled.glyph_id(letter)) {
        width += scaled.h_advance(letter) + before.map_or(0.0, |before| scaled.kern(before, letter));
        before = Some(letter);
    }
    width
}
