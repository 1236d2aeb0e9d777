namespace System.Collections.Generic;

/// <summary>An order on <typeparamref name="T"/>.</summary>
public interface IComparer<in T>
    where T : allows ref struct
{
    /// <summary>Negative when <paramref name="x"/> comes first, zero when neither does, positive when <paramref name="y"/> does.</summary>
    int Compare(T? x, T? y);
}
