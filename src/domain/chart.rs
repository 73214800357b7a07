//! A chart as data: drawn on the screen, drawn in a document and read as a table, always from the same numbers.

use super::Minutes;
use super::framework::Amount;

/// What the numbers of a chart are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Whole minutes.
    Minutes,
    /// How many: entries, people.
    Count,
    /// Hundredths of something that a framework counts: points, hours.
    Amount,
    /// Hundredths of one: 25 is 25 %.
    Percent,
}

impl Measure {
    /// A number as people read it: `1 h 30 min`, `12`, `2.5`, `40 %`.
    pub fn text(self, value: u32) -> String {
        match self {
            Self::Minutes => Minutes(value).to_string(),
            Self::Count => super::text::number(value as usize),
            Self::Amount => Amount::of_hundredths(value).shown(),
            Self::Percent => format!("{value} %"),
        }
    }
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A lying bar for each row, its series one after the other: kinds, communities.
    Bars,
    /// A standing column for each row, its series one on the other: months.
    Columns,
    /// A line for each series over the rows, which are days or months: what grew, and what is asked for.
    Lines,
    /// A table of cells, rows by series, darker where there is more: goals by categories. A zero is an empty cell, and is seen as one.
    Matrix,
}

/// One row of a chart: a bar, a column, a point of time, a line of a matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is called: “Tweetchat”, “Mar 2026”.
    pub label: String,
    /// A number for each series, in their order; none where there is nothing to say, as after today.
    pub values: Vec<Option<u32>>,
}

/// Numbers to be looked at. Every row has as many values as there are series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    pub title: String,
    /// What there is to see, in one or two sentences with the main numbers: the alternative text of the picture.
    pub says: String,
    pub form: Form,
    pub measure: Measure,
    /// What the rows are: “Month”, “Goal”.
    pub row_name: String,
    /// What the series are called, in their order; one without a name when there is only one and the title says it.
    pub series: Vec<String>,
    pub rows: Vec<Row>,
}

impl Chart {
    /// Whether there is nothing in it but zeros.
    pub fn is_empty(&self) -> bool {
        self.rows.iter().flat_map(|row| &row.values).all(|value| value.is_none_or(|value| value == 0))
    }

    /// Hands out what it says of the journal in words: its sentence and the labels of its rows.
    pub fn each_name(&mut self, change: &mut dyn FnMut(&mut String)) {
        change(&mut self.says);
        self.rows.iter_mut().for_each(|row| change(&mut row.label));
    }

    /// The largest value, or the largest sum of a row where series are one on the other.
    pub fn largest(&self) -> u32 {
        let rows = self.rows.iter().map(|row| {
            let values = row.values.iter().flatten().copied();
            match self.form {
                Form::Bars | Form::Columns => values.fold(0_u32, u32::saturating_add),
                Form::Lines | Form::Matrix => values.max().unwrap_or_default(),
            }
        });
        rows.max().unwrap_or_default()
    }

    /// The heads of its table: what the rows are, then the series.
    pub fn heads(&self) -> Vec<String> {
        let series = self.series.iter().map(|name| if name.is_empty() { self.title.clone() } else { name.clone() });
        std::iter::once(self.row_name.clone()).chain(series).collect()
    }

    /// The lines of its table, each as long as [`Self::heads`]: the same numbers in words.
    pub fn lines(&self) -> Vec<Vec<String>> {
        let values = |row: &Row| row.values.iter().map(|value| value.map_or_else(String::new, |value| self.measure.text(value))).collect();
        self.rows.iter().map(|row| std::iter::once(row.label.clone()).chain::<Vec<String>>(values(row)).collect()).collect()
    }

