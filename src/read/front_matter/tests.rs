use super::*;
use crate::config;

fn read_with(text: &str, configuration: &str) -> FrontMatter {
    let config: Config = config::parse(config::FILE_NAME, configuration).expect("a configuration");
    read(text, "a.md", &config)
}

fn metadata(text: &str) -> Metadata {
    let front_matter = read_with(text, "");
    assert_eq!(front_matter.diagnostics, []);
    front_matter.metadata
}

fn complaint(text: &str) -> (Code, usize, usize, String) {
    let front_matter = read_with(text, "");
    let diagnostic = front_matter.diagnostics.first().expect("a diagnostic").clone();
    let place = diagnostic.place.expect("a place");
    (diagnostic.code, place.line, place.column, diagnostic.message)
}

#[test]
fn both_languages_give_the_same() {
    let yaml = metadata(
        "---\ntitle: Minutes\nnumber: 12\ndate: 1984-02-14\nkind: minutes\nplace: Bonn\nlanguage: de\n\
         description: What was said.\naliases: [M12, minutes]\nbox: 4\n---\nText.\n",
    );
    let toml = metadata(
        "+++\ntitle = \"Minutes\"\nnumber = 12\ndate = 1984-02-14\nkind = \"minutes\"\nplace = \"Bonn\"\n\
         language = \"de\"\ndescription = \"What was said.\"\naliases = [\"M12\", \"minutes\"]\nbox = 4\n+++\nText.\n",
    );
    assert_eq!(yaml, toml);
    assert_eq!(yaml.number.as_deref(), Some("12"));
    assert_eq!(yaml.date.map(|date| date.date.to_string()).as_deref(), Some("1984-02-14"));
    assert_eq!(yaml.aliases, ["M12", "minutes"]);
    assert_eq!(yaml.other.get("box").map(String::as_str), Some("4"));
}

#[test]
fn values_stay_as_written() {
    let metadata =
        metadata("---\nnumber: 007\nlanguage: no\nversion: 1.10\nbig: 1_000\nempty:\nseen: true\n---\n");
    assert_eq!(metadata.number.as_deref(), Some("007"));
    assert_eq!(metadata.particulars.language.as_deref(), Some("no"));
    let other: Vec<_> = metadata.other.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(other, ["big=1_000", "seen=true", "version=1.10"]);
}

#[test]
fn lists_and_tables_are_shown_as_text() {
    let yaml = metadata(
        "---\ntags: [a, 2]\nbox:\n  series: B\n  folder: {number: 3}\nby: [{name: A}, {name: B}]\n---\n",
    );
    let toml = metadata(
        "+++\ntags = [\"a\", 2]\nbox.series = \"B\"\nby = [{name = \"A\"}, {name = \"B\"}]\n[box.folder]\nnumber = 3\n+++\n",
    );
    assert_eq!(yaml.other, toml.other);
    let other: Vec<_> = yaml.other.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(other, ["box.folder.number=3", "box.series=B", "by=name: A, name: B", "tags=a, 2"]);
}

#[test]
fn one_alias_needs_no_list() {
    assert_eq!(metadata("---\naliases: old-name\n---\n").aliases, ["old-name"]);
}

#[test]
fn an_anchor_can_be_used_again() {
    assert_eq!(metadata("---\na: &x 07\nnumber: *x\n---\n").number.as_deref(), Some("07"));
}

#[test]
fn fields_can_have_other_names() {
    let front_matter = read_with(
        "---\neip: 20\ncreated: 2015-11-19\nnumber: 3\n---\n",
        "[fields]\nnumber = \"eip\"\ndate = \"created\"\n",
    );
    assert_eq!(front_matter.metadata.number.as_deref(), Some("20"));
    assert!(front_matter.metadata.date.is_some());
    assert_eq!(front_matter.metadata.other.get("number").map(String::as_str), Some("3"));
}

#[test]
fn dates() {
    let date = |value: &str| {
        metadata(&format!("---\ndate: {value}\n---\n"))
            .date
            .map(|date| date.date.to_string())
            .unwrap_or_default()
    };
    assert_eq!(date("1926-03-08/1926-03-10"), "1926-03-08/1926-03-10");
    assert_eq!(date("1925-02~"), "1925-02~");
    assert_eq!(date("1925"), "1925");
    assert_eq!(date("1984-02-14T07:32:00Z"), "1984-02-14");
    assert_eq!(date("1984-02-14 07:32:00"), "1984-02-14");
}

