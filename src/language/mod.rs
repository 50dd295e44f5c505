//! Language: the words in which pages speak, and those by which texts are read.
//!
//! The room owns the messages of the interface, the words of dates, how names of collections are written, and how a text
//! is cut into words and signs. It takes data of the model and a language, and gives words; or words, and gives data. It
//! must not know the files of documents, nor what a page is made of.

pub mod calendar;
pub mod collection_name;
pub mod dates;
mod evidence;
pub mod interface;
pub mod token;
pub mod unresolved;
pub mod reading;
pub mod spelling;
