"""Queues: how long callers wait with n agents, and how many agents meet a target.

Arrivals per second, seconds and Erlang throughout; formulas in docs/method.md.
"""

from __future__ import annotations

from workbench.analysis.queues.batch import INPUT_COLUMNS, RESULT_COLUMNS, Results, compute_row
from workbench.analysis.queues.chat import evaluate_chat, evaluate_chats, required_agents_chat
from workbench.analysis.queues.deferred import least_constant_staff
from workbench.analysis.queues.erlang import erlang_b, erlang_c, erlang_c_continuous
from workbench.analysis.queues.measure import evaluate
from workbench.analysis.queues.required import (
    gross_staff,
    required_agents,
    required_agents_erlang_a,
    required_agents_erlang_c,
    required_lines_erlang_b,
)
from workbench.analysis.queues.values import Measures, QueueError, SlDefinition, Targets

__all__ = [
    "INPUT_COLUMNS",
    "RESULT_COLUMNS",
    "Measures",
    "QueueError",
    "Results",
    "SlDefinition",
    "Targets",
    "compute_row",
    "erlang_b",
    "erlang_c",
    "erlang_c_continuous",
    "evaluate",
    "evaluate_chat",
    "evaluate_chats",
    "gross_staff",
    "least_constant_staff",
    "required_agents",
    "required_agents_chat",
    "required_agents_erlang_a",
    "required_agents_erlang_c",
    "required_lines_erlang_b",
]
