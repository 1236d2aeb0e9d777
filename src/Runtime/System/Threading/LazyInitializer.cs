namespace System.Threading;

/// <summary>Fills variables on first use.</summary>
public static class LazyInitializer
{
    /// <summary>Several threads may run the factory; the first result wins.</summary>
    public static T EnsureInitialized<T>(ref T? target, Func<T> valueFactory)
        where T : class =>
        Volatile.Read(ref target) ?? Initialize(ref target, valueFactory);

    /// <summary>One thread runs the factory, under the lock, which is made if there is none.</summary>
    public static T EnsureInitialized<T>(ref T target, ref bool initialized, ref object? syncLock, Func<T> valueFactory)
    {
        if (Volatile.Read(ref initialized))
            return target;
        lock (EnsureInitialized(ref syncLock, static () => new object()))
        {
            if (!initialized)
            {
                target = valueFactory();
                Volatile.Write(ref initialized, true);
            }
        }

        return target;
    }

    public static T EnsureInitialized<T>(ref T? target, ref object? syncLock, Func<T> valueFactory)
        where T : class
    {
        if (Volatile.Read(ref target) is { } present)
            return present;
        lock (EnsureInitialized(ref syncLock, static () => new object()))
        {
            if (Volatile.Read(ref target) is null)
                Volatile.Write(ref target, Made(valueFactory));
        }

        return target!;
    }

    private static T Initialize<T>(ref T? target, Func<T> valueFactory)
        where T : class
    {
        Interlocked.CompareExchange(ref target, Made(valueFactory), null);
        return target!;
    }

    private static T Made<T>(Func<T> valueFactory)
        where T : class =>
        valueFactory() ?? throw new InvalidOperationException("ValueFactory returned null.");
}
