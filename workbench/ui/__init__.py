"""The window. Qt lives here and nowhere else; everything that is decided or calculated lies below."""

import builtins

_import = builtins.__import__
import PySide6.QtCore  # noqa: E402, F401 - PySide6 puts an import of its own in place of Python's: see below

builtins.__import__ = _import
"""PySide6's import reads the source of every module, to see whether it asks for other names of Qt's methods
(``from __feature__ import``). No module here does, and reading costs a tenth of the program's start."""
