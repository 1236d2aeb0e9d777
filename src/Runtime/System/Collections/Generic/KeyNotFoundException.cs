namespace System.Collections.Generic;

/// <summary>A dictionary was asked for a key that it does not hold.</summary>
public class KeyNotFoundException : SystemException
{
    private const int KeyNotFoundResult = unchecked((int)0x80131577);

    public KeyNotFoundException()
        : base("The given key was not present in the dictionary.")
    {
        HResult = KeyNotFoundResult;
    }

    public KeyNotFoundException(string? message)
        : base(message ?? "The given key was not present in the dictionary.")
    {
        HResult = KeyNotFoundResult;
    }

    public KeyNotFoundException(string? message, Exception? innerException)
        : base(message ?? "The given key was not present in the dictionary.", innerException)
    {
        HResult = KeyNotFoundResult;
    }
}
