"""Real servers on loopback: one that takes mail, one that keeps files. ``pytest_plugins = ["servers"]`` gives both."""

import asyncio
import datetime
import ipaddress
import os
import socket
import ssl
import threading
from contextlib import contextmanager

import paramiko
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HERE = "127.0.0.1"
USER, PASSWORD = "kansli", "hemligt-ord"


def free_port():
    with socket.create_server((HERE, 0)) as taken:
        return taken.getsockname()[1]


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A file with a key and a certificate of this machine that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HERE))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("certificate") / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


class Office:
    """What a mail server does with mail: keeps it, refuses some addresses, hangs up on others.

    It hangs up before a mail is sent or, where ``takes_first``, when it has all of it; ``silent`` is how many seconds
    it then says nothing, ``rejects`` the addresses whose mails it does not take then. ``taken`` is called with the
    address when a mail is whole, before the server says so; ``named`` when it is named.
    """

    def __init__(self):
        self.mails, self.logins = [], []
        self.refuses, self.hangs_up, self.rejects = set(), set(), set()
        self.takes_first, self.silent = False, 0
        self.taken = self.named = lambda address: None

    @property
    def addresses(self):
        return [envelope.rcpt_tos[0] for envelope in self.mails]

    def login(self, server, session, envelope, mechanism, given):
        right = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        self.logins.append(right)
        return AuthResult(success=right, handled=False)

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        self.named(address)
        if address in self.refuses:
            return "550 5.1.1 No such\x1b[31m mailbox"
        if address in self.hangs_up and not self.takes_first:
            server.transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        (address,) = envelope.rcpt_tos
        if address in self.rejects:
            return "451 4.3.1 No room"
        self.mails.append(envelope)
        self.taken(address)
        if address in self.hangs_up:
            server.transport.abort()
        await asyncio.sleep(self.silent)
        return "250 OK"


@pytest.fixture
def office(certificate):
    """Starts a mail server of one kind of security and gives its ``Office`` and its port."""
    started = []

    def start(security="starttls"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        asked = {"auth_required": True, "authenticator": None}
        how = {
            "starttls": {"tls_context": context, "require_starttls": True},
            "tls": {"ssl_context": context, "auth_require_tls": False},  # aiosmtpd does not see that it has it
            "none": {"auth_require_tls": False},
        }[security]
        kept = Office()
        asked["authenticator"] = kept.login
        server = Controller(kept, hostname=HERE, port=free_port(), **asked | how)
        server.start()
        started.append(server)
        return kept, server.port

    yield start
    for server in started:
        server.stop()


class Shelf(paramiko.SFTPServerInterface):
    """Files over SFTP, below a folder; the connection is cut at a write, where the test says at which."""

    def __init__(self, server, folder, cutting):
        super().__init__(server)
        self.folder, self.cutting = folder, cutting

    def _at(self, path):
        return self.folder / self.canonicalize(path).lstrip("/")

    def _done(self, act, *given):
        try:
            act(*given)
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)
        return paramiko.SFTP_OK

    def list_folder(self, path):
        try:
            return [paramiko.SFTPAttributes.from_stat(each.stat(), each.name) for each in self._at(path).iterdir()]
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)

    def stat(self, path):
        try:
            return paramiko.SFTPAttributes.from_stat(self._at(path).stat())
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)

    lstat = stat

    def open(self, path, flags, attributes):
        try:
            opened = os.fdopen(os.open(self._at(path), flags, 0o644), "r+b" if flags & os.O_RDWR else "wb")
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)
        handle, write = paramiko.SFTPHandle(flags), paramiko.SFTPHandle.write
        handle.writefile = handle.readfile = opened

        def counted(offset, data):
            done = write(handle, offset, data)
            self.cutting.count(path)
            return done

        handle.write = counted
        return handle

    def remove(self, path):
        return self._done(self._at(path).unlink)

    def rename(self, path, to):
        return self._done(self._at(path).rename, self._at(to))

    def posix_rename(self, path, to):
        return self._done(self._at(path).replace, self._at(to))

    def mkdir(self, path, attributes):
        return self._done(self._at(path).mkdir)

    def rmdir(self, path):
        return self._done(self._at(path).rmdir)


class Files(paramiko.ServerInterface):
    """A file server on loopback: ``writes`` are the paths written to, ``cut_at`` the write at which it hangs up."""

    def __init__(self, folder):
        self.folder, self.writes, self.cut_at = folder, [], 0
        self.key = paramiko.ECDSAKey.generate()
        self.listening = socket.create_server((HERE, 0))
        self.port = self.listening.getsockname()[1]
        self.transports = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            transport = paramiko.Transport(connection)
            transport.add_server_key(self.key)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, Shelf, folder=self.folder, cutting=self)
            self.transports.append(transport)
            transport.start_server(server=self, event=threading.Event())

    def count(self, path):
        self.writes.append(path)
        if len(self.writes) == self.cut_at:
            self.transports[-1].close()

    def check_auth_password(self, username, password):
        right = (username, password) == (USER, PASSWORD)
        return paramiko.AUTH_SUCCESSFUL if right else paramiko.AUTH_FAILED

    def get_allowed_auths(self, username):
        return "password"

    def check_channel_request(self, kind, channel):
        return paramiko.OPEN_SUCCEEDED

    def close(self):
        self.listening.close()
        for transport in self.transports:
            transport.close()


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A file server over a folder of its own, whose key the user's ``known_hosts`` has."""
    folder = tmp_path / "served"
    folder.mkdir()
    with _home(tmp_path / "home", monkeypatch) as known:
        server = Files(folder)
        known.write_text(f"[{HERE}]:{server.port} {server.key.get_name()} {server.key.get_base64()}\n")
        monkeypatch.setenv("RADRUM_SITE_PASSWORD", PASSWORD)
        yield server
        server.close()


@contextmanager
def _home(folder, monkeypatch):
    (folder / ".ssh").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    yield folder / ".ssh" / "known_hosts"
