# كلمات الواجهة بالعربية.

thousands_separator = ٬

skip = انتقل إلى النص
site = الموقع
archive = أرشيف
collections = المجموعات
timeline = الخط الزمني
colours = الألوان
colours_auto = الألوان: تلقائي
colours_light = فاتح
colours_dark = داكن
colours_contrast = تباين عالٍ
catalogue = الفهرس في جدول
made_with = أُنشئ باستخدام { $program }
breadcrumbs = مسار التنقل
not_found = الصفحة غير موجودة
not_found_why = لا توجد صفحة على هذا العنوان. ربما كُتب خطأً أو نُقلت الوثيقة.
not_found_go = اذهب إلى:
moved = لهذه الوثيقة عنوان آخر الآن

documents = { $count ->
    [zero] لا وثائق
    [one] وثيقة واحدة
    [two] وثيقتان
    [few] { $number } وثائق
    [many] { $number } وثيقة
   *[other] { $number } وثيقة
}
words = { $count ->
    [zero] لا كلمات
    [one] كلمة واحدة
    [two] كلمتان
    [few] { $number } كلمات
    [many] { $number } كلمة
   *[other] { $number } كلمة
}
documents_heading = الوثائق
previous = السابق
next = التالي
steps = السابق والتالي
neighbours = الوثائق السابقة والتالية
draft_mark = مسودة: هذه الوثيقة ليست جزءًا من الموقع المنشور.
inferred = مستنتج
brackets = التواريخ بين قوسين معقوفين مستنتجة.
brackets_basis = تذكر صفحة كل وثيقة مما استُنتج تاريخها.
referred_to = { $count ->
    [zero] لا تشير إليها وثيقة
    [one] تشير إليها وثيقة واحدة
    [two] تشير إليها وثيقتان
    [few] تشير إليها { $number } وثائق
    [many] تشير إليها { $number } وثيقة
   *[other] تشير إليها { $number } وثيقة
}
cites = الوثائق التي تشير إليها هذه الوثيقة
cited_by = الوثائق التي تشير إلى هذه الوثيقة
related = وثائق ذات صلة
related_subject = في الموضوع نفسه
related_cites = كلتاهما تحيل إلى «{ $title }»
related_cited = كلتاهما مذكورة في «{ $title }»
related_letter = أيضا من { $from } إلى { $to }
related_names = كلتاهما تذكر { $names }
related_mentions = الأشخاص أو الأماكن أنفسهم
nearby = ماذا حدث أيضًا في ذلك الوقت
document_number = الوثيقة { $number }
thread = سلسلة الرسائل
thread_messages = { $count ->
    [one] رسالة واحدة
    [two] رسالتان
    [few] { $number } رسائل
   *[other] { $number } رسالة
}
thread_missing = الرسالة التي تجيب عنها هذه الرسالة ليست في هذا الأرشيف.
thread_answers = ردًّا على { $name }
thread_level = المستوى { $number }
thread_here = هذه الرسالة
thread_earlier = رسائل قبلها: { $number }
thread_later = رسائل بعدها: { $number }
thread_steps = السابق والتالي في السلسلة
thread_previous = السابق في السلسلة
thread_next = التالي في السلسلة
nobody = بلا اسم
this_footnote = هذه الحاشية
this_page = هذه الصفحة
this_part = هذا الجزء
paragraph = الفقرة { $number }
page = الصفحة { $number }
table = جدول
image = صورة
attachment = مرفق
files = الملفات المرفقة
unclear = صعب القراءة
quoted_lines = { $count ->
    [zero] نص مقتبس
    [one] نص مقتبس، سطر واحد
    [two] نص مقتبس، سطران
    [few] نص مقتبس، { $number } أسطر
    [many] نص مقتبس، { $number } سطرًا
   *[other] نص مقتبس، { $number } سطر
}
wording = النص
as_edited = كما حُرِّر
as_in_source = كما في الأصل
facsimiles = صور الصفحات
facsimile_of = صورة الصفحة { $number }
done = تم
to_do = لم يتم
missing_note = الحاشية { $label } ليست في المصدر
leads_nowhere = إحالات لا تؤدي إلى شيء
no-document = { $what } ليست في هذا الأرشيف
no-footnote = لا وجود لـ: { $what }
no-page = { $what } ليست في هذا الأرشيف
no-collection = { $what } ليست في هذا الأرشيف
ambiguous = قد يعني أكثر من شيء: { $what }
no-file = لا وجود للملف { $what }
draft = { $what } مسودة
no-anchor = لا وجود لـ: { $what }

