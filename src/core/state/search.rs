//! Search over everything the dataset says of an event, in any of the usual spellings.
//!
//! Text is *folded*: lower case, without diacritics and apostrophes. A query word is found where a word of
//! the text begins with it; a hyphen inside a word begins another word and also joins its halves, so that
//! “Tse-tung” is found by *tsetung*, *tse* and *tung*. Hanzi and Hangul have no spaces and are found anywhere.
//! All words of a query must be found. Other spellings are added to an event's text where it mentions one of
//! them: those of people, places and bodies come from the dataset, the few of [`SPELLINGS`] are ours.

use crate::core::data::{Event, EventIx, Timeline};
use crate::core::letters::{self, is_alphanumeric, lower};
use crate::core::lookup::Numbering;
use crate::core::order::sort_by;
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

/// Names of the same thing that a text or a pupil's textbook may use in place of each other.
/// They are kept here, and not in the dataset, because they hold for any text about the region.
const SPELLINGS: &[&[&str]] = &[
    &["Nanjing", "Nanking"],
    &["Guangzhou", "Canton"],
    &["Tianjin", "Tientsin"],
    &["Chongqing", "Chungking"],
    &["Yan’an", "Yenan", "延安", "Яньань"],
    &["Xinjiang", "Sinkiang", "新疆", "Синьцзян"],
    &["Tibet", "Xizang", "西藏", "Тибет"],
    &["Taiwan", "Formosa", "台湾", "Тайвань"],
    &["Mazu", "Matsu"],
    &["Manchuria", "North-east China", "Маньчжурия", "东北"],
    &["Ussuri", "Wusuli", "乌苏里", "Уссури"],
    &["Amur", "Heilongjiang", "Heilong Jiang", "黑龙江", "Амур"],
    &["Guomindang", "Kuomintang", "KMT", "GMD", "Nationalist", "Nationalists", "国民党"],
    &["Khrushchev", "Khrushchov", "Khruschev", "Kruschev", "Хрущёв", "赫鲁晓夫"],
    &["Stalin", "Сталин", "斯大林"],
    &["Brezhnev", "Брежнев", "勃列日涅夫"],
    &["Kosygin", "Косыгин", "柯西金"],
    &["Mao", "Mao Zedong", "Mao Tse-tung", "毛泽东", "Мао Цзэдун"],
    &["Zhou Enlai", "Chou En-lai", "Чжоу Эньлай"],
    &["Great Leap Forward", "大跃进"],
    &["Cultural Revolution", "文化大革命"],
];

/// How a character of a folded text stands to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begins {
    /// It is of the same word.
    Nothing,
    /// A hyphen stands between: the word goes on, and another begins.
    Half,
    /// It begins a word.
    Word,
}

/// A folded character and the bytes of the original that it stands for.
#[derive(Debug, Clone, Copy)]
struct Glyph {
    ch: char,
    bytes: (usize, usize),
    begins: Begins,
}

/// Hanzi and Hangul, where words are not set apart by spaces.
fn is_unspaced(c: char) -> bool {
    matches!(c as u32, 0x2e80..=0x2fdf | 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36f | 0xad | 0x200b..=0x200f | 0xfe00..=0xfe0f)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | '′')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '−')
}

/// Characters as they are written in Taiwan and Hong Kong, each before the one of the dataset: those of its
/// names and of the commonest words of the subject.
const TRADITIONAL: &str = "萬万與与專专東东兩两個个義义烏乌喬乔亞亚產产們们會会備备關关軍军憑凭劉刘劃划華华衛卫歷历縣县變变臺台對对爾尔歲岁崗岗島岛廬庐開开懷怀總总惡恶願愿懾慑戰战術术機机權权條条來来漢汉澤泽濱滨熱热狀状電电線线紅红約约紀纪紐纽經经維维羅罗聯联聶聂艦舰蘇苏榮荣萊莱營营薩萨蔣蒋計计認认論论試试貸贷貿贸賀贺邊边達达進进連连鄧邓鐵铁長长門门問问隊队陽阳陳陈韓韩項项順顺頓顿題题馬马驗验魯鲁鮮鲜齊齐龍龙寶宝寧宁國国導导議议協协曉晓黨党學学內内灣湾遼辽躍跃衝冲";

