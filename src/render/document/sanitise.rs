//! Sanitising: raw HTML of a source keeps what is harmless, and nothing that runs, loads or styles.

use std::sync::LazyLock;

use ammonia::Builder;

use crate::model::address::{is_address_within, is_safe_address};
use crate::model::raw_html;
use crate::model::raw_html::{is_direction, is_language};

/// Elements and attributes beyond those that the library allows, for what this program itself
/// writes: the text is sanitised as a whole.
static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .tags(raw_html::KEPT.into_iter().collect())
        .add_generic_attributes(["id", "class", "role", "title", "aria-label", "aria-labelledby", "dir"])
        .add_tag_attributes("audio", ["src", "controls", "preload"])
        .add_tag_attributes("video", ["src", "controls", "preload", "width", "height"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("ol", ["reversed", "type"])
        .add_tag_attributes("li", ["value"])
        .add_tag_attributes("time", ["datetime"])
        .add_tag_attributes("data", ["value"])
        .add_tag_attributes("pre", ["tabindex"])
        .add_tag_attributes("div", ["tabindex", "data-page"])
        .add_tag_attributes("span", ["data-page"])
        .add_tag_attributes("a", ["data-page"])
        .add_tag_attributes("p", ["aria-hidden"])
        .add_tag_attributes("code", ["data-language"])
        .add_tag_attributes("img", ["loading"])
        .rm_tag_attributes("table", ["align", "char", "charoff", "summary"])
        .rm_tag_attributes("img", ["align"])
        .add_url_schemes(["doi", "urn"])
        .link_rel(None)
        // Nothing may be asked for from elsewhere.
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            (_, "src") if !is_address_within(value) => None,
            (_, "dir") if !is_direction(value) => None,
            (_, "lang" | "hreflang") if !is_language(value) => None,
            (_, "href" | "cite") if !is_safe_address(value) => None,
            (
                _,
                "align" | "char" | "charoff" | "valign" | "bgcolor" | "noshade" | "size" | "summary" | "axis"
                | "abbr",
            ) => None,
            ("img" | "video", "width" | "height") if !value.bytes().all(|byte| byte.is_ascii_digit()) => None,
            ("hr" | "col" | "colgroup" | "table" | "td" | "th", "width" | "height") => None,
            _ => Some(value.into()),
        });
    builder
});

/// Sanitises a stretch of HTML, and closes what it leaves open.
pub fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn what_runs_loads_or_styles_is_taken_out() {
        for (html, cleaned) in [
            ("<script>alert(1)</script>x", "x"),
            ("<p onclick=\"x()\" style=\"color:red\">y</p>", "<p>y</p>"),
            ("<a href=\"javascript:x()\">y</a>", "<a>y</a>"),
            ("<img src=\"https://example.org/x.png\" alt=\"z\">", "<img alt=\"z\">"),
            ("<iframe src=\"x\"></iframe>", ""),
            ("<img src=\"\\\\skell.example\\b.png\" alt=\"z\">", "<img alt=\"z\">"),
            ("<img src=\"/\\skell.example/b.png\" alt=\"z\">", "<img alt=\"z\">"),
            ("<img src=\"https:skell.example/b.png\" alt=\"z\">", "<img alt=\"z\">"),
            ("<img src=\"a.png\" srcset=\"https://skell.example/b.png 2x\">", "<img src=\"a.png\">"),
            ("<video src=\"https://skell.example/b.mp4\" poster=\"//x/y.png\">z</video>", "<video>z</video>"),
            ("<base href=\"https://skell.example/\"><link rel=\"stylesheet\" href=\"x\">z", "z"),
            ("<form action=\"https://skell.example/\">z</form>", "z"),
            ("<table background=\"https://skell.example/b.png\"></table>", "<table></table>"),
            ("<a href=\"java&#10;script:x()\">y</a>", "<a>y</a>"),
            ("<p dir=\"sideways\" lang=\"x y\">y</p>", "<p>y</p>"),
        ] {
            assert_eq!(clean(html), cleaned);
        }
    }

    #[test]
    fn direction_and_language_are_kept() {
        let html = "<p dir=\"rtl\" lang=\"he\">y</p>";
        assert_eq!(clean(html).len(), html.len());
    }

    #[test]
    fn our_own_elements_are_kept() {
        let html = "<p class=\"numbered\">a<sup class=\"note-mark\"><a role=\"doc-noteref\" id=\"fnref1\" href=\"#fn1\">1</a></sup></p>";
        let cleaned = clean(html);
        for part in ["class=\"numbered\"", "role=\"doc-noteref\"", "id=\"fnref1\"", "href=\"#fn1\""] {
            assert!(cleaned.contains(part), "{cleaned}");
        }
    }

    #[test]
    fn what_is_left_open_is_closed() {
        assert_eq!(clean("<b>x"), "<b>x</b>");
    }
}