sought_document = الوثيقة { $number }
sought_document_of = الوثيقة { $number } من { $collection }
sought_after = وثيقة بعد هذه الوثيقة
sought_before = وثيقة قبل هذه الوثيقة
sought_name = «{ $name }»
sought_page = الصفحة { $number }
sought_heading = العنوان ‎#{ $anchor } في { $title }
sought_footnote_here = الحاشية { $label } في هذه الوثيقة
sought_footnote_after = الحاشية { $label } في الوثيقة التالية
sought_footnote_before = الحاشية { $label } في الوثيقة السابقة
sought_footnote_of = الحاشية { $label } في الوثيقة { $number }
sought_source_note_of = حاشية المصدر في الوثيقة { $number }
sought_volume = المجلد { $number }
sought_part = الجزء { $number }

notes = الحواشي
note = الحاشية
back = عودة إلى النص، الحاشية { $label }
back_again = عودة إلى النص، الحاشية { $label }، الموضع { $place }
cited_in = مذكورة في
preview = معاينة
copied = نُسخ الرابط.

alert_note = ملاحظة
alert_tip = نصيحة
alert_important = مهم
alert_warning = تحذير
alert_caution = تنبيه

facts = عن هذه الوثيقة
fact_from = من
fact_to = إلى
fact_answers = ردًّا على
fact_subject = الموضوع
fact_kind = النوع
fact_place = المكان
fact_telegram = رقم البرقية
fact_classification = درجة السرية
fact_markings = العلامات
fact_source = المصدر
fact_basis = التاريخ مأخوذ من
fact_evidence = التاريخ مستنتج من
fact_undated = بلا تاريخ
fact_pages = الصفحات
fact_length = الطول
fact_text = نص المصدر
fact_author = المؤلف
fact_editor = المحرر
fact_contributor = مساهم
fact_keywords = كلمات مفتاحية
fact_publisher = الناشر
fact_distributor = الموزع
fact_published = تاريخ النشر
fact_edition = الطبعة
fact_series = السلسلة
fact_funder = بتمويل من
fact_licence = الترخيص
fact_identifier = المعرّف
fact_extent = الحجم
fact_language = اللغة
collection_facts = عن هذه المجموعة
incomplete = لم يمكن قراءة هذه المجموعة كاملة. تنقصها وثائق أو أجزاء منها.
basis_metadata = البيانات الوصفية
basis_dateline = سطر التاريخ
undated_off = لا تذكر تاريخًا ولا يُستنتج لها تاريخ
undated_nothing_named = لا تذكر أي يوم
undated_uncertain = تذكر أيامًا، ولا شيء يدل على أيها يومها
clue_title = العنوان
clue_file_number = رقم الملف
clue_source_note = حاشية المصدر
clue_text = النص
clue_footnote = حاشية
clue_subject = الموضوع
clue_file_name = اسم الملف
clue_folder_name = اسم المجموعة
clue_described = وثيقة أخرى تذكرها
clue_serial_number = أرقام برقيات أخرى
clue_same_file = وثائق أخرى من الملف نفسه
clue_same_sender = وثائق أخرى من المرسل نفسه
clue_same_receiver = وثائق أخرى إلى المتلقي نفسه
evidence_days = الأيام التي تذكرها الوثائق السابقة واللاحقة
evidence_between = ترتيب الوثائق: بين { $after } و{ $before }
evidence_after = ترتيب الوثائق: بعد { $after }
evidence_before = ترتيب الوثائق: قبل { $before }

