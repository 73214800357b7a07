//! The `[[requirements]]` of a framework.

use super::super::fields::Fields;
use super::super::record::{LONGEST_WORDING, Seen, one_of};
use super::super::schema::{LONGEST_LABEL, line, shown};
use super::super::sheet::{Need, Sheet};
use super::condition::conditions;
use super::counting::{amount, fitting, measure, misplaced, unit};
use super::names::{Names, confidence};
use crate::domain::framework::requirement::{Period, RequirementKind, Rule, Source};
use crate::domain::framework::{Amount, Confidence, CycleRule, Effect, Enforce, Requirement, When};
use crate::domain::text::excerpt;

/// What a requirement may say.
const KEYS: &[&str] = &[
    "id",
    "label",
    "help",
    "kind",
    "unit",
    "unit_one",
    "from",
    "measure",
    "amount",
    "most",
    "period",
    "when",
    "needs",
    "wants",
    "subset_of",
    "last_months",
    "prorated",
    "joining",
    "group",
    "of",
    "explained_by",
    "enforce",
    "confidence",
    "cross_checked",
    "source",
    "cases",
];

/// More than this nobody can have beside everything that counts.
const MOST_WANTS: usize = 8;

/// More requirements than this no regulator has.
const MOST_REQUIREMENTS: usize = 200;

/// All of them.
pub(super) fn requirements(sheet: &mut Sheet<'_>, fields: &Fields<'_>, names: &Names<'_>, cycle: Option<&CycleRule>) -> Vec<Requirement> {
    let mut seen = Seen::default();
    let tables = fields.tables_if_any(sheet, "requirements", "requirement");
    if tables.len() > MOST_REQUIREMENTS {
        let mend = "what differs by who somebody is can be said by when and cases";
        fields.wrong(sheet, &fields.place("requirements"), &format!("more than {MOST_REQUIREMENTS} requirements"), mend);
        return Vec::new();
    }
    let all = tables.iter().filter_map(|fields| requirement(sheet, fields, names, cycle, &mut seen)).collect();
    no_loops(sheet, &tables);
    all
}

fn requirement(
    sheet: &mut Sheet<'_>,
    fields: &Fields<'_>,
    names: &Names<'_>,
    cycle: Option<&CycleRule>,
    seen: &mut Seen,
) -> Option<Requirement> {
    fields.only(sheet, KEYS);
    let id = seen.id(sheet, fields, "id");
    let label = shown(sheet, fields, "label", LONGEST_LABEL, Need::Must("label = \"…\", what a reader sees"));
    let help = line(sheet, fields, "help");
    let words: Vec<&str> = RequirementKind::ALL.iter().map(|kind| kind.token()).collect();
    let kind = one_of(sheet, fields, "kind", Need::Must("kind = \"hours\", or points, count, declaration and others"), &words);
    let kind = kind.and_then(|kind| RequirementKind::from_token(&kind.value));
    let from = sources(sheet, fields, names, kind);
    let when = names.when(sheet, fields);
    let needs = conditions(sheet, fields, "needs", names, &from);
    let wants = conditions(sheet, fields, "wants", names, &from);
    if wants.len() > MOST_WANTS {
        let mend = format!("keep the {MOST_WANTS} that matter most, or join some by “ or ”");
        fields.wrong(sheet, &fields.place("wants"), &format!("wants has more than {MOST_WANTS} conditions"), mend);
    }
    let others: Vec<&str> = names.requirements.iter().map(String::as_str).collect();
    let subset_of = Names::named(sheet, fields, "subset_of", Need::May, "requirement", &others);
    let of = Names::named(
        sheet,
        fields,
        "of",
        need(kind, RequirementKind::Share, "of = \"…\", the requirement that it is a share of"),
        "requirement",
        &others,
    );
    let group = names.group(sheet, fields, need_group(kind));
    let explained_by = names.record_named(sheet, fields, "explained_by", Need::May);
    let period = period(sheet, fields, cycle);
    let last_months = fields.number(sheet, "last_months", 1, Need::May);
    if let (Some(last), Some(cycle)) = (&last_months, cycle)
        && last.value > cycle.months
    {
        fields.doubt(sheet, last, &format!("the cycle has only {} months", cycle.months), "leave last_months out, or make it less");
    }
    let prorated = fields.flag(sheet, "prorated");
    if prorated && cycle.is_some_and(|cycle| !cycle.effects.iter().any(|(_, effect)| *effect == Effect::Prorates)) {
        let mend = "add [[cycle.effects]] with a record and effect = \"prorates\", or leave prorated out";
        fields.doubt(sheet, &fields.place("prorated"), "no recorded time makes it less", mend);
    }
    let joining = joining(sheet, fields);
    let cases = cases(sheet, fields, names, kind);
    let (enforce, confidence, cross_checked) = sureness(sheet, fields);
    let source = names.source(sheet, fields);
    let kind = kind?;
    let measure = measure(sheet, fields, kind, &from, names);
    misplaced(sheet, fields, kind);
    let (unit, unit_one) = unit(sheet, fields, kind, measure.as_ref());
    let amount = amount(sheet, fields, kind, names, &cases);
    let most = fields.amount(sheet, "most", Need::May);
    if let (Some(most), Some(amount)) = (&most, amount)
        && most.value < amount
    {
        let mend = format!("write most = {} or more, or leave it out", amount.shown());
        fields.wrong(sheet, most, "at most less than at least: it can never be met", mend);
    }
    let rule = match kind {
        RequirementKind::Hours | RequirementKind::Points | RequirementKind::Count => {
            Rule::Sum { measure: measure?, most: most.map(|most| most.value) }
        }
        RequirementKind::Declaration => Rule::Declaration,
        RequirementKind::Narrative => Rule::Narrative,
        RequirementKind::Distinct => Rule::Distinct { group: group? },
        RequirementKind::Each => Rule::Each { group: group?, measure: measure? },
        RequirementKind::Share => Rule::Share { of: of?, measure: measure? },
        RequirementKind::Gap => Rule::Gap { explained_by },
    };
    Some(Requirement {
        id: id?,
        label: label?,
        help,
        rule,
        unit: unit?,
        unit_one: unit_one?,
        from,
        amount: amount?,
        cases,
        period: period?,
        when,
        needs,
        wants,
        subset_of,
        last_months: last_months.map(|last| last.value),
        prorated,
        joining,
        enforce: enforce?,
        confidence: confidence?,
        cross_checked,
        source: source?,
    })
}

