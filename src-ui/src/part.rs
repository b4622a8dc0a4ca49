//! The parts of a screen that keep something of their own, all drawn by one component.
//!
//! Yew compiles its machinery once for each component, some five kilobytes; the page has to stay small, so there is one
//! component, and each part of it is a hook. A part's key says which part it is and of what, so that another part never
//! takes over what this one keeps.

#[cfg(feature = "bedside")]
use crate::screens::observe::{face, head, open, pad, rows, save_bar, score_panel, sheet};
use crate::{
    chunk,
    screens::{
        assess, board, caseload, chart, concern, entries, episode, find, fluids, gallery, help, note,
        observe,
        observe::{breaths, late, saved},
        patient,
        patient::{correct, decisions, more},
        receipt, set_aside, sign_in, tasks, visit, ward,
    },
    widgets::pin_pad,
};
use yew::{functional::HookContext, prelude::*};

/// A part and what it is drawn from.
#[derive(Clone, PartialEq)]
pub(crate) enum Part {
    SignIn,
    Board(board::BoardProps),
    Wall(board::wall::WallProps),
    Patient(patient::PatientProps),
    Correct(correct::CorrectProps),
    WrongPatient(correct::CorrectProps),
    Decisions(decisions::DecisionsProps),
    Episode(episode::EpisodeProps),
    Next(episode::next::NextProps),
    Concern(concern::ConcernProps),
    Chart(chart::ChartProps),
    PlaceBeside,
    Beside(chart::ChartProps),
    Trend(chart::frame::TrendProps),
    Columns(chart::columns::ColumnsProps),
    Table(chart::table::TableProps),
    Drawn(chart::drawn::DrawnProps),
    Tile(chart::drawn::TileProps),
    Assess(assess::AssessProps),
    #[cfg(feature = "round")]
    FormSheet(assess::sheet::FormSheetProps),
    #[cfg(feature = "round")]
    FormHead(assess::sheet::FormHeadProps),
    #[cfg(feature = "round")]
    Line(assess::items::LineProps),
    #[cfg(feature = "round")]
    FormKeys(assess::pad::FormKeysProps),
    #[cfg(feature = "round")]
    Timer(assess::timer::TimerProps),
    Observe(observe::ObserveProps),
    #[cfg(feature = "bedside")]
    Sheet(sheet::SheetProps),
    #[cfg(feature = "bedside")]
    Look(open::LookProps),
    #[cfg(feature = "bedside")]
    Head(head::HeadProps),
    #[cfg(feature = "bedside")]
    Times(rows::TimesProps),
    #[cfg(feature = "bedside")]
    Row(rows::RowProps),
    #[cfg(feature = "bedside")]
    Values(rows::ValuesProps),
    #[cfg(feature = "bedside")]
    Pad(pad::PadProps),
    #[cfg(feature = "bedside")]
    Score(score_panel::ScoreProps),
    #[cfg(feature = "bedside")]
    Face(face::FaceProps),
    #[cfg(feature = "bedside")]
    SaveBar(save_bar::SaveBarProps),
    Late(late::LateProps),
    Saved(saved::SavedProps),
    Breaths(breaths::BreathsProps),
    More(more::MoreProps),
    Fluids(fluids::FluidsProps),
    Handover(ward::WardProps),
    Allocate(ward::WardProps),
    Admit(ward::WardProps),
    Entries,
    SetAside,
    Receipt,
    Help,
    Gallery,
    Tasks,
    Caseload,
    FinishDay,
    Visit(visit::VisitProps),
    Note(note::NoteProps),
    PinPad(pin_pad::PinPadProps),
    Find,
    OtherChunk,
}

impl Part {
    /// The part on the screen.
    pub(crate) fn draw(self) -> Html {
        let key = self.key();
        html! { <Piece part={self} {key} /> }
    }

