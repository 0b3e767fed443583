"""What goes wrong: mistakes in the input are told in a sentence; the unexpected never ends the program.

An exception that nobody caught, wherever it was raised, comes here: every open document is copied at once, the log says
what happened, and one dialog tells it. The dialog waits for nothing and runs no loop of its own, so that an error in
every paint event cannot pile up; what happens again is counted.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

from msgspec import Struct, field
from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QWidget

from vsm_desktop.assets import _
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.log import circumstances, log_file, say_on_stderr, trace_of, write_log

if TYPE_CHECKING:
    from vsm_desktop.ui.fault import FaultDialog
    from vsm_desktop.ui.window import MainWindow

QUIET_S = 60.0  # the same fault within this time of its last is counted, not told again
_MOST_MESSAGES = 200


def tell(parent: QWidget | None, title: str, sentence: str) -> None:
    """Say what is wrong with the input and what to do."""
    from PySide6.QtWidgets import QMessageBox  # its many enums would cost 15 ms at the start

    box = QMessageBox(QMessageBox.Icon.Warning, title, sentence, QMessageBox.StandardButton.Ok, parent)
    box.setObjectName("problem-dialog")
    box.exec()


class Fault(Struct):
    """One unexpected error: where it was raised, its text, what was saved, and how often it came."""

    place: tuple[str, str, int]
    text: str = ""
    logged: bool = False
    copies: list[Path] = field(default_factory=list)
    times: int = 1
    last: float = 0.0


class Reporter(QObject):
    """Takes unexpected errors from any thread; the dialog stands in the thread of the windows."""

    happened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.dialog: FaultDialog | None = None
        self._faults: dict[tuple[str, str, int], Fault] = {}
        self._here = threading.local()
        self._lock = threading.Lock()
        self.happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def report(self, error: BaseException) -> None:
        """Copy, log and tell; never raises, whatever happens on the way."""
        if getattr(self._here, "busy", False):
            say_on_stderr(trace_of(error))  # an error about an error
            return
        self._here.busy = True
        try:
            self._take(error)
        except Exception as second:
            say_on_stderr(trace_of(second))
        finally:
            self._here.busy = False

    def _take(self, error: BaseException) -> None:
        place, now = _place(error), monotonic()
        with self._lock:
            fault = self._faults.get(place)
            again = fault is not None and now - fault.last < QUIET_S
            if fault is None or not again:
                fault = self._faults[place] = Fault(place)
            else:
                fault.times += 1
            fault.last = now
        if again:
            if fault.times in (10, 100, 1_000, 10_000, 100_000):
                write_log(f"{fault.times} times by now: {error!r}")
        else:
            self._record(fault, error)
        self.happened.emit(fault)

    def _record(self, fault: Fault, error: BaseException) -> None:
        """The copies first: they are what matters if it gets worse."""
        from vsm_desktop.ui.rescue import save_recovery_copy

        desks = open_desks()
        fault.copies = [path for desk in desks if (path := save_recovery_copy(desk))]
        fault.text = f"{circumstances(desks)}\n{trace_of(error)}"
        fault.logged = write_log(fault.text)
        say_on_stderr(fault.text)

    def _tell(self, fault: Fault) -> None:
        """In the thread of the windows, after whatever event the error came from is over."""
        if getattr(self._here, "telling", False):
            return
        self._here.telling = True
        try:
            drop_gestures()
            if self.dialog is not None and self.dialog.isVisible():
                self.dialog.count(fault)
            elif fault.times == 1:
                self._show(fault)
        except Exception as error:
            say_on_stderr(trace_of(error))
        finally:
            self._here.telling = False

    def _show(self, fault: Fault) -> None:
        from vsm_desktop.ui.fault import FaultDialog

        self.dialog = FaultDialog(fault, log_file())
        self.dialog.show()


def _place(error: BaseException) -> tuple[str, str, int]:
    """What makes two errors the same: the kind, and the line it was raised in."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = (trace.tb_frame.f_code.co_filename, trace.tb_lineno) if trace else ("", 0)
    return (type(error).__name__, *where)


def open_windows() -> list[MainWindow]:
    """The windows there are; none before the first, and none without the module of windows."""
    module = sys.modules.get("vsm_desktop.ui.window")
    return list(module.windows) if module else []


def open_desks() -> list[Desk]:
    """What is being worked on."""
    return [window.desk for window in open_windows()]


def drop_gestures() -> None:
    """The hand is lifted: what it had under way is dropped, the recorded document stays as it is."""
    from vsm_desktop.tools.select import Select

    for desk in open_desks():
        if desk.tool.busy:
            desk.use(Select())


_reporter: Reporter | None = None


def reporter() -> Reporter:
    """The one that all hooks report to."""
    global _reporter
    if _reporter is None:
        _reporter = Reporter()
    return _reporter


def report(error: BaseException) -> None:
    """Tell an unexpected error that was caught on the way."""
    reporter().report(error)


def install_hook() -> None:
    """From now on no exception ends the program, whichever thread or event it was raised in."""
    taker = reporter()

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        taker.report(error.with_traceback(trace))

    def thread_hook(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not issubclass(args.exc_type, SystemExit):
            taker.report(args.exc_value)

    def unraisable_hook(args: sys.UnraisableHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            taker.report(args.exc_value)

    sys.excepthook = hook
    threading.excepthook = thread_hook
    sys.unraisablehook = unraisable_hook


def log_qt_messages() -> object:
    """Qt's warnings go to the log, each once; returns the handler there was before."""
    seen: set[str] = set()

    def handler(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        say_on_stderr(message)
        if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) or message in seen:
            return
        if len(seen) < _MOST_MESSAGES:
            seen.add(message)
            write_log(f"Qt: {message}")

    return qInstallMessageHandler(handler)


def start_failed(error: Exception) -> None:
    """There is no window to tell it in."""
    text = f"{circumstances(open_desks())}\n{trace_of(error)}"
    logged = write_log(text)
    say_on_stderr(text)
    say_on_stderr(_("VSM Desktop could not start."))
    if logged:
        say_on_stderr(_("Details are in {file}.").format(file=log_file()))
