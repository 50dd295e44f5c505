//! Fields of metadata that the configuration alone declares, and facets.

use fonds::{Code, Severity};
use serde_json::{Value, json};

use crate::archive::{Archive, Site};
use crate::spreadsheet::assert_round_trip;

const CONFIG: &str = "\
[[field]]
name = \"ship\"
label = \"Ship <of the line>\"
list = true
facet = true

[[field]]
name = \"keeper\"

[[field]]
name = \"place\"
facet = true
";

/// Documents that state the declared fields in each way in which metadata is written.
fn archive() -> Archive {
    Archive::new()
        .config(CONFIG)
        .file(
            "content/log/d1.md",
            "---\ntitle: One\ndate: 1926-03-01\nship: [Amsel, Orn]\nkeeper: Vell\nhold: 4\n---\nA.\n",
        )
        .file(
            "content/log/d2.md",
            "+++\ntitle = \"Two\"\ndate = \"1926-04\"\nShip = \"Orn; Amsel\"\nplace = \"Skell\"\n+++\nB.\n",
        )
        .file("content/log/d3.txt", "Title: Three\nDate: 3 May 1926\nSHIP: Vell\n\nThe lamp was lit.\n")
        .file("content/log/d4.md", "---\ntitle: Four\ndate: 1927\n---\nC.\n")
        .file("content/log/d5.md", "---\ntitle: Five\n---\nD.\n")
        .file("content/log/catalog.csv", "file,ship,keeper\nd4.md, Amsel ;,=Orn\n")
}

/// The data of a script that calls a function with them.
fn data(site: &Site, address: &str) -> Value {
    let script = site.page(address).html;
    let data = &script[script.find('{').expect("data")..script.rfind('}').expect("data") + 1];
    serde_json::from_str(data).expect("JSON")
}

fn facet<'a>(data: &'a Value, name: &str) -> &'a Value {
    let facets = data["facets"].as_array().expect("facets");
    facets.iter().find(|facet| facet["name"] == name).expect("a facet")
}

