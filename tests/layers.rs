//! The rooms of `src/`, in the order of the pipeline: each imports only rooms below it.
//!
//! [`ROOMS`] is the one table of them, and ARCHITECTURE.md shows it. A room is a folder or a file. Besides that no
//! two folders may import each other in a circle, within a room as between rooms. A folder's `mod.rs`, or the
//! `foo.rs` of a folder `foo/`, declares what is in the folder and holds what that shares: imports between
//! it and what lies in its folder are of the folder's own making, and no circle. Those of the other files beside a
//! folder count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use rust::imports;

#[path = "layers/rust.rs"]
mod rust;

/// The rooms from the ground up. Those of one row do not know each other; the longest name that fits a file is
/// that of its room.
const ROOMS: &[&[&str]] = &[
    &["model"],
    &["diagnostic"],
    &["language"],
    &["config"],
    &["source"],
    &["mark"],
    &["read"],
    &["catalog"],
    &["dating"],
    &["resolve"],
    &["archive"],
    &["site"],
    &["render"],
    &["output/search", "output/pack", "output/offline"],
    &["output"],
    &["build"],
    &["commands/catalog", "commands/explain", "commands/init", "commands/serve"],
    &["commands"],
    &["lib", "main"],
];

/// The imports that are still to be removed: how the file's path and the imported one begin.
const KNOWN: &[(&str, &str)] = &[
    ("render/cite/", "render::document::body"),
    ("render/graph/", "render::document::body"),
    ("render/list/", "render::document"),
    ("render/time/", "render::document"),
];

/// The project's own files.
static PROJECT: LazyLock<Source> = LazyLock::new(Source::of_project);

/// How many folders and files `src/` holds at most.
const MOST_ENTRIES: usize = 18;

#[test]
fn rooms_import_only_rooms_below_them() {
    let found = upward(&unknown());
    assert!(found.is_empty(), "imports into a room that is not below:\n{}", found.join("\n"));
}

#[test]
fn no_folders_import_each_other() {
    let found = circles(&PROJECT, &unknown());
    assert!(found.is_empty(), "folders that import each other:\n{}", found.join("\n"));
}

#[test]
fn known_imports_are_still_there() {
    let imports = PROJECT.imports();
    let gone: Vec<_> =
        KNOWN.iter().filter(|known| !imports.iter().any(|import| is_known(import, known))).collect();
    assert!(gone.is_empty(), "remove from the list what is no more: {gone:?}");
}

#[test]
fn every_file_is_in_a_room() {
    let found = homeless(&PROJECT);
    assert!(found.is_empty(), "files in no room of the table: {found:?}");
}

#[test]
fn few_things_stand_side_by_side() {
    let source = fs::read_dir(project().join("src")).expect("the sources");
    assert!(source.count() <= MOST_ENTRIES, "src/ has more than {MOST_ENTRIES} entries");
}

#[test]
fn the_crate_declares_the_rooms_in_their_order() {
    let text = fs::read_to_string(project().join("src/lib.rs")).expect("lib.rs");
    // What reads the tests' cases is no room.
    let declared: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'))
        .filter(|name| *name != "cases")
        .collect();
    let mut folders: Vec<&str> =
        ROOMS.iter().flat_map(|row| row.iter().filter_map(|room| room.split('/').next())).collect();
    folders.dedup();
    folders.retain(|folder| project().join("src").join(folder).is_dir());
    assert_eq!(declared, folders);
}

