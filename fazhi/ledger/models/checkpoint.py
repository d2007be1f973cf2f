"""A published root over all chains."""

from django.db import models


class Checkpoint(models.Model):
    """Root number n: the digest of the root before it and of the chains that moved since.

    `merkle` is the root over this checkpoint's leaves alone; `root` = digest(prev + merkle).
    """

    n = models.PositiveIntegerField("序号", primary_key=True)
    prev = models.CharField("上一存证点根值", max_length=80, blank=True)
    merkle = models.CharField("本次默克尔根", max_length=80)
    root = models.CharField("根值", max_length=80, unique=True)
    made_at = models.DateTimeField("生成时间")
    leaf_count = models.PositiveIntegerField("记录链数")
    algorithm = models.CharField("摘要算法", max_length=10)

    class Meta:
        verbose_name = "存证点"
        verbose_name_plural = "存证点"
        ordering = ("n",)

    def __str__(self) -> str:
        return f"存证点第{self.n}号"


class CheckpointLeaf(models.Model):
    """The head of one chain as a checkpoint found it."""

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="leaves", verbose_name="存证点")
    matter_id = models.UUIDField("事项")
    seq = models.PositiveIntegerField("末条序号")
    head = models.CharField("末条摘要", max_length=80)

    class Meta:
        verbose_name = "存证点记录链"
        verbose_name_plural = "存证点记录链"
        constraints = [
            models.UniqueConstraint(fields=["checkpoint", "matter_id"], name="ledger_leaf_once"),
            models.UniqueConstraint(fields=["matter_id", "seq"], name="ledger_leaf_chain_seq"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} 至第{self.seq}条"
