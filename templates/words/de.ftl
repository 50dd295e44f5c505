# Die Wörter der Oberfläche auf Deutsch.

thousands_separator = .

skip = Zum Text springen
site = Website
archive = Archiv
collections = Bestände
timeline = Zeitleiste
colours = Farben
colours_auto = Farben: auto
colours_light = Hell
colours_dark = Dunkel
colours_contrast = Hoher Kontrast
catalogue = Verzeichnis als Tabelle
made_with = erstellt mit { $program }
breadcrumbs = Pfad
not_found = Seite nicht gefunden
not_found_why = Unter dieser Adresse gibt es keine Seite. Vielleicht ist sie verschrieben, oder das Dokument ist umgezogen.
not_found_go = Weiter zu:
moved = Dieses Dokument hat jetzt eine andere Adresse

documents = { $count ->
    [one] { $number } Dokument
   *[other] { $number } Dokumente
}
words = { $count ->
    [one] { $number } Wort
   *[other] { $number } Wörter
}
documents_heading = Dokumente
previous = Zurück
next = Weiter
steps = Zurück und weiter
neighbours = Dokumente davor und danach
draft_mark = Entwurf: Dieses Dokument gehört nicht zur veröffentlichten Website.
inferred = erschlossen
brackets = Daten in eckigen Klammern sind erschlossen.
brackets_basis = Woraus, sagt die Seite des Dokuments.
referred_to = Erwähnt in { $count ->
    [one] { $number } Dokument
   *[other] { $number } Dokumenten
}
cites = Dokumente, auf die dieses verweist
cited_by = Dokumente, die auf dieses verweisen
related = Verwandte Dokumente
related_subject = zum gleichen Gegenstand
related_cites = beide verweisen auf „{ $title }“
related_cited = auf beide wird in „{ $title }“ verwiesen
related_letter = auch von { $from } an { $to }
related_names = beide nennen { $names }
related_mentions = die gleichen Personen oder Orte
nearby = Was zu dieser Zeit noch geschah
document_number = Dokument { $number }
thread = Gesprächsfaden
thread_messages = { $count ->
    [one] { $number } Nachricht
   *[other] { $number } Nachrichten
}
thread_missing = Die Nachricht, auf die diese antwortet, ist nicht in diesem Archiv.
thread_answers = antwortet { $name }
thread_level = Ebene { $number }
thread_here = Diese Nachricht
thread_earlier = { $count ->
    [one] { $number } Nachricht davor
   *[other] { $number } Nachrichten davor
}
thread_later = { $count ->
    [one] { $number } Nachricht danach
   *[other] { $number } Nachrichten danach
}
thread_steps = Zurück und weiter im Gesprächsfaden
thread_previous = Zurück im Gesprächsfaden
thread_next = Weiter im Gesprächsfaden
nobody = ohne Namen
this_footnote = diese Fußnote
this_page = diese Seite
this_part = dieser Teil
paragraph = Absatz { $number }
page = Seite { $number }
table = Tabelle
image = Bild
attachment = Anlage
files = Angehängte Dateien
unclear = schwer lesbar
quoted_lines = { $count ->
    [one] Zitierter Text, { $number } Zeile
   *[other] Zitierter Text, { $number } Zeilen
}
wording = Wortlaut
as_edited = Wie ediert
as_in_source = Wie in der Vorlage
facsimiles = Bilder der Seiten
facsimile_of = Bild der Seite { $number }
done = erledigt
to_do = zu tun
missing_note = Anmerkung { $label } fehlt in der Quelle
leads_nowhere = Verweise, die nirgends hinführen
no-document = { $what } ist nicht in diesem Archiv
no-footnote = nicht vorhanden: { $what }
no-page = { $what } ist nicht in diesem Archiv
no-collection = { $what } ist nicht in diesem Archiv
ambiguous = mehrdeutig: { $what }
no-file = die Datei { $what } gibt es nicht
draft = { $what } ist ein Entwurf
no-anchor = nicht vorhanden: { $what }

sought_document = Dokument { $number }
sought_document_of = Dokument { $number } aus { $collection }
sought_after = ein Dokument nach diesem
sought_before = ein Dokument vor diesem
sought_name = „{ $name }“
sought_page = Seite { $number }
sought_heading = Überschrift #{ $anchor } in { $title }
sought_footnote_here = Anmerkung { $label } in diesem Dokument
sought_footnote_after = Anmerkung { $label } im Dokument nach diesem
sought_footnote_before = Anmerkung { $label } im Dokument vor diesem
sought_footnote_of = Anmerkung { $label } in Dokument { $number }
sought_source_note_of = Herkunftsnotiz in Dokument { $number }
sought_volume = Bd. { $number }
sought_part = Teil { $number }

