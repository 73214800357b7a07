//! Communities that come as data: what people in a profession know of, to be taken into the journal with a click. Their slots are what
//! a page once stated; that they still take place is not claimed.

use chrono::{Datelike as _, NaiveDate, NaiveTime, Weekday};
use serde::Deserialize;
use toml::Spanned;

use super::schema::{checked, parsed};
use super::sheet::{column_at, instead, line_at};
use super::{Problem, Weight};
use crate::domain::minutes::MOST_MINUTES;
use crate::domain::text::folded;
use crate::domain::{CommunityDraft, Kind, Minutes, Rhythm, slot, when};

/// A community of the catalogue: not yet one of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownCommunity {
    /// Stable name: `otalk`.
    pub id: String,
    /// What the journal takes over. Its `platform` is all of `platforms`.
    pub draft: CommunityDraft,
    /// Where it meets, the main one first.
    pub platforms: Vec<String>,
    /// Whom it is for: “Nurse”, “Physiotherapist”; empty for everybody.
    pub professions: Vec<String>,
    /// One sentence on what it is.
    pub about: String,
    /// Where what is said here was stated.
    pub source: String,
    /// How sure the slot is, and as of when.
    pub stated: String,
}

impl KnownCommunity {
    /// Whether it is for this profession (“Specialist nurse” is a nurse), or for everybody.
    pub fn is_for(&self, profession: &str) -> bool {
        self.professions.is_empty() || self.professions.iter().any(|one| folded(profession).contains(&folded(one)))
    }
}

/// `communities/*.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Community {
    format: u32,
    id: String,
    name: String,
    platforms: Vec<String>,
    hashtag: Option<Spanned<String>>,
    address: Option<Spanned<String>>,
    day: Option<Spanned<String>>,
    time: Option<Spanned<String>>,
    zone: Option<Spanned<String>>,
    length: Option<Spanned<u32>>,
    rhythm: Option<Spanned<String>>,
    anchor: Option<Spanned<String>>,
    kind: Option<Spanned<String>>,
    #[serde(default)]
    prepare: String,
    #[serde(default)]
    professions: Vec<String>,
    #[serde(default)]
    about: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    stated: String,
}

/// Reads a file; `kinds` are those that its `kind` may name.
pub(super) fn community(file: &str, text: &str, kinds: &[Kind]) -> Result<KnownCommunity, Problem> {
    let Community {
        format,
        id,
        name,
        platforms,
        hashtag,
        address,
        day,
        time,
        zone,
        length,
        rhythm,
        anchor,
        kind,
        prepare,
        professions,
        about,
        source,
        stated,
    } = parsed(file, text)?;
    checked(file, format, &id, &name)?;
    let fields = Fields { file, text };
    let hashtag = fields.read(hashtag, "is no hashtag", "write a # and a word, as in hashtag = \"#OTalk\"", |text| {
        let word = text.strip_prefix('#')?;
        (!word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '_')).then(|| text.to_owned())
    })?;
    let address = fields.read(address, "is no web address", "write it whole, as in address = \"https://otalk.co.uk/\"", |text| {
        let address = url::Url::parse(text).ok()?;
        (matches!(address.scheme(), "http" | "https") && address.has_host()).then(|| text.to_owned())
    })?;
    let day = fields.read(day, "is no day of the week", "write it as in day = \"Tuesday\"", weekday)?;
    let time = fields.read(time, "is no time of day", "write hours and minutes of 24 hours, as in time = \"20:00\"", |text| {
        NaiveTime::parse_from_str(text, "%H:%M").ok()
    })?;
    let zone = fields.read(zone, "is no time zone", "write its name in the IANA list, as in zone = \"Europe/London\"", |text| {
        slot::zone(text).filter(|_| !text.trim().is_empty()).map(|zone| zone.name().to_owned())
    })?;
    let rhythm = fields.read(rhythm, "is no rhythm", "write weekly, fortnightly or monthly", Rhythm::from_token)?;
    let wanted = anchor.as_ref().map(Spanned::span);
    let anchor = fields
        .read(anchor, "is no day", "write year, month and day, as in anchor = \"2026-01-13\"", |text| text.parse::<NaiveDate>().ok())?;
    if let (Some(anchor), Some(day), Some(span)) = (anchor, day, wanted)
        && anchor.weekday() != day
    {
        let what = format!("{anchor} is a {}, not a {}", when::weekday_name(anchor.weekday()), when::weekday_name(day));
        let mend = "anchor is the day on which one took place: change it, or day, so that they agree";
        return Err(fields.problem(span.start, what, mend.to_owned()));
    }
    let known: Vec<&str> = kinds.iter().map(|kind| kind.id.as_str()).collect();
    let mend = kind.as_ref().map(|kind| instead(kind.get_ref(), &known)).unwrap_or_default();
    let kind =
        fields.read(kind, "is no kind of activity", &mend, |text| kinds.iter().find(|kind| kind.id == text).map(|kind| kind.id.clone()))?;
    let length = match length {
        None => None,
        Some(length) if (1..=MOST_MINUTES).contains(length.get_ref()) => Some(Minutes(*length.get_ref())),
        Some(length) => {
            let what = format!("a length of {} is not possible", length.get_ref());
            return Err(fields.problem(length.span().start, what, "write minutes, as in length = 60".to_owned()));
        }
    };
    let draft = CommunityDraft {
        name,
        platform: platforms.join(", "),
        hashtag: hashtag.unwrap_or_default(),
        address: address.unwrap_or_default(),
        day,
        time,
        zone: zone.unwrap_or_default(),
        length,
        rhythm: rhythm.unwrap_or_default(),
        anchor,
        kind: kind.unwrap_or_default(),
        prepare,
        unlisted: false,
    };
    Ok(KnownCommunity { id, draft, platforms, professions, about, source, stated })
}