#[test]
fn a_bad_date_is_a_warning_at_its_place() {
    let (code, line, column, message) = complaint("---\ntitle: x\ndate: 3/4/1924 # or so\n---\n");
    assert_eq!((code, line, column), (Code::Date, 3, 7));
    assert!(message.contains("3/4/1924"), "{message}");
    let (code, line, column, _) = complaint("+++\ntitle = \"x\"\ndate = \"3/4/1924\"\n+++\n");
    assert_eq!((code, line, column), (Code::Date, 3, 8));
}

#[test]
fn wrong_syntax_is_an_error_with_the_line_of_the_file() {
    let (code, line, _, message) = complaint("---\ntitle: x\nkind: a: b\n---\nText.\n");
    assert_eq!((code, line), (Code::Metadata, 3), "{message}");
    assert!(!message.contains("line"), "{message}");
    let (code, line, column, _) = complaint("\u{feff}+++\ntitle = \"x\"\nkind = \n+++\nText.\n");
    assert_eq!((code, line, column), (Code::Metadata, 3, 8));
    assert_eq!(complaint("+++\ntitle = \"x\"\n").1, 1);
    assert_eq!(complaint("---\njust words\n---\n").0, Code::Metadata);
}

#[test]
fn the_text_begins_after_the_block() {
    let body = |text: &'static str| &text[read_with(text, "").body..];
    assert_eq!(body("---\na: b\n---\nText"), "Text");
    assert_eq!(body("---\r\na: b\r\n...\r\nText"), "Text");
    assert_eq!(body("\u{feff}+++\na = 1\n+++\nText"), "Text");
    assert_eq!(body("\u{feff}Text"), "Text");
    assert_eq!(body("---\n---\nText"), "Text");
    assert_eq!(body("---\n# nothing\n---\nText"), "Text");
    assert_eq!(body("---\nbroken: [\n---\nText"), "Text");
}

#[test]
fn a_thematic_break_is_no_front_matter() {
    for text in ["---\n\nWords.\n\n---\n", "---\nWords.\n", "Words.\n---\na: b\n---\n"] {
        let front_matter = read_with(text, "");
        assert_eq!((front_matter.body, front_matter.diagnostics), (0, vec![]), "{text}");
    }
}

#[test]
fn rules_find_references_in_fields() {
    let rule =
        "[[references]]\nname = \"requires\"\npattern = '\\d+'\ntarget = \"eip-$0\"\nfield = \"requires\"\n";
    for text in [
        "---\nrequires: 20, 165 # and 7\nx: 4\n---\n",
        "+++\nrequires = [20, 165]\n+++\n",
        "---\nrequires:\n  - 20\n  - 165\n---\n",
    ] {
        let references = read_with(text, rule).references;
        let found: Vec<_> =
            references.iter().map(|reference| (&reference.citation, &text[reference.span.clone()])).collect();
        let name = |name: &str| Citation::Name(name.to_owned());
        assert_eq!(found, [(&name("eip-20"), "20"), (&name("eip-165"), "165")], "{text}");
        assert_eq!(references[0].rule, Rule::Field("requires".to_owned()));
    }
}

#[test]
fn deep_nesting_is_an_error_and_no_crash() {
    let deep = format!("---\na: {}1{}\n---\n", "[".repeat(5000), "]".repeat(5000));
    assert_eq!(complaint(&deep).0, Code::Metadata);
    let deep = format!("+++\na = {}1{}\n+++\n", "[".repeat(5000), "]".repeat(5000));
    assert_eq!(complaint(&deep).0, Code::Metadata);
}

/// What is said of a text: severity, line, column, message and advice.
fn said(text: &str) -> Vec<(Severity, usize, usize, String)> {
    let said = |found: Diagnostic| {
        let place = found.place.expect("a place");
        let help = found.help.unwrap_or_default();
        (found.severity, place.line, place.column, format!("{} / {help}", found.message))
    };
    read_with(text, "").diagnostics.into_iter().map(said).collect()
}

#[test]
fn names_of_fields_are_read_whatever_their_capitals() {
    for text in [
        "---\nTitle: Tide tables\nDATE: 1926-03-04\nKeeper: Orn\n---\n",
        "+++\nTITLE = \"Tide tables\"\nDate = 1926-03-04\nKeeper = \"Orn\"\n+++\n",
    ] {
        let metadata = metadata(text);
        assert_eq!(metadata.title.as_deref(), Some("Tide tables"));
        assert!(metadata.date.is_some());
        assert_eq!(metadata.other.keys().collect::<Vec<_>>(), ["Keeper"]);
        let keeper = field_value(&metadata, "keeper", &Config::default());
        assert_eq!(keeper.as_deref(), Some("Orn"));
    }
    let front_matter = read_with("---\nPaper: 20\n---\n", "[fields]\nnumber = \"PAPER\"\n");
    assert_eq!(front_matter.metadata.number.as_deref(), Some("20"));
}

