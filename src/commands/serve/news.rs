//! The news of the builds: which version of the site is the present one, and what is wrong with the
//! archive. The build tells them, and each open page waits for them.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Serialize;

use crate::build::report::{Report, serialize_diagnostics};
use crate::diagnostic::{Diagnostic, Severity};

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
    /// How many of the builds changed the site.
    changes: u64,
    errors: Vec<Diagnostic>,
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
    error_count: usize,
    #[serde(serialize_with = "serialize_diagnostics")]
    errors: &'a [Diagnostic],
}

impl News {
    /// No news yet.
    pub fn new() -> Self {
        Self { state: Mutex::default(), told: Condvar::new() }
    }

    /// Tells what came out of a build.
    pub fn tell(&self, outcome: Result<Report, Diagnostic>) {
        let mut state = self.state();
        state.count += 1;
        state.errors = match outcome {
            Ok(report) => {
                let is_new = |written: &crate::site::emission::Written| written.changed + written.removed > 0;
                state.changes += u64::from(report.written.as_ref().is_some_and(is_new));
                let mut errors = report.diagnostics;
                errors.retain(|diagnostic| diagnostic.severity == Severity::Error);
                errors
            }
            Err(diagnostic) => vec![diagnostic],
        };
        drop(state);
        self.told.notify_all();
    }

    /// The present version of the site. Another run of the server has other versions.
    pub fn version(&self) -> String {
        version(&self.state())
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
            version: version(&state),
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
}

fn version(state: &State) -> String {
    format!("{}-{}", std::process::id(), state.changes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn errors_are_told_with_the_version_that_is_still_served() {
        let news = News::new();
        let before = news.version();
        assert!(news.after(0, Duration::ZERO).is_none());
        news.tell(Err(Diagnostic::new(Severity::Error, Code::Unreadable, "fonds.toml", "it is no TOML")));
        let message = news.after(0, Duration::ZERO).expect("news");
        assert!(message.text.contains(r#""message":"it is no TOML""#), "{}", message.text);
        assert!(message.text.contains(&format!(r#""version":"{before}""#)), "{}", message.text);
        assert!(news.after(message.count, Duration::ZERO).is_none());
    }
}