notes = Anmerkungen
note = Anmerkung
back = Zurück zum Text, Anmerkung { $label }
back_again = Zurück zum Text, Anmerkung { $label }, Stelle { $place }
cited_in = Zitiert in
preview = Vorschau
copied = Der Link ist kopiert.

alert_note = Hinweis
alert_tip = Tipp
alert_important = Wichtig
alert_warning = Warnung
alert_caution = Vorsicht

facts = Über dieses Dokument
fact_from = Von
fact_to = An
fact_answers = Antwort auf
fact_subject = Betreff
fact_kind = Art
fact_place = Ort
fact_telegram = Telegrammnummer
fact_classification = Einstufung
fact_markings = Vermerke
fact_source = Fundort
fact_basis = Datum nach
fact_evidence = Datum erschlossen aus
fact_undated = Kein Datum
fact_pages = Seiten
fact_length = Umfang
fact_text = Quelltext
fact_author = Verfasst von
fact_editor = Herausgegeben von
fact_contributor = Mitwirkung
fact_keywords = Schlagwörter
fact_publisher = Verlag
fact_distributor = Vertrieb
fact_published = Erschienen
fact_edition = Ausgabe
fact_series = Reihe
fact_funder = Gefördert von
fact_licence = Lizenz
fact_identifier = Kennung
fact_extent = Umfang
fact_language = Sprache
collection_facts = Über diese Sammlung
incomplete = Diese Sammlung konnte nicht ganz gelesen werden. Dokumente oder Teile von ihnen fehlen.
basis_metadata = den Metadaten
basis_dateline = der Datumszeile
undated_off = es nennt keines, und es wird keines erschlossen
undated_nothing_named = es nennt keinen Tag
undated_uncertain = es nennt Tage, aber nichts sagt, welcher davon sein eigener ist
clue_title = dem Titel
clue_file_number = dem Aktenzeichen
clue_source_note = der Herkunftsnotiz
clue_text = dem Text
clue_footnote = einer Anmerkung
clue_subject = der Betreff
clue_file_name = der Name der Datei
clue_folder_name = der Name des Bestands
clue_described = ein anderes Dokument, das es nennt
clue_serial_number = die Nummern anderer Telegramme
clue_same_file = andere Dokumente derselben Akte
clue_same_sender = andere Dokumente desselben Absenders
clue_same_receiver = andere Dokumente an denselben Empfänger
evidence_days = den Tagen, die die Dokumente davor und danach nennen
evidence_between = der Reihenfolge der Dokumente: zwischen { $after } und { $before }
evidence_after = der Reihenfolge der Dokumente: nach { $after }
evidence_before = der Reihenfolge der Dokumente: vor { $before }

cite = Dieses Dokument zitieren
cite_in = in
cite_document = Dokument { $number }
cite_undated = o. D.
cite_date = Datum: { $date }
cite_original = Original: { $place }
cite_chicago_notes = Chicago, Fußnote
cite_chicago_bibliography = Chicago, Literaturverzeichnis
cite_mla = MLA
cite_apa = APA
cite_and = und
cite_within = in
cite_of = von
cite_edited_note = hg. von { $names }
cite_edited = herausgegeben von { $names }
cite_editors = Hg.
cite_volume = Bd. { $number }
cite_page = S. { $pages }
cite_pages = S. { $pages }
cite_dated = Original vom { $date }
cited_as = Zitiert als
citations = Zitate dieser Dokumente:

order = Reihenfolge
order_printed = wie gedruckt
order_date = nach Datum
most_cited = Am häufigsten erwähnt
in_time = In der Zeit
to_timeline = Die Zeitleiste mit allen Dokumenten
to_timeline_chosen = Diese Dokumente in der Zeitleiste
to_graph = Wie sie aufeinander verweisen

