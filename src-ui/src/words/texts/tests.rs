//! What is said by its wording, held to the policies and the forms that are shipped and to the lists of the core.

use super::*;
use crate::words::{decisions, observe, patient, spoken::speak, visit, ward};
use clinical::{
    care::{Assistance, CeilingLevel, Leg, Limb, Precaution, Swallowing, WeightBearing},
    escalation::{ConcernFrom, Infection, SepsisSign, Telling},
    form::fluid::FluidPeriod,
    news2::{Response, Scale},
    policy::Policy,
    stay::{ConflictKind, Why},
    visit::{CALLED_OFF, Consent, GoalStanding, IdentityCheck, NOT_SEEN},
    vitals::{Consciousness, Sign},
};
use serde_json::Value;
use std::{collections::BTreeSet, path::Path};

fn marked(english: &str) -> String {
    in_texts(english).iter().map(|(text, own)| format!("{}{text}", if *own { "*" } else { "|" })).collect()
}

#[test]
fn a_text_is_said_by_its_wording_and_by_no_other() {
    assert_eq!((of_text("Nasal cannulae"), text_or("Nasal cannulae")), (None, "Nasal cannulae".into()));
    assert_eq!(
        marked("Told: Ward doctor, in person"),
        "|Told: Ward doctor, in person",
        "English is one text"
    );
    assert!(speak("cy"));
    assert_eq!(of_text("Nasal cannulae").unwrap(), "Caniwlâu trwynol");
    for others in
        ["nasal cannulae", "Nasal cannulae ", "Nasal", "Nasal cannulae of the Example Hospital", "", "#"]
    {
        assert_eq!(of_text(others), None, "{others}");
    }
    assert_eq!(text_or("Nasal prongs"), "Nasal prongs", "what a hospital wrote stays as it wrote it");
    assert!(speak("en"));
    assert_eq!(of_text("Nasal cannulae"), None);
}

#[test]
fn numbers_of_a_text_stay_in_their_order() {
    assert!(speak("cy"));
    assert_eq!(of_text("every 30 minutes").unwrap(), "bob 30 munud");
    assert_eq!(of_text("every 30 to 45 minutes").unwrap(), "bob 30 i 45 munud");
    assert_eq!(of_text("NEWS2 3 to 6 in 4 h 20 min").unwrap(), "NEWS2 3 i 6 mewn 4 awr 20 mun");
    assert_eq!(of_text("every few minutes"), None);
    assert_eq!(of_text("Venturi 99%"), None, "another number of a text that a policy wrote is another text");
    assert!(speak("en"));
}

#[test]
fn what_the_core_joins_is_said_text_by_text_and_what_somebody_wrote_as_it_is() {
    assert!(speak("cy"));
    assert_eq!(
        marked("Told: Ward doctor (Dr Okafor), in person"),
        "*Dywedwyd: *Meddyg y ward (|Dr Okafor), *yn bersonol"
    );
    assert_eq!(
        marked("No answer. NEWS2 of 7 or more: emergency response"),
        "*Dim ateb. *NEWS2 o 7 neu fwy: ymateb argyfwng"
    );
    assert_eq!(
        marked("Plan: fluids, and look again. By night"),
        "*Cynllun: |fluids, and look again. By night"
    );
    assert_eq!(marked("Siân, dizzy: hold"), "|Siân, dizzy: hold");
    assert!(speak("en"));
}

#[test]
fn a_bed_a_day_and_a_time_stay_as_they_are_inside_a_text() {
    assert!(speak("cy"));
    assert_eq!(of_text("Placed in bed A3").unwrap(), "Rhoddwyd yng ngwely A3");
    assert_eq!(of_text("bed 12").unwrap(), "gwely 12");
    assert_eq!(of_text("Moved to 23-Nov-2026 11:00").unwrap(), "Symudwyd i 23-Nov-2026 11:00");
    assert_eq!(of_text("at least 1,200 ml").unwrap(), "o leiaf 1,200 ml");
    assert_eq!(of_text("Bed rest until morning"), None, "what somebody wrote is no bed");
    assert_eq!(marked("Observations (NEWS2 9), bed A3"), "*Arsylwadau (*NEWS2 9), *gwely A3");
    assert_eq!(
        marked("Moved to 23-Nov-2026 11:00: asked for the morning. Ana Silva, 22-Nov-2026 16:10"),
        "*Symudwyd i 23-Nov-2026 11:00: |asked for the morning. Ana Silva, 22-Nov-2026 16:10"
    );
    assert!(speak("en"));
}

