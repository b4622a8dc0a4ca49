// PouchDB's own client: a database in memory for each device, replicated with the server's without end, one document for
// each value. Stays share one database, as the forms of a clinic do in the Community Health Toolkit.

import memory from "pouchdb-adapter-memory";
import PouchDB from "pouchdb-node";

PouchDB.plugin(memory);

// A server that is gone is an error of its own in every request that was on its way; replication comes again by itself.
process.on("unhandledRejection", () => {});
process.on("uncaughtException", () => {});

export const ACKNOWLEDGES = true;

const number = (name) => Number(name.split("/")[1]);

export async function open(address, host) {
  const { task } = host;
  const remote = `${address}/ward`;
  const devices = [];
  for (let device = 0; device < task.devices; device += 1) {
    const local = new PouchDB(`device-${device}`, { adapter: "memory" });
    const watched = local.changes({ live: true, since: "now" });
    watched.on("change", ({ id }) => host.saw(device, number(id)));
    const replicated = local.sync(remote, { live: true, retry: true });
    replicated.on("error", () => {});
    replicated.on("change", ({ direction, change }) => {
      if (direction === "push") {
        change.docs.forEach(({ _id }) => host.acknowledged(number(_id)));
      }
    });
    devices.push({
      async write(document, id, value) {
        await local.put({ _id: `${document}/${id}`, value: Buffer.from(value).toString("base64").slice(0, value.length) });
      },
    });
    // Until the server's database is there and both have begun to listen.
    await new PouchDB(remote).info();
  }
  if (!task.cold) {
    await new Promise((done) => setTimeout(done, 500));
  }
  return { names: [], devices };
}
