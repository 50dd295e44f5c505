//! A build after a change gives what a build from nothing gives, byte for byte, and writes no more
//! than what changed.

use std::fs;
use std::path::{Path, PathBuf};

use fonds::{Code, Options, Report};

use crate::archive::{Archive, files};

/// How many random changes are made.
const CHANGES: usize = 300;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        // The constants are those of Knuth's MMIX.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn choose<'a, T: ?Sized>(&mut self, among: &[&'a T]) -> &'a T {
        among[self.below(among.len())]
    }
}

const FOLDERS: [&str; 3] = ["a", "a/b", "c"];

/// Files whose page is that of their folder. In one of the folders there is nothing else.
const FOLDER_PAGES: [&str; 6] =
    ["a/index.md", "a/b/README.md", "c/_index.md", "c/README.md", "c/e/index.md", "README.md"];

const SENTENCES: [&str; 12] = [
    "The lamp is lit.",
    "See Document 3 and footnote 1, Document 4.",
    "See Documents 2–5 and 99.",
    "I refer to telegram 142 from Lindholt, March 2, 1926.",
    "See *Harbour Papers*, vol. II, Document 2.",
    "Ante, p. 7, and p. 12.",
    "The ice [Page 12]holds.",
    "RULE-3 and RULE-4 hold.",
    "Written in March.",
    "<b>Bold</b> & more.",
    "On March 4, 1926, the lamp went out.",
    "Supra.",
];

/// The text of a document, in a form that its name gives.
fn document(dice: &mut Dice, name: &str) -> String {
    let number = dice.below(9) + 1;
    let (first, second) = (dice.choose(&SENTENCES), dice.choose(&SENTENCES));
    if name.ends_with(".md") {
        let link = dice.choose(&[
            "../a/d1.txt#fn1",
            "d2.md",
            "map.csv",
            "missing.md",
            "../c/",
            "../c/e",
            "/old/lamp/",
        ]);
        let date = dice.choose(&["date = \"1926-03\"\n", "", "date = \"1925?\"\nkeeper = \"Orn\"\n"]);
        let former = dice.choose(&[
            "",
            "",
            "slug = \"lamp\"\n",
            "aliases = [\"/old/lamp/\", \"d3\", \"../c/d2.html\"]\n",
        ]);
        return format!(
            "+++\nnumber = \"{number}\"\n{date}{former}+++\n# Paper {first}\n\n{second}[^1] [link]({link}) [[d3]]\n\n[^1]: {first}\n"
        );
    }
    let dateline =
        dice.choose(&["Lindholt, March 2, 1926.\n\n", "", "Amsel, undated.\n\n", "Amsel, April 1926.\n\n"]);
    format!(
        "{number}. Telegram From the Legation in Vale to the Ministry1\n\n{dateline}142. {first}2 {second}\n\n  1. Source: Office, Box 1. Secret.\n  2. {second} See Document {number}.\n"
    )
}

fn sources(root: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(root.join("content")).sort_by_file_name().into_iter();
    walk.filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt" || extension == "md"))
        .collect()
}

/// The name of a source that may be there or not. No two have the same address.
fn new_name(dice: &mut Dice) -> String {
    if dice.below(5) == 0 {
        return format!("content/{}", dice.choose(&FOLDER_PAGES));
    }
    let number = dice.below(14) + 1;
    format!(
        "content/{}/d{number}.{}",
        dice.choose(&FOLDERS),
        if number.is_multiple_of(2) { "md" } else { "txt" }
    )
}

