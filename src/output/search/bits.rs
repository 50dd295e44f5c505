//! Numbers in as few bits as they need.
//!
//! Steps between neighbours are mostly small, and how small differs from word to word. They are written in the
//! exponential Golomb code of an order that fits them: the number and 2 to the power of the order are added, and the sum
//! is written in binary, the highest bit first, with a zero before it for each of its bits beyond those of the order and
//! one ([ITU-T H.264, 9.1](https://www.itu.int/rec/T-REC-H.264)).

use std::io::{self, Read};

/// How many bits are written at once, at most.
const MOST: u32 = 56;

/// Writes bits into bytes, the highest bit of each first.
#[derive(Debug, Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    /// The bits that do not fill a byte yet, and how many they are.
    rest: u64,
    count: u32,
}

impl BitWriter {
    /// Appends the lowest bits of a number, [`MOST`] at most.
    pub fn push(&mut self, number: u64, bits: u32) {
        self.rest = self.rest << bits | number;
        self.count += bits;
        let full = self.count / 8;
        if full > 0 {
            self.count %= 8;
            let bytes = (self.rest >> self.count).to_be_bytes();
            self.bytes.extend_from_slice(&bytes[bytes.len() - full as usize..]);
            self.rest &= (1 << self.count) - 1;
        }
    }

    /// Appends a number in the exponential Golomb code.
    pub fn push_golomb(&mut self, number: u32, order: u32) {
        let sum = u64::from(number) + (1 << order);
        let length = sum.ilog2();
        // The zeros before a number are its own highest bits.
        match 2 * length + 1 - order {
            bits @ ..=MOST => self.push(sum, bits),
            _ => {
                self.push(0, length - order);
                self.push(sum, length + 1);
            }
        }
    }

    /// Goes on with the next byte, and says which it is.
    pub fn align(&mut self) -> usize {
        if self.count > 0 {
            self.push(0, 8 - self.count);
        }
        self.bytes.len()
    }

    /// How many bytes are full.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The bytes.
    pub fn finish(mut self) -> Vec<u8> {
        self.align();
        self.bytes
    }
}

/// Reads bits from bytes, the highest bit of each first.
#[derive(Debug)]
pub struct BitReader<'a> {
    bytes: &'a [u8],
    /// How many bits were read.
    at: usize,
}

impl<'a> BitReader<'a> {
    /// Reads from the beginning of bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self::from(bytes, 0)
    }

    /// Reads from the bit on at which [another](Self::at) is.
    pub fn from(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// How many bits were read.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The next bits as a number, 56 at most.
    ///
    /// # Errors
    /// That there are not as many.
    pub fn take(&mut self, count: u32) -> io::Result<u64> {
        let end = self.at + count as usize;
        if end > self.bytes.len() * 8 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let number = self.window().checked_shr(64 - count).unwrap_or_default();
        self.at = end;
        Ok(number)
    }

    /// The next number in the exponential Golomb code.
    ///
    /// # Errors
    /// That there is none.
    pub fn golomb(&mut self, order: u32) -> io::Result<u32> {
        let damaged = || io::Error::from(io::ErrorKind::InvalidData);
        let zeros = self.window().leading_zeros();
        if order > HIGHEST || zeros + order > u32::BITS {
            return Err(damaged());
        }
        self.take(zeros)?;
        let sum = self.take(zeros + order + 1)?;
        u32::try_from(sum - (1 << order)).map_err(|_| damaged())
    }

    /// The next bits from the highest one down, 57 at least; after the end there are zeros.
    fn window(&self) -> u64 {
        let mut window = [0; 8];
        let rest = self.bytes.get(self.at / 8..).unwrap_or_default();
        let length = rest.len().min(8);
        window[..length].copy_from_slice(&rest[..length]);
        u64::from_be_bytes(window) << (self.at % 8)
    }
}

/// The highest order of the code.
const HIGHEST: u32 = 15;

/// How many orders are tried.
const TRIED: usize = 4;

/// How many bits numbers need.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sizes {
    /// How many numbers there are, and their sum.
    count: u64,
    sum: u64,
    /// The bits in each order that is tried.
    bits: [u64; TRIED],
}

impl Sizes {
    /// Those of some numbers.
    pub fn of(numbers: &[u32]) -> Self {
        let sum = numbers.iter().map(|&number| u64::from(number)).sum();
        let sizes = Self { count: numbers.len() as u64, sum, bits: [0; TRIED] };
        Self { bits: sizes.tried().map(|order| bits_of(numbers, order)), ..sizes }
    }

