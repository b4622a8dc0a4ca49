//! The real server in a process of its own, so that its memory is its own, and that it is still there afterwards can be seen.

use crate::{
    corpus::{Hands, NURSE},
    hand::Hand,
    memory::Memory,
};
use anyhow::{Context as _, Result, bail, ensure};
use clinical::ScopeId;
use replication::door::{Enrol, EnrolAnswer};
use std::{
    io::{BufRead as _, BufReader, Write as _, stdin, stdout},
    path::Path,
    process::{Child, Command, Stdio},
};
use sync_server::{Config, Server, StorageAt, admin::Desk};

const WARDS: &str = r#"[{ "id": "bluebell", "name": "Bluebell Ward", "telephone": "ext. 4312",
    "bays": [{ "name": "Bay A", "beds": ["A1", "A2", "A3", "A4"] }] }]"#;

/// A server's folder with a ward and its nurse, to which devices can be enrolled.
pub struct House {
    folder: tempfile::TempDir,
    /// The address of its PostgreSQL; without one its database lies in the folder.
    postgres: Option<String>,
    desk: Desk,
}

/// A server that listens.
pub struct Process {
    child: Child,
    /// Where.
    pub url: String,
}

fn config(folder: &Path, postgres: Option<&str>) -> Result<Config> {
    let mut config = Config::new(folder, "127.0.0.1:0".parse()?);
    if let Some(address) = postgres {
        config.storage = StorageAt::Postgres(address.parse()?);
    }
    Ok(config)
}

impl House {
    /// A new one, over SQLite or the empty PostgreSQL database at an address.
    ///
    /// # Errors
    /// When its folder or database cannot be made.
    pub fn new(postgres: Option<String>) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let desk = Desk::open(&config(folder.path(), postgres.as_deref())?)?;
        desk.import_wards(WARDS.as_bytes())?;
        let staff = format!("staff_id,name,role,wards,pin\n{NURSE},Amina Yusuf,nurse,bluebell,204060\n");
        desk.import_staff(staff.as_bytes())?;
        Ok(Self { folder, postgres, desk })
    }

    /// Enrols whoever is to be, and withdraws one of them.
    ///
    /// # Errors
    /// When the server does not let them in.
    pub fn admit(&self, hands: &Hands) -> Result<()> {
        self.enrol(&[&hands.own, &hands.other, &hands.withdrawn])?;
        Ok(self.desk.revoke(hands.withdrawn.id)?)
    }

    /// Enrols devices with a code each, like any other.
    ///
    /// # Errors
    /// When the server does not let them in.
    pub fn enrol(&self, hands: &[&Hand]) -> Result<()> {
        let config = config(self.folder.path(), self.postgres.as_deref())?;
        let now = config.clock.now();
        let server = Server::open(config)?;
        for hand in hands {
            let code = self.desk.enrolment_code("a device of the corpus", &["bluebell".parse()?])?;
            let answer = server.enrol(&question(hand, code.as_str()), now)?;
            ensure!(matches!(answer, EnrolAnswer::Enrolled(_)), "a fresh code enrols");
        }
        Ok(())
    }

    /// A log as the desk hands it over to be kept elsewhere, and the key that proves it.
    ///
    /// # Errors
    /// When there is no such log.
    pub fn log_of(&self, scope: &ScopeId) -> Result<(Vec<u8>, [u8; 32])> {
        let file = self.folder.path().join("taken-elsewhere");
        self.desk.prove(scope, &file)?;
        Ok((std::fs::read(file)?, self.desk.root()))
    }

    /// Starts the server as a process of this program, which must know how to [`serve`].
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(&self, program: &Path) -> Result<Process> {
        let mut command = Command::new(program);
        command.arg("serve").arg(self.folder.path());
        command.args(self.postgres.iter().flat_map(|address| ["--postgres", address]));
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().context("the server's process could not be started")?;
        let said = child.stdout.take().context("the server's process says nothing")?;
        let mut url = String::new();
        BufReader::new(said).read_line(&mut url)?;
        ensure!(url.starts_with("http://"), "the server did not say where it listens");
        Ok(Process { child, url: url.trim().to_owned() })
    }
}

fn question(hand: &Hand, code: &str) -> Enrol {
    use ed25519_dalek::Signer as _;
    let mut question = Enrol {
        code: code.to_owned(),
        device: hand.id,
        incarnation: hand.incarnation,
        key: hand.key.verifying_key().to_bytes(),
        label: String::new(),
        signature: [0; 64],
    };
    question.signature = hand.key.sign(&question.signed_bytes()).to_bytes();
    question
}

impl Process {
    /// Its memory, from now on.
    pub fn memory(&self) -> Memory {
        Memory::of(self.child.id())
    }

    /// Ends it in good order: it was still there, and had nothing to complain of.
    ///
    /// # Errors
    /// When it had died, or ends badly.
    pub fn stop(mut self) -> Result<()> {
        if let Some(status) = self.child.try_wait()? {
            bail!("the server had died: {status}");
        }
        drop(self.child.stdin.take());
        let status = self.child.wait()?;
        ensure!(status.success(), "the server ended badly: {status}");
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // One that was stopped is gone already.
        let _gone = self.child.kill().is_err();
        let _reaped = self.child.wait().is_err();
    }
}

/// Serves the folder until nobody holds the other end of the input any more. Says where it listens.
///
/// # Errors
/// When the server cannot be started.
pub async fn serve(folder: &Path, postgres: Option<&str>) -> Result<()> {
    let running = Server::start(config(folder, postgres)?).await?;
    writeln!(stdout(), "{}", running.url())?;
    stdout().flush()?;
    tokio::task::spawn_blocking(|| stdin().lines().for_each(drop)).await?;
    running.stop().await;
    Ok(())
}
