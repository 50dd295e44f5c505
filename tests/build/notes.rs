//! Footnotes of plain text, in the forms that texts have, and figures that are no marks of notes.

use fonds::Code;

use crate::archive::{Archive, Page};

/// The page of one plain text, of which nothing is to be said.
fn page(text: &str) -> Page {
    let site = Archive::new().file("content/d1.txt", text).build();
    for code in [Code::MissingNote, Code::UncalledNote] {
        let found = site.report.diagnostics.iter().find(|diagnostic| diagnostic.code == code);
        assert!(found.is_none(), "{found:?} in {text}");
    }
    site.page("d1.html")
}

/// Sees that each note is called after certain words, by a link that leads to it.
fn assert_called(text: &str, notes: &[(&str, &str)]) {
    let page = page(text);
    page.contains_times("role=\"doc-noteref\"", notes.len()).contains_times("<li id=\"fn", notes.len());
    for (anchor, before) in notes {
        let link = format!("{before}<sup class=\"note-mark\"><a role=\"doc-noteref\" id=\"fnref");
        let found = page.html.match_indices(&link).any(|(at, _)| {
            let rest = &page.html[at + link.len()..];
            rest.split('>').next().is_some_and(|tag| tag.ends_with(&format!("href=\"#{anchor}\"")))
        });
        assert!(found, "no mark of {anchor} after {before} in {}", page.html);
        page.contains(&format!("<li id=\"{anchor}\">"));
    }
}

const BODY: &str =
    "A Report From Skell\n\nThe Board discussed the lamp.1 It was seen2 from the far shore.\n\n";
const RAISED: &str =
    "A Report From Skell\n\nThe Board discussed the lamp.¹ It was seen² from the far shore.\n\n";
const BRACKETS: &str =
    "A Report From Skell\n\nThe Board discussed the lamp.[1] It was seen[2] from the far shore.\n\n";
const CALLED: [(&str, &str); 2] = [("fn1", "lamp."), ("fn2", "seen")];

#[test]
fn a_note_has_several_paragraphs() {
    let text = format!("{BODY}  1. On Monday.\n\n     The log says so.\n  2. By Orn.\n");
    assert_called(&text, &CALLED);
    page(&text).contains("On Monday.</p>").contains("The log says so.");
    assert_called(&text.replace('\n', "\r\n"), &CALLED);
    let unindented = "1. On Monday.\n\nThe log says so.\n\n2. By Orn.\n";
    assert_called(&format!("{BODY}{unindented}"), &CALLED);
}

#[test]
fn notes_stand_at_the_foot_of_each_page() {
    let foot = |label: &str| {
        format!(
            "3. A Report\n\nThe lamp was lit.1 It burnt.2\n\n{label}1. On Monday.\n{label}2. All night.\n\n[Page 2]\n\n\
             The oil came later.1 So much for it.\n\n{label}1. In March.\n\n[Page 3]\n\nAll is well.1\n\n{label}1. So says Vell.\n"
        )
    };
    let notes = [("fn1", "lit."), ("fn2", "burnt."), ("fn1-2", "later."), ("fn1-3", "well.")];
    for label in ["  ", "", "\u{a0}\u{a0}"] {
        assert_called(&foot(label), &notes);
        assert_called(&foot(label).replace('\n', "\r\n"), &notes);
    }
    page(&foot("  ")).contains("id=\"pg-2\"").contains("id=\"pg-3\"");
}

#[test]
fn labels_have_many_forms() {
    for notes in [
        "1. On Monday.\n2. By Orn.\n",
        "1.  On Monday, when the Board\n    met.\n2.  By Orn, who was\n    there.\n",
        "1) On Monday.\n2) By Orn.\n",
        "NOTES\n\n1. On Monday.\n\n2. By Orn.\n",
        "Anmerkungen\n\n1 On Monday.\n2 By Orn.\n",
        "-----\n1 On Monday.\n2 By Orn.\n",
        "________\n\n(1) On Monday.\n(2) By Orn.\n",
    ] {
        assert_called(&format!("{BODY}{notes}"), &CALLED);
        assert_called(&format!("{RAISED}{notes}"), &CALLED);
    }
    for notes in [
        "[1] On Monday.\n[2] By Orn.\n",
        "[1] On Monday.\n\n[2] By Orn.\n\nAnd this is text again, to the end.\n",
        "¹ On Monday.\n² By Orn.\n",
        "[Note 1: On Monday.]\n[Note 2: By Orn.]\n",
        "Note 1: On Monday.\nNote 2: By Orn.\n",
        "[^1]: On Monday.\n[^2]: By Orn.\n",
    ] {
        assert_called(&format!("{RAISED}{notes}"), &CALLED);
        assert_called(&format!("{BRACKETS}{notes}"), &CALLED);
    }
    let signs = "A Report\n\nThe lamp was discussed.* It was seen† from afar.\n\n* On Monday.\n† By Orn.\n";
    assert_called(signs, &[("fn-star", "discussed."), ("fn-dagger", "seen")]);
}

