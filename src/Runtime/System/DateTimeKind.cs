namespace System;

/// <summary>Which clock a DateTime was read from.</summary>
public enum DateTimeKind
{
    Unspecified = 0,
    Utc = 1,
    Local = 2,
}
