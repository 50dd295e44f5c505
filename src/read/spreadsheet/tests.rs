use proptest::prelude::*;

use super::read::MOST_COMPARISONS;
use super::*;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::source;

/// Reads an archive of empty documents with a spreadsheet.
fn read(documents: &[&str], table: impl AsRef<[u8]>) -> (Spreadsheets, Vec<Diagnostic>) {
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join(source::CONTENT_FOLDER);
    for path in documents {
        let path = content.join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        std::fs::write(path, "").expect("a file");
    }
    std::fs::write(content.join(source::SPREADSHEET), table).expect("a spreadsheet");
    let (sources, diagnostics) = source::collect(folder.path(), &Config::default(), &|file| {
        file.has_extension(&["txt", "md"]).then_some(0)
    });
    assert!(sources.files.is_empty(), "a spreadsheet is no linked file");
    let (spreadsheets, found) = Spreadsheets::read(&sources, &Config::default());
    (spreadsheets, diagnostics.into_iter().chain(found).collect())
}

/// The only diagnostic: its words, line and column.
fn complaint(documents: &[&str], table: &str) -> (String, usize, usize) {
    let (_, diagnostics) = read(documents, table);
    assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
    let diagnostic = &diagnostics[0];
    let place = diagnostic.place.as_ref().expect("a place");
    let shown = format!(
        "{:?}: {} / {}",
        diagnostic.severity,
        diagnostic.message,
        diagnostic.help.as_deref().unwrap_or_default()
    );
    (shown, place.line, place.column)
}

#[test]
fn all_fields_are_read() {
    let table = "file,number,title,date,kind,place,language,aliases,description,keeper\n\
        a/b.txt,7,\"Oil, and \"\"wick\"\"\",1926-03~,Letter,Amsel,de,one; two,\"Two\nlines\",Orn\n";
    let (spreadsheets, diagnostics) = read(&["a/b.txt"], table);
    assert_eq!(diagnostics, []);
    let [row] = spreadsheets.rows("a/b.txt") else { panic!("one row") };
    let said = &row.metadata;
    assert_eq!(said.number.as_deref(), Some("7"));
    assert_eq!(said.title.as_deref(), Some("Oil, and \"wick\""));
    assert_eq!(said.date.as_ref().map(|date| date.date.to_string()).as_deref(), Some("1926-03~"));
    assert_eq!(said.aliases, ["one", "two"]);
    assert_eq!(said.particulars.description.as_deref(), Some("Two\nlines"));
    assert_eq!(said.other.get("keeper").map(String::as_str), Some("Orn"));
    assert_eq!(row.place, "content/catalog.csv, line 2");
}

