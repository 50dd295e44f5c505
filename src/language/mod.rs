//! The words of languages: those of the interface, those for dates, and those by which texts are read. Each language
//! has a folder with its tables. This room knows neither documents' files nor pages.

pub mod dates;
pub mod interface;
pub mod reading;
