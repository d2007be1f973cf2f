"""The words of legality review: stored in English, read in Chinese."""

from fazhi.kernel.words import Word


class SubjectKind(Word):
    """What is reviewed."""

    PENALTY = "penalty", "行政处罚决定"
    COMPULSION = "compulsion", "行政强制决定"
    LICENCE = "licence", "行政许可决定"
    DOCUMENT = "document", "行政规范性文件"
    DECISION = "decision", "重大行政决策"
    CONTRACT = "contract", "行政合同"
    OTHER = "other", "其他"


class CheckResult(Word):
    """What one item of the review came to."""

    FITS = "fits", "符合"
    FAILS = "fails", "不符合"
    NOT_APPLICABLE = "not_applicable", "不适用"


class ReviewConclusion(Word):
    """What the reviewer concludes. Basis: 《行政处罚法》第五十八条第一款（审核未通过的，不得作出决定）"""

    AGREED = "agreed", "同意"
    RETURNED = "returned", "纠正、补充"
    DISAGREED = "disagreed", "不同意"


CHECK_ITEMS: tuple[tuple[str, str], ...] = (
    ("subject_fits", "行政机关主体合法"),
    ("people_fit", "执法人员具备执法资格"),
    ("procedure_fits", "程序合法"),
    ("facts_fit", "事实清楚，证据合法充分"),
    ("law_fits", "适用法律、法规、规章准确"),
    ("discretion_fits", "裁量基准运用适当"),
    ("powers_fit", "没有超越法定权限"),
    ("papers_fit", "文书完备、规范"),
    ("crime_fits", "涉嫌犯罪的已提出移送意见"),
)
"""Items of the review, column and label. Basis: 国办发〔2018〕118号（未核对原文）"""
