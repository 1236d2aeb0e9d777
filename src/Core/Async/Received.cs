namespace Diesis.Core.Async;

/// <summary>What a read of a channel gives: an item, or nothing because the channel is complete and empty.</summary>
public readonly struct Received<T>
{
    internal Received(T item)
    {
        HasItem = true;
        Item = item;
    }

    public bool HasItem { get; }

    /// <summary>The item; the type's default when there is none.</summary>
    public T? Item { get; }
}
