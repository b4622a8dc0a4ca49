//! The servers: how each is started over a folder, and what its devices are started with.

use crate::{
    house::House,
    run::{Serving, serving},
    workload::Task,
};
use anyhow::{Context as _, Result};
use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::Command,
};

/// A server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Peer {
    /// Ours.
    Wardlight,
    /// y-websocket 2.1.0.
    YWebsocket,
    /// Hocuspocus 4.7.0.
    Hocuspocus,
    /// pouchdb-server 4.2.0.
    PouchdbServer,
    /// automerge-repo 2.5.6 on `ws`.
    AutomergeRepo,
    /// samod 0.16.0.
    Samod,
}

/// What a server does with what it was told, as its source and its calls to the system show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeps {
    /// It answers when the disk has it.
    Synced,
    /// It writes files and does not wait for the disk.
    Written,
    /// It has it in memory.
    Nothing,
}

/// Where programs and files are.
#[derive(Debug, Clone)]
pub struct Places {
    /// This program, which also drives our tablets.
    pub own: PathBuf,
    /// Our server, built for release.
    pub server: PathBuf,
    /// The peers' servers and clients, with their packages installed.
    pub js: PathBuf,
    /// samod's server.
    pub samod: PathBuf,
}

impl Peer {
    /// All of them, ours first.
    pub const ALL: [Self; 6] = [
        Self::Wardlight,
        Self::YWebsocket,
        Self::Hocuspocus,
        Self::PouchdbServer,
        Self::AutomergeRepo,
        Self::Samod,
    ];

    /// Its name, as it is installed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wardlight => "wardlight",
            Self::YWebsocket => "y-websocket",
            Self::Hocuspocus => "hocuspocus",
            Self::PouchdbServer => "pouchdb-server",
            Self::AutomergeRepo => "automerge-repo",
            Self::Samod => "samod",
        }
    }

    /// What it keeps, in the set-up measured here.
    pub const fn keeps(self) -> Keeps {
        match self {
            Self::Wardlight => Keeps::Synced,
            Self::YWebsocket | Self::Hocuspocus => Keeps::Nothing,
            Self::PouchdbServer | Self::AutomergeRepo | Self::Samod => Keeps::Written,
        }
    }

    /// Its address, by the port where devices come in.
    pub fn address(self, port: u16) -> String {
        let scheme = match self {
            Self::Wardlight | Self::PouchdbServer => "http",
            _ => "ws",
        };
        format!("{scheme}://127.0.0.1:{port}")
    }

    /// Starts it over a folder that may hold what an earlier one left there.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn serve(self, places: &Places, folder: &Path) -> Result<Serving> {
        let node = |script: &Path| {
            let mut command = Command::new("node");
            command.arg(script).current_dir(folder);
            command
        };
        let free = free_port()?.to_string();
        let modules = places.js.join("node_modules");
        let (mut command, known) = match self {
            Self::Wardlight => {
                let mut command = Command::new(&places.server);
                command.arg("serve").arg("--data").arg(folder).args(["--listen", "127.0.0.1:0"]);
                (command, None)
            }
            Self::YWebsocket => {
                let mut command = node(&modules.join("y-websocket/bin/server.cjs"));
                command.env("HOST", "127.0.0.1").env("PORT", &free);
                (command, Some(free))
            }
            Self::PouchdbServer => {
                let mut command = node(&modules.join("pouchdb-server/bin/pouchdb-server"));
                command.args(["--host", "127.0.0.1", "--port", &free, "--dir"]).arg(folder);
                (command, Some(free))
            }
            Self::Hocuspocus | Self::AutomergeRepo => {
                let mut command = node(&places.js.join("server.mjs"));
                command.arg(self.name()).arg(folder);
                (command, None)
            }
            Self::Samod => {
                let mut command = Command::new(&places.samod);
                command.arg(folder);
                (command, None)
            }
        };
        serving(&mut command, known).await.with_context(|| format!("{} does not start", self.name()))
    }

    /// What its devices are started with.
    ///
    /// # Errors
    /// Never: a task can be written down.
    pub fn devices(self, places: &Places, port: u16, task: &Task) -> Result<Command> {
        let mut command = if self == Self::Wardlight {
            let mut command = Command::new(&places.own);
            command.arg("drive");
            command
        } else {
            let mut command = Command::new("node");
            command.arg("client.mjs").arg(self.name()).current_dir(&places.js);
            command
        };
        command.arg(self.address(port)).arg(serde_json::to_string(task)?);
        Ok(command)
    }

    /// What must be in the folder before it is served, and what its devices must know: ours enrols them.
    ///
    /// # Errors
    /// When our own house cannot be set up.
    pub fn house(self, task: &Task) -> Result<Prepared> {
        if self != Self::Wardlight {
            return Ok(Prepared::Empty(tempfile::tempdir()?));
        }
        let house = House::new(sync_server::StorageAt::Folder, 1)?;
        house.fill(10, 10, &[(0..task.documents).collect()])?;
        Ok(Prepared::Filled(Box::new(house)))
    }
}

/// A folder to serve.
pub enum Prepared {
    /// Nothing is there.
    Empty(tempfile::TempDir),
    /// Our tablets are enrolled and patients lie in their beds.
    Filled(Box<House>),
}

impl Prepared {
    /// Where.
    pub fn folder(&self) -> &Path {
        match self {
            Self::Empty(folder) => folder.path(),
            Self::Filled(house) => house.folder(),
        }
    }

    /// What devices are told of it.
    ///
    /// # Errors
    /// Never: the key is one.
    pub fn names(&self) -> Result<Vec<String>> {
        match self {
            Self::Empty(_) => Ok(Vec::new()),
            Self::Filled(house) => Ok(vec![hex::encode(house.key()?.as_bytes())]),
        }
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
