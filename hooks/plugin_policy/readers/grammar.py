"""The grammars of tree-sitter, loaded without what their packages import besides them.

A grammar's package imports importlib.resources for its queries, which nobody here asks for; that costs an author's
hook more than the parser itself. So the compiled module in the package is loaded alone.
"""

from __future__ import annotations

TYPE_CHECKING = False  # the real one costs the import of typing
if TYPE_CHECKING:
    from types import ModuleType

    from tree_sitter import Language

_bindings: dict[str, ModuleType] = {}


def language(package: str, function: str = "language") -> Language:
    """The grammar that `function` of a package such as `tree_sitter_python` gives."""
    from tree_sitter import Language

    return Language(getattr(binding(package), function)())


def binding(package: str) -> ModuleType:
    """The compiled module `_binding` of a grammar's package. ImportError: there is none."""
    found = _bindings.get(package)
    if found is None:
        found = _bindings[package] = _load(package)
    return found


def _load(package: str) -> ModuleType:
    import importlib
    from importlib.machinery import PathFinder

    whole = PathFinder.find_spec(package)
    folders = whole.submodule_search_locations if whole is not None else None
    spec = PathFinder.find_spec("_binding", list(folders)) if folders else None
    if spec is None or spec.loader is None:
        return importlib.import_module(package)
    # The name that the package would give it decides which symbol starts the module.
    spec.name = spec.loader.name = f"{package}._binding"  # type: ignore[attr-defined]
    module = spec.loader.create_module(spec)
    if module is None:
        return importlib.import_module(package)
    spec.loader.exec_module(module)
    return module
