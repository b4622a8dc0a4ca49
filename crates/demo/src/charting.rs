//! Fourteen days at the bedside: one set after another, each scored as it was saved, with the slips that happen.

use crate::{
    course::Archetype,
    measuring::{leave_out, measure},
    physiology::Body,
    rhythm::{self, Absence},
    slips::{Slip, mis_key, slip},
    stay::Pen,
};
use clinical::{
    FactId, StaffId, UtcMillis,
    entry::{EntryBody, Withdrawal},
    news2::{Applicability, Outcome, Risk, Scale, applicability, score},
    observation::ObservationSet,
    vitals::{Sign, Vitals, check},
};

/// A set entered later than so many minutes after it was taken says why.
const EXPLAINED_AFTER: i64 = 60;

/// Writes every set of the stay.
pub(crate) fn chart(pen: &mut Pen<'_>) {
    let mut body = Body::new(pen.person.archetype.course(), pen.came, pen.scene.now, &mut pen.chance);
    let first = i64::from(pen.chance.between(6, 16));
    let mut at = pen.came.plus_minutes(first);
    let end = pen.until.plus_minutes(-rhythm::quiet_minutes(pen.person.archetype));
    let mut before: Vec<Vitals> = Vec::new();
    let mut calm = false;
    while at < end {
        let taken = UtcMillis(at.0 + i64::from(pen.chance.below(55_000))).min(end);
        let truth = body.at(taken, &mut pen.chance);
        let mut vitals = measure(&truth, calm, &mut pen.chance);
        pen.leave_out_what_was_not_obtained(taken, &mut vitals);
        let outcome = pen.save(taken, &vitals, &before);
        calm = outcome.floor().is_some_and(|(risk, _)| risk == Risk::Low) && outcome.is_complete();
        if vitals.missing().count() < Sign::ALL.len() {
            before.insert(0, vitals);
            before.truncate(3);
        }
        at = pen.next_time(taken, &outcome);
    }
}

