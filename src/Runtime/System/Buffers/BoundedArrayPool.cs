using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;

namespace System.Buffers;

/// <summary>
/// A pool with a bucket for each power of two from 16 up and a fixed number of places in a bucket. Places are taken and filled by
/// single atomic exchanges: no lock, so an interrupt handler may use the pool. Arrays that find no place are left to the collector.
/// </summary>
internal sealed class BoundedArrayPool<T> : ArrayPool<T>
{
    internal const int Shortest = 16;
    internal const int LongestRounded = 1 << 30;

    private readonly T[]?[][] _buckets;
    private readonly int _longestRounded;

    /// <param name="longestKept">Arrays longer than this have no bucket.</param>
    /// <param name="arraysPerBucket">How many arrays of each length are kept.</param>
    /// <param name="longestRounded">Requests up to here get a power of two, longer ones exactly what they ask for.</param>
    internal BoundedArrayPool(int longestKept, int arraysPerBucket, int longestRounded)
    {
        _longestRounded = Shortest << BucketOf(longestRounded);
        T[]?[][] buckets = new T[]?[BucketOf(longestKept) + 1][];
        for (int i = 0; i < buckets.Length; i++)
            buckets[i] = new T[]?[arraysPerBucket];
        _buckets = buckets;
    }

    public override T[] Rent(int minimumLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minimumLength);
        if (minimumLength == 0)
            return [];

        int index = BucketOf(minimumLength);
        if ((uint)index < (uint)_buckets.Length)
        {
            T[]?[] bucket = _buckets[index];
            for (int i = 0; i < bucket.Length; i++)
            {
                if (bucket[i] is not null && Interlocked.Exchange(ref bucket[i], null) is T[] kept)
                    return kept;
            }
        }
        return GC.AllocateUninitializedArray<T>(minimumLength <= _longestRounded ? Shortest << index : minimumLength);
    }

    public override void Return(T[] array, bool clearArray = false)
    {
        if (array is null)
            ThrowHelper.ThrowNull(nameof(array));
        if (array.Length == 0)
            return;

        int index = BucketOf(array.Length);
        if (array.Length <= _longestRounded && array.Length != Shortest << index)
            throw new ArgumentException("The buffer is not associated with this pool and may not be returned to it.", nameof(array));
        if ((uint)index >= (uint)_buckets.Length)
            return;
        if (clearArray)
            Array.Clear(array);

        T[]?[] bucket = _buckets[index];
        for (int i = 0; i < bucket.Length; i++)
        {
            if (bucket[i] is null && Interlocked.CompareExchange(ref bucket[i], array, null) is null)
                return;
        }
    }

    // Bucket b holds arrays of the length 16 << b.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int BucketOf(int length) => BitOperations.Log2(((uint)length - 1) | (Shortest - 1)) - 3;
}
