"""Each rule of the catalogue sees its fault and is quiet where the words only look alike."""

import pytest

from fazhi.domains.rulemaking.rules.catalogue import sentence_rules
from fazhi.domains.rulemaking.rules.scanning import scan
from fazhi.domains.rulemaking.vocabulary import Level
from fazhi.kernel.structure import parse

FAULTS = {
    "competition.access-approval": "在本县新开办洗车店的，须报县商务局审批同意后方可经营。",
    "competition.franchise": "授予宏达公司城区共享单车独家经营权，期限为二十年。",
    "competition.designated-supplier": "全县各学校应当统一采购锦绣服饰公司生产的校服。",
    "competition.unreasonable-entry": "从事家政服务的企业注册资本不得低于五百万元。",
    "competition.access-other": "对药店实行总量控制，每个乡镇不超过两家。",
    "competition.block-goods": "外地水泥不得进入本县市场销售。",
    "competition.force-local-establishment": "外地企业在本县承揽工程的，应当在本县设立分公司。",
    "competition.exclude-outside-bidders": "政府投资项目仅限本地企业参与投标。",
    "competition.discriminatory-charges": "外地砂石进入本县市场的，加收每吨二元的管理费。",
    "competition.discriminatory-standards": "对外地企业生产的白酒加大抽检频次。",
    "competition.flow-other": "本地运输业务只能使用本地车辆。",
    "competition.tax-favour": "对落户企业前三年免征企业所得税。",
    "competition.selective-subsidy": "对企业当年缴纳的增值税县级留成部分，按80%给予奖励。",
    "competition.factor-favour": "对入园企业减半收取城市基础设施配套费。",
    "competition.cost-other": "本地施工企业免交投标保证金。",
    "competition.monopoly": "行业协会应当组织会员统一混凝土销售价格。",
    "competition.price-setting": "桶装水价格由县发改局统一核定。",
    "competition.price-interference": "猪肉零售价格不得高于每公斤三十元。",
    "competition.conduct-other": "辖区内家政企业应当加入行业协会。",
    "power.penalty": "违反本办法规定的，由县城管局处五百元以上五千元以下罚款。",
    "power.licence": "从事家政服务的，应当向县商务局申领经营许可证后方可营业。",
    "power.compulsion": "逾期未拆除的，由镇政府组织强制拆除。",
    "power.fee": "经营户每月应当缴纳卫生管理费二十元。",
    "power.levy": "设立价格调节基金，按销售额的1%向企业征收。",
    "power.deposit": "施工企业开工前应当缴纳文明施工保证金一万元。",
    "power.inspection": "县市场监管局每月对辖区企业检查不少于四次。",
    "power.delegation": "授权物业公司对违规停车行为实施处罚。",
    "power.self-empowering": "因企业自身原因造成的损失，县商务局概不负责。",
    "power.exclude-remedy": "对处理决定不服的，不得申请行政复议或者提起行政诉讼。",
    "burden.proof": "申请人应当提交村委会出具的无违法记录证明。",
    "burden.intermediary": "申请人应当委托指定的评估机构出具评估报告，否则不予受理。",
    "burden.compulsory-events": "每家企业应当订阅党报两份。",
    "burden.duty": "沿街商户应当自费安装统一的监控设备。",
    "burden.rights": "未缴纳物业费的业主，不得办理不动产登记。",
    "burden.shutdown": "全县所有砖厂一律关停。",
    "burden.retroactive": "本办法施行前已建成的，按照本办法补缴费用。",
    "wording.vague-liability": "违反本办法的，依法追究责任。",
    "wording.catch-all": "县政府认为需要处罚的其他情形。",
}
CLEAN = {
    "forbidden": "各部门不得限定单位和个人购买、使用指定经营者提供的商品。",
    "forbidden over a comma": "不得以备案、登记、年检、认定等形式，变相设定行政许可。",
    "undone": "取消外地建筑企业进入本县施工备案登记。",
    "quoted": "坚决纠正“外地企业不得参加投标”等做法。",
    "defined": "本办法所称行政处罚，是指行政机关依法对违反行政管理秩序的公民，以减损权益或者增加义务的方式予以惩戒的行为。",
    "statutory": "未取得许可的，依照《中华人民共和国食品安全法》第一百二十二条的规定，处五万元以上十万元以下罚款。",
    "lawful": "构成违反治安管理行为的，由公安机关依法给予拘留。",
    "crime": "构成犯罪的，依法追究刑事责任。",
    "officials": "行政机关限定外地企业参加投标的，由上级机关责令改正。",
    "named": "对排斥、限制外地经营者的政策措施，一经发现立即纠正。",
    "law decides": "法律、法规规定的其他情形。",
    "remedy": "当事人不服的，可以依法申请行政复议或者提起行政诉讼。",
    "subsidy for persons": "对符合条件的困难家庭给予临时救助。",
    "explains": "本办法由县司法局负责解释。",
}
FORBIDDEN_LIST = """第三条 政策措施不得含有下列内容：
（一）外地企业不得参加本地投标；
（二）对企业当年缴纳的增值税县级留成部分，按80%给予奖励。"""
OFFENCES = """第三条 行政机关有下列情形之一的，由上级机关责令改正，对责任人员给予处分：
（一）限定单位购买指定的企业提供的商品的；
（二）要求外地企业在本县设立分公司的。"""


