//! The names of months, weekdays and days of the month.

use jiff::civil::Weekday;

use crate::language::dates::Words;
use crate::language::token::Token;

/// The months' names in the languages in which datelines of foreign letters are left: English and
/// its abbreviations, French, German, Italian, Portuguese, Spanish. Archives add their own words.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "janvier", "januar", "jänner", "gennaio", "janeiro", "enero"],
    &["february", "feb", "février", "februar", "febbraio", "fevereiro", "febrero"],
    &["march", "mar", "mars", "märz", "marzo", "março"],
    &["april", "apr", "avril", "aprile", "abril"],
    &["may", "mai", "maggio", "maio", "mayo"],
    &["june", "jun", "juin", "juni", "giugno", "junho", "junio"],
    &["july", "jul", "juillet", "juli", "luglio", "julho", "julio"],
    &["august", "aug", "août", "agosto"],
    &["september", "sept", "sep", "septembre", "settembre", "setembro", "septiembre"],
    &["october", "oct", "octobre", "oktober", "ottobre", "outubro", "octubre"],
    &["november", "nov", "novembre", "novembro", "noviembre"],
    &["december", "dec", "décembre", "dezember", "dicembre", "dezembro", "diciembre"],
];

/// The names of the days of the week, from Monday on.
const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "montag", "lundi", "lunes", "lunedì"],
    &["tuesday", "dienstag", "mardi", "martes", "martedì"],
    &["wednesday", "mittwoch", "mercredi", "miércoles", "mercoledì"],
    &["thursday", "donnerstag", "jeudi", "jueves", "giovedì"],
    &["friday", "freitag", "vendredi", "viernes", "venerdì"],
    &["saturday", "samstag", "sonnabend", "samedi", "sábado", "sabato"],
    &["sunday", "sonntag", "dimanche", "domingo", "domenica"],
];

/// The same in short.
const SHORT_WEEKDAYS: [&[&str]; 7] =
    [&["mon"], &["tue", "tues"], &["wed", "weds"], &["thu", "thur", "thurs"], &["fri"], &["sat"], &["sun"]];

const ORDINALS: [&str; 31] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
];

/// The month named at a token, and how many tokens name it: an abbreviation takes its full stop.
pub fn month(tokens: &[Token<'_>], at: usize, words: &Words) -> Option<(i8, usize)> {
    let name = tokens.get(at).filter(|token| token.is_word())?.lower();
    let has_stop = tokens.get(at + 1).is_some_and(|token| token.is('.') && !token.space_before);
    let known = || {
        let index = MONTHS.iter().position(|names| names.contains(&name.as_str()))?;
        i8::try_from(index + 1).ok()
    };
    let month = words.month_number(&name, has_stop).or_else(known)?;
    Some((month, 1 + usize::from(has_stop)))
}

/// The number of a season (21 to 24).
pub fn season(token: &Token<'_>, words: &Words) -> Option<i8> {
    let name = token.lower();
    let known = || match name.as_str() {
        "spring" => Some(21),
        "summer" => Some(22),
        "autumn" | "fall" => Some(23),
        "winter" => Some(24),
        _ => None,
    };
    words.season_number(&name).or_else(known)
}

/// The day of the week that a token names.
pub fn weekday(token: &Token<'_>) -> Option<Weekday> {
    token.is_word().then(|| position(&WEEKDAYS, &token.lower())).flatten()
}

/// The same, also in short. "Rising Sun, May 3" names a place: what is short must not follow a word.
pub fn weekday_or_short(tokens: &[Token<'_>], at: usize) -> Option<Weekday> {
    let token = tokens.get(at)?;
    let follows_word = at.checked_sub(1).is_some_and(|before| tokens[before].is_word());
    let short = || position(&SHORT_WEEKDAYS, &token.lower()).filter(|_| !follows_word);
    weekday(token).or_else(short)
}

fn position(names: &[&[&str]; 7], name: &str) -> Option<Weekday> {
    let index = names.iter().position(|names| names.contains(&name))?;
    Weekday::from_monday_zero_offset(i8::try_from(index).ok()?).ok()
}

/// Whether a token names a month or weekday, as the day of a receipt does.
pub fn is_month_or_weekday(tokens: &[Token<'_>], at: usize, words: &Words) -> bool {
    month(tokens, at, words).is_some() || weekday(&tokens[at]).is_some()
}

/// The day of the month that tokens begin with, and how many they are: `3`, `3rd`, `1er`, `third`,
/// `twenty-third`.
pub fn ordinal(tokens: &[Token<'_>]) -> Option<(i8, usize)> {
    let first = tokens.first()?;
    if first.is_number() {
        let end = first.text.find(|c: char| !c.is_ascii_digit()).unwrap_or(first.text.len());
        let (digits, ending) = first.text.split_at(end);
        let is_ending = matches!(
            ending.to_lowercase().as_str(),
            "" | "st" | "nd" | "rd" | "th" | "d" | "er" | "º" | "ª" | "e"
        );
        let day =
            digits.parse().ok().filter(|day| is_ending && digits.len() <= 2 && (1..=31).contains(day))?;
        let has_sign = tokens.get(1).is_some_and(|token| token.is('°'));
        return Some((day, 1 + usize::from(has_sign)));
    }
    let lower = first.lower();
    let compound = match tokens {
        [_, dash, unit, ..] if dash.is_dash() => Some(format!("{lower}-{}", unit.lower())),
        _ => None,
    };
    let day = |name: &str| {
        let index = ORDINALS.iter().position(|ordinal| *ordinal == name)?;
        i8::try_from(index + 1).ok()
    };
    let whole = compound.and_then(|name| Some((day(&name)?, 3)));
    whole.or_else(|| Some((day(&lower)?, 1)))
}
