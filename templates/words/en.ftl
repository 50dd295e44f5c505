# The words of the interface in English. Every message stands here; other languages may leave out what they share.
# The syntax is that of Fluent: https://projectfluent.org/fluent/guide/
# $count is a number to choose the form by, $number the same as it is written.

thousands_separator = ,

# The frame of every page
skip = Skip to the text
site = Site
archive = Archive
collections = Collections
timeline = Timeline
colours = Colours
colours_auto = Colours: auto
colours_light = Light
colours_dark = Dark
colours_contrast = High contrast
catalogue = Catalogue as a table
made_with = made with { $program }
breadcrumbs = Breadcrumbs
not_found = Page not found
not_found_why = There is no page at this address. It may have been mistyped, or the document may have moved.
not_found_go = Go on to:
moved = This document has another address now

# Documents
documents = { $count ->
    [one] { $number } document
   *[other] { $number } documents
}
words = { $count ->
    [one] { $number } word
   *[other] { $number } words
}
documents_heading = Documents
previous = Previous
next = Next
steps = Previous and next
neighbours = Documents before and after
draft_mark = Draft: this document is no part of the published site.
inferred = inferred
brackets = Dates in square brackets are inferred.
brackets_basis = The page of each document says from what.
referred_to = Referred to in { $count ->
    [one] { $number } document
   *[other] { $number } documents
}
cites = Documents that this one refers to
cited_by = Documents that refer to this one
related = Related documents
related_subject = on the same subject
related_cites = both refer to “{ $title }”
related_cited = both are referred to in “{ $title }”
related_letter = also from { $from } to { $to }
related_names = both name { $names }
related_mentions = the same people or places
nearby = What else happened then
document_number = Document { $number }
thread = Thread
thread_messages = { $count ->
    [one] { $number } message
   *[other] { $number } messages
}
thread_missing = The message that this one answers is not in this archive.
thread_answers = answers { $name }
thread_level = level { $number }
thread_here = This message
thread_earlier = { $count ->
    [one] { $number } message before these
   *[other] { $number } messages before these
}
thread_later = { $count ->
    [one] { $number } message after these
   *[other] { $number } messages after these
}
thread_steps = Previous and next in the thread
thread_previous = Previous in the thread
thread_next = Next in the thread
nobody = no name
this_footnote = this footnote
this_page = this page
this_part = this part
paragraph = Paragraph { $number }
page = Page { $number }
table = Table
image = Image
attachment = Attachment
files = Attached files
unclear = hard to read
quoted_lines = { $count ->
    [one] Quoted text, { $number } line
   *[other] Quoted text, { $number } lines
}
wording = Wording
as_edited = As edited
as_in_source = As in the source
facsimiles = Images of the pages
facsimile_of = Image of page { $number }
done = done
to_do = to do
missing_note = Note { $label } is not in the source

# Why a reference leads nowhere
leads_nowhere = References that lead nowhere
no-document = { $what } is not in this archive
no-footnote = there is no { $what }
no-page = { $what } is not in this archive
no-collection = { $what } is not in this archive
ambiguous = { $what } can mean more than one
no-file = there is no file { $what }
draft = { $what } is a draft
no-anchor = there is no { $what }

# What a reference is to, in the sentences above
sought_document = Document { $number }
sought_document_of = Document { $number } of { $collection }
sought_after = a document after this one
sought_before = a document before this one
sought_name = “{ $name }”
sought_page = page { $number }
sought_heading = heading #{ $anchor } in { $title }
sought_footnote_here = footnote { $label } in this document
sought_footnote_after = footnote { $label } in the document after this
sought_footnote_before = footnote { $label } in the document before this
sought_footnote_of = footnote { $label } in Document { $number }
sought_source_note_of = source note in Document { $number }
sought_volume = vol. { $number }
sought_part = part { $number }

# Notes
notes = Notes
note = Note
back = Back to the text, note { $label }
back_again = Back to the text, note { $label }, place { $place }
cited_in = Cited in
preview = Preview
copied = The link is copied.

# Alerts of Markdown
alert_note = Note
alert_tip = Tip
alert_important = Important
alert_warning = Warning
alert_caution = Caution