impl Pen<'_> {
    fn leave_out_what_was_not_obtained(&mut self, taken: UtcMillis, vitals: &mut Vitals) {
        let kind = self.person.archetype;
        match rhythm::absence(kind, taken, self.plan_since(), self.scene.now, &mut self.chance) {
            None => {}
            Some(Absence::WholeSet(reason)) => {
                Sign::ALL.into_iter().for_each(|sign| leave_out(vitals, sign, reason.clone()));
            }
            Some(Absence::Signs(signs, reason)) => {
                signs.iter().for_each(|sign| leave_out(vitals, *sign, reason.clone()));
            }
        }
    }

    /// When the end-of-life plan was agreed, for those who have one.
    fn plan_since(&self) -> UtcMillis {
        self.came.plus_minutes(48 * 60)
    }

    /// When somebody comes to the bed again. A patient with nothing obtained is tried again at the next round.
    fn next_time(&mut self, taken: UtcMillis, outcome: &Outcome) -> UtcMillis {
        if self.scene.directory.is_home(self.person.bed) {
            return rhythm::next_visit(taken, &mut self.chance);
        }
        let mut interval = rhythm::interval(&self.scene.policy, outcome);
        let nothing =
            matches!(outcome, Outcome::Incomplete { missing, .. } if missing.len() == Sign::ALL.len());
        if self.person.archetype == Archetype::EndOfLife && taken >= self.plan_since() {
            interval.due_minutes = 720;
        } else if nothing {
            interval.due_minutes = interval.due_minutes.clamp(240, 360);
        }
        let next = rhythm::next_set(taken, interval, &mut self.chance);
        let called = rhythm::called(self.person.archetype)
            .iter()
            .map(|ago| self.scene.now.plus_minutes(-ago))
            .find(|at| *at > taken.plus_minutes(4));
        called.map_or(next, |called| next.min(called))
    }

    /// Saves one set, whatever goes wrong on the way, and answers the score that stands in the end.
    fn save(&mut self, taken: UtcMillis, vitals: &Vitals, before: &[Vitals]) -> Outcome {
        let set = self.scored(taken, vitals, before);
        let outcome = set.outcome.clone();
        let worrying = outcome.floor().is_some_and(|(risk, _)| risk >= Risk::Medium);
        let author = self.scene.rota.observer(self.person.bed, taken, worrying, &mut self.chance);
        let recorded = self.saved_at(taken, vitals);
        let room = self.scene.now.minutes_since(recorded);
        match slip(&mut self.chance) {
            Slip::Late(minutes) if room > minutes => self.save_late(taken, minutes, author, set),
            Slip::MisKeyed(minutes) if room > minutes => match mis_key(vitals, &mut self.chance) {
                Some((wrong, said)) => {
                    let wrong = self.scored(taken, &wrong, before);
                    let first = self.write_set(taken, recorded, author, wrong);
                    self.write_set(taken, recorded.plus_minutes(minutes), author, set);
                    self.instead_of(first, said);
                }
                None => drop(self.write_set(taken, recorded, author, set)),
            },
            Slip::Duplicate(minutes) if room > minutes + 2 => {
                self.write_set(taken, recorded, author, set.clone());
                let again = self.write_set(taken.plus_minutes(1), recorded.plus_minutes(1), author, set);
                let at = recorded.plus_minutes(minutes + 1);
                self.write_late(at, at, author, EntryBody::Withdrawal(Withdrawal::EnteredInError));
                self.instead_of(again, "Duplicate: saved twice");
            }
            Slip::Undone if room > 3 => {
                let keyed =
                    mis_key(vitals, &mut self.chance).map_or_else(|| vitals.clone(), |(wrong, _)| wrong);
                let wrong = self.scored(taken, &keyed, before);
                let undone = self.write_set(taken, recorded, author, wrong);
                let at = UtcMillis(recorded.0 + 3_200);
                self.write_late(at, at, author, EntryBody::Withdrawal(Withdrawal::Undone));
                self.instead_of(undone, "Undone at once");
                self.write_set(taken, UtcMillis(recorded.0 + 41_000), author, set);
            }
            _ => drop(self.write_set(taken, recorded, author, set)),
        }
        outcome
    }

    /// When a set is saved: a minute or three after its first key, sooner when nothing was obtained.
    fn saved_at(&mut self, taken: UtcMillis, vitals: &Vitals) -> UtcMillis {
        let seconds = match vitals.missing().count() {
            7 => self.chance.between(8, 30),
            _ => self.chance.between(45, 200),
        };
        UtcMillis(taken.0 + i64::from(seconds) * 1000).min(self.scene.now)
    }

    fn save_late(&mut self, taken: UtcMillis, minutes: i64, author: StaffId, set: ObservationSet) {
        let recorded = taken.plus_minutes(minutes);
        self.write_set(taken, recorded, author, set);
        if minutes > EXPLAINED_AFTER
            && let Some(fact) = self.facts.last_mut()
        {
            fact.reason = "Written on paper first: called to another patient".to_owned();
        }
    }

    fn write_set(
        &mut self,
        taken: UtcMillis,
        recorded: UtcMillis,
        author: StaffId,
        set: ObservationSet,
    ) -> FactId {
        self.write_late(taken, recorded, author, EntryBody::Observations(Box::new(set)))
    }

    /// The set with its score under the scale of that time, and every soft check answered with yes.
    fn scored(&self, taken: UtcMillis, vitals: &Vitals, before: &[Vitals]) -> ObservationSet {
        let scale = self.scale_at(taken);
        let outcome = score(vitals, scale, self.applicability(taken));
        let recent: Vec<&Vitals> = before.iter().collect();
        let mut set = ObservationSet::new(vitals.clone(), scale, outcome);
        set.confirmed =
            check(vitals, &recent, self.scene.policy.bedside()).iter().map(|asked| asked.code()).collect();
        set
    }

    /// The scale that was decided on the stay at this time.
    pub(crate) fn scale_at(&self, at: UtcMillis) -> Scale {
        let decided = self.person.archetype.has_scale_two() && at >= self.scale_since();
        if decided { Scale::Two } else { Scale::One }
    }

    fn applicability(&self, taken: UtcMillis) -> Applicability {
        let pregnant = self.person.archetype == Archetype::Pregnant;
        applicability(self.identity.born, pregnant, crate::calendar::local(taken).date())
    }
}