/// The plain letters of a lower-case letter with a diacritic, and the simplified form of a traditional Hanzi;
/// empty for what stays as it is. The letters are those of pinyin, Vietnamese, the European languages and Russian.
fn plain(c: char) -> &'static str {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ǟ' | 'ȧ' | 'ạ' | 'ả' | 'ấ' | 'ầ'
        | 'ẩ' | 'ẫ' | 'ậ' | 'ắ' | 'ằ' | 'ẳ' | 'ẵ' | 'ặ' => "a",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ḍ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ' | 'ẻ' | 'ẽ' | 'ế' | 'ề' | 'ể' | 'ễ'
        | 'ệ' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' | 'ǧ' => "g",
        'ĥ' | 'ħ' | 'ḥ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' | 'ỉ' | 'ị' => "i",
        'ĵ' | 'ǰ' => "j",
        'ķ' | 'ǩ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŉ' | 'ǹ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ǒ' | 'ǫ' | 'ọ' | 'ỏ' | 'ố' | 'ồ'
        | 'ổ' | 'ỗ' | 'ộ' | 'ớ' | 'ờ' | 'ở' | 'ỡ' | 'ợ' => "o",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ṣ' => "s",
        'ţ' | 'ť' | 'ŧ' | 'ț' | 'ṭ' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ǔ' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ'
        | 'ụ' | 'ủ' | 'ứ' | 'ừ' | 'ử' | 'ữ' | 'ự' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' | 'ỳ' | 'ỵ' | 'ỷ' | 'ỹ' => "y",
        'ź' | 'ż' | 'ž' | 'ẓ' => "z",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ё' | 'ѐ' => "е",
        'й' | 'ѝ' => "и",
        '\u{4e00}'..='\u{9fff}' => {
            let mut pairs =
                TRADITIONAL.char_indices().step_by(2).zip(TRADITIONAL.char_indices().skip(1).step_by(2));
            let simple = pairs.find(|((_, old), _)| *old == c).map(|(_, (at, new))| at..at + new.len_utf8());
            simple.and_then(|bytes| TRADITIONAL.get(bytes)).unwrap_or_default()
        }
        _ => "",
    }
}

/// Folds a text, keeping for each character where it came from.
fn glyphs(text: &str) -> Vec<Glyph> {
    let mut out: Vec<Glyph> = Vec::with_capacity(text.len());
    let mut begins = Begins::Word;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        if is_mark(c) {
            // It belongs to the letter before it, which a highlight must not cut in two.
            if let (Some(last), true) = (out.last_mut(), begins == Begins::Nothing) {
                last.bytes.1 = end;
            }
        } else if is_apostrophe(c) {
            // “China’s” is found as China: the s of a possessive is no part of the word.
            let rest = text.get(end..).unwrap_or_default();
            let mut after = rest.chars();
            let possessive = begins == Begins::Nothing
                && matches!(after.next(), Some('s' | 'S'))
                && !after.next().is_some_and(is_alphanumeric);
            if possessive {
                chars.next();
                begins = Begins::Word;
            }
        } else if is_hyphen(c) {
            if begins == Begins::Nothing {
                begins = Begins::Half;
            }
        } else if !is_alphanumeric(c) {
            begins = Begins::Word;
        } else {
            // Full-width Latin stands 0xfee0 above ASCII.
            let c = match c as u32 {
                full @ 0xff01..=0xff5e => char::from_u32(full - 0xfee0).unwrap_or(c),
                _ => c,
            };
            let c = lower(c);
            let mut push = |ch| {
                out.push(Glyph { ch, bytes: (at, end), begins });
                begins = Begins::Nothing;
            };
            match if c.is_ascii() { "" } else { plain(c) } {
                "" => push(c),
                letters => letters.chars().for_each(&mut push),
            }
        }
    }
    out
}

