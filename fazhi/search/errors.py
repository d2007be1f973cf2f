"""What can go wrong in search."""

from fazhi.kernel.errors import FazhiError


class IndexMissing(FazhiError):
    """There is no index yet, or the one that is there was made by another version of the words."""

    status, code = 409, "index_missing"

    def __init__(self, title: str) -> None:
        super().__init__(f"{title}的检索索引尚未建立。管理员运行“fazhi search rebuild”之后可以检索。")


class IndexBusy(FazhiError):
    """Another process is writing the same index."""

    status, code = 409, "index_busy"

    def __init__(self, title: str) -> None:
        super().__init__(f"{title}的检索索引正由另一个进程更新，请稍后再试。")


class UnknownFilter(FazhiError):
    """A filter that the collection does not have."""

    status, code = 422, "unknown_filter"

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"没有“{name}”这个筛选项，可用的有：{'、'.join(known)}。")


class UnreadableQuestion(FazhiError):
    """What was to be searched for cannot be read."""

    status, code = 422, "unreadable_question"
