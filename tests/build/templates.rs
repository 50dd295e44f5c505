//! Templates and static files of the archive's own.

use fonds::Code;

use crate::archive::Archive;

fn letter() -> Archive {
    Archive::new()
        .config("title = \"Letters & more\"\n")
        .file("content/a/d1.txt", "1. A <Letter>\n\nThe lamp was lit.\n")
}

#[test]
fn a_template_of_the_archive_replaces_the_built_in_one() {
    let site = letter()
        .file(
            "templates/document.html",
            "<!DOCTYPE html>OWN {{ site.title }}|{{ document.title }}|{{ document.text | safe }}",
        )
        .build();
    let page = site.page("a/d1.html");
    page.contains("OWN Letters &amp; more|A &lt;Letter&gt;|<p id=\"p1\">")
        .contains("The lamp was lit.</p>")
        .lacks("<article");
    site.page("index.html").contains("<html");
}

#[test]
fn a_template_can_build_on_one_of_the_archive() {
    let site = letter()
        .file("templates/frame.html", "<!DOCTYPE html><main>{% block main %}{% endblock %}</main>")
        .file(
            "templates/document.html",
            "{% extends \"frame.html\" %}{% block main %}{{ document.number }}{% endblock %}",
        )
        .build();
    site.page("a/d1.html").contains("<main>1</main>");
}

#[test]
fn static_files_of_the_archive_come_along_and_replace_built_in_ones() {
    let site = letter()
        .file("static/assets/fonds.css", "/* mine */")
        .file("static/.well-known/x.txt", "proof")
        .build();
    assert_eq!(site.page("assets/fonds.css").html, "/* mine */");
    assert_eq!(site.page(".well-known/x.txt").html, "proof");
    assert!(site.has("assets/favicon.svg"));
}

#[test]
fn a_template_that_cannot_be_parsed_is_named() {
    let diagnostic = letter().file("templates/document.html", "{% if %}").failure();
    assert_eq!(diagnostic.code, Code::Template);
    assert!(
        format!("{} {}", diagnostic.file, diagnostic.message).contains("document.html"),
        "{diagnostic:?}"
    );
}

#[test]
fn a_template_that_fails_is_named_once_with_a_page() {
    let errors = letter()
        .file("content/a/d2.txt", "2. A Letter\n\nText.\n")
        .file("templates/document.html", "{{ document.nothing }}")
        .errors();
    let found: Vec<_> = errors.iter().filter(|diagnostic| diagnostic.code == Code::Template).collect();
    assert!(!found.is_empty());
    for diagnostic in &found {
        assert_eq!(diagnostic.file, "templates/document.html");
        assert!(diagnostic.message.contains("nothing"), "{}", diagnostic.message);
        assert!(diagnostic.help.as_ref().is_some_and(|help| help.contains("a/d")), "{diagnostic:?}");
    }
}

#[test]
fn a_broken_template_ends_the_program_with_a_message() {
    letter().file("templates/base.html", "{% block %}").fonds(&["build"]).exits_with(2).says("base.html");
}
