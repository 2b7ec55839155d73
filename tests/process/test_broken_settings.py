from __future__ import annotations

from pathlib import Path

import pytest

from tests.process.program import CONFIG, furnished, perform, run


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("web: {prot: 8080}", "không có mục cấu hình «web.prot»; xóa hoặc sửa tên"),
        ("knowlegde: x", "không có mục cấu hình «knowlegde»; xóa hoặc sửa tên"),
        ("telegram: {token: '1:a'}", "không ghi token vào tệp; đặt biến môi trường"),
        ("web: {port: 70000}", "mục «web.port» không hợp lệ"),
        ("retention_days: 0", "mục «retention_days» không hợp lệ"),
        ("telegram: {proxy: qua-nha-ben}", "mục «telegram.proxy» không hợp lệ"),
        ("telegram: {webhook_secret: bimat}", "không ghi webhook_secret vào tệp; đặt biến môi"),
        ("telegram: {webhook_url: 'https://example.org'}", "mục «telegram.webhook_url» không hợp"),
        ("telegram: {webhook_url: example.org/tin}", "mục «telegram.webhook_url» không hợp lệ"),
        ("telegram: {messages_per_minute: -1}", "mục «telegram.messages_per_minute» không hợp"),
        ("telegram: {api_base_url: localhost}", "mục «telegram.api_base_url» không hợp lệ"),
        ("web: [", "sai cú pháp YAML"),
        ("- web", "tệp phải gồm các dòng «tên: giá trị»"),
        ("telegram: bay", "mục telegram phải gồm các dòng"),
        ("data: 2026-13-45", "có chữ hoặc giá trị không đọc được"),
        ("data: \x01", "có chữ hoặc giá trị không đọc được"),
    ],
    ids=lambda text: text[:20],
)
def test_a_wrong_setting_is_one_clear_line(tmp_path: Path, config: str, said: str) -> None:
    done = perform(furnished(tmp_path, config), "run")
    assert (done.code, done.out) == (2, "")
    [line] = done.errors
    assert line.startswith("config.yaml:")
    assert said in line
    assert not (tmp_path / "data").exists()


def test_every_wrong_setting_is_named_at_once(tmp_path: Path) -> None:
    done = perform(furnished(tmp_path, "web: {port: x, prot: 1}\nretention_days: x"), "run")
    assert done.code == 2
    assert len(done.errors) == 3


def test_a_token_in_the_file_is_never_repeated(tmp_path: Path) -> None:
    done = perform(furnished(tmp_path, "telegram: {token: '123456:GEHEIM'}"), "run")
    assert done.code == 2
    assert "GEHEIM" not in done.error


def test_a_secret_that_telegram_would_refuse_is_one_clear_line_that_does_not_repeat_it(
    tmp_path: Path,
) -> None:
    done = perform(furnished(tmp_path), "run", TELEGRAM_WEBHOOK_SECRET="GEHEIM với dấu cách")
    assert done.code == 2
    [line] = done.errors
    assert "mục «telegram.webhook_secret» không hợp lệ" in line
    assert "GEHEIM" not in line


@pytest.mark.process
def test_a_file_of_strange_bytes_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_bytes(b"data: \xff\xfe")
    done = run(tmp_path, "run")
    assert done.code == 2
    assert done.errors == ["config.yaml: không đọc được (UnicodeDecodeError)"]


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    done = perform(furnished(tmp_path), "run", "--config", "kia.yaml")
    assert done.code == 2
    assert done.errors == ["kia.yaml: không có tệp cấu hình này; kiểm tra lại --config"]


@pytest.mark.process
def test_a_wrong_proxy_in_the_environment_is_one_clear_line(tmp_path: Path) -> None:
    done = run(furnished(tmp_path), "run", TELEGRAM_BOT_TOKEN="1:a", TELEGRAM_PROXY="qua-nha-ben")
    assert done.code == 2
    [line] = done.errors
    assert "mục «telegram.proxy» không hợp lệ" in line


@pytest.mark.process
def test_a_data_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("", "utf-8")
    done = run(furnished(tmp_path, CONFIG), "run")
    assert done.code == 2
    [line] = done.errors
    assert line.startswith("data/bot.db: không mở được cơ sở dữ liệu")