cite = الاستشهاد بهذه الوثيقة
cite_in = في
cite_document = الوثيقة { $number }
cite_undated = د.ت.
cite_date = التاريخ: { $date }
cite_original = الأصل: { $place }
cite_chicago_notes = شيكاغو، حاشية
cite_chicago_bibliography = شيكاغو، قائمة المراجع
cite_mla = MLA
cite_apa = APA
cite_and = و
cite_within = في
cite_of = من
cite_edited_note = تحرير { $names }
cite_edited = تحرير { $names }
cite_editors = محرر
cite_volume = مج. { $number }
cite_page = ص. { $pages }
cite_pages = ص. { $pages }
cite_dated = الأصل مؤرخ في { $date }
cited_as = يُستشهد بها هكذا:
citations = استشهادات هذه الوثائق:

order = الترتيب
order_printed = كما طُبعت
order_date = بحسب التاريخ
most_cited = الأكثر ذكرًا
in_time = في الزمن
to_timeline = الخط الزمني بجميع الوثائق
to_timeline_chosen = هذه الوثائق في الخط الزمني
to_graph = كيف تشير بعضها إلى بعض

years = السنوات
months = الأشهر
month_unknown = شهر غير معروف
month_unknown_in = { $year }، شهر غير معروف
years_around = السنوات السابقة واللاحقة
undated = بلا تاريخ
undated_count = { $number } بلا تاريخ
undated_some = وثائق بلا تاريخ: { $number } من { $documents }.
undated_all = { $count ->
    [one] وثيقة هذا الأرشيف بلا تاريخ.
   *[other] لا تاريخ لأي من الوثائق، وعددها { $number }.
}
undated_off_count = لا تذكر تاريخًا ولا يُستنتج لها تاريخ: { $number }.
undated_nothing_named_count = لا تذكر أي يوم: { $number }.
undated_uncertain_count = تذكر أيامًا، ولا شيء يدل على أيها يومها: { $number }.
undated_found = يمكن العثور عليها عبر:
undated_elsewhere = مجموعات أخرى
undated_how = لمن يرعى هذا الأرشيف: كيف تؤرَّخ وثيقة
undated_how_text = اكتب date = "1926-03-04" في البيانات الوصفية في أول الوثيقة، أو املأ العمود «date» في ملف catalog.csv؛ ويكفي «1926» أو «1926-03~» إن لم يُعرف أكثر من ذلك. يكتب الأمر «fonds catalog» جدولًا كهذا لجميع الوثائق، ويبيّن عموده «date_inferred» ما استُنتج.
timeline_of = وثائق { $title } بترتيب زمني
year_of = وثائق سنة { $year } في { $title }
chart_month = الوثائق بحسب الشهر
chart_year = الوثائق بحسب السنة
chart_decade = الوثائق بحسب العقد
chart_highest = أعلى عمود يمثل { $number }.
chart_left_out = لا تظهر في الرسم وثائق لا يُعرف شهرها: { $number }.
choose = اختر الوثائق بحسب الزمن والمجموعة والنوع
from = من
to = إلى
kinds = الأنواع
no_kind = بلا نوع
no_value = غير مذكور
found = الوثائق:
show_all = أظهر الكل
show_more = أظهر المزيد
other_collections = مجموعات أخرى
chart_maybe = قد ينتمي إلى هنا أيضًا:
zoom_in = كبّر هذه المدة
zoom_out = صغّر
bar_keys = معنى الأعمدة
key_stated = تاريخ مذكور
key_spread = فترة أو تاريخ غير مؤكد: موزّع على الزمن الذي قد يقع فيه
key_inferred = تاريخ مستنتج
chosen_of = { $found } من أصل { $documents } وثيقة مؤرخة