/// The text in lower case, without diacritics, apostrophes, hyphens and punctuation; words stand one space apart.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for g in glyphs(text) {
        if g.begins == Begins::Word && !out.is_empty() {
            out.push(' ');
        }
        out.push(g.ch);
    }
    out
}

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    /// Folded, halves joined, with the space in front where a word begins (Hanzi are found anywhere).
    whole: String,
    /// Of a hyphenated word its halves, which may also stand as words of their own: "Il-sung" is Il Sung. Of any other the word.
    halves: Vec<String>,
}

impl Word {
    /// The text holds it.
    fn is_in(&self, text: &[Glyph]) -> bool {
        let holds = |word: &String| !find_word(text, word).is_empty();
        holds(&self.whole) || self.halves.iter().all(holds)
    }
}

/// The word of a query, or its half, is found by a word of a prepared text.
fn is_held(word: &str, by: &str) -> bool {
    match word.strip_prefix(' ') {
        Some(word) => by.starts_with(word),
        None => letters::find(by, word).is_some(),
    }
}

/// The words of a query; empty when it asks for nothing.
fn words(query: &str) -> Vec<Word> {
    let glyphs = glyphs(query);
    let mut out: Vec<Word> = Vec::new();
    for word in glyphs.chunk_by(|_, next| next.begins != Begins::Word) {
        let text = |part: &[Glyph]| {
            let space = part.first().filter(|g| !is_unspaced(g.ch)).map(|_| ' ');
            space.into_iter().chain(part.iter().map(|g| g.ch)).collect::<String>()
        };
        let halves = word.chunk_by(|_, next| next.begins == Begins::Nothing).map(text).collect();
        out.push(Word { whole: text(word), halves });
    }
    out
}

/// The folded words of a text, halves of hyphenated words apart.
fn parts(glyphs: &[Glyph]) -> Vec<String> {
    let parts = glyphs.chunk_by(|_, next| next.begins == Begins::Nothing);
    parts.map(|part| part.iter().map(|g| g.ch).collect()).collect()
}

/// Adds a text in the form that [`Word::is_in`] reads: a space before every word, and a hyphenated word again
/// from each of its later halves on.
fn add(out: &mut String, glyphs: &[Glyph]) {
    for (i, g) in glyphs.iter().enumerate().filter(|(_, g)| g.begins != Begins::Nothing) {
        out.push(' ');
        out.push(g.ch);
        out.extend(glyphs.iter().skip(i + 1).take_while(|g| g.begins != Begins::Word).map(|g| g.ch));
    }
}

/// The names of one thing.
#[derive(Debug, Default)]
struct Group {
    names: Vec<Vec<Glyph>>,
    /// All the names, and those of what they mention ("Beijing airport").
    prepared: String,
}

/// Adds to a list of lists, which may be the next that is not there yet.
fn add_to<T>(lists: &mut Vec<Vec<T>>, number: usize, one: T) {
    match lists.get_mut(number) {
        Some(list) => list.push(one),
        None => lists.push(vec![one]),
    }
}

/// All groups of names for the same thing.
#[derive(Debug, Default)]
struct Names {
    groups: Vec<Group>,
    /// The first parts of the names.
    firsts: Numbering,
    /// By their number, the group of each name and its other parts.
    rests: Vec<Vec<(usize, Vec<String>)>>,
    /// The group of each person, body and place of the dataset.
    people: Vec<usize>,
    bodies: Vec<usize>,
    places: Vec<usize>,
}