/// Changes something of an archive, and says what.
fn change(archive: &Archive, dice: &mut Dice) -> String {
    let root = archive.path(".");
    let sources = sources(&root);
    let source = sources[dice.below(sources.len())].clone();
    let shown = source.display().to_string();
    match dice.below(16) {
        0..=4 => {
            fs::write(&source, document(dice, &shown)).expect("written");
            format!("edit {shown}")
        }
        5 => {
            let text = fs::read(&source).expect("a source");
            fs::write(&source, text).expect("written");
            format!("write {shown} as it was")
        }
        6 | 7 => {
            let name = new_name(dice);
            archive.write(&name, document(dice, &name));
            format!("new {name}")
        }
        8 if sources.len() > 8 => {
            fs::remove_file(&source).expect("removed");
            format!("delete {shown}")
        }
        9 => {
            let name = new_name(dice);
            let target = archive.path(&name);
            if target.exists() || target.extension() != source.extension() {
                return "nothing".to_owned();
            }
            fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
            fs::rename(&source, &target).expect("renamed");
            format!("rename {shown} to {name}")
        }
        10 => {
            let folder = dice.choose(&FOLDERS);
            let cite = dice.choose(&["Harbour Papers, vol. II", "Harbour Papers, vol. III", "Skell, vol. I"]);
            let order = dice.choose(&["number", "name", "date"]);
            let language = dice.choose(&["", "language = \"de\"\n"]);
            let text = format!(
                "title = \"{cite} of {folder}\"\ncite_as = [\"{cite}\"]\norder = \"{order}\"\n{language}"
            );
            archive.write(&format!("content/{folder}/collection.toml"), text);
            format!("collection {folder}")
        }
        11 => {
            let title = dice.choose(&["Archive", "Papers"]);
            let rule = dice
                .choose(&["", "[[references]]\nname = \"R\"\npattern = 'RULE-(\\d)'\ntarget = \"d$1\"\n"]);
            let base = dice.choose(&["", "base_url = \"https://example.org/x\"\n"]);
            let allow = dice.choose(&[
                "",
                "[diagnostics]\nunresolved = \"ignore\"\n",
                "[dates]\nundated = [\"o. D.\"]\n",
            ]);
            let offline = dice.choose(&["", "offline = true\n"]);
            archive.write("fonds.toml", format!("title = \"{title}\"\n{offline}{base}{rule}{allow}"));
            "configuration".to_owned()
        }
        12 => {
            let path = "templates/not-found.html";
            if archive.path(path).exists() {
                archive.remove(path);
            } else {
                archive.write(path, "{% extends \"base.html\" %}{% block main %}<p>Lost.</p>{% endblock %}");
            }
            "template".to_owned()
        }
        13 => {
            archive.write("static/assets/own.css", format!("p {{ margin: {}px }}\n", dice.below(4)));
            "static file".to_owned()
        }
        14 => {
            let date = dice.choose(&["1926-03-09", "", "1925"]);
            archive.write(
                "content/catalog.csv",
                format!("file,date,title,keeper\na/d1.txt,{date},,Orn\nc/d2.md,,{date},\n"),
            );
            "spreadsheet".to_owned()
        }
        _ => {
            archive.write("content/a/map.csv", format!("1,{}\n", dice.below(5)));
            "linked file".to_owned()
        }
    }
}

fn run(root: &Path, output: &Path, fresh: bool) -> Report {
    let options =
        Options { root: root.to_owned(), output: Some(output.to_owned()), fresh, ..Options::default() };
    fonds::run(&options, &|_| ()).unwrap_or_else(|error| panic!("{error}"))
}

/// What a report says, but for times and what was written.
fn findings(report: &Report) -> String {
    let shown: Vec<String> = report.diagnostics.iter().map(|diagnostic| format!("{diagnostic:?}")).collect();
    format!("{} {} {:?} {}", report.documents, report.pages, report.references, shown.join("\n"))
}

#[test]
fn builds_after_random_changes_are_as_builds_from_nothing() {
    let mut dice = Dice(1926);
    let archive = Archive::new().file("content/a/map.csv", "1,2\n");
    for _ in 0..24 {
        let name = new_name(&mut dice);
        archive.write(&name, document(&mut dice, &name));
    }
    let root = archive.path(".");
    let clean = tempfile::tempdir().expect("a folder");
    let mut kept = 0;
    for step in 0..CHANGES {
        let changed = change(&archive, &mut dice);
        let report = run(&root, &archive.path("public"), false);
        let output = clean.path().join(format!("{step}"));
        let from_nothing = run(&root, &output, true);
        assert_eq!(findings(&report), findings(&from_nothing), "step {step}: {changed}");
        // An archive with errors leaves the site that is there.
        let (Some(written), Some(_)) = (report.written, from_nothing.written) else { continue };
        kept += written.files - written.changed;
        let (found, expected) = (files(&archive.path("public")), files(&output));
        for (path, content) in &expected {
            assert!(found.get(path) == Some(content), "step {step}: {changed}: {path} differs");
        }
        assert_eq!(found.len(), expected.len(), "step {step}: {changed}");
    }
    assert!(kept > CHANGES * 10, "hardly anything was kept: {kept}");
}

#[test]
fn a_change_writes_the_pages_that_it_shows_on() {
    let mut archive = Archive::new();
    for number in 1..=30 {
        let text = format!("{number}. Letter {number}\n\nAmsel, March {number}, 1926.\n\nThe lamp is lit.\n");
        archive = archive.file(&format!("content/a/d{number}.txt"), text);
    }
    let root = archive.path(".");
    let output = archive.path("public");
    run(&root, &output, false);
    archive.write("content/a/d7.txt", "7. Letter 7\n\nAmsel, March 7, 1926.\n\nThe lamp is out.\n");
    let written = run(&root, &output, false).written.expect("written");
    // The page, its source beside it, its two neighbours and eight more that show it as near in time with its opening
    // words, the collection, the timeline and its data, four files of the index, and the words that are like others, in
    // three orders.
    assert_eq!((written.changed, written.removed), (22, 0), "the same words, another text");
    archive.write("content/a/d7.txt", "7. Another Letter\n\nAmsel, March 7, 1926.\n\nThe lamp is out.\n");
    let written = run(&root, &output, false).written.expect("written");
    // The same but for one of the orders, which has no words of a single document, and besides the catalogue as two files, the
    // citations as three, the timeline's other data, the page of the search, which shows what can be asked, and the page
    // about the archive, which counts the documents whose kind is known.
    assert_eq!(written.changed, 29);
}

