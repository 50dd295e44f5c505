use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::output::search::group::is_common;
use crate::output::search::run::DocumentWords;
use crate::output::search::{run, words};

/// Documents of a run.
const STRETCH: u32 = 2000;

/// The words of a document: each with its passage and place.
type Text = Vec<(&'static str, u32, u32)>;

const VOCABULARY: [&str; 9] =
    ["lamp", "lamps", "lamped", "the", "keeper", "Keeper’s", "Zürich", "country", "countries"];

struct Random(u32);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 16) as usize % end
    }

    fn text(&mut self) -> Text {
        (0..20)
            .map(|place| (VOCABULARY[self.below(VOCABULARY.len())], place / 5 * 3, place % 5 * 11))
            .collect()
    }
}

fn write(folder: &Path, name: &str, texts: &[Text]) -> OpenRun {
    let written: Vec<DocumentWords> = texts.iter().map(|text| DocumentWords::from_tokens(text)).collect();
    let path = folder.join(name);
    let written = written.iter().enumerate().map(|(place, words)| (place, "en", words));
    run::write(&path, &[], &run::invert(written, &[])).expect("a run");
    OpenRun::open(&path).expect("a run")
}

/// The groups of texts, made from nothing.
fn from_nothing(folder: &Path, texts: &[Text]) -> Vec<Group> {
    all(None, whole(folder, texts, STRETCH))
}

/// The runs of texts, each of so many.
fn whole(folder: &Path, texts: &[Text], stretch: u32) -> Vec<ChangedRun> {
    let runs = (0..).zip(texts.chunks(stretch as usize)).map(|(run, texts)| ChangedRun {
        documents: run * stretch..(run + 1) * stretch,
        before: None,
        now: write(folder, &format!("whole-{run}"), texts),
    });
    runs.collect()
}

fn all(earlier: Option<Earlier>, changes: Vec<ChangedRun>) -> Vec<Group> {
    let mut groups = Vec::new();
    let store = earlier.as_ref().map(|earlier| Arc::clone(&earlier.store));
    merge(earlier, changes, &mut |group| {
        groups.push(loaded(group, store.as_deref()));
        Ok(())
    })
    .expect("whole runs");
    groups
}

/// A group with the bytes of all its parts.
fn loaded(mut group: Group, store: Option<&Store>) -> Group {
    let lists = group.blocks.iter_mut().map(|block| &mut block.list);
    for part in lists.chain(group.stretches.iter_mut().map(|stretch| &mut stretch.places)) {
        *part = Part::New(part.bytes(store).expect("a whole store").into_owned());
    }
    group
}

#[test]
fn every_word_is_found_at_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut random = Random(1);
    let texts: Vec<Text> = (0..3 * STRETCH).map(|_| random.text()).collect();
    let groups = from_nothing(folder.path(), &texts);
    let mut expected: BTreeMap<String, BTreeSet<(u32, u32, u32)>> = BTreeMap::new();
    for (document, text) in (0..).zip(&texts) {
        for &(word, code, place) in text {
            expected.entry(words::fold(word).into_owned()).or_default().insert((document, code, place));
        }
    }
    let mut found: BTreeMap<String, BTreeSet<(u32, u32, u32)>> = BTreeMap::new();
    for group in &groups {
        let mut documents = Vec::new();
        let mut add = |document, _: &[u32], tokens: &mut [_]| {
            documents.push(document);
            for &mut (code, place, form) in tokens {
                let form = group.forms[form as usize].clone();
                assert!(found.entry(form).or_default().insert((document, code, place)));
            }
            Ok(())
        };
        group.each_document(0..group.blocks.len(), None, &mut add).expect("a whole group");
        assert_eq!(documents.len(), group.count);
        assert!(group.blocks.iter().all(|block| documents[block.count] == block.document));
        let lasts = group.blocks.iter().map(|block| block.last);
        let nexts = group.blocks.iter().skip(1).map(|block| block.count).chain([group.count]);
        assert!(lasts.zip(nexts).all(|(last, next)| documents[next - 1] == last));
    }
    assert_eq!(found, expected);
    let stems: Vec<&str> = groups.iter().map(|group| group.stem.as_str()).collect();
    assert!(stems.is_sorted() && stems.contains(&"countri"), "{stems:?}");
    assert!(groups.iter().any(|group| group.blocks.len() > 1), "some lists are long enough for blocks");
}

