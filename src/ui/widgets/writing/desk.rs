//! What all long texts of the window share: who has the keyboard, the words that are known, the menu and the search that are open.
//!
//! It lives as long as the window and knows no screen. Every [`super::Writing`] registers here while it is shown; what one of them wants
//! from the journal waits here for the window to fetch it.

use std::cell::{RefCell, RefMut};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use egui::{Context, Id, Key, Modifiers, Popup, Rect};

use super::deed::{self, Deed};
use super::find::Search;
use super::link::LinkAsk;
use super::menu::Menu;
use super::sheet::Sheet;
use crate::ui::action::Action;
use crate::worker::{Request, WritingRequest};
use crate::writing::spelling::Speller;

/// The desk that texts lie on. It is given to screens as `&Desk`.
#[derive(Default)]
pub struct Desk(RefCell<Inside>);

#[derive(Default)]
pub(super) struct Inside {
    pub speller: Option<Arc<Speller>>,
    /// The speller was asked for, and with which second dictionary.
    asked: bool,
    /// It was told that the speller's dictionary cannot be used.
    told: bool,
    second: Option<PathBuf>,
    words: Arc<Vec<String>>,
    own: HashSet<String>,
    /// Words that are let pass in one text until the program ends.
    ignored: HashMap<Id, HashSet<String>>,
    /// Grows whenever other words pass than before.
    pub revision: u64,
    sheets: HashMap<Id, Sheet>,
    /// The texts of this pass, and of the one before, from top to bottom.
    pub order: Vec<Id>,
    pub before: Vec<Id>,
    /// What the text with this id is to do.
    pending: Vec<(Id, Deed)>,
    /// The text that had the keyboard last.
    pub last: Option<Id>,
    pub menu: Option<Menu>,
    pub link: Option<LinkAsk>,
    pub search: Option<Search>,
    /// The word that suggestions were asked for, and what they are.
    pub suggested: Option<(String, Option<Vec<String>>)>,
    /// Words that are to be shown selected in whichever text has them there.
    wanted: Option<Wanted>,
    /// Something was done to words at one blow: one step of the history.
    stepped: bool,
    actions: Vec<Action>,
    requests: Vec<Request>,
}

/// Words that are to be shown in their text, when that is there.
struct Wanted {
    words: String,
    characters: Range<usize>,
    /// In seconds, as egui counts them: nobody waits for longer.
    until: f64,
}

/// How long a text is waited for that is to show words in it, in seconds.
const WANTED: f64 = 3.0;

impl Desk {
    /// Shows words selected in the text that has them at this place, in characters, as soon as that text is shown.
    pub fn show_words(&self, words: &str, characters: Range<usize>, now: f64) {
        self.inside().wanted = Some(Wanted { words: words.to_owned(), characters, until: now + WANTED });
    }

    /// The characters that a text is to show selected.
    pub(super) fn take_wanted(&self, text: &str, now: f64) -> Option<Range<usize>> {
        let wanted = &mut self.inside().wanted;
        wanted.take_if(|wanted| wanted.until < now);
        let has =
            |wanted: &mut Wanted| text.get(super::place::bytes_of(text, &wanted.characters)).is_some_and(|there| there == wanted.words);
        wanted.take_if(has).map(|wanted| wanted.characters)
    }

    /// At the beginning of every pass, with the registrant's own words.
    pub fn begin(&self, words: &Arc<Vec<String>>) {
        let mut inside = self.inside();
        inside.stepped = false;
        inside.before = std::mem::take(&mut inside.order);
        let Inside { sheets, before, .. } = &mut *inside;
        sheets.retain(|id, _| before.contains(id));
        // What waits for a text that is gone would be done whenever that comes back.
        let Inside { pending, last, menu, link, search, before, .. } = &mut *inside;
        pending.retain(|(id, _)| before.contains(id));
        *last = last.filter(|id| before.contains(id));
        *menu = menu.take().filter(|menu| before.contains(&menu.sheet));
        *link = link.take().filter(|link| before.contains(&link.sheet));
        if search.as_mut().is_some_and(|search| !search.belongs_to(before)) {
            *search = None;
        }
        if let Some(search) = search {
            search.keep(before);
        }
        if !Arc::ptr_eq(&inside.words, words) {
            inside.words = Arc::clone(words);
            inside.own = words.iter().map(|word| word.to_lowercase()).collect();
            inside.revision += 1;
        }
    }

