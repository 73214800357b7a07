//! Charts: drawn so that nothing is outside, nothing covers words, and nothing says another number than the table.

use cpd_journal::domain::chart::{Chart, Form, Measure, Row};
use cpd_journal::drawing::{Anchor, Area, Drawing, Ink, LINE_HEIGHT, Pattern, Place, Point, Shape, drawn, drawn_on_pages};
use proptest::prelude::*;

/// Months, kinds and goals of an invented year: a chart of each form, as pages show them.
pub(crate) fn charts() -> Vec<Chart> {
    let months = ["Dec 2025", "Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026", "May 2026", "Jun 2026", "Jul 2026", "Aug 2026"];
    let by_month = |series: usize| {
        let row = |(at, label): (usize, &&str)| Row {
            label: (*label).to_owned(),
            values: (0..series).map(|one| Some(u32::try_from((at * 37 + one * 53 + 11) % 97 * 4).expect("small"))).collect(),
        };
        months.iter().enumerate().map(row).collect::<Vec<_>>()
    };
    let chart = |title: &str, says: &str, form, measure, series: &[&str], rows| Chart {
        title: title.to_owned(),
        says: says.to_owned(),
        form,
        measure,
        row_name: if form == Form::Matrix { "Goal".to_owned() } else { "Month".to_owned() },
        series: series.iter().map(|name| (*name).to_owned()).collect(),
        rows,
    };
    let kind = |label: &str, minutes| Row { label: label.to_owned(), values: vec![Some(minutes)] };
    let goal = |label: &str, counts: [u32; 5]| Row { label: label.to_owned(), values: counts.map(Some).to_vec() };
    let mut grown = by_month(3);
    for (at, row) in grown.iter_mut().enumerate() {
        let months = u32::try_from(at).expect("small");
        row.values = vec![(at < 6).then_some(months * months * 40 + 90), Some(2_100), Some((months + 1) * 230)];
    }
    vec![
        chart(
            "Hours by kind",
            "41 h 5 min in nine months, most of it in tweetchats.",
            Form::Bars,
            Measure::Minutes,
            &[""],
            vec![
                kind("Tweetchat", 1_290),
                kind("Podcast", 720),
                kind("Article or chapter, read", 335),
                kind("Webinar, live or recorded, with a discussion afterwards", 60),
                kind("Conference", 0),
            ],
        ),
        chart(
            "Hours by month",
            "Every month has something; half of it was with others.",
            Form::Columns,
            Measure::Minutes,
            &["Alone", "With others"],
            by_month(2),
        ),
        chart(
            "Towards the cycle's hours",
            "27 h of 35 h by May; at this pace it would be enough in July.",
            Form::Lines,
            Measure::Minutes,
            &["Done", "Asked for", "Pace that would do"],
            grown,
        ),
        chart(
            "Goals by category",
            "One goal has nothing in two categories.",
            Form::Matrix,
            Measure::Count,
            &["Work-based learning", "Professional activity", "Formal education", "Self-directed learning", "Other"],
            vec![
                goal("Explain persistent pain to people who have had many operations", [3, 0, 1, 12, 0]),
                goal("Tendon loading", [0, 0, 0, 0, 0]),
                goal("Lead the journal club", [6, 11, 0, 2, 1]),
            ],
        ),
    ]
}

/// Letters of one width, for tests that need no font.
fn wide(text: &str, size: f32) -> f32 {
    text.chars().count() as f32 * size * 0.52
}

fn draw(chart: &Chart, width: f32) -> Drawing {
    drawn(chart, width, &wide)
}

fn words(drawing: &Drawing) -> Vec<(String, Area)> {
    let area = |at: Point, anchor: Anchor, text: &str| {
        let width = wide(text, 13.0);
        let x = match anchor {
            Anchor::Start => at.x,
            Anchor::Middle => at.x - width / 2.0,
            Anchor::End => at.x - width,
        };
        Area { x, y: at.y - LINE_HEIGHT / 2.0, width, height: LINE_HEIGHT }
    };
    let text = |shape: &'_ Shape| match shape {
        Shape::Text { at, anchor, text, ink: _ } => Some((*at, *anchor, text.clone())),
        _ => None,
    };
    let found = drawing.marks.iter().filter_map(|mark| text(&mark.shape));
    found.map(|(at, anchor, text)| (text.clone(), area(at, anchor, &text))).collect()
}

fn overlap(a: &Area, b: &Area) -> bool {
    a.x + 0.5 < b.right() && b.x + 0.5 < a.right() && a.y + 0.5 < b.bottom() && b.y + 0.5 < a.bottom()
}