#[test]
fn what_spreadsheet_programs_write_is_read() {
    for table in [
        "\u{feff}file;title\r\nd1.txt;Oil, wick\r\n",
        "file\ttitle\nd1.txt\tOil, wick\n\t\n",
        "title,file\r\n\r\n\"Oil, wick\",\"d1.txt\"\r\n,\r\n",
        "file,title,\n./d1.txt,\"Oil, wick\",",
    ] {
        let (spreadsheets, diagnostics) = read(&["d1.txt"], table);
        assert_eq!(diagnostics, [], "{table}");
        assert_eq!(spreadsheets.rows("d1.txt")[0].metadata.title.as_deref(), Some("Oil, wick"), "{table}");
    }
    let (spreadsheets, diagnostics) = read(&["d1.txt"], b"file,place\nd1.txt,Z\xfcrich\n");
    assert_eq!(spreadsheets.rows("d1.txt")[0].metadata.particulars.place.as_deref(), Some("Zürich"));
    assert!(diagnostics[0].message.contains("windows-1252"), "{diagnostics:?}");
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let documents = ["letters/d1.txt", "letters/d2.txt"];
    for (table, expected, line, column) in [
        ("path,files\n", "Error: there is no column `file` / call the column `files` `file`", 1, 6),
        ("", "Error: there is no column `file` / begin with", 1, 1),
        ("file,date,date\n", "Error: two columns have the name `date`", 1, 11),
        (
            "file,kind\nletters/d1.tx,x\n",
            "Warning: there is no file letters/d1.tx / the nearest is letters/d1.txt",
            2,
            1,
        ),
        ("kind,file\nx,\n", "Warning: the row names no file", 2, 3),
        (
            "file,title\nletters/d1.txt,\"a\nb\"\nletters/d1.txt,c\n",
            "Warning: line 2 is about letters/d1.txt already / line 2 holds, and line 4 is ignored",
            4,
            1,
        ),
        (
            "file,title,date\r\nletters/d1.txt,\"é\"\"\",some March\r\n",
            "Warning: `some March` is no date of EDTF",
            2,
            22,
        ),
        ("file,title\nletters/d1.txt,a,b\n", "Error: the row has 3 cells, and the table 2 columns", 2, 1),
        ("file,Title,title\nletters/d1.txt,a,b\n", "Warning: `title` is the same column as `Title`", 1, 12),
        ("file,title,\nletters/d1.txt,a,b\n", "Warning: the cell's column has no name", 2, 18),
        ("file,date\nletters/d1.txt,3/4/1926\n", "Warning: `3/4/1926` is no date of EDTF", 2, 16),
        ("file,title\nletters/d1.txt,\"a\nletters/d2.txt,b\n", "Error: the quotation has no end", 2, 16),
    ] {
        let (said, at_line, at_column) = complaint(&documents, table);
        assert!(said.starts_with(expected), "{table}: {said}");
        assert_eq!((at_line, at_column), (line, column), "{table}: {said}");
    }
}

#[test]
fn tables_are_read_as_spreadsheet_programs_do() {
    for table in [
        "sep=;\nfile;title\nlogs/d1.txt;Oil\n",
        "\u{feff}sep=;\r\nfile;title\r\nlogs/d1.txt;Oil\r\n",
        "\"sep=\t\"\nfile\ttitle\nlogs/d1.txt\tOil\n",
        "SEP=,\n\nfile,title\nlogs/d1.txt,Oil\n",
        ",,,\n\nFile,Title,,\nlogs/d1.txt,Oil,,\n,,,\n;\n",
        "File name;TITLE;keeper\nlogs/d1.txt;Oil\n;;\n\n",
        "FILE_NAME\tTitle\nlogs\\d1.txt\tOil\t\t\t\n",
        "filename,title\n./logs/d1.txt,Oil\n",
        "file,title\nlogs/d1,Oil\n",
        "file,title\nLogs/D1.TXT,Oil\n",
        "file,title\ncontent/logs/d1.txt,Oil\n",
        "file,title\ncontent\\logs\\D1,Oil\n",
        "file,title\n/logs/d1.txt,Oil\n",
    ] {
        let (spreadsheets, diagnostics) = read(&["logs/d1.txt", "logs/d2.txt"], table);
        let said: Vec<_> = diagnostics.iter().map(|found| &found.message).collect();
        // A last line of one other separator is a cell.
        assert!(said.is_empty() || table.contains("\n;\n") && said.len() == 1, "{table:?}: {said:?}");
        let row = spreadsheets.rows("logs/d1.txt").first().unwrap_or_else(|| panic!("{table:?}: no row"));
        assert_eq!(row.metadata.title.as_deref(), Some("Oil"), "{table:?}");
    }
    let utf_16: Vec<u8> = "\u{feff}file\ttitle\r\nd1.txt\t\"Öl\r\nund Docht\"\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let (spreadsheets, _) = read(&["d1.txt"], utf_16);
    assert_eq!(spreadsheets.rows("d1.txt")[0].metadata.title.as_deref(), Some("Öl\r\nund Docht"));
}