years = Jahre
months = Monate
month_unknown = Monat unbekannt
month_unknown_in = { $year }, Monat unbekannt
years_around = Jahre davor und danach
undated = Undatiert
undated_count = { $number } undatiert
undated_some = { $count ->
    [one] { $number } von { $documents } Dokumenten hat kein Datum.
   *[other] { $number } von { $documents } Dokumenten haben kein Datum.
}
undated_all = { $count ->
    [one] Das Dokument dieses Archivs hat kein Datum.
   *[other] Keines der { $number } Dokumente hat ein Datum.
}
undated_off_count = { $count ->
    [one] { $number } nennt keines, und es wird keines erschlossen.
   *[other] { $number } nennen keines, und es wird keines erschlossen.
}
undated_nothing_named_count = { $count ->
    [one] { $number } nennt keinen Tag.
   *[other] { $number } nennen keinen Tag.
}
undated_uncertain_count = { $count ->
    [one] { $number } nennt Tage, aber nichts sagt, welcher davon sein eigener ist.
   *[other] { $number } nennen Tage, aber nichts sagt, welche davon ihre eigenen sind.
}
undated_found = Zu finden sind sie über:
undated_elsewhere = Andere Bestände
undated_how = Für die, die dieses Archiv betreuen: wie ein Dokument zu datieren ist
undated_how_text = In die Metadaten am Anfang des Dokuments date = "1926-03-04" schreiben oder die Spalte „date“ einer catalog.csv ausfüllen; „1926“ oder „1926-03~“ genügt, wo nicht mehr bekannt ist. „fonds catalog“ schreibt eine solche Tabelle aller Dokumente; ihre Spalte „date_inferred“ zeigt, was erschlossen wurde.
timeline_of = Die Dokumente von { $title } in zeitlicher Folge
year_of = Die Dokumente des Jahres { $year } in { $title }
chart_month = Dokumente nach Monat
chart_year = Dokumente nach Jahr
chart_decade = Dokumente nach Jahrzehnt
chart_highest = der höchste Balken steht für { $number }.
chart_left_out = { $count ->
    [one] { $number }, dessen Monat nicht bekannt ist, steht nicht im Diagramm.
   *[other] { $number }, deren Monat nicht bekannt ist, stehen nicht im Diagramm.
}
choose = Dokumente nach Zeit, Bestand und Art auswählen
from = Von
to = Bis
kinds = Arten
no_kind = Ohne Art
no_value = Ohne Angabe
found = Dokumente:
show_all = Alles zeigen
show_more = Mehr zeigen
other_collections = Andere Bestände
chart_maybe = vielleicht auch hier:
zoom_in = Diese Zeit vergrößern
zoom_out = Verkleinern
bar_keys = Was die Balken bedeuten
key_stated = Datum angegeben
key_spread = Zeitraum oder unsicher: auf die Zeit verteilt, in der es liegen kann
key_inferred = Datum erschlossen
chosen_of = { $found } von { $documents } datierten Dokumenten

graph_title = Verweise in { $title }
graph_of = Wie die Dokumente von { $title } aufeinander verweisen
graph_linked = { $linked } von { $documents } Dokumenten verweisen aufeinander oder werden erwähnt.
graph_reading = Jeder Punkt ist ein Dokument in zeitlicher Folge, umso größer, je mehr darauf verweisen, jeder Bogen ein Verweis. Die gestrichelten führen zu einem späteren Dokument.
graph_drawn = Von { $arcs } Bögen sind { $drawn } gezeichnet: die zu Dokumenten, auf die mindestens { $least } verweisen.
graph_drawn_first = Von { $arcs } Bögen sind { $drawn } gezeichnet: die ersten von denen zu Dokumenten, auf die mindestens { $least } verweisen.
graph_table = Zur Tabelle der Verweise
graph_scroll = Die Zeichnung geht seitwärts weiter.
graph_pages = Seiten der Tabelle
graph_title_page = { $title }, Seite { $number }
graph_drawing = Zeichnung: Dokumente in zeitlicher Folge, mit Bögen für Verweise
references = Verweise
graph_from = Dokument
graph_to = verweist auf
graph_times = Anzahl
to_others = Verweise auf andere Bestände
from_others = Verweise aus anderen Beständen

# Suche
search = Suche
search_for = In den Dokumenten suchen
search_without = Die Suche braucht JavaScript. Ohne sind alle Dokumente hier zu finden:
search_of = Suche in den Dokumenten von { $title }
search_help = Wörter in beliebiger Folge; "eine Wortfolge"; der Anfang von Wörtern*; -ohne; eines OR (ein anderes); nahe NEAR/5 beieinander; from:ABSENDER, to:EMPFÄNGER, subject:BETREFF, title:TITEL.
search_words = Wörter
search_in = Suchen in
in_all = Text und Anmerkungen
in_text = Text
in_notes = Anmerkungen
sort_best = beste zuerst
search_none = Kein Dokument hat all dies. Weniger Wörter, andere Wörter oder der Anfang eines Wortes mit * finden vielleicht mehr.
search_unknown = Kein Dokument hat das Wort
search_nearest = Ähnliche Wörter:
search_failed = Das Verzeichnis kann nicht geladen werden.
no_date = Kein Datum

