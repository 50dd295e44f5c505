//! The lists by which dates are read, in datelines and elsewhere.

use serde::Deserialize;

use super::compiled::Compiled;
use super::word_list::WordList;

/// Days, months and years. The names of the months are those for showing dates.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DayWords {
    pub short_months: Vec<WordList>,
    pub month_beginnings: Vec<String>,
    pub weekdays: Vec<WordList>,
    pub short_weekdays: Vec<WordList>,
    pub seasons: Vec<WordList>,
    pub ordinals: Vec<WordList>,
    pub ordinal_endings: WordList,
    pub undated: Vec<String>,
    pub small_words: WordList,
    pub about: WordList,
    pub probably: WordList,
    pub before: WordList,
    pub after: WordList,
    pub part_of_month: WordList,
    pub between: WordList,
    pub and: WordList,
    pub to: WordList,
    pub articles: WordList,
    pub day_words: WordList,
    pub before_months: WordList,
    pub before_years: WordList,
    pub before_times: WordList,
    pub christian_era: WordList,
    pub hours: WordList,
    pub old_style: WordList,
    pub new_style: WordList,
    pub style: WordList,
    pub style_letter: WordList,
    pub before_seasons: WordList,
    pub anno: WordList,
    pub domini: WordList,
    pub half_days: WordList,
    pub meridiem: WordList,
    pub numbered: WordList,
    pub months: Vec<WordList>,
    pub planets: WordList,
}

/// The line that names place and day.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DatelineWords {
    pub times: WordList,
    pub noons: WordList,
    pub via: WordList,
    pub zone: WordList,
    pub received: WordList,
    pub small_words: WordList,
    pub ends: Vec<String>,
    pub small_ends: WordList,
    pub titles: WordList,
    pub events: WordList,
    pub labels: WordList,
    pub by: Vec<String>,
    pub number_sign: Vec<String>,
}

/// What tells the day of a document that has no dateline.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DatingWords {
    pub records: WordList,
    pub prepositions: WordList,
    pub records_of_talk: Vec<String>,
    pub answers: Vec<String>,
    pub answered: Vec<String>,
    pub pages: Vec<String>,
    pub volumes: Vec<String>,
    pub markings: WordList,
    pub drafted: Vec<String>,
    pub approved: Vec<String>,
    pub sent: Vec<String>,
    pub received: Vec<String>,
    pub held: Vec<String>,
    pub publications: Vec<String>,
    pub counted: WordList,
    pub through: WordList,
    pub the: Vec<String>,
    pub before_years: WordList,
    pub before_numbers: WordList,
    pub ordinal_endings: Vec<String>,
    pub posts: Vec<String>,
    pub at: Vec<String>,
    pub letters: Vec<String>,
    pub memoranda: Vec<String>,
    pub telegrams: Vec<String>,
    pub receivers: Vec<String>,
    #[serde(skip)]
    pub received_by_forms: Compiled,
}
