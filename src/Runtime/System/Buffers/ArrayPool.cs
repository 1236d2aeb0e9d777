namespace System.Buffers;

/// <summary>Arrays that are lent and given back, so that short-lived buffers make no garbage.</summary>
public abstract class ArrayPool<T>
{
    /// <summary>Arrays longer than this are not kept by the shared pool.</summary>
    private const int LongestShared = 1 << 20;

    private const int SharedArraysPerLength = 8;

    public static ArrayPool<T> Shared { get; } = new BoundedArrayPool<T>(LongestShared, SharedArraysPerLength, BoundedArrayPool<T>.LongestRounded);

    public static ArrayPool<T> Create() => Create(maxArrayLength: 1024 * 1024, maxArraysPerBucket: 50);

    public static ArrayPool<T> Create(int maxArrayLength, int maxArraysPerBucket)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxArrayLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxArraysPerBucket);
        int longest = Math.Min(Math.Max(maxArrayLength, BoundedArrayPool<T>.Shortest), BoundedArrayPool<T>.LongestRounded);
        return new BoundedArrayPool<T>(longest, maxArraysPerBucket, longest);
    }

    /// <summary>An array of at least that length, with whatever its last user left in it.</summary>
    public abstract T[] Rent(int minimumLength);

    public abstract void Return(T[] array, bool clearArray = false);
}
