"""An incident from open to close: the register, the edits of marketplace.json, the private record, the drafts."""
