use super::*;

fn page(address: &str, content: &str) -> Page {
    Page { address: address.to_owned(), content: content.as_bytes().to_vec() }
}

fn write(output: &Path, pages: &[Page]) -> Written {
    let mut emission = Emission::begin(output).expect("a folder");
    for page in pages {
        emission.take(page.clone(), None).expect("written");
    }
    emission.finish().expect("finished").0
}

/// All files of a folder with their contents.
fn files(folder: &Path) -> Vec<(String, String)> {
    let walk =
        walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(|found| found.expect("a file"));
    walk.filter(|found| found.file_type().is_file())
        .map(|found| {
            let path = found.path().strip_prefix(folder).expect("within").display().to_string();
            (path, fs::read_to_string(found.path()).expect("text"))
        })
        .collect()
}

#[test]
fn only_what_fonds_made_is_removed() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    write(&output, &[page("a/b.html", "1"), page("c.html", "2")]);
    fs::write(output.join("CNAME"), "example.org").expect("a file");
    fs::create_dir_all(output.join(".git/refs")).expect("a folder");
    fs::write(output.join(".git/HEAD"), "main").expect("a file");
    let written = write(&output, &[page("c.html", "2")]);
    assert_eq!(written, Written { files: 1, changed: 0, removed: 1 });
    assert!(!output.join("a").exists());
    assert!(output.join(".git/refs").is_dir());
    let found: Vec<String> = files(&output).into_iter().map(|(path, _)| path).collect();
    assert_eq!(found, [".fonds-files", ".git/HEAD", "CNAME", "c.html"]);
    let spare: Vec<String> =
        files(&folder.path().join(".public.fonds/spare")).into_iter().map(|(path, _)| path).collect();
    assert_eq!(spare, [".fonds-files", "a/b.html", "c.html"], "foreign files have one place");
}

#[cfg(unix)]
#[test]
fn what_others_put_there_stays_until_they_remove_it() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    let pages = |step: usize| [page("a.html", &step.to_string()), page("b.html", "2"), page("c.html", "3")];
    write(&output, &pages(0));
    let strange = output.join(std::ffi::OsStr::from_bytes(b"strange-\xff"));
    fs::write(&strange, "x").expect("a file");
    fs::create_dir(output.join("empty")).expect("a folder");
    for step in 1..5 {
        assert_eq!(write(&output, &pages(step)).changed, 1);
        assert!(strange.exists() && output.join("empty").is_dir(), "step {step}");
    }
    fs::remove_file(&strange).expect("removed");
    fs::remove_dir(output.join("empty")).expect("removed");
    for step in 5..8 {
        write(&output, &pages(step));
        assert!(!strange.exists() && !output.join("empty").exists(), "step {step}");
    }
}

#[test]
fn each_build_makes_the_whole_tree() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    let mut pages: Vec<Page> = (0..20).map(|number| page(&format!("a/{number}.html"), "1")).collect();
    write(&output, &pages);
    for step in 0..12_usize {
        // A page changes, one goes, one comes; and one that changed the last time stays.
        pages[step].content = format!("changed {step}").into_bytes();
        let last = pages.len() - 1;
        pages.remove(last - step % 3);
        pages.push(page(&format!("b{}/{step}.html", step % 2), "new"));
        let written = write(&output, &pages);
        assert!(written.changed <= 2 && written.removed <= 1, "step {step}: {written:?}");
        let mut expected: Vec<(String, String)> = pages
            .iter()
            .map(|page| (page.address.clone(), String::from_utf8_lossy(&page.content).into_owned()))
            .collect();
        expected.sort();
        let mut found = files(&output);
        found.retain(|(path, _)| path != MANIFEST);
        found.sort();
        assert_eq!(found, expected, "step {step}");
    }
}

#[test]
fn a_second_build_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    write(&output, &[page("a.html", "1")]);
    let time = |path: &Path| fs::metadata(path).and_then(|found| found.modified()).expect("a time");
    let before = (time(&output), time(&output.join("a.html")));
    assert_eq!(write(&output, &[page("a.html", "1")]), Written { files: 1, changed: 0, removed: 0 });
    assert_eq!((time(&output), time(&output.join("a.html"))), before);
}

#[test]
fn what_was_changed_in_the_output_is_put_right() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    let pages = [page("a.html", "1"), page("b.html", "2"), page("c.html", "3")];
    write(&output, &pages);
    write(&output, &[page("a.html", "0"), page("b.html", "2"), page("c.html", "3")]);
    fs::write(output.join("b.html"), "x").expect("written");
    fs::remove_file(output.join("c.html")).expect("removed");
    assert_eq!(write(&output, &pages).changed, 3);
    let found: Vec<String> = files(&output).into_iter().map(|(_, content)| content).collect();
    assert_eq!(found[1..], ["1", "2", "3"]);
}

#[test]
fn what_is_not_finished_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    write(&output, &[page("a.html", "1")]);
    let emission = Emission::begin(&output).expect("a folder");
    emission.take(page("a.html", "2"), None).expect("written");
    drop(emission);
    assert_eq!(fs::read_to_string(output.join("a.html")).expect("a file"), "1");
    assert!(!folder.path().join(".public.fonds/staging").exists());
}

#[test]
fn a_file_at_an_address_of_the_site_gives_way() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    fs::create_dir_all(&output).expect("a folder");
    fs::write(output.join("index.html"), "by hand").expect("a file");
    fs::write(output.join("CNAME"), "example.org").expect("a file");
    write(&output, &[page("index.html", "1")]);
    let found: Vec<String> = files(&output).into_iter().map(|(_, content)| content).collect();
    assert_eq!(found[1..], ["example.org", "1"]);
}

#[test]
fn one_build_at_a_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    let first = Emission::begin(&output).expect("a folder");
    let Err(refused) = Emission::begin(&output) else { panic!("two builds write one site") };
    assert_eq!(refused.message, "another build is writing this site");
    drop(first);
    assert!(Emission::begin(&output).is_ok());
}

#[test]
fn no_address_leads_out_of_the_output() {
    let folder = tempfile::tempdir().expect("a folder");
    let emission = Emission::begin(&folder.path().join("public")).expect("a folder");
    for address in ["../a.html", "/a.html", "a/../../b.html", MANIFEST] {
        assert!(emission.take(page(address, "x"), None).is_err(), "{address}");
    }
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_in_the_output_is_not_followed() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    let elsewhere = folder.path().join("elsewhere");
    fs::create_dir_all(&output).expect("a folder");
    fs::create_dir_all(&elsewhere).expect("a folder");
    std::os::unix::fs::symlink(&elsewhere, output.join("a")).expect("a link");
    let mut emission = Emission::begin(&output).expect("a folder");
    emission.take(page("a/b.html", "1"), None).expect("written");
    assert!(emission.finish().is_err());
    assert!(!elsewhere.join("b.html").exists());
}
