namespace System.Collections;

/// <summary>An order on objects.</summary>
public interface IComparer
{
    /// <summary>Negative when <paramref name="x"/> comes first, zero when neither does, positive when <paramref name="y"/> does.</summary>
    int Compare(object? x, object? y);
}
