//! Actions as a table.

use super::{Text, effects, shared, short_day};
use crate::domain::ActionDraft;

/// A table of actions; every row has as many cells as there are heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::exporters) struct Actions<'a> {
    pub(in crate::exporters) heads: Vec<&'static str>,
    pub(in crate::exporters) rows: Vec<Vec<Cell<'a>>>,
}

/// Lines of a cell: what leads to each (“On the service: ”, mostly nothing), and what is said.
pub(in crate::exporters) type Cell<'a> = Vec<(String, Text<'a>)>;

/// The actions of an entry, without columns that nothing stands in. What an action is about is a line; what it changed is Markdown, as it
/// joins the texts of the entry.
pub(in crate::exporters) fn action_table(actions: &[ActionDraft]) -> Actions<'_> {
    let columns = actions.iter().map(cells).collect::<Vec<_>>();
    let is_said = |at: usize| columns.iter().filter_map(|cells| cells.get(at)).any(|cell| !cell.is_empty());
    let heads = ["Action", "By", "Shared with", "Done", "Effect"];
    let used: Vec<bool> = (0..heads.len()).map(is_said).collect();
    Actions { heads: of_use(heads, &used), rows: columns.into_iter().map(|cells| of_use(cells, &used)).collect() }
}

fn of_use<T>(all: impl IntoIterator<Item = T>, used: &[bool]) -> Vec<T> {
    all.into_iter().zip(used).filter_map(|(one, used)| used.then_some(one)).collect()
}

fn cells(action: &ActionDraft) -> Vec<Cell<'_>> {
    let line = |text: String| if text.trim().is_empty() { Vec::new() } else { vec![(String::new(), Text::Plain(text.into()))] };
    let effect =
        |(whom, text): (&str, _)| (if whom.is_empty() { String::new() } else { format!("{}: ", capital(whom)) }, Text::Markdown(text));
    vec![
        line(action.what.clone()),
        line(action.due.map_or_else(String::new, short_day)),
        line(shared(action)),
        line(action.done.map_or_else(|| "Not yet".to_owned(), short_day)),
        effects(action).into_iter().map(effect).collect(),
    ]
}

/// With a capital letter first.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_the_columns_that_something_stands_in() {
        let plain = |text: &'static str| vec![(String::new(), Text::Plain(text.into()))];
        let action = |what: &str, effect: &str, service: &str| ActionDraft {
            what: what.to_owned(),
            effect: effect.to_owned(),
            effect_service: service.to_owned(),
            ..ActionDraft::default()
        };
        let actions = [action("Oil the bearings", "*Lighter* now", "Fewer calls"), action("Grease the *rope*", "", " ")];
        let table = action_table(&actions);
        assert_eq!(table.heads, ["Action", "Done", "Effect"]);
        let effects = vec![
            ("On my work: ".to_owned(), Text::Markdown("*Lighter* now")),
            ("On the service: ".to_owned(), Text::Markdown("Fewer calls")),
        ];
        assert_eq!(
            table.rows,
            [vec![plain("Oil the bearings"), plain("Not yet"), effects], vec![plain("Grease the *rope*"), plain("Not yet"), Vec::new()]]
        );
        assert_eq!(action_table(&actions[1..]).heads, ["Action", "Done"]);
    }
}
