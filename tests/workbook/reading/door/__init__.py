"""The door, tried from outside: kinds of bad input, each with instances of its own, read by ``read_submissions`` alone.

What each must give is said by the issue on the door; the codes asked for are those that the program's own page of bad
input names, and where a kind has none yet, the severity, the place and the words are asked for.
"""
