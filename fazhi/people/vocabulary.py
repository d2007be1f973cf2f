"""Kinds and states of people's rows: the stored member in English, the label in Chinese."""

from django.db.models import IntegerChoices, TextChoices


class RegionLevel(IntegerChoices):
    """The rung of a region. It is data: a town may hang directly under a city (不设区的地级市)."""

    PROVINCE = 1, "省级"
    CITY = 2, "地级"
    COUNTY = 3, "县级"
    TOWN = 4, "乡级"


class OrganKind(TextChoices):
    GOVERNMENT = "government", "人民政府"
    DEPARTMENT = "department", "政府部门"
    JUSTICE_BUREAU = "justice_bureau", "司法行政机关"
    TOWNSHIP = "township", "苏木乡镇街道"
    COURT = "court", "人民法院"
    OTHER = "other", "其他组织"


class UnitKind(TextChoices):
    ENFORCEMENT = "enforcement", "执法机构"
    LEGAL = "legal", "法制机构"
    OFFICE = "office", "办公机构"
    FINANCE = "finance", "财务机构"
    OTHER = "other", "其他机构"


class PostKind(TextChoices):
    OFFICER = "officer", "执法人员"
    UNIT_HEAD = "unit_head", "办案机构负责人"
    LEGAL_OFFICER = "legal_officer", "法制审核人员"
    DEPUTY_HEAD = "deputy_head", "行政机关分管负责人"
    ORGAN_HEAD = "organ_head", "行政机关主要负责人"
    SUPERVISOR = "supervisor", "行政执法监督人员"
    LEADER = "leader", "政府负责人"
    CASHIER = "cashier", "财务人员"
    CLERK = "clerk", "内勤人员"
    ADMIN = "admin", "系统管理员"


class Sex(TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"
    UNKNOWN = "", "未填写"


class CredentialKind(TextChoices):
    ENFORCEMENT = "enforcement", "行政执法证"
    LEGAL_PROFESSION = "legal_profession", "法律职业资格"


class CredentialStatus(TextChoices):
    VALID = "valid", "有效"
    SUSPENDED = "suspended", "暂扣"
    CANCELLED = "cancelled", "注销"


class CredentialTurn(TextChoices):
    SUSPEND = "suspend", "暂扣"
    RESTORE = "restore", "恢复"
    CANCEL = "cancel", "注销"


class LoginOutcome(TextChoices):
    ENTERED = "entered", "登录成功"
    WRONG = "wrong", "用户名或密码错误"
    WRONG_SECOND = "wrong_second", "动态口令错误"
    LOCKED = "locked", "锁定期内尝试"
    INACTIVE = "inactive", "账号已停用"
    CROWDED = "crowded", "同一地址尝试过多"
    LEFT = "left", "退出登录"


class ActorKind(TextChoices):
    PERSON = "person", "人员"
    SYSTEM = "system", "系统"
    TOKEN = "token", "接口"
