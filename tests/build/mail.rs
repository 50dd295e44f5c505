//! Mail: messages, mailboxes and maildirs, their threads, files and addresses.

use std::collections::BTreeMap;

use fonds::{Code, Severity};

use crate::archive::{Archive, Site};

/// A message of a mailbox.
fn message(id: &str, day: u8, head: &str, body: &str) -> String {
    format!(
        "From orn Fri Mar  {day} 09:12:00 2011\nMessage-ID: <{id}@amsel.example>\nDate: Fri, {day} Mar 2011 09:12:00 +0100\n{head}\n\n{body}\n\n"
    )
}

/// A mailbox of four messages, of which three are a thread.
pub(crate) fn mailbox() -> String {
    [
        message("a", 4, "From: Orn Amsel <orn@amsel.example>\nTo: vell@amsel.example\nSubject: The lamp", "Is the lamp lit?\n-- \nOrn, orn@amsel.example"),
        message("b", 4, "From: vell@amsel.example\nTo: Orn Amsel <orn@amsel.example>\nSubject: Re: The lamp\nIn-Reply-To: <a@amsel.example>", "Yes.\n\nOn Fri, 4 Mar 2011, Orn Amsel <orn@amsel.example> wrote:\n> Is the lamp lit?\n"),
        message("c", 5, "From: Skell <skell@amsel.example>\nSubject: Re: The lamp\nIn-Reply-To: <b@amsel.example>\nReferences: <a@amsel.example> <b@amsel.example>", "It was.\n>From the quay it shows."),
        message("d", 6, "From: Skell <skell@amsel.example>\nSubject: The quay\nIn-Reply-To: <gone@amsel.example>", "Dry."),
    ]
    .concat()
}

fn archive() -> Archive {
    Archive::new().config("title = \"Harbour\"\nbase_url = \"https://example.org/\"\noffline = true\n")
}

#[test]
fn a_mailbox_is_a_collection_of_messages() {
    let site = archive().file("content/papers/harbour.mbox", mailbox()).build();
    for page in ["2011-03-04-1", "2011-03-04-2", "2011-03-05-1", "2011-03-06-1", "index"] {
        assert!(site.has(&format!("papers/harbour/{page}.html")), "{page}");
    }
    let page = site.page("papers/harbour/2011-03-04-1.html");
    page.contains("<h1>The lamp</h1>").contains("datetime=\"2011-03-04\"").contains("2011-03-04 09:12 +0100");
    page.contains("<dt>From</dt><dd>Orn Amsel</dd>")
        .contains("<dt>To</dt><dd>vell@…</dd>")
        .contains("mail-signature");
    site.page("papers/harbour/2011-03-05-1.html").contains("From the quay it shows.").lacks("&gt;From");
    let records = site.page("catalog.jsonl").html;
    let from: Vec<serde_json::Value> =
        records.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(from.len(), 4);
    assert_eq!(
        (&from[1]["from"], &from[1]["date"], &from[1]["date_basis"]),
        (&"vell@…".into(), &"2011-03-04".into(), &"metadata".into())
    );
}

#[test]
fn a_thread_is_read_in_a_row() {
    let site = archive().file("content/harbour.mbox", mailbox()).build();
    let thread = site.page("harbour/2011-03-04-2.html").part("id=\"thread\"", "</section>");
    thread.contains_in_order(&[
        "3 messages",
        "level-0",
        "2011-03-04-1.html",
        "Orn Amsel",
        "09:12",
        "level-1 here",
        "aria-current=\"page\"",
        "vell@…",
        "level-2",
        "2011-03-05-1.html",
        "Skell",
    ]);
    thread
        .contains("2011-03-04-1.html\" title=\"The lamp\"")
        .contains("2011-03-05-1.html\" title=\"Re: The lamp\"");
    site.page("harbour/2011-03-04-1.html").cited_by().contains("2011-03-04-2.html");
    // One that answers a message that is not here says so, and so does the report.
    let page = site.page("harbour/2011-03-06-1.html");
    page.contains("thread-missing").lacks("level-0");
    let note = site
        .diagnostics(Code::Mail)
        .find(|note| note.message.contains("that answer another"))
        .expect("a note");
    assert!(note.message.starts_with("1 of 3 messages"), "{}", note.message);
    assert_eq!(note.severity, Severity::Note);
}

#[test]
fn quotations_are_folded_under_their_authors() {
    let site = archive().file("content/harbour.mbox", mailbox()).build();
    let page = site.page("harbour/2011-03-04-2.html");
    page.contains_in_order(&[
        "<details class=\"quoted\">",
        "<summary>On Fri, 4 Mar 2011, Orn Amsel &lt;orn@…&gt; wrote:</summary>",
        "Is the lamp lit?",
        "</details>",
    ]);
    // A list shows how a message begins itself.
    let opening = site.page("harbour/2011-03-04-1.html").cited_by();
    opening.lacks("Is the lamp lit?");
}

