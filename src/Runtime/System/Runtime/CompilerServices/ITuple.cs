namespace System.Runtime.CompilerServices;

/// <summary>A tuple of any size; positional patterns on objects use it.</summary>
public interface ITuple
{
    int Length { get; }

    object? this[int index] { get; }
}
