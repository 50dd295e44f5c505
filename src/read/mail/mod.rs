//! The reader for mail: single messages, mailboxes, and the messages of a maildir.
//!
//! The folder owns what a message is in bytes: where each begins in a mailbox ([`mailbox`]), its head ([`head`]), its parts
//! ([`entity`]), the text of each ([`charset`], [`transfer`]), what it quotes of others ([`quoted`]), and what it
//! brings along ([`attachments`]). It takes the bytes of a source and gives documents, with the ids by which the catalogue
//! puts threads together. Addresses are masked here ([`mask`]), so that nothing after it has them. It must not know the
//! other messages of the archive, nor that there are pages.

mod assembly;
mod attachments;
mod body;
mod charset;
mod entity;
mod head;
mod html;
mod mailbox;
mod mask;
mod moment;
mod quoted;
mod reader;
mod remarks;
mod sweep;
mod transfer;

pub use reader::Mail;
