namespace System;

/// <summary>Checks of what tuples are compared with.</summary>
internal static class TupleArguments
{
    internal static T Cast<T>(object other, T self)
    {
        if (other is not T tuple)
            throw new ArgumentException(string.Concat("Argument must be of type ", typeof(T).ToString(), "."), nameof(other));
        return tuple;
    }
}
