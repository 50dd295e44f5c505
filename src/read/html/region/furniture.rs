//! What stands around a document, known by elements, roles, and the names of classes and ids.

use crate::read::html::tree::{Place, Tree};

/// A part with more hundredths of the text is never left out for its name.
const MUCH: usize = 40;

/// What is no part of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Furniture {
    Navigation,
    Header,
    Footer,
    Sidebar,
    Advert,
    Sharing,
    Comments,
    Related,
    Banner,
    EditLinks,
    Search,
    Hidden,
    /// Known by the element itself.
    Sure(&'static str),
}

impl Furniture {
    /// Whether the element itself says it.
    pub fn is_sure(self) -> bool {
        matches!(self, Self::Sure(_))
    }

    /// How many hundredths of the text it can hold.
    pub fn most(self) -> usize {
        match self {
            Self::Banner | Self::Advert | Self::Header | Self::Footer => 15,
            Self::Hidden => 100,
            _ => MUCH,
        }
    }

    /// What the report calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Navigation => "navigation",
            Self::Header => "headers",
            Self::Footer => "footers",
            Self::Sidebar => "sidebars",
            Self::Advert => "adverts",
            Self::Sharing => "links for sharing",
            Self::Comments => "comments",
            Self::Related => "related pages",
            Self::Banner => "banners",
            Self::EditLinks => "links for editing",
            Self::Search => "forms",
            Self::Hidden => "hidden parts",
            Self::Sure(name) => name,
        }
    }
}

/// The words in names of classes and ids by which makers of pages call what stands around a document.
const NAMES: [(Furniture, &[&str]); 10] = [
    (
        Furniture::Advert,
        &[
            "ad",
            "ads",
            "advert",
            "adverts",
            "advertisement",
            "advertisements",
            "advertising",
            "adsense",
            "adslot",
            "adsbygoogle",
            "sponsor",
            "sponsored",
            "taboola",
            "outbrain",
        ],
    ),
    (
        Furniture::Navigation,
        &[
            "nav",
            "navbar",
            "navigation",
            "navbox",
            "menu",
            "menubar",
            "breadcrumb",
            "breadcrumbs",
            "pager",
            "pagination",
            "toc",
            "catlinks",
            "printfooter",
            "skiplink",
            "jump",
        ],
    ),
    (Furniture::Sharing, &["share", "sharing", "social", "sharedaddy", "addthis", "sharebar"]),
    (Furniture::Comments, &["comments", "commentlist", "respond", "disqus"]),
    (Furniture::Sidebar, &["sidebar", "widget", "widgets"]),
    (Furniture::Related, &["related", "recommended", "recommendations", "trending", "teaser", "teasers"]),
    (
        Furniture::Banner,
        &[
            "cookie",
            "cookies",
            "consent",
            "gdpr",
            "newsletter",
            "subscribe",
            "subscription",
            "signup",
            "paywall",
            "popup",
            "modal",
            "banner",
        ],
    ),
    (Furniture::EditLinks, &["editsection", "noprint"]),
    (Furniture::Header, &["header", "masthead", "topbar"]),
    (Furniture::Footer, &["footer", "colophon"]),
];

/// What an element is, if it is no part of a document.
pub fn furniture(tree: &Tree, place: Place) -> Option<Furniture> {
    let name = tree.name(place);
    let in_text = || {
        tree.above(place)
            .any(|above| matches!(tree.name(above), "article" | "section" | "blockquote" | "figure"))
    };
    match name {
        "nav" => return Some(Furniture::Sure("navigation")),
        "noscript" => return Some(Furniture::Sure("parts for browsers without scripts")),
        "footer" if !in_text() => return Some(Furniture::Sure("footers")),
        "header" if !in_text() && !tree.above(place).any(|above| tree.name(above) == "main") => {
            return Some(Furniture::Sure("headers"));
        }
        "aside" if !in_text() => return Some(Furniture::Sure("sidebars")),
        "dialog" if tree.attribute(place, "open").is_none() => return Some(Furniture::Sure("hidden parts")),
        "iframe" | "article" | "body" | "html" | "head" => return None,
        _ => {}
    }
    if tree.has_role(place, &["navigation", "toc"]) {
        return Some(Furniture::Sure("navigation"));
    }
    let has = |roles: &[&str]| tree.has_role(place, roles);
    if has(&["banner"]) {
        return Some(Furniture::Sure("headers"));
    }
    if has(&["contentinfo"]) {
        return Some(Furniture::Sure("footers"));
    }
    if has(&["search"]) {
        return Some(Furniture::Sure("forms"));
    }
    if has(&["complementary"]) && !in_text() {
        return Some(Furniture::Sidebar);
    }
    if is_hidden(tree, place) {
        return Some(Furniture::Hidden);
    }
    if name == "form" && tree.find(place, |at| matches!(tree.name(at), "p" | "table" | "h1" | "h2")).is_none()
    {
        return Some(Furniture::Search);
    }
    by_name(tree, place)
}

/// Whether a page does not show an element.
fn is_hidden(tree: &Tree, place: Place) -> bool {
    let style: String = tree.attribute(place, "style").unwrap_or_default().to_ascii_lowercase();
    let style: String = style.split_whitespace().collect();
    // What hides a formula shows an image of it in its place.
    let holds_formula = || tree.find(place, |at| tree.name(at) == "math").is_some();
    tree.attribute(place, "hidden").is_some()
        || (style.contains("display:none") || style.contains("visibility:hidden")) && !holds_formula()
        || style.contains("mso-hide:all")
        || tree.has_class(place, &["visually-hidden", "sr-only", "screen-reader-text", "visuallyhidden"])
        || tree.has_class(place, &["katex-html"])
}

/// What the names of its classes and its id say.
fn by_name(tree: &Tree, place: Place) -> Option<Furniture> {
    const HOLDERS: [&str; 16] = [
        "div", "section", "aside", "ul", "ol", "table", "td", "p", "span", "form", "header", "footer",
        "details", "a", "center", "ins",
    ];
    // Code is coloured by classes that mean something else.
    let is_code = || tree.above(place).any(|above| matches!(tree.name(above), "pre" | "code"));
    if !HOLDERS.contains(&tree.name(place)) || is_code() {
        return None;
    }
    let names = tree.classes(place).chain(tree.attribute(place, "id"));
    let mut found = None;
    for name in names.take(24) {
        // What belongs to the document can be called after what it is not: `no-sidebar`, `has-ads`, `with-nav`.
        let lower = name.to_ascii_lowercase();
        let mut words = lower.split(['-', '_', ':', '.']).filter(|word| !word.is_empty()).peekable();
        if words.peek().is_some_and(|word| {
            matches!(
                *word,
                "no" | "has"
                    | "with"
                    | "is"
                    | "not"
                    | "article"
                    | "entry"
                    | "post"
                    | "content"
                    | "document"
                    | "page"
                    | "main"
            )
        }) {
            continue;
        }
        for word in words {
            let known =
                NAMES.iter().find(|(_, known)| known.contains(&word)).map(|(furniture, _)| *furniture);
            found = found.or(known);
        }
    }
    // The head of a table or of a letter is no header of a page.
    let is_edge = matches!(found, Some(Furniture::Header | Furniture::Footer));
    let is_outer =
        || !tree.above(place).any(|above| matches!(tree.name(above), "article" | "table" | "blockquote"));
    found.filter(|_| !is_edge || is_outer())
}
