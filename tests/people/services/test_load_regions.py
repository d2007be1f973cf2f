import pytest

from fazhi.kernel.errors import Incomplete
from fazhi.people.models import Region
from fazhi.people.services.load_regions import LoadedRegions, load_regions, read_regions

pytestmark = pytest.mark.django_db
DONGGUAN = [
    {"code": "440000", "name": "广东省", "short": "广东", "level": "1", "parent": "", "unverified": ""},
    {"code": "441900", "name": "东莞市", "short": "", "level": "2", "parent": "440000", "unverified": ""},
    {
        "code": "441900101",
        "name": "石碣镇",
        "short": "",
        "level": "4",
        "parent": "441900",
        "unverified": "unverified",
    },
]


def test_the_packaged_table_holds_the_city_and_its_nine_counties():
    done = load_regions()
    assert done.made == len(read_regions())
    city = Region.objects.get(code="150200")
    assert (city.name, city.path, city.level) == ("包头市", "001001", 2)
    assert list(city.children.order_by("path").values_list("code", flat=True)) == [
        *("150202", "150203", "150204", "150205", "150206", "150207", "150221", "150222", "150223")
    ]
    assert all(Region.objects.filter(parent__code=county.code).count() >= 2 for county in city.children.all())
    assert not Region.objects.filter(level=4, is_verified=True).exists()


def test_loading_again_changes_nothing_and_a_new_name_is_taken_over():
    rows = read_regions()
    load_regions(rows)
    before = dict(Region.objects.values_list("code", "path"))
    assert load_regions(rows) == LoadedRegions(0, 0, len(rows))
    rows[1] = {**rows[1], "short": "鹿城"}
    assert load_regions(rows) == LoadedRegions(0, 1, len(rows) - 1)
    assert dict(Region.objects.values_list("code", "path")) == before


def test_a_town_may_hang_directly_under_a_city():
    load_regions(DONGGUAN)
    town = Region.objects.get(code="441900101")
    assert (town.parent.code, town.level, town.path, town.is_verified) == ("441900", 4, "001001001", False)


def test_two_provinces_stand_side_by_side_and_a_later_region_takes_the_next_place():
    load_regions()
    load_regions(DONGGUAN)
    assert Region.objects.get(code="440000").path == "002"
    new = {"code": "150299", "name": "新区", "short": "", "level": "3", "parent": "150200"}
    load_regions([new])
    assert Region.objects.get(code="150299").path == "001001010"


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ({"code": "15x"}, "6位、9位或12位"),
        ({"code": "150203", "parent": "999999"}, "不存在"),
        ({"code": "150203", "parent": "150200", "level": "9"}, "层级"),
        ({"code": "150203", "parent": "150200", "level": "2"}, "低于上级"),
    ],
)
def test_a_broken_row_is_refused_and_nothing_is_loaded(row, part):
    whole = {"code": "150201", "name": "试", "short": "", "level": "3", "parent": "", "unverified": ""} | row
    rows = read_regions()[:2]
    with pytest.raises(Incomplete) as caught:
        load_regions([*rows, whole])
    assert part in caught.value.sentence
    assert caught.value.faults[0].field == "第4行"
    assert not Region.objects.exists()


def test_codes_twice_and_moves_are_refused():
    rows = read_regions()
    with pytest.raises(Incomplete, match="两次"):
        load_regions([*rows, rows[0]])
    load_regions(rows)
    moved = next(row for row in rows if row["code"] == "150202001") | {"parent": "150203"}
    with pytest.raises(Incomplete, match="不能移动"):
        load_regions([moved])
