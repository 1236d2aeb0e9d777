using Diesis.Core.Files.Archives;

namespace Diesis.Unit.Tests.Files;

/// <summary>Bytes from an array, in pieces of whatever size a seed says.</summary>
internal sealed class SpanSource(byte[] bytes, int seed) : ByteSource
{
    private readonly Random _random = new(seed);
    private int _at;

    public override int Read(Span<byte> to)
    {
        int count = Math.Min(Math.Min(to.Length, bytes.Length - _at), _random.Next(1, 700));
        bytes.AsSpan(_at, count).CopyTo(to);
        _at += count;
        return count;
    }
}
