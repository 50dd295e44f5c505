//! Whole outputs, compared with what is expected of them. Write them anew with
//! `INSTA_UPDATE=always cargo test --test build`, and read the difference.

use insta::assert_snapshot;

use crate::archive::Archive;

const LETTER: &str = "\
2. Telegram From the Keeper at Skell to the Harbour Office1

Skell, March 3, 1926, 8 p.m.

SUBJECT

The New Lamp

Dear Sirs:

1. The new lamp was lit on Monday.2 It is a construc[Page 14]tive <step> & a [bright] one.3

a. For the old lamp, see Documents 1 and 99.

—Oil is dear.

The lamp can be seen from the far shore, as footnote 2 above says.*

Sincerely yours,

A. Orn

  1. Source: Harbour Office, Letters Received, Box 4, Folder 2. Secret.
  2. March 1. See footnote 1, Document 1, and Document 1.
  3. The brackets are “the keeper’s”.
  *. In another hand.
";

const OLD_LETTER: &str =
    "1. The Old Lamp1\n\nSkell, March 1, 1926.\n\nIt was lit.\n\n  1. Source: Harbour Office.\n";

const NOTE: &str = "\
---
title: Note of the editors
number: 3
date: 1931~
---

The letters were found with the [keeper's log](d1.txt) and *the* **map**[^m]. See ante, p. 14, and `Document 1`.

## The oil

| Year | Oil |
|-----:|:----|
| 1926 | 7 barrels[^o] |

- [x] counted
- [ ] paid

> As Document 2 has it: <kbd>light</kbd>.

```toml
oil = 7
```

[The oil](#the-oil), [nothing](nothing.md), <https://example.org/a_b>, x^2^, $x^2$.

[^m]: The map is lost.

    So is its frame.
[^o]: See Document 1.
";

fn archive() -> Archive {
    Archive::new()
        .file("content/skell/d1.txt", OLD_LETTER)
        .file("content/skell/d2.txt", LETTER)
        .file("content/skell/d3.md", NOTE)
}

#[test]
fn the_text_of_a_plain_document() {
    assert_snapshot!("plain_text", archive().build().page("skell/d2.html").text_and_notes());
}

#[test]
fn the_text_of_a_markdown_document() {
    assert_snapshot!("markdown", archive().build().page("skell/d3.html").text_and_notes());
}

#[test]
fn the_catalogue() {
    assert_snapshot!("catalog.jsonl", archive().build().page("catalog.jsonl").html);
}

#[test]
fn the_diagnostics_of_a_build_that_fails() {
    let archive = archive()
        .file("content/skell/d2.md", "# The same address\n\nText[^1].\n")
        .file("content/skell/d4.txt", b"4. A Z\xfcrich Letter\n\nText.\n")
        .file("content/skell/d5.md", "---\ntitle: [\n---\nText.\n")
        .file("content/skell/d6.txt", "6. Empty\n");
    let run = archive.fonds(&["build"]);
    run.exits_with(1);
    assert_snapshot!("diagnostics", run.stderr);
}
