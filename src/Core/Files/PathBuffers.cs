using System.Threading;
using Diesis.Abi;
using Diesis.Platform.Processors;

namespace Diesis.Core.Files;

/// <summary>Buffers for paths from programs, which are too large for the stack and too frequent for the heap: a few for each processor.</summary>
public static class PathBuffers
{
    /// <summary>A rename takes two.</summary>
    private const int PerProcessor = 2;

    private static byte[]?[]? s_free;

    /// <summary>A buffer of <see cref="PathLimits.PATH_MAX"/> bytes with any content.</summary>
    public static byte[] Take()
    {
        byte[]?[] free = s_free ?? Make();
        int first = Processor.CurrentIndex * PerProcessor;
        for (int i = first; i < first + PerProcessor; i++)
        {
            if (Volatile.Read(ref free[i]) is not null && Interlocked.Exchange(ref free[i], null) is { } buffer)
                return buffer;
        }
        return new byte[PathLimits.PATH_MAX];
    }

    /// <summary>Gives a buffer back; nobody may use it any more.</summary>
    public static void Give(byte[] buffer)
    {
        byte[]?[] free = s_free!;
        int first = Processor.CurrentIndex * PerProcessor;
        for (int i = first; i < first + PerProcessor; i++)
        {
            if (Volatile.Read(ref free[i]) is null && Interlocked.CompareExchange(ref free[i], buffer, null) is null)
                return;
        }
    }

    private static byte[]?[] Make()
    {
        Interlocked.CompareExchange(ref s_free, new byte[]?[Processor.Maximum * PerProcessor], null);
        return s_free;
    }
}
