//! Histories of every kind of fact that a log may hold, with any links among them, by any clock, for properties of whole
//! stays.

mod fluids;
mod oxygen;
mod precautions;

use super::{
    acts::RAISING,
    build::*,
    properties::{any_missing, any_vitals},
};
use crate::{
    ClockTrust, DeviceId, FactId, StaffId, StayId, TakenAt,
    care::{Ceiling, CeilingLevel, Resuscitation},
    entry::{
        Act, Allergies, Allocation, Discharge, EnrolledDevice, Entry, EntryBody, Provenance, ScaleDecision,
        Withdrawal,
    },
    escalation::{
        Concern, ConcernFrom, Countersignature, Dismissal, Escalation, EscalationAct, Infection, Named,
        SepsisSign, Telling,
    },
    form::PublishedForm,
    handover::{Handover, HandoverNote, HandoverRead},
    leaves::Family,
    monitoring::{MonitoringDecision, ObservationsStop, OffWard},
    news2::{Applicability, NotApplicable, Response, Scale, score},
    note::{NoteEdit, NoteOpened, NoteSignature, Section, Stroke},
    observation::{Confirmed, Identified, ObservationSet},
    policy::{PublishedPolicy, Setting},
    staff::{AuthLevel, Role, Staff},
    visit::{
        CaseloadEntry, Consent, Goal, GoalStanding, Home, IdentityCheck, TherapyHandover, VisitCalledOff,
        VisitEnd, VisitEnding, VisitPlan, VisitStart,
    },
    vitals::{Sign, UnableReason, Vitals},
    ward::{Place, Ward},
};
use proptest::{
    prelude::*,
    sample::{Index, select},
};
use std::num::NonZeroU32;

/// Names every kind once, and lists them.
macro_rules! kinds {
    ($($kind:ident),* $(,)?) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Kind {
            $($kind),*
        }

        impl Kind {
            pub(super) const ALL: &[Self] = &[$(Self::$kind),*];

            /// The kind of an entry. A kind of entry that is not generated here does not compile.
            pub(super) const fn of(body: &EntryBody) -> Self {
                match body {
                    $(EntryBody::$kind { .. } => Self::$kind),*
                }
            }
        }
    };
}

kinds!(
    Admission,
    Identity,
    Placement,
    Arrival,
    Discharge,
    Observations,
    Withdrawal,
    SpO2Scale,
    Pregnancy,
    Allergies,
    Allocation,
    Escalation,
    Concern,
    Confirmed,
    Monitoring,
    ObservationsStop,
    OffWard,
    Resuscitation,
    Ceiling,
    Oxygen,
    Precaution,
    SamePerson,
    Countersignature,
    Dismissal,
    Handover,
    HandoverRead,
    Assessment,
    FluidSignature,
    Note,
    NoteEdit,
    NoteSignature,
    Caseload,
    Home,
    VisitPlan,
    VisitCalledOff,
    VisitStart,
    VisitEnd,
    Goal,
    TherapyHandover,
    Historic,
    IndexStay,
    Staff,
    Ward,
    Device,
    Policy,
    Form,
    Act,
    Newer,
);

impl Kind {
    /// What raises, answers and corrects alerts: half of every history, so that episodes meet all else.
    const OFTEN: &[Self] = &[
        Self::Observations,
        Self::Observations,
        Self::Observations,
        Self::Assessment,
        Self::Escalation,
        Self::Escalation,
        Self::Escalation,
        Self::Concern,
        Self::Withdrawal,
    ];
}

/// One fact as it was drawn.
#[derive(Debug, Clone)]
pub(super) struct Draw {
    kind: Kind,
    pick: u8,
    total: u8,
    minutes: i64,
    later: i64,
    role: Role,
    auth: AuthLevel,
    clock: ClockTrust,
    timed: bool,
    vitals: Vitals,
    missing: Vec<Sign>,
    /// What it replaces or takes back: of its own family where that is possible, or whatever it is.
    over: Vec<(bool, Index)>,
    /// What it names in its body.
    named: Vec<Index>,
}

