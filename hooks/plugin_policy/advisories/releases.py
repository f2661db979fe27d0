"""When releases came out and whether they were taken back, asked of deps.dev: https://docs.deps.dev/api/v3alpha/

One request for 1,000 releases. Nothing but ecosystem, name and version is sent.
"""

from __future__ import annotations

import os

from plugin_policy.advisories.fetch import Client, FetchError, open_client
from plugin_policy.dependencies.dependency import Dependency
from plugin_policy.dependencies.releases import SYSTEMS, Facts, Key
from plugin_policy.dependencies.source import mapping, sequence, string

SERVICE = "https://api.deps.dev"
SERVICE_VARIABLE = "PLUGIN_POLICY_RELEASES_API"  # another address of the same interface
BATCH = 1000
MAX_PAGES = 20  # of one batch


def ask(dependencies: list[Dependency], client: Client | None = None) -> dict[Key, Facts]:
    """FetchError when the service does not answer as it should. Releases that it does not know are left out."""
    wanted = list(dict.fromkeys((one.ecosystem, one.name, one.version) for one in dependencies))
    found: dict[Key, Facts] = {}
    with client or open_client(os.environ.get(SERVICE_VARIABLE, SERVICE)) as connection:
        for at in range(0, len(wanted), BATCH):
            found |= _batch(connection, wanted[at : at + BATCH])
    return found


def _batch(client: Client, keys: list[Key]) -> dict[Key, Facts]:
    by_system = {(SYSTEMS[ecosystem], name, version): (ecosystem, name, version) for ecosystem, name, version in keys}
    body: dict[str, object] = {
        "requests": [
            {"versionKey": {"system": one, "name": name, "version": version}} for one, name, version in by_system
        ]
    }
    found: dict[Key, Facts] = {}
    for _ in range(MAX_PAGES):
        answer = client.post_json("/v3alpha/versionbatch", body)
        if not isinstance(answer.get("responses"), list):
            raise FetchError("it answered something else than was asked")
        for response in sequence(answer["responses"]):
            version = mapping(mapping(response).get("version"))
            asked = mapping(mapping(mapping(response).get("request")).get("versionKey"))
            key = by_system.get((string(asked.get("system")), string(asked.get("name")), string(asked.get("version"))))
            if key is not None and version:
                found[key] = (string(version.get("publishedAt")), version.get("isDeprecated") is True)
        token = string(answer.get("nextPageToken"))
        if not token:
            return found
        body["pageToken"] = token
    raise FetchError(f"it gives more than {MAX_PAGES} pages")
