//! A private PostgreSQL for the tests of one process: made in a temporary folder, listening on a socket there and nowhere
//! else, gone with the process however it ends.
//!
//! The server refuses root: then it runs as the user `postgres`. Where it cannot be started the tests that need it say so on
//! standard error and pass; with `WARDLIGHT_POSTGRES=required` they fail instead.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    os::unix::{fs::chown, process::CommandExt as _},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

/// Runs until its standard input ends, which it does when this process is gone.
const SCRIPT: &str = r#"
"$1/initdb" --pgdata="$2/data" --username=ward --auth=trust --encoding=UTF8 --locale=C --no-sync >"$2/said" 2>&1 &&
"$1/pg_ctl" --pgdata="$2/data" --wait --silent --log="$2/log" \
    --options="-k '$2' -c listen_addresses= -c max_connections=300" start >>"$2/said" 2>&1 && echo ready
cat >/dev/null
"$1/pg_ctl" --pgdata="$2/data" --silent --mode=immediate stop >/dev/null 2>&1
rm -rf "$2"
"#;

/// A running cluster.
pub(crate) struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    owner: Option<(u32, u32)>,
    databases: AtomicU32,
    _keeper: Child,
}

/// The cluster of this process, started when it is first asked for; `None`, said aloud, where there is none.
pub(crate) fn cluster(test: &str) -> Option<&'static Cluster> {
    static CLUSTER: OnceLock<Result<Cluster, String>> = OnceLock::new();
    match CLUSTER.get_or_init(Cluster::start) {
        Ok(cluster) => Some(cluster),
        Err(why) if std::env::var("WARDLIGHT_POSTGRES").is_ok_and(|wish| wish == "required") => {
            panic!("PostgreSQL is required (WARDLIGHT_POSTGRES) and does not start: {why}")
        }
        Err(why) => {
            // Past the harness, which keeps to itself what a passing test prints.
            let _nobody_reads =
                writeln!(std::io::stderr(), "skipped: {test}: PostgreSQL does not start: {why}");
            None
        }
    }
}

impl Cluster {
    fn start() -> Result<Self, String> {
        let programs = programs().ok_or("no initdb on the path or below /usr/lib/postgresql")?;
        let folder =
            tempfile::Builder::new().prefix("wardlight-pg-").tempdir().map_err(|why| why.to_string())?.keep();
        let owner = owner()?;
        let mut command = Command::new("sh");
        command.args(["-c", SCRIPT, "sh"]).arg(&programs).arg(&folder).current_dir("/");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        if let Some((user, group)) = owner {
            chown(&folder, Some(user), Some(group)).map_err(|why| why.to_string())?;
            command.uid(user).gid(group);
        }
        let mut keeper = command.spawn().map_err(|why| why.to_string())?;
        let mut line = String::new();
        let heard = keeper.stdout.take().map(|out| BufReader::new(out).read_line(&mut line));
        if !matches!(heard, Some(Ok(_))) || line.trim() != "ready" {
            let said = std::fs::read_to_string(folder.join("said")).unwrap_or_default();
            return Err(said.lines().last().unwrap_or("it says nothing").to_owned());
        }
        Ok(Self { folder, programs, owner, databases: AtomicU32::new(0), _keeper: keeper })
    }

    /// The address of a fresh, empty database.
    pub(crate) fn database(&self) -> String {
        let name = format!("ward_{}", self.databases.fetch_add(1, Ordering::SeqCst));
        let made = self.psql("postgres", &format!("CREATE DATABASE {name}"));
        assert_eq!(made.as_deref(), Ok(""), "a database is made");
        self.address(&name)
    }

    /// The address of a database.
    pub(crate) fn address(&self, name: &str) -> String {
        format!("postgres:///{name}?host={}&user=ward", self.folder.display())
    }

    /// What `psql` answers, unadorned; in its own words when it fails.
    pub(crate) fn psql(&self, database: &str, sql: &str) -> Result<String, String> {
        let mut command = Command::new(self.programs.join("psql"));
        command.arg("--host").arg(&self.folder).current_dir("/");
        command.args([
            "--username=ward",
            "--no-psqlrc",
            "--quiet",
            "--tuples-only",
            "--no-align",
            "--dbname",
            database,
        ]);
        command.args(["--command", sql]);
        if let Some((user, group)) = self.owner {
            command.uid(user).gid(group);
        }
        let out = command.output().map_err(|why| why.to_string())?;
        if out.status.success() {
            Ok(String::from_utf8_lossy(&out.stdout).trim().to_owned())
        } else {
            Err(String::from_utf8_lossy(&out.stderr).into_owned())
        }
    }
}

/// Where PostgreSQL's programs are; Debian keeps them off the path.
fn programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = debian.map(|version| version.path().join("bin"));
    let mut folders: Vec<PathBuf> = debian.chain(std::env::split_paths(&path)).collect();
    folders.retain(|folder| folder.join("initdb").is_file());
    folders.into_iter().next()
}

/// Whom it runs as: nobody else, unless this is root.
fn owner() -> Result<Option<(u32, u32)>, String> {
    let id = |arguments: &[&str]| {
        let out = Command::new("id").args(arguments).output().map_err(|why| why.to_string())?;
        let text = String::from_utf8_lossy(&out.stdout).trim().to_owned();
        text.parse::<u32>().map_err(|_| "this is root, and there is no user postgres to run it as".to_owned())
    };
    if id(&["-u"])? != 0 {
        return Ok(None);
    }
    Ok(Some((id(&["-u", "postgres"])?, id(&["-g", "postgres"])?)))
}
