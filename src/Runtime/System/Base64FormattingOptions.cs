namespace System;

/// <summary>Whether Base64 is broken into lines of 76 characters.</summary>
[Flags]
public enum Base64FormattingOptions
{
    None = 0,
    InsertLineBreaks = 1,
}
