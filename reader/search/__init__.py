"""Finding articles by what somebody typed: the query language, the word index, and what a mistyped word stands for.

`query` turns text into a tree, `index` keeps and asks the word index inside the cache's database, `match` tells which
words of the library a typed word may mean, `rank` puts the articles in order, `highlight` finds the words in a text.
"""
