//! Waiting for the thing itself, where another process does it and nobody tells us.

use std::time::Duration;

/// How often it is asked.
const PERIOD: Duration = Duration::from_millis(40);

/// How long a failing test takes to say so. A passing one never waits for it.
const DEADLINE: Duration = Duration::from_secs(100);

/// Asks until the answer is there, and answers it. The deadline only turns waiting for ever into a failure.
///
/// # Panics
/// When it is not there in time; `what` says what was waited for.
pub(crate) async fn until<T>(what: &str, ask: impl AsyncFn() -> Option<T>) -> T {
    let asking = async {
        let mut period = tokio::time::interval(PERIOD);
        loop {
            period.tick().await;
            if let Some(answer) = ask().await {
                return answer;
            }
        }
    };
    match tokio::time::timeout(DEADLINE, asking).await {
        Ok(answer) => answer,
        Err(_) => panic!("waited in vain until {what}"),
    }
}
