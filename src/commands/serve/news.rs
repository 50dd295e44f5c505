//! The news of an archive that is served: which version of the site is the present one, which of its pages are shown from
//! memory until a build takes them in, and what is wrong. Builds and saved documents make news, and each open page waits
//! for them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Serialize;

use crate::build::report::{Report, serialize_diagnostics};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Page;

/// How many errors a page lists. The terminal has all of them.
const LISTED_ERRORS: usize = 20;

/// The latest news.
pub struct News {
    state: Mutex<State>,
    told: Condvar,
}

#[derive(Default)]
struct State {
    /// How many news there were.
    count: u64,
    /// How many of them changed the site.
    changes: u64,
    /// What the last of these changed.
    extent: Extent,
    errors: Vec<Diagnostic>,
    /// The pages that are shown from memory, by their addresses.
    ahead: BTreeMap<String, Ahead>,
}

/// A page that was made before its site is built again.
struct Ahead {
    content: Vec<u8>,
    /// The change of the archive that it shows.
    change: u64,
}

/// Which pages differ from those of the version before.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "snake_case")]
enum Extent {
    /// Perhaps all.
    #[default]
    All,
    /// These.
    Only(Vec<String>),
    /// Perhaps all but these.
    AllBut(Vec<String>),
}

/// One piece of news, as pages get it.
pub struct Message {
    /// Its number among all news.
    pub count: u64,
    /// Its text, in JSON.
    pub text: String,
}

#[derive(Serialize)]
struct Content<'a> {
    version: String,
    /// The version from which this one differs by its extent.
    before: String,
    extent: &'a Extent,
    /// Whether documents were saved that lists and the search do not know yet.
    is_behind: bool,
    error_count: usize,
    #[serde(serialize_with = "serialize_diagnostics")]
    errors: &'a [Diagnostic],
}

impl News {
    /// No news yet.
    pub fn new() -> Self {
        Self { state: Mutex::default(), told: Condvar::new() }
    }

    /// Tells that pages are shown from memory. They show the archive after so many changes.
    pub fn show(&self, pages: Vec<Page>, change: u64) {
        if pages.is_empty() {
            return;
        }
        let mut state = self.state();
        let addresses = pages.iter().map(|page| page.address.clone()).collect();
        let ahead = pages.into_iter().map(|Page { address, content }| (address, Ahead { content, change }));
        state.ahead.extend(ahead);
        state.changed(Extent::Only(addresses));
        self.told(state);
    }

    /// Tells what came out of a build into a folder, which saw so many changes of the archive. `is_text` says whether all that
    /// changed since the build before are documents that pages were shown of, so that other pages need not be loaded
    /// for what they share.
    pub fn tell(&self, outcome: Result<Report, Diagnostic>, folder: &Path, change: u64, is_text: bool) {
        let mut state = self.state();
        let taken_in: BTreeMap<String, Ahead> = {
            let (taken_in, ahead) =
                std::mem::take(&mut state.ahead).into_iter().partition(|(_, page)| page.change <= change);
            state.ahead = ahead;
            taken_in
        };
        let is_as_shown = |address: &str, page: &Ahead| {
            fs::read(folder.join(address)).is_ok_and(|built| built == page.content)
        };
        let (same, other): (Vec<_>, Vec<_>) =
            taken_in.into_iter().partition(|(address, page)| is_as_shown(address, page));
        let addresses = |pages: Vec<(String, Ahead)>| pages.into_iter().map(|(address, _)| address);
        let (written, errors) = match outcome {
            Ok(report) => {
                let errors = report.diagnostics.into_iter();
                let errors = errors.filter(|diagnostic| diagnostic.severity == Severity::Error);
                (report.written, errors.collect())
            }
            Err(diagnostic) => (None, vec![diagnostic]),
        };
        state.errors = errors;
        match written {
            Some(_) if !is_text => state.changed(Extent::All),
            Some(written) if written.changed + written.removed > 0 => {
                // What is still shown from memory stays as it is, too.
                let same = addresses(same).chain(state.ahead.keys().cloned()).collect();
                state.changed(Extent::AllBut(same));
            }
            _ if !other.is_empty() => state.changed(Extent::Only(addresses(other).collect())),
            _ => {}
        }
        self.told(state);
    }

