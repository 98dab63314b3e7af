"""The demonstration: a small Welsh valley, one year old, built through the product's own actions.

`people.py` and `goods.py` say who and what; `history.py` lets the year happen; `views.py` are the visitor's doors.
"""