fn any_draw(kinds: &'static [Kind]) -> impl Strategy<Value = Draw> {
    let minutes = prop_oneof![2 => 0..600i64, 1 => (0..20i64).prop_map(|half| half * 30), 1 => 600..700i64];
    let later = prop_oneof![6 => 0..3i64, 2 => 0..90i64, 1 => -30..0i64];
    let clock = prop_oneof![
        8 => Just(PROVED),
        2 => Just(ClockTrust::Unproved),
        1 => (-300..300i64).prop_map(|m| ClockTrust::Proved { offset_ms: m * 60_000 }),
    ];
    let auth =
        prop_oneof![6 => Just(AuthLevel::Pin), 1 => Just(AuthLevel::Emergency), 1 => Just(AuthLevel::System)];
    let over = prop::collection::vec((prop::bool::weighted(0.8), any::<Index>()), 0..3);
    (
        (select(kinds), any::<u8>(), 0..=7u8, minutes, later),
        (select(Role::ALL.to_vec()), auth, clock, prop::bool::weighted(0.96)),
        (any_vitals(), any_missing(), over, prop::collection::vec(any::<Index>(), 1..4)),
    )
        .prop_map(|(what, who, signs)| {
            let ((kind, pick, total, minutes, later), (role, auth, clock, timed)) = (what, who);
            let (vitals, missing, over, named) = signs;
            Draw { kind, pick, total, minutes, later, role, auth, clock, timed, vitals, missing, over, named }
        })
}

/// Up to 39 facts of every kind after an admission.
pub(super) fn any_stay() -> impl Strategy<Value = Vec<Entry>> {
    any_stay_of(Kind::ALL)
}

/// The same of these kinds, and of what raises and answers alerts, which has half of it.
pub(super) fn any_stay_of(kinds: &'static [Kind]) -> impl Strategy<Value = Vec<Entry>> {
    let draw = prop_oneof![any_draw(Kind::OFTEN), any_draw(kinds)];
    prop::collection::vec(draw, 1..40).prop_map(|draws| linked(&draws))
}

/// The facts that were drawn, numbered from 3 on, with the links among them.
fn linked(draws: &[Draw]) -> Vec<Entry> {
    let known = draws.len() + 2;
    // One of them never arrives.
    let named = |index: &Index| id(u8::try_from(index.index(known + 1) + 1).unwrap());
    let mut entries = admitted();
    entries.extend(draws.iter().zip(3..).map(|(draw, n)| {
        let names: Vec<FactId> = draw.named.iter().map(named).collect();
        let mut fact = entry(n, draw.minutes, body(draw, &names));
        fact.recorded_at = stamp(draw.minutes + draw.later);
        (fact.auth, fact.clock) = (draw.auth, draw.clock);
        fact.author = StaffId::from_bytes([draw.pick % 4; 16]);
        fact.device = DeviceId::from_bytes([draw.pick % 3; 16]);
        if !draw.timed {
            fact.taken_at = TakenAt::NotRecorded;
        }
        fact
    }));
    let families: Vec<Family> = entries.iter().map(|fact| Family::of(&fact.body)).collect();
    for (draw, at) in draws.iter().zip(2..) {
        for (own, index) in &draw.over {
            let same = |place: &usize| *place != at && families[*place] == families[at];
            let kin: Vec<usize> = (0..known).filter(same).collect();
            let place =
                if *own && !kin.is_empty() { kin[index.index(kin.len())] } else { index.index(known) };
            let to = entries[place].id;
            entries[at].supersedes.push(to);
        }
    }
    entries
}

