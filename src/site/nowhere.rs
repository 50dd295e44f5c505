//! Where the pages of a check go.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::address;
use super::made::Made;
use super::sink::{Page, Sink, WriteFiles};
use crate::diagnostic::Diagnostic;
use crate::model::fingerprint::Fingerprint;

/// Takes a site and lets go of it, all but the addresses: two files with one address are as wrong in a check as in a
/// build. Nothing is read or written.
#[derive(Debug, Default)]
pub struct Nowhere {
    taken: Mutex<HashSet<String>>,
}

impl Nowhere {
    fn taken(&self) -> MutexGuard<'_, HashSet<String>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Nowhere {
    fn keeps(&self, _: &str, _: Fingerprint) -> Option<Vec<Diagnostic>> {
        None
    }

    fn take(&self, page: Page, _: Option<Made>) -> Result<(), Diagnostic> {
        address::check(&page.address)?;
        self.taken().insert(page.address);
        Ok(())
    }

    fn write(&self, addresses: &[&str], _: &mut WriteFiles<'_>) -> Result<(), Diagnostic> {
        addresses.iter().try_for_each(|address| address::check(address))?;
        self.taken().extend(addresses.iter().map(|&address| address.to_owned()));
        Ok(())
    }

    fn copy(&self, _: &Path, address: &str) -> Result<(), Diagnostic> {
        address::check(address)?;
        self.taken().insert(address.to_owned());
        Ok(())
    }

    fn has_taken(&self, address: &str) -> bool {
        self.taken().contains(address)
    }
}