#[test]
fn a_beginning_that_the_core_makes_with_a_name_leaves_the_name_as_it_is() {
    assert!(speak("cy"));
    assert_eq!(
        marked("Signed by Ana Silva; waits for a registered person's name"),
        "*Llofnodwyd gan Ana Silva; *yn aros am enw person cofrestredig"
    );
    assert_eq!(
        marked("Countersigned by Siân Rees, 22-Nov-2026 16:10"),
        "*Cydlofnodwyd gan Siân Rees, |22-Nov-2026 16:10"
    );
    assert_eq!(marked("Signed by"), "|Signed by", "of nobody");
    assert_eq!(marked("Not Signed by Ana"), "|Not Signed by Ana", "no text begins so");
    assert!(speak("en"));
    assert_eq!(marked("Signed by Ana"), "|Signed by Ana");
}

/// What the core makes of its lists with names, beds and times: all of it is said in Welsh but what somebody wrote.
#[test]
fn what_became_of_an_entry_is_said_in_welsh_but_for_names() {
    assert!(speak("cy"));
    for line in [
        "Fluid balance of 22-Nov-2026 07:00 to 19:00: was signed by {Nurse Okafor}; an entry came later: sign again",
        "An entry came later: {Tea}, 300 ml, {11:20. Ben}, entered 21-Nov-2026 20:15",
        "Patient confirmed by bed A1, name and date of birth",
        "Patient confirmed by bed A1, name, date of birth and NHS number",
        "Patient confirmed by bed A1 and wristband alone",
        "Patient confirmed by bed A1 alone: who they are was not known",
        "Bed A3 or B2, {Bluebell}",
        "By this record they lie on {Bluebell}, not on this ward.",
        "This device knows the patients of {Bluebell}, and nobody of other wards. There is no connection to the server: \
         nothing new has come since 22-Nov-2026 16:10.",
        "A baby's band: number 1 of 2, of the mother {OKAFOR}.",
        "What had raised this was corrected by {Ana Silva}, from NEWS2 9 to 4. Tell those who were told.",
        "Of 22-Nov-2026 16:10, and known later. Look at what was done without it.",
        "All 12 entries made here are on the server, verified.",
        "3 of 12 entries made here are not verified yet: 1 on this tablet only, 2 set aside, see there why. Nothing is \
         lost; keep this tablet on and in reach of the network.",
        "Not seen: Declined today. {Ana Silva, 22-Nov-2026 16:10}. Taken back: {Ben Okafor, 22-Nov-2026 16:20}",
        "Observe every 30 min, until 22-Nov-2026 16:10. Not now: due every 4 h",
        "Corrected observations (NEWS2 incomplete, at least 5), bed A3",
        "Identified by: full name, date of birth. Consent: agreed",
    ] {
        let texts = in_texts(&line.replace(['{', '}'], "")).into_iter().filter(|(_, own)| !own);
        let english = texts.map(|(text, _)| text.trim_end_matches(['.', ',', ';', ':', ' ']).to_owned());
        let written: Vec<&str> = line.split('{').skip(1).filter_map(|part| part.split('}').next()).collect();
        for english in english {
            assert!(written.contains(&english.as_str()), "{line}: {english} is English");
        }
    }
    assert!(speak("en"));
}

/// Every text of a policy or a form that a screen shows, by the names under which they stand there.
fn shown(of: &Value, into: &mut BTreeSet<String>) {
    match of {
        Value::Object(parts) => {
            let url = parts.get("url").and_then(Value::as_str).unwrap_or_default();
            for (name, part) in parts {
                match (name.as_str(), part) {
                    (
                        "words" | "label" | "ask" | "number" | "text" | "title" | "display",
                        Value::String(text),
                    ) => {
                        into.insert(text.clone());
                    }
                    // The policy's; a form's names the item that it asks about.
                    ("question", Value::String(text)) if text.ends_with('?') => {
                        into.insert(text.clone());
                    }
                    ("valueString", Value::String(text)) if matches!(url, "words" | "label" | "missing") => {
                        into.insert(text.clone());
                    }
                    _ => shown(part, into),
                }
            }
        }
        Value::Array(parts) => parts.iter().for_each(|part| shown(part, into)),
        _ => {}
    }
}

