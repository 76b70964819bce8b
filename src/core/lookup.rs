//! What stands under a name, found by a number that its letters give. It takes the place of the standard library's maps,
//! each kind of which costs the browser one kilobyte or more; here only the names are looked for, by the same code
//! whatever stands under them.

/// Things by their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lookup<T> {
    names: Names,
    /// In the order of the names.
    things: Vec<T>,
}

impl<T> Default for Lookup<T> {
    fn default() -> Self {
        Lookup { names: Names::default(), things: Vec::new() }
    }
}

impl<T> Lookup<T> {
    /// What stands under the name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.things.get(self.names.place(name)?)
    }

    /// What stands under the name, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.things.get_mut(self.names.place(name)?)
    }

    /// Something stands under the name.
    pub fn contains(&self, name: &str) -> bool {
        self.names.place(name).is_some()
    }

    /// Puts something under a name, in place of what stood there.
    pub fn insert(&mut self, name: String, thing: T) {
        match self.get_mut(&name) {
            Some(old) => *old = thing,
            None => {
                self.names.add(name);
                self.things.push(thing);
            }
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

impl<T> FromIterator<(String, T)> for Lookup<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(things: I) -> Self {
        let mut all = Lookup::default();
        things.into_iter().for_each(|(name, thing)| all.insert(name, thing));
        all
    }
}

/// Names in the order in which they came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Names {
    all: Vec<String>,
    /// The place of a name, counted from 1, stands where its number says, or in the next slot that was free; 0 is free.
    /// Their number is a power of two, and at least half of them are free.
    slots: Vec<u32>,
}

impl Names {
    /// The slot in which a name stands, or the free one in which it would; and its place, counted from 1.
    fn slot(&self, name: &str) -> (usize, usize) {
        let end = self.slots.len().wrapping_sub(1);
        // FNV-1a; its lower bits are the better mixed.
        let number =
            name.bytes().fold(0x811c_9dc5_u32, |n, byte| (n ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let mut at = number as usize & end;
        loop {
            let place = self.slots.get(at).map_or(0, |place| *place as usize);
            if place == 0 || self.all.get(place - 1).is_some_and(|own| own == name) {
                return (at, place);
            }
            at = (at + 1) & end;
        }
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.slot(name).1.checked_sub(1)
    }

    /// Adds a name that is not there.
    fn add(&mut self, name: String) {
        self.all.push(name);
        let is_full = self.all.len() * 2 > self.slots.len();
        if is_full {
            self.slots = vec![0; (self.all.len() * 2).next_power_of_two().max(8)];
        }
        let from = if is_full { 0 } else { self.all.len() - 1 };
        for i in from..self.all.len() {
            let at = self.all.get(i).map_or(0, |name| self.slot(name).0);
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = i as u32 + 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lookup;
    use std::collections::BTreeMap;

    #[test]
    fn it_does_what_a_map_does() {
        let (mut ours, mut theirs) = (Lookup::default(), BTreeMap::new());
        assert!(ours.is_empty() && ours.get("mao").is_none());
        for (i, name) in ["mao", "zhou", "deng", "mao", "", "Mao", "毛", "deng"].into_iter().enumerate() {
            ours.insert(name.to_owned(), i);
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
        let all: Lookup<usize> = (0..100_000).map(|i| (format!("event-{i}"), i)).collect();
        assert_eq!(all.len(), 100_000);
        assert!((0..100_000).all(|i| all.get(&format!("event-{i}")) == Some(&i)));
        assert_eq!(all.get("event-100000"), None);
    }
}
