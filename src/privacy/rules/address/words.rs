//! The words that streets, houses and flats are told by.

/// What streets end with, told from prose by nothing else.
pub(super) const STREETS: &[&str] = &[
    "street",
    "road",
    "avenue",
    "lane",
    "crescent",
    "terrace",
    "gardens",
    "grove",
    "mews",
    "cottages",
    "rd",
    "ave",
    "cres",
    "boulevard",
    "parade",
    "esplanade",
    "wynd",
    "brae",
    "gate",
    "tce",
    "quay",
    "wharf",
    "terr",
    "gdns",
    "pde",
    "cct",
    "hwy",
];

/// Short for what streets end with: capitals may be left out.
pub(super) const SHORT: &[&str] = &["rd", "ave", "cres", "tce", "terr", "gdns", "pde"];

/// What streets end with that means something else in prose as well: only with a capital.
pub(super) const AMBIGUOUS: &[&str] = &[
    "st", "close", "drive", "way", "place", "court", "hill", "row", "square", "park", "walk", "view", "rise", "green", "ln", "cl", "dr",
    "house", "heights", "vale",
];

/// What Welsh and Irish streets begin with.
pub(super) const NOUN_FIRST: &[&str] = &[
    "heol", "stryd", "ffordd", "lon", "maes", "clos", "rhodfa", "bryn", "cwrt", "tai", "teras", "parc", "gerddi", "cae", "pen", "trem",
    "llys", "erw", "bothar", "sraid", "ascaill", "lana", "cearnog", "pairc", "cnoc", "rathad",
];

/// What houses and flats are called.
pub(super) const HOUSES: &[&str] =
    &["cottage", "house", "farm", "lodge", "bungalow", "farmhouse", "villa", "tower", "mansions", "barn", "croft"];

/// Words within the name of a street that say that it is none: tests, times, plans.
pub(super) const NO_STREET: &[&str] = &[
    "minute",
    "minutes",
    "metre",
    "metres",
    "meter",
    "hour",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "step",
    "steps",
    "mile",
    "miles",
    "point",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "peaks",
    "question",
    "the",
    "of",
    "and",
    "or",
    "in",
    "to",
    "downing",
    "second",
    "seconds",
    "nhs",
    "new",
];

/// What is counted before it: `Section 4 Right Place`.
pub(super) const PARTS: &[&str] = &[
    "section",
    "chapter",
    "page",
    "part",
    "step",
    "table",
    "figure",
    "standard",
    "principle",
    "level",
    "band",
    "domain",
    "theme",
    "module",
    "unit",
    "question",
    "volume",
    "issue",
    "number",
    "no",
    "top",
];

/// What somebody does at an address.
pub(super) const LIVES: &[&str] =
    &["lives", "live", "lived", "living", "resides", "residing", "address", "home", "moved", "neighbour", "visited", "visit", "house"];
