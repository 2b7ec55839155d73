from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.content.knowledge import Knowledge
from bot.store.kept import StaffMember
from bot.store.sqlite import SqliteStore
from tests.web.console.conftest import Enter, Watch

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea></main><svg onload=alert(1)>",
    "{{ 7 * 7 }}",
    "' onfocus='alert(1)",
]


def only(store: SqliteStore, name: str) -> StaffMember:
    [found] = [member for member in store.staff.members() if member.name == name]
    return found


@pytest.fixture
def ward(small_knowledge: Knowledge) -> tuple[str, str]:
    """Code and full name of a ward."""
    [area] = small_knowledge.area_names.areas(["phường Đoàn Kết, tỉnh Lai Châu"])
    return area.code, f"{area.name}, {area.province}"


async def test_somebody_is_added_with_role_wards_and_telegram(
    enter: Enter, store: SqliteStore, ward: tuple[str, str]
) -> None:
    admin = await enter("admin")
    await admin.see("/console/can-bo/moi")
    code, name = ward
    form = {"name": "  Lò  Thị Mai ", "role": "editor", "areas": f"{name}\r\n\r\n{code}\r\n",
            "telegram": " 123456 "}  # fmt: skip
    page = await admin.post("/console/can-bo/moi", form)
    assert page.texts("p", "told") == ["Đã lưu Lò Thị Mai."]
    found = only(store, "Lò Thị Mai")
    assert (found.role, found.areas, found.telegram) == ("editor", (code,), 123456)
    assert name in page.texts("td")
    [deed, *_] = store.audit.deeds(1)
    assert (deed.who, deed.what) == ("Cán bộ admin", "staff-add")
    assert "Lò Thị Mai" in deed.about


async def test_the_form_shows_what_is_kept_and_saving_it_changes_nothing(
    enter: Enter, store: SqliteStore, ward: tuple[str, str]
) -> None:
    admin = await enter("admin")
    number = store.staff.keep(StaffMember("Mai", "editor", (ward[0],), 77))
    page = await admin.see(f"/console/can-bo/{number}")
    fields = {field["name"]: field["value"] for field in page.all("input", type="")}
    fields |= {field["name"]: field["value"] for field in page.all("input") if "type" not in field}
    [role] = [field["value"] for field in page.all("input", type="radio") if "checked" in field]
    [areas] = page.texts("textarea")
    await admin.post(f"/console/can-bo/{number}", {**fields, "role": role, "areas": areas})
    assert store.staff.member(number) == StaffMember("Mai", "editor", (ward[0],), 77, number)


async def test_an_admin_is_for_all_wards(
    enter: Enter, store: SqliteStore, ward: tuple[str, str]
) -> None:
    admin = await enter("admin")
    await admin.see("/console/can-bo/moi")
    await admin.post("/console/can-bo/moi", {"name": "Mai", "role": "admin", "areas": ward[1]})
    assert only(store, "Mai").areas == ()


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("name", "", "Ghi họ tên, nhiều nhất 80 chữ."),
        ("name", " \t ", "Ghi họ tên, nhiều nhất 80 chữ."),
        ("name", "a" * 81, "Ghi họ tên, nhiều nhất 80 chữ."),
        ("name", "a\x00b", "Ghi họ tên, nhiều nhất 80 chữ."),
        ("name", "a\u202eb", "Ghi họ tên, nhiều nhất 80 chữ."),
        ("name", "cán bộ ADMIN", "Đã có người tên này; thêm chức vụ hoặc tổ để phân biệt."),
        ("role", "owner", "Chọn một quyền."),
        ("role", "", "Chọn một quyền."),
        ("areas", "xã Không Có Đâu", "Không rõ «xã Không Có Đâu» là xã, phường nào; "
         "ghi ví dụ: phường Đoàn Kết, tỉnh Lai Châu."),
        ("areas", "tỉnh Lai Châu", "Không rõ «tỉnh Lai Châu» là xã, phường nào; "
         "ghi ví dụ: phường Đoàn Kết, tỉnh Lai Châu."),
        ("telegram", "@mai", "Số tài khoản Telegram chỉ gồm chữ số."),
        ("telegram", "-5", "Số tài khoản Telegram chỉ gồm chữ số."),
        ("telegram", "9" * 30, "Số tài khoản Telegram chỉ gồm chữ số."),
        ("telegram", "42", "Số này đã là của người khác trong danh sách."),
    ],
)  # fmt: skip
async def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    enter: Enter, store: SqliteStore, field: str, typed: str, told: str
) -> None:
    admin = await enter("admin")
    store.staff.keep(StaffMember("Minh", "viewer", telegram=42))
    before = store.staff.members()
    await admin.see("/console/can-bo/moi")
    form = {"name": "Mai", "role": "editor", "areas": "", "telegram": "", field: typed}
    page = await admin.post("/console/can-bo/moi", form, status=422)
    assert page.texts("p", "fault") == [told]
    assert page.all("p", id=f"{field}-fault")
    assert store.staff.members() == before
    if field != "role":
        assert page.all("input", name="name")[0]["value"] == form["name"]
        assert page.texts("textarea") == [form["areas"]]


