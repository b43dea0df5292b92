"""What the second family's plans say: things to do, people, days, progress, put together from parts.

What belongs here: words. Which of them stand in which cell is told in `shapes`.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

_DO = (
    "Draw up",
    "Finish",
    "Consult on",
    "Roll out",
    "Re-run",
    "Put in place",
    "Sign off",
    "Test",
    "Refresh",
    "Widen",
    "Set a baseline for",
    "Audit",
    "Co-produce",
    "Relaunch",
    "Bring forward",
    "Simplify",
    "Map",
    "Cost",
    "Brief staff on",
)
_WHAT = (
    "the fostering recruitment offer",
    "a single front door for early help",
    "the missing episodes protocol",
    "supervision templates",
    "the tenancy visits schedule",
    "a dashboard of care proceedings",
    "the flood warden rota",
    "an induction pack for new social workers",
    "the leisure centre maintenance log",
    "the adult learning prospectus",
    "permit checks at roadworks",
    "the joint strategic needs assessment",
    "the cemetery records",
    "free school meal data",
    "a neglect toolkit",
    "the markets policy",
    "the hospital discharge pathway",
    "grants to village halls",
    "exit interviews",
    "the pupil exclusions panel",
    "a young inspectors group",
    "the licensing backlog",
)
_HOW = (
    "",
    " with partners",
    " across all five localities",
    " and share what was learnt",
    " so that families wait less",
    " ahead of the next quarter",
    " in line with the statutory guidance",
    " and report back to members",
    ", starting with the two largest teams",
    " using the new case system",
)
_ASKED = (
    "Leaders do not have a clear line of sight to practice",
    "Assessments are not always timely",
    "Records of decisions should be complete",
    "Residents find it hard to reach the right person",
    "Performance information needs to be more reliable",
    "Children's views are not heard consistently",
    "Contracts are let without a business case",
    "The workforce strategy is out of date",
    "Oversight of external placements is too weak",
    "Learning from complaints should reach the front line",
    "The partnership should agree its priorities",
    "Health and safety checks are recorded in several places",
    "Budget holders need training before year end",
    "Transitions to adult services begin too late",
)
_POSTS = (
    "Head of Regulatory Services",
    "Assistant Director, Education",
    "Service Director - Place",
    "Principal Social Worker",
    "Corporate Parenting Manager",
    "Section 151 Officer",
    "Business Support Lead",
    "Group Manager (Permanence)",
    "Commissioning Manager",
    "Chief Executive",
    "DPH",
    "LSCP Business Manager",
    "Virtual School Head",
    "AD Commissioning",
)
_NAMES = ("Bryony Askew", "Tunde Okafor", "M. Whitlock", "Siobhan Rourke", "Harpreet Gill", "Cllr Dora Venn", "J Pell")
_NEWS = (
    "Draft shared with the working group",
    "Procurement has begun",
    "Delayed by staff turnover",
    "Complete",
    "First cohort trained in spring; second cohort booked",
    "Awaiting sign-off by the board",
    "No update this quarter",
    "Pilot under way in two wards. Early findings are positive",
    "Fully in place and audited",
    "On hold until the restructure ends",
    "Survey sent to 410 carers, 96 replies so far. Themes will be reported in the autumn",
)
_GOOD = (
    "95% of visits in time",
    "Audit shows good practice in 8 of 10 files",
    "Fewer repeat referrals",
    "All staff trained",
    "Residents report a better experience",
    "Board receives a monthly report",
    "Placements reviewed every six weeks",
)
_GROUPS = (
    "Leadership and culture",
    "Quality of practice",
    "Partnership working",
    "Early help",
    "Workforce",
    "Voice and influence",
    "Value for money",
    "Safe homes",
)


_MEANS = ("Within existing budgets", "£12,000", "0.5 FTE", "Staff time", "Transformation fund", "None", "Grant bid")
_VERDICTS = ("Complete", "On track", "Not started", "In progress", "Overdue", "Delayed")


@dataclass(slots=True)
class Speech:
    """Draws texts by chance; what must differ within a paper does."""

    chance: random.Random
    today: dt.date
    used: set[str] = field(default_factory=set)

    def happens(self, share: float) -> bool:
        return self.chance.random() < share

    def _fresh(self, *parts: tuple[str, ...]) -> str:
        while True:
            first, *rest = (self.chance.choice(part) for part in parts)
            text = first + (" " + "".join(rest) if rest else "")
            if text not in self.used:
                self.used.add(text)
                return text

    def action(self) -> str:
        return self._fresh(_DO, _WHAT, _HOW)

    def asked(self) -> str:
        return self._fresh(_ASKED)

    def group(self) -> str:
        return self._fresh(_GROUPS)

    def owner(self) -> str:
        first = self.chance.choice(_POSTS if self.happens(0.75) else _NAMES)
        return f"{first} / {self.chance.choice(_POSTS)}" if self.happens(0.15) else first

    def day(self) -> dt.date:
        return self.today + dt.timedelta(days=self.chance.randrange(-120, 420))

    def due(self) -> str:
        day = self.day()
        form = self.chance.choice(("%d/%m/%Y", "%B %Y", "%b %y", "%d %b %Y", "%d.%m.%y", "words"))
        if form != "words":
            return day.strftime(form).lstrip("0")
        return self.chance.choice(
            ("Ongoing", f"End {day:%B %Y}", f"Q{(day.month - 1) // 3 + 1} {day.year}", f"By {day:%b %Y}", "TBC")
        )

    def news(self) -> str:
        return ". ".join(self.chance.sample(_NEWS, self.chance.choice((1, 1, 2)))) + self.chance.choice(("", "."))

    def good(self) -> str:
        return self.chance.choice(_GOOD)

    def theme(self) -> str:
        return self.chance.choice(_GROUPS)

    def means(self) -> str:
        return self.chance.choice(_MEANS)

    def verdict(self) -> str:
        return self.chance.choice(_VERDICTS)

    def money(self) -> str:
        return f"{self.chance.randrange(4, 990):,}.{self.chance.randrange(10)}"

    def prose(self, sentences: int) -> str:
        return " ".join(
            f"{self.chance.choice(('Members', 'Officers', 'The board', 'Inspectors', 'Partners'))} "
            f"{self.chance.choice(('noted', 'asked for', 'welcomed', 'will consider', 'have reviewed'))} "
            f"{self.chance.choice(_WHAT)}{self.chance.choice(_HOW)}."
            for _ in range(sentences)
        )