def rules_of(text: str, level: Level = Level.DOCUMENT) -> set[str]:
    return {one.rule for one in scan(parse(text), level)}


def test_every_rule_has_its_fault_here() -> None:
    others = {"power.penalty-beyond-rule", "power.penalty-beyond-local", "power.compulsion-beyond-local"}
    assert set(FAULTS) | others == {rule.key for rule in sentence_rules()}


@pytest.mark.parametrize("rule", FAULTS)
def test_a_fault_is_seen_with_its_place(rule: str) -> None:
    text = f"第三条 加强管理。\n第四条 {FAULTS[rule]}\n第五条 加强宣传。"
    found = [one for one in scan(parse(text), Level.DOCUMENT) if one.rule == rule]
    assert len(found) == 1
    start = text.index(FAULTS[rule])
    assert start <= found[0].start < found[0].end <= start + len(FAULTS[rule])
    assert found[0].text == text[found[0].start : found[0].end]
    assert found[0].clause == "第四条"
    assert found[0].basis
    assert found[0].advice


@pytest.mark.parametrize("why", CLEAN)
def test_what_looks_alike_is_no_finding(why: str) -> None:
    assert rules_of(f"第三条 {CLEAN[why]}") == set()


@pytest.mark.parametrize("text", [FORBIDDEN_LIST, OFFENCES], ids=["forbidden", "offences"])
def test_lists_take_their_meaning_from_their_lead(text: str) -> None:
    assert rules_of(text) == set()


@pytest.mark.parametrize(
    ("level", "sees"),
    [(Level.DOCUMENT, True), (Level.RULE, False), (Level.LOCAL_REGULATION, False), (Level.LAW, False)],
)
def test_a_fine_is_a_question_of_level(level: Level, sees: bool) -> None:
    assert ("power.penalty" in rules_of(f"第三条 {FAULTS['power.penalty']}", level)) is sees


def test_local_regulations_may_not_revoke_a_business_licence() -> None:
    assert "power.penalty-beyond-local" in rules_of(
        "第三条 情节严重的，吊销营业执照。", Level.LOCAL_REGULATION
    )


def test_blanks_within_a_sentence_do_not_hide_it() -> None:
    text = "第三条 外地 企业　不得 参加本县政府 采购项目投标。"
    found = [
        one for one in scan(parse(text), Level.DOCUMENT) if one.rule == "competition.exclude-outside-bidders"
    ]
    assert found
    assert found[0].text.startswith("外地 企业")


def test_a_report_orders_nothing() -> None:
    assert rules_of("2024年法治政府建设工作报告\n一、成效\n共没收违法所得三万元，处以五千元罚款。") == set()


def test_the_place_of_the_title_is_the_place_of_the_text() -> None:
    text = "清水县工程建设管理办法\n第一条 投标人须在清水县注册登记。"
    assert "competition.exclude-outside-bidders" in rules_of(text)