#[test]
fn threads_lead_over_files() {
    let answer = |name: &str, id: &str, answered: &str| {
        (
            format!("content/box/{name}"),
            format!(
                "Return-Path: <x@amsel.example>\nMessage-ID: <{id}@amsel.example>\nFrom: Lindholt <l@amsel.example>\nDate: Mon, 7 Mar 2011 10:00:00 +0000\nSubject: Re: The lamp\nIn-Reply-To: <{answered}@amsel.example>\n\nOut.\n"
            ),
        )
    };
    let mut archive = archive().file("content/harbour.mbox", mailbox());
    for (path, text) in [
        answer("cur/1300000000.M1P2.amsel:2,S", "e", "c"),
        answer("new/1300000001.M1P2.amsel", "f", "e"),
        answer("note.eml", "g", "a"),
    ] {
        archive = archive.file(&path, text);
    }
    let site = archive.build();
    for page in ["box/1300000000.M1P2.amsel.html", "box/1300000001.M1P2.amsel.html", "box/note.html"] {
        site.page(page)
            .part("id=\"thread\"", "</section>")
            .contains("6 messages")
            .contains("harbour/2011-03-04-1.html");
    }
    // A message that was read meanwhile has another name and folder, and the same page.
    site.archive.remove("content/box/new/1300000001.M1P2.amsel");
    let (_, text) = answer("", "f", "e");
    site.archive.write("content/box/cur/1300000001.M1P2.amsel:2,RS", text);
    assert!(site.build_again().has("box/1300000001.M1P2.amsel.html"));
}

/// A message with a picture in its text, a file, a message within it, and what a browser could run.
pub(crate) const FILES: &str = "From: Orn <orn@amsel.example>\nDate: Fri, 4 Mar 2011 09:12:00 +0100\nSubject: Plans\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n\
--x\nContent-Type: multipart/related; boundary=y\n\n\
--y\nContent-Type: text/html; charset=utf-8\n\n<p>The plan: <img src=\"cid:plan@amsel.example\" alt=\"Plan\"> <b>orn</b>@amsel.example</p>\n\
--y\nContent-Type: image/png\nContent-ID: <plan@amsel.example>\nContent-Disposition: inline; filename=plan.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==\n--y--\n\
--x\nContent-Type: text/csv\nContent-Disposition: attachment; filename=\"orn@amsel.example.csv\"\n\na,vell@amsel.example\n\
--x\nContent-Type: text/html\nContent-Disposition: attachment; filename=\"../page.html\"\n\n<script>alert(1)</script>\n\
--x\nContent-Type: message/rfc822\n\nFrom: Vell <vell@amsel.example>\nSubject: The older plan\n\nOlder words.\n\
--x--\nfoot of the list\n";

#[test]
fn what_a_message_brings_along_is_published_with_it() {
    let site = archive().file("content/plans.eml", FILES).build();
    let page = site.page("plans.html");
    page.contains("src=\"plans.files/plan.png\"")
        .contains("<div class=\"files\"")
        .contains("foot of the list");
    page.contains_in_order(&[
        "<section class=\"attachment\"",
        "The older plan</h",
        "From: Vell",
        "Older words.",
    ]);
    page.contains("href=\"plans.files/page.html.txt\"").lacks("amsel.example");
    let files = site.files();
    let csv = files
        .iter()
        .find(|(path, _)| path.ends_with(".csv") && path.starts_with("plans.files"))
        .expect("a file");
    assert_eq!(csv.1, b"a,vell@...");
    assert!(!files.contains_key("plans.eml"), "sources of mail are kept back");
    assert_eq!(files["plans.files/plan.png"].len(), 68 + 2);
}

#[test]
fn no_file_of_the_site_shows_an_address() {
    let catalogue = "file,description\nplans.eml,The plans\n";
    let site = archive()
        .pack()
        .file("content/orn@amsel.example.mbox", mailbox())
        .file("content/plans.eml", FILES)
        .file("content/catalog.csv", catalogue)
        .build();
    assert!(site.has("orn/2011-03-04-1.html"));
    for (path, content) in site.files() {
        let shows = memchr::memmem::find(&content, b"amsel.example").is_some() || path.contains("amsel");
        assert!(!shows, "{path} shows an address");
    }
    // Who wants to show them says so.
    let config = "title = \"Harbour\"\n[mail]\naddresses = true\npublish_sources = true\n";
    let site = site.archive.config(config).unpack().build();
    let page = site.page("orn@amsel.example/2011-03-04-2.html");
    page.contains("<dt>From</dt><dd>vell@amsel.example</dd>").contains("Orn Amsel &lt;orn@amsel.example&gt;");
    assert!(site.has("plans.eml") && site.has("orn@amsel.example.mbox"));
}

