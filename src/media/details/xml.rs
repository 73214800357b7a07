//! XMP (ISO 16684-1) and the properties of office documents (ECMA-376 part 2, OpenDocument 1.3 part 3), read as they come, without a tree: nesting costs no
//! stack.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use super::{FileDetails, MOST_READ};

/// The most elements within elements; deeper ones say nothing that is read here.
const DEEPEST: usize = 64;

/// Takes what it tells of people and places.
pub(super) fn read(bytes: &[u8], details: &mut FileDetails) {
    let text = String::from_utf8_lossy(bytes.get(..MOST_READ).unwrap_or(bytes));
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut place = Place::default();
    let mut path: Vec<String> = Vec::new();
    let mut depth = 0_usize;
    let mut said = String::new();
    // What is broken ends the reading; what was read stays.
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(ref start) | Event::Empty(ref start) => {
                let name = start.name().into_inner().to_owned();
                for attribute in start.attributes().flatten() {
                    if let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) {
                        take(attribute.key.into_inner(), &value, &mut place, details);
                    }
                }
                said.clear();
                if matches!(event, Event::Start(_)) {
                    depth += 1;
                    if depth <= DEEPEST {
                        path.push(name);
                    }
                }
            }
            Event::Text(text) => said.push_str(&text.xml10_content()),
            Event::CData(text) => said.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(letter)) => said.push(letter),
                _ => said.push_str(resolve_predefined_entity(&reference).unwrap_or_default()),
            },
            Event::End(_) => {
                // A list's items belong to what the list is of: `dc:creator / rdf:Seq / rdf:li`.
                let of = path.iter().rev().find(|name| !name.starts_with("rdf:"));
                if let Some(of) = of.filter(|_| depth <= DEEPEST) {
                    take(of, &said, &mut place, details);
                }
                said.clear();
                if depth <= DEEPEST {
                    path.pop();
                }
                depth = depth.saturating_sub(1);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if let (Some(latitude), Some(longitude)) = (place.latitude, place.longitude) {
        details.made_at(latitude, longitude);
    }
}

#[derive(Default)]
struct Place {
    latitude: Option<f64>,
    longitude: Option<f64>,
}

fn take(name: &str, value: &str, place: &mut Place, details: &mut FileDetails) {
    if value.trim().is_empty() {
        return;
    }
    match name.rsplit_once(':').map_or(name, |(_, local)| local) {
        "creator" | "Artist" | "OwnerName" | "CameraOwnerName" | "lastModifiedBy" | "initial-creator" | "Author" => details.made_by(value),
        "SerialNumber" | "BodySerialNumber" => details.other("camera's serial number", value),
        "LensSerialNumber" => details.other("lens's serial number", value),
        "PersonInImage" => details.other("in the picture", value),
        "Name" if name.starts_with("mwg-rs:") => details.other("in the picture", value),
        "CaptionWriter" => details.other("written by", value),
        "UserComment" => details.other("comment", value),
        "Manager" | "manager" => details.other("manager", value),
        "Company" => details.other("organisation", value),
        "GPSLatitude" => place.latitude = degrees(value),
        "GPSLongitude" => place.longitude = degrees(value),
        "Location" | "Sublocation" if !name.starts_with("stEvt") => details.place_called(value),
        _ => {}
    }
}

/// `51,30.0N`, `51,30,12N`: degrees, minutes with a fraction or with seconds, and the side. Source: ISO 16684-2, GPSCoordinate.
fn degrees(value: &str) -> Option<f64> {
    let value = value.trim();
    let side = value.chars().next_back()?;
    let parts: Vec<f64> = value.trim_end_matches(side).split(',').map(|part| part.trim().parse::<f64>().ok()).collect::<Option<_>>()?;
    let degrees: f64 = parts.iter().zip([1.0, 60.0, 3600.0]).map(|(part, of)| part / of).sum();
    degrees.is_finite().then_some(if matches!(side, 'S' | 'W') { -degrees } else { degrees })
}
