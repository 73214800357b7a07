//! The search language: what somebody types, understood; what its names mean in a journal; what may come next. Pure: knows neither SQL nor
//! the window.
//!
//! # The language
//! Words side by side must all be there. `"a phrase"`, `prefix*`, `-not` (or `NOT word`), `one or other` (joins its neighbours: `london or
//! paris hotel` is a hotel in either), `(…)`, `key:value`, `key:"va lue"`, `key:one,other`. Keys are those of [`Key`]. `-` before a chain of
//! `or` excludes the whole chain. Nothing is ever an error: what is understood is searched, what is not is a [`Problem`] with its mend. What
//! is not understood is left out; where it excludes, nothing is found, so that nobody gets what was to be excluded. A name that nothing in the
//! journal is like is understood all the same: nothing has it.
//!
//! # How it is used
//! 1. [`Query::parse`] understands a text and needs no journal. Its `private` may be set afterwards.
//! 2. [`Known::new`] is made once for a snapshot from [`Sources`] and the entries' headers (some milliseconds for 30,000), and shared.
//! 3. [`Query::resolved`] gives a [`Resolved`], which can be asked of headers ([`Resolved::holds`]).
//! 4. `Journal::find` and `Journal::find_in` do all of this and ask the full-text index: [`Found`] holds [`Hit`]s, entries before
//!    everything else, how many there are, and the problems.
//! 5. [`complete`] says what may come next at a cursor; [`Completions::applied`] puts one of them in.

mod amount;
mod complete;
mod days;
mod hit;
mod key;
mod known;
mod letters;
mod meant;
mod parse;
mod problem;
mod query;
mod resolve;
mod resolved;
mod retagged;
mod spelling;
mod terms;
mod words;

pub use complete::{Completion, Completions, complete};
pub use days::Span;
pub use hit::{Found, Hit, HitWhat, Place};
pub use key::{Being, Having, Key};
pub use known::{Known, Sources};
pub use letters::{plain, specials};
pub use problem::Problem;
pub use query::Query;
pub use resolved::{Conjunction, Resolved};
pub use words::Words;