graph_title = الإحالات في { $title }
graph_of = كيف تشير وثائق { $title } بعضها إلى بعض
graph_linked = { $linked } من أصل { $documents } وثيقة تشير بعضها إلى بعض أو يُشار إليها.
graph_reading = كل نقطة وثيقة بترتيب زمني، وتكبر بعدد ما يشير إليها، وكل قوس إحالة. الأقواس المتقطعة تقود إلى وثيقة لاحقة.
graph_drawn = من أصل { $arcs } قوسًا رُسم { $drawn }، وهي التي تقود إلى وثائق يشير إليها عدد لا يقل عن { $least }.
graph_drawn_first = من أصل { $arcs } قوسًا رُسم { $drawn }: الأولى مما يقود إلى وثائق يشير إليها عدد لا يقل عن { $least }.
graph_table = إلى جدول الإحالات
graph_scroll = يمتد الرسم جانبًا.
graph_pages = صفحات الجدول
graph_title_page = { $title }، صفحة { $number }
graph_drawing = رسم: الوثائق بترتيب زمني، والإحالات أقواس
references = الإحالات
graph_from = الوثيقة
graph_to = تشير إلى
graph_times = المرات
to_others = إحالات إلى مجموعات أخرى
from_others = إحالات من مجموعات أخرى

# البحث
search = بحث
search_for = البحث في الوثائق
search_without = يحتاج البحث إلى JavaScript. من دونه يمكن الوصول إلى كل الوثائق من هنا:
search_of = البحث في وثائق { $title }
search_help = كلمات بأي ترتيب؛ "عبارة"؛ بداية كلمة*؛ -بدون؛ كلمة OR (كلمة أخرى)؛ كلمتان متقاربتان NEAR/5؛ from:المرسِل، to:المرسَل إليه، subject:الموضوع، title:العنوان.
search_words = الكلمات
search_in = البحث في
in_all = النص والحواشي
in_text = النص
in_notes = الحواشي
sort_best = الأنسب أولا
search_none = لا توجد وثيقة تضم كل هذا. قد تفيد كلمات أقل أو كلمات أخرى أو بداية كلمة متبوعة بـ *.
search_unknown = لا توجد في أي وثيقة كلمة
search_nearest = كلمات قريبة منها:
search_failed = تعذر تحميل الفهرس.
no_date = بلا تاريخ

search_from = مؤرخة من
search_to = إلى
search_dates = التواريخ كما تُكتب في الوثائق: سنة أو شهر أو يوم، مثل
search_no_date = لا يمكن قراءة هذا تاريخًا:
search_of_time = من هذا الزمن:
search_in_timeline = في الخط الزمني
search_perhaps = { $number } منها ربما
search_at_most = على الأكثر { $number }
search_of_words = وثائق أخرى فيها هذه الكلمات
search_only = وثائق هذا الزمن فقط:
search_lesser = دون ما لم يوجد:
search_examples = مثلًا:
hits = الكلمات المبحوث عنها
hits_back = العودة إلى النتائج
hits_at = { $at } من { $count }
hits_none = ليست الكلمات في هذا النص
hits_previous = الموضع السابق
hits_next = الموضع التالي
hits_end = إزالة التمييز
keys = المفاتيح
keys_search = إلى البحث
keys_next = النتيجة أو الوثيقة التالية
keys_previous = النتيجة أو الوثيقة السابقة
keys_hits = الموضع التالي والسابق للكلمات المبحوث عنها
keys_escape = إزالة التمييز وإغلاق النوافذ
keys_help = هذه القائمة
keys_use = استعمال المفاتيح المفردة
keys_close = إغلاق