#[test]
fn notes_in_brackets_stand_anywhere() {
    let text = "A Report\n\nThe lamp was lit.[1] It burnt.[A]\n\n[Footnote 1: On Monday.\n\nThe log [of the Board] \
                says so.]\n\nThe text goes on.[2]\n\n[Footnote 2: To its end.]\n\n[Footnote A: All night.]\n\nThe end of it.\n";
    assert_called(text, &[("fn1", "lit."), ("fn-A", "burnt."), ("fn2", "goes on.")]);
    page(text).contains("The log").contains("The end of it.").lacks("Footnote").lacks("ref unresolved");
}

#[test]
fn a_mark_in_brackets_calls_its_note_as_often_as_it_stands_there() {
    let text = "A Report\n\nThe lamp [2] is old, as Orn [1] says; see [2].\n\nReferences\n\n[1] On lamps.\n[2] On oil.\n";
    page(text).contains_times("href=\"#fn2\"", 2).contains_times("href=\"#fn1\"", 1);
}

#[test]
fn pages_begin_within_notes() {
    let text = "1. A Report1\n\nThe lamp was lit.2 It burnt.3\n\n  1. Source: Box 1.\n  2. By the\n[Page 5]\n     Board.\n\n\
                [Page 6]\n\n  3. By Orn, [Page 7] who knew.\n";
    assert_called(text, &[("fn1", "A Report"), ("fn2", "lit."), ("fn3", "burnt.")]);
    page(text).contains("id=\"pg-5\"").contains("id=\"pg-6\"").contains("id=\"pg-7\"");
}

#[test]
fn a_list_that_nothing_calls_is_no_list_of_notes() {
    for text in [
        "A Report\n\nWe need for 2 lamps and 1 keeper:\n\n  1. Oil\n  2. Wicks\n  3. A boat\n",
        "12. A Letter\n\nThe keeper of 2 lamps needs\n\n1. Oil for the lamp.\n\n2. Wicks.\n",
        "A Report\n\nSee src/* and lamp*.c for them.\n\n* Oil\n* Wicks*\n",
        "A Report\n\nVersion 1.6.1 runs on worker1 and worker2.\n\n1. Build it.\n2. Run it.\n",
        "A Report\n\nThe index is lamp[1] = x; and lamp[2](y).\n\n[3] Nothing\n[4] Else\n",
    ] {
        page(text).lacks("doc-noteref").lacks("doc-endnotes");
    }
}

#[test]
fn figures_in_a_text_without_notes_are_figures() {
    for text in [
        "Specification 0\n\nPython-Version: 3.0\n\nDefine worker1(), worker2() and worker3().\n",
        "Notes on zen2\n\nOf skylake1, zen2 and zen3 the 2x3 and 3x4 matrices of H2O, CO2 and B52.\n",
        "Title\n\n    def worker1():\n        x2 = f3(y4)\n",
        "Pages\n\nThe pages man1/time.1 man2/clone.2 man3/argz.3 man4/tty.4 man5/hosts.5 man6/x.6 are gone.\n",
        "Changes\n\n1.0 First.\n\n1.1 Second.2.0 is next, with 3.0 to come in 4.0.\n",
    ] {
        page(text).lacks("note-mark");
    }
    page("Specification 0\n\nText.\n").contains("Specification 0");
}

#[test]
fn an_archive_can_do_without_guessed_notes() {
    let site = Archive::new()
        .config("[guess]\nnotes = false\n")
        .file("content/d1.txt", format!("{BODY}  1. On Monday.\n  2. By Orn.\n"))
        .build();
    site.page("d1.html").lacks("note-mark").lacks("doc-endnotes").contains("lamp.1 It").contains("By Orn.");
}
