"""A content, kept once."""

from django.db import models


class Blob(models.Model):
    """A file's content by its digest. The bytes lie in the archive folder, not in the database.

    A sealed blob lies there under a key of its own (BlobKey); without the key it is erased for good.
    """

    digest = models.CharField("摘要", max_length=80, primary_key=True)
    size = models.PositiveBigIntegerField("字节数")
    media_type = models.CharField("类型", max_length=100)
    stored_at = models.DateTimeField("存入时间")
    is_sealed = models.BooleanField("加密保存", default=False)
    erased_at = models.DateTimeField("依法删除时间", null=True, blank=True)

    class Meta:
        verbose_name = "归档文件"
        verbose_name_plural = "归档文件"

    def __str__(self) -> str:
        return self.digest


class BlobKey(models.Model):
    """The key of one sealed blob. Its removal erases the content, whatever copies of the file exist."""

    blob = models.OneToOneField(
        Blob, models.CASCADE, primary_key=True, related_name="key", verbose_name="归档文件"
    )
    key = models.BinaryField("密钥", max_length=32)
    made_at = models.DateTimeField("生成时间")

    class Meta:
        verbose_name = "文件密钥"
        verbose_name_plural = "文件密钥"

    def __str__(self) -> str:
        return f"密钥：{self.blob_id}"
