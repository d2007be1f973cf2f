"""`fazhi people`: import, template, password, token."""

import argparse
import getpass
import sys
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from fazhi.kernel.errors import BrokenFile, Incomplete, OutOfScope
from fazhi.people.actors import SYSTEM
from fazhi.people.models import Account
from fazhi.people.services.import_workbook import import_workbook
from fazhi.people.services.load_regions import load_regions, read_regions
from fazhi.people.services.make_token import make_token
from fazhi.people.services.reset_password import put_password
from fazhi.people.services.workbook_template import workbook_template


def build(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs of people."""
    regions = verbs.add_parser("regions", help="载入区划表（重复执行只更新有变化的）")
    regions.add_argument(
        "file", nargs="?", type=Path, help="CSV：code,name,short,level,parent,unverified；省略时用随附的表"
    )
    regions.set_defaults(run=_regions)
    bring_in = verbs.add_parser("import", help="从工作簿导入机关、内设机构、人员、岗位和证件")
    bring_in.add_argument("file", type=Path)
    bring_in.add_argument("--dry-run", action="store_true", help="只检查，不导入")
    bring_in.set_defaults(run=_import)
    template = verbs.add_parser("template", help="写出空白工作簿")
    template.add_argument("file", type=Path)
    template.set_defaults(run=_template)
    password = verbs.add_parser("password", help="为账号设置密码，并解除锁定")
    password.add_argument("username")
    password.add_argument("--stdin", action="store_true", help="从标准输入读取密码")
    password.add_argument("--keep", action="store_true", help="首次登录不要求修改")
    password.add_argument("--clear-codes", action="store_true", help="同时解除动态口令绑定（手机丢失）")
    password.set_defaults(run=_password)
    token = verbs.add_parser("token", help="为外部系统生成接口令牌，只显示一次")
    token.add_argument("organ", help="机关全称或者机关代字")
    token.add_argument("name", help="用途，例如“双公示报送”")
    token.add_argument("--username", required=True, help="代表哪个账号在本机关的岗位")
    token.add_argument("--days", type=int, default=365, help="有效天数（默认365）")
    token.set_defaults(run=_token)


def _regions(args: argparse.Namespace) -> int:
    done = load_regions(read_regions(args.file) if args.file else None)
    print(f"区域：新增{done.made}，更新{done.changed}，无变化{done.same}。")
    return 0


def _import(args: argparse.Namespace) -> int:
    try:
        content = args.file.read_bytes()
    except OSError as error:
        raise BrokenFile(f"读不到文件“{args.file}”：{error.strerror}。") from error
    try:
        summary = import_workbook(content, actor=SYSTEM, at=timezone.now(), dry_run=args.dry_run)
    except Incomplete as refusal:
        for fault in refusal.faults:
            print(fault.sentence, file=sys.stderr)
        print(f"共{len(refusal.faults)}处错误，没有导入任何内容。", file=sys.stderr)
        return 1
    for sheet, count in summary.counts.items():
        print(f"{sheet}：新增{count.made}，更新{count.changed}，无变化{count.same}")
    print("检查通过，尚未导入。" if summary.dry_run else "已导入。")
    return 0


def _template(args: argparse.Namespace) -> int:
    args.file.write_bytes(workbook_template())
    print(f"已写出模板：{args.file}")
    return 0


def _password(args: argparse.Namespace) -> int:
    account = Account.objects.select_related("person").filter(username=args.username).first()
    if account is None:
        raise OutOfScope(f"没有用户名为“{args.username}”的账号。")
    if args.stdin:
        new = sys.stdin.readline().rstrip("\r\n")
    else:
        new = getpass.getpass("新密码：")
        if getpass.getpass("再输入一次：") != new:
            print("两次输入的密码不一致。", file=sys.stderr)
            return 1
    put_password(
        account,
        new,
        must_change=not args.keep,
        clear_codes=args.clear_codes,
        actor=SYSTEM,
        at=timezone.now(),
    )
    print(f"已为“{account.username}”设置密码。")
    return 0


def _token(args: argparse.Namespace) -> int:
    now = timezone.now()
    raw = make_token(
        organ=args.organ,
        name=args.name,
        username=args.username,
        expires_at=now + timedelta(days=args.days),
        at=now,
    )
    print(raw)
    print("请立即妥善保存，令牌不会再次显示。", file=sys.stderr)
    return 0
