"""The sentences for what the readers and the plan of an import find, and the words for columns."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cyfran.trade.catalogue.rules.rows import Problem

SENTENCES: dict[str, str | Promise] = {
    # The file as a whole.
    "empty": _("The file is empty. Choose another."),
    "too_large": _("The file is larger than {limit} MB. Split it and import the parts one after another."),
    "too_many_rows": _("The file has more than {limit} products. Split it and import the parts one after another."),
    "too_many_parts": _("The file has too many parts to be a catalogue. Split it and import the parts one after another."),
    "too_deep": _("The file is nested too deeply to be a catalogue."),
    "not_json": _("The file begins like a JSON catalogue but is broken at line {line}. Export it again and choose the new file."),
    "not_text": _("The file is not text. Save the product list as CSV, or export the catalogue as JSON-LD, and choose that."),
    "encoding_unknown": _("The letters in the file cannot be read. Save it again as UTF-8 and choose the new file."),
    "line_too_long": _("A line of the file has no end. Save the product list as CSV again and choose the new file."),
    "cell_too_long": _("A cell holds far too much text. Shorten it; a quotation mark that is never closed can also cause this."),
    "quote_open": _("A quotation mark is opened and never closed. Close it or take it out."),
    "quote_stray": _("A quotation mark stands in the middle of a cell. Double it or take it out."),
    "no_columns": _("None of the columns is one we know. The first row must hold headings such as name, price and units."),
    "column_missing": _("There is no column “{column}”. Add it to the first row."),
    "no_products": _("There is no product in the file."),
    # One row.
    "name_missing": _("The product has no name."),
    "name_too_long": _("The name is longer than {limit} characters. Shorten it."),
    "id_missing": _("The product has no address of its own (@id), so that it could not be recognised next time."),
    "id_too_long": _("The code is longer than {limit} characters. Shorten it."),
    "id_repeated": _("The code “{id}” already stands in row {first}. Give each product its own."),
    "id_contradicts": _("“{id}” is described twice, with a different {property}. Keep one of the two."),
    "too_many_cells": _("The row has more cells than the {expected} headings. A comma inside a cell needs quotation marks around the cell."),
    "not_a_number": _("“{value}” is not a number."),
    "price_missing": _("There is no price."),
    "price_negative": _("A price cannot be below nought: {value}."),
    "price_absurd": _("{value} is beyond any price. The highest is £100,000."),
    "price_in_parts": _("{value} is not in whole pence."),
    "currency_other": _("The price is in {currency}; this co-op trades in pounds."),
    "tax_rate_unknown": _("VAT of {value} is not a rate in the United Kingdom. Use 0, 5 or 20."),
    "unit_unknown": _("“{unit}” is not a measure we know. Use g, kg, oz, lb, ml, l or items."),
    "size_negative": _("A size cannot be below nought: {value}."),
    "size_absurd": _("{value} is beyond any size. The largest is 10 tonnes."),
    "stock_negative": _("Stock cannot be below nought: {value}. Leave it empty and say yes under on_demand to sell without limit."),
    "stock_in_parts": _("{value} is not a whole number of units."),
    "stock_absurd": _("{value} is beyond any stock. The most is 1,000,000."),
    "seller_unknown": _("“{name}” does not sell here (rows: {rows}). Correct the name, or choose on this page who sells everything in this file."),
    "seller_missing": _("The file does not say who sells this (rows: {rows}). Choose on this page who sells everything in it."),
    "stock_promised": _("{reserved} are already ordered, so that the stock cannot be {stock}."),
    # Remarks: what was assumed.
    "encoding_guessed": _("The file is not in UTF-8; it was read as Windows text. Look at the accents in the names below."),
    "column_unused": _("The column “{column}” is not used."),
    "column_twice": _("The column “{column}” stands twice; the first was used."),
    "description_shortened": _("The description was cut to {limit} characters."),
    "tax_words_unknown": _("The tax category “{words}” does not tell a rate; zero rate was assumed."),
    "price_several": _("There are several prices; the first was taken."),
    "case_unclear": _("The file is not clear about how many are in the case; one was assumed."),
}  # fmt: skip

COLUMNS: dict[str, str | Promise] = {
    "": "",
    "name": _("Name"), "description": _("Description"), "price": _("Price"), "currency": _("Currency"),
    "tax_category": _("VAT"), "tax_code": _("VAT"), "units": _("Size"), "size": _("Size"), "unit": _("Measure"),
    "case": _("Case"), "case_size": _("In a case"), "stock": _("Stock"), "on_hand": _("Stock"), "id": _("Code"),
    "producer": _("Producer"), "withdrawn": _("On sale"), "category": _("Shelf"), "organic": _("Organic"),
    "allergens": _("Allergens"), "sku": _("Product code"), "display_name": _("Name"), "unit_type": _("Measure"),
}  # fmt: skip


def sentence_for(problem: Problem) -> str:
    """The problem in a sentence, in the reader's language; what the file put there is text, to be escaped as any."""
    return str(SENTENCES[problem.code]).format(**problem.values)


def column_name(column: str) -> str:
    """What people call the column; its own heading where we have no better word."""
    return str(COLUMNS.get(column, column))
