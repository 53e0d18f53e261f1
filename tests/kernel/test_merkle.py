"""Merkle trees, against the vectors published with RFC 6962 and by properties."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intreccio.kernel.journal import merkle

# Inputs and roots of the Certificate Transparency reference implementation's tests.
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
LEAVES = [merkle.leaf_hash(bytes.fromhex(text)) for text in INPUTS]


@pytest.mark.parametrize(("size", "root"), ROOTS.items())
def test_published_roots(size, root):
    assert merkle.root(LEAVES[:size]).hex() == root


def test_the_root_of_nothing_is_the_hash_of_nothing():
    assert merkle.root([]) == sha256(b"").digest()


@given(st.integers(1, 130), st.data())
def test_every_leaf_is_proved_and_no_other_content_is(size, data):
    leaves = [merkle.leaf_hash(bytes([number])) for number in range(size)]
    index = data.draw(st.integers(0, size - 1))
    steps = merkle.path(leaves, index)
    assert merkle.root_from_path(leaves[index], index, size, steps) == merkle.root(leaves)
    assert merkle.root_from_path(merkle.leaf_hash(b"forged"), index, size, steps) != merkle.root(leaves)


def test_a_path_of_the_wrong_length_is_refused():
    steps = merkle.path(LEAVES, 3)
    with pytest.raises(ValueError, match="shorter"):
        merkle.root_from_path(LEAVES[3], 3, 8, steps[:-1])
    with pytest.raises(ValueError, match="longer"):
        merkle.root_from_path(LEAVES[3], 3, 8, [*steps, steps[0]])