#[expect(clippy::too_many_lines, reason = "one line for each kind of entry")]
fn body(draw: &Draw, names: &[FactId]) -> EntryBody {
    let (pick, minutes, role) = (draw.pick, draw.minutes, draw.role);
    let (odd, first) = (pick % 2 == 1, names[0]);
    let words = || ["", "dizzy on standing", "walks with a frame"][usize::from(pick % 3)].to_owned();
    let staff = StaffId::from_bytes([pick % 3; 16]);
    let named = || Named::new(names.iter().copied()).unwrap();
    match draw.kind {
        Kind::Admission => EntryBody::Admission(identity(odd.then_some((1990, 1, 1)))),
        Kind::Identity => EntryBody::Identity(identity(match pick % 4 {
            0 => None,
            // Sixteen in the course of the stay.
            1 => Some((2010, 11, 1)),
            2 => Some((2015, 3, 3)),
            _ => Some((1950, 5, 1)),
        })),
        Kind::Placement => EntryBody::Placement(bed(pick)),
        Kind::Arrival => EntryBody::Arrival(bed(pick)),
        Kind::Discharge => EntryBody::Discharge(if odd { Discharge::Died } else { Discharge::Discharged }),
        Kind::Observations => EntryBody::Observations(Box::new(charted(draw, first))),
        Kind::Withdrawal => EntryBody::Withdrawal(match pick % 3 {
            0 => Withdrawal::EnteredInError,
            1 => Withdrawal::Undone,
            _ => Withdrawal::WrongPatient { moved_to: StayId::from_bytes([pick; 16]) },
        }),
        Kind::SpO2Scale => EntryBody::SpO2Scale(ScaleDecision {
            scale: if odd { Scale::Two } else { Scale::One },
            target: odd.then_some((88, 92)),
        }),
        Kind::Pregnancy => EntryBody::Pregnancy(odd),
        Kind::Allergies => EntryBody::Allergies(match pick % 3 {
            0 => Allergies::NoneKnown,
            1 => Allergies::Known(vec!["Penicillin".into()]),
            _ => Allergies::Known(vec!["Latex".into(), "penicillin ".into()]),
        }),
        Kind::Allocation => EntryBody::Allocation(Allocation { staff, looking_after: odd }),
        Kind::Escalation => {
            EntryBody::Escalation(Box::new(Escalation { triggers: named(), role, act: act(draw) }))
        }
        Kind::Concern => EntryBody::Concern(Concern {
            from: [ConcernFrom::Staff, ConcernFrom::Patient, ConcernFrom::Family][usize::from(pick % 3)],
            words: words(),
            signs: SepsisSign::ALL.into_iter().take(usize::from(pick % 4)).collect(),
        }),
        Kind::Confirmed => EntryBody::Confirmed(Confirmed {
            of: named().iter().next().unwrap_or(id(1)),
            identified: odd.then(|| Identified { bed: words(), by: [IdentityCheck::Name].into() }),
        }),
        Kind::Monitoring => EntryBody::Monitoring(MonitoringDecision {
            every_minutes: NonZeroU32::new(15 * (1 + u32::from(pick % 20))).unwrap(),
            until: minute(minutes + 240),
            at_response: [Response::Routine, Response::WardBased, Response::Urgent][usize::from(pick % 3)],
            role,
        }),
        Kind::ObservationsStop if odd => {
            EntryBody::ObservationsStop(ObservationsStop::Stopped { reason: "end_of_life".into(), role })
        }
        Kind::ObservationsStop => EntryBody::ObservationsStop(ObservationsStop::Restarted),
        Kind::OffWard if odd => EntryBody::OffWard(OffWard::Away { place: words(), back_by: None }),
        Kind::OffWard => EntryBody::OffWard(OffWard::Back),
        Kind::Resuscitation => {
            EntryBody::Resuscitation(Resuscitation { attempt: odd, decided_by: words(), review_on: None })
        }
        Kind::Ceiling => EntryBody::Ceiling(Ceiling {
            level: [CeilingLevel::Comfort, CeilingLevel::Ward, CeilingLevel::Full][usize::from(pick % 3)],
            words: words(),
            decided_by: words(),
            review_on: None,
        }),
        Kind::Oxygen => EntryBody::Oxygen(oxygen::order(pick, role)),
        Kind::Precaution => EntryBody::Precaution(precautions::precaution(pick)),
        Kind::SamePerson => EntryBody::SamePerson(StayId::from_bytes([pick % 2; 16])),
        Kind::Dismissal => {
            EntryBody::Dismissal(Dismissal { of: named().iter().next().unwrap_or(id(1)), role })
        }
        Kind::Countersignature => EntryBody::Countersignature(Countersignature { of: named(), role }),
        Kind::Handover => EntryBody::Handover(Handover {
            note: HandoverNote { situation: words(), ..HandoverNote::default() },
            role,
        }),
        Kind::HandoverRead => EntryBody::HandoverRead(HandoverRead { read: named() }),
        Kind::Assessment if pick % 5 == 3 => fluids::poured(draw),
        Kind::Assessment => form(draw),
        Kind::FluidSignature => fluids::signed(draw, names),
        Kind::Note => EntryBody::Note(NoteOpened { visit: odd.then_some(first) }),
        Kind::NoteEdit => EntryBody::NoteEdit(Box::new(NoteEdit {
            follows: Vec::new(),
            first: 6,
            section: Section::Plan,
            strokes: vec![Stroke::Write { after: None, text: "Frame.".into() }],
        })),
        Kind::NoteSignature => EntryBody::NoteSignature(Box::new(NoteSignature {
            heads: Vec::new(),
            words: [0; 32],
            sentences: 1,
            read_again: Vec::new(),
        })),
        Kind::Caseload => EntryBody::Caseload(CaseloadEntry { staff, on: odd }),
        Kind::Home => EntryBody::Home(Home { address: words(), access: String::new() }),
        Kind::VisitPlan => {
            EntryBody::VisitPlan(VisitPlan { staff, at: minute(minutes + 60), purpose: words() })
        }
        Kind::VisitCalledOff => {
            EntryBody::VisitCalledOff(VisitCalledOff { reason: "asked".into(), words: words() })
        }
        Kind::VisitStart => EntryBody::VisitStart(VisitStart {
            plan: odd.then_some(first),
            identity: IdentityCheck::ALL.into_iter().take(2).collect(),
            consent: Consent::Given,
        }),
        Kind::VisitEnd => EntryBody::VisitEnd(VisitEnd {
            visit: first,
            how: if odd {
                VisitEnding::Seen
            } else {
                VisitEnding::NotSeen { reason: "declined".into(), words: words() }
            },
        }),
        Kind::Goal => EntryBody::Goal(Goal {
            words: words(),
            measure: String::new(),
            by: None,
            standing: GoalStanding::ALL[usize::from(pick % 5)],
        }),
        Kind::TherapyHandover => EntryBody::TherapyHandover(TherapyHandover {
            situation: words(),
            watch: String::new(),
            to_do: String::new(),
        }),
        Kind::Historic => EntryBody::Historic(Provenance {
            source: "a hospital's list".into(),
            row: "12".into(),
            score_there: Some(draw.total),
        }),
        Kind::IndexStay => EntryBody::IndexStay(StayId::from_bytes([pick; 16])),
        Kind::Staff => EntryBody::Staff(Staff {
            id: staff,
            name: "Sam Example".into(),
            role,
            wards: Vec::new(),
            active: odd,
            pin_set_at: None,
        }),
        Kind::Ward => EntryBody::Ward(Ward {
            id: bed(pick).ward,
            name: words(),
            telephone: String::new(),
            bays: Vec::new(),
            setting: Setting::AcuteWard,
        }),
        Kind::Device => EntryBody::Device(EnrolledDevice {
            id: DeviceId::from_bytes([pick; 16]),
            label: words(),
            key: [0; 32],
            wards: Vec::new(),
            revoked_at: None,
        }),
        Kind::Policy => EntryBody::Policy(Box::new(PublishedPolicy {
            setting: Setting::AcuteWard,
            revision: u32::from(pick),
            text: "{}".into(),
        })),
        Kind::Form => EntryBody::Form(Box::new(PublishedForm {
            url: "urn:a".into(),
            revision: u32::from(pick),
            text: Some("{}".into()),
        })),
        Kind::Act => EntryBody::Act(Act { what: "view_patient".into(), stay: None }),
        Kind::Newer => EntryBody::Newer { kind: 900 + u16::from(pick % 2) },
    }
}