fn need(kind: Option<RequirementKind>, of: RequirementKind, line: &'static str) -> Need {
    if kind == Some(of) { Need::Must(line) } else { Need::May }
}

fn need_group(kind: Option<RequirementKind>) -> Need {
    match kind {
        Some(RequirementKind::Distinct | RequirementKind::Each) => Need::Must("group = \"…\", one of the [[groups]]"),
        _ => Need::May,
    }
}

/// Where it is counted from; learning unless it says otherwise.
fn sources(sheet: &mut Sheet<'_>, fields: &Fields<'_>, names: &Names<'_>, kind: Option<RequirementKind>) -> Vec<Source> {
    const MEND: &str = "write from = [\"learning\"], [\"record:KIND\"] or [\"goals\"]";
    if !fields.has("from") && kind == Some(RequirementKind::Declaration) {
        let what = "a declaration is counted from learning unless it says otherwise";
        fields.doubt(sheet, &fields.place("kind"), what, "add a line from = [\"record:declaration\"], or another kind of record");
    }
    if !fields.has("from") {
        return vec![Source::Learning];
    }
    let written = fields.texts(sheet, "from");
    if written.is_empty() {
        fields.wrong(sheet, &fields.place("from"), "from names nothing", MEND);
    }
    let (mut all, mut whole) = (Vec::new(), true);
    for text in written {
        let source = match text.value.split_once(':') {
            None if text.value == "learning" => Source::Learning,
            None if text.value == "goals" => Source::Goals,
            Some(("record", kind)) => {
                Names::check(sheet, fields, &text.with(kind), "kind of record", &names.record_ids());
                Source::Record(kind.to_owned())
            }
            _ => {
                fields.wrong(sheet, &text, &format!("nothing is counted from “{}”", excerpt(&text.value, 40)), MEND);
                whole = false;
                continue;
            }
        };
        all.push(source);
    }
    // What is not known is not asked about.
    if whole { all } else { Vec::new() }
}