impl Names {
    fn of(timeline: &Timeline) -> Names {
        let mut names = Names::default();
        for group in SPELLINGS {
            names.insert(group.iter().copied());
        }
        for p in &timeline.people {
            let other = p.spellings.iter().map(String::as_str);
            let group = names.insert([p.name.as_str(), &p.native].into_iter().chain(other));
            names.people.push(group);
            // The surname alone, where both scripts put it last.
            if p.native.starts_with(|c| matches!(c, 'А'..='я' | 'Ё')) {
                let surname = |s: &'_ str| s.rsplit(' ').next().unwrap_or_default().to_owned();
                names.insert([surname(&p.name).as_str(), &surname(&p.native)].into_iter());
            }
        }
        for b in &timeline.bodies {
            // An id in capitals is the abbreviation: "USSR".
            let short = b.id.chars().all(|c| c.is_ascii_uppercase()).then_some(b.id.as_str());
            let other = b.spellings.iter().map(String::as_str);
            let group = names.insert([b.name.as_str()].into_iter().chain(short).chain(other));
            names.bodies.push(group);
        }
        for p in &timeline.places {
            // "Lüshun (Port Arthur)", "Xibaipo, Hebei": what follows the name may be another place.
            let head = p.name.split(['(', '/', ',']).next().unwrap_or_default();
            let other = p.spellings.iter().map(String::as_str);
            let group = names.insert([p.name.as_str(), head].into_iter().chain(other));
            names.places.push(group);
        }
        let prepared: Vec<String> = names.groups.iter().map(|g| names.prepare(&g.names)).collect();
        for (group, text) in names.groups.iter_mut().zip(prepared) {
            group.prepared = text;
        }
        names
    }

    fn insert<'a>(&mut self, names: impl Iterator<Item = &'a str>) -> usize {
        let group = self.groups.len();
        let mut own: Vec<Vec<Glyph>> = Vec::new();
        for name in names.map(glyphs).filter(|name| !name.is_empty()) {
            let mut parts = parts(&name).into_iter();
            if let Some(first) = parts.next().filter(|part| !part.starts_with(is_unspaced)) {
                add_to(&mut self.rests, self.firsts.enter(&first), (group, parts.collect()));
            }
            own.push(name);
        }
        self.groups.push(Group { names: own, prepared: String::new() });
        group
    }

    /// Names, with those of what they mention.
    fn prepare(&self, names: &[Vec<Glyph>]) -> String {
        let mut groups: Vec<usize> = names.iter().flat_map(|name| self.mentioned(name)).collect();
        sort_by(&mut groups, usize::cmp);
        groups.dedup();
        let mut out = String::new();
        let also = groups.iter().filter_map(|g| self.groups.get(*g)).flat_map(|g| &g.names);
        names.iter().chain(also).for_each(|name| add(&mut out, name));
        out
    }

    /// The groups that a text mentions, in the order of the text; some may stand twice.
    fn mentioned(&self, text: &[Glyph]) -> Vec<usize> {
        let parts = parts(text);
        let mut found: Vec<usize> = Vec::new();
        for (i, part) in parts.iter().enumerate() {
            for (group, rest) in
                self.firsts.number(part).and_then(|n| self.rests.get(n)).into_iter().flatten()
            {
                if parts.get(i + 1..).is_some_and(|after| after.starts_with(rest)) {
                    found.push(*group);
                }
            }
        }
        found
    }
}

/// Every word of every event's text, with the events that hold it: a search looks at each word once, and at the events that it
/// finds. It is prepared when it is first asked, or before that in parts, because the plate can be drawn without it.
#[derive(Debug)]
pub struct SearchIndex {
    timeline: Rc<Timeline>,
    names: Names,
    prepared: RefCell<Prepared>,
}

/// What is prepared of the events up to one.
#[derive(Debug, Default)]
struct Prepared {
    /// How many events.
    events: usize,
    words: Numbering,
    /// By their number, the places of the events that hold them, in order.
    held: Vec<Vec<usize>>,
}

