//! A thread beside the one that waits for the disk: what a save changes is folded there while its facts are signed and
//! written, and what it replaced is taken apart there after the reply.

use crate::words::{self, Fail};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc,
    thread,
};

type Work = Box<dyn FnOnce() + Send>;

/// The thread. It ends with whoever holds this.
pub(crate) struct Aside {
    /// `None` where the system gives no more threads: then work is done where it is asked for.
    work: Option<mpsc::Sender<Work>>,
}

/// What is being worked out.
pub(crate) struct Awaited<T>(mpsc::Receiver<T>);

impl Aside {
    /// Begins the thread.
    pub(crate) fn begin() -> Self {
        let (sender, receiver) = mpsc::channel::<Work>();
        let begun = thread::Builder::new().name("fold".into()).spawn(move || {
            for work in receiver {
                if catch_unwind(AssertUnwindSafe(work)).is_err() {
                    tracing::error!("work beside a save panicked");
                }
            }
        });
        Self { work: begun.ok().map(|_| sender) }
    }

    /// Has something worked out, after all that was asked for before it.
    pub(crate) fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Awaited<T> {
        let (answer, awaited) = mpsc::sync_channel(1);
        self.send(Box::new(move || {
            // Whoever asked may have had to ask anew.
            let _ = answer.send(work());
        }));
        Awaited(awaited)
    }

    /// Has something worked out, and from it, when that has been answered, what is wanted later.
    pub(crate) fn run_on<T, M, U>(
        &self,
        work: impl FnOnce() -> (T, M) + Send + 'static,
        more: impl FnOnce(M) -> U + Send + 'static,
    ) -> (Awaited<T>, Awaited<U>)
    where
        T: Send + 'static,
        U: Send + 'static,
    {
        let (answer, awaited) = mpsc::sync_channel(1);
        let (later, awaited_later) = mpsc::sync_channel(1);
        self.send(Box::new(move || {
            let (done, left) = work();
            let _ = answer.send(done);
            let _ = later.send(more(left));
        }));
        (Awaited(awaited), Awaited(awaited_later))
    }

    fn send(&self, work: Work) {
        let refused = match &self.work {
            Some(sender) => sender.send(work).err().map(|mpsc::SendError(work)| work),
            None => Some(work),
        };
        if let Some(work) = refused {
            drop(catch_unwind(AssertUnwindSafe(work)));
        }
    }
}

impl<T> Awaited<T> {
    /// Waits for it.
    ///
    /// # Errors
    /// When working it out panicked.
    pub(crate) fn get(self) -> Result<T, Fail> {
        self.0.recv().map_err(|_| words::internal().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_done_in_turn_and_a_panic_ends_nothing_else() {
        let aside = Aside::begin();
        let ours = thread::current().id();
        let first = aside.run(move || thread::current().id() != ours);
        let panics = aside.run(|| -> u8 { std::panic::resume_unwind(Box::new(())) });
        let last = aside.run(|| 3);
        assert!(first.get().is_ok_and(|beside| beside));
        assert!(panics.get().is_err());
        assert!(last.get().is_ok_and(|number| number == 3));
    }

    #[test]
    fn what_is_wanted_later_is_worked_out_after_the_first_answer_and_its_panic_is_its_own() {
        let aside = Aside::begin();
        let (first, later) = aside.run_on(|| (3, 4), |left| left + 1);
        assert!(first.get().is_ok_and(|number| number == 3));
        assert!(later.get().is_ok_and(|number| number == 5));
        let (first, later) = aside.run_on(|| (3, ()), |()| -> u8 { std::panic::resume_unwind(Box::new(())) });
        assert!(first.get().is_ok_and(|number| number == 3));
        assert!(later.get().is_err());
    }

    #[test]
    fn without_a_thread_it_is_done_on_the_spot() {
        let aside = Aside { work: None };
        assert!(aside.run(|| 3).get().is_ok_and(|number| number == 3));
        assert!(aside.run(|| -> u8 { std::panic::resume_unwind(Box::new(())) }).get().is_err());
    }
}