# الحزم
packages = للاصطحاب
package_epub = هذه الوثائق كتابًا لأجهزة القراءة
package_epub_part = هذه الوثائق كتابًا لأجهزة القراءة، الجزء { $part } من { $parts }
package_zip = الموقع كله، يُفتح من مجلد
package_zim = الموقع كله لبرنامج Kiwix
package_bag = المصادر والموقع مع مجاميع التحقق، للحفظ
contents = المحتويات
contents_page = «{ $title }» في صفحة مستقلة
printed_pages = الصفحات المطبوعة
cover_of = غلاف { $title }
part_of = { $title }، الجزء { $part } من { $parts }
online = على الشبكة
accessibility = نص بعناوين وفهرس وحواشٍ مترابطة؛ لا يعتمد شيء على البصر أو السمع أو اللون.
accessibility_images = نص بعناوين وفهرس وحواشٍ مترابطة؛ والصور موصوفة حيث تصفها المصادر.

offline = القراءة دون اتصال
offline_keep = حفظ هذه المجموعة للقراءة دون اتصال (نحو { $size })
offline_keep_all = حفظ الأرشيف كله للقراءة دون اتصال (نحو { $size })
offline_keeping = يجري الحفظ. أبقِ هذه الصفحة مفتوحة حتى ينتهي.
offline_progress = المحفوظ حتى الآن:
offline_numbers = { $done } من { $size }
offline_stop = إيقاف
offline_stopped = حُفظ جزء من هذا. يمكن المتابعة من حيث توقف.
offline_go_on = متابعة الحفظ
offline_kept = هذه المجموعة محفوظة في هذا المتصفح. يمكن قراءتها والبحث فيها دون اتصال.
offline_kept_all = الأرشيف كله محفوظ في هذا المتصفح. يمكن قراءته والبحث فيه دون اتصال.
offline_forget = إزالتها
offline_forgotten = أُزيلت.
offline_leave = إزالة كل ما هو محفوظ هنا
offline_left = أُزيل كل شيء. لم يعد شيء من هذا الموقع محفوظًا في هذا المتصفح.
offline_full = لا تتسع مساحة المتصفح لذلك كله.
offline_changed = تغيّر الموقع في هذه الأثناء. حمّل الإصدار الأحدث ثم احفظ.
offline_failed = تعذّر الوصول إلى الموقع. يمكن المتابعة لاحقًا من حيث توقف.
newer = يتوفر إصدار أحدث من هذا الموقع.
newer_load = تحميله
newer_later = لاحقًا
not_kept = هذه الصفحة غير محفوظة
not_kept_why = تعذّر الوصول إلى الموقع، وهذه الصفحة ليست مما حفظه هذا المتصفح.

