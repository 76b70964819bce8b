//! What lessons say, in the reader's language: a table of its own, because the first view needs none of it. All three
//! columns come with the lessons. The signs are those of [`crate::core::words`]: `{0}` is filled in, `|` parts the forms
//! for numbers (one, more; in Chinese one form; in Russian 1, 2–4, 5 and more).

use crate::core::words::{fill, form, language, Language};

/// Declares the words with their English, simplified Chinese and Russian. A row that lacks one does not compile.
macro_rules! says {
    ($($say:ident = $english:literal, $chinese:literal, $russian:literal;)*) => {
        /// A word of the lessons.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each is named after its English")]
        pub enum Say { $($say,)* }
        const TABLE: &[[&str; 3]] = &[$([$english, $chinese, $russian],)*];
    };
}

impl Say {
    /// The word itself.
    pub fn text(self) -> &'static str {
        let column = match language() {
            Language::Chinese => 1,
            Language::Russian => 2,
            Language::English | Language::Pseudo => 0,
        };
        TABLE.get(self as usize).map_or("", |row| row[column])
    }

    /// With `{0}`, `{1}` … filled in.
    pub fn fill(self, with: &[&str]) -> String {
        fill(self.text(), with)
    }

    /// With a number as `{0}`, in the form that belongs to it.
    pub fn count(self, n: usize) -> String {
        fill(self.text().split('|').nth(form(n)).unwrap_or_default(), &[&n.to_string()])
    }
}