    /// Those with some numbers in the place of others, unless other orders would have to be tried.
    pub fn with(&self, old: &[u32], new: &[u32]) -> Option<Self> {
        let sum = |numbers: &[u32]| numbers.iter().map(|&number| u64::from(number)).sum::<u64>();
        let mut sizes = Self {
            count: self.count.checked_add(new.len() as u64)?.checked_sub(old.len() as u64)?,
            sum: self.sum.checked_add(sum(new))?.checked_sub(sum(old))?,
            bits: self.bits,
        };
        for (bits, order) in sizes.bits.iter_mut().zip(self.tried()) {
            *bits = bits.checked_add(bits_of(new, order))?.checked_sub(bits_of(old, order))?;
        }
        (sizes.tried() == self.tried()).then_some(sizes)
    }

    /// The order in which the numbers need the fewest bits.
    pub fn order(&self) -> u32 {
        let tried = self.tried().into_iter().zip(self.bits);
        tried.min_by_key(|(_, bits)| *bits).map_or(0, |(order, _)| order)
    }

    /// The orders that are tried. The best is near the logarithm of the mean.
    fn tried(&self) -> [u32; TRIED] {
        let mean = (self.sum / self.count.max(1)).saturating_add(1);
        let highest = (mean.ilog2() + 1).min(HIGHEST);
        let lowest = highest.saturating_sub(TRIED as u32 - 1);
        std::array::from_fn(|place| (lowest + place as u32).min(highest))
    }

    /// Appends it in the form in which [`Sizes::read`] takes it.
    pub fn write(&self, out: &mut Vec<u8>) {
        for number in [self.count, self.sum].iter().chain(&self.bits) {
            out.extend(number.to_le_bytes());
        }
    }

    /// Reads one.
    ///
    /// # Errors
    /// What reading says.
    pub fn read(from: &mut impl Read) -> io::Result<Self> {
        let mut next = || {
            let mut bytes = [0; 8];
            from.read_exact(&mut bytes).map(|()| u64::from_le_bytes(bytes))
        };
        let (count, sum) = (next()?, next()?);
        let mut bits = [0; TRIED];
        for bits in &mut bits {
            *bits = next()?;
        }
        Ok(Self { count, sum, bits })
    }
}

/// How many bits numbers need in an order.
fn bits_of(numbers: &[u32], order: u32) -> u64 {
    let bits = |number: u32| u64::from(2 * (u64::from(number) + (1 << order)).ilog2() + 1 - order);
    numbers.iter().map(|&number| bits(number)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_code_says() {
        let bits = |number: u32, order: u32| {
            let mut writer = BitWriter::default();
            writer.push_golomb(number, order);
            writer.finish()
        };
        assert_eq!(bits(0, 0), [0b1000_0000]);
        assert_eq!(bits(1, 0), [0b0100_0000]);
        assert_eq!(bits(4, 0), [0b0010_1000]);
        assert_eq!(bits(0, 2), [0b1000_0000]);
        assert_eq!(bits(3, 2), [0b1110_0000]);
        assert_eq!(bits(4, 2), [0b0100_0000]);
        assert_eq!(bits(300, 3), [0b0000_0100, 0b1101_0000]);
    }

    #[test]
    fn numbers_come_back() {
        let numbers = [0, 1, 2, 6, 7, 300, 1 << 20, u32::MAX - 1, u32::MAX];
        for order in [0, 1, 7, HIGHEST] {
            let mut writer = BitWriter::default();
            for number in numbers {
                writer.push(1, 1);
                writer.push_golomb(number, order);
            }
            let bytes = writer.finish();
            let mut reader = BitReader::new(&bytes);
            for number in numbers {
                assert_eq!(reader.take(1).expect("a bit"), 1);
                assert_eq!(reader.golomb(order).expect("a number"), number, "{order}");
            }
            assert!(reader.golomb(order).is_err() && reader.take(8).is_err());
        }
    }

    #[test]
    fn the_order_fits_the_numbers() {
        let order = |numbers: &[u32]| Sizes::of(numbers).order();
        assert_eq!(order(&[]), 0);
        assert_eq!(order(&[0, 0, 1, 0]), 0);
        assert_eq!(order(&[60, 70, 80, 127]), 7);
        assert_eq!(order(&[u32::MAX]), HIGHEST);
    }

    #[test]
    fn sizes_are_the_same_whether_numbers_came_later() {
        let all = [60, 70, 80, 127, 90, 64, 0];
        let before = Sizes::of(&[60, 70, 5, 127, 90]);
        assert_eq!(before.with(&[5], &[80, 64, 0]), Some(Sizes::of(&all)));
        assert_eq!(before.with(&[], &[u32::MAX]), None, "the mean is another");
        assert_eq!(before.with(&[u32::MAX], &[]), None, "it was not among them");
        let mut bytes = Vec::new();
        before.write(&mut bytes);
        assert_eq!(Sizes::read(&mut bytes.as_slice()).expect("sizes"), before);
    }
}