fn bed(pick: u8) -> Place {
    let ward = if pick.is_multiple_of(3) { "primrose" } else { "bluebell" };
    Place { ward: ward.parse().unwrap(), bay: "Bay A".into(), bed: format!("A{}", pick % 4) }
}

/// A set, whole or not, under either scale, scored or charted while nobody knew that NEWS2 applies, or moved here.
fn charted(draw: &Draw, first: FactId) -> ObservationSet {
    let scale = if draw.pick.is_multiple_of(3) { Scale::Two } else { Scale::One };
    let reason = if draw.pick.is_multiple_of(5) { UnableReason::TooUnwell } else { UnableReason::Declined };
    let full = if draw.pick.is_multiple_of(2) { vitals(draw.total) } else { draw.vitals.clone() };
    let applies = match draw.pick % 7 {
        0 => Applicability::DoesNotApply(NotApplicable::AgeUnknown),
        _ => Applicability::Applies,
    };
    let signs = partial(full, &draw.missing, reason);
    let outcome = score(&signs, scale, applies);
    let mut set = ObservationSet::new(signs, scale, outcome);
    set.rechecks = draw.pick.is_multiple_of(13).then_some(first);
    set.moved_from = draw.pick.is_multiple_of(11).then_some((StayId::from_bytes([9; 16]), first));
    set
}

