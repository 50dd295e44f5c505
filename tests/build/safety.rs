//! What belongs to others stays theirs: files, folders and their owners, the terminal, the programs
//! that open what is published; and a build that is cut off anywhere does no harm later.

use std::fs;

use fonds::{Code, Severity};

use crate::archive::Archive;

fn logs() -> Archive {
    Archive::new()
        .file("content/logs/d1.txt", "1. Log of the Skell Light\n\nThe lamp burned.\n")
        .file("content/logs/d2.txt", "2. Log of the Skell Light\n\nThe oil ran out.\n")
        .file("content/logs/d3.txt", "3. Log of the Skell Light\n\nFog.\n")
}

/// The site of an archive, with a word more in one of its documents.
fn build_with(archive: Archive, word: &str) -> Archive {
    archive.write("content/logs/d1.txt", format!("1. Log of the Skell Light\n\nThe lamp burned {word}.\n"));
    archive.build().archive
}

#[cfg(unix)]
#[test]
fn a_name_in_lines_removes_no_file_of_somebody_else() {
    // The list as a build made it that did not know of such names.
    let archive = build_with(logs(), "low");
    for (name, content) in [("tide\ntable.pdf", "made"), ("tide", "mine"), ("table.pdf", "mine")] {
        fs::write(archive.path("public").join(name), content).expect("a file");
    }
    let list: String = archive
        .read("public/.fonds-files")
        .lines()
        .map(|line| format!("{}\n", line.trim_matches('"')))
        .collect();
    archive.write("public/.fonds-files", list + "tide\ntable.pdf\n");
    let site = build_with(archive, "high");
    assert_eq!(site.read("public/tide"), "mine");
    assert_eq!(site.read("public/table.pdf"), "mine");
}

#[cfg(unix)]
#[test]
fn a_file_of_the_look_with_a_line_break_in_its_name_is_refused() {
    let errors = logs().file("static/seal\nof.svg", "<svg/>").errors();
    let found: Vec<_> = errors.iter().filter(|found| found.severity == Severity::Error).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].code, found[0].file.as_str()), (Code::Address, "static/seal\nof.svg"));
    assert!(found[0].message.contains("line break"), "{}", found[0].message);
}

#[test]
fn a_list_that_leads_elsewhere_removes_nothing_there() {
    let archive = build_with(logs(), "low").file("kept.txt", "mine");
    let list = archive.read("public/.fonds-files");
    for more in ["\"../kept.txt\"\n", "../kept.txt\n"] {
        archive.write("public/.fonds-files", format!("{list}{more}"));
        archive.fonds(&["build", "--fresh"]).exits_with(0);
        archive.write("content/logs/d4.txt", "4. Log\n\nRain.\n");
        archive.fonds(&["build"]).exits_with(0);
        assert_eq!(archive.read("kept.txt"), "mine");
    }
}

#[test]
fn a_build_that_is_killed_while_it_writes_what_differs_spoils_no_later_one() {
    let mut archive = build_with(build_with(logs(), "low"), "high");
    let list = archive.path(".public.fonds/spare-differs");
    let whole = fs::read(&list).expect("the list of what differs");
    // Written in place it could end anywhere; the kill could come before its first byte.
    for (step, length) in [0, 1, whole.len() / 2, whole.len() - 1].into_iter().enumerate() {
        fs::write(&list, &whole[..length]).expect("a list cut off");
        archive.write("content/logs/d3.txt", format!("3. Log of the Skell Light\n\nFog, {step}.\n"));
        archive = archive.build().archive;
        let page = archive.read("public/logs/d1.html");
        assert!(page.contains("burned high"), "after {length} bytes a page of two builds ago is published");
        // And once more, with the tree that is spare now.
        archive = build_with(archive, &format!("for {step} hours"));
        assert!(archive.read("public/logs/d3.html").contains(&format!("Fog, {step}.")));
        archive = build_with(archive, "high");
    }
    assert!(!archive.path(".public.fonds/spare-differs.new").exists());
}

#[cfg(unix)]
#[test]
fn folders_of_the_output_keep_their_modes() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |archive: &Archive, path: &str| {
        fs::metadata(archive.path(path)).expect("a folder").permissions().mode() & 0o7777
    };
    let mut archive = build_with(logs().file("public/own/notes.txt", "mine"), "low");
    let set = [("public", 0o750), ("public/logs", 0o700), ("public/own", 0o2770)];
    for (path, bits) in set {
        fs::set_permissions(archive.path(path), fs::Permissions::from_mode(bits)).expect("a mode");
    }
    for word in ["high", "red", "white"] {
        archive = build_with(archive, word);
        for (path, bits) in set {
            assert_eq!(mode(&archive, path), bits, "{path} when the lamp burned {word}");
        }
    }
    // A mode that is set anew counts from then on.
    fs::set_permissions(archive.path("public/logs"), fs::Permissions::from_mode(0o711)).expect("a mode");
    archive = build_with(build_with(archive, "low"), "high");
    assert_eq!(mode(&archive, "public/logs"), 0o711);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_output_or_the_look_does_not_hold_a_build_up() {
    let mkfifo = |path: &std::path::Path| {
        assert!(std::process::Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
    };
    let archive = build_with(logs().file("static/seal.svg", "<svg/>"), "low");
    mkfifo(&archive.path("public/pipe"));
    mkfifo(&archive.path("static/pipe"));
    archive.write("content/logs/d2.txt", "2. Log\n\nSnow.\n");
    let site = archive.symlink("seal.svg", "static/copy.svg").build();
    assert!(fs::symlink_metadata(site.archive.path("public/pipe")).is_ok(), "the pipe was taken along");
    assert_eq!(site.diagnostic(Code::Unreadable).file, "static/pipe");
    assert_eq!(site.diagnostic(Code::Symlink).file, "static/copy.svg");
    assert!(site.has("seal.svg") && !site.has("copy.svg"));
}

#[test]
fn the_output_is_not_among_the_sources_by_whatever_way_it_is_named() {
    let archive = logs().file("static/a.css", "");
    for output in [
        "missing/../content/out",
        "missing/deep/../../static/x",
        "./content/../templates",
        "x/..",
        "content/.",
    ] {
        archive.fonds(&["build", "--output", output]).exits_with(2).says("output folder");
    }
    assert!(!archive.path("missing").exists() && !archive.path("content/out").exists());
    archive.fonds(&["build", "--output", "missing/../site"]).exits_with(0);
    assert!(archive.path("site/index.html").is_file());
}

#[cfg(unix)]
#[test]
fn the_output_is_not_among_the_sources_through_symbolic_links() {
    let archive = logs().symlink("content", "papers").symlink("gone", "lost");
    for (output, said) in [
        ("papers/out", "lies among"),
        ("papers", "lies among"),
        ("papers/../content/new", "lies among"),
        ("lost", "no folder"),
    ] {
        archive.fonds(&["build", "--output", output]).exits_with(2).says(said);
    }
    // The sources can be elsewhere.
    let other = Archive::new().file("store/papers/d1.txt", "1. Log\n\nFog.\n");
    fs::remove_dir(other.path("content")).expect("empty");
    let other = other.symlink("store/papers", "content");
    other.fonds(&["build", "--output", "store"]).exits_with(2).says("holds the archive's sources");
    other.fonds(&["build", "--output", "store/papers/x"]).exits_with(2).says("lies among");
}