impl Prepared {
    /// Raises the events that hold a word of a query, or its half, from this height or above to that.
    fn raise(&self, word: &str, heights: &mut [usize], from: usize, to: usize) {
        for (by, events) in self.words.names().iter().zip(&self.held) {
            if is_held(word, by) {
                for at in events {
                    if let Some(height) = heights.get_mut(*at).filter(|height| **height >= from) {
                        *height = to;
                    }
                }
            }
        }
    }
}

impl SearchIndex {
    /// An index of the timeline's events, of which none is prepared.
    pub fn of(timeline: Rc<Timeline>) -> SearchIndex {
        SearchIndex { names: Names::of(&timeline), timeline, prepared: RefCell::default() }
    }

    /// Prepares so many more events, and says whether others are left.
    pub fn advance(&self, most: usize) -> bool {
        let (mut prepared, all) = (self.prepared.borrow_mut(), &self.timeline.events);
        for event in all.iter().skip(prepared.events).take(most) {
            let at = prepared.events;
            for word in prepare(&self.timeline, &self.names, event).split(' ') {
                let number = prepared.words.enter(word);
                if prepared.held.get(number).and_then(|events| events.last()) != Some(&at) {
                    add_to(&mut prepared.held, number, at);
                }
            }
            prepared.events += 1;
        }
        prepared.events < all.len()
    }

    /// Per event: it is found. None when the query asks for nothing, which leaves nothing out.
    pub fn hits(&self, query: &str) -> Option<Vec<bool>> {
        let words = words(query);
        (!words.is_empty()).then(|| {
            self.advance(usize::MAX);
            let prepared = self.prepared.borrow();
            // An event climbs a step for each half, and all of a word's for the whole; what lags behind stays behind.
            let (mut heights, mut top) = (vec![0; prepared.events], 0);
            for Word { whole, halves } in &words {
                let foot = top;
                for half in halves {
                    prepared.raise(half, &mut heights, top, top + 1);
                    top += 1;
                }
                // A word that is in one piece has climbed already.
                if top > foot + 1 {
                    prepared.raise(whole, &mut heights, foot, top);
                }
            }
            heights.into_iter().map(|height| height == top).collect()
        })
    }

    /// The events found, in order of time; none when the query asks for nothing.
    pub fn find(&self, query: &str) -> Vec<EventIx> {
        let hits = self.hits(query).unwrap_or_default();
        hits.iter().enumerate().filter(|(_, hit)| **hit).map(|(i, _)| EventIx(i as u32)).collect()
    }

    /// Prepares a query for marking texts.
    pub fn marker(&self, query: &str) -> Marker {
        let with_names = |word: Word| {
            // Shorter words begin too many names.
            let long = word.whole.trim_start().chars().count() >= 3 || word.whole.starts_with(is_unspaced);
            let named = |g: &&Group| long && g.names.iter().any(|name| word.is_in(name));
            let names = self.names.groups.iter().filter(named).flat_map(|g| g.names.clone()).collect();
            Marked { word, names }
        };
        Marker { words: words(query).into_iter().map(with_names).collect() }
    }
}

/// A query, prepared for marking texts.
#[derive(Debug, Default)]
pub struct Marker {
    words: Vec<Marked>,
}

#[derive(Debug)]
struct Marked {
    word: Word,
    /// The names of everything that the word may name.
    names: Vec<Vec<Glyph>>,
}

impl Marker {
    /// Where to put `<mark>` in a text, as byte ranges, in order, not touching: where the words of the query
    /// stand, and for one that stands nowhere the other names of what it names ("Peking" marks *Beijing*).
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        if self.words.is_empty() {
            return Vec::new();
        }
        let glyphs = glyphs(text);
        let mut found = Vec::new();
        for Marked { word, names } in &self.words {
            let written = find(&glyphs, word);
            if written.is_empty() {
                found.extend(names.iter().flat_map(|name| find_name(&glyphs, name)));
            }
            found.extend(written);
        }
        merge(found)
    }
}

