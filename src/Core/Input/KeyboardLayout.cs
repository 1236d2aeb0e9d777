using System;

namespace Diesis.Core.Input;

/// <summary>Which characters the keys mean: a string for each level, indexed by the key's number from <see cref="KeyCode.A"/> on.</summary>
/// <remarks>A blank (U+0000 in the tables) means nothing. Combining accents (U+0300 to U+036F) are dead keys.</remarks>
public abstract class KeyboardLayout
{
    private const char Nothing = '\0';

    /// <summary>As <c>keymap=</c> names it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the right Alt key chooses the third level.</summary>
    public abstract bool HasAltGraph { get; }

    /// <summary>Keys A to Slash without and with shift, with AltGr.</summary>
    protected abstract string Plain { get; }

    protected abstract string Shifted { get; }

    protected abstract string Third { get; }

    /// <summary>The 102nd key's three levels.</summary>
    protected abstract string EuropeBackslash { get; }

    /// <summary>The layout of a name; null when there is none.</summary>
    public static KeyboardLayout? Find(string name) => name switch
    {
        "us" => new UsLayout(),
        "de" => new GermanLayout(),
        _ => null,
    };

    /// <summary>The character of a key of the main block; 0 when it has none.</summary>
    public int Character(KeyCode key, KeyModifiers modifiers)
    {
        int third = HasAltGraph && (modifiers & KeyModifiers.AltGraph) != 0 ? 2 : 0;
        bool shift = (modifiers & KeyModifiers.Shift) != 0;
        if (key == KeyCode.EuropeBackslash)
            return EuropeBackslash[third != 0 ? third : shift ? 1 : 0];
        int index = key - KeyCode.A;
        if (index < 0 || index >= Plain.Length)
            return Nothing;
        if (third != 0)
            return Third[index];
        if ((modifiers & KeyModifiers.CapsLock) != 0 && char.ToUpperInvariant(Plain[index]) == Shifted[index])
            shift = !shift;
        return shift ? Shifted[index] : Plain[index];
    }
}
