//! What the elements of TEI mean for a text: a table of names.

use std::sync::LazyLock;

use hashbrown::HashMap;

use crate::model::document::{AlternativeKind, MentionKind, ParagraphStyle, TextStyle};

/// What an element is to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A part with a heading of its own.
    Division,
    /// What holds blocks, and does not show itself.
    Part,
    /// A text that is printed with the document.
    Attachment,
    /// The heading of what holds it.
    Head,
    /// A paragraph.
    Paragraph(ParagraphStyle),
    /// What stands before the text of a letter.
    Opener,
    /// What stands after it.
    Closer,
    /// Place and date.
    Dateline,
    /// The words that greet.
    Salute,
    /// Who signs.
    Signed,
    /// Lines of verse, or of an address.
    LineGroup,
    /// A line of them.
    Line,
    /// A list.
    List,
    /// A list of people, places or books.
    ListOf,
    /// A member of a list.
    Item,
    /// What is a member in a list of such, and a run of text elsewhere.
    Entry,
    /// The term or mark before a member of a list.
    Label,
    /// A table.
    Table,
    /// A row.
    Row,
    /// A cell.
    Cell,
    /// Images with what is said of them.
    Figure,
    /// An image.
    Graphic,
    /// What an image shows.
    Description,
    /// Words of others: a block or a run of text.
    Quotation,
    /// A motto.
    Epigraph,
    /// A note.
    Note,
    /// The beginning of a page.
    PageBreak,
    /// The beginning of a line.
    LineBreak,
    /// The beginning of a column.
    ColumnBreak,
    /// A border of something else.
    Milestone,
    /// A place with a name.
    Anchor,
    /// Text that looks otherwise.
    Highlight,
    /// Text that is stressed.
    Emphasis,
    /// The title of a work.
    WorkTitle,
    /// One thing in two forms.
    Choice,
    /// What the source has.
    Original(AlternativeKind),
    /// What the editors have in its place.
    Edited(AlternativeKind),
    /// Text that was struck out.
    Deleted,
    /// Text in a state.
    State(TextStyle),
    /// What the editors put in.
    Supplied,
    /// What is missing.
    Gap,
    /// Room that was left.
    Space,
    /// The name of someone or something.
    Mention(MentionKind),
    /// A name whose kind its type tells.
    Named,
    /// A reference with words.
    Reference,
    /// A reference without words.
    Pointer,
    /// A date.
    Date,
    /// The head or foot of a page.
    Furniture,
    /// A formula.
    Formula,
    /// Code in a run of text.
    Code,
    /// A block of code.
    CodeBlock,
    /// A place where witnesses differ.
    Apparatus,
    /// The reading of the text.
    Lemma,
    /// Another reading.
    Reading,
    /// What is not to be read as text.
    Hidden,
    /// A run of text of which nothing is shown but the words.
    Text,
}

