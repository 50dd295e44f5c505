//! Reading spreadsheets of metadata.

use std::cell::LazyCell;
use std::collections::HashMap;
use std::fs;
use std::ops::Range;

use csv::StringRecord;

use super::cells::{self, Cells};
use super::paths::{Found, Paths};
use super::{FILE_COLUMN, INFERRED_COLUMN, Row, Spreadsheets, formula};
use crate::config::{COLLECTION_FILE_NAME, Config, shared};
use crate::diagnostic::suggest::nearest;
use crate::diagnostic::{Code, Diagnostic, Lines, Placed, Severity};
use crate::model::metadata::Metadata;
use crate::model::{field, field_name};
use crate::read::front_matter::{Field, Value, date_advice, declared_references, set_field};
use crate::source::{CONTENT_FOLDER, SPREADSHEET, SourceFile, Sources, decode};

impl Spreadsheets {
    /// Reads the spreadsheets of an archive.
    pub fn read(sources: &Sources, config: &Config) -> (Self, Vec<Diagnostic>) {
        // The deepest folder is the nearest to the documents in it.
        let mut files: Vec<&SourceFile> = sources.spreadsheets.iter().collect();
        files.sort_by_key(|file| std::cmp::Reverse(file.path.matches('/').count()));
        // Most archives have no spreadsheet.
        let paths = LazyCell::new(|| Paths::of(sources));
        let mut spreadsheets = Self::default();
        let mut diagnostics = Vec::new();
        for file in files {
            match read_text(file) {
                Ok((text, mended)) => {
                    diagnostics.extend(mended);
                    let mut reader = RowReader::new(file, &text, &paths, config);
                    reader.read();
                    diagnostics.append(&mut reader.diagnostics);
                    for (named, row) in reader.rows {
                        if let Some(id) = named.id {
                            spreadsheets.ids.entry(named.path.to_owned()).or_default().insert(id.clone());
                            let name = format!("{}#{id}", named.path);
                            spreadsheets.rows.entry(name).or_default().push(row);
                        } else {
                            spreadsheets.rows.entry(named.path.to_owned()).or_default().push(row);
                        }
                    }
                }
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        spreadsheets.add_shared(sources, config);
        (spreadsheets, diagnostics)
    }

    /// Adds what `collection.toml` files say of all documents below them, the nearest first; any spreadsheet is stronger.
    fn add_shared(&mut self, sources: &Sources, config: &Config) {
        let stated = sources.collections.iter().filter(|(_, collection)| !collection.metadata.is_empty());
        let shared: HashMap<&str, Row> = stated
            .map(|(folder, said)| (folder.as_str(), shared_row(folder, &said.metadata, config)))
            .collect();
        if shared.is_empty() {
            return;
        }
        for document in &sources.documents {
            let mut path = document.path.as_str();
            while !path.is_empty() {
                path = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                if let Some(row) = shared.get(path) {
                    self.rows.entry(document.path.clone()).or_default().push(row.clone());
                }
            }
        }
    }
}

/// What a collection says of its documents, as a row.
fn shared_row(folder: &str, metadata: &toml::Table, config: &Config) -> Row {
    let separator = if folder.is_empty() { "" } else { "/" };
    let place = format!("{CONTENT_FOLDER}/{folder}{separator}{COLLECTION_FILE_NAME}");
    let mut row = Row { metadata: Metadata::default(), references: Vec::new(), place };
    for (name, value) in metadata.iter().filter(|(name, _)| shared::field(name, config).is_some()) {
        // Only a date can be refused, and none can be shared.
        let _ = add_cell(&mut row, name, &shared::text_of(value), config);
    }
    row
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
struct RowReader<'a> {
    file: String,
    /// The folder that its paths are relative to, with a slash at its end; empty for the content folder.
    folder: &'a str,
    lines: Lines<'a>,
    /// Where the table begins: after a line that names the separator.
    start: usize,
    delimiter: u8,
    paths: &'a Paths<'a>,
    config: &'a Config,
    rows: Vec<(Named<'a>, Row)>,
    /// The line of each file's row.
    rows_of_files: HashMap<Named<'a>, usize>,
    /// How many wrong paths were compared with those of the archive.
    compared: usize,
    diagnostics: Vec<Diagnostic>,
}

/// What a row names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Named<'a> {
    /// The path of a source within the content folder.
    path: &'a str,
    /// The id of a document in it.
    id: Option<String>,
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

impl<'a> RowReader<'a> {
    fn new(file: &'a SourceFile, text: &'a str, paths: &'a Paths<'a>, config: &'a Config) -> Self {
        let (start, named) = cells::named_delimiter(text);
        Self {
            file: file.shown_path(),
            folder: file.path.strip_suffix(SPREADSHEET).unwrap_or_default(),
            lines: Lines::of(text),
            start,
            delimiter: named.unwrap_or_else(|| cells::delimiter(&text[start..])),
            paths,
            config,
            rows: Vec::new(),
            rows_of_files: HashMap::new(),
            compared: 0,
            diagnostics: Vec::new(),
        }
    }

    fn complain(&mut self, span: Range<usize>, mistake: Mistake) {
        let mut diagnostic = Diagnostic::new(mistake.severity, mistake.code, &self.file, mistake.message)
            .at(&self.lines, span);
        diagnostic.help = mistake.help;
        self.diagnostics.push(diagnostic);
    }

    fn read(&mut self) {
        let text: &'a str = self.lines.text();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(self.delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(&text.as_bytes()[self.start..]);
        let mut header: Option<Header> = None;
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    self.complain(0..0, Mistake::new(Severity::Error, error.to_string()));
                    return;
                }
            };
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let start = self.start + record.position().map_or(0, |position| offset(position.byte()));
            let cells = cells::of_record(text, start, self.delimiter);
            match &header {
                Some(header) => self.record(header, &record, &cells),
                None => match self.header(&record, &cells) {
                    Some(read) => header = Some(read),
                    None => return,
                },
            }
        }
        if header.is_none() {
            self.complain_of_file_column(0..0, None);
        }
    }