#[test]
fn after_changes_the_groups_are_those_that_are_made_from_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let mut random = Random(2);
    let mut texts: Vec<Text> = (0..3 * STRETCH).map(|_| random.text()).collect();
    // A word that goes, and a form of a word that stays.
    texts[0].push(("Skell", 30, 0));
    texts[STRETCH as usize].push(("lamping", 30, 0));
    let stretch = |run: usize, texts: &[Text]| -> Vec<Text> {
        texts.chunks(STRETCH as usize).nth(run).expect("texts").to_vec()
    };
    let mut groups = from_nothing(folder, &texts);
    for changed in [vec![0, 1], vec![2], vec![], vec![0, 1, 2]] {
        let runs: Runs = vec![(0, "a run".to_owned())];
        let mut keeping = Keeping::begin(folder, &runs, None).expect("a file");
        groups.iter().for_each(|group| keeping.push(group).expect("room"));
        keeping.finish(folder).expect("room");
        let before: Vec<OpenRun> = changed
            .iter()
            .map(|&run| write(folder, &format!("before-{run}"), &stretch(run, &texts)))
            .collect();
        for &run in &changed {
            let first = run * STRETCH as usize;
            texts[first] = random.text();
            texts[first + 1 + random.below(STRETCH as usize - 1)] = vec![("Zurich", 5, 8), ("Fanal", 5, 9)];
        }
        let changes = changed.iter().zip(before).map(|(&run, before)| {
            let first = u32::try_from(run).expect("a number") * STRETCH;
            let now = write(folder, &format!("now-{run}"), &stretch(run, &texts));
            ChangedRun { documents: first..first + STRETCH, before: Some(before), now }
        });
        let earlier = Earlier::open(folder).expect("groups");
        assert_eq!(earlier.runs, runs);
        groups = all(Some(earlier), changes.collect());
        assert!(groups == from_nothing(folder, &texts), "{changed:?}");
    }
    assert!(groups.iter().all(|group| group.stem != "skell"));
}

#[test]
fn small_changes_leave_most_blocks_as_they_are() {
    /// Documents of a run here.
    const SMALL: u32 = 400;
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let mut random = Random(3);
    let mut texts: Vec<Text> = (0..20 * SMALL).map(|_| random.text()).collect();
    let stretch = |run: usize, texts: &[Text]| texts.chunks(SMALL as usize).nth(run).expect("texts").to_vec();
    let (mut stored, mut long, mut common, mut copied) = (0, 0, 0, 0);
    for step in 0..40 {
        let earlier = Earlier::open(folder).ok();
        assert_eq!(earlier.is_none(), step == 0);
        let runs: Vec<usize> = (0..20).filter(|_| random.below(20) == 0).collect();
        let before: Vec<OpenRun> =
            runs.iter().map(|&run| write(folder, &format!("before-{run}"), &stretch(run, &texts))).collect();
        for &run in &runs {
            let first = run * SMALL as usize;
            for _ in 0..=random.below(3) {
                let text = &mut texts[first + random.below(SMALL as usize)];
                match random.below(4) {
                    0 => *text = random.text(),
                    1 => text.clear(),
                    2 => text.truncate(7),
                    _ => text.iter_mut().for_each(|token| token.2 += 1),
                }
            }
        }
        let changes = match &earlier {
            None => whole(folder, &texts, SMALL),
            Some(_) => {
                let changes = runs.iter().zip(before).map(|(&run, before)| {
                    let first = u32::try_from(run).expect("a number") * SMALL;
                    let now = write(folder, &format!("now-{run}"), &stretch(run, &texts));
                    ChangedRun { documents: first..first + SMALL, before: Some(before), now }
                });
                changes.collect()
            }
        };
        let store = earlier.as_ref().map(|earlier| Arc::clone(&earlier.store));
        let mut keeping = Keeping::begin(folder, &Vec::new(), earlier.as_ref()).expect("a file");
        copied += usize::from(keeping.copied.is_some());
        let mut groups = Vec::new();
        merge(earlier, changes, &mut |group| {
            keeping.push(&group)?;
            common += usize::from(is_common(group.count));
            if step > 0 && group.is_long() {
                long += group.parts().count();
                stored += group.parts().filter(|part| matches!(part, Part::Stored(_))).count();
            }
            groups.push(loaded(group, store.as_deref()));
            Ok(())
        })
        .expect("whole runs");
        keeping.finish(folder).expect("room");
        assert!(groups == all(None, whole(folder, &texts, SMALL)), "step {step}");
    }
    assert!(common > 0, "passages stand with the lists or with the places");
    assert!(2 * stored > long, "{stored} of {long} parts are as they were");
    assert!(copied > 0, "what is no longer in use is left behind");
}