# Facts
facts = About this document
fact_from = From
fact_to = To
fact_answers = Answers
fact_subject = Subject
fact_kind = Kind
fact_place = Place
fact_telegram = Telegram number
fact_classification = Classification
fact_markings = Markings
fact_source = Source
fact_basis = Date taken from
fact_evidence = Date inferred from
fact_undated = No date
fact_pages = Pages
fact_length = Length
fact_text = Source text
fact_author = Author
fact_editor = Editor
fact_contributor = Contributor
fact_keywords = Keywords
fact_publisher = Publisher
fact_distributor = Distributor
fact_published = Published
fact_edition = Edition
fact_series = Series
fact_funder = Funded by
fact_licence = Licence
fact_identifier = Identifier
fact_extent = Extent
fact_language = Language
collection_facts = About this collection
incomplete = This collection could not be read whole. Documents, or parts of them, are missing.
basis_metadata = the metadata
basis_dateline = the dateline
undated_off = it states none, and none is inferred for it
undated_nothing_named = it names no day
undated_uncertain = it names days, but nothing says which of them is its own
clue_title = the title
clue_file_number = the file number
clue_source_note = the source note
clue_text = the text
clue_footnote = a footnote
clue_subject = the subject
clue_file_name = the file’s name
clue_folder_name = the collection’s name
clue_described = another document that names it
clue_serial_number = the numbers of other telegrams
clue_same_file = other documents of the same file
clue_same_sender = other documents from the same sender
clue_same_receiver = other documents to the same receiver
evidence_days = the days that the documents before and after it name
evidence_between = the order of the documents: between { $after } and { $before }
evidence_after = the order of the documents: after { $after }
evidence_before = the order of the documents: before { $before }

# Citations
cite = Cite this document
cite_forms = Chicago, MLA, APA, BibTeX, RIS, CSL-JSON
cite_in = in
cite_document = document { $number }
cite_undated = n.d.
cite_date = Date: { $date }
cite_original = Original: { $place }
cite_chicago_notes = Chicago, note
cite_chicago_bibliography = Chicago, bibliography
cite_mla = MLA
cite_apa = APA
cite_and = and
cite_within = in
cite_of = of
cite_edited_note = ed. { $names }
cite_edited = edited by { $names }
cite_editors = { $count ->
    [one] Ed.
   *[other] Eds.
}
cite_volume = vol. { $number }
cite_page = p. { $pages }
cite_pages = pp. { $pages }
cite_dated = Original work dated { $date }
cited_as = Cited as
citations = Citations of these documents:

# Lists
order = Order
order_printed = as printed
order_date = by date
most_cited = Most referred to
in_time = In time
to_timeline = The timeline, with every document
to_timeline_chosen = These documents in the timeline
to_graph = How they refer to each other

# Time
years = Years
months = Months
month_unknown = month not known
month_unknown_in = { $year }, month not known
month_of = { $month } { $year }
years_around = Years before and after
undated = Undated
undated_count = { $number } undated
undated_some = { $count ->
    [one] { $number } of { $documents } documents has no date.
   *[other] { $number } of { $documents } documents have no date.
}
undated_all = { $count ->
    [one] The document of this archive has no date.
   *[other] None of the { $number } documents has a date.
}
undated_off_count = { $count ->
    [one] { $number } states none, and none is inferred for it.
   *[other] { $number } state none, and none is inferred for them.
}
undated_nothing_named_count = { $count ->
    [one] { $number } names no day.
   *[other] { $number } name no day.
}
undated_uncertain_count = { $count ->
    [one] { $number } names days, but nothing says which of them is its own.
   *[other] { $number } name days, but nothing says which of them are their own.
}
undated_found = They are found by:
undated_elsewhere = Other collections
undated_how = For those who keep this archive: how to date a document
undated_how_text = Write date = "1926-03-04" into its front matter, or fill in the column “date” of a catalog.csv; “1926” or “1926-03~” will do where no more is known. “fonds catalog” writes such a table of all documents, and shows in the column “date_inferred” what was inferred.
timeline_of = The documents of { $title } in the order of time
year_of = The documents of { $year } in { $title }
chart_month = Documents by month
chart_year = Documents by year
chart_decade = Documents by decade
chart_highest = the highest bar stands for { $number }.
chart_left_out = { $count ->
    [one] { $number } whose month is not known is not in the chart.
   *[other] { $number } whose month is not known are not in the chart.
}
choose = Choose documents by time, collection and kind
from = From
to = To
kinds = Kinds
no_kind = No kind given
no_value = Not stated
found = Documents:
show_all = Show everything
show_more = Show more
other_collections = Other collections
chart_maybe = may also belong here:
zoom_in = Zoom in on this time
zoom_out = Zoom out
bar_keys = What the bars mean
key_stated = Date stated
key_spread = Interval or uncertain: shared out over the time in which it can lie
key_inferred = Date inferred
chosen_of = { $found } of { $documents } documents with a date

