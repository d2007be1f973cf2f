"""The Merkle root of leaves that come one by one, however many: it keeps one node a level."""

from fazhi.kernel.digests import LEAF, NODE, digest


class RunningRoot:
    """The same root as `digests.merkle_root` over the same leaves, in memory that grows with their number's digits."""

    def __init__(self, algorithm: str) -> None:
        self.algorithm = algorithm
        self.count = 0
        self._peaks: list[tuple[int, bytes]] = []

    def add(self, leaf: str) -> None:
        """Take the next leaf."""
        self.count += 1
        level, node = 0, self._raw(LEAF + leaf.encode())
        while self._peaks and self._peaks[-1][0] == level:
            node = self._raw(NODE + self._peaks.pop()[1] + node)
            level += 1
        self._peaks.append((level, node))

    def value(self) -> str:
        """The root over what was taken so far."""
        if not self._peaks:
            return digest(b"", self.algorithm)
        peaks = [node for _, node in self._peaks]
        node = peaks.pop()
        while peaks:
            node = self._raw(NODE + peaks.pop() + node)
        return f"{self.algorithm}:{node.hex()}"

    def _raw(self, data: bytes) -> bytes:
        return bytes.fromhex(digest(data, self.algorithm).partition(":")[2])