    /// Takes the keys of the text that has the keyboard out of the input, before those of the program are looked at.
    pub fn take_keys(&self, ctx: &Context) {
        self.close_search_at_esc(ctx);
        let Some(focused) = ctx.memory(|memory| memory.focused()) else { return };
        let mut inside = self.inside();
        let in_search = inside.search.as_ref().is_some_and(|search| search.has_keyboard(focused));
        if !in_search && !inside.order.contains(&focused) {
            return;
        }
        for deed in deed::pressed(ctx) {
            inside.wish(if in_search { None } else { Some(focused) }, deed);
        }
    }

    /// Closes the search at an Esc in a text under it, unless something lies over the text that Esc closes first.
    fn close_search_at_esc(&self, ctx: &Context) {
        let mut inside = self.inside();
        let Inside { search: Some(search), order, menu: None, link: None, .. } = &mut *inside else { return };
        let covered = Popup::is_any_open(ctx) || ctx.memory(|memory| memory.top_modal_layer().is_some());
        if !covered && ctx.input(|input| input.key_pressed(Key::Escape)) && search.close_in_text(order) {
            // So that the same key does not also leave the page.
            ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        }
    }

    /// The words that are checked against from now on.
    pub fn set_speller(&self, speller: Arc<Speller>) {
        let mut inside = self.inside();
        inside.speller = Some(speller);
        inside.told = false;
        inside.suggested = None;
        inside.revision += 1;
    }

    /// What could be meant by a word.
    pub fn suggested(&self, word: &str, words: &[String]) {
        if let Some((asked, found)) = &mut self.inside().suggested
            && asked == word
        {
            *found = Some(words.to_vec());
        }
    }

    /// Whether words were changed at one blow in this pass: what was before belongs into the history as it was.
    pub fn stepped(&self) -> bool {
        self.inside().stepped
    }

    /// What was wished for meanwhile.
    pub fn take_actions(&self) -> Vec<Action> {
        std::mem::take(&mut self.inside().actions)
    }

    /// What the worker is asked for meanwhile, besides.
    pub fn take_requests(&self) -> Vec<Request> {
        std::mem::take(&mut self.inside().requests)
    }

    /// Borrowed only for the length of a statement, so that nothing is borrowed twice.
    pub(super) fn inside(&self) -> RefMut<'_, Inside> {
        self.0.borrow_mut()
    }

    /// Registers a text, and gives what is remembered of it.
    pub(super) fn take_sheet(&self, id: Id) -> Sheet {
        let mut inside = self.inside();
        inside.order.push(id);
        inside.sheets.remove(&id).unwrap_or_default()
    }

    pub(super) fn keep_sheet(&self, id: Id, sheet: Sheet) {
        self.inside().sheets.insert(id, sheet);
    }

    /// What a text is to do now.
    pub(super) fn take_deeds(&self, id: Id) -> Vec<Deed> {
        let mut inside = self.inside();
        let (mine, others) = std::mem::take(&mut inside.pending).into_iter().partition(|(of, _)| *of == id);
        inside.pending = others;
        let mine: Vec<(Id, Deed)> = mine;
        mine.into_iter().map(|(_, deed)| deed).collect()
    }

    /// Asks for the dictionaries once; again when the second one is another.
    pub(super) fn want_speller(&self, second: Option<PathBuf>) {
        let mut inside = self.inside();
        if !inside.asked || inside.second != second {
            (inside.asked, inside.second) = (true, second.clone());
            inside.requests.push(Request::Writing(WritingRequest::Load { second }));
        }
    }

    /// Tells once when a dictionary turned out to be of no use.
    pub(super) fn tell_problem(&self) {
        let mut inside = self.inside();
        if !inside.told
            && let Some(problem) = inside.speller.as_ref().and_then(|speller| speller.problem())
        {
            inside.told = true;
            inside.actions.push(Action::Say(problem.to_string()));
        }
    }

    /// Asks for suggestions, unless they are known or on their way.
    pub(super) fn want_suggestions(&self, word: &str) {
        let mut inside = self.inside();
        if inside.suggested.as_ref().is_none_or(|(of, _)| of != word) {
            inside.suggested = Some((word.to_owned(), None));
            inside.requests.push(Request::Writing(WritingRequest::Suggest(word.to_owned())));
        }
    }

    pub(super) fn act(&self, action: Action) {
        self.inside().actions.push(action);
    }

    pub(crate) fn step(&self) {
        self.inside().stepped = true;
    }

    /// Lets a word pass in one text.
    pub(super) fn ignore(&self, id: Id, word: &str) {
        let mut inside = self.inside();
        inside.ignored.entry(id).or_default().insert(word.to_lowercase());
        inside.revision += 1;
    }
}