search_from = Datiert von
search_to = bis
search_dates = Daten, wie Datumszeilen sie haben: ein Jahr, ein Monat, ein Tag, etwa
search_no_date = Das lässt sich nicht als Datum lesen:
search_of_time = Aus dieser Zeit:
search_in_timeline = In der Zeitleiste
search_perhaps = davon vielleicht { $number }
search_at_most = höchstens { $number }
search_of_words = Weitere mit diesen Wörtern
search_only = Nur Dokumente aus dieser Zeit:
search_lesser = Ohne das, was nicht gefunden wird:
search_examples = Zum Beispiel:
hits = Gesuchte Wörter
hits_back = Zurück zu den Ergebnissen
hits_at = { $at } von { $count }
hits_none = Die Wörter stehen nicht in diesem Text
hits_previous = Vorige Stelle
hits_next = Nächste Stelle
hits_end = Nicht mehr hervorheben
keys = Tasten
keys_search = zur Suche
keys_next = nächstes Ergebnis oder nächstes Dokument
keys_previous = voriges Ergebnis oder voriges Dokument
keys_hits = nächste und vorige Stelle der gesuchten Wörter
keys_escape = Hervorhebungen und Fenster verschwinden
keys_help = diese Liste
keys_use = Einzelne Tasten benutzen
keys_close = Schließen

# Pakete
packages = Zum Mitnehmen
package_epub = Diese Dokumente als Buch für Lesegeräte
package_epub_part = Diese Dokumente als Buch für Lesegeräte, Teil { $part } von { $parts }
package_zip = Die ganze Site, aus einem Ordner zu öffnen
package_zim = Die ganze Site für Kiwix
package_bag = Quellen und Site mit Prüfsummen, zur Bewahrung
contents = Inhalt
contents_page = „{ $title }“ auf einer eigenen Seite
printed_pages = Gedruckte Seiten
cover_of = Umschlag: { $title }
part_of = { $title }, Teil { $part } von { $parts }
online = Im Netz
accessibility = Text mit Überschriften, Inhaltsverzeichnis und verlinkten Anmerkungen; nichts hängt am Sehen, Hören oder an Farben.
accessibility_images = Text mit Überschriften, Inhaltsverzeichnis und verlinkten Anmerkungen; Bilder sind beschrieben, wo die Quellen sie beschreiben.

offline = Offline lesen
offline_keep = Diesen Bestand zum Offline-Lesen behalten (etwa { $size })
offline_keep_all = Das ganze Archiv zum Offline-Lesen behalten (etwa { $size })
offline_keeping = Wird gespeichert. Die Seite bitte so lange offen lassen.
offline_progress = Bisher gespeichert:
offline_numbers = { $done } von { $size }
offline_stop = Anhalten
offline_stopped = Ein Teil ist gespeichert. Es kann dort weitergehen, wo es aufgehört hat.
offline_go_on = Weiter speichern
offline_kept = Dieser Bestand ist in diesem Browser gespeichert. Er lässt sich offline lesen und durchsuchen.
offline_kept_all = Das ganze Archiv ist in diesem Browser gespeichert. Es lässt sich offline lesen und durchsuchen.
offline_forget = Entfernen
offline_forgotten = Es wurde entfernt.
offline_leave = Alles entfernen, was hier gespeichert ist
offline_left = Alles wurde entfernt. In diesem Browser ist von dieser Website nichts mehr gespeichert.
offline_full = Der Browser hat nicht genug Platz dafür.
offline_changed = Die Website hat sich inzwischen geändert. Bitte die neuere Ausgabe laden und dann speichern.
offline_failed = Die Website ist nicht zu erreichen. Es kann später dort weitergehen, wo es aufgehört hat.
newer = Eine neuere Ausgabe dieser Website ist da.
newer_load = Laden
newer_later = Später
not_kept = Diese Seite ist nicht gespeichert
not_kept_why = Die Website ist nicht zu erreichen, und diese Seite gehört nicht zu denen, die dieser Browser gespeichert hat.