#[test]
fn of_two_fields_that_differ_in_capitals_the_first_holds() {
    let text = "---\nTitle: One\ntitle: Two\nKeeper: Orn\nkeeper: Vell\n---\n";
    let metadata = read_with(text, "").metadata;
    assert_eq!(metadata.title.as_deref(), Some("One"));
    assert_eq!(metadata.other.values().collect::<Vec<_>>(), ["Orn"]);
    let said = said(text);
    assert_eq!(said.len(), 2, "{said:?}");
    assert_eq!((said[0].0, said[0].1), (Severity::Warning, 3));
    assert!(said[0].3.starts_with("`title` is the same field as `Title`"), "{said:?}");
}

#[test]
fn what_stands_before_front_matter_does_not_hide_it() {
    for text in [
        "\n---\ntitle: Ice\n---\nText",
        "\r\n \t\r\n---\r\ntitle: Ice\r\n---\r\nText",
        "\u{feff}\n---\ntitle: Ice\n---\nText",
        "  ---\ntitle: Ice\n---\nText",
        "<!-- scanned\nin Skell -->\n\n---\ntitle: Ice\n...\nText",
        "\n+++\ntitle = \"Ice\"\n+++\nText",
        "---\n\ntitle: Ice\n\n---\nText",
        "\n{\n  \"title\": \"Ice\"\n}\nText",
    ] {
        let front_matter = read_with(text, "");
        assert_eq!(front_matter.metadata.title.as_deref(), Some("Ice"), "{text:?}");
        assert_eq!(&text[front_matter.body..], "Text", "{text:?}");
        let said = said(text);
        assert_eq!((said.len(), said[0].0), (1, Severity::Note), "{said:?}");
    }
    for text in ["---   \ntitle: Ice\n---\t\nText", "{\"title\": \"Ice}\", \"place\": {\"a\": \"b\"}}\nText"]
    {
        assert!(metadata(text).title.is_some(), "{text}");
    }
}

#[test]
fn what_only_looks_like_front_matter_is_text() {
    for text in [
        "\n---\nNote: the ice held.\n---\nText",
        "\n---\nWords of the Regent: all is lost.\n---\n",
        "---\n\nOne paragraph: this.\n\n---\n",
        "---\nWords: none.\n",
        "{ not a table }\n",
        "{\"title\": \"Ice\"} is what the file said.\n",
    ] {
        let front_matter = read_with(text, "");
        assert_eq!((front_matter.body, front_matter.diagnostics), (0, vec![]), "{text:?}");
    }
}

#[test]
fn front_matter_that_cannot_be_read_is_said_wherever_it_stands() {
    for (text, severity, line, words) in [
        ("---\ntitle: Ice\n\nText.\n", Severity::Warning, 1, "no closing line `---`"),
        ("\n---\nTitle: Ice\n\nText.\n", Severity::Warning, 2, "no closing line `---`"),
        ("+++\ntitle = \"Ice\"\n\nText.\n", Severity::Error, 1, "no closing line `+++`"),
        ("\n---\ntitle: Ice: Fog\n---\n", Severity::Warning, 3, "a colon within a value"),
        ("{\"title\": \"Ice\" \"date\": 1}\n", Severity::Warning, 1, ""),
        ("---\ntitle = \"Ice\"\n---\n", Severity::Warning, 1, "enclose TOML"),
        ("+++\ntitle: Ice\n+++\n", Severity::Warning, 1, "enclose YAML"),
    ] {
        let said = said(text);
        assert_eq!(said.len(), 1, "{text:?}: {said:?}");
        assert_eq!((said[0].0, said[0].1), (severity, line), "{text:?}: {said:?}");
        assert!(said[0].3.contains(words), "{text:?}: {said:?}");
    }
    assert_eq!(read_with("---\ntitle = \"Ice\"\n---\n", "").metadata.title.as_deref(), Some("Ice"));
}

