"""The invented law that the sample domain rests on, in two editions, and another that cites it."""

from datetime import date, datetime
from pathlib import Path

import pytest

from fazhi.law import library
from fazhi.law.library import LawFacts
from fazhi.law.services.import_folder import import_folder

AT = datetime.fromisoformat("2026-11-22T10:00:00+08:00")
TODAY = date(2026, 11, 22)
AFTER = date(2027, 1, 2)

OLD = """# 中华人民共和国测试法

2019年3月1日 虚构大会第一次会议通过

<!-- INFO END -->

第一条 为了测试，制定本法。

第二条 登记应当及时。

第三条 跑腿应当自受理之日起二十日内办结，情况复杂的，可以延长十日。

第四条 负责人应当指定二人办理。

第五条 办理之前应当告知收件人，告知应当写明理由和依据。

第六条 收件人可以自收到告知之日起五日内提出异议。

提出异议的，应当复核。

第七条 办结应当制作记录，记录由经办人和负责人签名。

第八条 经负责人批准，可以放弃办理。

第九条 情况疑难的，应当由法制机构复核后再行办结。

第十条 本法自2019年7月1日起施行。
"""
# 第三条 is changed, a new 第四条 moves the rest by one, and what was 第九条 is gone.
NEW = """# 中华人民共和国测试法

2019年3月1日 虚构大会第一次会议通过

2026年9月1日 虚构大会第二次会议修订

<!-- INFO END -->

第一条 为了测试，制定本法。

第二条 登记应当及时。

第三条 跑腿应当自受理之日起十五日内办结，情况复杂的，可以延长十日。

第四条 收件人有权查阅全部案卷材料，任何单位不得拒绝、阻碍。

第五条 负责人应当指定二人办理。

第六条 办理之前应当告知收件人，告知应当写明理由和依据。

第七条 收件人可以自收到告知之日起五日内提出异议。

提出异议的，应当复核。

第八条 办结应当制作记录，记录由经办人和负责人签名。

第十条 本法自2027年1月1日起施行。
"""
OTHER = """# 测试办法

2020年3月1日 虚构部令第1号公布

<!-- INFO END -->

第一条 根据《中华人民共和国测试法》，制定本办法。

第二条 收件人依照《测试法》第六条第一款提出异议的，应当书面提出。

第三条 违反本办法第二条的，不予受理。

第四条 本办法自2020年4月1日起施行。
"""


@pytest.fixture
def law(db: None, tmp_path: Path) -> LawFacts:
    """测试法 in both editions, with the rules that cite it."""
    for name, text in (("旧", OLD), ("新", NEW), ("办法", OTHER)):
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    import_folder(tmp_path, at=AT)
    found = library.current().law("测试法")
    assert found is not None
    return found