#[test]
fn the_index_after_changes_is_that_of_a_build_from_nothing() {
    let text = |number: usize, words: &str| format!("{number}. Letter\n\nAmsel, March 4, 1926.\n\n{words}\n");
    let mut archive = Archive::new();
    for number in 1..=900 {
        archive = archive.file(&format!("content/a/d{number}.txt"), text(number, "The keeper lit the lamp."));
    }
    let (root, output) = (archive.path("."), archive.path("public"));
    let clean = tempfile::tempdir().expect("a folder");
    let index = |output: &Path| -> Vec<(String, Vec<u8>)> {
        files(output).into_iter().filter(|(path, _)| path.starts_with("search/")).collect()
    };
    run(&root, &output, false);
    let runs = fs::read_dir(archive.path(".public.fonds/search")).expect("runs").count() - 1;
    assert!(runs > 2, "one run of {runs} is few enough to be merged alone");
    let changes = [
        ("other words", "content/a/d40.txt", Some(text(40, "The keepers lit a fanal."))),
        ("one more at the end", "content/a/d901.txt", Some(text(901, "Fanal, fanals."))),
        ("one more in between", "content/a/d40a.txt", Some(text(40, "A lamp."))),
        ("one less", "content/a/d40.txt", None),
        ("words that are gone", "content/a/d901.txt", Some(text(901, "The keeper."))),
    ];
    for (step, (name, file, text)) in changes.into_iter().enumerate() {
        match text {
            Some(text) => archive.write(file, text),
            None => fs::remove_file(archive.path(file)).expect("removed"),
        }
        run(&root, &output, false);
        let fresh = clean.path().join(step.to_string());
        run(&root, &fresh, true);
        assert!(index(&output) == index(&fresh), "{name}");
    }
    // What is kept for the next build is of use only where it is whole.
    let merged = archive.path(".public.fonds/search/merged");
    let whole = fs::read(&merged).expect("merged");
    for damaged in [&whole[..0], &whole[..9], &whole[..whole.len() / 2], &b"something else"[..]] {
        fs::write(&merged, damaged).expect("written");
        archive.write("content/a/d7.txt", text(7, &format!("{} bytes.", damaged.len())));
        run(&root, &output, false);
        let fresh = clean.path().join(format!("damaged-{}", damaged.len()));
        run(&root, &fresh, true);
        assert!(index(&output) == index(&fresh));
    }
}

#[test]
fn a_cache_that_is_damaged_or_foreign_is_made_anew() {
    let archive = Archive::new().file("content/d1.md", "# A\n\nSee Document 9.\n");
    let (root, output) = (archive.path("."), archive.path("public"));
    run(&root, &output, false);
    let expected = files(&output);
    let cache = archive.path(".public.fonds/cache");
    let whole = fs::read(&cache).expect("a cache");
    let mut damaged: Vec<Vec<u8>> =
        vec![Vec::new(), b"something else".to_vec(), whole[..whole.len() / 2].to_vec()];
    for at in [9, whole.len() / 3, whole.len() / 2, whole.len() - 2] {
        let mut copy = whole.clone();
        copy[at] ^= 0x55;
        damaged.push(copy);
    }
    for bytes in damaged {
        fs::write(&cache, &bytes).expect("written");
        let report = run(&root, &output, false);
        assert_eq!(report.tally.errors, 0);
        assert!(files(&output) == expected);
    }
    fs::write(&cache, b"something else").expect("written");
    archive.fonds(&["build"]).exits_with(0).says("what the last build left is damaged");
    archive.fonds(&["build"]).exits_with(0);
    assert!(fs::read(&cache).expect("a cache").starts_with(b"fonds 4\n"));
    fs::write(&cache, b"fonds 2\nand more").expect("written");
    archive.write("content/d2.md", "# B\n");
    let report = run(&root, &output, false);
    assert!(
        report.diagnostics.iter().all(|diagnostic| diagnostic.code != Code::Cache),
        "an earlier form is no damage"
    );
    archive.fonds(&["build", "--strict"]).exits_with(1);
    assert!(
        !archive.path(".public.fonds/cache.new").exists(),
        "a build that fails leaves no half of a cache"
    );
}