/// What must be true of every drawing.
fn check(chart: &Chart, drawing: &Drawing) -> Result<(), String> {
    let inside = |at: Point| (-1.0..=drawing.width + 1.0).contains(&at.x) && (-1.0..=drawing.height + 1.0).contains(&at.y);
    for mark in &drawing.marks {
        let corners = match &mark.shape {
            Shape::Filled { area, .. } | Shape::Outlined { area, .. } => {
                if area.width < 0.0 || area.height < 0.0 || !area.width.is_finite() || !area.height.is_finite() {
                    return Err(format!("turned inside out: {mark:?}"));
                }
                vec![Point { x: area.x, y: area.y }, Point { x: area.right(), y: area.bottom() }]
            }
            Shape::Line { points, .. } => points.clone(),
            Shape::Marked { at, .. } => vec![*at],
            Shape::Text { text, .. } => {
                if text.chars().any(char::is_control) || text.is_empty() {
                    return Err(format!("not words: {text:?}"));
                }
                continue;
            }
        };
        if !corners.into_iter().all(inside) {
            return Err(format!("outside {} × {}: {mark:?}", drawing.width, drawing.height));
        }
    }
    let words = words(drawing);
    for (at, (text, area)) in words.iter().enumerate() {
        if !inside(Point { x: area.x, y: area.y + 2.0 }) || !inside(Point { x: area.right(), y: area.bottom() - 2.0 }) {
            return Err(format!("“{text}” is outside {} × {}: {area:?}", drawing.width, drawing.height));
        }
        if let Some((other, there)) = words[at + 1..].iter().find(|(_, other)| overlap(area, other)) {
            return Err(format!("“{text}” {area:?} and “{other}” {there:?} are one on the other"));
        }
    }
    let places: Vec<Place> = drawing.spots.iter().map(|spot| spot.place).collect();
    let want: Vec<Place> = (0..chart.rows.len()).flat_map(|row| (0..chart.series.len()).map(move |series| Place { row, series })).collect();
    if !chart.rows.is_empty() && !chart.series.is_empty() && places != want {
        return Err(format!("spots of {places:?}"));
    }
    Ok(())
}

