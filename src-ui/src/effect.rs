//! What is done after a drawing when something has changed, as Yew has it, but compiled once: Yew's own costs a kilobyte at each
//! place, and a page this size has thirty of them.

use std::{any::Any, rc::Rc};
use yew::prelude::*;

/// What an effect leaves behind, to be done before the next time and at the end.
type Undo = Option<Box<dyn FnOnce()>>;

/// What an effect may give back: nothing, or a closure.
pub(crate) trait Leaves {
    fn left(self) -> Undo;
}

impl Leaves for () {
    fn left(self) -> Undo {
        None
    }
}

impl<F: FnOnce() + 'static> Leaves for F {
    fn left(self) -> Undo {
        Some(Box::new(self))
    }
}

/// What an effect goes by, whatever it is.
#[derive(Clone)]
struct Goes {
    by: Rc<dyn Any>,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl PartialEq for Goes {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(&*self.by, &*other.by)
    }
}

fn same<D: PartialEq + 'static>(one: &dyn Any, other: &dyn Any) -> bool {
    one.downcast_ref::<D>() == other.downcast_ref::<D>()
}

/// Runs `effect` after the first drawing, and after each by which `deps` has become another.
#[hook]
pub(crate) fn use_effect_with<D: PartialEq + 'static, T: Leaves>(
    deps: D,
    effect: impl FnOnce(&D) -> T + 'static,
) {
    let by = Rc::new(deps);
    let goes = Goes { by: by.clone(), same: same::<D> };
    use_boxed(goes, Box::new(move || effect(&by).left()));
}

#[hook]
fn use_boxed(goes: Goes, effect: Box<dyn FnOnce() -> Undo>) {
    yew::functional::use_effect_with(goes, move |_| {
        let undo = effect();
        move || {
            if let Some(undo) = undo {
                undo();
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_is_the_same_and_another_kind_never_is() {
        let goes = |by: Rc<dyn Any>, same| Goes { by, same };
        let one = goes(Rc::new("one".to_owned()), same::<String>);
        assert!(one == goes(Rc::new("one".to_owned()), same::<String>));
        assert!(one != goes(Rc::new("two".to_owned()), same::<String>));
        assert!(one != goes(Rc::new(1_u8), same::<u8>), "neither is a string of the other");
    }
}
