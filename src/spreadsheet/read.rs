//! Reading spreadsheets of metadata.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::ops::Range;

use csv::StringRecord;

use super::{FILE_COLUMN, FILE_NAME, INFERRED_COLUMN, Row, Spreadsheets, cells};
use crate::config::{Config, nearest};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::Metadata;
use crate::read::decode;
use crate::read::front_matter::{ALIAS_SEPARATOR, Field, Value, declared_references, set_field};
use crate::source::{SourceFile, Sources, names};

impl Spreadsheets {
    /// Reads the spreadsheets of an archive whose documents are known.
    pub fn read(mut files: Vec<SourceFile>, sources: &Sources, config: &Config) -> (Self, Vec<Diagnostic>) {
        // The deepest folder is the nearest to the documents in it.
        files.sort_by_key(|file| std::cmp::Reverse(file.path.matches('/').count()));
        let paths = Paths::of(sources);
        let mut spreadsheets = Self::default();
        let mut diagnostics = Vec::new();
        for file in &files {
            match read_text(file) {
                Ok((text, mended)) => {
                    diagnostics.extend(mended);
                    let mut reader = Reader::new(file, &text, &paths, config);
                    reader.read();
                    diagnostics.append(&mut reader.diagnostics);
                    for (path, row) in reader.rows {
                        spreadsheets.rows.entry(path).or_default().push(row);
                    }
                }
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        (spreadsheets, diagnostics)
    }
}

/// For how many wrong paths the nearest is looked for.
const ADVISED: usize = 50;

/// The paths of an archive's files.
struct Paths<'a> {
    documents: HashSet<&'a str>,
    files: HashSet<&'a str>,
    /// The documents in their order, among which the nearest to a wrong path is looked for.
    ordered: Vec<&'a str>,
}

impl<'a> Paths<'a> {
    fn of(sources: &'a Sources) -> Self {
        let ordered: Vec<&str> = sources.documents.iter().map(|file| file.path.as_str()).collect();
        Self {
            documents: ordered.iter().copied().collect(),
            files: sources.files.iter().map(|file| file.path.as_str()).collect(),
            ordered,
        }
    }
}

/// The text of a spreadsheet, and what had to be mended in it.
fn read_text(file: &SourceFile) -> Result<(String, Vec<Diagnostic>), Diagnostic> {
    let fail = |message: String| {
        Diagnostic::new(Severity::Error, Code::Unreadable, &file.shown_path(), message)
            .help("save it as CSV in UTF-8")
    };
    let bytes =
        fs::read(&file.location).map_err(|error| fail(format!("the file cannot be read: {error}")))?;
    let decoded = decode::decode(&bytes).map_err(|_| fail("the file is no text".to_owned()))?;
    let mended = decoded.diagnostics(&file.shown_path());
    Ok((decoded.text.into_owned(), mended))
}

/// Reads one spreadsheet.
struct Reader<'a> {
    file: String,
    /// The folder that its paths are relative to, with a slash at its end; empty for the content folder.
    folder: &'a str,
    text: &'a str,
    delimiter: u8,
    paths: &'a Paths<'a>,
    config: &'a Config,
    /// An offset and its line, from which those of the next row are counted.
    counted: (usize, usize),
    rows: Vec<(String, Row)>,
    /// The line of each file's row.
    lines: HashMap<String, usize>,
    diagnostics: Vec<Diagnostic>,
}

/// What is wrong in a row, where, and what to do about it.
struct Mistake {
    severity: Severity,
    code: Code,
    message: String,
    help: Option<String>,
}

