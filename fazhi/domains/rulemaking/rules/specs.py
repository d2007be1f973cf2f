"""Rules that are code rather than patterns: their titles, bases and advice, and how a finding is made of them."""

from fazhi.domains.rulemaking.rules.findings import Finding
from fazhi.domains.rulemaking.vocabulary import Severity
from fazhi.kernel.structure import Node, Structure

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE
_FORM = ("国办发〔2018〕37号",)

CODE_RULES: dict[str, tuple[str, tuple[str, ...], Severity, str]] = {
    "numbering.skipped": ("序号缺漏", ("规章制定程序条例#8",), _E, "补上缺号的内容，或者依次重新编号。"),
    "numbering.doubled": ("序号重复", ("规章制定程序条例#8",), _E, "依次重新编号，并核对引用。"),
    "numbering.disordered": ("序号次序错误", ("规章制定程序条例#8",), _E, "依次重新编号，并核对引用。"),
    "reference.dangling": ("引用的本文条款、附件不存在", _FORM, _E, "核对并改为实际的条、款、项、附件。"),
    "reference.self": ("条文引用自身", _FORM, _W, "改为“本条”，或者改正所引的条。"),
    "reference.contradictory": ("引用与所引条款的内容不符", _FORM, _W, "核对所引条款，改正序号或者内容。"),
    "effective.missing": ("没有规定施行日期", ("立法法#61",), _E, "在文末写明施行日期。"),
    "validity.missing": ("没有规定有效期", (
        "国办发〔2018〕37号", "地方行政规范性文件管理规定（各地不同，未核实）"), _W,
        "写明有效期：一般不超过五年，名称冠以“暂行”“试行”的一般不超过二年；以本地的规定为准。"),
    "validity.too-long": ("有效期超过最长期限", ("地方行政规范性文件管理规定（各地不同，未核实）",), _E,
        "一般不超过五年，名称冠以“暂行”“试行”的一般不超过二年；以本地的规定为准。"),
    "dates.clash": ("日期相互矛盾", _FORM, _E, "核对并统一日期。"),
    "dates.impossible": ("日期不存在", _FORM, _E, "改正日期。"),
    "dates.retroactive": ("施行日期早于成文日期", ("立法法#104", "民营经济促进法#45"), _W,
        "不溯及既往；除更好保护权利的以外，改为成文日期以后的日期。"),
    "amounts.clash": ("数额、期限、比例相互矛盾", _FORM, _E, "核对并统一数额。"),
    "issuer.no-power": ("制定主体没有制定行政规范性文件的权力", ("国办发〔2018〕37号",), _E,
        "临时机构、议事协调机构、部门内设机构不得以自己的名义制定行政规范性文件，改由有权机关制定。"),
    "citation.no-such-law": ("引用的法律、法规、文件查不到", _FORM, _N, "核对名称；确有其文的，附上文本。"),
    "citation.no-such-article": ("引用的条款不存在", _FORM, _E, "按现行文本改正条、款、项的序号。"),
    "citation.repealed": ("引用的法律、法规已经废止或者失效", _FORM, _E, "改引现行有效的法律、法规。"),
    "citation.outdated": ("引用的条文已经修改", _FORM, _W, "按现行文本核对条文的序号和内容。"),
    "citation.misquoted": ("引文与条文不符", _FORM, _E, "按条文原文改正引文，或者改正所引的条款。"),
}  # fmt: skip


def made(structure: Structure, key: str, start: int, end: int, advice: str = "") -> Finding:
    """A finding of the rule `key` at a place of the text; `advice` comes before the rule's own."""
    title, basis, severity, cure = CODE_RULES[key]
    node = structure.at(start)
    clause = structure.label(node) if node else ""
    return Finding(
        key, title, clause, start, end, structure.text[start:end], basis, severity, f"{advice}{cure}"
    )


def finding(structure: Structure, key: str, node: Node, advice: str = "") -> Finding:
    """A finding at a node's own text, or at its label when the text is long."""
    end = min(node.end, node.start + 60)
    while end > node.start + 1 and structure.text[end - 1].isspace():
        end -= 1
    return made(structure, key, node.start, end, advice)
