"""OSV's service instead of a database: https://google.github.io/osv.dev/post-v1-querybatch/

One request for 1,000 packages gives ids; the records of those are fetched once and kept in the user's cache by id and
time of change. Whatever fails makes the advisory rules not run.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from plugin_policy.advisories.database import Missing, cache_folder
from plugin_policy.advisories.record import Advisory, normalize, read_record
from plugin_policy.advisories.versions import SUPPORTED

if TYPE_CHECKING:
    from plugin_policy.advisories.fetch import Client
    from plugin_policy.dependencies.dependency import Dependency

SERVICE = "https://api.osv.dev"
SERVICE_VARIABLE = "PLUGIN_POLICY_OSV_API"  # another address of the same interface
BATCH = 1000  # queries a request
MAX_PAGES = 100
MAX_RECORDS = 20_000

Query = tuple[str, str, str]  # ecosystem, name or `commit:sha`, version or ""


class Online:
    """The same questions as to `Database`. Everything is asked for at once, at the first question."""

    def __init__(self, dependencies: Iterable[Dependency], client: Client | None = None) -> None:
        self.ages: dict[str, float] = {}
        self.missing: dict[str, Missing] = {}
        self._queries = list(dict.fromkeys(_query(one) for one in dependencies if one.ecosystem in SUPPORTED))
        self._client = client
        self._found: dict[tuple[str, str], list[Advisory]] | None = None
        self._problem: tuple[str, str] | None = None

    def get(self, ecosystem: str, name: str) -> list[Advisory] | None:
        if self._found is None and self._problem is None:
            self._ask()
        if self._found is None:
            return None
        return self._found.get((ecosystem, name if name.startswith("commit:") else normalize(ecosystem, name)), [])

    def problems(self, ecosystems: list[str]) -> list[tuple[str, str]]:
        return [self._problem] if self._problem and ecosystems else []

    def _ask(self) -> None:
        from plugin_policy.advisories.fetch import FetchError, open_client

        try:
            client = self._client or open_client(os.environ.get(SERVICE_VARIABLE, SERVICE))
            with client:
                self._found = self._collect(client)
        except FetchError as error:
            self._problem = (f"OSV's service cannot be asked: {error}", error.cure)

    def _collect(self, client: Client) -> dict[tuple[str, str], list[Advisory]]:
        wanted: dict[str, str] = {}  # id -> time of change
        asked: dict[str, set[tuple[str, str]]] = {}
        for query, records in _batches(client, self._queries):
            for record, modified in records:
                wanted[record] = modified
                asked.setdefault(record, set()).add((query[0], query[1]))
        found: dict[tuple[str, str], list[Advisory]] = {}
        if len(wanted) > MAX_RECORDS:
            raise client.error(f"it names more than {MAX_RECORDS:,} records")
        for record_id, modified in wanted.items():
            self._keep(_record(client, record_id, modified), asked[record_id], found)
        return found

    @staticmethod
    def _keep(
        content: dict[str, object], keys: set[tuple[str, str]], found: dict[tuple[str, str], list[Advisory]]
    ) -> None:
        for ecosystem in {key[0] for key in keys}:
            for name, advisory in read_record(content, ecosystem):
                found.setdefault((ecosystem, name), []).append(advisory)
                for key in keys:
                    if key[1].startswith("commit:"):
                        found.setdefault(key, []).append(advisory)


def _query(one: Dependency) -> Query:
    if one.state == "git-sha":
        return (one.ecosystem, f"commit:{one.version}", "")
    return (one.ecosystem, normalize(one.ecosystem, one.name), one.version if one.state == "exact" else "")


def _batches(client: Client, queries: list[Query]) -> Iterable[tuple[Query, list[tuple[str, str]]]]:
    """(query, [(id, modified)]), page after page."""
    waiting: list[tuple[Query, str]] = [(query, "") for query in queries]
    for _ in range(MAX_PAGES):
        if not waiting:
            return
        batch, waiting = waiting[:BATCH], waiting[BATCH:]
        answer = client.post_json("/v1/querybatch", {"queries": [_body(query, token) for query, token in batch]})
        results = answer.get("results")
        if not isinstance(results, list) or len(results) != len(batch):
            raise client.error("it answered something else than was asked")
        for (query, _), result in zip(batch, results, strict=True):
            result = result if isinstance(result, dict) else {}
            rows = result.get("vulns") or []
            yield (
                query,
                [
                    (str(row["id"]), str(row.get("modified", "")))
                    for row in rows
                    if isinstance(row, dict) and "id" in row
                ],
            )
            token = result.get("next_page_token")
            if isinstance(token, str) and token:
                waiting.append((query, token))
    raise client.error(f"it gives more than {MAX_PAGES} pages")


def _body(query: Query, token: str) -> dict[str, object]:
    ecosystem, name, version = query
    if name.startswith("commit:"):
        body: dict[str, object] = {"commit": name.removeprefix("commit:")}
    else:
        body = {"package": {"ecosystem": ecosystem, "name": name}}
        if version:
            body["version"] = version.removeprefix("v") if ecosystem == "Go" else version
    if token:
        body["page_token"] = token
    return body


def _record(client: Client, record_id: str, modified: str) -> dict[str, object]:
    """A record by id, from the cache while its time of change is the same."""
    import json

    if not re.fullmatch(r"[A-Za-z0-9._:-]{1,100}", record_id):
        raise client.error("it names a record that cannot be one")
    path = os.path.join(cache_folder(), "records", record_id.replace(":", "_") + ".json")
    try:
        with open(path, encoding="utf-8") as stream:
            kept = json.load(stream)
        if modified and isinstance(kept, dict) and kept.get("modified") == modified and kept.get("id") == record_id:
            return kept
    except (OSError, ValueError, RecursionError):
        pass
    record = client.get_json(f"/v1/vulns/{record_id}")
    if record.get("id") != record_id:
        raise client.error(f"it answered another record for {record_id}")
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(f"{path}.{os.getpid()}", "w", encoding="utf-8") as out:
            json.dump(record, out)
        os.replace(f"{path}.{os.getpid()}", path)
    except OSError:
        pass  # a cache that cannot be written costs a request the next time
    return record