    /// The columns. Without one for the files, or with two of the very same name, nobody can tell what is
    /// meant.
    fn header(&mut self, record: &StringRecord, cells: &Cells) -> Option<Header> {
        let names: Vec<String> = record.iter().map(|name| name.trim().to_owned()).collect();
        let span = |column: usize| cells.spans.get(column).cloned().unwrap_or_default();
        let mut first: HashMap<String, usize> = HashMap::new();
        let mut repeated = Vec::new();
        for column in 0..names.len() {
            let name = names[column].clone();
            if name.is_empty() {
                continue;
            }
            let Some(&earlier) = first.get(&field_name::folded(&name)) else {
                first.insert(field_name::folded(&name), column);
                continue;
            };
            if names[earlier] == name {
                self.complain(
                    span(column),
                    Mistake::new(Severity::Error, format!("two columns have the name `{name}`")),
                );
                return None;
            }
            let message = format!("`{name}` is the same column as `{}`, and was ignored", names[earlier]);
            let mistake = Mistake::new(Severity::Warning, message);
            self.complain(span(column), mistake.help("keep one of the two"));
            repeated.push(column);
        }
        let Some(file) = names.iter().position(|name| is_file_column(name)) else {
            let like = nearest(FILE_COLUMN, names.iter().map(String::as_str));
            let column = like.and_then(|like| names.iter().position(|name| name == like));
            self.complain_of_file_column(span(column.unwrap_or(0)), like);
            return None;
        };
        Some(Header { names, file, repeated })
    }

    fn complain_of_file_column(&mut self, span: Range<usize>, like: Option<&str>) {
        let help = match like {
            Some(like) => format!("call the column `{like}` `{FILE_COLUMN}`"),
            None => {
                "begin with `fonds catalog --output FILE`, which writes all columns; a shell's `>` empties a \
                     file before it is read"
                    .to_owned()
            }
        };
        let mistake = Mistake::new(Severity::Error, format!("there is no column `{FILE_COLUMN}`"));
        self.complain(span, mistake.help(help));
    }

    fn record(&mut self, header: &Header, record: &StringRecord, cells: &Cells) {
        let span = |column: usize| cells.spans.get(column).cloned().unwrap_or_default();
        if !cells.closed {
            self.complain(span(cells.spans.len() - 1), unclosed());
            return;
        }
        // Spreadsheet programs leave out empty cells at the end of a row, or add some.
        let columns = header.names.len();
        if record.iter().skip(columns).any(|cell| !cell.trim().is_empty()) {
            let message = format!("the row has {} cells, and the table {columns} columns", record.len());
            let mistake = Mistake::new(Severity::Error, message)
                .help("put a cell that holds a separator between quotation marks");
            self.complain(span(0), mistake);
            return;
        }
        let line = self.lines.place(span(0)).line;
        let named = formula::unguarded(record.get(header.file).unwrap_or_default()).trim();
        let named = match self.document(named, line) {
            Ok(named) => named,
            Err(mistake) => {
                self.complain(span(header.file), mistake);
                return;
            }
        };
        let place = format!("{}, line {line}", self.file);
        let mut row = Row { metadata: Metadata::default(), references: Vec::new(), place };
        for (column, (name, cell)) in header.names.iter().zip(record).enumerate() {
            let is_ignored = field_name::is_same(name, INFERRED_COLUMN) || header.repeated.contains(&column);
            if column == header.file || is_ignored {
                continue;
            }
            let outcome = if name.is_empty() {
                nameless(cell)
            } else {
                add_cell(&mut row, name, formula::unguarded(cell), self.config)
            };
            if let Err(mistake) = outcome {
                self.complain(span(column), mistake);
            }
        }
        self.rows_of_files.insert(named.clone(), line);
        self.rows.push((named, row));
    }

