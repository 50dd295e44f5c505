//! Explaining a rule: what it matches in an archive, where, and what each match leads to.
//!
//! For those who write rules of their own, and for those who ask why a reference is taken for one.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;

use crate::archive::{Archive, Opened};
use crate::build::report::shown_reasons;
use crate::catalog::Record;
use crate::config::{Config, ReferenceRule};
use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::visible::{visible, visible_line};
use crate::diagnostic::{Code, Diagnostic, Lines, Placed, Severity};
use crate::model::reference::{Reference, Rule};
use crate::read::{number, split};
use crate::render::document::passages::Passages;
use crate::resolve::{Target, Unresolved, route};

/// The matches of a rule in an archive.
pub struct Explanation<'a> {
    archive: &'a Archive,
    rule: &'a str,
    /// What there is to say of the archive.
    diagnostics: &'a [Diagnostic],
}

/// The name that stands for the rules by which files are split.
const SPLIT: &str = "split";
/// How many missing numbers are named.
const NAMED: usize = 20;
/// How many numbers can be missing in a series.
const LONGEST_SERIES: u32 = 100_000;

/// Checks that an archive has a rule of that name.
///
/// # Errors
/// A diagnostic that names the nearest, or the configuration's own.
pub fn check_rule(root: &Path, rule: &str) -> Result<(), Diagnostic> {
    let config = Config::load(root)?;
    let own = config.references.iter().map(|reference| reference.name.as_str());
    let known: Vec<&str> = Rule::NAMES.into_iter().chain([SPLIT]).chain(own).collect();
    if known.contains(&rule) {
        return Ok(());
    }
    let message = format!("`{rule}` is the name of no rule for references");
    Err(Diagnostic::new(Severity::Error, Code::Metadata, "--explain", message).help(did_you_mean(
        rule,
        &known,
        "the rules are",
    )))
}

impl<'a> Explanation<'a> {
    /// Explains a rule by its name.
    pub fn new(archive: &'a Archive, rule: &'a str, diagnostics: &'a [Diagnostic]) -> Self {
        Self { archive, rule, diagnostics }
    }

