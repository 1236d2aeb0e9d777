using System;
using System.Runtime;
using Diesis.Platform.Locks;
using Diesis.Platform.Processors;

namespace Diesis.Platform.Randomness;

/// <summary>Random bytes for the whole kernel, in any context, also before there is a heap.</summary>
/// <remarks>
/// Seeded from the processor's generator, where it has one, and always from how the time stamp counter jumps, since neither is to be
/// trusted alone. Lock: s_lock. SAFETY: the buffer handed in is valid during the call, as Internal.Runtime.Home says.
/// </remarks>
public static unsafe class RandomBytes
{
    private const int JitterSamples = 64;
    private const int HardwareWords = 8;

    /// <summary>After so many requests fresh values of the processor's generator are mixed in.</summary>
    private const int RequestsBetweenSeeds = 256;

    private static SpinLock s_lock = new(LockRank.Random);
    private static KeyedGenerator s_generator;
    private static int s_requestsLeft;
    private static bool s_isSeeded;

    /// <summary>Fills a buffer. Any context.</summary>
    public static void Fill(Span<byte> buffer)
    {
        using SpinLock.Scope held = s_lock.Enter();
        if (!s_isSeeded)
            MixJitter();
        if (s_requestsLeft-- == 0)
            MixHardware();
        s_generator.Mix(Instructions.ReadTimeStampCounter());
        s_generator.Fill(buffer);
    }

    [RuntimeExport("HomeRandom")]
    private static void HomeRandom(byte* data, nuint length)
    {
        // Every span is short enough; nobody asks for gigabytes.
        Fill(new Span<byte>(data, (int)Math.Min(length, int.MaxValue)));
    }

    private static void MixJitter()
    {
        s_isSeeded = true;
        for (int i = 0; i < JitterSamples; i++)
            s_generator.Mix(Instructions.ReadTimeStampCounter());
    }

    private static void MixHardware()
    {
        s_requestsLeft = RequestsBetweenSeeds;
        if (!Internal.Runtime.ProcessorHints.HasRandom)
            return;
        for (int i = 0; i < HardwareWords; i++)
        {
            if (Internal.Runtime.ProcessorHints.TryRandom(out ulong value))
                s_generator.Mix(value);
        }
    }
}