    /// Which part, and of what.
    fn key(&self) -> String {
        match self {
            Self::SignIn => "sign-in".to_owned(),
            Self::Board(board) => format!("board {}", board.ward.as_ref().map_or("", |ward| ward.as_str())),
            Self::Wall(wall) => format!("wall {}", wall.ward),
            Self::Patient(patient) => format!("patient {}", patient.stay),
            Self::Correct(set) => format!("correct {}", set.fact),
            Self::WrongPatient(set) => format!("wrong-patient {}", set.fact),
            Self::Decisions(of) => format!("decisions {}", of.view.banner.stay),
            Self::Episode(of) => format!("episode {}", of.episode.id),
            Self::Next(of) => format!("next {}", of.episode.id),
            Self::Concern(of) => format!("concern {}", of.stay),
            Self::Chart(chart) => format!("chart {}", chart.stay),
            Self::PlaceBeside => "place-beside".to_owned(),
            Self::Beside(chart) => format!("beside {}", chart.stay),
            // Looked at as a whole again, when another time is asked for.
            Self::Trend(trend) => format!("trend {:?}", trend.hours),
            Self::Columns(_) => "columns".to_owned(),
            Self::Table(_) => "table".to_owned(),
            Self::Drawn(drawn) => format!("drawn {}", drawn.name),
            Self::Tile(of) => format!("tile {}", of.tile.columns.start),
            Self::Assess(form) => match form.amends {
                Some(fact) => format!("assess {fact}"),
                None => format!("assess {} {}", form.stay, form.form),
            },
            #[cfg(feature = "round")]
            Self::FormSheet(sheet) => format!("form {}", sheet.view.id),
            #[cfg(feature = "round")]
            Self::FormHead(_) => "form-head".to_owned(),
            #[cfg(feature = "round")]
            Self::Line(line) => format!("line {}", line.place()),
            #[cfg(feature = "round")]
            Self::FormKeys(keys) => format!("keys {}", keys.place()),
            #[cfg(feature = "round")]
            Self::Timer(timer) => format!("timer {}", timer.link),
            Self::Observe(form) => match (form.amends, form.rechecks) {
                (Some(set), _) => format!("amend {set}"),
                (None, Some(set)) => format!("recheck {set}"),
                (None, None) => format!("observe {}", form.stay),
            },
            #[cfg(feature = "bedside")]
            Self::Sheet(sheet) => format!("sheet {}", sheet.view.form),
            #[cfg(feature = "bedside")]
            Self::Look(look) => look.name().to_owned(),
            // Drawn by what looks at the form.
            #[cfg(feature = "bedside")]
            Self::Head(_) | Self::Times(_) | Self::Row(_) | Self::Pad(_) | Self::Score(_) => String::new(),
            #[cfg(feature = "bedside")]
            Self::Values(_) | Self::Face(_) | Self::SaveBar(_) => String::new(),
            Self::Late(late) => late.name().to_owned(),
            Self::Saved(saved) => format!("saved {}", saved.what.fact()),
            Self::Breaths(_) => "breaths".to_owned(),
            Self::More(of) => format!("more {}", of.stay),
            Self::Fluids(of) => format!("fluids {}", of.stay),
            Self::Handover(of) => format!("handover {}", of.ward),
            Self::Allocate(of) => format!("allocate {}", of.ward),
            Self::Admit(of) => format!("admit {}", of.ward),
            Self::Entries => "entries".to_owned(),
            Self::SetAside => "set-aside".to_owned(),
            Self::Receipt => "receipt".to_owned(),
            Self::Help => "help".to_owned(),
            Self::Gallery => "gallery".to_owned(),
            Self::Caseload => "caseload".to_owned(),
            Self::FinishDay => "finish".to_owned(),
            Self::Visit(visit) => format!("visit {}", visit.stay),
            Self::Note(of) => format!("note {:?} {:?}", of.note, of.visit),
            Self::Tasks => "tasks".to_owned(),
            Self::PinPad(_) => "pin-pad".to_owned(),
            Self::Find => "find".to_owned(),
            Self::OtherChunk => "other-chunk".to_owned(),
        }
    }
}

/// Runs the hook of one part. Always the same one for one [`Piece`], since the key tells parts apart.
pub(crate) struct Drawn<'a>(&'a Part);

