//! What is wanted of each figure, in percent: the one place where it is said.

use crate::measurement::Wanted::{AtLeast, AtLeastIfAny, AtMost, AtMostIfAny, Shown};
use crate::measurement::{Measure, Wanted};

/// How plain texts are read, by the mark-up of their editors.
pub const READING: [Measure; 10] = [
    ("footnotes paired", AtLeast(99.9)),
    ("page breaks", AtLeast(100.0)),
    ("to documents", AtLeast(99.8)),
    ("to footnotes", AtLeast(99.5)),
    ("to other volumes", AtLeast(99.0)),
    ("to pages", AtLeast(98.0)),
    ("implicit", AtLeastIfAny(75.0)),
    ("described", AtLeast(97.0)),
    ("dates exact", AtLeast(99.7)),
    ("contradict tags", AtMost(0.0)),
];

/// Numbers and titles as the editors of the volumes print them. One head holds the mark of a note within its
/// words, which is no part of the title.
pub const HEADS: [Measure; 2] = [("numbers", AtLeast(100.0)), ("titles", AtLeast(99.95))];

/// Volumes of TEI, by what their editors tagged. Titles are compared with those of the plain texts.
pub const TEI: [Measure; 9] = [
    ("documents", AtLeast(100.0)),
    ("numbers", AtLeast(100.0)),
    ("titles", AtLeast(99.9)),
    ("from and to", AtLeast(99.9)),
    ("dates", AtLeast(99.9)),
    ("notes", AtLeast(100.0)),
    ("page breaks", AtLeast(100.0)),
    ("references", AtLeast(99.9)),
    ("to what is elsewhere", Shown),
];

/// A diary of TEI.
pub const DIARY: [Measure; 6] = [
    ("entries", AtLeast(100.0)),
    ("titles", AtLeast(100.0)),
    ("dates", AtLeast(100.0)),
    ("mentions shown", Shown),
    ("order", AtLeast(100.0)),
    ("front page", AtLeast(100.0)),
];

/// Titles as front matter and heads state them.
pub const TITLES: [Measure; 1] = [("titles", AtLeast(100.0))];
/// Marks of notes, by the characters before them in the editors' mark-up.
pub const PLACES: [Measure; 1] = [("at the very place", AtLeast(99.9))];

/// Documents with marks of notes that are none, of texts with code, tables, lists and figures.
pub const FALSE_MARKS: [Measure; 1] = [("false marks", AtMost(0.0))];

/// Dates of texts without their datelines: the volumes, each in a folder of its own. For the very day 28 and 1.5
/// were wanted; of the thirteen wrong ones two are slips of the editors' tags.
pub const VOLUMES: [Measure; 7] =
    dates([Shown, AtLeast(95.5), Shown, AtLeast(88.5), AtLeast(26.5), Shown, AtMost(1.75)]);

/// The same documents in one folder, in no order.
pub const ALONE: [Measure; 7] =
    dates([Shown, AtLeast(61.5), AtLeast(49.0), AtLeast(40.0), AtLeast(26.0), AtMost(3.6), AtMost(4.0)]);

/// Minutes whose names or titles hold the day.
pub const MINUTES: [Measure; 7] = dates([Shown, Shown, Shown, Shown, AtLeast(100.0), Shown, Shown]);

/// Plain texts whose heads hold the day.
pub const PEPS: [Measure; 7] = dates([Shown, Shown, Shown, Shown, AtLeast(99.0), Shown, Shown]);

/// The same texts without their heads, most of which name no day of their own.
pub const PEPS_WITHOUT_HEADS: [Measure; 7] =
    dates([Shown, Shown, Shown, Shown, Shown, AtMostIfAny(3.0), Shown]);

/// Laws that hold the day in a definition list.
pub const LAWS: [Measure; 7] = dates([Shown, Shown, Shown, Shown, AtLeast(100.0), Shown, Shown]);

/// Laws that are the pages of their folders.
pub const FOLDER_PAGES: [Measure; 4] = [
    ("its title", AtLeast(100.0)),
    ("its address", AtLeast(100.0)),
    ("no collection", AtLeast(100.0)),
    ("no false mark", AtLeast(100.0)),
];

/// The five documents.
pub const SEEDS: [Measure; 3] = [
    ("dated as is right", AtLeast(100.0)),
    ("the page says why", AtLeast(100.0)),
    ("on the timeline", AtLeast(100.0)),
];

/// What pages say that inferred dates rest on.
pub const EVIDENCE: [Measure; 4] = [
    ("words stand there", Shown),
    ("day within, or bounds", Shown),
    ("both", AtLeast(99.0)),
    ("both, of the 100 drawn", AtLeast(99.0)),
];

/// The measures of dates, each with what is wanted.
const fn dates(wanted: [Wanted; 7]) -> [Measure; 7] {
    let [dated, holds, year, month, day, wrong, wrong_days] = wanted;
    [
        ("dated", dated),
        ("holds the day", holds),
        ("... within a year", year),
        ("... within 31 days", month),
        ("the very day", day),
        ("wrong, of those dated", wrong),
        ("wrong, of days given", wrong_days),
    ]
}