/// Where the values of a file stand, to say which is wrong.
struct Fields<'a> {
    file: &'a str,
    text: &'a str,
}

impl Fields<'_> {
    /// A value that may be left out, understood by `read`.
    fn read<T>(
        &self,
        value: Option<Spanned<String>>,
        wrong: &str,
        mend: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Problem> {
        let Some(value) = value else { return Ok(None) };
        match read(value.get_ref()) {
            Some(read) => Ok(Some(read)),
            None => Err(self.problem(value.span().start, format!("“{}” {wrong}", value.get_ref()), mend.to_owned())),
        }
    }

    fn problem(&self, at: usize, what: String, mend: String) -> Problem {
        let (line, column) = (line_at(self.text, at), column_at(self.text, at));
        Problem { file: self.file.to_owned(), line, column, what, mend, weight: Weight::LeftOut }
    }
}

/// A day by its English name, whole or of three letters.
fn weekday(name: &str) -> Option<Weekday> {
    name.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &str, want: Result<&str, (usize, &str)>) {
        let text = format!("format = 1\nid = \"ward-chat\"\nname = \"Ward chat\"\nplatforms = [\"X\", \"Bluesky\"]\n{lines}");
        let kinds = super::super::Catalogue::bundled().kinds;
        match (community("own.toml", &text, &kinds), want) {
            (Ok(known), Ok(slot)) => assert_eq!(known.draft.slot(), slot, "{lines}"),
            (Err(problem), Err((line, part))) => {
                assert_eq!(problem.line, line, "{problem}");
                let said = format!("{}: {}", problem.what, problem.mend);
                assert!(said.contains(part) && !problem.mend.is_empty(), "{said}");
            }
            (got, _) => panic!("{lines}: {got:?}"),
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        check("day = \"Tuesday\"\ntime = \"20:00\"\nzone = \"europe/london\"\nlength = 60", Ok("Tuesdays 20:00 (Europe/London), 1 h"));
        check("day = \"tue\"\nrhythm = \"fortnightly\"\nanchor = \"2026-01-13\"", Ok("Every other Tuesday"));
        check("kind = \"tweetchat\"\naddress = \"https://ward.example/chat\"\nhashtag = \"#WardChat\"", Ok(""));
        check("\nday = \"Tuseday\"", Err((6, "“Tuseday” is no day of the week: write it as in day = \"Tuesday\"")));
        check("time = \"8pm\"", Err((5, "time = \"20:00\"")));
        check("time = \"24:00\"", Err((5, "“24:00” is no time of day")));
        check("day = \"Monday\"\nzone = \"Europe/Londinium\"", Err((6, "is no time zone")));
        check("zone = \"\"", Err((5, "is no time zone")));
        check("kind = \"twitterchat\"", Err((5, "write one of: tweetchat,")));
        check("rhythm = \"daily\"", Err((5, "weekly, fortnightly or monthly")));
        check("anchor = \"2026-13-01\"", Err((5, "is no day")));
        check("day = \"Monday\"\nanchor = \"2026-01-13\"", Err((6, "2026-01-13 is a Tuesday, not a Monday")));
        check("length = 0", Err((5, "a length of 0 is not possible")));
        check("length = -5", Err((5, "invalid value")));
        check("hashtag = \"OTalk\"", Err((5, "is no hashtag")));
        check("hashtag = \"#two words\"", Err((5, "is no hashtag")));
        check("address = \"otalk.co.uk\"", Err((5, "is no web address")));
        check("address = \"javascript:alert(1)\"", Err((5, "is no web address")));
        check("slot = \"Tuesdays\"", Err((5, "unknown field")));
    }
}
