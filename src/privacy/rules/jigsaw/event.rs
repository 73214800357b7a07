//! Events that were in the news, or that a small place speaks of for years.

use crate::privacy::reading::{Reading, Token};
use crate::privacy::vocabulary::{is_local_event, is_odd_birthplace, is_scene};

/// What was in the news, and needs more to tell somebody: “hurt in the crash”.
pub(super) fn event(reading: &Reading<'_>, at: usize, token: &Token<'_>) -> bool {
    let after = |on| reading.bare_after(at, on);
    match token.bare.as_str() {
        "crash" | "collision" | "explosion" | "stabbing" | "stabbed" | "drowned" | "drowning" | "murder" | "murdered" | "shooting"
        | "derailment" | "bombing" | "arson" | "headlines" | "lottery" | "landslide" | "avalanche" | "lightning" | "inquest"
        | "manslaughter" | "kidnapped" | "shot" | "rescued" | "airlifted" | "helicopter" | "mauled" | "electrocuted" | "struck"
        | "winched" | "capsized" | "gored" | "trampled" | "shipwrecked" | "kicked" | "butted" => true,
        "in" | "on" => matches!((after(1), after(2)), ("the", "news" | "papers" | "paper" | "press" | "tv")),
        "house" | "factory" | "flat" | "barn" => after(1) == "fire",
        "quad" | "tractor" => matches!(after(1), "bike" | "accident" | "overturned") || after(2) == "accident",
        "dog" => after(1) == "attack",
        "fell" => {
            after(1) == "from" && (2..=5).any(|on| matches!(after(on), "bridge" | "cliff" | "roof" | "pier" | "scaffolding" | "viaduct"))
        }
        _ => strong_event(reading, at, token),
    }
}

/// What tells somebody with its place and day alone: “winched off the roof”, “born in a lay-by”, “the night of the flood”.
pub(super) fn strong_event(reading: &Reading<'_>, at: usize, token: &Token<'_>) -> bool {
    let after = |on| reading.bare_after(at, on);
    let near = |any: fn(&str) -> bool| (1..=6).any(|on| any(after(on)));
    match token.bare.as_str() {
        "lifted" | "plucked" | "pulled" | "dug" | "cut" | "rescued" | "winched" | "airlifted" | "evacuated" => near(is_scene),
        "swept" | "washed" => matches!(after(1), "away" | "out" | "off" | "overboard"),
        "struck" | "hit" => after(1) == "by" && after(2) == "lightning",
        "born" | "delivered" => near(is_odd_birthplace),
        "lottery" => true,
        "boat" | "air" | "coastguard" | "ferry" => matches!(after(1), "ambulance" | "helicopter"),
        "gored" | "trampled" | "mauled" | "capsized" | "winner" => near(is_beast) || token.bare == "capsized",
        word => is_local_event(word) && after(1) == "week",
    }
}

/// Animals that hurt somebody whom everybody then knows.
fn is_beast(bare: &str) -> bool {
    matches!(bare, "bull" | "bullock" | "cow" | "cows" | "cattle" | "stag" | "horse" | "ram" | "boar" | "dog" | "dogs")
}