fn cases(sheet: &mut Sheet<'_>, fields: &Fields<'_>, names: &Names<'_>, kind: Option<RequirementKind>) -> Vec<(Vec<When>, Amount)> {
    let mut all = Vec::new();
    for fields in fields.tables_if_any(sheet, "cases", "case") {
        fields.only(sheet, &["when", "amount"]);
        if !fields.has("when") {
            let mend = "add when = { choice = [\"value\"] }; what holds for all others is the amount of the requirement";
            fields.wrong(sheet, &fields.place("when"), "when is missing", mend);
        }
        let when = names.when(sheet, &fields);
        if let Some(amount) = fields.amount(sheet, "amount", Need::Must("amount = 1, how much there must be for these")) {
            if let Some(kind) = kind {
                fitting(sheet, &fields, kind, &amount);
            }
            all.push((when, amount.value));
        }
    }
    all
}

fn joining(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Option<(u32, Amount)> {
    let table = fields.table(sheet, "joining", "write joining = { months = 3, amount = 5 }")?;
    table.only(sheet, &["months", "amount"]);
    let months = table.number(sheet, "months", 1, Need::Must("months = 3"));
    let amount = table.amount(sheet, "amount", Need::Must("amount = 5, how much for each begun so many months"));
    Some((months?.value, amount?.value))
}

/// In which stretch of time.
fn period(sheet: &mut Sheet<'_>, fields: &Fields<'_>, cycle: Option<&CycleRule>) -> Option<Period> {
    const MEND: &str = "write cycle, year, years:2, months:36 or once";
    let Some(written) = fields.text(sheet, "period", Need::May) else { return Some(Period::Cycle) };
    let number = |text: &str| text.trim().parse::<u32>().ok().filter(|number| (1..=1200).contains(number));
    let period = match written.value.split_once(':') {
        None => match written.value.as_str() {
            "cycle" => Some(Period::Cycle),
            "year" => Some(Period::Year),
            "once" => Some(Period::Once),
            _ => None,
        },
        Some(("years", many)) => number(many).map(Period::Years),
        Some(("months", many)) => number(many).map(Period::Months),
        Some(_) => None,
    };
    if period.is_none() {
        fields.wrong(sheet, &written, &format!("there is no period “{}”", excerpt(&written.value, 40)), MEND);
    }
    if matches!(period, Some(Period::Year | Period::Years(_))) && cycle.is_some_and(|cycle| cycle.sub_months.is_none()) {
        fields.doubt(sheet, &written, "the cycle has no years", "add sub_months = 12 under [cycle], or leave period out");
    }
    period
}

/// What follows when it is not met, and how sure that is.
fn sureness(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> (Option<Enforce>, Option<Confidence>, bool) {
    let words: Vec<&str> = Enforce::ALL.iter().map(|one| one.token()).collect();
    let written = one_of(sheet, fields, "enforce", Need::Must("enforce = \"advise\"; hard is judged, advise counted, info told"), &words);
    let enforce = written.as_ref().and_then(|word| Enforce::from_token(&word.value));
    let confidence = confidence(sheet, fields);
    let cross_checked = fields.flag(sheet, "cross_checked");
    if let (Some(written), Some(Enforce::Hard), Some(confidence)) = (&written, enforce, confidence)
        && !(confidence == Confidence::A || confidence == Confidence::B && cross_checked)
    {
        let what = format!("only what is sure may be required, and this has confidence {}", confidence.token());
        let mend = "write enforce = \"advise\"; hard needs confidence \"A\", or \"B\" with cross_checked = true";
        fields.wrong(sheet, written, &what, mend);
    }
    (enforce, confidence, cross_checked)
}

/// Tells requirements that are, over others, part or share of themselves.
fn no_loops(sheet: &mut Sheet<'_>, tables: &[Fields<'_>]) {
    let rests_on = |id: &str| -> Vec<&str> {
        let table = tables.iter().find(|table| table.peek("id") == Some(id));
        ["subset_of", "of"].into_iter().filter_map(|key| table?.peek(key)).collect()
    };
    for table in tables {
        let Some(id) = table.peek("id") else { continue };
        for key in ["subset_of", "of"] {
            let Some(first) = table.peek(key) else { continue };
            let (mut reached, mut at) = (vec![first], 0);
            while let Some(one) = reached.get(at).copied() {
                at += 1;
                for next in rests_on(one) {
                    if !reached.contains(&next) {
                        reached.push(next);
                    }
                }
            }
            if reached.contains(&id) {
                let what = format!("“{}” would be counted from itself", excerpt(id, LONGEST_WORDING));
                table.wrong(
                    sheet,
                    &table.place(key),
                    &what,
                    format!("leave {key} out in one of them: what they are part of may not lead back"),
                );
            }
        }
    }
}