/// The lines of the catalogue.
fn catalog(site: &Site) -> Vec<Value> {
    let lines = site.page("catalog.jsonl").html;
    lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn a_declared_field_is_read_from_all_metadata_and_published() {
    let site = archive().build();
    let lines = catalog(&site);
    let ships: Vec<&Value> = lines.iter().map(|line| &line["ship"]).collect();
    let expected =
        [json!(["Amsel", "Orn"]), json!(["Orn", "Amsel"]), json!(["Vell"]), json!(["Amsel"]), Value::Null];
    assert_eq!(ships, expected.iter().collect::<Vec<_>>());
    assert_eq!((&lines[0]["keeper"], &lines[3]["keeper"]), (&json!("Vell"), &json!("=Orn")));
    assert_eq!(lines[0]["hold"], Value::Null, "a field that nobody declares is no part of the catalogue");
    let table = site.page("catalog.csv");
    table.contains(",subject,ship,keeper,words,").contains(",Amsel; Orn,Vell,").contains(",Amsel,'=Orn,");
}

#[test]
fn a_declared_field_stands_among_the_facts_with_its_label() {
    let site = archive().build();
    site.page("log/d1.html").contains_in_order(&[
        "Ship &lt;of the line&gt;",
        "Amsel; Orn",
        "keeper",
        "Vell",
        "hold",
    ]);
    site.page("log/d3.html").contains("Ship &lt;of the line&gt;").lacks("SHIP");
    site.page("log/d5.html").lacks("Ship");
}

#[test]
fn a_facet_is_part_of_the_data_of_search_and_timeline() {
    let site = archive().build();
    let search = data(&site, "search/index.js");
    let names: Vec<&Value> =
        search["facets"].as_array().expect("facets").iter().map(|facet| &facet["name"]).collect();
    assert_eq!(names, ["collection", "year", "kind", "place", "ship"]);
    let ship = facet(&search, "ship");
    assert_eq!((&ship["label"], &ship["without"]), (&json!("Ship <of the line>"), &json!("Not stated")));
    assert_eq!(ship["values"], json!([{"value": "Amsel"}, {"value": "Orn"}, {"value": "Vell"}]));
    assert_eq!(ship["sets"], json!([[0, 1]]));
    assert_eq!(facet(&search, "place")["label"], "Place");
    assert_eq!(facet(&search, "collection")["values"], json!([{"value": "log", "label": "log"}]));

    let timeline = data(&site, "timeline/data/index.js");
    let names: Vec<&Value> =
        timeline["facets"].as_array().expect("facets").iter().map(|facet| &facet["name"]).collect();
    assert_eq!(names, ["collection", "kind", "place", "ship"]);
    assert_eq!(facet(&timeline, "ship")["values"], ship["values"]);
    // First month, how many months, sureness, collection, no kind, place, ship, and how many.
    assert_eq!(
        timeline["years"]["1926"],
        json!([[3, 1, 0, 0, 0, 1, 4, 1], [4, 1, 0, 0, 0, 0, 4, 1], [5, 1, 0, 0, 0, 1, 2, 1]])
    );
    assert_eq!(timeline["years"]["1927"], json!([[1, 12, 0, 0, 0, 1, 0, 1]]));
    site.page("timeline/data/1926.js").contains(",0,[0,0,1,4],");
}

#[test]
fn the_search_finds_the_words_of_a_declared_field() {
    let site = Archive::new()
        .config(CONFIG)
        .file("content/d1.md", "---\ntitle: One\nship: [Amsel, Zwinoria]\n---\nA.\n")
        .build();
    // The words of the index stand as they are where words like others are found.
    let has_word = |(address, content): (String, Vec<u8>)| {
        address.starts_with("search/near/") && String::from_utf8_lossy(&content).contains("zwinoria")
    };
    assert!(site.files().into_iter().any(has_word));
}

#[test]
fn declared_fields_go_round_and_have_columns_even_where_empty() {
    assert_round_trip(archive());
    let site = Archive::new().config(CONFIG).file("content/d1.md", "# One\n\nA.\n").build();
    let run = site.archive.fonds(&["catalog"]);
    let table = &run.exits_with(0).stdout;
    assert!(
        table.starts_with(
            "file,number,title,date,kind,place,authors,from,to,subject,language,aliases,description,ship,keeper\n"
        ),
        "{table}"
    );
}

#[test]
fn a_list_for_a_field_with_one_value_is_a_warning() {
    let site = Archive::new()
        .config(CONFIG)
        .file("content/d1.md", "---\ntitle: One\nkeeper: [Orn, Vell]\n---\nA.\n")
        .build();
    let warning = site.diagnostic(Code::Metadata);
    assert_eq!(warning.severity, Severity::Warning);
    assert_eq!(warning.message, "`keeper` is a list or table, and was read as “Orn, Vell”");
    assert!(warning.help.as_deref().is_some_and(|help| help.contains("list = true")), "{:?}", warning.help);
    site.page("d1.html").contains("Orn, Vell");
}

#[test]
fn another_label_needs_no_other_sources() {
    let site = archive().build();
    let config = CONFIG.replace("Ship <of the line>", "Vessel").replace("list = true", "list = false");
    site.archive.write("fonds.toml", config);
    let site = site.build_again();
    site.page("log/d2.html").contains("Vessel").contains("Orn; Amsel").lacks("of the line");
    assert_eq!(catalog(&site)[1]["ship"], "Orn; Amsel");
    assert_eq!(facet(&data(&site, "search/index.js"), "ship")["label"], "Vessel");
}

#[test]
fn a_declaration_that_cannot_hold_is_said_with_its_place() {
    let error = Archive::new()
        .config("title = \"x\"\n\n[[field]]\nname = \"words\"\n")
        .file("content/d1.md", "# One\n")
        .failure();
    let place = error.place.as_ref().map(|place| (place.line, place.column));
    assert_eq!((error.file.as_str(), place), ("fonds.toml", Some((4, 8))));
    assert_eq!(error.message, "`words` means something else in catalogues and addresses");
}

#[test]
fn a_collection_says_what_its_documents_share() {
    let site = Archive::new()
        .config(CONFIG)
        .file("content/collection.toml", "[metadata]\nkeeper = \"Orn\"\nkind = \"Letter\"\n")
        .file(
            "content/log/collection.toml",
            "title = \"Log\"\n[metadata]\nShip = [\"Amsel\", \"Vell\"]\nkeeper = \"Vell\"\n",
        )
        .file("content/log/d1.md", "# One\n\nA.\n")
        .file("content/log/d2.md", "---\ntitle: Two\nship: Orn\n---\nB.\n")
        .file("content/log/d3.md", "# Three\n\nC.\n")
        .file("content/log/catalog.csv", "file,keeper\nd3.md,Skell\n")
        .file("content/d4.md", "# Four\n\nD.\n")
        .build();
    let stated = |id: &str| {
        let line = catalog(&site).into_iter().find(|line| line["id"] == id).expect("a document");
        json!([line["ship"], line["keeper"], line["kind"]])
    };
    assert_eq!(stated("log/d1"), json!([["Amsel", "Vell"], "Vell", "Letter"]));
    assert_eq!(stated("log/d2"), json!([["Orn"], "Vell", "Letter"]));
    assert_eq!(stated("log/d3"), json!([["Amsel", "Vell"], "Skell", "Letter"]));
    assert_eq!(stated("d4"), json!([null, "Orn", "Letter"]));
    site.is_clean();
}

#[test]
fn what_documents_cannot_share_is_said_with_its_place() {
    let site = Archive::new()
        .config(CONFIG)
        .file(
            "content/collection.toml",
            "[metadata]\nkeper = \"Orn\"\ntitle = \"x\"\nkeeper = [\"Orn\", \"Vell\"]\n",
        )
        .file("content/d1.md", "# One\n\nA.\n")
        .build();
    let found: Vec<(usize, usize, &str)> = site
        .diagnostics(Code::Metadata)
        .filter_map(|found| {
            Some((found.place.as_ref()?.line, found.place.as_ref()?.column, found.message.as_str()))
        })
        .collect();
    assert_eq!(
        found,
        [
            (2, 1, "`keper` is no field that documents can share, and was ignored"),
            (3, 1, "`title` is no field that documents can share, and was ignored"),
            (4, 1, "`keeper` is a list, and was read as “Orn; Vell”"),
        ]
    );
    assert_eq!(
        site.diagnostics(Code::Metadata).next().and_then(|found| found.help.as_deref()),
        Some("did you mean `keeper`?")
    );
    assert_eq!(catalog(&site)[0]["keeper"], "Orn; Vell");
}
