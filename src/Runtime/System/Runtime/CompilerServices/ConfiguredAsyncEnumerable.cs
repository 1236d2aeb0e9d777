using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace System.Runtime.CompilerServices
{
    /// <summary>An asynchronous sequence with a token for its enumerator.</summary>
    public readonly struct ConfiguredCancelableAsyncEnumerable<T>
    {
        private readonly IAsyncEnumerable<T> _source;
        private readonly Threading.CancellationToken _token;

        internal ConfiguredCancelableAsyncEnumerable(IAsyncEnumerable<T> source, Threading.CancellationToken token)
        {
            _source = source;
            _token = token;
        }

        public ConfiguredCancelableAsyncEnumerable<T> ConfigureAwait(bool continueOnCapturedContext) => this;

        public ConfiguredCancelableAsyncEnumerable<T> WithCancellation(Threading.CancellationToken cancellationToken) =>
            new(_source, cancellationToken);

        public Enumerator GetAsyncEnumerator() => new(_source.GetAsyncEnumerator(_token));

        /// <summary>A walk over the sequence.</summary>
        public readonly struct Enumerator
        {
            private readonly IAsyncEnumerator<T> _enumerator;

            internal Enumerator(IAsyncEnumerator<T> enumerator) => _enumerator = enumerator;

            public T Current => _enumerator.Current;

            public ConfiguredValueTaskAwaitable<bool> MoveNextAsync() => _enumerator.MoveNextAsync().ConfigureAwait(false);

            public ConfiguredValueTaskAwaitable DisposeAsync() => _enumerator.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>An asynchronously disposable object with a choice of how to await that.</summary>
    public readonly struct ConfiguredAsyncDisposable
    {
        private readonly IAsyncDisposable _source;

        internal ConfiguredAsyncDisposable(IAsyncDisposable source) => _source = source;

        public ConfiguredValueTaskAwaitable DisposeAsync() => _source.DisposeAsync().ConfigureAwait(false);
    }
}

namespace System.Threading.Tasks
{
    /// <summary>Choices for <c>await foreach</c> and <c>await using</c>.</summary>
    public static class TaskAsyncEnumerableExtensions
    {
        public static ConfiguredCancelableAsyncEnumerable<T> WithCancellation<T>(
            this IAsyncEnumerable<T> source, CancellationToken cancellationToken) =>
            new(source, cancellationToken);

        public static ConfiguredCancelableAsyncEnumerable<T> ConfigureAwait<T>(
            this IAsyncEnumerable<T> source, bool continueOnCapturedContext) =>
            new(source, default);

        public static ConfiguredAsyncDisposable ConfigureAwait(this IAsyncDisposable source, bool continueOnCapturedContext) =>
            new(source);
    }
}
