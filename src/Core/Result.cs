using System.Diagnostics.CodeAnalysis;
using Diesis.Abi;

namespace Diesis.Core;

/// <summary>A value, or the error number that says why there is none.</summary>
public readonly struct Result<T>
{
    private readonly T _value;
    private readonly Errno _error;

    private Result(T value, Errno error)
    {
        _value = value;
        _error = error;
    }

    public bool IsSuccess => _error == Errno.None;

    /// <summary><see cref="Errno.None"/> when there is a value.</summary>
    public Errno Error => _error;

    /// <remarks>Preconditions: <see cref="IsSuccess"/>.</remarks>
    public T Value => _value;

    public bool TryGet([MaybeNullWhen(false)] out T value, out Errno error)
    {
        value = _value;
        error = _error;
        return _error == Errno.None;
    }

    public static implicit operator Result<T>(T value) => new(value, Errno.None);

    /// <remarks>Preconditions: a real error.</remarks>
    public static implicit operator Result<T>(Errno error) => new(default!, error);
}
