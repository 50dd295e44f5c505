//! `search.toml`: names that mean the same, in the index.

use crate::archive::Archive;

fn letters() -> Archive {
    let letter = |name: &str| format!("# Letter\n\nThe harbour of {name} is open.\n");
    Archive::new().file("content/a.md", letter("Orn")).file("content/b.md", letter("the Port of Vell"))
}

#[test]
fn a_change_of_synonyms_gives_the_index_of_a_build_from_nothing() {
    let lists = ["synonyms = [[\"Orn\", \"Port of Vell\"]]\n", "synonyms = [[\"Orn\", \"harbour\"]]\n", ""];
    let mut built = letters().build();
    let plain = built.files();
    for list in lists {
        built.archive.write("search.toml", list);
        built = built.build_again();
        assert!(built.files() == letters().file("search.toml", list).build().files(), "{list}");
        assert_eq!(built.files() == plain, list.is_empty(), "{list}");
    }
}

#[test]
fn a_mistake_in_the_synonyms_is_told_with_its_place() {
    let failure = letters().file("search.toml", "synonyms = [\n  [\"Orn\"],\n]\n").failure();
    assert_eq!(failure.file, "search.toml");
    assert_eq!(failure.place.as_ref().map(|place| (place.line, place.column)), Some((2, 4)));
    let failure = letters().file("search.toml", "synonims = []\n").failure();
    assert!(failure.help.as_deref().is_some_and(|help| help.contains("synonyms")), "{failure:?}");
}
