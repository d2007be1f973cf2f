"""Forms of the page on which one person is edited; each is sent alone and named by what it does."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.db.models import Q

from fazhi.people.actors import Actor
from fazhi.people.forms import PlainForm
from fazhi.people.models import Credential, Organ, Person, Post
from fazhi.people.scope import organs_managed
from fazhi.people.vocabulary import CredentialKind, CredentialStatus, CredentialTurn, PostKind


class PersonForm(PlainForm):
    """One act on one person. `does` is its name in what is sent; `label` stands on its button."""

    does: ClassVar[str]
    label: ClassVar[str]

    def __init__(self, person: Person, actor: Actor, day: date, data: Any = None) -> None:
        super().__init__(data, prefix=self.does, initial=self.known(person, actor, day))
        self.choices(person, actor, day)

    def known(self, person: Person, actor: Actor, day: date) -> dict[str, Any]:
        """What the fields begin with."""
        return {}

    def choices(self, person: Person, actor: Actor, day: date) -> None:
        """Fill the fields that choose among rows: with those that the actor keeps, and no others."""

    def values(self) -> dict[str, Any]:
        """What was entered, as the service takes it."""
        return dict(self.cleaned_data)


class _PostField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        part = obj.unit.name if obj.unit else ""
        return f"{obj.organ.name}{part} {obj.get_kind_display()}（{obj.valid_from.isoformat()}起）"


class _PaperField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.get_kind_display()} {obj.number}（{obj.get_status_display()}）"


def _text(
    label: str, longest: int, *, required: bool = False, hint: str = "", **attrs: str
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=required,
        help_text=hint,
        widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}),
        error_messages={
            "required": f"请填写{label}。",
            "max_length": f"{label}不超过{longest}个字。",
            "null_characters_not_allowed": f"{label}里有不能显示的字符。",
        },
    )


def _day(label: str, *, required: bool = True, hint: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": f"请填写{label}。",
            "invalid": f"{label}不是真实存在的日期，请按“2026-01-31”的样子填写。",
        },
    )


def _choice(label: str, choices: Any) -> forms.ChoiceField:
    said = f"请选择{label}。"
    return forms.ChoiceField(
        label=label,
        choices=[("", "请选择"), *choices],
        error_messages={"required": said, "invalid_choice": said},
    )


def _messages(label: str) -> dict[str, str]:
    return {"required": f"请选择{label}。", "invalid_choice": f"没有这个{label}，或者不归您管理。"}


class DetailsForm(PersonForm):
    does, label = "details", "保存"
    name = _text("姓名", 60, required=True)
    phone = _text("联系电话", 20, inputmode="tel")
    is_active = forms.BooleanField(
        label="在用（停用后不能登录，也不能被选为经办人；登记和办过的事项都保留）",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def known(self, person: Person, actor: Actor, day: date) -> dict[str, Any]:
        return {"name": person.name, "phone": person.phone, "is_active": person.is_active}


class AddPostForm(PersonForm):
    does, label = "add_post", "增加岗位"
    organ = forms.ModelChoiceField(
        label="机关", queryset=Organ.objects.none(), empty_label="请选择", error_messages=_messages("机关")
    )
    unit = _text("内设机构", 80, hint="填登记的名称，例如“执法大队”；不属于内设机构的留空。", list="units")
    kind = _choice("岗位", PostKind.choices)
    title = _text("职务", 60)
    valid_from = _day("任职起始日")
    valid_to = _day("任职截止日", required=False, hint="当日仍在任；空白表示至今。")

    def known(self, person: Person, actor: Actor, day: date) -> dict[str, Any]:
        return {"organ": actor.organ_id, "valid_from": day}

    def choices(self, person: Person, actor: Actor, day: date) -> None:
        organs = organs_managed(actor).filter(is_active=True).order_by("region__path", "name")
        _fill(self.fields["organ"], organs)

    def values(self) -> dict[str, Any]:
        values = super().values()
        return values | {"organ_id": values.pop("organ").pk}


class EndPostForm(PersonForm):
    does, label = "end_post", "结束任职"
    post = _PostField(
        label="岗位", queryset=Post.objects.none(), empty_label="请选择", error_messages=_messages("岗位")
    )
    valid_to = _day("最后一日", hint="当日仍在任，次日起不能再以此岗位办理。")

    def choices(self, person: Person, actor: Actor, day: date) -> None:
        held = person.posts.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
        held = held.filter(organ__in=organs_managed(actor)).select_related("organ", "unit")
        _fill(self.fields["post"], held)

    def values(self) -> dict[str, Any]:
        return {"post_id": self.cleaned_data["post"].pk, "valid_to": self.cleaned_data["valid_to"]}


class AddCredentialForm(PersonForm):
    does, label = "add_credential", "登记证件"
    kind = _choice("证件类别", CredentialKind.choices)
    number = _text("证件编号", 40, required=True)
    domains = _text("执法领域", 200, hint="多个领域用顿号隔开；法律职业资格不填。")
    issuer = _text("发证机关", 120)
    valid_from = _day("有效期起")
    valid_to = _day("有效期止", required=False, hint="当日仍有效；空白表示长期有效。")


class TurnCredentialForm(PersonForm):
    does, label = "turn_credential", "变更状态"
    credential = _PaperField(
        label="证件",
        queryset=Credential.objects.none(),
        empty_label="请选择",
        error_messages=_messages("证件"),
    )
    turn = _choice("变更", CredentialTurn.choices)

    def choices(self, person: Person, actor: Actor, day: date) -> None:
        _fill(self.fields["credential"], person.credentials.exclude(status=CredentialStatus.CANCELLED))

    def values(self) -> dict[str, Any]:
        credential_id: UUID = self.cleaned_data["credential"].pk
        return {"credential_id": credential_id, "turn": self.cleaned_data["turn"]}


class UnlockForm(PersonForm):
    does, label = "unlock", "解除锁定"


class ResetForm(PersonForm):
    does, label = "reset", "重置密码"
    clear_codes = forms.BooleanField(
        label="同时解除动态口令（手机丢失或者更换）",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )


def _fill(field: forms.Field, rows: Any) -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
