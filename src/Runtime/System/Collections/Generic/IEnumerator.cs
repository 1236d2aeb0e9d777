namespace System.Collections.Generic;

/// <summary>A cursor over a sequence of <typeparamref name="T"/>; it starts before the first item.</summary>
public interface IEnumerator<out T> : IEnumerator, IDisposable
    where T : allows ref struct
{
    new T Current { get; }
}
