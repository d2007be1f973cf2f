"""Words of rule making: levels of texts, severities of findings."""

from fazhi.kernel.words import Word


class Level(Word):
    """What a text is, and so what it may order."""

    LAW = "law", "法律、司法解释"
    REGULATION = "regulation", "行政法规、国务院文件"
    LOCAL_REGULATION = "local_regulation", "地方性法规"
    RULE = "rule", "规章"
    DOCUMENT = "document", "行政规范性文件"


class Severity(Word):
    """How grave a finding is."""

    ERROR = "error", "应当改正"
    WARNING = "warning", "建议改正"
    NOTE = "note", "请核对"