    /// The document that a row names.
    fn document(&mut self, named: &str, line: usize) -> Result<Named<'a>, Mistake> {
        if named.is_empty() {
            return Err(Mistake::new(Severity::Warning, "the row names no file, and says nothing"));
        }
        let named = named.replace('\\', "/");
        let named = named.trim_start_matches("./").trim_start_matches('/');
        // The name of a file can hold the sign that parts it from an id.
        let (found, id) = match (self.paths.find(self.folder, named), named.split_once('#')) {
            (Found::Nothing, Some((path, id))) => (self.paths.find(self.folder, path), Some(id.to_owned())),
            (found, _) => (found, None),
        };
        let path = match found {
            Found::Document(path) => path,
            Found::Several => {
                let mistake =
                    Mistake::new(Severity::Warning, format!("several files can be meant by {named}"));
                return Err(mistake.help("write the name as it is, with its extension"));
            }
            Found::Other => return Err(Mistake::new(Severity::Warning, format!("{named} is no document"))),
            Found::Nothing => return Err(self.unknown(named)),
        };
        let document = Named { path, id };
        if let Some(earlier) = self.rows_of_files.get(&document) {
            return Err(Mistake::new(Severity::Warning, format!("line {earlier} is about {named} already"))
                .help(format!("line {earlier} holds, and line {line} is ignored: remove one of them")));
        }
        Ok(document)
    }

    /// What is said of a path that is none of the archive's. Comparing takes long: a spreadsheet in the
    /// wrong folder, of which no path is right, gets advice for a few.
    fn unknown(&mut self, named: &str) -> Mistake {
        let mut nearest_path = None;
        if self.compared < MOST_COMPARISONS {
            let below = self.paths.below(self.folder);
            self.compared += below.len();
            nearest_path = nearest(named, below.iter().filter_map(|path| path.strip_prefix(self.folder)));
        }
        let mistake = Mistake::new(Severity::Warning, format!("there is no file {named}"));
        match nearest_path {
            Some(nearest) => mistake.help(format!("the nearest is {nearest}")),
            None => mistake.help("paths are relative to the folder of the spreadsheet"),
        }
    }
}

/// How many paths are compared with wrong ones in one spreadsheet.
pub(super) const MOST_COMPARISONS: usize = 100_000;

/// The columns of a table.
struct Header {
    names: Vec<String>,
    /// Which of them names the file.
    file: usize,
    /// Those whose name an earlier one has in other capitals; they are ignored.
    repeated: Vec<usize>,
}

/// Whether a column is the one with the files.
fn is_file_column(name: &str) -> bool {
    let bare: String = name.chars().filter(|c| !matches!(c, ' ' | '_' | '-')).collect();
    field_name::is_same(&bare, FILE_COLUMN) || field_name::is_same(&bare, "filename")
}

/// A cell of a column without a name.
fn nameless(cell: &str) -> Result<(), Mistake> {
    if cell.trim().is_empty() {
        return Ok(());
    }
    let mistake = Mistake::new(Severity::Warning, "the cell's column has no name, and it was ignored");
    Err(mistake.help("give the column a name in the first row"))
}

fn unclosed() -> Mistake {
    Mistake::new(Severity::Error, "the quotation has no end").help("put a quotation mark at the cell's end")
}

/// Adds what a cell says.
fn add_cell(row: &mut Row, name: &str, cell: &str, config: &Config) -> Result<(), Mistake> {
    let value = if config.known_field(name).is_some_and(|known| known.is_list) {
        Value::List(field::members(cell).map(|member| Value::Text(member.to_owned())).collect())
    } else {
        Value::Text(cell.trim().to_owned())
    };
    set_field(&mut row.metadata, name, &value, config).map_err(|error| Mistake {
        code: Code::Date,
        help: date_advice::of(&error, &config.dates),
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
