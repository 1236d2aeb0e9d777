using System;
using Diesis.Core.Files;

namespace Diesis.Core.Waiting.Epoll;

/// <summary>What an item is found by: a descriptor's number may stand for another file later, while the first is still open elsewhere.</summary>
internal readonly struct EpollKey(int descriptor, OpenFile file) : IEquatable<EpollKey>
{
    private readonly int _descriptor = descriptor;
    private readonly OpenFile _file = file;

    public bool Equals(EpollKey other) => _descriptor == other._descriptor && _file == other._file;

    public override bool Equals(object? other) => other is EpollKey key && Equals(key);

    public override int GetHashCode() => _descriptor;
}