impl Mistake {
    fn new(severity: Severity, message: impl Into<String>) -> Self {
        Self { severity, code: Code::Metadata, message: message.into(), help: None }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl<'a> Reader<'a> {
    fn new(file: &'a SourceFile, text: &'a str, paths: &'a Paths<'a>, config: &'a Config) -> Self {
        Self {
            file: file.shown_path(),
            folder: file.path.strip_suffix(FILE_NAME).unwrap_or_default(),
            text,
            delimiter: cells::delimiter(text),
            paths,
            config,
            counted: (0, 1),
            rows: Vec::new(),
            lines: HashMap::new(),
            diagnostics: Vec::new(),
        }
    }

    fn complain(&mut self, span: Range<usize>, mistake: Mistake) {
        let mut diagnostic =
            Diagnostic::new(mistake.severity, mistake.code, &self.file, mistake.message).at(self.text, span);
        diagnostic.help = mistake.help;
        self.diagnostics.push(diagnostic);
    }

    fn read(&mut self) {
        let mut reader =
            csv::ReaderBuilder::new().delimiter(self.delimiter).from_reader(self.text.as_bytes());
        let header: Vec<String> = match reader.headers() {
            Ok(header) => header.iter().map(|name| name.trim().to_owned()).collect(),
            Err(error) => {
                self.complain(0..0, Mistake::new(Severity::Error, error.to_string()));
                return;
            }
        };
        let Some(file_column) = self.file_column(&header) else { return };
        for record in reader.records() {
            match record {
                Ok(record) => self.record(&header, file_column, &record),
                Err(error) => self.malformed(&error, header.len()),
            }
        }
    }

    /// The place of the column with the files. Without one, or with two columns of a name, nobody can
    /// tell what is meant.
    fn file_column(&mut self, header: &[String]) -> Option<usize> {
        let spans = cells::of_record(self.text, 0, self.delimiter).spans;
        let span = |column: usize| spans.get(column).cloned().unwrap_or_default();
        let repeated = (1..header.len())
            .find(|&column| !header[column].is_empty() && header[..column].contains(&header[column]));
        if let Some(column) = repeated {
            let message = format!("two columns have the name `{}`", header[column]);
            self.complain(span(column), Mistake::new(Severity::Error, message));
            return None;
        }
        let found = header.iter().position(|name| name == FILE_COLUMN);
        if found.is_none() {
            let like = nearest(FILE_COLUMN, header.iter().map(String::as_str));
            let column = like.and_then(|like| header.iter().position(|name| name == like));
            let help = match like {
                Some(like) => format!("call the column `{like}` `{FILE_COLUMN}`"),
                None => "begin with `fonds catalog --output FILE`, which writes all columns; a shell's `>` \
                         empties a file before it is read"
                    .to_owned(),
            };
            let mistake = Mistake::new(Severity::Error, format!("there is no column `{FILE_COLUMN}`"));
            self.complain(span(column.unwrap_or(0)), mistake.help(help));
        }
        found
    }

    fn malformed(&mut self, error: &csv::Error, columns: usize) {
        let start = error.position().map_or(0, |position| offset(position.byte()));
        let cells = cells::of_record(self.text, start, self.delimiter);
        let span = cells.spans.first().cloned().unwrap_or_default();
        let mistake = if cells.closed {
            Mistake::new(
                Severity::Error,
                format!("the row has {} cells, and the table {columns} columns", cells.spans.len()),
            )
            .help("put a cell that holds a separator between quotation marks")
        } else {
            unclosed()
        };
        self.complain(span, mistake);
    }

    fn record(&mut self, header: &[String], file_column: usize, record: &StringRecord) {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        let start = record.position().map_or(0, |position| offset(position.byte()));
        let cells = cells::of_record(self.text, start, self.delimiter);
        let span = |column: usize| cells.spans.get(column).cloned().unwrap_or_default();
        if !cells.closed {
            self.complain(span(cells.spans.len() - 1), unclosed());
            return;
        }
        let line = self.line(span(0).start);
        let named = record.get(file_column).unwrap_or_default().trim();
        let path = match self.document(named, line) {
            Ok(path) => path,
            Err(mistake) => {
                self.complain(span(file_column), mistake);
                return;
            }
        };
        let place = format!("{}, line {line}", self.file);
        let mut row = Row { metadata: Metadata::default(), references: Vec::new(), place };
        let columns = header.iter().zip(record).enumerate();
        for (column, (name, cell)) in columns.filter(|(column, (name, _))| {
            *column != file_column && !name.is_empty() && name.as_str() != INFERRED_COLUMN
        }) {
            if let Err(mistake) = add_cell(&mut row, name, cell, self.config) {
                self.complain(span(column), mistake);
            }
        }
        self.lines.insert(path.clone(), line);
        self.rows.push((path, row));
    }

    /// The line of an offset that lies after those that were asked for before.
    fn line(&mut self, offset: usize) -> usize {
        let (start, line) = self.counted;
        let between = self.text.get(start..offset).unwrap_or_default();
        self.counted = (offset, line + between.matches('\n').count());
        self.counted.1
    }

    /// The path within the content folder of the document that a row names.
    fn document(&self, named: &str, line: usize) -> Result<String, Mistake> {
        if named.is_empty() {
            return Err(Mistake::new(Severity::Warning, "the row names no file, and says nothing"));
        }
        let named = named.replace('\\', "/");
        let named = named.strip_prefix("./").unwrap_or(&named);
        let path = names::normalised(&format!("{}{named}", self.folder)).into_owned();
        if let Some(earlier) = self.lines.get(&path) {
            return Err(Mistake::new(Severity::Warning, format!("line {earlier} is about {named} already"))
                .help(format!("line {earlier} holds, and line {line} is ignored: remove one of them")));
        }
        if self.paths.documents.contains(path.as_str()) {
            return Ok(path);
        }
        if self.paths.files.contains(path.as_str()) {
            return Err(Mistake::new(Severity::Warning, format!("{named} is no document")));
        }
        // Comparing takes long: a spreadsheet in the wrong folder, of which no path is right, gets
        // advice for a few.
        let few = self.diagnostics.len() < ADVISED;
        let below =
            self.paths.ordered.iter().filter(|_| few).filter_map(|path| path.strip_prefix(self.folder));
        let mistake = Mistake::new(Severity::Warning, format!("there is no file {named}"));
        Err(match nearest(named, below) {
            Some(nearest) => mistake.help(format!("the nearest is {nearest}")),
            None => mistake.help("paths are relative to the folder of the spreadsheet"),
        })
    }
}

fn unclosed() -> Mistake {
    Mistake::new(Severity::Error, "the quotation has no end").help("put a quotation mark at the cell's end")
}

/// Adds what a cell says.
fn add_cell(row: &mut Row, name: &str, cell: &str, config: &Config) -> Result<(), Mistake> {
    let value = if config.field_name("aliases") == name {
        let aliases = cell.split(ALIAS_SEPARATOR.trim()).map(str::trim).filter(|alias| !alias.is_empty());
        Value::List(aliases.map(|alias| Value::Text(alias.to_owned())).collect())
    } else {
        Value::Text(cell.trim().to_owned())
    };
    set_field(&mut row.metadata, name, &value, config).map_err(|error| Mistake {
        code: Code::Date,
        ..Mistake::new(Severity::Warning, error.to_string())
    })?;
    // The places of references are those in a document's text, and a cell is none.
    let field = Field { name: name.to_owned(), value, span: 0..0 };
    let declared = declared_references(&field, "", config);
    row.references.extend(declared.into_iter().map(|reference| (name.to_owned(), reference)));
    Ok(())
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}
