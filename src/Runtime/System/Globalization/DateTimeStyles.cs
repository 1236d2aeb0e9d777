namespace System.Globalization;

/// <summary>What the text of a date may have around and in it, and how it is taken.</summary>
[Flags]
public enum DateTimeStyles
{
    None = 0x00,
    AllowLeadingWhite = 0x01,
    AllowTrailingWhite = 0x02,
    AllowInnerWhite = 0x04,
    AllowWhiteSpaces = AllowLeadingWhite | AllowInnerWhite | AllowTrailingWhite,
    NoCurrentDateDefault = 0x08,
    AdjustToUniversal = 0x10,
    AssumeLocal = 0x20,
    AssumeUniversal = 0x40,
    RoundtripKind = 0x80,
}
