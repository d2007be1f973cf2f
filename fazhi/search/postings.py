"""A collection's entries and conditions in tantivy's terms.

Every text is indexed twice, as words (`w_…`) and as pairs of characters (`g_…`), cut by us and joined by spaces: no
tokenizer of tantivy's knows Chinese.
"""

import json

import tantivy
from tantivy import FieldType, Occur, Query

from fazhi.search.errors import UnknownFilter
from fazhi.search.index import Collection, Entry, Question, Window
from fazhi.search.words import fold, grams, words


def schema(collection: Collection) -> tantivy.Schema:
    """The fields that an index of the collection has."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", indexed=True, fast=True)
    builder.add_unsigned_field("group", indexed=True, fast=True)
    builder.add_unsigned_field("starts", fast=True)
    builder.add_unsigned_field("ends", fast=True)
    builder.add_text_field("scope", tokenizer_name="raw", index_option="basic")
    for one in collection.fields:
        if one.words > 0:
            builder.add_text_field(f"w_{one.name}", tokenizer_name="whitespace", index_option="freq")
        if one.grams > 0:
            builder.add_text_field(f"g_{one.name}", tokenizer_name="whitespace", index_option="freq")
    for name in collection.facets:
        builder.add_text_field(f"f_{name}", fast=True, tokenizer_name="raw", index_option="basic")
    for name in collection.marks:
        builder.add_text_field(f"f_{name}", tokenizer_name="raw", index_option="basic")
    for name in collection.numbers:
        builder.add_unsigned_field(f"n_{name}", fast=True)
    builder.add_bytes_field("shown", stored=True)
    return builder.build()


def conditions(
    schema: tantivy.Schema, collection: Collection, question: Question
) -> list[tuple[Occur, Query]]:
    """Conditions that every find must meet and that count nothing for its score. Raises UnknownFilter."""
    kept: list[Query] = []
    for name, values in question.filters.items():
        known = collection.facets + collection.marks
        if name not in known:
            raise UnknownFilter(name, known)
        kept.append(Query.term_set_query(schema, f"f_{name}", list(values)))
    if question.day is not None:
        kept += _days(schema, question.day, question.window)
    if question.scopes is not None:
        marks = ["*", *question.scopes]
        kept.append(Query.term_set_query(schema, "scope", marks))
    return [(Occur.Must, Query.const_score_query(one, 0.0)) for one in kept]


def _days(schema: tantivy.Schema, day: int, window: Window) -> list[Query]:
    kind = FieldType.Unsigned
    if window is Window.ENDED:
        return [Query.range_query(schema, "ends", kind, upper_bound=day)]
    if window is Window.FUTURE:
        return [Query.range_query(schema, "starts", kind, lower_bound=day, include_lower=False)]
    return [
        Query.range_query(schema, "starts", kind, upper_bound=day),
        Query.range_query(schema, "ends", kind, lower_bound=day, include_lower=False),
    ]


def document(collection: Collection, entry: Entry) -> tantivy.Document:
    """An entry as the index takes it."""
    made = tantivy.Document()
    made.add_unsigned("key", entry.key)
    made.add_unsigned("group", entry.group)
    made.add_unsigned("starts", entry.starts)
    made.add_unsigned("ends", entry.ends)
    for mark in entry.scopes or ("*",):
        made.add_text("scope", mark)
    for one in collection.fields:
        text = fold(entry.texts.get(one.name, ""))
        if one.words > 0:
            made.add_text(f"w_{one.name}", " ".join(words(text)))
        if one.grams > 0:
            made.add_text(f"g_{one.name}", " ".join(grams(text)))
    for given in (entry.facets, entry.marks):
        for name, values in given.items():
            for value in values:
                made.add_text(f"f_{name}", value)
    for name in collection.numbers:
        made.add_unsigned(f"n_{name}", entry.numbers.get(name, 0))
    made.add_bytes("shown", json.dumps(dict(entry.shown), ensure_ascii=False).encode())
    return made
