//! What stands under a name: a list in the order of the names, looked up by halves. It takes the place of the
//! standard library's maps, each kind of which costs the browser one kilobyte or more.

/// Things by their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lookup<T>(Vec<(String, T)>);

impl<T> Default for Lookup<T> {
    fn default() -> Self {
        Lookup(Vec::new())
    }
}

impl<T> Lookup<T> {
    /// Where the name stands, or would have to.
    fn place(&self, name: &str) -> Result<usize, usize> {
        // Most lists are filled in their order.
        match self.0.last() {
            Some((last, _)) if last.as_str() < name => Err(self.0.len()),
            _ => self.0.binary_search_by(|(own, _)| own.as_str().cmp(name)),
        }
    }

    /// What stands under the name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.get(self.place(name).ok()?).map(|(_, thing)| thing)
    }

    /// What stands under the name, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        let at = self.place(name).ok()?;
        self.0.get_mut(at).map(|(_, thing)| thing)
    }

    /// Something stands under the name.
    pub fn contains(&self, name: &str) -> bool {
        self.place(name).is_ok()
    }

    /// Puts something under a name, in place of what stood there.
    pub fn insert(&mut self, name: String, thing: T) {
        match self.get_mut(&name) {
            Some(old) => *old = thing,
            None => {
                let (Ok(at) | Err(at)) = self.place(&name);
                self.0.insert(at, (name, thing));
            }
        }
    }

    /// Takes out what stands under the name.
    pub fn remove(&mut self, name: &str) -> Option<T> {
        let at = self.place(name).ok()?;
        Some(self.0.remove(at).1)
    }

    /// The names, in the order of their letters' numbers.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> FromIterator<(String, T)> for Lookup<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(things: I) -> Self {
        let mut all = Lookup::default();
        things.into_iter().for_each(|(name, thing)| all.insert(name, thing));
        all
    }
}

impl<T> IntoIterator for Lookup<T> {
    type Item = (String, T);
    type IntoIter = std::vec::IntoIter<(String, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::Lookup;
    use std::collections::BTreeMap;

    #[test]
    fn it_does_what_a_map_does() {
        let (mut ours, mut theirs) = (Lookup::default(), BTreeMap::new());
        for (i, name) in ["mao", "zhou", "deng", "mao", "", "Mao", "毛", "deng"].into_iter().enumerate() {
            ours.insert(name.to_owned(), i);
            theirs.insert(name.to_owned(), i);
        }
        assert_eq!(ours.len(), theirs.len());
        assert!(ours.names().eq(theirs.keys().map(String::as_str)));
        for name in ["mao", "zhou", "deng", "", "Mao", "毛", "liu", "zzz"] {
            assert_eq!(ours.get(name), theirs.get(name), "{name}");
            assert_eq!(ours.contains(name), theirs.contains_key(name), "{name}");
            assert_eq!(ours.remove(name), theirs.remove(name), "{name}");
        }
        assert!(ours.is_empty() && theirs.is_empty());
    }
}
