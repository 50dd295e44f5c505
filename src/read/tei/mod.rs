//! x
mod date;
mod entities;
mod event;
mod outline;
mod xml;
