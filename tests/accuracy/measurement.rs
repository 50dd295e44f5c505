//! Figures, what is wanted of them, and the table that shows them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::corpus::Outcome;

/// How many there are, of all.
#[derive(Clone, Copy, Default)]
pub struct Figure {
    pub count: usize,
    pub all: usize,
}

impl Figure {
    /// One of one, or none of one.
    pub fn one(counts: bool) -> Self {
        Self { count: usize::from(counts), all: 1 }
    }

    fn add(&mut self, other: Self) {
        self.count += other.count;
        self.all += other.all;
    }

    fn percent(self) -> f64 {
        100.0 * self.count as f64 / self.all as f64
    }

    fn show(self) -> String {
        if self.all == 0 {
            return "–".to_owned();
        }
        format!("{}/{} {:.2} %", self.count, self.all, self.percent())
    }
}

/// What is wanted of a figure, in percent.
#[derive(Clone, Copy)]
pub enum Wanted {
    AtLeast(f64),
    /// Not every corpus has samples.
    AtLeastIfAny(f64),
    AtMost(f64),
    /// Where none is given, none is wrong.
    AtMostIfAny(f64),
    /// The figure is shown, and nothing is wanted of it.
    Shown,
}

impl Wanted {
    fn show(self) -> String {
        match self {
            Self::AtLeast(least) | Self::AtLeastIfAny(least) => format!("≥ {least:.2} %"),
            Self::AtMost(most) | Self::AtMostIfAny(most) => format!("≤ {most:.2} %"),
            Self::Shown => String::new(),
        }
    }

    /// Why a figure is not as it is wanted.
    fn missed(self, figure: Figure) -> Option<&'static str> {
        match self {
            Self::Shown => None,
            Self::AtLeastIfAny(_) | Self::AtMostIfAny(_) if figure.all == 0 => None,
            _ if figure.all == 0 => Some("there are no samples"),
            Self::AtLeast(least) | Self::AtLeastIfAny(least) => {
                (figure.percent() < least).then_some("it is less")
            }
            Self::AtMost(most) | Self::AtMostIfAny(most) => (figure.percent() > most).then_some("it is more"),
        }
    }
}

/// A column of the table.
pub type Measure = (&'static str, Wanted);

/// What was measured: a row for each volume, kind of evidence or the like.
pub struct Measurement {
    title: String,
    measures: Vec<Measure>,
    rows: BTreeMap<String, Vec<Figure>>,
    beside: BTreeMap<&'static str, Vec<Figure>>,
    /// What is always said below the table.
    pub remarks: Vec<String>,
    /// What is listed with `FONDS_MISSES=1`.
    pub misses: Vec<String>,
}

impl Measurement {
    pub fn new(title: &str, measures: &[Measure]) -> Self {
        Self {
            title: title.to_owned(),
            measures: measures.to_vec(),
            rows: BTreeMap::new(),
            beside: BTreeMap::new(),
            remarks: Vec::new(),
            misses: Vec::new(),
        }
    }

    /// Adds a figure to a row.
    pub fn add(&mut self, row: &str, measure: &str, figure: Figure) {
        let none = vec![Figure::default(); self.measures.len()];
        let column = self.column(measure);
        self.rows.entry(row.to_owned()).or_insert(none)[column].add(figure);
    }

    /// Adds a figure that is not counted, to a row that shows what the sum would be with it.
    pub fn add_beside(&mut self, row: &'static str, measure: &str, figure: Figure) {
        let none = vec![Figure::default(); self.measures.len()];
        let column = self.column(measure);
        self.beside.entry(row).or_insert(none)[column].add(figure);
    }

    /// Counts how many of the wanted are among the found, each as often as it is there; gives what
    /// is missing.
    pub fn match_up(
        &mut self,
        row: &str,
        measure: &str,
        wanted: &[String],
        mut found: Vec<String>,
    ) -> Vec<String> {
        let mut missing = Vec::new();
        for wanted in wanted {
            let at = found.iter().position(|found| found == wanted);
            self.add(row, measure, Figure::one(at.is_some()));
            match at {
                Some(at) => drop(found.swap_remove(at)),
                None => missing.push(wanted.clone()),
            }
        }
        missing
    }

    fn column(&self, measure: &str) -> usize {
        let column = self.measures.iter().position(|(name, _)| *name == measure);
        column.unwrap_or_else(|| panic!("no measure {measure}"))
    }

    /// The table, what is to be said of it, and whether the figures are as they are wanted.
    pub fn outcome(self) -> Outcome {
        let mut said = self.table();
        self.remarks.iter().for_each(|remark| said += &format!("{remark}\n"));
        if std::env::var_os("FONDS_MISSES").is_some() {
            self.misses.iter().for_each(|miss| said += &format!("{miss}\n"));
        }
        let missed: Vec<String> = self
            .measures
            .iter()
            .zip(self.sum())
            .filter_map(|((name, wanted), figure)| {
                let why = wanted.missed(figure)?;
                Some(format!("{}: {name}: {}, {} wanted: {why}\n", self.title, figure.show(), wanted.show()))
            })
            .collect();
        if missed.is_empty() { Ok(said) } else { Err(said + "\n" + &missed.concat()) }
    }

    fn sum(&self) -> Vec<Figure> {
        let mut sum = vec![Figure::default(); self.measures.len()];
        for row in self.rows.values() {
            sum.iter_mut().zip(row).for_each(|(sum, figure)| sum.add(*figure));
        }
        sum
    }

    fn table(&self) -> String {
        let sum = self.sum();
        let with = |beside: &Vec<Figure>| -> Vec<Figure> {
            let mut with = sum.clone();
            with.iter_mut().zip(beside).for_each(|(sum, figure)| sum.add(*figure));
            with
        };
        let beside = self.beside.iter().map(|(row, figures)| ((*row).to_owned(), with(figures)));
        let figures = self.rows.clone().into_iter().chain([("all".to_owned(), sum.clone())]).chain(beside);
        let names = self.measures.iter().map(|(name, _)| (*name).to_owned()).collect();
        let wanted = self.measures.iter().map(|(_, wanted)| wanted.show()).collect();
        let rows = figures.map(|(row, figures)| (row, figures.into_iter().map(Figure::show).collect()));
        let head = [(self.title.clone(), names)];
        let mut out = String::new();
        for (row, cells) in head.into_iter().chain(rows).chain([("wanted".to_owned(), wanted)]) {
            let cells: Vec<String> = cells;
            if cells.iter().all(String::is_empty) {
                continue;
            }
            write!(out, "{row:34}").expect("a string takes all");
            cells.iter().for_each(|cell| write!(out, "{cell:>26}").expect("a string takes all"));
            out.push('\n');
        }
        out
    }
}
