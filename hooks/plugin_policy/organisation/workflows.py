"""Which status checks are this product's: the names of the jobs that run it."""

from __future__ import annotations

from typing import Any

from plugin_policy.github.evidence import Answer
from plugin_policy.organisation.subject import Subject

FOLDER = ".github/workflows"
PRODUCT = "plugin-policy"
MAX_FILES = 100


def own_jobs(subject: Subject) -> tuple[set[str], Answer | None]:
    """Names under which GitHub reports the jobs, and the answer that hid a workflow from us, if any."""
    paths, hidden = subject.folder(FOLDER)
    if paths is None:
        return set(), hidden
    names: set[str] = set()
    unseen: Answer | None = None
    for path in paths[:MAX_FILES]:
        if path.endswith((".yml", ".yaml")):
            text, answer = subject.file(path)
            if text is None:
                unseen = unseen or answer
            elif PRODUCT in text:
                names |= job_names(text)
    return names, unseen


def job_names(text: str) -> set[str]:
    """`name` or id of each job with a step, or a called workflow, that names the product."""
    import yaml

    try:
        content = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return set()
    jobs = content.get("jobs") if isinstance(content, dict) else None
    found = set()
    for id, job in jobs.items() if isinstance(jobs, dict) else ():
        if isinstance(job, dict) and _runs_product(job):
            name = job.get("name")
            found.add(name if isinstance(name, str) else str(id))
    return found


def _runs_product(job: dict[str, Any]) -> bool:
    steps = job.get("steps")
    places = [job, *(step for step in steps if isinstance(step, dict))] if isinstance(steps, list) else [job]
    return any(PRODUCT in str(place.get(key) or "") for place in places for key in ("uses", "run"))