# Die Seite über das Archiv
about = Über dieses Archiv
about_extent = Was es enthält
about_languages = Sprachen der Dokumente
about_sources = Dateien, aus denen sie gelesen sind
about_method = Wie es entstanden ist
about_made = Diese Seiten hat { $program } aus den Dateien der Dokumente gemacht. Titel, Daten, Fußnoten und Verweise sind, wie sie dort stehen oder im Text gefunden wurden; was erschlossen ist, ist an seiner Stelle gekennzeichnet.
about_coverage = Was von den Dokumenten bekannt ist
about_coverage_how = Was hier nicht steht, ist von keinem bekannt.
about_of = { $count } von { $all }
about_date = Datum
about_number = Nummer
about_dates = Daten
about_dates_metadata = von den Herausgebern angegeben
about_dates_dateline = der Datumszeile entnommen
about_dates_inferred = erschlossen, und in eckigen Klammern
about_dates_days = auf den Tag bekannt
about_dates_evidence = Die erschlossenen Daten beruhen zuerst auf:
about_order = der Reihenfolge der Dokumente
about_references = { $count } von { $all } Verweisen führen zu dem, was sie nennen.
about_external = { $count } davon führen zu Sammlungen, die anderswo stehen.
about_unresolved = Die übrigen führen nirgends hin, und sagen das an ihrer Stelle:
about_no_document = das Archiv hat das Dokument nicht
about_no_footnote = das Dokument hat die Fußnote nicht
about_no_page = das Archiv hat die Seite nicht
about_no_collection = das Archiv hat die Sammlung nicht
about_ambiguous = mehr als ein Dokument oder eine Sammlung kann gemeint sein
about_no_file = das Archiv hat die Datei nicht
about_draft = das Dokument ist ein Entwurf
about_no_anchor = die Seite hat den Abschnitt nicht
about_no_other = ein anderer Grund
about_corrections = Berichtigungen
about_report = Fehler melden:
about_report_document = Einen Fehler in diesem Dokument melden
about_no_report = Das Archiv sagt nicht, wo Fehler gemeldet werden.
about_version = Ausgabe { $version }
about_cite = Zitierweise
about_editors = Hg.
about_cite_document = Die Seite jedes Dokuments sagt, wie es zitiert wird, und ihre Adresse bleibt. Für Programme:
about_catalogue_lines = Katalog als Zeilen in JSON
about_citations = Alle Zitate als
about_rights = Rechte
about_no_rights = Das Archiv sagt nicht, unter welchen Bedingungen es benutzt werden kann. Fragen Sie, wer es veröffentlicht.
about_access = Zugang
about_access_text = Jede Seite kann ohne Skripte gelesen werden, mit der Tastatur, mit einem Bildschirmleser, auf dem Telefon und auf Papier, hell, dunkel und mit hohem Kontrast. Die Seiten sind nach WCAG 2.2, Stufe AA, gemacht, und das Programm ist mit axe-core und Lighthouse daran geprüft. Was in den Dokumenten kein Text ist, etwa Bilder, ist beschrieben, soweit ihre Dateien es beschreiben.
about_privacy = Die Seiten fragen nirgendwo sonst nach, setzen keine Cookies und senden nichts von dem, was Leser tun. Was ein Leser wählt, bleibt im Browser.
about_preservation = Alles besteht aus einfachen Dateien, die ohne Server aufbewahrt und gelesen werden können.
about_published_sources = Die Datei jedes Dokuments steht neben seiner Seite.

# Das Regal des Lesers
shelf = Mein Regal
shelf_why = Dokumente, die Sie behalten, mit Ihren Notizen und dem, was Sie darin ausgewählt haben. Alles bleibt in diesem Browser.
shelf_without = Das Regal braucht JavaScript.
shelf_empty = Noch steht nichts darin. Die Seite jedes Dokuments hat eine Schaltfläche dafür, unter der Zitierweise.
shelf_keep = In mein Regal stellen
shelf_drop = Aus meinem Regal nehmen
shelf_quote = Ausgewähltes behalten
shelf_kept = Es steht in Ihrem Regal.
shelf_note = Meine Notiz
shelf_remove = Entfernen
shelf_removed = Entfernt.
shelf_export = Mitnehmen:
shelf_files = Liste der Dateien
shelf_failed = Der Browser lässt diese Seite nichts behalten.

position = { $place } von { $total }
facts_more = Mehr über dieses Dokument
copy = Kopieren
copy_paragraph = Zitat mit diesem Absatz kopieren
copy_page = Zitat mit dieser Seite kopieren
cite_with_paragraph = { $citation }, Absatz { $number }
cite_with_page = { $citation }, Seite { $number }
copied_citation = Das Zitat ist kopiert.

# Listen von Dokumenten
list_search = Texte durchsuchen
list_words = Wörter, nach denen in diesen Dokumenten gesucht wird
list_hint = Filtern nach Titel, Betreff, Name oder Nummer
list_compact = Je eine Zeile
list_jump = In dieser Liste
list_pages = Seiten der Liste
list_page = Seite { $number } von { $count }
list_previous = Vorige Seite
list_next = Nächste Seite
list_of = Dokumente von { $title }: Fortsetzung der Liste
