//! From a bar to the words of the search that find its entries.

use crate::domain::chart::Chart;
use crate::domain::entry::Verb;
use crate::ui::context::Ctx;
use crate::ui::screens::review::finding;

/// What a chart of hours is by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Month,
    Kind,
    Community,
    Use,
    Platform,
    Goal,
    Part,
}

/// In the order of [`crate::review::hours::Hours::charts`].
pub(super) const ALL: [By; 8] = [By::Month, By::Month, By::Kind, By::Community, By::Use, By::Platform, By::Goal, By::Part];

/// The second series of charts with two is time with others.
const WITH_OTHERS: usize = 1;

/// Words that find the entries of a row; none where the search has no word for it. `days` are the words for the days looked at.
pub(super) fn of_row(cx: &Ctx<'_>, by: By, chart: &Chart, row: usize, series: usize, days: &str) -> Option<String> {
    let label = chart.rows.get(row)?.label.as_str();
    let last = row + 1 == chart.rows.len();
    let own = match by {
        By::Month => return finding::month(label).map(finding::in_month),
        By::Kind => {
            let kind = cx.catalogue.kinds.iter().find(|kind| kind.label == label).map_or(label, |kind| kind.id.as_str());
            finding::filter("kind", kind)
        }
        By::Community => match cx.snapshot.communities.iter().find(|one| one.draft.name == label) {
            Some(community) => finding::filter("community", &community.draft.name),
            None => "no:community".to_owned(),
        },
        By::Use => match Verb::ALL.iter().find(|verb| verb.label() == label) {
            Some(verb) => finding::filter("used", verb.token()),
            None => "no:used".to_owned(),
        },
        // What has no name comes last, under words that are no name.
        By::Platform if last && !cx.snapshot.entries.iter().any(|entry| entry.platform == label) => "no:platform".to_owned(),
        By::Platform => finding::filter("platform", label),
        By::Goal => match cx.snapshot.goals.iter().find(|goal| goal.draft.title == label) {
            Some(goal) => finding::filter("goal", &goal.draft.title),
            None => "no:goal".to_owned(),
        },
        By::Part => return None,
    };
    let with = if chart.series.len() > 1 && series == WITH_OTHERS { "interactive:>0" } else { "" };
    Some(finding::all(&[own, with.to_owned(), days.to_owned()]))
}