#[test]
fn each_slip_is_said_at_its_place_with_what_to_write() {
    for (line, column, words) in [
        ("title: Minutes: Harbour Board", 15, "write"),
        ("title: Minutes: Harbour Board", 15, "`title: \"Minutes: Harbour Board\"`"),
        ("title: Lamp “Skell”: a log", 20, "`title: \"Lamp “Skell”: a log\"`"),
        ("title: The \"Skell\": a log", 19, "`title: 'The \"Skell\": a log'`"),
        ("title: Oil:", 11, "`title: \"Oil:\"`"),
        ("title:Oil", 6, "write `title: Oil`"),
        ("title:\u{a0}Oil", 6, "write `title: Oil`"),
        ("title：Oil", 6, "write `title: Oil`"),
        ("title Oil", 1, "no colon"),
        ("title: @orn", 8, "`title: \"@orn\"`"),
        ("title: `oil`", 8, "`title: \"`oil`\"`"),
        ("title: %oil", 8, "`title: \"%oil\"`"),
        ("title: *Oil*", 8, "`title: \"*Oil*\"`"),
        ("title: [Draft] The oil", 8, "`title: \"[Draft] The oil\"`"),
        ("title: {Draft} The oil", 8, "`title: \"{Draft} The oil\"`"),
        ("title: [Draft", 8, "no partner"),
        ("title: \"Oil\" and wick", 14, "`title: '\"Oil\" and wick'`"),
        ("title: 'Orn's oil'", 13, "words follow"),
        ("title: \"Oil", 8, "no end"),
        ("title: | Oil", 8, "`title: \"| Oil\"`"),
        ("title: - Oil", 8, "`title: \"- Oil\"`"),
        ("kind: x\nkind: y", 1, "stands there already"),
    ] {
        let text = format!("---\nplace: Orn\n{line}\n---\nText.\n");
        let said = said(&text);
        assert_eq!(said.len(), 1, "{line}: {said:?}");
        let expected = 3 + line.matches('\n').count();
        assert_eq!(
            (said[0].0, said[0].1, said[0].2),
            (Severity::Error, expected, column),
            "{line}: {said:?}"
        );
        let words = if words == "write" { "quotation marks" } else { words };
        assert!(said[0].3.contains(words), "{line}: {said:?}");
    }
}

#[test]
fn all_slips_of_a_block_are_said_at_once() {
    let said = said("---\ntitle: Minutes: Oil\nplace:Orn\nkind: @x\n---\n");
    assert_eq!(said.iter().map(|(_, line, ..)| *line).collect::<Vec<_>>(), [2, 3, 4], "{said:?}");
}

#[test]
fn what_yaml_reads_as_something_else_is_said() {
    for (value, words) in [
        ("Lamp #4", "`#4` as a remark"),
        ("#4", "`#4` as a remark"),
        ("!important", "`!important` as a sign"),
        ("&c", "`&c` as a sign"),
        ("[Lamp]", "is a list or table, and was read as “Lamp”"),
        ("{Lamp}", "is a list or table"),
    ] {
        let said = said(&format!("---\ntitle: {value}\n---\n"));
        assert_eq!((said.len(), said[0].0), (1, Severity::Warning), "{value}: {said:?}");
        assert!(said[0].3.contains(words), "{value}: {said:?}");
    }
    for value in ["Lamp # the fourth", "\"Lamp #4\"", "a#b", "1984", "no", "012", "&x y", "!!str 5"] {
        assert_eq!(said(&format!("---\ntitle: {value}\n---\n")), [], "{value}");
    }
}

#[test]
fn a_date_that_is_none_comes_with_advice() {
    let said = said("---\ndate: 3/4/1926\n---\n");
    assert!(said[0].3.ends_with("write 1926-03-04 or 1926-04-03"), "{said:?}");
}

#[test]
fn front_matter_has_bounds() {
    let long = format!("---\ntitle: Ice\n{}---\nText", "key: value\n".repeat(200_000));
    assert!(said(&long)[0].3.contains("longer than 1024 KB"));
    let nested = vec!["a"; 10_000].join(".");
    for toml in [
        format!("{nested} = 1"),
        format!("[{nested}]"),
        format!("a = {}1{}", "{b = ".repeat(10_000), "}".repeat(10_000)),
    ] {
        assert_eq!(complaint(&format!("+++\n{toml}\n+++\n")).0, Code::Metadata);
    }
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 8].join(", ");
        bomb += &format!("a{level}: &a{level} [{aliases}]\n");
    }
    assert_eq!(complaint(&format!("---\n{bomb}---\n")).0, Code::Metadata);
}

proptest::proptest! {
    #[test]
    fn no_lines_of_yaml_make_it_panic(text in "[\n \u{feff}]{0,2}---\n([a-bé：:=#\\[\\]{}&*'\"|>@!\\\\ \t\n-]{0,12}\n){0,5}---\n") {
        read(&text, "a.md", &Config::default());
    }

    #[test]
    fn no_text_makes_it_panic(text in "(---|\\+\\+\\+)\n[a-c:= \\[\\]{}&*'\"#\n0-9é-]*\n(---|\\+\\+\\+)\n") {
        read(&text, "a.md", &Config::default());
    }
}
