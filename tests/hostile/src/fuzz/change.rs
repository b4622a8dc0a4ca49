//! A note's edit as it comes in a fact, merged with good ones by Automerge; and a saved document. Automerge panics on some
//! documents: what reads them must catch that, and no note ends in one.

use super::Tried;
use crate::{
    altered, chunk,
    corpus::{Hands, note},
    dice::Dice,
    hand::{Hand, letters},
};
use anyhow::{Result, bail};
use clinical::{
    NoteId, ScopeId,
    entry::{Entry, EntryBody},
    note::Section,
};
use record::{
    Chart,
    note::{Note, Splice},
};

pub(super) fn prepared() -> Result<Tried> {
    let ScopeId::Note(of) = note() else { bail!("a note") };
    let hands = Hands::new();
    let mut other = hands.other.clone();
    let good = entries(&mut other, of, "Walks with a stick. Slept well.")?;
    let document = saved(&mut other)?;
    Ok(Box::new(move |dice| {
        if dice.below(3) == 0 {
            return Chart::load(&chunk::altered(&document, dice)).is_ok();
        }
        merges(&good, of, hands.own.clone(), dice)
    }))
}

/// A good note.
fn entries(hand: &mut Hand, of: NoteId, text: &str) -> Result<Vec<Entry>> {
    let first = hand.fact(&ScopeId::Note(of), letters(text)).decode()?.entry();
    Ok(vec![first])
}

/// A good document.
fn saved(hand: &mut Hand) -> Result<Vec<u8>> {
    let scope = ScopeId::Stay(crate::corpus::STAY);
    let facts = [(); 4].map(|()| hand.fact(&scope, EntryBody::Pregnancy(false)));
    let mut chart = Chart::new()?;
    chart.apply(&facts)?;
    Ok(chart.save())
}

/// Whether an altered edit was read; the note is read with it, and somebody writes on.
fn merges(good: &[Entry], of: NoteId, mut hand: Hand, dice: &mut Dice) -> bool {
    let bodies = [letters("Seen."), letters("Eats again, and walks to the bathroom.")];
    let Ok(signed) = altered::fact(&mut hand, &ScopeId::Note(of), &bodies, dice) else { return false };
    let Ok(fact) = signed.decode() else { return false };
    let is_edit = matches!(fact.body, EntryBody::NoteEdit(_));
    let mut all = good.to_vec();
    all.push(fact.entry());
    let read = Note::read(of, &all);
    let before = read.text(Section::Plan);
    let splice = Splice { section: Section::Plan, at: 0, take_out: 0, write: "Seen. ".into() };
    let mut made = 1_000;
    let mint = || {
        made += 1;
        hand.nth(made)
    };
    let Ok(edits) = read.write(hand.id, &read.heads(), &splice, mint) else { return is_edit };
    for (id, body) in edits {
        let mut next = fact.entry();
        (next.id, next.body) = (id, EntryBody::NoteEdit(Box::new(body)));
        all.push(next);
    }
    let after = Note::read(of, &all).text(Section::Plan);
    assert!(after.contains("Seen. "), "somebody can write: {} letters before", before.len());
    is_edit
}
