//! The table: each word with its English, simplified Chinese and Russian. A row that lacks one does not compile.
//!
//! A translator changes the literals only. Places (`{0}`) may stand in any order; `|` parts the forms for numbers:
//! two in English (one, more), one in Chinese, three in Russian (1, 2–4, 5 and more).

/// Declares the words and the three columns, one line a word.
macro_rules! words {
    ($($word:ident = $english:literal, $chinese:literal, $russian:literal;)*) => {
        /// A word of the interface: a label, a sentence, or a pattern.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each is named after its English")]
        pub enum Word { $($word,)* }
        /// The English column.
        pub const ENGLISH: &str = concat!($($english, "\n",)*);
        /// The Chinese column.
        #[cfg(not(target_arch = "wasm32"))]
        pub const CHINESE: &str = concat!($($chinese, "\n",)*);
        /// The Russian column.
        #[cfg(not(target_arch = "wasm32"))]
        pub const RUSSIAN: &str = concat!($($russian, "\n",)*);
    };
}

words! {
    // Dates. Lists are parted by spaces. `Of` is the form after a day or a preposition.
    Months = "January February March April May June July August September October November December",
        "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
        "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь";
    MonthsOf = "January February March April May June July August September October November December",
        "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря";
    MonthsShort = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
        "янв. фев. март апр. май июнь июль авг. сен. окт. нояб. дек.";
    Seasons = "spring summer autumn winter", "春 夏 秋 冬", "весна лето осень зима";
    SeasonsOf = "spring summer autumn winter", "春 夏 秋 冬", "весны лета осени зимы";
    DayMonth = "{0} {1}", "{1}{0}日", "{0} {1}";
    WithYear = "{0} {1}", "{1}年{0}", "{0} {1}";
    Year = "{0}", "{0}年", "{0}";
    YearsSeen = "{0}–{1}", "{0}–{1}年", "{0}–{1}";
    DaysSeen = "{0}–{1} {2} {3}", "{3}年{2}{0}–{1}日", "{0}–{1} {2} {3}";
    DaysSaid = "{0} to {1} {2} {3}", "{3}年{2}{0}日至{1}日", "с {0} по {1} {2} {3}";
    RangeSeen = "{0} – {1}", "{0} – {1}", "{0} – {1}";
    RangeSaid = "{0} to {1}", "{0}至{1}", "от {0} до {1}";
    Since = "from {0}", "{0}起", "с {0}";
    SinceSaid = "from {0} onwards", "自{0}起", "начиная с {0}";
    Until = "until {0}", "至{0}", "до {0}";
    Circa = "c. {0}", "约{0}", "ок. {0}";
    AboutSaid = "about {0}", "大约{0}", "около {0}";
    Perhaps = "perhaps {0}", "可能是{0}", "возможно, {0}";
    Between = "between {0} and {1}", "在{0}与{1}之间", "от {0} до {1}";
    DateNotGiven = "exact date not given", "确切日期未载", "точная дата не указана";
    DatesNotGiven = "exact dates not given", "确切日期未载", "точные даты не указаны";
    Days = "{0} day|{0} days", "{0}天", "{0} день|{0} дня|{0} дней";
    MonthsLong = "{0} month|{0} months", "{0}个月", "{0} месяц|{0} месяца|{0} месяцев";
    YearsLong = "{0} year|{0} years", "{0}年", "{0} год|{0} года|{0} лет";
    Roughly = "about {0}", "约{0}", "примерно {0}";

    // Counts and the one live region, which says at most twenty words.
    Events = "{0} event|{0} events", "{0} 个事件", "{0} событие|{0} события|{0} событий";
    EventsAfter = " event| events", " 个事件", " событие| события| событий";
    NoEvents = "no events", "没有事件", "нет событий";
    NOf = "{0} of {1}", "第 {0} 个，共 {1} 个", "{0} из {1}";
    SomeEvents = "{0} of {1} event|{0} of {1} events", "{1} 个事件中的 {0} 个",
        "{0} из {1} события|{0} из {1} событий|{0} из {1} событий";
    SomeEventsSaid = "{0} of {1} events.", "{1} 个事件中的 {0} 个。", "{0} из {1} событий.";
    SomeEventsOf = "{0} of {1} events. {2}.", "{1} 个事件中的 {0} 个。{2}。", "{0} из {1} событий. {2}.";
    Filters = "{0} filter|{0} filters", "{0} 个筛选条件", "{0} фильтр|{0} фильтра|{0} фильтров";
    AllEvents = "All {0} events.", "全部 {0} 个事件。", "Все события: {0}.";
    SelectedLong = "{0}, {1}, {2}.", "{0}，{1}，{2}。", "{0}, {1}, {2}.";
    SelectedShort = "{0}, {1}.", "{0}，{1}。", "{0}, {1}.";
    OutsideFilter = "outside the filter", "不在筛选范围内", "вне фильтра";
    Showing = "Showing {0}, {1}.", "显示{0}，{1}。", "Показано: {0}, {1}.";
    BackTo = "Back to {0}.", "回到{0}。", "Снова {0}.";
    PeriodsBySaid = "Periods by {0}.", "分期：{0}。", "Периоды: {0}.";
    Quoted = "‘{0}’", "“{0}”", "«{0}»";
    ThisSite = "this site", "本站", "этот сайт";
    ThisSiteName = "This site", "本站", "Этот сайт";
    OutsidePeriods = "Outside these periods", "不在这些时期之内", "Вне этих периодов";

    // The head of the page.
    Skip = "Skip to the list of events", "跳到事件列表", "К списку событий";
    Tools = "Tools", "工具", "Инструменты";
    List = "List", "列表", "Список";
    Timeline = "Timeline", "时间线", "Шкала";
    Help = "Help", "帮助", "Справка";
    About = "About", "关于", "О проекте";
    Menu = "Menu", "菜单", "Меню";
    Evidence = "Evidence", "依据", "Источники и споры";
    Stories = "Stories", "故事", "Рассказы";
    Present = "Present", "演示", "Показ";
    Quiz = "Quiz", "测验", "Вопросы";
    Sheets = "Handout and worksheet", "讲义与练习", "Раздатки и задания";
    Selection = "My selection", "我的选择", "Мой выбор";
    BetweenTwo = "Between two events", "两件事之间", "Между двумя событиями";
    SaveOrPrint = "Lessons and print", "课堂与打印", "Уроки и печать";
    Display = "Display", "显示", "Вид";
    Print = "Print", "打印", "Печать";
    PlateAsSvg = "Plate as SVG", "图版（SVG）", "Таблица в SVG";
    PlateAsPng = "Plate as PNG", "图版（PNG）", "Таблица в PNG";
    CopyLink = "Copy the link", "复制链接", "Скопировать ссылку";
    DataAsJson = "Data as JSON", "数据（JSON）", "Данные в JSON";
    EventsAsCsv = "Events as CSV", "事件（CSV）", "События в CSV";
    EmbedView = "Embed this view", "嵌入此视图", "Встроить этот вид";
    OpenFull = "Open full timeline", "打开完整时间线", "Открыть шкалу целиком";
    WhoSays = "Who says so?", "谁这样说？", "Кто это утверждает?";
    WhosePeriods = "Whose periods?", "谁的分期？", "Чьи периоды?";
    MaosView = "Mao’s view", "毛泽东的看法", "Взгляд Мао";
    Figures = "Figures", "数字", "Цифры";
    MapOfPlaces = "Map of the places", "地点地图", "Карта мест";
    PeopleAndTerms = "People and terms", "人物与术语", "Люди и понятия";
    Sources = "Sources", "来源", "Источники";
    TwoTexts = "The two texts", "两篇原文", "Два текста";
    Colours = "Colours", "颜色", "Цвета";
    AsSystem = "As the system", "跟随系统", "Как в системе";
    Light = "Light", "浅色", "Светлые";
    Dark = "Dark", "深色", "Тёмные";
    HighContrast = "High contrast", "高对比度", "Контрастные";
    Projector = "Projector", "投影", "Для проектора";
    TextSize = "Text size", "字号", "Размер текста";
    Normal = "Normal", "标准", "Обычный";
    Larger = "Larger", "较大", "Крупнее";
    Largest = "Largest", "最大", "Самый крупный";
    English = "English", "English", "English";
    Chinese = "中文", "中文", "中文";
    Russian = "Русский", "Русский", "Русский";
    LanguageName = "Language", "语言", "Язык";
    ForReading = "For reading", "便于阅读", "Для чтения";
    WideLetters = "Wide letters and lines", "加大字距与行距", "Шире буквы и строки";
    NoPatterns = "No patterns", "不用图案", "Без узоров";
    EvenBand = "Band of even width", "等宽色带", "Полоса одной ширины";
    NoKeys = "No shortcuts of one key", "停用单键快捷键", "Без команд одной клавишей";

    // Search and filters.
    Search = "Search", "搜索", "Поиск";
    SearchEvents = "Search events", "搜索事件", "Поиск по событиям";
    ClearSearch = "Clear the search", "清除搜索", "Очистить поиск";
    EventsFound = "Events found", "找到的事件", "Найденные события";
    FirstHere = "{0}, the first {1} here", "{0}，此处为前 {1} 个", "{0}, здесь первые {1}";
    FiltersName = "Filters", "筛选", "Фильтры";
    Period = "Period", "时期", "Период";
    Periods = "Periods", "时期", "Периоды";
    Theme = "Theme", "主题", "Тема";
    Themes = "Themes", "主题", "Темы";
    OtherThemes = "Other themes", "其他主题", "Другие темы";
    More = "More", "更多", "Ещё";
    All = "All", "全部", "Все";
    ClearFilters = "Clear filters", "清除筛选", "Сбросить фильтры";
    Ideology = "Ideology", "意识形态", "Идеология";
    War = "War", "战争", "Война";
    AidAndTrade = "Aid and trade", "援助与贸易", "Помощь и торговля";
    Border = "Border", "边界", "Граница";
    Nuclear = "Nuclear", "核问题", "Атом";
    ThirdCountries = "Third countries", "第三国", "Третьи страны";
    Diplomacy = "Diplomacy", "外交", "Дипломатия";
    Culture = "Culture", "文化", "Культура";
    KindTreaty = "Treaty or agreement", "条约或协定", "Договор или соглашение";
    KindMeeting = "Meeting or visit", "会谈或访问", "Встреча или визит";
    KindSpeech = "Speech or writing", "讲话或文章", "Речь или текст";
    KindWar = "War or clash", "战争或冲突", "Война или столкновение";
    KindAid = "Aid or trade", "援助或贸易", "Помощь или торговля";
    KindLeadership = "Leadership", "领导层", "Руководство";
    KindState = "State or institution", "国家或机构", "Государство или учреждение";
    PeriodsBy = "Periods by", "分期：", "Периоды:";
    PeriodsByChoose = "Periods by {0}, choose others’", "分期：{0}，选择其他分期", "Периоды: {0}, выбрать другие";
    PeriodsByBasis = "Periods by {0}. {1}", "分期：{0}。{1}", "Периоды: {0}. {1}";
    Compare = "Compare", "比较", "Сравнить";
    CompareAll = "Compare all on one axis", "在同一轴上比较全部分期", "Сравнить все на одной оси";
    PeriodsAreReadings = "The lines between periods are somebody’s reading. The events stay where they are.",
        "时期之间的界线只是某人的解读。事件的位置不变。",
        "Границы периодов – чьё-то толкование. События остаются на своих местах.";
    Contested = "Contested: {0} begins between {1} ({2}) and {3} ({4}).",
        "有争议：{0}始于{1}（{2}）与{3}（{4}）之间。",
        "Спорно: {0} начинается между {1} ({2}) и {3} ({4}).";
    NothingYet = "No events in this collection yet.", "此集合中尚无事件。", "В этом собрании пока нет событий.";
    NoneMentions = "No event mentions {0}.", "没有事件提到{0}。", "Ни одно событие не упоминает {0}.";
    NoneIsOf = "No event is of {0}.", "没有属于{0}的事件。", "Нет событий: {0}.";
    NothingIsBoth = "Nothing is both {0} and {1} here.", "这里没有同时属于{0}和{1}的事件。",
        "Здесь ничто не подходит сразу под {0} и {1}.";
    NothingIsAll = "Nothing is all of {0} here.", "这里没有同时属于{0}的事件。", "Здесь ничто не подходит сразу под {0}.";
    NothingInMentions = "Nothing in {0} mentions {1}.", "{0}中没有事件提到{1}。", "В {0} ничто не упоминает {1}.";
    OrLook = ", or ", "，或 ", " или ";
    LookAtAll = "look at all {0}", "查看全部{0}", "смотреть все: {0}";
    Stop = ".", "。", ".";
    Remove = "Remove:", "移除：", "Убрать:";
    RemoveThis = "Remove {0}", "移除{0}", "Убрать {0}";

    // The plate.
    Zoom = "Zoom", "缩放", "Масштаб";
    ZoomOut = "Zoom out", "缩小", "Отдалить";
    ZoomIn = "Zoom in", "放大", "Приблизить";
    ShowAllYears = "Show all years", "显示全部年份", "Показать все годы";
    From = "From", "从", "С";
    To = "To", "到", "По";
    Dates = "Dates", "日期", "Даты";
    EvenWidth = "The band is drawn at an even width.", "色带宽度一致。", "Полоса нарисована одной ширины.";
    WidthIsReading = "The width of the band is a reading, not a measurement.", "色带宽度是一种解读，而非测量。",
        "Ширина полосы – толкование, а не измерение.";
    WheelHint = "Hold Ctrl (⌘) and scroll to zoom", "按住 Ctrl（⌘）并滚动以缩放",
        "Удерживайте Ctrl (⌘) и крутите колесо, чтобы изменить масштаб";
    Stretched = "Moscow left, Beijing right · years stretched to fit",
        "左为莫斯科，右为北京 · 年份按内容伸缩", "Слева Москва, справа Пекин · годы растянуты по месту";
    Close = "Close", "关闭", "Закрыть";
    LaneElsewhere = "ELSEWHERE", "其他地区", "В МИРЕ";
    LaneMoscow = "MOSCOW", "莫斯科", "МОСКВА";
    LaneBetween = "BETWEEN", "双方之间", "МЕЖДУ";
    LaneBeijing = "BEIJING", "北京", "ПЕКИН";
    LaneMao = "MAO’S VIEW", "毛的看法", "ВЗГЛЯД МАО";
    ActsOrHosts = "acts, or hosts", "行动或接待", "действия, приём";
    BothParties = "both parties", "双方共同", "обе стороны";
    OfTheUssr = "of the USSR", "对苏联", "на СССР";
    Lieberthal = "(Lieberthal 1976)", "(Lieberthal 1976)", "(Lieberthal 1976)";
    SixStatements = "6 statements, 1955–64", "6 次表态，1955–64年", "6 высказываний, 1955–64";
    NoneInTheseYears = "none in these years", "这些年份没有", "в эти годы нет";
    BeforeAlliance = "before the alliance", "同盟之前", "до союза";
    Before = "before", "之前", "до";
    Figure = "{0} in {1}", "{1}：{0}", "{0}, {1}";
    FigureAbout = "about {0} in {1}", "{1}：约 {0}", "около {0}, {1}";
    FigureDerived = "{0} (derived)", "{0}（推算）", "{0} (вычислено)";

    BecauseOf = "because", "因为", "почему";
    SoThen = "so", "所以", "поэтому";
    Elsewhere = "Elsewhere", "其他地区", "В мире";
    Both = "Both", "双方", "Вместе";
    BothInMoscow = "Both, in Moscow", "双方，在莫斯科", "Вместе, в Москве";
    BothInBeijing = "Both, in Beijing", "双方，在北京", "Вместе, в Пекине";

    // The list.
    Continued = ", continued", "（续）", ", продолжение";
    Overview = "{0}, {1} to {2}.", "{0}，{1}年至{2}年。", "{0}, {1}–{2}.";
    ListIsPart = "Of more than 2,000 events a part is listed. Zoom, filter or search to see others.", "事件超过2,000个时仅列出一部分。缩放、筛选或搜索可查看其他事件。",
        "Если событий больше 2\u{a0}000, показана их часть. Другие – через масштаб, отбор или поиск.";
    InOrder = " Events are listed in order of time.", "事件按时间顺序排列。", " События идут в порядке времени.";

    // The card.
    EarlierEvent = "Earlier event", "较早的事件", "Предыдущее событие";
    LaterEvent = "Later event", "较晚的事件", "Следующее событие";
    CloseCard = "Close the card", "关闭卡片", "Закрыть карточку";
    OfN = " of {0}", " / {0}", " из {0}";
    LeftOut = " of {0}, left out by the filter", " / {0}，被筛选条件排除", " из {0}, не проходит фильтр";
    Map = "map", "地图", "карта";
    Because = "Because", "因为", "Почему";
    So = "So", "所以", "Поэтому";
    LinkSaid = ", {0}, event {1}", "，{0}，第 {1} 个事件", ", {0}, событие {1}";
    WhatElse = "What else?", "还有什么原因？", "Что ещё?";
    Source = "source", "来源", "источник";
    WhyItMattered = "Why it mattered", "为何重要", "Почему это важно";
    AllStatements = "All the statements, what they rest on, and an exercise", "全部表态、依据与练习",
        "Все высказывания, на чём они основаны, и упражнение";
    TwoViews = "Two views", "两种看法", "Два взгляда";
    MoscowsView = "Moscow’s view", "莫斯科的看法", "Взгляд Москвы";
    BeijingsView = "Beijing’s view", "北京的看法", "Взгляд Пекина";
    Moscow = "Moscow", "莫斯科", "Москва";
    Beijing = "Beijing", "北京", "Пекин";
    InTheirWords = "In their words", "他们的原话", "Их словами";
    AllDisputes = "All disputes", "全部争议", "Все споры";
    WhyDiffer = "Why might they differ?", "说法为何不同？", "Почему они расходятся?";
    WhatWeMake = "What do we make of it?", "我们怎么看？", "Что думаем мы?";
    FairlySure = "We are fairly sure.", "我们相当有把握。", "Мы довольно уверены.";
    NotSure = "We are not sure.", "我们没有把握。", "Мы не уверены.";
    Open = "This is open.", "尚无定论。", "Вопрос открыт.";
    Terms = "Terms", "术语", "Понятия";
    People = "People", "人物", "Люди";
    NotChecked = "Not yet checked against a source.", "尚未与来源核对。", "Ещё не сверено с источником.";
    ReadOnWeb = "Read it on the web", "网上阅读", "Читать в сети";
    SeedText = "Text this timeline began with", "本时间线最初依据的文本", "Текст, с которого началась эта шкала";
    Further = "Further reading, not opened for this event: {0}", "延伸阅读（未为此事件查阅）：{0}",
        "Дополнительно, для этого события не открывалось: {0}";
    UseAndCite = "Use and cite", "使用与引用", "Как цитировать";
    Document = "Document.", "文献。", "Документ.";
    Documents = "Documents.", "文献集。", "Документы.";
    Historian = "Historian.", "史学著作。", "Историк.";
    Newspaper = "Newspaper.", "报纸。", "Газета.";
    SeedKind = "Student or revision text.", "学生或复习文本。", "Учебный текст.";
    WebPage = "Web page.", "网页。", "Веб-страница.";
    ShowLess = "Show less", "收起", "Показать меньше";
    ShowMore = "Show more", "展开", "Показать больше";
    Earlier = " Earlier", " 较早", " Раньше";
    Later = "Later ", "较晚 ", "Позже ";
    Less = "Less", "收起", "Меньше";
    ReadOn = "Read on", "继续阅读", "Читать дальше";

    // What went wrong.
    OwnData = "Open the timeline with its own data", "用自带数据打开时间线", "Открыть шкалу с её собственными данными";
    CouldNotRead = "This dataset could not be read.", "无法读取此数据集。", "Этот набор данных не удалось прочитать.";
    NotReached = "{0} could not be reached. Check the address and the connection.",
        "无法访问 {0}。请检查地址和网络连接。", "{0}: нет доступа. Проверьте адрес и соединение.";
    NotFound = "{0} was not found (answer {1}). Check the address.", "未找到 {0}（应答 {1}）。请检查地址。",
        "{0}: не найдено (ответ {1}). Проверьте адрес.";
    TooLarge = "{0} is larger than 50 MB. Split it, or leave out what is not shown.",
        "{0} 超过 50 MB。请拆分，或删去不显示的内容。", "{0}: больше 50 МБ. Разделите файл или уберите лишнее.";
    HasProblems = "{0} has a problem.|{0} has {1} problems.", "{0} 有 {1} 个问题。",
        "{0}: {1} ошибка.|{0}: {1} ошибки.|{0}: {1} ошибок.";
    NoneRead = " No event could be read.", "未能读取任何事件。", " Ни одно событие не прочитано.";
    ShownStill = " One event is shown.| {0} events are shown.", "显示 {0} 个事件。",
        " Показано {0} событие.| Показано {0} события.| Показано {0} событий.";
    EventAt = "Event {0}, ", "事件 {0}，", "Событие {0}, ";
    AndMore = "And {0} more. `cargo xtask check-data FILE` lists them all.",
        "另有 {0} 个。`cargo xtask check-data FILE` 可列出全部。", "И ещё {0}. `cargo xtask check-data FILE` покажет все.";
}

/// What the script of a frame says (assets/frame.js): English, Chinese, Russian. They find a word by its English.
#[cfg(not(target_arch = "wasm32"))]
pub const OF_SCRIPTS: &[[&str; 3]] = &[
    ["View", "视图", "Вид"],
    ["Undo view", "撤销视图", "Вернуть вид"],
    ["Zoom out", "缩小", "Отдалить"],
    ["Zoom in", "放大", "Приблизить"],
    ["Enlarge the plate", "放大图版", "Увеличить таблицу"],
    ["Show the whole frame again", "恢复整个框架", "Показать всю рамку"],
    ["Go on where you were", "从上次的位置继续", "Продолжить с того же места"],
    ["Close", "关闭", "Закрыть"],
];
