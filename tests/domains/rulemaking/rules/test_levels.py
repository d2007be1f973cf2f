"""What a text is."""

import pytest

from fazhi.domains.rulemaking.rules.levels import level_of
from fazhi.kernel.structure import parse


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("# 中华人民共和国行政处罚法\n2021年1月22日 第十三届全国人民代表大会常务委员会第二十五次会议修订\n第一条 甲。", "law"),
        ("最高人民法院关于适用公司法的解释\n法释〔2024〕1号\n第一条 甲。", "law"),
        ("第三条 违反本法规定的，处罚款。", "law"),
        ("公平竞争审查条例\n第一条 为了规范，制定本条例。", "regulation"),
        ("国务院关于印发规划的通知\n国发〔2021〕3号\n一、甲", "regulation"),
        ("河南省优化营商环境条例\n2020年11月28日 河南省第十三届人民代表大会常务委员会第二十一次会议通过\n第一条 甲。", "local_regulation"),
        ("第五条 本市各级部门应当按照本条例办理。", "local_regulation"),
        ("浙江省实施《中华人民共和国消防法》办法\n第一条 甲。", "local_regulation"),
        ("食品生产经营监督检查管理办法\n2021年12月24日 国家市场监督管理总局令第49号公布\n第一条 甲。", "rule"),
        ("清水市停车管理规定\n清水市人民政府令第3号\n第一条 甲。", "rule"),
        ("清水县人民政府关于印发停车管理办法的通知\n清政发〔2025〕3号\n停车管理办法\n第一条 甲。", "document"),
        ("清水县停车管理办法\n第一条 为了规范，制定本办法。", "document"),
        ("外地企业不得参加投标。", "document"),
        ("", "document"),
    ],
)  # fmt: skip
def test_level(text: str, level: str) -> None:
    assert level_of(parse(text)).value == level
