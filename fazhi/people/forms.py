"""Forms of the pages about people."""

from typing import Any, Self

from django import forms
from django.http import HttpRequest

from fazhi.kernel.errors import Incomplete
from fazhi.people.actors import Actor
from fazhi.people.listing import RETIRED, STATES, PeopleFilter, organ_choices
from fazhi.people.models import Organ


class PlainForm(forms.Form):
    """A form whose fields look like the house's and whose summary jumps to each of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **(kwargs | {"label_suffix": ""}))
        for field in self.fields.values():
            look = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            field.widget.attrs.setdefault("class", look)

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """The form as it was sent, or an empty one on a first visit."""
        return cls(request.POST, request.FILES) if request.method == "POST" else cls()

    def take(self, refusal: Incomplete) -> None:
        """Show the refusal's faults at the fields they name."""
        for fault in refusal.faults:
            self.add_error(fault.field if fault.field in self.fields else None, fault.sentence)


def _password(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=200,
        help_text=help_text,
        error_messages={"required": f"请填写{label}。"},
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
    )


def _code() -> forms.CharField:
    return forms.CharField(
        label="动态口令",
        max_length=10,
        help_text="打开手机上的验证器，输入当前显示的六位数字。",
        error_messages={"required": "请填写动态口令。"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class LoginForm(PlainForm):
    username = forms.CharField(
        label="用户名",
        max_length=60,
        error_messages={"required": "请填写用户名。"},
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = _password("密码", "current-password")


class CodeForm(PlainForm):
    code = _code()


class PasswordForm(PlainForm):
    old = _password("原密码", "current-password")
    new = _password(
        "新密码", "new-password", "至少10个字符，不能全是数字，不能是常用密码，不能与用户名相近。"
    )
    again = _password("再输入一次新密码", "new-password")


class EndCodesForm(PlainForm):
    password = _password("密码", "current-password", "停用前核对您的登录密码。")


class ImportForm(PlainForm):
    workbook = forms.FileField(
        label="工作簿",
        help_text="按模板填写的 .xlsx 文件，不超过10 MB。",
        error_messages={"required": "请选择要导入的文件。", "empty": "文件是空的，请重新选择。"},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )
    dry_run = forms.BooleanField(
        label="只检查，不导入",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )


class FilterForm(PlainForm):
    """The filters of the list; they live in the address."""

    text = forms.CharField(label="姓名或者证号", required=False, max_length=60)
    organ = forms.ModelChoiceField(
        label="机关", queryset=Organ.objects.none(), required=False, empty_label="全部机关"
    )
    state = forms.ChoiceField(
        label="证件状态", required=False, choices=[("", "全部"), *STATES.items(), (RETIRED, "人员已停用")]
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organ = self.fields["organ"]
        assert isinstance(organ, forms.ModelChoiceField)
        organ.queryset = organ_choices(actor)

    def wanted(self) -> PeopleFilter:
        """The filter that was asked for; values that make no sense count as not given."""
        self.is_valid()
        organ = self.cleaned_data.get("organ")
        return PeopleFilter(
            organ_id=organ.pk if organ else None,
            text=self.cleaned_data.get("text", ""),
            state=self.cleaned_data.get("state", ""),
        )