    /// Writes each match with its place, its line and what it leads to, and the counts.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let is_own = |reference: &ReferenceRule| reference.name == SPLIT;
        if self.rule == SPLIT && !self.archive.config.references.iter().any(is_own) {
            return self.write_split(out);
        }
        let (mut resolved, mut reasons) = (0, BTreeMap::new());
        for (record, outcomes) in self.archive.catalog.documents.iter().zip(&self.archive.links.outcomes) {
            let matches: Vec<_> = record
                .references
                .iter()
                .zip(outcomes)
                .enumerate()
                .map(|(index, (reference, outcome))| (index, reference, outcome))
                .filter(|(_, reference, _)| reference.rule.name() == self.rule)
                .collect();
            for (_, _, outcome) in &matches {
                match outcome {
                    Ok(_) => resolved += 1,
                    Err(unresolved) => *reasons.entry(unresolved.reason.name().into()).or_default() += 1,
                }
            }
            self.write_document(record, &matches, out)?;
        }
        let unresolved: usize = reasons.values().sum();
        let total = resolved + unresolved;
        let reasons = shown_reasons(&reasons);
        writeln!(out, "{total} references by {}: {resolved} resolved, {unresolved} not{reasons}", self.rule)
    }

    /// Writes each document that a rule in `[[split]]` finds, with its line, number and title, and what is left over.
    fn write_split(&self, out: &mut dyn Write) -> io::Result<()> {
        let Archive { config, sources, catalog, .. } = self.archive;
        let (mut files, mut documents) = (0, 0);
        for (source, file) in sources.documents.iter().enumerate() {
            let Some(rule) = config.split.iter().find(|rule| rule.means(&file.path)) else { continue };
            files += 1;
            let parts: Vec<&Record> =
                catalog.documents.iter().map(Box::as_ref).filter(|record| record.source == source).collect();
            let (own, left): (Vec<&Record>, Vec<&Record>) = parts.into_iter().partition(|record| {
                record.within.as_ref().is_some_and(|within| !split::is_left_over(&within.id))
            });
            documents += own.len();
            let pattern = rule.files.get_ref().as_str();
            writeln!(out, "{} by `{pattern}`", visible_line(&file.shown_path()))?;
            for record in &own {
                let number = record.number.as_deref().unwrap_or("–");
                let line = record.beginning().lines + 1;
                let words = format!("{number}  {}", record.title);
                writeln!(out, "{line:>8}  {}  → {}", in_one_line(&words), record.address())?;
            }
            for record in left {
                let (line, words) = (record.beginning().lines + 1, record.words);
                writeln!(out, "{line:>8}  left over, {words} words: {}", record.address())?;
            }
            if own.is_empty() {
                writeln!(out, "          nothing begins a document")?;
            }
            if let Some(missing) = missing_numbers(&own) {
                writeln!(out, "          {missing}")?;
            }
            writeln!(out)?;
        }
        for said in self.diagnostics.iter().filter(|said| said.code == Code::Split) {
            writeln!(out, "{said}\n")?;
        }
        writeln!(
            out,
            "{} in {} by {}",
            counted(documents, "document"),
            counted(files, "file"),
            counted(config.split.len(), "rule")
        )
    }

    fn write_document(
        &self,
        record: &Record,
        matches: &[(usize, &Reference, &Result<Target, Unresolved>)],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let Some(file) = self.archive.sources.documents.get(record.source).filter(|_| !matches.is_empty())
        else {
            return Ok(());
        };
        // The catalogue does not keep the texts. What reading has to say, a check without `--explain` says.
        let path = file.shown_path();
        let Opened { document, text } = match self.archive.document(record) {
            Ok(opened) => opened,
            Err(failure) => {
                return writeln!(out, "{}: {}\n", visible_line(&path), visible_line(&failure.message));
            }
        };
        let lines = text.as_deref().map(Lines::of);
        let passages = if lines.is_none() { Passages::of(&document) } else { Passages::default() };
        for (index, reference, outcome) in matches {
            match &lines {
                Some(lines) => {
                    let place = lines.place(reference.span.clone());
                    let words = lines.text().get(reference.span.clone()).unwrap_or_default();
                    let (quote, place) = (place.quote.clone(), place.below(&record.beginning()));
                    let at = format!("{path}:{}:{}", place.line, place.column);
                    writeln!(out, "{}: “{}”", visible_line(&at), in_one_line(words))?;
                    writeln!(out, "    {}", visible(quote.trim()))?;
                }
                None => {
                    let spot = passages.spot(*index).map(|spot| format!(", {spot}")).unwrap_or_default();
                    let words = passages.words(*index).unwrap_or_default();
                    writeln!(out, "{}{spot}: “{}”", visible_line(&path), in_one_line(words))?;
                }
            }
            writeln!(out, "    {}\n", visible_line(&self.shown(outcome)))?;
        }
        Ok(())
    }

    /// The address that a reference leads to, or why it leads to none.
    fn shown(&self, outcome: &Result<Target, Unresolved>) -> String {
        let catalog = &self.archive.catalog;
        let address = match outcome {
            Ok(Target::Document { document, anchor }) => {
                let page = catalog.documents[*document].address();
                match anchor {
                    Some(anchor) => format!("{page}#{}", route::encoded(anchor)),
                    None => page,
                }
            }
            Ok(Target::Collection(collection)) => catalog.collections[*collection].address(),
            Ok(Target::Page { address, suffix }) => format!("{address}{suffix}"),
            Ok(Target::External(url)) => url.clone(),
            Ok(Target::File { file, suffix }) => {
                format!("{}{suffix}", self.archive.sources.files[*file].path)
            }
            Err(unresolved) => {
                let nearest = unresolved.candidate.as_ref();
                let nearest =
                    nearest.map_or_else(String::new, |nearest| format!("; the nearest is {nearest}"));
                return format!("leads nowhere: {unresolved} ({}){nearest}", unresolved.reason.name());
            }
        };
        format!("leads to {address}")
    }
}

/// Says from where to where numbers count, and which are missing.
fn missing_numbers(records: &[&Record]) -> Option<String> {
    let numbers = records.iter().filter_map(|record| number::order(record.number.as_deref()?).parse().ok());
    let numbers: BTreeSet<u32> = numbers.collect();
    let (first, last) = (*numbers.first()?, *numbers.last()?);
    if last - first > LONGEST_SERIES {
        return None;
    }
    let missing: Vec<String> =
        (first..last).filter(|number| !numbers.contains(number)).map(|number| number.to_string()).collect();
    let more =
        if missing.len() > NAMED { format!(", and {} more", missing.len() - NAMED) } else { String::new() };
    let shown = missing.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    Some(match missing.len() {
        0 => format!("numbers {first} to {last}, none missing"),
        _ => format!("numbers {first} to {last}; missing: {shown}{more}"),
    })
}

/// A number of things by their name.
fn counted(count: usize, name: &str) -> String {
    if count == 1 { format!("1 {name}") } else { format!("{count} {name}s") }
}

/// Words as they stand in a line.
fn in_one_line(words: &str) -> String {
    visible_line(&words.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}