#[test]
fn names_compare_whatever_the_system_makes_of_them() {
    let (spreadsheets, diagnostics) =
        read(&["Z\u{fc}rich.txt", "a.txt", "a.md"], "file,title\nZu\u{308}rich.txt,Oil\na,Fog\n");
    assert_eq!(spreadsheets.rows("Z\u{fc}rich.txt").len(), 1);
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].message, "several files can be meant by a");
}

#[test]
fn one_file_that_is_named_in_two_ways_has_one_row() {
    let (said, line, _) = complaint(&["logs/d1.txt"], "file,title\nlogs/d1.txt,Oil\nLOGS\\d1,Fog\n");
    assert!(said.starts_with("Warning: line 2 is about LOGS/d1 already"), "{said}");
    assert_eq!(line, 3);
}

#[test]
fn cells_that_were_kept_from_being_formulas_are_read_as_they_were() {
    let (spreadsheets, _) = read(&["d1.txt"], "file,title,kind\nd1.txt,'=1+1,'Tis\n");
    let said = &spreadsheets.rows("d1.txt")[0].metadata;
    assert_eq!((said.title.as_deref(), said.particulars.kind.as_deref()), (Some("=1+1"), Some("'Tis")));
}

#[test]
fn of_wrong_rows_only_the_first_are_compared_with_all_paths() {
    let documents: Vec<String> = (0..1000).map(|number| format!("logs/d{number}.txt")).collect();
    let documents: Vec<&str> = documents.iter().map(String::as_str).collect();
    let table: String = (0..2000).map(|row| format!("logs/d{row}0000.txt,Oil\n")).collect();
    let (_, diagnostics) = read(&documents, format!("file,title\n{table}"));
    assert_eq!(diagnostics.len(), 2000);
    let is_advised = |found: &Diagnostic| found.help.as_deref().is_some_and(|help| help.contains("nearest"));
    let advised = diagnostics.iter().filter(|found| is_advised(found)).count();
    assert!((1..=MOST_COMPARISONS / 1000 + 1).contains(&advised), "{advised}");
}

#[test]
fn a_wrong_row_does_not_spoil_the_others() {
    let table = "file,kind\nd1.txt,a,b\nd2.txt,Letter\n";
    let (spreadsheets, diagnostics) = read(&["d1.txt", "d2.txt"], table);
    assert_eq!(diagnostics.len(), 1);
    assert!(spreadsheets.rows("d1.txt").is_empty());
    assert_eq!(spreadsheets.rows("d2.txt")[0].metadata.particulars.kind.as_deref(), Some("Letter"));
}

/// What the csv crate makes of a cell as it is written.
fn value(cell: &str) -> String {
    match cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(quoted) => quoted.replace("\"\"", "\""),
        None => cell.to_owned(),
    }
}

proptest! {
    /// The places of cells are where the csv crate finds their values.
    #[test]
    fn cells_stand_where_they_are_read(
        rows in proptest::collection::vec(proptest::collection::vec("[a,;\"\n\ré]{0,5}", 3), 1..5),
        crlf: bool,
    ) {
        let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).expect("a row");
        }
        let text = String::from_utf8(writer.into_inner().expect("a table")).expect("UTF-8");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        for record in reader.records() {
            let record = record.expect("a record");
            let start = record.position().expect("a place").byte();
            let found = cells::of_record(&text, usize::try_from(start).expect("small"), b',');
            prop_assert!(found.closed);
            let values: Vec<String> = found.spans.into_iter().map(|span| value(&text[span])).collect();
            prop_assert_eq!(values, record.iter().map(str::to_owned).collect::<Vec<_>>());
        }
    }

    /// Whatever stands in a spreadsheet, reading it says something or nothing, and never panics.
    #[test]
    fn any_table_is_read(table in "(file,date,a\n)?([a-c.;,\"\r\né/]|d1\\.txt,|1926){0,40}") {
        read(&["d1.txt"], table);
    }
}
