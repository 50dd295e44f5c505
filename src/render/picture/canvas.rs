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

/// How many shades of a colour there are, from the ground's to its own.
const SHADES: u8 = 32;

/// What is painted, with few colours: a byte a pixel says which, so that a picture is made of a third of the bytes.
pub(super) struct Canvas {
    width: u32,
    height: u32,
    ground: Colour,
    /// The colours that were painted, [`SHADES`] of each.
    colours: Vec<Colour>,
    /// Row by row, for each pixel its colour's place times [`SHADES`], and its shade.
    pixels: Vec<u8>,
}

impl Canvas {
    /// A canvas in one colour.
    pub fn new(width: u32, height: u32, ground: Colour) -> Self {
        Self {
            width,
            height,
            ground,
            colours: vec![ground],
            pixels: vec![0; width as usize * height as usize],
        }
    }

    /// Paints a rectangle; what lies outside is left out.
    pub fn rectangle(&mut self, (left, top): (u32, u32), (width, height): (u32, u32), colour: Colour) {
        let pixel = self.first_shade(colour) + SHADES - 1;
        let (right, bottom) = ((left + width).min(self.width), (top + height).min(self.height));
        for y in top..bottom {
            let row = y as usize * self.width as usize;
            self.pixels[row..][left.min(right) as usize..right as usize].fill(pixel);
        }
    }

    /// Writes a line of text whose letters stand on `baseline`. Their edges are blended with the ground.
    pub fn write(&mut self, text: &str, (left, baseline): (u32, u32), size: u32, colour: Colour) {
        let Some(font) = &*LETTERS else { return };
        let first_shade = self.first_shade(colour);
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
                        self.shade(x as u32, y as u32, first_shade, coverage);
                    }
                });
            }
            x += scaled.h_advance(letter);
            before = Some(letter);
        }
    }

    /// The place of the first shade of a colour. A canvas has room for eight.
    fn first_shade(&mut self, colour: Colour) -> u8 {
        let place = self.colours.iter().position(|known| *known == colour).unwrap_or_else(|| {
            self.colours.push(colour);
            self.colours.len() - 1
        });
        u8::try_from(place * usize::from(SHADES)).unwrap_or_default()
    }

    fn shade(&mut self, x: u32, y: u32, first_shade: u8, coverage: f32) {
        if x >= self.width || y >= self.height {
            return;
        }
        let shade = (coverage.clamp(0.0, 1.0) * f32::from(SHADES - 1)).round() as u8;
        let pixel = &mut self.pixels[y as usize * self.width as usize + x as usize];
        // Where letters touch each other, the edge of one must not hide the other.
        let is_of_colour = *pixel / SHADES == first_shade / SHADES;
        if shade > 0 && (!is_of_colour || *pixel < first_shade + shade) {
            *pixel = first_shade + shade;
        }
    }

    /// All shades of all colours.
    fn palette(&self) -> Vec<u8> {
        let shades = |colour: Colour| (0..SHADES).map(move |shade| mixed(self.ground, colour, shade));
        self.colours.iter().flat_map(|&colour| shades(colour)).flatten().collect()
    }

    /// The picture as PNG.
    pub fn png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(self.palette());
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Balanced);
        // Surfaces in one colour are told best as they are.
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.pixels)?;
        writer.finish()?;
        Ok(bytes)
    }
}

/// A shade of a colour on a ground.
fn mixed(ground: Colour, colour: Colour, shade: u8) -> Colour {
    let mut mixed = ground;
    for (channel, wanted) in mixed.iter_mut().zip(colour) {
        let (under, over) = (i32::from(*channel), i32::from(wanted));
        let part = (over - under) * i32::from(shade) / i32::from(SHADES - 1);
        *channel = u8::try_from(under + part).unwrap_or(wanted);
    }
    mixed
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

#[cfg(test)]
mod tests {
    use super::*;

    const GROUND: Colour = [250, 250, 250];
    const INK: Colour = [10, 20, 30];

    /// The colour of a pixel.
    fn colour(canvas: &Canvas, x: u32, y: u32) -> Colour {
        let pixel = canvas.pixels[(y * canvas.width + x) as usize];
        let palette = canvas.palette();
        std::array::from_fn(|channel| palette[3 * usize::from(pixel) + channel])
    }

    #[test]
    fn rectangles_have_their_colour_and_end_with_the_canvas() {
        let mut canvas = Canvas::new(10, 4, GROUND);
        canvas.rectangle((8, 2), (9, 9), INK);
        canvas.rectangle((40, 0), (2, 2), INK);
        assert_eq!(colour(&canvas, 7, 2), GROUND);
        assert_eq!(colour(&canvas, 8, 1), GROUND);
        assert_eq!(colour(&canvas, 8, 2), INK);
        assert_eq!(colour(&canvas, 9, 3), INK);
    }

    #[test]
    fn edges_of_letters_lie_between_the_ground_and_their_colour() {
        let mut canvas = Canvas::new(80, 80, GROUND);
        canvas.write("OO", (4, 70), 60, INK);
        let shades: std::collections::BTreeSet<Colour> =
            (0..80).flat_map(|y| (0..80).map(move |x| (x, y))).map(|(x, y)| colour(&canvas, x, y)).collect();
        assert!(shades.contains(&GROUND) && shades.contains(&INK) && shades.len() > 8, "{shades:?}");
        let is_between = |shade: &Colour| (0..3).all(|c| (INK[c]..=GROUND[c]).contains(&shade[c]));
        assert!(shades.iter().all(is_between));
    }
}
