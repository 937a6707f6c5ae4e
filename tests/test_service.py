"""One polite client for every service, against a real server that behaves and misbehaves."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
import requests
from radrum.errors import RadrumError
from radrum.sources.service import Refusal, document
from serving import FAULTS, Time, faulty, polite
from werkzeug import Request, Response

pytest_plugins = ["serving"]
PASSING = ["500 for ever", "503 for ever", "429 for ever", "cut short", "chunk cut short", "broken chunk"]
UNREADABLE = sorted(set(FAULTS) - {"JSON of something else", "a list for an object", "null"})


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_is_not_whole_or_not_json_is_refused_with_address_and_remedy(server, kind):
    faulty(server, "/data", kind)
    with pytest.raises(Refusal, match=FAULTS[kind][1]) as told:
        polite(server).json("data")
    assert str(told.value).startswith(server.url_for("/data"))
    assert str(told.value).endswith("Nothing is stored.")


@pytest.mark.parametrize("kind", PASSING)
def test_a_passing_failure_is_tried_again(server, kind):
    server.expect_request("/data").respond_with_json({"value": [1]})
    faulty(server, "/data", kind, times=3)
    assert polite(server).json("data") == {"value": [1]}


@pytest.mark.parametrize("kind", PASSING)
def test_a_passing_failure_is_not_tried_for_ever(server, kind):
    faulty(server, "/data", kind)
    with pytest.raises(Refusal, match="Asked 4 times"):
        polite(server).json("data")
    assert len(server.log) == 4


@pytest.mark.parametrize("kind", ["refused", "gone", "HTML instead of JSON", "wrong type"])
def test_what_will_not_pass_is_asked_for_once(server, kind):
    faulty(server, "/data", kind)
    with pytest.raises(Refusal):
        polite(server).json("data")
    assert len(server.log) == 1


def test_the_pause_the_service_asks_for_is_kept(server):
    server.expect_request("/data").respond_with_json([1])
    faulty(server, "/data", "429 for ever", times=2)
    time = Time()
    assert polite(server, time=time).json("data") == [1]
    assert time.slept == [7, 7]


def test_the_pause_may_be_a_date(server):
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=41), usegmt=True)
    busy = Response("busy", 503, headers={"Retry-After": later})
    server.expect_ordered_request("/data").respond_with_response(busy)
    server.expect_ordered_request("/data").respond_with_json([1])
    time = Time()
    polite(server, time=time).json("data")
    assert 35 <= time.slept[0] <= 41


def test_a_pause_that_nobody_would_wait_for_is_told_instead(server):
    server.expect_request("/data").respond_with_response(Response("busy", 429, headers={"Retry-After": "3600"}))
    time = Time()
    with pytest.raises(Refusal, match="try again in 60 minutes"):
        polite(server, time=time).json("data")
    assert time.slept == []


def test_without_a_wish_of_the_service_the_pauses_grow(server):
    faulty(server, "/data", "500 for ever")
    time = Time()
    with pytest.raises(Refusal):
        polite(server, time=time).json("data")
    first, second, third = time.slept
    assert 1 <= first < second < third < 6


def test_calls_keep_the_services_pace(server):
    server.expect_request("/data").respond_with_json([1])
    time = Time()
    service = polite(server, time=time, calls_per_second=2)
    for _ in range(4):
        service.json("data")
    assert time.slept == [0.5, 0.5, 0.5]


def test_an_answer_with_a_mark_is_sent_once(server):
    def answer(request: Request) -> Response:
        if request.headers.get("If-None-Match") == '"a1"':
            return Response(status=304, headers={"ETag": '"a1"'})
        return Response('{"value": [1]}', mimetype="application/json", headers={"ETag": '"a1"'})

    server.expect_request("/data").respond_with_handler(answer)
    assert [polite(server).json("data") for _ in range(3)] == [{"value": [1]}] * 3
    assert [response.status_code for _, response in server.log] == [200, 304, 304]


def test_an_answer_whose_mark_has_changed_is_taken_anew(server):
    for number in (1, 2):
        answer = Response(f"[{number}]", mimetype="application/json", headers={"ETag": f'"{number}"'})
        server.expect_ordered_request("/data").respond_with_response(answer)
    assert [polite(server).json("data") for _ in range(2)] == [[1], [2]]


def test_an_answer_without_a_mark_is_asked_for_each_time(server):
    answer = Response("[1]", mimetype="application/json", headers={"Cache-Control": "max-age=86400"})
    server.expect_request("/data").respond_with_response(answer)
    polite(server).json("data")
    polite(server).json("data")
    assert len(server.log) == 2


def test_nothing_stale_is_used_where_the_service_fails(server):
    answer = Response("[1]", mimetype="application/json", headers={"Last-Modified": "Tue, 08 Sep 2026 12:00:00 GMT"})
    server.expect_request("/data").respond_with_response(answer)
    polite(server).json("data")
    faulty(server, "/data", "500 for ever")
    with pytest.raises(Refusal, match="500"):
        polite(server).json("data")


def test_a_refused_answer_is_not_kept_for_the_next_time(server):
    for body in ("{half", "[1]"):
        answer = Response(body, mimetype="application/json", headers={"ETag": '"same"'})
        server.expect_ordered_request("/data").respond_with_response(answer)
    with pytest.raises(Refusal):
        polite(server).json("data")
    assert polite(server).json("data") == [1]
    assert "If-None-Match" not in server.log[1][0].headers


def test_a_question_with_a_body_is_posted(server):
    server.expect_request("/data", method="POST", json={"query": []}, query_string={"lang": "sv"}).respond_with_json(
        [1]
    )
    assert polite(server).json("data", params={"lang": "sv"}, body={"query": []}) == [1]


def test_a_question_with_a_body_is_never_redirected(server):
    server.expect_request("/data").respond_with_response(Response("", 302, headers={"Location": "/elsewhere"}))
    with pytest.raises(Refusal, match="Give that address if you trust it: .*/elsewhere"):
        polite(server).json("data", body={"query": []})


def test_json_with_a_byte_order_mark_is_read(server):
    body = b"\xef\xbb\xbf" + json.dumps({"label": "Umeå"}).encode()
    server.expect_request("/data").respond_with_response(Response(body, mimetype="application/json"))
    assert polite(server).json("data") == {"label": "Umeå"}


def test_a_packed_answer_is_unpacked(server):
    packed = Response(gzip.compress(b"[1]"), mimetype="application/json", headers={"Content-Encoding": "gzip"})
    server.expect_request("/data").respond_with_response(packed)
    assert polite(server).json("data") == [1]


def test_a_packed_answer_cut_short_is_refused(server):
    packed = gzip.compress(json.dumps(list(range(5000))).encode())[:-400]
    answer = Response(packed, mimetype="application/json", headers={"Content-Encoding": "gzip"})
    server.expect_request("/data").respond_with_response(answer)
    with pytest.raises(Refusal):
        polite(server).json("data")


def test_a_number_that_is_none_is_not_json(server):
    server.expect_request("/data").respond_with_response(Response("[NaN]", mimetype="application/json"))
    with pytest.raises(Refusal, match="NaN is no number"):
        polite(server).json("data")


def test_a_next_page_is_asked_of_the_same_service(server):
    server.expect_request("/v3/data", query_string={"page": "2"}).respond_with_json([2])
    assert polite(server, "/v3").json(server.url_for("/v3/data?page=2")) == [2]
    with pytest.raises(Refusal, match="points to another, https://example.org/data"):
        polite(server, "/v3").json("https://example.org/data")


def test_the_services_own_words_are_passed_on(server):
    problem = Response('{"title": "Too many cells selected"}', 403, mimetype="application/problem+json")
    server.expect_request("/data").respond_with_response(problem)
    with pytest.raises(Refusal, match="Too many cells selected") as told:
        polite(server).json("data")
    assert told.value.status == 403


def test_no_server_at_all_is_told_with_the_address(server):
    service = polite(server)
    server.stop()
    with pytest.raises(Refusal, match=r"no whole answer came .*refused") as told:
        service.json("data")
    assert told.value.status is None
    server.start()


def test_a_file_is_read_whole_and_a_web_page_is_not_taken_for_one(server, tmp_path):
    server.expect_request("/files/table.xlsx").respond_with_data(b"PK\x03\x04", content_type="application/octet-stream")
    address = server.url_for("/files/table.xlsx")
    found = document(address)
    assert (found.name, found.content, found.address) == ("table.xlsx", b"PK\x03\x04", address)
    faulty(server, "/files", "HTML instead of JSON")
    with pytest.raises(Refusal, match="web page"):
        document(address)
    own = tmp_path / "table.px"
    own.write_bytes(b"DATA=1;")
    assert document(own).content == b"DATA=1;"
    with pytest.raises(RadrumError, match="cannot be read"):
        document(tmp_path / "none.px")


def endless(body: bytes) -> Response:
    """An answer that ends where the connection does."""
    response = Response([body], mimetype="text/csv")
    response.automatically_set_content_length = False
    return response


@pytest.mark.parametrize(
    ("half", "found"),
    [
        (endless(b"kommun;andel\n1480;98\n"), "does not say how long it is"),
        (
            Response(
                gzip.compress(b"kommun;andel\n" + b"".join(b"%d;9\n" % n for n in range(5000)))[:-400],
                mimetype="text/csv",
                headers={"Content-Encoding": "gzip"},
            ),
            r"comes packed \(gzip\)",
        ),
    ],
    ids=["ends by closing", "packed"],
)
def test_a_file_that_half_would_look_whole_is_refused(server, half, found):
    server.expect_request("/table.csv").respond_with_response(half)
    with pytest.raises(Refusal, match=f"{found}.* Download the file in a browser"):
        document(server.url_for("/table.csv"))


def test_a_file_is_asked_for_unpacked(server):
    server.expect_request("/table.csv", headers={"Accept-Encoding": "identity"}).respond_with_data(b"a;b\n1;2\n")
    assert document(server.url_for("/table.csv")).content == b"a;b\n1;2\n"


def test_a_question_is_redirected_within_its_host_and_nowhere_else(server):
    server.expect_request("/new").respond_with_json([1])
    for path, onward in (("/old", "/new"), ("/away", f"http://127.0.0.1:{server.port}/new"), ("/round", "/round")):
        server.expect_request(path).respond_with_response(Response("", 302, headers={"Location": onward}))
    assert polite(server).json("old") == [1]
    before = len(server.log)
    with pytest.raises(Refusal, match=r"Give that address if you trust it: http://127\.0\.0\.1:\d+/new"):
        polite(server).json("away")
    assert len(server.log) == before + 1, "the other host is not asked"
    with pytest.raises(Refusal, match="has moved"):
        polite(server).json("round")


def test_a_question_is_not_redirected_to_where_it_could_be_overheard(server):
    service = polite(server)
    asked = service._session.prepare_request(requests.Request("GET", "https://example.org/data"))
    with pytest.raises(Refusal, match=r"https://example\.org/data: the service points to another"):
        service._onward(asked, "http://example.org/data")
    assert service._onward(asked, "https://example.org/new").url == "https://example.org/new"
