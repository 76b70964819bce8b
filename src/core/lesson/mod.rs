//! Lessons: what a class or a single reader does with the timeline. Stories and questions are read here from the
//! dataset when a lesson begins; quizzes, sheets and selections are made from them. Pure like all of the core: chance
//! comes from a seed in the address, the day from the caller.

pub mod boxes;
pub mod chance;
pub mod choice;
pub mod deck;
pub mod place;
pub mod quiz;
pub mod read;
pub mod sheet;
pub mod words;

pub use read::Lessons;