/// The table: what a meaning is called.
#[rustfmt::skip]
const TABLE: &[(Meaning, &[&str])] = &[
    (Meaning::Division, &["div", "div1", "div2", "div3", "div4", "div5", "div6", "div7"]),
    (
        Meaning::Part,
        &[
            "TEI", "text", "group", "body", "front", "back", "argument", "postscript", "titlePage", "docTitle", "cit",
            "sp", "spGrp", "castGroup", "set", "prologue", "epilogue", "performance", "noteGrp", "listAnnotation",
            "listApp", "standOff", "sourceDoc", "entry", "sense", "superEntry", "recto", "correspDesc",
        ],
    ),
    (Meaning::Attachment, &["attachment", "floatingText"]),
    (Meaning::Head, &["head"]),
    (
        Meaning::Paragraph(ParagraphStyle::Body),
        &[
            "p", "ab", "byline", "docAuthor", "docDate", "docEdition", "docImprint", "titlePart", "imprimatur",
            "trailer", "stage", "view", "camera", "caption", "sound", "tech", "biblStruct", "biblFull", "msDesc",
            "schemaSpec",
        ],
    ),
    (Meaning::Paragraph(ParagraphStyle::Caption), &["speaker"]),
    (Meaning::Opener, &["opener"]),
    (Meaning::Closer, &["closer"]),
    (Meaning::Dateline, &["dateline"]),
    (Meaning::Salute, &["salute"]),
    (Meaning::Signed, &["signed"]),
    (Meaning::LineGroup, &["lg", "address"]),
    (Meaning::Line, &["l", "addrLine"]),
    (Meaning::List, &["list", "castList"]),
    (
        Meaning::ListOf,
        &[
            "listPerson", "listPlace", "listOrg", "listBibl", "listEvent", "listNym", "listObject", "listWit",
            "listRelation", "listChange", "particDesc", "witList",
        ],
    ),
    (Meaning::Item, &["item", "castItem"]),
    (
        Meaning::Entry,
        &["person", "personGrp", "place", "org", "event", "object", "nym", "witness", "bibl", "relation", "change"],
    ),
    (Meaning::Label, &["label", "headLabel", "headItem"]),
    (Meaning::Table, &["table"]),
    (Meaning::Row, &["row"]),
    (Meaning::Cell, &["cell"]),
    (Meaning::Figure, &["figure"]),
    (Meaning::Graphic, &["graphic", "media", "binaryObject"]),
    (Meaning::Description, &["figDesc"]),
    (Meaning::Quotation, &["q", "quote", "said"]),
    (Meaning::Epigraph, &["epigraph"]),
    (Meaning::Note, &["note"]),
    (Meaning::PageBreak, &["pb"]),
    (Meaning::LineBreak, &["lb"]),
    (Meaning::ColumnBreak, &["cb", "gb"]),
    (Meaning::Milestone, &["milestone"]),
    (Meaning::Anchor, &["anchor", "addSpan", "delSpan", "damageSpan", "handShift", "ptrSpan"]),
    (Meaning::Highlight, &["hi"]),
    (Meaning::Emphasis, &["emph", "mentioned", "ex", "distinct"]),
    (Meaning::WorkTitle, &["title"]),
    (Meaning::Choice, &["choice"]),
    (Meaning::Original(AlternativeKind::Correction), &["sic"]),
    (Meaning::Original(AlternativeKind::Regularisation), &["orig"]),
    (Meaning::Original(AlternativeKind::Expansion), &["abbr"]),
    (Meaning::Edited(AlternativeKind::Correction), &["corr"]),
    (Meaning::Edited(AlternativeKind::Regularisation), &["reg"]),
    (Meaning::Edited(AlternativeKind::Expansion), &["expan"]),
    (Meaning::Deleted, &["del"]),
    (Meaning::State(TextStyle::Inserted), &["add"]),
    (Meaning::State(TextStyle::Unclear), &["unclear"]),
    (Meaning::Supplied, &["supplied"]),
    (Meaning::Gap, &["gap", "ellipsis"]),
    (Meaning::Space, &["space"]),
    (Meaning::Mention(MentionKind::Person), &["persName"]),
    (
        Meaning::Mention(MentionKind::Place),
        &["placeName", "geogName", "settlement", "country", "region", "district", "bloc"],
    ),
    (Meaning::Mention(MentionKind::Organisation), &["orgName"]),
    (Meaning::Mention(MentionKind::Term), &["term", "gloss"]),
    (Meaning::Named, &["rs", "name"]),
    (Meaning::Reference, &["ref"]),
    (Meaning::Pointer, &["ptr"]),
    (Meaning::Date, &["date"]),
    (Meaning::Furniture, &["fw"]),
    (Meaning::Formula, &["formula"]),
    (Meaning::Code, &["code", "gi", "att", "val", "tag", "ident"]),
    (Meaning::CodeBlock, &["eg"]),
    (Meaning::Apparatus, &["app"]),
    (Meaning::Lemma, &["lem"]),
    (Meaning::Reading, &["rdg"]),
    (
        Meaning::Hidden,
        &["index", "teiHeader", "facsimile", "interp", "interpGrp", "spanGrp", "fs", "linkGrp", "certainty", "alt"],
    ),
    (
        Meaning::Text,
        &[
            "seg", "w", "pc", "c", "s", "cl", "phr", "m", "g", "num", "measure", "measureGrp", "time", "soCalled",
            "foreign", "subst", "substJoin", "surplus", "secl", "damage", "restore", "retrace", "mod", "metamark",
            "redo", "undo", "am", "rdgGrp", "forename", "surname", "roleName", "addName", "genName", "nameLink", "geo",
            "offset", "affiliation", "email", "idno", "street", "postCode", "postBox", "state", "trait", "climate",
            "location", "population", "terrain", "birth", "death", "sex", "gender", "age", "occupation", "education",
            "faith", "residence", "nationality", "socecStatus", "langKnowledge", "langKnown", "floruit", "persona",
            "author", "editor", "publisher", "pubPlace", "biblScope", "citedRange", "edition", "extent", "series",
            "monogr", "analytic", "imprint", "respStmt", "resp", "desc", "role", "roleDesc", "actor", "move",
            "expansion", "eventName", "objectName", "witStart", "witEnd", "lacunaStart", "lacunaEnd", "wit", "listTranspose",
            "transpose", "line", "zone", "surface", "surfaceGrp", "caesura", "rhyme", "lang", "etym", "form", "orth",
            "pron", "gramGrp", "gram", "pos", "def", "usg", "xr", "repository", "institution", "collection",
            "msIdentifier", "locus", "locusGrp", "material", "height", "width", "depth", "dim", "dimensions",
            "signatures", "stamp", "watermark", "heraldry", "origDate", "origPlace", "catchwords", "secFol", "u",
            "pause", "vocal", "kinesic", "incident", "writing", "shift", "ruby", "rb", "rt", "note-anchor", "span",
        ],
    ),
];

/// What an element of this name means; none for one that is not known.
pub(super) fn of(name: &str) -> Option<Meaning> {
    static MEANINGS: LazyLock<HashMap<&str, Meaning>> = LazyLock::new(|| {
        let rows = TABLE.iter();
        rows.flat_map(|(meaning, names)| names.iter().map(|name| (*name, *meaning))).collect()
    });
    MEANINGS.get(name).copied()
}

/// Whether an element is a block wherever it stands, which ends a paragraph.
pub(super) fn is_block(meaning: Meaning) -> bool {
    use Meaning::{
        Attachment, Cell, Closer, CodeBlock, Division, Epigraph, Head, Item, Line, LineGroup, List, ListOf,
        Opener, Paragraph, Row, Table,
    };
    matches!(
        meaning,
        Division
            | Attachment
            | Head
            | Paragraph(_)
            | Opener
            | Closer
            | LineGroup
            | Line
            | List
            | ListOf
            | Item
            | Table
            | Row
            | Cell
            | Epigraph
            | CodeBlock
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_name_has_one_meaning() {
        let mut seen = BTreeSet::new();
        for name in TABLE.iter().flat_map(|(_, names)| *names) {
            assert!(seen.insert(name), "{name}");
        }
        assert_eq!(of("persName"), Some(Meaning::Mention(MentionKind::Person)));
        assert_eq!(of("persname"), None);
    }
}