impl Inside {
    /// Notes what is to be done, in a text or in the search over all of them.
    pub(super) fn wish(&mut self, text: Option<Id>, deed: Deed) {
        match deed {
            Deed::Find | Deed::Replace => {
                let search = self.search.get_or_insert_default();
                search.open(deed == Deed::Replace);
            }
            Deed::FindNext | Deed::FindPrevious => match &mut self.search {
                Some(search) => search.wish_step(deed == Deed::FindNext),
                None => self.search.get_or_insert_default().open(false),
            },
            deed => self.pending.extend(text.map(|id| (id, deed))),
        }
        // What is selected is looked for.
        if matches!(deed, Deed::Find | Deed::Replace) {
            self.pending.extend(text.map(|id| (id, deed)));
        }
    }

    /// Whether a word passes in a text though no dictionary knows it.
    pub(super) fn passes(&self, id: Id, word: &str) -> bool {
        let word = word.to_lowercase();
        self.own.contains(&word) || self.ignored.get(&id).is_some_and(|words| words.contains(&word))
    }

    /// The texts of the pass before with what is remembered of them, in their order.
    pub(super) fn sheets(&self) -> impl Iterator<Item = (Id, &Sheet)> {
        let order = if self.order.is_empty() { &self.before } else { &self.order };
        order.iter().filter_map(|id| Some((*id, self.sheets.get(id)?)))
    }

    /// Where the texts can be seen, all together.
    pub(super) fn view(&self) -> Option<Rect> {
        self.sheets().filter_map(|(_, sheet)| sheet.clip).reduce(|all, clip| all.union(clip))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_for_a_text_goes_with_it() {
        let (desk, words) = (Desk::default(), Arc::new(Vec::new()));
        let (stays, goes) = (Id::unique("stays"), Id::unique("goes"));
        let show = |ids: &[Id]| {
            desk.begin(&words);
            for id in ids {
                let sheet = desk.take_sheet(*id);
                desk.keep_sheet(*id, sheet);
            }
        };
        show(&[stays, goes]);
        for id in [stays, goes] {
            desk.inside().wish(Some(id), Deed::Bold);
        }
        {
            let mut inside = desk.inside();
            inside.last = Some(goes);
            inside.menu = Some(Menu::new(goes, 0..0, 0..0));
            inside.link = Some(LinkAsk::new(goes, 0..0, String::new()));
            let search = inside.search.insert(Search::default());
            (search.now, search.target, search.replace) = (Some((stays, 1)), Some((goes, 1)), Some((goes, 1)));
        }
        show(&[stays]);
        assert!(desk.inside().menu.is_some(), "still there in the pass that was wished in");
        show(&[stays, goes]);
        assert_eq!(desk.take_deeds(stays), [Deed::Bold]);
        assert_eq!(desk.take_deeds(goes), [], "days later it comes back, and nothing happens");
        let inside = desk.inside();
        assert!(inside.last.is_none() && inside.menu.is_none() && inside.link.is_none());
        let search = inside.search.as_ref().expect("open");
        assert_eq!((search.now, search.target, search.replace), (Some((stays, 1)), None, None));
    }
}
