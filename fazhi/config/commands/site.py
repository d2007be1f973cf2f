"""`fazhi site`: prepare, serve, work, who."""

import argparse
import sys
from typing import Any

from tqdm import tqdm

from fazhi.config.env import HOME


def build(verbs: Any) -> None:
    """Add the verbs of `fazhi site`."""
    prepare = verbs.add_parser("prepare", help="建表、收集静态文件、装入法规库和示例数据；做过的不再做")
    prepare.add_argument(
        "--without-samples", action="store_true", help="不装示例机关、人员和案件（正式使用时）"
    )
    prepare.set_defaults(run=_prepare)

    serve = verbs.add_parser("serve", help="提供网页服务，并同时处理定时任务；Ctrl-C 停止")
    serve.add_argument("--host", default="127.0.0.1", help="监听地址，默认只对本机")
    serve.add_argument("--port", type=int, default=8000, help="监听端口，默认 8000")
    serve.add_argument("--workers", type=int, default=2, help="服务进程数，默认 2")
    serve.add_argument("--threads", type=int, default=4, help="每个进程的线程数，默认 4")
    serve.set_defaults(run=_serve)

    work = verbs.add_parser("work", help="处理定时任务：期限巡查、消息投递、每日存证")
    work.add_argument("--once", action="store_true", help="各做一次后退出，供 cron 调用")
    work.set_defaults(run=_work)

    who = verbs.add_parser("who", help="列出可以登录的示例账号")
    who.set_defaults(run=_who)


def _prepare(args: argparse.Namespace) -> int:
    from fazhi.config.site.preparing import STEPS, prepare

    # On a terminal a bar stands below the lines; elsewhere there are only the lines.
    with tqdm(total=len(STEPS), desc="准备", unit="步", disable=None, leave=False) as bar:
        came = prepare(say=bar.write, passed=bar.update, samples=not args.without_samples)
    print(f"已就绪，数据在 {HOME}" if came else "已就绪，没有需要更新的。")
    return 0


def _serve(args: argparse.Namespace) -> int:
    from fazhi.config.site.serving import Address, serve

    address = Address(args.host, args.port)

    def ready() -> None:
        print(f"\n法治平台已启动：{address.url}　（Ctrl-C 停止）\n")
        _who(args)

    return serve(address, workers=args.workers, threads=args.threads, ready=ready, say=_complain)


def _work(args: argparse.Namespace) -> int:
    from fazhi.config.site.working import work

    return 1 if work(once=args.once) else 0


def _who(args: argparse.Namespace) -> int:
    from fazhi.config.site.logins import sample_logins

    logins = list(sample_logins())
    if not logins:
        print("没有示例账号。用机关与人员的导入模板添加：fazhi people import。")
        return 0
    wide = max(len(login.username) for login in logins)
    print("可以登录的示例账号：")
    for login in logins:
        print(f"  {login.username:<{wide}}  {login.password}  {login.organ}　{login.role}", flush=True)
    return 0


def _complain(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
