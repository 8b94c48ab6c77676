"""Programs of users of the packages of this folder; a line with `type: ignore` is wrong, and has to be flagged."""

from __future__ import annotations

from typing import Final

PROGRAMS: Final = {
    "parameters": """\
from made_parameters import Parcels, models
client = Parcels()
client.parcels.simple(id=1, tags=("a", "b"), box={"wide": 1}, boxes=models.Box(wide=1, high=2))
client.parcels.query(text="t", deep={"wide": 1}, spread={"wood": "oak"}, spaced=[1, 2])
client.parcels.query()  # type: ignore[call-arg]
client.parcels.query(text=1)  # type: ignore[arg-type]
client.parcels.query(text="t", deep={"wide": "1"})  # type: ignore[arg-type]
""",
    "bodies": """\
from typing_extensions import assert_type
from made_bodies import AsyncLetters, Letters, models
client = Letters()
assert_type(client.text.send_text(body="x"), str)
assert_type(client.bytes.send_bytes(body=b"x"), bytes)
assert_type(client.list_.send_list(body=[{"text": "a"}]), list[models.Letter])
assert_type(client.several.send_one(text="a"), models.Letter | models.Ticket | None)
assert_type(client.value.put_number(body=1), float)
client.value.put_number(body="1")  # type: ignore[arg-type]


async def use(client: AsyncLetters) -> None:
    assert_type(await client.either.read(), models.Letter)
    assert_type(await client.bytes.send_bytes(body=open("x", "rb")), bytes)
""",
    "uploads": """\
from pathlib import Path
from made_uploads import Albums
client = Albums()
client.one.add_one(photo=Path("me.png"), title="Me", place={"city": "Ulm"})
client.many.add_many(photos=[b"one", ("two.png", b"two"), ("three", b"three", "image/png")])
client.maybe.add_maybe(title="T", cover=b"cover")
client.one.add_one(photo="me.png")  # type: ignore[arg-type]
""",
    "unions": """\
from typing_extensions import assert_type
from made_unions import Animals, models
client = Animals()
(pet, *_) = client.pets.list_pets()
assert_type(pet, models.Cat | models.Dog)
if isinstance(pet, models.Cat):
    assert_type(pet.lives, int | None)
else:
    assert_type(pet.tricks, list[str] | None)
assert_type(client.shapes.get_shape().shape, models.Circle | models.Square | None)
assert_type(client.events.get_events(), dict[str, models.Start | models.Stop | str])
client.pets.add_pet(body={"kind": "meow", "lives": 9})
client.pets.add_pet(body=models.DogInput(kind="woof"))
""",
    "inheritance": """\
from typing_extensions import assert_type
from made_inheritance import Staff, models
client = Staff()
boss = client.staff.hire(role="Manager", team=[{"role": "Guest", "until": "2024-01-01"}])
assert_type(boss.team, list[models.Guest])
assert_type(boss.name, str | None)
assert_type(client.anyone.get_anyone(), models.Manager | models.Guest)
client.note.note(role="r", inner="in", outer=1)
client.note.note(role="r")  # type: ignore[call-arg]
""",
    "recursion": """\
from typing_extensions import assert_type
from made_recursion import Trees, models
client = Trees()
tree = client.tree.put_tree(name="root", children=[{"name": "a", "children": [{"name": "b"}]}], next={"name": "n"})
assert_type(tree.children, list[models.Node] | None)
assert_type(tree.by_name, dict[str, models.Node] | None)
assert_type(tree.next, models.Node | None)
assert_type(tree.other, models.Leaf | str | None)
""",
    "nullable": """\
from typing_extensions import assert_type
from made_nullable import Absence
client = Absence()
old = client.old.old(must=None, color=None, inner={"gone": None})
assert_type(old.must, str | None)
client.old.old(color="red")  # type: ignore[call-arg]
client.old.old(must="m", color="green")  # type: ignore[arg-type]
""",
    "type_lists": """\
from typing_extensions import assert_type
from made_type_lists import Presence
client = Presence()
new = client.new.new(must=None, either=5, list_=["a", None])
assert_type(new.either, str | int)
assert_type(new.list_, list[str | None] | None)
assert_type(client.gone.gone(), str | None)
""",
    "sides": """\
from typing_extensions import assert_type
from made_sides import Sides, models
client = Sides()
thing = client.things.add_thing(name="n", secret="s")
assert_type(thing.id, str)
assert_type(client.map.add_map(body={"a": 1}), dict[str, models.Thing])
client.maps.add_maps(open={"a": "x"}, typed={"k": "v"}, free={"any": [1]}, nothing=[1])
client.maps.add_maps(typed={"k": 1})  # type: ignore[dict-item]
client.things.add_thing(id="1", name="n", secret="s")  # type: ignore[call-arg]
""",
    "names": """\
from typing_extensions import assert_type
from made_names import List, models
client = List()
assert_type(client.class_.list(id="p", from_="f"), list[models.List])
given = client.class_.dict(id="p", int_=1, class_="c", a_b="dash", a_b_in_body="line")
assert_type(given.int_, int)
assert_type(given.list_, list[int] | None)
client.import_.same_2()
client.httpx_.get_a_b_class_c_d(class_="c")
""",
    "security": """\
from made_security import AsyncLocks, Locks
client = Locks(key="k", in_query="q", in_cookie="c", username="u", password="p", token="t", flow="f")
client.basic.basic()
Locks(kee="k")  # type: ignore[call-arg]
AsyncLocks(token=1)  # type: ignore[arg-type]
""",
    "servers": """\
from made_servers import Places
with Places(base_url="https://own.example") as client:
    client.path.of_operation(timeout=3)
""",
    "values": """\
from typing_extensions import assert_type
from made_values import Values
client = Values()
assert_type(client.values.send(mixed=1, whole=2, const="fixed", fraction=0.5), str)
client.values.send(mixed="b")  # type: ignore[arg-type]
client.values.send(whole=3)  # type: ignore[arg-type]
""",
}
