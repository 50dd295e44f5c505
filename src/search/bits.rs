//! Numbers in as few bits as they need.
//!
//! Steps between neighbours are mostly small, and how small differs from word to word. They are written in the
//! exponential Golomb code of an order that fits them: the number and 2 to the power of the order are added, and the sum
//! is written in binary, the highest bit first, with a zero before it for each of its bits beyond those of the order and
//! one ([ITU-T H.264, 9.1](https://www.itu.int/rec/T-REC-H.264)).

/// Writes bits into bytes, the highest bit of each first.
#[derive(Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
    /// The bits that do not fill a byte yet, and how many they are.
    rest: u64,
    count: u32,
}

impl Writer {
    /// Appends the lowest bits of a number, 56 at most.
    pub fn push(&mut self, number: u64, bits: u32) {
        self.rest = self.rest << bits | number;
        self.count += bits;
        while self.count >= 8 {
            self.count -= 8;
            self.bytes.push((self.rest >> self.count) as u8);
        }
        self.rest &= (1 << self.count) - 1;
    }

    /// Appends a number in the exponential Golomb code.
    pub fn push_golomb(&mut self, number: u32, order: u32) {
        let sum = u64::from(number) + (1 << order);
        let length = sum.ilog2();
        self.push(0, length - order);
        self.push(sum, length + 1);
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

/// The highest order of the code.
const HIGHEST: u32 = 15;

/// The order in which numbers need the fewest bits.
pub fn order(numbers: &[u32]) -> u32 {
    let sum: u64 = numbers.iter().map(|&number| u64::from(number)).sum();
    // It is near the logarithm of the mean.
    let mean = sum / (numbers.len() as u64).max(1) + 1;
    let highest = (mean.ilog2() + 1).min(HIGHEST);
    let near = highest.saturating_sub(3)..=highest;
    let size = |order: u32| -> u64 {
        let size = |number: u32| u64::from(2 * (u64::from(number) + (1 << order)).ilog2() + 1 - order);
        numbers.iter().map(|&number| size(number)).sum()
    };
    near.min_by_key(|&order| size(order)).unwrap_or_default().min(HIGHEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_code_says() {
        let bits = |number: u32, order: u32| {
            let mut writer = Writer::default();
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
    fn the_order_fits_the_numbers() {
        assert_eq!(order(&[]), 0);
        assert_eq!(order(&[0, 0, 1, 0]), 0);
        assert_eq!(order(&[60, 70, 80, 127]), 7);
        assert_eq!(order(&[u32::MAX]), HIGHEST);
    }
}