#[test]
fn damaged_groups_are_an_error_or_others_and_no_panic() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let mut random = Random(4);
    let texts: Vec<Text> = (0..STRETCH).map(|_| random.text()).collect();
    let mut keeping = Keeping::begin(folder, &Vec::new(), None).expect("a file");
    let mut long = 0;
    merge(None, whole(folder, &texts, STRETCH), &mut |group| {
        long += usize::from(group.is_long());
        keeping.push(&group)
    })
    .expect("a whole run");
    keeping.finish(folder).expect("room");
    assert!(long > 0);
    let whole = std::fs::read(folder.join(MERGED)).expect("a file");
    let mut errors = 0;
    for at in (0..whole.len()).step_by(11) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x15;
        std::fs::write(folder.join(MERGED), bytes).expect("written");
        let change = |texts: &[Text], name: &str| write(folder, name, texts);
        let changes = vec![ChangedRun {
            documents: 0..400,
            before: Some(change(&texts[..1], "before")),
            now: change(&texts[1..2], "now"),
        }];
        let outcome =
            Earlier::open(folder).and_then(|earlier| merge(Some(earlier), changes, &mut |_| Ok(())));
        errors += usize::from(outcome.is_err());
    }
    assert!(errors > 0);
}

#[test]
fn a_damaged_run_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("run");
    let words = DocumentWords::from_tokens(&[("lamp", 0, 0), ("keeper", 4, 3)]);
    let run = run::invert([(0, "en", &words)].into_iter(), &[]);
    for end in 1..run.len() {
        run::write(&path, &[], &run[..end]).expect("a run");
        let now = OpenRun::open(&path).expect("a run");
        let mut count = 0;
        let outcome = merge(None, vec![ChangedRun { documents: 0..1, before: None, now }], &mut |_| {
            count += 1;
            Ok(())
        });
        assert!(outcome.is_err() || count < 2, "{end}");
    }
}

#[test]
fn a_run_takes_what_stays_from_the_one_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let mut random = Random(1926);
    let mut texts: Vec<Text> = (0..12).map(|_| random.text()).collect();
    for step in 0..40 {
        let before = write(folder, "before", &texts);
        let changed: Vec<bool> = texts.iter().map(|_| random.below(4) == 0).collect();
        for (text, _) in texts.iter_mut().zip(&changed).filter(|(_, is_changed)| **is_changed) {
            *text = random.text();
            // One may have nothing left.
            text.truncate(random.below(3) * 10);
        }
        let words: Vec<(usize, DocumentWords)> = (0..)
            .zip(&texts)
            .filter(|(place, _)| changed[*place])
            .map(|(place, text)| (place, DocumentWords::from_tokens(text)))
            .collect();
        let new = run::invert(words.iter().map(|(place, words)| (*place, "en", words)), &[]);
        let stems = run::update(before, &changed, &new).expect("a whole run");
        let path = folder.join("now");
        run::write(&path, &[], &stems).expect("a run");
        let now = OpenRun::open(&path).expect("a run");
        let groups = all(None, vec![ChangedRun { documents: 0..STRETCH, before: None, now }]);
        assert_eq!(groups, from_nothing(folder, &texts), "step {step}");
    }
}
