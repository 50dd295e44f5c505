//! The moment that packages bear. The clock is not asked: the same archive gives the same bytes.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::diagnostic::{Code, Diagnostic, Severity};

/// The variable by which whoever builds says when that is:
/// <https://reproducible-builds.org/docs/source-date-epoch/>.
const VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// The moment that `SOURCE_DATE_EPOCH` names, if it does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Moment(Option<Timestamp>);

impl Moment {
    /// The moment that the environment names.
    ///
    /// # Errors
    /// A diagnostic, if it is no number of seconds.
    pub fn of_environment() -> Result<Self, Diagnostic> {
        match std::env::var(VARIABLE) {
            Ok(seconds) if !seconds.is_empty() => Self::parse(&seconds).ok_or_else(|| {
                let message = format!("`{seconds}` is no number of seconds since 1970");
                Diagnostic::new(Severity::Error, Code::Date, VARIABLE, message)
                    .help("write what `git log -1 --format=%ct` says, for example")
            }),
            _ => Ok(Self::default()),
        }
    }

    /// In seconds since 1970, if there is one.
    pub fn seconds(self) -> Option<i64> {
        self.0.map(Timestamp::as_second)
    }

    /// In coordinated universal time, if there is one.
    pub fn utc(self) -> Option<DateTime> {
        self.0.map(|moment| moment.to_zoned(TimeZone::UTC).datetime())
    }

    fn parse(seconds: &str) -> Option<Self> {
        Timestamp::from_second(seconds.parse().ok()?).ok().map(|moment| Self(Some(moment)))
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn seconds_are_a_moment_in_universal_time() {
        let moment = Moment::parse("1700000000").expect("a moment");
        assert_eq!(moment.utc().expect("a moment").to_string(), "2023-11-14T22:13:20");
        assert_eq!(Moment::parse("yesterday"), None);
        assert_eq!(Moment::parse("99999999999999999"), None);
    }
}
