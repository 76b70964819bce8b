//! Names found by a number that their letters give, and what stands under them. It takes the place of the standard library's
//! maps, each kind of which costs the browser one kilobyte or more; here only the names are looked for, by the same code
//! whatever stands under them.

/// Things by their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lookup<T> {
    names: Numbering,
    /// By the numbers of the names.
    things: Vec<T>,
}

impl<T> Default for Lookup<T> {
    fn default() -> Self {
        Lookup { names: Numbering::default(), things: Vec::new() }
    }
}

impl<T> Lookup<T> {
    /// What stands under the name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.things.get(self.names.number(name)?)
    }

    /// Something stands under the name.
    pub fn contains(&self, name: &str) -> bool {
        self.names.number(name).is_some()
    }

    /// Puts something under a name, in place of what stood there.
    pub fn insert(&mut self, name: &str, thing: T) {
        let number = self.names.enter(name);
        match self.things.get_mut(number) {
            Some(old) => *old = thing,
            None => self.things.push(thing),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.things.len()
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        self.things.is_empty()
    }
}

/// Names, each once, numbered from 0 in the order in which they came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Numbering {
    names: Vec<String>,
    /// The number of a name, plus 1, stands where its letters say, or in the next slot that was free; 0 is free.
    /// Their number is a power of two, and at least half of them are free.
    slots: Vec<u32>,
}

impl Numbering {
    /// The slot in which a name stands, or the free one in which it would; and its number, plus 1.
    fn slot(&self, name: &str) -> (usize, usize) {
        let end = self.slots.len().wrapping_sub(1);
        // FNV-1a; its lower bits are the better mixed.
        let number =
            name.bytes().fold(0x811c_9dc5_u32, |n, byte| (n ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let mut at = number as usize & end;
        loop {
            let place = self.slots.get(at).map_or(0, |place| *place as usize);
            if place == 0 || self.names.get(place - 1).is_some_and(|own| own == name) {
                return (at, place);
            }
            at = (at + 1) & end;
        }
    }

    /// The number of the name.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.slot(name).1.checked_sub(1)
    }

    /// The number of the name, which is added if it is not there.
    pub fn enter(&mut self, name: &str) -> usize {
        let new = self.names.len();
        if let Some(number) = self.number(name) {
            return number;
        }
        self.names.push(name.to_owned());
        let is_full = self.names.len() * 2 > self.slots.len();
        if is_full {
            self.slots = vec![0; (self.names.len() * 2).next_power_of_two().max(8)];
        }
        for i in if is_full { 0 } else { new }..self.names.len() {
            let at = self.names.get(i).map_or(0, |name| self.slot(name).0);
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = i as u32 + 1;
            }
        }
        new
    }

    /// All of them, in order.
    pub fn names(&self) -> &[String] {
        &self.names
    }
}

impl<'a> FromIterator<&'a String> for Numbering {
    fn from_iter<I: IntoIterator<Item = &'a String>>(names: I) -> Self {
        let mut all = Numbering::default();
        names.into_iter().for_each(|name| {
            all.enter(name);
        });
        all
    }
}

#[cfg(test)]
mod tests {
    use super::{Lookup, Numbering};
    use std::collections::BTreeMap;

    #[test]
    fn it_does_what_a_map_does() {
        let (mut ours, mut theirs) = (Lookup::default(), BTreeMap::new());
        assert!(ours.is_empty() && ours.get("mao").is_none());
        for (i, name) in ["mao", "zhou", "deng", "mao", "", "Mao", "毛", "deng"].into_iter().enumerate() {
            ours.insert(name, i);
            theirs.insert(name.to_owned(), i);
        }
        assert_eq!(ours.len(), theirs.len());
        for name in ["mao", "zhou", "deng", "", "Mao", "毛", "liu", "zzz"] {
            assert_eq!(ours.get(name), theirs.get(name), "{name}");
            assert_eq!(ours.contains(name), theirs.contains_key(name), "{name}");
        }
    }

    #[test]
    fn names_that_differ_in_their_end_are_kept_apart() {
        let names: Vec<String> = (0..100_000).map(|i| format!("event-{i}")).collect();
        let all: Numbering = names.iter().collect();
        assert_eq!(all.names(), names);
        assert!(names.iter().enumerate().all(|(i, name)| all.number(name) == Some(i)));
        assert_eq!(all.number("event-100000"), None);
    }

    #[test]
    fn a_name_that_comes_again_keeps_its_number() {
        let mut all = Numbering::default();
        assert_eq!(["mao", "zhou", "mao", "", "zhou", ""].map(|name| all.enter(name)), [0, 1, 0, 2, 1, 2]);
        assert_eq!(all.names(), ["mao", "zhou", ""]);
    }
}