/// Every act that there is. One that is not here does not compile.
fn act(draw: &Draw) -> EscalationAct {
    let (pick, who) = (draw.pick / 8, String::new());
    let all = [
        EscalationAct::Told {
            role: "registrar".into(),
            who: who.clone(),
            how: Telling::ALL[usize::from(pick % 4)],
        },
        EscalationAct::Accepted { who: who.clone() },
        EscalationAct::Attended { who },
        EscalationAct::Planned {
            plan: "as above".into(),
            review_at: pick.is_multiple_of(2).then(|| minute(draw.minutes + 90)),
        },
        EscalationAct::NotEscalated { reason: "ceiling".into() },
        EscalationAct::Infection(Infection::ALL[usize::from(pick % 3)]),
        EscalationAct::Closed { reason: "improved".into() },
    ];
    const fn place(act: &EscalationAct) -> usize {
        match act {
            EscalationAct::Told { .. } => 0,
            EscalationAct::Accepted { .. } => 1,
            EscalationAct::Attended { .. } => 2,
            EscalationAct::Planned { .. } => 3,
            EscalationAct::NotEscalated { .. } => 4,
            EscalationAct::Infection(_) => 5,
            EscalationAct::Closed { .. } => 6,
        }
    }
    let act = all[usize::from(draw.pick) % all.len()].clone();
    assert_eq!(place(&act), usize::from(draw.pick) % all.len());
    act
}

/// One of three other forms, with whatever its bands ask for.
fn form(draw: &Draw) -> EntryBody {
    let level = match draw.total {
        0..3 => None,
        total => RAISING.get(usize::from(total - 3)).copied().or(Some(Response::WardBased)),
    };
    let name = ["skin", "glucose", "neuro"][usize::from(draw.pick % 3)];
    let from = if draw.pick.is_multiple_of(4) { "fall" } else { "band" };
    let made = made_with(assessed(0, draw.minutes, name, level, from), |made| {
        made.unable = (!draw.missing.is_empty()).then_some(UnableReason::Declined);
        made.result.alerts.iter_mut().for_each(|alert| alert.since_last = draw.pick.is_multiple_of(5));
    });
    made.body
}

#[test]
fn every_kind_of_entry_is_drawn_as_itself() {
    let draw = |kind| Draw {
        kind,
        pick: 1,
        total: 3,
        minutes: 0,
        later: 0,
        role: Role::Nurse,
        auth: AuthLevel::Pin,
        clock: PROVED,
        timed: true,
        vitals: vitals(0),
        missing: Vec::new(),
        over: Vec::new(),
        named: Vec::new(),
    };
    for kind in Kind::ALL {
        assert_eq!(Kind::of(&body(&draw(*kind), &[id(1)])), *kind);
    }
}
