"""One thing that happened in one matter."""

import json
from typing import Any

from django.db import models

from fazhi.kernel.ids import new_id
from fazhi.ledger.vocabulary import EventKind


class Event(models.Model):
    """An entry of a matter's chain. The database refuses to change or remove it (migration 0002).

    `data` and `files_text` hold canonical JSON as text, so that both databases give back exactly what was digested.
    """

    id = models.UUIDField("编号", primary_key=True, default=new_id, editable=False)
    matter_id = models.UUIDField("事项")
    seq = models.PositiveIntegerField("序号")
    kind = models.CharField("种类", max_length=20, choices=EventKind.choices)
    action = models.CharField("行为", max_length=80)
    recorded_at = models.DateTimeField("记录时间")
    occurred_at = models.DateTimeField("发生时间")
    actor_id = models.UUIDField("行为人编号", null=True)
    actor_name = models.CharField("行为人", max_length=120)
    data = models.TextField("内容")
    files_text = models.TextField("文件摘要", db_column="files", default="[]")
    prev = models.CharField("上一条摘要", max_length=80, blank=True)
    digest = models.CharField("本条摘要", max_length=80)
    idem = models.CharField("防重键", max_length=100, null=True)

    class Meta:
        verbose_name = "存证事件"
        verbose_name_plural = "存证事件"
        ordering = ("matter_id", "seq")
        constraints = [
            models.UniqueConstraint(fields=["matter_id", "seq"], name="ledger_event_chain_seq"),
            models.UniqueConstraint(fields=["idem"], name="ledger_event_idem"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} 第{self.seq}条 {self.action}"

    @property
    def payload(self) -> dict[str, Any]:
        """The data as values; `version` tells its form."""
        return dict(json.loads(self.data))

    @property
    def files(self) -> list[str]:
        """Digests of the files that belong to the event."""
        return list(json.loads(self.files_text))