#[test]
fn architecture_shows_the_rooms() {
    let text = fs::read_to_string(project().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let (_, table) =
        text.split_once("| room | owns | must not know |\n|---|---|---|\n").expect("the table of rooms");
    let rows = table.lines().map_while(|line| line.strip_prefix("| ")?.split(" |").next());
    let shown: Vec<Vec<&str>> = rows.map(|cell| cell.split('`').skip(1).step_by(2).collect()).collect();
    let rooms: Vec<Vec<String>> =
        ROOMS.iter().map(|row| row.iter().map(|room| as_shown(room)).collect()).collect();
    assert_eq!(shown, rooms, "ARCHITECTURE.md and the table in tests/layers.rs differ");
}

#[test]
fn an_upward_import_is_found() {
    let source = Source::new(&[
        ("model/mod.rs", "//! use crate::read;\npub mod date;\n"),
        ("model/date.rs", "use crate::language;\nfn f() { crate::read::g() }\n"),
        ("language/mod.rs", "use crate::model::date::Date;\n"),
        ("read/mod.rs", "use crate::{language::Words, model};\n"),
        ("output/search/mod.rs", "use crate::output::pack::Zip;\n"),
        ("output/pack/mod.rs", ""),
    ]);
    assert_eq!(
        upward(&source.imports()),
        [
            "src/model/date.rs:1: `crate::language` is in language, which is not below model",
            "src/model/date.rs:2: `crate::read::g` is in read, which is not below model",
            "src/output/search/mod.rs:1: `crate::output::pack::Zip` is in output/pack, which is not below output/search",
        ]
    );
}

#[test]
fn a_circle_of_folders_is_found() {
    let source = Source::new(&[
        ("read/mod.rs", "use plain::text;\n"),
        ("read/plain/mod.rs", "use super::Reading;\nuse crate::read::notes;\n"),
        ("read/notes/mod.rs", "use super::lines;\n"),
        ("read/lines.rs", "use super::plain::text;\n"),
        ("read/alone.rs", "use super::plain;\nuse super::friend;\n"),
        ("read/friend.rs", "use super::alone;\n"),
    ]);
    assert_eq!(
        circles(&source, &source.imports()),
        [
            "src/read/lines.rs:1: `super::plain::text` leads from lines.rs to plain/",
            "src/read/notes/mod.rs:1: `super::lines` leads from notes/ to lines.rs",
            "src/read/plain/mod.rs:2: `crate::read::notes` leads from plain/ to notes/",
        ]
    );
}

#[test]
fn a_file_in_no_room_is_found() {
    let source = Source::new(&[("model/mod.rs", ""), ("helpers.rs", ""), ("tools/mod.rs", "")]);
    assert_eq!(homeless(&source), ["helpers.rs", "tools/mod.rs"]);
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A room as ARCHITECTURE.md names it: a folder with a slash, a file with its extension.
fn as_shown(room: &str) -> String {
    let is_folder = project().join("src").join(room).is_dir();
    format!("{room}{}", if is_folder { "/" } else { ".rs" })
}

/// The files in Rust that are no tests, by their paths within `src/`.
struct Source {
    files: BTreeMap<String, String>,
}

/// An import of one file by another.
struct Import {
    /// The file that imports.
    file: String,
    line: usize,
    /// The path as it is written.
    written: String,
    /// The path from the root of the crate.
    whole: String,
    /// The file that is imported.
    target: String,
}

impl Source {
    fn of_project() -> Self {
        let root = project().join("src");
        let found = walkdir::WalkDir::new(&root).into_iter().map(|found| found.expect("a file"));
        let files = found.filter(|found| found.path().extension().is_some_and(|extension| extension == "rs"));
        let files = files.map(|found| {
            let path = found.path().strip_prefix(&root).expect("a path within");
            let path = path.to_str().expect("a name in Unicode").replace('\\', "/");
            (path, fs::read_to_string(found.path()).expect("a text"))
        });
        Self { files: files.collect() }.without_tests()
    }

    fn new(files: &[(&str, &str)]) -> Self {
        Self { files: files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())).collect() }
    }

    /// Leaves out the modules that are compiled for tests only.
    fn without_tests(mut self) -> Self {
        let of_tests: Vec<Vec<String>> = self
            .files
            .iter()
            .flat_map(|(file, text)| {
                let modules = imports(text).test_modules.into_iter();
                modules.map(|name| [module(file), vec![name]].concat())
            })
            .collect();
        self.files.retain(|file, _| !of_tests.iter().any(|test| module(file).starts_with(test)));
        self
    }

    /// The imports of one file by another.
    fn imports(&self) -> Vec<Import> {
        let modules: BTreeMap<Vec<String>, &String> =
            self.files.keys().map(|file| (module(file), file)).collect();
        let mut found = Vec::new();
        for (file, text) in &self.files {
            let mut lines = BTreeSet::new();
            for (line, path) in imports(text).paths {
                let Some(whole) = whole_path(&module(file), &path, &modules) else { continue };
                let target = (0..=whole.len()).rev().find_map(|length| modules.get(&whole[..length]));
                let written = path.join("::");
                if let Some(&target) = target.filter(|target| **target != file)
                    && lines.insert((line, written.clone()))
                {
                    let (file, whole) = (file.clone(), whole.join("::"));
                    found.push(Import { file, line, written, whole, target: target.clone() });
                }
            }
        }
        found
    }
}