async def test_an_admin_cannot_lock_themselves_out(enter: Enter, store: SqliteStore) -> None:
    admin = await enter("admin", name="Lan")
    number = only(store, "Lan").number
    page = await admin.see(f"/console/can-bo/{number}")
    assert page.texts("button") == ["Mục lục", "Đăng xuất", "Lưu"]
    page = await admin.post(f"/console/can-bo/{number}", {"name": "Lan", "role": "viewer"}, 422)
    assert "Bạn không tự bỏ quyền quản trị" in page.texts("p", "fault")[0]
    await admin.post(f"/console/can-bo/{number}/xoa", status=400)
    assert only(store, "Lan").role == "admin"
    await admin.post(f"/console/can-bo/{number}", {"name": "Lan Anh", "role": "admin"})
    assert only(store, "Lan Anh").number == number


async def test_somebody_is_removed_and_signed_out(enter: Enter, store: SqliteStore) -> None:
    admin, viewer = await enter("admin"), await enter("viewer", name="Mai")
    number = only(store, "Mai").number
    await admin.see(f"/console/can-bo/{number}")
    page = await admin.post(f"/console/can-bo/{number}/xoa")
    assert page.texts("p", "told") == ["Đã xóa Mai."]
    assert (await viewer.see("/console")).texts("h1") == ["Đăng nhập"]
    await admin.see(f"/console/can-bo/{number}", status=404)
    await admin.post(f"/console/can-bo/{number}/xoa", status=404)


async def test_a_link_is_shown_once_and_lets_its_owner_in(
    enter: Enter, store: SqliteStore, watch: Watch
) -> None:
    admin, guest = await enter("admin"), await enter(None)
    number = store.staff.keep(StaffMember("Mai", "viewer"))
    await admin.see("/console/can-bo")
    page = await admin.post(f"/console/can-bo/{number}/lien-ket")
    [address] = page.texts("textarea")
    found = re.fullmatch(r"http://127\.0\.0\.1:8080/console/vao/([\w-]{43})", address)
    assert found
    await guest.sign_in(found[1])
    assert "Mai" in (await guest.see("/console")).texts("strong")
    assert [deed.what for deed in store.audit.deeds(2)] == ["sign-in", "link"]
    await admin.see(f"/console/can-bo/{number}/lien-ket", status=405)


@pytest.mark.parametrize("settings", [{"web": {"public_url": "https://hoi.example.org/"}}])
async def test_a_link_begins_with_the_public_address(enter: Enter, store: SqliteStore) -> None:
    admin = await enter("admin")
    number = store.staff.keep(StaffMember("Mai", "viewer"))
    await admin.see("/console/can-bo")
    [address] = (await admin.post(f"/console/can-bo/{number}/lien-ket")).texts("textarea")
    assert address.startswith("https://hoi.example.org/console/vao/")


async def test_a_link_of_the_page_ends_after_a_quarter_of_an_hour(
    enter: Enter, store: SqliteStore, watch: Watch
) -> None:
    admin, guest = await enter("admin"), await enter(None)
    number = store.staff.keep(StaffMember("Mai", "viewer"))
    await admin.see("/console/can-bo")
    [address] = (await admin.post(f"/console/can-bo/{number}/lien-ket")).texts("textarea")
    watch.now += timedelta(minutes=15, seconds=1)
    await guest.post(address.removeprefix("http://127.0.0.1:8080"), status=403)


@pytest.mark.parametrize("attack", ATTACKS)
async def test_names_are_only_ever_text(enter: Enter, store: SqliteStore, attack: str) -> None:
    admin = await enter("admin", name=attack)
    await admin.see("/console/can-bo/moi")
    other = f"{attack} 2"
    page = await admin.post("/console/can-bo/moi", {"name": other, "role": "viewer"})
    assert page.texts("p", "told") == [f"Đã lưu {other}."]
    number = only(store, other).number
    pages = [page]
    pages += [await admin.see(path) for path in ("/console", f"/console/can-bo/{number}",
                                                 "/console/nhat-ky")]  # fmt: skip
    pages.append(await admin.post(f"/console/can-bo/{number}/lien-ket"))
    pages.append(await admin.post(
        f"/console/can-bo/{number}", {"name": attack, "role": attack, "areas": attack,
                                      "telegram": attack}, 422,
    ))  # fmt: skip
    for page in pages:
        assert [attack in texts for texts in page.texts("strong")].count(True) >= 1
        assert len(page.all("script")) == 1
        assert len(page.all("img")) == 1
        assert not [name for _, attributes, _ in page.elements for name in attributes
                    if name.startswith("on")]  # fmt: skip
