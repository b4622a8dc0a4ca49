//! A therapist's round over two wards and some homes: whose caseload it is, what is planned, what was left for the ward.

use crate::{
    calendar::{self, DAY, HOUR, stamp},
    chance::Chance,
    planned::{PlannedFact, PlannedNote, Stay},
    scene::Scene,
};
use chrono::Days;
use clinical::{
    FactId, StaffId, TakenAt, UtcMillis,
    entry::EntryBody,
    note::{NoteOpened, Section},
    staff::Role,
    visit::{
        CaseloadEntry, Consent, Goal, GoalStanding, Home, IdentityCheck, TherapyHandover, VisitEnd,
        VisitEnding, VisitPlan, VisitStart,
    },
};

/// The stream of draws of the round.
const STREAM: u64 = 20_000;

/// One patient of the round.
struct Round {
    bed: &'static str,
    /// Minutes from now until the visit that is planned.
    visit_in: Option<i64>,
    goal: &'static str,
    measure: &'static str,
    /// How to get in, for a home.
    access: &'static str,
}

const fn on(bed: &'static str, visit_in: Option<i64>, goal: &'static str, measure: &'static str) -> Round {
    Round { bed, visit_in, goal, measure, access: "" }
}

/// The nine of the first therapist's caseload.
const ROUND: &[Round] = &[
    on("C3", Some(45), "Get to the bathroom by myself", "10 m with a frame, supervised"),
    on("A5", None, "Climb the stairs at home", "One flight with a rail"),
    on("B4", Some(90), "", ""),
    on("D1", None, "Stand up without being pulled", "From a chair of 46 cm, hands on the arms"),
    on("F2", Some(130), "", ""),
    on("G3", None, "", ""),
    Round {
        access: "Key safe by the door; the office has the code. Small dog, friendly",
        ..on("12 Mill Lane", Some(190), "Go out to the post box", "60 m outdoors with a stick")
    },
    Round {
        access: "Rings once, wait: slow to the door. Home oxygen, no naked flames",
        ..on("3 Chapel Row", Some(240), "", "")
    },
    Round {
        access: "Second floor, lift works",
        ..on("Flat 7, Weir Court", None, "Back to work", "Six hours on her feet")
    },
];

/// What the therapist left for the ward the day before.
const LEFT: (&str, TherapyHandoverWords) =
    ("C3", ("Walks 10 m with frame and one", "Dizzy on standing", "Up for lunch in the chair"));

/// What a note says, part by part.
type Words = &'static [(Section, &'static str)];

/// Whom the therapist saw at home last week: days ago, at that hour of the day, and what the note of it says.
const VISITED: &[(&str, u64, u32, Words)] =
    &[("12 Mill Lane", 6, 10, &NOTE), ("Flat 7, Weir Court", 5, 14, &[])];

/// The note of one visit.
const NOTE: [(Section, &str); 4] = [
    (
        Section::Subjective,
        "Feels steadier indoors this week. Has not been outside since the fall, and worries about the step by the door. \
         No pain at rest; the hip aches after ten minutes of standing.",
    ),
    (
        Section::Objective,
        "Stands up from the kitchen chair with one hand on the table. Walks 20 m indoors with a stick, supervised, no \
         loss of balance. The step by the door: needs a hand to hold. Tired after ten minutes.",
    ),
    (
        Section::Assessment,
        "Strength is coming back. The step, and the worry about it, are what is between here and the post box.",
    ),
    (
        Section::Plan,
        "Rail by the door asked for. Exercises at the worktop twice a day, sheet left and gone through. Next visit: the \
         step with the rail, then the path to the gate.",
    ),
];

/// The goal that has a day: whose, and in how many days from now.
const BY: (&str, u64) = ("12 Mill Lane", 21);

type TherapyHandoverWords = (&'static str, &'static str, &'static str);

/// What the therapist left for the team after each.
const VISIT_LINES: [&str; 3] = [
    "Walks indoors with the stick, one step by the door",
    "Tired after ten minutes",
    "Rail by the door to be fitted",
];

/// Puts the round into the stays that it is about.
pub(crate) fn add(scene: &Scene, stays: &mut [Stay]) {
    let Some(therapist) = scene.directory.with_role(Role::Therapist).first().copied() else { return };
    let mut chance = Chance::new(scene.seed, STREAM);
    for of in ROUND {
        let stay = stays.iter_mut().find(|stay| stay.bed == of.bed && stay.left.is_none());
        if let Some(stay) = stay {
            let mut pen = Pen { scene, stay, therapist, chance: &mut chance };
            pen.caseload(of);
            if of.bed == LEFT.0 {
                pen.left(LEFT.1);
            }
            if let Some((_, days, hour, note)) = VISITED.iter().find(|(home, ..)| *home == of.bed) {
                pen.visited(*days, *hour, note);
            }
            stay.sort();
        }
    }
    for stay in stays.iter_mut().filter(|stay| is_off_the_round(scene, stay)) {
        let (address, came) = (stay.bed.to_owned(), stay.came);
        let mut pen = Pen { scene, stay, therapist, chance: &mut chance };
        pen.write(came, EntryBody::Home(Home { address, access: String::new() }));
        stay.sort();
    }
}

/// Seen at home by the nurses, and on no therapist's round: the address is known all the same.
fn is_off_the_round(scene: &Scene, stay: &Stay) -> bool {
    scene.directory.is_home(stay.bed) && ROUND.iter().all(|of| of.bed != stay.bed)
}

struct Pen<'a> {
    scene: &'a Scene,
    stay: &'a mut Stay,
    therapist: StaffId,
    chance: &'a mut Chance,
}

