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
key_day = يوم
key_interval = فترة
key_uncertain = غير مؤكد
key_inferred = مستنتج؛ صف لكل مجموعة

graph_title = الإحالات في { $title }
graph_of = كيف تشير وثائق { $title } بعضها إلى بعض
graph_linked = { $linked } من أصل { $documents } وثيقة تشير بعضها إلى بعض أو يُشار إليها.
graph_reading = كل نقطة وثيقة بترتيب زمني، وكل قوس إحالة. الأقواس المتقطعة تقود إلى وثيقة لاحقة.
graph_drawn = رُسم أوسع { $drawn } من { $arcs } قوسًا.
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
search_help = كلمات بأي ترتيب؛ "عبارة"؛ بداية كلمة*؛ -بدون.
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