impl Hook for Drawn<'_> {
    type Output = Html;

    fn run(self, at: &mut HookContext) -> Html {
        match self.0 {
            Part::SignIn => sign_in::use_sign_in().run(at),
            #[cfg(feature = "bedside")]
            Part::Board(props) => board::use_board(props).run(at),
            #[cfg(feature = "desk")]
            Part::Wall(props) => board::wall::use_wall(props).run(at),
            #[cfg(feature = "bedside")]
            Part::Patient(props) => patient::use_patient(props).run(at),
            #[cfg(feature = "bedside")]
            Part::Correct(props) => correct::use_correct(props).run(at),
            #[cfg(feature = "bedside")]
            Part::WrongPatient(props) => correct::use_wrong_patient(props).run(at),
            #[cfg(feature = "bedside")]
            Part::Decisions(props) => decisions::use_decisions(props).run(at),
            Part::Episode(props) => episode::use_episode(props).run(at),
            Part::Next(props) => episode::next::use_next(props).run(at),
            #[cfg(feature = "bedside")]
            Part::Concern(props) => concern::use_concern(props).run(at),
            #[cfg(feature = "chart")]
            Part::Chart(props) => chart::use_chart(props).run(at),
            #[cfg(feature = "chart")]
            Part::Columns(props) => chart::columns::use_columns(props).run(at),
            #[cfg(feature = "chart")]
            Part::Table(props) => chart::table::use_table(props).run(at),
            #[cfg(feature = "bedside")]
            Part::PlaceBeside => chunk::use_place_beside().run(at),
            #[cfg(feature = "chart")]
            Part::Beside(props) => chart::beside::use_beside(props).run(at),
            #[cfg(feature = "chart")]
            Part::Trend(props) => chart::frame::use_trend(props).run(at),
            #[cfg(feature = "chart")]
            Part::Drawn(props) => chart::drawn::use_drawn(props).run(at),
            #[cfg(feature = "chart")]
            Part::Tile(props) => chart::drawn::use_tile(props).run(at),
            #[cfg(feature = "round")]
            Part::Assess(props) => assess::use_assess(props).run(at),
            #[cfg(feature = "round")]
            Part::FormSheet(props) => assess::sheet::use_form_sheet(props).run(at),
            #[cfg(feature = "round")]
            Part::FormHead(props) => assess::sheet::use_form_head(props).run(at),
            #[cfg(feature = "round")]
            Part::Line(props) => assess::items::use_line(props).run(at),
            #[cfg(feature = "round")]
            Part::FormKeys(props) => assess::pad::use_form_keys(props).run(at),
            #[cfg(feature = "round")]
            Part::Timer(props) => assess::timer::use_timer(props).run(at),
            #[cfg(feature = "bedside")]
            Part::Observe(props) => observe::use_observe(props).run(at),
            #[cfg(feature = "bedside")]
            Part::Sheet(props) => sheet::use_sheet(props).run(at),
            #[cfg(feature = "bedside")]
            Part::Look(props) => open::use_look(props).run(at),
            #[cfg(feature = "bedside")]
            Part::Head(props) => head::use_head(props).run(at),
            #[cfg(feature = "bedside")]
            Part::Times(props) => rows::use_times(props).run(at),
            #[cfg(feature = "bedside")]
            Part::Row(props) => rows::use_row(props).run(at),
            #[cfg(feature = "bedside")]
            Part::Values(props) => rows::use_values(props).run(at),
            #[cfg(feature = "bedside")]
            Part::Pad(props) => pad::use_pad(props).run(at),
            #[cfg(feature = "bedside")]
            Part::Score(props) => score_panel::use_score_panel(props).run(at),
            #[cfg(feature = "bedside")]
            Part::Face(props) => face::use_face(props).run(at),
            #[cfg(feature = "bedside")]
            Part::SaveBar(props) => save_bar::use_save_bar(props).run(at),
            #[cfg(feature = "bedside")]
            Part::Late(props) => late::use_words(props).run(at),
            Part::Saved(props) => saved::use_saved(props).run(at),
            #[cfg(feature = "bedside")]
            Part::Breaths(props) => breaths::use_breaths(props).run(at),
            #[cfg(feature = "round")]
            Part::More(props) => more::use_more(props).run(at),
            #[cfg(feature = "round")]
            Part::Fluids(props) => fluids::use_fluids(props).run(at),
            #[cfg(feature = "desk")]
            Part::Handover(props) => ward::handover::use_handover(props).run(at),
            #[cfg(feature = "desk")]
            Part::Allocate(props) => ward::allocate::use_allocate(props).run(at),
            #[cfg(feature = "desk")]
            Part::Admit(props) => ward::admit::use_admit(props).run(at),
            #[cfg(feature = "desk")]
            Part::Entries => entries::use_entries().run(at),
            #[cfg(feature = "round")]
            Part::Caseload => caseload::use_caseload().run(at),
            #[cfg(feature = "round")]
            Part::FinishDay => caseload::use_finish().run(at),
            #[cfg(feature = "round")]
            Part::Visit(props) => visit::use_visit(props).run(at),
            #[cfg(feature = "round")]
            Part::Note(props) => note::use_note(props).run(at),
            #[cfg(feature = "bedside")]
            Part::Tasks => tasks::use_tasks().run(at),
            #[cfg(feature = "desk")]
            Part::SetAside => set_aside::use_set_aside().run(at),
            #[cfg(feature = "desk")]
            Part::Receipt => receipt::use_receipt().run(at),
            #[cfg(feature = "desk")]
            Part::Help => help::use_help().run(at),
            #[cfg(feature = "desk")]
            Part::Gallery => gallery::use_gallery().run(at),
            Part::PinPad(props) => pin_pad::use_pin_pad(props).run(at),
            #[cfg(feature = "desk")]
            Part::Find => find::use_find().run(at),
            Part::OtherChunk => chunk::use_other_chunk().run(at),
            #[cfg(not(all(feature = "bedside", feature = "round", feature = "desk", feature = "chart")))]
            _ => chunk::use_other_chunk().run(at),
        }
    }
}

#[derive(Properties, PartialEq)]
struct PieceProps {
    part: Part,
}

/// What a part draws.
pub(crate) fn use_drawn(part: &Part) -> Drawn<'_> {
    Drawn(part)
}

#[component]
fn Piece(props: &PieceProps) -> Html {
    use_drawn(&props.part)
}