says! {
    // Present mode.
    Present = "Present", "演示", "Показ";
    Because = "Because", "因为", "Потому что";
    So = "So", "所以", "Поэтому";
    StopOf = "{0} of {1}", "第{0}站，共{1}站", "{0} из {1}";
    EventOf = "{0} of {1}", "第{0}件，共{1}件", "{0} из {1}";
    StopSaid = "Stop {0} of {1}. {2}.", "第{0}站，共{1}站。{2}。", "Остановка {0} из {1}. {2}.";
    GoTo = "Go to event {0}: Enter", "转到事件{0}：回车", "К событию {0}: Enter";
    BecauseWhat = "Because …?", "因为……？", "Потому что…?";
    ThinkFirst = "Think first. The next press tells.", "先想一想，再按一次揭晓。", "Сначала подумайте. Следующее нажатие даст ответ.";
    WhichLink = "Which link would you remove?", "你会拿掉哪一环？", "Какую связь вы бы убрали?";
    WhatIsLeft = "Would it still have happened? What is left?", "还会发生吗？还剩下什么？", "Случилось бы это всё равно? Что остаётся?";
    FromMoscow = "From Moscow", "莫斯科的看法", "Из Москвы";
    FromBeijing = "From Beijing", "北京的看法", "Из Пекина";
    NoView = "No sourced view of this side yet.", "这一方的看法尚无可靠来源。", "Взгляд этой стороны пока без источника.";
    Controls = "Controls", "控制", "Управление";
    Previous = "Previous", "上一页", "Назад";
    Next = "Next", "下一页", "Далее";
    AskFirst = "Ask first", "先问", "Сначала вопрос";
    TwoViews = "Two views", "两种看法", "Два взгляда";
    Smaller = "Smaller text", "缩小文字", "Мельче";
    Larger = "Larger text", "放大文字", "Крупнее";
    ToPaper = "Blank", "空白", "Чистый лист";
    FullScreen = "Full screen", "全屏", "На весь экран";
    Notes = "Notes window", "备注窗口", "Окно заметок";
    Leave = "Back to the timeline", "返回时间轴", "К ленте времени";
    Elapsed = "{0} gone", "已用时{0}", "прошло {0}";
    NotInStep = "The projected window is closed. Open it again from the timeline with Present.", "放映窗口已关闭。请在时间轴上重新点“演示”。", "Окно показа закрыто. Откройте его снова через «Показ».";
    NextSlide = "Next", "下一页", "Далее";
    NothingMore = "Nothing more: this is the last.", "没有了，这是最后一页。", "Это последний слайд.";
    BlankSaid = "Blank.", "空白。", "Чистый лист.";
    NoPopup = "The browser did not open a second window. Allow pop-ups for this page and press again.", "浏览器没有打开第二个窗口。请允许本页弹出窗口后再试。", "Браузер не открыл второе окно. Разрешите всплывающие окна и повторите.";
    NoData = "The data could not be read. Load the page again.", "无法读取数据。请重新载入页面。", "Данные не прочитаны. Загрузите страницу ещё раз.";
    // Stories.
    StoriesTitle = "Lessons", "课堂", "Уроки";
    StoriesLead = "A story leads through the timeline in a few stops. Show it on the projector, or read it alone.", "故事带你分几站走过时间轴。可以投影讲解，也可以独自阅读。", "Рассказ ведёт по ленте времени за несколько остановок. Покажите его классу или читайте сами.";
    Read = "Read", "阅读", "Читать";
    Stops = "{0} stop|{0} stops", "{0}站", "{0} остановка|{0} остановки|{0} остановок";
    // Quiz.
    AskPlace = "When was this? “{0}”", "这件事发生在什么时候？“{0}”", "Когда это было? «{0}»";
    AskDay = "Put it on the line, or give a day or a year.", "请放到时间线上，或填写日期或年份。", "Поставьте на линию или назовите день или год.";
    AskMonth = "Put it on the line, or give a month or a year.", "请放到时间线上，或填写月份或年份。", "Поставьте на линию или назовите месяц или год.";
    AskYear = "Put it on the line, or give a year.", "请放到时间线上，或填写年份。", "Поставьте на линию или назовите год.";
    AskOrder = "Put these in order of time, the earliest first.", "请按时间先后排列，最早的排在最前面。", "Расставьте по времени, начиная с самого раннего.";
    AskBecause = "Which of these does this timeline name as a cause? “{0}”", "“{0}”：本时间线把下列哪一项列为它的原因？", "«{0}»: что из этого названо здесь причиной?";
    AskLedTo = "Which of these does this timeline say it led to? “{0}”", "“{0}”：本时间线认为它导致了下列哪一项？", "«{0}»: к чему из этого оно привело, согласно этой хронологии?";
    AskWho = "Whose words are these?", "这是谁的话？", "Чьи это слова?";
    AskMoscowSaw = "How did Moscow see it? “{0}”", "莫斯科如何看待“{0}”？", "Как на это смотрели в Москве? «{0}»";
    AskBeijingSaw = "How did Beijing see it? “{0}”", "北京如何看待“{0}”？", "Как на это смотрели в Пекине? «{0}»";
    AskPeriod = "To which period does it belong? “{0}”", "“{0}”属于哪个时期？", "К какому периоду это относится? «{0}»";
    NotScored = "Not scored: historians draw the periods differently.", "不计对错：史学家对时期的划分不一。", "Без оценки: историки делят периоды по-разному.";
    PutsItIn = "{0}: in “{1}”", "{0}：归入“{1}”", "{0}: период «{1}»";
    AskWork = "Which of these works is cited here for it? “{0}”", "“{0}”：这里引用了下列哪一部文献？", "«{0}»: на какую из этих работ здесь ссылаются?";
    AskOwn = "Answer in your own words. Then tick the points that you named.", "请先用自己的话回答，再勾选你说到的要点。", "Ответьте своими словами, затем отметьте названные вами мысли.";
    AnswerRight = "Right.", "答对了。", "Верно.";
    AnswerHalfYear = "Within six months.", "相差不到半年。", "С точностью до полугода.";
    AnswerYear = "Within a year.", "相差不到一年。", "С точностью до года.";
    AnswerWrong = "Not this time.", "这次不对。", "Пока неверно.";
    CodeEmpty = "There is no code here. Paste the whole code.", "这里没有进度码。请粘贴完整的进度码。", "Здесь нет кода. Вставьте код целиком.";
    CodeOther = "This is no progress code. A progress code begins with “CU1.”", "这不是进度码。进度码以“CU1.”开头。", "Это не код успехов. Такой код начинается с «CU1.»";
    CodeNewer = "This code was made by a newer version. Reload this page and paste it again.", "此进度码由较新的版本生成。请重新载入本页后再粘贴。", "Этот код сделан более новой версией. Обновите страницу и вставьте его снова.";
    CodeCut = "The end of the code is missing. Copy it again, to its last sign.", "进度码缺少结尾。请重新复制到最后一个字符。", "У кода нет конца. Скопируйте его ещё раз, до последнего знака.";
    CodeDamaged = "The code has been changed on its way. Copy it again where it was made.", "进度码在传递中被改动。请在原处重新复制。", "Код изменился в пути. Скопируйте его ещё раз там, где он был сделан.";
    QuizTitle = "Quiz", "测验", "Вопросы";
    SayItFirst = "Say your answer first. Then look.", "先说出你的答案，再看。", "Сначала ответьте вслух, потом смотрите.";
    ShowOptions = "Show the choices", "显示选项", "Показать варианты";
    ShowModel = "Show the points", "显示要点", "Показать пункты";
    Check = "Check", "检查", "Проверить";
    NextItem = "Next question", "下一题", "Следующий вопрос";
    NotYetAnswered = "Give an answer first.", "请先作答。", "Сначала дайте ответ.";
    RightOne = "right", "正确答案", "верно";
    YourAnswer = "your answer", "你的答案", "ваш ответ";
    MoveUp = "Earlier", "前移", "Раньше";
    MoveDown = "Later", "后移", "Позже";
    OnTheLine = "On the line of years:", "在年份线上：", "На линии лет:";
    OrTheDate = "Or the date, such as 1956 or 1956-02:", "或输入日期，如 1956 或 1956-02：", "Или дата, например 1956 или 1956-02:";
    NoDate = "This is no date. Write a year, or 1956-02, or 1956-02-25.", "这不是日期。请写年份，或 1956-02，或 1956-02-25。", "Это не дата. Напишите год, 1956-02 или 1956-02-25.";
    ReadOn = "Read on:", "继续阅读：", "Подробнее:";
    QuizDone = "That was the quiz.", "测验结束。", "Вопросы закончились.";
    NoItems = "There is nothing to ask about these events. Clear the filters.", "这些事件没有可问的题。请清除筛选。", "Об этих событиях вопросов нет. Снимите фильтры.";
    AnotherQuiz = "Another quiz", "再来一次", "Ещё вопросы";
    InkedIn = "Your map is being inked: {0} of {1} events.", "你的地图正在着墨：{1}件中的{0}件。", "Ваша карта заполняется: {0} из {1} событий.";
    Progress = "Progress", "进度", "Мои ответы";
    KeptHere = "Your answers are kept on this device only.", "你的答案只保存在本设备上。", "Ответы хранятся только на этом устройстве.";
    NotKept = "Progress can’t be saved here: the browser refuses storage, as in some frames. Open the full timeline, or copy the code below.", "此处无法保存进度：浏览器拒绝存储（例如在某些框架中）。请打开完整时间轴，或复制下面的代码。", "Здесь сохранить нельзя: браузер запрещает хранение, как в некоторых рамках. Откройте полную ленту или скопируйте код.";
    ExamDay = "Day of the examination:", "考试日期：", "День экзамена:";
    ProgressCode = "Progress code, to copy:", "进度码（可复制）：", "Код для копирования:";
    PasteCode = "Paste a code:", "粘贴进度码：", "Вставить код:";
    TakeCode = "Take this code", "使用此代码", "Принять код";
    CodeTaken = "The code was taken.", "已采用该进度码。", "Код принят.";
    Forget = "Forget my answers", "清除我的答案", "Забыть мои ответы";
    ReallyForget = "This cannot be undone.", "此操作无法撤销。", "Это нельзя отменить.";
    KeepThem = "Keep them", "保留", "Оставить";
    Forgotten = "Your answers are forgotten.", "你的答案已清除。", "Ответы забыты.";
    // Selection and between.
    SelectionLead = "Choose events and say why each is significant. Put the most significant first. Your list stands in the address: copy it, show it, print it.", "选择事件，写明为何重要，把最重要的放在最前。清单保存在网址中：可以复制、展示、打印。", "Выберите события и скажите, чем каждое важно. Самое важное — первым. Список стоит в адресе: его можно скопировать, показать, напечатать.";
    SignificantBecause = "Significant because …", "之所以重要，是因为……", "Важно, потому что…";
    Up = "Up", "上移", "Выше";
    Down = "Down", "下移", "Ниже";
    TakeOut = "Take out", "移除", "Убрать";
    TitleOfIt = "Title:", "标题：", "Название:";
    Add = "Add: {0}", "添加：{0}", "Добавить: {0}";
    AddEvent = "Add an event:", "添加事件：", "Добавить событие:";
    NoMore = "There is room for {0} event.|There is room for {0} events.", "最多可选{0}件。", "Можно выбрать {0} событие.|Можно выбрать {0} события.|Можно выбрать {0} событий.";
    FirstOfThem = "The slides and the file take the first {0}.", "放映和文件只取前{0}件。", "В показ и в файл войдут первые {0}.";
    NothingChosen = "Nothing is chosen yet.", "尚未选择。", "Пока ничего не выбрано.";
    PresentIt = "Show it", "放映", "Показать";
    PrintIt = "Print it", "打印", "Напечатать";
    SaveFile = "Save as a file", "保存为文件", "Сохранить файл";
    CopyAddress = "Copy the address", "复制网址", "Скопировать адрес";
    InTime = "In order of time", "按时间排序", "По времени";
    OpenFile = "Open a file:", "打开文件：", "Открыть файл:";
    NoStory = "This file holds no story of this timeline. Choose one that was saved here.", "该文件不含本时间轴的故事。请选择在此保存的文件。", "В файле нет рассказа об этой ленте. Выберите сохранённый здесь.";
    BetweenLead = "How long was it, and what lay in it?", "相隔多久？其间发生了什么？", "Сколько прошло и что было между ними?";
    FirstEvent = "One event:", "一件事：", "Одно событие:";
    SecondEvent = "The other:", "另一件事：", "Другое:";
    TwoAreOne = "Choose two different events.", "请选择两件不同的事。", "Выберите два разных события.";
    FromTo = "{0} to {1}, as the dates are known", "{0}至{1}（依已知日期）", "от {0} до {1}, насколько известны даты";
    LayBetween = "{0} event lay between|{0} events lay between", "其间有{0}件事", "Между ними {0} событие|Между ними {0} события|Между ними {0} событий";
    YearsLong = "{0} year|{0} years", "{0}年", "{0} год|{0} года|{0} лет";
    MonthsLong = "{0} month|{0} months", "{0}个月", "{0} месяц|{0} месяца|{0} месяцев";
    DaysLong = "{0} day|{0} days", "{0}天", "{0} день|{0} дня|{0} дней";
    // Sheets.
    HandoutOf = "Handout: {0}", "讲义：{0}", "Раздаточный лист: {0}";
    WorksheetOf = "Worksheet: {0}", "练习：{0}", "Рабочий лист: {0}";
    KeyOf = "Answer key: {0}", "答案：{0}", "Ответы: {0}";
    PupilName = "Name", "姓名", "Имя";
    PupilClass = "Class", "班级", "Класс";
    ColumnDate = "Date", "日期", "Дата";
    ColumnEvent = "What happened", "事件", "Что произошло";
    ColumnPlace = "Where", "地点", "Где";
    ColumnPeriod = "Period", "时期", "Период";
    ColumnBecause = "Because… / So…", "因为…… / 所以……", "Потому что… / Поэтому…";
    ColumnSource = "Source", "来源", "Источник";
    SheetSources = "Sources", "来源", "Источники";
    SourceAt = "No. {0}: {1}", "第{0}项：{1}", "№ {0}: {1}";
    SheetData = "Dataset {0}, {1} of {2} events", "数据集 {0}，共{2}个事件，此处{1}个", "Данные {0}, событий: {1} из {2}";
    SheetSeed = "Seed {0}, version {1}", "种子 {0}，版本{1}", "Число {0}, вариант {1}";
    BandIsReading = "The width of the band is a reading, not a measurement.", "带的宽度是一种解读，不是测量。", "Ширина полосы — толкование, а не измерение.";
    StripSides = "Above the band: Moscow. Below it: Beijing.", "带的上方：莫斯科。下方：北京。", "Над полосой — Москва, под ней — Пекин.";
    StripElsewhere = "Broken ring: elsewhere.", "虚线圆：其他地方。", "Прерывистый круг — в других местах.";
    Explain = "Explain.", "解释。", "Объясните.";
    ExplainTask = "Choose two events. Write how the first led to the second, using “because” and “so”.", "选两个事件，用“因为”和“所以”写出前者如何导致后者。", "Выберите два события. Напишите, как первое привело ко второму, со словами «потому что» и «поэтому».";
    Blank = "to fill in", "待填", "заполнить";
    AddressAsCode = "The address as a QR code", "地址二维码", "Адрес в виде QR-кода";
    SpeakerNotes = "Notes", "备注", "Заметки";
    WhichSheet = "Sheet", "材料", "Лист";
    Handout = "Handout", "讲义", "Раздатка";
    Worksheet = "Worksheet with gaps", "填空练习", "Задание с пропусками";
    SortingCards = "Cards to sort", "排序卡片", "Карточки для сортировки";
    SlidesOfIt = "Slides", "幻灯片", "Слайды";
    WhatIsBlank = "Blank are", "留空", "Пропущены";
    BlankAll = "some of each", "各类都有", "понемногу всё";
    BlankDates = "dates", "日期", "даты";
    BlankEvents = "events", "事件", "события";
    BlankBecause = "because and so", "因果", "причины и следствия";
    BlankPeriods = "periods", "时期", "периоды";
    WhichPaper = "Paper", "纸张", "Бумага";
    PaperA4 = "A4", "A4", "A4";
    PaperLetter = "Letter", "Letter", "Letter";
    WhichVersion = "Version", "版本", "Вариант";
    VersionA = "A", "A", "А";
    VersionB = "B", "B", "Б";
    WithKey = "Answer key", "答案页", "Ключ";
    KeyYes = "yes", "有", "да";
    KeyNo = "no", "无", "нет";
    WhichShape = "Shape", "比例", "Формат";
    ShapeWide = "16:9", "16:9", "16:9";
    ShapeOld = "4:3", "4:3", "4:3";
    WithNotes = "Notes pages", "备注页", "Страницы заметок";
    OtherGaps = "Other gaps", "换一组空", "Другие пропуски";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_its_forms_and_places() {
        let places = |text: &str| {
            let mut found: Vec<&str> =
                text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(n, _)| n).collect();
            found.sort_unstable();
            found.dedup();
            found.join(" ")
        };
        for row in TABLE {
            let [english, chinese, russian] = row.map(|text| text.split('|').count());
            assert!(matches!((english, chinese, russian), (1, 1, 1) | (2, 1, 3)), "{row:?}");
            assert!(row.iter().all(|text| !text.is_empty() && places(text) == places(row[0])), "{row:?}");
        }
    }
}
