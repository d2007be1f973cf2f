"""Who issues the text: bodies that may not issue 行政规范性文件 in their own name."""

import re
from collections.abc import Iterator

from fazhi.domains.rulemaking.rules.findings import Finding
from fazhi.domains.rulemaking.rules.specs import made
from fazhi.kernel.structure import Kind, Structure

_COORDINATING = (
    r"(?:领导小组|工作小组|协调小组|工作组|指挥部|联席会议|工作专班|专班|推进组|筹备组|专项小组|攻坚组|整治组|创建(?:工作)?办公室|创建办|创城办|整治办|"
    r"(?:招商引资|安全生产|食品安全|河长制|双创|文明创建|禁毒|防火|爱国卫生运动|招投标管理|优化营商环境|环境保护|城市管理|项目推进|征地拆迁|拆迁|扶贫开发)(?:工作)?(?:委员会|办公室|指挥部)|河长办|环委会|安委会|食安委)(?:办公室|办)?"
)
_INNER = (
    r"(?:局|委员会|委|办|厅|中心|政府)(?:[一-鿿]{2,10})(?:科|股|处(?!理)|室|大队|中队|支队|执法队|办公室|站)"
)
_ISSUES = re.compile(
    rf"^(?P<who>[一-鿿、\s]{{0,30}}?(?:{_COORDINATING}))(?=关于|印发|文件|发布|公告|通告|通知|$|\s)"
)
_ISSUES_INNER = re.compile(rf"^(?P<who>[一-鿿]{{2,20}}?{_INNER})(?=关于|印发|文件|发布|通告|公告|$)")
_GOVERNMENT_OFFICE = re.compile(
    r"(?:人民政府|党委|区委|县委|市委|旗委|省委|管委会|管理委员会|人大|政协)(?:综合)?办公[室厅]$"
)
_MAKES = re.compile(
    rf"(?P<who>[一-鿿]{{0,16}}(?:{_COORDINATING}))(?:负责)?(?:制定|制订|修订|颁布|出台|发布|印发)[^。]{{0,10}}?本?(?:办法|规定|细则|规则|实施细则|规范性文件|政策|标准|管理制度|具体办法)"
)
_OWN_RIGHT = re.compile(
    r"(?P<who>(?:本局|我局|县局|[一-鿿]{2,10}局)?(?:内设(?:机构|科室)|各科室|各股室|临时机构|议事协调机构))[^。，]{0,12}(?:可以|有权|负责)?(?:制定|发布|印发|出台)[^。]{0,14}(?:规范性文件|办法|规定|细则)"
)
_NEGATED = re.compile(r"不得|不能|禁止|严禁|无权|报请|提请|由人民政府|联合")
_NORMS = re.compile(r"办法|规定|细则|规则|通告|公告|意见|措施|标准|制度|政策|通知|规范")
_PLANS = re.compile(r"方案|计划|要点|分工|会议|名单|报告|总结|成立|调整|转发")


def check(structure: Structure) -> Iterator[Finding]:
    """Titles, mastheads and signatures of such bodies, and clauses that let them make rules."""
    titles = [node for node in structure.of_kind(Kind.TITLE) if node.division <= 1]
    rules = any(_NORMS.search(structure.own(node)) for node in titles) and not any(
        _PLANS.search(structure.own(node)) for node in titles
    )
    if rules:
        places = [*titles, *structure.of_kind(Kind.MASTHEAD), *structure.of_kind(Kind.SIGNATURE)]
        for node in sorted(places, key=lambda one: one.start):
            own = structure.own(node)
            for pattern in (_ISSUES, _ISSUES_INNER):
                match = pattern.match(own)
                if match and not _GOVERNMENT_OFFICE.search(match["who"]):
                    yield made(structure, "issuer.no-power", node.start, node.start + match.end("who"))
                    break
    for pattern in (_MAKES, _OWN_RIGHT):
        for match in pattern.finditer(structure.text):
            left = max(structure.text.rfind(mark, 0, match.start()) for mark in "。；\n")
            if not _NEGATED.search(structure.text[left + 1 : match.end()]):
                yield made(structure, "issuer.no-power", match.start("who"), match.end())