# The graph of references
graph_title = References in { $title }
graph_of = How the documents of { $title } refer to each other
graph_linked = { $linked } of { $documents } documents refer to each other or are referred to.
graph_reading = Each point is a document, in the order of time, the larger the more refer to it; each arc is a reference. The dashed ones lead to a later document.
graph_drawn = Of { $arcs } arcs, { $drawn } are drawn: those to documents to which { $least } or more refer.
graph_drawn_first = Of { $arcs } arcs, { $drawn } are drawn: the first of those to documents to which { $least } or more refer.
graph_table = To the table of references
graph_scroll = The drawing goes on to the side.
graph_pages = Pages of the table
graph_title_page = { $title }, page { $number }
graph_drawing = Drawing: documents in the order of time, with arcs for references
references = References
graph_from = Document
graph_to = refers to
graph_times = times
to_others = References to other collections
from_others = References from other collections

# Search
search = Search
search_for = Search the documents
search_without = Searching takes JavaScript. Without it, all documents can be found here:
search_of = Search the documents of { $title }
search_help = Words in any order; "a phrase"; the beginning of words*; -without; one OR (another word); near NEAR/5 each other; from:NAME, to:NAME, subject:WORD, title:WORD.
search_words = Words
search_in = Search in
in_all = Text and notes
in_text = Text
in_notes = Notes
sort_best = best first
search_none = No document has all this. Fewer words, other words, or the beginning of a word with * may find more.
search_unknown = No document has the word
search_nearest = Words like it:
search_failed = The index cannot be loaded.
no_date = No date

# Dates in the search, hits in documents, keys; $at is the place of the hit
search_from = Dated from
search_to = to
search_dates = Dates as datelines have them: a year, a month, a day, such as
search_no_date = This cannot be read as a date:
search_of_time = Of this time:
search_in_timeline = In the timeline
search_perhaps = { $number } of them perhaps
search_at_most = at most { $number }
search_of_words = Others with these words
search_only = Documents of this time only:
search_lesser = Without what is not found:
search_examples = For example:
hits = Words that were looked for
hits_back = Back to the results
hits_at = { $at } of { $count }
hits_none = The words are not in this text
hits_previous = Previous place
hits_next = Next place
hits_end = Do not mark them any more
keys = Keys
keys_search = to the search
keys_next = next result, or next document
keys_previous = previous result, or previous document
keys_hits = next and previous place of the words that were looked for
keys_escape = marks and windows go away
keys_help = this list
keys_use = Use single keys
keys_close = Close

# Packages
packages = To take along
package_epub = These documents as a book for e-readers
package_epub_part = These documents as a book for e-readers, part { $part } of { $parts }
package_zip = The whole site, to be opened from a folder
package_zim = The whole site for Kiwix
package_bag = Sources and site with checksums, for preservation
contents = Contents
contents_page = “{ $title }” on a page of its own
printed_pages = Printed pages
cover_of = Cover of { $title }
part_of = { $title }, part { $part } of { $parts }
online = On the web
accessibility = Text with headings, a table of contents and linked notes; nothing depends on sight, sound or colour.
accessibility_images = Text with headings, a table of contents and linked notes; the images are described where the sources describe them.

