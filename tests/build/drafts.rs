//! Drafts: no part of the site, and counted; shown on request.

use fonds::{Code, Options};

use crate::archive::{Archive, Run};

const TEXT: &str = "# Not Yet\n\nThe lamp is to be lit.\n";

fn archive() -> Archive {
    Archive::new()
        .file("content/a.md", "# A\n\nThe lamp.\n")
        .file("content/yaml.md", format!("---\ndraft: true\n---\n\n{TEXT}"))
        .file("content/toml.md", format!("+++\ndraft = true\n+++\n\n{TEXT}"))
        .file("content/Case.md", format!("---\nDraft: Yes\n---\n\n{TEXT}"))
        .file("content/jekyll.md", format!("---\npublished: false\n---\n\n{TEXT}"))
        .file("content/vault.md", format!("---\npublish: false\n---\n\n{TEXT}"))
        .file("content/private.md", format!("---\nprivate: true\n---\n\n{TEXT}"))
        .file("content/_drafts/placed.md", TEXT)
        .file("content/letters/_drafts/deep/placed.txt", "A Letter\n\nNot yet.\n")
        .file("content/letters/_named.txt", "A Letter\n\nNot yet.\n")
}

#[test]
fn drafts_are_left_out_and_counted() {
    let site = archive()
        .file(
            "content/done.md",
            format!("---\ndraft: false\npublished: 1926-03-04\nstatus: Draft\n---\n\n{TEXT}"),
        )
        .build();
    assert_eq!((site.report.documents, site.report.drafts), (2, 9));
    let pages: Vec<String> = site.files().into_keys().filter(|file| file.ends_with(".html")).collect();
    for name in ["yaml", "toml", "Case", "jekyll", "vault", "private", "placed", "named"] {
        assert!(!pages.iter().any(|page| page.contains(name)), "{name} is published");
        assert!(!site.page("catalog.csv").html.contains(name), "{name} is in the catalogue");
    }
    let note = site.diagnostic(Code::Draft);
    assert!(note.message.starts_with("9 drafts were left out: content/"), "{}", note.message);
    assert!(note.message.ends_with("and 4 more"), "{}", note.message);
    assert!(site.report.summary().contains("9 drafts of content/ left out"), "{}", site.report.summary());
    assert_eq!(site.build_again().report.drafts, 9);
}

#[test]
fn drafts_are_shown_on_request_and_marked() {
    let archive = archive();
    Run::of(&archive.path("."), &["build", "--drafts"]).exits_with(0);
    let page = archive.read("public/yaml.html");
    assert!(page.contains("class=\"draft\"") && page.contains("no part of the published site"), "{page}");
    assert!(!archive.read("public/a.html").contains("class=\"draft\""));
    assert!(archive.path("public/letters/_drafts/deep/placed.html").is_file());
    // The next build without the option leaves them out again.
    let site = archive.build();
    assert!(!site.has("yaml.html") && !site.has("letters/_drafts/deep/placed.html"));
}

#[test]
fn a_reference_to_a_draft_says_so() {
    let site = Archive::new()
        .file(
            "content/a.md",
            "# A\n\n[one](draft.md), [two](draft), [[draft]], [[early]], [page](draft.html).\n",
        )
        .file("content/draft.md", format!("---\ndraft: true\naliases: [early]\n---\n\n{TEXT}"))
        .file("content/v/d1.txt", "1. A Letter\n\nSee Document 2 and footnote 1, Document 2; Document 3.\n")
        .file("content/v/_drafts/d2.txt", "2. A Letter\n\nNot yet.\n")
        .build();
    let links: Vec<&str> = site.diagnostics(Code::BrokenLink).map(|found| found.message.as_str()).collect();
    assert_eq!(links.len(), 5, "{links:?}");
    assert!(links.iter().all(|message| message.ends_with("is a draft")), "{links:?}");
    assert_eq!(site.report.references.unresolved_by_reason.get("draft"), Some(&7));
    assert_eq!(site.report.references.unresolved_by_reason.get("no-document"), Some(&1));
    site.page("v/d1.html").contains("Document 2 is a draft");
}

#[test]
fn what_is_wrong_with_a_draft_is_said_when_it_is_shown() {
    let archive = Archive::new()
        .file("content/a.md", "# A\n\nThe lamp.\n")
        .file("content/_drafts/b.md", "---\ntitle: [\n---\n\nWords.\n");
    let options = |drafts| Options { root: archive.path("."), drafts, ..Options::default() };
    let errors = |drafts| fonds::run(&options(drafts), &|_| ()).expect("a report").tally.errors;
    assert_eq!((errors(false), errors(true)), (0, 1));
}

#[test]
fn a_spreadsheet_can_say_what_is_a_draft() {
    let archive = Archive::new()
        .file("content/a.txt", "A\n\nThe lamp.\n")
        .file("content/b.txt", "B\n\nThe lamp.\n")
        .file("content/catalog.csv", "file,draft\nb.txt,yes\na.txt,\n");
    // A catalogue that is written over this one keeps what it says.
    archive.fonds(&["catalog", "--output", "content/catalog.csv"]).exits_with(0);
    let site = archive.build();
    assert!(site.has("a.html") && !site.has("b.html"));
}

#[test]
fn packages_hold_no_drafts() {
    let site = archive().pack().build();
    let bag = std::fs::File::open(site.archive.path("public/packages/archive-bag.zip")).expect("a bag");
    let bag = zip::ZipArchive::new(bag).expect("a ZIP");
    let names: Vec<String> = bag.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let drafts: Vec<&String> =
        names.iter().filter(|name| name.contains("draft") || name.contains("yaml")).collect();
    assert!(drafts.is_empty(), "{drafts:?}");
    assert!(names.iter().any(|name| name.ends_with("data/sources/content/a.md")));
}
