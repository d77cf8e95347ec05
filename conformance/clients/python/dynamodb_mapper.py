"""PynamoDB: the object mapper that Python programs use with DynamoDB. It is no part of AWS's SDK."""

import os
from datetime import datetime, timezone

from checking import expect, holds, ok, skip
from dynamodb_clients import TABLE, URL

MAPPED = f"{TABLE}-mapped"


def check():
    try:
        import pynamodb
    except ImportError:
        for one in ("objects by a mapper", "versions and counters by a mapper"):
            skip(one, "pynamodb is not installed")
        return
    os.environ["AWS_ACCESS_KEY_ID"] = os.environ["AWS_SECRET_ACCESS_KEY"] = "test"
    maps()


def maps():
    from pynamodb import attributes as of
    from pynamodb.connection import Connection
    from pynamodb.exceptions import PutError, TransactWriteError
    from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
    from pynamodb.models import Model
    from pynamodb.transactions import TransactWrite

    class ByTeam(GlobalSecondaryIndex):
        class Meta:
            index_name = "by-team"
            projection = AllProjection()

        team = of.UnicodeAttribute(hash_key=True)
        born = of.UTCDateTimeAttribute(range_key=True)

    class Address(of.MapAttribute):
        city = of.UnicodeAttribute()
        lines = of.ListAttribute(of=of.UnicodeAttribute)

    class Unicorn(Model):
        class Meta:
            table_name = MAPPED
            host = URL
            region = "us-east-1"
            billing_mode = "PAY_PER_REQUEST"

        name = of.UnicodeAttribute(hash_key=True)
        number = of.NumberAttribute(range_key=True)
        team = of.UnicodeAttribute()
        born = of.UTCDateTimeAttribute()
        colours = of.UnicodeSetAttribute(null=True)
        portrait = of.BinaryAttribute(legacy_encoding=False, null=True)
        address = Address(null=True)
        rides = of.NumberAttribute(default=0)
        version = of.VersionAttribute()
        by_team = ByTeam()

    Unicorn.create_table(wait=True)
    born = datetime(2020, 2, 28, 12, 30, 0, 123456, tzinfo=timezone.utc)
    address = Address(city="Zürich", lines=["", "two"])
    unicorn = Unicorn("Shadowfax", 1.5, team="a", born=born, colours={"white", "ünï"}, portrait=b"\x00\xff", address=address)
    unicorn.save()
    got = Unicorn.get("Shadowfax", 1.5, consistent_read=True)
    plain = lambda one: {**one.attribute_values, "address": one.address.attribute_values}
    expect(plain(got), plain(unicorn), "object")
    with Unicorn.batch_write() as batch:
        for number in range(30):
            batch.save(Unicorn("Rocinante", number, team="b", born=born.replace(year=2000 + number)))
    expect(len(list(Unicorn.batch_get([("Rocinante", number) for number in range(30)]))), 30, "objects of a batch")
    found = Unicorn.query("Rocinante", Unicorn.number.between(10, 20), Unicorn.team == "b", limit=8, page_size=3)
    expect([one.number for one in found], list(range(10, 18)), "numbers")
    newest = Unicorn.by_team.query("b", scan_index_forward=False, limit=2)
    expect([one.born.year for one in newest], [2029, 2028], "years in the index")
    expect(Unicorn.count("Rocinante", filter_condition=Unicorn.colours.does_not_exist()), 30, "count")
    ok("objects by a mapper")

    expect(unicorn.version, 1, "version")
    unicorn.update(actions=[Unicorn.rides.add(2), Unicorn.address.city.set("Bern"), Unicorn.colours.delete({"white"})])
    expect((unicorn.rides, unicorn.address.city, unicorn.colours, unicorn.version), (2, "Bern", {"ünï"}, 2), "updated")
    try:
        got.save()
        raise AssertionError("the older version is saved")
    except PutError as error:
        expect(error.cause_response_code, "ConditionalCheckFailedException", "code")
    try:
        with TransactWrite(connection=Connection(region="us-east-1", host=URL)) as transaction:
            transaction.save(Unicorn("Bree", 1, team="c", born=born))
            transaction.update(unicorn, actions=[Unicorn.rides.set(0)], condition=Unicorn.rides > 5)
        raise AssertionError("the transaction is carried out")
    except TransactWriteError as error:
        expect([one and one.code for one in error.cancellation_reasons], [None, "ConditionalCheckFailed"], "reasons")
    holds(next(iter(Unicorn.query("Bree")), None) is None, "half a transaction")
    ok("versions and counters by a mapper")
    Unicorn.delete_table()