fn any_chart() -> impl Strategy<Value = Chart> {
    let form = prop_oneof![Just(Form::Bars), Just(Form::Columns), Just(Form::Lines), Just(Form::Matrix)];
    let measure = prop_oneof![Just(Measure::Minutes), Just(Measure::Count), Just(Measure::Amount), Just(Measure::Percent)];
    let value = prop_oneof![Just(None), Just(Some(0)), (0_u32..5_000).prop_map(Some), any::<u32>().prop_map(Some)];
    let label = prop_oneof!["[a-z]{0,9}", "[A-Za-z ]{0,80}", "[a-z]{60,90}", any::<String>(), Just("\u{0}\u{202E}x\ny".to_owned())];
    (form, measure, prop_oneof![Just(1_usize), 1_usize..6, 1_usize..24], prop_oneof![0_usize..14, 0_usize..200]).prop_flat_map(
        move |(form, measure, series, rows)| {
            let row = (label.clone(), prop::collection::vec(value.clone(), series)).prop_map(|(label, values)| Row { label, values });
            (prop::collection::vec(label.clone(), series), prop::collection::vec(row, rows)).prop_map(move |(series, rows)| Chart {
                title: "Any".to_owned(),
                says: "Anything.".to_owned(),
                form,
                measure,
                row_name: "Row".to_owned(),
                series,
                rows,
            })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn any_chart_is_drawn_inside_and_can_be_read(chart in any_chart(), width in prop_oneof![Just(300.0_f32), Just(1_600.0), 200.0_f32..1_600.0]) {
        let drawing = draw(&chart, width);
        prop_assert!((drawing.width - width).abs() < 0.01);
        check(&chart, &drawing).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn what_goes_onto_pages_is_all_there(chart in any_chart()) {
        let pages = drawn_on_pages(&chart, 637.0, 780.0, &wide);
        let mut places: Vec<Place> = pages.iter().flat_map(|page| &page.spots).map(|spot| spot.place).collect();
        places.sort_unstable();
        let want: Vec<Place> = (0..chart.rows.len()).flat_map(|row| (0..chart.series.len()).map(move |series| Place { row, series })).collect();
        prop_assert_eq!(places, want);
        for page in &pages {
            prop_assert!(page.height <= 780.0, "{}", page.height);
        }
    }
}

#[test]
fn each_form_is_right_in_a_narrow_and_in_a_wide_window() {
    for chart in charts() {
        for width in [200.0, 300.0, 460.0, 900.0, 1_600.0] {
            check(&chart, &draw(&chart, width)).unwrap_or_else(|why| panic!("{} at {width}: {why}", chart.title));
        }
    }
}

#[test]
fn bars_and_columns_are_as_long_as_their_numbers() {
    for chart in charts().into_iter().filter(|chart| matches!(chart.form, Form::Bars | Form::Columns)) {
        let drawing = draw(&chart, 900.0);
        // Points for each minute, from every part of every bar: the same, but for seams and what is too little to be seen.
        let mut scales = Vec::new();
        for mark in &drawing.marks {
            if let (Shape::Filled { area, .. }, Some(place)) = (&mark.shape, mark.place) {
                let long = if chart.form == Form::Bars { area.width } else { area.height };
                let value = chart.rows[place.row].values[place.series].expect("a number");
                if value >= 60 {
                    scales.push((long + 0.5) / value as f32);
                }
            }
        }
        let (least, most) = scales.iter().fold((f32::MAX, 0.0_f32), |(least, most), one| (least.min(*one), most.max(*one)));
        assert!(scales.len() > 3 && most / least < 1.1, "{}: {least} to {most}", chart.title);
    }
}

#[test]
fn a_matrix_says_its_numbers_and_shows_what_is_empty() {
    let chart = charts().remove(3);
    for width in [300.0, 900.0] {
        let drawing = draw(&chart, width);
        for (row, line) in chart.rows.iter().enumerate() {
            for (series, value) in line.values.iter().enumerate() {
                let place = Place { row, series };
                let shapes: Vec<&Shape> = drawing.marks.iter().filter(|mark| mark.place == Some(place)).map(|mark| &mark.shape).collect();
                match value {
                    Some(0) => assert!(matches!(shapes.as_slice(), [Shape::Outlined { ink: Ink::Empty, .. }]), "{shapes:?}"),
                    Some(value) => {
                        assert!(
                            matches!(shapes.as_slice(), [Shape::Filled { .. }, Shape::Text { text, .. }] if *text == value.to_string())
                        );
                    }
                    None => panic!("none here"),
                }
            }
        }
    }
}

#[test]
fn series_are_told_apart_without_colour() {
    for chart in charts().into_iter().filter(|chart| chart.series.len() > 1 && chart.form != Form::Matrix) {
        let drawing = draw(&chart, 900.0);
        let mut looks: Vec<String> = Vec::new();
        for series in 0..chart.series.len() {
            let look = drawing.marks.iter().find_map(|mark| match &mark.shape {
                Shape::Filled { pattern, .. } if mark.place.is_some_and(|place| place.series == series) => Some(format!("{pattern:?}")),
                Shape::Marked { marker, .. } if mark.place.is_some_and(|place| place.series == series) => Some(format!("{marker:?}")),
                _ => None,
            });
            looks.push(look.expect("a mark"));
            assert!(words(&drawing).iter().any(|(text, _)| *text == chart.series[series]), "{} is named", chart.series[series]);
        }
        let count = looks.len();
        looks.sort();
        looks.dedup();
        assert_eq!(looks.len(), count, "{}", chart.title);
    }
    assert_eq!(Pattern::of(0), Pattern::Solid);
}

#[test]
fn the_pointer_finds_the_number_under_it() {
    for chart in charts() {
        let drawing = draw(&chart, 900.0);
        for spot in drawing.spots.iter().filter(|spot| spot.area.width > 2.0 && spot.area.height > 2.0) {
            let found = drawing.at(spot.area.middle()).expect("something");
            let value = |place: Place| chart.rows[place.row].values[place.series];
            // Points of lines may be at the same place.
            assert!(found == spot.place || chart.form == Form::Lines && value(found) == value(spot.place), "{}: {spot:?}", chart.title);
        }
        assert_eq!(drawing.at(Point { x: -200.0, y: -200.0 }), None);
    }
}

#[test]
fn the_copied_table_has_every_number() {
    for chart in charts() {
        let text = chart.table_text();
        let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
        assert_eq!(lines.len(), chart.rows.len() + 1);
        for (line, row) in lines[1..].iter().zip(&chart.rows) {
            assert_eq!(line[0], row.label);
            for (cell, value) in line[1..].iter().zip(&row.values) {
                // A spreadsheet adds up minutes, and no words.
                let want = value.map_or_else(String::new, |value| value.to_string());
                assert_eq!(*cell, want, "{}: {}", chart.title, row.label);
            }
        }
    }
}
