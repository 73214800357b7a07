//! Instants out of ids. Each formula names its source; what lies outside the life of its platform is no date. Ids are read as text, in
//! whole numbers of 64 bits and more, never through a fraction.

use chrono::{DateTime, Days, Utc};

/// A formula, as the data file names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decoder {
    SnowflakeX,
    SnowflakeMastodon,
    SnowflakeTruth,
    SnowflakeLinkedin,
    SnowflakeDiscord,
    TidBluesky,
    Instagram,
    Threads,
    Tiktok,
    Ulid,
    AidMisskey,
    SlackMicros,
    UnixMillis,
}

/// Every formula with its name in the data file, the first moment that it can mean (milliseconds since 1970), and whether it may be off
/// by more than a second or two.
const ALL: [(&str, Decoder, i64, bool); 13] = [
    // 2010-11-04T01:43Z: the first snowflake.
    ("snowflake_x", Decoder::SnowflakeX, 1_288_834_974_657, false),
    // 2017-10-01, Mastodon 2.0; ids were a plain counter before.
    ("snowflake_mastodon", Decoder::SnowflakeMastodon, 1_506_816_000_000, false),
    // 2022-02-01, the month of its launch.
    ("snowflake_truth", Decoder::SnowflakeTruth, 1_643_673_600_000, false),
    // 2012-01-01
    ("snowflake_linkedin", Decoder::SnowflakeLinkedin, 1_325_376_000_000, false),
    // 2015-05-01, the month of its launch.
    ("snowflake_discord", Decoder::SnowflakeDiscord, 1_430_438_400_000, false),
    // 2022-11-01. The writer's own clock: up to months off in real posts.
    ("tid_bluesky", Decoder::TidBluesky, 1_667_260_800_000, true),
    // 2011-08-24T21:07:01Z, the epoch of the ids. Made when the upload starts: videos up to a minute and a half early.
    ("instagram", Decoder::Instagram, 1_314_220_021_721, true),
    // 2023-07-01, the month of its launch.
    ("threads", Decoder::Threads, 1_688_169_600_000, true),
    // 2016-09-01. Some seconds early.
    ("tiktok", Decoder::Tiktok, 1_472_688_000_000, true),
    // 2021-01-01, the year of GoToSocial's first release.
    ("ulid", Decoder::Ulid, 1_609_459_200_000, false),
    // 2018-01-01
    ("aid_misskey", Decoder::AidMisskey, 1_514_764_800_000, true),
    // 2013-08-01, the month of its launch.
    ("slack_micros", Decoder::SlackMicros, 1_375_315_200_000, false),
    // 2012-01-01
    ("unix_millis", Decoder::UnixMillis, 1_325_376_000_000, false),
];

impl Decoder {
    /// The formula with this name.
    pub(super) fn called(name: &str) -> Option<Self> {
        ALL.iter().find(|(known, ..)| *known == name).map(|(_, decoder, ..)| *decoder)
    }

    /// Whether its instants are only about right.
    pub(super) fn is_rough(self) -> bool {
        ALL.iter().any(|(_, decoder, _, rough)| *decoder == self && *rough)
    }

    /// The instant in an id; `None` when it holds none, or one before the platform began or more than a day after `now`.
    pub(super) fn instant(self, id: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let millis = self.millis(id)?;
        let (_, _, first, _) = ALL.iter().find(|(_, decoder, ..)| *decoder == self)?;
        if millis < *first {
            return None;
        }
        let instant = DateTime::from_timestamp_millis(millis)?;
        let last = now.checked_add_days(Days::new(1)).unwrap_or(now);
        (instant <= last).then_some(instant)
    }

    fn millis(self, id: &str) -> Option<i64> {
        let millis = match self {
            // Twitter's snowflake: 41 bits of milliseconds since its own epoch, 22 bits of machine and sequence
            // (github.com/twitter-archive/snowflake, 2010). Ids were a plain counter up to 29,700,859,247.
            Self::SnowflakeX => (number(id).filter(|id| *id > 29_700_859_247)? >> 22) + 1_288_834_974_657,
            // 48 bits of milliseconds since 1970, 16 of sequence (Mastodon, lib/mastodon/snowflake.rb).
            Self::SnowflakeMastodon | Self::SnowflakeTruth => number(id).filter(|id| *id >= 98_000_000_000_000_000)? >> 16,
            // Milliseconds since 1970 above 22 bits; equal to the Date column of exported shares in 202 of 202 rows.
            Self::SnowflakeLinkedin => number(id)? >> 22,
            // discord.com/developers/docs/reference, “Snowflakes”.
            Self::SnowflakeDiscord => (number(id)? >> 22) + 1_420_070_400_000,
            Self::TidBluesky => tid(id)? / 1000,
            // Milliseconds since the epoch above 23 bits (“Sharding & IDs at Instagram”, 2012); the code is the id in base 64.
            Self::Instagram | Self::Threads => (shortcode(id)? >> 23) + 1_314_220_021_721,
            // Whole seconds since 1970 in the upper half of 64 bits.
            Self::Tiktok => (number(id)? >> 32) * 1000,
            Self::Ulid => ulid(id)?,
            Self::AidMisskey => aid(id)?,
            // `p` and microseconds since 1970 (docs.slack.dev, “ts”).
            Self::SlackMicros => number(id)? / 1000,
            Self::UnixMillis => number(id)?,
        };
        i64::try_from(millis).ok()
    }
}

