//! One board through the hours of a night without a server: as time goes by, calm colours go, and ages and "overdue" come.

use crate::{
    bedside::sign_in,
    browser::Browser,
    ward::{Hours, Ward},
};

/// How the board stands: rows whose calm is withdrawn, rows that are overdue, what the head counts as overdue, how many
/// need somebody now, rows in all, and those for which no set is planned.
const STANDS: &str = "const all = s => [...document.querySelectorAll(s)]; \
    const count = all('[data-testid=\"counts\"] li').map(e => e.innerText).find(t => t.includes('overdue')); \
    return [all('.row--stale').length, all('.row .due--overdue').length, parseInt(count ?? '0'), \
            parseInt(document.querySelector('.urgent-count')?.innerText ?? '0'), all('[data-testid=\"row\"]').length, \
            all('[data-testid=\"row\"] [data-testid=\"due\"]').filter(e => /no set\\s+planned/.test(e.innerText)).length];";

struct Stands {
    stale: u64,
    overdue: u64,
    counted: u64,
    urgent: u64,
    rows: u64,
    unplanned: u64,
}

async fn stands(browser: &Browser) -> Stands {
    let told = browser.page.execute(STANDS, Vec::new()).await.unwrap();
    let numbers: Vec<u64> = serde_json::from_value(told).unwrap();
    let [stale, overdue, counted, urgent, rows, unplanned] = numbers[..] else { panic!("six numbers") };
    Stands { stale, overdue, counted, urgent, rows, unplanned }
}

/// As it stands after so many more minutes.
async fn after(browser: &Browser, clock: &Hours, minutes: i64) -> Stands {
    clock.go_by(minutes);
    browser.page.refresh().await.unwrap();
    browser.see("urgent").await;
    stands(browser).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_that_hears_of_nothing_grows_old_hour_by_hour_and_never_looks_calm_for_it() {
    let mut ward = Ward::begin().await;
    let clock = Hours::new();
    let address = ward.device_with(clock.clone(), "Ward board", 1).await;
    let board = Browser::open("hours", 1920, 1080).await;
    sign_in(&board, &address, "Gwen Abara-Lloyd").await;
    board.see("urgent").await;
    // A board on the wall is left alone by everybody's lock.
    board.go("#/wall/bluebell").await;
    board.see_by(".board--wall").await;
    board.read("board", "Leave wall view").await;
    ward.server_stops().await;
    board.read("device-sync", "No contact since").await;
    let evening = stands(&board).await;
    board.picture("0").await;
    assert!(evening.overdue < evening.rows, "somebody has been looked after lately");

    let mut before = evening;
    for hours in [1, 4, 7, 13] {
        let minutes = match hours {
            1 => 60,
            13 => 6 * 60,
            _ => 3 * 60,
        };
        let now = after(&board, &clock, minutes).await;
        board.picture(&hours.to_string()).await;
        assert_eq!(now.rows, before.rows, "nobody leaves the board by growing old");
        assert!(
            now.overdue >= before.overdue && now.stale >= before.stale,
            "nothing is calm again by itself"
        );
        assert!(now.stale >= now.overdue, "whoever is overdue has no calm colour");
        assert_eq!(now.counted, now.overdue, "the head counts what the rows say");
        assert!(now.urgent >= now.overdue, "whoever is overdue needs somebody now");
        before = now;
    }
    // The longest interval of the ward is twelve hours, so that after thirteen there is nobody left who reassures.
    // But for whoever's observations were stopped: no set of theirs is planned, and the row says so.
    assert_eq!(before.unplanned, 1, "the patient who is dying");
    assert_eq!(before.overdue + before.unplanned, before.rows, "after thirteen hours every score is too old");
    board.read("row", "overdue").await;
    board.read("device-sync", "No contact since").await;
    // A wall has no menu: its colours are those that were chosen before it was hung up.
    board.page.execute("document.documentElement.dataset.theme = 'night';", Vec::new()).await.unwrap();
    board.picture("13-night").await;
}