/// The event answers the query. It prepares everything for one answer: for many, keep a [`SearchIndex`].
pub fn matches(timeline: &Timeline, query: &str, event: &Event) -> bool {
    let words = words(query);
    if words.is_empty() {
        return true;
    }
    let text = glyphs(&prepare(timeline, &Names::of(timeline), event));
    words.iter().all(|word| word.is_in(&text))
}

/// Everything that is said of an event, prepared for [`Word::is_in`].
fn prepare(timeline: &Timeline, names: &Names, event: &Event) -> String {
    let mut out = String::new();
    let mut groups: Vec<usize> = Vec::new();
    let date = event.date.card();
    for text in
        [&event.title, &event.label, &event.standfirst, &event.text, &event.summary, &event.why, &date]
    {
        let glyphs = glyphs(text);
        add(&mut out, &glyphs);
        groups.extend(names.mentioned(&glyphs));
    }
    let acted = |id: &String| event.actors.contains(id);
    let people = timeline.people.iter().zip(&names.people).filter(|(p, _)| acted(&p.id));
    groups.extend(people.map(|(_, group)| *group));
    groups.extend(event.people.iter().filter_map(|ix| names.people.get(ix.at())));
    let bodies = timeline.bodies.iter().zip(&names.bodies).filter(|(b, _)| acted(&b.id));
    groups.extend(bodies.map(|(_, group)| *group));
    groups.extend(event.place.and_then(|ix| names.places.get(ix.at())));
    sort_by(&mut groups, usize::cmp);
    groups.dedup();
    for group in groups.iter().filter_map(|g| names.groups.get(*g)) {
        out.push_str(&group.prepared);
    }
    // Without the other names: that a book was printed in Peking says nothing about the event.
    for source in event.sources.iter().filter_map(|c| timeline.sources.get(c.source.at())) {
        add(&mut out, &glyphs(&source.citation));
    }
    out
}

/// Where the words of a query stand in a text, as byte ranges of the original, in order, not touching. Without
/// a dataset's other names: those are in [`SearchIndex::marker`].
pub fn highlights(text: &str, query: &str) -> Vec<Range<usize>> {
    let glyphs = glyphs(text);
    merge(words(query).iter().flat_map(|word| find(&glyphs, word)).collect())
}

/// Where the word stands in the text, or, if it does not, its halves, if all of them do: one alone may begin any word.
fn find(glyphs: &[Glyph], word: &Word) -> Vec<Range<usize>> {
    let whole = find_word(glyphs, &word.whole);
    if whole.is_empty() && word.is_in(glyphs) {
        word.halves.iter().flat_map(|half| find_word(glyphs, half)).collect()
    } else {
        whole
    }
}

/// Where words of the text begin with this one.
fn find_word(glyphs: &[Glyph], word: &str) -> Vec<Range<usize>> {
    let word = word.trim_start();
    let anywhere = word.starts_with(is_unspaced);
    let mut found = Vec::new();
    for (i, first) in glyphs.iter().enumerate() {
        if first.begins == Begins::Nothing && !anywhere {
            continue;
        }
        let mut last = None;
        let mut rest = glyphs.iter().skip(i).enumerate();
        let same = word.chars().all(|c| match rest.next() {
            Some((n, g)) if g.ch == c && (n == 0 || g.begins != Begins::Word) => {
                last = Some(g);
                true
            }
            _ => false,
        });
        if let (true, Some(last)) = (same, last) {
            found.push(first.bytes.0..last.bytes.1);
        }
    }
    found
}

/// Where the whole of a name stands in the text.
fn find_name(glyphs: &[Glyph], name: &[Glyph]) -> Vec<Range<usize>> {
    let Some(anywhere) = name.first().map(|g| is_unspaced(g.ch)) else { return Vec::new() };
    let begins = |g: &Glyph| g.begins != Begins::Nothing;
    let same = |at: usize| {
        let part = glyphs.get(at..at + name.len())?;
        let alike = part.iter().zip(name).all(|(a, b)| a.ch == b.ch && (anywhere || begins(a) == begins(b)));
        let whole = anywhere || glyphs.get(at + name.len()).is_none_or(begins);
        let (first, last) = (part.first()?, part.last()?);
        (alike && whole).then_some(first.bytes.0..last.bytes.1)
    };
    (0..glyphs.len()).filter_map(same).collect()
}

