// The two peers that come without a server to run: the shortest one that their documentation has. Says its port.

import { createServer } from "node:http";

const [peer, folder] = process.argv.slice(2);

if (peer === "automerge-repo") {
  const { Repo } = await import("@automerge/automerge-repo");
  const { WebSocketServerAdapter } = await import("@automerge/automerge-repo-network-websocket");
  const { NodeFSStorageAdapter } = await import("@automerge/automerge-repo-storage-nodefs");
  const { WebSocketServer } = await import("ws");
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  new Repo({
    network: [new WebSocketServerAdapter(sockets)],
    storage: new NodeFSStorageAdapter(folder),
    // A server tells nobody of documents that they have not asked for.
    sharePolicy: async () => false,
  });
  server.listen(0, "127.0.0.1", () => console.log(server.address().port));
} else {
  const { Server } = await import("@hocuspocus/server");
  const server = new Server({ address: "127.0.0.1", port: 0, quiet: true });
  await server.listen();
  console.log(server.address.port);
}
