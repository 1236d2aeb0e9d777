namespace Diesis.Bench.Runtime;

/// <summary>The same pseudo-random numbers in every home (the generator of Numerical Recipes, 64 bits wide).</summary>
internal sealed class Generator
{
    private ulong _state;

    internal Generator(ulong seed) => _state = seed;

    internal ulong NextULong()
    {
        _state = _state * 6364136223846793005 + 1442695040888963407;
        return (_state ^ (_state >> 29)) * 0x9E37_79B9_7F4A_7C15;
    }

    internal int Next(int below) => (int)((NextULong() >> 33) % (uint)below);
}