/// Puts ranges in order and joins those that overlap or touch.
fn merge(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    sort_by(&mut ranges, |a, b| (a.start, a.end).cmp(&(b.start, b.end)));
    let mut out: Vec<Range<usize>> = Vec::new();
    for r in ranges {
        match out.last_mut() {
            Some(last) if r.start <= last.end => last.end = last.end.max(r.end),
            _ => out.push(r),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::app_state::sample;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folding_drops_case_diacritics_apostrophes_and_hyphens() {
        for (text, expect) in [
            ("Teng Hsiao-p’ing", "teng hsiaoping"),
            ("Ürümqi, XINJIANG", "urumqi xinjiang"),
            ("Хрущёв", "хрущев"),
            ("Ру\u{438}\u{306}", "руи"),
            ("Hồ Chí Minh", "ho chi minh"),
            ("Máo Zédo\u{304}ng", "mao zedong"),
            ("China’s ‘two camps’", "china two camps"),
            ("彭德怀", "彭德怀"),
            ("Łódź Straße Æon", "lodz strasse aeon"),
            ("ＭＡＯ", "mao"),
            ("İstanbul", "istanbul"),
            ("— ’ -", ""),
        ] {
            assert_eq!(fold(text), expect, "{text}");
        }
    }

    #[test]
    fn an_index_that_is_prepared_in_parts_finds_the_same() {
        let timeline = Rc::new(sample::timeline());
        let whole = SearchIndex::of(timeline.clone()).find("mao");
        assert!(!whole.is_empty());
        let index = SearchIndex::of(timeline.clone());
        assert!(index.advance(1), "one part is not all");
        assert_eq!(index.find("mao"), whole, "a search prepares the rest");
        assert!(!index.advance(1));
        let parts = SearchIndex::of(timeline.clone());
        let turns = (0..timeline.events.len()).take_while(|_| parts.advance(2)).count();
        assert_eq!(turns, (timeline.events.len() - 1) / 2);
        assert_eq!(parts.find("mao"), whole);
    }

    /// The events of the sample that a query finds, by the index and one by one.
    fn check(query: &str, expect: &[&str]) {
        let timeline = Rc::new(sample::timeline());
        let found: Vec<String> = SearchIndex::of(timeline.clone())
            .find(query)
            .iter()
            .map(|ix| timeline.events[ix.at()].id.clone())
            .collect();
        assert_eq!(found, expect, "{query}");
        let alone =
            timeline.events.iter().filter(|e| !words(query).is_empty() && matches(&timeline, query, e));
        assert!(alone.map(|e| &e.id).eq(&found), "{query}, one by one");
    }

    #[test]
    fn finds_every_spelling() {
        check("Peking", &["1954-khrushchev-beijing"]);
        check("pek", &["1954-khrushchev-beijing"]);
        check("Damansky", &["1969-zhenbao"]);
        check("даманский", &["1969-zhenbao"]);
        check("Mao Tse-tung", &["1950-treaty", "1959-lushan"]);
        check("Mao Tse Tung", &["1950-treaty", "1959-lushan"]);
        check("mao tsetung", &["1950-treaty", "1959-lushan"]);
        check("彭德怀", &["1959-lushan"]);
        check("彭德懷", &["1959-lushan"]);
        check("Peng De-huai", &["1959-lushan"]);
        check("Zhen-bao", &["1969-zhenbao"]);
        check("Secret-Speech", &["1956-secret-speech"]);
        check("德怀", &["1959-lushan"]);
        check("Хрущёв", &["1954-khrushchev-beijing", "1956-secret-speech"]);
        check("хрущев", &["1954-khrushchev-beijing", "1956-secret-speech"]);
        check("P'eng Te-huai", &["1959-lushan"]);
        check("Lüthi", &["1969-zhenbao"]);
        check("luthi", &["1969-zhenbao"]);
        check("USSR", &["1950-treaty"]);
    }

    #[test]
    fn finds_by_beginnings_and_all_words() {
        check("Tito", &[]);
        check("ito", &[]);
        check("secret 1956", &["1956-secret-speech"]);
        check("secret zhenbao", &[]);
        check("secret-zhenbao", &[]);
        check("zhenbao-secret", &[]);
        check("zhenbao 1969 secret-speech", &[]);
        check("  ", &[]);
    }

    #[test]
    fn the_place_of_printing_is_no_mention() {
        // The source of 1969-zhenbao was printed in Nanking: found as it is written, and not as Nanjing.
        check("Nanking", &["1969-zhenbao"]);
        check("Nanjing", &[]);
    }

    fn marked(text: &str, query: &str) -> Vec<String> {
        let index = SearchIndex::of(Rc::new(sample::timeline()));
        index.marker(query).ranges(text).into_iter().map(|r| text[r].to_owned()).collect()
    }

    #[test]
    fn marks_words_in_the_original() {
        for (text, query, expect) in [
            ("Khrushchev’s ‘Secret Speech’", "SECRET spee", vec!["Secret", "Spee"]),
            ("Mao Tse-tung spoke", "tsetung", vec!["Tse-tung"]),
            ("Mao Tse-tung spoke", "tung", vec!["tung"]),
            ("Ürümqi", "uru", vec!["Ürü"]),
            ("Moscow and Beijing", "Peking", vec!["Beijing"]),
            ("On Zhenbao Island", "Damansky", vec!["Zhenbao"]),
            ("Mao Zedong wrote", "Mao Tse-tung", vec!["Mao Zedong"]),
            ("Peng Dehuai", "彭德怀", vec!["Peng Dehuai"]),
            ("Kim Il Sung asked", "Il-sung", vec!["Il", "Sung"]),
            ("Beijing decides", "De-huai", vec![]),
            ("partition", "tit", vec![]),
            ("anything", "", vec![]),
        ] {
            assert_eq!(marked(text, query), expect, "{query} in {text}");
        }
    }

    proptest! {
        #[test]
        fn highlights_lie_on_char_boundaries(text in "\\PC{0,40}", query in "\\PC{0,12}", cut in 0usize..20) {
            let own: String = text.chars().skip(cut).take(4).collect();
            thread_local!(static INDEX: SearchIndex = SearchIndex::of(Rc::new(sample::timeline())));
            for query in [&query, &own] {
                for ranges in [highlights(&text, query), INDEX.with(|index| index.marker(query).ranges(&text))] {
                    let mut end = 0;
                    for r in ranges {
                        prop_assert!(r.start < r.end && (end == 0 || r.start > end));
                        prop_assert!(text.get(r.clone()).is_some());
                        end = r.end;
                    }
                }
            }
        }

        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn a_text_is_found_by_its_own_words(text in "[a-zA-ZäöüéЁёа-я毛泽东’ -]{1,30}") {
            prop_assert!(words(&text).iter().all(|word| word.is_in(&glyphs(&text))));
        }

        #[test]
        fn the_words_of_a_text_hold_what_the_text_holds(text in "[abcä毛泽’ -]{0,12}", query in "[abcä毛泽’ -]{1,6}") {
            let mut prepared = String::new();
            add(&mut prepared, &glyphs(&text));
            for word in words(&query).iter().flat_map(|word| word.halves.iter().chain([&word.whole])) {
                let held = prepared.split(' ').any(|by| is_held(word, by));
                prop_assert_eq!(held, !find_word(&glyphs(&text), word).is_empty(), "{:?} in {:?}", word, text);
            }
        }
    }
}