/// Units, numbers to ring and names that are the same in every language.
const ALIKE: [&str; 17] = [
    "", "2222", "999", "CPAP", "GCS", "GCS 15", "HI", "LO", "SpO₂", "cm", "kg", "kg/m²", "ml", "mm", "mmHg",
    "mmol/L", "s",
];

/// Of what is shipped: policies and forms.
fn of_data() -> BTreeSet<String> {
    let (assets, mut texts) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets"), BTreeSet::new());
    for folder in ["policy", "forms"] {
        for file in std::fs::read_dir(assets.join(folder)).unwrap() {
            let read = std::fs::read_to_string(file.unwrap().path()).unwrap();
            shown(&serde_json::from_str(&read).unwrap(), &mut texts);
        }
    }
    texts.retain(|text| !ALIKE.contains(&text.as_str()));
    assert!(texts.len() > 450, "{}", texts.len());
    texts
}

/// The core's own lists.
fn of_lists() -> BTreeSet<String> {
    let mut texts: Vec<&str> = Vec::new();
    texts.extend(Response::ALL.map(Response::name));
    texts.extend(Response::ALL.map(Response::summary));
    texts.extend(Infection::ALL.map(Infection::label));
    texts.extend(Telling::ALL.map(Telling::label));
    texts.extend(SepsisSign::ALL.map(SepsisSign::label));
    texts.extend(FluidPeriod::ALL.map(FluidPeriod::label));
    texts.extend(GoalStanding::ALL.map(GoalStanding::label));
    texts.extend(IdentityCheck::ALL.map(IdentityCheck::label));
    texts.extend(Sign::ALL.map(Sign::label));
    texts.extend(Consciousness::ALL.map(Consciousness::label));
    texts.extend([Consent::Given, Consent::BestInterests].map(Consent::label));
    texts.extend([ConcernFrom::Staff, ConcernFrom::Patient, ConcernFrom::Family].map(ConcernFrom::label));
    texts.extend([Scale::One, Scale::Two].map(Scale::label));
    texts.extend(CALLED_OFF.iter().chain(&NOT_SEEN).map(|(_, label)| *label));
    texts.extend(of_the_record());
    let kinds = [
        ConflictKind::Identity,
        ConflictKind::Placement,
        ConflictKind::Discharge,
        ConflictKind::ChartedAfterEnd,
        ConflictKind::Scale,
        ConflictKind::Pregnancy,
        ConflictKind::Allergies,
        ConflictKind::Resuscitation,
        ConflictKind::Ceiling,
        ConflictKind::Oxygen,
        ConflictKind::OffWard,
        ConflictKind::ObservationsStop,
        ConflictKind::Precaution,
        ConflictKind::Observations,
        ConflictKind::Assessment,
    ];
    texts.extend(kinds.iter().flat_map(|kind| [kind.label(), kind.meanwhile()]));
    let raised = [
        Why::HigherBand,
        Why::RiseOfTwo,
        Why::NewThree,
        Why::TooUnwell,
        Why::Concern,
        Why::Finding,
        Why::StillHigh,
        Why::NoImprovement,
        Why::NoAnswer,
        Why::NotAttended,
    ];
    texts.extend(raised.map(Why::label));
    use CeilingLevel::{Comfort, Full, HighDependency, Ward};
    texts.extend([Comfort, Ward, HighDependency, Full].map(CeilingLevel::label));
    texts.into_iter().map(str::to_owned).collect()
}

/// What is tapped and goes into the record as it is.
fn of_the_record() -> Vec<&'static str> {
    let mut texts: Vec<&str> =
        [observe::LATE_REASONS, observe::CORRECTION_REASONS, patient::ERROR_REASONS].concat();
    texts.extend([patient::MOVE_REASONS, ward::TAKE_BACK_REASONS, ward::JOIN_REASONS].concat());
    texts.extend(visit::MOVE_REASONS.iter().chain(&decisions::PLACES));
    texts.extend([Scale::One, Scale::Two].iter().flat_map(|scale| patient::scale_reasons(*scale)));
    texts
}

/// How often to observe, as the shipped policies make it of numbers.
fn of_intervals() -> Vec<String> {
    let policy = Policy::rcp_default();
    let all = Response::ALL.map(|response| policy.interval(response));
    all.iter().flat_map(|interval| [interval.label(), interval.words()]).collect()
}