    /// The present version of the site, and the page that is shown from memory at an address. Another run of the server has
    /// other versions.
    pub fn page(&self, address: &str) -> (String, Option<Vec<u8>>) {
        let state = self.state();
        (version(state.changes), state.ahead.get(address).map(|page| page.content.clone()))
    }

    /// The news after those that are known already; `None` if there are none within a time.
    pub fn after(&self, known: u64, patience: Duration) -> Option<Message> {
        let state = self.state();
        let waited = self.told.wait_timeout_while(state, patience, |state| state.count <= known);
        let (state, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        if timeout.timed_out() {
            return None;
        }
        let content = Content {
            version: version(state.changes),
            before: version(state.changes.saturating_sub(1)),
            extent: &state.extent,
            is_behind: !state.ahead.is_empty(),
            error_count: state.errors.len(),
            errors: &state.errors[..state.errors.len().min(LISTED_ERRORS)],
        };
        // Such values can always be written.
        let text = serde_json::to_string(&content).unwrap_or_default();
        Some(Message { count: state.count, text })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn told(&self, mut state: MutexGuard<'_, State>) {
        state.count += 1;
        drop(state);
        self.told.notify_all();
    }
}

impl State {
    /// The site has another version.
    fn changed(&mut self, extent: Extent) {
        self.changes += 1;
        self.extent = extent;
    }
}

fn version(changes: u64) -> String {
    format!("{}-{changes}", std::process::id())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    /// The latest news.
    fn news(news: &News) -> serde_json::Value {
        let message = news.after(0, Duration::ZERO).expect("news");
        serde_json::from_str(&message.text).expect("JSON")
    }

    fn failure() -> Result<Report, Diagnostic> {
        Err(Diagnostic::new(Severity::Error, Code::Unreadable, "fonds.toml", "it is no TOML"))
    }

    fn page(address: &str, content: &str) -> Page {
        Page { address: address.to_owned(), content: content.as_bytes().to_vec() }
    }

    #[test]
    fn errors_are_told_with_the_version_that_is_still_served() {
        let told = News::new();
        let before = told.page("").0;
        assert!(told.after(0, Duration::ZERO).is_none());
        told.tell(failure(), Path::new(""), 1, true);
        let message = told.after(0, Duration::ZERO).expect("news");
        assert!(message.text.contains(r#""message":"it is no TOML""#), "{}", message.text);
        assert!(message.text.contains(&format!(r#""version":"{before}""#)), "{}", message.text);
        assert!(told.after(message.count, Duration::ZERO).is_none());
    }

    #[test]
    fn pages_from_memory_are_shown_until_a_build_knows_their_change() {
        let told = News::new();
        told.show(vec![page("a.html", "one")], 1);
        told.show(vec![page("b.html", "two")], 2);
        assert_eq!(told.page("a.html").1.as_deref(), Some("one".as_bytes()));
        assert_eq!(news(&told)["extent"], serde_json::json!({ "only": ["b.html"] }));
        assert_eq!(news(&told)["is_behind"], true);
        // The build fails, and what was built before is served: the page in memory is none of that.
        told.tell(failure(), Path::new(""), 1, true);
        assert_eq!(told.page("a.html").1, None);
        assert!(told.page("b.html").1.is_some(), "it is of a later change");
        assert_eq!(news(&told)["extent"], serde_json::json!({ "only": ["a.html"] }));
        assert_eq!(news(&told)["is_behind"], true);
        told.tell(failure(), Path::new(""), 2, true);
        assert_eq!(news(&told)["is_behind"], false);
        assert_eq!(news(&told)["error_count"], 1);
    }
}
