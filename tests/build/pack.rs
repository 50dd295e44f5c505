//! Packages: what they hold, that they are the same each time, and that nothing links to one that is
//! not there. Whether they are valid is found out by programs that are not ours (`tests/site/`).

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::Command;

use fonds::Code;
use regex::Regex;
use zip::ZipArchive;

use crate::archive::{Archive, Site, files};

const FIRST: &str = "\
1. Letter From Orn to the Ministry1

Port Amsel, March 3, 1926.

The lamp was lit on Monday,2 and can be seen from the far [Page 14] shore. See footnote 1, Document 2.

Orn

  1. Source: Record Office, Box 12. Secret.
  2. See Document 1 of Letters, vol. II, and Document 47.
";

const SECOND: &str = "2. Reply\n\nLindholt, March 5, 1926.\n\nGood.1\n\n  1. See Document 1.\n";

fn letters() -> Archive {
    Archive::new()
        .config("title = \"Papers & more\"\ndescription = \"All papers.\"\n")
        .file(
            "content/one/collection.toml",
            "title = \"Letters, Volume I\"\ncite_as = [\"Letters, vol. I\"]\n",
        )
        .file("content/one/d1.txt", FIRST)
        .file("content/one/d2.txt", SECOND)
        .file(
            "content/two/collection.toml",
            "title = \"Letters, Volume II\"\ncite_as = [\"Letters, vol. II\"]\n",
        )
        .file("content/two/d1.txt", "1. Last Letter\n\nThe lamp is out.\n")
}

/// The files of a ZIP by their names.
fn unzipped(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(File::open(path).expect("a package")).expect("a ZIP");
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).expect("a file");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("bytes");
            (file.name().expect("a name").into_owned(), bytes)
        })
        .collect()
}

/// The files of a package.
pub fn package(site: &Site, name: &str) -> BTreeMap<String, Vec<u8>> {
    unzipped(&site.archive.path("public/packages").join(name))
}

/// The text of a file of a package.
fn text(package: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    let bytes = package.get(name).unwrap_or_else(|| panic!("there is no {name}: {:?}", package.keys()));
    String::from_utf8(bytes.clone()).expect("UTF-8")
}

/// What all packages are made of: the site without them. A ZIM file is there if the machine has its tools.
fn without_packages(mut files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    files.retain(|name, _| !name.starts_with("packages/") && name != ".fonds-files");
    files
}

#[test]
fn the_zip_is_the_site_as_build_makes_it() {
    let built = without_packages(letters().build().files());
    let packed = letters().pack().build();
    assert_eq!(package(&packed, "archive.zip"), built);
}

#[test]
fn pages_offer_the_packages_that_are_there_with_their_sizes() {
    let site = letters().pack().build();
    let href = Regex::new(
        r#"href="([^"]*packages/[^"]*)" download>[^<]*</a> <span class="meta">[A-Za-z, ]+, [\d,]+\u{a0}kB<"#,
    );
    let href = href.expect("a pattern");
    for (page, own) in
        [("index.html", None), ("one/index.html", Some("one.epub")), ("two/index.html", Some("two.epub"))]
    {
        let html = site.page(page).html;
        let links: Vec<&str> =
            href.captures_iter(&html).filter_map(|link| Some(link.get(1)?.as_str())).collect();
        assert_eq!(html.matches("packages/").count(), links.len(), "{page}");
        for link in &links {
            let address = link.trim_start_matches("../");
            assert!(site.has(address), "{page} offers {address}, which is not there");
        }
        for name in ["archive.zip", "archive-bag.zip"].into_iter().chain(own) {
            assert!(links.iter().any(|link| link.ends_with(name)), "{page} does not offer {name}");
        }
        let books = links.iter().filter(|link| link.ends_with(".epub")).count();
        assert_eq!(books, usize::from(own.is_some()), "{page}");
    }
    let reported: Vec<&str> = site.report.packages.iter().map(|package| package.address.as_str()).collect();
    assert_eq!(reported[..2], ["packages/one.epub", "packages/two.epub"]);
}

#[test]
fn the_same_archive_gives_the_same_bytes() {
    let (first, second) = (letters().pack().build(), letters().pack().build());
    assert_eq!(first.files(), second.files());
    let before = first.files();
    let again = first.build_again();
    assert_eq!(again.report.written.expect("a site").changed, 0);
    assert_eq!(again.report.packages.len(), second.report.packages.len());
    assert_eq!(again.files(), before);
    // A build that takes the long way writes nothing either.
    again.archive.write("content/one/d1.txt", FIRST);
    assert_eq!(again.build_again().report.written.expect("a site").changed, 0);
}

#[test]
fn a_build_has_no_packages_and_takes_away_those_that_were_there() {
    let built = letters().build();
    assert!(!built.has("packages/archive.zip"));
    let plain = built.files();
    let packed = built.archive.pack().build();
    assert!(packed.has("packages/archive.zip"));
    assert_ne!(packed.page("one/index.html").html.matches("packages/").count(), 0);
    assert_eq!(packed.archive.unpack().build().files(), plain);
}

