"""A small library of real articles, and questions about them in everyday words."""

from datetime import date
from pathlib import Path

import pytest

from fazhi.law.services.import_folder import import_folder
from fazhi.search.laws import law_index, rebuild
from fazhi.search.semantic.laws import follow
from fazhi.search.semantic.making import Made
from tests.law.conftest import AT

DAY = date(2026, 11, 22)
CACHE = Path(__file__).resolve().parents[3] / "build" / "semantic-tests"

LAWS = {
    "中华人民共和国民法典": """
第六百七十五条 借款人应当按照约定的期限返还借款。对借款期限没有约定或者约定不明确，借款人可以随时返还；贷款人可以催告借款人在合理期限内返还。
第六百八十条 禁止高利放贷，借款的利率不得违反国家有关规定。
第七百零八条 出租人应当按照约定将租赁物交付承租人，并在租赁期限内保持租赁物符合约定的用途。
第七百一十二条 出租人应当履行租赁物的维修义务，但是当事人另有约定的除外。
第七百二十二条 承租人无正当理由未支付或者迟延支付租金的，出租人可以请求承租人在合理期限内支付；承租人逾期不支付的，出租人可以解除合同。
第一千零四十二条 禁止包办、买卖婚姻和其他干涉婚姻自由的行为。禁止借婚姻索取财物。禁止重婚。禁止家庭暴力。
第一千零七十九条 夫妻一方要求离婚的，可以由有关组织进行调解或者直接向人民法院提起离婚诉讼。
第一千零八十四条 父母与子女间的关系，不因父母离婚而消除。离婚后，不满两周岁的子女，以由母亲直接抚养为原则。
第一千一百二十七条 遗产按照下列顺序继承：第一顺序：配偶、子女、父母；第二顺序：兄弟姐妹、祖父母、外祖父母。
第一千二百四十五条 饲养的动物造成他人损害的，动物饲养人或者管理人应当承担侵权责任。
第一千二百五十四条 禁止从建筑物中抛掷物品。从建筑物中抛掷物品造成他人损害的，由侵权人依法承担侵权责任。
""",
    "中华人民共和国劳动合同法": """
第十九条 劳动合同期限三个月以上不满一年的，试用期不得超过一个月；同一用人单位与同一劳动者只能约定一次试用期。
第三十条 用人单位应当按照劳动合同约定和国家规定，向劳动者及时足额支付劳动报酬。
第三十一条 用人单位应当严格执行劳动定额标准，不得强迫或者变相强迫劳动者加班。
第四十二条 女职工在孕期、产期、哺乳期的，用人单位不得依照本法第四十条、第四十一条的规定解除劳动合同。
第四十七条 经济补偿按劳动者在本单位工作的年限，每满一年支付一个月工资的标准向劳动者支付。
第八十二条 用人单位自用工之日起超过一个月不满一年未与劳动者订立书面劳动合同的，应当向劳动者每月支付二倍的工资。
""",
    "中华人民共和国治安管理处罚法": """
第五十一条 殴打他人的，或者故意伤害他人身体的，处五日以上十日以下拘留，并处五百元以上一千元以下罚款。
第五十八条 盗窃、诈骗、哄抢、抢夺或者敲诈勒索的，处五日以上十日以下拘留或者二千元以下罚款。
第八十七条 违反关于社会生活噪声污染防治的法律法规规定，产生社会生活噪声，经基层群众性自治组织依法劝阻、调解和处理未能制止，继续干扰他人正常生活、工作和学习的，处五日以下拘留或者一千元以下罚款。
""",
    "中华人民共和国行政复议法": """
第二十条 公民、法人或者其他组织认为行政行为侵犯其合法权益的，可以自知道或者应当知道该行政行为之日起六十日内提出行政复议申请。
第三十条 行政复议机关收到行政复议申请后，应当在五日内进行审查。
第六十二条 适用普通程序审理的行政复议案件，行政复议机关应当自受理申请之日起六十日内作出行政复议决定。
""",
}
# Everyday words on purpose: hardly one of them stands in the article.
QUESTIONS = (
    ("朋友欠钱一直拖着不肯还，也没说好什么时候还", "675"),
    ("房东不管修漏水的水管，该找谁", "712"),
    ("租客好几个月不交房钱，能不能让他搬走", "722"),
    ("爸爸去世了，房子和存款归谁", "1127"),
    ("被邻居家的狗咬了谁赔", "1245"),
    ("楼上扔东西砸到人", "1254"),
    ("不满两岁的小孩父母分开以后跟妈妈还是爸爸", "1084"),
    ("老板拖欠工钱不发", "30"),
    ("公司让我天天干到半夜，可以不干吗", "31"),
    ("怀孕了被公司辞退合法吗", "42"),
    ("上班快半年了老板还不签书面的合同", "82"),
    ("跟人打架把人打了会不会被关起来", "51"),
    ("邻居半夜放音响太吵，居委会劝也不听", "87"),
    ("偷了一部手机会被关几天", "58"),
    ("对处理不服，多久以内可以申请复议", "20"),
)


@pytest.fixture
def home(db: None, tmp_path: Path) -> Path:
    """A FAZHI_HOME with the small library indexed, and its vectors; what was encoded once is kept for the next test."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for title, text in LAWS.items():
        head = f"# {title}\n\n2020年1月2日 通过\n\n<!-- INFO END -->\n"
        body = text.replace("\n", "\n\n")
        (folder / f"{title}(2020-01-02).md").write_text(head + body, encoding="utf-8")
    import_folder(folder, at=AT)
    place = tmp_path / "home"
    rebuild(law_index(place))
    return place


@pytest.fixture
def kept(home: Path) -> Path:
    """The same, with the encoder's graph and the vectors that another test has made already."""
    CACHE.mkdir(parents=True, exist_ok=True)
    (home / "search" / "encoder").symlink_to(CACHE)
    return home


@pytest.fixture
def made(kept: Path) -> Made:
    """What bringing the vectors in step did."""
    made = follow(kept)
    assert made is not None, "这些测试需要语义检索组件：pip install -e '.[semantic]'"
    return made