# Reading offline; $size and $done have their unit
offline = Reading offline
offline_keep = Keep this collection for reading offline (about { $size })
offline_keep_all = Keep the whole archive for reading offline (about { $size })
offline_keeping = It is being kept. Leave this page open until it is done.
offline_progress = Kept so far:
offline_numbers = { $done } of { $size }
offline_stop = Stop
offline_stopped = A part of this is kept. It can go on where it stopped.
offline_go_on = Go on keeping
offline_kept = This collection is kept in this browser. It can be read and searched offline.
offline_kept_all = The whole archive is kept in this browser. It can be read and searched offline.
offline_forget = Remove it
offline_forgotten = It was removed.
offline_leave = Remove everything that is kept here
offline_left = Everything was removed. Nothing of this site is kept in this browser any more.
offline_full = The browser has no room for all of it.
offline_changed = The site was changed in the meantime. Load its newer edition, and keep it then.
offline_failed = The site cannot be reached. It can go on later where it stopped.
newer = A newer edition of this site is here.
newer_load = Load it
newer_later = Later
not_kept = This page was not kept
not_kept_why = The site cannot be reached, and this page is not among those that this browser has kept.

# The page about the archive
about = About this archive
about_extent = What it holds
about_languages = Languages of the documents
about_sources = Files they were read from
about_method = How it was made
about_made = These pages were made by { $program } from the files of the documents. Titles, dates, notes and references are as the files have them, or were found in their text; what was guessed is marked where it stands.
about_coverage = What is known of the documents
about_coverage_how = A field that is not stated here is known of none.
about_of = { $count } of { $all }
about_date = Date
about_number = Number
about_dates = Dates
about_dates_metadata = stated by the editors
about_dates_dateline = read from the dateline
about_dates_inferred = inferred, and shown in square brackets
about_dates_days = known to the day
about_dates_evidence = The inferred dates rest, in the first place, on:
about_order = the order of the documents
about_references = { $count } of { $all } references lead to what they name.
about_external = { $count } of these lead to collections that are elsewhere.
about_unresolved = The others lead nowhere, and say so where they stand:
about_no_document = the archive does not have the document
about_no_footnote = the document does not have the footnote
about_no_page = the archive does not have the page
about_no_collection = the archive does not have the collection
about_ambiguous = more than one document or collection can be meant
about_no_file = the archive does not have the file
about_draft = the document is a draft
about_no_anchor = the page does not have the part
about_no_other = another reason
about_corrections = Corrections
about_report = Report mistakes to
about_report_document = Report a mistake in this document
about_no_report = The archive does not say where mistakes are reported.
about_version = edition { $version }
about_cite = How to cite
about_editors = eds.
about_cite_document = The page of each document says how to cite it, and its address stays. For programs:
about_catalogue_lines = Catalogue as lines of JSON
about_citations = All citations as
about_rights = Rights
about_no_rights = The archive does not say under which conditions it can be used. Ask those who publish it.
about_access = Access
about_access_text = Each page can be read without scripts, by keyboard, with a screen reader, on a telephone and on paper, in light, dark and high contrast. The pages are made after WCAG 2.2, level AA, and the program is tested against it with axe-core and Lighthouse. What is not text in the documents, such as images, is described as far as their files describe it.
about_privacy = The site asks for nothing from elsewhere, sets no cookies, and sends nothing that readers do. What a reader chooses stays in the browser.
about_preservation = The site is made of plain files, which can be kept and read without a server.
about_published_sources = The file of each document stands beside its page.

# A reader's shelf
shelf = My shelf
shelf_why = Documents that you keep, with your notes and what you selected in them. All of it stays in this browser.
shelf_without = The shelf takes JavaScript.
shelf_empty = Nothing is on it yet. The page of each document has a button for it, below how to cite it.
shelf_keep = Put on my shelf
shelf_drop = Take off my shelf
shelf_quote = Keep what is selected
shelf_kept = It is on your shelf.
shelf_note = My note
shelf_remove = Remove
shelf_removed = Removed.
shelf_export = Take along:
shelf_files = List of files
shelf_failed = The browser does not let this page keep anything.

# Round the text of a document
position = { $place } of { $total }
facts_more = More about this document
copy = Copy
copy_paragraph = Copy citation with this paragraph
copy_page = Copy citation with this page
cite_with_paragraph = { $citation }, paragraph { $number }
cite_with_page = { $citation }, page { $number }
copied_citation = The citation is copied.

# Lists of documents
list_search = Search the texts
list_words = Words to search for in these documents
list_hint = Filter by title, subject, name or number
list_compact = One line each
list_jump = Within this list
list_pages = Pages of the list
list_page = Page { $number } of { $count }
list_places = { $first }–{ $last }
list_previous = Previous page
list_next = Next page
list_of = Documents of { $title }: the list goes on
