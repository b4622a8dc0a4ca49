// automerge-repo's own client: a repository without storage for each device, one document for each stay, each value under a
// key of its own in one map, as bytes. Speaks to automerge-repo and to samod.

import { Repo } from "@automerge/automerge-repo";
import { WebSocketClientAdapter } from "@automerge/automerge-repo-network-websocket";

/** Not in words: it learns which heads the server has. */
export const ACKNOWLEDGES = true;

async function found(repo, url) {
  for (;;) {
    try {
      const handle = await repo.find(url);
      if (handle.doc()?.values) {
        return handle;
      }
    } catch {
      // Not there yet.
    }
    await new Promise((done) => setTimeout(done, 100));
  }
}

function watch(host, device, handle) {
  Object.keys(handle.doc().values).forEach((id) => host.saw(device, Number(id)));
  handle.on("change", ({ patches }) => {
    for (const { path } of patches) {
      if (path.length >= 2 && path[0] === "values") {
        host.saw(device, Number(path[1]));
      }
    }
  });
}

export async function open(address, host) {
  const { task } = host;
  let names = task.names;
  const devices = [];
  const known = [];
  for (let device = 0; device < task.devices; device += 1) {
    const repo = new Repo({ network: [new WebSocketClientAdapter(address)] });
    let handles;
    if (names.length === 0) {
      handles = Array.from({ length: task.documents }, () => repo.create({ values: {} }));
      names = handles.map((handle) => handle.url);
    } else {
      handles = await Promise.all(names.map((url) => found(repo, url)));
    }
    handles.forEach((handle) => {
      watch(host, device, handle);
      const at = { device, handle, heads: [] };
      handle.on("remote-heads", ({ heads }) => at.heads.push(heads));
      known.push(at);
    });
    devices.push({
      write: (document, id, value) => handles[document].change((doc) => (doc.values[id] = value)),
    });
  }
  return { names, devices, settle: () => known.forEach((at) => settle(host, at)) };
}

/** What a device wrote lies below the last heads of the server's that it can make sense of. */
function settle(host, { device, handle, heads }) {
  for (const remote of heads.reverse()) {
    try {
      const there = Object.keys(handle.view(remote).doc().values).map(Number);
      there.filter((id) => Math.floor(id / 100_000) === device).forEach(host.acknowledged);
      return;
    } catch {
      // Heads of changes that have not come to this device.
    }
  }
}
