"""How callback URLs are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imgopen_mock.courier.targets import LONGEST_URL, SchemeError, Target, TargetError


@pytest.mark.parametrize(
    ("url", "target", "authority"),
    [
        ("http://kiln.test", Target("http", "kiln.test", 80, "/"), "kiln.test"),
        ("http://kiln.test/", Target("http", "kiln.test", 80, "/"), "kiln.test"),
        ("HTTP://KILN.test.:80/Bell", Target("http", "kiln.test", 80, "/Bell"), "kiln.test"),
        ("https://kiln.test:443/a?b=c#d", Target("https", "kiln.test", 443, "/a?b=c"), "kiln.test"),
        ("https://kiln.test:80?b=?c", Target("https", "kiln.test", 80, "/?b=?c"), "kiln.test:80"),
        ("http://kiln.test:8080#d/e", Target("http", "kiln.test", 8080, "/"), "kiln.test:8080"),
        ("http://kiln.test:/a", Target("http", "kiln.test", 80, "/a"), "kiln.test"),
        ("http://me:pass%40@kiln.test:81/@a", Target("http", "kiln.test", 81, "/@a"), "kiln.test:81"),
        ("http://10.0.0.1@kiln.test/", Target("http", "kiln.test", 80, "/"), "kiln.test"),
        ("http://[::1]:81/a", Target("http", "::1", 81, "/a"), "[::1]:81"),
        ("http://[::FFFF:10.0.0.1]/", Target("http", "::FFFF:10.0.0.1", 80, "/"), "[::FFFF:10.0.0.1]"),
        ("http://2130706433/", Target("http", "2130706433", 80, "/"), "2130706433"),
        ("http://my_kiln-1:80/", Target("http", "my_kiln-1", 80, "/"), "my_kiln-1"),
        ("http://bücher.test/", Target("http", "xn--bcher-kva.test", 80, "/"), "xn--bcher-kva.test"),
        ("http://kiln.test/ü?ü", Target("http", "kiln.test", 80, "/%C3%BC?%C3%BC"), "kiln.test"),
        ("http://kiln.test/%zz%41%", Target("http", "kiln.test", 80, "/%zz%41%"), "kiln.test"),
        ("http://kiln.test//10.0.0.1/", Target("http", "kiln.test", 80, "//10.0.0.1/"), "kiln.test"),
    ],
)
def test_good_urls(url: str, target: Target, authority: str) -> None:
    assert Target.parse(url) == target
    assert target.authority == authority


BAD_URLS = {
    "": "it does not begin with http:// or https://",
    "kiln.test/bell": "it does not begin with http:// or https://",
    "//kiln.test/bell": "it does not begin with http:// or https://",
    "/bell": "it does not begin with http:// or https://",
    "http://": "it has no host",
    "http:///bell": "it has no host",
    "http://:80/": "it has no host",
    "http://me@/": "it has no host",
    "http://./": "it has no host",
    "http:kiln.test": "is malformed",
    "http:/kiln.test": "is malformed",
    "http:\\\\kiln.test": "is malformed",
    "http://127.0.0.1\\@kiln.test/": "is malformed",
    "http://kiln.test\\@127.0.0.1/": "is malformed",
    "http://a@b@kiln.test/": "is malformed",
    "http://kiln.test:80:81/": "is malformed",
    "http://kiln.test:x/": "is malformed",
    "http://kiln.test:-1/": "is malformed",
    "http://kiln.test:+1/": "is malformed",
    "http://kiln.test:8_0/": "is malformed",
    "http://kiln.test:٨٠/": "is malformed",
    "http://kiln.test:0/": "its port is not in the range 1 to 65535",
    "http://kiln.test:65536/": "its port is not in the range 1 to 65535",
    f"http://kiln.test:{'9' * 5000}/": "its port is not in the range 1 to 65535",
    "http://::1/": "is malformed",
    "http://[::1/": "is malformed",
    "http://::1]/": "is malformed",
    "http://[::1]80/": "is malformed",
    "http://[::1].test/": "is malformed",
    "http://[[::1]]/": "is malformed",
    "http://[]/": "its host is not an IPv6 address",
    "http://[127.0.0.1]/": "its host is not an IPv6 address",
    "http://[kiln.test]/": "its host is not an IPv6 address",
    "http://[::g]/": "its host is not an IPv6 address",
    "http://[v1.x]/": "its host is not an IPv6 address",
    "http://[::1%25a%40b]/": "its host is not an IPv6 address",
    "http://kiln..test/": "its host cannot be the name of one",
    "http://.kiln.test/": "its host cannot be the name of one",
    "http://kiln.test../": "its host cannot be the name of one",
    "http://*.test/": "its host cannot be the name of one",
    "http://kiln%2etest%2fbell/": "its host cannot be the name of one",
    "http://kiln%00.test/": "its host cannot be the name of one",
    "http://kiln%20.test/": "its host cannot be the name of one",
    "http://127.0.0.1%23.kiln.test/": "its host cannot be the name of one",
    "http://%5b::1]/": "is malformed",
    "http://%ff/": "its host is not UTF-8",
    "http://☃☃\u200d.test/": "its host cannot be the name of one",
    f"http://{'a' * 64}.test/": "its host cannot be the name of one",
    f"http://{'a.' * 200}test/": "its host is too long",
    f"http://{'ü' * 300}.test/": "its host is too long",
    "http://kiln.test/a b": "it has a space or a control character in it",
    " http://kiln.test/": "it has a space or a control character in it",
    "http://kiln.test/\n": "it has a space or a control character in it",
    "http://kiln.test/\r\nx: y": "it has a space or a control character in it",
    "http://kiln.test/\x00": "it has a space or a control character in it",
    "http://ki\tln.test/": "it has a space or a control character in it",
    "http://kiln.test/\x7f": "it has a space or a control character in it",
    "http://kiln.test/\ud800": "it has a space or a control character in it",
    "http://\udfff/": "it has a space or a control character in it",
    f"http://kiln.test/{'a' * LONGEST_URL}": "is longer than 8000 characters",
}


@pytest.mark.parametrize("url", BAD_URLS, ids=lambda url: ascii(url[:30]))
def test_malformed_urls(url: str) -> None:
    with pytest.raises(TargetError) as caught:
        Target.parse(url)
    assert not isinstance(caught.value, SchemeError)
    assert str(caught.value).startswith("the callback URL is ")
    assert str(caught.value).endswith(BAD_URLS[url])


@pytest.mark.parametrize(
    "url",
    ["ftp://kiln.test/", "file:///etc/passwd", "ws://kiln.test", "data:,x", "gopher://127.0.0.1", "httpx:x"],
)
def test_other_schemes(url: str) -> None:
    with pytest.raises(SchemeError, match=r"callbacks go to http and https URLs only, not to [a-z]+ ones"):
        Target.parse(url)


@given(
    st.one_of(
        st.text(max_size=60),
        st.text(max_size=60).map("http://".__add__),
        st.from_regex(r"https?://[\[\]a-f0-9:.%@\\x]{0,30}[/?#].{0,20}", fullmatch=True),
    )
)
def test_any_text_is_read_or_refused_in_one_line(url: str) -> None:
    try:
        target = Target.parse(url)
    except TargetError as error:
        message = str(error)
    else:
        message = f"{target.authority}{target.path}"
        assert target.path.startswith("/")
        assert message.isascii()
    assert message.isprintable()
