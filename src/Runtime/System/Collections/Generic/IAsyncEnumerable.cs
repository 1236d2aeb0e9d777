using System.Threading;
using System.Threading.Tasks;

namespace System.Collections.Generic;

/// <summary>A sequence whose elements take time: <c>await foreach</c>.</summary>
public interface IAsyncEnumerable<out T>
    where T : allows ref struct
{
    IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default);
}

/// <summary>A walk over such a sequence.</summary>
public interface IAsyncEnumerator<out T> : IAsyncDisposable
    where T : allows ref struct
{
    T Current { get; }

    ValueTask<bool> MoveNextAsync();
}