#[test]
fn a_message_more_is_one_page_more() {
    let first = archive().file("content/harbour.mbox", mailbox()).build();
    let before = first.files();
    let more = message(
        "e",
        4,
        "From: Vell <vell@amsel.example>\nSubject: Re: The quay\nIn-Reply-To: <d@amsel.example>",
        "Wet.",
    );
    first.archive.write("content/harbour.mbox", mailbox() + &more);
    let site = first.build_again();
    let changed = pages_changed(&before, &site);
    // The answered one, the new one, their list, and whatever shows the day's documents.
    assert!(site.has("harbour/2011-03-04-3.html"));
    assert!(changed.contains(&"harbour/2011-03-06-1.html".to_owned()), "{changed:?}");
    assert!(changed.contains(&"harbour/2011-03-04-3.html".to_owned()), "{changed:?}");
    // A build from nothing gives the same.
    let same = site.files();
    std::fs::remove_dir_all(site.archive.path("public")).expect("a folder");
    std::fs::remove_dir_all(site.archive.path(".public.fonds")).expect("a folder");
    assert_eq!(site.build_again().files(), same);
}

#[test]
fn only_what_a_new_message_touches_is_written_anew() {
    // So many messages that those nearest in time are others.
    let many = |count: u8| -> String {
        (0..count)
            .map(|number| {
                let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][usize::from(number / 10)];
                let day = number % 10 + 1;
                format!("From x Sat Jan  1 00:00:00 2011\nMessage-ID: <{number}@x.example>\nFrom: Orn <o@x.example>\nDate: {day} {month} 2011 09:00:00 +0000\nSubject: Day {number}\n\nWords {number}.\n\n")
            })
            .collect()
    };
    let first = archive().file("content/harbour.mbox", many(100)).build();
    let before = first.files();
    first.archive.write("content/harbour.mbox", many(101));
    let site = first.build_again();
    let changed = pages_changed(&before, &site);
    let messages = changed.iter().filter(|path| path.starts_with("harbour/2011")).count();
    assert!((1..=10).contains(&messages), "{changed:?}");
    let written = site.report.written.expect("a site").changed;
    assert!(written < 40, "{written} files were written, for one message more of a hundred");
}

fn pages_changed(before: &BTreeMap<String, Vec<u8>>, site: &Site) -> Vec<String> {
    let changed = site.files().into_iter().filter(|(path, content)| before.get(path) != Some(content));
    changed.map(|(path, _)| path).filter(|path| path.ends_with(".html")).collect()
}

#[test]
fn what_is_left_out_is_said_by_count() {
    let undated = "From x Sat Jan  1 00:00:00 2011\nFrom: Orn <o@x.example>\nSubject: When\n\nWords.\n\n";
    let received = "From x Sat Jan  1 00:00:00 2011\nReceived: from a by b; Fri, 4 Mar 2011 10:00:00 +0000\nFrom: Orn <o@x.example>\nDate: soon\nSubject: Then\n\nWords \u{e4}.\n\n";
    let alternative = message(
        "h",
        8,
        "Content-Type: multipart/alternative; boundary=z",
        "--z\n\nPlain words that say it all.\n--z\nContent-Type: text/html\n\n<p>Rich words that say it all.</p>\n--z--",
    );
    let site =
        archive().file("content/harbour.mbox", format!("{undated}{undated}{received}{alternative}")).build();
    let said: Vec<&str> = site.report.diagnostics.iter().map(|found| found.message.as_str()).collect();
    for wanted in [
        "2 messages have no date that can be read",
        "1 message has no date that can be right: its day is that of its receipt",
        "1 text in HTML was left out, since the same stands beside it as plain text",
        "1 text is not in the character set that it names, and was read by what its bytes look like",
    ] {
        assert!(said.contains(&wanted), "{wanted}: {said:?}");
    }
    assert!(site.has("harbour/undated-2.html"));
    site.page("harbour/2011-03-04-1.html").contains("datetime=\"2011-03-04\"").contains("[");
    site.page("harbour/2011-03-08-1.html").contains("Plain words").lacks("Rich words");
}

#[test]
fn a_row_of_the_catalogue_corrects_a_head() {
    let row = "file,date,title\nharbour.mbox#2011-03-04-1,2011-03-03,The first lamp\n";
    let site = archive().file("content/harbour.mbox", mailbox()).file("content/catalog.csv", row).build();
    let page = site.page("harbour/2011-03-04-1.html");
    page.contains("The first lamp").contains("datetime=\"2011-03-03\"").contains("The lamp");
}
