"""Questions over the tables and their links, as SQL for DuckDB: how an action moved from paper to paper, and what other
authorities do about a like recommendation. Only views are defined here; who asks is in `bywhen`.
"""

from __future__ import annotations

from collections.abc import Mapping

_HISTORY = """
with members as (
    select thread_id, action_id from links where kind = 'same_action'
    union
    select thread_id, other_action_id from links where kind = 'same_action'
), entries as (
    select m.thread_id, a.authority_code, d.authority_name, d.meeting_date, d.file_name, a.document_id, a.action_id,
           a.number, coalesce(a.action, a.recommendation) as action, a.owner_text, a.deadline_text,
           coalesce(a.deadline_revised_end, a.deadline_end) as due, a.rag, a.status, a.progress
    from members m join actions a using (action_id) join documents d on d.document_id = a.document_id
)
select thread_id, row_number() over newest_last as position, * exclude (thread_id),
       due - lag(due) over newest_last as slipped_days,
       lag(rag) over newest_last as rag_before,
       lag(status) over newest_last as status_before
from entries
window newest_last as (partition by thread_id order by meeting_date nulls last, document_id)
order by authority_code, thread_id, position
"""

_MOVED = """
select authority_name as authority, arg_max(number, position) as number, arg_max(action, position) as action,
       count(*) as papers, arg_min(due, position) as due_first, arg_max(due, position) as due_now,
       due_now - due_first as slipped_days,
       string_agg(coalesce(rag, '-'), ' > ' order by position)
           filter (position = 1 or rag is distinct from rag_before) as rag,
       string_agg(coalesce(status, '-'), ' > ' order by position)
           filter (position = 1 or status is distinct from status_before) as status,
       min(meeting_date) as first_paper, max(meeting_date) as last_paper, thread_id
from history group by authority_name, thread_id
order by authority, slipped_days desc nulls last, thread_id
"""

_ALIKE = """
select one_paper.authority_name as authority, coalesce(one.recommendation, one.action) as recommendation,
       one.deadline_text as deadline, one.rag, one.status,
       other_paper.authority_name as other_authority,
       coalesce(other.recommendation, other.action) as other_recommendation,
       other.deadline_text as other_deadline, other.rag as other_rag, other.status as other_status,
       round(l.score, 2) as likeness, l.action_id, l.other_action_id
from links l
join actions one on one.action_id = l.action_id
join documents one_paper on one_paper.document_id = one.document_id
join actions other on other.action_id = l.other_action_id
join documents other_paper on other_paper.document_id = other.document_id
where l.kind = 'alike'
order by likeness desc, l.action_id, l.other_action_id
"""

VIEWS: Mapping[str, str] = {"history": _HISTORY, "moved": _MOVED, "alike": _ALIKE}
"""Views by name, each over the tables and the views before it.

`history`: an action in one of its papers, with what changed since the paper before (`slipped_days`: days, later is
more). `moved`: an action over all its papers. `alike`: two like recommendations of two authorities.
"""
