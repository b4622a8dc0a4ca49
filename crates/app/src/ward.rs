//! The ward's board and "my patients", from stored projections. Only a patient with an open alert is folded to show
//! them, since how that stands changes with every minute; the fold is kept in memory.

mod handover;
mod like;
mod not_shown;
mod ordered;

pub(crate) use like::Letters;
pub(crate) use ordered::Ordered;

use crate::{
    App, Session,
    audit::{Of, what},
    project::{
        RowFacts, flags,
        gone::{GoneFacts, GoneHow},
        stored,
    },
    session::Person,
    stays::Seen,
    unverified,
    views::{self, Views},
    waiting::Waiting,
    words::{self, Fail},
};
use clinical::{
    ScopeId, StayId, WardId,
    entry::Discharge,
    staff::{Action, AuthLevel},
    ward::{Place, Ward},
};
use contract::{
    AlertView, Banner, BoardRow, BoardView, ConflictView, DeviceSeen, FlagKind, Gone, GoneView, Reply,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use store::ReadTx;

/// Whoever left a ward can be found from its board for so long, in minutes: a day.
const GONE_MINUTES: i64 = 24 * 60;

/// A stored row, read.
struct Row {
    stay: StayId,
    facts: RowFacts,
}

/// What rows are seen by.
struct Reader<'r> {
    views: Views<'r>,
    tx: &'r ReadTx<'r>,
    person: &'r Person,
    waiting: Arc<Waiting>,
    unverified: BTreeMap<StayId, ConflictView>,
    /// Stays that cannot be shown.
    behind: BTreeSet<StayId>,
    seen: Seen,
}

impl App {
    /// A ward's board: every bed, taken or empty.
    pub(crate) fn board(&self, session: &Session, id: &WardId) -> Result<Reply, Fail> {
        let now = self.now();
        let person = match session.seated(&now) {
            Some(seated) if seated.on_wall.as_ref() == Some(id) => {
                self.as_listed(seated.person, Action::Read)?
            }
            _ => self.identifier(session)?,
        };
        let directory = self.directory();
        let ward = directory.ward(id)?;
        self.audit_look(session, &now, &person, what::VIEW_BOARD, Of::Ward(id))?;
        let views = Views { app: self, now, directory: &directory };
        let waiting = self.waiting()?;
        let seen = self.stays.seen();
        self.store.read(|tx| {
            let reader = Reader::new(views, tx, &person, waiting, seen)?;
            let rows = reader.in_order(ward, reader.rows(id)?)?;
            let board = reader.board(Some(id.clone()), ward.name.clone(), rows)?;
            let (gone, devices) = (reader.gone(id)?, reader.devices(id)?);
            Ok(Reply::Board(Box::new(BoardView { gone, devices, ..board })))
        })
    }

    /// The patients the signed-in person looks after, soonest due first.
    pub(crate) fn my_patients(&self, session: &Session) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::Read)?;
        self.audit_look(session, &now, &person, what::VIEW_MINE, Of::Device)?;
        let directory = self.directory();
        let views = Views { app: self, now, directory: &directory };
        let waiting = self.waiting()?;
        let seen = self.stays.seen();
        self.store.read(|tx| {
            let reader = Reader::new(views, tx, &person, waiting, seen)?;
            let mut rows = Vec::new();
            for stay in tx.allocations().of_staff(&person.staff)? {
                let stored = tx.board().of_stay(&stay)?;
                let here = stored.iter().filter(|row| directory.shows(&self.me.device, &row.ward));
                let mine: Vec<Row> = here.filter_map(read_row).collect();
                for row in mine {
                    let alike = reader.views.has_like_name(tx, stay, &row.facts.banner)?;
                    rows.push(reader.row(row, alike)?);
                }
            }
            // One whose due time is not known comes first: "not known" is never "not due".
            rows.sort_by_key(|row| row.status.as_ref().map(|status| status.due));
            Ok(Reply::Board(Box::new(reader.board(None, "My patients".into(), rows)?)))
        })
    }

    /// Whoever may see which patient lies where, to identify the one they chart for: anybody, unless locked.
    pub(crate) fn identifier(&self, session: &Session) -> Result<Person, Fail> {
        let now = self.now();
        let seated = session.seated(&now).ok_or_else(words::not_signed_in)?;
        match seated.person.auth {
            AuthLevel::Emergency => Ok(seated.person),
            AuthLevel::Pin | AuthLevel::System => self.reader(session, Action::Read),
        }
    }
}