/// A whole number as an id is written: digits only, and no zero before it.
fn number(text: &str) -> Option<u64> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    is_plain.then(|| text.parse().ok()).flatten()
}

/// The value of text in an alphabet, most significant first; `None` when a letter is not in it.
fn value(text: &str, alphabet: &[u8]) -> Option<u128> {
    let base = u128::try_from(alphabet.len()).ok()?;
    text.bytes().try_fold(0_u128, |sum, byte| {
        let digit = alphabet.iter().position(|letter| *letter == byte)?;
        sum.checked_mul(base)?.checked_add(u128::try_from(digit).ok()?)
    })
}

/// Microseconds in a Bluesky record key: thirteen letters, base 32 in order of sorting, the top bit zero, ten low bits a clock's number
/// (atproto.com/specs/tid).
fn tid(text: &str) -> Option<u64> {
    let value = value(text, b"234567abcdefghijklmnopqrstuvwxyz").filter(|_| text.len() == 13)?;
    u64::try_from(value).ok().filter(|value| *value >> 63 == 0).map(|value| value >> 10)
}

/// The number in the first eleven letters of a shortcode; what follows is the key of a private post. Codes of the first weeks are
/// shorter.
fn shortcode(text: &str) -> Option<u64> {
    let code = text.get(..11).unwrap_or(text);
    // `A` is the zero of this alphabet.
    if code.len() < 9 || code.starts_with('A') {
        return None;
    }
    let value = value(code, b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")?;
    u64::try_from(value).ok()
}

/// Milliseconds since 1970 in the first ten of 26 letters (github.com/ulid/spec).
fn ulid(text: &str) -> Option<u64> {
    const LETTERS: &[u8] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let text = text.to_ascii_uppercase();
    if text.len() != 26 || text.bytes().any(|byte| !LETTERS.contains(&byte)) {
        return None;
    }
    u64::try_from(value(text.get(..10)?, LETTERS)?).ok().filter(|millis| *millis < 1 << 48)
}

/// Milliseconds since 2000 in the first eight of ten or sixteen letters (Misskey, `aid` and `aidx`).
fn aid(text: &str) -> Option<u64> {
    const LETTERS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    if !matches!(text.len(), 10 | 16) || text.bytes().any(|byte| !LETTERS.contains(&byte)) {
        return None;
    }
    u64::try_from(value(text.get(..8)?, LETTERS)?).ok()?.checked_add(946_684_800_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, id: &str, want: Option<&str>) {
        let now = "2026-11-22T12:00:00Z".parse().expect("a time");
        let decoder = Decoder::called(name).expect(name);
        let found = decoder.instant(id, now).map(|at| at.format("%FT%T%.3fZ").to_string());
        assert_eq!(found.as_deref(), want, "{name} {id}");
    }

    #[test]
    fn worked_examples() {
        check("snowflake_x", "1359562777325563904", Some("2021-02-10T18:00:00.226Z"));
        check("snowflake_mastodon", "113060494542175979", Some("2024-09-01T04:50:37.520Z"));
        check("tid_bluesky", "3jzfcijpj2z2a", Some("2023-06-30T15:03:01.887Z"));
        check("snowflake_linkedin", "7345821826846990338", Some("2025-07-01T14:33:22.290Z"));
        check("instagram", "Bp_EeKSH0h9", Some("2018-11-10T03:54:38.205Z"));
        check("tiktok", "6748451240264420610", Some("2019-10-16T17:17:25.000Z"));
        check("snowflake_discord", "175928847299117063", Some("2016-04-30T11:18:25.796Z"));
        check("ulid", "01HR0000000000000000000000", Some("2024-03-02T16:29:43.808Z"));
    }

    #[test]
    fn what_is_no_date() {
        for (name, ..) in ALL {
            for id in ["", "0", "20", "-1", "abc", "１２３４", "+5", " 7", "18446744073709551615", "18446744073709551616"] {
                check(name, id, None);
            }
            check(name, &"9".repeat(400), None);
            check(name, &"z".repeat(13), None);
        }
        check("snowflake_x", "29700859247", None);
        check("snowflake_x", "29700859248", Some("2010-11-04T01:43:01.738Z"));
        check("snowflake_x", "01359562777325563904", None);
        check("snowflake_mastodon", "97999999999999999", None);
        check("tid_bluesky", "zzzfcijpj2z2a", None);
        check("ulid", "01ARZ3NDEKTSV4RRFFQ69G5FAV", None);
        check("instagram", "AAAAAAAAAAA", None);
        check("ulid", "81HR0000000000000000000000", None);
    }

    #[test]
    fn a_day_ahead_is_the_most() {
        let now = "2021-02-09T18:00:00.226Z".parse().expect("a time");
        let earlier = "2021-02-09T18:00:00.225Z".parse().expect("a time");
        assert!(Decoder::SnowflakeX.instant("1359562777325563904", now).is_some());
        assert!(Decoder::SnowflakeX.instant("1359562777325563904", earlier).is_none());
    }
}
