"""Several rulesets as one: the only place where settings are laid over each other.

Mappings merge key by key; everything else - a list, a word, a figure - replaces what was there. Each value keeps the
place it comes from, so that a problem, and `ruleset show`, can name its file and line.
"""

from typing import Any

from joinedup.reading.tree import FILE, Tree


def merged(trees: list[Tree], paths: tuple[str, ...]) -> Tree:
    """One tree from several, the last on top.

    Args:
        trees: The files' trees, from the first that is extended to the ruleset itself.
        paths: The file of each.
    """
    result = Tree(files=paths)
    for number, tree in enumerate(trees):
        marked = {key: [place + number * FILE for place in places] for key, places in tree.places.items()}
        result.places.update(marked)
        result.root = tree.root if number == 0 else _over(result, result.root, tree.root)
    return result


def _over(tree: Tree, base: Any, top: Any) -> Any:
    if not (isinstance(base, dict) and isinstance(top, dict)):
        return top
    made: dict[str, Any] = {}
    below, above = tree.places[id(base)], tree.places[id(top)]
    places = [above[0]]
    orders = [{key: number for number, key in enumerate(owner)} for owner in (base, top)]
    for key in {**base, **top}:
        in_both = key in base and key in top
        owner, table, order = (top, above, orders[1]) if key in top else (base, below, orders[0])
        index = 1 + 2 * order[key]
        made[key] = _over(tree, base[key], top[key]) if in_both else owner[key]
        places += table[index : index + 2]
    tree.places[id(made)] = places
    return made
