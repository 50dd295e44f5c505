//! Addresses that documents had before: a page there leads on.

use fonds::{Code, Severity};

use crate::archive::{Archive, Site};

/// A document in `posts/lamp.md` with these lines of front matter.
fn post(front_matter: &str) -> Archive {
    Archive::new()
        .file(
            "content/posts/lamp.md",
            format!("---\ndate: 1926-03-04\n{front_matter}\n---\n# The lamp\n\nText.\n"),
        )
        .file("content/posts/other.md", "---\ndate: 1926-03-05\n---\n# Another\n\nText.\n")
}

/// The pages that lead on.
fn moved(site: &Site) -> Vec<String> {
    let is_moved = |content: &[u8]| String::from_utf8_lossy(content).contains("http-equiv=\"refresh\"");
    site.files().into_iter().filter(|(_, content)| is_moved(content)).map(|(address, _)| address).collect()
}

#[test]
fn a_page_at_the_old_address_leads_on() {
    let site = post("aliases: [/old/path/]").base_url("https://example.org/x/").build();
    site.is_clean();
    site.page("old/path/index.html")
        .contains("<meta http-equiv=\"refresh\" content=\"0; url=../../posts/lamp.html\">")
        .contains("<link rel=\"canonical\" href=\"https://example.org/x/posts/lamp.html\">")
        .contains("<meta name=\"robots\" content=\"noindex\">")
        .contains("<a href=\"../../posts/lamp.html\">The lamp</a>")
        .lacks("<script");
    site.page("sitemap.xml").lacks("old/path");
    assert!(
        site.files()[".fonds-files"].windows(9).any(|part| part == b"old/path/"),
        "it is one of the site's files"
    );
}

#[test]
fn fields_of_generators_say_where_a_document_was() {
    let cases: [(&str, &[&str]); 14] = [
        ("slug: lantern", &["posts/lantern.html"]),
        ("Slug: lantern", &["posts/lantern.html"]),
        ("slug: lamp", &[]),
        ("slug: LAMP", &[]),
        ("permalink: /1926/03/lamp/", &["1926/03/lamp/index.html"]),
        ("permalink: /lamp.html", &["lamp.html"]),
        ("permalink: pretty", &[]),
        ("url: /lamp", &["lamp/index.html"]),
        ("url: https://example.net/lamp", &[]),
        ("redirect_from:\n  - /a/\n  - /b.html", &["a/index.html", "b.html"]),
        ("redirect_from: /a/", &["a/index.html"]),
        (
            "aliases:\n- /a/\n- a/b/\n- ../c.html\n- Lantern\n- TCP/IP",
            &["a/index.html", "c.html", "posts/a/b/index.html"],
        ),
        ("aliases: [/Z%C3%BCrich/, \"/a#part\", \"/a/\"]", &["Zürich/index.html", "a/index.html"]),
        ("permalink: /posts/lamp.html", &[]),
    ];
    for (front_matter, expected) in cases {
        let site = post(front_matter).build();
        site.is_clean();
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(moved(&site), expected, "{front_matter}");
    }
}

#[test]
fn a_redirect_takes_no_address_from_anything() {
    let taken = [
        "/posts/other.html",
        "/posts/",
        "/",
        "/index.html",
        "/timeline.html",
        "/search/",
        "/assets/x.html",
        "/timeline/1926.html",
        "/posts/graph.html",
        "/posts/other.html/x/",
        "/own.html",
        "/page.html",
        "/Posts/Other.html",
    ];
    for alias in taken {
        let site = post(&format!("aliases: [\"{alias}\"]"))
            .file("static/own.html", "own")
            .file("content/page.html", "a file")
            .build();
        assert_eq!(moved(&site), Vec::<String>::new(), "{alias}");
        let warning = site.diagnostic(Code::Address);
        assert_eq!(
            (warning.severity, warning.file.as_str()),
            (Severity::Warning, "content/posts/lamp.md"),
            "{alias}"
        );
        assert_eq!(warning.place.as_ref().map(|place| place.line), Some(3), "{alias}");
    }
}