fn read_row(row: &store::BoardRow) -> Option<Row> {
    Some(Row { stay: row.stay, facts: stored::read(&row.row)? })
}

impl<'r> Reader<'r> {
    fn new(
        views: Views<'r>,
        tx: &'r ReadTx<'r>,
        person: &'r Person,
        waiting: Arc<Waiting>,
        seen: Seen,
    ) -> Result<Self, Fail> {
        let unverified = unverified::by_stay(tx, &views)?;
        Ok(Self { views, tx, person, waiting, unverified, behind: tx.stays().behind(), seen })
    }

    /// The rows by bay and bed as the ward lies, empty beds among them; beds that the ward does not have come last.
    fn in_order(&self, ward: &Ward, rows: Vec<Row>) -> Result<Vec<BoardRow>, Fail> {
        let names: Vec<(StayId, Letters)> =
            rows.iter().map(|row| (row.stay, Letters::of(&row.facts.banner.family))).collect();
        let has_like = |row: &Row| {
            let name = names.iter().find(|(stay, _)| *stay == row.stay).map(|(_, name)| name);
            name.is_some_and(|name| {
                names.iter().any(|(stay, other)| *stay != row.stay && name.is_like(other))
            })
        };
        let mut by_bed: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for row in rows {
            by_bed.entry(row.facts.place.bed.clone()).or_default().push(row);
        }
        let mut board = Vec::new();
        for bay in &ward.bays {
            for bed in &bay.beds {
                let place = Place { ward: ward.id.clone(), bay: bay.name.clone(), bed: bed.clone() };
                match by_bed.remove(bed) {
                    None => board.push(empty(place)),
                    Some(rows) => {
                        for row in rows {
                            let alike = has_like(&row);
                            board.push(self.row(row, alike)?);
                        }
                    }
                }
            }
        }
        for row in by_bed.into_values().flatten() {
            let alike = has_like(&row);
            board.push(self.row(row, alike)?);
        }
        Ok(board)
    }

    fn in_full(&self, row: Row, like_name: bool) -> Result<BoardRow, Fail> {
        let Row { stay, facts } = row;
        let RowFacts {
            place,
            banner,
            timeline,
            spark,
            looked_after_by,
            conflicts,
            mut flags,
            therapy,
            transfer,
            joined,
            alert,
            setting,
        } = facts;
        let now = &self.views.now;
        let scope = ScopeId::Stay(stay);
        let mut banner = views::banner(banner, now, like_name);
        if self.person.auth == AuthLevel::Emergency {
            // Who lies where, to identify the patient; nothing of how they are.
            return Ok(BoardRow { banner: Some(banner), ..empty(place) });
        }
        if !joined.is_empty() {
            banner.allergies = self.views.allergies_of_all(self.tx, banner.allergies, &joined)?;
            flags.retain(|flag| flag.kind() != FlagKind::Allergy);
            flags.extend(flags::allergy(banner.allergies.as_ref(), true));
            flags.sort_by_key(flags::FlagFacts::kind);
        }
        let carers = looked_after_by.clone();
        let (looked_after_by, mine) = self.views.looked_after(&looked_after_by, &self.person.staff);
        Ok(BoardRow {
            place,
            banner: Some(banner),
            status: timeline
                .at(now.at())
                .map(|facts| facts.view(self.views.directory.policies.in_force(setting))),
            spark: spark.into_iter().filter(|point| point.at <= now.at()).collect(),
            looked_after_by,
            carers,
            mine,
            conflicts: self
                .unverified
                .get(&stay)
                .cloned()
                .into_iter()
                .chain(conflicts.iter().map(|c| c.view(self.views.directory, now)))
                .collect(),
            unverified: self.unverified.contains_key(&stay),
            unsent: self.waiting.of(&scope).unsent(),
            heard_at: self.tx.cursors().get(&scope)?.map(|cursor| cursor.heard_at),
            alert: if alert { self.alert(&stay)? } else { None },
            flags: flags.iter().map(|flag| flag.view(self.views.directory, now)).collect(),
            therapy: self.views.therapy(&therapy),
            transfer: transfer.map(|transfer| self.views.transfer(&transfer)),
        })
    }