# صفحة التعريف بالأرشيف
about = عن هذا الأرشيف
about_extent = ما يحويه
about_languages = لغات الوثائق
about_sources = الملفات التي قُرئت منها
about_method = كيف صُنع
about_made = صنع { $program } هذه الصفحات من ملفات الوثائق. العناوين والتواريخ والحواشي والإحالات كما في الملفات أو كما وُجدت في نصها، وما استُنتج مُعلَّم في موضعه.
about_coverage = ما يُعرف عن الوثائق
about_coverage_how = ما لا يُذكر هنا لا يُعرف عن أي وثيقة.
about_of = { $count } من { $all }
about_date = التاريخ
about_number = الرقم
about_dates = التواريخ
about_dates_metadata = ذكره المحررون
about_dates_dateline = من سطر التاريخ
about_dates_inferred = مستنتج، ويظهر بين قوسين معقوفين
about_dates_days = معروف باليوم
about_dates_evidence = تستند التواريخ المستنتجة أولا إلى:
about_order = ترتيب الوثائق
about_references = { $count } من { $all } إحالة تؤدي إلى ما تذكره.
about_external = { $count } منها تؤدي إلى مجموعات في أماكن أخرى.
about_unresolved = لا تؤدي الإحالات الأخرى إلى شيء، وتقول ذلك في موضعها:
about_no_document = ليست الوثيقة في الأرشيف
about_no_footnote = ليست الحاشية في الوثيقة
about_no_page = ليست الصفحة في الأرشيف
about_no_collection = ليست المجموعة في الأرشيف
about_ambiguous = قد يُقصد أكثر من وثيقة أو مجموعة
about_no_file = ليس الملف في الأرشيف
about_draft = الوثيقة مسودة
about_no_anchor = ليس الجزء في الصفحة
about_no_other = سبب آخر
about_corrections = التصويبات
about_report = للإبلاغ عن الأخطاء:
about_report_document = أبلغ عن خطأ في هذه الوثيقة
about_no_report = لا يذكر الأرشيف أين يُبلَّغ عن الأخطاء.
about_version = الإصدار { $version }
about_cite = كيفية الاستشهاد
about_editors = محررون
about_cite_document = تذكر صفحة كل وثيقة كيفية الاستشهاد بها، وعنوانها ثابت. وللبرامج:
about_catalogue_lines = الفهرس أسطرا بصيغة JSON
about_citations = جميع الاستشهادات بصيغة
about_rights = الحقوق
about_no_rights = لا يذكر الأرشيف شروط استخدامه. اسأل من ينشره.
about_access = الوصول
about_access_text = تُقرأ كل صفحة من دون برامج نصية، وبلوحة المفاتيح، وبقارئ الشاشة، وعلى الهاتف وعلى الورق، بألوان فاتحة أو داكنة أو عالية التباين. صُنعت الصفحات وفق WCAG 2.2 بمستوى AA، واختُبر البرنامج بأداتي axe-core وLighthouse. وما ليس نصا في الوثائق، كالصور، موصوف بقدر ما تصفه ملفاتها.
about_privacy = لا يطلب الموقع شيئا من خارجه، ولا يضع ملفات تعريف ارتباط، ولا يرسل شيئا مما يفعله القارئ. وما يختاره القارئ يبقى في متصفحه.
about_preservation = يتكون الموقع من ملفات بسيطة يمكن حفظها وقراءتها من دون خادم.
about_published_sources = ملف كل وثيقة بجانب صفحتها.

# رف القارئ
shelf = رفّي
shelf_why = الوثائق التي تحفظها مع ملاحظاتك وما حددته فيها. يبقى كل ذلك في هذا المتصفح.
shelf_without = يحتاج الرف إلى JavaScript.
shelf_empty = لا شيء عليه بعد. في صفحة كل وثيقة زر لذلك تحت كيفية الاستشهاد بها.
shelf_keep = ضعها على رفّي
shelf_drop = أزلها من رفّي
shelf_quote = احفظ ما حُدد
shelf_kept = إنه على رفّك.
shelf_note = ملاحظتي
shelf_remove = إزالة
shelf_removed = أُزيل.
shelf_export = خذها معك:
shelf_files = قائمة الملفات
shelf_failed = لا يسمح المتصفح لهذه الصفحة بحفظ أي شيء.

position = { $place } من { $total }
facts_more = المزيد عن هذه الوثيقة
copy = نسخ
copy_paragraph = نسخ الاستشهاد مع هذه الفقرة
copy_page = نسخ الاستشهاد مع هذه الصفحة
cite_with_paragraph = { $citation }، الفقرة { $number }
cite_with_page = { $citation }، الصفحة { $number }
copied_citation = نُسخ الاستشهاد.

# قوائم الوثائق
list_search = البحث في النصوص
list_words = كلمات للبحث عنها في هذه الوثائق
list_hint = التصفية بالعنوان أو الموضوع أو الاسم أو الرقم
list_compact = سطر لكل وثيقة
list_jump = داخل هذه القائمة
list_pages = صفحات القائمة
list_page = الصفحة { $number } من { $count }
list_previous = الصفحة السابقة
list_next = الصفحة التالية
list_of = وثائق { $title }: تتمة القائمة
