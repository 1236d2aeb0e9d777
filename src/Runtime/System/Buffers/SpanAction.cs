namespace System.Buffers;

/// <summary>Does something with a span and a state.</summary>
public delegate void SpanAction<T, in TArg>(Span<T> span, TArg arg) where TArg : allows ref struct;

/// <summary>Does something with a read-only span and a state.</summary>
public delegate void ReadOnlySpanAction<T, in TArg>(ReadOnlySpan<T> span, TArg arg) where TArg : allows ref struct;
