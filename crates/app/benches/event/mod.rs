//! From an event to the row: what the core takes of the 100 ms in which a set that somebody else charted is to stand on the
//! board. The rest of them is the shell's and the page's.

use crate::{
    SETS, Spread, chart, row, row_within, stay,
    support::{Device, Server, bluebell, ill, well},
    timed, us,
};
use contract::{Reply, Request};
use std::time::Duration;

/// Beds of the ward.
const BEDS: u16 = 28;
/// Sets that arrive.
const ARRIVALS: usize = 40;
/// From the event to the drawn row.
const TARGET: Duration = Duration::from_millis(100);

/// A nurse's device charts, and another one, with the ward's board on it, hears of each set and is asked for the board.
pub(crate) fn event() {
    let server = Server::new();
    let (nurse, wall) = (Device::with_nurse(&server, 1), Device::with_nurse(&server, 2));
    for bed in 0..BEDS {
        chart(&nurse, bed, SETS);
    }
    sync(&server, &[&nurse, &wall]);
    let mut arriving = Vec::new();
    let [mut first, mut again, mut as_json, mut own] = [const { Vec::new() }; 4];
    let mut bytes = 0;
    for n in 0..ARRIVALS {
        let stay = stay((n % usize::from(BEDS)) as u16);
        let signs = if n % 2 == 0 { ill() } else { well() };
        let request = Device::filled(&nurse.form(stay), signs);
        nurse.try_record(request).unwrap();
        // Of one's own set the event comes before what it changes is stored: whoever asks waits for that.
        own.push(timed(|| drop(nurse.board())));
        sync(&server, &[&nurse]);
        arriving.push(timed(|| sync(&server, &[&wall])));
        first.push(timed(|| drop(wall.board())));
        again.push(timed(|| drop(wall.board())));
        let reply: Reply = wall.call(Request::Board { ward: bluebell() }).unwrap();
        as_json.push(timed(|| bytes = serde_json::to_vec(&reply).unwrap().len()));
    }
    let share = |what: &str, all: Vec<Duration>| {
        let spread = Spread::of(all);
        let ratio = spread.p95.as_secs_f64() / TARGET.as_secs_f64();
        let beside = "target from event to row, of which this is the core's share; 95th percentile";
        row_within(1.0, what, &us(spread.p95), &us(TARGET), ratio, beside);
        row(
            what,
            &us(spread.median),
            &us(TARGET),
            spread.median.as_secs_f64() / TARGET.as_secs_f64(),
            "the same; median",
        );
    };
    share("board of 28 beds, asked for after a set of another device", first);
    share("board of 28 beds, asked for after a set of this device", own);
    share("board of 28 beds, asked for again", again);
    share(&format!("board of 28 beds as JSON, {bytes} bytes"), as_json);
    let arriving = Spread::of(arriving);
    let beside = "no target: a whole round of sync with it, the server in memory included; median";
    let ratio = arriving.median.as_secs_f64() / TARGET.as_secs_f64();
    row("a set of another device arrives", &us(arriving.median), &us(TARGET), ratio, beside);
}

fn sync(server: &Server, devices: &[&Device]) {
    for device in devices {
        device.app.catch_up();
        server.sync(&device.app);
    }
}