impl Pen<'_> {
    fn caseload(&mut self, of: &Round) {
        let began = self.stay.came.plus_minutes(20 * HOUR).min(self.scene.now.plus_minutes(-3 * HOUR));
        self.write(began, EntryBody::Caseload(CaseloadEntry { staff: self.therapist, on: true }));
        if self.scene.directory.is_home(of.bed) {
            let home = Home { address: of.bed.to_owned(), access: of.access.to_owned() };
            self.write(began.plus_minutes(1), EntryBody::Home(home));
        }
        if !of.goal.is_empty() {
            let (words, measure) = (of.goal.to_owned(), of.measure.to_owned());
            let today = calendar::local(self.scene.now).date();
            let by = (of.bed == BY.0).then(|| today.checked_add_days(Days::new(BY.1))).flatten();
            let goal = Goal { words, measure, by, standing: GoalStanding::Open };
            self.write(began.plus_minutes(6), EntryBody::Goal(goal));
        }
        if let Some(minutes) = of.visit_in {
            let at = self.scene.now.plus_minutes(minutes);
            let plan = VisitPlan { staff: self.therapist, at, purpose: String::new() };
            self.write(self.scene.now.plus_minutes(-95), EntryBody::VisitPlan(plan));
        }
    }

    fn left(&mut self, (situation, watch, to_do): TherapyHandoverWords) {
        let lines = [situation, watch, to_do].map(str::to_owned);
        let [situation, watch, to_do] = lines;
        let at = self.scene.now.plus_minutes(-DAY);
        self.write(at, EntryBody::TherapyHandover(TherapyHandover { situation, watch, to_do }));
    }

    /// A visit of last week, from the door to the end of it.
    fn visited(&mut self, days: u64, hour: u32, note: &[(Section, &str)]) {
        let today = calendar::local(self.scene.now).date();
        let Some(day) = today.checked_sub_days(Days::new(days)) else { return };
        let began = calendar::at_local(day, hour).plus_minutes(self.chance.between(3, 25).into());
        let identity = [IdentityCheck::Name, IdentityCheck::BornOn, IdentityCheck::Address].into();
        let start = VisitStart { plan: None, identity, consent: Consent::Given };
        let visit = self.write(began, EntryBody::VisitStart(start));
        let ended = began.plus_minutes(self.chance.between(34, 52).into());
        self.write(ended, EntryBody::VisitEnd(VisitEnd { visit, how: VisitEnding::Seen }));
        let lines = VISIT_LINES.map(str::to_owned);
        let [situation, watch, to_do] = lines;
        self.write(
            ended.plus_minutes(4),
            EntryBody::TherapyHandover(TherapyHandover { situation, watch, to_do }),
        );
        if !note.is_empty() {
            self.noted(visit, ended, note);
        }
    }

    /// The note of a visit, opened as it ended, written in the car and signed there.
    fn noted(&mut self, visit: FactId, ended: UtcMillis, note: &[(Section, &str)]) {
        let opened = self.write(ended.plus_minutes(6), EntryBody::Note(NoteOpened { visit: Some(visit) }));
        let (written_at, signed_at) = (ended.plus_minutes(12), ended.plus_minutes(13));
        let part = |(section, text): &(Section, &str)| {
            (*section, self.chance.id(written_at, FactId::mint), (*text).to_owned())
        };
        let parts = note.iter().map(part).collect();
        let author = self.therapist;
        self.stay.notes.push(PlannedNote { opened, author, parts, written_at, signed_at });
    }

    fn write(&mut self, at: UtcMillis, body: EntryBody) -> FactId {
        let at = at.max(self.stay.came).min(self.scene.now);
        let id = self.chance.id(at, FactId::mint);
        self.stay.facts.push(PlannedFact {
            stay: self.stay.id,
            id,
            taken_at: TakenAt::At(stamp(at)),
            recorded_at: stamp(at),
            author: self.therapist,
            supersedes: Vec::new(),
            reason: String::new(),
            body,
        });
        id
    }
}
