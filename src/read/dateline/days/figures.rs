//! Dates in figures: `2017-09-13`, `20170913`, `13.9.2017`, `09/13/2017`, and months: `2017-09`.
//!
//! Numbers of other kinds look alike: versions, sections, telephones. So the figures must stand by
//! themselves, and their order must be certain.

use super::Scan;
use super::part::DatePart;
use crate::language::token::Token;
use crate::model::date::year;

impl<'a> Scan<'a> {
    /// A date in figures only.
    pub(super) fn figures(&mut self) -> Option<DatePart> {
        self.attempt(Self::year_month_day)
            .or_else(|| self.attempt(Self::eight_figures))
            .or_else(|| self.attempt(Self::day_month_year))
            .or_else(|| self.attempt(Self::year_month))
    }

    /// `2017-09-13`, `2017/09/13`, `2017_09_13`. With two figures each, it is a day whatever numbers
    /// stand round it: `12-2017-09-13-2`.
    fn year_month_day(&mut self) -> Option<DatePart> {
        let is_clear_before = self.is_clear_before();
        let year = self.year_in_figures()?;
        let sign = self.glued(0).filter(|sign| is_hyphen(sign) || matches!(sign.text, "/" | "_"))?.text;
        let [month, day] = [self.after(sign)?, self.after(sign)?];
        let is_iso = month.text.len() == 2 && leading_figures(day) == 2;
        let is_clear = is_clear_before && self.is_clear_after();
        DatePart::of_day(year, number(month)?, number(day)?).filter(|_| is_iso || is_clear)
    }

    /// `20170913`.
    fn eight_figures(&mut self) -> Option<DatePart> {
        let figures = self.peek(0)?.text;
        if figures.len() != 8 || !are_figures(figures) || !self.is_clear_before() {
            return None;
        }
        self.at += 1;
        // A time can follow: `20170913_1430`.
        let is_clear = self.is_clear_after() || self.is_sign(&['_', '-']);
        let [year, month, day] = [&figures[..4], &figures[4..6], &figures[6..]];
        // An earlier one would more likely be a number, here and before two figures.
        let year = year::of_figures(year, &year::LIKELY)?;
        let part = DatePart::of_day(year, month.parse().ok()?, day.parse().ok()?)?;
        (is_clear && part.is_possible()).then_some(part)
    }

    /// `13.9.2017` and `13. 9. 2017` have the day first. `13/09/2017` and `09/13/2017` are read where
    /// one number is no month, or both are the same.
    fn day_month_year(&mut self) -> Option<DatePart> {
        let is_clear_before = self.is_clear_before();
        let first = number(self.peek(0)?)?;
        self.at += 1;
        let sign = self.glued(0).filter(|sign| is_hyphen(sign) || matches!(sign.text, "." | "/"))?.text;
        let second = number(self.after(sign)?)?;
        let year = {
            self.glued(0).filter(|next| next.text == sign)?;
            self.at += 1;
            self.peek(0).filter(|next| sign == "." || !next.space_before)?;
            self.year_in_figures()?
        };
        let (day, month) = match (first, second) {
            _ if sign == "." || first == second => (first, second),
            (13.., ..=12) => (first, second),
            (..=12, 13..) => (second, first),
            _ => return None,
        };
        DatePart::of_day(year, month, day).filter(|_| is_clear_before && self.is_clear_after())
    }

    /// `2017-09`, `2017_09`. A dash or slash parts years: `1911–12`, `1911/12`.
    fn year_month(&mut self) -> Option<DatePart> {
        let is_clear_before = self.is_clear_before();
        let year = self.year_in_figures().filter(|year| year::LIKELY.contains(year))?;
        let sign = self.glued(0).filter(|sign| is_hyphen(sign) || sign.is('_'))?.text;
        let month = self.after(sign).filter(|month| month.text.len() == 2)?;
        let month = number(month).filter(|month| (1..=12).contains(month))?;
        let is_clear = is_clear_before && self.is_clear_after();
        is_clear.then_some(DatePart { year: Some(year), month: Some(month), ..DatePart::default() })
    }

    fn year_in_figures(&mut self) -> Option<i16> {
        let token = self.peek(0).filter(|token| token.text.len() == 4 && are_figures(token.text))?;
        self.at += 1;
        year::of_figures(token.text, &year::DATED)
    }

    /// The token ahead, if no space stands before it.
    pub(super) fn glued(&self, ahead: usize) -> Option<&'a Token<'a>> {
        self.peek(ahead).filter(|token| !token.space_before)
    }

    /// One or two figures after a sign; after a full stop, there may be space.
    fn after(&mut self, sign: &str) -> Option<&'a Token<'a>> {
        self.glued(0).filter(|next| next.text == sign)?;
        let token = self.peek(1).filter(|next| sign == "." || !next.space_before)?;
        self.at += 2;
        number(token).map(|_| token)
    }

    /// Whether the figures that begin here are not the rest of a longer number, and no word says that
    /// they are one. Members of a list stand after others.
    fn is_clear_before(&self) -> bool {
        let before = &self.tokens[..self.at];
        if self.at > self.first || before.is_empty() {
            return true;
        }
        let is_glued = self.glued(0).is_some();
        let goes_on = match before {
            [.., sign] if is_glued && matches!(sign.text, "+" | "#" | "=" | ":") => true,
            [.., number, sign] => {
                is_glued
                    && !sign.space_before
                    && joins_numbers(sign)
                    && number.text.ends_with(|c: char| c.is_ascii_digit())
            }
            _ => false,
        };
        let mut words = before.iter().rev().filter(|token| !matches!(token.text, "." | ":"));
        let is_numbered = words.next().is_some_and(|word| self.days().numbered.has(word.text));
        !goes_on && !is_numbered
    }

    /// Whether the figures that end here are not the beginning of a longer number.
    fn is_clear_after(&self) -> bool {
        let goes_on =
            self.glued(0).is_some_and(joins_numbers) && self.glued(1).is_some_and(|next| next.is_number());
        !goes_on
    }
}

fn joins_numbers(sign: &Token<'_>) -> bool {
    sign.is_dash() || matches!(sign.text, "." | "," | ":" | "/" | "_")
}

fn is_hyphen(token: &Token<'_>) -> bool {
    matches!(token.text, "-" | "‐" | "‑")
}

fn are_figures(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn leading_figures(token: &Token<'_>) -> usize {
    token.text.bytes().take_while(u8::is_ascii_digit).count()
}

/// A number of one or two figures. The hour of a moment may cling to it: `13T10`.
fn number(token: &Token<'_>) -> Option<i8> {
    let (figures, hour) = token.text.split_once('T').unwrap_or((token.text, ""));
    let fits = matches!(figures.len(), 1 | 2) && are_figures(figures) && are_figures(hour);
    figures.parse().ok().filter(|_| fits)
}
