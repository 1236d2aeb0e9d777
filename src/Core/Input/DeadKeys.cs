namespace Diesis.Core.Input;

/// <summary>An accent from a dead key and the letter after it, together one character.</summary>
internal static class DeadKeys
{
    private const int FirstCombining = 0x300;
    private const int LastCombining = 0x36f;

    internal static bool IsDead(int character) => character is >= FirstCombining and <= LastCombining;

    /// <summary>The accent alone: what it means before a space, or pressed twice.</summary>
    internal static int Spacing(int accent) => accent switch
    {
        0x300 => '`',
        0x301 => '´',
        0x302 => '^',
        0x303 => '~',
        0x308 => '¨',
        _ => 0,
    };

    /// <summary>The accented letter; 0 when there is none.</summary>
    internal static int Combine(int accent, int letter)
    {
        string composed = accent switch
        {
            0x300 => "àèìòùÀÈÌÒÙ\0\0",
            0x301 => "áéíóúÁÉÍÓÚýÝ",
            0x302 => "âêîôûÂÊÎÔÛ\0\0",
            _ => "",
        };
        int index = "aeiouAEIOUyY".IndexOf((char)letter);
        return index >= 0 && index < composed.Length ? composed[index] : 0;
    }
}