#[test]
fn packages_follow_a_change() {
    let site = letters().pack().build();
    site.archive.write("content/one/d2.txt", SECOND.replace("Good", "Bad"));
    let changed = site.build_again();
    assert!(text(&package(&changed, "one.epub"), "EPUB/text/0002.xhtml").contains("Bad."));
    assert!(text(&package(&changed, "archive.zip"), "one/d2.html").contains("Bad."));
    let anew = letters().file("content/one/d2.txt", SECOND.replace("Good", "Bad")).pack().build();
    assert_eq!(changed.files(), anew.files());
}

#[test]
fn an_epub_has_notes_pages_and_links_within_it() {
    let site = letters().pack().build();
    let epub = package(&site, "one.epub");
    let document = text(&epub, "EPUB/text/0001.xhtml");
    for expected in [
        "<a role=\"doc-noteref\" id=\"fnref2\" href=\"#fn2\" epub:type=\"noteref\">2</a>",
        "<aside id=\"fn2\" epub:type=\"footnote\" role=\"doc-footnote\">",
        "role=\"doc-backlink\" href=\"#fnref2\"",
        "id=\"pg-14\" aria-label=\"Page 14\" epub:type=\"pagebreak\"></span>",
        "<a class=\"ref\" href=\"0002.xhtml#fn1\">",
        // Without an address of the site, other collections are words only.
        "See Document 1 of Letters, vol. II, and <span class=\"ref unresolved\"",
    ] {
        assert!(document.contains(expected), "there is no {expected}:\n{document}");
    }
    assert!(!document.contains("permalink"));
    let contents = text(&epub, "EPUB/nav.xhtml");
    assert!(contents.contains("<a href=\"text/0001.xhtml\">1. Letter From Orn to the Ministry</a>"));
    assert!(contents.contains("<a href=\"text/0001.xhtml#pg-14\">14</a>"));
    let about = text(&epub, "EPUB/package.opf");
    for expected in [
        "<dc:title>Letters, Volume I</dc:title>",
        // The day of the newest document: nobody said when this edition was made.
        "<meta property=\"dcterms:modified\">1926-03-05T00:00:00Z</meta>",
        "<meta property=\"pageBreakSource\">Letters, vol. I</meta>",
        "urn:uuid:",
    ] {
        assert!(about.contains(expected), "there is no {expected}:\n{about}");
    }
    assert!(!text(&package(&site, "two.epub"), "EPUB/nav.xhtml").contains("page-list"));
}

#[test]
fn what_an_epub_does_not_hold_is_on_the_web() {
    let site = letters().base_url("https://a.example/papers").pack().build();
    let document = text(&package(&site, "one.epub"), "EPUB/text/0001.xhtml");
    assert!(document.contains("href=\"https://a.example/papers/two/d1.html\""), "{document}");
    assert!(document.contains("href=\"https://a.example/papers/one/d1.html\""), "{document}");
}

#[test]
fn html_and_images_of_authors_become_what_e_readers_can_show() {
    let png = b"\x89PNG\r\n\x1a\n and so on";
    let site = Archive::new()
        .file(
            "content/a.md",
            "# A\n\n![A lamp](lamp.jpg) ![Text](text.png)\n\n## 1. Héading\n\n[there](#1-héading)\n\n\
             <p id='x y'>a<br>b&nbsp;c <a href='#none'>d</a> <a href='e.html'>f</a></p>\n",
        )
        .file("content/lamp.jpg", png)
        .file("content/text.png", "no image")
        .pack()
        .build();
    let epub = package(&site, "archive.epub");
    let document = text(&epub, "EPUB/text/0001.xhtml");
    // The format is told by the bytes.
    assert!(document.contains("<img src=\"../images/0001.png\" alt=\"A lamp\"/> Text"), "{document}");
    assert_eq!(epub["EPUB/images/0001.png"], png);
    assert!(text(&epub, "EPUB/package.opf").contains("href=\"images/0001.png\" media-type=\"image/png\""));
    assert!(document.contains("a<br/>\nb\u{a0}c <span"), "{document}");
    assert!(document.contains(">d</span> <span") && document.contains(">f</span></p>"), "{document}");
    let heading = Regex::new("<h2 id=\"([A-Za-z_][A-Za-z0-9_.-]*)\">").expect("a pattern");
    let anchor = &heading.captures(&document).expect("a heading")[1];
    assert!(document.contains(&format!("href=\"#{anchor}\"")), "{document}");
}

#[test]
fn books_in_languages_that_are_written_from_the_right_turn_their_pages_so() {
    let site = letters().config("title = \"أوراق\"\nlanguage = \"ar\"\n").pack().build();
    let about = text(&package(&site, "one.epub"), "EPUB/package.opf");
    assert!(about.contains("page-progression-direction=\"rtl\""), "{about}");
    assert!(about.contains("<dc:language>ar</dc:language>"), "{about}");
}

