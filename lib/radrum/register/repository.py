"""What git keeps of one folder, asked for with as few commands as can be."""

import datetime
import io
import shutil
import subprocess
from collections.abc import Iterable
from os import environ
from pathlib import Path

from radrum import paths
from radrum.errors import Fault, Faults

ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")  # a hook names a repository of its own so


class Repository:
    """The git repository that a folder lies in, if any. Raises ``Faults`` where git refuses to read it."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._program = shutil.which("git")
        self._environment = {name: value for name, value in environ.items() if name not in ELSEWHERE} | {"LC_ALL": "C"}

    def newest(self) -> str:
        """The commit that is checked out; nothing where there is no git, no repository or no commit."""
        if not self._program or not self._said("rev-parse", "--git-dir", may_fail="not a git repository"):
            return ""
        return self._said("rev-parse", "--verify", "HEAD", may_fail="Needed a single revision").decode().strip()

    def commits(self) -> list[tuple[str, list[str]]]:
        """Every commit that changed the folder, oldest first, with its parents; a merge that chose one side is one."""
        told = self._said(
            "log", "--full-history", "--topo-order", "--reverse", "--no-show-signature", "--format=%H %P", "--", "."
        )
        return [(line.split()[0], line.split()[1:]) for line in told.decode().splitlines()]

    def days(self, commits: Iterable[str]) -> dict[str, datetime.date]:
        """The day of each commit, where its committer was."""
        words = ("log", "--no-walk", "--no-show-signature", "--format=%H %cs", "--stdin")
        pairs = (line.split() for line in self._said(*words, given=sorted(commits)).decode().splitlines())
        return {commit: datetime.date.fromisoformat(day) for commit, day in pairs}

    def trees(self, commits: Iterable[str]) -> dict[str, dict[str, str]]:
        """What the folder held at each commit: by each file's name, git's name of its content."""
        inside = self._said("rev-parse", "--show-prefix").decode().rstrip("\n").rstrip("/")
        names = {commit: f"{commit}:{inside}" for commit in commits}
        found = self.contents(names.values())
        return {commit: _entries(found.get(name, b""), len(commit) // 2) for commit, name in names.items()}

    def contents(self, names: Iterable[str]) -> dict[str, bytes]:
        """The bytes behind each of git's names, without those that git has no copy of."""
        asked = sorted(set(names) - {""})
        answer = io.BytesIO(self._said("cat-file", "--batch", given=asked) if asked else b"")
        found = {}
        for name in asked:
            told = answer.readline().rsplit(b" ", 1)[-1].strip()
            if told.isdigit():
                found[name] = answer.read(int(told))
                answer.readline()
        return found

    def _said(self, *words: str, given: Iterable[str] = (), may_fail: str = "") -> bytes:
        """What git prints; nothing where it fails and says ``may_fail``."""
        done = subprocess.run(  # noqa: S603  without a shell, and the words are this module's
            [self._program, *words],
            cwd=self.folder,
            env=self._environment,
            input="".join(f"{line}\n" for line in given).encode(),
            capture_output=True,
            check=False,
        )
        if not done.returncode:
            return done.stdout
        told = done.stderr.decode(errors="replace").strip()
        if may_fail and may_fail in told:
            return b""
        raise Faults([Fault(paths.shown(self.folder), "git cannot read its history.", told)])


def _entries(tree: bytes, width: int) -> dict[str, str]:
    """The names in a tree of git, with git's names of what they hold: ``width`` bytes each."""
    entries = {}
    while tree:
        head, _, tree = tree.partition(b"\0")
        entries[head.partition(b" ")[2].decode(errors="replace")] = tree[:width].hex()
        tree = tree[width:]
    return entries
