// The clients of y-websocket and hocuspocus: a Yjs document for each device and stay, each value under a key of its own in
// one map, as bytes.

import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import WebSocket from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

/** Hocuspocus counts what it has not said it has; y-websocket says nothing. */
export const ACKNOWLEDGES = process.argv[2] === "hocuspocus";

function plain(address, name, document) {
  const options = { WebSocketPolyfill: WebSocket, disableBc: true };
  const provider = new WebsocketProvider(address, name, document, options);
  return new Promise((done) => provider.on("sync", (synced) => synced && done({})));
}

function counted(websocketProvider, name, document, host) {
  const sent = [];
  let told = 0;
  const take = ({ number }) => {
    for (; told < sent.length - number; told += 1) {
      host.acknowledged(sent[told]);
    }
  };
  return new Promise((done) => {
    const provider = new HocuspocusProvider({
      websocketProvider,
      name,
      document,
      onUnsyncedChanges: take,
      onSynced: ({ state }) => state && done({ sent }),
    });
    provider.attach();
  });
}

export async function open(address, host) {
  const { task, peer } = host;
  const names = Array.from({ length: task.documents }, (_, number) => `stay-${number}`);
  const devices = [];
  for (let device = 0; device < task.devices; device += 1) {
    const socket =
      peer === "hocuspocus" ? new HocuspocusProviderWebsocket({ url: address, WebSocketPolyfill: WebSocket }) : null;
    const documents = names.map(() => new Y.Doc());
    const maps = documents.map((document) => {
      const map = document.getMap("values");
      map.observe((event) => event.keysChanged.forEach((id) => host.saw(device, Number(id))));
      return map;
    });
    const joined = documents.map((document, number) =>
      socket ? counted(socket, names[number], document, host) : plain(address, names[number], document),
    );
    const links = await Promise.all(joined);
    devices.push({
      write(document, id, value) {
        links[document].sent?.push(id);
        maps[document].set(String(id), value);
      },
    });
  }
  return { names, devices };
}
