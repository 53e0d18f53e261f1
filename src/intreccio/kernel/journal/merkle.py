"""Merkle trees as in RFC 6962 (Certificate Transparency): leaves and nodes are hashed apart.

Hashes are SHA-256, 32 bytes. A tree of n leaves splits at the largest power of two below n.
"""

from collections.abc import Sequence
from hashlib import sha256


def leaf_hash(content: bytes) -> bytes:
    """The hash of one leaf's content."""
    return sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes; of none, the hash of nothing. Linear in time, logarithmic in memory."""
    if not leaves:
        return sha256(b"").digest()
    stack: list[tuple[int, bytes]] = []
    for leaf in leaves:
        size, top = 1, leaf
        while stack and stack[-1][0] == size:
            size, top = size * 2, node_hash(stack.pop()[1], top)
        stack.append((size, top))
    _, top = stack.pop()
    while stack:
        top = node_hash(stack.pop()[1], top)
    return top


def path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path of leaf `index`, from the leaf upwards (RFC 6962, 2.1.1)."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"No leaf {index} in a tree of {len(leaves)}.")
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*path(leaves[:split], index), root(leaves[split:])]
    return [*path(leaves[split:], index - split), root(leaves[:split])]


def root_from_path(leaf: bytes, index: int, size: int, steps: Sequence[bytes]) -> bytes:
    """The root that an audit path leads to (RFC 9162, 2.1.3.2). ValueError where the path does not fit."""
    node, last, top = index, size - 1, leaf
    for step in steps:
        if last == 0:
            raise ValueError("The path is longer than the tree is high.")
        if node % 2 or node == last:
            top = node_hash(step, top)
            while not node % 2 and node:
                node, last = node >> 1, last >> 1
        else:
            top = node_hash(top, step)
        node, last = node >> 1, last >> 1
    if last:
        raise ValueError("The path is shorter than the tree is high.")
    return top


def _split(size: int) -> int:
    return 1 << ((size - 1).bit_length() - 1)
