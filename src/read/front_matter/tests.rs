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
    assert_eq!(metadata.language.as_deref(), Some("no"));
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

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(---|\\+\\+\\+)\n[a-c:= \\[\\]{}&*'\"#\n0-9é-]*\n(---|\\+\\+\\+)\n") {
        read(&text, "a.md", &Config::default());
    }
}