/// The path of a file's module: `read::plain` of `read/plain/mod.rs`.
fn module(file: &str) -> Vec<String> {
    let path = file.strip_suffix(".rs").unwrap_or(file);
    let path = path.strip_suffix("/mod").unwrap_or(path);
    let path = if path == "lib" { "" } else { path };
    path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// A path from the root of the crate; `None` if it leads to another crate.
fn whole_path(
    module: &[String],
    path: &[String],
    modules: &BTreeMap<Vec<String>, &String>,
) -> Option<Vec<String>> {
    let first = path.first()?.as_str();
    if first == "crate" || first == "fonds" {
        return Some(path[1..].to_vec());
    }
    let ups = path.iter().take_while(|part| *part == "super").count();
    if ups > 0 {
        let above = &module[..module.len().saturating_sub(ups)];
        return Some([above, &path[ups..]].concat());
    }
    let own = if first == "self" { &path[1..] } else { path };
    let whole = [module, own].concat();
    let is_own = first == "self" || modules.contains_key(&whole[..=module.len()]);
    is_own.then_some(whole)
}

/// The room of a file, with the number of its row.
fn room(file: &str) -> Option<(usize, &'static str)> {
    let is_of =
        |room: &str| file.strip_prefix(room).is_some_and(|rest| rest.starts_with('/') || rest == ".rs");
    let rows = ROOMS.iter().enumerate();
    let rooms = rows.flat_map(|(number, row)| row.iter().map(move |room| (number, *room)));
    rooms.filter(|(_, room)| is_of(room)).max_by_key(|(_, room)| room.len())
}

/// The files that are in no room.
fn homeless(source: &Source) -> Vec<String> {
    source.files.keys().filter(|file| room(file).is_none()).cloned().collect()
}

/// The project's imports without those that are known.
fn unknown() -> Vec<Import> {
    let imports = PROJECT.imports().into_iter();
    imports.filter(|import| !KNOWN.iter().any(|known| is_known(import, known))).collect()
}

fn is_known(import: &Import, (file, path): &(&str, &str)) -> bool {
    import.file.starts_with(file) && import.whole.starts_with(path)
}

/// The imports into another room that is not below.
fn upward(imports: &[Import]) -> Vec<String> {
    let found = imports.iter().filter_map(|Import { file, line, written, target, .. }| {
        let ((own, from), (other, to)) = (room(file)?, room(target)?);
        (other >= own && from != to)
            .then(|| format!("src/{file}:{line}: `{written}` is in {to}, which is not below {from}"))
    });
    found.collect()
}

/// The imports by which folders import each other in a circle.
fn circles(source: &Source, imports: &[Import]) -> Vec<String> {
    // Each folder with the imports between what lies in it: files, and folders with all that is in them.
    let mut folders: BTreeMap<Vec<String>, BTreeMap<(String, String), &Import>> = BTreeMap::new();
    for import in imports {
        let (from, to) = (place(&import.file, source), place(&import.target, source));
        let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        let (own, other) = (from[shared].clone(), to[shared].clone());
        if own != FRONT && other != FRONT {
            folders.entry(from[..shared].to_vec()).or_default().entry((own, other)).or_insert(import);
        }
    }
    folders.values().flat_map(|within| circles_within(within)).collect()
}

fn circles_within(imports: &BTreeMap<(String, String), &Import>) -> Vec<String> {
    let reach = |start: &str| {
        let mut reached: BTreeSet<String> = BTreeSet::new();
        let mut open = vec![start.to_owned()];
        while let Some(next) = open.pop() {
            let further = imports.keys().filter(|(from, _)| *from == next).map(|(_, to)| to.clone());
            open.extend(further.filter(|to| reached.insert(to.clone())));
        }
        reached
    };
    let found = imports.iter().filter_map(|((from, to), import)| {
        let circle = reach(to);
        // Files of one folder may share what they like.
        let has_folder = || circle.iter().any(|other| other.ends_with('/') && reach(other).contains(from));
        let Import { file, line, written, .. } = import;
        (circle.contains(from) && has_folder())
            .then(|| format!("src/{file}:{line}: `{written}` leads from {from} to {to}"))
    });
    found.collect()
}

/// The name of a folder's own file in its [`place`].
const FRONT: &str = "mod.rs";

/// Where a file lies: its folders with a slash, and its name. What belongs to a folder lies in it.
fn place(file: &str, source: &Source) -> Vec<String> {
    let stem = file.strip_suffix(".rs").unwrap_or(file);
    let below = format!("{stem}/");
    let has_folder = source.files.keys().any(|other| other.starts_with(&below));
    let file = if has_folder { format!("{below}{FRONT}") } else { file.to_owned() };
    file.split_inclusive('/').map(str::to_owned).collect()
}