    fn alert(&self, stay: &StayId) -> Result<Option<AlertView>, Fail> {
        let folded = self.views.app.stay_read(self.tx, stay, self.seen)?;
        Ok(self.views.alert(&folded))
    }

    /// Those who left the ward within a day, and those who left it with an alert that nobody has closed.
    fn gone(&self, ward: &WardId) -> Result<Vec<GoneView>, Fail> {
        if self.person.auth == AuthLevel::Emergency {
            return Ok(Vec::new());
        }
        let now = self.views.now.at();
        let mut gone = Vec::new();
        for row in self.tx.board().of_ward(ward)? {
            let Some(facts) = stored::read::<GoneFacts>(&row.row) else { continue };
            if facts.left_open || now.minutes_since(facts.at) < GONE_MINUTES {
                gone.push(self.gone_view(row.stay, facts));
            }
        }
        gone.sort_by_key(|gone| std::cmp::Reverse((gone.left_open, gone.at)));
        Ok(gone)
    }

    fn gone_view(&self, stay: StayId, facts: GoneFacts) -> GoneView {
        let GoneFacts { gone_family, gone_given, gone_from, how, at, left_open } = facts;
        GoneView {
            stay,
            family: gone_family,
            given: gone_given,
            place: gone_from,
            how: match how {
                GoneHow::Ended(Discharge::Discharged) => Gone::Discharged,
                GoneHow::Ended(Discharge::Died) => Gone::Died,
                GoneHow::Moved(ward) => Gone::Moved(self.views.directory.ward_name(&ward)),
            },
            at,
            left_open,
        }
    }

    /// The ward's other devices, for those not heard from.
    fn devices(&self, ward: &WardId) -> Result<Vec<DeviceSeen>, Fail> {
        let me = self.views.app.me.device;
        let others = self.views.directory.devices_of(ward).filter(|device| device.id != me);
        let as_of = self.tx.heard().as_of()?;
        others
            .map(|device| {
                let last_entry = self.tx.facts().last_by_device(&device.id)?;
                let heard = self.tx.heard().from(&device.id)?;
                Ok(DeviceSeen { label: device.label.clone(), last_entry, heard, as_of })
            })
            .collect()
    }

    fn board(&self, ward: Option<WardId>, title: String, rows: Vec<BoardRow>) -> Result<BoardView, Fail> {
        let now = &self.views.now;
        Ok(BoardView {
            ward,
            title,
            rows,
            gone: Vec::new(),
            devices: Vec::new(),
            sync: views::sync(self.views.app, self.tx, now, &self.waiting)?,
            now: now.at(),
            offset_minutes: now.offset_at(now.at()),
        })
    }
}

/// An empty bed.
fn empty(place: Place) -> BoardRow {
    BoardRow {
        place,
        banner: None::<Banner>,
        status: None,
        spark: Vec::new(),
        looked_after_by: Vec::new(),
        carers: Vec::new(),
        mine: false,
        conflicts: Vec::new(),
        unverified: false,
        unsent: 0,
        heard_at: None,
        alert: None,
        flags: Vec::new(),
        therapy: None,
        transfer: None,
    }
}
