//! A site takes its place whole or not at all: whatever happens to a build, the output is the
//! earlier site or the new one.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use fonds::{Code, Diagnostic, Options, Severity, Step};

use crate::archive::{Archive, files};

/// How many documents the archives have: enough that a build takes a while.
const DOCUMENTS: usize = 120;

/// Kills at moments spread over a build.
const KILLS: u32 = 50;

fn documents(words: &str) -> Vec<(String, String)> {
    (1..=DOCUMENTS)
        .map(|number| {
            let path = format!("content/a{}/d{number}.txt", number % 3);
            (path, format!("{number}. A Letter\n\n{words} See Document {}.\n", number % DOCUMENTS + 1))
        })
        .collect()
}

fn write(archive: &Archive, words: &str) {
    for (path, text) in documents(words) {
        archive.write(&path, text);
    }
}

fn site(archive: &Archive) -> BTreeMap<String, Vec<u8>> {
    files(&archive.path("public"))
}

fn fonds(archive: &Archive) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fonds"));
    command.arg("build").arg("--quiet").current_dir(archive.path("."));
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn a_build_that_is_killed_leaves_the_earlier_site_or_the_new_one() {
    let archive = Archive::new();
    let mut sites = Vec::new();
    for words in ["The lamp is lit.", "The lamp is out, and the ice holds."] {
        write(&archive, words);
        let start = Instant::now();
        archive.fonds(&["build"]).exits_with(0);
        sites.push((words, site(&archive), start.elapsed()));
    }
    let mut longest = sites.iter().map(|(_, _, time)| *time).max().unwrap_or_default();
    let (mut earlier, mut killed, mut changed) = (1, 0, 0);
    for kill in 0..KILLS {
        let next = 1 - earlier;
        write(&archive, sites[next].0);
        let mut build = fonds(&archive).spawn().expect("the program");
        // The golden section spreads the moments evenly, whatever their number.
        let part = (f64::from(kill) * 0.618_034).fract();
        std::thread::sleep(Duration::from_secs_f64(longest.as_secs_f64() * part));
        build.kill().expect("killed");
        // How long a build takes changes with what else the machine does.
        if build.wait().expect("ended").success() {
            longest = longest.mul_f64(0.9);
        } else {
            longest = longest.mul_f64(1.03);
            killed += 1;
        }
        let found = site(&archive);
        if found == sites[next].1 {
            earlier = next;
            changed += 1;
        } else {
            assert!(found == sites[earlier].1, "after kill {kill} the output is a mixture");
        }
    }
    assert!(killed > KILLS / 5, "only {killed} builds were killed before they ended");
    println!("{killed} builds were killed, {changed} had put the new site in place");
    // No lock is left behind, and what the killed builds left is taken care of.
    write(&archive, sites[0].0);
    archive.fonds(&["build"]).exits_with(0);
    assert!(site(&archive) == sites[0].1);
    assert!(!archive.path(".public.fonds/staging").exists());
}

#[test]
fn two_builds_at_once_do_not_spoil_each_other() {
    let archive = Archive::new();
    write(&archive, "The lamp is lit.");
    archive.fonds(&["build"]).exits_with(0);
    let expected = site(&archive);
    for words in ["The lamp is out.", "The lamp is lit."] {
        write(&archive, words);
        let mut builds: Vec<_> = (0..3).map(|_| fonds(&archive).spawn().expect("the program")).collect();
        let codes: Vec<_> = builds.iter_mut().map(|build| build.wait().expect("ended").code()).collect();
        assert!(codes.contains(&Some(0)), "{codes:?}");
        assert!(codes.iter().all(|code| matches!(code, Some(0 | 2))), "{codes:?}");
    }
    assert!(site(&archive) == expected);
}

#[cfg(unix)]
#[test]
fn a_disk_without_room_leaves_the_earlier_site() {
    let archive = Archive::new().file("content/d1.md", "# A\n\nShort.\n");
    archive.fonds(&["build"]).exits_with(0);
    let earlier = site(&archive);
    archive.write("content/d1.md", format!("# A\n\n{}\n", "long ".repeat(200_000)));
    // A limit of the system stands for the full disk: writing a file beyond it fails.
    let program = env!("CARGO_BIN_EXE_fonds");
    let run = Command::new("sh")
        .args(["-c", &format!("trap '' XFSZ; ulimit -f 500; exec {program} build --quiet")])
        .current_dir(archive.path("."))
        .output()
        .expect("a shell");
    let message = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(1), "{message}");
    assert!(message.contains("the site cannot be written: File too large"), "{message}");
    assert!(site(&archive) == earlier);
    archive.fonds(&["build"]).exits_with(0);
    assert!(site(&archive) != earlier);
}

/// Builds while a file of the archive is removed when the given step is shown for the first time.
fn built_while_vanishing(archive: &Archive, vanishing: &str, when: fn(Step) -> bool) -> Vec<Diagnostic> {
    let options = Options {
        root: archive.path("."),
        output: Some(archive.path("public")),
        fresh: true,
        ..Options::default()
    };
    let path = archive.path(vanishing);
    let show = |step| {
        if when(step) {
            // It is removed once; later steps find nothing to remove.
            let _ = fs::remove_file(&path);
        }
    };
    fonds::run(&options, &show).expect("an archive that can be read").diagnostics
}

#[test]
fn a_document_that_vanishes_before_it_is_read_is_an_error_and_the_earlier_site_stays() {
    let archive = Archive::new().file("content/d1.md", "# A\n").file("content/d2.md", "# B\n");
    archive.fonds(&["build"]).exits_with(0);
    let earlier = site(&archive);
    let found = built_while_vanishing(
        &archive,
        "content/d2.md",
        |step| matches!(step, Step::Total(documents) if documents == 2),
    );
    let errors: Vec<_> = found.iter().filter(|found| found.severity == Severity::Error).collect();
    let [error] = errors.as_slice() else { panic!("{found:?}") };
    assert_eq!((error.code, error.file.as_str()), (Code::Unreadable, "content/d2.md"));
    assert!(site(&archive) == earlier);
    archive.fonds(&["build"]).exits_with(0);
    assert!(!archive.path("public/d2.html").exists());
}

#[test]
fn a_linked_file_that_vanishes_before_it_is_copied_is_an_error_and_the_earlier_site_stays() {
    let archive =
        Archive::new().file("content/d1.md", "# A\n\n[map](map.png)\n").file("content/map.png", "ink");
    archive.fonds(&["build"]).exits_with(0);
    let earlier = site(&archive);
    let found = built_while_vanishing(&archive, "content/map.png", |step| step == Step::Rendered);
    let errors: Vec<_> = found.iter().filter(|found| found.severity == Severity::Error).collect();
    let [error] = errors.as_slice() else { panic!("{found:?}") };
    assert_eq!(error.code, Code::Unwritable);
    assert!(error.file.ends_with("map.png"), "{}", error.file);
    assert!(site(&archive) == earlier);
}

#[test]
fn a_place_that_cannot_be_written_is_an_error_that_names_it() {
    // A file where a folder must be stands for a folder without permission, which does not stop every user.
    let archive = Archive::new().file("content/d1.md", "# A\n").file("taken", "a file");
    let run = archive.fonds(&["build", "--output", "taken/public"]);
    run.exits_with(2);
    assert!(run.stderr.contains("taken"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(archive.path("taken")).expect("the file"), "a file");
}
