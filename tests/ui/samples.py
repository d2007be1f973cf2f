"""View models of every page as the shell fills them: full, and with nothing in them. Parties are invented."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django.utils.safestring import mark_safe

from fazhi.ui.specimens import SHEET

TODAY = date(2026, 11, 18)
NAV = [
    {"label": "我的工作台", "url": "/", "count": 9, "current": True},
    {"label": "行政处罚", "url": "/matters/", "count": 0, "current": False},
]
FRAME: dict[str, Any] = {
    "actor": SimpleNamespace(
        person_id="1", name="张某某", organ_name="样例区市场监管局", post_title="执法人员"
    ),
    "nav": NAV,
    "nav_more": [{"label": "法规库", "url": "/law/", "count": 0, "current": False}],
    "unread": 3,
    "today": TODAY,
    "data_at": datetime(2026, 11, 18, 2, 42, tzinfo=UTC),
    "checkpoint": {"n": 1312, "at": datetime(2026, 11, 17, 22, 0, tzinfo=UTC), "url": "/verify/"},
}
SITE = {
    "name": "法治样例",
    "strap": "政务公开与执法公示",
    "host": "样例市人民政府办公室",
    "undertaker": "样例市司法局",
}
MATTER = {
    "title_party": "测试食品有限公司",
    "title_cause": "用超过保质期的食品原料生产食品案",
    "number": "立〔2026〕187号",
    "organ": "样例区市场监督管理局",
    "holder_sentence": "现由张某某（主办）补正材料",
    "url": "/matters/1/",
    "procedure_title": "行政处罚（普通程序）",
    "is_closed": False,
    "outcome_label": "",
}
SUM = {
    "title": "法制审核",
    "term_text": "7个工作日",
    "start_text": "11月11日送审",
    "counted": "5日",
    "skipped": "2日",
    "due_text": "11月25日，余5个工作日",
    "state": "near",
    "provisional": True,
    "start": date(2026, 11, 11),
    "days": SHEET["days"],
    "rows": [
        {
            "span": "11月12日至11月13日",
            "days": 2,
            "total": 2,
            "why": "",
            "basis": "《行政处罚法》第五十八条",
            "counted": True,
            "is_today": False,
        }
    ],
    "edition": "2026",
}
PUBLISHED = [
    {
        "title": "样例餐饮服务有限公司经营超过保质期的食品",
        "url": "/gs/1/",
        "day": date(2026, 11, 17),
        "meta": "处罚决定",
    }
]
PAPERS = [{"title": "立案审批表", "meta": "8月6日", "docx_url": "/p/1.docx", "pdf_url": "/p/1.pdf"}]
CHOSEN = [c for c in SHEET["clocks"] if c["state"] in {"near", "running"}]
WAITING = [
    {
        "title": "示例采砂场案",
        "url": "/matters/3/",
        "what": "仍未告知当事人",
        "act_label": "发督办单",
        "act_url": "/x/",
        "why": "样例局",
        "clock": CHOSEN[0],
    }
]

FULL: dict[str, dict[str, Any]] = {
    "shell/desk.html": {
        "sentence": {"owed": 3, "over": 1, "near": 1},
        "groups": [{"key": "over", "title": "已超期", "rows": SHEET["work"]}, {"key": "near", "title": "临期", "rows": []}],
        "waiting": [{"title": "试用饮品有限公司案", "url": "/matters/2/", "what": "等王某某批准立案", "when": "11月16日送出"}],
        "inbox": [{"title": "元旦放假安排已入日历", "body": "其余不变", "when": "今日8:00", "url": ""}],
        "can_open": [{"label": "登记案源", "url": "/open/a/"}, {"label": "简易程序", "url": "/open/b/"}],
    },
    "shell/matter.html": {
        "m": MATTER,
        "clocks": CHOSEN,
        "stages": SHEET["stages"],
        "exits": [{"label": "撤销立案", "url": "/matters/1/act/withdraw/"}],
        "now": {"title": "补正材料", "text": "补签后上传。", "primary": {"label": "上传", "url": "/u/"}, "others": [{"label": "撤回", "url": "/w/"}]},
        "cannot": [{"title": "作出处罚决定", "reason": "法制审核尚未通过。", "basis": "《行政处罚法》第五十八条"}],
        "verdict_panel": {"title": "作出决定的条件", "total": 4, "met": 1, "rows": SHEET["verdicts"]},
        "sums": [SUM, {**SUM, "title": "作出处罚决定", "days": [], "rows": []}],
        "timeline": SHEET["events"],
        "papers": PAPERS,
        "evidence": SHEET["pieces"],
        "people": SHEET["people"],
        "subs": SHEET["subs"],
        "facts": SHEET["facts"],
        "diagram_svg": mark_safe("<svg role='img' aria-label='流程'></svg>"),
        "ledger_line": {"count": 24, "ok": True, "verify_url": "/matters/1/verify/"},
    },
    "shell/act.html": {
        "action": {"title": "作出行政处罚决定", "basis": "《行政处罚法》第五十七条", "url": "/matters/1/act/decide/"},
        "m": MATTER,
        "clocks": CHOSEN[:1],
        "given": [{"label": "当事人", "value": "测试食品有限公司", "source": "立案审批表"}],
        "fields": SHEET["fields"],
        "faults": SHEET["faults"],
        "verdicts": SHEET["verdicts"],
        "after": ["生成决定书"],
        "idem": "k1",
        "seq": 24,
        "refusal": {"sentence": "缺集体讨论记录。", "rows": SHEET["verdicts"][:1]},
        "moved_on": {"sentence": "李某某先办了一步", "since": ["退回补正1项"]},
    },
    "shell/matters.html": {
        "title": "行政处罚案件",
        "views": SHEET["views"],
        "filters": SHEET["filters"],
        "chips": SHEET["chips"],
        "clear_url": "/matters/",
        "columns": SHEET["columns"],
        "rows": [{**row, "selectable": True} for row in SHEET["rows"]],
        "pager": SHEET["pager"],
        "export_url": "/matters/export/",
        "total_text": "本页2件",
        "bulk": [{"label": "催办", "url": "/bulk/urge/"}],
        "all_columns": [{**c, "shown": True} for c in SHEET["columns"]],
        "save_view_url": "/views/",
    },
    "shell/region.html": {
        "title": "样例市执法监督总览",
        "subtitle": "2026年11月1日至18日",
        "figures": SHEET["figures"],
        "doors": SHEET["doors"][:2],
        "ranking": [
            {"rank": 1, "name": "东河区", "url": "/r/1/", "open": 171, "near": 21, "over": 6, "rate": "3.51%", "worst": {"title": "某案", "url": "/m/", "text": "超 11 日"}},
            {"rank": 2, "name": "九原区", "url": "/r/2/", "open": 128, "near": 9, "over": 0, "rate": "0", "worst": None},
        ],
        "waiting": WAITING,
        "selects": [{"name": "month", "label": "期间", "value": "11", "choices": [("11", "2026年11月")]}],
    },
    "shell/leader.html": {"title": "全市概况", "subtitle": "超期17件。", "figures": SHEET["figures"], "waiting": WAITING},
    "shell/opening.html": {
        "groups": [
            {
                "title": "执法",
                "rows": [
                    {"title": "登记案源", "text": "发现线索后登记", "url": "/open/a/", "basis": "《行政处罚法》第五十四条"},
                    {"title": "简易程序", "url": "/open/b/", "refusal": "您没有有效的执法证。"},
                ],
            }
        ]
    },
    "shell/search.html": {"query": "测试", "found": True, "groups": [{"title": "事项", "count": 1, "rows": [{"title": "测试食品案", "url": "/matters/1/", "clock": CHOSEN[0]}]}]},
    "shell/help.html": {"office": {"name": "样例局办公室", "phone": "0000000"}},
    "shell/error.html": {"title": "还不能办理", "sentence": "条件未满足。", "basis": "《行政处罚法》第五十七条", "rows": SHEET["verdicts"], "since": ["一步"]},
    "shell/api_root.html": {"groups": [{"title": "事项", "rows": [{"method": "GET", "path": "/api/matters", "text": "列出"}]}], "schema_url": "/api/openapi.json"},
    "shell/portal_home.html": {
        "site": SITE,
        "tries": [{"label": "处罚决定", "url": "/portal/search/"}],
        "doors": SHEET["doors"][2:],
        "kinds": [{"label": "全部", "url": "/portal/", "current": True}],
        "latest": PUBLISHED,
        "tasks": [{"title": "申请行政复议", "url": "/t/", "text": "免费"}],
        "calculator": {"choices": [("review", "申请行政复议")], "action": "/portal/days/", "day": TODAY, "answer": {"title": "到1月17日", "text": "逐日计算。"}},
    },
    "shell/portal_search.html": {"site": SITE, "query": "样例", "filters": SHEET["filters"], "chips": SHEET["chips"], "rows": PUBLISHED, "pager": SHEET["pager"], "total_text": "1条"},
    "shell/portal_item.html": {
        "site": SITE,
        "item": {
            "title": "样例餐饮服务有限公司经营超过保质期的食品",
            "party": "样例餐饮服务有限公司",
            "cause": "经营超过保质期的食品",
            "kind": "行政处罚决定",
            "organ": "样例区市场监督管理局",
            "number": "罚决〔2026〕97号",
            "decided_on": date(2026, 11, 6),
            "published_on": date(2026, 11, 17),
            "until": date(2029, 11, 16),
            "facts": [{"label": "法定代表人", "value": "何█"}],
            "masks": [{"what": "个人姓名", "basis": "《个人信息保护法》"}],
            "address": "fazhi.example/gs/1/2026/97",
            "digest": "sm3:3f9a71c4",
            "checkpoint": {"n": 1311, "root": "sm3:aa"},
            "verify_url": "/portal/verify/?q=97",
            "qr_svg": mark_safe("<svg role='img' aria-label='核验二维码'></svg>"),
            "status": "corrected",
            "correction": {"text": "金额笔误已更正", "on": date(2026, 11, 18)},
        },
    },
    "shell/portal_removed.html": {"site": SITE, "item": {"number": "罚决〔2023〕9号", "organ": "样例局"}, "reason": "公示期满。", "basis": "《行政处罚法》第四十八条", "removed_on": TODAY},
    "shell/portal_verify.html": {
        "site": SITE,
        "query": "97号",
        "result": {"ok": True, "title": "内容相符", "text": "与账本一致。", "rows": [{"label": "摘要", "value": "sm3:aa", "mono": True}], "steps": [{"title": "重新计算摘要", "ok": True, "detail": "sm3:aa"}]},
        "checkpoints": [{"n": 1312, "at": datetime(2026, 11, 18, tzinfo=UTC), "root": "sm3:aa"}],
    },
    "ui/components.html": {},
    **{f"{code}.html": {} for code in (400, 403, 404, 409, 410, 422, 500)},
    "403_csrf.html": {},
}  # fmt: skip

# What a page still needs when there is nothing to show.
BARE: dict[str, dict[str, Any]] = {
    "shell/desk.html": {"sentence": {"owed": 0}},
    "shell/matter.html": {"m": {**MATTER, "number": "", "holder_sentence": ""}, "timeline": [], "papers": [], "evidence": [], "people": [], "subs": [], "sums": []},
    "shell/act.html": {"action": {"title": "撤回送审", "url": "/x/"}, "m": MATTER},
    "shell/matters.html": {"title": "行政处罚案件", "rows": []},
    "shell/region.html": {"title": "样例区"},
    "shell/portal_item.html": {"item": {"title": "某公示", "facts": [], "masks": [], "address": "fazhi.example/1"}},
}  # fmt: skip
