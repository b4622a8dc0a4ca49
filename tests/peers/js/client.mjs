// The devices of one peer, all in this process, doing one workload with the peer's own client. What to do comes as JSON on
// the command line (`Task` in ../src/workload.rs), what happens goes out as JSON, one line each; `go` and `stop` come in.

import { EventEmitter } from "node:events";
import { createInterface } from "node:readline";

EventEmitter.defaultMaxListeners = 0;
const ADAPTERS = {
  "automerge-repo": "./automerge.mjs",
  samod: "./automerge.mjs",
  "pouchdb-server": "./pouch.mjs",
  "y-websocket": "./yjs.mjs",
  hocuspocus: "./yjs.mjs",
};
/** Told once for so many values that somebody else has seen. */
const TOLD_EVERY = 25;
/** A device that counts what is there has it all when nothing more has come for so long. */
const QUIET_MS = 3_000;

const [peer, address, json] = process.argv.slice(2);
const task = JSON.parse(json);
const adapter = await import(ADAPTERS[peer]);

const say = (words) => process.stdout.write(`${JSON.stringify(words)}\n`);
const tick = () => new Promise(setImmediate);
const until = (time) => new Promise((done) => setTimeout(done, Math.max(0, time - performance.now())));

const heard = [];
let wake = () => {};
let changed = () => {};
createInterface({ input: process.stdin }).on("line", (line) => {
  heard.push(line);
  wake();
  changed();
});
async function told(word) {
  while (!heard.includes(word)) {
    await new Promise((done) => (wake = done));
  }
}

const stopped = () => heard.includes("stop");

const WRITER = 100_000;
const seen = [];
const shown = new Set();
const acknowledged = new Set();
let last = performance.now();

const host = {
  peer,
  task,
  /** A device holds this value now. */
  saw(device, id) {
    seen[device] ??= new Set();
    seen[device].add(id);
    last = performance.now();
    if (Math.floor(id / WRITER) !== device) {
      shown.add(id);
      if (shown.size % TOLD_EVERY === 0) {
        say({ shown: shown.size });
      }
    }
    changed();
  },
  /** Its writer was told that the server has it. */
  acknowledged: (id) => acknowledged.add(id),
};

function value(id) {
  const bytes = new Uint8Array(task.bytes);
  for (let at = 0, mixed = id + 1; at < bytes.length; at += 1) {
    mixed = (Math.imul(mixed, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = mixed >>> 16;
  }
  return bytes;
}

async function write(devices) {
  const began = performance.now();
  for (let n = 0; n < task.each; n += 1) {
    for (let writer = 0; writer < task.writers && !stopped(); writer += 1) {
      const id = writer * WRITER + n;
      devices[writer].write((n + writer) % task.documents, id, value(id));
      await tick();
    }
    if (task.pause_ms > 0 && n + 1 < task.each) {
      await until(began + (n + 1) * task.pause_ms);
    }
  }
}

const everyone = () => seen.length >= task.devices && seen.every((ids) => ids.size >= task.expected);

async function all(began) {
  const late = setTimeout(() => changed(), task.limit_ms);
  while (!everyone() && !stopped() && performance.now() - began < task.limit_ms) {
    await new Promise((done) => (changed = done));
  }
  clearTimeout(late);
}

async function quiet() {
  while (performance.now() - last < QUIET_MS) {
    await until(last + QUIET_MS);
  }
}

let opened = task.cold ? undefined : await adapter.open(address, host);
say({ names: opened?.names ?? task.names });
await told("go");
const began = performance.now();
last = began;
opened ??= await adapter.open(address, host);
await write(opened.devices);
const written = performance.now();
if (task.count) {
  await quiet();
  say({ there: [...(seen[0] ?? [])] });
} else {
  await all(began);
  const now = performance.now();
  const lacking = everyone() ? 0 : task.devices * task.expected - seen.reduce((sum, ids) => sum + ids.size, 0);
  say({ took_ms: Math.round(now - began), behind_ms: Math.round(now - written), lacking });
}
await told("stop");
opened.settle?.();
say({ acknowledged: adapter.ACKNOWLEDGES ? [...acknowledged] : null, shown: [...shown] });
process.exit(0);