    /// Its table to be read, heads first, with sums where there are any that mean something: of a row where its series are parts of a time,
    /// and of all rows where these are months or days. Groups are not added up: an entry with two goals is in both.
    pub fn table(&self) -> (Vec<String>, Vec<Vec<String>>) {
        let is_stacked = matches!(self.form, Form::Bars | Form::Columns);
        let has_column = is_stacked && self.series.len() > 1 && self.measure == Measure::Minutes;
        let has_row = self.form == Form::Columns && self.measure != Measure::Percent && self.rows.len() > 1;
        let sum = |values: &mut dyn Iterator<Item = Option<u32>>| values.flatten().fold(0_u32, u32::saturating_add);
        let (mut heads, mut lines) = (self.heads(), self.lines());
        if has_column {
            heads.push("Together".to_owned());
            for (line, row) in lines.iter_mut().zip(&self.rows) {
                line.push(self.measure.text(sum(&mut row.values.iter().copied())));
            }
        }
        if has_row {
            let of_series = |at: usize| sum(&mut self.rows.iter().map(|row| row.values.get(at).copied().flatten()));
            let sums: Vec<u32> = (0..self.series.len()).map(of_series).collect();
            let all = has_column.then(|| sum(&mut sums.iter().copied().map(Some)));
            let values = sums.iter().copied().chain(all).map(|value| self.measure.text(value));
            lines.push(std::iter::once("All together".to_owned()).chain(values).collect());
        }
        (heads, lines)
    }

    /// Its table for a spreadsheet or a mail: tabs between cells, a line for each row. No cell has a tab or a line end. Times are numbers of
    /// minutes, as the heads say, so that a spreadsheet adds them up; for the same reason there are no sums.
    pub fn table_text(&self) -> String {
        let line = |cells: Vec<String>| cells.iter().map(|cell| cell.replace(['\t', '\n', '\r'], " ")).collect::<Vec<_>>().join("\t");
        let (mut heads, mut lines) = (self.heads(), self.lines());
        if self.measure == Measure::Minutes {
            heads.iter_mut().skip(1).for_each(|head| head.push_str(" (minutes)"));
            for (cells, row) in lines.iter_mut().zip(&self.rows) {
                for (cell, value) in cells.iter_mut().skip(1).zip(&row.values) {
                    *cell = value.map_or_else(String::new, |value| value.to_string());
                }
            }
        }
        std::iter::once(heads).chain(lines).map(line).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(form: Form) -> Chart {
        Chart {
            title: "Time".to_owned(),
            says: "Most in March.".to_owned(),
            form,
            measure: Measure::Minutes,
            row_name: "Month".to_owned(),
            series: vec!["Alone".to_owned(), "With others".to_owned()],
            rows: vec![
                Row { label: "Feb\t2026".to_owned(), values: vec![Some(30), Some(0)] },
                Row { label: "Mar 2026".to_owned(), values: vec![Some(60), Some(90)] },
                Row { label: "Apr 2026".to_owned(), values: vec![None, None] },
            ],
        }
    }

    #[test]
    fn the_table_has_the_same_numbers() {
        let chart = chart(Form::Columns);
        let copied = "Month\tAlone (minutes)\tWith others (minutes)\nFeb 2026\t30\t0\nMar 2026\t60\t90\nApr 2026\t\t";
        assert_eq!(chart.table_text(), copied);
        assert!(!chart.is_empty());
    }

    #[test]
    fn sums_stand_where_they_mean_something() {
        let (heads, lines) = chart(Form::Columns).table();
        assert_eq!(heads, ["Month", "Alone", "With others", "Together"]);
        assert_eq!(lines.get(1).map(Vec::as_slice), Some(["Mar 2026", "1 h", "1 h 30 min", "2 h 30 min"].map(str::to_owned).as_slice()));
        assert_eq!(
            lines.last().map(Vec::as_slice),
            Some(["All together", "1 h 30 min", "1 h 30 min", "3 h"].map(str::to_owned).as_slice())
        );
        assert_eq!(chart(Form::Bars).table().1.len(), 3, "groups are not added up");
        let percent = Chart { measure: Measure::Percent, ..chart(Form::Columns) };
        assert_eq!(percent.table(), (percent.heads(), percent.lines()));
    }

    #[test]
    fn what_is_one_on_the_other_is_added() {
        assert_eq!(chart(Form::Columns).largest(), 150);
        assert_eq!(chart(Form::Lines).largest(), 90);
    }
}
