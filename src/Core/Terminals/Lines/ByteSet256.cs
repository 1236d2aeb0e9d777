namespace Diesis.Core.Terminals.Lines;

/// <summary>A set of byte values. The default value is empty.</summary>
internal struct ByteSet256
{
    private ulong _low;
    private ulong _second;
    private ulong _third;
    private ulong _high;

    internal readonly bool Contains(byte value) => ((value >> 6) switch
    {
        0 => _low,
        1 => _second,
        2 => _third,
        _ => _high,
    } >> (value & 63) & 1) != 0;

    internal void Add(byte value) => Word(value) |= 1UL << (value & 63);

    internal void Remove(byte value) => Word(value) &= ~(1UL << (value & 63));

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    private ref ulong Word(byte value)
    {
        switch (value >> 6)
        {
            case 0:
                return ref _low;
            case 1:
                return ref _second;
            case 2:
                return ref _third;
            default:
                return ref _high;
        }
    }
}