#[test]
fn the_bag_has_sources_site_and_their_sums() {
    let archive = letters().file("static/own.css", "p {}").file("content/two/map.svg", "<svg/>").pack();
    let archive = archive.file("secret.txt", "x");
    #[cfg(unix)]
    let archive =
        archive.symlink("../secret.txt", "static/out.txt").symlink("../secret.txt", "content/b.txt");
    let site = archive.build();
    let bag = package(&site, "archive-bag.zip");
    let manifest = text(&bag, "archive-bag/manifest-sha512.txt");
    for path in [
        "data/sources/fonds.toml",
        "data/sources/content/one/collection.toml",
        "data/sources/content/one/d1.txt",
        "data/sources/content/two/map.svg",
        "data/sources/static/own.css",
        "data/site/one/d1.html",
        "data/site/index.html",
    ] {
        assert!(manifest.contains(&format!("  {path}\n")), "{manifest}");
    }
    let payload: Vec<&String> = bag.keys().filter(|name| name.starts_with("archive-bag/data/")).collect();
    assert_eq!(manifest.lines().count(), payload.len());
    assert!(payload.iter().all(|name| !name.ends_with("b.txt") && !name.ends_with("out.txt")), "{payload:?}");
    let bytes: usize = payload.iter().map(|name| bag[*name].len()).sum();
    let information = text(&bag, "archive-bag/bag-info.txt");
    assert!(information.contains(&format!("Payload-Oxum: {bytes}.{}\n", payload.len())), "{information}");
    assert!(information.contains("External-Description: All papers.\n"), "{information}");
    assert!(!information.contains("Bagging-Date"), "{information}");
}

#[test]
fn nothing_is_packed_of_an_archive_with_errors() {
    let archive = letters().file("content/one/d3.md", "+++\ndate = 1926-99\n+++\nText.\n");
    let run = archive.fonds(&["pack"]);
    run.exits_with(1);
    assert!(!run.stdout.contains("packages/"), "{}", run.stdout);
    assert!(!archive.path("public").exists());
}

#[test]
fn a_linked_file_and_a_package_cannot_have_one_address() {
    let errors = Archive::new()
        .file("content/packages/a.md", "[site](archive.zip)\n")
        .file("content/packages/archive.zip", "x")
        .pack()
        .failure();
    assert_eq!(errors.code, Code::Address);
    assert!(errors.message.contains("packages/archive.zip"));
}

#[test]
fn the_program_says_what_it_packed_and_what_it_lacks() {
    let archive = letters();
    let fonds = |arguments: &[&str], name: &str, value: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fonds"));
        let output = command.args(arguments).current_dir(archive.path("")).env(name, value).output();
        let output = output.expect("the program runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (code, said, noted) = fonds(&["pack"], "PATH", "");
    assert_eq!(code, Some(0));
    assert!(Regex::new(r"(?m)^ +\d+ kB  packages/one\.epub$").expect("a pattern").is_match(&said), "{said}");
    assert!(noted.contains("note[package]") && noted.contains("zim-tools"), "{noted}");
    assert!(!said.contains("archive.zim"), "{said}");
    let (code, said, noted) = fonds(&["pack", "--quiet"], "PATH", "");
    assert_eq!((code, said.as_str(), noted.as_str()), (Some(0), "", ""));
    // The moment that whoever builds names stands in all of them.
    let (code, _, _) = fonds(&["pack", "--quiet"], "SOURCE_DATE_EPOCH", "1700000000");
    assert_eq!(code, Some(0));
    let packages = archive.path("public/packages");
    let about = text(&unzipped(&packages.join("one.epub")), "EPUB/package.opf");
    assert!(about.contains(">2023-11-14T22:13:20Z<"), "{about}");
    let about = text(&unzipped(&packages.join("archive-bag.zip")), "archive-bag/bag-info.txt");
    assert!(about.contains("Bagging-Date: 2023-11-14\n"), "{about}");
    let (code, _, said) = fonds(&["pack"], "SOURCE_DATE_EPOCH", "yesterday");
    assert_eq!(code, Some(2));
    assert!(said.contains("SOURCE_DATE_EPOCH"), "{said}");
    assert!(files(&archive.path("")).keys().all(|name| !name.starts_with(".public.fonds/packages")));
}

#[test]
fn a_book_says_what_brackets_mean_where_it_has_some() {
    let site = Archive::new()
        .file("content/one/d1.txt", "Minutes of the Council, March 3, 1926\n\nThe lamp was lit.\n")
        .file("content/two/d1.txt", "Letter\n\nAmsel, March 3, 1926.\n\nThe lamp was lit.\n")
        .pack()
        .build();
    let (one, two) = (package(&site, "one.epub"), package(&site, "two.epub"));
    assert!(text(&one, "EPUB/text/0001.xhtml").contains("[<time datetime=\"1926-03-03\">"));
    let meaning = "<p>Dates in square brackets are inferred.</p>";
    assert!(text(&one, "EPUB/title.xhtml").contains(meaning));
    assert!(text(&one, "EPUB/title.xhtml").contains("1 document, [1926]"));
    assert!(!text(&two, "EPUB/title.xhtml").contains(meaning));
}