/// Precautions, of which the core joins some: "Partial weight-bearing, left leg".
fn of_precautions() -> Vec<String> {
    use Assistance::{BedRest, Hoist, Independent, One, Supervision, Two};
    use Limb::{LeftArm, LeftLeg, RightArm, RightLeg};
    use WeightBearing::{AsTolerated, Full, None as Non, Partial, ToeTouch};
    let mut all = vec![Precaution::Falls(true), Precaution::Falls(false)];
    for bearing in [Full, AsTolerated, Partial, ToeTouch, Non] {
        all.push(Precaution::WeightBearing(bearing));
        all.extend(Leg::ALL.map(|leg| Precaution::LegBearing { leg, bearing }));
    }
    all.extend([Independent, Supervision, One, Two, Hoist, BedRest].map(Precaution::Assistance));
    all.extend(
        [Swallowing::Normal, Swallowing::Modified, Swallowing::NilByMouth].map(Precaution::Swallowing),
    );
    for limb in [LeftArm, RightArm, LeftLeg, RightLeg] {
        all.extend([true, false].map(|spare| Precaution::Limb { limb, words: String::new(), spare }));
    }
    all.iter().map(Precaution::label).collect()
}

#[test]
fn every_text_that_is_shipped_is_said_in_welsh() {
    assert!(speak("cy"));
    let mut texts: BTreeSet<String> = of_data().into_iter().chain(of_lists()).chain(of_intervals()).collect();
    texts.retain(|text| !ALIKE.contains(&text.as_str()));
    let english: Vec<_> = texts.iter().filter(|text| of_text(text).is_none()).collect();
    assert!(english.is_empty(), "nobody has said these in Welsh: {english:#?}");
    let precautions = of_precautions();
    let english: Vec<_> =
        precautions.iter().filter(|text| in_texts(text).iter().any(|(_, own)| !own)).collect();
    assert!(english.is_empty(), "{english:#?}");
    assert!(speak("en"));
}

/// On the patient's page it stands behind what was set aside, in one line that the core has joined, and on the page of what was set
/// aside by its name: the two say the same.
#[test]
fn why_an_entry_is_unverified_is_said_in_welsh_as_the_page_of_what_was_set_aside_says_it() {
    assert!(speak("cy"));
    let words = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/words");
    let whys = |file: &str| -> Vec<(String, String)> {
        let all = std::fs::read_to_string(words.join(file)).unwrap();
        let aside = all.lines().filter(|line| line.starts_with("core-aside-"));
        aside.filter_map(|line| line.split_once(" = ")).map(|(name, why)| (name.into(), why.into())).collect()
    };
    let welsh: std::collections::BTreeMap<String, String> = whys("cy.ftl").into_iter().collect();
    let english = whys("en.ftl");
    assert!(english.len() > 12, "every reason has a name");
    for (name, why) in english {
        let line = format!("NEWS2 9, Amina Yusuf, 24-Nov-2026 13:54. {why}");
        let said = in_texts(&line).pop().unwrap();
        assert_eq!(said, (welsh[&name].clone(), true), "{name}");
    }
    assert!(speak("en"));
}

/// Once a text is written otherwise its translation belongs to nothing, and the screen would say it in English.
#[test]
fn no_translation_is_left_of_a_text_that_is_gone() {
    let shelf = wording::read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/words")).unwrap();
    let mut sources = String::new();
    for of in ["clinical/src", "app/src", "chart/src"] {
        written(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates").join(of), &mut sources);
    }
    sources.extend(of_the_record());
    let sources = sources.to_lowercase();
    // Whoever the policy in force calls so.
    let joined = of_precautions().concat() + "Tell the nurse in charge";
    let data = of_data();
    for language in shelf.languages() {
        let gone = language.texts().keys().filter(|text| {
            // What the core makes with a number stands nowhere as it is.
            let pieces = text.split(['.', ',', WHO]).flat_map(|piece| piece.split(" and ")).map(str::trim);
            let pieces = pieces.filter(|piece| piece.len() > 3);
            !text.contains(NUMBER)
                && !data.contains(*text)
                && !joined.contains(*text)
                && pieces.clone().any(|piece| !sources.contains(&piece.to_lowercase()))
        });
        assert_eq!(gone.collect::<Vec<_>>(), [""; 0], "{}", language.tag);
    }
}

fn written(folder: &Path, into: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            written(&path, into);
        } else {
            // A long text is broken over lines by a stroke.
            let read = std::fs::read_to_string(&path).unwrap();
            into.extend(read.split("\\\n").map(str::trim_start));
        }
    }
}