#[test]
fn of_two_documents_with_one_old_address_the_first_has_it() {
    let site = post("aliases: [/old/]")
        .file(
            "content/posts/zebra.md",
            "---\ndate: 1926\naliases: [/OLD/index.html, /old/x/]\n---\n# Z\n\nText.\n",
        )
        .build();
    assert_eq!(moved(&site), ["old/index.html", "old/x/index.html"]);
    site.page("old/index.html").contains("posts/lamp.html");
    let warning = site.diagnostic(Code::Address);
    assert_eq!(warning.file, "content/posts/zebra.md");
    assert!(warning.message.contains("leads on to posts/lamp"), "{}", warning.message);
}

#[test]
fn what_cannot_be_an_address_is_said() {
    let refused = [
        "permalink: /:year/:title/",
        "permalink: \"/{{ slug }}/\"",
        "aliases: [../../../out/]",
        "aliases: [https://example.net/x/]",
        "aliases: [\"/?p=12\"]",
        "slug: \"a:b\"",
        "aliases: [\"/.hidden/\"]",
    ];
    for front_matter in refused {
        let site = post(front_matter).build();
        assert_eq!(moved(&site), Vec::<String>::new(), "{front_matter}");
        assert_eq!(site.diagnostic(Code::Address).severity, Severity::Note, "{front_matter}");
    }
}

#[test]
fn absolute_addresses_of_the_site_itself_are_its_own() {
    let site = post("aliases: [\"https://example.org/x/old/\", \"http://example.org/x/older.html\"]")
        .base_url("https://example.org/x/")
        .build();
    site.is_clean();
    assert_eq!(moved(&site), ["old/index.html", "older.html"]);
}

#[test]
fn names_and_old_addresses_can_be_linked_to() {
    let site = post("aliases: [/old/, Lantern]\nslug: lantern-1")
        .file("content/d.md", "---\ndate: 1926\n---\n# D\n\n[[lantern]] [a](/old/) [b](old/index.html) [c](posts/lantern-1) [d](posts/lantern-1.html)\n")
        .build();
    site.is_clean();
    site.page("d.html").contains_times("class=\"ref\" href=\"posts/lamp.html\"", 5);
    site.page("posts/lamp.html").cited_by().contains("../d.html");
}

#[test]
fn an_archive_can_give_such_fields_another_meaning() {
    let site = post("slug: lantern\naliases: [/old/]").config("[guess]\naddresses = false\n").build();
    site.is_clean();
    assert_eq!(moved(&site), Vec::<String>::new());
    let site =
        post("slug: lantern").file("content/posts/collection.toml", "[guess]\naddresses = false\n").build();
    assert_eq!(moved(&site), Vec::<String>::new());
}

#[test]
fn the_page_of_a_folder_and_its_old_name() {
    let site = Archive::new()
        .file("content/a/README.md", "---\ndate: 1926\nslug: papers\n---\n# Papers\n\nText.\n")
        .file("content/a/d1.md", "---\ndate: 1926\n---\n# One\n\nText.\n")
        .file("content/b/x/_index.md", "---\ndate: 1926\naliases: [y.html]\n---\n# X\n\nText.\n")
        .build();
    site.is_clean();
    assert_eq!(moved(&site), ["a/README.html", "b/x/_index.html", "b/y.html", "papers.html"]);
    site.page("a/README.html").contains("url=index.html\"");
    site.page("papers.html").contains("url=a/index.html\"");
    site.page("b/y.html").contains("url=x/index.html\"");
}

#[test]
fn an_old_address_that_is_no_longer_stated_goes() {
    let archive = post("aliases: [/old/]");
    archive.fonds(&["build"]).exits_with(0);
    assert!(archive.path("public/old/index.html").exists());
    archive.write("content/posts/lamp.md", "---\ndate: 1926-03-04\n---\n# The lamp\n\nText.\n");
    archive.fonds(&["build"]).exits_with(0);
    assert!(!archive.path("public/old").exists());
}
